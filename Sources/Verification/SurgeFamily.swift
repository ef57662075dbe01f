import ContactCenter

/// Callbacks for those whom a surge of calls leaves without an agent, as a fluid: many small calls.
///
/// One agent does the work of all. Who comes while two wait is offered a callback, and is lost if he declines; the
/// list comes after all who wait.
struct SurgeFamily {
  private struct Stage {
    var from: Seconds
    var to: Seconds
    var perHour: Double
  }

  private let stages: [Stage]
  private let capacity: Double
  private let acceptance: Double
  /// Each call is cut into so many.
  private let scale: Double

  private static let interval: Seconds = 60
  private static let replications = 16

  init(_ params: Parameters) throws {
    capacity = try params.positive("capacity_per_hour")
    acceptance = try params.share("accept_prob")
    guard params.values["order_of_list"]?.text ?? "FIFO" == "FIFO",
      params.values["start"]?.text ?? "empty" == "empty"
    else { throw MappingError.unsupported("only an empty center and a list in order are simulated") }
    var stages: [Stage] = []
    for item in try params.list("stages") {
      let part = Parameters(item)
      let from = stages.last?.to ?? 0
      stages.append(
        Stage(
          from: from, to: from + 3600 * (try part.positive("duration_h")),
          perHour: try part.nonNegative("calls_per_hour")))
    }
    guard let last = stages.last, last.perHour < capacity else {
      throw MappingError.unsupported("not simulated: the last stage leaves no time for the list")
    }
    guard stages.allSatisfy({ ($0.to / Self.interval).rounded() * Self.interval == $0.to }) else {
      throw MappingError.unsupported("only stages of whole minutes are simulated")
    }
    self.stages = stages
    let calls = stages.reduce(0) { $0 + $1.perHour * ($1.to - $1.from) / 3600 }
    scale = max(20, min(1000, (150_000 / max(calls, 1)).rounded(.up)))
  }

  /// What is simulated of a case, and what is judged of it.
  func plan(_ item: ExactCase) throws -> CasePlan {
    var plan = CasePlan(item)
    var checks: [Check] = []
    for figure in try item.figures() {
      guard let (estimator, tolerance) = estimator(figure.name) else {
        plan.skip(figure.name, "the simulation has no figure of this name")
        continue
      }
      var check = Check(figure, estimator)
      check.tolerance += tolerance
      checks.append(check)
    }
    let end = stages[stages.count - 1].to
    var scenario = Scenario(name: item.id)
    scenario.calendar.days = Int((end / 86_400).rounded(.up))
    scenario.calendar.hours = .init(open: 0, close: scenario.calendar.days > 1 ? 86_400 : end)
    scenario.calendar.interval = Self.interval
    scenario.add(
      type: 0, rate: 0, service: .constant(3600 / capacity / scale), patience: .never, threshold: 60)
    scenario.contactTypes[0].arrivals.process = .evenlySpaced
    scenario.contactTypes[0].arrivals.points =
      stages.map { Scenario.RatePoint(time: $0.from, rate: $0.perHour * scale / 3600) }
      + [Scenario.RatePoint(time: end, rate: 0)]
    var callback = Scenario.Callback.immediate(.whenIdle)
    callback.acceptance = .probability(acceptance)
    callback.offer.to = .everyone
    callback.offer.whenQueue = 2
    scenario.queues[0].callback = callback
    scenario.queues[0].capacity = 2
    var group = Scenario.AgentGroup(name: "agents")
    group.staffing = .constant(1)
    group.skills = [Scenario.Skill(queue: Scenario.queueName(0))]
    scenario.agentGroups = [group]
    let contacts = stages.reduce(0) { $0 + $1.perHour * ($1.to - $1.from) / 3600 } * scale
    plan.runs.append(
      CaseRun(
        label: "", scenario: scenario, window: 0..<Int(end / Self.interval),
        replications: Self.replications, contacts: contacts * Double(Self.replications), checks: checks))
    return plan
  }

  /// How a figure is computed, and by how much small calls may move it.
  private func estimator(_ name: String) -> (Estimator, tolerance: Double)? {
    let pieces = scale
    // Some calls of the least stage, in hours.
    let slowest = stages.map(\.perHour).filter { $0 > 0 }.min() ?? 1
    let time = 3 * (1 / capacity + 1 / slowest) / scale
    let count = 4 * Double(stages.count) / scale
    func callbacks(_ value: @escaping @Sendable (CallbackTally) -> (Double, Double)) -> Estimator {
      .mean { view in
        let tally = view.tallies.outcomes[0].callback
        let (x, y) = value(tally)
        return (x, y, tally.accepted)
      }
    }
    switch name {
    case "tickets": return (callbacks { ($0.accepted, pieces) }, count)
    case "mean_delay_h": return (callbacks { ($0.delay / 3600, $0.connected) }, time * 4)
    case "lost_callers":
      let estimator = Estimator.mean { view in
        let lost = view.contacts(nil, view.everything, \.blocked)
        return (lost, pieces, view.contacts(nil, view.everything, \.attempts))
      }
      return (estimator, count)
    case "list_empty_at_h": return (emptied(after: 0), time * 4)
    case "cleared_after_last_surge_h":
      guard let surge = stages.last(where: { $0.perHour > capacity }) else { return nil }
      return (emptied(after: surge.to / 3600), time * 4)
    default: return nil
    }
  }

  /// The hour at which the list is empty for good: in its stage the agent is idle from then on, as far as the
  /// calls leave him time.
  private func emptied(after hours: Double) -> Estimator {
    let capacity = capacity
    let stages = stages.filter { $0.perHour < capacity }
    return .mean { view in
      var moment = 0.0
      for stage in stages.reversed() {
        let span = Int(stage.from / Self.interval)..<Int(stage.to / Self.interval)
        moment = stage.to - view.groups(nil, span, \.idle) / (1 - stage.perHour / capacity)
        if moment > stage.from + Self.interval { break }
      }
      return (moment / 3600 - hours, 1, view.tallies.outcomes[0].callback.connected)
    }
  }
}
