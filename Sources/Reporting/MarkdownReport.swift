import ContactCenter
import Experiments

/// The report as Markdown, for reading in a repository: the page's tables in compact form.
public enum MarkdownReport {
  /// The document.
  ///
  /// Charts that were written to files (`ReportContext.chartFiles`) are shown.
  public static func render(_ result: StudyResult, context: ReportContext) -> String {
    let tables = ReportTables(result: result, context: context)
    let sections = [
      head(result, context: context), headlines(result, context: context),
      pictures(result, context: context), tables.all.map(section).joined(separator: "\n"),
      notes(context), foot(result, context: context),
    ]
    return sections.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private static func head(_ result: StudyResult, context: ReportContext) -> String {
    let level = FigureText.value(result.confidence, unit: .proportion)
    let opening = OpeningSentence.text(of: result, context: context)
    var text = "# \(MarkdownText.escape(result.scenarioName))\n\n**\(MarkdownText.escape(opening))**\n\n"
    if !context.description.isEmpty {
      let lines = context.description.split(separator: "\n", omittingEmptySubsequences: false)
      text += lines.map { MarkdownText.escape(String($0)) }.joined(separator: "\n") + "\n\n"
    }
    if let dates = result.dateHeading { text += "\(MarkdownText.escape(dates))\n\n" }
    let samples =
      result.method == .replications
      ? "\(result.replications) of \(result.replicationsAskedFor) replications"
      : "one long run in \(result.samples) batches"
    text +=
      "\(samples), seed \(result.seed), scenario digest `\(result.scenarioDigest)`, "
      + "version \(MarkdownText.escape(result.programVersion)). ± is half the length of a \(level) "
      + "confidence interval.\n"
    if result.isPartial { text += "\n**Partial result: the run was interrupted.**\n" }
    let remarks =
      result.violations.map { "Conservation law that did not hold: \($0)" }
      + StudyRemarks.all(of: result, context: context)
      + result.precision.filter { !$0.isMet }.map {
        "Precision not reached: \(ReportWords.precision($0))"
      }
    if !remarks.isEmpty { text += "\n" + remarks.map { "- \(MarkdownText.escape($0))\n" }.joined() }
    return text
  }

  private static func headlines(_ result: StudyResult, context: ReportContext) -> String {
    let rows = Headline.all(result, context: context).map { headline in
      [
        headline.title, headline.figure.whole,
        "\(headline.explanation) \(headline.verdictText)",
      ]
    }
    return MarkdownText.table(
      heads: ["Headline", "Estimate", "Meaning"], numbers: [false, true, false], rows: rows)
  }

  private static func pictures(_ result: StudyResult, context: ReportContext) -> String {
    guard !context.chartFiles.isEmpty else { return "" }
    return Charts.all(result, context: context).compactMap { chart in
      context.chartFiles[chart.identifier].map { file in
        "![\(MarkdownText.escape(chart.altText))](\(file))\n"
      }
    }.joined(separator: "\n")
  }

  private static func section(_ table: ReportTable) -> String {
    // A long list reads badly here; the page and the CSV files have it.
    guard table.identifier != "agents" else { return "" }
    // The page and its glossary have the definitions.
    let width = table.identifier == "center" ? 2 : table.columns.count
    let columns = table.columns.prefix(width)
    let rows = table.rows.map { $0.prefix(width).map(\.whole) }
    return "## \(MarkdownText.escape(table.title))\n\n\(MarkdownText.escape(table.caption))\n\n"
      + MarkdownText.table(heads: columns.map(\.title), numbers: columns.map(\.isNumber), rows: rows)
  }

  private static func notes(_ context: ReportContext) -> String {
    guard !context.notes.isEmpty else { return "" }
    return "## Notes of the scenario\n\n"
      + context.notes.map { "- \(MarkdownText.escape($0))\n" }.joined()
  }

  private static func foot(_ result: StudyResult, context: ReportContext) -> String {
    "## How to reproduce\n\n    "
      + ReportWords.command(result, context: context).split(separator: "\n").joined(separator: " ")
      + "\n"
  }
}
