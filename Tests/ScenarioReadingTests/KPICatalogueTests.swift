import Experiments
import ScenarioReading
import Testing

@Suite("The catalogue of key performance indicators")
struct KPICatalogueTests {
  @Test("The catalogue that ships has the 23, each with words in every language")
  func shipped() throws {
    let catalogue = try KPICatalogueFile.read()
    #expect(catalogue.kpis.compactMap(\.number) == Array(1...23))
    for language in KPILanguage.allCases {
      #expect(catalogue.missingTexts(language) == [], "\(language)")
    }
    #expect(catalogue.profiles.count == 6)
    let used = Set(catalogue.kpis.flatMap(\.formula.events))
    #expect(used.isSubset(of: Set(catalogue.events)))
  }

  @Test("Every definition of service level is one of the KPIs, and measured")
  func serviceLevels() throws {
    let catalogue = try KPICatalogueFile.read()
    for definition in ServiceLevelDefinition.allCases {
      let kpi = try #require(catalogue.kpi(definition.identifier), "\(definition.code)")
      #expect(kpi.measuredBy == [FigureName(definition)])
      #expect(kpi.mark == (definition == .abandonedCountAgainst ? "21" : definition.code))
    }
  }

  @Test("A KPI that is a figure has the figure's unit and formula")
  func figures() throws {
    let catalogue = try KPICatalogueFile.read()
    let formulas = [
      ("averageHandleTime", "(talkTime + holdTime + wrapUpTime) / answered"),
      ("occupancy", "handlingTime / (handlingTime + idleTime)"),
      ("serviceLevelShortAbandonsCredited", "(answeredWithin + abandonedShort) / offered"),
      ("firstCallResolution", "(issues - issuesRepeated) / issues"),
      ("netPromoterScore", "100 * (promoters - detractors) / ratings"), ("totalCalls", "attempts"),
    ]
    for (name, formula) in formulas {
      let kpi = try #require(catalogue.kpi(name))
      #expect(kpi.formula.text == formula)
      #expect(kpi.measuredBy.first?.kpiFormula == kpi.formula)
    }
    #expect(catalogue.kpi("totalCalls")?.unit == .contacts)
    let own = try KPICatalogueFile.read(
      text: "kpis: [{id: turnover, figure: solvedAtOnce}]", name: "mine.yaml")
    #expect(own.kpi("turnover")?.formula.text == "issuesSolvedAtOnce / issues")
  }

  @Test("Only figures that were read in their source count as verified")
  func verified() throws {
    let catalogue = try KPICatalogueFile.read()
    let targets = catalogue.kpis.flatMap(\.targets)
    let verified = targets.filter(\.isVerified)
    #expect(Set(verified.map(\.provenance)) == ["anton23-read", "purdue-2003", "purdue-2002"])
    #expect(Set(verified.map(\.profile)) == ["anton23_us_1990s", "purdue_2003_us"])
    #expect(targets.count - verified.count > 40)
    let recalled = catalogue.kpi("21")?.targets.first { $0.profile == "anton23_us_1990s" }
    #expect(recalled?.low == 0.8 && recalled?.within == 20 && recalled?.isVerified == false)
  }

  @Test("A KPI is found by number, code and name, and leads up to the root")
  func lookup() throws {
    let catalogue = try KPICatalogueFile.read()
    #expect(catalogue.kpi("9")?.identifier == "averageSpeedOfAnswer")
    #expect(catalogue.kpi("sl2")?.identifier == "serviceLevelShortWaitAbandonsIgnored")
    #expect(catalogue.kpi("OCCUPANCY")?.number == 13)
    #expect(catalogue.kpi("24") == nil)
    let speed = try #require(catalogue.kpi("9"))
    #expect(
      catalogue.path(above: speed)
        == ["serviceLevel", "accessibility", "experience", "retention"])
    for kpi in catalogue.kpis { #expect(catalogue.path(above: kpi).last == "retention") }
  }

  // MARK: - A file of the user

  @Test("A file of the user replaces the parts it gives, and adds KPIs")
  func extensions() throws {
    let catalogue = try KPICatalogueFile.read(
      text: """
        events: [chats]
        kpis:
          - id: serviceLevel
            targets:
              - {profile: custom, atLeast: 90 %, within: 10 s, period: day, provenance: proposal}
          - id: chatShare
            unit: proportion
            direction: up
            formula: chats / (chats + attempts)
            parent: efficiency
        texts: {zh: {kpis: {chatShare: {name: 在线客服占比}}}}
        """, name: "mine.yaml")
    let level = try #require(catalogue.kpi("21"))
    #expect(level.targets.filter { $0.profile == "custom" }.map(\.low) == [0.9])
    #expect(level.targets.contains { $0.profile == "anton23_us_1990s" })
    #expect(level.measuredBy.map(\.rawValue) == ["serviceLevel"])
    let own = try #require(catalogue.kpi("chatShare"))
    #expect(own.mark == "chatShare" && own.owner == .center && own.formula.events.count == 2)
    #expect(catalogue.words(.zh).name("chatShare") == "在线客服占比")
    #expect(catalogue.words(.en).name("chatShare") == "chatShare")
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
    /// Line and column, then a part of the finding and one of the remedy.
    var place: String
    var finding: String
    var remedy: String

    init(_ what: String, _ text: String, at place: String, _ finding: String, _ remedy: String) {
      testDescription = what
      self.text = text
      self.place = place
      self.finding = finding
      self.remedy = remedy
    }

    /// A KPI of its own with one key replaced.
    static func kpi(_ replaced: String, with line: String) -> String {
      let keys = [
        "unit: proportion", "direction: up", "formula: answered / offered", "parent: efficiency",
      ]
      return
        (["kpis:", "- id: mine"]
        + keys.map { $0.hasPrefix(replaced + ":") ? line : $0 }.filter { !$0.isEmpty }
        .map { "  \($0)" }).joined(separator: "\n")
    }

    /// A phrase in Chinese.
    static func phrase(_ line: String) -> String {
      "texts:\n  zh:\n    phrases:\n      \(line)"
    }

    /// Targets of the service level.
    static func targets(_ lines: String...) -> String {
      "kpis:\n- id: serviceLevel\n  targets:\n"
        + lines.map { "  - {profile: custom, provenance: proposal, \($0)}" }
        .joined(separator: "\n")
    }
  }

  static let mistakes = [
    Mistake(
      "an unknown event", Mistake.kpi("formula", with: "formula: 1 - answerd / offered"),
      at: "5:16", "no event \"answerd\"", "\"answered\""),
    Mistake(
      "a formula that ends too early", Mistake.kpi("formula", with: "formula: answered /"),
      at: "5:22", "ends too early", "brackets"),
    Mistake(
      "an unknown indicator", "kpis: [{id: serviceLevel, measuredBy: [servicelevels]}]",
      at: "1:40", "no indicator \"servicelevels\"", "serviceLevel"),
    Mistake(
      "an unknown figure", "kpis: [{id: serviceLevel, figure: servicelevels}]", at: "1:35",
      "no figure \"servicelevels\"", "serviceLevel"),
    Mistake(
      "a figure that formulas do not have",
      Mistake.kpi("formula", with: "figure: redialledProportion"), at: "5:11",
      "\"redialledProportion\" is made of no events", "formula:"),
    Mistake(
      "a figure of another unit",
      Mistake.kpi("formula", with: "figure: averageSpeedOfAnswer"), at: "3:9", "counts seconds",
      "Leave the unit out"),
    Mistake(
      "an indicator of another unit", "kpis: [{id: occupancy, measuredBy: [averageTalkTime]}]",
      at: "1:37", "counts seconds", "another indicator"),
    Mistake(
      "an orphan without parent", Mistake.kpi("parent", with: ""), at: "2:3", "orphan",
      "parent: accessibility"),
    Mistake(
      "an orphan whose parent does not exist",
      Mistake.kpi("parent", with: "parent: eficiency"), at: "6:11", "orphan", "\"efficiency\""),
    Mistake(
      "a KPI with the name of an objective",
      "objectives: [{id: mine, parent: retention}]\n" + Mistake.kpi("", with: ""), at: "7:11",
      "an objective as well as a KPI", "another id"),
    Mistake(
      "a circle", "kpis: [{id: serviceLevel, parent: averageSpeedOfAnswer}]", at: "1:35",
      "circle", "outside the circle"),
    Mistake(
      "weights that do not add up",
      Mistake.kpi("parent", with: "parent: efficiency\n  weight: 10 %"), at: "7:11",
      "add up to 110 %", "100 %"),
    Mistake(
      "a weight that is taken away from those that ship",
      "kpis:\n- id: occupancy\n  owner: team\n- id: percentBlocked\n  parent: efficiency\n",
      at: "5:11", "add up to", "100 %"),
    Mistake(
      "a target without unit", Mistake.targets("atLeast: 80, period: day"), at: "4:54",
      "has no unit", "80 %"),
    Mistake(
      "a target in another unit", Mistake.targets("atLeast: 80 s, period: day"), at: "4:54",
      "does not fit \"serviceLevel\"", "80 %"),
    Mistake(
      "a target without period", Mistake.targets("atLeast: 80 %"), at: "4:5",
      "needs the key \"period\"", "month"),
    Mistake(
      "a target without value", Mistake.targets("period: day"), at: "4:5", "has no value",
      "atLeast"),
    Mistake(
      "a target that contradicts itself",
      Mistake.targets("atLeast: 90 %, atMost: 80 %, period: day"), at: "4:54",
      "contradicts itself", "Exchange"),
    Mistake(
      "two targets that contradict each other",
      Mistake.targets("atLeast: 90 %, period: day", "atMost: 80 %, period: month"), at: "5:5",
      "contradicts that in line 4", "another profile"),
    Mistake(
      "targets that a sum forbids",
      """
      kpis:
      - id: percentAbandoned
        targets: [{profile: custom, atMost: 2 %, period: day, provenance: proposal}]
      - id: percentAnswered
        direction: range
        targets: [{profile: custom, atMost: 95 %, period: day, provenance: proposal}]
      """, at: "6:13", "contradict one another", "Widen"),
    Mistake(
      "an unknown profile",
      "kpis: [{id: occupancy, targets: [{profile: costum, atMost: 85 %, period: day, "
        + "provenance: proposal}]}]",
      at: "1:44", "no profile \"costum\"", "\"custom\""),
    Mistake(
      "a target against the direction",
      "kpis: [{id: averageSpeedOfAnswer, targets: [{profile: custom, atLeast: 20 s, period: day, "
        + "provenance: proposal}]}]",
      at: "1:72", "Less of", "atMost"),
    Mistake(
      "an agent who answers for what he cannot control",
      "kpis: [{id: occupancy, owner: agent}]", at: "1:31", "cannot answer", "team"),
    Mistake(
      "a number that is taken", Mistake.kpi("unit", with: "unit: proportion\n  number: 21"),
      at: "4:11", "mark of \"serviceLevel\"", "another"),
    Mistake(
      "a KPI given twice", "kpis: [{id: occupancy, owner: team}, {id: occupancy}]", at: "1:43",
      "given twice", "one entry"),
    Mistake("an empty file", "# nothing", at: "1:1", "empty", "kpis:"),
    Mistake(
      "an objective's weight",
      "objectives:\n- {id: retention}\n- {id: resolution, parent: experience, weight: 60 %}",
      at: "3:48", "add up to 110 %", "100 %"),
    Mistake(
      "words for nothing", "texts: {en: {kpis: {serviceLevl: {name: x}}}}", at: "1:21",
      "no KPI \"serviceLevl\"", "serviceLevel"),
    Mistake(
      "an unknown phrase", "texts: {en: {phrases: {sumary.met: x}}}", at: "1:24",
      "no phrase \"sumary.met\"", "\"summary.met\""),
    Mistake(
      "an unknown word", "texts: {en: {words: {verdict.mett: x}}}", at: "1:22",
      "no word \"verdict.mett\"", "\"verdict.met\""),
    Mistake(
      "a place that is not closed", Mistake.phrase("summary.met: \"已达标：{names\""),
      at: "4:25", "is not closed", "{names}"),
    Mistake(
      "a brace that was not opened", Mistake.phrase("summary.met: names}"), at: "4:25",
      "was not opened", "{names}"),
    Mistake(
      "a place that the phrase does not have", Mistake.phrase("summary.met: \"{names} {name}\""),
      at: "4:29", "no place {name}", "Allowed places: {names}."),
    Mistake(
      "such a place in a later line of the sentence",
      Mistake.phrase("summary.met:\n        Met are\n        {names} and {nmes}."), at: "6:21",
      "no place {nmes}", "{names}"),
    Mistake(
      "a place without name", Mistake.phrase("summary.met: \"Met: {}\""), at: "4:26",
      "no place", "{names}"),
  ]

  @Test("A mistake is named with its place and a remedy", arguments: mistakes)
  func mistake(_ mistake: Mistake) {
    do {
      _ = try KPICatalogueFile.read(text: mistake.text, name: "mine.yaml")
      Issue.record("no error in:\n\(mistake.text)")
    } catch let errors {
      #expect(errors.problems.count == 1, "\(errors)")
      let problem = errors.problems[0]
      #expect("\(problem.line):\(problem.column)" == mistake.place, "\(problem.rendered)")
      #expect(problem.file == "mine.yaml")
      #expect(problem.finding.contains(mistake.finding), "\(problem.finding)")
      #expect(problem.remedy.contains(mistake.remedy), "\(problem.remedy)")
    }
  }

  @Test("A file replaces phrases and words, and may leave places out")
  func ownPhrases() throws {
    let catalogue = try KPICatalogueFile.read(
      text: """
        texts:
          en:
            phrases: {summary.met: "Fine.", chart.day: "{value} on {day}"}
            words: {verdict.met: reached}
        """, name: "mine.yaml")
    let texts = catalogue.words(.en)
    #expect(texts.phrases["summary.met"]?.places == [])
    #expect(texts.phrases["chart.day"]?.filled { $0.uppercased() } == "VALUE on DAY")
    #expect(texts.words["verdict.met"] == "reached")
    #expect(texts.words["verdict.missed"] == "missed")
  }

  @Test("Phrases and words that a language lacks are listed")
  func missingPhrases() throws {
    var catalogue = try KPICatalogueFile.read()
    catalogue.texts[.zh]?.phrases["summary.met"] = nil
    catalogue.texts[.zh]?.words["verdict.met"] = nil
    #expect(catalogue.missingTexts(.zh) == ["phrases.summary.met", "words.verdict.met"])
    #expect(catalogue.missingTexts(.en) == [])
  }

  @Test("All mistakes of a file are reported")
  func severalMistakes() {
    #expect {
      try KPICatalogueFile.read(
        text: "kpis:\n- {id: serviceLevel, parent: x, unit: y}\n- {id: occupancy, owner: boss}",
        name: "mine.yaml")
    } throws: { error in
      (error as? ScenarioErrors)?.problems.map(\.line) == [2, 2, 3]
    }
  }

  // MARK: - Formulas

  @Test("A formula is printed with the words for its events")
  func printed() throws {
    let formula = try KPIFormula("(a + b) / sum(c) - -2 * a")
    #expect(formula.events == ["a", "b", "c"])
    #expect(formula.printed(["a": "calls", "c": "time"]) == "(calls + b) ÷ Σ(time) − −2 × calls")
    #expect(formula.offset(of: "c") == 14)
  }

  @Test(
    "What is no formula is refused at its place",
    arguments: [("a b", 2), ("a +", 3), ("(a", 2), ("a)", 1), ("f(a)", 0), ("a $ b", 2), ("", 0)])
  func refused(text: String, offset: Int) {
    #expect(throws: (any Error).self) { try KPIFormula(text) }
    do { _ = try KPIFormula(text) } catch { #expect(error.offset == offset, "\(error)") }
  }
}
