import Experiments
import Foundation
import QueueingTheory
import Reporting
import Staffing

/// A staffing plan as a document: the decision, agents by day and time, every interval with the goal that
/// binds, totals, and what simulations found.
struct StaffingDocument {
  let result: StaffResult
  let language: ReportLanguage

  var words: any ReportingWords { language.language.words }
  var plan: StaffingPlan { result.plan }
  var grid: StaffGrid { result.grid }

  typealias Block = Document.Block
  typealias Cell = Document.Cell
  typealias Table = Document.Table

  /// More rows than these of a pool are in the files for programs alone.
  private static let rowLimit = 2000

  /// The document.
  var document: Document {
    var parts: [(identifier: String, title: String, blocks: [Block])] = [
      ("plan", words.plan, opening)
    ]
    if let map { parts.append(("map", words.agentsByTime, [.heatMap(map)])) }
    if grid.isOverDays {
      parts.append(("totals", words.totalsByDay, totals.map(Block.table)))
    }
    parts.append(("intervals", words.byInterval, (chart.map { [Block.chart($0)] } ?? []) + pools))
    if let lines { parts.append(("lines", words.linesAndPorts, [.table(lines)])) }
    if let simulated {
      parts.append(
        ("simulated", words.checkedBySimulation, [.note(words.simulatedMeaning), .table(simulated)]))
    }
    parts.append(("command", words.command, [.code(result.commandLine)]))
    return Document(
      language: language, kind: words.staffing, title: result.input.title,
      version: result.programVersion, facts: facts, warnings: remarks, parts: parts)
  }

  private var facts: [Document.Fact] {
    let models = plan.models.map(words.name)
    let causes = result.shrinkage.causes.map { cause in
      let share = language.figure(cause.share, FigureFormat(.proportion))
      return cause.name.isEmpty ? share : "\(cause.name) \(share)"
    }
    let facts: [(String, String?)] = [
      (words.dates, dates), (words.goals, goalTexts),
      (words.model, models.isEmpty ? words.noCalls : language.semicolons(models)),
      (words.shrinkage, causes.isEmpty ? nil : causes.joined(separator: " + ")),
    ]
    return facts.compactMap { name, value in value.map { Document.Fact(name: name, value: $0) } }
  }

  /// "2026-11-30 – 2026-12-05, Europe/Berlin"; nil without dates.
  private var dates: String? {
    let calendar = grid.calendar
    guard let first = grid.days.first?.number, let last = grid.days.last?.number,
      let from = calendar.date(ofDay: first)?.iso, let to = calendar.date(ofDay: last)?.iso
    else { return nil }
    let span = from == to ? language.day(from) : "\(language.day(from)) – \(language.day(to))"
    return span + (plan.demand.timeZone.map { ", \($0)" } ?? "")
  }

  private var goalTexts: String { language.list(plan.goals.indices.map(result.text(ofGoal:))) }

  private var remarks: [String] {
    let understood = result.input.understood.map {
      [words.understood($0, intervals: plan.demand.intervals.count)]
    }
    return (understood ?? []) + plan.demand.remarks.map(words.remark) + notShown
  }

  /// What was simulated and has no place in this document.
  private var notShown: [String] {
    let simulated = result.simulated
    var names: [String] = []
    if simulated?.risk != nil { names.append(words.riskOfMissing) }
    if simulated?.skills != nil { names.append(words.numbersPerGroup) }
    if result.lineCheck != nil { names.append(words.checkOfLines) }
    if simulated?.isInterrupted == true { names.append(words.interruptedSearch) }
    return names.isEmpty ? [] : [words.notShown(language.list(names))]
  }

  // MARK: - The decision

  private var opening: [Block] {
    let hours = plan.agentHours
    let busiest = plan.demand.intervals.indices.max { plan.agents(in: $0) < plan.agents(in: $1) }
    let sentence = words.planned(
      hours: StaffFigures.number(hours), peak: busiest.map(plan.agents(in:)) ?? 0,
      at: busiest.map(label), goals: goalTexts, isNearest: result.input.isNearest)
    var blocks: [Block] = [.lead(sentence)]
    if result.hasOwnStaffing {
      let difference = hours - ownHours
      blocks.append(
        .paragraph(words.againstNow(difference, StaffFigures.number(abs(difference)))))
    }
    if let repair = result.simulated?.repair {
      blocks.append(
        .paragraph(
          words.simulated(
            repair.proposal.verdict, missed: repair.proposal.count(.missed),
            of: repair.proposal.figures.count)))
    }
    blocks.append(.tiles(tiles(hours, busiest)))
    return blocks + (costs.map { [.table($0)] } ?? [])
  }

  private var ownHours: Double {
    plan.demand.intervals.indices.reduce(0) {
      $0 + result.ownStaffing(in: $1) * plan.demand.intervals[$1].length / 3600
    }
  }

  private func hours(_ value: Double) -> Cell {
    Cell(words.hours(StaffFigures.number(value)), .number(value, FigureFormat(.hours)))
  }

  private func tiles(_ hours: Double, _ busiest: Int?) -> [Document.Tile] {
    let shrinkage = result.shrinkage
    var tiles = [
      Document.Tile(title: words.required, value: self.hours(hours), remark: words.requiredMeaning),
      Document.Tile(
        title: words.mostAtOnce, value: count(busiest.map(plan.agents(in:)) ?? 0),
        remark: busiest.map(label) ?? ""),
    ]
    if shrinkage.total > 0 {
      let roster = plan.rosterHours(shrinkage)
      tiles += [
        .init(title: words.scheduled, value: self.hours(roster)),
        .init(
          title: words.paid, value: self.hours(shrinkage.paid(roster: roster)),
          remark: words.paidMeaning(language.figure(shrinkage.total, FigureFormat(.proportion)))),
      ]
    }
    if result.hasOwnStaffing { tiles.append(.init(title: words.plannedNow, value: self.hours(ownHours))) }
    return tiles
  }

  /// What the plan costs; nil where nothing has a price.
  private var costs: Table? {
    guard let costs = result.costs else { return nil }
    let money = language.paying(in: costs.currency ?? MoneyUnit.unnamed)
    return Table(
      identifier: "costs", title: words.costs,
      columns: [.init(title: words.part), .init(title: words.amount, isNumber: true)],
      rows: costs.parts.map { part in
        let indicator = IndicatorCatalogue.indicator(part.identifier)
        let isSum = part.identifier == "operatingCost"
        return [
          Cell(isSum ? words.allCosts : indicator.map(words.name(of:)) ?? part.label),
          Cell(
            money.figure(part.amount, FigureFormat(.money)),
            .number(part.amount, FigureFormat(.money))),
        ]
      })
  }

  // MARK: - Names of moments

  /// An interval's begin: "08:30", over several days with its day.
  func label(_ interval: Int) -> String {
    let start = StaffMoment(interval, grid.calendar).start
    return grid.isOverDays ? "\(day(grid.calendar.day(of: interval))) \(start)" : start
  }

  func day(_ number: Int) -> String {
    words.day(
      date: grid.calendar.date(ofDay: number)?.iso,
      weekday: grid.calendar.weekdayNumber(ofDay: number), number: number + 1,
      isOverWeeks: grid.calendar.isOverWeeks)
  }

  func count(_ value: Int) -> Cell { Cell("\(value)", .number(Double(value), FigureFormat(.count))) }

  func plain(_ value: Double) -> Cell {
    Cell(StaffFigures.number(value), .number(value, FigureFormat(.plain)))
  }

  // MARK: - Every interval

  private var pools: [Block] {
    result.working.enumerated().flatMap { place, pool -> [Block] in
      let isAlone = result.working.count == 1
      return (isAlone ? [] : [.heading(pool.pool.name)]) + [.table(table(pool, place))]
    }
  }

  private func table(_ pool: StaffingPlan.PoolPlan, _ place: Int) -> Table {
    let keys = StaffFigures.keys(of: result)
    let shrinkage = result.shrinkage
    let wait = language.figure(result.input.acceptableWait, FigureFormat(.seconds))
    let titles =
      [words.calls, words.erlangs, words.agents] + (shrinkage.total > 0 ? [words.scheduled] : [])
      + (shrinkage.leave > 0 ? [words.paid] : []) + keys.map { words.title(of: $0, within: wait) }
      + ["Erlang C"] + (result.hasOwnStaffing ? [words.plannedNow] : [])
      + (result.simulated?.repair == nil ? [] : [words.repaired])
    let open = pool.cells.indices.filter(pool.isOpen)
    let isCut = open.count > Self.rowLimit
    return Table(
      identifier: "pool-\(place + 1)", title: pool.pool.name,
      caption: language.list(pool.pool.types)
        + (isCut ? " – " + words.firstRows(Self.rowLimit, of: open.count) : ""),
      columns: [.init(title: words.interval)] + titles.map { .init(title: $0, isNumber: true) }
        + [.init(title: words.binds)],
      rows: open.prefix(Self.rowLimit).map { row($0, pool, keys) })
  }

  private func row(
    _ interval: Int, _ pool: StaffingPlan.PoolPlan, _ keys: [StaffFigures.Key]
  ) -> [Cell] {
    let (cell, agents) = (pool.cells[interval], pool.agents(in: interval))
    let queue = cell.flatMap { $0.load.queue(agents: agents) }
    let shrinkage = result.shrinkage
    let roster = shrinkage.roster(required: agents)
    let length = plan.demand.intervals[interval].length
    var row = [Cell(label(interval)), plain(pool.calls(in: interval, length: length))]
    row += [plain(cell?.load.offeredLoad ?? 0), count(agents)]
    if shrinkage.total > 0 { row.append(count(roster)) }
    if shrinkage.leave > 0 { row.append(plain(shrinkage.paid(roster: Double(roster)))) }
    row += keys.map { key in
      let format = FigureFormat(of: key.unit)
      let value = StaffFigures.value(key, queue, result.input)
      return value.map { Cell(language.figure($0, format), .number($0, format)) } ?? Cell("–")
    }
    row.append(count(cell?.erlangC ?? 0))
    if result.hasOwnStaffing { row.append(plain(pool.pool.scheduled?[interval] ?? 0)) }
    if let repaired = result.repaired(pool.pool, in: interval) { row.append(count(repaired)) }
    return row + [Cell(binding(pool, interval))]
  }

  private func binding(_ pool: StaffingPlan.PoolPlan, _ interval: Int) -> String {
    guard let cell = pool.cells[interval] else {
      return pool.idleAgents > 0 ? words.byMinimum : words.noCalls
    }
    return cell.binding.map(result.text(ofGoal:))
      ?? (cell.agents > cell.load.leastAgents ? words.byMinimum : words.byLoad)
  }

  // MARK: - Lines and simulations

  private var lines: Table? {
    guard !result.lines.isEmpty else { return nil }
    return Table(
      identifier: "lines", title: words.linesAndPorts,
      columns: [.init(title: words.lines)]
        + [words.needed, words.present, words.agents, words.load, words.blocked].map {
          .init(title: $0, isNumber: true)
        } + [.init(title: words.when)],
      rows: result.lines.map { size in
        [
          Cell(size.isPorts ? words.ports : size.name), count(size.needed),
          size.present.map(count) ?? Cell("–"), size.agents.map(count) ?? Cell("–"),
          plain(size.load),
          Cell(
            language.figure(size.blocking, FigureFormat(.proportion)),
            .number(size.blocking, FigureFormat(.proportion))), Cell(label(size.interval)),
        ]
      })
  }

  private var simulated: Table? {
    guard let repair = result.simulated?.repair else { return nil }
    return Table(
      identifier: "simulated", title: words.checkedBySimulation,
      columns: [words.goal, words.subject, words.when].map { .init(title: $0) }
        + [
          .init(title: words.planColumn, isNumber: true), .init(title: words.verdict),
          .init(title: words.repaired, isNumber: true), .init(title: words.verdict),
          .init(title: words.daysMet, isNumber: true),
        ],
      rows: zip(repair.proposal.figures, repair.repaired.figures).map { plan, repaired in
        let isInterval = plan.firstInterval == plan.lastInterval && plan.period == "interval"
        return [
          Cell(plan.goal), Cell(GoalFigures.subject(plan)),
          Cell(isInterval ? label(plan.firstInterval) : words.period(plan.period)), value(plan),
          verdict(plan), value(repaired), verdict(repaired),
          Cell(
            language.figure(repaired.shareOfDaysMet, FigureFormat(.proportion)),
            .number(repaired.shareOfDaysMet, FigureFormat(.proportion))),
        ]
      })
  }

  private func value(_ figure: PlaceFigure) -> Cell {
    let format = FigureFormat(GoalFigures.isTime(figure) ? .seconds : .proportion)
    let ends = Estimate(value: figure.value, halfWidth: figure.halfWidth).interval
    guard let value = figure.value else { return Cell("–") }
    let estimate = KPIEstimate(value: value, low: ends?.lowerBound, high: ends?.upperBound)
    return Cell(language.estimate(estimate, format), .estimate(estimate, format))
  }

  private func verdict(_ figure: PlaceFigure) -> Cell {
    let tone: Document.Tone =
      switch figure.verdict {
      case .met: .good
      case .missed: .bad
      case .undecided: .neutral
      }
    return Cell(words.verdict(figure.verdict), tone: tone)
  }
}
