import ContactCenter
import Experiments

/// Figures by group, agent, contact type and planning interval.
extension ReportBuilder {
  private struct Column {
    var name: String
    var indicator: FigureName
    var unit: String

    init(_ name: String, _ indicator: FigureName, _ unit: KPI.Unit) {
      self.name = name
      self.indicator = indicator
      self.unit = unit.rawValue
    }

    init(_ name: String, _ indicator: FigureName, unit: String) {
      (self.name, self.indicator, self.unit) = (name, indicator, unit)
    }
  }

  var tables: [KPITable] {
    [
      table("group", teamColumns, result.groupNames) { .group($0) },
      table("agent", agentColumns, agentNames) { .agent($0) }.map(withQuality),
      table("contactType", typeColumns, result.contactTypeNames) { .contactType($0) },
    ].compactMap { $0 }
  }

  /// Members that a table keeps.
  static let mostMembers = 1000

  private var teamColumns: [Column] {
    [
      Column("column.scheduledHours", .scheduledHours, unit: "hours"),
      Column("callsPerHour", .answeredPerHour, .perHour),
      Column("occupancy", .occupancy, .proportion),
      Column("utilization", .utilization, .proportion),
      Column("attendance", .attendance, .proportion),
      Column("adherence", .adherence, .proportion),
      Column("shrinkage", .shrinkage, .proportion),
      Column("firstCallResolution", .firstCallResolution, .proportion),
    ]
  }

  private var agentColumns: [Column] {
    [
      Column("callsPerHour", .answeredPerHour, .perHour),
      Column("occupancy", .occupancy, .proportion),
      Column("utilization", .utilization, .proportion),
      Column("adherence", .adherence, .proportion),
    ]
  }

  private var typeColumns: [Column] {
    [
      Column("totalCalls", .attempts, .contacts),
      Column("serviceLevel", .serviceLevel, .proportion),
      Column("averageSpeedOfAnswer", .averageSpeedOfAnswer, .seconds),
      Column("percentAbandoned", .abandonedProportion, .proportion),
      Column("percentQueued", .queuedProportion, .proportion),
      Column("averageHandleTime", .averageHandleTime, .seconds),
      Column("percentTransferred", .transferredProportion, .proportion),
      Column("firstCallResolution", .firstCallResolution, .proportion),
      Column("customerSatisfaction", .customerSatisfaction, .proportion),
    ]
  }

  /// The table of agents with what monitoring says of each, and how little that is.
  ///
  /// A month's score comes with the half-width that its few contacts leave; the true quality, which no
  /// real center knows, shows how often the order of scores is wrong.
  private func withQuality(_ table: KPITable) -> KPITable {
    guard let monitoring = MonitoringModel(examination.model, seed: result.seed),
      monitoring.quality.plan != .outliers, monitoring.qualities.count >= table.rows.count
    else { return table }
    var table = table
    table.columns += [
      .init(identifier: "column.measuredQuality", unit: "points"),
      .init(identifier: "column.trueQuality", unit: "points"),
    ]
    let half = monitoring.halfWidth(confidence: result.confidence)
    let scores = monitoring.meanScores(replication: 0)
    for row in table.rows.indices {
      table.rows[row].values += [
        KPIEstimate(
          value: scores[row], low: half.map { scores[row] - $0 }, high: half.map { scores[row] + $0 }),
        KPIEstimate(value: monitoring.qualities[row]),
      ]
    }
    return table
  }

  /// "group, agent" for each agent.
  private var agentNames: [String] {
    result.agentNames.indices.map { agent in
      let group = result.agentGroups[agent]
      return result.groupNames.count > 1
        ? "\(result.groupNames[group]), \(result.agentNames[agent])" : result.agentNames[agent]
    }
  }

  /// A table of indicators; columns without any figure are left out.
  private func table(
    _ scope: String, _ columns: [Column], _ names: [String], _ place: (Int) -> Scope
  ) -> KPITable? {
    guard !names.isEmpty else { return nil }
    let rows = names.indices.prefix(ReportBuilder.mostMembers).map { row in
      columns.map { column -> KPIEstimate? in
        guard let found = result.estimate(column.indicator, of: place(row)), let value = found.value
        else { return nil }
        return KPIEstimate(
          value: value, low: found.halfWidth.map { value - $0 },
          high: found.halfWidth.map { value + $0 })
      }
    }
    let kept = columns.indices.filter { column in rows.contains { $0[column] != nil } }
    guard !kept.isEmpty else { return nil }
    var table = KPITable(
      scope: scope,
      columns: kept.map { .init(identifier: columns[$0].name, unit: columns[$0].unit) })
    table.rows = zip(names, rows).map { name, values in
      KPITable.Row(name: name, values: kept.map { values[$0] })
    }
    return table
  }

  // MARK: - Heat maps

  var heatMaps: [HeatMap] {
    let types = result.contactTypeNames
    let maps = [
      heatMap("totalCalls", .attempts, types) { .contactType($0) },
      heatMap("serviceLevel", .serviceLevel, types) { .contactType($0) },
      heatMap("averageSpeedOfAnswer", .averageSpeedOfAnswer, types) { .contactType($0) },
      heatMap("percentAbandoned", .abandonedProportion, types) { .contactType($0) },
      heatMap("occupancy", .occupancy, result.groupNames) { .group($0) },
    ]
    return maps.compactMap { $0 }
  }

  /// At most 40 members and 200 intervals: more cannot be seen.
  private func heatMap(
    _ kpi: String, _ indicator: FigureName, _ names: [String], _ place: (Int) -> Scope
  ) -> HeatMap? {
    let intervals = result.intervalStarts.indices.prefix(200)
    guard intervals.count > 1 else { return nil }
    let members = names.count > 1 ? names.indices.prefix(40).map(place) : []
    let values = ([.center] + members).map { scope in
      intervals.map { result.value(indicator, of: scope, interval: $0) }
    }
    guard values.contains(where: { $0.contains { $0 != nil } }) else { return nil }
    return HeatMap(kpi: kpi, rows: [""] + names.prefix(members.count), values: values)
  }
}
