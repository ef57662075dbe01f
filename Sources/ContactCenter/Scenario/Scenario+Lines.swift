// A scenario becomes a model: trunk groups, ports and menus.

extension ModelBuilder {
  mutating func buildTrunkGroups() {
    for (i, group) in scenario.trunkGroups.enumerated() {
      let path = "trunkGroups[\(i)]"
      if group.lines < 0 || group.lines > ScenarioLimits.lines {
        error(
          "\(path).lines", "The group has \(group.lines) lines.",
          "Give 0 to \(ScenarioLimits.lines).")
      }
      var built = Model.TrunkGroup(name: group.name, capacity: [])
      if let name = group.overflowTo {
        built.overflowTo = resolve(
          name, in: trunkIndex, what: "trunk group", at: "\(path).overflowTo")
      }
      checkOutages(group, path)
      built.capacity = capacity(of: group)
      model.trunkGroups.append(built)
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
    let next = model.trunkGroups.map { $0.overflowTo.map { [$0] } ?? [] }
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

// MARK: - Menus

extension ModelBuilder {
  mutating func buildMenus() {
    let ivr = scenario.ivr
    if let ports = ivr.ports, ports < 0 || ports > ScenarioLimits.lines {
      error("ivr.ports", "There are \(ports) ports.", "Give 0 to \(ScenarioLimits.lines).")
    }
    model.ports = ivr.ports
    model.whenPortsFull = ivr.whenPortsFull
    for (i, menu) in ivr.menus.enumerated() { buildMenu(menu, "ivr.menus[\(i)]") }
  }

  private mutating func buildMenu(_ menu: Scenario.Menu, _ path: String) {
    var built = Model.Menu(name: menu.name, prompt: menu.prompt)
    checkLaw(menu.prompt, at: "\(path).prompt", "The prompt")
    for (key, share) in [
      ("zeroOut", menu.zeroOut), ("hangUp", menu.hangUp), ("wrongKey", menu.wrongKey),
      ("timeOut", menu.timeOut),
    ] { checkProportion(share, at: "\(path).\(key)", "The share of \(key)") }
    checkLength(menu.timeOutAfter, at: "\(path).timeOutAfter", "The time-out")
    if menu.repeats < 0 || menu.repeats > 1000 {
      error("\(path).repeats", "The prompt is repeated \(menu.repeats) times.", "Give 0 to 1000.")
    }
    built.zeroOut = menu.zeroOut
    built.hangUp = menu.hangUp
    built.wrongKey = menu.wrongKey
    built.timeOut = menu.timeOut
    built.timeOutAfter = menu.timeOutAfter
    built.repeats = menu.repeats
    built.afterRepeats = menuTarget(menu.afterRepeats, at: "\(path).afterRepeats")
    for (j, choice) in menu.choices.enumerated() {
      built.choices.append(menuChoice(choice, "\(path).choices[\(j)]"))
    }
    checkShares(menu, path)
    model.menus.append(built)
  }

  private mutating func menuChoice(
    _ choice: Scenario.MenuChoice, _ path: String
  ) -> Model.MenuChoice {
    checkProportion(choice.share, at: "\(path).share", "The share of a choice")
    checkLaw(choice.host, at: "\(path).host", "The host's answer")
    checkLaw(choice.information, at: "\(path).information", "The information")
    var built = Model.MenuChoice(
      label: choice.label, share: choice.share, to: menuTarget(choice.to, at: "\(path).to"))
    built.host = choice.host
    built.information = choice.information
    return built
  }

  private mutating func menuTarget(
    _ target: Scenario.MenuTarget, at path: String
  ) -> Model.MenuTarget {
    switch target {
    case .agent: return .agent
    case .selfServed: return .selfServed
    case .hangUp: return .hangUp
    case .type(let name):
      let place = resolve(name, in: typeIndex, what: "contact type", at: path)
      return place.map { .type($0) } ?? .agent
    case .menu(let name):
      return resolve(name, in: menuIndex, what: "menu", at: path).map { .menu($0) } ?? .agent
    }
  }

  private mutating func checkShares(_ menu: Scenario.Menu, _ path: String) {
    let others = menu.zeroOut + menu.hangUp + menu.wrongKey + menu.timeOut
    let sum = menu.choices.reduce(others) { $0 + $1.share }
    if abs(sum - 1) > 1e-9, sum.isFinite {
      error(
        path, "The shares of the menu \"\(menu.name)\" add up to \((sum * 100).plain)%.",
        "The choices, zeroOut, hangUp, wrongKey and timeOut must add up to 100%.")
    }
  }
}
