extension KPIFormula {
  /// The functions whose values follow from totals.
  static let functionsOfTotals: Set<String> = ["abs", "max", "min"]

  /// Whether the formula can be computed from totals: it asks for nothing about single contacts.
  public var isOfTotals: Bool { functions.allSatisfy(KPIFormula.functionsOfTotals.contains) }

  /// The value of the formula; nil where an event has no value or the result is no finite number.
  ///
  /// `KPIFormula("answeredWithin / offered")` with 410 and 510 gives 0.8039. A quotient by 0 is not
  /// finite. `* /` bind stronger than `+ -`. Linear in the formula's length.
  ///
  /// - Parameter events: The total of an event over whatever the value is asked for.
  /// - Returns: The value in the unit of the events.
  public func value(of events: (String) -> Double?) -> Double? {
    rate { events($0).map { ($0, 0) } }?.value
  }

  /// The value of the formula and how fast it changes when its events do.
  ///
  /// `KPIFormula("answeredWithin / offered")` with 410 and 510, of which the first grows by 51 a unit,
  /// gives 0.8039 and 0.1. Of several largest or smallest values the first one counts.
  ///
  /// - Parameter events: The total of an event, and by how much it changes.
  /// - Returns: The value and its change in the same direction (the directional derivative); nil as for
  ///   `value(of:)`.
  package func rate(of events: (String) -> (Double, Double)?) -> (value: Double, change: Double)? {
    guard isOfTotals else { return nil }
    let rate = withoutActuallyEscaping(events) { events in
      var evaluation = Evaluation(tokens: tokens, events: events)
      return evaluation.sum()
    }
    guard let rate, rate.value.isFinite, rate.change.isFinite else { return nil }
    return (rate.value, rate.change)
  }

  /// A number and its change.
  private struct Rate {
    var value: Double
    var change = 0.0

    static prefix func - (rate: Rate) -> Rate { Rate(value: -rate.value, change: -rate.change) }

    static func + (one: Rate, other: Rate) -> Rate {
      Rate(value: one.value + other.value, change: one.change + other.change)
    }

    static func * (one: Rate, other: Rate) -> Rate {
      Rate(
        value: one.value * other.value,
        change: one.change * other.value + one.value * other.change)
    }

    static func / (one: Rate, other: Rate) -> Rate {
      let quotient = one.value / other.value
      return Rate(
        value: quotient, change: (one.change - quotient * other.change) / other.value)
    }
  }

  /// Reads the tokens, which are an expression, from left to right.
  private struct Evaluation {
    let tokens: [Token]
    let events: (String) -> (Double, Double)?
    var place = 0

    private var sign: Character? {
      guard place < tokens.count, case .sign(let sign) = tokens[place] else { return nil }
      return sign
    }

    mutating func sum() -> Rate? {
      guard var total = product() else { return nil }
      while let sign, sign == "+" || sign == "-" {
        place += 1
        guard let next = product() else { return nil }
        total = total + (sign == "+" ? next : -next)
      }
      return total
    }

    private mutating func product() -> Rate? {
      guard var total = operand() else { return nil }
      while let sign, sign == "*" || sign == "/" {
        place += 1
        guard let next = operand() else { return nil }
        total = sign == "*" ? total * next : total / next
      }
      return total
    }

    private mutating func operand() -> Rate? {
      guard place < tokens.count else { return nil }
      let token = tokens[place]
      place += 1
      switch token {
      case .number(let digits): return Double(digits).map { Rate(value: $0) }
      case .name(let event): return events(event).map { Rate(value: $0, change: $1) }
      case .sign("-"): return operand().map { -$0 }
      case .sign: return list()?.first
      case .function(let name):
        place += 1
        guard let values = list() else { return nil }
        switch name {
        case "abs": return values.first.map { $0.value < 0 ? -$0 : $0 }
        case "max": return values.reversed().max { $0.value < $1.value }
        default: return values.min { $0.value < $1.value }
        }
      }
    }

    /// What stands in brackets, separated by commas; the opening bracket is read already.
    private mutating func list() -> [Rate]? {
      var values: [Rate] = []
      while true {
        guard let value = sum() else { return nil }
        values.append(value)
        let isOver = sign != ","
        place += 1
        if isOver { return values }
      }
    }
  }
}
