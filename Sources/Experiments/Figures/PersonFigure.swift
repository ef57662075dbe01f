import ContactCenter

/// What became of the persons behind contacts.
package enum PersonFigure: String, DeclaredFigure {
  case redialledProportion, personsServed, personsLost, personsServedProportion, attemptsPerPerson

  package static let kind = IndicatorKind.contact

  /// What each is.
  package var entry: IndicatorEntry<ContactMeasure> {
    switch self {
    case .redialledProportion:
      proportion(
        "Redials", zh: "重拨比例", better: .smaller, .redials, of: .attempts,
        "Share of attempts that are redials.", formula: "redials ÷ attempts")
    case .personsServed:
      count(
        "Persons served", zh: "得到服务的人数", better: .larger, .personsServed,
        "Persons served at one of their attempts, booked at the last attempt.")
    case .personsLost:
      count(
        "Persons lost", zh: "流失的人数", better: .smaller, .personsLost,
        "Persons who gave up for good, booked at the last attempt.")
    case .personsServedProportion:
      proportion(
        "Persons served", zh: "得到服务的比例", better: .larger, .personsServed, of: .persons,
        "Share of persons served at one of their attempts.",
        formula: "personsServed ÷ (personsServed + personsLost)")
    case .attemptsPerPerson:
      ratio(
        "Attempts per person", zh: "人均联络次数", better: .smaller, .ratio, .freshAndRedials, over: .fresh,
        "Mean number of attempts for one matter, the first included; meant for the whole day.",
        formula: "(fresh + redials) ÷ fresh")
    }
  }
}
