import ContactCenter
import Experiments
import Foundation
import Reporting
import ScenarioReading
import Staffing

/// What a simulation with the agents and lines of a plan says.
struct StaffLineCheck: Encodable {
  /// The goals with the lines: over the whole time, and over the periods that they are for.
  var lines: StaffingJudgement
  /// Blocking by the ports alone, over the whole time; nil where there are no menus.
  var ports: StaffingJudgement?

  /// About so many contacts are simulated.
  private static let contacts = 2e6

  /// Simulates a plan with its lines, and its ports; nil where its goals cannot be judged in one
  /// simulation.
  ///
  /// - Parameters:
  ///   - plan: The plan's goals.
  ///   - table: Its agents.
  ///   - sizes: The lines and ports.
  ///   - scenario: The scenario.
  ///   - blocking: At most this part of the calls is blocked.
  ///   - part: Replications and seed; where it names none, those of the scenario.
  ///   - threads: Replications at the same time.
  ///   - isStopped: Whether to stop.
  init?(
    _ plan: StaffingPlan, _ table: StaffingTable, _ sizes: [LineSize], of scenario: ScenarioFile,
    blocking: Double, by part: StaffSimulationPart, threads: Int,
    isStopped: @escaping @Sendable () -> Bool
  ) async {
    let study = scenario.scenario.study
    let expected = StaffingDemand.arrivals(scenario.model).reduce(0, +)
    let most = Int(clamping: (Self.contacts / max(1, expected)).rounded())
    func judged(_ model: Model, _ goals: [Goal]) async -> StaffingJudgement? {
      guard var simulation = try? StaffingSimulation(model: model, goals: goals) else { return nil }
      simulation.replications = max(2, min(part.replications ?? study.replications, most))
      simulation.seed = part.seed ?? study.seed
      simulation.confidence = study.confidence
      simulation.threads = threads
      simulation.isCancelled = isStopped
      return await simulation.judge(table)
    }
    let isSteady = (try? StaffingSimulation(model: scenario.model, goals: plan.goals))?.isStationary ?? true
    var behindLines = sizes.applied(to: scenario.model)
    behindLines.ports = nil
    let whole = plan.goals.map { goal in
      var goal = goal
      goal.period = .month
      return goal
    }
    let narrow = isSteady ? [] : plan.goals.filter { $0.period != .month }
    guard let lines = await judged(behindLines, whole + narrow) else { return nil }
    self.lines = lines
    guard let size = sizes.first(where: \.isPorts) else { return }
    var behindPorts = scenario.model
    behindPorts.ports = size.needed
    for group in behindPorts.trunkGroups.indices {
      behindPorts.trunkGroups[group].capacity = [Model.Step(from: 0, value: Self.plenty)]
    }
    ports = await judged(behindPorts, [Goal(.blocking, blocking, period: .month)])
  }

  /// Lines enough for everybody.
  private static let plenty = 1_000_000

  /// What it says in English.
  var text: String {
    let whole = lines.figures.filter { $0.period == Goal.Period.month.rawValue }
    var parts = whole.map(Self.words)
    if let ports { parts += ports.figures.map { "ports: " + Self.words($0) } }
    let narrow = lines.figures.filter { $0.period != Goal.Period.month.rawValue }
    var text =
      "Simulated with these agents and lines (\(FigureText.count(lines.replications, "replication"))), over the whole time: "
      + parts.joined(separator: "; ") + "."
    if !narrow.isEmpty, narrow.count > whole.count {
      var judgement = lines
      judgement.figures = narrow
      text += " Period by period: \(GoalFigures.verdicts(judgement))."
    }
    return text
  }

  private static func words(_ figure: PlaceFigure) -> String {
    let subject = GoalFigures.subject(figure)
    return (subject.isEmpty ? "" : "\(subject) ")
      + "\(figure.goal.replacing("@month", with: "")) \(GoalFigures.value(figure)) \(GoalFigures.verdict(figure))"
  }
}

extension [LineSize] {
  /// A model with these lines and ports all the time.
  func applied(to model: Model) -> Model {
    var model = model
    for size in self {
      if size.isPorts { model.ports = size.needed }
      guard let group = size.group else { continue }
      model.trunkGroups[group].capacity = [Model.Step(from: 0, value: size.needed)]
    }
    return model
  }
}
