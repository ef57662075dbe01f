/// Makes a tree of a rule's text: one function for each level of precedence.
///
/// ```
/// rule        = disjunction
/// disjunction = conjunction { "or" conjunction }
/// conjunction = negation { "and" negation }
/// negation    = "not" negation | comparison
/// comparison  = sum [ ( "<" | "<=" | ">" | ">=" | "==" | "!=" ) sum ]
/// sum         = product { ( "+" | "-" ) product }
/// product     = sign { ( "*" | "/" ) sign }
/// sign        = "-" sign | primary
/// primary     = number [ unit ] | fact [ "(" name ")" ] | function "(" rule { "," rule } ")"
///             | "(" rule ")" | "if" rule "then" rule "else" rule
/// ```
///
/// Time and memory are bounded: by the length of the text, by `maximalNodes` and by `maximalDepth`.
struct RuleParser {
  /// No rule may have more parts.
  static let maximalNodes = 200
  /// No part may lie deeper in parentheses, functions, signs and choices.
  static let maximalDepth = 50

  var reader: RuleReader
  let use: RuleUse
  let names: RuleNames
  private var nodes = 0
  private var depth = 0

  /// The tree of a text.
  ///
  /// Throws the first defect, from left to right.
  static func tree(
    of text: String, as use: RuleUse, names: RuleNames
  ) throws(RuleDefect) -> RuleNode {
    var parser = RuleParser(reader: try RuleReader(text), use: use, names: names)
    if parser.reader.token == .end {
      throw parser.defectHere("the rule is empty")
    }
    let tree = try parser.rule()
    if parser.reader.token != .end { throw parser.leftover() }
    if use == .condition {
      try parser.requireTruth(tree, "a condition must be true or false")
    } else {
      try parser.requireNumber(tree, "a score must be a number")
    }
    return tree
  }

  private init(reader: RuleReader, use: RuleUse, names: RuleNames) {
    self.reader = reader
    self.use = use
    self.names = names
  }

  // MARK: Levels

  /// A whole rule, or what stands in parentheses.
  mutating func rule() throws(RuleDefect) -> RuleNode {
    try enter()
    var left = try conjunction()
    while take(word: "or") {
      try advance()
      let right = try conjunction()
      left = try joined(.or, left, right)
    }
    depth -= 1
    return left
  }

  private mutating func conjunction() throws(RuleDefect) -> RuleNode {
    var left = try negation()
    while take(word: "and") {
      try advance()
      let right = try negation()
      left = try joined(.and, left, right)
    }
    return left
  }

  private mutating func negation() throws(RuleDefect) -> RuleNode {
    guard take(word: "not") else { return try comparison() }
    let start = reader.start
    try enter()
    try advance()
    let operand = try negation()
    try requireTruth(operand, "\"not\" needs something that is true or false")
    depth -= 1
    return try node(.unary(.not, operand), from: start, isTruth: true)
  }

  private mutating func comparison() throws(RuleDefect) -> RuleNode {
    let left = try sum()
    guard let sign = takenComparison() else { return left }
    try advance()
    let right = try sum()
    if takenComparison() != nil {
      throw defectHere(
        "only two values can be compared at a time", "Write \"a < b and b < c\".")
    }
    let needs = "\"\(sign.rawValue)\" compares numbers"
    try requireNumber(left, needs)
    try requireNumber(right, needs)
    try checkTimeOfDay(left, right)
    try checkTimeOfDay(right, left)
    return try node(.binary(sign, left, right), from: left.range.lowerBound, isTruth: true)
  }

  private mutating func sum() throws(RuleDefect) -> RuleNode {
    var left = try product()
    while let sign = taken([.add, .subtract]) {
      try advance()
      let right = try product()
      left = try computed(sign, left, right)
    }
    return left
  }

  private mutating func product() throws(RuleDefect) -> RuleNode {
    var left = try sign()
    while let operation = taken([.multiply, .divide]) {
      try advance()
      let right = try sign()
      left = try computed(operation, left, right)
    }
    return left
  }

  private mutating func sign() throws(RuleDefect) -> RuleNode {
    guard reader.token == .symbol("-") else { return try primary() }
    let start = reader.start
    try enter()
    try advance()
    let operand = try sign()
    try requireNumber(operand, "\"-\" needs a number")
    depth -= 1
    if case .number(let value) = operand.kind {
      return try node(.number(-value), from: start, isTruth: false)
    }
    return try node(.unary(.negative, operand), from: start, isTruth: false)
  }

  private mutating func primary() throws(RuleDefect) -> RuleNode {
    let start = reader.start
    switch reader.token {
    case .number(let value):
      try advance()
      return try node(.number(value), from: start, isTruth: false)
    case .symbol("("):
      try advance()
      let inner = try rule()
      try expectClosing(since: start)
      return RuleNode(kind: inner.kind, range: start..<reader.lastEnd, isTruth: inner.isTruth)
    case .word("if"):
      return try choice()
    case .word(let word) where !RuleReader.keywords.contains(word):
      return try named(word)
    case .end:
      throw defectHere("the rule ends where a number or a name should stand")
    case .word, .symbol:
      let found = reader.text(reader.start..<reader.position)
      throw defectHere(
        "a number or a name should stand here, not \"\(found)\"",
        found == "not" ? "Put \"not …\" in parentheses." : "")
    }
  }

  private mutating func choice() throws(RuleDefect) -> RuleNode {
    let start = reader.start
    try advance()
    let condition = try rule()
    try requireTruth(condition, "what follows \"if\" must be true or false")
    try expect(word: "then")
    let first = try rule()
    try expect(word: "else")
    let second = try rule()
    if first.isTruth != second.isTruth {
      throw reader.defect(
        second.range,
        "what follows \"else\" is \(kind(of: second)), but what follows \"then\" is "
          + kind(of: first),
        "Both must be of one kind.")
    }
    return try node(.choice(condition, first, second), from: start, isTruth: first.isTruth)
  }

  /// A function's arguments.
  mutating func function(_ name: String, from start: Int) throws(RuleDefect) -> RuleNode {
    let open = reader.start
    guard reader.token == .symbol("(") else {
      throw reader.defect(
        start..<reader.lastEnd, "the arguments of \"\(name)\" are missing", "Write \(name)(…).")
    }
    var arguments: [RuleNode] = []
    repeat {
      try advance()
      let argument = try rule()
      try requireNumber(argument, "\"\(name)\" needs numbers")
      arguments.append(argument)
    } while reader.token == .symbol(",")
    try expectClosing(since: open)
    if let function = RuleUnary(rawValue: name) {
      guard arguments.count == 1 else {
        throw reader.defect(arguments[1].range, "\"\(name)\" takes one value only")
      }
      return try node(.unary(function, arguments[0]), from: start, isTruth: false)
    }
    let function = name == "min" ? RuleBinary.min : .max
    guard arguments.count > 1 else {
      throw reader.defect(
        start..<reader.lastEnd, "\"\(name)\" needs at least two values",
        "Put a comma between them.")
    }
    var result = arguments[0]
    for argument in arguments.dropFirst() {
      result = try node(.binary(function, result, argument), from: start, isTruth: false)
    }
    return result
  }

  // MARK: Nodes

  /// A node that ends where the last token did.
  mutating func node(
    _ kind: RuleNode.Kind, from start: Int, isTruth: Bool
  ) throws(RuleDefect) -> RuleNode {
    nodes += 1
    if nodes > Self.maximalNodes {
      throw reader.defect(
        start..<reader.lastEnd, "the rule has more than \(Self.maximalNodes) parts",
        "Shorten it.")
    }
    return RuleNode(kind: kind, range: start..<reader.lastEnd, isTruth: isTruth)
  }

  private mutating func joined(
    _ word: RuleBinary, _ left: RuleNode, _ right: RuleNode
  ) throws(RuleDefect) -> RuleNode {
    let needs = "\"\(word.rawValue)\" joins what is true or false"
    try requireTruth(left, needs)
    try requireTruth(right, needs)
    return try node(.binary(word, left, right), from: left.range.lowerBound, isTruth: true)
  }

  private mutating func computed(
    _ sign: RuleBinary, _ left: RuleNode, _ right: RuleNode
  ) throws(RuleDefect) -> RuleNode {
    let needs = "\"\(sign.rawValue)\" needs numbers"
    try requireNumber(left, needs)
    try requireNumber(right, needs)
    return try node(.binary(sign, left, right), from: left.range.lowerBound, isTruth: false)
  }

  private mutating func enter() throws(RuleDefect) {
    depth += 1
    if depth > Self.maximalDepth {
      throw defectHere(
        "the rule lies more than \(Self.maximalDepth) levels deep in parentheses", "Simplify it.")
    }
  }

  // MARK: Tokens

  mutating func advance() throws(RuleDefect) { try reader.advance() }

  private func take(word: String) -> Bool { reader.token == .word(word) }

  private func taken(_ signs: [RuleBinary]) -> RuleBinary? {
    signs.first { reader.token == .symbol($0.rawValue) }
  }

  private func takenComparison() -> RuleBinary? {
    taken([.less, .atMost, .more, .atLeast, .equal, .unequal])
  }

  private mutating func expect(word: String) throws(RuleDefect) {
    guard take(word: word) else {
      throw defectHere(
        "\"\(word)\" is missing here", "Write \"if … then … else …\".")
    }
    try advance()
  }

  private mutating func expectClosing(since open: Int) throws(RuleDefect) {
    guard reader.token == .symbol(")") else {
      if reader.token == .end {
        throw reader.defect(open..<open + 1, "the parenthesis that opens here does not close")
      }
      throw leftover()
    }
    try advance()
  }
}
