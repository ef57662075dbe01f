import ArgumentParser
import Jobs

/// The options of `run` that change the scenario's study.
struct StudyOptions: ParsableArguments {
  @Option(help: .of(StudyRequest.note(.replications)))
  var replications: Int?

  @Option(parsing: .unconditional, help: .of(StudyRequest.note(.seed)), transform: Seed.parse)
  var seed: UInt64?

  @Option(help: .of(StudyRequest.note(.threads)))
  var threads: Int?

  @Option(help: .of(StudyRequest.note(.precision), valueName: "indicator=half-width"))
  var precision: [String] = []

  @Option(help: .of(StudyRequest.note(.maxReplications)))
  var maxReplications: Int?

  @Option(help: .of(StudyRequest.note(.confidence)))
  var confidence: String?

  /// The options as a part of requests.
  var request: StudyRequest {
    var request = StudyRequest()
    (request.replications, request.seed, request.threads) = (replications, seed, threads)
    (request.precision, request.maxReplications) = (precision, maxReplications)
    request.confidence = confidence
    return request
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
