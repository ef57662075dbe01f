// A scenario becomes a model, last part: loops that would not end, or hardly ever.

extension ModelBuilder {
  mutating func checkLoops() {
    let problemsBefore = problems.count
    checkMenuLoops()
    checkTransferLoops()
    guard problems.count == problemsBefore else { return }
    checkMenuVisits()
    checkAttempts()
    checkRinging()
    checkBreakCounts()
  }

  // MARK: How often

  /// Errors for menus that send callers to and fro very many times before they get out.
  private mutating func checkMenuVisits() {
    let menus = model.menus.indices
    let next = menus.map { i in
      isSound("ivr.menus[\(i)]") ? model.menus[i].entriesElsewhere : []
    }
    let visits = LoopCount(next.map { [$0] }).visits
    guard let worst = menus.max(by: { visits[$0] < visits[$1] }),
      visits[worst] > ScenarioLimits.attempts
    else { return }
    tell(
      .error, "ivr.menus[\(worst)]",
      "A caller in the menu \"\(model.menus[worst].name)\" is expected to hear more than "
        + "\(ScenarioLimits.attempts.plain) menus.",
      "Let more callers choose an agent, "
        + "selfServed or hangUp.")
  }

  /// Errors for contacts that come back very many times: by transfers, repeated calls, and redials
  /// that take next to no time.
  ///
  /// Redials after a wait are bounded by the opening hours, since nobody redials a closed center.
  private mutating func checkAttempts() {
    let types = model.contactTypes
    let ways = types.indices.map { i in
      isSound("contactTypes[\(i)]", ["transfers", "repeatCall", "redialAfterBusy", "redialAfterAbandon"])
        ? waysBack(types[i]) : []
    }
    let attempts = LoopCount(ways).visits
    for (i, type) in types.enumerated() where attempts[i] > ScenarioLimits.attempts {
      tell(
        .error, placeOfReturn(type, i),
        "A contact of type \"\(type.name)\" is expected to come more than "
          + "\(ScenarioLimits.attempts.plain) times.",
        "Lower the chance of coming back, or "
          + "let redials wait \(ScenarioLimits.shortestReturn.plain) s or more.")
      return
    }
    guard typesAreKnown else { return }
    let total = types.indices.reduce(0) {
      $0 + ArrivalVolume(types[$1], model.calendar).total * attempts[$1]
    }
    if total > ScenarioLimits.contacts, !problems.contains(where: { $0.severity == .error }) {
      tell(
        .error, "contactTypes",
        "With those who come back more than \(ScenarioLimits.contacts.plain) contacts are expected in "
          + "one replication.", "Lower the rates or the chances of coming back.")
    }
  }

  private var typesAreKnown: Bool {
    !openDays.isEmpty && model.contactTypes.indices.allSatisfy { isSound("contactTypes[\($0)]") }
  }

  /// What may follow an attempt: one of these lists of types and chances, after a conversation, the
  /// busy signal or abandoning.
  private func waysBack(_ type: Model.ContactType) -> [[(to: Int, chance: Double)]] {
    let moves = type.transfers.filter { $0.kind != .conference }
    var served = moves.map { (to: $0.to.place, chance: $0.chance) }
    if let again = type.repeatCall, isEndless(again.delay) {
      let ended = max(0, 1 - moves.reduce(0) { $0 + $1.chance })
      let unsolved = min(1, again.unsolved + again.afterTransfer)
      served.append((again.nextType, ended * unsolved * again.callsAgain))
    }
    let redials = [type.redialAfterBusy, type.redialAfterAbandon].compactMap { $0 }
      .filter { $0.delay.mean < ScenarioLimits.shortestReturn }
      .map { [(to: $0.nextType, chance: $0.probabilities.last ?? 0)] }
    return [served] + redials
  }

  /// Whether so many delays fit into the horizon that it sets no bound.
  private func isEndless(_ delay: Distribution) -> Bool {
    let horizon = model.calendar.end - model.calendar.start
    return !(delay.mean * ScenarioLimits.attempts > horizon)
  }

  private func placeOfReturn(_ type: Model.ContactType, _ i: Int) -> String {
    let path = "contactTypes[\(i)]"
    func isInstant(_ redial: Scenario.Redial?) -> Bool {
      redial.map { $0.delay.mean < ScenarioLimits.shortestReturn } ?? false
    }
    if isInstant(type.redialAfterBusy) { return "\(path).redialAfterBusy" }
    if isInstant(type.redialAfterAbandon) { return "\(path).redialAfterAbandon" }
    if type.repeatCall != nil { return "\(path).repeatCall" }
    return type.transfers.isEmpty ? path : "\(path).transfers"
  }

  /// Errors for calls that ring at one agent after the other and are hardly ever answered.
  private mutating func checkRinging() {
    for (i, group) in model.groups.enumerated() {
      let path = "agentGroups[\(i)].noAnswer"
      guard let noAnswer = group.noAnswer, isSound(path), noAnswer.probability < 1 else { continue }
      let rings = 1 / (1 - noAnswer.probability)
      let isAtOnce = noAnswer.after + noAnswer.away < ScenarioLimits.shortestReturn
      let most = isAtOnce ? ScenarioLimits.attempts : ScenarioLimits.rings
      guard rings > most * (1 + 1e-6) else { continue }
      tell(
        .error, "\(path).probability",
        "A call is expected to ring about \(rings.rounded().plain) times until somebody answers.",
        isAtOnce
          ? "Lower the chance, or let ringing and being away take "
            + "\(ScenarioLimits.shortestReturn.plain) s or more."
          : "Give a chance of at most \(((1 - 1 / most) * 100).plain)%.")
    }
  }

  /// Errors for more unscheduled breaks than a replication can have.
  private mutating func checkBreakCounts() {
    guard isSound("calendar") else { return }
    for (i, group) in model.groups.enumerated() where isSound("agentGroups[\(i)]") {
      guard let breaks = group.unscheduledBreaks else { continue }
      let count = breaks.perHour * group.workTime(model.calendar) / 3600
      guard count > ScenarioLimits.contacts else { continue }
      tell(
        .error, "agentGroups[\(i)].unscheduledBreaks.perHour",
        "More than \(ScenarioLimits.contacts.plain) breaks are expected in one replication.",
        "Give fewer breaks, agents or days.")
    }
  }

  // MARK: Loops without an end

  /// Errors for menus that callers never leave, and for loops through menus that take no time.
  private mutating func checkMenuLoops() {
    let all = model.menus.map { menu in menu.followers(onlyTimeless: false) }
    let timeless = model.menus.enumerated().map { i, menu in
      isSound("ivr.menus[\(i)]", ["prompt", "choices"]) ? menu.followers(onlyTimeless: true) : []
    }
    var leaves = model.menus.enumerated().map { i, menu in
      menu.hasExit || !isSound("ivr.menus[\(i)]")
    }
    var changed = true
    while changed {
      changed = false
      for i in all.indices where !leaves[i] && all[i].contains(where: { leaves[$0] }) {
        leaves[i] = true
        changed = true
      }
    }
    var told: Set<Int> = []
    for i in all.indices where !told.contains(i) {
      if let cycle = Self.cycle(from: i, timeless) {
        told.formUnion(cycle)
        let names = cycle.map { "\"\(model.menus[$0].name)\"" }.joined(separator: " → ")
        tell(
          .error, "ivr.menus[\(i)]", "Menus loop without time passing: \(names).",
          "Give one of their prompts a length.")
      } else if !leaves[i] {
        // The menus that this one leads to have no way out either.
        told.formUnion(all[i])
        tell(
          .error, "ivr.menus[\(i)]",
          "Callers in the menu \"\(model.menus[i].name)\" never get out.",
          "Let a choice lead to agent, selfServed or hangUp.")
      }
    }
  }

  /// Errors for contacts that are transferred every time and so never end.
  private mutating func checkTransferLoops() {
    let types = model.contactTypes
    var ends = types.enumerated().map { i, type in
      let passed = type.transfers.reduce(0) { $0 + ($1.kind == .conference ? 0 : $1.chance) }
      return passed < 1 - 1e-9 || !isSound("contactTypes[\(i)].transfers")
    }
    var changed = true
    while changed {
      changed = false
      for i in types.indices where !ends[i] {
        let passes = types[i].transfers.contains {
          $0.kind != .conference && $0.chance > 0 && ends[$0.to.place]
        }
        if passes {
          ends[i] = true
          changed = true
        }
      }
    }
    for i in types.indices where !ends[i] {
      tell(
        .error, "contactTypes[\(i)].transfers",
        "A contact of type \"\(types[i].name)\" is transferred again and again and never ends.",
        "Let some conversations end without a transfer.")
      return
    }
  }
}

// MARK: - Counting

/// How often something that goes from place to place is expected to be anywhere, by its beginning.
///
/// After a visit one of several lists of followers holds, and nobody knows which: the worst counts.
private struct LoopCount {
  /// Expected visits from each place on, the first included; above the limit they are only known to
  /// be above it.
  private(set) var visits: [Double]

  /// Sweeps of all places; a loop that ends with a chance of 1/1000 needs some thousands.
  private static let sweeps = 20_000

  init(_ ways: [[[(to: Int, chance: Double)]]]) {
    visits = [Double](repeating: 1, count: ways.count)
    let moving = ways.indices.filter { i in ways[i].contains { $0.contains { $0.chance > 0 } } }
    for _ in 0..<Self.sweeps where !moving.isEmpty {
      var change = 0.0
      for i in moving {
        let worst = ways[i].map { $0.reduce(0) { $0 + $1.chance * visits[$1.to] } }.max() ?? 0
        change = max(change, 1 + worst - visits[i])
        visits[i] = 1 + worst
        if visits[i] > ScenarioLimits.attempts { return }
      }
      if change < 1e-6 { return }
    }
  }
}

// MARK: - Menus

extension Scenario.Menu {
  /// The menus that may come next.
  fileprivate func followers(onlyTimeless: Bool) -> [Int] {
    var result: [Int] = []
    let isSilent = prompt.isConstantZero
    for choice in choices where choice.share > 0 {
      guard case .menu(let next) = choice.to else { continue }
      let isAtOnce =
        isSilent && choice.host?.isConstantZero ?? true
        && choice.information?.isConstantZero ?? true
      if !onlyTimeless || isAtOnce { result.append(next.place) }
    }
    if case .menu(let next) = afterRepeats, wrongKey + timeOut > 0 {
      let isAtOnce = isSilent && (wrongKey > 0 || timeOutAfter == 0)
      if !onlyTimeless || isAtOnce { result.append(next.place) }
    }
    return result
  }

  /// Whether some caller leaves the menus from here.
  fileprivate var hasExit: Bool {
    func isExit(_ target: Scenario.MenuTarget) -> Bool {
      if case .menu = target { return false }
      return true
    }
    return zeroOut > 0 || hangUp > 0 || choices.contains { $0.share > 0 && isExit($0.to) }
      || (wrongKey + timeOut > 0 && isExit(afterRepeats))
  }

  /// The menus that this one leads to, with the chances after all repeats.
  fileprivate var entriesElsewhere: [(to: Int, chance: Double)] {
    outcomes.compactMap { target, chance in
      if case .menu(let menu) = target { return (menu.place, chance) }
      return nil
    }
  }
}
