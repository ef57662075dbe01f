import Experiments

/// The words that a language needs to show documents, beside those of the KPI catalogue.
///
/// Each language is one type that has a member for each word, so that the compiler names what a new language
/// lacks; `EnglishWords` and `ChineseWords` are the catalogues, extended wherever a report has words of its
/// own.
package protocol DocumentWords: Sendable, ArchiveTerms, ComparisonTerms, StudyTerms {
  /// What stands below a table whose last columns have no place in a terminal.
  func notShown(_ columns: String) -> String
  /// Half-widths that a terminal has no room for.
  var noHalfWidths: String { get }
  /// The heading of what to know before using the figures.
  var toNote: String { get }
  /// The kind of a document about the KPI catalogue.
  var catalogue: String { get }
  /// The KPIs themselves.
  var indicators: String { get }
  /// The name of an indicator of studies.
  func name(of indicator: Indicator) -> String
}

/// English.
package struct EnglishWords: DocumentWords {
  /// The catalogue.
  package init() {}

  package func notShown(_ columns: String) -> String { "not shown in this width: \(columns)" }
  package var noHalfWidths: String { "half-widths are not shown in this width" }
  package var toNote: String { "Please note" }
  package var catalogue: String { "KPI catalogue" }
  package var indicators: String { "Key performance indicators" }
  package func name(of indicator: Indicator) -> String { indicator.label }
}

/// Chinese.
package struct ChineseWords: DocumentWords {
  /// The catalogue.
  package init() {}

  package func notShown(_ columns: String) -> String { "宽度不够，未显示：\(columns)" }
  package var noHalfWidths: String { "宽度不够，未显示半宽" }
  package var toNote: String { "请注意" }
  package var catalogue: String { "指标目录" }
  package var indicators: String { "关键绩效指标" }
  package func name(of indicator: Indicator) -> String {
    indicator.chinese
  }
}

extension ReportLanguage {
  /// The language's words.
  var terms: any DocumentWords {
    switch language {
    case .en: EnglishWords()
    case .zh: ChineseWords()
    }
  }
}
