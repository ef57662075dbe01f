import ContactCenter
import Experiments
import Foundation
import Reporting
import Staffing

/// A plan as a web page.
struct StaffPage {
  var result: StaffResult

  /// The page.
  var html: String {
    var page = StaffingPage(
      title: result.input.title, version: result.programVersion, facts: facts, cards: cards,
      remarks: result.remarks, command: result.commandLine, axis: result.axis,
      series: series, curves: curves, tables: tables)
    if result.grid.isOverDays { page.grids = StaffPageGrid(result: result).grids }
    return page.html
  }

  private var plan: StaffingPlan { result.plan }

  private var facts: [(String, String)] {
    [("Decision", result.decision)] + result.costFacts
      + (result.dateHeading.map { [("Dates", $0)] } ?? []) + [
        ("Goals", plan.goals.indices.map(result.text(ofGoal:)).joined(separator: ", ")),
        ("Model", plan.models.map(\.name).joined(separator: "; ")), ("Version", result.programVersion),
      ]
  }

  private var busiest: Int {
    plan.demand.intervals.indices.max { plan.agents(in: $0) < plan.agents(in: $1) } ?? 0
  }

  private var cards: [(title: String, value: String, explanation: String)] {
    let shrinkage = result.shrinkage
    let hours = plan.agentHours
    var cards = [
      ("Required", "\(StaffFigures.number(hours)) h", "Agents on the phones, in agent-hours."),
      (
        "At most", "\(plan.agents(in: busiest))",
        "Agents required at the same time, first at \(result.axis.label(busiest))."
      ),
    ]
    if shrinkage.total > 0 {
      let paid = shrinkage.paid(roster: plan.rosterHours(shrinkage))
      let share = FigureText.value(shrinkage.total, unit: .proportion)
      cards.append(
        (
          "Paid", "\(StaffFigures.number(paid)) h",
          "Required ÷ (1 − \(share) shrinkage), rounded up to whole agents in each interval and group."
        ))
    }
    return cards
  }

  private var series: [StaffingPage.Series] {
    let intervals = plan.demand.intervals.indices
    func values(_ agents: (Int) -> Double) -> [Double?] {
      intervals.map { number in
        plan.isOpen(number) ? agents(number) : nil
      }
    }
    var series = [
      StaffingPage.Series(label: "Required", values: values { Double(plan.agents(in: $0)) })
    ]
    if result.shrinkage.total > 0 {
      series.append(
        .init(
          label: "With shrinkage",
          values: values { Double(plan.roster(in: $0, result.shrinkage)) }))
    }
    if result.hasOwnStaffing {
      series.append(.init(label: "Planned now", values: values(result.ownStaffing)))
    }
    if result.simulated?.repair != nil {
      series.append(
        .init(label: "Repaired", values: values { Double(result.repaired(in: $0) ?? 0) }))
    }
    series.append(
      .init(
        label: "Offered load",
        values: values { number in
          result.pools.reduce(0) { $0 + ($1.cells[number]?.load.offeredLoad ?? 0) }
        }))
    return series
  }

  /// The service level around the answer in each group's busiest interval.
  private var curves: [StaffingPage.Curve] {
    result.pools.compactMap { pool in
      let cells = pool.cells.compactMap { $0 }
      guard let cell = cells.max(by: { $0.agents < $1.agents }) else { return nil }
      return curve(cell, pool)
    }
  }

  private func curve(
    _ cell: StaffingPlan.Cell, _ pool: StaffingPlan.PoolPlan
  ) -> StaffingPage.Curve {
    let reach = max(4, Int(clamping: 2 * cell.load.offeredLoad.squareRoot()))
    let from = max(1, cell.agents - reach)
    let goal = plan.goals.first { goal in
      guard case .serviceLevel = goal.measure else { return false }
      return goal.part.map(pool.pool.types.contains) ?? true
    }
    var (definition, wait) = (result.input.definition, result.input.acceptableWait)
    if case .serviceLevel(let own, let within) = goal?.measure { (definition, wait) = (own, within) }
    let points = (from...cell.agents + reach).compactMap { agents in
      cell.load.queue(agents: agents).map {
        (agents: agents, level: $0.value(of: .serviceLevel(definition, within: wait)))
      }
    }
    let suffix = definition == .abandonedCountAgainst ? "" : " (\(definition.code))"
    return StaffingPage.Curve(
      title: "\(result.axis.span(cell.interval)), \(pool.pool.name)", points: points,
      chosen: cell.agents, target: goal?.bound,
      measure: "Answered within \(FigureText.value(wait, unit: .seconds))\(suffix)")
  }

  private var tables: [Document.Table] {
    let sums = result.grid.isOverDays ? StaffPageGrid(result: result).tables : []
    return sums + poolTables + [simulationTable].compactMap { $0 }
  }

  /// Every goal with its simulated figure, of the plan and of its repair.
  private var simulationTable: Document.Table? {
    guard let repair = result.simulated?.repair else { return nil }
    return Document.Table(
      identifier: "simulated", title: "Checked by simulation",
      caption: "The plan's figure over \(repair.proposal.replications) simulated days, and that of "
        + "the repaired staffing under fresh callers, with intervals. A goal is met or missed where "
        + "the whole interval is on that side of its bound.",
      columns: [("Goal", false), ("For", false), ("When", false)]
        + [
          ("Bound", true), ("Plan", true), ("Verdict", false), ("Repaired", true),
          ("Verdict", false), ("Days met", true),
        ],
      texts: zip(repair.proposal.figures, repair.repaired.figures).map { plan, repaired in
        [
          plan.goal, GoalFigures.subject(plan), GoalFigures.time(plan, result.axis.label),
          GoalFigures.bound(plan), GoalFigures.value(plan), GoalFigures.verdict(plan),
          GoalFigures.value(repaired), GoalFigures.verdict(repaired), GoalFigures.share(repaired),
        ]
      })
  }

  private var poolTables: [Document.Table] {
    result.working.enumerated().map { place, pool in
      let keys = StaffFigures.keys(of: result)
      var columns: [(title: String, isNumber: Bool)] = [("Interval", false)]
      columns += (["Calls", "Erlangs", "Agents"] + shrinkageColumns).map { ($0, true) }
      columns += keys.map { (StaffFigures.title($0, result), true) }
      columns += [("Erlang C", true)] + (result.hasOwnStaffing ? [("Now", true)] : [])
      columns += result.simulated?.repair == nil ? [] : [("Repaired", true)]
      return Document.Table(
        identifier: "pool-\(place + 1)", title: pool.pool.name,
        caption: "Contact types: \(pool.pool.types.joined(separator: ", ")). The goal in the last "
          + "column asks for the most agents." + cut(pool),
        columns: columns + [("Binds", false)],
        texts: pool.cells.indices.lazy.filter(pool.isOpen).prefix(Self.rowLimit).map {
          row($0, pool, keys)
        })
    }
  }

  /// Longer tables are cut; the files have all rows.
  private static let rowLimit = 10_000

  private func cut(_ pool: StaffingPlan.PoolPlan) -> String {
    let count = pool.cells.indices.count(where: pool.isOpen)
    guard count > Self.rowLimit else { return "" }
    return " The first \(Self.rowLimit) of \(count) intervals; staffing.csv has all."
  }

  /// Scheduled where there is shrinkage, paid where some of it is leave.
  private var shrinkageColumns: [String] {
    let shrinkage = result.shrinkage
    return (shrinkage.total > 0 ? ["Scheduled"] : []) + (shrinkage.leave > 0 ? ["Paid"] : [])
  }

  private func row(
    _ interval: Int, _ pool: StaffingPlan.PoolPlan, _ keys: [StaffFigures.Key]
  ) -> [String] {
    let (cell, agents) = (pool.cells[interval], pool.agents(in: interval))
    let queue = cell.flatMap { $0.load.queue(agents: agents) }
    let length = plan.demand.intervals[interval].length
    var row = [result.axis.label(interval)]
    row += [pool.calls(in: interval, length: length), cell?.load.offeredLoad ?? 0]
      .map(StaffFigures.number)
    row.append("\(agents)")
    let roster = Double(result.shrinkage.roster(required: agents))
    let shrunk = [roster, result.shrinkage.paid(roster: roster)]
    row += zip(shrinkageColumns, shrunk).map { StaffFigures.number($1) }
    row += keys.map { StaffFigures.text($0, queue, result) } + ["\(cell?.erlangC ?? 0)"]
    if result.hasOwnStaffing {
      row.append(StaffFigures.number(pool.pool.scheduled?[interval] ?? 0))
    }
    if let repaired = result.repaired(pool.pool, in: interval) { row.append("\(repaired)") }
    return row + [result.binding(pool, in: interval)]
  }
}
