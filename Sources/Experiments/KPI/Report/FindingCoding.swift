/// In files a value is an object with one member that says what it is: `{"word": "level.agent"}`;
/// numbers and estimates have a second one, their unit.
extension Finding.Value {
  private enum Key: String, CodingKey {
    case number, estimate, unit, names, word, text
  }

  /// Reads a value.
  ///
  /// - Throws: `DecodingError` when it is none of the five.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    if let number = try container.decodeIfPresent(Double.self, forKey: .number) {
      self = .number(number, unit: try container.decode(String.self, forKey: .unit))
    } else if let estimate = try container.decodeIfPresent(KPIEstimate.self, forKey: .estimate) {
      self = .estimate(estimate, unit: try container.decode(String.self, forKey: .unit))
    } else if let names = try container.decodeIfPresent([String].self, forKey: .names) {
      self = .names(names)
    } else if let word = try container.decodeIfPresent(String.self, forKey: .word) {
      self = .word(word)
    } else if let text = try container.decodeIfPresent(String.self, forKey: .text) {
      self = .text(text)
    } else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "expected a number, an estimate, names, a word or a text"))
    }
  }

  /// Writes a value.
  ///
  /// - Throws: what the encoder says.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .number(let number, let unit):
      try container.encode(number, forKey: .number)
      try container.encode(unit, forKey: .unit)
    case .estimate(let estimate, let unit):
      try container.encode(estimate, forKey: .estimate)
      try container.encode(unit, forKey: .unit)
    case .names(let names): try container.encode(names, forKey: .names)
    case .word(let word): try container.encode(word, forKey: .word)
    case .text(let text): try container.encode(text, forKey: .text)
    }
  }
}
