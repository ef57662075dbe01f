/// Reads one sheet of a spreadsheet file (.xlsx; ECMA-376).
enum Spreadsheet {
  /// Reads the sheet of this name (upper and lower case are the same), or the first visible one.
  ///
  /// Shared strings are kept while the sheet is read as it comes, so that memory follows the
  /// texts, not the markup. Throws where the file is damaged or no spreadsheet, and where there is
  /// no such sheet.
  static func read(_ bytes: [UInt8], name: String, sheet: String?) throws(TableProblem) -> Sheet {
    var book = try Workbook(bytes, file: name)
    return try book.read(sheet)
  }
}

/// The parts of a spreadsheet file and how they hang together.
private struct Workbook {
  private var archive: Archive
  private let file: String
  private let place: String
  private let workbook: WorkbookReader
  private let references: RelationshipsReader

  init(_ bytes: [UInt8], file: String) throws(TableProblem) {
    archive = try Archive(bytes, file: file)
    self.file = file
    try Self.refuseOtherKinds(&archive, file)
    place = try Self.placeOfWorkbook(&archive, file)
    guard let part = archive.part(named: place) else {
      throw Self.problem(
        file, "The file is an archive, but no spreadsheet.", "Save the table as .xlsx or CSV.")
    }
    workbook = WorkbookReader(file: file, part: place)
    try workbook.read(part, of: &archive)
    references = RelationshipsReader(file: file, part: place)
    if let part = archive.part(named: Self.relationships(of: place)) {
      try references.read(part, of: &archive)
    }
  }

  mutating func read(_ wanted: String?) throws(TableProblem) -> Sheet {
    let entry = try choose(wanted)
    guard let target = references.targets[entry.reference]?.target,
      let part = archive.part(named: Self.resolve(target, from: place))
    else {
      throw Self.problem(
        file, "The spreadsheet is damaged: the sheet \(entry.name) is missing.",
        "Save it again as .xlsx, or save the table as CSV.")
    }
    let styles = StylesReader(file: file, part: "its styles")
    if let part = reference("styles") { try styles.read(part, of: &archive) }
    var strings: SharedStringsReader?
    if let part = reference("sharedStrings") {
      strings = SharedStringsReader(file: file, part: part.name)
      try strings?.read(part, of: &archive)
    }
    let reader = SheetRowsReader(
      file: "\(file)#\(entry.name)", part: part.name,
      context: .init(
        styles: styles.styles, strings: strings,
        numbers: SpreadsheetNumber(countsFrom1904: workbook.countsFrom1904)))
    try reader.read(part, of: &archive)
    var sheet = reader.sheet
    if wanted == nil {
      sheet.otherSheets = tables.filter { !$0.isHidden && $0.name != entry.name }.map(\.name)
    }
    return sheet
  }

  /// The sheets that are no charts.
  private var tables: [WorkbookReader.Entry] {
    workbook.sheets.filter { entry in
      let kind = references.targets[entry.reference]?.kind
      return kind == nil || kind == "worksheet"
    }
  }

  /// The sheet of this name, or the first one that is visible; charts are no sheets.
  private func choose(_ wanted: String?) throws(TableProblem) -> WorkbookReader.Entry {
    if let wanted {
      let key = wanted.lowercased()
      if let entry = tables.first(where: { $0.name.lowercased() == key }) { return entry }
      let names = tables.map { $0.isHidden ? "\($0.name) (hidden)" : $0.name }
      throw Self.problem(
        file, "The spreadsheet has no sheet \(wanted).",
        "Its sheets are: \(names.joined(separator: ", ")).")
    }
    guard let entry = tables.first(where: { !$0.isHidden }) ?? tables.first else {
      throw Self.problem(file, "The spreadsheet has no sheet with cells.", "")
    }
    return entry
  }

  private func reference(_ kind: String) -> Archive.Part? {
    references.target(ofKind: kind).flatMap {
      archive.part(named: Self.resolve($0, from: place))
    }
  }

  /// Where the workbook lies, which may be elsewhere than usual.
  private static func placeOfWorkbook(
    _ archive: inout Archive, _ file: String
  ) throws(TableProblem) -> String {
    let usual = "xl/workbook.xml"
    guard archive.part(named: usual) == nil, let part = archive.part(named: "_rels/.rels") else {
      return usual
    }
    let package = RelationshipsReader(file: file, part: part.name)
    try package.read(part, of: &archive)
    return package.target(ofKind: "officeDocument").map { resolve($0, from: "") } ?? usual
  }

  /// xl/_rels/workbook.xml.rels for xl/workbook.xml.
  private static func relationships(of place: String) -> String {
    var steps = place.split(separator: "/").map(String.init)
    let name = steps.popLast() ?? ""
    return (steps + ["_rels", name + ".rels"]).joined(separator: "/")
  }

  /// A reference of a part as a place in the archive.
  private static func resolve(_ target: String, from place: String) -> String {
    var steps = target.hasPrefix("/") ? [] : place.split(separator: "/").dropLast()
    for step in target.split(separator: "/") where step != "." {
      if step == ".." {
        _ = steps.popLast()
      } else {
        steps.append(step)
      }
    }
    return steps.joined(separator: "/")
  }

  private static func refuseOtherKinds(
    _ archive: inout Archive, _ file: String
  ) throws(TableProblem) {
    let remedy = "Open it in its program and save it as .xlsx or CSV."
    if archive.part(named: "content.xml") != nil, archive.part(named: "xl/workbook.xml") == nil {
      throw problem(file, "The file is an OpenDocument table (.ods), which is not read.", remedy)
    }
    if archive.part(named: "xl/workbook.bin") != nil {
      throw problem(file, "The file is a binary spreadsheet (.xlsb), which is not read.", remedy)
    }
    if archive.parts.contains(where: { $0.name.hasSuffix(".iwa") }) {
      throw problem(file, "The file is a table of Apple Numbers, which is not read.", remedy)
    }
  }

  private static func problem(
    _ file: String, _ finding: String, _ remedy: String
  ) -> TableProblem {
    var problem = TableProblem(file: file, finding, remedy)
    problem.isSpreadsheet = true
    return problem
  }
}
