import ContactCenter

/// A step on the way to a setting.
enum SettingStep: Sendable, Hashable {
  /// A key of the format.
  case key(String)
  /// The name of an element of a list.
  case name(String)
  /// The place of an element of a list, from 1.
  case position(Int)
}

extension [SettingStep] {
  /// The same with placeholders that need no quotes.
  var patternText: String {
    map { step -> SettingStep in
      if case .name(let name) = step { .key(name) } else { step }
    }.pathText
  }

  /// The path as people write it: `agentGroups.support.skills.sales.rank`, `queues.sales.steps[1].after`,
  /// `contactTypes["a.b"].talk.mean`.
  var pathText: String {
    var text = ""
    for step in self {
      let dot = text.isEmpty ? "" : "."
      switch step {
      case .key(let key): text += dot + key
      case .name(let name):
        text += SettingToken.needsQuotes(name) ? "[\(SettingToken.quoted(name))]" : dot + name
      case .position(let position): text += "[\(position)]"
      }
    }
    return text
  }
}

/// The pieces of a path as it was written.
enum SettingToken: Equatable {
  /// A key or a name.
  case word(String)
  /// A name, whatever keys there are.
  case name(String)
  case position(Int)

  var isWord: Bool { if case .word = self { true } else { false } }

  /// The pieces of `queues.sales.steps[1].after` or `contactTypes["a.b"].talk.mean`.
  ///
  /// In double quotes a dot, a bracket or an equals sign means nothing, and `\"` and `\\` are a quote and a
  /// backslash. What stands in quotes and brackets is a name.
  static func tokens(_ path: String) -> [SettingToken] {
    ScenarioSetting.cut(path, at: ".").flatMap { part -> [SettingToken] in
      var word = part[...]
      var brackets: [SettingToken] = []
      while let (start, token) = lastBracket(in: word) {
        brackets.insert(token, at: 0)
        word = word[..<start]
      }
      if word.isEmpty, !brackets.isEmpty { return brackets }
      let plain = unquoted(word) ?? word.trimmed.replacing("\"", with: "")
      return [.word(plain)] + brackets
    }
  }

  /// The number or the name in brackets at the end of a piece, and where it begins.
  private static func lastBracket(in word: Substring) -> (Substring.Index, SettingToken)? {
    guard word.hasSuffix("]") else { return nil }
    var rest = word
    while let open = rest.lastIndex(of: "[") {
      let content = word[word.index(after: open)...].dropLast()
      if let position = Int(content) { return (open, .position(position)) }
      if let name = unquoted(content) { return (open, .name(name)) }
      rest = rest[..<open]
    }
    return nil
  }

  /// Whether a name would not be read as one without quotes.
  static func needsQuotes(_ name: String) -> Bool {
    name.isEmpty || name.trimmed != name || name.contains { ".=\"\\".contains($0) }
      || name.hasSuffix("]") || name == SettingTree.scaleKey
  }

  static func quoted(_ name: String) -> String {
    let inside = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"\(inside)\""
  }

  /// What stands in double quotes; nil for anything else.
  static func unquoted(_ text: Substring) -> String? {
    guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return nil }
    var name = ""
    var isEscaped = false
    for character in text.dropFirst().dropLast() {
      if isEscaped || (character != "\\" && character != "\"") {
        name.append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        return nil
      }
    }
    return isEscaped ? nil : name
  }
}

/// Finds what a path names.
struct SettingSearch {
  var path: String
  var scenario: Scenario

  typealias Found = (steps: [SettingStep], leaf: SettingLeaf)

  /// The setting of the path.
  ///
  /// - Throws: `SettingDefect` with the nearest name, or all there are.
  func find() throws(SettingDefect) -> Found {
    try find(SettingToken.tokens(path)[...], in: SettingTree.root, [])
  }

  private func find(
    _ tokens: ArraySlice<SettingToken>, in tree: SettingTree, _ steps: [SettingStep]
  ) throws(SettingDefect) -> Found {
    guard let first = tokens.first else {
      guard let leaf = tree.leaf else { throw unknown(nil, in: tree, steps) }
      return (steps, leaf)
    }
    switch first {
    case .name(let name):
      guard let members = tree.members, members.areNamed else {
        throw unknown(name, in: tree, steps)
      }
      guard let index = members.names(scenario).firstIndex(of: name) else {
        throw unknownName([name], members, steps)
      }
      return try find(tokens.dropFirst(), in: members.tree(index), steps + [.name(name)])
    case .position(let position):
      guard let members = tree.members else { throw unknown(nil, in: tree, steps) }
      let count = members.names(scenario).count
      guard position >= 1, position <= count else { throw outside(position, count, steps) }
      let step = members.names(scenario)[position - 1].map { SettingStep.name($0) }
      return try find(
        tokens.dropFirst(), in: members.tree(position - 1), steps + [step ?? .position(position)])
    case .word(let word):
      if let next = tree[word] {
        return try find(tokens.dropFirst(), in: next, steps + [.key(word)])
      }
      guard let members = tree.members, members.areNamed else {
        throw unknown(word, in: tree, steps)
      }
      return try find(tokens, among: members, steps)
    }
  }

  /// A name may have dots, so that it may end in several places; the longest that leads on counts.
  private func find(
    _ tokens: ArraySlice<SettingToken>, among members: SettingTree.Members,
    _ steps: [SettingStep]
  ) throws(SettingDefect) -> Found {
    let names = members.names(scenario)
    var words: [String] = []
    for case .word(let word) in tokens.prefix(while: \.isWord) { words.append(word) }
    var problem: SettingDefect?
    for length in (1...words.count).reversed() {
      let name = words.prefix(length).joined(separator: ".")
      guard let index = names.firstIndex(of: name) else { continue }
      do throws(SettingDefect) {
        return try find(
          tokens.dropFirst(length), in: members.tree(index), steps + [.name(name)])
      } catch {
        problem = problem ?? error
      }
    }
    throw problem ?? unknownName(words, members, steps)
  }

  // MARK: Defects

  private var finding: String { "There is no setting \"\(path.shortened)\"." }

  /// A word that is no key, or nil: a path that ends before a setting.
  private func unknown(
    _ word: String?, in tree: SettingTree, _ steps: [SettingStep]
  ) -> SettingDefect {
    if let reason = tree.whyNotVaried {
      return SettingDefect(
        text: path, finding: "\(steps.pathText) cannot be varied.", remedy: reason)
    }
    let keys = tree.keys.filter { !$0.tree().isBarren }.map(\.key)
    let nearest = word.flatMap { NearestName.nearest(to: $0, in: keys) }
    let hint = nearest.map { "Did you mean \"\($0)\"? " } ?? ""
    let remedy: String
    if !steps.isEmpty {
      remedy = hint + Self.choice(keys, tree.members, after: steps.pathText)
    } else if let nearest, let tree = tree[nearest] {
      let examples = tree.leaves(in: nil, from: [.key(nearest)]).map(\.steps.patternText)
      remedy = hint + "There are \(Self.list(examples))."
    } else {
      remedy =
        "Settings begin with \(keys.joined(separator: ", ")); "
        + "`switchboard schema --settings` lists all."
    }
    return SettingDefect(text: path, finding: finding, remedy: remedy)
  }

  /// What may follow a path.
  private static func choice(
    _ keys: [String], _ members: SettingTree.Members?, after path: String
  ) -> String {
    var next = keys.map { "\(path).\($0)" }
    if let members, !members.tree(0).isBarren {
      next.append(members.areNamed ? "\(path).<\(members.what)>" : "\(path)[1]")
    }
    return next.isEmpty ? "There is none in \(path)." : "There are \(list(next))."
  }

  private static func list(_ words: [String]) -> String {
    words.prefix(20).joined(separator: ", ") + (words.count > 20 ? ", …" : "")
  }

  private func outside(_ position: Int, _ count: Int, _ steps: [SettingStep]) -> SettingDefect {
    SettingDefect(
      text: path, finding: "\(steps.pathText) has no element \(position).",
      remedy: count == 0 ? "It has none." : "It has \(count): [1] to [\(count)].")
  }

  /// A name that no element has: what stands before the next key.
  private func unknownName(
    _ words: [String], _ members: SettingTree.Members, _ steps: [SettingStep]
  ) -> SettingDefect {
    let inner = members.tree(0)
    let end = words.indices.dropFirst().first { inner[words[$0]] != nil } ?? max(1, words.count - 1)
    let name = words.prefix(end).joined(separator: ".")
    let names = members.names(scenario).compactMap { $0 }
    let hint = NearestName.nearest(to: name, in: names).map { "Did you mean \"\($0)\"? " } ?? ""
    return SettingDefect(
      text: path,
      finding: "There is no \(members.what) named \"\(name.shortened)\"\(Self.within(steps)).",
      remedy: hint + (names.isEmpty ? "There is none." : "There are \(Self.list(names))."))
  }

  /// Where an element is looked for, if not in the scenario's own lists.
  private static func within(_ steps: [SettingStep]) -> String {
    steps.count > 1 ? " in \(steps.pathText)" : ""
  }
}
