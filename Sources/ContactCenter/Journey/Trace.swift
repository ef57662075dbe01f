// Beside the journey: what a trace is told, in the order of time.

/// Who is told what happens, and what that takes to remember.
struct Tracer {
  private var listener: (@Sendable (TraceRecord) -> Void)?
  /// Whether anybody listens.
  private(set) var isOn = false
  /// Whether anybody wants to know how long contacts ring: a trace, or the count of rings.
  private(set) var watchesRinging = false
  /// What is known before its time: the walk through menus is drawn at once.
  private var ahead: [TraceRecord] = []
  /// By engagement: whose contact the wrap-up is of.
  fileprivate var wrapUps: [Int32: TraceRecord] = [:]

  /// Another replication begins.
  mutating func start(_ listener: (@Sendable (TraceRecord) -> Void)?, countsRings: Bool) {
    self.listener = listener
    isOn = listener != nil
    watchesRinging = isOn || countsRings
    ahead = []
    wrapUps = [:]
  }

  /// Tells a record, and before it what was ahead and is due; one that is ahead itself waits.
  fileprivate mutating func tell(_ record: TraceRecord, now: Seconds) {
    if record.time > now {
      let place = ahead.lastIndex { $0.time <= record.time } ?? -1
      ahead.insert(record, at: place + 1)
    } else {
      tellAhead(until: now)
      listener?(record)
    }
  }

  /// Tells what was ahead and is due by a moment.
  mutating func tellAhead(until time: Seconds) {
    guard let first = ahead.first, first.time <= time else { return }
    let count = ahead.firstIndex { $0.time > time } ?? ahead.count
    for record in ahead.prefix(count) { listener?(record) }
    ahead.removeFirst(count)
  }
}

extension Engine {
  /// Tells the trace, if there is one, what happened to a contact, or will have after a delay.
  @inline(__always)
  mutating func emit(
    _ event: TraceEvent, _ contact: Int32, agent: Int32 = -1, place: Int32 = -1,
    after delay: Seconds = 0
  ) {
    if tracer.isOn { record(event, contact, agent, place, now + delay) }
  }

  @inline(never)
  private mutating func record(
    _ event: TraceEvent, _ contact: Int32, _ agent: Int32, _ place: Int32, _ time: Seconds
  ) {
    let state = contacts[contact]
    let own = state.engagement >= 0 ? engagements.agent(of: state.engagement) : -1
    let record = TraceRecord(
      time: time, contact: Int(state.caller), attempt: Int(contacts.details[contact].attempt),
      type: Int(state.type), event: event, agent: Int(agent >= 0 ? agent : own),
      place: Int(place))
    tracer.tell(record, now: now)
  }

  /// Remembers the contact that an engagement's agent will wrap up, which may have left by then.
  @inline(__always)
  mutating func noteWrapUp(_ contact: Int32, _ engagement: Int32) {
    if tracer.isOn { rememberWrapUp(contact, engagement) }
  }

  @inline(never)
  private mutating func rememberWrapUp(_ contact: Int32, _ engagement: Int32) {
    let state = contacts[contact]
    tracer.wrapUps[engagement] = TraceRecord(
      time: 0, contact: Int(state.caller), attempt: Int(contacts.details[contact].attempt),
      type: Int(state.type), event: .endsWrapUp, agent: Int(engagements.agent(of: engagement)))
  }

  /// The wrap-up of an engagement begins or is over.
  @inline(never)
  mutating func emitWrapUp(_ event: TraceEvent, _ engagement: Int32) {
    guard var record = tracer.wrapUps[engagement] else { return }
    (record.time, record.event) = (now, event)
    tracer.tell(record, now: now)
  }
}
