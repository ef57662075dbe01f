// A scenario becomes a model: rings, gaps in knowledge, satisfaction.

extension ModelBuilder {
  mutating func buildOutcomes() {
    if let rings = scenario.rings {
      checkLength(rings.cycle, at: "rings.cycle", "The cycle of rings", aboveZero: true)
      if !(0...1000).contains(rings.beforeAnswer) {
        error("rings.beforeAnswer", "There are \(rings.beforeAnswer) rings.", "Give 0 to 1000.")
      }
    }
    model.rings = scenario.rings
    if let satisfaction = scenario.satisfaction { check(satisfaction) }
    model.satisfaction = scenario.satisfaction
  }

  private mutating func check(_ satisfaction: Scenario.Satisfaction) {
    let path = "satisfaction"
    for (key, value) in [
      ("base", satisfaction.base), ("resolved", satisfaction.resolved),
      ("waitMinute", satisfaction.waitMinute), ("transfer", satisfaction.transfer),
      ("holdMinute", satisfaction.holdMinute), ("earlierCall", satisfaction.earlierCall),
      ("response", satisfaction.response),
      ("responseOfExtremes", satisfaction.responseOfExtremes),
    ] {
      checkNumber(value, in: -100...100, at: "\(path).\(key)", "The effect")
    }
    checkLength(satisfaction.mostWait, at: "\(path).mostWait", "The longest wait that counts")
    checkCuts(satisfaction.ratings, count: 4, at: "\(path).ratings")
    checkCuts(satisfaction.recommendations, count: 10, at: "\(path).recommendations")
  }

  private mutating func checkCuts(_ cuts: [Double], count: Int, at path: String) {
    if cuts.count != count {
      error(path, "There are \(cuts.count) cut points.", "Give \(count).")
    } else if !cuts.allSatisfy(\.isFinite) || zip(cuts, cuts.dropFirst()).contains(where: { $0 > $1 }) {
      error(path, "The cut points do not rise.", "Put them in rising order.")
    }
  }

  /// A type's holds, whose chance a knowledge gap may give.
  mutating func hold(of type: Scenario.ContactType, _ path: String) -> Model.Hold? {
    guard let hold = type.hold else { return nil }
    let place = "\(path).hold"
    checkLaw(hold.length, at: "\(place).length", "The hold")
    if !(hold.again >= 0 && hold.again < 1) {
      error(
        "\(place).again", "The chance of another hold is \(hold.again.plain).", "Stay below 1.")
    }
    let probability = chance(
      hold.probability, byGap: type.knowledgeGap.map { $0.probability * $0.holdShare },
      at: "\(place).probability", "a hold")
    return Model.Hold(probability: probability, again: hold.again, length: hold.length)
  }

  /// The chance of a hold or transfer: as given, or by a knowledge gap, but not both.
  mutating func chance(
    _ given: Double?, byGap: Double?, at path: String, _ what: String
  ) -> Double {
    if let given {
      checkProportion(given, at: path, "The chance of \(what)")
      if byGap != nil {
        error(
          path, "The knowledge gap already says how often there is \(what).",
          "Leave the probability out, or the knowledgeGap.")
      }
    } else if byGap == nil {
      error(path, "Nothing says how often there is \(what).", "Give a probability.")
    }
    return given ?? byGap ?? 1
  }

  /// A gap needs what it ends with: holds, or a first transfer.
  mutating func checkGap(of type: Scenario.ContactType, _ path: String) {
    guard let gap = type.knowledgeGap else { return }
    let place = "\(path).knowledgeGap"
    checkProportion(gap.probability, at: "\(place).probability", "The chance of a gap")
    checkProportion(gap.holdShare, at: "\(place).holdShare", "The share of holds")
    if gap.holdShare > 0, type.hold == nil, isSound("\(path).hold") {
      error(
        place, "Gaps are to end with a hold, but the type has no hold.",
        "Give hold: {length: 45 s}, or holdShare: 0%.")
    }
    guard gap.holdShare < 1, isSound("\(path).transfers") else { return }
    if type.transfers.isEmpty {
      error(
        place, "Gaps are to end with a transfer, but the type has no transfers.",
        "Give transfers: [{kind: cold, to: …}], or holdShare: 100%.")
    } else if type.transfers[0].kind == .conference {
      error(
        place, "Gaps are to end with the first of the transfers, which is a conference.",
        "Put a cold or warm transfer first, or give holdShare: 100%.")
    }
  }
}
