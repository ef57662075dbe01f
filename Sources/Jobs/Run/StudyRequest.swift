import ContactCenter
import ScenarioReading

/// What of a scenario's study is to be other than the scenario says.
public struct StudyRequest: RequestPart {
  /// Replications, with `precision` the least number; 1 to a million; default: the scenario's.
  public var replications: Int?
  /// The seed of all random streams; default: the scenario's.
  public var seed: UInt64?
  /// Replications at the same time, 1 to 1024; results do not depend on it; default: the workshop's.
  public var threads: Int?
  /// Half-widths to reach, such as "serviceLevel=0.5%" or "averageSpeedOfAnswer=rel:2%"; default: the
  /// scenario's.
  public var precision: [String] = []
  /// The most replications that `precision` may ask for, 2 to a million; default: the scenario's.
  public var maxReplications: Int?
  /// The level of confidence intervals as text: "0.95" or "95%", from 0.5 to 0.9999; default: the
  /// scenario's.
  public var confidence: String?

  /// A study as the scenario has it.
  public init() {}

  /// A request in which every field has its default.
  public static let blank = StudyRequest()
  /// What each field is.
  public static let notes: [JobField: FieldNote] = [
    .replications: FieldNote(
      "Replications; with \(.precision) the least number. [the scenario's]",
      whole: FieldNotes.replicationRange),
    .seed: FieldNotes.seed,
    .threads: FieldNotes.threads,
    .precision: FieldNote(
      "Go on until this half-width is reached; may be given several times.",
      more: "serviceLevel=0.5% means half a percentage point, averageSpeedOfAnswer=2s two "
        + "seconds; with rel: a share of the value, as in averageSpeedOfAnswer=rel:2%."),
    .maxReplications: FieldNote(
      "The most replications that \(.precision) may ask for. [the scenario's]",
      whole: 2...FieldNotes.replicationRange.upperBound),
    .confidence: "Level of the confidence intervals, such as 0.95 or 95%. [the scenario's]",
  ]

  /// The scenario's study with these values in place of what it says.
  ///
  /// - Throws: `JobFailure` about a field out of range.
  func study(of scenario: Scenario.Study) throws -> Scenario.Study {
    var study = scenario
    if study.method == .batchMeans { try refuseForBatchMeans() }
    if let replications { study.replications = try Self.checked(replications, .replications) }
    if let maxReplications {
      study.maximumReplications = try Self.checked(maxReplications, .maxReplications)
    }
    if let seed { study.seed = seed }
    if let confidence { study.confidence = try Self.level(confidence) }
    if !precision.isEmpty { study.precision = try precision.map(Self.goal) }
    try checkLimits(study)
    return study
  }

  /// One long run has neither replications nor a goal to stop at.
  private func refuseForBatchMeans() throws {
    let given: [(JobField, Bool)] = [
      (.replications, replications != nil), (.maxReplications, maxReplications != nil),
      (.precision, !precision.isEmpty),
    ]
    guard let field = given.first(where: \.1)?.0 else { return }
    throw JobFailure(
      at: field,
      "\(field) does not go with this scenario, whose study is one long run (method: "
        + "batchMeans). Change study.batches or calendar.days in the scenario.")
  }

  private func checkLimits(_ study: Scenario.Study) throws {
    if maxReplications != nil, study.precision.isEmpty {
      throw JobFailure(
        at: .maxReplications,
        "\(.maxReplications) limits \(.precision), which is not given. For a fixed number take "
          + "\(.replications).")
    }
    if maxReplications == 1 {
      throw JobFailure(
        .maxReplications, "1", "one replication has no half-width; allowed are 2 or more.")
    }
    if !study.precision.isEmpty, study.maximumReplications < study.replications {
      throw JobFailure(
        at: .maxReplications,
        "at most \(study.maximumReplications) replications (\(.maxReplications)) are fewer "
          + "than the least number, \(study.replications) (\(.replications)).")
    }
  }

  private static func goal(_ text: String) throws -> Scenario.PrecisionGoal {
    do throws(PrecisionGoalDefect) {
      return try Scenario.PrecisionGoal(text: text)
    } catch {
      throw JobFailure(.precision, text, "\(error.finding) \(error.remedy)")
    }
  }

  private static func level(_ text: String) throws -> Double {
    let number = text.hasSuffix("%") ? Double(text.dropLast()).map { $0 / 100 } : Double(text)
    guard let number, number >= 0.5, number <= 0.9999 else {
      let isPercentage = (number ?? 0) >= 50 && (number ?? 0) <= 99.99
      let hint = isPercentage ? " Did you mean \(text)%?" : ""
      throw JobFailure(
        .confidence, text, "a level from 0.5 to 0.9999, or 50% to 99.99%.\(hint)")
    }
    return number
  }
}

/// Notes about fields that several requests have.
enum FieldNotes {
  static let replicationRange = 1...1_000_000
  static let seed: FieldNote = "Seed of all random streams. [the scenario's]"
  static let archive: FieldNote =
    "The archive's file. [$SWITCHBOARD_ARCHIVE, else Reports/archive.sqlite]"
  static let threads = FieldNote(
    "Replications at the same time; results do not depend on it. [all processors]", whole: 1...1024)
}

extension Workshop {
  /// The number of simulations at the same time of a request that may not say.
  ///
  /// - Throws: `JobFailure` about a number out of range.
  func workers(_ threads: Int?) throws -> Int {
    try threads.map { try StudyRequest.checked($0, .threads) } ?? workers
  }
}
