/// A formula of named events, such as `(talkTime + holdTime) / answered`.
///
/// It says what a KPI is, for people and for the program: `value(of:)` computes it from totals. Sums,
/// means and quantiles over single contacts or intervals are for people only.
public struct KPIFormula: Sendable, Equatable {
  /// As it was written.
  public let text: String
  let tokens: [Token]

  /// A piece of the text.
  enum Token: Sendable, Equatable {
    case name(String)
    case function(String)
    case number(String)
    case sign(Character)
  }

  /// Why a text is no formula.
  public struct Problem: Error, Sendable, Equatable {
    /// Characters before the place.
    public var offset: Int
    /// What does not fit, in a sentence.
    public var finding: String
  }

  /// The most names, numbers and signs of a formula, and the most brackets in brackets.
  static let mostTokens = 1000
  static let mostDepth = 50

  /// The functions that may be used.
  public static let functions = ["sum", "mean", "max", "min", "abs", "quantile"]

  /// The formula of a text.
  ///
  /// - Throws: `Problem` with the place of the first character that does not fit.
  public init(_ text: String) throws(Problem) {
    self.text = text
    var parser = Parser(Array(text))
    tokens = try parser.formula()
  }

  /// Events that are counted: contacts, persons, ratings, intervals.
  ///
  /// All others are times, amounts or deviations. Promoters and detractors are left out: their difference
  /// may be negative.
  static let countedEvents: Set<String> = [
    "attempts", "freshCalls", "blocked", "offered", "answered", "abandoned", "queued",
    "answeredWithin", "abandonedWithin", "abandonedShort", "virtualWaits", "virtualWithin",
    "transferred", "answeredByAgents", "ringingCalls", "issues", "issuesSolvedAtOnce",
    "issuesSolved", "issuesRepeated", "ratings", "goodRatings", "monitoredContacts", "agentsMonitored",
    "agentsPassing", "leavers", "headcount", "intervals",
    "intervalsInBand",
  ]

  /// What a quotient of counted events is of, such as `offered` of `answered / offered`; nil: the formula
  /// is no such quotient.
  var countedWhole: KPIFormula? {
    guard events.allSatisfy(Self.countedEvents.contains) else { return nil }
    var parser = Parser(Array(text))
    var (depth, start): (Int, Int?) = (0, nil)
    while let (token, place) = parser.next() {
      if token == .sign("(") { depth += 1 }
      if token == .sign(")") { depth -= 1 }
      guard depth == 0, case .sign(let sign) = token, sign != "(", sign != ")" else { continue }
      guard sign == "/", start == nil else { return nil }
      start = place + 1
    }
    return start.flatMap { try? KPIFormula(String(text.dropFirst($0))) }
  }

  /// The names of events, in the order of their first use.
  public var events: [String] {
    var names: [String] = []
    for case .name(let name) in tokens where !names.contains(name) { names.append(name) }
    return names
  }

  /// The functions that are used, each once.
  var functions: Set<String> {
    var names: Set<String> = []
    for case .function(let name) in tokens { names.insert(name) }
    return names
  }

  /// The characters before the first use of an event; nil if it is not used.
  public func offset(of event: String) -> Int? {
    var parser = Parser(Array(text))
    while let (token, start) = parser.next() {
      if token == .name(event) { return start }
    }
    return nil
  }

  /// The formula with the words for its events: "answered in time ÷ offered calls".
  ///
  /// What has no word keeps its name.
  public func printed(_ words: [String: String]) -> String {
    var line = ""
    for (index, token) in tokens.enumerated() {
      switch token {
      case .name(let name): line += words[name] ?? name
      case .function(let name): line += name == "sum" ? "Σ" : name
      case .number(let digits): line += digits
      case .sign("/"): line += " ÷ "
      case .sign("*"): line += " × "
      case .sign("+"): line += " + "
      case .sign("-"): line += isUnary(index) ? "−" : " − "
      case .sign(","): line += ", "
      case .sign(let sign): line.append(sign)
      }
    }
    return line
  }

  /// Whether the sign at a place stands before an operand without one on its left.
  private func isUnary(_ index: Int) -> Bool {
    guard index > 0, case .sign(let before) = tokens[index - 1] else { return index == 0 }
    return before != ")"
  }

  /// Reads a text from left to right, and checks that it is an expression.
  private struct Parser {
    let characters: [Character]
    var position = 0

    init(_ characters: [Character]) { self.characters = characters }

    /// The next token and where it begins; nil at the end.
    mutating func next() -> (Token, Int)? {
      while position < characters.count, characters[position] == " " { position += 1 }
      guard position < characters.count else { return nil }
      let start = position
      let first = characters[position]
      position += 1
      if first.isNumber {
        extend { $0.isNumber || $0 == "." }
        return (.number(String(characters[start..<position])), start)
      }
      guard first.isLetter else { return (.sign(first), start) }
      extend { $0.isLetter || $0.isNumber || $0 == "_" }
      let word = String(characters[start..<position])
      let isCall = position < characters.count && characters[position] == "("
      return (isCall ? .function(word) : .name(word), start)
    }

    private mutating func extend(while holds: (Character) -> Bool) {
      while position < characters.count, holds(characters[position]) { position += 1 }
    }

    /// Operands and operators in turn, with brackets that match.
    mutating func formula() throws(Problem) -> [Token] {
      var tokens: [Token] = []
      var depth = 0
      var wantsOperand = true
      while let (token, start) = next() {
        guard tokens.count < KPIFormula.mostTokens, depth < KPIFormula.mostDepth else {
          throw Problem(offset: start, finding: "The formula is too long or too deep.")
        }
        if case .number(let digits) = token, Double(digits) == nil {
          throw Problem(offset: start, finding: "\"\(digits)\" is not a number.")
        }
        switch token {
        case .name, .number:
          guard wantsOperand else { throw unexpected(token, start) }
          wantsOperand = false
        case .function(let name):
          guard wantsOperand else { throw unexpected(token, start) }
          guard KPIFormula.functions.contains(name) else {
            throw Problem(offset: start, finding: "\"\(name)\" is not a function.")
          }
        case .sign("("):
          guard wantsOperand else { throw unexpected(token, start) }
          depth += 1
        case .sign(")"):
          guard !wantsOperand, depth > 0 else { throw unexpected(token, start) }
          depth -= 1
        case .sign("-") where wantsOperand: break
        case .sign("+"), .sign("-"), .sign("*"), .sign("/"), .sign(","):
          guard !wantsOperand, token != .sign(",") || depth > 0 else {
            throw unexpected(token, start)
          }
          wantsOperand = true
        case .sign: throw unexpected(token, start)
        }
        tokens.append(token)
      }
      guard !wantsOperand, depth == 0 else {
        throw Problem(
          offset: characters.count,
          finding: depth > 0 ? "A bracket is not closed." : "The formula ends too early.")
      }
      return tokens
    }

    private func unexpected(_ token: Token, _ start: Int) -> Problem {
      let text: String
      switch token {
      case .name(let word), .function(let word), .number(let word): text = word
      case .sign(let sign): text = String(sign)
      }
      return Problem(offset: start, finding: "\"\(text)\" does not fit here.")
    }
  }
}
