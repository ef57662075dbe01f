// Beside steps 6 and 8: what a contact was to its caller. Rings heard, the matter solved or not, how
// satisfied the caller is.

/// What a caller who will be asked remembers of a contact.
struct Experience: BitwiseCopyable {
  /// The seed of the attempt that it is about; another one has begun anew.
  var random: UInt64 = 0
  /// Seconds in queues and on hold.
  var waited: Seconds = 0
  var onHold: Seconds = 0
  /// Earlier conversations about the same matter.
  var earlier: Int32 = 0
}

/// What becomes of a gap in an agent's knowledge.
enum GapEnd {
  case none, hold, transfer
}

extension Engine {
  /// Whether a contact arrived after the warm-up, so that it counts.
  private mutating func isCounted(_ contact: Int32) -> Bool {
    books.counts(contacts[contact].row, type: contacts[contact].type)
  }

  private mutating func book(_ tally: OutcomeTally, of contact: Int32, by agent: Int32) {
    books.add(tally, type: contacts[contact].type, group: agents[agent].group)
  }

  /// Notes something about a contact that is with an agent, for its type and the agent's group.
  mutating func noteOutcome(_ contact: Int32, _ note: (inout OutcomeTally) -> Void) {
    guard isCounted(contact) else { return }
    var tally = OutcomeTally()
    note(&tally)
    book(tally, of: contact, by: engagements.agent(of: contacts[contact].engagement))
  }

  // MARK: Rings

  /// A contact rings at its agent for a while.
  @inline(never)
  mutating func noteRinging(_ contact: Int32, for time: Seconds) {
    emit(.rings, contact)
    let agent = engagements.agent(of: contacts[contact].engagement)
    guard let rings = model.rings, groups[agents[agent].group].alert >= 0,
      meetsNoMachine(contact), contacts[contact].entered == now, contacts.details[contact].visits == 1,
      isCounted(contact)
    else { return }
    var tally = OutcomeTally()
    tally.ringing = 1
    tally.ringsHeard = max(1, (time / rings.cycle).rounded(.up))
    book(tally, of: contact, by: agent)
    // The books give every attempt of the type the usual rings; this one has its own.
    let outcome = books.outcome(ofType: contacts[contact].type)
    outcome.pointee.ringing -= 1
    outcome.pointee.ringsHeard -= Double(rings.beforeAnswer)
  }

  /// A contact is turned away from a full queue: without a menu before, nothing has picked up.
  mutating func noteBusySignal(_ contact: Int32) {
    guard model.hasRings, meetsNoMachine(contact), isCounted(contact) else { return }
    books.outcome(ofType: contacts[contact].type).pointee.ringing -= 1
  }

  /// Whether no menu and no other agent came before the present leg.
  private mutating func meetsNoMachine(_ contact: Int32) -> Bool {
    types[contacts[contact].type].menu < 0 && contacts[contact].legs == 0
      && contacts.details[contact].firstRow < 0
  }

  // MARK: Gaps in knowledge

  /// How the gap that a contact may meet in its present leg ends; nil: its type has none.
  mutating func gapEnd(_ contact: Int32) -> GapEnd? {
    let type = types.at(contacts[contact].type)
    guard type.pointee.gapProbability >= 0 else { return nil }
    var stream = CallerStream(
      seed: contacts[contact].random, purpose: .knowledgeGap,
      visit: UInt64(contacts[contact].legs))
    guard stream.uniform() < type.pointee.gapProbability else { return GapEnd.none }
    return stream.uniform() < type.pointee.gapHoldShare ? .hold : .transfer
  }

  // MARK: Issues and ratings

  /// After a contact's last conversation: whether it solved the matter, and what its caller thinks.
  @inline(never)
  mutating func bookOutcome(_ contact: Int32, isSolved: Bool, returnsInTime: Bool) {
    var tally = OutcomeTally()
    if kept.issues {
      tally.conversations = 1
      tally.solved = isSolved ? 1 : 0
      if !contacts[contact].isRepeat {
        tally.issues = 1
        tally.issuesSolvedAtOnce = tally.solved
        tally.issuesRepeated = returnsInTime ? 1 : 0
      }
    }
    if let satisfaction = model.satisfaction {
      rate(contact, satisfaction, isSolved: isSolved, into: &tally)
    }
    let agent = engagements.agent(of: contacts[contact].engagement)
    if isCounted(contact) { book(tally, of: contact, by: agent) }
  }

  private mutating func rate(
    _ contact: Int32, _ satisfaction: Scenario.Satisfaction, isSolved: Bool,
    into tally: inout OutcomeTally
  ) {
    let memory = contacts.experience(of: contact).pointee
    var stream = CallerStream(seed: contacts[contact].random, purpose: .satisfaction)
    let u = stream.openUniform()
    var feeling = satisfaction.base + PortableMath.log(u / (1 - u))
    if isSolved { feeling += satisfaction.resolved }
    feeling -= satisfaction.waitMinute * min(memory.waited, satisfaction.mostWait) / 60
    feeling -= satisfaction.holdMinute * memory.onHold / 60
    feeling -= satisfaction.transfer * Double(contacts[contact].legs)
    feeling -= satisfaction.earlierCall * Double(memory.earlier)
    let rating = 1 + satisfaction.ratings.count { feeling > $0 }
    let recommendation = satisfaction.recommendations.count { feeling > $0 }
    tally.asked = 1
    tally.satisfied = rating >= 4 ? 1 : 0
    let odds = satisfaction.response + satisfaction.responseOfExtremes * abs(feeling)
    guard stream.uniform() < 1 / (1 + PortableMath.exp(-odds)) else { return }
    tally.ratings = 1
    tally.goodRatings = tally.satisfied
    tally.ratingSum = Double(rating)
    tally.promoters = recommendation >= 9 ? 1 : 0
    tally.detractors = recommendation <= 6 ? 1 : 0
  }
}
