/// Writes a JSON document piece by piece, so that a large one needs no tree in memory.
///
/// Commas come by themselves. A member or element begins a new line up to depth `lineDepth`; deeper
/// ones stay on their parent's line.
struct JSONText {
  /// The document so far.
  private(set) var text = ""
  private var needsComma = [false]
  private let lineDepth: Int

  /// An empty document.
  init(lineDepth: Int) { self.lineDepth = lineDepth }

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
    text += MachineNumber.text(value) ?? "null"
  }

  /// A whole number.
  mutating func number(_ key: String? = nil, _ value: some BinaryInteger) {
    begin(key)
    text += String(value)
  }

  /// A string; null if there is none.
  mutating func string(_ key: String? = nil, _ value: String?) {
    begin(key)
    if let value { quote(value) } else { text += "null" }
  }

  /// True or false.
  mutating func bool(_ key: String? = nil, _ value: Bool) {
    begin(key)
    text += value ? "true" : "false"
  }

  private mutating func container(
    _ key: String?, _ open: String, _ close: String, _ body: (inout JSONText) -> Void
  ) {
    begin(key)
    text += open
    needsComma.append(false)
    body(&self)
    let hadMembers = needsComma.removeLast()
    if hadMembers && needsComma.count <= lineDepth { newLine() }
    text += close
  }

  private mutating func begin(_ key: String?) {
    if needsComma[needsComma.count - 1] { text += "," }
    if needsComma.count > 1, needsComma.count - 1 <= lineDepth {
      newLine()
    } else if needsComma[needsComma.count - 1] {
      text += " "
    }
    needsComma[needsComma.count - 1] = true
    if let key {
      quote(key)
      text += ": "
    }
  }

  private mutating func newLine() {
    text += "\n"
    for _ in 1..<max(1, needsComma.count) { text += "  " }
  }

  private mutating func quote(_ value: String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
