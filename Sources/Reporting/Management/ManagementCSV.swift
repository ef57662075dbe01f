import Experiments

/// A management report as tables for spreadsheets and programs.
///
/// Numbers are not rounded; what is not known is empty. Texts that a spreadsheet would take for a
/// formula begin with an apostrophe.
public enum ManagementCSV {
  /// The files, by name: `kpis.csv` with a row for each KPI; where the report has them, `teams.csv`,
  /// `agents.csv` and `contact-types.csv` with a row for each member, `heat.csv` with a row for each
  /// KPI, member and planning interval, `plans.csv` and `periods.csv` with a row for each KPI of a
  /// plan or period.
  ///
  /// - Parameters:
  ///   - report: The report.
  ///   - catalogue: Numbers, units and names of its KPIs.
  ///   - language: The language of names.
  /// - Returns: The files; those without rows are left out.
  public static func files(
    of report: ManagementReport, catalogue: KPICatalogue, language: KPILanguage
  ) -> [AtomicFile.Content] {
    let writer = ManagementCSVWriter(
      report: report, catalogue: catalogue, texts: catalogue.words(language))
    var files = [AtomicFile.Content(name: "kpis.csv", text: writer.kpis())]
    for table in report.tables {
      files.append(.init(name: fileName(of: table.scope), text: writer.members(table)))
    }
    if !report.heatMaps.isEmpty { files.append(.init(name: "heat.csv", text: writer.heat())) }
    if let attainability = report.attainability, !attainability.plans.isEmpty {
      files.append(.init(name: "plans.csv", text: writer.plans(attainability)))
    }
    if !report.periods.isEmpty {
      files.append(.init(name: "periods.csv", text: writer.periods()))
    }
    return files
  }

  /// The file of a table of members.
  private static func fileName(of scope: String) -> String {
    switch scope {
    case "group": return "teams.csv"
    case "agent": return "agents.csv"
    default: return "contact-types.csv"
    }
  }
}

/// Writes the files one by one.
private struct ManagementCSVWriter {
  let report: ManagementReport
  let catalogue: KPICatalogue
  let texts: KPITexts

  func kpis() -> String {
    var csv = CSVText()
    csv.line(
      [
        "identifier", "number", "name", "unit", "value", "low", "high", "target_low",
        "target_high", "target_within_s", "target_period", "verdict", "p_day", "p_day_low",
        "p_day_high", "p_month", "p_month_low", "p_month_high", "score",
      ] + SMARTChecks().all.map(\.letter) + ["grade", "provenance", "verified"])
    for result in report.kpis {
      let kpi = catalogue.kpi(result.identifier)
      let target = result.target
      csv.line(
        [
          result.identifier, kpi?.mark ?? "",
          CSVText.guarded(texts.name(result.identifier)),
          CSVText.guarded(unit(kpi)),
        ] + fields(result.estimate)
          + [
            number(target?.low), number(target?.high), number(target?.within),
            target?.period ?? "", result.verdict.rawValue,
          ] + fields(result.dayShare) + fields(result.monthShare) + [number(result.score)]
          + result.smart.all.map(\.check.verdict.rawValue)
          + [
            result.smart.attainable.grade ?? "", CSVText.guarded(target?.provenance ?? ""),
            target.map { $0.isVerified ? "true" : "false" } ?? "",
          ])
    }
    return csv.text
  }

  func members(_ table: KPITable) -> String {
    var csv = CSVText()
    csv.line(
      ["name"]
        + table.columns.flatMap { column -> [String] in
          let name = CSVText.guarded(column.identifier + suffix(column.unit))
          return [name, name + "_low", name + "_high"]
        })
    for row in table.rows {
      csv.line([CSVText.guarded(row.name)] + row.values.flatMap { fields($0) })
    }
    return csv.text
  }

  func heat() -> String {
    var csv = CSVText()
    let (dates, clocks) = (report.time.intervalDates, report.time.intervalClocks)
    let isDated = dates != nil && clocks != nil
    csv.line(
      ["kpi", "unit", "name", "interval", "from_s", "value"] + (isDated ? ["date", "start"] : []))
    for map in report.heatMaps {
      let unit = CSVText.guarded(unit(catalogue.kpi(map.kpi)))
      for (name, values) in zip(map.rows, map.values) {
        let name = name.isEmpty ? "all" : CSVText.guarded(name)
        for (interval, value) in values.enumerated() {
          let starts = report.time.intervalStarts
          var fields = [
            map.kpi, unit, name, String(interval),
            number(interval < starts.count ? starts[interval] : nil), number(value),
          ]
          if let dates, let clocks {
            let isKnown = interval < min(dates.count, clocks.count)
            fields += isKnown ? [dates[interval], TimeAxis.clock(clocks[interval])] : ["", ""]
          }
          csv.line(fields)
        }
      }
    }
    return csv.text
  }

  func plans(_ attainability: Attainability) -> String {
    var csv = CSVText()
    csv.line(
      ["factor", "placement", "hours", "cost", "kpi", "value", "low", "high"]
        + ["p_day", "p_month"].flatMap { [$0, $0 + "_low", $0 + "_high"] })
    for plan in attainability.all {
      let groups = plan.groups?.map { "\($0.group) \($0.now) to \($0.then)" } ?? []
      let words = [plan.isMoved == true ? "moved" : "present"] + groups
      let placement = CSVText.guarded(words.joined(separator: "; "))
      for identifier in inOrder(plan.values) {
        csv.line(
          [number(plan.factor), placement, number(plan.hours), number(plan.cost), identifier]
            + fields(plan.values[identifier]) + fields(plan.dayShares[identifier])
            + fields(plan.monthShares[identifier]))
      }
    }
    return csv.text
  }

  func periods() -> String {
    var csv = CSVText()
    csv.line(["period", "day", "kpi", "value", "low", "high"])
    for period in report.periods {
      for identifier in inOrder(period.values) {
        csv.line(
          [CSVText.guarded(period.name), period.day, identifier]
            + fields(period.values[identifier]))
      }
    }
    return csv.text
  }

  /// Identifiers with a value, in the order of the report, others behind by name.
  private func inOrder(_ values: [String: KPIEstimate]) -> [String] {
    let known = report.kpis.map(\.identifier).filter { values[$0] != nil }
    return known + Set(values.keys).subtracting(known).sorted()
  }

  private func number(_ value: Double?) -> String { MachineNumber.text(value) ?? "" }

  private func fields(_ estimate: KPIEstimate?) -> [String] {
    [number(estimate?.value), number(estimate?.low), number(estimate?.high)]
  }

  /// The unit of a KPI; of money the currency, where it is known.
  private func unit(_ kpi: KPI?) -> String {
    guard let kpi else { return "" }
    return kpi.unit == .money ? report.currency ?? kpi.unit.rawValue : kpi.unit.rawValue
  }

  /// What a column's name says about its unit, as in the other tables of the program.
  private func suffix(_ unit: String) -> String {
    switch unit {
    case "proportion": return "_share"
    case "seconds": return "_s"
    case "hours": return "_h"
    case "count", "ratio": return ""
    default: return "_" + unit
    }
  }
}
