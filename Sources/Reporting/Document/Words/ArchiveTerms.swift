/// The words of documents about the archive.
package protocol ArchiveTerms {
  var archiveKind: String { get }
  var archive: String { get }
  var runs: String { get }
  var noRuns: String { get }
  var comparisons: String { get }
  var run: String { get }
  var time: String { get }
  var scenario: String { get }
  var report: String { get }
  var replicationsShort: String { get }
  var partialRun: String { get }
  var titleHeading: String { get }
  var formHeading: String { get }
  var bestEntrant: String { get }
  /// How entrants belong together, by its name in the archive.
  func form(_ name: String) -> String
}

extension EnglishWords: ArchiveTerms {
  package var archiveKind: String { "Archive" }
  package var archive: String { "Runs and comparisons" }
  package var runs: String { "Runs" }
  package var noRuns: String { "No runs yet." }
  package var comparisons: String { "Comparisons" }
  package var run: String { "Run" }
  package var time: String { "Time" }
  package var scenario: String { "Scenario" }
  package var report: String { "Report" }
  package var replicationsShort: String { "Repl." }
  package var partialRun: String { "partial" }
  package var titleHeading: String { "Title" }
  package var formHeading: String { "Form" }
  package var bestEntrant: String { "Best" }
  package func form(_ name: String) -> String { name }
}

extension ChineseWords: ArchiveTerms {
  package var archiveKind: String { "存档" }
  package var archive: String { "仿真与比较记录" }
  package var runs: String { "仿真记录" }
  package var noRuns: String { "尚无记录。" }
  package var comparisons: String { "比较记录" }
  package var run: String { "编号" }
  package var time: String { "时间" }
  package var scenario: String { "场景" }
  package var report: String { "报告" }
  package var replicationsShort: String { "次数" }
  package var partialRun: String { "不完整" }
  package var titleHeading: String { "标题" }
  package var formHeading: String { "形式" }
  package var bestEntrant: String { "最优方案" }
  package func form(_ name: String) -> String {
    ["choice": "选择", "grid": "取值组合", "tornado": "敏感性"][name] ?? name
  }
}
