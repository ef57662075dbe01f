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

  /// JSON that may stand inside a script element: no `<` is left that could end it or open a
  /// comment.
  package static func escapeScriptData(_ json: String) -> String {
    json.split(separator: "<", omittingEmptySubsequences: false).joined(separator: "\\u003c")
  }

  /// Program text that may stand inside a script element.
  ///
  /// The chart library has a megabyte, so text that needs no change is only read, byte by byte.
  package static func escapeScript(_ script: String) -> String {
    var script = script
    script.makeContiguousUTF8()
    for (found, replacement) in [("</script", "<\\/script"), ("<!--", "<\\!--")]
    where contains(script, found) {
      script = script.split(separator: found, omittingEmptySubsequences: false)
        .joined(separator: replacement)
    }
    return script
  }

  /// Whether `word`, which begins with `<`, is in the text.
  private static func contains(_ text: String, _ word: String) -> Bool {
    let bytes = Array(word.utf8)
    let isThere = text.utf8.withContiguousStorageIfAvailable { buffer in
      buffer.indices.contains { start in
        buffer[start] == bytes[0] && buffer[start...].starts(with: bytes)
      }
    }
    return isThere ?? text.contains(word)
  }
}
