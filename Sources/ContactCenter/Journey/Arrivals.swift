// A contact's journey, step 1 of 8: arriving. After: TrunkGroups.

/// Where the arrivals of one contact type stand.
struct ArrivalState: BitwiseCopyable {
  var stream = SourceStream(seed: 0, replication: 0, entity: 0, purpose: .arrivals)
  /// The seed that contacts' own seeds are hashed from.
  var contactSeed: UInt64 = 0
  var contactCount: UInt64 = 0
  var segment: Int32 = 0
  var firstSegment: Int32 = 0
  var endSegment: Int32 = 0
  var segmentEnd: Seconds = 0
  /// Mean gap at the segment's bound and the present factors.
  var meanGap: Seconds = 0
  /// Counts: how many are still to come in the segment, and of how many.
  var left: Int32 = 0
  var of: Int32 = 0
  /// Counts: the volume of the present day so far.
  var volume = 0.0
  /// Of a replay the next moment, of renewals the present span of opening hours.
  var place: Int32 = 0
  var isThinned = false
}

extension Engine {
  /// Starts every type's stream and schedules its first arrival.
  mutating func startArrivals() {
    drawDayFactors()
    var first: Int32 = 0
    for (index, type) in model.contactTypes.enumerated() {
      var state = ArrivalState()
      state.stream = SourceStream(
        seed: seed, replication: replication, entity: index, purpose: .arrivals)
      state.contactSeed = state.stream.next()
      state.firstSegment = first
      state.endSegment = first + Int32(type.segments.count)
      state.segment = first - 1
      first = state.endSegment
      arrivals[index] = state
      scheduleArrival(Int32(index), after: model.calendar.start)
    }
  }

  /// The next contact, or batch of contacts, of a type is here.
  @inline(__always)
  mutating func arrive(type: Int32) {
    if types.at(type).pointee.batch >= 0 {
      arriveTogether(type)
    } else {
      scheduleArrival(type, after: now)
      beginAttempt(newContact(type: type))
    }
  }

  @inline(never)
  private mutating func arriveTogether(_ type: Int32) {
    let size = bank.draw(types[type].batch, &arrivals[type].stream)
    scheduleArrival(type, after: now)
    for _ in 0..<Distribution.count(size) { beginAnotherAttempt(newContact(type: type)) }
  }

  /// The same as `beginAttempt`, for the rarer cases.
  @inline(never)
  mutating func beginAnotherAttempt(_ contact: Int32) { beginAttempt(contact) }

  @inline(__always)
  private mutating func scheduleArrival(_ type: Int32, after time: Seconds) {
    let next = nextArrival(type, after: time)
    if next < .infinity { events.schedule(.arrival, timer: Int(type), at: next) }
  }

  /// The first moment after `time`; infinity when no more come.
  @inline(__always)
  private mutating func nextArrival(_ type: Int32, after time: Seconds) -> Seconds {
    // The usual case first: a Poisson stream inside a stretch of constant rate.
    let source = arrivals.at(type)
    if source.pointee.meanGap > 0 && !source.pointee.isThinned {
      let next = time + source.pointee.meanGap * bank.exponential(&source.pointee.stream)
      if next < source.pointee.segmentEnd { return next }
      return poissonArrival(type, after: source.pointee.segmentEnd, isNewSegment: true)
    }
    return otherArrival(type, after: time)
  }

  @inline(never)
  private mutating func otherArrival(_ type: Int32, after time: Seconds) -> Seconds {
    switch model.contactTypes[Int(type)].process {
    case .poisson:
      return poissonArrival(type, after: time, isNewSegment: time >= arrivals[type].segmentEnd)
    case .fixedCounts: return countedArrival(type, after: time, isEven: false)
    case .evenlySpaced: return countedArrival(type, after: time, isEven: true)
    case .renewal: return renewalArrival(type, after: time)
    case .replay(let times):
      let place = Int(arrivals[type].place)
      arrivals[type].place += 1
      return place < times.count ? times[place] : .infinity
    }
  }

  /// Poisson by thinning (Lewis and Shedler 1979): candidates at each stretch's bound, starting
  /// anew at its end, which the exponential law allows; constant stretches accept all.
  @inline(never)
  private mutating func poissonArrival(
    _ type: Int32, after time: Seconds, isNewSegment: Bool
  ) -> Seconds {
    var next = time
    var mustEnter = isNewSegment
    while true {
      if mustEnter {
        guard enterSegment(type) else { return .infinity }
        next = max(next, segments[arrivals[type].segment].from)
        mustEnter = false
      }
      if arrivals[type].meanGap <= 0 {
        mustEnter = true
        continue
      }
      next += arrivals[type].meanGap * bank.exponential(&arrivals[type].stream)
      if next >= arrivals[type].segmentEnd {
        next = arrivals[type].segmentEnd
        mustEnter = true
        continue
      }
      if !arrivals[type].isThinned { return next }
      let segment = segments[arrivals[type].segment]
      let x = next - segment.from
      let slope = segment.c1 + x * (segment.c2 + x * segment.c3)
      let rate = segment.c0 + x * slope
      if arrivals[type].stream.uniform() * segment.bound < rate { return next }
    }
  }

  /// Goes on to the next stretch of the rate; false at the end.
  private mutating func enterSegment(_ type: Int32) -> Bool {
    let index = arrivals[type].segment + 1
    guard index < arrivals[type].endSegment else {
      arrivals[type].meanGap = 0
      arrivals[type].segmentEnd = .infinity
      return false
    }
    let segment = segments[index]
    let rate = segment.bound * factor(type, segment)
    arrivals[type].segment = index
    arrivals[type].segmentEnd = segment.to
    arrivals[type].meanGap = rate > 0 ? 1 / rate : 0
    arrivals[type].isThinned = segment.c1 != 0 || segment.c2 != 0 || segment.c3 != 0
    return true
  }

  /// Forecast error times day factor times interval factor.
  private mutating func factor(_ type: Int32, _ segment: Model.RateSegment) -> Double {
    var factor = volumeFactor
    if model.contactTypes[Int(type)].dayFactor != nil {
      factor *= dayFactors[Int(type) * days + segment.day]
    }
    let law = routing.intervalFactorLaws[Int(type)]
    if law >= 0 {
      var stream = SourceStream(
        seed: seed, replication: replication, entity: Int(type) << 32 | segment.interval,
        purpose: .intervalFactor)
      factor *= bank.draw(law, &stream)
    }
    return factor
  }

  /// A fixed number in each stretch, at uniform moments or evenly spaced.
  ///
  /// The running sum of a day's volumes is rounded, not each volume: remainders are carried over
  /// to the next stretch, so that the day's total is what was promised. The order statistics of
  /// uniform moments are drawn one after another; no list of them is kept.
  private mutating func countedArrival(
    _ type: Int32, after time: Seconds, isEven: Bool
  ) -> Seconds {
    var from = time
    while arrivals[type].left == 0 {
      let index = arrivals[type].segment + 1
      guard index < arrivals[type].endSegment else { return .infinity }
      let segment = segments[index]
      let length = segment.to - segment.from
      let isSameDay =
        index > arrivals[type].firstSegment && segments[index - 1].day == segment.day
      let before = isSameDay ? arrivals[type].volume : 0
      let volume = before + segment.integral * factor(type, segment)
      arrivals[type].segment = index
      arrivals[type].volume = volume
      let count = Model.RateSegment.wholeCount(from: before, to: volume)
      arrivals[type].left = Int32(min(count, Double(Int32.max)))
      arrivals[type].of = arrivals[type].left
      arrivals[type].segmentEnd = segment.from + length
      from = segment.from
    }
    let segment = segments[arrivals[type].segment]
    let left = arrivals[type].left
    arrivals[type].left -= 1
    if isEven {
      let position = Double(arrivals[type].of - left) + 0.5
      return segment.from + position / Double(arrivals[type].of) * (segment.to - segment.from)
    }
    let u = arrivals[type].stream.openUniform()
    let share = 1 - PortableMath.exp(PortableMath.log(u) / Double(left))
    return from + (segment.to - from) * share
  }

  /// Independent gaps; a moment in closed hours is put off to a gap after the next opening.
  private mutating func renewalArrival(_ type: Int32, after time: Seconds) -> Seconds {
    let law = routing.renewalLaws[Int(type)]
    var next = time + bank.draw(law, &arrivals[type].stream)
    var place = Int(arrivals[type].place)
    while place < spans.count {
      arrivals[type].place = Int32(place)
      let span = spans[place]
      if next >= span.from && next < span.to { return next }
      if next < span.from {
        next = span.from + bank.draw(law, &arrivals[type].stream)
        if next < span.to { return next }
      }
      place += 1
    }
    return .infinity
  }

  /// A caller's attempt begins; the contact has its row already.
  @inline(__always)
  private mutating func beginAttempt(_ contact: Int32) {
    let caller = contacts.at(contact)
    let type = types.at(caller.pointee.type)
    inside &+= 1
    emit(.arrives, contact)
    guard isOpen || opensNow() else {
      findClosed(contact)
      return
    }
    if type.pointee.trunk >= 0 && !seizeTrunk(contact) {
      block(contact)
      return
    }
    if type.pointee.menu >= 0 {
      enterVoiceResponse(contact)
    } else {
      requestAgent(contact)
    }
  }

  /// An arrival at the very moment of an opening may be handled before it: then it opens now.
  @inline(never)
  private mutating func opensNow() -> Bool {
    guard openIndex < spans.count, spans[openIndex].from <= now else { return false }
    events.cancel(timers.hours)
    open()
    return true
  }

  @inline(never)
  private mutating func findClosed(_ contact: Int32) {
    rows[contacts[contact].row].closed += 1
    emit(.findsClosed, contact)
    lose(contact, cause: .none)
  }

  /// A slot for a new caller of a type, who is counted.
  @inline(__always)
  private mutating func newContact(type: Int32) -> Int32 {
    let slot = takeSlot()
    let source = arrivals.at(type)
    let count = source.pointee.contactCount
    source.pointee.contactCount = count &+ 1
    let row = currentRow(type)
    let caller = contacts.at(slot)
    if keepsDetails { details.at(slot).pointee = ContactDetails() }
    caller.pointee = Contact()
    caller.pointee.random = mix(source.pointee.contactSeed &+ count &* 0x9E37_79B9_7F4A_7C15)
    caller.pointee.type = type
    caller.pointee.caller = callers
    caller.pointee.row = row
    callers &+= 1
    rows.at(row).pointee.fresh += 1
    return slot
  }

  @inline(__always)
  private mutating func takeSlot() -> Int32 {
    if freeContact < 0 { growContacts() }
    let slot = freeContact
    freeContact = contacts.at(slot).pointee.next
    return slot
  }

  @inline(never)
  private mutating func growContacts() {
    let old = contacts.count
    contacts.grow(to: old * 2, with: Contact())
    details.grow(to: old * 2, with: ContactDetails())
    if keepsRatings { experiences.grow(to: old * 2, with: Experience()) }
    events.grow(timers: timers.end(contacts: contacts.count))
    linkFreeContacts(from: old)
  }

  /// Chains the slots from `first` on into the list of free ones.
  mutating func linkFreeContacts(from first: Int) {
    for slot in first..<contacts.count {
      contacts[slot].next = slot + 1 < contacts.count ? Int32(slot + 1) : -1
      contacts[slot].stage = .free
    }
    freeContact = Int32(first)
  }
}
