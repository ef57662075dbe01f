import Experiments

extension GoalText {
  /// The goals of a field's texts, in their order, each with how it was written.
  ///
  /// - Throws: `JobFailure` about a text that is no goal, or one that the judge cannot judge.
  func written(_ texts: [String], _ field: JobField) throws -> [Written] {
    try texts.flatMap { text in
      do throws(GoalDefect) {
        return try written(text)
      } catch {
        throw JobFailure(field, error.text, "\(error.finding) \(error.remedy)")
      }
    }
  }
}
