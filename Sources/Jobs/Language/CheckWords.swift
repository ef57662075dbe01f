import Reporting
import ScenarioReading

/// The words of documents about checked files.
protocol CheckWords {
  var checkOfFiles: String { get }
  var files: String { get }
  var file: String { get }
  var problems: String { get }
  var tablesRead: String { get }
  var errors: String { get }
  var warnings: String { get }
  var line: String { get }
  var column: String { get }
  var severity: String { get }
  var finding: String { get }
  var remedy: String { get }
  /// What a check found, in a sentence.
  func checked(_ outcome: CheckOutcome) -> String
  func usable(_ isValid: Bool) -> String
  /// What a scenario is, in a sentence.
  func outline(_ outline: ScenarioOutline) -> String
  func severity(isError: Bool) -> String
  /// What was read of a table, perhaps after its file.
  func tableRead(_ english: String) -> String
}

extension EnglishWords: CheckWords {
  var checkOfFiles: String { "Check of files" }
  var files: String { "Files" }
  var file: String { "File" }
  var problems: String { "Problems" }
  var tablesRead: String { "Tables" }
  var errors: String { "Errors" }
  var warnings: String { "Warnings" }
  var line: String { "Line" }
  var column: String { "Column" }
  var severity: String { "Kind" }
  var finding: String { "Found" }
  var remedy: String { "Remedy" }
  func checked(_ outcome: CheckOutcome) -> String {
    let bad = outcome.files.count { !$0.valid }
    let all = FigureText.count(outcome.files.count, "file")
    return bad == 0 ? "\(all) checked; all can be used." : "\(all) checked; \(bad) cannot be used."
  }
  func usable(_ isValid: Bool) -> String { isValid ? "can be used" : "cannot be used" }
  func outline(_ outline: ScenarioOutline) -> String { outline.text }
  func severity(isError: Bool) -> String { isError ? "error" : "warning" }
  func tableRead(_ english: String) -> String { english }
}

extension ChineseWords: CheckWords {
  var checkOfFiles: String { "文件检查" }
  var files: String { "文件" }
  var file: String { "文件" }
  var problems: String { "问题" }
  var tablesRead: String { "表格" }
  var errors: String { "错误" }
  var warnings: String { "警告" }
  var line: String { "行" }
  var column: String { "列" }
  var severity: String { "类别" }
  var finding: String { "发现" }
  var remedy: String { "处理" }
  func checked(_ outcome: CheckOutcome) -> String {
    let bad = outcome.files.count { !$0.valid }
    return bad == 0
      ? "检查了 \(outcome.files.count) 个文件，均可使用。"
      : "检查了 \(outcome.files.count) 个文件，其中 \(bad) 个不能使用。"
  }
  func usable(_ isValid: Bool) -> String { isValid ? "可用" : "不可用" }
  func outline(_ outline: ScenarioOutline) -> String {
    let study =
      switch outline.study {
      case .batches(let count): "一次长仿真分 \(count) 批"
      case .atMost(let count): "最多 \(count) 次仿真"
      case .replications(let count): "\(count) 次仿真"
      }
    let outside = outline.hoursOutside.map { "（营业时间之外另有 \($0) 工时计薪）" } ?? ""
    let parts = [
      "营业 \(outline.openDays) 天" + (outline.dates.map { "（\($0)）" } ?? ""),
      "\(outline.intervals) 个 \(outline.minutes) 分钟的计划时段",
      "\(outline.types) 种业务类型，每次仿真约 \(outline.contacts) 个联络", "\(outline.queues) 个队列",
      "\(outline.groups) 个座席组，营业时间内计划 \(outline.hours) 座席工时\(outside)",
      outline.trunkGroups > 0 ? "\(outline.trunkGroups) 个中继组" : "",
      outline.menus > 0 ? "\(outline.menus) 个菜单" : "",
      outline.bots > 0 ? "\(outline.bots) 个机器人" : "",
      outline.campaigns > 0 ? "\(outline.campaigns) 个外呼活动" : "",
    ].filter { !$0.isEmpty }
    return "\(outline.name)：\(parts.joined(separator: "，"))。\(study)，随机种子 \(outline.seed)。"
  }
  func severity(isError: Bool) -> String { isError ? "错误" : "警告" }
  func tableRead(_ english: String) -> String {
    guard let colon = english.range(of: ": read ") else { return ChineseTableReading.text(of: english) }
    let line = english[english.index(colon.lowerBound, offsetBy: 2)...]
    return "\(english[..<colon.lowerBound])：\(ChineseTableReading.text(of: String(line)))"
  }
}
