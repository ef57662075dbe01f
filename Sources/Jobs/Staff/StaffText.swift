import ContactCenter
import Experiments
import Foundation
import QueueingTheory
import Reporting
import Staffing
import Verification

/// A plan as a page in the terminal.
struct StaffText {
  var result: StaffResult
  /// The intervals whose rows are shown.
  var explained: [Int]?
  /// Whether several days are listed interval by interval too.
  var hasAllIntervals = false

  /// The page, ending in a line break.
  var text: String {
    let grid = result.grid.isOverDays ? [StaffGridText(result: result).text] : []
    let isListed = hasAllIntervals || result.grid.days.count <= 2
    let blocks = [heading, grid, isListed ? table : [], totals, lineSizes, explanations, remarks]
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n\n" + simulated
  }

  private var simulated: String {
    result.simulated.map { $0.text(label: result.axis.label) + "\n" } ?? ""
  }

  private var plan: StaffingPlan { result.plan }

  private var heading: [String] {
    let models = plan.models.map { $0.name + ($0.isApproximation ? " (simulate to be sure)" : "") }
    let goals = plan.goals.indices.map(result.text(ofGoal:)).joined(separator: ", ")
    let dates = result.dateHeading.map { ["Dates      \($0)"] } ?? []
    let table =
      result.input.understood.map { TerminalText.wrapped("Table      \($0)", to: 100) } ?? []
    var lines =
      [result.input.title] + TerminalText.wrapped(result.decision, to: 100) + table + dates + [
        "Model      \(models.isEmpty ? "none: nobody calls" : models.joined(separator: "; "))",
        "Goals      \(goals)",
      ]
    let shrinkage = result.shrinkage
    if shrinkage.total > 0 {
      let causes = shrinkage.causes.filter { !$0.name.isEmpty }
        .map { "\($0.name) \(Self.share($0.share))" }.joined(separator: " + ")
      let sum = Self.share(shrinkage.total) + (causes.isEmpty ? "" : " = \(causes)")
      lines.append("Shrinkage  \(sum) of paid time: paid = required ÷ (1 − \(Self.share(shrinkage.total)))")
    }
    return lines
  }

  private static func share(_ value: Double) -> String {
    FigureText.value(value, unit: .proportion)
  }

  // MARK: - The day

  private var table: [String] {
    result.working.count == 1 ? onePool(result.working[0]) : manyPools
  }

  /// Open intervals, those that follow one another with the same work and agents as one.
  private var stretches: [ClosedRange<Int>] {
    let intervals = plan.demand.intervals
    var stretches: [ClosedRange<Int>] = []
    for number in intervals.indices where plan.isOpen(number) {
      if let last = stretches.last, last.upperBound + 1 == number,
        intervals[last.upperBound].end == intervals[number].start, isSame(last.upperBound, number)
      {
        stretches[stretches.count - 1] = last.lowerBound...number
      } else {
        stretches.append(number...number)
      }
    }
    return stretches
  }

  private func isSame(_ first: Int, _ second: Int) -> Bool {
    result.pools.allSatisfy {
      $0.cells[first]?.load == $0.cells[second]?.load
        && $0.agents(in: first) == $0.agents(in: second)
        && $0.isOpen(in: first) == $0.isOpen(in: second)
        && $0.pool.scheduled?[first] == $0.pool.scheduled?[second]
    }
  }

  private func label(_ stretch: ClosedRange<Int>) -> String {
    let axis = result.axis
    guard stretch.count > 1 else { return axis.label(stretch.lowerBound) }
    return "\(axis.label(stretch.lowerBound)) to \(axis.span(stretch.upperBound))"
  }

  private func calls(_ cell: StaffingPlan.Cell) -> Double {
    cell.load.arrivalRate * plan.demand.intervals[cell.interval].length
  }

  private func onePool(_ pool: StaffingPlan.PoolPlan) -> [String] {
    let hasRoster = result.shrinkage.total > 0
    let keys = StaffFigures.keys(of: result)
    var head = ["", "Calls", "Erlangs", "Agents"] + (hasRoster ? ["Scheduled"] : [])
    head += keys.map { StaffFigures.title($0, result) } + ["Erlang C"]
    head += result.hasOwnStaffing ? ["Now"] : []
    var table = TextTable(head + ["Binds"], words: [0, head.count])
    for stretch in stretches {
      let number = stretch.lowerBound
      let (cell, agents) = (pool.cells[number], pool.agents(in: number))
      let queue = cell.flatMap { $0.load.queue(agents: agents) }
      var row = [label(stretch), StaffFigures.number(cell.map(calls) ?? 0)]
      row += [StaffFigures.number(cell?.load.offeredLoad ?? 0), "\(agents)"]
      if hasRoster { row.append("\(result.shrinkage.roster(required: agents))") }
      row += keys.map { StaffFigures.text($0, queue, result) } + ["\(cell?.erlangC ?? 0)"]
      if result.hasOwnStaffing { row.append(own(pool, number)) }
      table.rows.append(row + [result.binding(pool, in: number)])
    }
    return table.lines
  }

  /// The planned agents; marked where they cannot do the work.
  private func own(_ pool: StaffingPlan.PoolPlan, _ interval: Int) -> String {
    guard let own = pool.pool.scheduled?[interval] else { return "" }
    let isUnstable =
      pool.cells[interval].map { $0.load.queue(agents: Int(clamping: own.rounded(.down))) == nil } ?? false
    return StaffFigures.number(own) + (isUnstable ? " unstable" : "")
  }

  private var manyPools: [String] {
    let hasRoster = result.shrinkage.total > 0
    var head = ["", "Calls", "Erlangs"] + result.pools.map { StaffFigures.cut($0.pool.name) }
    head += ["Agents"] + (hasRoster ? ["Scheduled"] : [])
    head += (plan.wholes.isEmpty ? [] : ["If all did all"]) + (result.hasOwnStaffing ? ["Now"] : [])
    var table = TextTable(head)
    for stretch in stretches {
      let number = stretch.lowerBound
      let cells = result.pools.map { $0.cells[number] }
      let present = cells.compactMap { $0 }
      let agents = plan.agents(in: number)
      var row = [label(stretch), StaffFigures.number(present.reduce(0) { $0 + calls($1) })]
      row.append(StaffFigures.number(present.reduce(0) { $0 + $1.load.offeredLoad }))
      row += result.pools.map { $0.isOpen(in: number) ? "\($0.agents(in: number))" : "–" }
      row.append("\(agents)")
      if hasRoster { row.append("\(plan.roster(in: number, result.shrinkage))") }
      if !plan.wholes.isEmpty { row.append("\(wholeAgents(in: number))") }
      if result.hasOwnStaffing { row.append(StaffFigures.number(result.ownStaffing(in: number))) }
      table.rows.append(row)
    }
    return table.lines
  }

  /// The agents if everybody could do everything in his part of the center.
  private func wholeAgents(in interval: Int) -> Int {
    let joined = Set(plan.wholes.flatMap { $0.pool.groups })
    let alone = result.pools.filter { joined.isDisjoint(with: $0.pool.groups) }
    return (plan.wholes + alone).reduce(0) { $0 + $1.agents(in: interval) }
  }

  // MARK: - Below the table

  private var totals: [String] {
    let hours = plan.agentHours
    var line = "Required \(StaffFigures.number(hours)) agent-hours"
    let shrinkage = result.shrinkage
    if shrinkage.total > 0 {
      let roster = plan.rosterHours(shrinkage)
      line += ", scheduled \(StaffFigures.number(roster))"
      line += ", paid \(StaffFigures.number(shrinkage.paid(roster: roster)))"
    }
    if result.hasOwnStaffing {
      let own = plan.demand.intervals.indices.reduce(0) {
        $0 + result.ownStaffing(in: $1) * plan.demand.intervals[$1].length / 3600
      }
      line += "; planned now \(StaffFigures.number(own))"
    }
    return [line] + (result.costSentence.map { TerminalText.wrapped($0, to: 100) } ?? []) + periods
  }

  private var periods: [String] {
    result.pools.flatMap { pool in
      pool.periods.map { period in
        let goal = plan.goals[period.goal]
        let unit: IndicatorUnit = goal.measure == .averageSpeedOfAnswer ? .seconds : .proportion
        let day = period.day.map { ", day \($0 + 1)" } ?? ""
        return "\(result.text(ofGoal: period.goal)), \(pool.pool.name)\(day): "
          + FigureText.value(period.value, unit: unit)
      }
    }
  }

  private var lineSizes: [String] {
    let sizes = result.lines.flatMap { size in
      let agents = size.agents.map { " with \(GoalFigures.agents($0))" } ?? ""
      let present = size.present.map { ", there are \($0)" } ?? ""
      let leaner = size.leaner.map {
        ". \(GoalFigures.agents($0.agents)) would do with \(FigureText.count($0.lines, "line"))"
      }
      return TerminalText.wrapped(
        "Lines: \(size.name) needs \(size.needed)\(agents)\(present) (\(StaffFigures.number(size.load)) "
          + "erlangs at \(result.axis.label(size.interval)), blocked "
          + "\(FigureText.value(size.blocking, unit: .proportion)); \(size.model))" + (leaner ?? ""),
        to: 100)
    }
    return sizes + (result.lineCheck?.text ?? [])
  }

  private var remarks: [String] {
    plan.demand.remarks.flatMap { TerminalText.wrapped($0.text, to: 100) }
  }

  // MARK: - Explanations

  private var explanations: [String] {
    let blocks = (explained ?? []).flatMap { interval in
      result.pools.compactMap { pool in
        pool.cells[interval].map { explanation($0, pool).joined(separator: "\n") }
      }
    }
    return blocks.isEmpty ? [] : [blocks.joined(separator: "\n\n")]
  }

  private func explanation(_ cell: StaffingPlan.Cell, _ pool: StaffingPlan.PoolPlan) -> [String] {
    let load = cell.load
    var lines = [
      "\(result.axis.span(cell.interval)), \(pool.pool.name): \(load.model.name)",
      "Offered load \(StaffFigures.number(load.offeredLoad)) erlangs: "
        + "\(StaffFigures.number(calls(cell))) calls of \(StaffFigures.number(load.handleTime)) s",
    ]
    let keys = StaffFigures.keys(of: result) + [.waitProbability, .meanQueue]
    var table = TextTable(["", "Agents"] + keys.map { StaffFigures.title($0, result) })
    for row in cell.rows {
      let cells = keys.map {
        row.queue == nil ? "unstable" : StaffFigures.text($0, row.queue, result)
      }
      table.rows.append([row.agents == cell.agents ? "→" : "", "\(row.agents)"] + cells)
    }
    lines += table.lines
    for (index, need) in cell.needs.enumerated() {
      guard let need else { continue }
      let binds = cell.binding == index ? ", binds" : ""
      lines.append("Goal \(result.text(ofGoal: index)): needs \(need)\(binds)")
    }
    lines.append(oneMore(cell, keys))
    lines.append(squareRoot(cell))
    lines.append("Plain Erlang C: needs \(cell.erlangC)")
    return lines + ["Again: \(result.rebuilding(cell))"]
  }

  private func oneMore(_ cell: StaffingPlan.Cell, _ keys: [StaffFigures.Key]) -> String {
    let now = cell.load.queue(agents: cell.agents)
    let more = cell.load.queue(agents: cell.agents + 1)
    let changes = keys.prefix(4).map { key in
      "\(StaffFigures.title(key, result)) \(StaffFigures.text(key, now, result)) → "
        + StaffFigures.text(key, more, result)
    }
    return "One more: " + changes.joined(separator: ", ")
  }

  private func squareRoot(_ cell: StaffingPlan.Cell) -> String {
    let rule = cell.squareRoot
    let beta = String(format: "%.2f", rule.grade)
    let agents = rule.agents.map { "; for Erlang C's waiting probability here it says \($0)" } ?? ""
    return "Square-root rule: n = a + β√a with β = \(beta)\(agents)"
  }
}
