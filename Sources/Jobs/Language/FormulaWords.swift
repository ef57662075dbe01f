import Experiments
import Reporting

/// The words of documents about formulas.
protocol FormulaWords {
  /// What kind of document it is.
  var formula: String { get }
  /// A model's name.
  func name(of model: ErlangModel.Kind) -> String
  /// What a model supposes, in a sentence or two.
  func supposition(of model: ErlangModel.Kind) -> String
  /// A figure's heading in a narrow table.
  func short(_ figure: ErlangFigure.Key) -> String
  /// A figure's heading where there is room for words.
  func long(_ figure: ErlangFigure.Key) -> String
  /// The service level's heading, of an acceptable wait.
  func answered(within wait: String) -> String
  /// An acceptable wait, as it stands in English.
  func unit(of wait: String) -> String
  /// What follows the heading of a class of callers' figure.
  func ofClass(_ member: Int) -> String
  /// A field of the question that was given as a list.
  func given(_ field: JobField) -> String

  var agents: String { get }
  var lines: String { get }
  var offeredLoad: String { get }
  var erlangs: String { get }
  var callsInThatTime: String { get }
  var patience: String { get }
  var meanPatience: String { get }
  var handleTime: String { get }

  /// The headings of sections.
  var answer: String { get }
  var figures: String { get }
  var lengthsOfQueue: String { get }

  /// The answer in a sentence: so many agents, or lines, are needed for the load.
  func needed(_ count: String, lines: Bool, load: String) -> String
  /// The answer where the number was given.
  func given(_ count: String, lines: Bool, load: String) -> String
  /// What the table around an answer shows.
  var rowsAround: String { get }
  /// What the table of a sweep shows.
  var rowForEach: String { get }
  var unstable: String { get }
  var whyNot: String { get }

  var goal: String { get }
  var bound: String { get }
  var needs: String { get }
  var verdict: String { get }
  var reached: String { get }
  var missed: String { get }
  var bindsMost: String { get }

  var callersWaiting: String { get }
  var probability: String { get }
  var atMostSoMany: String { get }

  /// What one more agent, or line, brings.
  func oneMore(_ changes: [String]) -> String
  /// What the square-root rule says.
  func squareRoot(_ rule: ErlangAnswer.SquareRoot, limit: String?) -> String
  /// What another formula is called, by its name in files.
  func other(_ name: String) -> String
  /// The same speed of answer by other formulas.
  func otherFormulas(_ values: [String]) -> String
  /// A chart's title: a figure along what was given.
  func along(_ figure: String, _ axis: String) -> String
  /// A chart's words for who cannot see it.
  func told(_ figure: String, from low: String, to high: String, points: Int) -> String
}

/// All words of documents that jobs make.
protocol ReportingWords: DocumentWords, FormulaWords, OutboundFormulaWords, VerificationWords, StaffingWords,
  CheckWords
{}

extension EnglishWords: ReportingWords {}
extension ChineseWords: ReportingWords {}

extension KPILanguage {
  /// The words of documents that jobs make.
  var words: any ReportingWords {
    switch self {
    case .en: EnglishWords()
    case .zh: ChineseWords()
    }
  }
}
