import ContactCenter

/// The replications of a tournament, wave by wave, and the rows that they left.
struct TournamentPlan: WorkPlan {
  /// One replication of one entrant.
  struct Item: Sendable {
    var entrant: Int
    var replication: Int
  }

  private var director: TournamentDirector
  /// Rows of each entrant by replication; nil: not there.
  private var store: [[[Double]?]]
  private let finished: (@Sendable (TournamentRow) -> Void)?
  private let progress: (@Sendable (TournamentProgress) -> Void)?
  /// The items of the present wave, replication by replication over all entrants.
  private var wave: [Item] = []
  private var place = 0
  private var outstanding = 0
  private var isOver = false
  private var rowCount = 0

  init(
    _ director: TournamentDirector, saved: [TournamentRow],
    finished: (@Sendable (TournamentRow) -> Void)?,
    progress: (@Sendable (TournamentProgress) -> Void)?
  ) {
    self.director = director
    self.finished = finished
    self.progress = progress
    store = Array(repeating: [], count: director.targets.count)
    for row in saved {
      while store[row.entrant].count <= row.replication { store[row.entrant].append(nil) }
      store[row.entrant][row.replication] = row.values
    }
  }

  var ready: Int { wave.count - place }

  mutating func next() -> Item? {
    if place == wave.count, outstanding == 0, !isOver { planWave() }
    guard !isOver, place < wave.count else { return nil }
    place += 1
    outstanding += 1
    return wave[place - 1]
  }

  mutating func take(_ row: [Double], of item: Item) -> Bool {
    outstanding -= 1
    keep(row, of: item)
    return true
  }

  /// Rows stand for themselves, so those behind a gap are as good.
  mutating func rescue(_ row: [Double], of item: Item) { keep(row, of: item) }

  private mutating func keep(_ row: [Double], of item: Item) {
    store[item.entrant][item.replication] = row
    rowCount += 1
    finished?(TournamentRow(entrant: item.entrant, replication: item.replication, values: row))
    report()
  }

  /// The director and the rows.
  ///
  /// An interrupted tournament keeps as many replications as all entrants have; in selection mode all
  /// that are still in the race.
  func outcome(
    isInterrupted: Bool
  ) -> (director: TournamentDirector, rows: [[TournamentRow]]) {
    var (director, rows) = (director, rows)
    if isInterrupted {
      director.look(rows)
      let remaining = director.race?.remaining ?? Array(rows.indices)
      let least = remaining.map { rows[$0].count }.min() ?? 0
      let strata = director.settings.strata
      for entrant in remaining {
        rows[entrant] = Array(rows[entrant].prefix(least / strata * strata))
      }
    }
    return (director, rows)
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
  private mutating func planWave() {
    repeat {
      guard director.plan(rows) else {
        isOver = true
        return
      }
      fillWave()
    } while wave.isEmpty
  }

  private mutating func fillWave() {
    wave = []
    place = 0
    let targets = director.targets
    for (entrant, target) in targets.enumerated() {
      while store[entrant].count < target { store[entrant].append(nil) }
    }
    for replication in 0..<(targets.max() ?? 0) {
      for (entrant, target) in targets.enumerated()
      where replication < target && store[entrant][replication] == nil {
        wave.append(Item(entrant: entrant, replication: replication))
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
}
