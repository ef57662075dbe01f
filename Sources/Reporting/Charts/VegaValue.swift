import Foundation

/// A piece of a Vega-Lite specification: JSON whose objects keep the order they were written in, so
/// that the same chart is always the same bytes.
///
///     let axis: VegaValue = ["title": "Contacts", "grid": true, "tickCount": 6]
public enum VegaValue: Sendable, Equatable {
  /// Nothing; also what a number that is not finite becomes.
  case null
  /// true or false.
  case bool(Bool)
  /// A number, written with at most six significant decimals.
  case number(Double)
  /// A text.
  case text(String)
  /// A list.
  case array([VegaValue])
  /// Members in order.
  case object([Member])

  /// One member of an object.
  public struct Member: Sendable, Equatable {
    /// The member's name.
    public var key: String
    /// The member's value.
    public var value: VegaValue
  }

  /// The member of that name, or nil when this is no object or has no such member.
  public subscript(key: String) -> VegaValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The elements of a list; empty for anything else.
  public var elements: [VegaValue] {
    if case .array(let elements) = self { return elements }
    return []
  }

  /// The same object with the other one's members; those of `other` win.
  public func merging(_ other: VegaValue) -> VegaValue {
    guard case .object(var members) = self, case .object(let more) = other else { return other }
    for member in more {
      if let place = members.firstIndex(where: { $0.key == member.key }) {
        members[place] = member
      } else {
        members.append(member)
      }
    }
    return .object(members)
  }
}

extension VegaValue: ExpressibleByStringLiteral, ExpressibleByFloatLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  /// A text.
  public init(stringLiteral value: String) { self = .text(value) }
  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// A number.
  public init(integerLiteral value: Int) { self = .number(Double(value)) }
  /// true or false.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// A list.
  public init(arrayLiteral elements: VegaValue...) { self = .array(elements) }
  /// Members in the order they are written.
  public init(dictionaryLiteral elements: (String, VegaValue)...) {
    self = .object(elements.map { Member(key: $0.0, value: $0.1) })
  }
  /// null.
  public init(nilLiteral: ()) { self = .null }
}

// MARK: - Writing

extension VegaValue {
  /// The value as JSON on one line.
  ///
  /// Only ASCII control characters, quotes and backslashes are escaped.
  public var json: String {
    var text = ""
    write(to: &text)
    return text
  }

  private func write(to text: inout String) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .number(let value): text += VegaValue.text(of: value)
    case .text(let value): VegaValue.writeQuoted(value, to: &text)
    case .array(let elements): writeList(elements, to: &text)
    case .object(let members): writeObject(members, to: &text)
    }
  }

  private func writeList(_ elements: [VegaValue], to text: inout String) {
    text += "["
    for (index, element) in elements.enumerated() {
      if index > 0 { text += "," }
      element.write(to: &text)
    }
    text += "]"
  }

  private func writeObject(_ members: [Member], to text: inout String) {
    text += "{"
    for (index, member) in members.enumerated() {
      if index > 0 { text += "," }
      VegaValue.writeQuoted(member.key, to: &text)
      text += ":"
      member.value.write(to: &text)
    }
    text += "}"
  }

  /// At most six decimals, which is finer than any pixel and keeps files small.
  private static func text(of value: Double) -> String {
    guard value.isFinite else { return "null" }
    let rounded = abs(value) < 1e9 ? (value * 1e6).rounded() / 1e6 : value
    if rounded == rounded.rounded(), abs(rounded) < 1e15 { return String(Int64(rounded)) }
    return "\(rounded)"
  }

  private static func writeQuoted(_ value: String, to text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{2028}", "\u{2029}": text += "\\u" + String(scalar.value, radix: 16)
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
