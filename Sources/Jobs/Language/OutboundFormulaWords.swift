/// The words of documents about formulas of outbound calls.
protocol OutboundFormulaWords {
  /// A formula's name.
  func name(of formula: OutboundFormulaRequest.Formula) -> String
  /// What it supposes, in a sentence or two.
  func supposition(of formula: OutboundFormulaRequest.Formula) -> String
  /// A figure's heading in a narrow table.
  func short(_ figure: OutboundFigure.Key) -> String
  /// A figure's heading where there is room for words.
  func long(_ figure: OutboundFigure.Key) -> String
  /// What is to be known of an answer.
  func remark(_ remark: OutboundRemark) -> String
  /// A word of a list, such as that of a tally; other texts as they are.
  func word(_ text: String) -> String
  /// The heading of the column of names.
  var figure: String { get }
}
