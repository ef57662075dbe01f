import Foundation
import Tables
import Testing

@Suite("Files of tables")
struct SheetFileTests {
  static let row = "<row r=\"1\"><c r=\"A1\"><v>41</v></c></row>"

  @Test("A spreadsheet whose parts are deflated is read")
  func deflated() throws {
    let sheet = try Sheet.read(bytes: Self.deflatedBook, name: "calls.csv")
    #expect(rows(sheet) == [["time", "calls"], ["08:00", "41"]])
    #expect(sheet.kind(1, 1) == .number)
  }

  @Test("What a file holds decides, not its name")
  func content() throws {
    let text = try Sheet.read(bytes: Array("a;b\n1;2\n".utf8), name: "calls.xlsx")
    #expect(rows(text) == [["a", "b"], ["1", "2"]])
    #expect(text.encoding == "UTF-8")
    let utf16 = Array("a\tb\r\n1\t2\r\n".utf8).flatMap { byte -> [UInt8] in [byte, 0] }
    let wide = try Sheet.read(bytes: [0xFF, 0xFE] + utf16, name: "calls.txt")
    #expect(rows(wide) == [["a", "b"], ["1", "2"]])
    #expect(wide.encoding == "UTF-16")
  }

  @Test(
    "Files of other kinds are refused with what to do",
    arguments: [
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], ".xls"),
      (
        [0xD0, 0xCF, 0x11, 0xE0] + [UInt8](repeating: 0, count: 124)
          + Array("EncryptedPackage".utf8).flatMap { [$0, 0] }, "encrypted"
      ),
      (Array("%PDF-1.7".utf8), "PDF"), ([0x1F, 0x8B, 8, 0], "gzip"),
      (Array("PK\u{5}\u{6}".utf8) + [UInt8](repeating: 0, count: 18), "empty archive"),
      (Array("\u{FEFF}\r\n<!DOCTYPE html><table>".utf8), "web page"),
      (Array("<?xml version=\"1.0\"?>".utf8), "web page or XML"),
      (ZipMaker(parts: [("mimetype", []), ("content.xml", [])]).bytes, ".ods"),
      (ZipMaker(parts: [("xl/workbook.bin", [])]).bytes, ".xlsb"),
      (ZipMaker(parts: [("Index/Document.iwa", [])]).bytes, "Numbers"),
      (ZipMaker(parts: [("word/document.xml", [])]).bytes, "no spreadsheet"),
      ([0, 1, 2, 3, 4, 5, 6, 7], "is this a text file?"), ([], "empty"),
      (Array("# nothing\n\n".utf8), "empty"), (WorkbookMaker("").bytes, "empty"),
    ] as [([UInt8], String)])
  func otherKinds(bytes: [UInt8], word: String) {
    #expect(problem(bytes)?.finding.contains(word) == true)
  }

  @Test("A sheet of a text file is refused")
  func sheetOfText() {
    #expect(throws: TableProblem.self) {
      try Sheet.read(bytes: Array("a\n".utf8), name: "calls.csv", sheet: "January")
    }
  }

  @Test("Spreadsheets that are cut off or changed are refused")
  func damaged() {
    let book = WorkbookMaker(Self.row).bytes
    for length in stride(from: 4, to: book.count - 1, by: 7) {
      #expect(problem(Array(book[..<length])) != nil, "cut off at \(length)")
    }
    var changed = Self.deflatedBook
    changed[1_000] ^= 0x10
    #expect(problem(changed)?.finding.hasPrefix("The spreadsheet is damaged") == true)
  }

  @Test("Archives that grow endlessly are refused")
  func bomb() {
    // The deflated text of an element and 20 million blanks, four runs of 258 in each zero byte.
    let start: [UInt8] = [
      0xEC, 0xC1, 0x01, 0x0D, 0x00, 0x00, 0x0C, 0x02, 0xA0, 0x2A, 0x0F, 0xE2, 0xDE, 0xC5, 0xFE,
      0x25, 0x2C, 0x02, 0xA4, 0x7F,
    ]
    var parts = WorkbookMaker(Self.row).parts
    let place = parts.firstIndex { $0.name.hasSuffix("sheet0.xml") }!
    parts[place].contents = start + [UInt8](repeating: 0, count: 20_000)
    let archive = ZipMaker(parts: parts, packed: [parts[place].name])
    #expect(problem(archive.bytes)?.finding.hasSuffix("is too large when unpacked.") == true)
  }

  @Test("Encrypted parts are refused")
  func encrypted() {
    var bytes = WorkbookMaker(Self.row).bytes
    let entry: [UInt8] = [0x50, 0x4B, 1, 2]
    for place in bytes.indices.dropLast(10) where bytes[place...].starts(with: entry) {
      bytes[place + 8] |= 1
    }
    #expect(problem(bytes)?.finding == "The spreadsheet is encrypted.")
  }

  @Test(
    "Random changes of a spreadsheet never crash the reader", arguments: [1 as UInt64, 2, 3, 4])
  func mutations(seed: UInt64) {
    var random = SplitMix(seed)
    var book = WorkbookMaker(
      Self.row + "<row><c t=\"s\" s=\"1\"><v>0</v></c><c r=\"C2\"/></row>")
    book.strings = "<si><t>time_x0041_</t></si>"
    book.cellFormats = [14, 164]
    book.formats = [(164, "[h]:mm")]
    let originals = [book.bytes, Self.deflatedBook]
    // Checksums find nearly all changes of an archive, so the texts in it are changed as well.
    for trial in 0..<500 {
      _ = try? Sheet.read(bytes: random.mutated(originals[trial % 2]), name: "calls.xlsx")
      var parts = book.parts
      let place = trial % parts.count
      parts[place].contents = random.mutated(parts[place].contents)
      _ = try? Sheet.read(bytes: ZipMaker(parts: parts).bytes, name: "calls.xlsx")
    }
  }

  @Test(
    "A sheet is named behind the number sign of a spreadsheet's path",
    arguments: [
      ("calls.xlsx#January", "calls.xlsx", "January"), ("calls.xlsx", "calls.xlsx", nil),
      ("a/Calls.XLSX#Q#1", "a/Calls.XLSX", "Q#1"), ("calls.csv#January", "calls.csv#January", nil),
      ("team#1/calls.xlsx#x", "team#1/calls.xlsx", "x"), ("calls.xlsx#", "calls.xlsx", nil),
      ("#1.csv", "#1.csv", nil), ("", "", nil),
    ] as [(String, String, String?)])
  func location(argument: String, path: String, sheet: String?) {
    let location = Sheet.location(argument)
    #expect(location.path == path)
    #expect(location.sheet == sheet)
  }

  private func problem(_ bytes: [UInt8]) -> TableProblem? {
    do {
      _ = try Sheet.read(bytes: bytes, name: "calls.xlsx")
      return nil
    } catch {
      return error
    }
  }

  /// Two rows, as Python's zipfile deflates them.
  private static let deflatedBook = [UInt8](
    Data(
      base64Encoded: """
        UEsDBBQAAAAIAAAAIVy5Fh4k0AAAAL4BAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbK2Ru27DMAxFf8XQWkRMM2Qo
        bC9t16ZDfoCV6ViwXhCZ1Pn7yOpj6NQCnQiJh/cQYHu8JuJm8S5wpyaR9ADAZiKPrGOiUDpjzB6lPPMJEpoZTwS7
        7XYPJgahIBtZM1TfPtGIZyfN81K+2cbQqUyOVfP4Aa6uTmFKzhqU0odLGH5YNp8GXSYrw5NNfFcABX17uFDOdqDm
        FbO8oC9xsDh4j3l+i3HWK/YnWxxHa2iI5uzLiOaUCQeeiMQ7Xav2aMMv/BVmqOX+nxf5zv/aA+rZ+htQSwMEFAAA
        AAgAAAAhXP5bhnKKAAAA8AAAAAsAAABfcmVscy8ucmVsc43PMQ7CMAwF0KtUPkBdGBhQ2omlK+ICJnXaqk0cOUGU
        25OxIAZG63+9L5srr5RnCWmaY6o2v4bUwpRzPCMmO7GnVEvkUBIn6imXU0eMZBcaGY9Nc0LdG9CZvVn1QwvaDweo
        bq/I/9ji3Gz5IvbhOeQfE1+NIpOOnFvYVnyKLneRpS4oYGfw48HuDVBLAwQUAAAACAAAACFcES5P4ZEAAADjAAAA
        DwAAAHhsL3dvcmtib29rLnhtbI2PMQ6DMAxFrxL5ADV06ICApV04RgqmiUjiyA5qj18EZe9k///l9+X2zbI8mRfz
        iSFpB66U3CDq6ChavXCmtCUzS7Rlk/JCzUJ2UkdUYsBrVd0wWp/gIDTyD4Pn2Y/04HGNlMoBEQq2eE7qfFbo271B
        f9MkG6mDuw1BwezWMHVQg5HGb4sMUw3Yt3he4flY/wVQSwMEFAAAAAgAAAAhXLZUqs+OAAAA8QAAABoAAAB4bC9f
        cmVscy93b3JrYm9vay54bWwucmVsc43PPQ7CMAwF4KtUOUDdMjCgJhNLV8QFotRtojY/so2A2xMxoCIxMFl+lr4n
        DxfcrISc2IfCzSNuibXyIuUEwM5jtNzmgqle5kzRSl1pgWLdaheEQ9cdgfaGMsPebMZJKxqnXjXXZ8F/7DzPweE5
        u1vEJD8q4J5pZY8oFbW0oGj1iRjeo2+rqsAM8PWheQFQSwMEFAAAAAgAAAAhXK/ZI6ulAAAAOwEAABgAAAB4bC93
        b3Jrc2hlZXRzL3NoZWV0MS54bWx1UG0KwjAMvcroAUw3RGR0BcUbeIJSqyv2YyRh8/h2Q8YE/Zf38j5I1JTxSb1z
        XL1iSNSJnnloAcj2Lhra5cGlsrlnjIYLxAfQgM7cFlMM0Eh5gGh8Elot3MWw0QrzVGEn6sLaeTjVouJO+BR8clfG
        wnvSijX76BSwVjBjsB/9+Z/emhDo2wClbG1s1sbmT4I8tlL+qpyto97XCsZtMGzOgvVf+g1QSwECFAMUAAAACAAA
        ACFcuRYeJNAAAAC+AQAAEwAAAAAAAAAAAAAAgAEAAAAAW0NvbnRlbnRfVHlwZXNdLnhtbFBLAQIUAxQAAAAIAAAA
        IVz+W4ZyigAAAPAAAAALAAAAAAAAAAAAAACAAQEBAABfcmVscy8ucmVsc1BLAQIUAxQAAAAIAAAAIVwRLk/hkQAA
        AOMAAAAPAAAAAAAAAAAAAACAAbQBAAB4bC93b3JrYm9vay54bWxQSwECFAMUAAAACAAAACFctlSqz44AAADxAAAA
        GgAAAAAAAAAAAAAAgAFyAgAAeGwvX3JlbHMvd29ya2Jvb2sueG1sLnJlbHNQSwECFAMUAAAACAAAACFcr9kjq6UA
        AAA7AQAAGAAAAAAAAAAAAAAAgAE4AwAAeGwvd29ya3NoZWV0cy9zaGVldDEueG1sUEsFBgAAAAAFAAUARQEAABME
        AAAAAA==
        """, options: .ignoreUnknownCharacters)!)
}
