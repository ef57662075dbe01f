// What is kept of waits that are over: their costs, a sliding window, and what predictors learn.

/// How a wait ended.
enum WaitEnd {
  case answered, abandoned, other
}

/// What happened to the contacts of one type in a part of the sliding window, or in all of it.
struct AnswerCounts: BitwiseCopyable {
  var answered = 0.0
  var within = 0.0
  var abandoned = 0.0
  /// Σ waits of the answered, in seconds.
  var wait = 0.0

  mutating func add(_ other: AnswerCounts, sign: Double) {
    answered += sign * other.answered
    within += sign * other.within
    abandoned += sign * other.abandoned
    wait += sign * other.wait
  }
}

/// A sliding window of answers and abandonments by contact type, which moves on part by part.
///
/// The window holds the present part, which is not over, and the ones before it.
struct RecentAnswers: ~Copyable {
  private let parts: Int
  private let length: Seconds
  private let types: Int
  private var table: Table<AnswerCounts>
  private var totals: Table<AnswerCounts>
  /// For each type the number of the part that its counts belong to, since the first midnight.
  private var present: Table<Int>

  init(types: Int, _ routing: Scenario.Routing) {
    self.types = types
    parts = max(1, routing.windowParts)
    length = routing.window / Double(parts)
    table = Table(repeating: AnswerCounts(), count: types * parts)
    totals = Table(repeating: AnswerCounts(), count: types)
    present = Table(repeating: 0, count: types)
  }

  var isKept: Bool { types > 0 }

  mutating func reset() {
    table.fill(AnswerCounts())
    totals.fill(AnswerCounts())
    present.fill(0)
  }

  func add(_ end: WaitEnd, type: Int32, wait: Seconds, limit: Seconds, at now: Seconds) {
    moveOn(type, now)
    var one = AnswerCounts()
    switch end {
    case .answered:
      one.answered = 1
      one.within = wait <= limit ? 1 : 0
      one.wait = wait
    case .abandoned: one.abandoned = 1
    case .other: return
    }
    part(type, present[type]).pointee.add(one, sign: 1)
    totals.at(type).pointee.add(one, sign: 1)
  }

  /// The counts of a type in the window that ends now.
  ///
  /// It may move the window on, which changes no answer.
  func counts(_ type: Int32, at now: Seconds) -> AnswerCounts {
    moveOn(type, now)
    return totals.at(type).pointee
  }

  /// Empties the parts that have left the window.
  private func moveOn(_ type: Int32, _ now: Seconds) {
    let part = Int(clamping: now / length)
    if part == present[type] { return }
    if part - present[type] >= parts {
      for place in 0..<parts { self.part(type, place).pointee = AnswerCounts() }
      totals.at(type).pointee = AnswerCounts()
    } else {
      for passed in (present[type] + 1)...part {
        let old = self.part(type, passed)
        totals.at(type).pointee.add(old.pointee, sign: -1)
        old.pointee = AnswerCounts()
      }
    }
    present.at(type).pointee = part
  }

  /// The counts of a part of a type's window, by its number since the first midnight.
  private func part(_ type: Int32, _ number: Int) -> UnsafeMutablePointer<AnswerCounts> {
    table.at(type * Int32(parts) + Int32(number % parts))
  }
}

extension Engine {
  /// Books the end of a wait: its cost, the window, what predictors learn from it.
  @inline(never)
  mutating func noteWait(_ contact: Int32, _ wait: Seconds, _ end: WaitEnd) {
    let caller = contacts[contact]
    let isCounted = books.counts(caller.row, type: caller.type)
    let type = types.at(caller.type)
    if isCounted, type.pointee.costPerMinute > 0, wait > 0 {
      books.routing(caller.type).pointee.waitingCost +=
        type.pointee.costPerMinute * Engine.power(wait / 60, type.pointee.costPower)
    }
    if recent.isKept {
      recent.add(
        end, type: caller.type, wait: wait, limit: type.pointee.acceptableWait, at: now)
    }
    if kept.forecasts { learn(contact, wait, end, isCounted: isCounted) }
  }

  /// base ^ exponent for a base ≥ 0.
  static func power(_ base: Double, _ exponent: Double) -> Double {
    if exponent == 0 { return 1 }
    if exponent == 1 { return base }
    if exponent == 2 { return base * base }
    return base > 0 ? PortableMath.exp(exponent * PortableMath.log(base)) : 0
  }
}
