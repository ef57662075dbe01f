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
    guard isOfTotals else { return nil }
    let value = withoutActuallyEscaping(events) { events in
      var evaluation = Evaluation(tokens: tokens, events: events)
      return evaluation.sum()
    }
    guard let value, value.isFinite else { return nil }
    return value
  }

  /// Reads the tokens, which are an expression, from left to right.
  private struct Evaluation {
    let tokens: [Token]
    let events: (String) -> Double?
    var place = 0

    private var sign: Character? {
      guard place < tokens.count, case .sign(let sign) = tokens[place] else { return nil }
      return sign
    }

    mutating func sum() -> Double? {
      guard var total = product() else { return nil }
      while let sign, sign == "+" || sign == "-" {
        place += 1
        guard let next = product() else { return nil }
        total += sign == "+" ? next : -next
      }
      return total
    }

    private mutating func product() -> Double? {
      guard var total = operand() else { return nil }
      while let sign, sign == "*" || sign == "/" {
        place += 1
        guard let next = operand() else { return nil }
        total = sign == "*" ? total * next : total / next
      }
      return total
    }

    private mutating func operand() -> Double? {
      guard place < tokens.count else { return nil }
      let token = tokens[place]
      place += 1
      switch token {
      case .number(let digits): return Double(digits)
      case .name(let event): return events(event)
      case .sign("-"): return operand().map { -$0 }
      case .sign: return list()?.first
      case .function(let name):
        place += 1
        guard let values = list() else { return nil }
        switch name {
        case "abs": return values.first.map(abs)
        case "max": return values.max()
        default: return values.min()
        }
      }
    }

    /// What stands in brackets, separated by commas; the opening bracket is read already.
    private mutating func list() -> [Double]? {
      var values: [Double] = []
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
