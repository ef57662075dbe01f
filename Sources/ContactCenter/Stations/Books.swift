/// The books: all that is counted while the simulation runs, beside what stations count of themselves, and
/// the tallies that it becomes.
struct Books: ~Copyable {
  /// By row: contact types one after the other, each with its planning intervals.
  private(set) var rows: Table<ContactTally>
  /// type × groups + group → answered contacts.
  private var answeredByGroup: Table<Double>
  private var waitCounts: WaitCounts
  private var routing: Table<RoutingTally>
  /// Contact types, then groups.
  private var outcomes: Table<OutcomeTally>
  var openTime: OpenTime
  /// Events so far.
  var events = EventCount()
  /// What is finished: an interval's rows at its end, the rest with the run.
  var tallies: Tallies

  private let types: Int32
  private let groups: Int32
  /// Rows of a type, and which of them are not counted.
  private let stride: Int32
  private let discarded: Int32
  private let empty: Tallies

  init(_ model: Model, sites: Int, _ intervals: PlanningIntervals) {
    types = Int32(model.contactTypes.count)
    groups = Int32(model.groups.count)
    (stride, discarded) = (intervals.stride, intervals.discarded)
    rows = Table(repeating: ContactTally(), count: Int(types * stride))
    answeredByGroup = Table(repeating: 0, count: Int(types * groups))
    waitCounts = WaitCounts(types: Int(types), intervals: Int(stride))
    routing = Table(repeating: RoutingTally(), count: Int(types))
    outcomes = Table(repeating: OutcomeTally(), count: Int(types + groups))
    let agents = model.groups.reduce(0) { $0 + $1.agentCount }
    empty = Tallies(
      types: model.contactTypes.count, queues: model.queues.count, groups: model.groups.count,
      trunks: model.trunkGroups.count, agents: agents, intervals: model.calendar.intervals)
    tallies = empty
    openTime = OpenTime(
      sites: sites, queues: model.queues.count, lines: model.trunkGroups.count + sites,
      groups: model.groups.count, agents: agents)
  }

  mutating func reset() {
    tallies = empty
    openTime.forget()
    events = EventCount()
    rows.fill(ContactTally())
    answeredByGroup.fill(0)
    waitCounts.reset()
    routing.fill(RoutingTally())
    outcomes.fill(OutcomeTally())
  }

  /// Counting begins: what was finished until now is forgotten, rows of contacts aside.
  mutating func restart() {
    tallies = empty
    answeredByGroup.fill(0)
    openTime.forget()
  }

  /// A row of contacts; the table never grows.
  @inline(__always)
  func at(_ row: Int32) -> UnsafeMutablePointer<ContactTally> { rows.at(row) }

  subscript(row: Int32) -> ContactTally {
    @inline(__always) unsafeAddress { UnsafePointer(rows.at(row)) }
    @inline(__always) unsafeMutableAddress { rows.at(row) }
  }

  /// Whether a contact of a type and a row arrived after the warm-up, so that it counts.
  @inline(__always)
  func counts(_ row: Int32, type: Int32) -> Bool { row != type &* stride &+ discarded }

  // MARK: While it runs

  /// An agent of a group has answered a contact.
  @inline(__always)
  func addAnswer(type: Int32, group: Int32) {
    answeredByGroup.at(type &* groups &+ group).pointee += 1
  }

  /// An answered contact has waited.
  @inline(__always)
  func addWait(_ wait: Seconds, type: Int32, row: Int32) {
    if !counts(row, type: type) { return }
    waitCounts.add(wait, type: type, interval: row &- type &* stride)
  }

  /// What is counted of routing for a type.
  func routing(_ type: Int32) -> UnsafeMutablePointer<RoutingTally> { routing.at(type) }

  /// What is counted of the outcomes of a type's contacts.
  func outcome(ofType type: Int32) -> UnsafeMutablePointer<OutcomeTally> { outcomes.at(type) }

  /// An outcome of a contact of a type, by an agent of a group.
  func add(_ tally: OutcomeTally, type: Int32, group: Int32) {
    outcomes.at(type).pointee.add(tally)
    outcomes.at(types + group).pointee.add(tally)
  }

  // MARK: The end

  /// Writes the rows of contacts, those of the warm-up aside.
  ///
  /// - Parameter derivesPersons: Whoever is answered is served.
  mutating func finishContacts(derivesPersons: Bool) {
    let kept = Int(stride) - 1
    for type in 0..<Int(types) {
      for index in 0..<kept {
        var row = rows[type * Int(stride) + index]
        row.virtualKnown += row.answered
        if derivesPersons { row.personsServed += row.answered + row.calledBack }
        row.virtualWithin += row.answeredWithin
        tallies.contacts[type * kept + index] = row
      }
    }
  }

  /// Copies the buckets; the waits of zero are what is left of the answered.
  mutating func finishHistograms() {
    let kept = Int(stride) - 1
    var answeredByInterval = [Double](repeating: 0, count: kept)
    for type in 0..<Int(types) {
      var answered = 0.0
      for index in 0..<kept {
        let count = tallies.contacts[type * kept + index].answered
        answered += count
        answeredByInterval[index] += count
      }
      waitCounts.copy(type: type, of: answered, to: &tallies.waitsByType[type].counts)
    }
    for index in 0..<kept {
      waitCounts.copy(
        interval: index, of: answeredByInterval[index], to: &tallies.waitsByInterval[index].counts)
    }
  }

  /// Writes the rings of all attempts that were neither blocked nor closed: the usual ones, but where
  /// others were counted.
  mutating func finishRings(_ rings: Scenario.Rings?) {
    guard let rings else { return }
    let kept = Int(stride) - 1
    for type in 0..<Int(types) {
      var tally = ContactTally()
      for row in 0..<kept { tally.add(tallies.contacts[type * kept + row]) }
      let answered =
        tally.attempts - tally.closed - tally.blockedByTrunks - tally.blockedByPorts
      let outcome = outcomes.at(Int32(type))
      outcome.pointee.ringing += answered
      outcome.pointee.ringsHeard += outcome.pointee.ringing * Double(rings.beforeAnswer)
    }
  }

  /// Writes what is counted over the whole run.
  mutating func finishWholes() {
    tallies.answeredByGroup = answeredByGroup.array()
    tallies.routing = routing.array()
    let outcomes = outcomes.array()
    tallies.outcomes = Array(outcomes.prefix(Int(types)))
    tallies.groupOutcomes = Array(outcomes.dropFirst(Int(types)))
    tallies.orbitOpen = openTime.orbit
    tallies.openTime = openTime.total
    tallies.events = Double(events.total)
  }
}

/// Counts events, and says when to look up from them.
struct EventCount {
  /// Events from one look to the next.
  static let span = 0x10000
  /// The number of the event after which to look up.
  private var next = EventCount.span
  private var left = EventCount.span

  /// Events so far.
  var total: Int { next - left }

  /// Another event; the time to look up must be given again when it has come.
  @inline(__always)
  mutating func add() { left &-= 1 }

  /// Whether it is time to look up.
  @inline(__always)
  var isDue: Bool { left == 0 }

  /// It is time to look up after so many more events; 0: after the present one.
  mutating func look(after count: Int) { (next, left) = (total + count, count) }
}
