/// **Own rules.**
///
/// The scenario's own formulas decide, without another build of the program.
///
/// *Push*: of all idle agents with the skill whose delay (`after`) has passed the one with the largest
/// `agentRule`; ties go to the agent idle longest. Without that formula, groups in order of
/// `preference` and the longest idle agent. *Pull*: of the first contacts of the group's queues the
/// one with the largest `contactRule`; ties by the order of the group's list. Without that formula,
/// queues in order of `rank`, the oldest first.
///
/// The language of the formulas is `RuleProgram`'s: they compute a number from what goes on in the
/// center and can do nothing else.
struct OwnRules: RoutingPolicy {
  private let matrix: SkillMatrix
  private let agentProgram: RuleProgram?
  private let contactProgram: RuleProgram?

  init(_ model: Model) {
    matrix = SkillMatrix(model)
    let names = RuleNames(model)
    agentProgram = model.routing.agentRule.flatMap {
      try? RuleProgram.compile($0, as: .agentScore, names: names)
    }
    contactProgram = model.routing.contactRule.flatMap {
      try? RuleProgram.compile($0, as: .contactScore, names: names)
    }
  }

  static func missing(in scenario: Scenario) -> [ScenarioProblem] {
    if scenario.routing.agentRule != nil || scenario.routing.contactRule != nil { return [] }
    return [
      ScenarioProblem(
        at: "routing", "The policy ownRules needs a formula: agentRule, contactRule or both.",
        remedy: "Write one, such as contactRule: value * wait / handling.")
    ]
  }

  static func problems(in model: Model) -> [ScenarioProblem] {
    let names = RuleNames(model)
    var problems: [ScenarioProblem] = []
    func check(_ text: String?, _ use: RuleUse, _ path: String) {
      guard let text else { return }
      do throws(RuleDefect) {
        _ = try RuleProgram.compile(text, as: use, names: names)
      } catch {
        problems.append(ScenarioProblem(at: path, error.sentence, remedy: error.remedy))
      }
    }
    check(model.routing.agentRule, .agentScore, "routing.agentRule")
    check(model.routing.contactRule, .contactScore, "routing.contactRule")
    return problems
  }

  var uses: RoutingUses {
    let usesWindow = agentProgram?.usesWindow == true || contactProgram?.usesWindow == true
    return usesWindow ? [.delays, .window] : .delays
  }

  func plan(type: Int, queue: Int) -> WaitingPlan {
    WaitingPlan(
      WaitingState(
        push: agentProgram == nil ? matrix.preferences(queue) : matrix.equal(queue),
        pull: contactProgram == nil ? matrix.ranks(queue) : matrix.equal(queue)))
  }

  var agentRule: any AgentRule {
    agentProgram.map { FormulaForAgents(program: $0) } ?? LongestIdle()
  }

  func contactRule(group: Int) -> any ContactRule {
    contactProgram.map { FormulaForContacts(program: $0) } ?? OldestFirst()
  }

  /// The idle agent with the largest value of a formula.
  struct FormulaForAgents: AgentRule {
    let program: RuleProgram

    func agent(among idle: inout IdleGroups, on floor: Floor) -> Int32 {
      var best: Int32 = -1
      var most = 0.0
      while case let group = idle.next(on: floor), group >= 0 {
        var agent = floor.groups[group].idleHead
        while agent >= 0 {
          let subject = RuleSubject(
            contact: idle.contact, lane: idle.lane, group: group, agent: agent)
          let value = floor.value(of: program, about: subject)
          if best < 0 || value > most
            || (value == most && floor.agents[agent].idleSince < floor.agents[best].idleSince)
          {
            (best, most) = (agent, value)
          }
          agent = floor.agents[agent].next
        }
      }
      return best
    }
  }

  /// The value of a formula for the first contact of a lane.
  struct FormulaForContacts: ContactScoreRule {
    let program: RuleProgram

    func score(_ lane: Int32, group: Int32, on floor: Floor) -> Double {
      let subject = RuleSubject(contact: floor.lanes[lane].head, lane: lane, group: group)
      return floor.value(of: program, about: subject)
    }
  }
}
