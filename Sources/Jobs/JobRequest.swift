/// A job as a value: what to do, without where and on what.
public protocol JobRequest: RequestPart {
  /// What the job finds.
  associatedtype Outcome: Sendable

  /// What can be said against the request without reading any file.
  ///
  /// - Throws: `JobFailure` about the first field that cannot be.
  func checkFields() throws

  /// Does the job.
  ///
  /// - Parameter workshop: All that it may use.
  /// - Returns: The outcome.
  /// - Throws: `JobFailure`.
  func run(in workshop: Workshop) async throws -> Outcome
}

extension JobRequest {
  /// Nothing.
  public func checkFields() throws {}
}

/// A request, or a group of its fields.
public protocol RequestPart: Codable, Sendable, Equatable {
  /// What each field is, with its bounds; groups of fields have notes of their own.
  static var notes: [JobField: FieldNote] { get }

  /// A value in which every field has its default; those that must be given have any value.
  static var blank: Self { get }

  /// The fields that must be given.
  static var required: Set<JobField> { get }
}

extension RequestPart {
  /// None.
  public static var required: Set<JobField> { [] }

  /// What a field is.
  ///
  /// - Precondition: The field is one of this part.
  public static func note(_ field: JobField) -> FieldNote {
    guard let note = notes[field] else { preconditionFailure("no note about \(field)") }
    return note
  }
}

/// What a field is.
public struct FieldNote: Sendable, ExpressibleByStringInterpolation {
  /// What it means, its unit, and in brackets its default.
  public var words: Words
  /// What else is to be known.
  public var more: Words
  /// The whole numbers that are allowed; nil: the type says everything.
  public var whole: ClosedRange<Int>?
  /// The numbers that are allowed; nil: the type says everything.
  public var number: ClosedRange<Double>?

  /// A note.
  public init(
    _ words: Words, more: Words = "", whole: ClosedRange<Int>? = nil,
    number: ClosedRange<Double>? = nil
  ) {
    (self.words, self.more, self.whole, self.number) = (words, more, whole, number)
  }

  /// A note without bounds.
  public init(stringLiteral text: String) { self.init(Words(stringLiteral: text)) }

  /// A note without bounds.
  public init(stringInterpolation: Words.StringInterpolation) {
    self.init(Words(stringInterpolation: stringInterpolation))
  }
}

extension RequestPart {
  /// A whole number within the bounds of its field.
  ///
  /// - Throws: `JobFailure` about one that is not.
  static func checked(_ value: Int, _ field: JobField) throws -> Int {
    guard let range = note(field).whole, !range.contains(value) else { return value }
    throw JobFailure(
      field, "\(value)", "\(range.lowerBound) to \(range.upperBound) are allowed.")
  }
}
