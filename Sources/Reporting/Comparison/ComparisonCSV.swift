import Experiments

/// A comparison as a table for spreadsheets: a row for each entrant, with every KPI, goal and
/// contact type.
///
/// Columns are named as in a run's tables: the KPI's name with the unit, then the half-width.
public enum ComparisonCSV {
  /// The table.
  public static func text(of comparison: Comparison) -> String {
    let result = comparison.result
    var csv = CSVText()
    csv.line(header(comparison))
    for (index, entrant) in result.entrants.enumerated() {
      var fields = [entrant.name]
      fields += settings(of: index, comparison)
      fields += [
        String(entrant.replications), String(result.commonReplications),
        entrant.rank.map(String.init) ?? "",
        entrant.elimination.map { String($0.after) } ?? "",
        entrant.elimination?.by.map { result.entrants[$0].name } ?? "",
      ]
      for kpi in comparison.kpis {
        fields += numbers(comparison.estimate(kpi, of: index))
        let difference = comparison.comparison(kpi, of: index)
        fields += [
          MachineNumber.text(difference?.estimate.value) ?? "",
          MachineNumber.text(difference?.simultaneous?.lowerBound) ?? "",
          MachineNumber.text(difference?.simultaneous?.upperBound) ?? "",
        ]
      }
      fields += entrant.goals.map(\.verdict.rawValue)
      if result.haveSameTypes {
        for type in entrant.types {
          fields += numbers(type.serviceLevel) + numbers(type.abandonedProportion)
        }
      }
      if hasMoney(comparison) {
        fields += [
          comparison.context.money.currency ?? "",
          MachineNumber.text(comparison.context.money.days) ?? "",
        ]
      }
      csv.line(fields)
    }
    return csv.text
  }

  private static func header(_ comparison: Comparison) -> [String] {
    let result = comparison.result
    var header = ["entrant"]
    if case .grid(let axes, _) = comparison.context.form { header += axes.map(\.path) }
    header += ["replications", "commonReplications", "rank", "eliminatedAfter", "eliminatedBy"]
    for kpi in comparison.kpis {
      let name = kpi.name + suffix(kpi.unit)
      header += [
        name, "\(name)_halfWidth", "\(name)_difference", "\(name)_differenceFrom",
        "\(name)_differenceTo",
      ]
    }
    header += result.settings.goals.indices.map { "goal \(comparison.goalText($0))" }
    if result.haveSameTypes, let types = result.entrants.first?.types {
      for type in types {
        for name in ["serviceLevel:\(type.name)_share", "abandonedProportion:\(type.name)_share"] {
          header += [name, "\(name)_halfWidth"]
        }
      }
    }
    return header + (hasMoney(comparison) ? ["currency", "days"] : [])
  }

  /// Whether a column is in money: then the last ones say in which, and for how many opening days.
  private static func hasMoney(_ comparison: Comparison) -> Bool {
    comparison.kpis.contains { $0.unit == .money }
  }

  /// The values of a grid's settings.
  private static func settings(of entrant: Int, _ comparison: Comparison) -> [String] {
    guard case .grid(let axes, let cells) = comparison.context.form,
      var rest = cells.firstIndex(of: entrant)
    else { return [] }
    var values: [String] = []
    for axis in axes.reversed() {
      let place = rest % axis.values.count
      values.insert(
        axis.numbers[place].flatMap(MachineNumber.text) ?? axis.values[place], at: 0)
      rest /= axis.values.count
    }
    return values
  }

  private static func suffix(_ unit: IndicatorUnit) -> String { ReportCSV.suffix(of: unit) }

  private static func numbers(_ estimate: Estimate) -> [String] {
    [MachineNumber.text(estimate.value) ?? "", MachineNumber.text(estimate.halfWidth) ?? ""]
  }
}
