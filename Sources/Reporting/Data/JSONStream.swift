import Foundation

/// Writes a JSON document in pieces with the layout of `JSONEncoder` (pretty, sorted, slashes as they are), so
/// that a long one needs neither a tree nor its whole text in memory.
///
/// Members have to come in the order of their names.
package struct JSONStream {
  private var bytes: [UInt8] = []
  private let sink: (Data) throws -> Void
  private let encoder = JSONEncoder()
  private var depth = 0
  private var isFirst = true

  /// So many bytes are handed on at a time.
  private static let pieceSize = 1 << 20

  /// A document that goes to `sink`, piece by piece.
  package init(to sink: @escaping (Data) throws -> Void) {
    self.sink = sink
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    bytes.reserveCapacity(Self.pieceSize + Self.pieceSize / 8)
  }

  /// Ends the document with a line break and hands on what is left.
  ///
  /// - Throws: what the sink throws.
  package mutating func finish() throws {
    write("\n")
    try flush()
  }

  private mutating func flush() throws {
    try sink(Data(bytes))
    bytes.removeAll(keepingCapacity: true)
  }

  // MARK: - Containers

  /// An object whose members `body` writes.
  package mutating func object(_ body: (inout JSONStream) throws -> Void) rethrows {
    try container("{", "}", body)
  }

  /// An array whose elements `body` writes.
  package mutating func array(_ body: (inout JSONStream) throws -> Void) rethrows {
    try container("[", "]", body)
  }

  private mutating func container(
    _ open: StaticString, _ close: StaticString, _ body: (inout JSONStream) throws -> Void
  ) rethrows {
    write(open)
    write("\n")
    depth += 1
    isFirst = true
    try body(&self)
    depth -= 1
    isFirst = false
    write("\n")
    indent()
    write(close)
  }

  /// An element of an array; what is long is handed on after one.
  ///
  /// - Throws: what the sink and `body` throw.
  package mutating func element(_ body: (inout JSONStream) throws -> Void) throws {
    begin()
    try body(&self)
    if bytes.count >= Self.pieceSize { try flush() }
  }

  /// A member of an object.
  package mutating func member(
    _ name: String, _ body: (inout JSONStream) throws -> Void
  ) rethrows {
    begin()
    quote(name)
    write(" : ")
    try body(&self)
  }

  private mutating func begin() {
    if !isFirst { write(",\n") }
    isFirst = false
    indent()
  }

  private mutating func indent() {
    for _ in 0..<depth { write("  ") }
  }

  // MARK: - Values

  /// Any value, as `JSONEncoder` has it.
  ///
  /// - Throws: what encoding throws.
  package mutating func value(_ value: some Encodable) throws {
    var isNewLine = false
    for byte in try encoder.encode(value) {
      // An empty line, as empty containers have, stays empty.
      if isNewLine, byte != UInt8(ascii: "\n") { indent() }
      isNewLine = byte == UInt8(ascii: "\n")
      bytes.append(byte)
    }
  }

  /// A number.
  ///
  /// - Throws: what encoding throws about one that is not finite.
  package mutating func number(_ number: Double) throws {
    guard number.isFinite else { return try value(number) }
    let text = number.description
    write(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
  }

  /// A whole number.
  package mutating func number(_ number: Int) { write(String(number)) }

  /// A string.
  ///
  /// - Throws: what encoding throws.
  package mutating func string(_ text: String) throws {
    let isPlain = text.utf8.allSatisfy {
      (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    if isPlain { quote(text) } else { try value(text) }
  }

  /// True or false.
  package mutating func bool(_ value: Bool) { write(value ? "true" : "false") }

  // MARK: - Members

  /// A number under a name; nothing where there is none.
  ///
  /// - Throws: what encoding throws.
  package mutating func member(_ name: String, _ value: Double?) throws {
    if let value { try member(name) { try $0.number(value) } }
  }

  /// A whole number under a name; nothing where there is none.
  package mutating func member(_ name: String, _ value: Int?) {
    if let value { member(name) { $0.number(value) } }
  }

  /// A string under a name; nothing where there is none.
  ///
  /// - Throws: what encoding throws.
  package mutating func member(_ name: String, _ value: String?) throws {
    if let value { try member(name) { try $0.string(value) } }
  }

  /// Any value under a name; nothing where there is none.
  ///
  /// - Throws: what encoding throws.
  package mutating func member(_ name: String, encoded value: (some Encodable)?) throws {
    if let value { try member(name) { try $0.value(value) } }
  }

  // MARK: - Bytes

  private mutating func quote(_ text: String) {
    write("\"")
    write(text)
    write("\"")
  }

  private mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func write(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
