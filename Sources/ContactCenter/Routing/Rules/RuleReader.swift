/// What a rule's text consists of.
enum RuleToken: Equatable {
  /// A number, its unit taken into account.
  case number(Double)
  /// A name of the language: a fact, a function, a keyword.
  case word(String)
  /// An operator, a parenthesis, a comma.
  case symbol(String)
  /// Nothing is left.
  case end
}

/// Cuts a rule's text into tokens, one at a time.
struct RuleReader {
  /// No text may be longer, in characters.
  static let maximalLength = 1000
  /// Words with a meaning of their own, which no name without quotes may contain.
  static let keywords: Set<String> = ["and", "or", "not", "if", "then", "else"]
  /// The largest number that may be written.
  static let largestNumber = 1e300

  /// The text.
  let characters: [Character]
  /// The present token.
  private(set) var token = RuleToken.end
  /// Where the present token begins.
  private(set) var start = 0
  /// The place behind the present token.
  private(set) var position = 0
  /// The place behind the token before.
  private(set) var lastEnd = 0

  /// Reads the first token.
  ///
  /// Throws if the text is too long or begins with something unknown.
  init(_ text: String) throws(RuleDefect) {
    characters = Array(text.prefix(Self.maximalLength + 1))
    if characters.count > Self.maximalLength {
      throw RuleDefect(
        offset: Self.maximalLength, found: String(characters[Self.maximalLength]),
        finding: "the rule is longer than \(Self.maximalLength) characters", remedy: "Shorten it.")
    }
    try advance()
  }

  /// The text of a place, shortened if it is long.
  func text(_ range: Range<Int>) -> String {
    let part = characters[range]
    return part.count > 60 ? String(part.prefix(57)) + "…" : String(part)
  }

  /// A defect at a place.
  func defect(_ range: Range<Int>, _ finding: String, _ remedy: String = "") -> RuleDefect {
    RuleDefect(
      offset: range.lowerBound, found: text(range), finding: finding, remedy: remedy)
  }

  /// Goes on to the next token.
  ///
  /// Throws if there is none that is known.
  mutating func advance() throws(RuleDefect) {
    lastEnd = position
    skipSpace()
    start = position
    guard position < characters.count else {
      token = .end
      return
    }
    let first = characters[position]
    if Self.isDigit(first) {
      try readNumber()
    } else if Self.isLetter(first) {
      token = .word(readWord())
    } else {
      try readSymbol(first)
    }
  }

  /// The name in the parentheses that the present token opens; goes on behind the closing one.
  ///
  /// A name is quoted, or consists of words of letters, digits, "-" and "_" with spaces between
  /// them, which count as one space each.
  mutating func readName() throws(RuleDefect) -> (name: String, range: Range<Int>) {
    skipSpace()
    let begin = position
    let name: String
    if let quote = peek(), quote == "\"" || quote == "'" {
      name = try readQuoted(quote)
    } else {
      name = try readBareName()
    }
    let range = begin..<position
    skipSpace()
    guard peek() == ")" else {
      let place = position..<min(position + 1, characters.count)
      if place.isEmpty { throw defect(place, "a \")\" is missing at the end of the rule") }
      if peek() == "," { throw defect(place, "only one name may stand in these parentheses") }
      throw defect(
        place, "\(Self.quoted(text(place))) cannot stand in a name without quotes",
        "Put the name in quotes.")
    }
    position += 1
    try advance()
    return (name, range)
  }

  // MARK: Parts

  private func peek(_ ahead: Int = 0) -> Character? {
    position + ahead < characters.count ? characters[position + ahead] : nil
  }

  private mutating func skipSpace() {
    while let next = peek(), next.isWhitespace { position += 1 }
  }

  private mutating func readWord() -> String {
    let begin = position
    while let next = peek(), Self.isLetter(next) || Self.isDigit(next) || next == "_" {
      position += 1
    }
    return String(characters[begin..<position])
  }

  private mutating func readQuoted(_ quote: Character) throws(RuleDefect) -> String {
    let begin = position
    position += 1
    while let next = peek(), next != quote { position += 1 }
    guard peek() == quote else {
      throw defect(begin..<begin + 1, "the quote that begins here does not end")
    }
    position += 1
    return String(characters[begin + 1..<position - 1])
  }

  private mutating func readBareName() throws(RuleDefect) -> String {
    var words: [String] = []
    while let first = peek(), Self.isOfName(first) {
      let begin = position
      while let next = peek(), Self.isOfName(next) { position += 1 }
      let word = String(characters[begin..<position])
      if Self.keywords.contains(word) {
        throw defect(
          begin..<position, "the name contains the word \"\(word)\", which means something here",
          "Put the name in quotes.")
      }
      words.append(word)
      let end = position
      skipSpace()
      if peek().map(Self.isOfName) != true { position = end }
    }
    if words.isEmpty {
      let place = position..<min(position + 1, characters.count)
      throw defect(
        place, "a name is missing", "Write it in the parentheses, in quotes or without.")
    }
    return words.joined(separator: " ")
  }

  private mutating func readDigits() {
    while let next = peek(), Self.isDigit(next) { position += 1 }
  }

  /// Digits, perhaps a fraction, an exponent, a unit.
  private mutating func readNumber() throws(RuleDefect) {
    readDigits()
    if peek() == ".", peek(1).map(Self.isDigit) == true {
      position += 1
      readDigits()
    }
    if peek() == "e" || peek() == "E" {
      let signed = peek(1) == "+" || peek(1) == "-"
      if peek(signed ? 2 : 1).map(Self.isDigit) == true {
        position += signed ? 2 : 1
        readDigits()
      }
    }
    // Swift reads digits of any number; too many of them give infinity or 0.
    let value = Double(String(characters[start..<position])) ?? .infinity
    // A percentage is a quotient: 7 / 100 is what 0.07 means, 7 * 0.01 is not.
    token = .number(try readPercentSign() ? value / 100 : value * readUnit())
    if case .number(let number) = token, number > Self.largestNumber {
      throw defect(start..<position, "the number is too large", "Write one up to 1e300.")
    }
  }

  private mutating func readPercentSign() -> Bool {
    let end = position
    skipSpace()
    let isPercentage = peek() == "%"
    position = isPercentage ? position + 1 : end
    return isPercentage
  }

  /// What a number is multiplied by, because of the unit that follows it.
  private mutating func readUnit() throws(RuleDefect) -> Double {
    let end = position
    skipSpace()
    let begin = position
    guard let first = peek(), Self.isLetter(first) else {
      position = end
      return 1
    }
    let word = readWord()
    switch word {
    case "s": return 1
    case "min" where peek() != "(": return 60
    case "h": return 3600
    case _ where Self.keywords.contains(word):
      position = end
      return 1
    default:
      throw defect(
        begin..<position, "there is no unit \"\(word)\"",
        "Units are s, min, h and %; between a number and a name an operator such as * must stand.")
    }
  }

  private mutating func readSymbol(_ first: Character) throws(RuleDefect) {
    if peek(1) == "=", ["<", ">", "=", "!"].contains(first), peek(2) != "=" {
      position += 2
      token = .symbol(String([first, "="]))
      return
    }
    position += 1
    if ["(", ")", ",", "+", "-", "*", "/", "<", ">"].contains(first) {
      token = .symbol(String(first))
      return
    }
    let instead: [Character: String] = [
      "=": "==", "!": "not", "&": "and", "|": "or", "≤": "<=", "≥": ">=", "≠": "!=", "×": "*",
      "·": "*", "÷": "/", "−": "-", "–": "-",
    ]
    if first == "\"" || first == "'" {
      throw defect(
        start..<position, "a quoted name cannot stand here",
        "Names stand in parentheses, as in waiting(\"gold\").")
    }
    throw defect(
      start..<position, "\(Self.quoted(String(first))) means nothing here",
      instead[first].map { "Did you mean \"\($0)\"?" } ?? "")
  }

  // MARK: Characters

  /// In the quotes that it does not contain.
  static func quoted(_ text: String) -> String {
    text.contains("\"") ? "'\(text)'" : "\"\(text)\""
  }

  private static func isDigit(_ character: Character) -> Bool {
    character >= "0" && character <= "9" && character.isASCII
  }

  private static func isLetter(_ character: Character) -> Bool { character.isLetter }

  private static func isOfName(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "-" || character == "_"
  }
}
