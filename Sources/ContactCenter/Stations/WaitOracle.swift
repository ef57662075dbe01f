// Foretelling the wait of a contact that joins a queue, and learning how well that went.
//
// Source of the predictors: Whitt, "Predicting queueing delays", Management Science 45 (1999);
// Ibrahim and Whitt, "Real-time delay estimation based on delay history", M&SOM 11 (2009); the two
// from queue lengths are equations for M/M/n and for M/M/n+M with the fluid approximation.

/// What predictors remember: the last waits of every place where contacts wait, and of all together.
///
/// A place is a queue, or a group where each group has a queue of its own.
struct WaitOracle: ~Copyable {
  let predictor: Scenario.WaitPredictor?
  private let room: Int
  private let places: Int
  private let countsAbandoned: Bool
  /// place × room + position: waits, the last place is that of all together.
  private var waits: Table<Double>
  private var sums: Table<Double>
  private var counts: Table<Int>
  /// For each lane its place.
  private let placeOf: Table<Int32>
  /// For each type the rate of abandonment per second.
  let abandonment: Table<Double>

  init(
    _ predictor: Scenario.WaitPredictor?, _ model: Model, _ prepared: PreparedModel,
    groupsHaveQueues: Bool
  ) {
    self.predictor = predictor
    room = max(1, model.routing.predictorWaits)
    countsAbandoned = model.routing.predictorCountsAbandoned
    let queues = model.queues.count
    places = predictor == nil ? 0 : queues + model.groups.count + 1
    waits = Table(repeating: 0, count: places * room)
    sums = Table(repeating: 0, count: places)
    counts = Table(repeating: 0, count: places)
    placeOf = Table(
      prepared.states.indices.map { lane in
        let takers = prepared.states[lane].pull.indices.filter {
          prepared.states[lane].pull[$0] < .infinity
        }
        return groupsHaveQueues && takers.count == 1
          ? Int32(queues + takers[0]) : prepared.lanes[lane].queue
      })
    abandonment = Table(
      model.contactTypes.map { type in
        let mean = type.patience.laws.map(\.mean).reduce(0, +) / Double(type.patience.laws.count)
        return mean > 0 && mean < .infinity ? 1 / mean : 0
      })
  }

  mutating func reset() {
    sums.fill(0)
    counts.fill(0)
  }

  func place(of lane: Int32) -> Int { Int(placeOf.base[Int(lane)]) }

  /// Remembers a wait at a place and among all.
  mutating func learn(_ wait: Seconds, place: Int, isAbandoned: Bool) {
    if isAbandoned && !countsAbandoned { return }
    remember(wait, place)
    remember(wait, places - 1)
  }

  private mutating func remember(_ wait: Seconds, _ place: Int) {
    let slot = place * room + counts[place] % room
    if counts[place] >= room { sums[place] -= waits[slot] }
    waits[slot] = wait
    sums[place] += wait
    counts[place] += 1
  }

  /// The last wait remembered; 0 if there is none.
  func last(_ place: Int) -> Seconds {
    counts[place] == 0 ? 0 : waits[place * room + (counts[place] - 1) % room]
  }

  /// The mean of the waits remembered; 0 if there are none.
  func mean(_ place: Int) -> Seconds {
    counts[place] == 0 ? 0 : max(0, sums[place] / Double(min(room, counts[place])))
  }

  /// The place that stands for all together.
  var everywhere: Int { places - 1 }
}

extension WaitOracle {
  /// The wait of a contact that joined a lane now, by the model's predictor.
  func foretold(at lane: Int32, on floor: Floor) -> Seconds {
    let place = self.place(of: lane)
    switch predictor {
    case nil: return 0
    case .lastWait: return last(place)
    case .lastWaitOverall: return last(everywhere)
    case .meanWait: return mean(place)
    case .meanWaitOverall: return mean(everywhere)
    case .headOfLine: return headOfLine(place, floor)
    case .queueLength: return waitByLength(lane, place, floor, abandonment: 0)
    case .queueLengthWithAbandonment:
      return waitByLength(lane, place, floor, abandonment: abandonment[floor.lanes[lane].type])
    }
  }

  /// The longest wait so far of those who wait at a place.
  private func headOfLine(_ place: Int, _ floor: Floor) -> Seconds {
    var longest = 0.0
    for lane in 0..<floor.laneCount where floor.lanes[lane].head >= 0 {
      if self.place(of: lane) == place { longest = max(longest, floor.firstWait(lane)) }
    }
    return longest
  }

  /// (waiting + 1) × handling time ÷ agents, or (1/θ)·ln(1 + θ × that) with abandonment at rate θ.
  ///
  /// The agents are those on duty who may take contacts of the lane, the handling time is the
  /// harmonic mean over them of the type's. Infinite if there are none.
  private func waitByLength(
    _ lane: Int32, _ place: Int, _ floor: Floor, abandonment: Double
  ) -> Seconds {
    var waiting = 1.0
    for other in 0..<floor.laneCount
    where floor.lanes[other].length > 0 && self.place(of: other) == place {
      waiting += Double(floor.lanes[other].length)
    }
    var rate = 0.0
    for group in 0..<floor.groupCount where floor.groups[group].onDuty > 0 && floor.isTaken(lane, by: group) {
      let handling = floor.handling(lane, group)
      if handling > 0 && handling < .infinity { rate += Double(floor.groups[group].onDuty) / handling }
    }
    if rate == 0 { return .infinity }
    let patient = waiting / rate
    return abandonment > 0 ? PortableMath.log(1 + abandonment * patient) / abandonment : patient
  }
}

extension Engine {
  /// Notes what is foretold to a contact that begins to wait.
  @inline(never)
  mutating func foretell(_ contact: Int32, _ lane: Int32) {
    let wait = ask { $0.foretoldWait(at: lane) }
    contacts.details[contact].foretold = wait < .infinity ? wait : -1
  }

  /// Compares a wait with what was foretold, and remembers it.
  mutating func learn(_ contact: Int32, _ wait: Seconds, _ end: WaitEnd, isCounted: Bool) {
    let foretold = contacts.details[contact].foretold
    if end == .answered, wait > 0, foretold >= 0, isCounted {
      let error = foretold - wait
      let tally = books.routing(contacts[contact].type)
      tally.pointee.foretold += 1
      tally.pointee.error += error
      tally.pointee.absoluteError += abs(error)
      tally.pointee.squaredError += error * error
    }
    contacts.details[contact].foretold = -1
    if wait > 0, end != .other {
      oracle.learn(
        wait, place: oracle.place(of: contacts[contact].lane), isAbandoned: end == .abandoned)
    }
  }
}

extension Scenario.Routing {
  /// The predictor in use under a policy.
  func predictor(of policy: any RoutingPolicy) -> Scenario.WaitPredictor? {
    predictor ?? (policy is ExpectedDelay ? .lastWait : nil)
  }
}
