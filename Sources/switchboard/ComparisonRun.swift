import ContactCenter
import Experiments
import Foundation
import Reporting
import Synchronization

/// A comparison from its entrants to its reports.
struct ComparisonRun {
  var options: ComparisonOptions
  var entrants: [ComparisonEntrants.Member]
  var settings: TournamentSettings
  var context: ComparisonContext
  /// The file whose name the report's folder has.
  var file: String
  /// The name of the report's files without ending.
  var name: String

  /// The command as it was given, with its folders: what goes on after an interruption.
  private static var givenCommand: String {
    CanonicalCommand.line(Array(ProcessInfo.processInfo.arguments.dropFirst()))
  }

  private var asked: URL {
    options.out.map { URL(fileURLWithPath: $0) } ?? RunCommand.defaultFolder(of: file)
  }

  /// Simulates, writes the files and prints what was asked for.
  ///
  /// - Throws: `ProgramStop` about settings that make no sense, an interruption, and folders that
  ///   cannot be written.
  func run() async throws {
    try checkFolder()
    let store = openStore()
    var settings = settings
    settings.saved = store?.saved(limit: settings.mostReplications) ?? []
    if !settings.saved.isEmpty, !options.quiet {
      Console.complain(
        "Going on with \(settings.saved.count) replications of earlier calls (--fresh starts anew)."
      )
    }
    let start = ContinuousClock.now
    let result = try await simulate(settings, store)
    store?.finish()
    guard !result.isPartial else { throw interrupted(result, store) }
    let comparison = Comparison(result: result, context: context)
    let isDocumentWanted = !options.noReport || !options.noArchive || options.format == .json
    let document = isDocumentWanted ? ComparisonJSON.text(of: comparison) : ""
    let files = files(comparison, document)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    // First of all the comparison is kept; then a report that cannot be written is not lost.
    var folder: URL?
    if files.isEmpty {
      record(comparison, document, store, nil, wallSeconds: seconds)
    } else {
      folder = try ReportForms.write(files, to: asked, isForced: options.force) {
        record(comparison, document, store, $0, wallSeconds: seconds)
      }
    }
    show(comparison, document, folder)
  }

  /// Before any work: the report can be written.
  private func checkFolder() throws {
    guard !options.noReport else { return }
    try RunCommand.checkWritable(
      asked, names: ["json", "csv", "html"].map { "\(name).\($0)" },
      code: .badInput)
  }

  private func openStore() -> ObservationStore? {
    guard !options.noArchive else { return nil }
    let file = RunArchive.defaultFile(environment: Console.environment)
    let keys = entrants.map { ObservationStore.key(of: $0.digest, settings) }
    do {
      let widths = entrants.map { TournamentLayout($0.entrant.model).width }
      let store = ObservationStore(archive: try RunArchive(file: file), keys: keys, widths: widths)
      if options.fresh { try store.archive.removeObservations(of: keys) }
      return store
    } catch {
      Console.complain(
        "warning: the archive \(RunCommand.shown(file)) cannot be used, so that an interrupted "
          + "comparison starts anew: \(RunCommand.reason(error))")
      return nil
    }
  }

  private func simulate(
    _ settings: TournamentSettings, _ store: ObservationStore?
  ) async throws -> TournamentResult {
    Interruption.watch()
    let line = ProgressLine(isWanted: !options.quiet)
    defer { line.clear() }
    let count = entrants.count
    do throws(TournamentError) {
      return try await runTournament(
        entrants.map(\.entrant), settings: settings, finished: { store?.add($0) },
        progress: { line.show(Self.words($0, entrants: count)) },
        isCancelled: { Interruption.isRequested })
    } catch {
      throw ProgramStop.options(error.description)
    }
  }

  private static func words(_ progress: TournamentProgress, entrants: Int) -> String {
    let remaining =
      progress.remaining.count < entrants
      ? ", \(progress.remaining.count) of \(entrants) still in the race" : ""
    return "\(progress.rows) of \(progress.planned) replications planned so far\(remaining)"
  }

  private func interrupted(_ result: TournamentResult, _ store: ObservationStore?) -> ProgramStop {
    let kept =
      store?.isKeeping == true
      ? "what is done is kept. To go on:\n  \(Self.givenCommand.replacing(" --fresh", with: ""))"
      : "nothing is kept."
    return ProgramStop(
      Interruption.code,
      "interrupted after \(result.replications) replications; no report was written, \(kept)")
  }

  // MARK: - Output

  private func files(_ comparison: Comparison, _ document: String) -> [AtomicFile.Content] {
    guard !options.noReport else { return [] }
    return [
      AtomicFile.Content(name: "\(name).json", text: document),
      AtomicFile.Content(name: "\(name).csv", text: ComparisonCSV.text(of: comparison)),
      AtomicFile.Content(name: "\(name).html", text: ComparisonPage(comparison).html),
    ]
  }

  /// The archive's troubles are a warning, as in `run`.
  private func record(
    _ comparison: Comparison, _ document: String, _ store: ObservationStore?, _ folder: URL?,
    wallSeconds: Double
  ) {
    guard let store else { return }
    do {
      let record = ComparisonRecord(
        comparison, time: Date(), folder: folder?.path,
        wallSeconds: wallSeconds)
      try store.archive.record(record, document: document)
      try store.archive.trimObservations(to: ObservationStore.limit)
    } catch {
      Console.complain("warning: the comparison is not in the archive: \(error)")
    }
  }

  private func show(_ comparison: Comparison, _ document: String, _ folder: URL?) {
    switch options.format {
    case .json: Console.print(document)
    case .csv: Console.print(ComparisonCSV.text(of: comparison))
    case .text:
      guard !options.quiet else { return }
      let style = TerminalStyle.standardOutput(environment: Console.environment)
      Console.print(ComparisonText(comparison, style: style).text)
      if let folder { Console.print("Report: \(RunCommand.shown(folder))/\(name).html\n") }
    }
  }
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

/// Observations on their way to the archive; several threads may add some.
final class ObservationStore: Sendable {
  let archive: RunArchive
  private let keys: [String]
  private let widths: [Int]
  private let state: Mutex<State>

  private struct State {
    var waiting: [RunArchive.Observation] = []
    var lastStored = ContinuousClock.now
    var trouble: String?
  }

  /// The most bytes of observations that an archive keeps.
  static let limit = 256 << 20

  /// A store for entrants with these keys and so many numbers in a row.
  init(archive: RunArchive, keys: [String], widths: [Int]) {
    self.archive = archive
    self.keys = keys
    self.widths = widths
    state = Mutex(State())
  }

  /// All that the observations of an entrant depend on.
  ///
  /// Another build of the program starts anew.
  static func key(of digest: String, _ settings: TournamentSettings) -> String {
    var build = ""
    if let file = Bundle.main.executableURL,
      let values = try? FileManager.default.attributesOfItem(atPath: file.path),
      let size = values[.size] as? NSNumber, let date = values[.modificationDate] as? Date
    {
      build = "\(size)-\(Int(date.timeIntervalSince1970))"
    }
    let strata = settings.strata > 1 ? " | \(settings.strata) strata" : ""
    return "\(digest) | seed \(settings.seed)\(strata) | \(Switchboard.version) \(build)"
  }

  /// Whether everything could be stored so far.
  var isKeeping: Bool { state.withLock { $0.trouble == nil } }

  /// What the archive has of these entrants, of the first replications.
  func saved(limit: Int) -> [TournamentRow] {
    var rows: [TournamentRow] = []
    for (entrant, key) in keys.enumerated() {
      let observations = (try? archive.observations(of: key, limit: limit)) ?? []
      rows += observations.filter { $0.values.count == widths[entrant] }.map {
        TournamentRow(entrant: entrant, replication: $0.replication, values: $0.values)
      }
    }
    return rows
  }

  /// Takes a row; stores what has come together every two seconds.
  func add(_ row: TournamentRow) {
    state.withLock { state in
      state.waiting.append(
        .init(key: keys[row.entrant], replication: row.replication, values: row.values))
      if ContinuousClock.now - state.lastStored > .seconds(2) { store(&state) }
    }
  }

  /// Stores the rest; troubles are a warning.
  func finish() {
    let trouble = state.withLock { state in
      store(&state)
      return state.trouble
    }
    if let trouble { Console.complain("warning: observations are not in the archive: \(trouble)") }
  }

  private func store(_ state: inout State) {
    do {
      try archive.store(state.waiting, time: Date())
    } catch {
      state.trouble = "\(error)"
    }
    state.waiting = []
    state.lastStored = ContinuousClock.now
  }
}
