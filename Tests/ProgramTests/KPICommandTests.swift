import Foundation
import Testing

@Suite("The program's KPI catalogue")
struct KPICommandTests {
  @Test("`kpi list` has the 23 and the additions, in both languages")
  func list() throws {
    let result = try Program.run(["kpi", "list", "--lang", "en,zh"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.text.contains("Service level") && result.text.contains("服务水平"))
    #expect(result.text.split(separator: "\n").count > 40)
  }

  @Test("`kpi show` explains several at once, and gives JSON")
  func show() throws {
    let text = try Program.run(["kpi", "show", "9", "SL4", "--lang", "en"]).text
    #expect(text.hasPrefix("9  Average speed of answer\n") && text.contains("\n\nSL4  "))
    let json = try Program.run(["kpi", "show", "21", "--format", "json"])
    let kpis = try JSONSerialization.jsonObject(with: json.output) as? [[String: Any]]
    #expect(kpis?.first?["number"] as? Int == 21)
  }

  @Test(
    "Bad input ends with code 2 and a hint",
    arguments: [
      (["kpi", "show", "99"], "kpi list"), (["kpi", "show", "ocupancy"], "occupancy"),
      (["kpi", "list", "--lang", "fr"], "en,zh"),
      (["kpi", "list", "--profile", "x"], "purdue_2003_us"),
      (["kpi", "list", "--catalogue", "no-such.yaml"], "no file"),
    ])
  func badInput(words: [String], hint: String) throws {
    let result = try Program.run(words)
    #expect(result.status == 2)
    #expect(result.errors.contains(hint), "\(result.errors)")
    #expect(result.output.isEmpty)
  }

  @Test("A catalogue file of one's own is checked, with place and caret")
  func ownFile() throws {
    let folder = try TemporaryFolder()
    let good =
      "kpis:\n- {id: mine, unit: proportion, direction: up, parent: people,"
      + " formula: answered / offered}\n"
    let file = try folder.write(good, to: "mine.yaml")
    let shown = try Program.run(["kpi", "show", "mine", "--catalogue", file.path])
    #expect(shown.status == 0 && shown.text.contains("answered calls ÷ offered calls"))
    let wrong = try folder.write(good.replacing("offered", with: "ofered"), to: "wrong.yaml")
    let result = try Program.run(["kpi", "list", "--catalogue", wrong.path])
    #expect(result.status == 2)
    #expect(result.errors.contains("wrong.yaml:2:"), "\(result.errors)")
    #expect(result.errors.contains("Did you mean \"offered\"?") && result.errors.contains("^"))
  }
}
