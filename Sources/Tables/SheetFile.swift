extension Sheet {
  /// Reads a file: separated text in any of the usual encodings, or a sheet of a spreadsheet.
  ///
  /// What the file holds decides, not what its name ends in, since exports are often misnamed.
  /// `sheet` names a sheet of a spreadsheet (upper and lower case are the same); without it the
  /// first visible one is read.
  ///
  /// Throws where the file is none of these, is damaged, goes beyond the bounds or holds no rows.
  public static func read(
    bytes: [UInt8], name: String, sheet: String? = nil
  ) throws(TableProblem) -> Sheet {
    let result: Sheet
    if Archive.isArchive(bytes) {
      result = try Spreadsheet.read(bytes, name: name, sheet: sheet)
    } else {
      if let other = OtherKind(bytes) {
        throw TableProblem(file: name, other.finding, other.remedy)
      }
      if let sheet {
        throw TableProblem(
          file: name, "The file is text and has no sheet \(sheet).",
          "Name a sheet of .xlsx files only.")
      }
      let text = try DecodedText(bytes, name: name)
      result = try Sheet(text: text.bytes, name: name, encoding: text.encoding)
    }
    guard result.rowCount > 0 else {
      throw TableProblem(file: result.name, "The table is empty.", "")
    }
    return result
  }

  /// Parts `calls.xlsx#January` into the file's path and the sheet's name.
  ///
  /// Only behind .xlsx and .xlsm does # begin a sheet's name; other paths are taken as they are.
  public static func location(_ argument: String) -> (path: String, sheet: String?) {
    var at = argument.startIndex
    while let mark = argument[at...].firstIndex(of: "#") {
      let path = argument[..<mark].lowercased()
      at = argument.index(after: mark)
      if path.hasSuffix(".xlsx") || path.hasSuffix(".xlsm") {
        let sheet = argument[at...]
        return (String(argument[..<mark]), sheet.isEmpty ? nil : String(sheet))
      }
    }
    return (argument, nil)
  }
}

/// Kinds of files that people take for tables, known by their first bytes.
private struct OtherKind {
  let finding: String
  let remedy: String

  init?(_ bytes: [UInt8]) {
    let save = "Open it in a spreadsheet program and save it as .xlsx or CSV."
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      if Self.isEncrypted(bytes) {
        self.init("The spreadsheet is encrypted.", "Save it without a password.")
      } else {
        self.init("The file is a spreadsheet of the old kind (.xls), which is not read.", save)
      }
    } else if bytes.starts(with: "%PDF".utf8) {
      self.init("The file is a PDF document.", "Export the table as .xlsx or CSV.")
    } else if bytes.starts(with: [0x1F, 0x8B]) {
      self.init("The file is compressed (gzip).", "Unpack it.")
    } else if bytes.starts(with: [0x50, 0x4B, 5, 6]) {
      self.init("The file is an empty archive.", "Export the table again.")
    } else if Self.isMarkup(bytes) {
      self.init("The file is a web page or XML, though its name may say otherwise.", save)
    } else {
      return nil
    }
  }

  private init(_ finding: String, _ remedy: String) {
    self.finding = finding
    self.remedy = remedy
  }

  /// An encrypted .xlsx is wrapped like an .xls and names its contents in UTF-16.
  private static func isEncrypted(_ bytes: [UInt8]) -> Bool {
    let name = "EncryptedPackage".utf8.flatMap { byte -> [UInt8] in [byte, 0] }
    var at = 0
    // The directory is made of entries of 128 bytes, each of which begins with its name.
    while at + name.count <= bytes.count {
      if bytes[at] == name[0], bytes[at...].starts(with: name) { return true }
      at += 128
    }
    return false
  }

  /// Reports are often saved as HTML under the name of a spreadsheet.
  private static func isMarkup(_ bytes: [UInt8]) -> Bool {
    let start = Blanks.trimmed(bytes.prefix(256)).prefix(9).map { $0 | 0x20 }
    return ["<html", "<!doctype", "<table", "<?xml", "<head", "<meta"].contains { tag in
      start.starts(with: tag.utf8.map { $0 | 0x20 })
    }
  }
}
