import Experiments
import QueueingTheory
import Reporting
import Staffing

// Every interval of a plan: agents with the goal that binds, charts, and explanations.

extension StaffingDocument {
  /// More rows than these of a pool are in the files for programs alone.
  private static let rowLimit = 2000
  /// Several days have a grid in a terminal, and no rows from so many days on.
  private static let listedDays = 2

  /// Charts, and a table of each pool; of several pools one of all together first.
  var intervals: [Block] {
    let charts = ([agentChart].compactMap { $0 } + curves).map(Block.chart)
    let isListed = hasAllIntervals || grid.days.count <= Self.listedDays
    func shown(_ table: Table, _ isListed: Bool) -> Block {
      isListed ? .table(table) : .detail(summary: nil, [.table(table)])
    }
    let pools = result.working.enumerated().map { table($1, $0) }
    guard pools.count > 1 else { return charts + pools.map { shown($0, isListed) } }
    return charts + [shown(together, isListed)] + pools.map { shown($0, false) }
  }

  /// The places of rows that are not the same as the one before, which follow it without a gap.
  private func changes(_ open: [Int]) -> [Int] {
    let intervals = plan.demand.intervals
    return open.indices.filter { place in
      guard place > 0 else { return true }
      let (last, this) = (open[place - 1], open[place])
      return intervals[last].end != intervals[this].start || !isSame(last, this)
    }
  }

  private func isSame(_ first: Int, _ second: Int) -> Bool {
    result.pools.allSatisfy {
      $0.cells[first]?.load == $0.cells[second]?.load
        && $0.agents(in: first) == $0.agents(in: second)
        && $0.isOpen(in: first) == $0.isOpen(in: second)
        && $0.pool.scheduled?[first] == $0.pool.scheduled?[second]
    }
  }

  /// The agents of all pools side by side.
  private var together: Table {
    let open = plan.demand.intervals.indices.filter(plan.isOpen)
    let shrinkage = result.shrinkage
    let titles =
      [words.calls, words.erlangs] + result.pools.map(\.pool.name) + [words.agents]
      + (result.isByFormula ? [] : [words.byFormula])
      + (shrinkage.total > 0 ? [words.scheduled] : [])
      + (plan.wholes.isEmpty ? [] : [words.ifAllDidAll])
      + (result.hasOwnStaffing ? [words.plannedNow] : [])
    let rows = open.prefix(Self.rowLimit).map { number -> [Cell] in
      let cells = result.pools.compactMap { $0.cells[number] }
      let length = plan.demand.intervals[number].open
      var row = [Cell(label(number)), plain(cells.reduce(0) { $0 + $1.load.arrivalRate * length })]
      row.append(plain(cells.reduce(0) { $0 + $1.load.offeredLoad }))
      row += result.pools.map { $0.isOpen(in: number) ? count($0.agents(in: number)) : Cell("–") }
      row.append(count(plan.agents(in: number)))
      if !result.isByFormula { row.append(count(result.formula.agents(in: number))) }
      if shrinkage.total > 0 { row.append(count(plan.roster(in: number, shrinkage))) }
      if !plan.wholes.isEmpty { row.append(count(wholeAgents(in: number))) }
      if result.hasOwnStaffing { row.append(plain(result.ownStaffing(in: number))) }
      return row
    }
    var table = Table(
      identifier: "agents", title: words.byInterval, caption: cut(open.count),
      columns: [.init(title: words.interval)] + titles.map { .init(title: $0, isNumber: true) },
      rows: rows)
    (table.briefRows, table.briefNote) = (changes(Array(open.prefix(Self.rowLimit))), words.sameRows)
    return table
  }

  /// The agents if everybody could do everything in his part of the center.
  private func wholeAgents(in interval: Int) -> Int {
    let joined = Set(plan.wholes.flatMap { $0.pool.groups })
    let alone = result.pools.filter { joined.isDisjoint(with: $0.pool.groups) }
    return (plan.wholes + alone).reduce(0) { $0 + $1.agents(in: interval) }
  }

  private func cut(_ count: Int) -> String {
    count > Self.rowLimit ? words.firstRows(Self.rowLimit, of: count) : ""
  }

  private func table(_ pool: StaffingPlan.PoolPlan, _ place: Int) -> Table {
    let keys = StaffFigures.keys(of: result)
    let shrinkage = result.shrinkage
    let wait = language.figure(result.input.acceptableWait, FigureFormat(.seconds))
    let figures = [words.calls, words.erlangs, words.agents].map { Table.Column(title: $0, isNumber: true) }
    let ofShrinkage =
      (shrinkage.total > 0 ? [words.scheduled] : []) + (shrinkage.leave > 0 ? [words.paid] : [])
    var others = [Table.Column(title: "Erlang C", isNumber: true)]
    if result.hasOwnStaffing {
      others.append(.init(title: words.plannedNow, isNumber: true, short: words.now))
    }
    let formula = result.isByFormula ? [] : [Table.Column(title: words.byFormula, isNumber: true)]
    let open = pool.cells.indices.filter(pool.isOpen)
    var table = Table(
      identifier: "pool-\(place + 1)", title: pool.pool.name,
      caption: language.joined([
        result.working.count == 1 ? "" : words.typesOfPool(language.list(pool.pool.types)),
        result.isByFormula ? "" : words.figuresByFormula,
        cut(open.count),
      ]),
      columns: [.init(title: words.interval)] + figures
        + ofShrinkage.map { .init(title: $0, isNumber: true) } + formula
        + keys.map {
          .init(
            title: words.title(of: $0, within: wait), isNumber: true,
            short: words.short(of: $0, within: wait))
        } + others + [.init(title: words.binds)],
      rows: open.prefix(Self.rowLimit).map { row($0, pool, keys) })
    if result.working.count == 1 {
      (table.briefRows, table.briefNote) = (
        changes(Array(open.prefix(Self.rowLimit))), words.sameRows
      )
    }
    return table
  }

  private func row(
    _ interval: Int, _ pool: StaffingPlan.PoolPlan, _ keys: [StaffFigures.Key]
  ) -> [Cell] {
    let (cell, agents) = (pool.cells[interval], pool.agents(in: interval))
    let queue = cell.flatMap { $0.load.queue(agents: $0.agents) }
    let shrinkage = result.shrinkage
    let roster = shrinkage.roster(required: agents)
    let length = plan.demand.intervals[interval].open
    var row = [Cell(label(interval)), plain(pool.calls(in: interval, length: length))]
    row += [plain(cell?.load.offeredLoad ?? 0), count(agents)]
    if shrinkage.total > 0 { row.append(count(roster)) }
    if shrinkage.leave > 0 { row.append(plain(shrinkage.paid(roster: Double(roster)))) }
    if !result.isByFormula { row.append(count(pool.agentsByFormula(in: interval))) }
    row += keys.map { key in
      let format = FigureFormat(of: key.unit)
      let value = StaffFigures.value(key, queue, result.input)
      return value.map { Cell(language.figure($0, format), .number($0, format)) } ?? Cell("–")
    }
    row.append(count(cell?.erlangC ?? 0))
    if result.hasOwnStaffing { row.append(own(pool, interval)) }
    return row + [Cell(binding(pool, interval))]
  }

  /// The planned agents; marked where they cannot do the work.
  private func own(_ pool: StaffingPlan.PoolPlan, _ interval: Int) -> Cell {
    let own = pool.pool.scheduled?[interval] ?? 0
    var cell = plain(own)
    let isUnstable = pool.cells[interval].map {
      $0.load.queue(agents: Int(clamping: own.rounded(.down))) == nil
    }
    if isUnstable ?? false { (cell.tone, cell.note) = (.bad, words.unstable) }
    return cell
  }

  private func binding(_ pool: StaffingPlan.PoolPlan, _ interval: Int) -> String {
    guard let cell = pool.cells[interval] else {
      return pool.idleAgents > 0 ? words.byMinimum : words.noCalls
    }
    if let goal = cell.binding { return result.text(ofGoal: goal) }
    if cell.agents > cell.carrying { return words.byMinimum }
    return cell.agents > 1 ? words.byLoad : words.atLeastOne
  }

  // MARK: - Charts

  /// Agents by interval: required, on the roster, present and repaired ones, beside the offered load; nil for
  /// more intervals than a chart can show.
  private var agentChart: DocumentChart? {
    let intervals = plan.demand.intervals
    let open = intervals.indices.filter(plan.isOpen)
    guard open.count > 1, open.count <= 1000 else { return nil }
    var lines: [(name: String, color: Int, value: (Int) -> Double)] = [
      (words.required, 0, { Double(plan.agents(in: $0)) })
    ]
    if result.shrinkage.total > 0 {
      lines.append((words.withShrinkage, 7, { Double(plan.roster(in: $0, result.shrinkage)) }))
    }
    if result.hasOwnStaffing { lines.append((words.plannedNow, 11, result.ownStaffing)) }
    if !result.isByFormula {
      lines.append((words.byFormula, 8, { Double(result.formula.agents(in: $0)) }))
    }
    lines.append(
      (
        words.offeredLoad, 15,
        { number in result.pools.reduce(0) { $0 + ($1.cells[number]?.load.offeredLoad ?? 0) } }
      ))
    let series = lines.map { line in
      DocumentChart.Series(
        name: line.name,
        points: open.flatMap { number -> [DocumentChart.Point] in
          let interval = intervals[number]
          let point = DocumentChart.Point(
            x: interval.start, end: interval.end, y: line.value(number))
          let isLast = number + 1 < intervals.count && !plan.isOpen(number + 1)
          return isLast ? [point, .init(x: interval.end, y: .nan)] : [point]
        }, form: .steps, color: line.color)
    }
    let spans = open.prefix(350).map { number in
      let figures = lines.map { "\($0.name) \(StaffFigures.number($0.value(number)))" }
      return DocumentChart.Span(
        place: intervals[number].start...intervals[number].end,
        label: label(number) + language.colon + language.semicolons(figures))
    }
    return DocumentChart(
      identifier: "agents-by-interval", title: words.agentsByInterval,
      caption: words.requiredBesideScheduled,
      altText: words.mostRequired(busiest.map(plan.agents(in:)) ?? 0), isInTable: true,
      kind: .points(
        series,
        x: .init(
          title: "", format: FigureFormat(.plain),
          labels: open.map { (intervals[$0].start, label($0)) }),
        y: .init(title: "", format: FigureFormat(.count))), spans: open.count > 350 ? [] : spans)
  }

  /// More pools than these have no curves.
  private static let curveLimit = 6

  /// The service level around the answer in each group's busiest interval.
  private var curves: [DocumentChart] {
    result.working.prefix(Self.curveLimit).enumerated().compactMap { place, pool in
      pool.cells.compactMap { $0 }.max { $0.agents < $1.agents }.flatMap { curve($0, pool, place) }
    }
  }

  private func curve(
    _ cell: StaffingPlan.Cell, _ pool: StaffingPlan.PoolPlan, _ place: Int
  ) -> DocumentChart? {
    let reach = max(4, Int(clamping: 2 * cell.load.offeredLoad.squareRoot()))
    let goal = plan.goals.first { goal in
      guard case .serviceLevel = goal.measure else { return false }
      return goal.part.map(pool.pool.types.contains) ?? true
    }
    var (definition, wait) = (result.input.definition, result.input.acceptableWait)
    if case .serviceLevel(let own, let within) = goal?.measure { (definition, wait) = (own, within) }
    let format = FigureFormat(.proportion)
    func point(_ agents: Int) -> DocumentChart.Point? {
      guard let queue = cell.load.queue(agents: agents) else { return nil }
      let level = queue.value(of: .serviceLevel(definition, within: wait))
      let isPlan = agents == cell.agents
      return DocumentChart.Point(
        x: Double(agents), y: level,
        label: "\(words.agents) \(agents)\(language.colon)\(language.figure(level, format))",
        name: isPlan ? (result.answer == nil ? words.plan : words.byFormula) : "",
        tone: isPlan ? .good : .neutral)
    }
    let points = (max(1, cell.agents - reach)...cell.agents + reach).compactMap(point)
    guard points.count > 1 else { return nil }
    let measure =
      words.answered(within: language.figure(wait, FigureFormat(.seconds)))
      + (definition == .abandonedCountAgainst ? "" : language.bracketed(definition.code))
    let when = "\(label(cell.interval)), \(pool.pool.name)"
    let level = points.first { $0.tone == Document.Tone.good }?.y
    return DocumentChart(
      identifier: "level-\(place + 1)", title: words.along(measure, words.agents), caption: when,
      altText: "\(when)\(language.colon)\(words.agents) \(cell.agents), "
        + "\(measure) \(language.figure(level, format))", isInTable: true,
      kind: .points(
        [.init(name: measure, points: points, form: .line)],
        x: .init(title: words.agents, format: FigureFormat(.count)),
        y: .init(
          title: "%", format: format,
          references: goal.map { [.init(value: $0.bound, name: words.goal)] } ?? [], range: 0...1)))
  }
}
