// Where contacts come from on their own. What a source is expected to bring is `ArrivalVolume`.

/// Where the source of one contact type stands.
struct SourceState: BitwiseCopyable {
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

/// The sources of contacts, one for each contact type: when the next contact comes, and what its own
/// random numbers begin from.
struct Sources: ~Copyable {
  private var states: Table<SourceState>
  private let kinds: [Scenario.ArrivalProcess]
  private let segments: Table<Model.RateSegment>
  /// When renewals may come, by type.
  private let spans: [[Model.Span]]
  /// By type: the laws of interval factors and of a renewal's gaps; −1: none.
  private let factorLaws: [Int32]
  private let gapLaws: [Int32]
  private var dayFactors: DayFactors
  private var seed = RunSeed()
  /// Those who will call again.
  var orbit = Orbit()
  /// Multiplies all volumes.
  private var volumeFactor = 1.0

  /// Of each type's next contact.
  let timers: TimerRange

  /// Sources of all types; `open` are the opening hours of each site.
  init(
    _ model: Model, _ prepared: PreparedModel, open: [[Model.Span]], _ timers: inout TimerPlan
  ) {
    spans = zip(model.contactTypes, prepared.types).map { type, state in
      type.arrivalHours(open[Int(state.site)])
    }
    self.timers = timers.reserve(prepared.types.count)
    states = Table(repeating: SourceState(), count: model.contactTypes.count)
    kinds = model.contactTypes.map(\.arrivals.process)
    segments = Table(prepared.segments)
    factorLaws = prepared.intervalFactorLaws
    gapLaws = prepared.renewalLaws
    dayFactors = DayFactors(types: model.contactTypes.count, days: prepared.days)
  }

  /// Begins a replication: every source stands before its first contact.
  mutating func start(
    _ model: Model, _ seed: RunSeed, _ options: SimulationOptions, _ bank: inout SamplerBank
  ) {
    self.seed = seed
    volumeFactor = options.volumeFactor
    dayFactors.draw(model, seed, busyness: options.dayScorePoint, &bank)
    var first: Int32 = 0
    for (index, type) in model.contactTypes.enumerated() {
      var state = SourceState()
      state.stream = SourceStream(
        seed: seed.seed, replication: seed.replication, entity: index, purpose: .arrivals)
      state.contactSeed = state.stream.next()
      state.firstSegment = first
      state.endSegment = first + Int32(type.segments.count)
      state.segment = first - 1
      first = state.endSegment
      states[index] = state
    }
  }

  /// What the random numbers of a type's next contact begin from.
  @inline(__always)
  mutating func contactSeed(_ type: Int32) -> UInt64 {
    let source = states.at(type)
    let count = source.pointee.contactCount
    source.pointee.contactCount = count &+ 1
    return mix(source.pointee.contactSeed &+ count &* 0x9E37_79B9_7F4A_7C15)
  }

  /// How many come together, by a law of the type's.
  mutating func batch(_ type: Int32, _ law: Int32, _ bank: inout SamplerBank) -> Double {
    bank.draw(law, &states[type].stream)
  }

  /// The first moment after `time`; infinity when no more come.
  @inline(__always)
  mutating func next(_ type: Int32, after time: Seconds, _ bank: inout SamplerBank) -> Seconds {
    // The usual case first: a Poisson stream inside a stretch of constant rate.
    let source = states.at(type)
    if source.pointee.meanGap > 0 && !source.pointee.isThinned {
      let next = time + source.pointee.meanGap * bank.exponential(&source.pointee.stream)
      if next < source.pointee.segmentEnd { return next }
      return poisson(type, after: source.pointee.segmentEnd, isNewSegment: true, &bank)
    }
    return other(type, after: time, &bank)
  }

  @inline(never)
  private mutating func other(
    _ type: Int32, after time: Seconds, _ bank: inout SamplerBank
  ) -> Seconds {
    switch kinds[Int(type)] {
    case .poisson:
      return poisson(type, after: time, isNewSegment: time >= states[type].segmentEnd, &bank)
    case .fixedCounts: return counted(type, after: time, isEven: false, &bank)
    case .evenlySpaced: return counted(type, after: time, isEven: true, &bank)
    case .renewal: return renewed(type, after: time, &bank)
    case .replay(let times):
      let place = Int(states[type].place)
      states[type].place += 1
      return place < times.count ? times[place] : .infinity
    }
  }

  /// Poisson by thinning (Lewis and Shedler 1979): candidates at each stretch's bound, starting
  /// anew at its end, which the exponential law allows; constant stretches accept all.
  @inline(never)
  private mutating func poisson(
    _ type: Int32, after time: Seconds, isNewSegment: Bool, _ bank: inout SamplerBank
  ) -> Seconds {
    var next = time
    var mustEnter = isNewSegment
    while true {
      if mustEnter {
        guard enterSegment(type, &bank) else { return .infinity }
        next = max(next, segments[states[type].segment].from)
        mustEnter = false
      }
      if states[type].meanGap <= 0 {
        mustEnter = true
        continue
      }
      next += states[type].meanGap * bank.exponential(&states[type].stream)
      if next >= states[type].segmentEnd {
        next = states[type].segmentEnd
        mustEnter = true
        continue
      }
      if !states[type].isThinned { return next }
      let segment = segments[states[type].segment]
      let x = next - segment.from
      let slope = segment.c1 + x * (segment.c2 + x * segment.c3)
      let rate = segment.c0 + x * slope
      if states[type].stream.uniform() * segment.bound < rate { return next }
    }
  }

  /// Goes on to the next stretch of the rate; false at the end.
  private mutating func enterSegment(_ type: Int32, _ bank: inout SamplerBank) -> Bool {
    let index = states[type].segment + 1
    guard index < states[type].endSegment else {
      states[type].meanGap = 0
      states[type].segmentEnd = .infinity
      return false
    }
    let segment = segments[index]
    let rate = segment.bound * factor(type, segment, &bank)
    states[type].segment = index
    states[type].segmentEnd = segment.to
    states[type].meanGap = rate > 0 ? 1 / rate : 0
    states[type].isThinned = segment.c1 != 0 || segment.c2 != 0 || segment.c3 != 0
    return true
  }

  /// Forecast error times day factor times interval factor.
  private mutating func factor(
    _ type: Int32, _ segment: Model.RateSegment, _ bank: inout SamplerBank
  ) -> Double {
    var factor = volumeFactor * dayFactors.factor(Int(type), segment.day)
    let law = factorLaws[Int(type)]
    if law >= 0 {
      var stream = SourceStream(
        seed: seed.seed, replication: seed.replication, entity: Int(type) << 32 | segment.interval,
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
  private mutating func counted(
    _ type: Int32, after time: Seconds, isEven: Bool, _ bank: inout SamplerBank
  ) -> Seconds {
    var from = time
    while states[type].left == 0 {
      let index = states[type].segment + 1
      guard index < states[type].endSegment else { return .infinity }
      let segment = segments[index]
      let length = segment.to - segment.from
      let isSameDay =
        index > states[type].firstSegment && segments[index - 1].day == segment.day
      let before = isSameDay ? states[type].volume : 0
      let volume = before + segment.integral * factor(type, segment, &bank)
      states[type].segment = index
      states[type].volume = volume
      let count = Model.RateSegment.wholeCount(from: before, to: volume)
      states[type].left = Int32(min(count, Double(Int32.max)))
      states[type].of = states[type].left
      states[type].segmentEnd = segment.from + length
      from = segment.from
    }
    let segment = segments[states[type].segment]
    let left = states[type].left
    states[type].left -= 1
    if isEven {
      let position = Double(states[type].of - left) + 0.5
      return segment.from + position / Double(states[type].of) * (segment.to - segment.from)
    }
    let u = states[type].stream.openUniform()
    let share = 1 - PortableMath.exp(PortableMath.log(u) / Double(left))
    return from + (segment.to - from) * share
  }

  /// Independent gaps; a moment in closed hours is put off to a gap after the next opening.
  private mutating func renewed(
    _ type: Int32, after time: Seconds, _ bank: inout SamplerBank
  ) -> Seconds {
    let law = gapLaws[Int(type)]
    var next = time + bank.draw(law, &states[type].stream)
    let spans = spans[Int(type)]
    var place = Int(states[type].place)
    while place < spans.count {
      states[type].place = Int32(place)
      let span = spans[place]
      if next >= span.from && next < span.to { return next }
      if next < span.from {
        next = span.from + bank.draw(law, &states[type].stream)
        if next < span.to { return next }
      }
      place += 1
    }
    return .infinity
  }
}
