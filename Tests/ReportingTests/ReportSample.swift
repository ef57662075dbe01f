import ContactCenter
import Experiments
import Foundation
import Reporting

/// A made-up study for the tests of charts and reports: three contact types (one with a name that
/// tries to break out of the page), two groups, a trunk group, half-hours from 08:00 to 20:00.
enum ReportSample {
  static let hostileName = "Loans <script>alert(1)</script> | \"x\""
  static let intervals = 24

  static var context: ReportContext {
    var scenario = Scenario(name: "Sample")
    scenario.description = "A made-up day with <b>three</b> kinds of callers."
    scenario.notes = ["Recorded: 81 % within 20 s.", "Half of it | is invented."]
    scenario.serviceLevel.target = 0.8
    return ReportContext(
      scenario: scenario, commandLine: "switchboard run sample.yaml --seed 7 --replications 50",
      programVersion: "0.1.0")
  }

  static func study(
    _ result: StudyResult, context: ReportContext = context, _ language: KPILanguage = .en
  ) -> StudyDocument {
    StudyDocument(
      result, context: context,
      language: ReportLanguage(language, catalogue: ManagementSample.catalogue, currency: nil))
  }

  static func page(
    _ result: StudyResult = result(), context: ReportContext = context, _ language: KPILanguage = .en
  ) -> String {
    DocumentPage.render([study(result, context: context, language).document])
  }

  static func markdown(
    _ result: StudyResult = result(), context: ReportContext = context, _ language: KPILanguage = .en
  ) -> String {
    DocumentMarkdown.render(study(result, context: context, language).document)
  }

  static func text(
    _ result: StudyResult = result(), context: ReportContext = context,
    style: TerminalStyle = TerminalStyle(), told: Set<String> = [], _ language: KPILanguage = .en
  ) -> String {
    study(result, context: context, language).text(style, told: told)
  }

  /// The charts of a study.
  static func charts(
    _ result: StudyResult = result(), context: ReportContext = context, _ language: KPILanguage = .en
  ) -> [DocumentChart] {
    study(result, context: context, language).document.sections.flatMap(\.blocks).compactMap { block in
      if case .chart(let chart) = block { chart } else { nil as DocumentChart? }
    }
  }

  static func result(intervals: Int = intervals, days: Int = 1) -> StudyResult {
    var result = StudyResult()
    result.scenarioName = "A sample <day>"
    result.scenarioDigest = "5f3a9c0d1e2b4a68"
    result.programVersion = "0.1.0"
    result.seed = 7
    result.replications = 50
    result.samples = 50
    result.replicationsAskedFor = 50
    result.contactTypeNames = ["Accounts", "Cards", hostileName]
    result.queueNames = ["General", "Loans"]
    result.groupNames = ["Generalists", "Experts"]
    result.agentNames = (1...9).map { "Agent \($0)" }
    result.agentGroups = [0, 0, 0, 0, 0, 0, 1, 1, 1]
    result.trunkGroupNames = ["Carrier"]
    result.hasPorts = true
    result.intervalLength = 1800
    let perDay = max(1, intervals / days)
    result.intervalStarts = (0..<intervals).map {
      Double($0 / perDay) * 86_400 + 28_800 + Double($0 % perDay) * 1800
    }
    result.horizonEnd = (result.intervalStarts.last ?? 0) + 1800
    result.answeredByGroup = [300, 20, 250, 0, 30, 150]
    fillWaits(&result)
    fillTables(&result, rows: intervals == 0 ? 0 : intervals + 1)
    return result
  }

  private static func fillWaits(_ result: inout StudyResult) {
    for type in 0..<3 {
      var histogram = WaitHistogram()
      histogram.counts[0] = 6_000 - 1_000 * Double(type)
      for step in 1...400 {
        let wait = Double(step)
        histogram.counts[WaitHistogram.bucket(of: wait)] +=
          100 * exp(-wait / Double(40 + 25 * type))
      }
      result.waitsByType.append(histogram)
      result.waits.add(histogram)
    }
    var shared = result.waitsByType[0]
    shared.add(result.waitsByType[1])
    result.waitsByQueue = [shared, result.waitsByType[2]]
  }

  private static func fillTables(_ result: inout StudyResult, rows: Int) {
    result.contactTable = table(.contact, members: 3, rows: rows)
    result.homeQueues = HomeQueues(queues: 2, homes: [0, 0, 1])
    result.sharedQueueTable = table(.contact, members: 1, rows: rows)
    result.queueTable = table(.queue, members: 2, rows: rows)
    result.groupTable = table(.agents, members: 2, rows: rows)
    result.agentTable = table(.agents, members: 9, rows: 0)
    result.trunkTable = table(.lines, members: 1, rows: rows)
    result.portTable = table(.lines, members: 1, rows: rows)
    result.systemTable = table(.system, members: 0, rows: 0)
    result.outcomeTable = table(.outcome, members: 3, rows: 0)
    result.groupOutcomeTable = table(.outcome, members: 2, rows: 0)
  }

  private static func table(_ kind: IndicatorKind, members: Int, rows: Int) -> EstimateTable {
    var estimates: [Estimate] = []
    for member in 0...members {
      for row in 0...rows {
        for indicator in IndicatorCatalogue.indicators(of: kind) {
          let share = member == members ? 1.0 : 1 / Double(max(1, members))
          let isDay = row == rows
          let isAfter = !isDay && row == rows - 1
          let load = isDay ? 0.55 : isAfter ? 0 : curve(row)
          estimates.append(estimate(indicator, load: load, share: share, isDay: isDay))
        }
      }
    }
    return EstimateTable(kind: kind, members: members, rows: rows, estimates: estimates)
  }

  /// Two humps over the day, 0.2…1.
  private static func curve(_ interval: Int) -> Double {
    let hour = 8 + Double(interval % 24) / 2
    return 0.2 + 0.8 * exp(-pow((hour - 10.5) / 1.8, 2)) + 0.45 * exp(-pow((hour - 15.5) / 2, 2))
  }

  private static func estimate(
    _ indicator: Indicator, load: Double, share: Double, isDay: Bool
  ) -> Estimate {
    if indicator.identifier == "daysOnTarget" {
      return isDay ? Estimate(value: 0.7, halfWidth: 0.15, bounds: 0.53...0.83) : .undefined
    }
    guard load > 0 else { return indicator.unit == .count ? Estimate(value: 0) : .undefined }
    let size = share * load * (isDay ? 24 : 1)
    let value: Double
    switch indicator.identifier {
    case "attempts", "fresh": value = 65 * size
    case "offered": value = 60 * size
    case "answered", "personsServed": value = 60 * size * (1 - 0.12 * load * load)
    case "abandoned", "personsLost": value = 60 * size * 0.12 * load * load
    case "blocked", "blockedByTrunks": value = 5 * size * load
    case "abandonedProportion": value = 0.12 * load * load
    case "blockingProbability": value = 0.06 * load
    case "voiceMail", "disconnected": value = 1.5 * size
    case "averageHandleTime": value = 240
    case "averageTalkTime": value = 200
    case "averageSpeedOfAnswer": value = 5 + 70 * load * load
    case "waitPercentile90": value = 15 + 190 * load * load
    case "waitPercentile50": value = 1 + 30 * load * load
    case "longestWait": value = 300 * load + 100
    case "averageQueueLength": value = 3 * load * load
    case "longestQueue": value = 9 * load
    case "scheduledAgents": value = share * (3 + (6 * load).rounded())
    case "agentsOnDuty": value = share * (2.8 + (5.8 * load).rounded())
    case "remaining": value = 0
    case "attendance": value = share < 0.6 ? 1.05 : 1
    case "busyAgents": value = share * (1 + 6 * load)
    case "occupancy": value = min(0.97, 0.55 + 0.4 * load - 0.05 * share)
    default:
      guard let special = byUnit(indicator, load: load, size: size) else { return .undefined }
      value = special
    }
    let half = indicator.unit == .proportion ? min(0.03, value * 0.1) : value * 0.06
    return Estimate(value: value, halfWidth: half, standardError: half / 2, degreesOfFreedom: 49)
  }

  private static func byUnit(_ indicator: Indicator, load: Double, size: Double) -> Double? {
    if indicator.identifier.hasPrefix("serviceLevel") { return max(0.2, 0.98 - 0.4 * load * load) }
    switch indicator.unit {
    case .count: return 10 * size
    case .seconds: return 20
    case .hours: return 12 * size / 13
    // Agents who finish contacts after their time are above what was expected of them.
    case .proportion where indicator.identifier == "adherence": return 1.05
    case .proportion: return 0.1 + 0.1 * load
    case .perHour: return 9.5
    case .ratio: return 1.05
    case .money: return 100 * size
    case .squareSeconds: return 400
    case .points: return 4
    case .rings: return 2
    case .contacts, .agents, .lines: return 10 * load
    }
  }
}
