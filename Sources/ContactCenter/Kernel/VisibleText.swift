extension Unicode.Scalar {
  /// Whether it shows nothing itself but changes what a terminal or a page does with the rest: control
  /// characters, marks that turn the direction of writing, separators of lines and paragraphs.
  package var isHiddenControl: Bool {
    switch value {
    case 0..<0x20, 0x7F...0x9F: return true
    case 0x2028...0x202E, 0x2066...0x2069: return true
    default: return false
    }
  }
}

extension StringProtocol {
  /// The text with hidden controls written out, such as `\\u{1B}`; line ends and tabs stay.
  ///
  /// `"a\u{1B}[2J".visible` is `a\\u{1B}[2J`, which clears no screen.
  package var visible: String {
    func isHidden(_ scalar: Unicode.Scalar) -> Bool {
      scalar.isHiddenControl && scalar != "\n" && scalar != "\t"
    }
    guard unicodeScalars.contains(where: isHidden) else { return String(self) }
    var text = ""
    for scalar in unicodeScalars {
      if isHidden(scalar) {
        text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
