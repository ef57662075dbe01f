import ContactCenter

/// Compares entrants by simulation under common random numbers.
///
/// Replication r of every entrant meets the same contacts. The result depends on the entrants, the
/// settings and the seed, not on the number of threads nor on how many rows were saved earlier:
/// given the rows of an interrupted tournament it goes on and ends with the same result, bit for
/// bit, as without the interruption.
///
/// - Parameters:
///   - entrants: what is compared. Entrants with other contact types or groups than the reference
///     are compared with it by the KPIs that both have.
///   - settings: by what, how often, on how many threads.
///   - finished: receives every newly simulated row, one call at a time, in no particular order.
///   - progress: called after every row, one call at a time.
///   - isCancelled: asked often; once it says yes, the tournament ends soon with the replications
///     that all remaining entrants have, in a result marked partial.
/// - Returns: estimates, comparisons and the selection.
/// - Throws: a `TournamentError` when entrants or settings make no sense, before the first
///   simulation.
public func runTournament(
  _ entrants: [Entrant], settings: TournamentSettings,
  finished: (@Sendable (TournamentRow) -> Void)? = nil,
  progress: (@Sendable (TournamentProgress) -> Void)? = nil,
  isCancelled: @escaping @Sendable () -> Bool = { false }
) async throws(TournamentError) -> TournamentResult {
  fatalError()
}
