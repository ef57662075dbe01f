import ContactCenter
import Experiments
import Staffing

extension KPIInputs {
  /// The forecast, and the agents that formulas ask for, of a model.
  ///
  /// The forecast is what its arrivals promise; the days turn out otherwise by chance and by their
  /// random factors. Agents are those that `StaffingPlanner` finds for the service level of each
  /// contact type with a target.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - target: The service level of the whole center to reach, 0…1; nil: none.
  public init(model: Model, serviceLevelTarget target: Double?) {
    self.init()
    let demand = StaffingDemand(model)
    forecast = StaffingDemand.arrivals(model)
    if forecast.allSatisfy({ $0 == 0 }) { forecast = [] }
    let goals = KPIInputs.goals(model, target)
    if let plan = try? StaffingPlanner(goals: goals).plan(demand), !goals.isEmpty {
      required = demand.intervals.indices.map { Double(plan.agents(in: $0)) }
    }
    if let least = target ?? KPIInputs.commonTarget(model) { band = least...1 }
  }

  /// The target that all contact types share; nil: they differ, or have none.
  static func commonTarget(_ model: Model) -> Double? {
    let targets = Set(model.contactTypes.map(\.target))
    return targets.count == 1 ? targets.first ?? nil : nil
  }

  /// A goal for each contact type with a target, its own or the center's.
  private static func goals(_ model: Model, _ target: Double?) -> [Goal] {
    model.contactTypes.compactMap { type in
      guard let bound = type.target ?? target, bound < 1 else { return nil }
      return Goal(
        .serviceLevel(.abandonedCountAgainst, within: type.acceptableWait), bound,
        part: type.name)
    }
  }
}
