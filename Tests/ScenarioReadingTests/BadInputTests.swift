import ContactCenter
import Foundation
import ScenarioReading
import Testing

/// A small scenario without problems, to which each test does one wrong thing.
let goodText = """
  name: Test
  calendar: {hours: 08:00-10:00, interval: 30 min}
  contactTypes:
    - name: sales
      arrivals: {perHour: 60}
      talk: {law: exponential, mean: 3 min}
      patience: {law: exponential, mean: 2 min}
  agentGroups:
    - name: agents
      agents: 5
      skills: [sales]

  """

/// The problems of a text; empty if there is none.
func problems(of text: String, folder: String? = nil) -> [LocatedProblem] {
  do throws(ScenarioErrors) {
    return try ScenarioFile.read(text: text, baseFolder: folder).warnings
  } catch {
    return error.problems
  }
}

/// One change to the good text, and the problem that it must lead to.
struct Mistake: CustomTestStringConvertible, Sendable {
  var old: String
  var new: String
  var place: String
  var words: String
  var severity = ScenarioProblem.Severity.error

  init(
    _ old: String, _ new: String, at place: String, _ words: String,
    _ severity: ScenarioProblem.Severity = .error
  ) {
    self.old = old
    self.new = new
    self.place = place
    self.words = words
    self.severity = severity
  }

  var testDescription: String { new }
}

@Suite("Every mistake in a scenario is named with its place")
struct BadInputTests {
  @Test("The scenario that the mistakes start from has no problems")
  func good() { #expect(problems(of: goodText) == []) }

  static let structure = [
    Mistake("patience:", "pateince:", at: "7:5", "Did you mean \"patience\"?"),
    Mistake("interval: 30 min", "interval: 30", at: "2:42", "has no unit"),
    Mistake(
      "interval: 30 min", "interval: 30 parsecs", at: "2:42", "\"parsecs\" is no unit of time"),
    Mistake("interval: 30 min", "interval: -30 min", at: "2:42", "out of range"),
    Mistake("agents: 5", "agents: five", at: "10:13", "\"five\" is not a whole number"),
    Mistake("agents: 5", "agents: -5", at: "10:13", "-5 is out of range"),
    Mistake("agents: 5", "agents: 4.5", at: "10:13", "is not a whole number"),
    Mistake("agents: 5", "agents: 2000000", at: "10:13", "Allowed are 0 to 100000"),
    Mistake("agents: 5", "agents: [5]", at: "10:13", "A list stands where a whole number"),
    Mistake("agents: 5", "agents:", at: "10:12", "\"agents\" has no value"),
    Mistake("perHour: 60", "perHour: .nan", at: "5:25", "not a finite number"),
    Mistake("perHour: 60", "perHour: .inf", at: "5:25", "not a finite number"),
    Mistake("perHour: 60", "perHour: 1e999", at: "5:25", "too large a number"),
    Mistake("perHour: 60", "perHour: \"6,5\"", at: "5:25", "Write a decimal point"),
    Mistake("perHour: 60", "perHour: 60, rates: [1]", at: "5:36", "exclude each other"),
    Mistake("perHour: 60", "volumes: [1, 2, 3]", at: "5:25", "3 values for 4 planning intervals"),
    Mistake("perHour: 60", "process: renewal", at: "5:15", "needs the key \"gap\""),
    Mistake("hours: 08:00-10:00", "hours: 8 to 10", at: "2:19", "are no opening hours"),
    Mistake("mean: 3 min}", "mean: 3 min, cv: 2}", at: "6:11", "The law exponential takes mean"),
    Mistake("exponential, mean: 3", "expnential, mean: 3", at: "6:17", "\"exponential\""),
    Mistake("exponential, mean: 3 min", "lognormal, mean: 0, cv: 1", at: "6:11", "not above 0"),
    Mistake(
      "exponential, mean: 3 min", "hyperexponential, mean: 3 min, cv: 0.5", at: "6:52",
      "cv of at least 1"),
    Mistake(
      "exponential, mean: 3 min", "uniform, from: 3 s, to: 1 s", at: "6:11", "below the lower end"),
    Mistake("exponential, mean: 3 min", "never", at: "6:17", "Only patience may be never"),
    Mistake("  - name: agents\n", "  - title: agents\n", at: "9:5", "\"title\" is not a key"),
    Mistake("name: Test\n", "name: Test\nname: Twice\n", at: "2:1", "given twice"),
    Mistake("skills: [sales]", "skills: [sales", at: "12:1", "This is not YAML"),
    Mistake("contactTypes:", "contactTypes: []\nqueues:", at: "3:15", "The list has 0 elements"),
  ]

  static let meaning = [
    Mistake("[sales]", "[sals]", at: "11:14", "Did you mean \"sales\"?"),
    Mistake("[sales]", "[sales, sales]", at: "11:21", "named twice"),
    Mistake("[sales]", "[]", at: "11:13", "The list has 0 elements"),
    Mistake("hours: 08:00-10:00", "hours: 10:00-08:00", at: "2:19", "closes before it opens"),
    Mistake("perHour: 60", "perHour: 1e9, scale: 1000", at: "5:15", "contacts are expected"),
    Mistake("perHour: 60", "points: [[09:00, 1], [08:00, 2]]", at: "5:15", "do not rise"),
    Mistake(
      "agentGroups:",
      "study: {precision: [serviceLevel=1%], replications: 50, maximumReplications: 20}\nagentGroups:",
      at: "8:78", "fewer than the least number, 50"),
    Mistake("    patience", "    trunks: main\n    patience", at: "7:13", "no trunk group at all"),
    Mistake("    patience", "    menu: main\n    patience", at: "7:11", "no menu at all"),
    Mistake(
      "    patience", "    queue: other\n    patience", at: "7:12", "no queue named \"other\""),
    Mistake(
      "    patience", "    transfers: [{kind: cold, probability: 1, to: sales}]\n    patience",
      at: "7:16", "never ends"),
    Mistake(
      "    patience", "    redialAfterAbandon: {probability: 1, delay: 0}\n    patience",
      at: "7:25", "time would stand still"),
    Mistake(
      "    skills: [sales]",
      "    skills: [sales]\n  - {name: idle, agents: 1, skills: [none]}\nqueues: [{name: none}]",
      at: "12:37", "No contact ever reaches the agents"),
    Mistake(
      "    talk: {law: exponential, mean: 3 min}",
      "    talk: {law: logLogistic, shape: 0.9, median: 1 s}",
      at: "6:11", "infinite mean"),
    Mistake(
      "    patience: {law: exponential, mean: 2 min}\n", "    talk: 1 h\n", at: "7:5", "given twice"
    ),
    Mistake(
      "    skills: [sales]", "    skills: [other]\nqueues: [{name: other}]", at: "4:5",
      "No agent group serves"),
    Mistake(
      "agentGroups:",
      "trunkGroups:\n  - {name: a, lines: 1, overflowTo: b}\n"
        + "  - {name: b, lines: 1, overflowTo: a}\nagentGroups:",
      at: "9:37", "leads back to where it began"),
  ]

  static let warnings = [
    Mistake(
      "    patience: {law: exponential, mean: 2 min}\n    ", "    priority: 1\n    ", at: "4:5",
      "never settles", .warning),
    Mistake(
      "agentGroups:", "queues: [{name: spare}]\nagentGroups:", at: "8:10", "No contact ever waits",
      .warning),
    Mistake(
      "    agents: 5", "    shifts: [{start: 07:00, end: 09:00}]", at: "10:14",
      "before the center opens", .warning),
  ]

  @Test("A mistake in the text", arguments: structure + meaning + warnings)
  func mistake(_ mistake: Mistake) throws {
    var text = goodText
    if mistake.words == "never settles" {
      text = text.replacingOccurrences(
        of: "    patience: {law: exponential, mean: 2 min}\n", with: ""
      )
      .replacingOccurrences(of: "agents: 5", with: "agents: 3")
    } else {
      try #require(text.contains(mistake.old))
      text = text.replacingOccurrences(of: mistake.old, with: mistake.new)
    }
    let found = problems(of: text)
    let places = found.map { "\($0.line):\($0.column)" }
    #expect(places.contains(mistake.place), "\(found.map(\.summary))")
    let fitting = found.first { "\($0.line):\($0.column)" == mistake.place }
    let words = (fitting?.finding ?? "") + " " + (fitting?.remedy ?? "")
    #expect(words.contains(mistake.words), "\(words)")
    #expect(fitting?.severity == mistake.severity)
  }

  @Test("All problems are named at once, in the order of the file")
  func allAtOnce() {
    let text = goodText.replacingOccurrences(of: "perHour: 60", with: "perHour: -1")
      .replacingOccurrences(of: "agents: 5", with: "agents: x")
      .replacingOccurrences(of: "30 min", with: "30")
    #expect(problems(of: text).map(\.line) == [2, 5, 10])
  }

  @Test("A misspelt reference is named together with a value that cannot be read")
  func readableParts() {
    let text = goodText.replacingOccurrences(of: "agents: 5", with: "agents: x")
      .replacingOccurrences(of: "    patience", with: "    trunks: main\n    patience")
    #expect(problems(of: text).map(\.line) == [7, 11])
  }

  /// Problems of every kind, in the text, in names, in the whole and in a CSV file.
  static let manyProblems = """
    name: Many problems
    calendar: {days: 100000, hours: 08:00-10:00, interval: 30 min}
    contactTypes:
      - name: sales
        arrivals: {perHour: -60}
        pateince: {law: exponential, mean: 2 min}
      - {name: service, arrivals: {file: volumes.csv}, talk: [3 min], menu: mian}
      - {name: support, arrivals: {perHour: 30}}
      - {name: orders, arrivals: {perHour: 600}, talk: 3 min}
      - name: complaints
        arrivals: {perHour: 10}
        queue: nosuch
        transfers: [{kind: cold, probability: 60%, to: sales}, {kind: cold, probability: 70%, to: service}]
    ivr:
      menus:
        - {name: main, prompt: 10 s, choices: [{share: 50%, to: agent}, {share: 20%, to: {menu: first}}]}
        - {name: first, prompt: 0 s, choices: [{share: 50%, to: {menu: second}}, {share: 50%, to: agent}]}
        - {name: second, prompt: 0 s, choices: [{share: 50%, to: {menu: first}}, {share: 50%, to: agent}]}
    queues:
      - name: nobody
    agentGroups:
      - {name: sellers, agents: five, skills: [sales]}
      - {name: helpers, agents: 99999999, skills: [servise]}
      - {name: clerks, agents: 10, skills: [orders]}
      - {name: idle, agents: 3, skills: [nobody]}

    """

  @Test("What stands under a misspelt key is not judged as the key that was perhaps meant")
  func guessedKey() throws {
    let scenario = Self.manyProblems.replacing("queues:", with: "queue: [a, b, c]\nqueues:")
    let found = problems(of: scenario)
    #expect(found.filter { $0.summary.contains("\"queue\" is not a key of the scenario") }.count == 1)
    #expect(!found.contains { $0.summary.contains("empty name") })
    let list = Self.manyProblems.replacing("queues:\n  - name: nobody\n", with: "queue: [a, b, c]\n")
    let alone = problems(of: list).map(\.summary)
    #expect(
      !alone.contains {
        $0.contains("empty name") || $0.contains("stands where keys are expected. Known keys: name")
      })
  }

  @Test("Problems of every kind are named at once, each once, in the order of the file")
  func everyKindAtOnce() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("switchboard-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("time,service\n08:00,12\n08:30,twelve\n09:00,-3\n".utf8)
      .write(to: folder.appendingPathComponent("volumes.csv"))
    let expected = [
      ("scenario:2:18", "100000 is out of range"), ("scenario:5:25", "-60 is out of range"),
      ("scenario:6:5", "Did you mean \"patience\"?"),
      ("scenario:7:59", "\"3 min\" stands where keys"), ("scenario:7:73", "Did you mean \"main\"?"),
      ("scenario:8:5", "No agent group serves"), ("scenario:9:5", "never settles"),
      ("scenario:12:12", "no queue named \"nosuch\""), ("scenario:13:16", "add up to 130%"),
      ("scenario:16:7", "add up to 70%"), ("scenario:17:7", "Menus loop without time passing"),
      ("scenario:20:5", "No contact ever waits"),
      ("scenario:22:29", "\"five\" is not a whole number"),
      ("scenario:23:29", "99999999 is out of range"),
      ("scenario:23:48", "Did you mean \"service\"?"),
      ("scenario:25:37", "No contact ever reaches the agents"),
      ("volumes.csv:3:7", "\"twelve\" is no number"), ("volumes.csv:4:7", "no calls below 0"),
    ]
    let found = problems(of: Self.manyProblems, folder: folder.path)
    #expect(
      found.map { "\($0.file):\($0.line):\($0.column)" } == expected.map(\.0),
      "\(found.map(\.summary))")
    for (problem, words) in zip(found, expected.map(\.1)) {
      #expect(problem.summary.contains(words))
    }
  }

  @Test(
    "What only follows from a mistake is not named as well",
    arguments: [
      ("sales]", "foo]"), ("name: sales", "nmae: sales"), ("name: sales", "name: [sales]"),
      ("perHour: 60", "perHour: [60]"), ("08:00-10:00", "8 to 10"), ("08:00-10:00", "10:00-08:00"),
      ("agents: 5", "agnts: 5"), ("agents: 5", "agents: -5"), ("contactTypes:", "contactTyps:"),
      ("interval: 30 min", "interval: 30"), ("[sales]", "5"), ("[sales]", "[sals]"),
      ("mean: 2 min", "mean: 2"), ("30 min}", "30 min, days: 9999, warmUp: 2 d}"),
    ])
  func noConsequences(part: String, wrong: String) {
    let text = goodText.replacingOccurrences(of: part, with: wrong)
    let found = problems(of: text)
    #expect(found.count == 1, "\(found.map(\.summary))")
  }

  @Test("Figures in messages have as many digits as people need")
  func digits() {
    let text = goodText.replacingOccurrences(
      of: "    patience",
      with: "    transfers: [{kind: cold, probability: 70%, to: sales},"
        + " {kind: warm, probability: 59.9999999%, to: sales}]\n    patience")
    #expect(problems(of: text).map(\.finding) == ["The chances of transfers add up to 130%."])
  }

  @Test("More figures than the memory holds are refused, with a remedy")
  func tooManyRows() throws {
    let types = (0..<12).map { "  - {name: t\($0), arrivals: {perHour: 1}}" }
    let text = """
      name: Years
      calendar: {days: 365, hours: 24x7}
      contactTypes:
      \(types.joined(separator: "\n"))
      agentGroups:
        - {name: all, agents: 5, skills: [\((0..<12).map { "t\($0)" }.joined(separator: ", "))]}
      """
    let problem = try #require(problems(of: text).first { $0.severity == .error })
    #expect(problem.line == 2)
    #expect(problem.finding.contains("make 438000 rows"))
    #expect(problem.remedy.contains("At most 400000") && problem.remedy.contains("of 1 h"))
    #expect(problems(of: text.replacingOccurrences(of: "24x7", with: "24x7, interval: 1 h")) == [])
  }

  @Test("A precision goal is checked against the indicators")
  func precisionGoals() {
    func summary(_ goal: String) -> String {
      problems(of: goodText + "study: {precision: [\(goal)]}\n").map(\.summary).joined()
    }
    #expect(summary("serviceLevel=0.5%").isEmpty)
    #expect(summary("averageSpeedOfAnswer=rel:2%").isEmpty)
    #expect(summary("serviceLevle=0.5%").contains("12:21: error: There is no indicator"))
    #expect(summary("averageSpeedOfAnswer=2%").contains("write averageSpeedOfAnswer=rel:2%"))
    #expect(summary("serviceLevel=1 s").contains("no half-width of serviceLevel"))
  }

  @Test("A problem is shown like a compiler shows it")
  func rendering() throws {
    let text = goodText.replacingOccurrences(of: "agents: 5", with: "agents: x")
    let problem = try #require(problems(of: text).first)
    #expect(
      problem.rendered == """
        scenario:10:13: error: "x" is not a whole number. Give 0 to 100000.
              agents: x
                      ^
        """)
  }
}
