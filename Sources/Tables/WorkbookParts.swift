/// Reads which part of a spreadsheet refers to which others (ECMA-376 part 2, 8.3).
final class RelationshipsReader: MarkupReader {
  /// The last word of the type, such as worksheet, and the target by the reference's name.
  private(set) var targets: [String: (kind: String, target: String)] = [:]

  override func begin(_ name: Name, _ attributes: Attributes) {
    guard name.equals("Relationship"), let id = attributes.text("Id"),
      let type = attributes.text("Type"), let target = attributes.text("Target")
    else { return }
    let kind = type.split(separator: "/").last.map(String.init) ?? type
    targets[id] = (kind, target)
  }

  /// The target of the first reference of a kind.
  func target(ofKind kind: String) -> String? {
    targets.filter { $0.value.kind == kind }.min { $0.key < $1.key }?.value.target
  }
}

/// Reads the names of a workbook's sheets.
final class WorkbookReader: MarkupReader {
  /// A sheet as the workbook lists it.
  struct Entry {
    var name: String
    var isHidden: Bool
    /// The name of the reference to its part.
    var reference: String
  }

  private(set) var sheets: [Entry] = []
  /// Whether days are counted from 1904.
  private(set) var countsFrom1904 = false

  override func begin(_ name: Name, _ attributes: Attributes) {
    if name.equals("workbookPr") {
      let value = attributes.text("date1904")
      countsFrom1904 = value == "1" || value == "true"
    } else if name.equals("sheet"), let title = attributes.text("name"),
      let reference = attributes.text("id")
    {
      let state = attributes.text("state") ?? "visible"
      sheets.append(Entry(name: title, isHidden: state != "visible", reference: reference))
    }
  }
}

/// Reads the number style of each cell format.
final class StylesReader: MarkupReader {
  /// By a cell's `s`.
  private(set) var styles: [NumberStyle] = []
  private var custom: [Int: NumberStyle] = [:]
  /// Whether the formats of cells are being listed, not those of named styles.
  private var isInCellFormats = false
  private var isInNumberFormats = false

  override func begin(_ name: Name, _ attributes: Attributes) {
    if name.equals("cellXfs") {
      isInCellFormats = true
    } else if name.equals("numFmts") {
      isInNumberFormats = true
    } else if isInNumberFormats, name.equals("numFmt") {
      guard let id = attributes.value("numFmtId")?.number else { return }
      custom[id] = NumberStyle(code: attributes.text("formatCode") ?? "")
    } else if isInCellFormats, name.equals("xf") {
      let format = attributes.value("numFmtId")?.number ?? 0
      styles.append(custom[format] ?? NumberStyle(builtIn: format))
    }
  }

  override func end(_ name: Name) {
    if name.equals("cellXfs") { isInCellFormats = false }
    if name.equals("numFmts") { isInNumberFormats = false }
  }
}

/// Reads the texts that cells refer to.
final class SharedStringsReader: MarkupReader {
  /// The characters of all texts, one after another, without white space at their ends.
  private var characters: [UInt8] = []
  private var ends: [UInt32] = []
  /// Whether the reader is in phonetic signs, which are no part of the text.
  private var isPhonetic = false

  /// The number of texts.
  var count: Int { ends.count }

  /// The text of a number below `count`.
  subscript(index: Int) -> ArraySlice<UInt8> {
    characters[(index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])]
  }

  override func begin(_ name: Name, _ attributes: Attributes) {
    if name.equals("si") {
      collected.removeAll(keepingCapacity: true)
    } else if name.equals("rPh") {
      isPhonetic = true
    } else if name.equals("t") {
      isCollecting = !isPhonetic
    }
  }

  override func end(_ name: Name) {
    if name.equals("t") {
      isCollecting = false
    } else if name.equals("rPh") {
      isPhonetic = false
    } else if name.equals("si") {
      characters.append(contentsOf: CellText.plain(collected))
      // A part has less than 4 GB of text.
      ends.append(UInt32(characters.count))
    }
  }
}

/// Texts of cells as tables hold them.
enum CellText {
  /// The text without white space at its ends and with `_x000D_` as the character it stands for.
  static func plain(_ text: [UInt8]) -> ArraySlice<UInt8> {
    let mayBeEscaped = text.contains(UInt8(ascii: "_"))
    return Blanks.trimmed(mayBeEscaped ? unescaped(text)[...] : text[...])
  }

  /// Replaces `_xHHHH_` by the character of that number (ECMA-376 part 1, 22.4.2.4).
  private static func unescaped(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var at = 0
    while at < text.count {
      if text[at] == UInt8(ascii: "_"), at + 6 < text.count, text[at + 1] == UInt8(ascii: "x"),
        text[at + 6] == UInt8(ascii: "_"),
        let code = UInt32(String(decoding: text[(at + 2)..<(at + 6)], as: UTF8.self), radix: 16),
        let scalar = Unicode.Scalar(code), code > 0
      {
        result.append(contentsOf: String(Character(scalar)).utf8)
        at += 7
      } else {
        result.append(text[at])
        at += 1
      }
    }
    return result
  }
}
