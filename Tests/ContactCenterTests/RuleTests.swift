import ContactCenter
import Testing

@Suite("The rule language")
struct RuleTests {
  private static let names = RuleNames(
    queues: ["gold", "silver line"], groups: ["experts", "all-rounders", "sales and returns"],
    types: ["gold", "sales"])

  private func compile(_ text: String, as use: RuleUse = .condition) throws -> RuleProgram {
    try RuleProgram.compile(text, as: use, names: Self.names)
  }

  /// The defect of a text that has one.
  private func defect(_ text: String, as use: RuleUse = .condition) throws -> RuleDefect {
    try #require(throws: RuleDefect.self) { try compile(text, as: use) }
  }

  private static let facts = ListedFacts(values: [
    .init(fact: .wait, index: -1): 90, .init(fact: .value, index: -1): 10,
    .init(fact: .handling, index: -1): 300, .init(fact: .idle, index: 0): 2,
    .init(fact: .idle, index: 2): 7, .init(fact: .idleOverall, index: -1): 9,
    .init(fact: .waiting, index: 1): 4, .init(fact: .waitingOverall, index: -1): 5,
    .init(fact: .serviceLevel, index: 0): 0.75, .init(fact: .idleTime, index: -1): 45,
  ])

  // MARK: Values

  @Test(
    "A rule has the value that its text says",
    arguments: [
      ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9), ("7 - 2 - 1", 4), ("12 / 2 / 3", 2), ("-2 * -3", 6),
      ("--2", 2), ("2 min", 120), ("1 h + 5 s", 3605), ("80%", 0.8), ("7 %", 0.07), ("1.5e2", 150),
      ("min(3, 1, 2)", 1), ("max(3, wait)", 90), ("abs(-3)", 3), ("sqrt(9)", 3), ("ln(1)", 0),
      ("exp(0)", 1), ("idle", 9), ("idle(experts)", 2), ("idle(\"experts\")", 2),
      ("idle('sales and returns')", 7), ("waiting", 5), ("waiting( silver   line )", 4),
      ("if wait > 60 s then 1000 + wait else value * wait / handling", 1090),
      ("if wait > 2 min then 1000 + wait else value * wait / handling", 3),
      ("if wait > 60 then if value > 20 then 1 else 2 else 3", 2),
      ("1 / 0", 0), ("0 / 0", 0), ("sqrt(-1)", 0), ("ln(0)", 0), ("ln(-2)", 0),
      ("exp(1000)", .greatestFiniteMagnitude), ("1e300 * 1e300", .greatestFiniteMagnitude),
      ("-1e300 * 1e300", -.greatestFiniteMagnitude), ("exp(-1000)", 0), ("idleTime", 45),
    ] as [(String, Double)])
  func values(text: String, value: Double) throws {
    var facts = Self.facts
    #expect(try compile(text, as: .agentScore).evaluate(&facts) == value)
  }

  @Test(
    "A condition is 1 if it is true and 0 if it is false",
    arguments: [
      ("wait > 90", false), ("wait >= 90", true), ("wait < 90", false), ("wait <= 90", true),
      ("wait == 90 s", true), ("wait != 90 s", false), ("not wait > 90", true),
      ("wait > 90 or wait > 80 and value > 5", true), ("(wait > 0 or wait > 80) and value < 5", false),
      ("not wait > 90 and value > 50", false), ("not (wait > 90 and value > 50)", true),
      ("idle(experts) >= 2 and serviceLevel(gold) < 80%", true),
      ("if wait > 100 then value > 0 else value > 50", false), ("not not wait > 0", true),
    ])
  func truths(text: String, truth: Bool) throws {
    var facts = Self.facts
    #expect(try compile(text).evaluate(&facts) == (truth ? 1 : 0))
  }

  @Test("What the result does not depend on is not asked")
  func shortCircuit() throws {
    for (text, questions) in [
      ("wait > 100 and value > 0", 1), ("wait > 80 or value > 0", 1), ("wait > 80 and value > 0", 2),
      ("if wait > 80 then value > 0 else value > priority", 2),
    ] {
      var facts = Self.facts
      _ = try compile(text).evaluate(&facts)
      #expect(facts.questions == questions, "\(text)")
    }
  }

  @Test("Facts that are no numbers or infinite do not get into the result")
  func wildFacts() throws {
    let program = try compile("wait + value * priority - weight / waitingCost", as: .contactScore)
    for wild in [Double.nan, .infinity, -.infinity, .signalingNaN] {
      for fact in [RuleFact.wait, .value, .priority, .weight, .waitingCost] {
        var facts = Self.facts
        facts.values[.init(fact: fact, index: -1)] = wild
        #expect(program.evaluate(&facts).isFinite)
      }
    }
  }

  @Test("A program tells what it asks for")
  func asks() throws {
    let program = try compile("idle(experts) > 1 and level < goal and idle(experts) < 5")
    #expect(
      program.asks == [
        .init(fact: .idle, index: 0), .init(fact: .level, index: -1),
        .init(fact: .goal, index: -1),
      ])
    #expect(program.usesWindow)
    #expect(program.uses(.level) && !program.uses(.wait))
    #expect(try compile("wait > 3").usesWindow == false)
  }

  // MARK: Defects

  @Test(
    "A mistake is told with its place and a way out",
    arguments: [
      ("idle(exprts) > 2", 5, "no agent group \"exprts\"", "Did you mean \"experts\"?"),
      ("waiting(glod) > 2", 8, "no queue \"glod\"", "Did you mean \"gold\"?"),
      ("waiting(experts) > 2", 8, "\"experts\" is an agent group, not a queue", "waiting(QUEUE)"),
      ("idle(sales and returns) > 1", 11, "the word \"and\"", "Put the name in quotes."),
      ("waiting(gold) and 3 > 2", 0, "\"waiting(gold)\" is a number", "Compare it"),
      ("wait > 3 and 3", 13, "\"3\" is a number", "Compare it"),
      ("(wait > 3) + 1 > 2", 0, "\"(wait > 3)\" is true or false", "then 1 else 0"),
      ("wait", 0, "a condition must be true or false", "Compare it"),
      ("wait > 20 sec", 10, "no unit \"sec\"", "Units are s, min, h and %"),
      ("1 < wait < 3", 9, "only two values", "a < b and b < c"),
      ("time > 9 h", 7, "the hour of the day", "9.5"),
      ("wiat > 3", 0, "\"wiat\"", "Did you mean \"wait\"?"),
      ("servicelevel(gold) > 3", 0, "\"servicelevel\"", "\"serviceLevel\"?"),
      ("gold > 3", 0, "\"gold\" is a queue", "waiting(gold)"),
      ("idleTime > 3", 0, "not known in a condition", "score agents"),
      ("wait(gold) > 3", 0, "\"wait\" takes no name", "alone"),
      ("longestWait > 3", 0, "needs the name of a queue", "longestWait(QUEUE)"),
      ("", 0, "empty", ""), ("(wait > 3", 0, "does not close", ""),
      ("wait > 3)", 8, "closes none", ""), ("wait > 3,5", 8, "comma", "0.5"),
      ("wait = 3", 5, "\"=\"", "\"==\""), ("wait > 3 && 1 < 2", 9, "\"&\"", "\"and\""),
      ("wait ≥ 3", 5, "\"≥\"", "\">=\""), ("wait > 2 4", 9, "an operator is missing", ""),
      ("min(wait) > 2", 0, "at least two", ""), ("abs(1, 2) > 1", 7, "one value only", ""),
      ("wait > ", 7, "the rule ends", ""), ("\"gold\" > 2", 0, "quoted", "waiting(\"gold\")"),
      ("idle(\"gold > 2", 5, "does not end", ""), ("1e400 > 2", 0, "too large", "1e300"),
      ("wait > .5", 7, "\".\"", ""), ("idle() > 1", 5, "a name is missing", ""),
      ("if wait > 3 then 1 else 2 > 1", 24, "what follows \"else\" is true or false", "one kind"),
      ("2 > 5 min(3, 4)", 6, "no unit \"min\"", "operator such as *"),
      ("then wait > 3", 0, "not \"then\"", ""), ("wait > 3 else", 9, "no \"if\" for this", ""),
      ("if wait > 3 or 2", 15, "\"2\" is a number", ""),
    ] as [(String, Int, String, String)])
  func defects(text: String, offset: Int, finding: String, remedy: String) throws {
    let defect = try defect(text)
    #expect(defect.offset == offset, "\(defect)")
    #expect(defect.finding.contains(finding), "\(defect)")
    #expect(remedy.isEmpty || defect.remedy.contains(remedy), "\(defect)")
  }

  @Test("The sentence begins with the place")
  func sentence() throws {
    #expect(
      try defect("wait > 3 and idle(exprts) > 2").description
        == "At character 19: there is no agent group \"exprts\". Did you mean \"experts\"?")
  }

  @Test("A fact is known where it means something")
  func places() throws {
    for info in RuleFactInfo.all {
      let name: String
      switch info.argument {
      case .none: name = info.name
      case .queue, .type: name = "\(info.name)(gold)"
      case .group: name = "\(info.name)(experts)"
      }
      for use in RuleUse.allCases {
        let text = use == .condition ? "\(name) > 1" : name
        if use.knows(info.subject) {
          let program = try compile(text, as: use)
          #expect(program.asks.map(\.fact) == [info.fact])
        } else {
          #expect(try defect(text, as: use).offset == 0)
        }
      }
    }
  }

  @Test("Length, size and depth are limited")
  func limits() throws {
    let long = "wait > 3" + String(repeating: " ", count: 992)
    #expect(throws: Never.self) { try compile(long) }
    #expect(try defect(long + " ").finding == "the rule is longer than 1000 characters")
    #expect(try defect(String(repeating: "(", count: 1_000_000)).offset == 1000)
    let hundred = "wait" + String(repeating: "+wait", count: 99)
    var facts = Self.facts
    #expect(try compile(hundred, as: .contactScore).evaluate(&facts) == 9000)
    #expect(try defect(hundred + "+1", as: .contactScore).finding.contains("200 parts"))
    for (open, close) in [("(", ")"), ("-", ""), ("abs(", ")"), ("1*(1+(", "))")] {
      let deep = String(repeating: open, count: 60) + "1" + String(repeating: close, count: 60)
      #expect(try defect(deep, as: .contactScore).finding.contains("50 levels"), "\(open)")
    }
    #expect(try defect(String(repeating: "not ", count: 60) + "1>2").finding.contains("50 levels"))
    let nested = String(repeating: "1+2*(", count: 33) + "1" + String(repeating: ")", count: 33)
    #expect(try compile(nested, as: .contactScore).evaluate(&facts) == 0x1p34 - 1)
  }

  // MARK: Verdicts

  private func verdict(_ text: String) throws -> RuleVerdict {
    try compile(text).verdict { fact, _ in
      fact == .idle || fact == .busy ? 0...20 : fact.info.bounds
    }
  }

  @Test(
    "A condition that cannot hold is found, with the reason",
    arguments: [
      ("idle(experts) >= 50", "idle(experts) is at most 20"),
      ("serviceLevel(gold) > 120%", "serviceLevel(gold) is at most 100%"),
      ("serviceLevel(gold) > 80", "serviceLevel(gold) is at most 100% and 80 means 8000%"),
      ("not (waiting(gold) >= 0)", "waiting(gold) is at least 0"),
      (
        "idle(experts) > 3 and idle(experts) < 2",
        "idle(experts) < 2 contradicts the rest of the condition"
      ),
      (
        "idle(experts) > 2 and idle(experts) < 3",
        "idle(experts) < 3 contradicts the rest of the condition"
      ),
      ("idle(experts) == 2.5", "idle(experts) is a whole number"),
      ("wait < wait", "both sides of wait < wait are the same"),
      ("waiting(gold) + waiting < 0", "waiting(gold) + waiting is at least 0"),
      ("wait < 0 and (idle(experts) > 1 or priority > 3)", "wait is at least 0 s"),
      ("exp(wait) < 0.5", "exp(wait) is at least 1"),
      (
        "if idle(experts) > 25 then wait > 3 else wait < 0",
        "idle(experts) is at most 20; wait is at least 0 s"
      ),
      ("min(wait, 3) > 4", "min(wait, 3) is at most 3"),
    ])
  func never(text: String, reason: String) throws {
    #expect(try verdict(text) == RuleVerdict(.never, because: reason))
    #expect(try verdict("not (\(text))").outcome == .always)
  }

  @Test(
    "Narrowing goes through sums, min and max, and back to earlier parts",
    arguments: [
      "idle(experts) + 1 > 20 and busy(experts) == idle(experts) and busy(experts) < 20",
      "idle(experts) > busy(experts) and busy(experts) > 5 and idle(experts) < 7",
      "waiting(gold) + waiting('silver line') < 2 and waiting(gold) > 1",
      "wait - value > 10 and wait < 5 and value > 0", "max(wait, value) < 5 and value > 6",
      "min(wait, value) > 5 and value < 3", "-value > 3 and value > 0",
      "5 - idle(experts) > 3 and idle(experts) > 1",
      "(wait < 3 or wait < 4) and wait > 5",
    ])
  func narrowing(text: String) throws {
    #expect(try verdict(text).outcome == .never)
  }

  @Test(
    "Nothing is claimed of a condition that can be both",
    arguments: [
      "idle(experts) >= 20", "serviceLevel(gold) >= 100%", "wait > 0", "value < 0",
      "idle(experts) > 2 and idle(experts) < 4", "wait > 2 and wait < 3", "time == 24",
      "idle(experts) > idle(all-rounders)", "1 / idle(experts) == 0", "wait + 1 == 1",
    ])
  func sometimes(text: String) throws {
    #expect(try verdict(text) == RuleVerdict(.sometimes))
  }

  @Test("A choice in the condition of a choice, and so on, is judged in bounded time")
  func nestedChoices() throws {
    var text = "wait"
    for _ in 0..<22 { text = "(if \(text) > 1 then value else 2)" }
    #expect(try verdict("\(text) < priority").outcome == .sometimes)
  }

  // MARK: Laws, over random rules

  @Test("The machine computes what the tree means, and finite numbers only")
  func machineAgreesWithTree() throws {
    var wild = WildRule(seed: 1)
    for i in 0..<4000 {
      let use = RuleUse.allCases[i % 3]
      let text = use == .condition ? wild.condition(parts: 12) : wild.score(parts: 12)
      let program = try RuleProgram.compile(text, as: use, names: WildRule.names)
      for _ in 0..<5 {
        var facts = ListedFacts()
        for ask in program.asks {
          facts.values[ask] = wild.value(ask.fact, in: ask.fact.info.bounds)
        }
        var same = facts
        let value = program.evaluate(&facts)
        #expect(value == RuleMeaning.value(program.tree, &same), "\(text)")
        #expect(facts.questions == same.questions, "\(text)")
        #expect(value.isFinite, "\(text)")
      }
    }
  }

  @Test("No condition is called impossible or certain wrongly")
  func verdictsAreSound() throws {
    var wild = WildRule(seed: 2)
    var counts: [RuleVerdict.Outcome: Int] = [:]
    for _ in 0..<6000 {
      let text = wild.condition(parts: wild.whole(1...14))
      let program = try RuleProgram.compile(text, as: .condition, names: WildRule.names)
      var bounds: [RuleProgram.Ask: ClosedRange<Double>] = [:]
      for ask in program.asks { bounds[ask] = wild.bounds(of: ask.fact) }
      let verdict = program.verdict { bounds[.init(fact: $0, index: $1)]! }
      counts[verdict.outcome, default: 0] += 1
      #expect(verdict.reason.isEmpty == (verdict.outcome == .sometimes), "\(text)")
      if verdict.outcome == .sometimes { continue }
      for _ in 0..<60 {
        var facts = ListedFacts()
        for ask in program.asks { facts.values[ask] = wild.value(ask.fact, in: bounds[ask]!) }
        let isTrue = program.evaluate(&facts) == 1
        #expect(isTrue == (verdict.outcome == .always), "\(text) \(bounds) \(facts.values)")
      }
    }
    #expect(counts[.never] ?? 0 > 500, "\(counts)")
    #expect(counts[.always] ?? 0 > 500, "\(counts)")
    #expect(counts[.sometimes] ?? 0 > 500, "\(counts)")
  }

  @Test("Any text is a rule or has a defect within it")
  func noise() {
    var wild = WildRule(seed: 3)
    var rules = 0
    for i in 0..<20_000 {
      let text = wild.noise()
      do throws(RuleDefect) {
        let use = RuleUse.allCases[i % 3]
        let program = try RuleProgram.compile(text, as: use, names: WildRule.names)
        var facts = ListedFacts()
        #expect(program.evaluate(&facts).isFinite)
        rules += 1
      } catch {
        #expect((0...text.count).contains(error.offset), "\(text.debugDescription)")
        #expect(!error.finding.isEmpty)
      }
    }
    #expect(rules > 20, "\(rules)")
  }

  // MARK: Reference

  @Test("The list of facts is complete and in order, and so is the reference")
  func reference() {
    #expect(RuleFactInfo.all.map(\.fact) == RuleFact.allCases)
    #expect(Set(RuleFactInfo.all.map(\.usage)).count == RuleFact.allCases.count)
    for info in RuleFactInfo.all {
      #expect(RuleReference.markdown.contains("| `\(info.usage)` |"))
      #expect(info.name.allSatisfy { $0.isLetter })
    }
  }
}
