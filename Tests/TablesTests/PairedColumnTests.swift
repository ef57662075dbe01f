import Tables
import Testing

@Suite("Columns that belong together")
struct PairedColumnTests {
  private static let rows = "\n08:00,10,300,20,200\n08:30,11,301,21,201\n"

  @Test(
    "Handle times are those of the queue with the same name",
    arguments: [
      "Time,Sales Calls,Sales AHT,Service Calls,Service AHT",
      "Time,Calls Sales,AHT Sales,Calls Service,AHT Service",
      "Time,Sales (calls),Sales (AHT),Service (calls),Service (AHT)",
      "Time,Anrufe Sales,AHT Sales,Anrufe Service,AHT Service", "Time,Sales,AHT Sales,Service,AHT Service",
    ])
  func queues(heading: String) throws {
    let table = try table(heading + Self.rows)
    #expect(table.series == ["Sales", "Service"])
    #expect(table.rows.map(\.value) == [10, 20, 11, 21])
    #expect(table.rows.map(\.handleTime) == [300, 200, 301, 201])
  }

  @Test("Handle times are those of the day with the same name")
  func days() throws {
    for heading in ["Time,Mon,AHT Mon,Tue,AHT Tue", "Time,Mon Calls,Monday AHT,Tue Calls,Tuesday AHT"] {
      let table = try table(heading + Self.rows)
      #expect(table.rows.map(\.value) == [10, 11, 20, 21] && table.firstWeekday == 0)
      #expect(table.rows.map(\.handleTime) == [300, 301, 200, 201])
    }
  }

  @Test("Handle times that cannot be paired are refused")
  func unpaired() throws {
    for heading in ["Time,Sales,AHT A,Service,AHT B", "Time,Calls,AHT Sales,abandoned,AHT Service"] {
      let problem = try #require(problems(heading + Self.rows).first)
      #expect(problem.remedy.contains("--map aht="))
    }
    #expect(try table("time,calls,AHT Voice\n08:00,1,300\n08:30,2,301\n").rows[0].handleTime == 300)
  }

  @Test("A measure may stand above groups or days")
  func measureAbove() throws {
    let sums = try table("Time,Calls,,\n,Sales,Service,Total\n08:00,10,20,30\n08:30,11,21,32\n")
    #expect(sums.series == ["Sales", "Service"] && sums.sum == 62)
    let both = try table(
      "Time,Calls,,AHT,\n,Sales,Service,Sales,Service\n08:00,10,20,300,200\n08:30,11,21,301,201\n")
    #expect(both.rows.map(\.handleTime) == [300, 200, 301, 201])
    let days = try table("Time,Calls,\n,Mon,Tue\n08:00,10,20\n08:30,11,21\n")
    #expect(days.rows.map(\.value) == [10, 11, 20, 21] && days.firstWeekday == 0)
  }

  @Test("Contacts handled and agents are no queues")
  func otherMeasures() throws {
    let handled =
      "Time,Offered Sales,Handled Sales,Offered Service,Handled Service\n08:00,1,9,2,9\n08:30,3,9,4,9\n"
    #expect(try table(handled).series == ["Sales", "Service"] && table(handled).sum == 10)
    let agents = "Time,Sales calls,Service calls,Sales agents,Service agents\n08:00,1,2,5,6\n08:30,3,4,7,8\n"
    #expect(try table(agents).rows.map(\.value) == [1, 2, 3, 4])
    #expect(try table(agents).rows.map(\.agents) == [5, 6, 7, 8])
    #expect(try table(agents, .agents).rows.map(\.value) == [5, 6, 7, 8])
    let sum = try table("Time,Sales calls,Service calls,Total calls\n08:00,1,2,3\n08:30,3,4,7\n")
    #expect(sum.sum == 10 && sum.understood.contains("column Total calls left out"))
  }

  @Test(
    "Means and shares are no queues",
    arguments: ["Average", "Avg", "Ø", "Durchschnitt", "Mittelwert", "Anteil", "Erlangs", "Max", "Min", "%"])
  func means(name: String) throws {
    let table = try table("Time,Sales,Service,\(name)\n08:00,10,9,5\n08:30,11,9,5\n")
    #expect(table.series == ["Sales", "Service"])
    #expect(table.understood.contains("column \(name) left out"))
  }
}
