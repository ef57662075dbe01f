import ContactCenter
import Experiments

extension KPIMechanism {
  /// The mechanisms that a model has.
  static func present(in model: Model, inputs: KPIInputs) -> Set<KPIMechanism> {
    let types = model.contactTypes
    let groups = model.groups
    var present = KPIMechanism.ofChannels(in: model)
    func note(_ mechanism: KPIMechanism, _ isPresent: Bool) {
      if isPresent { present.insert(mechanism) }
    }
    note(.patience, types.contains { $0.patience.laws.contains { $0 != .never } })
    note(
      .lines,
      !model.trunkGroups.isEmpty || model.ports != nil || model.waitingRoom != nil
        || model.queues.contains { $0.capacity != nil })
    note(
      .wrapUp,
      types.contains { $0.wrapUp.laws.contains { $0.mean > 0 } }
        || groups.contains { $0.skills.contains { ($0.wrapUp?.mean ?? 0) > 0 } })
    note(.hold, types.contains { $0.hold != nil })
    note(.transfers, types.contains { !$0.transfers.isEmpty })
    note(.absence, groups.contains { $0.absence > 0 })
    note(
      .deviations,
      groups.contains { group in
        if case .rosters = group.staffing { return true }
        return group.lateness != nil || group.unscheduledBreaks != nil
      })
    note(.rings, model.hasRings)
    note(.issues, model.hasIssues)
    note(.satisfaction, model.hasRatings)
    note(.costs, model.costs != nil)
    note(.quality, model.quality != nil)
    note(.workforce, groups.contains { $0.workforce != nil })
    note(.goal, !inputs.required.isEmpty || inputs.band != nil)
    note(.forecast, !inputs.forecast.isEmpty)
    return present
  }
}
