import Experiments

// The tree with the cascade, what plans reach, and the maps by interval.

extension ManagementBuilder {
  // MARK: - Tree

  var tree: [Block] {
    let rows = catalogue.objectives.filter { $0.parent == nil }.flatMap { node($0.identifier, 0) }
    var blocks: [Block] = [
      .note(language.phrase("tree.note")),
      .table(
        table(
          "tree",
          [
            column("node"), column("weight", isNumber: true), column("edge"),
            column("value", isNumber: true), column("verdict"),
            column("slope", isNumber: true, explanation: word("explain.slope")),
          ], rows, isOrdered: true)),
      .heading(word("heading.cascade")),
    ]
    blocks.append(
      report.cascade.isEmpty
        ? .note(language.phrase("absent.cascade"))
        : .table(
          table(
            "cascade", [column("level"), column("task")],
            report.cascade.map { step in
              [
                Cell(
                  KPI.Level(rawValue: step.level).map { language.words.word($0, "level") }
                    ?? step.level), Cell(language.sentence(step.finding)),
              ]
            }, isOrdered: true)))
    blocks.append(.heading(word("heading.levers")))
    blocks.append(
      report.levers.isEmpty ? .note(language.phrase("absent.levers")) : .table(leverTable))
    return blocks
  }

  /// An objective or KPI with everything below it.
  private func node(_ identifier: String, _ depth: Int) -> [[Cell]] {
    guard depth < 20 else { return [] }
    let objective = catalogue.objectives.first { $0.identifier == identifier }
    var first = Cell(name(identifier))
    var cells: [Cell]
    if let entry = entry(identifier) {
      first.text = title(entry.kpi)
      let slope = entry.result.elasticity.map { elasticity -> Cell in
        slopeCell(elasticity, entry)
      }
      cells = [
        cell(entry.kpi.weight, FigureFormat(.proportion)),
        Cell(language.words.word(entry.kpi.edge, "edge")), valueCell(entry),
        verdictCell(entry.result.verdict), slope ?? Cell(FigureText.none),
      ]
      // The reason stands in the other tables.
      cells[2].note = ""
    } else {
      cells =
        [cell(objective?.weight, FigureFormat(.proportion))]
        + Array(repeating: Cell(FigureText.none), count: 4)
    }
    first.depth = depth
    let children =
      catalogue.objectives.filter { $0.parent == identifier }.map(\.identifier)
      + entries.map(\.kpi).filter { $0.parent == identifier }.map(\.identifier)
    return [[first] + cells] + children.flatMap { node($0, depth + 1) }
  }

  private func slopeCell(_ elasticity: Elasticity, _ entry: Entry) -> Cell {
    let parent = format(of: elasticity.parent)
    let change = language.estimate(elasticity.childChange, entry.format.change)
    let effect = language.estimate(elasticity.parentChange, parent.change)
    var cell = Cell("\(change) → \(effect)")
    cell.tone =
      !elasticity.isSignificant ? .neutral : elasticity.hasRightSign == false ? .bad : nil
    cell.note =
      !elasticity.isSignificant
      ? word("slope.notSignificant")
      : elasticity.hasRightSign == false ? word("slope.wrongSign") : ""
    return cell
  }

  /// Levers down, the KPIs with a target across.
  private var leverTable: Table {
    let shown = entries.filter { entry in
      entry.hasTarget && report.levers.contains { $0.changes[entry.kpi.identifier] != nil }
    }.prefix(8)
    return table(
      "levers", [column("lever")] + shown.map { column(of: $0.kpi.identifier) },
      report.levers.map { lever in
        [Cell(self.lever(lever.lever, lever.size))]
          + shown.map { cell(lever.changes[$0.kpi.identifier], $0.format.change) }
      }, caption: language.phrase("levers.note"))
  }

  // MARK: - Attainability

  /// The least and the largest value over the plans within the budget; nil: none are known.
  func feasibleRange(_ identifier: String) -> (low: Double, high: Double)? {
    guard let attainability = report.attainability else { return nil }
    let values = attainability.all.filter { attainability.allows($0) }
      .compactMap { $0.values[identifier]?.value }.filter(\.isFinite)
    guard let low = values.min(), let high = values.max() else { return nil }
    return (low, high)
  }

  var attainability: [Block] {
    guard let attainability = report.attainability, !attainability.plans.isEmpty else {
      return absent("attainability")
    }
    let shown = planned(attainability)
    var blocks: [Block] = [.paragraph(attainabilitySentences(attainability))]
    blocks.append(.table(planTable(attainability, shown)))
    if !attainability.shifts.isEmpty { blocks.append(.table(shiftTable(attainability.shifts))) }
    blocks += shown.prefix(4).compactMap { entry in
      planChart(attainability, entry).map { .chart($0) }
    }
    blocks.append(.table(rangeTable(shown)))
    blocks.append(.heading(word("heading.conflicts")))
    if let conflict = conflictSentence { blocks.append(.paragraph(conflict)) }
    blocks.append(
      attainability.conflicts.isEmpty
        ? .note(language.phrase("absent.conflicts"))
        : .list(
          attainability.conflicts.map { pair in
            language.phrase("attainability.conflict", ["names": language.list(pair.map(name))])
          }, isNumbered: false))
    return blocks
  }

  /// The KPIs that plans have values for, those that count most first.
  private func planned(_ attainability: Attainability) -> [Entry] {
    entries.filter { entry in
      attainability.plans.contains { $0.values[entry.kpi.identifier] != nil }
    }.sorted { (effectiveWeight($0.kpi) ?? 0) > (effectiveWeight($1.kpi) ?? 0) }
  }

  private func attainabilitySentences(_ attainability: Attainability) -> String {
    var sentences: [String] = []
    if let budget = attainability.budget {
      sentences.append(
        language.phrase(
          "attainability.budget", ["budget": figure(budget, FigureFormat(.money)), "span": span]))
    }
    if let hours = attainability.formulaHours {
      sentences.append(
        language.phrase("attainability.formula", ["hours": figure(hours, FigureFormat(.hours))]))
    }
    if attainability.jointlyMet.isEmpty {
      sentences.append(
        language.phrase(
          attainability.budget == nil
            ? "attainability.none"
            : attainability.isBudgetUntried ? "attainability.untried" : "attainability.noneWithin"))
    } else {
      sentences.append(
        language.phrase(
          attainability.budget == nil ? "attainability.joint" : "attainability.jointWithin",
          [
            "names": language.list(attainability.jointlyMet.map(name)),
            "plan": attainability.best.map(planName)
              ?? figure(attainability.bestFactor, FigureFormat(.proportion)),
          ]))
    }
    return language.joined(sentences)
  }

  private func planTable(_ attainability: Attainability, _ shown: [Entry]) -> Table {
    let hasCost = attainability.plans.contains { $0.cost != nil }
    let shown = shown.prefix(6)
    let columns =
      [column("staffing", isNumber: true), column("hours", isNumber: true)]
      + (hasCost ? [moneyColumn("cost")] : [])
      + shown.map { column(of: $0.kpi.identifier) }
      + (attainability.budget == nil ? [] : [column("budget")])
    let rows = attainability.all.map { plan -> [Cell] in
      var first = cell(plan.factor, FigureFormat(.proportion))
      if plan.isMoved == true || plan.groups != nil {
        first.note = [plan.isMoved == true ? word("lever.placement") : "", groupText(plan)]
          .filter { !$0.isEmpty }.joined(separator: language.words[.comma])
      } else if plan.factor == 1 {
        first.note = word("plan.present")
      }
      return [first, cell(plan.hours, FigureFormat(.hours))]
        + (hasCost ? [cell(plan.cost, FigureFormat(.money))] : [])
        + shown.map { planCell(plan, $0) }
        + (attainability.budget == nil ? [] : [budgetCell(attainability, plan)])
    }
    return table(
      "plans", columns, rows, caption: language.phrase("attainability.plans"), isOrdered: true)
  }

  /// When agents work now, and when they should.
  private func shiftTable(_ shifts: [Attainability.PlacedShift]) -> Table {
    func count(_ count: Int) -> Cell { cell(Double(count), FigureFormat(.count)) }
    return table(
      "shifts",
      [
        column("group"), column("shiftHours"), column("now", isNumber: true),
        column("then", isNumber: true),
      ],
      shifts.map { shift in
        [
          Cell(shift.group), Cell("\(language.clock(shift.start))–\(language.clock(shift.end))"),
          count(shift.now), count(shift.then),
        ]
      }, caption: language.phrase("attainability.shifts"), isOrdered: true)
  }

  private func planCell(_ plan: Attainability.Plan, _ entry: Entry) -> Cell {
    let identifier = entry.kpi.identifier
    var cell = cell(plan.values[identifier], entry.format)
    cell.tone = verdict(plan.values[identifier], entry)?.tone
    let days = plan.dayShares[identifier].map { share in
      let values = ["share": dayShare(share)]
      return spans("share.spanOf", values) ?? language.phrase("share.day", values)
    }
    let month = plan.monthShares[identifier].map {
      language.phrase("share.month", ["share": language.estimate($0, FigureFormat(.chance))])
    }
    let shares = [days, month].compactMap { $0 }
    cell.note = shares.joined(separator: language.words[.comma])
    return cell
  }

  private func budgetCell(_ attainability: Attainability, _ plan: Attainability.Plan) -> Cell {
    attainability.allows(plan)
      ? Cell(word("budget.within"), tone: .good) : Cell(word("budget.beyond"), tone: .bad)
  }

  private func rangeTable(_ shown: [Entry]) -> Table {
    table(
      "ranges",
      [
        column("kpi"), column("least", isNumber: true), column("most", isNumber: true),
        column("target", isNumber: true), column("grade"),
      ],
      shown.map { entry in
        let range = feasibleRange(entry.kpi.identifier)
        let attainable = entry.result.smart.attainable
        return [
          Cell(title(entry.kpi)), cell(range?.low, entry.format), cell(range?.high, entry.format),
          targetCell(entry),
          attainable.grade.map { Cell(word("grade", $0), tone: attainable.verdict.tone) }
            ?? Cell(word("outcome", attainable.verdict.rawValue), tone: attainable.verdict.tone),
        ]
      },
      caption: language.phrase(
        report.attainability?.budget == nil ? "attainability.ranges" : "attainability.rangesWithin"))
  }

  // MARK: - Heat maps

  var heatMaps: [Block] {
    let maps = report.heatMaps.compactMap(map)
    return maps.isEmpty ? absent("heat") : maps.map { .heatMap($0) }
  }

  /// The good direction of a KPI: that of the catalogue, or else that of a target with one bound.
  private func isMoreBetter(_ identifier: String) -> Bool? {
    switch catalogue.kpi(identifier)?.direction {
    case .up: return true
    case .down: return false
    case .range, .information, nil:
      guard let target = entry(identifier)?.result.target,
        (target.low == nil) != (target.high == nil)
      else { return nil }
      return target.low != nil
    }
  }

  /// "09:30"; on several days with dates "2026-11-30 09:30".
  private func intervalName(_ number: Int) -> String {
    let time = report.time
    guard number < time.intervalStarts.count else { return "\(number + 1)" }
    guard let dates = time.intervalDates, let clocks = time.intervalClocks,
      number < min(dates.count, clocks.count)
    else { return language.clock(time.intervalStarts[number]) }
    let clock = language.clock(clocks[number])
    return dates.first == dates.last ? clock : "\(language.day(dates[number])) \(clock)"
  }

  private func map(_ heat: HeatMap) -> Document.Map? {
    let values = heat.values.flatMap { $0 }.compactMap { $0 }.filter(\.isFinite)
    guard let low = values.min(), let high = values.max() else { return nil }
    let kpi = catalogue.kpi(heat.kpi)
    let columns = heat.values.map(\.count).max() ?? 0
    return Document.Map(
      identifier: "heat-\(heat.kpi)", title: kpi.map(title) ?? name(heat.kpi),
      caption: language.phrase(
        "heat.caption",
        [
          "kpi": name(heat.kpi), "low": figure(low, format(of: heat.kpi)),
          "high": figure(high, format(of: heat.kpi)),
        ]),
      columns: (0..<columns).map(intervalName),
      rows: zip(heat.rows, heat.values).map { row, values in
        (row.isEmpty ? word("scope.center") : row, values)
      },
      format: format(of: heat.kpi), range: low...high,
      isMoreBetter: isMoreBetter(heat.kpi),
      rowTitle: word("column.contactType"))
  }
}
