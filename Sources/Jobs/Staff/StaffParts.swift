import ContactCenter
import Experiments
import ScenarioReading
import Staffing
import Tables

/// What a staffing must reach, and what it must not exceed.
public struct StaffGoalsPart: RequestPart {
  /// Goals such as "80/20" or "sales:90/15@day abandonment<3%"; default: the scenario's service levels.
  public var goal: [String] = []
  /// The most of the time that agents are busy: "85%" or "0.85"; default: no limit.
  public var maxOccupancy: String?
  /// The least of the time that agents must be busy; default: no limit.
  public var minOccupancy: String?
  /// The fewest agents of a group wherever the center is open; default: 1 where there is work.
  public var minAgents: String?
  /// The most agents of a group, such as its seats; default: no limit.
  public var maxAgents: String?

  /// The scenario's own goals without limits.
  public init() {}

  /// A part in which every field has its default.
  public static let blank = StaffGoalsPart()
  /// What each field is.
  public static let notes: [JobField: FieldNote] = [
    .goal: "A goal, such as 80/20 or 'sales:90/15@day abandonment<3%'; may be given several times.",
    .maxOccupancy: "The same as \(.goal) 'occupancy<85%'.",
    .minOccupancy: "Agents must be busy at least this part of the time.",
    .minAgents:
      "The fewest agents of a group wherever the center is open. [1 where there is work]",
    .maxAgents: "The most agents of a group, such as its seats.",
  ]

  /// The fields as words of the canonical command.
  var words: [String] {
    CanonicalCommand.options(.goal, goal) + CanonicalCommand.option(.maxOccupancy, maxOccupancy)
      + CanonicalCommand.option(.minOccupancy, minOccupancy)
      + CanonicalCommand.option(.minAgents, minAgents)
      + CanonicalCommand.option(.maxAgents, maxAgents)
  }

  /// All goals in the order they were given.
  ///
  /// - Throws: `JobFailure` about a goal that cannot be read.
  func goals() throws -> [Goal] {
    var goals = try written().map(\.goal)
    if let maxOccupancy {
      goals.append(Goal(.occupancy, try FieldText(.maxOccupancy, maxOccupancy).proportion()))
    }
    return goals
  }

  /// The goals of the field `goal`, each with how it was written.
  ///
  /// - Throws: `JobFailure` about a goal that cannot be read.
  func written() throws -> [GoalText.Written] { try GoalText().written(goal, .goal) }

  /// - Throws: `JobFailure` about numbers out of range and limits that contradict each other.
  func limits() throws -> StaffingLimits {
    let range = 1...StaffingPlanner.mostAgents
    var limits = StaffingLimits()
    limits.fewest = try minAgents.map { try FieldText(.minAgents, $0).count(range) }
    limits.most = try maxAgents.map { try FieldText(.maxAgents, $0).count(range) }
    limits.minimumOccupancy = try minOccupancy.map {
      try FieldText(.minOccupancy, $0).proportion()
    }
    if let most = limits.most, let fewest = limits.fewest, most < fewest {
      throw JobFailure(
        at: .minAgents,
        "\(.minAgents) \(fewest) and \(.maxAgents) \(most) contradict each other. Nearest: both "
          + "\(most), or both \(fewest).")
    }
    let caps = try goals().filter { $0.measure == .occupancy }.map(\.bound)
    if let least = limits.minimumOccupancy, let cap = caps.min(), cap < least {
      let (low, high) = (GoalText.percent(cap), GoalText.percent(least))
      throw JobFailure(
        at: .minOccupancy,
        "\(.minOccupancy) \(high) and occupancy<\(low) contradict each other. Nearest: "
          + "\(.minOccupancy) \(low) with occupancy<\(low), or both \(high).")
    }
    return limits
  }
}

/// How calls of a table of volumes behave, which the table does not say.
public struct StaffCallsPart: RequestPart {
  /// The average handle time, such as "300s" or "5min"; default: the table's.
  public var aht: String?
  /// Standard deviation over mean of the handle time, 0 to 100; default: 1.
  public var ahtCv: String?
  /// The mean patience, exponential; default: nobody gives up.
  public var patience: String?
  /// The lines, for calls in service and waiting; default: no limit.
  public var lines: String?

  /// Calls as the table has them.
  public init() {}

  /// A part in which every field has its default.
  public static let blank = StaffCallsPart()
  /// What each field is.
  public static let notes: [JobField: FieldNote] = [
    .aht: "The average handle time, such as 300s or 5min.",
    .ahtCv: "Standard deviation over mean of the handle time. [1]",
    .patience: "The mean patience, exponential. [nobody gives up]",
    .lines: "The lines, for calls in service and waiting. [no limit]",
  ]

  /// The fields as words of the canonical command.
  var words: [String] {
    CanonicalCommand.option(.aht, aht) + CanonicalCommand.option(.ahtCv, ahtCv)
      + CanonicalCommand.option(.patience, patience) + CanonicalCommand.option(.lines, lines)
  }

  /// - Throws: `JobFailure` about a value out of range.
  func calls() throws -> StaffCalls {
    StaffCalls(
      handleTime: try aht.map { try FieldText(.aht, $0).duration() },
      variation: try ahtCv.map {
        try FieldText(.ahtCv, $0).number(from: 0, upTo: 100, excludingLow: false)
      },
      patience: try patience.map { try FieldText(.patience, $0).duration() },
      lines: try lines.map { try FieldText(.lines, $0).count(1...StaffingPlanner.mostAgents) })
  }
}

/// What is judged and searched by simulation.
public struct StaffSimulationPart: RequestPart {
  /// Whether the plan is simulated and repaired; default: no.
  public var simulate = false
  /// Whether the probability that goals are met is asked for, which simulates too; default: no.
  public var risk = false
  /// The standard deviation of the forecast of volumes, such as "10%"; with `risk`; default: 0.
  public var forecastError: String?
  /// Months of 20 days that are simulated for `risk`, 2 to 1000; default: 50.
  public var months: Int?
  /// Whether the cheapest numbers of agents per group are searched by simulation; default: no.
  public var skills = false
  /// The probability, from 50 % to below 100 %, with which every goal is to be met; default: agents are
  /// bought only where a goal is surely missed.
  public var sure: String?
  /// Replications by which a staffing is judged, 1 to a million; default: the scenario's.
  public var replications: Int?
  /// The seed of all random streams; default: the scenario's.
  public var seed: UInt64?
  /// Replications at the same time, 1 to 1024; results do not depend on it; default: the workshop's.
  public var threads: Int?
  /// Whether the archive is neither used nor filled, so that a search that is stopped starts anew; default:
  /// no, it is both.
  public var noArchive = false

  /// No simulation.
  public init() {}

  /// A part in which every field has its default.
  public static let blank = StaffSimulationPart()
  /// What each field is.
  public static let notes: [JobField: FieldNote] = [
    .simulate: FieldNote(
      "Simulate the plan, show where the formula was wrong, and repair it.",
      more: "Whole days with carry-over between intervals, random factors, real laws and "
        + "absence; then the cheapest staffing by interval whose simulated figures meet the goals."),
    .risk: FieldNote(
      "The probability that goals are met per interval, day and month.",
      more: "Also what makes days differ, and the cheapest staffing for 80, 90 and 95 % of "
        + "days. Implies \(.simulate)."),
    .forecastError: FieldNote(
      "How wrong the forecast of volumes may be: its standard deviation, such as 10%. [0]",
      more: "For \(.risk): one lognormal factor for all volumes of a month, on top of the "
        + "scenario's own random factors."),
    .months: FieldNote(
      "Months of 20 days that \(.risk) simulates. [50]",
      more: "Staffings for shares of days are searched by four times their days at most; the search "
        + "takes most of the time.",
      whole: 2...1000),
    .skills: FieldNote(
      "The cheapest numbers of agents per group by simulation; skills may overlap.",
      more: "Where the load does not change over time, one set of numbers, with goals over "
        + "the whole horizon; else numbers by interval, which are then repaired as by \(.simulate). "
        + "The groups' `cost` in the scenario is what an hour of an agent costs."),
    .sure: FieldNote(
      "Buy agents until every goal is met with this probability, such as 95%.",
      more: "Without it the repair buys agents only where a goal is surely missed: its whole "
        + "confidence interval on the wrong side of the bound."),
    .replications: FieldNote(
      "Replications by which a staffing is judged. [the scenario's]",
      whole: FieldNotes.replicationRange),
    .seed: FieldNotes.seed,
    .threads: FieldNotes.threads,
    .noArchive: "Do not use or fill the archive: a search that is stopped starts anew.",
  ]

  /// Whether anything is to be simulated.
  public var isWanted: Bool { simulate || risk || skills }

  /// The fields as words of the canonical command, with the study's numbers where nothing else was asked
  /// for.
  func words(_ study: Scenario.Study?) -> [String] {
    guard isWanted else { return [] }
    let (count, seed) = (replications ?? study?.replications, seed ?? study?.seed)
    return CanonicalCommand.flag(.simulate, simulate) + CanonicalCommand.flag(.risk, risk)
      + CanonicalCommand.option(.forecastError, forecastError)
      + CanonicalCommand.option(.months, months.map { "\($0)" })
      + CanonicalCommand.flag(.skills, skills) + CanonicalCommand.option(.sure, sure)
      + CanonicalCommand.option(.replications, count.map { "\($0)" })
      + CanonicalCommand.option(.seed, seed.map { "\($0)" })
  }

  /// - Throws: `JobFailure` about fields that belong to another that is not given.
  func checkFields() throws {
    let ofRisk: [(JobField, Bool)] = [(.forecastError, forecastError != nil), (.months, months != nil)]
    if !risk, let field = ofRisk.first(where: \.1)?.0 {
      throw JobFailure(at: field, "\(field) belongs to \(.risk), which is not given.")
    }
    if let months { _ = try Self.checked(months, .months) }
    let given: [(JobField, Bool)] = [
      (.sure, sure != nil), (.replications, replications != nil), (.seed, seed != nil),
      (.threads, threads != nil),
    ]
    if !isWanted, let field = given.first(where: \.1)?.0 {
      throw JobFailure(
        at: field,
        "\(.sure), \(.replications), \(.seed) and \(.threads) belong to \(.simulate), \(.risk) or "
          + "\(.skills).")
    }
  }

  func forecastVariation() throws -> Double {
    try forecastError.map { try FieldText(.forecastError, $0).proportion() } ?? 0
  }

  func probability() throws -> Double? {
    guard let sure else { return nil }
    let share = try FieldText(.sure, sure).proportion()
    guard share >= 0.5, share < 1 else {
      throw JobFailure(.sure, sure, "write a probability from 50% to below 100%.")
    }
    return share
  }
}
