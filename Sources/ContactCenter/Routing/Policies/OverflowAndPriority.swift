/// **Overflow and priority.**
///
/// A script per contact type: at each stage of its wait, and under
/// conditions, a contact is given new ranks with groups and new places in their queues.
///
/// A stage names ranks of groups in two lists: `agents`, in whose order they are asked for an idle
/// agent when the stage begins, and `queues`, in which the contact waits from then on and with which
/// priority; groups that a list does not name are not asked, and their queues are left. A list that a
/// stage leaves out stays as it was; `agentsBy` and `queuesBy` add to ranks instead. The first case
/// counts whose condition holds when the stage begins, else `otherwise`; without either nothing
/// changes.
///
/// *Push*: of the groups asked that have idle agents those of the smallest rank; among them the
/// longest idle time × `preferenceWeight`. *Pull*: of the contacts in the group's queue those of the
/// smallest rank, the oldest first. A contact in nobody's queue waits for its next stage. Patience
/// runs on through all stages. Types without a script have the preferences and ranks of the skills.
///
/// All ranks that a script can lead to are worked out before the run; each is a lane of its own.
///
/// Source: ContactCenters, `OVERFLOWANDPRIORITY`.
struct OverflowAndPriority: RoutingPolicy {
  private let matrix: SkillMatrix
  private let scripts: [PreparedScript?]
  /// By type and queue; nil without a script, or where the type never waits in the queue.
  private let graphs: [[ScriptGraph?]]

  /// The most states that the script of one type may lead to.
  static let mostStates = 2000

  init(_ model: Model) {
    let matrix = SkillMatrix(model)
    self.matrix = matrix
    let scripts = PreparedScript.all(model)
    self.scripts = scripts
    graphs = model.contactTypes.indices.map { type in
      var graphs = [ScriptGraph?](repeating: nil, count: matrix.queues)
      guard let script = scripts[type] else { return graphs }
      let home = model.contactTypes[type].queue
      for queue in PreparedModel.queuesReached(from: home, model, isFull: true) {
        graphs[queue] = ScriptGraph(script, from: matrix.skillState(queue))
      }
      return graphs
    }
  }

  static func missing(in scenario: Scenario) -> [ScenarioProblem] {
    if scenario.routing.scripts.contains(where: { !$0.stages.isEmpty }) { return [] }
    return [
      ScenarioProblem(
        at: "routing", "The policy overflowAndPriority needs scripts: there are none.",
        remedy: "Give at least one contact type a script of stages.")
    ]
  }

  static func problems(in model: Model) -> [ScenarioProblem] {
    ScriptCheck(model).problems
  }

  var uses: RoutingUses {
    let usesWindow = scripts.contains { script in
      script?.stages.contains { $0.conditions.contains(where: \.usesWindow) } ?? false
    }
    return usesWindow ? .window : []
  }

  func plan(type: Int, queue: Int) -> WaitingPlan {
    var plan = WaitingPlan(matrix.skillState(queue))
    guard let script = scripts[type], let graph = graphs[type][queue] else { return plan }
    plan.states = graph.states
    plan.changes = script.stages.dropFirst().map(\.after)
    return plan
  }

  var placeRule: (any PlaceRule)? { Stages(scripts: scripts, graphs: graphs) }

  var agentRule: any AgentRule { PreferredAgent() }

  /// The state that the first case whose condition holds leads to.
  struct Stages: PlaceRule {
    let scripts: [PreparedScript?]
    /// By type and queue.
    let graphs: [[ScriptGraph?]]

    func lane(
      for contact: Int32, at lane: Int32, change: Int32, on floor: Floor
    ) -> Int32 {
      let type = Int(floor.lanes[lane].type)
      let queue = Int(floor.lanes[lane].queue)
      guard let script = scripts[type], let graph = graphs[type][queue] else { return lane }
      let first = floor.firstLane(of: lane)
      let stage = Int(change) + 1
      let conditions = script.stages[stage].conditions
      let subject = RuleSubject(contact: contact, lane: lane)
      var number = 0
      while number < conditions.count,
        floor.value(of: conditions[number], about: subject) == 0
      {
        number += 1
      }
      return first + graph.next(from: Int(lane - first), stage: stage, case: number)
    }
  }
}

/// The script of a type with indices instead of names.
struct PreparedScript: Sendable {
  struct Stage: Sendable {
    var after: Seconds
    var conditions: [RuleProgram]
    /// One for each condition, then what holds otherwise.
    var ranks: [Ranks]
  }

  /// New ranks by group; nil: as before.
  struct Ranks: Sendable {
    var agents: [Int: Double]?
    var queues: [Int: Double]?
    var agentsBy: [Int: Double]
    var queuesBy: [Int: Double]
  }

  var stages: [Stage]

  /// The script of each type of a model; nil: none.
  static func all(_ model: Model) -> [PreparedScript?] {
    let names = RuleNames(model)
    return model.contactTypes.indices.map { type in
      let script = model.routing.scripts.first { $0.type.knownPlace == type }
      guard let script, !script.stages.isEmpty else { return nil }
      return PreparedScript(
        stages: script.stages.map { stage in
          // Conditions that do not compile are errors of the scenario: no model is made of it.
          let cases = stage.cases.compactMap { item in
            (try? RuleProgram.compile(item.when, as: .condition, names: names)).map { ($0, item.ranks) }
          }
          return Stage(
            after: stage.after, conditions: cases.map(\.0),
            ranks: cases.map { Ranks($0.1) } + [Ranks(stage.otherwise ?? Scenario.RankTable())])
        })
    }
  }
}

extension PreparedScript.Ranks {
  /// The ranks of a linked table.
  init(_ table: Scenario.RankTable) {
    func byGroup(_ ranks: [Scenario.GroupRank]) -> [Int: Double] {
      var result: [Int: Double] = [:]
      for entry in ranks { result[entry.group.place] = entry.rank }
      return result
    }
    agents = table.agents.map(byGroup)
    queues = table.queues.map(byGroup)
    agentsBy = byGroup(table.agentsBy)
    queuesBy = byGroup(table.queuesBy)
  }

  /// A state with these ranks in place of its own; groups without the skill stay out.
  func applied(to state: WaitingState, skills: WaitingState) -> WaitingState {
    WaitingState(
      push: new(state.push, agents, agentsBy, skills.push),
      pull: new(state.pull, queues, queuesBy, skills.pull))
  }

  private func new(
    _ old: [Double], _ list: [Int: Double]?, _ by: [Int: Double], _ skills: [Double]
  ) -> [Double] {
    old.indices.map { group in
      if skills[group] == .infinity { return .infinity }
      return (list.map { $0[group] ?? .infinity } ?? old[group]) + (by[group] ?? 0)
    }
  }
}

/// The states that a script leads to, and the ways between them.
struct ScriptGraph: Sendable {
  private(set) var states: [WaitingState]
  private var places: [WaitingState: Int]
  /// stage → state → case → state; empty where a stage is not reached in a state.
  private var ways: [[[Int32]]] = []
  /// Whether there are more states than may be.
  private(set) var isTooLarge = false

  /// All that follows from the ranks of the skills.
  init(_ script: PreparedScript, from skills: WaitingState) {
    states = [skills]
    places = [skills: 0]
    var reached: Set<Int> = [0]
    for stage in script.stages {
      var next: Set<Int> = []
      var table: [[Int32]] = []
      for state in reached.sorted() {
        let row = stage.ranks.map { number(of: $0.applied(to: states[state], skills: skills)) }
        while table.count <= state { table.append([]) }
        table[state] = row.map(Int32.init)
        next.formUnion(row)
        if states.count > OverflowAndPriority.mostStates {
          isTooLarge = true
          return
        }
      }
      ways.append(table)
      reached = next
    }
  }

  private mutating func number(of state: WaitingState) -> Int {
    if let known = places[state] { return known }
    places[state] = states.count
    states.append(state)
    return states.count - 1
  }

  /// The state after a case of a stage; the same if the stage does not follow on it.
  func next(from state: Int, stage: Int, case number: Int) -> Int32 {
    guard stage < ways.count, state < ways[stage].count, !ways[stage][state].isEmpty else {
      return Int32(state)
    }
    return ways[stage][state][number]
  }
}
