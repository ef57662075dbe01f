import Foundation
import Tables
import Testing

@Suite("Encodings")
struct TextDecodingTests {
  static let chinese = "时段,来电量,平均处理时长\n08:00-08:30,41,262\n"
  /// The same in GB18030.
  static let gb18030: [UInt8] =
    [
      0xCA, 0xB1, 0xB6, 0xCE, 0x2C, 0xC0, 0xB4, 0xB5, 0xE7, 0xC1, 0xBF, 0x2C, 0xC6, 0xBD, 0xBE,
      0xF9, 0xB4, 0xA6, 0xC0, 0xED, 0xCA, 0xB1, 0xB3, 0xA4,
    ] + Array("\n08:00-08:30,41,262\n".utf8)

  @Test("UTF-8 is taken as it is, with and without byte order mark", arguments: ["", "\u{FEFF}"])
  func utf8(mark: String) throws {
    let bytes = Array((mark + Self.chinese).utf8)
    let text = try DecodedText(bytes, name: "calls.csv")
    #expect(text.bytes == bytes)
    #expect(text.encoding == "UTF-8")
    #expect(try DecodedText([], name: "calls.csv").bytes == [])
  }

  @Test(
    "UTF-16 and UTF-32 are known by their byte order mark",
    arguments: [
      (String.Encoding.utf16LittleEndian, "UTF-16"), (.utf16BigEndian, "UTF-16"),
      (.utf32LittleEndian, "UTF-32"), (.utf32BigEndian, "UTF-32"),
    ])
  func marks(encoding: String.Encoding, name: String) throws {
    let bytes = [UInt8](("\u{FEFF}" + Self.chinese).data(using: encoding)!)
    let text = try DecodedText(bytes, name: "calls.csv")
    #expect(String(decoding: text.bytes, as: UTF8.self) == Self.chinese)
    #expect(text.encoding == name)
  }

  @Test(
    "UTF-16 without byte order mark is known by its zeros",
    arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian])
  func unmarked(encoding: String.Encoding) throws {
    let bytes = [UInt8](Self.chinese.data(using: encoding)!)
    let text = try DecodedText(bytes, name: "calls.csv")
    #expect(String(decoding: text.bytes, as: UTF8.self) == Self.chinese)
    #expect(text.encoding == "UTF-16")
  }

  @Test("Chinese in GB18030 is read")
  func gb18030() throws {
    let text = try DecodedText(Self.gb18030, name: "calls.csv")
    #expect(String(decoding: text.bytes, as: UTF8.self) == Self.chinese)
    #expect(text.encoding == "GB18030")
    // One group with a letter, and a surname that only the extension of GBK has (镕, E946).
    let short = Array("A".utf8) + [0xD7, 0xE9, 0x2C, 0xD6, 0xEC, 0xE9, 0x46, 0xBB, 0xF9]
    let names = try DecodedText(short, name: "calls.csv")
    #expect(String(decoding: names.bytes, as: UTF8.self) == "A组,朱镕基")
  }

  @Test(
    "Letters with accents are read as Windows-1252, also where GB18030 would allow their bytes",
    arguments: [
      "café;Zürich\n", "Zürich\n", "préféré;1\n", "ligações,1\n", "LIGAÇÕES,OPERAÇÃO\n",
      "Größe,Menü\n", "calls,€\n", "“Été”,n° 5\n", "21 °C,Führung\n", "ÆØÅ,æøå\n",
      "Zoë,naïve\n",
    ])
  func latin(text: String) throws {
    let bytes = [UInt8](text.data(using: .windowsCP1252)!)
    let decoded = try DecodedText(bytes, name: "calls.csv")
    #expect(String(decoding: decoded.bytes, as: UTF8.self) == text)
    #expect(decoded.encoding == "Windows-1252")
  }

  @Test("Bytes that are no characters are reported with their line")
  func badBytes() {
    #expect(problem(Array("a\r\ncaf".utf8) + [0xE9, 0x0A, 0x81, 0x0A])?.line == 3)
    let found = problem(Array("时段来电量平均处理时长\n".utf8) + [0xFF, 0x0A])
    #expect(found?.line == 2)
    #expect(found?.finding == "The byte 0xFF is not UTF-8, though the rest of the file is.")
    #expect(problem([0xEF, 0xBB, 0xBF, 0x0A, 0xE9])?.line == 2)
    let chinese = Array((0..<5).map { _ in Self.gb18030 }.joined())
    #expect(problem(chinese + [0xFF, 0x0A])?.line == 11)
    #expect(problem([0xFF, 0xFE, 0x41, 0, 0x0A, 0, 0, 0xD8, 0x41, 0])?.line == 2)
  }

  @Test("Files that end within a character are reported")
  func cutOff() {
    let finding = "The file ends in the middle of a character: it seems to be cut off."
    let utf16 = problem([0xFF, 0xFE, 0x41, 0, 0x0A, 0, 0x42])
    #expect(utf16?.finding == finding)
    #expect(utf16?.line == 2)
    let utf8 = problem(Array("时段来电量平均处理时长\n时".utf8.dropLast()))
    #expect(utf8?.finding == finding)
    #expect(utf8?.line == 2)
    let chinese = Array((0..<5).map { _ in Self.gb18030 }.joined())
    #expect(problem(chinese + [0xCA])?.finding == finding)
  }

  @Test("Random changes of encoded texts never crash the reader", arguments: [1 as UInt64, 2])
  func mutations(seed: UInt64) {
    var random = SplitMix(seed)
    let utf16 = [UInt8](("\u{FEFF}" + Self.chinese).data(using: .utf16LittleEndian)!)
    for _ in 0..<500 {
      for original in [Self.gb18030, utf16, Array(Self.chinese.utf8)] {
        guard let text = try? DecodedText(random.mutated(original), name: "calls.csv") else {
          continue
        }
        #expect(String(validating: text.bytes, as: UTF8.self) != nil)
      }
    }
  }

  private func problem(_ bytes: [UInt8]) -> TableProblem? {
    do {
      _ = try DecodedText(bytes, name: "calls.csv")
      return nil
    } catch {
      return error
    }
  }
}
