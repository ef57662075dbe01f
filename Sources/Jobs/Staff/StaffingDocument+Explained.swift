import Experiments
import QueueingTheory
import Reporting
import Staffing

// Why an interval needs its agents.

extension StaffingDocument {
  /// The explanations of the intervals that were asked for.
  var explanations: [Block] {
    (explained ?? []).flatMap { interval in
      result.pools.flatMap { pool in
        pool.cells[interval].map { explanation($0, pool) } ?? []
      }
    }
  }

  private func explanation(_ cell: StaffingPlan.Cell, _ pool: StaffingPlan.PoolPlan) -> [Block] {
    let load = cell.load
    let keys = StaffFigures.keys(of: result) + [.waitProbability, .meanQueue]
    let wait = language.figure(result.input.acceptableWait, FigureFormat(.seconds))
    let calls = load.arrivalRate * plan.demand.intervals[cell.interval].open
    let moment = StaffMoment(cell.interval, grid.calendar)
    let when = "\(label(cell.interval))–\(moment.end)"
    let rows = cell.rows.map { row -> [Cell] in
      var agents = count(row.agents)
      if row.agents == cell.agents { agents.tone = .good }
      return [agents] + keys.map { figure($0, row.queue) }
    }
    let table = Table(
      identifier: "explained-\(cell.interval)-\(pool.pool.name)", title: pool.pool.name,
      caption: words.work(
        load: StaffFigures.number(load.offeredLoad), calls: StaffFigures.number(calls),
        handleTime: language.figure(load.handleTime, FigureFormat(.seconds))),
      columns: [.init(title: words.agents, isNumber: true)]
        + keys.map {
          .init(
            title: words.title(of: $0, within: wait), isNumber: true,
            short: words.short(of: $0, within: wait))
        }, rows: rows, isOrdered: true)
    let needs = cell.needs.enumerated().compactMap { index, need in
      need.map { words.needs(result.text(ofGoal: index), $0, binds: cell.binding == index) }
    }
    return [
      .heading("\(when), \(pool.pool.name)\(language.colon)\(words.name(of: load.model))"),
      .table(table),
      .list(
        needs + [
          oneMore(cell, keys, wait), words.squareRoot(cell.squareRoot.grade, cell.squareRoot.agents),
          words.plainErlangC(cell.erlangC),
        ], isNumbered: false), .code(result.rebuilding(cell)),
    ]
  }

  private func figure(_ key: StaffFigures.Key, _ queue: StaffedQueue?) -> Cell {
    let format = FigureFormat(of: key.unit)
    guard let value = StaffFigures.value(key, queue, result.input) else { return Cell(words.unstable) }
    return Cell(language.figure(value, format), .number(value, format))
  }

  private func oneMore(_ cell: StaffingPlan.Cell, _ keys: [StaffFigures.Key], _ wait: String) -> String {
    let now = cell.load.queue(agents: cell.agents)
    let more = cell.load.queue(agents: cell.agents + 1)
    return words.oneMore(
      keys.prefix(4).map { key in
        "\(words.title(of: key, within: wait)) \(figure(key, now).text) → \(figure(key, more).text)"
      })
  }
}
