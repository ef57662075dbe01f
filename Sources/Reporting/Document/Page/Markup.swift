import ContactCenter

/// Text made safe for HTML.
///
/// Everything a user wrote (names, notes, descriptions) goes through here.
package enum Markup {
  /// `text` as the content of an element or of a quoted attribute.
  package static func escape(_ text: String) -> String {
    var safe = ""
    safe.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": safe += "&amp;"
      case "<": safe += "&lt;"
      case ">": safe += "&gt;"
      case "\"": safe += "&quot;"
      case "'": safe += "&#39;"
      // Control characters are not allowed in HTML, however they are written; marks of direction
      // would turn the text around them.
      case _ where scalar.isHiddenControl && scalar != "\n" && scalar != "\t": safe += "\u{FFFD}"
      default: safe.unicodeScalars.append(scalar)
      }
    }
    return safe
  }
}
