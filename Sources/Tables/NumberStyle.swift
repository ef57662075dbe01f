/// What a spreadsheet's number format makes of a number.
enum NumberStyle: UInt8 {
  case plain
  case date
  case time
  case dateAndTime
  /// A length that goes beyond 24 hours, such as `[h]:mm`.
  case length

  /// The style of a built-in format (ECMA-376 part 1, 18.8.30, with those of East Asia).
  init(builtIn format: Int) {
    switch format {
    case 14...17, 27...31, 36, 50...54, 57, 58: self = .date
    case 18...21, 32...35, 45, 47, 55, 56: self = .time
    case 22: self = .dateAndTime
    case 46: self = .length
    default: self = .plain
    }
  }

  /// The style of a format such as `yyyy-mm-dd hh:mm`.
  ///
  /// What is quoted or escaped, or stands in brackets, is no part of the date, but for `[h]`,
  /// `[m]` and `[s]`. An m next to hours or seconds means minutes, otherwise months.
  init(code: String) {
    let letters = Self.letters(of: code)
    var (hasDate, hasTime) = (false, false)
    for (place, letter) in letters.enumerated() {
      switch letter {
      case "[":
        self = .length
        return
      case "y", "d": hasDate = true
      case "h", "s": hasTime = true
      default:
        let isMinute =
          place > 0 && letters[place - 1] == "h"
          || place + 1 < letters.count && letters[place + 1] == "s"
        if isMinute { hasTime = true } else { hasDate = true }
      }
    }
    switch (hasDate, hasTime) {
    case (false, false): self = .plain
    case (true, false): self = .date
    case (false, true): self = .time
    case (true, true): self = .dateAndTime
    }
  }

  /// The letters y m d h s of a format's first section, without repetitions; [ for a length.
  private static func letters(of code: String) -> [Character] {
    var letters: [Character] = []
    var rest = Substring(code.lowercased())
    while let character = rest.popFirst() {
      switch character {
      case ";": return letters
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      case "\\", "_", "*": rest = rest.dropFirst()
      case "[":
        let inside = rest.prefix { $0 != "]" }
        rest = rest.dropFirst(inside.count + 1)
        let isLength =
          !inside.isEmpty
          && ["h", "m", "s"].contains { unit in
            inside.allSatisfy { String($0) == unit }
          }
        if isLength { letters.append("[") }
      case "y", "m", "d", "h", "s":
        if letters.last != character { letters.append(character) }
      case "a":
        // am/pm and a/p hold an m that is none of the date's.
        for mark in ["m/pm", "/p"] where rest.hasPrefix(mark) {
          rest = rest.dropFirst(mark.count)
          letters.append("h")
        }
      default: break
      }
    }
    return letters
  }
}
