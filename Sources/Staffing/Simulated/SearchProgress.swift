/// How far a search is.
public struct SearchProgress: Sendable, Equatable {
  /// What is being done, in a few words; the same while one stretch of work lasts.
  public var words: String
  /// Steps of it that are done.
  public var done = 0
  /// Steps that it has; 0: not known.
  public var total = 0

  /// Words alone.
  public init(_ words: String) { self.words = words }

  /// A stretch of work with steps.
  public init(_ words: String, _ done: Int, of total: Int) {
    (self.words, self.done, self.total) = (words, done, total)
  }
}
