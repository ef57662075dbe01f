// The interface of routing policies. A policy is a value that reads a model once and says: in which
// states a contact may wait, which groups are asked and which may take it in each of them, and by
// which rules choices among equals are made. A new policy is one file in `Policies` and one case of
// `Scenario.RoutingPolicy`.

/// How agents and contacts find each other.
protocol RoutingPolicy: Sendable {
  /// What the policy needs and a scenario does not say, each with its place.
  static func missing(in scenario: Scenario) -> [ScenarioProblem]

  /// What is wrong with the policy's settings in a model that lacks nothing.
  static func problems(in model: Model) -> [ScenarioProblem]

  /// Reads what it needs of such a model.
  init(_ model: Model)

  /// How contacts of a type wait in a queue; the queue is the type's own or one that it overflows
  /// to.
  func plan(type: Int, queue: Int) -> WaitingPlan

  /// Chooses among idle agents of equal preference.
  var agentRule: any AgentRule { get }

  /// Chooses among the first contacts of lanes of equal rank.
  func contactRule(group: Int) -> any ContactRule

  /// Chooses states by what goes on; nil: contacts follow their plan.
  var placeRule: (any PlaceRule)? { get }

  /// What is heeded besides ranks, and kept for the rules.
  var uses: RoutingUses { get }
}

extension RoutingPolicy {
  static func missing(in scenario: Scenario) -> [ScenarioProblem] { [] }
  static func problems(in model: Model) -> [ScenarioProblem] { [] }
  var agentRule: any AgentRule { LongestIdle() }
  func contactRule(group: Int) -> any ContactRule { OldestFirst() }
  var placeRule: (any PlaceRule)? { nil }
  var uses: RoutingUses { [] }
}

/// What a policy heeds besides ranks, and what the engine keeps for its rules.
struct RoutingUses: OptionSet {
  let rawValue: UInt8

  /// Delays of skills hold.
  static let delays = RoutingUses(rawValue: 1)
  /// Agents are held back for better contacts.
  static let reserves = RoutingUses(rawValue: 2)
  /// Recent answers and abandonments are kept in a sliding window.
  static let window = RoutingUses(rawValue: 4)
  /// Contacts whose groups have all gone home, or are yet to come, are given a new place.
  static let newPlaces = RoutingUses(rawValue: 16)
  /// The contact rule is asked even about a single contact, which it may refuse.
  static let refusals = RoutingUses(rawValue: 32)
  /// Contacts whose agent did not pick up are given a new place.
  static let placesAfterRinging = RoutingUses(rawValue: 64)
}

/// The states in which contacts of one type may wait in one queue.
struct WaitingPlan {
  /// The first is the one they come to.
  var states: [WaitingState]
  /// The waits after which a contact changes its state, in rising order.
  var changes: [Seconds] = []
  /// For each state and each change the state that follows; a place rule overrides it.
  var next: [[Int]] = []

  /// One state for as long as it takes.
  init(_ state: WaitingState) { states = [state] }

  /// One state after another: `states[k + 1]` from `changes[k]` on.
  init(_ states: [WaitingState], changes: [Seconds]) {
    self.states = states
    self.changes = changes
    next = states.indices.map { state in changes.indices.map { max(state, $0 + 1) } }
  }
}

/// Which groups serve a contact in one state of its wait, and how gladly.
struct WaitingState: Hashable {
  /// For each group its place when agents are chosen, the smallest first; infinite: not asked.
  var push: [Double]
  /// For each group the rank of such contacts among those it may take, the smallest first; infinite:
  /// it takes none.
  var pull: [Double]
}

/// Chooses the state in which a contact waits.
protocol PlaceRule: Sendable {
  /// The lane of the contact's type and queue to which it goes.
  ///
  /// The contact asks for an agent, or waits. `lane` is that of its first state when it comes, else the
  /// one it waits in; `change` is which of its plan's changes is due, −1 when it comes.
  func lane(for contact: Int32, at lane: Int32, change: Int32, on floor: Floor) -> Int32
}

/// The skills of all groups by queue, and lists made of them.
struct SkillMatrix: Sendable {
  /// Groups and queues of the model.
  let groups: Int
  let queues: Int
  private let model: Model
  private var places: [Int]

  init(_ model: Model) {
    self.model = model
    groups = model.groups.count
    queues = model.queues.count
    places = Array(repeating: -1, count: groups * queues)
    for (index, group) in model.groups.enumerated() {
      for (place, skill) in group.skills.enumerated() {
        places[index * queues + skill.queue.place] = place
      }
    }
  }

  /// How a group serves a queue; nil if it does not.
  subscript(group: Int, queue: Int) -> Scenario.Skill? {
    let place = places[group * queues + queue]
    return place >= 0 ? model.groups[group].skills[place] : nil
  }

  /// A number for each group that serves a queue, infinite for the others.
  func map(_ queue: Int, _ number: (_ group: Int, _ skill: Scenario.Skill) -> Double) -> [Double] {
    (0..<groups).map { group in self[group, queue].map { number(group, $0) } ?? .infinity }
  }

  /// 0 for each group that serves a queue.
  func equal(_ queue: Int) -> [Double] { map(queue) { _, _ in 0 } }

  /// The preferences for a queue as they are.
  func preferences(_ queue: Int) -> [Double] { map(queue) { Double($1.preference) } }

  /// The ranks of a queue as they are.
  func ranks(_ queue: Int) -> [Double] { map(queue) { Double($1.rank) } }

  /// The state that preferences and ranks of the skills make.
  func skillState(_ queue: Int) -> WaitingState {
    WaitingState(push: preferences(queue), pull: ranks(queue))
  }

  /// The groups of a queue one after another: by preference, then as they stand in the scenario.
  func groupList(_ queue: Int) -> [Int] {
    (0..<groups).filter { self[$0, queue] != nil }.sorted {
      (self[$0, queue]?.preference ?? 0, $0) < (self[$1, queue]?.preference ?? 0, $1)
    }
  }

  /// The lists of all queues.
  var lists: [[Int32]] { (0..<queues).map { groupList($0).map(Int32.init) } }

  /// No group.
  var nowhere: [Double] { Array(repeating: .infinity, count: groups) }

  /// One group alone.
  func only(_ group: Int) -> [Double] {
    var result = nowhere
    result[group] = 0
    return result
  }

  /// Each group's place in that list.
  func listPlaces(_ queue: Int) -> [Double] {
    var result = Array(repeating: Double.infinity, count: groups)
    for (place, group) in groupList(queue).enumerated() { result[group] = Double(place) }
    return result
  }

  /// The place of a queue in each group's list: by rank, then as it stands in the scenario.
  func listRanks(_ queue: Int) -> [Double] {
    map(queue) { group, skill in
      let own = places[group * queues + queue]
      let before = model.groups[group].skills.enumerated().filter {
        ($0.element.rank, $0.offset) < (skill.rank, own)
      }
      return Double(before.count)
    }
  }

  /// The mean handling time of a type's contacts by each group that serves a queue, in seconds; the
  /// agents' own factors are not in it.
  func handling(type: Int, _ queue: Int) -> [Double] {
    map(queue) { model.contactTypes[type].meanHandleTime(by: $1, model.groups[$0].written.capacity) }
  }
}
