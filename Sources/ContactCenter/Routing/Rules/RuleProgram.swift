/// A rule ready to be evaluated: a condition of a routing script, or a score.
///
/// `try RuleProgram.compile("idle(experts) >= 2 and wait > 20 s", as: .condition, names: names)`
/// checks the text; `evaluate` computes. There are no loops and no effects, and every evaluation
/// gives a finite number: what has no value in mathematics (division by zero, the root of a negative
/// number, the logarithm of 0 or less) is 0, and too large numbers are cut off at the largest one.
package struct RuleProgram: Sendable {
  /// A fact that a rule asks for, and the index of the thing named; −1: none is named.
  package struct Ask: Sendable, Hashable {
    /// The fact.
    package let fact: RuleFact
    /// The index of the queue, group or type; −1: none is named.
    package let index: Int32

    /// This fact about the thing of this index.
    package init(fact: RuleFact, index: Int32) {
      self.fact = fact
      self.index = index
    }
  }

  /// The text it was made of.
  package let text: String
  /// What it is for.
  package let use: RuleUse
  /// What it computes.
  package let tree: RuleNode
  /// The same, step by step; the last step is `end`.
  package let code: [RuleInstruction]
  /// What it asks for, each once, in the order of the text.
  package let asks: [Ask]

  /// Whether it asks for recent statistics, so that they must be kept.
  package var usesWindow: Bool { asks.contains { $0.fact.needsWindow } }

  /// Whether it asks for a fact, of whatever thing.
  package func uses(_ fact: RuleFact) -> Bool { asks.contains { $0.fact == fact } }

  /// Makes a program of a text.
  ///
  /// Throws the text's first defect. Time and memory are bounded, whatever the text.
  package static func compile(
    _ text: String, as use: RuleUse, names: RuleNames
  ) throws(RuleDefect) -> RuleProgram {
    let tree = try RuleParser.tree(of: text, as: use, names: names)
    var coder = RuleCoder()
    coder.add(tree)
    coder.code.append(.init(.end))
    return RuleProgram(text: text, use: use, tree: tree, code: coder.code, asks: coder.asks)
  }
}

/// Writes the steps of a tree one after the other.
private struct RuleCoder {
  var code: [RuleInstruction] = []
  var asks: [RuleProgram.Ask] = []

  mutating func add(_ node: RuleNode) {
    switch node.kind {
    case .number(let value):
      code.append(.init(.number, value: value))
    case .fact(let fact, let index):
      let ask = RuleProgram.Ask(fact: fact, index: index)
      if !asks.contains(ask) { asks.append(ask) }
      code.append(.init(.fact, fact: fact, index: index))
    case .unary(let function, let operand):
      add(operand)
      code.append(.init(Self.step(function)))
    case .binary(.and, let left, let right):
      add(left)
      let jump = begin(.skipUnless)
      add(right)
      end(jump)
    case .binary(.or, let left, let right):
      add(left)
      let jump = begin(.skipIf)
      add(right)
      end(jump)
    case .binary(let function, let left, let right):
      add(left)
      add(right)
      code.append(.init(Self.step(function)))
    case .choice(let condition, let first, let second):
      add(condition)
      let toSecond = begin(.branchUnless)
      add(first)
      let toEnd = begin(.jump)
      end(toSecond)
      add(second)
      end(toEnd)
    }
  }

  /// A jump to a place that is not known yet.
  private mutating func begin(_ step: RuleInstruction.Step) -> Int {
    code.append(.init(step))
    return code.count - 1
  }

  /// The place is here.
  private mutating func end(_ jump: Int) { code[jump].index = Int32(code.count) }

  private static func step(_ function: RuleUnary) -> RuleInstruction.Step {
    switch function {
    case .negative: .negative
    case .not: .not
    case .abs: .abs
    case .sqrt: .sqrt
    case .ln: .ln
    case .exp: .exp
    }
  }

  private static func step(_ function: RuleBinary) -> RuleInstruction.Step {
    switch function {
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .min: .min
    case .max: .max
    case .less: .less
    case .atMost: .atMost
    case .more: .more
    case .atLeast: .atLeast
    case .equal: .equal
    case .unequal: .unequal
    case .and: .skipUnless
    case .or: .skipIf
    }
  }
}
