import CInflate

/// Reads a part of a spreadsheet in XML as it comes, without keeping it; subclasses take what they
/// need.
class MarkupReader {
  /// An element's or attribute's name without its prefix.
  typealias Name = UnsafePointer<CChar>
  /// Names and values in turn, up to a null.
  typealias Attributes = UnsafeMutablePointer<UnsafePointer<CChar>?>

  /// The most bytes of a single tag or text.
  ///
  /// A cell holds 32,767 characters at most; the XML library would read longer pieces again and
  /// again.
  static let mostBytesOfPiece = 1 << 20

  /// The first problem, which ends the reading.
  private(set) var problem: TableProblem?
  /// Whether text is wanted where the reader stands.
  final var isCollecting = false
  /// The text since `isCollecting` was set.
  final var collected: [UInt8] = []
  private let file: String
  private let part: String
  private var parser: XML_Parser?
  /// Bytes since the library last reported anything.
  private var silentBytes = 0

  init(file: String, part: String) {
    self.file = file
    self.part = part
  }

  /// An element begins.
  func begin(_ name: Name, _ attributes: Attributes) {}

  /// An element ends.
  func end(_ name: Name) {}

  /// Ends the reading with a problem; with a row and a column where the table is to blame.
  final func fail(_ finding: String, _ remedy: String, row: Int? = nil, column: Int? = nil) {
    guard problem == nil else { return }
    var found = TableProblem(
      file: file, line: row, field: column.map { $0 + 1 }, finding, remedy)
    found.isSpreadsheet = true
    problem = found
    if let parser { XML_StopParser(parser, 0) }
  }

  /// Ends the reading since the part is not as it should be.
  final func failAsDamaged(_ detail: String = "", row: Int? = nil, column: Int? = nil) {
    fail(
      "The spreadsheet is damaged: \(part) cannot be understood\(detail).",
      "Open and save it in a spreadsheet program, or save the table as CSV.", row: row,
      column: column)
  }

  /// Reads a part of an archive to its end.
  final func read(_ part: Archive.Part, of archive: inout Archive) throws(TableProblem) {
    let parser = XML_ParserCreate(nil)!
    self.parser = parser
    defer {
      XML_ParserFree(parser)
      self.parser = nil
    }
    connect(parser)
    try archive.read(part) { piece throws(TableProblem) in try feed(parser, piece) }
    try feed(parser, [], isLast: true)
  }

  private func feed(
    _ parser: XML_Parser, _ piece: ArraySlice<UInt8>, isLast: Bool = false
  ) throws(TableProblem) {
    silentBytes += piece.count
    let status = piece.withUnsafeBytes {
      XML_Parse(
        parser, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count),
        isLast ? 1 : 0)
    }
    if status != XML_STATUS_OK { failAsDamaged(" (line \(XML_GetCurrentLineNumber(parser)))") }
    if silentBytes > Self.mostBytesOfPiece { failAsDamaged() }
    if let problem { throw problem }
  }

  private func connect(_ parser: XML_Parser) {
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser,
      { reader, name, attributes in
        MarkupReader.of(reader).begins(name!, attributes!)
      },
      { reader, name in
        MarkupReader.of(reader).ends(name!)
      })
    XML_SetCharacterDataHandler(parser) { reader, text, count in
      MarkupReader.of(reader).collect(text!, Int(count))
    }
    XML_SetCommentHandler(parser) { reader, _ in MarkupReader.of(reader).silentBytes = 0 }
    // Spreadsheets declare no document type; one could make a little text grow endlessly.
    XML_SetStartDoctypeDeclHandler(parser) { reader, _, _, _, _ in
      MarkupReader.of(reader).failAsDamaged(": it declares a document type")
    }
  }

  @inline(__always)
  private static func of(_ pointer: UnsafeMutableRawPointer?) -> MarkupReader {
    Unmanaged<MarkupReader>.fromOpaque(pointer!).takeUnretainedValue()
  }

  @inline(__always)
  private func begins(_ name: Name, _ attributes: Attributes) {
    silentBytes = 0
    if problem == nil { begin(name.withoutPrefix, attributes) }
  }

  @inline(__always)
  private func ends(_ name: Name) {
    silentBytes = 0
    if problem == nil { end(name.withoutPrefix) }
  }

  @inline(__always)
  private func collect(_ text: UnsafePointer<CChar>, _ count: Int) {
    silentBytes = 0
    guard isCollecting, problem == nil else { return }
    text.withMemoryRebound(to: UInt8.self, capacity: count) {
      collected.append(contentsOf: UnsafeBufferPointer(start: $0, count: count))
    }
    if collected.count > Self.mostBytesOfPiece { failAsDamaged(": a text is too long") }
  }
}

extension UnsafePointer<CChar> {
  /// The name behind a prefix such as `x:`, which says no more than what the place does.
  @inline(__always)
  fileprivate var withoutPrefix: Self {
    var at = self
    while at.pointee != 0 {
      at += 1
      if at.pointee == 0x3A { return at + 1 }
    }
    return self
  }

  /// Whether the characters are these.
  @inline(__always)
  func equals(_ other: StaticString) -> Bool {
    var (at, expected) = (self, other.utf8Start)
    for _ in 0..<other.utf8CodeUnitCount {
      if UInt8(bitPattern: at.pointee) != expected.pointee { return false }
      at += 1
      expected += 1
    }
    return at.pointee == 0
  }

  /// The number that the characters write; nil if they are anything but up to nine digits.
  @inline(__always)
  var number: Int? {
    var (at, value, digits) = (self, 0, 0)
    while at.pointee != 0 {
      let digit = Int(at.pointee) - 48
      guard digit >= 0, digit <= 9, digits < 9 else { return nil }
      value = value * 10 + digit
      digits += 1
      at += 1
    }
    return digits > 0 ? value : nil
  }
}

extension MarkupReader.Attributes {
  /// The value of an attribute, whatever its prefix.
  func value(_ name: StaticString) -> UnsafePointer<CChar>? {
    var at = self
    while let key = at.pointee {
      if key.withoutPrefix.equals(name) { return (at + 1).pointee }
      at += 2
    }
    return nil
  }

  /// The value of an attribute as text.
  func text(_ name: StaticString) -> String? { value(name).map { String(cString: $0) } }
}
