import Experiments
import Foundation
import Reporting
import Synchronization

/// Observations on their way to the archive; several threads may add some.
final class ObservationStore: Sendable {
  let archive: RunArchive
  private let keys: [String]
  private let widths: [Int]
  /// The moment.
  private let now: @Sendable () -> Date
  private let state: Mutex<State>

  private struct State {
    var waiting: [RunArchive.Observation] = []
    var lastStored = ContinuousClock.now
    var trouble: String?
  }

  /// The most bytes of observations that an archive keeps.
  static let limit = 256 << 20

  /// A store for entrants with these keys and so many numbers in a row.
  init(
    archive: RunArchive, keys: [String], widths: [Int], now: @escaping @Sendable () -> Date
  ) {
    self.now = now
    self.archive = archive
    self.keys = keys
    self.widths = widths
    state = Mutex(State())
  }

  /// All that the observations of an entrant depend on, and what their numbers are.
  ///
  /// Another build of the program starts anew.
  static func key(
    of digest: String, _ layout: TournamentLayout, _ settings: TournamentSettings,
    _ program: Workshop.Program
  ) -> String {
    let strata = settings.strata > 1 ? " | \(settings.strata) strata" : ""
    let layout = BlockRows.layout(layout.columns)
    let program = "\(program.version) \(program.build)"
    return "\(digest) | \(layout) | seed \(settings.seed)\(strata) | \(program)"
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

  /// Stores the rest.
  ///
  /// - Returns: What went wrong, then or before; nil: nothing.
  func finish() -> String? {
    state.withLock { state in
      store(&state)
      return state.trouble
    }
  }

  private func store(_ state: inout State) {
    do {
      try archive.store(state.waiting, time: now())
    } catch {
      state.trouble = "\(error)"
    }
    state.waiting = []
    state.lastStored = ContinuousClock.now
  }
}
