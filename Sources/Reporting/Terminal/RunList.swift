import Foundation

/// The archive's runs as a table in the terminal or as JSON.
public enum RunList {
  /// A table, the latest run first.
  public static func text(_ runs: [RunRecord], style: TerminalStyle = TerminalStyle()) -> String {
    guard !runs.isEmpty else { return "No runs yet.\n" }
    let columns: [ReportTable.Column] = [
      .init(title: "Run"), .init(title: "Time", isNumber: false),
      .init(title: "Scenario", isNumber: false), .init(title: "Repl."), .init(title: "Seed"),
      .init(title: "Offered"), .init(title: "SL"), .init(title: "ASA"), .init(title: "Abandoned"),
      .init(title: "Occupancy"), .init(title: "Report", isNumber: false),
    ]
    let rows = runs.map { run -> [ReportTable.Cell] in
      [
        .init(run.id.map(String.init) ?? ""), .init(time(run.time)),
        .init(TerminalText.cut(run.scenario, to: 32)),
        .init("\(run.replications)" + (run.isPartial ? " partial" : "")), .init(run.seed),
        .init(FigureText.value(run.offered, unit: .count)),
        .init(
          FigureText.value(
            run.serviceLevel, unit: .proportion, halfWidth: run.serviceLevelHalfWidth)),
        .init(FigureText.value(run.averageSpeedOfAnswer, unit: .seconds)),
        .init(FigureText.value(run.abandonedProportion, unit: .proportion)),
        .init(FigureText.value(run.occupancy, unit: .proportion)), .init(run.folder ?? ""),
      ]
    }
    let table = ReportTable(
      identifier: "runs", title: "Runs", caption: "", columns: columns, rows: rows)
    return TerminalTable(table, style: style).lines().joined(separator: "\n") + "\n"
  }

  /// A JSON array, the latest run first.
  public static func json(_ runs: [RunRecord]) -> String {
    var json = JSONText(lineDepth: 1)
    json.array { json in
      for run in runs {
        json.object { json in
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
    }
    return json.text + "\n"
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
