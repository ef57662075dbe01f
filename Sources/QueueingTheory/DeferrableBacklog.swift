/// Work that can wait, such as mail, as a fluid: it comes at given rates round the clock and is done in order
/// of arrival at the capacities of the opening hours.
///
/// Backlog, ages and shares within a goal follow from the cumulated arrivals and departures, both of which
/// are straight between the stages' borders and the moments at which the backlog is gone; all figures are
/// exact for the fluid, the limit of many small pieces of work. A cycle, such as a day or a week, repeats
/// with the least backlog that comes back to itself. Example: 20 an hour round the clock, 80 an hour done from
/// 9 to 17: 320 at nine, gone at 14:20, a mean age of 7.11 hours.
///
/// Source: G. Newell, "Applications of queueing theory", 2nd edition 1982, chapter 2.
public struct DeferrableBacklog: Sendable {
  /// A time with one rate of arrivals and one capacity.
  public struct Stage: Sendable, Equatable {
    /// In seconds, > 0.
    public var length: Double
    /// Pieces of work that come, per second, ≥ 0.
    public var arrivalRate: Double
    /// Pieces of work that can be done, per second, ≥ 0; 0: closed.
    public var capacity: Double

    /// A stage.
    public init(length: Double, arrivalRate: Double, capacity: Double) {
      (self.length, self.arrivalRate, self.capacity) = (length, arrivalRate, capacity)
    }
  }

  /// What time an age is told in.
  public enum Clock: String, Sendable, CaseIterable {
    /// All time.
    case elapsed
    /// Only the time in which there is a capacity.
    case business
  }

  /// More comes in a cycle than can be done in it.
  public struct TooLittleCapacity: Error, Sendable, Equatable {
    /// Pieces of work that come.
    public let arrivals: Double
    /// Pieces of work that can be done.
    public let capacity: Double
  }

  /// A time between two borders.
  private struct Cell {
    var start: Double
    var end: Double
    /// Arrived and done by the start, since the time 0.
    var arrived: Double
    var done: Double
    /// Per second.
    var arrivalRate: Double
    var doneRate: Double
    var isOpen: Bool

    var length: Double { end - start }
    var backlogAtStart: Double { arrived - done }
    var backlogAtEnd: Double { backlogAtStart + (arrivalRate - doneRate) * length }
  }

  /// Work that comes at one time and is done at one other time, the ages straight between the two ends.
  private struct Batch {
    var items: Double
    /// Ages of the first and of the last.
    var elapsed: (first: Double, last: Double)
    var business: (first: Double, last: Double)

    func ages(_ clock: Clock) -> (first: Double, last: Double) {
      switch clock {
      case .elapsed: elapsed
      case .business: business
      }
    }
  }

  /// The length of the cycle, or of all stages, in seconds.
  public let length: Double
  private let cells: [Cell]
  private let batches: [Batch]

  /// - Parameters:
  ///   - stages: in order of time; their sum of lengths is the cycle.
  ///   - isCyclic: whether they come again and again; else it begins without backlog and the last capacity
  ///     goes on until all is done.
  /// - Throws: ``TooLittleCapacity``.
  public init(stages: [Stage], isCyclic: Bool) throws(TooLittleCapacity) {
    precondition(stages.allSatisfy { $0.length > 0 && $0.arrivalRate >= 0 && $0.capacity >= 0 })
    length = stages.reduce(0) { $0 + $1.length }
    let arrivals = stages.reduce(0) { $0 + $1.arrivalRate * $1.length }
    let capacity = stages.reduce(0) { $0 + $1.capacity * $1.length }
    // Rates that were divided do not add up to the last digit.
    guard !isCyclic || arrivals <= capacity * (1 + 1e-12) else {
      throw TooLittleCapacity(arrivals: arrivals, capacity: capacity)
    }
    var cells: [Cell] = []
    if isCyclic {
      // After one cycle the least backlog has come that stays; the two after it have all that is done of one.
      let first = Self.run(stages, from: nil)
      let second = Self.run(stages, from: first.last)
      cells = second
      while cells.last!.done + cells.last!.doneRate * cells.last!.length < second.last!.arrived
        + second.last!.arrivalRate * second.last!.length - 1e-9 * arrivals, cells.count < 1_000_000
      {
        cells += Self.run(stages, from: cells.last)
      }
      self.cells = second
    } else {
      cells = Self.run(stages, from: nil)
      self.cells = cells
      let left = cells.last!.backlogAtEnd
      if left > 0 {
        guard let last = stages.last, last.capacity > 0 else {
          throw TooLittleCapacity(arrivals: arrivals, capacity: capacity)
        }
        let rest = Stage(length: left / last.capacity, arrivalRate: 0, capacity: last.capacity)
        cells += Self.run([rest], from: cells.last)
      }
    }
    batches = Self.batches(
      cells, from: self.cells[0].arrived, to: self.cells[0].arrived + arrivals)
  }

  /// The stages as cells after another cell, split where the backlog is gone.
  private static func run(_ stages: [Stage], from last: Cell?) -> [Cell] {
    var cells: [Cell] = []
    var time = last?.end ?? 0
    var arrived = last.map { $0.arrived + $0.arrivalRate * $0.length } ?? 0
    var done = last.map { $0.done + $0.doneRate * $0.length } ?? 0
    func add(_ stage: Stage, _ length: Double, doneRate: Double) {
      guard length > 0 else { return }
      cells.append(
        Cell(
          start: time, end: time + length, arrived: arrived, done: done,
          arrivalRate: stage.arrivalRate, doneRate: doneRate, isOpen: stage.capacity > 0))
      time += length
      arrived += stage.arrivalRate * length
      done += doneRate * length
    }
    for stage in stages {
      let falls = stage.capacity - stage.arrivalRate
      let backlog = max(0, arrived - done)
      let until = falls > 0 ? min(stage.length, backlog / falls) : stage.length
      add(stage, until, doneRate: stage.capacity)
      if until < stage.length {
        done = arrived
        add(stage, stage.length - until, doneRate: stage.arrivalRate)
      }
    }
    return cells
  }

  /// The work that came between two counts, in batches along which both times are straight.
  private static func batches(_ cells: [Cell], from first: Double, to last: Double) -> [Batch] {
    let borders = (cells.flatMap { [$0.arrived, $0.done] } + [first, last])
      .filter { $0 >= first && $0 <= last }.sorted()
    var open = [0.0]
    for cell in cells { open.append(open.last! + (cell.isOpen ? cell.length : 0)) }
    func moment(
      of item: Double, near middle: Double, _ count: (Cell) -> Double, _ rate: (Cell) -> Double
    ) -> (elapsed: Double, business: Double)? {
      let place = cells.lastIndex { count($0) <= middle && rate($0) > 0 }
      guard let place else { return nil }
      let cell = cells[place]
      let since = (item - count(cell)) / rate(cell)
      return (cell.start + since, open[place] + (cell.isOpen ? since : 0))
    }
    return zip(borders, borders.dropFirst()).compactMap { low, high in
      guard high > low else { return nil }
      let middle = (low + high) / 2
      let ages = [low, high].compactMap { item -> (elapsed: Double, business: Double)? in
        guard let came = moment(of: item, near: middle, { $0.arrived }, { $0.arrivalRate }),
          let went = moment(of: item, near: middle, { $0.done }, { $0.doneRate })
        else { return nil }
        return (max(0, went.elapsed - came.elapsed), max(0, went.business - came.business))
      }
      guard ages.count == 2 else { return nil }
      return Batch(
        items: high - low, elapsed: (ages[0].elapsed, ages[1].elapsed),
        business: (ages[0].business, ages[1].business))
    }
  }
}

extension DeferrableBacklog {
  /// Pieces of work that come in a cycle.
  public var items: Double { batches.reduce(0) { $0 + $1.items } }

  /// From arrival to done, on average, in seconds; 0 where nothing comes.
  public func meanAge(_ clock: Clock) -> Double {
    let sum = batches.reduce(0) { $0 + $1.items * ($1.ages(clock).first + $1.ages(clock).last) / 2 }
    return items > 0 ? sum / items : 0
  }

  /// The longest of it, in seconds.
  public func longestAge(_ clock: Clock) -> Double {
    batches.reduce(0) { max($0, $1.ages(clock).first, $1.ages(clock).last) }
  }

  /// The part that is done within a time, in seconds.
  public func share(within time: Double, _ clock: Clock) -> Double {
    let sum = batches.reduce(0) { sum, batch in
      let (low, high) = (
        min(batch.ages(clock).first, batch.ages(clock).last),
        max(batch.ages(clock).first, batch.ages(clock).last)
      )
      // An age that is the goal to the last digits is within it.
      let limit = time * (1 + 1e-12)
      if high <= limit { return sum + batch.items }
      return low >= limit ? sum : sum + batch.items * (limit - low) / (high - low)
    }
    return items > 0 ? sum / items : 1
  }

  /// What is there when work begins for the first time in a cycle; nil: it never does.
  public var backlogAtOpening: Double? { cells.first { $0.isOpen }?.backlogAtStart }

  /// The most that is there.
  public var largestBacklog: Double {
    cells.reduce(0) { max($0, $1.backlogAtStart, $1.backlogAtEnd) }
  }

  /// What is there at the end of the cycle.
  public var backlogAtEnd: Double { cells.last.map { max(0, $0.backlogAtEnd) } ?? 0 }

  /// Time average over a cycle.
  public var meanBacklog: Double {
    cells.reduce(0) { $0 + ($1.backlogAtStart + $1.backlogAtEnd) / 2 * $1.length } / length
  }

  /// When the backlog is gone for the first time after the first opening, in seconds from the beginning of
  /// the cycle; nil: not in this cycle.
  public var clearedAt: Double? {
    guard let opening = cells.firstIndex(where: { $0.isOpen }), let start = cells.first?.start else {
      return nil
    }
    let scale = max(1e-9, largestBacklog * 1e-9)
    return cells[opening...].first { $0.backlogAtEnd <= scale }.map { $0.end - start }
  }

  /// When what is there is gone for good, in seconds from the beginning; nil: it is not, or begins again.
  public var emptyAt: Double? {
    let scale = max(1e-9, largestBacklog * 1e-9)
    guard let last = cells.last, last.backlogAtEnd <= scale, let start = cells.first?.start else {
      return nil
    }
    let busy = cells.last { $0.backlogAtStart > scale || $0.backlogAtEnd > scale }
    return busy.map { $0.end - start } ?? 0
  }
}
