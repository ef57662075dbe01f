import Foundation

/// The archive's runs and comparisons as tables in the terminal or as JSON.
public enum RunList {
  /// The comparisons as a table, the latest first; empty if there are none.
  public static func text(
    comparisons: [ComparisonRecord], style: TerminalStyle = TerminalStyle()
  ) -> String {
    guard !comparisons.isEmpty else { return "" }
    let columns: [ReportTable.Column] = [
      .init(title: "Comparison"), .init(title: "Time", isNumber: false),
      .init(title: "Title", isNumber: false), .init(title: "Form", isNumber: false),
      .init(title: "Entrants"), .init(title: "Objective", isNumber: false),
      .init(title: "Best", isNumber: false), .init(title: "Repl."),
      .init(title: "Report", isNumber: false),
    ]
    let rows = comparisons.map { comparison -> [ReportTable.Cell] in
      [
        .init(comparison.id.map(String.init) ?? ""), .init(time(comparison.time)),
        .init(TerminalText.cut(comparison.title, to: 28)), .init(comparison.form),
        .init("\(comparison.entrants)"), .init(comparison.objective),
        .init(TerminalText.cut(comparison.best ?? "–", to: 28)), .init("\(comparison.replications)"),
        .init(comparison.folder ?? ""),
      ]
    }
    let table = ReportTable(
      identifier: "comparisons", title: "Comparisons", caption: "", columns: columns, rows: rows)
    return TerminalTable(table, style: style).lines().joined(separator: "\n") + "\n"
  }

  /// A table, the latest run first.
  ///
  /// - Parameters:
  ///   - runs: The runs.
  ///   - style: Colors and width.
  ///   - shown: A report's folder as the reader names it.
  /// - Returns: The table, ending in a line break.
  public static func text(
    _ runs: [RunRecord], style: TerminalStyle = TerminalStyle(), shown: (String) -> String = { $0 }
  ) -> String {
    guard !runs.isEmpty else { return "No runs yet.\n" }
    let columns: [ReportTable.Column] = [
      .init(title: "Run"), .init(title: "Time", isNumber: false),
      .init(title: "Scenario", isNumber: false), .init(title: "Report", isNumber: false),
      .init(title: "Repl."), .init(title: "Seed"), .init(title: "SL"), .init(title: "ASA"),
      .init(title: "Offered"), .init(title: "Abandoned"), .init(title: "Occupancy"),
    ]
    let rows = runs.map { run -> [ReportTable.Cell] in
      [
        .init(run.id.map(String.init) ?? ""), .init(time(run.time)),
        .init(TerminalText.cut(run.scenario, to: 24)), .init(run.folder.map(shown) ?? "–"),
        .init("\(run.replications)" + (run.isPartial ? " partial" : "")), .init(run.seed),
        .init(
          FigureText.value(
            run.serviceLevel, unit: .proportion, halfWidth: run.serviceLevelHalfWidth)),
        .init(FigureText.value(run.averageSpeedOfAnswer, unit: .seconds)),
        .init(FigureText.value(run.offered, unit: .count)),
        .init(FigureText.value(run.abandonedProportion, unit: .proportion)),
        .init(FigureText.value(run.occupancy, unit: .proportion)),
      ]
    }
    let table = ReportTable(
      identifier: "runs", title: "Runs", caption: "", columns: columns, rows: rows)
    return TerminalTable(table, style: style).lines().joined(separator: "\n") + "\n"
  }

  /// A JSON array: the runs, the latest first, then the comparisons, the latest first.
  public static func json(_ runs: [RunRecord], _ comparisons: [ComparisonRecord] = []) -> String {
    var json = JSONText(lineDepth: 1)
    json.array { json in
      for run in runs {
        json.object { json in
          json.string("kind", "run")
          json.number("id", run.id.map(Double.init))
          json.string("time", run.time.formatted(.iso8601))
          json.string("scenario", run.scenario)
          json.string("digest", run.digest)
          json.string("seed", run.seed)
          json.number("replications", run.replications)
          json.bool("isPartial", run.isPartial)
          json.string("version", run.version)
          json.string("folder", run.folder)
          json.number("wallSeconds", run.wallSeconds)
          json.number("offered", run.offered)
          json.number("serviceLevel", run.serviceLevel)
          json.number("serviceLevelHalfWidth", run.serviceLevelHalfWidth)
          json.number("averageSpeedOfAnswer", run.averageSpeedOfAnswer)
          json.number("abandonedProportion", run.abandonedProportion)
          json.number("occupancy", run.occupancy)
        }
      }
      for comparison in comparisons { write(comparison, to: &json) }
    }
    return json.text + "\n"
  }

  private static func write(_ comparison: ComparisonRecord, to json: inout JSONText) {
    json.object { json in
      json.string("kind", "comparison")
      json.number("id", comparison.id.map(Double.init))
      json.string("time", comparison.time.formatted(.iso8601))
      json.string("title", comparison.title)
      json.string("form", comparison.form)
      json.number("entrants", comparison.entrants)
      json.string("objective", comparison.objective)
      json.string("best", comparison.best)
      json.string("status", comparison.status)
      json.number("replications", comparison.replications)
      json.string("seed", comparison.seed)
      json.string("version", comparison.version)
      json.string("folder", comparison.folder)
      json.number("wallSeconds", comparison.wallSeconds)
    }
  }

  /// "2026-03-01 14:05" in the user's time zone.
  private static func time(_ date: Date) -> String {
    let parts = Calendar.current.dateComponents(
      [.year, .month, .day, .hour, .minute], from: date)
    return String(
      format: "%04d-%02d-%02d %02d:%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0,
      parts.hour ?? 0, parts.minute ?? 0)
  }
}
