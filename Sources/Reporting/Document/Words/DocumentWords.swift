import Experiments

/// The words that a language needs to show documents, beside those of the KPI catalogue.
///
/// Each language is one type that has a member for each word, so that the compiler names what a new language
/// lacks; `EnglishWords` and `ChineseWords` are the catalogues, extended wherever a report has words of its
/// own.
package protocol DocumentWords: Sendable {
  /// What stands below a table whose last columns have no place in a terminal.
  func notShown(_ columns: String) -> String
}

/// English.
package struct EnglishWords: DocumentWords {
  /// The catalogue.
  package init() {}

  package func notShown(_ columns: String) -> String { "not shown in this width: \(columns)" }
}

/// Chinese.
package struct ChineseWords: DocumentWords {
  /// The catalogue.
  package init() {}

  package func notShown(_ columns: String) -> String { "宽度不够，未显示：\(columns)" }
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
