import Tables
import Testing

@Suite("Numbers that are odd")
struct OddNumbersTests {
  private func numbers(_ text: String) throws -> [Double] {
    let sheet = try Sheet.read(bytes: Array(text.utf8), name: "law.csv")
    return try NumberTable.read([], of: sheet, options: TableOptions()).columns[0]
  }

  @Test("Numbers without a heading may have one decimal among them")
  func oneDecimal() throws {
    #expect(try numbers("1\n2\n3\n4.5\n5\n") == [1, 2, 3, 4.5, 5])
    #expect(try numbers("units\n1\n2\n3\n4.5\n5\n") == [1, 2, 3, 4.5, 5])
  }

  @Test("A number beyond every bound is refused with the bound")
  func beyondBounds() {
    #expect(throws: TableProblems.self) { try numbers("1\n2\n1E+305\n") }
    let found = problems(column("calls", ["1", "2000000000"])).first
    #expect(found?.remedy == "At most 1000000000 are allowed.")
  }

  @Test("The largest whole number in a column of numbers is no end of counting")
  func largest() {
    let text = "time,A,B,start\n08:00,5,6,9223372036854775807\n08:30,5,6,2\n09:00,7,8,3\n"
    #expect(!problems(text).isEmpty)
  }

  @Test("A row without work in a column of sums has no handle time of its own")
  func noWork() throws {
    let table = try table(column("calls;handled;handle time", ["100;100;30000", "100;100;30000", "2;2;0"]))
    #expect(table.rows.map(\.handleTime) == [300, 300, 300])
  }

  @Test("Rows that take the given handle time are said to")
  func given() throws {
    let table = try table(column("calls;aht", ["10;300", "10;"])) { $0.handleTime = 240 }
    #expect(table.rows[1].handleTime == 240)
    #expect(table.understood.contains("1 row without handle time takes the 240 s given"))
  }
}
