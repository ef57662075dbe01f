import Tables
import Testing

@Suite("Separated text")
struct SheetTextTests {
  @Test(
    "The mark that stands equally often in most lines separates fields",
    arguments: [
      ("a,b\n1,2\n", ","), ("a;b\n1;2\n", ";"), ("a\tb\n1\t2\n", "\t"), ("a|b\n1|2\n", "|"),
      ("calls\n41\n67\n", ","), ("", ","),
      ("date;time;calls;aht\n26.01.2026;08:00;41,5;262,25\n26.01.2026;08:30;67,5;271,25\n", ";"),
      ("26.01.2026;08:00;41,5;262,25\n26.01.2026;08:30;67,5;271,25\n", ";"),
      ("08:00;41,5\n08:30;67,5\n", ";"),
      ("time,calls\n08:00,\"1;041;5\"\n08:30,\"1;067;5\"\n", ","),
      ("time;calls\n08:00;\"1,041,5\"\n", ";"),
      ("Report; all\n\nDate:,1/26/2026\nTime,Calls\n08:00,41\n08:30,67\n", ","),
      ("# a;b;c;d\n# a;b;c;d\n# a;b;c;d\ntime,calls\n1,2\n", ","),
      ("date\tcalls\nJan 26, 2026\t41\nJan 27, 2026\t43\n", "\t"),
      ("size\tcalls\n5\" |\t41\n6\"\t43\n", "\t"),
    ])
  func separators(text: String, mark: String) throws {
    let sheet = try Sheet(text: Array(text.utf8), name: "calls.csv")
    #expect(sheet.separator == mark.utf8.first)
  }

  @Test("A first line sep= decides and is left out, but counts as a line", arguments: [";", "|"])
  func declared(mark: String) throws {
    let text = "\u{FEFF}SEP=\(mark)\r\ntime\(mark)a,b,c,d\r\n08:00\(mark)1,2,3,4\r\n"
    let sheet = try read(text)
    #expect(sheet.separator == mark.utf8.first)
    #expect(rows(sheet) == [["time", "a,b,c,d"], ["08:00", "1,2,3,4"]])
    #expect(sheet.line(0) == 2)
    #expect(problem("sep=:\na:b\n")?.line == 1)
  }

  @Test("The apostrophe before what could be a formula is no part of a text")
  func guarded() throws {
    let sheet = try read("'=a,'-b,\"'@c, d\",'e,'\n'+1,2,3,4,5\n")
    #expect(rows(sheet) == [["=a", "-b", "@c, d", "'e", "'"], ["+1", "2", "3", "4", "5"]])
  }

  @Test(
    "Lines end with LF, CR or both",
    arguments: [
      "a,b\n1,2\n", "a,b\r1,2\r", "a,b\r\n1,2\r\n", "a,b\r\n1,2", "a,b\r1,2\n",
      "a,b\n1,2\u{1A}",
    ])
  func lineEnds(text: String) throws {
    let sheet = try read(text)
    #expect(rows(sheet) == [["a", "b"], ["1", "2"]])
    #expect(sheet.line(1) == 2)
  }

  @Test("Quoted fields hold separators, line ends and doubled quotation marks")
  func quoted() throws {
    let sheet = try read(
      "a,b\n\"1,041\",\"x\r\ny\"\n \"say \"\"hi\"\"\" ,\"\"\"\"\n\" z \",\"\"\n5\" pipe,1\n")
    #expect(
      rows(sheet) == [
        ["a", "b"], ["1,041", "x\r\ny"], ["say \"hi\"", "\""], ["z"], ["5\" pipe", "1"],
      ])
    #expect((0..<5).map(sheet.line) == [1, 2, 4, 5, 6])
  }

  @Test("White space at the ends of fields is taken off, whatever its width")
  func whiteSpace() throws {
    let sheet = try read(
      "\u{FEFF}a , \tb\u{A0},\u{3000}时 段\u{3000}\n"
        + "\u{200B}1\u{200B}\u{FEFF},\"\u{A0} 2\u{A0}\", é \n")
    #expect(rows(sheet) == [["a", "b", "时 段"], ["1", "2", "é"]])
    #expect(try rows(read("a\tb\tc\n\t 2\t\n")) == [["a", "b", "c"], ["", "2"]])
  }

  @Test("Comments and lines without content are passed over, but they count as lines")
  func passedOver() throws {
    let sheet = try read("# made by hand, \"really\n\na,b\n,,,\n  # more\n1,#2,,\n \t \n")
    #expect(rows(sheet) == [["a", "b"], ["1", "#2"]])
    #expect([sheet.line(0), sheet.line(1)] == [3, 6])
    #expect(try read("").rowCount == 0)
    #expect(try read("\u{FEFF}\n\n").rowCount == 0)
  }

  @Test("An unclosed quotation mark is reported where it opens")
  func unclosed() {
    let found = problem("a,b\n1,2\n3, \"4\n5,6\n")
    #expect(found?.line == 3)
    #expect(found?.field == 2)
    #expect(found?.sourceLine == "3\t \"4")
    #expect(found?.finding == "A quotation mark opens here and is never closed.")
    #expect(problem("a,b\n1,\"2\"\"\n")?.line == 2)
  }

  @Test("Text after a closing quotation mark is reported with line and field")
  func textAfterQuote() {
    let found = problem("a,b\n\"x\ny\",\"4\" 5\n")
    #expect(found?.line == 3)
    #expect(found?.field == 2)
    #expect(found?.finding == "Text follows the closing quotation mark of a field.")
  }

  @Test(
    "Control characters are reported with their line",
    arguments: ["a,b\n1,\u{0}2\n", "a,b\n# \u{7}\n", "a,b\n\"\u{1B}\"\n", "a,b\n1,\"2\" \u{C}\n"])
  func controlCharacters(text: String) {
    let found = problem(text)
    #expect(found?.line == 2)
    #expect(found?.finding.hasSuffix("is this a text file?") == true)
  }

  @Test("Tables beyond the bounds are refused")
  func bounds() throws {
    let wide = String(repeating: ",", count: Sheet.mostFieldsOfRow - 1)
    #expect(try read("a\n\(wide)1\n").width == Sheet.mostFieldsOfRow)
    #expect(problem("a\n\(wide),1\n")?.line == 2)
    let long = [UInt8](repeating: 10, count: 2 * Sheet.mostRows + 2).enumerated()
      .map { $0.offset % 2 == 0 ? UInt8(ascii: "1") : 10 }
    #expect(problem(String(decoding: long, as: UTF8.self))?.line == Sheet.mostRows + 1)
  }

  @Test("Random changes of a text never crash the reader", arguments: [1 as UInt64, 2, 3, 4])
  func mutations(seed: UInt64) {
    var random = SplitMix(seed)
    let original = Array(
      "sep=,\r\n\u{FEFF}time,\"a\"\"b\"\n08:00, 41\u{A0}\n# x\n\"0\n8\",,\n".utf8)
    for _ in 0..<500 {
      let bytes = random.mutated(original)
      if let sheet = try? Sheet(text: bytes, name: "calls.csv") {
        #expect(rows(sheet).allSatisfy { $0.last?.isEmpty == false })
      }
    }
  }

  private func read(_ text: String) throws(TableProblem) -> Sheet {
    try Sheet(text: Array(text.utf8), name: "calls.csv")
  }

  private func problem(_ text: String) -> TableProblem? {
    do {
      _ = try read(text)
      return nil
    } catch {
      return error
    }
  }
}
