/// Who answers what rules ask.
package protocol RuleFacts: ~Copyable {
  /// The value of a fact about the thing of an index, in the fact's unit and within its bounds.
  ///
  /// The index is that of the name in `RuleNames`; −1 for facts that take no name. Of what rules
  /// of the use at hand cannot ask, nothing need be known.
  mutating func value(_ fact: RuleFact, _ index: Int32) -> Double
}

/// One step of a rule's evaluation.
///
/// The machine has a value at hand and a stack below it. A step that brings a value puts the one at
/// hand on the stack first; a step that joins two values takes the left one from there.
package struct RuleInstruction: BitwiseCopyable, Sendable {
  /// What a step does.
  package enum Step: UInt8, BitwiseCopyable, Sendable {
    /// The value at hand is the result.
    case end
    /// Bring `value`, or the value of `fact`.
    case number, fact
    /// Change the value at hand.
    case negative, not, abs, sqrt, ln, exp
    /// Join two values.
    case add, subtract, multiply, divide, min, max, less, atMost, more, atLeast, equal, unequal
    /// Go to `index` with the value at hand if it is false, or true; otherwise forget it.
    case skipUnless, skipIf
    /// Forget the value at hand; go to `index` if it was false.
    case branchUnless
    /// Go to `index`.
    case jump
  }

  /// What it does.
  package var step: Step
  /// The fact, for `fact`.
  package var fact: RuleFact
  /// The index of the fact's thing, or of the step to go to.
  package var index: Int32
  /// The number, for `number`.
  package var value: Double

  init(_ step: Step, fact: RuleFact = .time, index: Int32 = -1, value: Double = 0) {
    self.step = step
    self.fact = fact
    self.index = index
    self.value = value
  }
}

extension RuleProgram {
  /// The rule's value: a score, or 1 for true and 0 for false.
  ///
  /// It is finite. Takes a few nanoseconds per part of the rule, and allocates nothing.
  @inline(__always)
  package func evaluate<Facts: RuleFacts & ~Copyable>(_ facts: inout Facts) -> Double {
    code.withUnsafeBufferPointer { Self.run($0.baseAddress!, &facts) }
  }

  /// The value of a program's steps, which end with `end`; for who keeps them in a table.
  package static func run<Facts: RuleFacts & ~Copyable>(
    _ code: UnsafePointer<RuleInstruction>, _ facts: inout Facts
  ) -> Double {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 128) { stack in
      run(code, &facts, stack: stack.baseAddress!)
    }
  }

  /// Every step but jumps joins or brings values, so `stack` needs room for half of a rule's parts.
  @inline(__always)
  private static func run<Facts: RuleFacts & ~Copyable>(
    _ code: UnsafePointer<RuleInstruction>, _ facts: inout Facts,
    stack: UnsafeMutablePointer<Double>
  ) -> Double {
    var top = stack
    var at = code
    var hand = 0.0
    while true {
      let step = at.pointee.step
      let next = at + 1
      switch step {
      case .end: return hand
      case .number:
        top.initialize(to: hand)
        top += 1
        hand = at.pointee.value
      case .fact:
        top.initialize(to: hand)
        top += 1
        hand = RuleArithmetic.fact(facts.value(at.pointee.fact, at.pointee.index))
      case .negative, .not, .abs, .sqrt, .ln, .exp:
        hand = RuleArithmetic.changed(hand, by: step)
      case .add, .subtract, .multiply, .divide, .min, .max,
        .less, .atMost, .more, .atLeast, .equal, .unequal:
        top -= 1
        hand = RuleArithmetic.joined(top.pointee, hand, by: step)
      case .skipUnless, .skipIf:
        if (hand == 0) == (step == .skipUnless) {
          at = code + Int(at.pointee.index)
          continue
        }
        top -= 1
        hand = top.pointee
      case .branchUnless:
        let isFalse = hand == 0
        top -= 1
        hand = top.pointee
        if isFalse {
          at = code + Int(at.pointee.index)
          continue
        }
      case .jump:
        at = code + Int(at.pointee.index)
        continue
      }
      at = next
    }
  }
}

/// The arithmetic of rules: that of `Double`, made total.
enum RuleArithmetic {
  /// No value is larger, none is smaller than the same with the other sign.
  static let largest = Double.greatestFiniteMagnitude

  /// The number itself, or the nearest that is allowed.
  @inline(__always)
  static func limited(_ x: Double) -> Double {
    let low = x > -largest ? x : -largest
    return low < largest ? low : largest
  }

  /// The value of a fact; 0 if it is none.
  @inline(__always)
  static func fact(_ x: Double) -> Double { x == x ? limited(x) : 0 }

  @inline(__always)
  static func quotient(_ a: Double, _ b: Double) -> Double { b == 0 ? 0 : limited(a / b) }

  @inline(__always)
  static func root(_ x: Double) -> Double { x > 0 ? x.squareRoot() : 0 }

  static func logarithm(_ x: Double) -> Double { x > 0 ? PortableMath.log(x) : 0 }

  static func exponential(_ x: Double) -> Double { limited(PortableMath.exp(x)) }

  @inline(__always)
  static func changed(_ x: Double, by step: RuleInstruction.Step) -> Double {
    switch step {
    case .negative: -x
    case .not: x == 0 ? 1 : 0
    case .abs: x.magnitude
    case .sqrt: root(x)
    case .ln: logarithm(x)
    case .exp: exponential(x)
    case .end, .number, .fact, .add, .subtract, .multiply, .divide, .min, .max, .less, .atMost, .more,
      .atLeast, .equal, .unequal, .skipUnless, .skipIf, .branchUnless, .jump:
      preconditionFailure("no step that changes one number")
    }
  }

  @inline(__always)
  static func joined(_ a: Double, _ b: Double, by step: RuleInstruction.Step) -> Double {
    switch step {
    case .add: limited(a + b)
    case .subtract: limited(a - b)
    case .multiply: limited(a * b)
    case .divide: quotient(a, b)
    case .min: b < a ? b : a
    case .max: b > a ? b : a
    case .less: a < b ? 1 : 0
    case .atMost: a <= b ? 1 : 0
    case .more: a > b ? 1 : 0
    case .atLeast: a >= b ? 1 : 0
    case .equal: a == b ? 1 : 0
    case .unequal: a != b ? 1 : 0
    case .end, .number, .fact, .negative, .not, .abs, .sqrt, .ln, .exp, .skipUnless, .skipIf,
      .branchUnless, .jump:
      preconditionFailure("no step that joins two numbers")
    }
  }
}
