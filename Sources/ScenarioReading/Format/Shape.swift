/// What a value of the scenario file may look like: the part of the format's description that is
/// there for people and editors.
///
/// The JSON Schema and the reference are made from it.
indirect enum Shape {
  /// A single value.
  case scalar(Scalar)
  /// One of a few words, each with what it means (may be empty).
  case choice([(word: String, doc: String)])
  /// A list of values of one shape.
  case list(of: Shape, count: ClosedRange<Int>)
  /// A mapping with fixed keys.
  case object(ObjectShape)
  /// A list of two values.
  case pair(Shape, Shape)
  /// A mapping whose keys are of one kind.
  case map(keys: [String], of: Shape)
  /// A mapping whose keys are names that the scenario gives to things of one kind.
  case named(by: String, of: Shape, count: ClosedRange<Int>)
  /// Any of these.
  case either([Shape])

  /// A number, a text, a quantity with its unit.
  struct Scalar {
    /// What to call it: "duration", "whole number".
    var name: String
    /// JSON types that YAML may make of it.
    var types: [String]
    /// A regular expression for values written as text.
    var pattern: String?
    /// Bounds of values written as numbers.
    var minimum: Double?
    var maximum: Double?
  }
}

/// A mapping with fixed keys.
struct ObjectShape {
  /// Unique, such as "Menu": the heading in the reference and the definition in the schema.
  var name: String
  /// What it is, in one or two sentences.
  var doc: String
  var fields: [FieldShape]
  /// Of each of these sets of keys exactly one (if `needed`) or at most one must be there.
  var alternatives: [Alternatives]

  struct Alternatives {
    var keys: [String]
    var needed: Bool
  }
}

/// A key of a mapping.
struct FieldShape {
  var key: String
  var shape: Shape
  var isRequired: Bool
  /// What holds when the key is missing, as it would be written; nil where it must be there, or where other
  /// keys say the same.
  var defaultText: String?
  /// One sentence.
  var doc: String
  /// A value as it may be written.
  var example: String?
}

extension Shape {
  /// In a few words: "duration or law".
  var summary: String {
    switch self {
    case .scalar(let scalar): return scalar.name
    case .choice(let words): return words.map { "`\($0.word)`" }.joined(separator: ", ")
    case .pair(let first, let second): return "[\(first.summary), \(second.summary)]"
    case .list(let element, _): return "list of \(element.plainSummary)"
    case .object(let object): return "[\(object.name)](#\(object.anchor))"
    case .map(let keys, let value):
      let isByWeekday = keys.contains("monday")
      return "mapping \(isByWeekday ? "by weekday" : "of meanings") to \(value.summary)"
    case .named(let key, let value, _): return "mapping of \(key)s to \(value.summary)s"
    case .either(let shapes): return shapes.map(\.summary).joined(separator: " or ")
    }
  }

  private var plainSummary: String {
    if case .either = self { return "(\(summary))" }
    return summary
  }
}

extension ObjectShape {
  /// The place in the Markdown reference.
  var anchor: String {
    name.lowercased().replacing(" ", with: "-")
  }
}
