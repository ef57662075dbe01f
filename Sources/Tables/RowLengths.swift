import ContactCenter

/// How long rows last that do not say when they end.
///
/// Exports leave out intervals in which nothing came. Where rows of other days or queues begin within
/// a step, or the step is several times the usual one, the row is as long as others and a gap follows.
struct RowLengths {
  /// The most frequent step between rows.
  let usual: Seconds?
  /// The smallest step between rows.
  private let least: Seconds?
  /// Whether the table has several days or queues.
  private let hasOthers: Bool
  /// For each second of the day the next one after it at which some row of the table begins.
  private let nextBegin: [Int32]

  /// What a row's length is, or what it may be.
  enum Answer {
    case known(Seconds)
    /// The shorter length, where rows of another day or queue begin within the longer one.
    case shorter(Seconds)
  }

  /// The longest that the rows of a day or queue may last where others are shorter.
  private static let longest = 3600.0

  init(usual: Seconds?, least: Seconds?, hasOthers: Bool, timesOfDay: some Sequence<Seconds>) {
    self.usual = usual
    self.least = least
    self.hasOthers = hasOthers
    guard hasOthers, usual != nil, least != nil else {
      nextBegin = []
      return
    }
    var isBegin = [Bool](repeating: false, count: 86_401)
    for time in timesOfDay { isBegin[min(86_400, max(0, Int(time.rounded())))] = true }
    var next: Int32 = .max
    var nexts = [Int32](repeating: .max, count: 86_401)
    for second in isBegin.indices.reversed() {
      nexts[second] = next
      if isBegin[second] { next = Int32(second) }
    }
    nextBegin = nexts
  }

  /// Whether some row begins between a time of day and `step` seconds later.
  private func isCut(_ timeOfDay: Seconds, _ step: Seconds) -> Bool {
    guard let next = nextBegin[safe: Int(timeOfDay.rounded())], next < .max else { return false }
    return Double(next) < timeOfDay + step - 0.5
  }

  /// The length before a step; nil where it is neither usual nor a multiple, nor one of its kind.
  func answer(_ steps: [Seconds], _ i: Int, _ timeOfDay: Seconds) -> Answer? {
    guard let usual, let least else { return .known(steps[i]) }
    let step = steps[i]
    let isCut = isCut(timeOfDay, step)
    if step <= usual, !isCut { return .known(step) }
    let shorter = step > usual ? usual : least
    guard shorter < step else { return .known(step) }
    let isMultiple = step.truncatingRemainder(dividingBy: shorter) == 0
    if isRun(steps, i, timeOfDay) { return isCut ? .shorter(shorter) : .known(step) }
    if isCut { return .known(shorter) }
    if isMultiple, hasOthers { return .known(shorter) }
    return isMultiple || !isOneOfItsKind(steps, i) ? nil : .known(step)
  }

  /// Whether a step belongs to at least three rows that are equally far apart, on a grid of that length.
  private func isRun(_ steps: [Seconds], _ i: Int, _ timeOfDay: Seconds) -> Bool {
    steps[i] <= Self.longest && timeOfDay.truncatingRemainder(dividingBy: steps[i]) == 0
      && isOneOfItsKind(steps, i)
  }

  private func isOneOfItsKind(_ steps: [Seconds], _ i: Int) -> Bool {
    (i > 0 && steps[i - 1] == steps[i]) || (i + 1 < steps.count && steps[i + 1] == steps[i])
  }
}
