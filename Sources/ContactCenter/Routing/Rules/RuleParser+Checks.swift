// What the parser says when a part does not fit, and how it finds facts by their names.

extension RuleParser {
  /// A defect at the present token.
  func defectHere(_ finding: String, _ remedy: String = "") -> RuleDefect {
    reader.defect(reader.start..<max(reader.start, reader.position), finding, remedy)
  }

  /// What is wrong with a token where an operator or the end should come.
  func leftover() -> RuleDefect {
    let found = reader.text(reader.start..<reader.position)
    switch reader.token {
    case .symbol(")"): return defectHere("this parenthesis closes none")
    case .symbol(","):
      return defectHere(
        "a comma can only separate the values of min and max", "Write fractions with a point: 0.5.")
    case .word("then"), .word("else"):
      return defectHere("there is no \"if\" for this \"\(found)\"")
    case .symbol where found != "(":
      return defectHere("\"\(found)\" cannot follow here")
    case .number, .word, .symbol, .end:
      return defectHere(
        "an operator is missing before \"\(found)\"", "Write one, such as * or and.")
    }
  }

  /// As in messages.
  func kind(of node: RuleNode) -> String { node.isTruth ? "true or false" : "a number" }

  /// Throws unless a part is true or false.
  func requireTruth(_ node: RuleNode, _ needs: String) throws(RuleDefect) {
    if node.isTruth { return }
    let text = reader.text(node.range)
    throw reader.defect(
      node.range, "\(needs), but \(RuleReader.quoted(text)) is a number",
      "Compare it with something, as in wait > 20 s.")
  }

  /// Throws unless a part is a number.
  func requireNumber(_ node: RuleNode, _ needs: String) throws(RuleDefect) {
    if !node.isTruth { return }
    let text = reader.text(node.range)
    throw reader.defect(
      node.range, "\(needs), but \(RuleReader.quoted(text)) is true or false",
      "Write \"if … then 1 else 0\".")
  }

  /// Throws if the time of day, in hours, is compared with a length of time, in seconds.
  func checkTimeOfDay(_ fact: RuleNode, _ number: RuleNode) throws(RuleDefect) {
    guard case .fact(.time, _) = fact.kind, case .number = number.kind else { return }
    guard reader.characters[number.range].contains(where: { $0 == "s" || $0 == "h" || $0 == "m" })
    else { return }
    throw reader.defect(
      number.range, "\"time\" is the hour of the day, not a length of time",
      "Write it without a unit: 9.5 is half past nine.")
  }

  // MARK: Names

  /// A fact or a function, at its name.
  mutating func named(_ word: String) throws(RuleDefect) -> RuleNode {
    let start = reader.start
    let place = start..<reader.position
    let functions = RuleReference.functionNames
    let isFunction = functions.contains(word)
    let candidates = RuleFactInfo.all.filter { $0.name == word }
    guard isFunction || !candidates.isEmpty else { throw unknown(word, at: place) }
    try advance()
    if isFunction { return try function(word, from: start) }
    let hasName = reader.token == .symbol("(")
    guard let info = candidates.first(where: { ($0.argument != .none) == hasName }) else {
      throw misused(candidates[0], at: place)
    }
    guard use.knows(info.subject) else {
      throw reader.defect(
        place, "\"\(word)\" is not known in \(use.phrase)",
        info.subject == .agent
          ? "Only rules that score agents know it." : "Only rules that give scores know it.")
    }
    guard hasName else { return try node(.fact(info.fact, -1), from: start, isTruth: false) }
    let index = try argument(of: info)
    return try node(.fact(info.fact, index), from: start, isTruth: false)
  }

  /// The index of the thing named in the parentheses of a fact.
  private mutating func argument(of info: RuleFactInfo) throws(RuleDefect) -> Int32 {
    let (name, range) = try reader.readName()
    let known = names.list(info.argument)
    if let index = known.firstIndex(of: name) { return Int32(index) }
    let noun = info.argument.noun
    if let other = names.kind(of: name) {
      throw reader.defect(
        range, "\(RuleReader.quoted(name)) is \(other.phrase), not \(info.argument.phrase)",
        "\(info.usage) asks about \(info.argument.phrase).")
    }
    var remedy = known.isEmpty ? "There is none at all." : "Known: \(listed(known))."
    if let near = NearestName.nearest(to: name, in: known) {
      remedy = "Did you mean \(RuleReader.quoted(near))?"
    }
    throw reader.defect(range, "there is no \(noun) \(RuleReader.quoted(name))", remedy)
  }

  private func listed(_ known: [String]) -> String {
    let shown = known.prefix(8).map(RuleReader.quoted).joined(separator: ", ")
    return known.count > 8 ? shown + " and \(known.count - 8) more" : shown
  }

  private func misused(_ info: RuleFactInfo, at place: Range<Int>) -> RuleDefect {
    if info.argument == .none {
      return reader.defect(place, "\"\(info.name)\" takes no name", "Write it alone.")
    }
    return reader.defect(
      place, "\"\(info.name)\" needs the name of \(info.argument.phrase)",
      "Write \(info.usage).")
  }

  private func unknown(_ word: String, at place: Range<Int>) -> RuleDefect {
    let finding = "there is no fact or function \"\(word)\""
    let facts = RuleFactInfo.all.filter { use.knows($0.subject) }
    if let kind = names.kind(of: word),
      let info = facts.first(where: { $0.argument == kind })
    {
      return reader.defect(
        place, "\"\(word)\" is \(kind.phrase), not a fact",
        "Ask something about it, such as \(info.name)(\(word)).")
    }
    let known = facts.map(\.name) + RuleReference.functionNames + RuleReader.keywords.sorted()
    let near = NearestName.nearest(to: word, in: known)
    return reader.defect(place, finding, near.map { "Did you mean \"\($0)\"?" } ?? "")
  }
}
