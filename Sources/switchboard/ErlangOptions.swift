import ArgumentParser
import ContactCenter
import Foundation
import QueueingTheory

/// The values of options, each with a message that says where, what was found and what is allowed.
struct OptionText {
  /// Such as `--calls`.
  var option: String
  var text: String

  /// A decimal number within bounds.
  ///
  /// - Throws: `ProgramStop` about a number that is none or out of range.
  func number(from low: Double, upTo high: Double, excludingLow: Bool = true) throws -> Double {
    let value = try plainNumber(text)
    let isInRange = (excludingLow ? value > low : value >= low) && value <= high
    guard isInRange else {
      let least = excludingLow ? "above \(Self.plain(low))" : "from \(Self.plain(low))"
      throw complaint("allowed are numbers \(least) up to \(Self.plain(high)).")
    }
    return value
  }

  /// A whole number within bounds.
  ///
  /// - Throws: `ProgramStop` about a number that is none or out of range.
  func count(_ range: ClosedRange<Int>) throws -> Int {
    let value = try plainNumber(text)
    guard let count = Int(exactly: value), range.contains(count) else {
      throw complaint(
        "allowed are whole numbers from \(range.lowerBound) to \(range.upperBound).")
    }
    return count
  }

  /// A length of time: `180s`, `3min`, `1.5h`, `2d`, or seconds without a unit.
  ///
  /// - Throws: `ProgramStop` about anything else, and about 0 unless that is allowed.
  func duration(mayBeZero: Bool = false) throws -> Double {
    let unit = Self.units.first { text.hasSuffix($0.0) } ?? ("", 1)
    let digits = text.dropLast(unit.0.count).trimmingCharacters(in: .whitespaces)
    let seconds = try plainNumber(digits) * unit.1
    let isLongEnough = seconds >= Self.shortest || (mayBeZero && seconds == 0)
    guard isLongEnough, seconds <= Self.longest else {
      let least = mayBeZero ? "0 s, and times from 1e-9 s on" : "times above 0 s, from 1e-9 s on,"
      throw complaint("allowed are \(least) up to 3660 d, such as 180s, 3min, 1h.")
    }
    return seconds
  }

  /// A proportion: `80%` or `0.8`, between 0 and 1, both excluded.
  ///
  /// - Throws: `ProgramStop` about anything else.
  func proportion(mayBeOne: Bool = false) throws -> Double {
    let isPercent = text.hasSuffix("%")
    let digits = isPercent ? String(text.dropLast()) : text
    let value = try plainNumber(digits) / (isPercent ? 100 : 1)
    guard value > 0, value < 1 || (mayBeOne && value == 1) else {
      throw complaint(
        "allowed are proportions above 0 and \(mayBeOne ? "up to" : "below") 1, such as 80% or 0.8.")
    }
    return value
  }

  /// Units of time and their seconds.
  static let units: [(String, Double)] = [
    ("min", 60), ("s", 1), ("h", 3600), ("d", 86_400), ("", 1),
  ]
  private static let longest = 3660.0 * 86_400
  /// Rates per second of shorter times would leave the numbers that formulas can work with.
  private static let shortest = 1e-9

  private func plainNumber(_ digits: String) throws -> Double {
    let isPlain = digits.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) }
    if isPlain, let value = Double(digits), value.isFinite { return value }
    let hint = digits.contains(",") ? " Write a decimal point, not a comma." : ""
    throw complaint("this is not a number that can be read.\(hint)")
  }

  /// The end of the program with a message about this option.
  func complaint(_ reason: String) -> ProgramStop {
    ProgramStop(.badInput, "error: \(option) \(text): \(reason)")
  }

  private static func plain(_ value: Double) -> String {
    value < 1e15 ? String(Int(clamping: value)) : "\(value)"
  }
}

extension ProgramStop {
  /// A combination of options that makes no sense, or one that is missing.
  static func options(_ message: String) -> ProgramStop { ProgramStop(.badInput, "error: " + message) }
}

/// How much work comes.
struct ErlangTraffic: ParsableArguments {
  @Option(parsing: .unconditional, help: "Calls that come in the time of --per.")
  var calls: String?

  @Option(parsing: .unconditional, help: "The time of --calls, such as 30min or 1h.")
  var per: String?

  @Option(parsing: .unconditional, help: "The offered load in erlangs, instead of --calls and --per.")
  var load: String?

  @Option(parsing: .unconditional, help: "The average handle time, such as 180s or 3min.")
  var aht: String?

  /// Load and handle time.
  struct Work {
    /// Erlangs.
    var load: Double
    /// Seconds; 1 where only the load matters.
    var handleTime: Double
    /// Whether the handle time was given.
    var hasTime = true
    /// The seconds of --per, to express a load in calls.
    var period: Double?
    /// "100 calls in 1,800 s, 180 s each".
    var text: String?
  }

  static let largestLoad = 1e6

  /// The work; `load` may be missing where it is searched for.
  ///
  /// - Throws: `ProgramStop` about options that are missing, exclude each other or make no sense.
  func work(needsTime: Bool = true, needsLoad: Bool = true) throws -> Work {
    guard load == nil || calls == nil else {
      throw ProgramStop.options("--load and --calls exclude each other.")
    }
    let time = try aht.map { try OptionText(option: "--aht", text: $0).duration() }
    guard time != nil || !(needsTime || calls != nil) else {
      throw ProgramStop.options("--aht is missing: the average handle time, such as 180s.")
    }
    let period = try per.map { try OptionText(option: "--per", text: $0).duration() }
    if let load {
      let value = try OptionText(option: "--load", text: load)
        .number(from: 0, upTo: Self.largestLoad)
      return Work(
        load: value, handleTime: time ?? 1, hasTime: time != nil,
        period: time == nil ? nil : period)
    }
    guard let calls else {
      guard !needsLoad else {
        throw ProgramStop.options("--calls with --per, or --load, is missing.")
      }
      return Work(
        load: .nan, handleTime: time ?? 1, hasTime: time != nil,
        period: time == nil ? nil : period)
    }
    guard let period, let per, let time, let aht else {
      throw ProgramStop.options("--calls needs --per, such as --per 30min.")
    }
    let count = try OptionText(option: "--calls", text: calls).number(from: 0, upTo: 1e12)
    let load = count * time / period
    guard load <= Self.largestLoad, load > 0 else {
      throw ProgramStop.options("--calls \(calls): more than a million erlangs, or none at all.")
    }
    return Work(
      load: load, handleTime: time, period: period,
      text: "\(calls) call\(count == 1 ? "" : "s") in \(per), \(aht) each")
  }
}

/// What a staffing must reach.
struct ErlangGoals: ParsableArguments {
  @Option(parsing: .unconditional, help: "The acceptable wait of the service level.")
  var within = "20s"

  @Option(parsing: .unconditional, help: "Goal: at least this part is answered within --within.")
  var serviceLevel: String?

  @Option(parsing: .unconditional, help: "Goal: the average speed of answer is at most this.")
  var asa: String?

  @Option(parsing: .unconditional, help: "Goal: at most this part of the calls waits.")
  var waiting: String?

  @Option(parsing: .unconditional, help: "Goal: at most this part of the calls abandons.")
  var abandonment: String?

  @Option(parsing: .unconditional, help: "Goal: agents are busy at most this part of the time.")
  var maxOccupancy: String?

  @Option(parsing: .unconditional, help: "Goal: at most this part of the calls is blocked.")
  var blocking: String?

  /// T of the service level, in seconds.
  ///
  /// - Throws: `ProgramStop` about a time that cannot be read.
  func acceptableWait() throws -> Double {
    try OptionText(option: "--within", text: within).duration(mayBeZero: true)
  }

  /// The goals, in the order of the options.
  ///
  /// - Throws: `ProgramStop` about a value out of range.
  func goals() throws -> [ErlangGoal] {
    var goals: [ErlangGoal] = []
    func add(_ name: String, _ text: String?, _ figure: ErlangFigure.Key, isFloor: Bool = false) throws {
      guard let text else { return }
      let option = OptionText(option: name, text: text)
      let bound = try figure == .averageSpeedOfAnswer ? option.duration() : option.proportion()
      goals.append(
        ErlangGoal(option: name, text: text, figure: figure, bound: bound, isFloor: isFloor))
    }
    try add("--service-level", serviceLevel, .serviceLevel, isFloor: true)
    try add("--asa", asa, .averageSpeedOfAnswer)
    try add("--waiting", waiting, .waitProbability)
    try add("--abandonment", abandonment, .abandonedProportion)
    try add("--max-occupancy", maxOccupancy, .occupancy)
    try add("--blocking", blocking, .blockingProbability)
    return goals
  }
}

/// What is searched for, and how the answer is printed.
struct ErlangOutput: ParsableArguments {
  /// What goes to standard output.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv
  }

  /// What is searched for.
  enum Unknown: String, ExpressibleByArgument, CaseIterable {
    case agents, load, calls, lines, blocking, patience
  }

  @Option(parsing: .unconditional, help: "The number of agents.")
  var agents: String?

  @Option(
    help: "Search for the value that reaches the goals: agents, load, calls, lines or patience.")
  var solve: Unknown?

  @Flag(help: "Numbers of agents between whole ones, by Erlang B between whole numbers.")
  var fractional = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Also the probability that so many callers wait, such as 0..10.", valueName: "K..K"))
  var queue: String?

  @Option(
    name: [.long, .customLong("form")],
    help: ArgumentHelp("The form of the output.", valueName: "text|json|csv"))
  var format = Format.text

  @Option(help: "A folder for a page with charts, and the table as CSV and JSON.")
  var out: String?

  @Flag(help: "Replace other files of these names in the folder.")
  var force = false

  static let mostAgents = 1_000_000

  /// The number of agents; nil where it is searched for.
  ///
  /// - Throws: `ProgramStop` about a number out of range.
  func agentCount() throws -> Double? { try agents.map { try count($0, of: "--agents") } }

  /// A number of agents or lines.
  ///
  /// - Throws: `ProgramStop` about a number out of range.
  func count(_ text: String, of option: String) throws -> Double {
    let option = OptionText(option: option, text: text)
    return fractional
      ? try option.number(from: 0, upTo: Double(Self.mostAgents))
      : Double(try option.count(1...Self.mostAgents))
  }

  /// The lengths of the queue that were asked about, with their probabilities.
  ///
  /// - Throws: `ProgramStop` about a list that is none, and about models whose queues have no such law.
  func queueLengths(of answer: ErlangAnswer) throws -> [QueueLength] {
    guard let queue else { return [] }
    guard let law = answer.model.queueLengths, answer.agents == answer.agents.rounded() else {
      throw ProgramStop.options(
        "--queue: for Erlang C, and for Erlang A with exponential patience, with or without lines, and "
          + "whole numbers of agents.")
    }
    let option = OptionText(option: "--queue", text: queue)
    let counts = try ListText(option: option, isCount: true).values()
      .map { try OptionText(option: "--queue", text: $0).count(0...Self.mostAgents) }
    let known = try law(answer.work.load, Int(answer.agents), counts.max() ?? 0)
    return counts.map {
      QueueLength(
        waiting: $0, probability: known.probability(of: $0), upTo: known.probability(upTo: $0))
    }
  }
}

/// How likely it is that so many callers wait.
struct QueueLength: Encodable {
  /// k.
  var waiting: Int
  /// P(k wait).
  var probability: Double
  /// P(at most k wait).
  var upTo: Double
}
