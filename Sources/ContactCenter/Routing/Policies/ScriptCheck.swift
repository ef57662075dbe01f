/// Looks for what is wrong with a model's scripts before they run: conditions that cannot be read,
/// that never hold or always do, and scripts that lead to too many states.
struct ScriptCheck {
  private(set) var problems: [ScenarioProblem] = []
  private let model: Model
  private let names: RuleNames

  init(_ model: Model) {
    self.model = model
    names = RuleNames(model)
    for (index, script) in model.routing.scripts.enumerated() {
      for (place, stage) in script.stages.enumerated() {
        check(stage, of: script.type, "routing.scripts[\(index)].stages[\(place)]")
      }
    }
    if problems.isEmpty { checkSizes() }
  }

  private mutating func check(
    _ stage: Scenario.RoutingStage, of type: Link<Scenario.ContactType>,
    _ path: String
  ) {
    for (index, item) in stage.cases.enumerated() {
      let place = "\(path).cases[\(index)].when"
      do throws(RuleDefect) {
        let rule = try RuleProgram.compile(item.when, as: .condition, names: names)
        let verdict = rule.verdict { bounds(of: $0, $1, type: type, after: stage.after) }
        switch verdict.outcome {
        case .never:
          tell(
            .error, place, "The condition never holds: \(verdict.reason).",
            "Change it, or take the case out.")
        case .always where index + 1 < stage.cases.count || stage.otherwise != nil:
          tell(
            .warning, place, "The condition always holds: \(verdict.reason).",
            "What follows it in the stage never counts.")
        case .always, .sometimes: break
        }
      } catch {
        tell(.error, place, error.sentence, error.remedy)
      }
    }
  }

  private mutating func tell(
    _ severity: ScenarioProblem.Severity, _ path: String, _ finding: String, _ remedy: String
  ) {
    problems.append(ScenarioProblem(severity, at: path, finding, remedy: remedy))
  }

  /// What a fact can be at a stage of a type.
  private func bounds(
    of fact: RuleFact, _ index: Int32, type link: Link<Scenario.ContactType>, after: Seconds
  ) -> ClosedRange<Double> {
    let type = link.knownPlace.map { model.contactTypes[$0] }
    func just(_ value: Double?) -> ClosedRange<Double> { (value ?? 0)...(value ?? 0) }
    switch fact {
    case .idle, .busy, .onDuty: return 0...Double(model.groups[Int(index)].agentCount)
    case .idleOverall: return 0...Double(model.groups.reduce(0) { $0 + $1.agentCount })
    case .wait: return after...Double.greatestFiniteMagnitude
    case .value: return just(type?.value)
    case .goal: return just(type?.target)
    case .waitingCost: return just(type?.waitingCost?.perMinute)
    case .time, .waitingOverall, .waiting, .longestWait, .busyShare, .serviceLevel, .abandonedShare,
      .answered, .averageWait, .priority, .weight, .length, .level, .expectedHandling, .rank,
      .preference, .skillWeight, .handling, .idleTime, .occupancy, .factor, .idleAgents, .groupSize:
      return fact.info.bounds
    }
  }

  private mutating func checkSizes() {
    let matrix = SkillMatrix(model)
    for (type, script) in PreparedScript.all(model).enumerated() {
      guard let script else { continue }
      let home = model.contactTypes[type].queue
      let queues = PreparedModel.queuesReached(from: home, model, isFull: true)
      let large = queues.first { ScriptGraph(script, from: matrix.skillState($0)).isTooLarge }
      guard let large else { continue }
      let index = model.routing.scripts.firstIndex { $0.type.knownPlace == type } ?? 0
      tell(
        .error, "routing.scripts[\(index)]",
        "The script leads to more than \(OverflowAndPriority.mostStates) different tables of ranks "
          + "in the queue \"\(model.queues[large].name)\".",
        "Take fewer stages with agentsBy or queuesBy, or fewer cases.")
    }
  }
}
