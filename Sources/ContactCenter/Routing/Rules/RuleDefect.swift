/// Why a text is no rule, and where.
package struct RuleDefect: Error, Sendable, Equatable, CustomStringConvertible {
  /// How many characters stand before the place; at most the length of the text.
  package var offset: Int
  /// What stands there; empty at the end of the text.
  package var found: String
  /// What is wrong, as part of a sentence: `there is no queue "glod"`.
  package var finding: String
  /// What is allowed or what to change, as one sentence or a few; may be empty.
  package var remedy: String

  /// What is wrong and where, as a sentence.
  ///
  /// `At character 12: there is no queue "glod".`
  package var sentence: String { "At character \(offset + 1): \(finding)." }

  /// The sentence and the remedy.
  package var description: String { remedy.isEmpty ? sentence : "\(sentence) \(remedy)" }
}

/// The names of the scenario's things that rules may ask about, each list in order of its indices.
package struct RuleNames: Sendable {
  /// The queues.
  package var queues: [String]
  /// The agent groups.
  package var groups: [String]
  /// The contact types.
  package var types: [String]

  /// These names.
  package init(queues: [String], groups: [String], types: [String]) {
    self.queues = queues
    self.groups = groups
    self.types = types
  }

  /// The names that a kind of argument chooses from.
  func list(_ argument: RuleFact.Argument) -> [String] {
    switch argument {
    case .none: []
    case .queue: queues
    case .group: groups
    case .type: types
    }
  }

  /// What a name names, if anything.
  func kind(of name: String) -> RuleFact.Argument? {
    let kinds: [RuleFact.Argument] = [.queue, .group, .type]
    return kinds.first { list($0).contains(name) }
  }
}
