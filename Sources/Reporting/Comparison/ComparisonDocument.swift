import Experiments

/// A comparison or a variation as a document: the decision, charts, the entrants with their goals, paired
/// differences, why the best wins, and the parts of the center.
public struct ComparisonDocument {
  let comparison: Comparison
  let language: ReportLanguage
  /// The language with the comparison's currency.
  let money: ReportLanguage

  var result: TournamentResult { comparison.result }
  var context: ComparisonContext { comparison.context }
  var words: any DocumentWords { language.terms }

  typealias Block = Document.Block
  typealias Cell = Document.Cell
  typealias Table = Document.Table
  typealias Part = (identifier: String, title: String, blocks: [Block])

  /// A comparison in one language.
  public init(_ comparison: Comparison, language: ReportLanguage) {
    self.comparison = comparison
    self.language = language
    money = language.paying(in: comparison.context.money.symbol)
  }

  /// More entrants than these have no tables of their types and groups.
  private static let mostListed = 50

  /// The document.
  public var document: Document {
    var parts: [Part]
    var kind = words.variation
    switch context.form {
    case .choice:
      kind = words.comparison
      parts = choice
    case .grid(let axes, let cells): parts = grid(axes, cells)
    case .tornado(let factors): parts = tornado(factors)
    }
    if result.entrants.count <= Self.mostListed { parts += center }
    if !context.leftOut.isEmpty {
      parts.append(
        ("left-out", words.leftOut, [.list(context.leftOut.map(words.leftOut), isNumbered: false)]))
    }
    parts.append(
      (
        "reproduce", words.reproduce,
        [.detail(summary: nil, [.code(context.command), .note(words.sameComparison)])]
      ))
    return Document(
      language: money, kind: kind, title: context.title,
      summary: words.ground(isSameContacts: context.haveSameContacts),
      version: context.programVersion, facts: facts, warnings: warnings, remarks: remarks,
      parts: parts)
  }

  private var warnings: [String] {
    result.starved.map { words.starved($0, name: name($0.entrant), language) }
      + (result.haveSameTypes ? [] : [words.typesDiffer])
  }

  /// Who is the same as another, and what figures are over.
  private var remarks: [String] {
    words.twins(of: comparison) + (context.roundings.isEmpty ? [] : [words.rounded(context.roundings)])
      + [commonDays, words.moneyKey(of: comparison)].filter { !$0.isEmpty }
  }

  /// What values of different entrants are over, where not all have the same replications; else empty.
  private var commonDays: String {
    let most = result.entrants.map(\.replications).max() ?? 0
    return most > result.commonReplications ? words.commonDays(result.commonReplications) : ""
  }

  private var facts: [Document.Fact] {
    let counts = result.entrants.map(\.replications)
    let (least, most) = (counts.min() ?? 0, counts.max() ?? 0)
    var facts: [(String, String)] = words.days(of: context).map { [(words.dates, $0)] } ?? []
    if !context.goals.isEmpty {
      let own = context.goalOrigin == .scenario ? language.words.bracketed(words.ownGoals) : ""
      facts.append((words.goals, language.list(context.goals) + own))
    }
    if case .choice = context.form {
      facts.append((words.objective, words.name(of: result.settings.objective)))
    }
    facts += [
      (words.entrants, "\(result.entrants.count)"),
      (words.replications, least == most ? "\(most)" : "\(least)–\(most)"),
      (words.confidence, level), (words.seed, "\(result.settings.seed)"),
      (words.version, context.programVersion),
    ]
    return facts.map { Document.Fact(name: $0.0, value: $0.1) }
  }

  /// An entrant's name; the scenario's own has one in every language.
  func name(_ entrant: Int) -> String {
    let name = result.entrants[entrant].name
    return name == ComparisonContext.asItIs ? words.asItIs : name
  }

  var level: String {
    language.figure(result.settings.confidence, FigureFormat(.proportion))
  }

  // MARK: - Cells

  func cell(_ estimate: Estimate, _ unit: IndicatorUnit) -> Cell {
    guard let value = estimate.value else { return Cell(FigureText.none) }
    let format = FigureFormat(of: unit)
    let ends = estimate.interval
    let kpi = KPIEstimate(value: value, low: ends?.lowerBound, high: ends?.upperBound)
    return Cell(money.estimate(kpi, format), .estimate(kpi, format))
  }

  func change(_ estimate: Estimate, _ unit: IndicatorUnit) -> Cell {
    guard let value = estimate.value else { return Cell(FigureText.none) }
    let format = FigureFormat(of: unit).change
    let ends = estimate.interval
    let kpi = KPIEstimate(value: value, low: ends?.lowerBound, high: ends?.upperBound)
    return Cell(money.estimate(kpi, format), .estimate(kpi, format))
  }

  func count(_ value: Int) -> Cell {
    Cell("\(value)", .number(Double(value), FigureFormat(.count)))
  }

  /// A KPI's name, of money with what amounts are for.
  func title(_ kpi: TournamentKPI) -> String {
    let name = words.name(of: kpi)
    return kpi.unit == .money ? name + language.words.bracketed(words.period(context.money)) : name
  }

  /// The column of a KPI.
  func column(_ kpi: TournamentKPI) -> Table.Column {
    .init(
      title: title(kpi), explanation: words.explanation(of: kpi), isNumber: true,
      short: words.abbreviation(of: kpi) ?? title(kpi))
  }

  /// Whether an entrant keeps all goals, and if not which it misses and which are not yet told apart.
  func goals(of entrant: EntrantResult) -> Cell {
    let verdict = GoalVerdict.all(of: entrant.goals.map(\.verdict))
    guard verdict != .met, result.settings.goals.count > 1 else {
      return Cell(words.verdict(of: verdict), tone: verdict.tone)
    }
    let parts = [GoalVerdict.missed, .undecided].compactMap { verdict -> String? in
      let names = comparison.goals(verdict, of: entrant)
      return names.isEmpty ? nil : words.verdict(of: verdict) + language.words[.colon] + language.list(names)
    }
    return Cell(language.semicolons(parts), tone: verdict.tone)
  }

  func tone(_ verdict: PairedDifference.Verdict) -> Document.Tone {
    switch verdict {
    case .better: .good
    case .worse: .bad
    case .different, .notTold: .neutral
    }
  }

  /// The interval that holds together with the others.
  func together(_ pair: PairedDifference) -> Cell {
    guard let ends = pair.simultaneous else { return Cell(FigureText.none) }
    let format = FigureFormat(of: pair.kpi.unit).change
    let half = (ends.upperBound - ends.lowerBound) / 2
    let texts = [ends.lowerBound, ends.upperBound].map {
      money.figure($0, format, halfWidth: half)
    }
    return Cell(texts.joined(separator: " … "))
  }

  /// A KPI's name for anchors.
  static func anchor(_ kpi: TournamentKPI) -> String {
    String(kpi.name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
  }
}
