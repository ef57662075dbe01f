import Foundation

/// The archive's runs and comparisons for programs.
public enum RunsJSON {
  /// A JSON array: the runs, the latest first, then the comparisons, the latest first.
  public static func text(_ runs: [RunRecord], _ comparisons: [ComparisonRecord] = []) -> String {
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
}
