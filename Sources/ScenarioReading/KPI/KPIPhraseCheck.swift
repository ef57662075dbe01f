import ContactCenter
import Experiments

/// The sentences and words of reports: keys are known, braces are closed, and places are those of the
/// English sentence that ships.
struct KPIPhraseCheck {
  let merge: KPIMerge
  var documents: [KPIDocument]
  /// How many documents, from the first on, are the program's own.
  let shipped: Int

  /// Checks everything.
  mutating func run() {
    let reference = merge.reportTexts.filter {
      $0.language == .en && $0.origin.document < shipped
    }
    let words = Set(reference.filter { !$0.isPhrase }.map(\.key))
    let places = Dictionary(
      reference.filter(\.isPhrase).map { ($0.key, (try? KPIPhrase($0.text))?.places ?? []) },
      uniquingKeysWith: { first, _ in first })
    for text in merge.reportTexts {
      if text.isPhrase {
        check(text, places: places)
      } else if !words.contains(text.key) {
        fail(text, nil, "There is no word \"\(text.key)\".", Self.known(text.key, words))
      }
    }
  }

  private mutating func check(_ text: KPIMerge.ReportText, places: [String: [String]]) {
    guard let allowed = places[text.key] else {
      fail(text, nil, "There is no phrase \"\(text.key)\".", Self.known(text.key, Set(places.keys)))
      return
    }
    do throws(KPIPhrase.Problem) {
      for (number, place) in try KPIPhrase(text.text).places.enumerated()
      where !allowed.contains(place) {
        fail(
          text, 2 * number, "The phrase \"\(text.key)\" has no place {\(place)}.",
          Self.list(allowed))
      }
    } catch {
      fail(text, error.brace, "The phrase \"\(text.key)\": \(error.finding)", Self.list(allowed))
    }
  }

  private static func known(_ key: String, _ known: Set<String>) -> String {
    NearestName.nearest(to: key, in: known.sorted()).map { "Did you mean \"\($0)\"?" }
      ?? "Take a key of the files that ship; new ones would never be printed."
  }

  private static func list(_ places: [String]) -> String {
    var known: [String] = []
    for place in places where !known.contains(place) { known.append(place) }
    return known.isEmpty
      ? "This phrase has no places; write it without braces."
      : "Allowed places: \(known.map { "{\($0)}" }.joined(separator: ", "))."
  }

  /// Notes a problem at a brace of a text, or else at its key.
  private mutating func fail(
    _ text: KPIMerge.ReportText, _ brace: Int?, _ finding: String, _ remedy: String
  ) {
    let number = text.origin.document
    let key = documents[number].reading.place(of: text.origin.path)
    let place = brace.flatMap { Self.place(ofBrace: $0, from: key, in: documents[number].text) }
    documents[number].reading.fail(
      at: place ?? key, key: text.origin.path, finding, remedy)
  }

  /// Where the brace of that number stands in a file, counted from a place on; a sentence may be
  /// broken into lines, but its braces keep their order.
  private static func place(
    ofBrace brace: Int, from start: Reading.Place, in text: String
  ) -> Reading.Place? {
    var place = Reading.Place(line: 1, column: 1)
    var left = brace
    for character in text {
      let isPast =
        place.line > start.line || place.line == start.line && place.column >= start.column
      if isPast, character == "{" || character == "}" {
        if left == 0 { return place }
        left -= 1
      }
      if character.isNewline {
        place = Reading.Place(line: place.line + 1, column: 1)
      } else {
        place.column += 1
      }
    }
    return nil
  }
}
