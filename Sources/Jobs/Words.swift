/// A text that names fields of requests, each shown as who reads it calls them: a command line shows
/// options, others the names in JSON.
///
/// `"\(.maxReplications) limits \(.precision)."` is "--max-replications limits --precision." there and
/// "maxReplications limits precision." here.
public struct Words: Sendable, Equatable, ExpressibleByStringInterpolation {
  /// What the text is put together from.
  enum Piece: Sendable, Equatable {
    case text(String)
    case field(JobField)
  }

  let pieces: [Piece]

  /// A text without fields.
  public init(stringLiteral text: String) { pieces = text.isEmpty ? [] : [.text(text)] }

  /// A text without fields.
  public init(_ text: String) { self.init(stringLiteral: text) }

  /// A text with what was put into it.
  public init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.pieces }

  private init(pieces: [Piece]) { self.pieces = pieces }

  /// Texts and fields in their order.
  public struct StringInterpolation: StringInterpolationProtocol {
    var pieces: [Piece] = []

    /// An empty text.
    public init(literalCapacity: Int, interpolationCount: Int) {}

    /// Adds a text as it stands.
    public mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { pieces.append(.text(literal)) }
    }

    /// Adds the name of a field.
    public mutating func appendInterpolation(_ field: JobField) { pieces.append(.field(field)) }

    /// Adds another text.
    public mutating func appendInterpolation(_ words: Words) { pieces += words.pieces }

    /// Adds a value's description.
    public mutating func appendInterpolation<Value>(_ value: Value) {
      appendLiteral("\(value)")
    }
  }

  /// Whether there is nothing to read.
  public var isEmpty: Bool { pieces.isEmpty }

  /// The text, with fields as they are called.
  ///
  /// - Parameter name: What a field is called; its name in JSON unless said otherwise.
  /// - Returns: The text.
  public func text(_ name: (JobField) -> String = { $0.rawValue }) -> String {
    pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .field(let field): name(field)
      }
    }.joined()
  }

  /// One text after another.
  public static func + (first: Words, second: Words) -> Words {
    Words(pieces: first.pieces + second.pieces)
  }
}
