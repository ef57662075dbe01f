// Beside the journey: what a trace is told, in the order of time.

/// What only a trace needs to remember.
struct TraceNotes {
  /// What is known before its time: the walk through menus is drawn at once.
  private var ahead: [TraceRecord] = []
  /// By agent: whose contact the wrap-up is of.
  fileprivate var wrapUps: [Int32: TraceRecord] = [:]

  /// Keeps a record for later.
  fileprivate mutating func keep(_ record: TraceRecord) {
    let place = ahead.lastIndex { $0.time <= record.time } ?? -1
    ahead.insert(record, at: place + 1)
  }

  /// Takes what is due up to a moment.
  fileprivate mutating func due(at time: Seconds) -> [TraceRecord] {
    guard let first = ahead.first, first.time <= time else { return [] }
    let count = ahead.firstIndex { $0.time > time } ?? ahead.count
    defer { ahead.removeFirst(count) }
    return Array(ahead.prefix(count))
  }

  /// Another replication begins.
  mutating func forget() {
    ahead = []
    wrapUps = [:]
  }
}

extension Engine {
  /// Tells the trace, if there is one, what happened to a contact, or will have after a delay.
  @inline(__always)
  mutating func emit(
    _ event: TraceEvent, _ contact: Int32, agent: Int32 = -1, place: Int32 = -1,
    after delay: Seconds = 0
  ) {
    if isTracing { record(event, contact, agent, place, now + delay) }
  }

  @inline(never)
  private mutating func record(
    _ event: TraceEvent, _ contact: Int32, _ agent: Int32, _ place: Int32, _ time: Seconds
  ) {
    let state = contacts[contact]
    let record = TraceRecord(
      time: time, contact: Int(state.caller), attempt: Int(contacts.details[contact].attempt),
      type: Int(state.type), event: event, agent: Int(agent >= 0 ? agent : state.agent),
      place: Int(place))
    if time > now { traceNotes.keep(record) } else { tell(record) }
  }

  private mutating func tell(_ record: TraceRecord) {
    for earlier in traceNotes.due(at: now) { trace?(earlier) }
    trace?(record)
  }

  /// Tells what is still ahead when the simulation ends.
  mutating func finishTrace() {
    for record in traceNotes.due(at: .infinity) { trace?(record) }
  }

  /// Remembers the contact that an agent will wrap up, which may have left by then.
  @inline(__always)
  mutating func noteWrapUp(_ contact: Int32, _ agent: Int32) {
    if isTracing { rememberWrapUp(contact, agent) }
  }

  @inline(never)
  private mutating func rememberWrapUp(_ contact: Int32, _ agent: Int32) {
    let state = contacts[contact]
    traceNotes.wrapUps[agent] = TraceRecord(
      time: 0, contact: Int(state.caller), attempt: Int(contacts.details[contact].attempt),
      type: Int(state.type), event: .endsWrapUp, agent: Int(agent))
  }

  /// An agent's wrap-up begins or is over.
  @inline(never)
  mutating func emitWrapUp(_ event: TraceEvent, _ agent: Int32) {
    guard var record = traceNotes.wrapUps[agent] else { return }
    (record.time, record.event) = (now, event)
    tell(record)
  }
}
