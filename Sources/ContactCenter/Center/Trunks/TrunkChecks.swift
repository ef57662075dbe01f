// Checks and links of trunk groups.

extension ModelBuilder {
  mutating func buildTrunkGroups() {
    for (i, group) in scenario.trunkGroups.enumerated() {
      let path = "trunkGroups[\(i)]"
      if !ScenarioLimits.lineCounts.contains(group.lines) {
        error(
          "\(path).lines", "The group has \(group.lines) lines.",
          "Give 0 to \(ScenarioLimits.lines).")
      }
      var linked = group
      linked.overflowTo = group.overflowTo.flatMap { self.linked($0, at: "\(path).overflowTo") }
      checkOutages(group, path)
      model.trunkGroups.append(Model.TrunkGroup(linked, capacity: capacity(of: group)))
    }
    checkTrunkCycles()
  }

  private mutating func checkOutages(_ group: Scenario.TrunkGroup, _ path: String) {
    for (i, outage) in group.outages.enumerated() {
      let place = "\(path).outages[\(i)]"
      if !(outage.from >= 0 && outage.to > outage.from && outage.to <= ScenarioLimits.length) {
        error(place, "The outage ends before it begins.", "Let `to` be later than `from`.")
      }
      if isSound("\(path).lines"), outage.lines < 0 || outage.lines > group.lines {
        error(
          "\(place).lines", "\(outage.lines) of \(group.lines) lines are left.",
          "Give 0 to \(group.lines).")
      }
    }
  }

  /// The lines over time: the smallest number that any current outage leaves.
  private func capacity(of group: Scenario.TrunkGroup) -> [Model.Step] {
    let start = model.calendar.start
    let clock = model.calendar.clock
    let outages = group.outages.map {
      (from: clock.elapsed($0.from), to: clock.elapsed($0.to), lines: $0.lines)
    }
    let moments = Set(outages.flatMap { [max(start, $0.from), $0.to] } + [start])
    var steps: [Model.Step] = []
    for moment in moments.sorted() where moment >= start {
      let left = outages.filter { $0.from <= moment && moment < $0.to }.map(\.lines)
      let lines = min(group.lines, left.min() ?? group.lines)
      if steps.last?.value != lines { steps.append(Model.Step(from: moment, value: lines)) }
    }
    return steps
  }

  private mutating func checkTrunkCycles() {
    let next = model.trunkGroups.map { $0.overflowTo.map { [$0.place] } ?? [] }
    var told: Set<Int> = []
    for i in next.indices where !told.contains(i) {
      guard let cycle = Self.cycle(from: i, next) else { continue }
      told.formUnion(cycle)
      let names = cycle.map { "\"\(model.trunkGroups[$0].name)\"" }.joined(separator: " → ")
      error(
        "trunkGroups[\(i)].overflowTo", "The overflow leads back to where it began: \(names).",
        "Let the last group have no overflow: its callers get the busy signal.")
    }
  }
}
