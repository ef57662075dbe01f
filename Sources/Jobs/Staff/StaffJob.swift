import ContactCenter
import Experiments
import Foundation
import Reporting
import ScenarioReading
import Staffing
import Tables

/// A staffing from its file to its report.
struct StaffJob {
  let request: StaffRequest
  let workshop: Workshop
  private let isStopped: @Sendable () -> Bool

  init(_ request: StaffRequest, _ workshop: Workshop) {
    (self.request, self.workshop) = (request, workshop)
    isStopped = workshop.stopping
  }

  /// Plans and writes.
  ///
  /// - Throws: `JobFailure`.
  func outcome() async throws -> StaffOutcome {
    let limits = try request.goals.limits()
    _ = try request.sizing(nil, StaffingPlanner(goals: []))
    let asked = try workshop.folder(request.out, of: request.file)
    if !request.noReport {
      try workshop.checkWritable(
        asked, names: try request.forms.map { "staffing.\($0.ending)" })
    }
    var input = try StaffInput.read(
      request.file, calls: try request.behaviour.calls(), table: request.table,
      goals: try request.goals.goals(), in: workshop)
    input.settleGoals(isSimulated: request.simulation.isWanted)
    input.demand.remarks += input.idleGoals
    if request.simulation.isWanted, !request.sizeLines { try input.checkSearchable() }
    workshop.tell(try request.goals.written().compactMap(\.remark))
    let planner = StaffingPlanner(goals: input.goals, limits: limits)
    var (plan, sizes) = try planned(&input, planner)
    guard !request.sizeLines || !sizes.isEmpty else {
      throw JobFailure(
        at: .sizeLines,
        "\(.sizeLines): no contact type of this scenario comes over a trunk group, and there is no menu, so that "
          + "every call has a line. Give contact types trunks, or leave \(.sizeLines) out.")
    }
    if input.table != nil, request.simulation.isWanted || request.writeScenario != nil {
      (plan, sizes) = try simulateTable(&input, plan, sizes, planner)
    } else if request.writeScenario != nil {
      throw JobFailure(
        at: .writeScenario,
        "\(.writeScenario) is for tables of volumes; this is a scenario already.")
    }
    var result = try result(input, plan, sizes)
    let explained = try request.explain.map { try StaffExplanation.intervals($0, of: plan) }
    let search = StaffSearch(
      part: request.simulation, workshop: workshop, command: command(input.scenario?.scenario.study),
      isStopped: isStopped)
    result = result.answered(
      by: try await search.simulated(
        plan, of: input.scenario, with: sizes, within: limits, by: request, beside: asked))
    result = try await judged(result, sizes, planner)
    return try written(result, explained, to: asked)
  }

  private func result(
    _ input: StaffInput, _ plan: StaffingPlan, _ sizes: [LineSize]
  ) throws -> StaffResult {
    var plan = plan
    if !request.sizeLines, let turnedAway = plan.turnedAway { plan.demand.remarks.append(turnedAway) }
    plan.demand.remarks += plan.chatShortcuts
    var result = StaffResult(
      file: request.file, input: input, plan: plan, shrinkage: try readShrinkage(),
      commandLine: command(input.scenario?.scenario.study),
      programVersion: workshop.program.version)
    result.lines = sizes
    return result
  }

  /// A result with what its lines come to: behind them stand the agents of the plan that it is about.
  private func judged(
    _ result: StaffResult, _ sizes: [LineSize], _ planner: StaffingPlanner
  ) async throws -> StaffResult {
    guard let scenario = result.input.scenario, !sizes.isEmpty, workshop.member == nil else { return result }
    var result = result
    if result.answer != nil, let sizing = try request.sizing(scenario.model, planner) {
      result.lines = sizing.judged(sizes, with: result.plan)
    }
    result.lineCheck = try await lineCheck(result, sizes, scenario)
    return result
  }

  private func written(
    _ result: StaffResult, _ explained: [Int]?, to asked: URL
  ) throws -> StaffOutcome {
    var outcome = StaffOutcome(result: result, explained: explained)
    let wanted = try request.wanted
    outcome.text = try wanted.text(
      of: outcome.formed(hasAllIntervals: request.allIntervals, hasFiles: !request.noReport),
      in: workshop)
    guard !request.noReport else { return outcome }
    let forms = try request.forms
    let files = try wanted.make(outcome.formed(), forms.filter { $0 != .json })
    // The document alone may be larger than all that a plan takes.
    let document = forms.contains(.json) ? try document(of: outcome, beside: asked) : nil
    defer { document?.discard() }
    let finished = document.map { [(file: $0.file, name: StaffOutcome.documentName)] } ?? []
    let folder = try workshop.write(
      files, to: asked, isNamed: request.out != nil, isForced: request.force, finished: finished)
    outcome.folder = workshop.files.shown(folder)
    outcome.names = files.map(\.name) + finished.map(\.name)
    outcome.text += workshop.place(of: outcome.names, in: outcome.folder, wanted.languages)
    return outcome
  }

  private func document(of outcome: StaffOutcome, beside asked: URL) throws -> PieceFile {
    do {
      return try PieceFile(beside: asked) { try outcome.writeDocument(to: $0) }
    } catch {
      throw workshop.cannotWrite(asked, error)
    }
  }

  /// The plan, with the lines where they are to be sized.
  ///
  /// What is simulated goes on where formulas find goals and limits in contradiction, with the nearest.
  ///
  /// - Throws: `JobFailure` about goals and limits that contradict each other.
  private func planned(
    _ input: inout StaffInput, _ planner: StaffingPlanner
  ) throws -> (StaffingPlan, [LineSize]) {
    let demand = input.demand
    let names = input.scenario?.model.groups.map(\.name) ?? []
    do throws(StaffingConflict) {
      if let sizing = try? request.sizing(input.scenario?.model, planner) {
        let solution = try sizing.solve(demand)
        return (solution.plan, solution.sizes)
      }
      guard request.simulation.isWanted else { return (try planner.plan(demand), []) }
    } catch {
      let text = StaffConflictText(conflict: error, demand: demand, names: names)
      throw JobFailure(at: text.field, text.text)
    }
    var (plan, conflict) = planner.nearest(demand)
    if let conflict {
      let text = StaffConflictText(conflict: conflict, demand: demand, names: names)
      input.isNearest = true
      input.demand.remarks.append(.nearest(text.finding.text(\.option)))
      plan.demand.remarks = input.demand.remarks
    }
    return (plan, [])
  }

  /// Makes the scenario that simulates a table's plan, writes it where that was asked for, and goes on
  /// with it where something is to be simulated.
  private func simulateTable(
    _ input: inout StaffInput, _ plan: StaffingPlan, _ sizes: [LineSize], _ planner: StaffingPlanner
  ) throws -> (StaffingPlan, [LineSize]) {
    guard let table = input.table else { return (plan, sizes) }
    var calls = try request.behaviour.calls()
    if sizes.count == 1 { calls.lines = sizes[0].needed }
    let name = request.writeScenario.map {
      URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent
    }
    let made = try StaffInput.scenario(
      table, name: name ?? input.title, origin: origin, calls: calls,
      targets: input.targets, agents: StaffInput.agents(of: plan))
    if let file = request.writeScenario, workshop.member == nil {
      try workshop.write(scenario: made, to: file, .writeScenario, force: request.force)
    }
    let spread = HandleTimeSpread(table).map { [StaffingRemark.handleTimesOfDays($0)] } ?? []
    guard request.simulation.isWanted else {
      var plan = plan
      plan.demand.remarks += spread
      return (plan, sizes)
    }
    let scenario: ScenarioFile
    do throws(ScenarioErrors) {
      scenario = try ScenarioFile.read(made, name: "the scenario of \(request.file)")
    } catch {
      throw error.failure(at: .file)
    }
    let own = input.demand.pools.contains { $0.scheduled != nil }
    input.scenario = scenario
    input.demand = StaffingDemand(scenario.model)
    input.demand.firstWeekday = table.firstWeekday
    input.demand.remarks += input.idleGoals + spread
    // The agents of this scenario are the plan itself, which is nobody's present staffing.
    if !own { for pool in input.demand.pools.indices { input.demand.pools[pool].scheduled = nil } }
    return try planned(&input, planner)
  }

  private var origin: String {
    let table = URL(fileURLWithPath: Sheet.location(request.file).path).lastPathComponent
    let goal = request.goals.goal
    let words = goal.isEmpty ? "" : " for \(goal.joined(separator: " "))"
    return "Made from \(table) with the agents that `switchboard staff` plans\(words)."
  }

  private func readShrinkage() throws -> Shrinkage {
    guard let shrinkage = request.shrinkage else { return Shrinkage() }
    do throws(GoalDefect) {
      return try Shrinkage(shrinkage)
    } catch {
      throw JobFailure(.shrinkage, error.text, "\(error.finding) \(error.remedy)")
    }
  }

  private func lineCheck(
    _ result: StaffResult, _ sizes: [LineSize], _ scenario: ScenarioFile
  ) async throws -> StaffLineCheck? {
    guard let blocking = request.blocking else { return nil }
    let table = result.staffing ?? StaffingTable(plan: result.plan, model: scenario.model)
    return await StaffLineCheck(
      result.plan, table, sizes, of: scenario, blocking: try FieldText(.blocking, blocking).proportion(),
      by: request.simulation, threads: try workshop.workers(request.simulation.threads),
      isStopped: isStopped)
  }

  /// What the plan depends on.
  private func command(_ study: Scenario.Study?) -> String {
    CanonicalCommand.line(
      ["staff", CanonicalCommand.file(request.file)] + request.goals.words
        + request.behaviour.words + request.table.words
        + CanonicalCommand.option(.shrinkage, request.shrinkage)
        + CanonicalCommand.flag(.sizeLines, request.sizeLines)
        + CanonicalCommand.option(.blocking, request.blocking) + request.simulation.words(study))
  }
}

extension StaffRequest {
  /// How lines are to be sized; nil: they are not.
  ///
  /// - Throws: `JobFailure` where only one of the fields was given, or no proportion.
  func sizing(_ model: Model?, _ planner: StaffingPlanner) throws -> LineSizing? {
    guard sizeLines || blocking != nil else { return nil }
    guard sizeLines, let blocking else {
      throw JobFailure(
        at: sizeLines ? .blocking : .sizeLines,
        "\(.sizeLines) and \(.blocking) go together: \(.sizeLines) \(.blocking) 1%.")
    }
    return LineSizing(
      blocking: try FieldText(.blocking, blocking).proportion(), model: model, planner: planner)
  }
}
