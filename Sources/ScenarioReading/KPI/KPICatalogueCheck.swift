import ContactCenter
import Experiments

/// What must hold in the catalogue as a whole: names lead somewhere, the tree is a tree, weights add
/// up, targets can be met together.
///
/// Problems are noted in the file that gives the value concerned.
struct KPICatalogueCheck {
  let merge: KPIMerge
  var documents: [KPIDocument]

  /// Checks everything.
  mutating func run() {
    for entry in merge.entries {
      checkPresence(entry)
      checkNames(entry)
      checkTargets(entry)
    }
    checkRepetitions()
    checkMarks()
    checkTexts()
    checkIdentities()
    var tree = KPITreeCheck(merge: merge)
    tree.run()
    for problem in tree.problems { fail(problem.origin, problem.finding, problem.remedy) }
  }

  /// Notes a problem at the place of a value.
  private mutating func fail(
    _ origin: KPIOrigin, offset: Int = 0, _ finding: String, _ remedy: String
  ) {
    var place = documents[origin.document].reading.place(of: origin.path)
    place.column += offset
    documents[origin.document].reading.fail(at: place, key: origin.path, finding, remedy)
  }

  /// Whether a value stands in its file but could not be read, which is reported already.
  private func isUnreadable(_ entry: KPIMerge.Entry, _ key: String) -> Bool {
    let origin = entry.origin("")
    return documents[origin.document].reading.isUnreadable("\(origin.path).\(key)")
  }

  private static func suggestion(_ name: String, _ known: [String], _ what: String) -> String {
    if let nearest = NearestName.nearest(to: name, in: known) {
      return "Did you mean \"\(nearest)\"?"
    }
    return known.count > 12
      ? "\(what): \(known.prefix(12).joined(separator: ", ")) …"
      : "\(what): \(known.joined(separator: ", "))."
  }

  // MARK: - One KPI

  private mutating func checkPresence(_ entry: KPIMerge.Entry) {
    let draft = entry.draft
    let needed: [(key: String, isThere: Bool, remedy: String)] = [
      ("unit", draft.ownUnit != nil || hasUnknownFigure(draft), "For example: unit: proportion"),
      ("direction", draft.direction != nil, "For example: direction: up"),
      (
        "formula", draft.ownFormula != nil || draft.figure != nil,
        "For example: formula: answered / offered"
      ),
      (
        "parent", draft.parent != nil,
        "Give the objective or KPI that it serves, such as parent: accessibility"
      ),
    ]
    for part in needed where !part.isThere && !isUnreadable(entry, part.key) {
      let finding =
        part.key == "parent"
        ? "The KPI \"\(draft.identifier)\" is an orphan: it has no parent."
        : "The KPI \"\(draft.identifier)\" needs the key \"\(part.key)\"."
      fail(entry.origin(""), finding, part.remedy)
    }
    if draft.owner == .agent, draft.control == .outside {
      fail(
        entry.origin("owner"),
        "An agent cannot answer for \"\(draft.identifier)\": its control is \"outside\".",
        "Give owner: team or center.")
    }
  }

  /// Whether it names a figure that does not exist, which is reported.
  private func hasUnknownFigure(_ draft: KPIDraft) -> Bool {
    draft.figure != nil && draft.figureName == nil
  }

  private mutating func checkNames(_ entry: KPIMerge.Entry) {
    if let formula = entry.draft.formula {
      for event in formula.events where !merge.events.contains(event) {
        fail(
          entry.origin("formula"), offset: formula.offset(of: event) ?? 0,
          "There is no event \"\(event)\".",
          Self.suggestion(event, merge.events, "Known events") + " New ones go under events:")
      }
    }
    let known = IndicatorCatalogue.all.map(\.identifier)
    if let figure = entry.draft.figure, entry.draft.figureName == nil {
      fail(
        entry.origin("figure"), "There is no figure \"\(figure)\".",
        Self.suggestion(figure, known, "Known figures"))
    }
    if let figure = entry.draft.figureName { checkFigure(figure, entry) }
    for (i, name) in (entry.draft.measuredBy ?? []).enumerated() {
      var origin = entry.origin("measuredBy")
      origin.path += "[\(i)]"
      guard let indicator = IndicatorCatalogue.indicator(name) else {
        fail(
          origin, "There is no indicator \"\(name)\".",
          Self.suggestion(name, known, "Known indicators"))
        continue
      }
      if let unit = entry.draft.ownUnit, !unit.counts(indicator.unit) {
        fail(
          origin,
          "The indicator \"\(name)\" counts \(indicator.unit.rawValue), but "
            + "\"\(entry.draft.identifier)\" counts \(unit.rawValue).",
          "Name another indicator, or none.")
      }
    }
  }

  private mutating func checkFigure(_ figure: FigureName, _ entry: KPIMerge.Entry) {
    if entry.draft.ownFormula == nil {
      fail(
        entry.origin("figure"),
        "The figure \"\(figure)\" is made of no events that formulas may name.",
        "Give a formula beside it, such as formula: answered / offered, or another figure.")
    }
    if let unit = entry.draft.unit, !unit.counts(figure.unit) {
      fail(
        entry.origin("unit"),
        "The figure \"\(figure)\" counts \(figure.unit.rawValue), not \(unit.rawValue).",
        "Leave the unit out, or name another figure.")
    }
  }

  /// A file gives a KPI once; only a later file replaces parts of it.
  private mutating func checkRepetitions() {
    for number in documents.indices {
      var seen: Set<String> = []
      for (i, kpi) in documents[number].draft.kpis.enumerated()
      where !kpi.identifier.isEmpty && !seen.insert(kpi.identifier).inserted {
        fail(
          KPIOrigin(document: number, path: "kpis[\(i)].id"),
          "The KPI \"\(kpi.identifier)\" is given twice.", "Put its keys into one entry.")
      }
    }
  }

  /// Numbers and codes find one KPI each.
  private mutating func checkMarks() {
    var seen: [String: String] = [:]
    for entry in merge.entries {
      let draft = entry.draft
      let mark = draft.number.map(String.init) ?? draft.code ?? ""
      guard !mark.isEmpty else { continue }
      if let other = seen[mark] {
        fail(
          entry.origin(draft.number == nil ? "code" : "number"),
          "\(mark) is the mark of \"\(other)\" already.", "Give another number or code.")
      }
      seen[mark] = draft.identifier
    }
  }

  private mutating func checkTexts() {
    let known = merge.entries.map(\.draft.identifier)
    for text in merge.textOrigins where !known.contains(text.kpi) {
      fail(
        text.origin, "There is no KPI \"\(text.kpi)\".",
        Self.suggestion(text.kpi, known, "Known KPIs"))
    }
  }

  // MARK: - Targets

  private mutating func checkTargets(_ entry: KPIMerge.Entry) {
    for (target, origin) in entry.targets {
      checkTarget(target, origin, entry.draft)
    }
    checkContradictions(entry)
  }

  private mutating func checkTarget(
    _ target: KPITargetDraft, _ origin: KPIOrigin, _ kpi: KPIDraft
  ) {
    // What is missing or unreadable in the target is reported already.
    if !target.profile.isEmpty, !merge.profiles.contains(target.profile) {
      fail(
        origin.key("profile"), "There is no profile \"\(target.profile)\".",
        Self.suggestion(target.profile, merge.profiles, "Known profiles")
          + " New ones go under profiles:")
    }
    if !target.provenance.isEmpty, !merge.provenance.contains(target.provenance) {
      fail(
        origin.key("provenance"), "There is no provenance \"\(target.provenance)\".",
        Self.suggestion(target.provenance, merge.provenance, "Known ones")
          + " New ones go under provenance:")
    }
    guard isAboutFigure(target, origin, kpi) else { return }
    let amounts = [
      ("atLeast", target.atLeast), ("atMost", target.atMost), ("is", target.exactly),
    ].compactMap { key, amount in amount.map { (key, $0) } }
    let reading = documents[origin.document].reading
    if amounts.isEmpty,
      !["atLeast", "atMost", "is", "goal"].contains(where: {
        reading.isUnreadable("\(origin.path).\($0)")
      })
    {
      fail(origin, "The target has no value.", "Give atLeast, atMost or both.")
    }
    if target.exactly != nil, amounts.count > 1 {
      fail(
        origin.key("is"), "\"is\" stands beside atLeast or atMost.",
        "Give \"is\" alone, or the bounds without it.")
    }
    if let unit = kpi.ownUnit {
      for (key, amount) in amounts where !amount.fits(unit) {
        fail(
          origin.key(key),
          "The unit \"\(amount.unit)\" does not fit \"\(kpi.identifier)\", which counts "
            + "\(unit.rawValue).",
          "Write \(KPIAmount.example(of: unit)).")
      }
    }
    if let low = target.atLeast, let high = target.atMost, low.value > high.value {
      fail(
        origin.key("atLeast"), "The target contradicts itself: atLeast is larger than atMost.",
        "Exchange the two.")
    }
    checkDirection(target, origin, kpi)
  }

  /// Whether a target's goal, if it has one, is about the figure that the KPI is.
  private mutating func isAboutFigure(
    _ target: KPITargetDraft, _ origin: KPIOrigin, _ kpi: KPIDraft
  ) -> Bool {
    guard let goal = target.goal else { return true }
    let name = goal.measure.figure
    guard let own = kpi.figureName ?? kpi.measuredBy?.first.flatMap({ FigureName(rawValue: $0) }) else {
      fail(
        origin.key("goal"), "\"\(kpi.identifier)\" is no figure that a goal could be about.",
        "Give atLeast or atMost.")
      return false
    }
    if own != name {
      fail(
        origin.key("goal"), "The goal is about \(name), but \"\(kpi.identifier)\" is \(own).",
        "Write a goal on \(own).")
    }
    return own == name
  }

  private mutating func checkDirection(
    _ target: KPITargetDraft, _ origin: KPIOrigin, _ kpi: KPIDraft
  ) {
    guard target.kind == .target, target.exactly == nil else { return }
    switch kpi.direction {
    case .up where target.atLeast == nil && target.atMost != nil:
      fail(
        origin.key("atMost"),
        "More of \"\(kpi.identifier)\" is better, but the target bounds it from above only.",
        "Give atLeast, or direction: range.")
    case .down where target.atMost == nil && target.atLeast != nil:
      fail(
        origin.key("atLeast"),
        "Less of \"\(kpi.identifier)\" is better, but the target bounds it from below only.",
        "Give atMost, or direction: range.")
    case .information:
      fail(
        origin, "\"\(kpi.identifier)\" is for information and has a target.",
        "Give kind: reference, or another direction.")
    case .up, .down, .range, nil: break
    }
  }

  /// Targets of one profile for the same KPI must have a value in common.
  private mutating func checkContradictions(_ entry: KPIMerge.Entry) {
    let targets = entry.targets.compactMap { draft, origin in
      KPIMerge.target(draft).map { (target: $0, origin: origin) }
    }.filter { $0.target.kind == .target && $0.target.isPossible }
    for (i, later) in targets.enumerated() {
      let contradicted = targets[..<i].first {
        $0.target.profile == later.target.profile && $0.target.within == later.target.within
          && $0.target.currency == later.target.currency
          && !$0.target.allowed.overlaps(later.target.allowed)
      }
      guard let contradicted else { continue }
      let place = documents[contradicted.origin.document].reading.place(
        of: contradicted.origin.path)
      fail(
        later.origin,
        "The target contradicts that in line \(place.line): no value of "
          + "\"\(entry.draft.identifier)\" meets both.",
        "Change one of them, or put it into another profile.")
    }
  }

  /// Targets of one profile must be able to hold together with the sums between KPIs.
  private mutating func checkIdentities() {
    for (identity, origin) in merge.identities {
      let names = identity.parts + [identity.whole].compactMap { $0 }
      let known = merge.entries.map(\.draft.identifier)
      for name in names where !known.contains(name) {
        fail(
          origin, "The identity names \"\(name)\", which is no KPI.",
          Self.suggestion(name, known, "Known KPIs"))
      }
      for profile in merge.profiles {
        guard
          let whole = identity.total.map({ $0...$0 })
            ?? identity.whole.flatMap({ allowed($0, profile) }),
          let sum = sum(identity.parts, profile), !whole.overlaps(sum),
          let place = lastTarget(names, profile)
        else { continue }
        let made = identity.whole.map { "\"\($0)\"" } ?? "100 %"
        fail(
          place,
          "The targets of profile \(profile) contradict one another: "
            + identity.parts.map { "\"\($0)\"" }.joined(separator: " and ")
            + " always add up to \(made), which no allowed values do.",
          "Widen one of them.")
      }
    }
  }

  /// The values of a KPI that a profile's targets allow; nil if it has none.
  private func allowed(_ kpi: String, _ profile: String) -> ClosedRange<Double>? {
    guard let entry = merge.entries.first(where: { $0.draft.identifier == kpi }) else { return nil }
    return entry.targets.compactMap { KPIMerge.target($0.draft) }
      .first { $0.profile == profile && $0.kind == .target && $0.isPossible }?.allowed
  }

  /// The sums that the allowed values of the parts can have; parts without a target are from 0 on.
  private func sum(_ parts: [String], _ profile: String) -> ClosedRange<Double>? {
    var low = 0.0
    var high = 0.0
    for part in parts {
      let range = allowed(part, profile) ?? 0...(.infinity)
      low += max(0, range.lowerBound)
      high += range.upperBound
    }
    // Bounds that are written in decimals meet within rounding.
    return low <= high ? (low - 1e-9)...(high + 1e-9) : nil
  }

  private func lastTarget(_ kpis: [String], _ profile: String) -> KPIOrigin? {
    merge.entries.filter { kpis.contains($0.draft.identifier) }.flatMap(\.targets)
      .filter { $0.draft.profile == profile && $0.draft.kind == .target }.map(\.origin)
      .reversed().max { $0.document < $1.document }
  }
}

extension KPIOrigin {
  /// The place of a key below.
  func key(_ key: String) -> KPIOrigin { KPIOrigin(document: document, path: "\(path).\(key)") }
}

extension KPI.Unit {
  /// Whether values of an indicator are values of such a KPI.
  fileprivate func counts(_ unit: IndicatorUnit) -> Bool {
    switch self {
    case .proportion, .ratio: return unit == .proportion || unit == .ratio
    case .seconds: return unit == .seconds
    case .perHour: return unit == .perHour
    case .contacts: return unit == .count || unit == .contacts
    case .money: return unit == .money
    case .rings: return unit == .rings
    case .points: return unit == .points
    }
  }
}

extension KPITarget {
  /// Whether it allows any value.
  fileprivate var isPossible: Bool { (low ?? -.infinity) <= (high ?? .infinity) }
}
