/// Supposes that a condition is true, or false, and narrows what the facts can then be.
///
/// If nothing is left for one of them, the supposition is impossible. What is left always contains
/// every value with which it holds, so an impossibility is certain.
struct RuleAnalysis {
  /// What each of the program's facts can be, in the order of `RuleProgram.asks`.
  typealias World = [RuleInterval]

  /// Looking at choices twice, once for each outcome, can take time that doubles with each level;
  /// after so many parts, nothing more is found out.
  private static let maximalVisits = 50_000
  /// How often the rule is gone through: later parts narrow what earlier ones could not know.
  private static let rounds = 4

  let program: RuleProgram
  private let first: World
  private let characters: [Character]
  private var supposed = true
  private var visits = 0
  /// Why comparisons could not hold.
  private var clashes: [String] = []

  /// Begins with what the facts can be.
  init(program: RuleProgram, world: World) {
    self.program = program
    first = world
    characters = Array(program.text)
  }

  /// Whether the condition can have a value; `reason` says why not.
  mutating func canBe(_ truth: Bool) -> Bool {
    var world = first
    supposed = truth
    for _ in 0..<Self.rounds {
      clashes = []
      guard let narrower = suppose(program.tree, truth, world) else { return false }
      if narrower == world { return true }
      world = narrower
    }
    return true
  }

  /// Why the condition cannot have the value of which that was asked last.
  var reason: String {
    var different: [String] = []
    for clash in clashes where !different.contains(clash) { different.append(clash) }
    return different.prefix(3).joined(separator: "; ")
  }

  // MARK: Truth

  /// What the facts can be where a part has a value; nil: it cannot.
  private mutating func suppose(_ node: RuleNode, _ truth: Bool, _ world: World) -> World? {
    if isTired() { return world }
    switch node.kind {
    case .unary(.not, let operand):
      return suppose(operand, !truth, world)
    case .binary(.and, let left, let right):
      return truth ? both(left, right, truth, world) : either(left, right, truth, world)
    case .binary(.or, let left, let right):
      return truth ? either(left, right, truth, world) : both(left, right, truth, world)
    case .choice(let condition, let yes, let no):
      let before = clashes.count
      let one = suppose(condition, true, world).flatMap { suppose(yes, truth, $0) }
      let other = suppose(condition, false, world).flatMap { suppose(no, truth, $0) }
      return joined(one, other, since: before)
    case .binary(let sign, let left, let right):
      guard let opposite = sign.opposite else { return world }
      return compare(node, truth ? sign : opposite, left, right, world)
    case .number, .fact, .unary:
      return world
    }
  }

  private mutating func both(
    _ left: RuleNode, _ right: RuleNode, _ truth: Bool, _ world: World
  ) -> World? {
    suppose(left, truth, world).flatMap { suppose(right, truth, $0) }
  }

  private mutating func either(
    _ left: RuleNode, _ right: RuleNode, _ truth: Bool, _ world: World
  ) -> World? {
    let before = clashes.count
    let one = suppose(left, truth, world)
    let other = suppose(right, truth, world)
    return joined(one, other, since: before)
  }

  /// What is possible in one world or the other; clashes in one do not matter then.
  private mutating func joined(_ one: World?, _ other: World?, since count: Int) -> World? {
    guard one != nil || other != nil else { return nil }
    clashes.removeSubrange(count...)
    guard let one else { return other }
    guard let other else { return one }
    return zip(one, other).map { $0.hull($1) }
  }

  private mutating func compare(
    _ node: RuleNode, _ sign: RuleBinary, _ left: RuleNode, _ right: RuleNode, _ world: World
  ) -> World? {
    let (a, b) = (values(left, world), values(right, world))
    if left.isSame(as: right) {
      if sign == .equal || sign == .atMost || sign == .atLeast { return world }
      clashes.append("both sides of \(text(node)) are the same")
      return nil
    }
    let (one, other) = Self.kept(a, b, sign)
    guard !one.isEmpty, !other.isEmpty else {
      note(node, sign, left, right)
      return nil
    }
    guard let narrower = demand(left, one, world), let narrowest = demand(right, other, narrower)
    else {
      note(node, sign, left, right)
      return nil
    }
    return narrowest
  }

  /// What is left of two intervals if a comparison of their numbers holds.
  private static func kept(
    _ a: RuleInterval, _ b: RuleInterval, _ sign: RuleBinary
  ) -> (RuleInterval, RuleInterval) {
    func from(_ low: Double, _ of: RuleInterval) -> RuleInterval {
      RuleInterval(max(of.low, low), of.high, isWhole: of.isWhole)
    }
    func upTo(_ high: Double, _ of: RuleInterval) -> RuleInterval {
      RuleInterval(of.low, min(of.high, high), isWhole: of.isWhole)
    }
    func without(_ value: RuleInterval, _ of: RuleInterval) -> RuleInterval {
      guard value.isSingle else { return of }
      var rest = of
      if rest.low == value.low { rest = from(value.low.nextUp, rest) }
      if rest.high == value.low { rest = upTo(value.low.nextDown, rest) }
      return rest
    }
    switch sign {
    case .less: return (upTo(b.high.nextDown, a), from(a.low.nextUp, b))
    case .atMost: return (upTo(b.high, a), from(a.low, b))
    case .more: return (from(b.low.nextUp, a), upTo(a.high.nextDown, b))
    case .atLeast: return (from(b.low, a), upTo(a.high, b))
    case .equal:
      let common = a.common(with: b)
      return (common, common)
    case .unequal: return (without(b, a), without(a, b))
    case .add, .subtract, .multiply, .divide, .min, .max, .and, .or:
      preconditionFailure("\(sign.rawValue) compares nothing")
    }
  }

  // MARK: Numbers

  /// What a part can be.
  private mutating func values(_ node: RuleNode, _ world: World) -> RuleInterval {
    if isTired() { return .everything }
    switch node.kind {
    case .number(let value): return RuleInterval(value)
    case .fact(let fact, let index): return world[place(fact, index)]
    case .unary(let function, let operand): return values(operand, world).changed(by: function)
    case .binary(let function, let left, let right):
      let (a, b) = (values(left, world), values(right, world))
      if function == .subtract, left.isSame(as: right) { return RuleInterval(0) }
      return a.joined(b, by: function)
    case .choice(let condition, let yes, let no):
      let before = clashes.count
      let one = suppose(condition, true, world).map { values(yes, $0) }
      let other = suppose(condition, false, world).map { values(no, $0) }
      clashes.removeSubrange(before...)
      guard let one else { return other ?? .everything }
      return other.map { one.hull($0) } ?? one
    }
  }

  /// What the facts can be where a part's value lies in an interval; nil: it cannot.
  ///
  /// It goes through signs, sums and differences, and through min and max from the side that binds
  /// all their values; elsewhere it narrows nothing.
  private mutating func demand(
    _ node: RuleNode, _ wanted: RuleInterval, _ world: World
  ) -> World? {
    if isTired() { return world }
    switch node.kind {
    case .fact(let fact, let index):
      let slot = place(fact, index)
      let kept = world[slot].common(with: wanted)
      if kept.isEmpty { return nil }
      var narrower = world
      narrower[slot] = kept
      return narrower
    case .unary(.negative, let operand):
      return demand(operand, wanted.changed(by: .negative), world)
    case .binary(.add, let left, let right):
      let (a, b) = (values(left, world), values(right, world))
      let isWhole = a.isWhole && b.isWhole
      let sum = wanted.whole(if: isWhole)
      if sum.isEmpty { return nil }
      return demand(left, .addend(to: b, of: sum, isWhole: isWhole), world)
        .flatMap { demand(right, .addend(to: a, of: sum, isWhole: isWhole), $0) }
    case .binary(.subtract, let left, let right):
      let (a, b) = (values(left, world), values(right, world).changed(by: .negative))
      let isWhole = a.isWhole && b.isWhole
      let sum = wanted.whole(if: isWhole)
      if sum.isEmpty { return nil }
      let negative = RuleInterval.addend(to: a, of: sum, isWhole: isWhole)
      return demand(left, .addend(to: b, of: sum, isWhole: isWhole), world)
        .flatMap { demand(right, negative.changed(by: .negative), $0) }
    case .binary(.min, let left, let right):
      let atLeast = RuleInterval(wanted.low, RuleArithmetic.largest)
      return demand(left, atLeast, world).flatMap { demand(right, atLeast, $0) }
    case .binary(.max, let left, let right):
      let atMost = RuleInterval(-RuleArithmetic.largest, wanted.high)
      return demand(left, atMost, world).flatMap { demand(right, atMost, $0) }
    case .number, .unary, .binary, .choice:
      return world
    }
  }

  private func place(_ fact: RuleFact, _ index: Int32) -> Int {
    program.asks.firstIndex(of: .init(fact: fact, index: index))!
  }

  private mutating func isTired() -> Bool {
    visits += 1
    return visits > Self.maximalVisits
  }

  // MARK: Reasons

  private func text(_ node: RuleNode) -> String {
    let part = String(characters[node.range])
    return part.count > 60 ? part.prefix(57) + "…" : part
  }

  /// Notes why a comparison cannot hold: by itself, or because of what else is supposed.
  private mutating func note(
    _ node: RuleNode, _ sign: RuleBinary, _ left: RuleNode, _ right: RuleNode
  ) {
    let (a, b) = (values(left, first), values(right, first))
    let (one, other) = Self.kept(a, b, sign)
    guard one.isEmpty || other.isEmpty else {
      clashes.append(conflict(node, sign))
      return
    }
    if sign == .equal, a.high >= b.low, b.high >= a.low {
      clashes.append("\(text(a.isWhole ? left : right)) is a whole number")
      return
    }
    var texts: [String] = []
    let isBelow = a.high <= b.low
    if case .number = left.kind {} else { texts.append(bound(left, a, isBelow: isBelow)) }
    if case .number = right.kind {} else { texts.append(bound(right, b, isBelow: !isBelow)) }
    for (fact, number) in [(left, right), (right, left)] {
      if case .fact(let fact, _) = fact.kind, fact.info.unit == .share,
        case .number(let value) = number.kind, value > 1, !text(number).contains("%")
      {
        texts.append("\(text(number)) means \((value * 100).plain)%")
      }
    }
    if texts.isEmpty { texts = ["\(text(node)) compares two numbers"] }
    clashes.append(texts.joined(separator: " and "))
  }

  /// What to say of a comparison that cannot hold, or fail to hold, because of all others.
  private func conflict(_ node: RuleNode, _ sign: RuleBinary) -> String {
    var isAsWritten = false
    if case .binary(sign, _, _) = node.kind { isAsWritten = true }
    let (holds, fails) = (text(node), "not (\(text(node)))")
    return supposed
      ? "\(isAsWritten ? holds : fails) contradicts the rest of the condition"
      : "\(isAsWritten ? fails : holds) is true where the rest of the condition is false"
  }

  /// `idle(experts) is at most 20`.
  private func bound(_ node: RuleNode, _ values: RuleInterval, isBelow: Bool) -> String {
    let name = text(node)
    if values.isSingle { return "\(name) is always \(shown(values.low, node))" }
    if isBelow { return "\(name) is at most \(shown(values.high, node))" }
    return "\(name) is at least \(shown(values.low, node))"
  }

  /// A value in the unit of the fact, if it is one.
  private func shown(_ value: Double, _ node: RuleNode) -> String {
    guard case .fact(let fact, _) = node.kind else { return value.plain }
    switch fact.info.unit {
    case .share: return "\((value * 100).plain)%"
    case .seconds: return "\(value.plain) s"
    case .count, .hours, .number: return value.plain
    }
  }
}
