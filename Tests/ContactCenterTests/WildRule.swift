import ContactCenter

/// Draws rules, facts and their values from a seed.
struct WildRule {
  /// The things that rules may name.
  static let names = RuleNames(
    queues: ["gold", "silver line"], groups: ["experts", "all-rounders"], types: ["gold", "sales"])

  private var random: FixedGenerator
  private var partsLeft = 0

  /// A source of rules; always the same for a seed.
  init(seed: UInt64) { random = FixedGenerator(seed: seed &* 0x9E37_79B9 &+ 11) }

  // MARK: Dice

  mutating func whole(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  mutating func one<T>(of list: [T]) -> T { list.randomElement(using: &random)! }

  // MARK: Texts

  private static let facts = [
    "waiting", "waiting(gold)", "waiting('silver line')", "idle(experts)", "idle(all-rounders)",
    "busy(experts)", "serviceLevel(gold)", "busyShare(experts)", "wait", "value", "priority",
    "length", "longestWait(gold)",
  ]
  private static let numbers = [
    "0", "1", "2", "3", "4", "5", "0.5", "80%", "2.5", "10 s", "1 min", "7", "1e16", "1e300",
    "0.1", "12",
  ]

  /// A rule of about so many parts that is true or false.
  mutating func condition(parts: Int) -> String {
    partsLeft = parts
    return truth()
  }

  /// A rule of about so many parts that is a number.
  mutating func score(parts: Int) -> String {
    partsLeft = parts
    return number()
  }

  private mutating func truth() -> String {
    partsLeft -= 1
    if partsLeft <= 0 { return comparison() }
    switch whole(0...9) {
    case 0...2: return "\(truth()) and \(truth())"
    case 3, 4: return "(\(truth()) or \(truth()))"
    case 5: return "not (\(truth()))"
    case 6: return "(if \(truth()) then \(truth()) else \(truth()))"
    default: return comparison()
    }
  }

  private mutating func comparison() -> String {
    "\(number()) \(one(of: ["<", "<=", ">", ">=", "==", "!="])) \(number())"
  }

  private mutating func number() -> String {
    partsLeft -= 1
    if partsLeft <= 0 { return leaf() }
    switch whole(0...19) {
    case 0...3: return "\(leaf()) \(one(of: ["+", "-"])) \(factor())"
    case 4, 5: return "\(factor()) \(one(of: ["*", "/"])) \(factor())"
    case 6: return "-\(factor())"
    case 7: return "min(\(number()), \(number()))"
    case 8: return "max(\(number()), \(number()), \(number()))"
    case 9: return "\(one(of: ["abs", "sqrt", "ln", "exp"]))(\(number()))"
    case 10: return "(if \(truth()) then \(number()) else \(number()))"
    case 11: return "\(factor()) - \(factor())"
    default: return leaf()
    }
  }

  private mutating func factor() -> String { whole(0...1) == 0 ? leaf() : "(\(number()))" }

  private mutating func leaf() -> String {
    whole(0...9) < 6 ? one(of: Self.facts) : one(of: Self.numbers)
  }

  // MARK: Values

  /// Bounds of a fact, often narrow, within those of its kind.
  mutating func bounds(of fact: RuleFact) -> ClosedRange<Double> {
    let own = fact.info.bounds
    let low = Double(whole(own.lowerBound < 0 ? -5...5 : 0...3))
    if fact.info.unit == .share { return whole(0...1) == 0 ? 0...1 : 0.25...0.75 }
    let high: Double = one(of: [low, low + 1, low + 2, low + 5, low + 20, .infinity])
    return low...min(high, own.upperBound)
  }

  /// A value within bounds, often at an end or a number that rules contain.
  mutating func value(_ fact: RuleFact, in bounds: ClosedRange<Double>) -> Double {
    let finite = bounds.clamped(to: -1e308...1e308)
    let near = min(finite.lowerBound + 30, finite.upperBound)
    var value: Double
    switch whole(0...5) {
    case 0: value = finite.lowerBound
    case 1: value = finite.upperBound
    case 2: value = one(of: [0, 0.5, 0.8, 2.5, 10, 60, 1e16, 0x1p53 + 2, 1e300, 1e-20, 0.1])
    case 3: value = one(of: [1, 2, 3, 4, 5, 7, 12].map { $0.nextUp })
    default: value = Double.random(in: finite.lowerBound...near, using: &random)
    }
    value = min(max(value, finite.lowerBound), finite.upperBound)
    return fact.isWhole ? value.rounded(.down) : value
  }

  /// Signs of all kinds, in no order.
  mutating func noise() -> String {
    if whole(0...1) == 0 {
      let bytes = (0..<whole(0...60)).map { _ in UInt8(whole(0...255)) }
      return String(decoding: bytes, as: UTF8.self)
    }
    let pieces =
      Self.facts + Self.numbers + [
        "(", ")", ",", "+", "-", "*", "/", "<", "<=", ">", ">=", "==", "!=", "and", "or", "not",
        "if", "then", "else", "min(", "max(", "abs(", "idle(", "\"", "'", "=", "%", "é", "🙂", "\n",
        "1e", "..", "idle(experts", "3 s", "min", "e\u{301}", "\u{0}", "\r\n",
      ]
    return (0..<whole(0...25)).map { _ in one(of: pieces) }
      .joined(separator: one(of: ["", " "]))
  }
}

/// Facts from a list, and how often they were asked.
struct ListedFacts: RuleFacts {
  var values: [RuleProgram.Ask: Double] = [:]
  var questions = 0

  mutating func value(_ fact: RuleFact, _ index: Int32) -> Double {
    questions += 1
    return values[.init(fact: fact, index: index)] ?? 0
  }
}

/// What a tree means, in the plainest words: what the machine is held against.
enum RuleMeaning {
  static func value(_ node: RuleNode, _ facts: inout ListedFacts) -> Double {
    switch node.kind {
    case .number(let value): return value
    case .fact(let fact, let index): return tamed(facts.value(fact, index))
    case .unary(let function, let operand): return changed(function, value(operand, &facts))
    case .choice(let condition, let yes, let no):
      return value(condition, &facts) == 1 ? value(yes, &facts) : value(no, &facts)
    case .binary(.and, let left, let right):
      return value(left, &facts) == 1 && value(right, &facts) == 1 ? 1 : 0
    case .binary(.or, let left, let right):
      return value(left, &facts) == 1 || value(right, &facts) == 1 ? 1 : 0
    case .binary(let function, let left, let right):
      return joined(function, value(left, &facts), value(right, &facts))
    }
  }

  private static func tamed(_ x: Double) -> Double {
    let largest = Double.greatestFiniteMagnitude
    return x.isNaN ? 0 : max(-largest, min(largest, x))
  }

  private static func changed(_ function: RuleUnary, _ x: Double) -> Double {
    switch function {
    case .negative: -x
    case .not: 1 - x
    case .abs: abs(x)
    case .sqrt: x < 0 ? 0 : x.squareRoot()
    case .ln: x <= 0 ? 0 : PortableMath.log(x)
    case .exp: tamed(PortableMath.exp(x))
    }
  }

  private static func joined(_ function: RuleBinary, _ a: Double, _ b: Double) -> Double {
    switch function {
    case .add: tamed(a + b)
    case .subtract: tamed(a - b)
    case .multiply: tamed(a * b)
    case .divide: b == 0 ? 0 : tamed(a / b)
    case .min: Swift.min(a, b)
    case .max: Swift.max(a, b)
    case .less: a < b ? 1 : 0
    case .atMost: a <= b ? 1 : 0
    case .more: a > b ? 1 : 0
    case .atLeast: a >= b ? 1 : 0
    case .equal: a == b ? 1 : 0
    case .unequal: a != b ? 1 : 0
    case .and, .or: 0
    }
  }
}
