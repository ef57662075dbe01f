import ContactCenter
import Experiments
import Foundation
import Reporting
import Scale

/// A comparison from its entrants to its reports.
struct ComparisonRun {
  var workshop: Workshop
  var part: ComparisonPart
  var entrants: [ComparisonEntrants.Member]
  var settings: TournamentSettings
  var context: ComparisonContext
  /// The file whose name the report's folder has.
  var file: String
  /// The name of the report's files without ending.
  var name: String
  /// Whether agents are searched for that keep the goals where no entrant does.
  var isRemedySought = false

  /// Simulates, writes the files and fills the archive.
  ///
  /// - Throws: `JobFailure` about settings that make no sense, a stop, and folders that cannot be written.
  func outcome(of request: some PooledRequest) async throws -> ComparisonOutcome {
    let asked = try workshop.folder(part.out, of: file)
    try checkFolder(asked)
    try checkLimit()
    return try await workshop.withPool(of: request, beside: asked, try service()) {
      try await outcome(by: $0, asked)
    }
  }

  /// What workers of a pool do for it.
  private func service() throws -> TournamentService {
    var program = workshop.program
    program.build = try program.identity()
    let keys = entrants.map { member in
      ObservationStore.key(
        of: member.digest, TournamentLayout(member.entrant.model), settings, program)
    }
    let digest = wireDigest(of: Array(keys.joined(separator: "\n").utf8))
    return TournamentService(
      entrants.map(\.entrant), settings: settings, identity: "\(keys.count) entrants, digest \(digest)")
  }

  private func outcome(by pool: WorkerPool?, _ asked: URL) async throws -> ComparisonOutcome {
    let store = openStore()
    var settings = settings
    settings.saved = store?.saved(limit: settings.mostReplications) ?? []
    if !settings.saved.isEmpty {
      workshop.notice(
        JobNotice(
          .message,
          "Going on with \(FigureText.count(settings.saved.count, "replication")) of earlier calls (\(.fresh) starts anew)."
        ))
    }
    let start = ContinuousClock.now
    let result = try await simulate(settings, store, pool)
    if let trouble = store?.finish() {
      workshop.notice(JobNotice(.warning, "observations are not in the archive: \(trouble)"))
    }
    guard !result.isPartial else { throw interrupted(result, store) }
    var comparison = Comparison(result: result, context: context)
    if isRemedySought, result.selection.status == .noneFeasible {
      comparison.context.remedy = try await remedy(of: comparison)
    }
    var outcome = ComparisonOutcome(comparison: comparison, name: name)
    if !part.noReport || store != nil { outcome.written = outcome.document }
    let wanted = try part.wanted
    outcome.text = try wanted.text(of: outcome.formed(), in: workshop)
    let files = part.noReport ? [] : try wanted.make(outcome.formed(), try part.forms)
    outcome.names = files.map(\.name)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    // First of all the comparison is kept; then a report that cannot be written is not lost.
    if files.isEmpty {
      record(outcome, store, nil, wallSeconds: seconds)
    } else {
      let folder = try workshop.write(
        files, to: asked, isNamed: part.out != nil, isForced: part.force
      ) {
        record(outcome, store, $0, wallSeconds: seconds)
      }
      outcome.folder = workshop.files.shown(folder)
      outcome.text += workshop.place(of: outcome.names, in: outcome.folder, wanted.languages)
    }
    return outcome
  }

  /// Before any work: the report can be written.
  private func checkFolder(_ asked: URL) throws {
    guard !part.noReport else { return }
    try workshop.checkWritable(
      asked, names: try part.forms.map { "\(name).\($0.ending)" }, kind: .request)
  }

  private func checkLimit() throws {
    let each = settings.mostReplications
    let isFixed = if case .fixed = settings.mode { true } else { false }
    try workshop.check(
      replications: each * entrants.count, isFixed ? .replications : .maxReplications)
  }

  private func openStore() -> ObservationStore? {
    guard !part.noArchive, let file = workshop.archive else { return nil }
    let layouts = entrants.map { TournamentLayout($0.entrant.model) }
    let keys = zip(entrants, layouts).map {
      ObservationStore.key(of: $0.digest, $1, settings, workshop.program)
    }
    do {
      let widths = layouts.map(\.width)
      let store = ObservationStore(
        archive: try RunArchive(file: file), keys: keys, widths: widths, now: workshop.now)
      if part.fresh { try store.archive.removeObservations(of: keys) }
      return store
    } catch {
      workshop.notice(
        JobNotice(
          .warning,
          "the archive \(workshop.files.shown(file)) cannot be used, so that an interrupted "
            + "comparison starts anew: \(Workshop.reason(error))"))
      return nil
    }
  }

  private func simulate(
    _ settings: TournamentSettings, _ store: ObservationStore?, _ pool: WorkerPool?
  ) async throws -> TournamentResult {
    let count = entrants.count
    do throws(TournamentError) {
      return try await runTournament(
        entrants.map(\.entrant), settings: settings, pool: pool, finished: { store?.add($0) },
        progress: { [workshop] in workshop.progress(Self.progress($0, entrants: count)) },
        isCancelled: workshop.stopping)
    } catch {
      throw JobFailure(at: nil, Words(error.description))
    }
  }

  private static func progress(_ progress: TournamentProgress, entrants: Int) -> JobProgress {
    let remaining =
      progress.remaining.count < entrants
      ? ", \(progress.remaining.count) of \(entrants) still in the race" : ""
    return JobProgress(
      "replications planned so far", progress.rows, of: progress.planned, remark: remaining)
  }

  private func interrupted(_ result: TournamentResult, _ store: ObservationStore?) -> JobFailure {
    var failure = JobFailure.stopped(
      "interrupted after \(FigureText.count(result.replications, "replication")); no report was written, ")
    failure.canGoOn = store?.isKeeping == true
    failure.words = failure.words + (failure.canGoOn ? "what is done is kept." : "nothing is kept.")
    return failure
  }

  /// Agents with which the nearest entrant keeps the goals, or which are not enough; nil: nothing is known.
  private func remedy(of comparison: Comparison) async throws -> ComparisonContext.Remedy? {
    guard let nearest = NearestMiss(comparison: comparison).entrant else { return nil }
    return try await entrants[nearest].remedy.search(
      RemedySearch(result: comparison.result, entrant: nearest, part: part), in: workshop)
  }

  // MARK: - Output

  /// The archive's troubles are a warning, as in `run`.
  private func record(
    _ outcome: ComparisonOutcome, _ store: ObservationStore?, _ folder: URL?, wallSeconds: Double
  ) {
    guard let store else { return }
    do {
      let record = ComparisonRecord(
        outcome.comparison, time: workshop.now(), folder: folder?.path, wallSeconds: wallSeconds)
      try store.archive.record(record, document: outcome.document)
      try store.archive.trimObservations(to: ObservationStore.limit)
    } catch {
      workshop.notice(JobNotice(.warning, "the comparison is not in the archive: \(error)"))
    }
  }
}

/// What a comparison found and wrote.
public struct ComparisonOutcome: Sendable {
  /// The figures, with what the entrants are.
  public let comparison: Comparison
  /// The name of the report's files without ending.
  public let name: String
  /// The report's folder as messages call it; nil: nothing was written.
  public var folder: String?
  /// The names of the files in it.
  public var names: [String] = []
  /// The comparison for a terminal in the languages asked for.
  public var text = ""
  /// The document where it was written somewhere.
  var written: String?

  /// A comparison of which nothing is written yet.
  init(comparison: Comparison, name: String) { (self.comparison, self.name) = (comparison, name) }

  /// The report in every form.
  func formed() -> FormedReport {
    FormedReport(
      name: name,
      document: { language in
        ComparisonDocument(
          comparison, language: try ReportLanguage.shipped(language)
        ).document
      },
      json: { document },
      own: { form, _ in form == .csv ? [.init(name: "\(name).csv", text: csv)] : nil })
  }

  /// Everything as a JSON document.
  public var document: String { written ?? ComparisonJSON.text(of: comparison) }

  /// The figures as a table.
  public var csv: String { ComparisonCSV.text(of: comparison) }
}

extension TournamentSettings {
  /// The most replications that an entrant can have.
  fileprivate var mostReplications: Int {
    switch mode {
    case .fixed(let replications): return replications
    case .selection(_, _, let maximum): return maximum
    }
  }
}

/// A comparison or a variation, whose replications a pool of workers may simulate.
protocol PooledComparison: PooledRequest {
  var comparison: ComparisonPart { get set }
}

extension PooledComparison {
  var ownThreads: Int? { comparison.threads }
  var ofWorker: Self {
    var request = self
    request.comparison.noReport = true
    request.comparison.form = nil
    return request
  }
}

extension CompareRequest: PooledComparison {
  static let command = "compare"
}

extension VaryRequest: PooledComparison {
  static let command = "vary"
}
