import Experiments

extension ReportTables {
  /// What the center costs, part by part; without rows where nothing has a price.
  var costs: ReportTable {
    let money = MoneyUnit(of: result)
    let rows = money == nil ? [] : costRows
    return ReportTable(
      identifier: "costs", title: money.map { "Costs, \($0.heading)" } ?? "",
      caption: costNote,
      columns: [
        .init(title: "Part", isNumber: false), .init(title: money?.heading ?? ""),
        .init(title: "Definition", isNumber: false),
      ], rows: rows)
  }

  /// The order of the parts, the whole last.
  private static let costOrder =
    TournamentCosts.partIndicators.map(\.name) + [.operatingCost, .waitingCost, .lostValue, .cost]

  /// The parts of the cost that say something.
  var costParts: [Indicator] {
    Self.costOrder.compactMap(IndicatorCatalogue.indicator).filter { indicator in
      let amount = result.value(indicator.name) ?? 0
      if indicator.name == .cost { return true }
      // Where nothing else costs anything it would be the whole once more.
      return amount != 0
        && (indicator.name != .operatingCost || amount != result.value(.cost))
    }
  }

  private var costRows: [[ReportTable.Cell]] {
    let amounts = costParts.map { indicator -> [ReportTable.Cell] in
      [
        .init(indicator.name == .cost ? "All" : indicator.label),
        .init(result.estimate(indicator.name), unit: .money), .init(indicator.definition),
      ]
    }
    guard let hours = IndicatorCatalogue.indicator(.paidHours) else { return amounts }
    return amounts + [
      [
        .init(hours.label), .init(result.estimate(.paidHours), unit: .hours),
        .init(hours.definition),
      ]
    ]
  }

  /// What the amounts are of, and what is not in them.
  var costNote: String {
    guard let money = MoneyUnit(of: result) else { return "" }
    let wages =
      result.money?.hasWages == true
      ? "" : "The scenario names no wages: agents are in the hours, not in the costs."
    return ["Means over replications, in \(money.heading).", wages, money.remark]
      .filter { !$0.isEmpty }.joined(separator: " ")
  }
}
