/// A part of a rule, as a tree: the parser makes it, the program is made of it, the analysis reads
/// it.
package struct RuleNode: Sendable {
  /// What it computes.
  package indirect enum Kind: Sendable {
    /// A number, times in seconds and percentages as shares.
    case number(Double)
    /// A fact about the thing of this index; −1 if it takes no name.
    case fact(RuleFact, Int32)
    /// A function of one value.
    case unary(RuleUnary, RuleNode)
    /// A function of two values.
    case binary(RuleBinary, RuleNode, RuleNode)
    /// The second if the first is true, else the third.
    case choice(RuleNode, RuleNode, RuleNode)
  }

  /// What it computes.
  package let kind: Kind
  /// Where it stands in the text, in characters.
  package let range: Range<Int>
  /// Whether its value is true or false; otherwise it is a number.
  package let isTruth: Bool

  /// Whether two parts are written alike and so have the same value.
  func isSame(as other: RuleNode) -> Bool {
    switch (kind, other.kind) {
    case (.number(let a), .number(let b)): a == b
    case (.fact(let a, let i), .fact(let b, let j)): a == b && i == j
    case (.unary(let a, let x), .unary(let b, let y)): a == b && x.isSame(as: y)
    case (.binary(let a, let x, let y), .binary(let b, let z, let w)):
      a == b && x.isSame(as: z) && y.isSame(as: w)
    case (.choice(let a, let x, let y), .choice(let b, let z, let w)):
      a.isSame(as: b) && x.isSame(as: z) && y.isSame(as: w)
    case (.number, _), (.fact, _), (.unary, _), (.binary, _), (.choice, _): false
    }
  }
}

/// What there is of one value.
package enum RuleUnary: String, Sendable, CaseIterable {
  /// The value with the other sign.
  case negative = "-"
  /// True if the value is false.
  case not
  /// The value without its sign.
  case abs
  /// The square root; 0 below 0.
  case sqrt
  /// The natural logarithm; 0 at 0 and below.
  case ln
  /// e to the power of the value.
  case exp
}

/// What there is of two values.
package enum RuleBinary: String, Sendable, CaseIterable {
  /// The sum.
  case add = "+"
  /// The difference.
  case subtract = "-"
  /// The product.
  case multiply = "*"
  /// The quotient; 0 if the divisor is 0.
  case divide = "/"
  /// The smaller one.
  case min
  /// The larger one.
  case max
  /// Smaller.
  case less = "<"
  /// Smaller or equal.
  case atMost = "<="
  /// Larger.
  case more = ">"
  /// Larger or equal.
  case atLeast = ">="
  /// Equal.
  case equal = "=="
  /// Not equal.
  case unequal = "!="
  /// Both are true.
  case and
  /// At least one is true.
  case or

  /// What holds if a comparison does not; nil: it is no comparison.
  var opposite: RuleBinary? {
    switch self {
    case .less: .atLeast
    case .atMost: .more
    case .more: .atMost
    case .atLeast: .less
    case .equal: .unequal
    case .unequal: .equal
    case .add, .subtract, .multiply, .divide, .min, .max, .and, .or: nil
    }
  }
}
