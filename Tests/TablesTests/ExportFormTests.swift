import Tables
import Testing

@Suite("Forms of exports")
struct ExportFormTests {
  @Test(
    "Ranges of times",
    arguments: [
      ["2026-11-30T08:00Z/2026-11-30T08:30Z", "2026-11-30T08:30Z/2026-11-30T09:00Z"],
      ["08:00 - 08:30 Uhr", "08:30 - 09:00 Uhr"], ["8-8:30 AM", "8:30-9 AM"], ["8 - 8:30 AM", "8:30 - 9 AM"],
    ])
  func ranges(times: [String]) throws {
    let table = try table(timesTable(times))
    #expect(table.shownMinutes == [480, 510] && table.lengths == [30, 30])
  }

  @Test("Hours in words, halves of the day and noon")
  func hours() throws {
    #expect(try table(timesTable(["8 Uhr", "9 Uhr"])).shownMinutes == [480, 540])
    #expect(try table(timesTable(["8 - 9 AM", "9 - 10 AM"])).lengths == [60, 60])
    #expect(try table(timesTable(["11:30AM-12PM", "12PM-12:30PM"])).shownMinutes == [690, 720])
    #expect(try table(timesTable(["下午12:30-1:00", "下午1:00-1:30"])).shownMinutes == [750, 780])
    #expect(try table(timesTable(["11:30 AM", "12:00 noon", "12:30 PM"])).shownMinutes == [690, 720, 750])
    let pair = try table(timesTable(["22:00-06:00", "06:00-22:00"]))
    #expect(pair.shownMinutes == [1320, 1800] && !pair.understood.contains("newest"))
  }

  @Test("Handle times with primes and of ISO 8601", arguments: ["4'00\"", "PT4M", "4′00″", "PT0H4M0S"])
  func durations(field: String) throws {
    #expect(try table("time;calls;aht\n08:00;1;\(field)\n08:30;2;\(field)\n").rows[0].handleTime == 240)
  }

  @Test("Headings of exports and pivots")
  func headings() throws {
    let pivot = "Row Labels,Sum of Calls,Average of AHT\n08:00,1,200\n08:30,2,210\nGrand Total,3,205\n"
    #expect(try table(pivot).sum == 3 && table(pivot).rows[1].handleTime == 210)
    #expect(try table("Date and Time,Offer\n2026-11-30 08:00,1\n2026-11-30 08:30,2\n").firstDate != nil)
    #expect(
      try table("Date,Heure,Appels\nlundi 30 novembre 2026,08:00,1\nlundi 30 novembre 2026,09:00,2\n").sum
        == 3)
  }

  @Test("Means of a grid are left out, and closed intervals")
  func grids() throws {
    let means =
      "Time,Mon,Tue,Average,Week total\n08:00,1,2,1.5,3\n08:30,2,3,2.5,5\nØ,1.5,2.5,2,4\nMax,2,3,2.5,5\n"
      + "Week total,3,5,4,8\n"
    #expect(try table(means).sum == 8 && table(means).understood.contains("2 rows of averages left out"))
    let closed = try table("Time,Mon,Sun\n08:00,1,closed\n08:30,2,geschl.\n09:00,3,4\n09:30,3,关闭\n")
    #expect(closed.rows.count == 5 && closed.understood.contains("3 intervals called closed are left out"))
    let autumn =
      "Time,2026-10-31,2026-11-01\n00:30,1,1\n01:00,1,2\n01:30,2,4\n01:00,,6\n01:30,,7\n02:00,3,4\n"
    #expect(try table(autumn) { $0.timeZone = newYork }.rows.count == 10)
  }

  @Test("Advice works when followed")
  func advice() throws {
    let named = try table("foo,bar\n08:00,1\n08:30,2\n") { $0.map = [.time: "1", .calls: "2"] }
    #expect(named.sum == 3)
    let known = try table("time,calls\n08:00,1\n08:30,2\n") { $0.map = [.time: "1", .calls: "2"] }
    #expect(known.sum == 3)
    let handled = problems("time,answered,abandoned\n08:00,1,2\n08:30,2,2\n").first?.remedy
    #expect(handled?.contains("calls=answered") == true && handled?.contains("calls=abandoned") == false)
    let given = try table("time,calls,aht\n08:00,1,100\n08:30,2,\n") { $0.handleTime = 100 }
    #expect(given.understood.contains("takes the 100 s given"))
  }

  @Test("Columns that may be handle times are named")
  func candidates() throws {
    let table = try table("time,calls,Gesprächsdauer,Talk Time,note\n08:00,1,200,100,x\n08:30,2,210,110,y\n")
    #expect(table.handleTimeCandidates == ["Gesprächsdauer", "Talk Time"])
  }

  @Test("Other sheets and hidden rows are named")
  func sheets() throws {
    let cells = { (row: Int, a: String, b: Int) in
      "<row r=\"\(row)\"\(row == 3 ? " hidden=\"1\"" : "")><c r=\"A\(row)\" t=\"inlineStr\"><is><t>\(a)</t></is></c>"
        + "<c r=\"B\(row)\"><v>\(b)</v></c></row>"
    }
    let heading =
      "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>time</t></is></c>"
      + "<c r=\"B1\" t=\"inlineStr\"><is><t>calls</t></is></c></row>"
    var book = WorkbookMaker(heading + cells(2, "08:00", 1) + cells(3, "08:30", 2))
    book.pages[0].name = "Mon"
    book.pages.append(.init(name: "Tue", rows: heading + cells(2, "08:00", 5)))
    let sheet = try Sheet.read(bytes: book.bytes, name: "calls.xlsx")
    let table = try TimeTable.read(sheet, measure: .calls, options: TableOptions())
    #expect(table.understood.contains("sheet Mon; not read: Tue"))
    #expect(table.understood.contains("1 hidden row is read too"))
  }
}
