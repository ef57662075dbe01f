import ContactCenter
import Experiments

/// The report as one web page that opens without a network: headline figures, charts, every table,
/// definitions, and the command that makes it again.
public enum HTMLReport {
  /// The page.
  ///
  /// The same result, context and chart source give the same bytes. All names, notes and
  /// descriptions are escaped: a scenario may come from anyone. With the chart library the page of
  /// a day has about 1.1 MB, without it about 150 KB.
  public static func render(_ result: StudyResult, context: ReportContext) -> String {
    Page(result: result, context: context).html
  }
}

/// A report page while it is put together.
struct Page {
  let result: StudyResult
  let context: ReportContext
  let parts: PageParts
  let tables: [ReportTable]

  init(result: StudyResult, context: ReportContext) {
    self.result = result
    self.context = context
    let charts = Charts.all(result, context: context)
    tables = ReportTables(result: result, context: context).all
    parts = PageParts(
      charts: charts, source: context.chartSource ?? .installed(for: charts),
      isWide: result.intervals > Charts.wideFrom)
  }

  var html: String {
    PageFrame(
      title: "\(result.scenarioName) – simulation report", version: version, header: header,
      main: """
        \(callouts)\(cards)
        \(parts.chartSection)\(tables.map(parts.section).joined(separator: "\n"))
        \(notes)\(glossary)
        \(reproduction)
        """, footer: footer, scripts: parts.scripts
    ).html
  }

  var version: String {
    context.programVersion.isEmpty ? result.programVersion : context.programVersion
  }

  // MARK: - Head and foot

  private var header: String {
    let description = paragraphs(context.description)
    let level = FigureText.value(result.confidence, unit: .proportion)
    let samples =
      result.method == .replications
      ? "\(result.replications) of \(result.replicationsAskedFor)"
      : "1, in \(result.samples) batches"
    let dates = [("Dates", result.dateSpan), ("Time zone", result.dates.timeZone)]
    let facts =
      dates.compactMap { name, text in text.map { (name, $0) } } + [
        ("Replications", samples), ("Confidence", level), ("Seed", "\(result.seed)"),
        ("Scenario digest", result.scenarioDigest), ("Version", version),
      ]
    let list = facts.map { name, value in
      "<div><dt>\(name)</dt><dd>\(Markup.escape(value))</dd></div>"
    }.joined()
    // Figures stay on the line of their units.
    let opening = FigureText.unbroken(OpeningSentence.text(of: result, context: context))
    return """
      <header>
      <p class="eyebrow">Switchboard simulation report</p>
      <h1>\(Markup.escape(result.scenarioName))</h1>
      <p class="opening">\(Markup.escape(opening))</p>
      \(description)<dl class="facts">\(list)</dl>
      \(navigation)
      </header>
      """
  }

  private var navigation: String {
    var links = parts.charts.isEmpty ? [] : [("charts", "Charts")]
    links += tables.map { ($0.identifier, $0.title) }
    links += (context.notes.isEmpty ? [] : [("notes", "Notes")])
    links += [("glossary", "Glossary"), ("reproduce", "How to reproduce")]
    let items = links.map { "<li><a href=\"#\($0)\">\(Markup.escape($1))</a></li>" }.joined()
    return "<nav aria-label=\"Sections\"><ul>\(items)</ul></nav>"
  }

  private var footer: String {
    """
    <footer class="faint">
    <p>Figures after ± are half the length of \
    \(FigureText.value(result.confidence, unit: .proportion)) confidence intervals. \
    Written by Switchboard \(Markup.escape(version)).</p>
    </footer>
    """
  }

  /// Blank lines in the user's text part paragraphs.
  private func paragraphs(_ text: String) -> String {
    var paragraphs: [[Substring]] = [[]]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.allSatisfy(\.isWhitespace) {
        paragraphs.append([])
      } else {
        paragraphs[paragraphs.count - 1].append(line)
      }
    }
    return paragraphs.filter { !$0.isEmpty }
      .map { "<p>\(Markup.escape($0.joined(separator: "\n")))</p>\n" }.joined()
  }

  // MARK: - What a reader has to know before the figures

  private var callouts: String {
    var found: [String] = []
    if result.isPartial {
      found.append(
        Page.callout(
          "Partial result",
          [
            "The run was interrupted after \(result.replications) of "
              + "\(result.replicationsAskedFor) replications; the figures come from those."
          ], isBad: true))
    }
    if !result.violations.isEmpty {
      found.append(Page.callout("Conservation laws that did not hold", result.violations, isBad: true))
    }
    let remarks = StudyRemarks.all(of: result, context: context)
    if !remarks.isEmpty { found.append(Page.callout("Please note", remarks, isBad: false)) }
    let missed = result.precision.filter { !$0.isMet }
    if !missed.isEmpty {
      found.append(
        Page.callout("Precision not reached", missed.map(ReportWords.precision), isBad: false))
    }
    return found.map { $0 + "\n" }.joined()
  }

  static func callout(_ title: String, _ sentences: [String], isBad: Bool) -> String {
    let items = sentences.map { "<li>\(Markup.escape($0))</li>" }.joined()
    return "<div class=\"callout\(isBad ? " bad" : "")\" role=\"note\">"
      + "<strong>\(title)</strong><ul>\(items)</ul></div>"
  }

  private var cards: String {
    let cards = Headline.all(result, context: context).map { headline -> String in
      let verdict = headline.verdict.map {
        "<p class=\"verdict \($0.rawValue)\">\(Markup.escape(headline.verdictText))</p>"
      }
      return """
        <article class="card"><h3>\(Markup.escape(headline.title))</h3>\
        <p class="value">\(PageParts.figure(headline.figure))</p>\
        \(verdict ?? "")<p>\(Markup.escape(headline.explanation))</p></article>
        """
    }
    return "<section class=\"cards\" aria-label=\"Headline figures\">\n"
      + cards.joined(separator: "\n") + "\n</section>"
  }
}

/// The outer form of a page: one file that opens without a network.
struct PageFrame {
  /// The browser's title.
  var title: String
  /// The program's version.
  var version: String
  var header: String
  var main: String
  var footer: String
  var scripts: String
  /// The language of the page.
  var language = "en"
  /// The style sheet.
  var style = PageStyle.css

  var html: String {
    """
    <!doctype html>
    <html lang="\(language)">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="generator" content="\(Markup.escape("Switchboard \(version)"))">
    <meta http-equiv="Content-Security-Policy" content="\(PageFrame.policy)">
    <title>\(Markup.escape(title))</title>
    <style>
    \(style)</style>
    </head>
    <body>
    \(header)
    <main>
    \(main)
    </main>
    \(footer)
    \(scripts)</body>
    </html>

    """
  }

  /// Nothing is fetched, whatever a name or a note contains; the chart library compiles
  /// expressions.
  private static let policy =
    "default-src 'none'; style-src 'unsafe-inline'; "
    + "script-src 'unsafe-inline' 'unsafe-eval'; img-src data: blob:"
}
