import Tables
import Testing

@Suite("Wide tables")
struct WideTableTests {
  private let width = 2000

  private func text(_ names: [String], _ field: String) -> String {
    var text = (["time"] + names).joined(separator: ";") + "\n"
    for time in ["08:00", "08:30", "09:00"] {
      text += time + String(repeating: ";\(field)", count: names.count) + "\n"
    }
    return text
  }

  @Test("Thousands of queues across are read, each with its own name")
  func queues() throws {
    let names = (0..<width).map { "q\($0)x" }
    #expect(try table(text(names, "5")).series == names)
  }

  @Test("The mark of open numbers is that of another column")
  func marks() throws {
    var text = "time;A;B;C\n"
    for time in ["08:00", "08:30", "09:00"] { text += "\(time);1,234;1,234;0,5\n" }
    let table = try table(text)
    #expect(abs(table.sum - 3 * (1.234 + 1.234 + 0.5)) < 1e-9)
    #expect(problems(self.text(["A", "B"], "1,234")).first?.remedy.contains("--decimal") == true)
  }

  @Test("Names of merged cells reach to the next one, whatever is empty between")
  func merged() throws {
    let text = ";Sales;;Care;\ntime;calls;aht;calls;aht\n08:00;1;240;3;300\n08:30;2;250;4;310\n"
    #expect(try table(text).series == ["Sales", "Care"])
  }
}
