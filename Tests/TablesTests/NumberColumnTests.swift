import Tables
import Testing

@Suite("Columns of numbers")
struct NumberColumnTests {
  @Test(
    "A column is read as a whole",
    arguments: [
      (["12", "34.5"], 46.5), (["12", "34,5"], 46.5), (["1.234,5", "10"], 1244.5),
      (["1,234.5", "10"], 1244.5), (["1.234", "34,5"], 1268.5), (["1,234", "34.5"], 1268.5),
      (["1 234", "5"], 1239), (["1\u{A0}234", "5"], 1239), (["1\u{202F}234,5", "5"], 1239.5),
      (["1'234", "5"], 1239), (["1’234.5", "5"], 1239.5), (["1,234,567", "8"], 1_234_575),
      (["1.234.567", "8"], 1_234_575), (["１２３", "4"], 127), (["+12", "3"], 15),
      (["-", "12"], 12), (["n/a", "12"], 12), (["", "12"], 12), (["0", "12"], 12),
      (["1.2E+03", "5"], 1205), (["0.250", "1"], 1.25),
    ] as [([String], Double)])
  func values(fields: [String], sum: Double) throws {
    #expect(try abs(table(column("calls", fields)).sum - sum) < 1e-9)
  }

  @Test(
    "What is no number of contacts is refused",
    arguments: [
      "41%", "41 %", "-7", "−7", "(67)", "41 calls", "x", "10 41", "1.2.3", "1e3", "12:30", "1,04,500",
    ])
  func refused(field: String) throws {
    let problem = try #require(problems(column("calls", ["12", field])).first)
    #expect(problem.line == 3)
    #expect(problem.field == 2)
  }

  @Test("Where no number decides, both readings are named", arguments: ["1.234", "1,234"])
  func open(field: String) throws {
    let text = column("calls", [field, "967"])
    let problem = try #require(problems(text).first)
    #expect(problem.finding.contains("1234 (thousands) or 1.234 (decimals)"))
    #expect(problem.remedy.contains("--decimal"))
    #expect(try table(text) { $0.decimal = field.contains(".") ? .comma : .point }.sum == 2201)
    #expect(try table(text) { $0.decimal = field.contains(".") ? .point : .comma }.sum == 968.234)
  }

  @Test("Between commas that separate fields, a comma inside of quotation marks groups thousands")
  func quotedThousands() throws {
    let text = column("calls", ["\"1,234\"", "\"2,345\""], separator: ",")
    #expect(try table(text).sum == 3579)
  }

  @Test("Marks that contradict one another are refused")
  func contradiction() throws {
    let problem = try #require(problems(column("calls", ["41,5", "67.5"])).first)
    #expect(problem.finding.contains("decimal point") && problem.line == 3)
  }

  @Test("What decided is said, and so are odd numbers")
  func remarks() throws {
    #expect(try table(column("calls", ["1.234", "34,5"])).understood.contains("1.234 is read as 1234"))
    #expect(try table(column("calls", [".62", "3"])).understood.contains(".62 is read as 0.62"))
    let odd = try table(column("calls", ["12", "14", "2,9", "17"]))
    #expect(odd.understood.contains("only 2,9 has decimals"))
  }

  @Test("All problems are told, up to twenty")
  func many() {
    #expect(problems(column("calls", ["a", "12", "b", "-1"])).map(\.line) == [2, 4, 5])
    #expect(problems(column("calls", [String](repeating: "a", count: 24))).count == 20)
  }
}
