import ContactCenter

/// Decides how often each entrant is to be simulated, from the rows that are there.
///
/// It is asked only when all planned rows are there, so that what it decides depends on no thread.
struct TournamentDirector: Sendable {
  let settings: TournamentSettings
  private let objective: [KPIColumns]
  /// By goal, then entrant.
  private let goals: [[KPIColumns]]
  private(set) var race: SelectionRace?
  /// δ and where it comes from; nil: not known yet.
  private(set) var zone: Zone?
  /// Replications planned for each entrant.
  private(set) var targets: [Int]
  private var isDone = false

  init(
    _ settings: TournamentSettings, entrants: [Entrant], layouts: [TournamentLayout]
  ) throws(TournamentError) {
    self.settings = settings
    objective = try TournamentDirector.columns(settings.objective, entrants, layouts)
    var goals: [[KPIColumns]] = []
    for goal in settings.goals {
      goals.append(try TournamentDirector.columns(goal.kpi, entrants, layouts))
    }
    self.goals = goals
    targets = Array(repeating: 0, count: layouts.count)
  }

  private static func columns(
    _ kpi: TournamentKPI, _ entrants: [Entrant], _ layouts: [TournamentLayout]
  ) throws(TournamentError) -> [KPIColumns] {
    var found: [KPIColumns] = []
    for (entrant, layout) in zip(entrants, layouts) {
      guard let columns = layout.columns(kpi) else {
        throw .missing(kpi: kpi.name, entrant: entrant.name)
      }
      found.append(columns)
    }
    return found
  }

  /// Replications rounded up to whole blocks.
  private func whole(_ replications: Int) -> Int {
    let strata = settings.strata
    return (replications + strata - 1) / strata * strata
  }

  /// Blocks of the first stage of a selection: at least 5.
  var firstStage: Int {
    guard case .selection(_, let first, _) = settings.mode else { return 0 }
    return max(5, whole(first) / settings.strata)
  }

  /// What each entrant's observations are, by the rows there are.
  func entries(_ rows: [[TournamentRow]]) -> [SelectionRace.Entry] {
    rows.indices.map { entrant in
      SelectionRace.Entry(
        objective: KPISeries(rows[entrant], objective[entrant], block: settings.strata),
        goals: goals.map { KPISeries(rows[entrant], $0[entrant], block: settings.strata) })
    }
  }

  /// Looks at the rows and plans more; false when there is nothing more to do.
  mutating func plan(_ rows: [[TournamentRow]]) -> Bool {
    guard !isDone else { return false }
    switch settings.mode {
    case .fixed(let replications):
      isDone = targets.allSatisfy { $0 > 0 }
      targets = targets.map { _ in whole(replications) }
    case .selection(_, _, let maximum):
      guard targets.contains(where: { $0 > 0 }) else {
        targets = targets.map { _ in firstStage * settings.strata }
        return true
      }
      look(rows)
      guard let race, !race.isOver else {
        isDone = true
        return false
      }
      let blocks = race.observations
      let most = max(firstStage, whole(maximum) / settings.strata)
      let next = min(most, blocks + max(1, 8 / settings.strata, blocks / 10))
      isDone = next == blocks
      for entrant in race.remaining { targets[entrant] = next * settings.strata }
    }
    return !isDone
  }

  /// Takes the race on by the rows that are there.
  mutating func look(_ rows: [[TournamentRow]]) {
    guard case .selection(let indifference, _, _) = settings.mode else { return }
    let entries = entries(rows)
    if race == nil {
      guard entries.allSatisfy({ $0.objective.count >= firstStage }) else { return }
      let zone = TournamentDirector.zone(
        indifference, settings.objective, entries.map { $0.objective.value(first: firstStage) },
        keepers: entries.indices.filter { entrant in
          zip(settings.goals, entries[entrant].goals).allSatisfy { goal, series in
            goal.isKept(by: series.value(first: firstStage))
          }
        }, hasGoals: !settings.goals.isEmpty)
      self.zone = zone
      race = SelectionRace(
        entries, firstStage: firstStage, sign: settings.objective.sign, indifference: zone.size,
        goals: goalBounds, error: 1 - settings.confidence)
    }
    race?.advance(entries)
  }

  /// The goals with their tolerances: those given, or 1 percentage point for proportions, else 1 %
  /// of the bound.
  var goalBounds: [SelectionRace.Limit] {
    settings.goals.map { goal in
      let tolerance: Double
      if let given = goal.tolerance {
        tolerance = given
      } else if goal.kpi.unit == .proportion {
        tolerance = 0.01
      } else {
        tolerance = goal.bound != 0 ? 0.01 * abs(goal.bound) : 0.01
      }
      return SelectionRace.Limit(
        sign: goal.sense == .atLeast ? 1 : -1, bound: goal.bound, tolerance: tolerance)
    }
  }

  /// δ, where it comes from, and whether it is a share of the best of those that keep the goals.
  typealias Zone = (
    size: Double, source: Selection.IndifferenceSource, isOfKeepers: Bool
  )

  /// δ for an objective with these values of the entrants; nil: not defined.
  ///
  /// The best is that of the `keepers`, who keep the goals by what was observed; of all entrants
  /// where nobody does. If the best value is 0 a share of it would be nothing: then the share is taken
  /// of the largest absolute value.
  static func zone(
    _ indifference: IndifferenceZone, _ kpi: TournamentKPI, _ values: [Double?], keepers: [Int],
    hasGoals: Bool
  ) -> Zone {
    let kept = keepers.compactMap { values[$0] }
    let known = kept.isEmpty ? values.compactMap(\.self) : kept
    let best = abs(known.max { kpi.sign * $0 < kpi.sign * $1 } ?? 0)
    let scale = best > 0 ? best : known.map(abs).max() ?? 0
    let isOfKeepers = hasGoals && !kept.isEmpty
    func share(_ part: Double) -> Double { scale > 0 ? part * scale : part }
    switch indifference {
    case .absolute(let size): return (size, .absolute, false)
    case .relative(let part): return (share(part), .relative(part), isOfKeepers)
    case .standard where kpi.unit == .proportion: return (0.01, .standardPoint, false)
    case .standard: return (share(0.01), .standardShare, isOfKeepers)
    }
  }
}
