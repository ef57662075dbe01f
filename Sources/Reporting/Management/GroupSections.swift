import Experiments

// Teams, periods, the audit of the set, and the appendix.

extension ManagementBuilder {
  // MARK: - Teams

  var teams: [Block] {
    let tables = report.tables.filter { !$0.rows.isEmpty }
    guard !tables.isEmpty else { return absent("teams") }
    let few: [Block] =
      report.run.replications < Self.fewReplications ? [.note(language.phrase("teams.few"))] : []
    return few + tables.map { .table(memberTable($0)) }
  }

  /// With fewer replications, intervals of ratios in small groups are rough.
  private static let fewReplications = 30

  private func memberTable(_ source: KPITable) -> Table {
    var table = table(
      "table-\(source.scope)",
      [column(source.scope)] + source.columns.map { column(of: $0.identifier) },
      source.rows.map { row in
        [Cell(row.name)]
          + source.columns.indices.map { index in
            cell(
              index < row.values.count ? row.values[index] : nil,
              FigureFormat(named: source.columns[index].unit))
          }
      })
    table.title = word("table", source.scope)
    table.caption = language.phrase(
      source.scope == "agent" ? "teams.agents" : "teams.note",
      [
        "confidence": figure(report.run.confidence, FigureFormat(.proportion)),
        "count": figure(Double(source.rows.count), FigureFormat(.count)),
      ])
    return table
  }

  // MARK: - Periods

  var periods: [Block] {
    guard report.periods.count > 1 else { return absent("periods") }
    let shown = report.periods.suffix(8)
    let known = entries.filter { entry in
      shown.contains { $0.values[entry.kpi.identifier] != nil }
    }
    let judged = known.contains(where: \.hasTarget) ? known.filter(\.hasTarget) : known
    var blocks: [Block] = [
      .table(
        table(
          "periods",
          [column("kpi")]
            + shown.map {
              .init(title: language.day($0.day), explanation: $0.name, isNumber: true)
            }
            + [column("change", isNumber: true), column("target", isNumber: true)],
          judged.map { entry in
            [Cell(title(entry.kpi))]
              + shown.map { cell($0.values[entry.kpi.identifier], entry.format) }
              + [changeCell(entry, shown.suffix(2).map(\.self)), targetCell(entry)]
          }, caption: language.phrase("periods.change")))
    ]
    let trends = entries.filter { $0.result.trend != nil }
    blocks.append(
      trends.isEmpty ? .note(language.phrase("absent.trends")) : .table(trendTable(trends)))
    blocks += judged.sorted { (effectiveWeight($0.kpi) ?? 0) > (effectiveWeight($1.kpi) ?? 0) }
      .prefix(2).compactMap { entry in periodChart(entry).map { .chart($0) } }
    return blocks
  }

  /// The change from the period before to the last one; their errors are independent.
  private func changeCell(_ entry: Entry, _ last: [PeriodFigures]) -> Cell {
    guard last.count == 2, let old = last[0].values[entry.kpi.identifier],
      let new = last[1].values[entry.kpi.identifier]
    else { return Cell(FigureText.none) }
    let change = new.value - old.value
    guard let first = old.halfWidth, let second = new.halfWidth else {
      return cell(KPIEstimate(value: change), entry.format.change)
    }
    let half = (first * first + second * second).squareRoot()
    let estimate = KPIEstimate(value: change, low: change - half, high: change + half)
    var cell = cell(estimate, entry.format.change)
    if !estimate.isBeyondChance { cell.note = word("slope.notSignificant") }
    return cell
  }

  private func trendTable(_ entries: [Entry]) -> Table {
    table(
      "trends",
      [
        column("kpi"), column("trendWeek", isNumber: true), column("pValue", isNumber: true),
        column("needed", isNumber: true), column("forecast", isNumber: true), column("outlook"),
      ],
      entries.compactMap { entry in
        guard let trend = entry.result.trend else { return nil }
        let change = entry.format.change
        let slope = KPIEstimate(
          value: trend.slopePerDay * 7, low: trend.slopeLow.map { $0 * 7 },
          high: trend.slopeHigh.map { $0 * 7 })
        return [
          Cell(title(entry.kpi)), cell(slope, change), cell(trend.pValue, FigureFormat(.plain)),
          cell(trend.requiredSlope.map { $0 * 7 }, change), cell(trend.forecast, entry.format),
          outlook(trend),
        ]
      }, caption: language.phrase("periods.trends"))
  }

  private func outlook(_ trend: Trend) -> Cell {
    guard let outlook = trend.outlook else { return Cell(word("outlook.none"), tone: .neutral) }
    let tones: [String: Tone] = ["onTrack": .good, "atRisk": .fair, "offTrack": .bad]
    return Cell(word("outlook", outlook), tone: tones[outlook] ?? .neutral)
  }

  /// "Trend +1.2 points a week (p = 0.03); forecast …".
  func sentence(_ trend: Trend, format: FigureFormat) -> String {
    let slope = language.phrase(
      "card.trend",
      [
        "slope": figure(trend.slopePerDay * 7, format.change),
        "p": figure(trend.pValue, FigureFormat(.plain)),
      ])
    guard let forecast = trend.forecast else { return slope }
    return language.joined([
      slope,
      language.phrase(
        "card.forecast",
        [
          "forecast": language.estimate(forecast, format),
          "outlook": word("outlook", trend.outlook ?? "none"),
        ]),
    ])
  }

  // MARK: - Audit

  var audit: [Block] {
    guard !report.audit.isEmpty else { return absent("audit") }
    return [.list(report.audit.map(language.sentence), isNumbered: false)]
  }

  // MARK: - Appendix

  var appendix: [Block] {
    var blocks: [Block] = [.heading(word("heading.variants"))]
    blocks += variants
    blocks += [.heading(word("heading.definitions")), .table(definitionTable)]
    blocks.append(.heading(word("heading.identities")))
    blocks.append(
      report.identities.isEmpty
        ? .note(language.phrase("absent.identities")) : .table(identityTable))
    blocks.append(.heading(word("heading.notMeasured")))
    let unmeasured = entries.filter { !$0.isMeasured }
    blocks.append(
      unmeasured.isEmpty
        ? .note(language.phrase("appendix.allMeasured"))
        : .table(
          table(
            "unmeasured", [column("number"), column("kpi"), column("reason")],
            unmeasured.map { [Cell($0.kpi.mark), Cell(name($0.kpi.identifier)), Cell(reason($0))] }
          )))
    blocks += [
      .heading(word("heading.provenance")), .note(language.phrase("appendix.provenance")),
      .table(provenanceTable), .heading(word("heading.run")), .table(runTable),
      .code(report.run.commandLine), .note(language.phrase("appendix.reproduce")),
    ]
    return blocks
  }

  /// The definitions of service level with their values side by side.
  private var variants: [Block] {
    let variants = entries.filter { $0.kpi.identifier.hasPrefix("serviceLevel") && $0.isMeasured }
    guard !variants.isEmpty else { return [.note(language.phrase("absent.variants"))] }
    return [
      .table(
        table(
          "variants",
          [column("number"), column("kpi"), column("formula"), column("value", isNumber: true)],
          variants.map { entry in
            [
              Cell(entry.kpi.mark), Cell(name(entry.kpi.identifier)),
              Cell(entry.kpi.formula.printed(language.texts.events)), valueCell(entry),
            ]
          }, caption: language.phrase("appendix.variants"), isOrdered: true))
    ]
  }

  private var definitionTable: Table {
    table(
      "definitions",
      [
        column("number"), column("kpi"), column("definition"), column("formula"),
        column("traps"),
      ],
      entries.filter(\.hasTarget).map { entry in
        let text = language.texts.kpis[entry.kpi.identifier] ?? KPIText()
        return [
          Cell(entry.kpi.mark), Cell(name(entry.kpi.identifier)), Cell(text.definition),
          Cell(entry.kpi.formula.printed(language.texts.events)),
          Cell(language.joined(text.traps)),
        ]
      })
  }

  private var identityTable: Table {
    table(
      "identities",
      [
        column("identity"), column("left", isNumber: true), column("right", isNumber: true),
        column("places", isNumber: true), column("verdict"),
      ],
      report.identities.map { check in
        [
          Cell(language.identity(check.identity)), cell(check.left, FigureFormat(.plain)),
          cell(check.right, FigureFormat(.plain)),
          cell(Double(check.places), FigureFormat(.count)),
          check.violations == 0
            ? Cell(word("identity.holds"), tone: .good)
            : Cell(
              language.phrase(
                "identity.violated",
                ["count": figure(Double(check.violations), FigureFormat(.count))]), tone: .bad),
        ]
      })
  }

  private var provenanceTable: Table {
    table(
      "provenance",
      [
        column("kpi"), column("profile"), column("kind"), column("value"), column("period"), column("source"),
        column("verified"),
      ],
      entries.flatMap { entry in
        ([entry.result.target].compactMap { $0 } + entry.result.references).map { target in
          var value = Cell(language.target(target, unit: entry.kpi.unit))
          value.isUnverified = !target.isVerified
          let kind = KPITarget.Kind(rawValue: target.kind).map { language.words.word($0, "kind") }
          return [
            Cell(title(entry.kpi)), Cell(profileName(target.profile)), Cell(kind ?? target.kind),
            value, Cell(period(target)),
            Cell(language.provenance(target.provenance)),
            target.provenance == "scenario"
              ? Cell(FigureText.none)
              : target.isVerified
                ? Cell(word("flag.verified"), tone: .good)
                : Cell(word("flag.unverified"), tone: .fair),
          ]
        }
      })
  }

  private var runTable: Table {
    let run = report.run
    let time = report.time
    let facts: [(String, String)] = [
      ("fact.scenario", run.scenario), ("fact.profile", profileName(report.profile)),
      ("fact.finished", language.day(ofSeconds: run.finished)), ("fact.digest", run.digest),
      ("fact.seed", run.seed),
      ("fact.replications", figure(Double(run.replications), FigureFormat(.count))),
      ("fact.daysPerReplication", figure(Double(time.daysPerReplication), FigureFormat(.count))),
      ("fact.daysPerMonth", figure(Double(time.daysPerMonth), FigureFormat(.count))),
      ("fact.interval", figure(time.interval / 60, FigureFormat(.count)) + " min"),
      ("fact.confidence", figure(run.confidence, FigureFormat(.proportion))),
      ("fact.currency", report.currency ?? word("currency.none")),
      ("fact.version", run.programVersion),
      (
        "fact.catalogueFiles",
        report.catalogueFiles.isEmpty
          ? word("catalogueFiles.none") : language.list(report.catalogueFiles.map(\.name))
      ),
    ]
    return table(
      "run", [column("item"), column("content")],
      facts.map { [Cell(word($0.0)), Cell($0.1)] }, isOrdered: true)
  }
}
