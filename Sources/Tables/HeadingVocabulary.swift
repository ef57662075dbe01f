/// Words of headings of contacts.
enum HeadingVocabulary {
  static let contacts = Set([
    "calls", "call", "contacts", "contact", "interactions", "volume", "volumes", "number", "of", "no",
    "count", "total", "inbound", "incoming", "ncalls", "sum", "summe", "somme", "von", "forecast",
    "forecasted", "expected", "acd",
    "actual", "actuals", "n", "d", "de", "des", "der", "nombre", "anzahl", "prognose", "ist",
  ]).union(nouns)
  /// What contacts are called.
  static let nouns: Set<String> = [
    "calls", "contacts", "interactions", "volume", "volumes", "ncalls", "forecast", "actual", "actuals",
    "anrufe", "kontakte", "anrufvolumen", "volumen", "gespräche", "appels", "llamadas", "contactos",
    "chiamate", "contatti", "chamadas", "contatos", "oproepen", "callcount", "callvolume",
  ]
  /// What is said of contacts that came, whether or not anyone answered.
  static let offered: Set<String> = [
    "offered", "offer", "received", "presented", "arrivals", "arrived", "callsoffered", "queued",
    "angebotene",
    "angeboten", "eingehende", "eingegangene", "reçus", "recus", "entrants", "présentés", "presentes",
    "offerts", "recibidas", "entrantes", "ofrecidas", "ricevute", "offerte", "recebidas", "oferecidas",
  ]
  /// What is said of contacts that were answered.
  static let handled: Set<String> = [
    "handled", "answered", "completed", "served", "angenommen", "angenommene", "beantwortet",
    "beantwortete", "bearbeitet", "bearbeitete", "traités", "traites", "répondus", "repondus",
    "atendidas", "contestadas", "gestite", "risposte",
  ]

  /// Whether a heading speaks of how long something takes.
  static func isLength(_ heading: String) -> Bool {
    let plain = PlainText.of(heading).lowercased()
    return ["time", "dauer", "zeit", "durée", "duree", "duration", "temps", "tiempo", "tempo", "时长", "时间"]
      .contains { plain.contains($0) }
  }

  /// Whether a heading is one of a sum.
  static func isTotal(_ heading: String) -> Bool {
    PlainText.of(heading).lowercased().split { !$0.isLetter }.contains {
      ["total", "totals", "sum", "gesamt", "summe", "overall", "all", "alle", "somme", "totale"].contains($0)
    }
  }
}
