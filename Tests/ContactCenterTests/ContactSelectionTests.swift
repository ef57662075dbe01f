import ContactCenter
import Testing

@Suite("Which waiting contact a free agent takes")
struct ContactSelectionTests {
  /// One agent who is busy until 1000; then contacts of two types wait in two queues.
  private func scenario(
    _ a: [Seconds], _ b: [Seconds], _ rule: Scenario.ContactSelection
  ) -> Scenario {
    var scenario = center()
    scenario.contactTypes = [
      calls("blocker", at: [0], talk: 1000), calls("a", at: a, talk: 10),
      calls("b", at: b, talk: 10),
    ]
    scenario.queues = [.init(name: "a"), .init(name: "b")]
    scenario.agentGroups = [agents(1, serving: ["blocker", "a", "b"])]
    scenario.routing.contactSelection = rule
    return scenario
  }

  /// The types in the order served, without the blocker.
  private func order(_ scenario: Scenario) throws -> String {
    try Story(scenario).servedTypes.dropFirst().map { $0 == 1 ? "a" : "b" }.joined()
  }

  @Test("The oldest of all queues")
  func oldest() throws {
    var scenario = scenario([100, 300], [200, 400], .oldestFirst)
    scenario.contactTypes[1].priority = 5
    #expect(try order(scenario) == "abab")
  }

  @Test("The most urgent, and among equals the oldest")
  func priority() throws {
    var scenario = scenario([100, 300], [200, 400], .priority)
    #expect(try order(scenario) == "abab")
    scenario.contactTypes[1].priority = 2
    #expect(try order(scenario) == "bbaa")
  }

  @Test("The longest queue, and among equals the first skill")
  func longestQueue() throws {
    let scenario = scenario([900], [950, 960, 970], .longestQueue)
    // Lengths a:b are 1:3, 1:2, then a tie, then a alone is taken and b is left.
    #expect(try order(scenario) == "bbab")
  }

  @Test("The longest weighted wait")
  func weighted() throws {
    var scenario = scenario([100], [600], .weightedWait)
    #expect(try order(scenario) == "ab")
    scenario.queues[1].weight = 3
    // At 1000: 900 against 3 × 400.
    #expect(try order(scenario) == "ba")
  }

  @Test("Without weight a queue's contacts still keep their order")
  func weightless() throws {
    var scenario = center()
    for name in ["a", "b"] {
      scenario.contactTypes.append(calls(name, at: name == "a" ? [0, 20] : [10], talk: 100))
      scenario.contactTypes[scenario.contactTypes.count - 1].queue = "shared"
    }
    scenario.queues = [Scenario.Queue(name: "shared")]
    scenario.queues[0].weight = 0
    scenario.routing.contactSelection = .weightedWait
    scenario.agentGroups = [agents(1, serving: ["shared"])]
    #expect(try Story(scenario).servedTypes == [0, 1, 0])
  }

  @Test("More types than a word has bits", arguments: [65, 130])
  func manyTypes(count: Int) throws {
    var scenario = center()
    for index in 0..<count {
      scenario.contactTypes.append(calls("t\(index)", at: [Double(index)], talk: 1000))
    }
    let names = scenario.contactTypes.map(\.name)
    // One agent serves all, another only the last type: no line of the words before is his.
    scenario.agentGroups = [
      agents(1, "all", serving: names), agents(1, "last", serving: [names[count - 1]]),
    ]
    let story = try Story(scenario)
    #expect(story.servedTypes.sorted() == Array(0..<count))
    let ofLast = story.all(.startsTalk).filter { $0.agent == 1 }
    #expect(ofLast.map(\.type) == [count - 1])
  }

  @Test("A group's own rule overrides the scenario's")
  func ownRule() throws {
    var scenario = scenario([100, 300], [200, 400], .priority)
    scenario.contactTypes[1].priority = 2
    scenario.agentGroups[0].contactSelection = .oldestFirst
    #expect(try order(scenario) == "abab")
  }

  @Test("Ranks come before every rule", arguments: Scenario.ContactSelection.allCases)
  func ranks(rule: Scenario.ContactSelection) throws {
    var scenario = scenario([100, 200, 300], [900], rule)
    scenario.agentGroups[0].skills[1].rank = 2
    scenario.agentGroups[0].skills[2].rank = 1
    #expect(try order(scenario) == "baaa")
  }

  @Test(
    "With more than 64 lines the choices are the same",
    arguments: [
      Scenario.ContactSelection.oldestFirst, .priority,
    ])
  func manyLines(rule: Scenario.ContactSelection) throws {
    var scenario = center()
    scenario.contactTypes = [calls("blocker", at: [0], talk: 1000)]
    var skills = ["blocker"]
    for number in 0..<150 {
      // Asked in an order that is neither theirs nor its reverse.
      let asked = 1 + Double((number * 67) % 150)
      var type = calls("type \(number)", at: [asked], talk: 1)
      type.priority = rule == .priority ? asked : 1
      scenario.contactTypes.append(type)
      skills.append(type.name)
    }
    for half in 0..<2 { scenario.agentGroups.append(agents(half == 0 ? 1 : 0, "\(half)")) }
    for group in 0..<2 { scenario.agentGroups[group].skills = skills.map { .init(queue: $0) } }
    scenario.routing.contactSelection = rule
    let expected = (0..<150).map { asked in (0..<150).first { ($0 * 67) % 150 == asked }! + 1 }
    #expect(try Story(scenario).servedTypes.dropFirst().map { $0 } == expected)
  }
}
