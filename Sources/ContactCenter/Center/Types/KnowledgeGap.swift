// Agents who do not know the answer.

extension Scenario {
  /// An agent does not know the answer: puts the caller on hold to find out, or passes him on.
  public struct KnowledgeGap: Sendable, Equatable {
    /// The chance that an answered contact meets a gap.
    public var probability: Double
    /// The share of gaps that end with a hold; the others end with the type's first transfer.
    public var holdShare: Double

    /// Gaps with that chance, of which that share ends with a hold.
    public init(probability: Double, holdShare: Double) {
      self.probability = probability
      self.holdShare = holdShare
    }
  }
}

extension ModelBuilder {
  /// Checks a type's holds, and says how often they are, which a knowledge gap may give.
  mutating func chance(
    of hold: Scenario.Hold, _ gap: Scenario.KnowledgeGap?, _ place: String
  ) -> Double {
    checkLaw(hold.length, at: "\(place).length", "The hold")
    if !(hold.again >= 0 && hold.again < 1) {
      error(
        "\(place).again", "The chance of another hold is \(hold.again.plain).", "Stay below 1.")
    }
    return chance(
      hold.probability, byGap: gap.map { $0.probability * $0.holdShare },
      at: "\(place).probability", "a hold")
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
