import ContactCenter
import Experiments

/// Where the samples of simulated staffings are kept, so that a search that was stopped goes on.
///
/// A search asks for the same staffings in the same order each time, since it depends on model, goals and
/// seed alone. So it ends with the same bytes, only sooner.
public struct SampleKeeping: Sendable {
  private let store: any WorkStore
  /// All that samples depend on but the staffing and the draws.
  private var batch: Batch

  /// A store for searches of a batch: its center, seed and program, and whatever else changes the model.
  public init(store: any WorkStore, batch: Batch) { (self.store, self.batch) = (store, batch) }

  /// The most draws that are kept, and may be lost, together.
  static let most = 256

  /// The samples of a layout, with words that tell its model from the center's; empty: it is the center's.
  func samples(of layout: GoalLayout, model: String) -> Samples {
    var checksum = Checksum()
    for goal in layout.goals { checksum.add(GoalText().text(of: goal)) }
    for place in layout.places { checksum.add("\(place)") }
    var batch = batch
    batch.settings += ", model \(model), goals \(checksum.value)"
    return Samples(
      store: store, batch: batch,
      columns: layout.places.indices.flatMap { ["above \($0)", "below \($0)"] })
  }

  /// The samples of one layout's staffings.
  struct Samples: Sendable {
    fileprivate let store: any WorkStore
    fileprivate let batch: Batch
    fileprivate let columns: [String]

    /// What was kept of a staffing and draws; nil: nothing.
    func rows(
      of table: StaffingTable?, _ draws: [SimulationDraw]
    ) -> [[(numerator: Double, denominator: Double)]]? {
      store.rows(of: batch(table, draws), count: draws.count, columns: columns)?.map { row in
        stride(from: 0, to: row.count, by: 2).map { (row[$0], row[$0 + 1]) }
      }
    }

    /// Keeps what a staffing left in draws.
    func keep(
      _ rows: [[(numerator: Double, denominator: Double)]], of table: StaffingTable?,
      _ draws: [SimulationDraw]
    ) {
      store.keep(
        rows.map { $0.flatMap { [$0.numerator, $0.denominator] } }, of: batch(table, draws),
        columns: columns)
    }

    private func batch(_ table: StaffingTable?, _ draws: [SimulationDraw]) -> Batch {
      var checksum = Checksum()
      checksum.add(table == nil ? "the model's staffing" : "a staffing")
      for row in table?.agents ?? [] { checksum.add("\(row)") }
      for draw in draws {
        let conditions = draw.dayConditions.map { "\($0)" } ?? "own"
        checksum.add("\(draw.replication) \(draw.volumeFactor.bitPattern) \(conditions)")
      }
      var batch = batch
      batch.settings += ", samples \(checksum.value)"
      return batch
    }
  }
}
