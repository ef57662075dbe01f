import ArgumentParser
import ContactCenter
import Foundation
import ScenarioReading

/// The options of `run` that change the scenario's study.
struct StudyOptions: ParsableArguments {
  @Option(help: "Replications; with --precision the least number. [the scenario's]")
  var replications: Int?

  @Option(
    parsing: .unconditional, help: "Seed of all random streams. [the scenario's]",
    transform: Seed.parse)
  var seed: UInt64?

  @Option(help: "Replications at the same time; results do not depend on it. [all processors]")
  var threads: Int?

  @Option(
    help: ArgumentHelp(
      "Go on until this half-width is reached; may be given several times.",
      discussion: "serviceLevel=0.5% means half a percentage point, averageSpeedOfAnswer=2s two "
        + "seconds; with rel: a share of the value, as in averageSpeedOfAnswer=rel:2%.",
      valueName: "indicator=half-width"))
  var precision: [String] = []

  @Option(help: "The most replications that --precision may ask for. [the scenario's]")
  var maxReplications: Int?

  @Option(help: "Level of the confidence intervals, such as 0.95 or 95%. [the scenario's]")
  var confidence: String?

  /// The most replications that a study may have.
  static let replicationLimit = 1_000_000
  private static let threadLimit = 1024

  /// The scenario's study with these options in place of what it says.
  ///
  /// - Throws: `ProgramStop` about an option out of range.
  func study(of scenario: Scenario.Study) throws -> Scenario.Study {
    var study = scenario
    if study.method == .batchMeans { try refuseForBatchMeans() }
    if let replications {
      study.replications = try StudyOptions.inRange(replications, "--replications")
    }
    if let maxReplications {
      study.maximumReplications = try StudyOptions.inRange(maxReplications, "--max-replications")
    }
    if let seed { study.seed = seed }
    if let confidence { study.confidence = try StudyOptions.level(confidence) }
    if !precision.isEmpty { study.precision = try precision.map(StudyOptions.goal) }
    try checkLimits(study)
    return study
  }

  /// One long run has neither replications nor a goal to stop at.
  private func refuseForBatchMeans() throws {
    let given = [
      ("--replications", replications != nil), ("--max-replications", maxReplications != nil),
      ("--precision", !precision.isEmpty),
    ]
    guard let option = given.first(where: \.1)?.0 else { return }
    throw ProgramStop(
      .badInput,
      "error: \(option) does not go with this scenario, whose study is one long run (method: "
        + "batchMeans). Change study.batches or calendar.days in the scenario.")
  }

  private func checkLimits(_ study: Scenario.Study) throws {
    if maxReplications != nil, study.precision.isEmpty {
      throw ProgramStop(
        .badInput,
        "error: --max-replications limits --precision, which is not given. For a fixed number take "
          + "--replications.")
    }
    if maxReplications == 1 {
      throw ProgramStop(
        .badInput,
        "error: --max-replications 1: one replication has no half-width; allowed are 2 or more.")
    }
    if !study.precision.isEmpty, study.maximumReplications < study.replications {
      throw ProgramStop(
        .badInput,
        "error: at most \(study.maximumReplications) replications (--max-replications) are fewer "
          + "than the least number, \(study.replications) (--replications).")
    }
  }

  /// The number of threads.
  ///
  /// - Throws: `ProgramStop` about a number out of range.
  func threadCount() throws -> Int { try StudyOptions.threadCount(threads) }

  /// The number of threads of a `--threads` that may be absent.
  ///
  /// - Throws: `ProgramStop` about a number out of range.
  static func threadCount(_ threads: Int?) throws -> Int {
    guard let threads else { return ProcessInfo.processInfo.activeProcessorCount }
    guard (1...StudyOptions.threadLimit).contains(threads) else {
      throw ProgramStop(
        .badInput, "error: --threads \(threads): 1 to \(StudyOptions.threadLimit) are allowed.")
    }
    return threads
  }

  /// A number of replications.
  ///
  /// - Throws: `ProgramStop` about a number out of range.
  static func inRange(_ count: Int, _ option: String) throws -> Int {
    guard (1...replicationLimit).contains(count) else {
      throw ProgramStop(
        .badInput, "error: \(option) \(count): 1 to \(replicationLimit) are allowed.")
    }
    return count
  }

  private static func goal(_ text: String) throws -> Scenario.PrecisionGoal {
    do throws(PrecisionGoalDefect) {
      return try Scenario.PrecisionGoal(text: text)
    } catch {
      throw ProgramStop(
        .badInput, "error: --precision \(text): \(error.finding) \(error.remedy)")
    }
  }

  private static func level(_ text: String) throws -> Double {
    let number = text.hasSuffix("%") ? Double(text.dropLast()).map { $0 / 100 } : Double(text)
    guard let number, number >= 0.5, number <= 0.9999 else {
      let isPercentage = (number ?? 0) >= 50 && (number ?? 0) <= 99.99
      let hint = isPercentage ? " Did you mean \(text)%?" : ""
      throw ProgramStop(
        .badInput,
        "error: --confidence \(text): a level from 0.5 to 0.9999, or 50% to 99.99%.\(hint)")
    }
    return number
  }
}

/// The value of `--seed`.
enum Seed {
  /// A whole number from 0 to 2⁶⁴ − 1.
  ///
  /// - Throws: `ValidationError` about anything else.
  @Sendable static func parse(_ text: String) throws -> UInt64 {
    guard let seed = UInt64(text) else {
      throw ValidationError("a seed is a whole number from 0 to \(UInt64.max).")
    }
    return seed
  }
}
