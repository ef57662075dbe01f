import CYaml

/// Follows the parser's events before nodes are made of them: an alias stands for all that its
/// anchor holds, so that ten lines can mean thousands of millions of values.
///
/// Yams puts what an alias stands for into every place and compares the keys of a mapping in full;
/// both would take for ever. Here an alias costs one number.
struct YAMLSizes {
  /// What is wrong, and where; 1-based.
  struct Problem {
    var line: Int
    var column: Int
    var finding: String
    var remedy: String
  }

  /// A list or mapping whose end has not come.
  private struct Level {
    var isMapping: Bool
    /// Parts so far; in a mapping keys and values alternate.
    var parts = 0
    /// Values so far, this one included, with aliases written out.
    var size = 1
    var anchor: String?
  }

  private var levels: [Level] = []
  /// The values that an anchor stands for.
  private var sizes: [String: Int] = [:]

  /// More values than this are refused.
  static let limit = Reading.valueLimit

  /// The first problem of a text; nil too where it is no YAML, which Yams says better.
  static func problem(of text: String) -> Problem? {
    var sizes = YAMLSizes()
    var text = text
    return text.withUTF8 { sizes.problem(of: $0) }
  }

  private mutating func problem(of text: UnsafeBufferPointer<UInt8>) -> Problem? {
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else { return nil }
    defer { yaml_parser_delete(&parser) }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(&parser, text.baseAddress, text.count)
    while true {
      var event = yaml_event_t()
      guard yaml_parser_parse(&parser, &event) == 1 else { return nil }
      defer { yaml_event_delete(&event) }
      if event.type == YAML_STREAM_END_EVENT { return nil }
      if let problem = problem(at: event) { return problem }
    }
  }

  private mutating func problem(at event: yaml_event_t) -> Problem? {
    switch event.type {
    case YAML_ALIAS_EVENT:
      if isAtKey { return Self.problem(event, "An alias is used as a key.", Self.keyRemedy) }
      return count(sizes[Self.text(event.data.alias.anchor) ?? ""] ?? 1, event)
    case YAML_SCALAR_EVENT:
      if let anchor = Self.text(event.data.scalar.anchor) { sizes[anchor] = 1 }
      return count(1, event)
    case YAML_SEQUENCE_START_EVENT:
      if isAtKey { return Self.problem(event, "A list is used as a key.", Self.keyRemedy) }
      levels.append(
        Level(isMapping: false, anchor: Self.text(event.data.sequence_start.anchor)))
      return nil
    case YAML_MAPPING_START_EVENT:
      if isAtKey { return Self.problem(event, "A mapping is used as a key.", Self.keyRemedy) }
      levels.append(Level(isMapping: true, anchor: Self.text(event.data.mapping_start.anchor)))
      return nil
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
      guard let level = levels.popLast() else { return nil }
      if let anchor = level.anchor { sizes[anchor] = level.size }
      return count(level.size, event)
    default:
      return nil
    }
  }

  /// Whether what begins now is the key of a mapping.
  private var isAtKey: Bool { levels.last.map { $0.isMapping && $0.parts % 2 == 0 } ?? false }

  /// Adds a value of so many values to the list or mapping around it.
  private mutating func count(_ size: Int, _ event: yaml_event_t) -> Problem? {
    guard !levels.isEmpty else { return nil }
    let place = levels.count - 1
    levels[place].parts += 1
    levels[place].size += size
    guard levels[place].size > Self.limit else { return nil }
    return Self.problem(
      event, "The file has more than \(Self.limit) values, counting what aliases stand for.",
      "Aliases (*name) count each time: use fewer, or a CSV file.")
  }

  private static let keyRemedy = "A key must be a word; aliases (*name) may stand only for values."

  private static func problem(
    _ event: yaml_event_t, _ finding: String, _ remedy: String
  ) -> Problem {
    Problem(
      line: Int(event.start_mark.line) + 1, column: Int(event.start_mark.column) + 1,
      finding: finding, remedy: remedy)
  }

  private static func text(_ bytes: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    bytes.map { String(cString: $0) }
  }
}
