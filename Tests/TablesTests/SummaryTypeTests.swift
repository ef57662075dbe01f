import Tables
import Testing

@Suite("Types called like sums or means")
struct SummaryTypeTests {
  /// Half hours from 08:00 with the figures of each type.
  private func text(_ types: [(String, [String])]) -> String {
    var text = "time,queue,calls\n"
    for row in types[0].1.indices {
      for (name, figures) in types {
        text += "\(row < 4 ? "0" : "")\(8 + row / 2):\(row % 2 * 3)0,\(name),\(figures[row])\n"
      }
    }
    return text
  }

  @Test(
    "A queue of such a name is none, where its figures are its own",
    arguments: ["Media", "Peak", "Max", "Summary", "Mean", "Average"])
  func queue(name: String) throws {
    let one = try table(text([("Sales", ["50", "60"]), (name, ["40", "30"])]))
    #expect(one.series == ["Sales", name] && one.sum == 180)
    let two = text([("Sales", ["50", "60"]), ("Care", ["20", "25"]), (name, ["90", "7"])])
    #expect(try table(two).sum == 252)
    #expect(try table(text([(name, ["40", "30"])])).sum == 70)
    let across = "queue;08:00;08:30\nSales;50;60\n\(name);40;30\n"
    #expect(try table(across).sum == 180)
  }

  @Test("Sums, means and extremes of the others are left out, also rounded ones")
  func summaries() throws {
    let queues = [("Sales", ["50", "60"]), ("Care", ["21", "25"])]
    for (name, figures) in [
      ("Total", ["71", "85"]), ("Summary", ["71", "85"]), ("Average", ["35.5", "42.5"]),
      ("Avg", ["36", "43"]),
      ("Max", ["50", "60"]), ("Min", ["21", "25"]), ("Total", ["0", "156"]),
    ] {
      let table = try table(text(queues + [(name, figures)]))
      #expect(table.series == ["Sales", "Care"] && table.sum == 156, "\(name)")
      #expect(table.understood.contains("2 rows of"))
    }
  }

  @Test("Figures that may be either are asked for", arguments: ["Total", "Average", "Peak"])
  func asked(name: String) throws {
    let figures = name == "Total" ? ["95", "85"] : ["30", "55"]
    let found = problems(text([("Sales", ["50", "60"]), ("Care", ["21", "25"]), (name, figures)]))
    #expect(found.first?.finding.contains("is it a queue") == true)
    #expect(found.first?.line == 4)
  }

  @Test("The night begins for all queues where it does in the file")
  func nights() throws {
    let text = "time,queue,calls\n23:00,A,5\n23:30,A,5\n00:00,A,4\n00:00,B,2\n00:30,A,4\n00:30,B,2\n"
    let table = try table(text)
    #expect(table.rows.map { $0.start / 1800 } == [46, 47, 48, 48, 49, 49])
    // Queues one below another have a night each.
    let apart = "time,queue,calls\n23:00,A,5\n23:30,A,5\n00:00,A,4\n23:30,B,2\n00:00,B,2\n"
    #expect(try TablesTests.table(apart).rows.map { $0.start / 1800 } == [46, 47, 47, 48, 48])
  }
}
