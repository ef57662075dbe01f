import Foundation

/// What a Codable type looks like in JSON, found by decoding it from a recorder that hands out dummies.
indirect enum RequestShape {
  /// One member of an object.
  struct Member {
    var name: String
    var shape: RequestShape
    var isOptional: Bool
  }

  /// A request, a group of its fields, or a part of an outcome.
  struct Object {
    /// Whether it is of a request, where fields that are left out have defaults.
    var isRequest = false
    var members: [Member] = []
    /// What it says about its members itself.
    var notes: [JobField: FieldNote] = [:]
    var required: Set<JobField> = []
  }

  case text, whole, number, truth
  case words([String])
  case list(RequestShape)
  case object(Object)

  /// The shape of a type.
  ///
  /// - Throws: what the type's own decoding throws; nothing where it is synthesised.
  init<Value: Decodable>(of type: Value.Type) throws {
    let recorder = ShapeRecorder()
    _ = try recorder.value(type)
    self = recorder.shape
  }
}

/// Notes what is asked of it.
private final class ShapeRecorder {
  var shape = RequestShape.object(RequestShape.Object())

  /// A dummy of a type, whose shape is noted.
  func value<Value: Decodable>(_ type: Value.Type) throws -> Value {
    switch type {
    case is String.Type: return note(.text, "")
    case is Bool.Type: return note(.truth, false)
    case is Double.Type: return note(.number, 0.0)
    case is Int.Type: return note(.whole, 0)
    case is UInt64.Type: return note(.whole, UInt64(0))
    case is Int64.Type: return note(.whole, Int64(0))
    case is Date.Type: return note(.number, Date(timeIntervalSinceReferenceDate: 0))
    default: break
    }
    if let choice = type as? any CaseIterable.Type, let (words, first) = Self.words(of: choice),
      let first = first as? Value
    {
      return note(.words(words), first)
    }
    if let part = type as? any RequestPart.Type {
      shape = .object(
        RequestShape.Object(
          isRequest: true, notes: part.notes, required: part.required))
    }
    return try Value(from: ShapeDecoder(recorder: self))
  }

  private func note<Value>(_ shape: RequestShape, _ dummy: Any) -> Value {
    self.shape = shape
    // Both are of the type that was switched over.
    return dummy as! Value
  }

  private static func words<Choice: CaseIterable>(
    of type: Choice.Type
  ) -> (words: [String], first: Any)? {
    let words = type.allCases.compactMap { ($0 as? any RawRepresentable)?.rawValue as? String }
    guard let first = type.allCases.first, words.count == type.allCases.count else { return nil }
    return (words, first)
  }

  func add(_ member: RequestShape.Member) {
    guard case .object(var object) = shape else { return }
    object.members.append(member)
    shape = .object(object)
  }
}

private struct ShapeDecoder: Decoder {
  let recorder: ShapeRecorder
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(ShapeMembers(recorder: recorder))
  }

  func unkeyedContainer() -> any UnkeyedDecodingContainer { ShapeElements(recorder: recorder) }

  func singleValueContainer() throws -> any SingleValueDecodingContainer {
    throw DecodingError.dataCorrupted(
      .init(codingPath: [], debugDescription: "values of requests are objects, lists and simple ones"))
  }
}

/// The members of an object.
private struct ShapeMembers<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let recorder: ShapeRecorder
  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] { [] }

  func contains(_ key: Key) -> Bool { true }
  func decodeNil(forKey key: Key) -> Bool { false }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    try member(type, key, isOptional: false)
  }

  func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
    try member(type, key, isOptional: true)
  }

  // Simple types have requirements of their own.
  func decode(_ type: String.Type, forKey key: Key) throws -> String { try member(type, key) }
  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try member(type, key) }
  func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try member(type, key) }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try member(type, key) }
  func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try member(type, key) }
  func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try member(type, key) }
  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
    try member(type, key, isOptional: true)
  }
  func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
    try member(type, key, isOptional: true)
  }
  func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
    try member(type, key, isOptional: true)
  }
  func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
    try member(type, key, isOptional: true)
  }
  func decodeIfPresent(_ type: UInt64.Type, forKey key: Key) throws -> UInt64? {
    try member(type, key, isOptional: true)
  }
  func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? {
    try member(type, key, isOptional: true)
  }

  private func member<Value: Decodable>(
    _ type: Value.Type, _ key: Key, isOptional: Bool = false
  ) throws -> Value {
    let inner = ShapeRecorder()
    let value = try inner.value(type)
    recorder.add(.init(name: key.stringValue, shape: inner.shape, isOptional: isOptional))
    return value
  }

  func nestedContainer<Inner: CodingKey>(
    keyedBy type: Inner.Type, forKey key: Key
  ) -> KeyedDecodingContainer<Inner> {
    KeyedDecodingContainer(ShapeMembers<Inner>(recorder: recorder))
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedDecodingContainer {
    ShapeElements(recorder: recorder)
  }

  func superDecoder() -> any Decoder { ShapeDecoder(recorder: recorder) }
  func superDecoder(forKey key: Key) -> any Decoder { ShapeDecoder(recorder: recorder) }
}

/// The elements of a list: one, whose shape is that of all.
private struct ShapeElements: UnkeyedDecodingContainer {
  let recorder: ShapeRecorder
  var currentIndex = 0
  var codingPath: [any CodingKey] { [] }
  var count: Int? { 1 }
  var isAtEnd: Bool { currentIndex == 1 }

  init(recorder: ShapeRecorder) { self.recorder = recorder }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    currentIndex = 1
    let inner = ShapeRecorder()
    let value = try inner.value(type)
    recorder.shape = .list(inner.shape)
    return value
  }

  mutating func decodeNil() -> Bool { false }

  mutating func nestedContainer<Inner: CodingKey>(
    keyedBy type: Inner.Type
  ) -> KeyedDecodingContainer<Inner> {
    KeyedDecodingContainer(ShapeMembers<Inner>(recorder: recorder))
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedDecodingContainer { self }
  mutating func superDecoder() -> any Decoder { ShapeDecoder(recorder: recorder) }
}
