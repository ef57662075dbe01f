import ContactCenter
import Experiments

/// A study's figures as tables for spreadsheets.
///
/// Each indicator has a column for its value, named with the unit (`averageSpeedOfAnswer_s`,
/// `serviceLevel_share`), and one for the half-width of its confidence interval. Values are not
/// rounded; a figure that is not defined is empty.
public enum ReportCSV {
  /// A row for each planning interval of the whole center (`all`) and of each contact type; the
  /// last interval, without an end, is the time after closing.
  ///
  /// Where there are dates, `date` and `start` are what calendar and clock show at the begin.
  /// Agents and queues stand in rows `all` only. Contact types are there as far as `detail` allows.
  public static func intervals(
    of result: StudyResult, detail: IntervalDetail = .standard
  ) -> String {
    let resources = [
      "averageQueueLength", "longestQueue", "scheduledAgents", "agentsOnDuty", "busyAgents",
      "occupancy",
    ].compactMap(IndicatorCatalogue.indicator)
    let indicators = IndicatorCatalogue.contact + resources
    var csv = CSVText()
    csv.line(
      ["contactType", "interval", "from_s", "to_s"] + dateHeaders(result) + headers(indicators))
    let scopes = typeScopes(of: result)
    let selection = IntervalSelection(scopes.map(\.1), of: result, detail: detail)
    for (name, scope) in scopes where selection.listed.contains(scope) {
      for interval in 0...result.intervals {
        let end =
          interval < result.intervals
          ? min(result.start(of: interval) + result.intervalLength, result.horizonEnd) : nil
        let places =
          [
            name, String(interval), MachineNumber.text(result.start(of: interval)) ?? "",
            MachineNumber.text(end) ?? "",
          ] + dateFields(result, interval)
        let contacts = result.estimates(of: .contact, scope: scope, interval: interval)
        csv.line(
          places + contacts.flatMap { fields($0) }
            + resources.flatMap {
              fields(result.estimate($0.identifier, of: scope, interval: interval) ?? .undefined)
            })
      }
    }
    return csv.text
  }

  /// A row for the whole center (`all`) and one for each contact type, over the whole horizon.
  public static func types(of result: StudyResult) -> String {
    var csv = CSVText()
    csv.line(
      ["contactType"] + [.contact, .outcome, .backlog].flatMap { headers(result.indicators(of: $0)) })
    for (name, scope) in typeScopes(of: result) {
      let figures = [.contact, .outcome, .backlog].flatMap { (kind: IndicatorKind) in
        result.onlyShown(of: kind, result.estimates(of: kind, scope: scope))
      }
      csv.line([name] + figures.flatMap { fields($0) })
    }
    return csv.text
  }

  /// A row for all groups (`all`) and each group: first over the whole horizon, with an empty
  /// interval, then by planning interval as far as `detail` allows.
  public static func groups(
    of result: StudyResult, detail: IntervalDetail = .standard
  ) -> String {
    var csv = CSVText()
    csv.line(
      ["group", "interval", "from_s"] + dateHeaders(result) + headers(result.indicators(of: .agents)))
    let groups = result.groupNames.enumerated().map { ($1, Scope.group($0)) }
    let scopes = [("all", Scope.center)] + groups
    let selection = IntervalSelection(scopes.map(\.1), of: result, detail: detail)
    for (name, scope) in scopes {
      let rows: [Int?] =
        [nil] + (selection.listed.contains(scope) ? Array(0...result.intervals) : [])
      for interval in rows {
        let places =
          [
            name, interval.map(String.init) ?? "",
            interval.flatMap { MachineNumber.text(result.start(of: $0)) } ?? "",
          ] + dateFields(result, interval)
        let agents = result.onlyShown(
          of: .agents, result.estimates(of: .agents, scope: scope, interval: interval))
        csv.line(places + agents.flatMap { fields($0) })
      }
    }
    return csv.text
  }

  /// A row for each part of what the center costs over the whole horizon, the whole last; with the
  /// currency, empty where it has no name, and the opening days that amounts are for.
  ///
  /// Only studies in which something has a price have it.
  public static func costs(of result: StudyResult) -> String {
    var csv = CSVText()
    csv.line(["part", "cost_money", "cost_money_halfWidth", "currency", "days"])
    let used = TournamentCosts.partIndicators.filter {
      $0.subject == nil || result.value($0.name) ?? 0 != 0
    }
    let parts = used.map(\.identifier) + ["waitingCost", "lostValue", "cost"]
    for part in parts {
      csv.line(
        [part] + fields(result.estimate(part) ?? .undefined)
          + [result.money?.currency ?? "", MachineNumber.text(result.money?.days) ?? ""])
    }
    return csv.text
  }

  /// The name of an indicator's column.
  public static func header(of indicator: Indicator) -> String {
    indicator.identifier + suffix(of: indicator.unit)
  }

  /// The end of a column's name for values of a unit; empty for counts and ratios.
  package static func suffix(of unit: IndicatorUnit) -> String {
    switch unit {
    case .count, .ratio: return ""
    case .seconds: return "_s"
    case .hours: return "_h"
    case .proportion: return "_share"
    case .contacts: return "_contacts"
    case .agents: return "_agents"
    case .lines: return "_lines"
    case .perHour: return "_perHour"
    case .money: return "_money"
    case .squareSeconds: return "_s2"
    case .points: return "_points"
    case .rings: return "_rings"
    }
  }

  /// Columns that are there only where the calendar has dates.
  private static func dateHeaders(_ result: StudyResult) -> [String] {
    result.dates.firstDate == nil
      ? [] : ["date", "start"] + (result.dates.clock.repeatsTimes ? ["occurrence"] : [])
  }

  private static func dateFields(_ result: StudyResult, _ interval: Int?) -> [String] {
    guard result.dates.firstDate != nil else { return [] }
    let clock = result.dates.clock
    guard let interval, let names = result.dateAndStart(of: interval) else {
      return ["", ""] + (clock.repeatsTimes ? [""] : [])
    }
    guard clock.repeatsTimes else { return [names.date, names.start] }
    let start = result.start(of: interval)
    let isFirst = clock.secondElapsed(clock.shown(start)) != nil
    return [names.date, names.start, result.dates.isRepeated(start) ? "2" : isFirst ? "1" : ""]
  }

  private static func headers(_ indicators: [Indicator]) -> [String] {
    indicators.flatMap { [header(of: $0), header(of: $0) + "_halfWidth"] }
  }

  private static func typeScopes(of result: StudyResult) -> [(String, Scope)] {
    [("all", .center)] + result.contactTypeNames.enumerated().map { ($1, .contactType($0)) }
  }

  private static func fields(_ estimate: Estimate) -> [String] {
    [MachineNumber.text(estimate.value) ?? "", MachineNumber.text(estimate.halfWidth) ?? ""]
  }
}
