import Experiments

/// A comparison as one web page that opens without a network.
public struct ComparisonPage {
  private let comparison: Comparison
  private let tables: ComparisonTables

  /// The page of a comparison.
  public init(_ comparison: Comparison) {
    self.comparison = comparison
    tables = ComparisonTables(comparison: comparison)
  }

  private var result: TournamentResult { comparison.result }
  private var context: ComparisonContext { comparison.context }
  private var words: ComparisonWords { ComparisonWords(comparison: comparison) }

  /// The page, with the chart library where it is installed, else with drawn charts or none.
  public var html: String {
    let charts =
      ComparisonCharts(comparison: comparison).all(in: context.form)
      + VariationCharts(comparison: comparison).all
    let parts = PageParts(
      charts: charts, source: context.chartSource ?? .installed(for: charts), isWide: false)
    let reports = allTables
    return PageFrame(
      title: "\(context.title) – comparison", version: context.programVersion,
      header: header(reports, hasCharts: !charts.isEmpty),
      main: """
        \(verdict)\(warnings)
        \(parts.chartSection)\(reports.map(parts.section).joined(separator: "\n"))
        \(leftOut)
        \(reproduction)
        """,
      footer: "<footer class=\"faint\"><p>\(comparison.commonGround) Written by "
        + "Switchboard \(Markup.escape(context.programVersion)).</p></footer>",
      scripts: parts.scripts
    ).html
  }

  private var allTables: [ReportTable] {
    let variation = VariationTables(comparison: comparison)
    switch context.form {
    case .choice:
      return [
        tables.entrants(hasGoalWords: true), tables.goals, tables.explanation,
        tables.againstBest,
        tables.againstReference, tables.types, tables.groups, tables.costs, tables.pareto,
        tables.race, tables.savings, tables.worst,
      ].compactMap { $0 }
    case .grid(let axes, let cells):
      return variation.grid(axes, cells)
        + [tables.goals, tables.againstReference].compactMap { $0 } + parts
    case .tornado(let factors):
      return comparison.kpis.map { variation.tornado($0, factors) }
        + [tables.goals].compactMap { $0 } + parts
    }
  }

  /// The tables of types and groups, where the points are few enough to be read one by one.
  private var parts: [ReportTable] {
    result.entrants.count <= Self.mostListed ? [tables.types, tables.groups] : []
  }

  private static let mostListed = 50

  // MARK: - Head

  private func header(_ reports: [ReportTable], hasCharts: Bool) -> String {
    let counts = result.entrants.map(\.replications)
    let (least, most) = (counts.min() ?? 0, counts.max() ?? 0)
    var facts = [
      ("Entrants", "\(result.entrants.count)"),
      ("Replications", least == most ? "\(most)" : "\(least) to \(most)"),
      ("Confidence", comparison.level), ("Seed", "\(result.settings.seed)"),
      ("Version", context.programVersion),
    ]
    if case .choice = context.form {
      facts.insert(("Objective", result.settings.objective.label), at: 0)
    }
    if !context.goals.isEmpty {
      let origin = context.goalOrigin == .scenario ? " (the scenario's own)" : ""
      facts.insert(("Goals", context.goals.joined(separator: ", ") + origin), at: 0)
    }
    if let dates = context.dateHeading { facts.insert(("Dates", dates), at: 0) }
    let list = facts.map { name, value in
      "<div><dt>\(name)</dt><dd>\(Markup.escape(value))</dd></div>"
    }.joined()
    let links =
      (hasCharts ? [("charts", "Charts")] : []) + reports.map { ($0.identifier, $0.title) }
      + [("reproduce", "How to reproduce")]
    let items = links.map { "<li><a href=\"#\($0)\">\(Markup.escape($1))</a></li>" }.joined()
    return """
      <header>
      <p class="eyebrow">Switchboard comparison</p>
      <h1>\(Markup.escape(context.title))</h1>
      <dl class="facts">\(list)</dl>
      <nav aria-label="Sections"><ul>\(items)</ul></nav>
      </header>
      """
  }

  /// The choice in a sentence, and the best entrant's figures.
  private var verdict: String {
    guard case .choice = context.form else {
      return "<p class=\"callout\">"
        + prose(VariationWords(comparison: comparison).decision) + "</p>\n"
    }
    let isSelected = [.selected, .tie].contains(result.selection.status)
    let remarks = [
      tables.explanation == nil ? tables.why : "", comparison.commonDays, tables.moneyKey,
    ]
    let sentence =
      "<p class=\"callout\(isSelected ? "" : " bad")\">\(prose(words.selection))"
      + "</p>\n"
      + remarks.filter { !$0.isEmpty }.map { remark -> String in
        "<p class=\"faint\">\(prose(remark))</p>\n"
      }
      .joined()
    guard let best = result.selection.best, !words.isAllTheSame else { return sentence }
    let cards = comparison.kpis.prefix(6).map { kpi -> String in
      let cell = ReportTable.Cell(comparison.estimate(kpi, of: best), unit: kpi.unit)
      return "<article class=\"card\"><h3>\(Markup.escape(comparison.title(kpi)))</h3><p class=\"value\">"
        + "\(PageParts.figure(cell))</p></article>"
    }
    return sentence + "<h2>The best: \(Markup.escape(tables.name(best)))</h2>\n"
      + "<section class=\"cards\" aria-label=\"Figures of the best\">\n"
      + cards.joined(separator: "\n") + "\n</section>\n"
  }

  /// A sentence whose figures do not break; a command at its end stays as it can be copied.
  private func prose(_ sentence: String) -> String {
    let command = sentence.range(of: "switchboard vary ")?.lowerBound ?? sentence.endIndex
    let words = Markup.escape(FigureText.unbroken(String(sentence[..<command])))
    let rest = Markup.escape(String(sentence[command...]))
    return rest.isEmpty ? words : "\(words)<code>\(rest)</code>"
  }

  private var warnings: String {
    var sentences = tables.starved
    if !result.haveSameTypes {
      sentences.append("The entrants' contact types differ; only what both have is compared.")
    }
    return sentences.isEmpty ? "" : Page.callout("Please note", sentences, isBad: true) + "\n"
  }

  private var leftOut: String {
    func callout(_ title: String, _ sentences: [String]) -> String {
      sentences.isEmpty ? "" : Page.callout(title, sentences, isBad: false) + "\n"
    }
    return callout("Left out", tables.leftOut) + callout("No difference", words.twins)
  }

  private var reproduction: String {
    """
    <section aria-labelledby="reproduce">
    <h2 id="reproduce">How to reproduce</h2>
    <pre><code>\(Markup.escape(context.command))</code></pre>
    <p class="faint">The same scenarios, settings, seed and version give the same figures, \
    whatever the number of threads, and whether or not the comparison was interrupted.</p>
    </section>
    """
  }
}

extension ComparisonCharts {
  /// The charts that go with a form.
  func all(in form: ComparisonContext.Form) -> [Chart] {
    if case .choice = form { return all }
    return []
  }
}
