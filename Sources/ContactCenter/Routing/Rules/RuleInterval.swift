/// All numbers between two, both included; whole numbers only, if it says so.
///
/// Operations give intervals that contain every result of `RuleArithmetic` on numbers of their
/// operands. They round as it does: sums, products, quotients and roots of IEEE arithmetic never
/// change order, so those of the ends are the ends. exp and log are only nearly exact, so their ends
/// are moved outwards.
struct RuleInterval: Equatable {
  /// Up to here whole numbers and their sums are exact.
  private static let largestWhole = 0x1p53

  /// The smallest value.
  var low: Double
  /// The largest value.
  var high: Double
  /// Whether all values are whole numbers.
  var isWhole: Bool

  /// Those from `low` to `high`; the ends are moved inwards to whole numbers if all values are.
  init(_ low: Double, _ high: Double, isWhole: Bool = false) {
    self.isWhole = isWhole
    self.low = RuleArithmetic.limited(isWhole ? low.rounded(.up) : low)
    self.high = RuleArithmetic.limited(isWhole ? high.rounded(.down) : high)
  }

  /// One number only.
  init(_ value: Double) { self.init(value, value, isWhole: value == value.rounded()) }

  /// Every number.
  static let everything = RuleInterval(-RuleArithmetic.largest, RuleArithmetic.largest)

  /// Whether there is no number in it.
  var isEmpty: Bool { low > high }

  /// Whether there is exactly one number in it.
  var isSingle: Bool { low == high }

  /// Its whole numbers only, if so asked.
  func whole(if isAsked: Bool) -> RuleInterval {
    isAsked ? RuleInterval(low, high, isWhole: true) : self
  }

  /// Whether sums and differences of its numbers with those of another are whole and exact.
  private func isExact(with other: RuleInterval) -> Bool {
    isWhole && other.isWhole && largestMagnitude + other.largestMagnitude < Self.largestWhole
  }

  /// The largest value without sign.
  var largestMagnitude: Double { Swift.max(low.magnitude, high.magnitude) }

  /// What both contain.
  func common(with other: RuleInterval) -> RuleInterval {
    RuleInterval(
      Swift.max(low, other.low), Swift.min(high, other.high), isWhole: isWhole || other.isWhole)
  }

  /// The smallest interval that contains both.
  func hull(_ other: RuleInterval) -> RuleInterval {
    if isEmpty { return other }
    if other.isEmpty { return self }
    return RuleInterval(
      Swift.min(low, other.low), Swift.max(high, other.high), isWhole: isWhole && other.isWhole)
  }

  // MARK: Arithmetic

  /// The numbers to which one of `other` may have been added to give one of `sum`.
  ///
  /// A sum was rounded, so the number may lie a little outside the difference of the ends: by a few
  /// units in the last place of the larger of them. If all three are whole, and not large, nothing
  /// was rounded.
  static func addend(
    to other: RuleInterval, of sum: RuleInterval, isWhole: Bool
  ) -> RuleInterval {
    func margin(_ a: Double, _ b: Double) -> Double? {
      let largest = Swift.max(a.magnitude, b.magnitude)
      if isWhole, largest < largestWhole / 4 { return 0 }
      // A sum that was cut off at the largest number tells nothing.
      return largest < 1e300 ? largest * 0x1p-49 : nil
    }
    var result = everything
    if let below = margin(sum.low, other.high) { result.low = sum.low - other.high - below }
    if let above = margin(sum.high, other.low) { result.high = sum.high - other.low + above }
    return result
  }

  /// The results of a function.
  func changed(by function: RuleUnary) -> RuleInterval {
    switch function {
    case .negative: RuleInterval(-high, -low, isWhole: isWhole)
    case .abs:
      RuleInterval(
        low > 0 ? low : high < 0 ? -high : 0, largestMagnitude, isWhole: isWhole)
    case .sqrt: RuleInterval(RuleArithmetic.root(low), RuleArithmetic.root(high))
    case .exp:
      RuleInterval(
        Swift.max(0, Self.lowered(RuleArithmetic.exponential(low))),
        Self.raised(RuleArithmetic.exponential(high)))
    case .ln: logarithms
    case .not: RuleInterval(0, 1, isWhole: true)
    }
  }

  private var logarithms: RuleInterval {
    if high <= 0 { return RuleInterval(0) }
    let least = isWhole ? 1 : Double.leastNonzeroMagnitude
    let positive = RuleInterval(
      Self.lowered(RuleArithmetic.logarithm(Swift.max(low, least))),
      Self.raised(RuleArithmetic.logarithm(high)))
    return low > 0 ? positive : positive.hull(RuleInterval(0))
  }

  /// The results of an operation on two numbers; truth values are 0 and 1.
  func joined(_ other: RuleInterval, by function: RuleBinary) -> RuleInterval {
    switch function {
    case .add: RuleInterval(low + other.low, high + other.high, isWhole: isExact(with: other))
    case .subtract: RuleInterval(low - other.high, high - other.low, isWhole: isExact(with: other))
    case .multiply: corners(other, isWhole: isWholeProduct(other), *)
    case .divide: quotients(other)
    case .min:
      RuleInterval(
        Swift.min(low, other.low), Swift.min(high, other.high), isWhole: isWhole && other.isWhole)
    case .max:
      RuleInterval(
        Swift.max(low, other.low), Swift.max(high, other.high), isWhole: isWhole && other.isWhole)
    case .less, .atMost, .more, .atLeast, .equal, .unequal, .and, .or:
      RuleInterval(0, 1, isWhole: true)
    }
  }

  private func isWholeProduct(_ other: RuleInterval) -> Bool {
    isWhole && other.isWhole && largestMagnitude * other.largestMagnitude < Self.largestWhole
  }

  /// The interval of what an operation makes of the four pairs of ends.
  private func corners(
    _ other: RuleInterval, isWhole: Bool, _ operation: (Double, Double) -> Double
  ) -> RuleInterval {
    let values = [
      operation(low, other.low), operation(low, other.high), operation(high, other.low),
      operation(high, other.high),
    ]
    return RuleInterval(values.min()!, values.max()!, isWhole: isWhole)
  }

  /// Divisors below 0, at 0 and above 0 are looked at one by one.
  private func quotients(_ divisor: RuleInterval) -> RuleInterval {
    let least = divisor.isWhole ? 1 : Double.leastNonzeroMagnitude
    let above = RuleInterval(Swift.max(divisor.low, least), divisor.high)
    let below = RuleInterval(divisor.low, Swift.min(divisor.high, -least))
    var result = RuleInterval(1, 0)
    if divisor.low <= 0, divisor.high >= 0 { result = RuleInterval(0) }
    if !above.isEmpty { result = result.hull(corners(above, isWhole: false, /)) }
    if !below.isEmpty { result = result.hull(corners(below, isWhole: false, /)) }
    return result
  }

  /// A bit less, by much more than the error of exp and log.
  static func lowered(_ x: Double) -> Double {
    RuleArithmetic.limited(x - x.magnitude * 1e-12 - 1e-300)
  }

  /// A bit more, by much more than the error of exp and log.
  static func raised(_ x: Double) -> Double {
    RuleArithmetic.limited(x + x.magnitude * 1e-12 + 1e-300)
  }
}
