// Checks that many things share: lengths of time, proportions, numbers, laws.

extension ModelBuilder {
  mutating func checkLength(
    _ value: Seconds, at path: String, _ what: String, aboveZero: Bool = false
  ) {
    if !ScenarioLimits.lengths.contains(value) || (aboveZero && value == 0) {
      error(
        path, "\(what) is \(value.plain) seconds.",
        "Give \(aboveZero ? "a length above 0" : "0 or more"), at most 3660 days.")
    }
  }

  mutating func checkProportion(_ value: Double?, at path: String, _ what: String) {
    if let value, !ScenarioLimits.proportions.contains(value) {
      error(path, "\(what) is \(value.plain).", "Give a proportion from 0 to 1 (0% to 100%).")
    }
  }

  mutating func checkNumber(
    _ value: Double?, in range: ClosedRange<Double>, at path: String, _ what: String
  ) {
    if let value, !range.contains(value) {
      error(
        path, "\(what) is \(value.plain).",
        "Give \(range.lowerBound.plain) to \(range.upperBound.plain).")
    }
  }

  /// A law of a length of time: drawable, and with a mean of at most ten years; that of a patience may
  /// also be infinite.
  ///
  /// The mean is that of what is drawn: of a normal law, after its cut at 0.
  mutating func checkLaw(
    _ law: Distribution?, at path: String, _ what: String, mayBeInfinite: Bool = false
  ) {
    guard let law else { return }
    if let defect = law.defect {
      error(path, "\(what) has no usable law: \(defect).")
    } else if law.mean.isFinite || law.mean.isNaN, !(law.mean <= ScenarioLimits.length) {
      error(
        path, "\(what) has a mean of \(law.mean.plain) seconds.",
        "Give a law whose mean is at most 3660 days\(mayBeInfinite ? ", or never" : ""); that of a "
          + "lognormal law is exp(mu + sigma²/2).")
    } else if !mayBeInfinite && !law.mean.isFinite {
      error(
        path, "\(what) has an infinite mean.",
        "Use a law with a mean of at most 3660 days (a log-logistic shape must be above 1).")
    }
  }

  /// A law that changes over the day, with its starts made to begin at midnight.
  mutating func timedLaw(
    _ law: Scenario.TimedLaw, at path: String, _ what: String, mayBeInfinite: Bool = false
  ) -> Scenario.TimedLaw {
    for (i, piece) in law.pieces.enumerated() {
      let place = law.pieces.count > 1 ? "\(path)[\(i)]" : path
      checkLaw(piece.law, at: place, what, mayBeInfinite: mayBeInfinite)
      if !(piece.from >= 0 && piece.from < 86_400) {
        error(place, "\(what) changes at a moment outside the day.", "Give 00:00 to 23:59.")
      } else if i > 0, piece.from <= law.pieces[i - 1].from {
        error(place, "\(what) changes at moments that do not rise.", "Put them in rising order.")
      }
    }
    guard let first = law.pieces.first, let last = law.pieces.last else {
      error(path, "\(what) has no law.", "Give at least one.")
      return Scenario.TimedLaw(.constant(0))
    }
    var pieces = law.pieces
    if pieces.count == 1 { pieces[0].from = 0 }
    if pieces.count > 1, first.from > 0 {
      pieces.insert(Scenario.TimedLaw.Piece(from: 0, law: last.law), at: 0)
    }
    return Scenario.TimedLaw(pieces: pieces)
  }
}
