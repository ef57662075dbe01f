import ArgumentParser
import ContactCenter
import Experiments
import Foundation

/// The options of `run` that change the scenario's study.
struct StudyOptions: ParsableArguments {
  @Option(help: "Replications; with --precision the least number. [the scenario's]")
  var replications: Int?

  @Option(help: "Seed of all random streams, 0 to 18446744073709551615. [the scenario's]")
  var seed: UInt64?

  @Option(help: "Replications at the same time; results do not depend on it. [all processors]")
  var threads: Int?

  @Option(
    help: ArgumentHelp(
      "Go on until this half-width is reached; may be given several times.",
      discussion: "serviceLevel=0.5% is relative to the value, serviceLevel=0.01 and "
        + "averageSpeedOfAnswer=2s are absolute.",
      valueName: "indicator=half-width"))
  var precision: [String] = []

  @Option(help: "The most replications that --precision may ask for. [the scenario's]")
  var maxReplications: Int?

  @Option(help: "Level of the confidence intervals, such as 0.95 or 95%. [the scenario's]")
  var confidence: String?

  /// The most replications that a study may have.
  private static let replicationLimit = 1_000_000
  private static let threadLimit = 1024

  /// The scenario's study with these options in place of what it says.
  ///
  /// - Throws: `ProgramStop` about an option out of range.
  func study(of scenario: Scenario.Study) throws -> Scenario.Study {
    var study = scenario
    if let replications {
      study.replications = try StudyOptions.inRange(replications, "--replications")
    }
    if let maxReplications {
      study.maximumReplications = try StudyOptions.inRange(maxReplications, "--max-replications")
    }
    if let seed { study.seed = seed }
    if let confidence { study.confidence = try StudyOptions.level(confidence) }
    if !precision.isEmpty { study.precision = try precision.map(PrecisionOption.goal) }
    return study
  }

  /// The number of threads.
  ///
  /// - Throws: `ProgramStop` about a number out of range.
  func threadCount() throws -> Int {
    guard let threads else { return ProcessInfo.processInfo.activeProcessorCount }
    guard (1...StudyOptions.threadLimit).contains(threads) else {
      throw ProgramStop(
        .badInput, "error: --threads \(threads): 1 to \(StudyOptions.threadLimit) are allowed.")
    }
    return threads
  }

  private static func inRange(_ count: Int, _ option: String) throws -> Int {
    guard (1...replicationLimit).contains(count) else {
      throw ProgramStop(
        .badInput, "error: \(option) \(count): 1 to \(replicationLimit) are allowed.")
    }
    return count
  }

  private static func level(_ text: String) throws -> Double {
    let number = text.hasSuffix("%") ? Double(text.dropLast()).map { $0 / 100 } : Double(text)
    guard let number, number >= 0.5, number <= 0.9999 else {
      throw ProgramStop(
        .badInput, "error: --confidence \(text): a level from 0.5 to 0.9999, or 50% to 99.99%.")
    }
    return number
  }
}

/// `serviceLevel=0.5%`: an indicator and the half-width to reach.
enum PrecisionOption {
  /// The goal that a text asks for.
  ///
  /// - Throws: `ProgramStop` that says what is wrong with it.
  static func goal(_ text: String) throws -> Scenario.PrecisionGoal {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else {
      throw complaint(text, "an indicator, =, and a half-width, such as serviceLevel=0.5%.")
    }
    guard let indicator = IndicatorCatalogue.indicator(parts[0]) else {
      throw complaint(text, "no indicator is called \(parts[0]).\(suggestion(for: parts[0]))")
    }
    let (number, isRelative) = try size(parts[1], of: indicator, in: text)
    return Scenario.PrecisionGoal(
      indicator: indicator.identifier, halfWidth: number, isRelative: isRelative)
  }

  private static func size(
    _ width: String, of indicator: Indicator, in text: String
  ) throws -> (Double, Bool) {
    let isRelative = width.hasSuffix("%")
    let hasSeconds = !isRelative && width.hasSuffix("s")
    let digits = isRelative || hasSeconds ? String(width.dropLast()) : width
    guard let number = Double(digits.trimmingCharacters(in: .whitespaces)), number > 0,
      number.isFinite
    else {
      throw complaint(text, "the half-width must be a number above 0, such as 0.5%, 0.01 or 2s.")
    }
    guard !hasSeconds || indicator.unit == .seconds else {
      throw complaint(text, "\(indicator.identifier) is not in seconds.")
    }
    return (isRelative ? number / 100 : number, isRelative)
  }

  private static func complaint(_ text: String, _ reason: String) -> ProgramStop {
    ProgramStop(.badInput, "error: --precision \(text): \(reason)")
  }

  private static func suggestion(for name: String) -> String {
    let near = NearestName.nearest(to: name, in: IndicatorCatalogue.all.map(\.identifier))
    return near.map { " Did you mean \($0)?" } ?? ""
  }
}
