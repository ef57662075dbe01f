import ContactCenter

/// Turns what a replication left behind into all that it costs.
///
/// Example: 150 paid hours at 20 with 10 % loading and 12 abandoned contacts worth 5 each cost
/// 150 · 20 · 1.1 + 12 · 5 = 3360.
package struct CostLedger: Sendable {
  private let account: CostAccount
  private let values: [Double]
  /// Who is monitored and who leaves; nil where neither costs anything.
  private let people: KPIRecorder.People?

  /// The ledger of a model; nil where nothing has a price, so that only hours can be counted.
  package init?(_ model: Model, seed: UInt64) {
    guard model.isPriced else { return nil }
    account = CostAccount(orHoursOf: model)
    values = model.contactTypes.map { $0.value ?? 0 }
    let prices = account.costs.prices
    people =
      prices.monitoringPerContact > 0 || prices.hiringPerLeaver > 0
      ? KPIRecorder.People(model, seed: seed) : nil
  }

  /// What a replication cost.
  package func tally(_ tallies: Tallies, replication: Int) -> CostTally {
    let month = people?.month(replication)
    let year = people?.year(replication, tallies)
    let rows = tallies.intervals + 1
    var tally = CostTally()
    tally.parts = account.parts(
      tallies, monitoredPerMonth: month?.contactsHeard ?? 0, leaversPerYear: year?.leavers ?? 0)
    tally.waiting = tallies.routing.reduce(0) { $0 + $1.waitingCost }
    tally.lostValue = values.indices.reduce(0) { sum, type in
      sum
        + values[type]
        * tallies.contacts[type * rows..<(type + 1) * rows].reduce(0) { $0 + $1.abandoned }
    }
    tally.paidHours = account.paidHours(tallies).reduce(0, +)
    return tally
  }

  /// What the agents of each group are paid, without overtime premiums.
  package func wages(_ tallies: Tallies) -> [Double] { account.wageBill(tallies) }
}
