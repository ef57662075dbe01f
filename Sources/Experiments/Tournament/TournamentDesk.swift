import ContactCenter

/// Hands the replications of a tournament out to the workers and keeps their rows.
actor TournamentDesk {
  /// One replication of one entrant.
  struct Job: Sendable {
    var entrant: Int
    var replication: Int
  }

  private var director: TournamentDirector
  /// Rows of each entrant by replication; nil: not there.
  private var store: [[[Double]?]]
  private let stop: StopFlag
  private let finished: (@Sendable (TournamentRow) -> Void)?
  private let progress: (@Sendable (TournamentProgress) -> Void)?
  /// The jobs of the present wave, replication by replication over all entrants.
  private var wave: [Job] = []
  private var next = 0
  private var outstanding = 0
  private var isOver = false
  private var isInterrupted = false
  private var waiting: [CheckedContinuation<Void, Never>] = []
  private var rowCount = 0

  init(
    _ director: TournamentDirector, saved: [TournamentRow], stop: StopFlag,
    finished: (@Sendable (TournamentRow) -> Void)?,
    progress: (@Sendable (TournamentProgress) -> Void)?
  ) {
    self.director = director
    self.stop = stop
    self.finished = finished
    self.progress = progress
    store = Array(repeating: [], count: director.targets.count)
    for row in saved {
      while store[row.entrant].count <= row.replication { store[row.entrant].append(nil) }
      store[row.entrant][row.replication] = row.values
    }
  }

  /// The next replication to simulate; nil when there is nothing more to do.
  func take() async -> Job? {
    while true {
      if isOver { return nil }
      if next < wave.count {
        next += 1
        outstanding += 1
        return wave[next - 1]
      }
      if outstanding == 0 {
        planWave()
      } else {
        await withCheckedContinuation { waiting.append($0) }
      }
    }
  }

  /// Receives the row of a replication.
  ///
  /// Rows that other workers finish after an interruption count too.
  func deliver(_ row: TournamentRow) {
    store[row.entrant][row.replication] = row.values
    outstanding -= 1
    rowCount += 1
    finished?(row)
    report()
    if !isOver && outstanding == 0 && next == wave.count {
      planWave()
      wakeAll()
    }
  }

  /// A worker was told to stop.
  func interrupt() {
    if !isOver { isInterrupted = true }
    isOver = true
    stop.raise()
    wakeAll()
  }

  /// The director, the rows and whether the tournament was interrupted.
  ///
  /// An interrupted one keeps as many replications as all entrants have; in selection mode all that
  /// are still in the race.
  func close() -> (director: TournamentDirector, rows: [[TournamentRow]], isInterrupted: Bool) {
    var rows = rows
    if isInterrupted {
      director.look(rows)
      let remaining = director.race?.remaining ?? Array(rows.indices)
      let least = remaining.map { rows[$0].count }.min() ?? 0
      let strata = director.settings.strata
      for entrant in remaining {
        rows[entrant] = Array(rows[entrant].prefix(least / strata * strata))
      }
    }
    return (director, rows, isInterrupted)
  }

  /// The rows that are there without a gap, as far as they are planned.
  private var rows: [[TournamentRow]] {
    store.indices.map { entrant in
      var rows: [TournamentRow] = []
      for (number, values) in store[entrant].prefix(director.targets[entrant]).enumerated() {
        guard let values else { break }
        rows.append(TournamentRow(entrant: entrant, replication: number, values: values))
      }
      return rows
    }
  }

  /// Plans waves until one has something to simulate, or nothing is left to do.
  private func planWave() {
    repeat {
      guard director.plan(rows) else {
        isOver = true
        return
      }
      fillWave()
    } while wave.isEmpty
  }

  private func fillWave() {
    wave = []
    next = 0
    let targets = director.targets
    for (entrant, target) in targets.enumerated() {
      while store[entrant].count < target { store[entrant].append(nil) }
    }
    for replication in 0..<(targets.max() ?? 0) {
      for (entrant, target) in targets.enumerated()
      where replication < target && store[entrant][replication] == nil {
        wave.append(Job(entrant: entrant, replication: replication))
      }
    }
    let planned = targets.reduce(0, +)
    rowCount = planned - wave.count
    report()
  }

  private func report() {
    guard let progress else { return }
    let targets = director.targets
    progress(
      TournamentProgress(
        rows: rowCount, planned: targets.reduce(0, +), replications: targets,
        remaining: director.race?.remaining ?? Array(targets.indices)))
  }

  private func wakeAll() {
    let sleepers = waiting
    waiting = []
    for sleeper in sleepers { sleeper.resume() }
  }
}
