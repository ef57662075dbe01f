import Tables
import Testing

@Suite("Layouts of tables")
struct LayoutTests {
  private static let rows = "07:00;12;240\n07:30;14;250\n08:00;16;260\n"

  @Test(
    "What stands around the figures does not change them",
    arguments: [
      "time;calls;aht\n\(rows)", "\u{FEFF}time;calls;aht\r\n\(rows)", "sep=;\ntime;calls;aht\n\(rows)",
      "Interval report\nDate: 1/26/2026\n\ntime;calls;aht\n\(rows)",
      "# made by hand\ntime;calls;aht\n\(rows)",
      "time;calls;aht;;;\n\(rows);;;;\n;;;;\n", "Interval;Calls;Average\nstart;offered;handle time\n\(rows)",
      "time;calls;aht\n(hh:mm);(number);(s)\n\(rows)", "time;calls;aht\n\(rows)Total;42;250\n",
      "time;calls;aht\nTotals;42;250\n\(rows)", "time;calls;aht\n\(rows)Average;14;250\n;42;\n",
      "time;calls;aht\n\(rows)合计;42;\n", "time;calls;aht\n\(rows)\nGenerated on 2026-02-01 08:00\n",
      "time;calls;aht\n\(rows)* preliminary\nPage 1 of 1\n",
      "time;calls;aht\n07:00;12;240\ntime;calls;aht\n07:30;14;250\n08:00;16;260\n",
      "\"time\";\"calls\";\"aht\"\n\(rows)", "aht;calls;time\n240;12;07:00\n250;14;07:30\n260;16;08:00\n",
      "time;abandoned %;calls;aht;comment\n07:00;2%;12;240;\n07:30;3%;14;250;rain\n08:00;1%;16;260;\n",
      "Interval;Time;calls;aht\n1;07:00;12;240\n2;07:30;14;250\n3;08:00;16;260\n",
      "Intervall Beginn;Anzahl Anrufe;AHT in Sek\n\(rows)", "时段;来电量;平均处理时长\n\(rows)",
      "Hora;Llamadas recibidas;TMO\n\(rows)", "Heure;Appels reçus;DMT\n\(rows)", "start;volume;aht\n\(rows)",
    ])
  func around(text: String) throws {
    let table = try table(text)
    #expect(table.sum == 42)
    #expect(table.shownMinutes == [420, 450, 480])
    #expect(table.rows.map(\.handleTime) == [240, 250, 260])
    #expect(table.series == [""])
  }

  @Test("The line says what was left out")
  func said() throws {
    let text = "Report\ntime;calls;abandoned\n07:00;12;1\n07:30;14;2\nTotal;26;3\nSource: ACD\n"
    let line = try table(text).understood
    #expect(line.hasPrefix("read 2 half hours, 07:00 to 08:00"))
    for part in [
      "1 row of totals left out", "1 line above the heading left out", "not used: abandoned",
      "1 line of text left out",
    ] { #expect(line.contains(part), "\(line)") }
  }

  @Test("Subtotals of days, types called totals and unnamed sums are left out")
  func sums() throws {
    let days =
      "date;time;calls\n2026-03-16;08:00;1\n2026-03-16;08:30;2\n2026-03-16;Subtotal;3\n"
      + "2026-03-17;08:00;4\n2026-03-17;08:30;5\n;;9\nGrand total;;12\n"
    #expect(try table(days).sum == 12)
    let types =
      "type;time;calls\nSales;08:00;1\nSales;08:30;2\nSales Total;;3\nCare;08:00;4\nCare;08:30;5\nTotal;08:00;5\n"
      + "Total;08:30;7\n"
    #expect(try table(types).sum == 12)
    let all =
      "type;time;calls\nSales;08:00;1\nSales;08:30;2\nCare;08:00;4\nCare;08:30;5\nAll;08:00;5\nAll;08:30;7\n"
    let table = try table(all)
    #expect(table.sum == 12 && table.series == ["Sales", "Care"])
    #expect(table.understood.contains("2 rows of All left out"))
    #expect(
      problems(all.replacing("08:30;7", with: "08:30;8")).first?.finding.contains("is not the sum") == true)
  }

  @Test("A type with a word of sums in its name is a type")
  func names() throws {
    let text = "type;time;calls\nTotal Care;08:00;1\nTotal Care;08:30;2\nSales;08:00;4\nSales;08:30;5\n"
    #expect(try table(text).series == ["Total Care", "Sales"])
  }

  @Test("Figures without a time are refused, unless they are the sum of those above")
  func untimed() {
    #expect(problems("time;calls\n08:00;1’234\n08:30;5\n;7\n").first?.line == 4)
    #expect(problems("time;calls\n08:00;1’234\n;1’234\n").first?.line == 3)
  }

  @Test(
    "Sections are refused with the line where one begins",
    arguments: [
      "time;calls\nMonday\n08:00;1\n08:30;2\nTuesday\n08:00;3\n08:30;4\n",
      "time;calls\n08:00;1\n08:30;2\nQueue: Care\ntime;calls\n08:00;3\n08:30;4\n",
      "2026-03-16\ntime;calls\n08:00;1\n08:30;2\n2026-03-17\ntime;calls\n08:00;3\n08:30;4\n",
    ])
  func sections(text: String) throws {
    let problem = try #require(problems(text).first)
    #expect(problem.finding.contains("does a new section begin"))
  }

  @Test("Lines with more fields than the heading are refused")
  func overlong() throws {
    let found = problems("time,calls\n08:00,41,5\n08:30,67\n")
    #expect(found.map(\.line) == [2])
    #expect(found.first?.remedy.contains("quotation marks") == true)
  }

  @Test("Without a heading the positions are offered, and taken")
  func withoutHeading() throws {
    let text = "2026-03-16,08:00,41\n2026-03-16,08:30,67\n"
    let problem = try #require(problems(text).first)
    #expect(problem.remedy.contains("--map date=1,time=2,calls=3"))
    let table = try table(text) { $0.map = [.date: "1", .time: "2", .calls: "3"] }
    #expect(table.sum == 108 && table.firstDate?.iso == "2026-03-16")
  }

  @Test("Columns are named by options, and doubtful ones asked for")
  func mapped() throws {
    let text = "time;forecast;actual\n08:00;1;3\n08:30;2;4\n"
    #expect(problems(text).first?.remedy == "Say which: --map calls=forecast.")
    #expect(try table(text) { $0.map = [.calls: "actual"] }.sum == 7)
    #expect(
      problems(text) { $0.map = [.calls: "actul"] }.first?.remedy.contains("Did you mean \"actual\"?") == true
    )
    #expect(problems("time;calls;calls\n08:00;1;3\n08:30;2;4\n").first?.remedy.contains("calls=2") == true)
    #expect(
      problems("time;time;calls\n08:00;09:00;3\n08:30;09:30;4\n").first?.finding.contains("column 1") == true)
    let handled = problems("time;handled\n08:00;1\n08:30;2\n").first
    #expect(handled?.remedy.contains("leaves out those who gave up") == true)
  }

  @Test("Separators and line ends", arguments: [",", ";", "\t", "|"], ["\n", "\r\n", "\r"])
  func marks(separator: String, end: String) throws {
    let text = "time;calls;aht\n\(Self.rows)".replacing(";", with: separator).replacing("\n", with: end)
    #expect(try table(text).sum == 42)
  }
}
