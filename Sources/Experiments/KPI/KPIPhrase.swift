/// A sentence with places in braces that a report fills in: "value {value} ± {half}".
///
/// Braces are for places only; there is no way to print one.
public struct KPIPhrase: Sendable, Equatable {
  /// Texts and places in their order.
  public let parts: [Part]

  /// A piece of a phrase.
  public enum Part: Sendable, Equatable {
    /// Words that stay as they are.
    case text(String)
    /// A place to be filled in.
    case place(String)
  }

  /// Why a text is no phrase.
  public struct Problem: Error, Equatable {
    /// Which brace of the text is concerned, counted from 0.
    public var brace: Int
    /// What is wrong.
    public var finding: String
  }

  /// Reads a phrase.
  ///
  /// - Parameter text: Words with places in braces.
  /// - Throws: `Problem` for a brace without partner or a place without name.
  public init(_ text: String) throws(Problem) {
    var parts: [Part] = []
    var current = ""
    var isInside = false
    var brace = -1
    func add(_ part: Part) { if part != .text("") { parts.append(part) } }
    for character in text {
      if character == "{" || character == "}" { brace += 1 }
      switch character {
      case "{" where isInside, "}" where !isInside:
        let finding =
          isInside
          ? "The brace before \"\(current.prefix(20))\" is not closed."
          : "A brace is closed that was not opened."
        throw Problem(brace: isInside ? brace - 1 : brace, finding: finding)
      case "{":
        add(.text(current))
        (current, isInside) = ("", true)
      case "}":
        let isName = current.first?.isLetter == true && current.allSatisfy { $0.isLetter || $0.isNumber }
        guard isName else {
          throw Problem(brace: brace - 1, finding: "\"{\(current)}\" is no place.")
        }
        parts.append(.place(current))
        (current, isInside) = ("", false)
      default: current.append(character)
      }
    }
    guard !isInside else {
      throw Problem(
        brace: brace, finding: "The brace before \"\(current.prefix(20))\" is not closed.")
    }
    add(.text(current))
    self.parts = parts
  }

  /// Names of the places, in the order of the text.
  public var places: [String] {
    parts.compactMap { part in
      if case .place(let name) = part { name } else { nil }
    }
  }

  /// The sentence.
  ///
  /// - Parameter value: The text for a place.
  /// - Returns: The words with every place filled in.
  public func filled(_ value: (String) -> String) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .place(let name): value(name)
      }
    }.joined()
  }
}
