/// Writes a JSON document piece by piece, so that a large one needs no tree in memory.
///
/// Commas come by themselves. A member or element begins a new line up to depth `lineDepth`; deeper
/// ones stay on their parent's line.
struct JSONText {
  /// The document so far, in UTF-8; bytes, since a document has millions of short pieces.
  private var bytes: [UInt8] = []
  private var needsComma = [false]
  private let lineDepth: Int

  /// A key as it stands in the document, for one that is written very often.
  struct Key {
    fileprivate let bytes: [UInt8]

    /// The key of that name.
    init(_ name: String) {
      var json = JSONText(lineDepth: 0)
      json.quote(name)
      json.write(": ")
      bytes = json.bytes
    }
  }

  /// An empty document.
  init(lineDepth: Int) { self.lineDepth = lineDepth }

  /// The document so far.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// An object, its members written by `body`.
  mutating func object(_ key: String? = nil, _ body: (inout JSONText) -> Void) {
    container(key, "{", "}", body)
  }

  /// An array, its elements written by `body`.
  mutating func array(_ key: String? = nil, _ body: (inout JSONText) -> Void) {
    container(key, "[", "]", body)
  }

  /// A number; null if there is none.
  mutating func number(_ key: String? = nil, _ value: Double?) {
    begin(key)
    write(MachineNumber.text(value) ?? "null")
  }

  /// A number under a key that was prepared.
  mutating func number(_ key: Key, _ value: Double?) {
    begin(key)
    write(MachineNumber.text(value) ?? "null")
  }

  /// A whole number.
  mutating func number(_ key: String? = nil, _ value: some BinaryInteger) {
    begin(key)
    write(String(value))
  }

  /// A string; null if there is none.
  mutating func string(_ key: String? = nil, _ value: String?) {
    begin(key)
    if let value { quote(value) } else { write("null") }
  }

  /// True or false.
  mutating func bool(_ key: String? = nil, _ value: Bool) {
    begin(key)
    write(value ? "true" : "false")
  }

  /// An object under a key that was prepared.
  mutating func object(_ key: Key, _ body: (inout JSONText) -> Void) {
    begin(key)
    contents("{", "}", body)
  }

  private mutating func container(
    _ key: String?, _ open: StaticString, _ close: StaticString, _ body: (inout JSONText) -> Void
  ) {
    begin(key)
    contents(open, close, body)
  }

  private mutating func contents(
    _ open: StaticString, _ close: StaticString, _ body: (inout JSONText) -> Void
  ) {
    write(open)
    needsComma.append(false)
    body(&self)
    let hadMembers = needsComma.removeLast()
    if hadMembers && needsComma.count <= lineDepth { newLine() }
    write(close)
  }

  private mutating func begin(_ key: String?) {
    separate()
    if let key {
      quote(key)
      write(": ")
    }
  }

  private mutating func begin(_ key: Key) {
    separate()
    bytes.append(contentsOf: key.bytes)
  }

  /// A comma where something stands before, and a new line where one is due.
  private mutating func separate() {
    let isFirst = !needsComma[needsComma.count - 1]
    if !isFirst { write(",") }
    if needsComma.count > 1, needsComma.count - 1 <= lineDepth {
      newLine()
    } else if !isFirst {
      write(" ")
    }
    needsComma[needsComma.count - 1] = true
  }

  private mutating func newLine() {
    write("\n")
    for _ in 1..<max(1, needsComma.count) { write("  ") }
  }

  private mutating func write(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Bytes of other characters than the quote, the backslash and control characters stand for
  /// themselves.
  private mutating func quote(_ value: String) {
    write("\"")
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "\""): write("\\\"")
      case UInt8(ascii: "\\"): write("\\\\")
      case UInt8(ascii: "\n"): write("\\n")
      case UInt8(ascii: "\r"): write("\\r")
      case UInt8(ascii: "\t"): write("\\t")
      case ..<0x20:
        let digits = String(byte, radix: 16)
        write("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
      default: bytes.append(byte)
      }
    }
    write("\"")
  }
}
