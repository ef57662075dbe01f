import Foundation

/// A value of a case file, as JSON has it.
public enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// Reads a whole document.
  ///
  /// - Throws: what `JSONSerialization` found wrong, with the place in the text.
  public init(document: Data) throws {
    self.init(try JSONSerialization.jsonObject(with: document, options: [.fragmentsAllowed]))
  }

  /// Wraps what `JSONSerialization` yields.
  init(_ value: Any) {
    switch value {
    case let text as String: self = .string(text)
    case let list as [Any]: self = .array(list.map { JSONValue($0) })
    case let members as [String: Any]: self = .object(members.mapValues { JSONValue($0) })
    case let number as NSNumber:
      let isBool = String(cString: number.objCType) == "c"
      self = isBool ? .bool(number.boolValue) : .number(number.doubleValue)
    default: self = .null
    }
  }

  /// The member of an object; nil if there is none or this is no object.
  public subscript(key: String) -> JSONValue? {
    if case .object(let members) = self { return members[key] }
    return nil
  }

  /// The number, if this is one.
  public var number: Double? {
    if case .number(let value) = self { return value }
    return nil
  }

  /// The text, if this is one.
  public var text: String? {
    if case .string(let value) = self { return value }
    return nil
  }

  /// The elements, if this is a list.
  public var list: [JSONValue]? {
    if case .array(let value) = self { return value }
    return nil
  }

  /// The members, if this is an object.
  public var members: [String: JSONValue]? {
    if case .object(let value) = self { return value }
    return nil
  }

  /// Whether this is the null value.
  public var isNull: Bool { self == .null }

  /// What stands here, for messages: `the text "five"`, `a list of 3`.
  public var summary: String {
    switch self {
    case .null: return "null"
    case .bool(let value): return "\(value)"
    case .number(let value): return "the number \(Self.plain(value))"
    case .string(let value): return "the text \"\(value.prefix(60))\""
    case .array(let value): return "a list of \(value.count)"
    case .object(let value): return "an object with \(value.count) members"
    }
  }

  private static func plain(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
  }
}
