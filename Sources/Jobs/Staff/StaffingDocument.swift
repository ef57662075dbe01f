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
  /// The intervals that are explained.
  var explained: [Int]?
  /// Whether a terminal lists several days interval by interval too.
  var hasAllIntervals = false
  /// Whether files are written, of which a terminal may say that they have more.
  var hasFiles = true

  var words: any ReportingWords { language.language.words }
  var plan: StaffingPlan { result.plan }
  var grid: StaffGrid { result.grid }

  typealias Block = Document.Block
  typealias Cell = Document.Cell
  typealias Table = Document.Table
  typealias Part = (identifier: String, title: String, blocks: [Block])

  /// The document.
  var document: Document {
    var parts: [Part] = [("plan", words.plan, opening)]
    if grid.isOverDays {
      parts.append(("grid", words.agentsByTime, weeks))
      parts.append(("totals", words.totalsByDay, totals))
    }
    parts.append(("intervals", words.byInterval, intervals))
    if let lines { parts.append(("lines", words.linesAndPorts, [.table(lines)] + lineCheck)) }
    if !explanations.isEmpty { parts.append(("explained", words.explained, explanations)) }
    parts += simulations
    parts.append(
      ("command", words.command, [.detail(summary: nil, [.code(result.commandLine)])]))
    return Document(
      language: language, kind: words.staffing, title: result.input.title,
      version: result.programVersion, facts: facts,
      warnings: result.simulated?.isInterrupted == true ? [words.interruptedSearch] : [],
      remarks: remarks, parts: parts)
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
      (words.version, result.programVersion),
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

  var goalTexts: String { language.list(plan.goals.indices.map(result.text(ofGoal:))) }

  private var remarks: [String] {
    let understood = result.input.understood.map {
      [words.understood($0)]
    }
    return (understood ?? []) + plan.demand.remarks.map(words.remark)
      + (result.input.scenario != nil && result.costs == nil ? [words.hoursOnly] : [])
      + (result.costs.map { $0.currency == nil } == true ? [words.unnamedMoney] : [])
  }

  // MARK: - The decision

  private var opening: [Block] {
    let hours = plan.agentHours
    var blocks: [Block] = [
      .lead(decision), .tiles(tiles(hours, busiest)),
    ]
    if !periods.isEmpty { blocks.append(.list(periods, isNumbered: false)) }
    return blocks + (costs.map { [.table($0)] } ?? [])
  }

  /// What goals over days and months come to by formula; none where simulations have their figures.
  private var periods: [String] {
    guard result.answer == nil else { return [] }
    return result.pools.flatMap { pool in
      pool.periods.map { period in
        let goal = plan.goals[period.goal]
        let unit: FigureFormat.Unit =
          goal.measure == .averageSpeedOfAnswer ? .seconds : .proportion
        let when = period.day.map { language.comma + day($0) } ?? ""
        return "\(result.text(ofGoal: period.goal))\(language.comma)\(pool.pool.name)\(when)"
          + language.colon + language.figure(period.value, FigureFormat(unit))
      }
    }
  }

  /// The interval in which most agents are needed; nil without intervals.
  var busiest: Int? {
    plan.demand.intervals.indices.max { plan.agents(in: $0) < plan.agents(in: $1) }
  }

  var ownHours: Double {
    plan.demand.intervals.indices.reduce(0) {
      $0 + result.ownStaffing(in: $1) * plan.demand.intervals[$1].open / 3600
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
    if !result.isByFormula {
      tiles.append(.init(title: words.byFormula, value: self.hours(result.formula.agentHours)))
    }
    if result.hasOwnStaffing {
      tiles.append(
        .init(
          title: words.plannedNow, value: self.hours(ownHours), remark: words.plannedNowMeaning))
    }
    return tiles
  }

  /// What the plan costs; nil where nothing has a price.
  private var costs: Table? {
    guard let costs = result.costs else { return nil }
    let money = language.paying(in: costs.currency ?? MoneyUnit.unnamed)
    let formula = result.isByFormula ? nil : result.costs(of: result.formula)
    func amount(_ value: Double) -> Cell {
      Cell(money.figure(value, FigureFormat(.money)), .number(value, FigureFormat(.money)))
    }
    return Table(
      identifier: "costs",
      title: words.costs
        + language.bracketed(
          words.period(MoneyUnit(currency: costs.currency, days: costs.days))),
      caption: words.notCounted,
      columns: [.init(title: words.part), .init(title: words.amount, isNumber: true)]
        + (formula == nil ? [] : [.init(title: words.byFormula, isNumber: true)]),
      rows: costs.parts.map { part in
        let indicator = IndicatorCatalogue.indicator(part.identifier)
        let isSum = part.identifier == "operatingCost"
        return [
          Cell(isSum ? words.allCosts : indicator.map(words.name(of:)) ?? part.label),
          amount(part.amount),
        ]
          + (formula.map { other in
            [amount(other.parts.first { $0.identifier == part.identifier }?.amount ?? 0)]
          } ?? [])
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

  // MARK: - Lines

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
          present(size), size.agents.map(count) ?? Cell("–"),
          plain(size.load),
          Cell(
            language.figure(size.blocking, FigureFormat(.proportion)),
            .number(size.blocking, FigureFormat(.proportion))), Cell(label(size.interval)),
        ]
      })
  }

  /// The lines there are: over the time that the center is open, where they change.
  private func present(_ size: LineSize) -> Cell {
    guard let present = size.present else { return Cell("–") }
    guard let range = size.presentRange, range.count > 1 else { return count(present) }
    return Cell(
      "\(range.lowerBound)–\(range.upperBound)", .number(Double(present), FigureFormat(.count)))
  }

  private var lineCheck: [Block] {
    let leaner = result.lines.compactMap { size in
      size.leaner.map { words.leaner(size.name, agents: $0.agents, lines: $0.lines) }
    }
    let check = result.lineCheck.map { [Block.paragraph(words.checked($0, self))] } ?? []
    return (leaner.isEmpty ? [] : [.list(leaner, isNumbered: false)]) + check
  }

  // MARK: - Figures of simulations

  func value(_ figure: PlaceFigure) -> Cell {
    let format = FigureFormat(GoalFigures.isTime(figure) ? .seconds : .proportion)
    let ends = Estimate(value: figure.value, halfWidth: figure.halfWidth).interval
    guard let value = figure.value else { return Cell("–") }
    let estimate = KPIEstimate(value: value, low: ends?.lowerBound, high: ends?.upperBound)
    return Cell(language.estimate(estimate, format), .estimate(estimate, format))
  }

  func verdict(_ figure: PlaceFigure) -> Cell {
    let tone: Document.Tone =
      switch figure.verdict {
      case .met: .good
      case .missed: .bad
      case .undecided: .neutral
      }
    return Cell(words.verdict(figure.verdict), tone: tone)
  }
}
