import ContactCenter
import Experiments

/// Which targets the run is held against.
extension Examination {
  /// What the scenario sets is the target, whatever the profile says; else that of the profile.
  ///
  /// A proposal of the catalogue is not a duty to be slow: where it names a range of handling time,
  /// only its upper end counts. Where contact types have waits of their own, a target is about each
  /// contact within its own.
  func target(of kpi: KPI) -> KPITarget? {
    if let own = ownTarget(of: kpi) { return own }
    let found = kpi.targets.first { $0.profile == settings.profile && $0.kind == .target }
    guard var target = found else { return nil }
    if target.provenance == "proposal", target.high != nil, let lever = kpi.lever,
      [.talk, .wrapUp, .hold, .handling].contains(lever)
    {
      target.low = nil
    }
    if waits.count > 1 { target.within = nil }
    return target
  }

  /// The service level that the scenario asks of the whole center.
  private func ownTarget(of kpi: KPI) -> KPITarget? {
    guard kpi.identifier == "serviceLevel" else { return nil }
    let own = Goal.own(of: scenario)
    let all = model.contactTypes.count == 1 ? own.first : own.first { $0.part == nil }
    guard let low = all?.bound ?? KPIInputs.commonTarget(model) else { return nil }
    let profile = kpi.targets.first { $0.profile == settings.profile && $0.kind == .target }
    return KPITarget(
      profile: "scenario", low: low, within: waits.count == 1 ? waits.first : nil,
      period: profile?.period ?? .month, provenance: "scenario", isVerified: true)
  }

  /// The acceptable waits of the contact types that bring work to agents.
  var waits: Set<Double> { Set(model.contactTypes.map(\.acceptableWait)) }

  /// The rule of the target; nil: no target, or one that the run cannot be compared with.
  func rule(of kpi: KPI) -> TargetRule? {
    guard let target = target(of: kpi), mismatch(kpi) == nil else { return nil }
    return TargetRule(kpi, target)
  }

  /// Why a KPI's target cannot be held against the run's figures; nil: it can, or there is none.
  ///
  func mismatch(_ kpi: KPI) -> Finding? {
    guard let target = target(of: kpi) else { return nil }
    if let within = target.within, let own = waits.first, own != within {
      return Finding(
        "missing.within",
        ["asked": .number(within, unit: "seconds"), "own": .number(own, unit: "seconds")])
    }
    let currency = model.costs?.prices.currency
    if let asked = target.currency, asked != currency {
      return Finding(
        "missing.currency", ["asked": .text(asked), "own": .text(currency ?? "–")])
    }
    return nil
  }

  /// The goals that the scenario sets for contact types of their own, in a study; empty where one type
  /// is all.
  func goals(in result: StudyResult) -> [ScopedGoal] {
    let types = model.contactTypes
    guard types.count > 1 else { return [] }
    let bounds = Goal.own(of: scenario).reduce(into: [String: Double]()) { bounds, goal in
      if let part = goal.part { bounds[part] = goal.bound }
    }
    return types.indices.compactMap { place -> ScopedGoal? in
      guard let low = bounds[types[place].name],
        let found = result.estimate(.serviceLevel, of: .contactType(place)),
        let value = found.value
      else { return nil }
      let interval = found.judgedInterval
      return ScopedGoal(
        name: types[place].name,
        estimate: KPIEstimate(
          value: value, low: interval?.lowerBound, high: interval?.upperBound),
        low: low, within: types[place].acceptableWait, verdict: found.verdict(.atLeast, low))
    }
  }
}
