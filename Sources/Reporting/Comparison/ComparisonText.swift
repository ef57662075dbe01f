import ContactCenter
import Experiments

/// A comparison as a page in the terminal.
public struct ComparisonText {
  private let comparison: Comparison
  private let style: TerminalStyle
  private let tables: ComparisonTables

  /// A page about a comparison.
  public init(_ comparison: Comparison, style: TerminalStyle = TerminalStyle()) {
    self.comparison = comparison
    self.style = style
    tables = ComparisonTables(comparison: comparison)
  }

  private var result: TournamentResult { comparison.result }

  /// The page, ending in a line break.
  public var text: String {
    var blocks = [heading]
    switch comparison.context.form {
    case .choice: blocks += choice
    case .grid(let axes, let cells):
      blocks.append(wrapped(VariationWords(comparison: comparison).decision, .good))
      let tables = VariationTables(comparison: comparison).grid(axes, cells)
      blocks += tables.map { block($0, hasCaption: true) }
    case .tornado(let factors):
      blocks.append(wrapped(VariationWords(comparison: comparison).decision, .good))
      blocks += comparison.kpis.map { kpi in
        let table = VariationTables(comparison: comparison).tornado(kpi, factors)
        return block(table, hasCaption: true) + bars(kpi, factors)
      }
    }
    blocks += [warnings, leftOut]
    return blocks.filter { !$0.isEmpty }
      .map { $0.map(TerminalText.trimmed).joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n\n"
  }

  private func wrapped(_ text: String, _ emphasis: TerminalStyle.Emphasis? = nil) -> [String] {
    guard !text.isEmpty else { return [] }
    return TerminalText.wrapped(text, to: style.width).map { line in
      emphasis.map { style.marked(line, $0) } ?? line
    }
  }

  private func block(_ table: ReportTable?, hasCaption: Bool = false) -> [String] {
    guard let table else { return [] }
    let short = numbered(table).withShortTitles
    let lines = TerminalTable(short, coarse: short.withoutHalfWidths, style: style).lines()
    return [style.marked(table.title, .bold)] + (hasCaption ? wrapped(table.caption, .faint) : [])
      + lines
  }

  // MARK: - Heading

  private var heading: [String] {
    let counts = result.entrants.map(\.replications)
    let (least, most) = (counts.min() ?? 0, counts.max() ?? 0)
    let replications = least == most ? "\(most)" : "\(least) to \(most)"
    let about =
      "\(result.entrants.count) entrants, \(replications) replications, seed "
      + "\(result.settings.seed), ± half-widths of \(comparison.level) confidence intervals"
    let dates = comparison.context.dateHeading.map { [$0] } ?? []
    return [style.marked(TerminalText.cut(comparison.context.title, to: style.width), .bold)]
      + dates + wrapped(about, .faint)
  }

  // MARK: - A choice

  private var choice: [[String]] {
    var blocks = [
      verdict, block(entrants) + nameKey + goalKey + placeKey + wrapped(comparison.commonDays, .faint),
    ]
    blocks.append(
      block(tables.matrix("Service level", \.serviceLevel, unit: .proportion)))
    blocks.append(block(tables.matrix("Abandoned", \.abandonedProportion, unit: .proportion)))
    blocks.append(block(tables.againstBest, hasCaption: true))
    if let why = tables.explanation {
      blocks.append(block(why, hasCaption: true))
    } else {
      blocks.append(wrapped(tables.why))
    }
    blocks.append(front)
    blocks.append(savings)
    return blocks
  }

  /// The entrants, with the spread of occupancies where there is room for all columns.
  private var entrants: ReportTable {
    let wide = tables.entrants(hasGoalWords: false, hasSpread: true)
    let table = numbered(wide).withShortTitles
    // A table that is too wide has a line more, about what is left out.
    let fits = TerminalTable(table, style: style).lines().count == table.rows.count + 1
    return fits ? wide : tables.entrants(hasGoalWords: false)
  }

  private var placeKey: [String] {
    wrapped(tables.placeKey, .faint)
  }

  // MARK: - Names too long for tables

  /// The widest name of a table's first column, and of its other columns' headings.
  private static let nameWidths = (first: 28, heading: 20)

  /// Numbers before names that would look alike when they are cut; by name, empty where none would.
  private var numbers: [String: Int] {
    var names = comparison.order.map(tables.name)
    func collide(_ names: [String], _ width: Int) -> Set<String> {
      var found: Set<String> = []
      for name in names where TerminalText.width(name) > width {
        let stem = TerminalText.cut(name, to: width).dropLast()
        let alike = names.filter { $0.hasPrefix(stem) }
        if alike.count > 1 { found.formUnion(alike) }
      }
      return found
    }
    var colliding = collide(names, Self.nameWidths.first)
    if let explanation = result.explanation {
      colliding.formUnion(
        collide(
          [explanation.winner, explanation.reference].map(tables.name), Self.nameWidths.heading))
    }
    names = names.filter(colliding.contains)
    return Dictionary(
      zip(names, 1...), uniquingKeysWith: { first, _ in first })
  }

  /// The table with those numbers.
  private func numbered(_ table: ReportTable) -> ReportTable {
    let numbers = numbers
    guard !numbers.isEmpty else { return table }
    func marked(_ name: String) -> String { numbers[name].map { "(\($0)) \(name)" } ?? name }
    var table = table
    for row in table.rows.indices where !table.rows[row].isEmpty {
      table.rows[row][0].text = marked(table.rows[row][0].text)
    }
    for column in table.columns.indices.dropFirst() {
      table.columns[column].title = marked(table.columns[column].title)
    }
    return table
  }

  /// The numbered names in full.
  private var nameKey: [String] {
    numbers.sorted { $0.value < $1.value }
      .flatMap { wrapped("(\($0.value)) \($0.key)", .faint) }
  }

  // MARK: - Words around the tables

  /// Which goals the marks stand for.
  private var goalKey: [String] {
    let goals = result.settings.goals.indices.map(tables.goalText)
    guard !goals.isEmpty else { return [] }
    return wrapped(
      "Goals in order: \(goals.joined(separator: ", ")). \(tables.markKey)", .faint)
  }

  private var verdict: [String] {
    let isSelected = [.selected, .tie].contains(result.selection.status)
    return wrapped(ComparisonWords(comparison: comparison).selection, isSelected ? .good : .warning)
  }

  private var front: [String] {
    guard tables.pareto != nil else { return [] }
    let names = result.pareto.points.filter(\.isOnFront).map { tables.name($0.entrant) }
    return wrapped(
      names.isEmpty
        ? "Nobody is on the Pareto front: everybody is beaten."
        : "Pareto front of \(result.pareto.x.label) and \(result.pareto.y.label): "
          + names.joined(separator: ", ") + ".")
  }

  /// How many times the replications would be needed without each way to save them.
  private var savings: [String] {
    let saved = result.varianceReduction
    func times(_ factor: Double) -> String { FigureText.fixed(factor, decimals: 1) }
    let objective = result.settings.objective.label.lowercased()
    let ground = comparison.context.haveSameContacts ? "contacts" : "random numbers"
    var sentences: [String] = []
    if let factor = saved.commonRandomNumbers {
      sentences.append(
        "Without the same \(ground) for all, differences of \(objective) would need "
          + "\(times(factor)) times the replications.")
    }
    if let factor = saved.controlVariatesForDifferences, factor > 1 {
      sentences.append(
        "Allowing for how many contacts came (control variates) would save another factor of "
          + "\(times(factor)).")
    }
    if let factor = saved.stratificationForDifferences,
      let own = saved.stratificationForValues
    {
      sentences.append(
        "Without strata, differences would need \(times(factor)) times and values of their own "
          + "\(times(own)) times the replications.")
    }
    sentences.append(ComparisonWords(comparison: comparison).rinott)
    return wrapped(sentences.filter { !$0.isEmpty }.joined(separator: " "), .faint)
  }

  // MARK: - Tornado bars

  /// Room for a bar, its setting and its ends.
  private static let barWidth = 40

  /// The bars of a KPI as blocks of characters, on one scale.
  private func bars(_ kpi: TournamentKPI, _ factors: [ComparisonContext.Factor]) -> [String] {
    let bars = VariationTables(comparison: comparison).bars(kpi, factors)
    let values: [Double] = [0] + bars.flatMap { $0.differences.compactMap { $0?.estimate.value } }
    guard let low = values.min(), let high = values.max(), low < high else { return [] }
    let label = min(28, bars.map { TerminalText.width($0.factor.path) }.max() ?? 0)
    let room = max(10, min(Self.barWidth, style.width - label - 6))
    func place(_ value: Double) -> Int {
      Int(clamping: ((value - low) / (high - low) * Double(room - 1)).rounded())
    }
    return bars.map { bar in
      let own: [Double] = [0] + bar.differences.compactMap { $0?.estimate.value }
      let (from, to) = (place(own.min() ?? 0), place(own.max() ?? 0))
      let zero = place(0)
      let drawn = (0..<room).map { column in
        column == zero ? "│" : (from...to).contains(column) ? "█" : " "
      }.joined()
      return "  "
        + TerminalText.left(TerminalText.cut(bar.factor.path, to: label), label) + "  " + drawn
    }
  }

  // MARK: - Remarks

  private var warnings: [String] {
    var lines = tables.starved.flatMap { wrapped("Warning: \($0)", .warning) }
    lines += ComparisonWords(comparison: comparison).twins.flatMap { wrapped($0, .faint) }
    if !result.haveSameTypes {
      lines += wrapped(
        "Note: the entrants' contact types differ; only figures that both have are compared.",
        .warning)
    }
    return lines
  }

  private var leftOut: [String] { tables.leftOut.flatMap { wrapped($0, .faint) } }
}

extension ReportTable {
  /// Titles as planners abbreviate them, and long ones cut.
  var withShortTitles: ReportTable {
    let short = [
      "Average speed of answer": "ASA", "Service level": "SL", "Replications": "Repl.",
      "Average wait": "Wait", "Spread of occupancy": "Spread", "Average handle time": "AHT",
    ]
    var table = self
    for column in columns.indices.dropFirst() {
      let parts = columns[column].title.split(separator: ", ", maxSplits: 1).map(String.init)
      table.columns[column].title = parts.map { TerminalText.cut(short[$0] ?? $0, to: 20) }
        .joined(separator: ", ")
    }
    return table
  }

  /// The same table for pages that have no room for half-widths.
  var withoutHalfWidths: ReportTable {
    var table = self
    for row in rows.indices {
      for column in rows[row].indices { table.rows[row][column].halfWidth = "" }
    }
    return table
  }
}
