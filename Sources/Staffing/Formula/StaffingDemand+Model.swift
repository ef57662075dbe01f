import ContactCenter
import QueueingTheory

extension StaffingDemand {
  /// The work of a scenario's agent groups.
  ///
  /// Volumes are expected ones, through menus, transfers and repeated calls (at the moment of the
  /// first call). Groups with the same skills are one pool. A type's calls go to the groups of the
  /// smallest `preference` and the shortest `after` that serve its queue; several such groups share
  /// them in proportion to their planned agent-hours. The parts that a formula has no place for are
  /// named in `remarks`.
  ///
  /// Cost: intervals × types × groups.
  public init(_ model: Model) {
    let reader = DemandReader(model)
    self.init(intervals: reader.intervals, pools: reader.pools())
    wholes = reader.wholes(of: pools)
    remarks = reader.remarks(of: pools)
    firstDate = model.calendar.firstDate
    clock = model.calendar.clock
    timeZone = model.calendar.timeZone
  }

  /// First calls of all contact types that a model promises in each planning interval.
  public static func arrivals(_ model: Model) -> [Double] {
    let reader = DemandReader(model)
    return reader.intervals.map { interval in
      model.contactTypes.indices.reduce(0) { $0 + reader.arrivals(of: $1, in: interval) }
    }
  }
}

/// Works out who has to do what in a model.
struct DemandReader {
  let model: Model
  let intervals: [StaffingDemand.Interval]
  /// What each type's arrivals bring.
  let sources: [ArrivalVolume]
  /// Calls of each type that want an agent, per call of each type that arrives.
  private let flow: [[Double]]
  /// By type: the groups that its calls go to, with their shares.
  let shares: [[Int: Double]]
  /// By type and interval the work that waits while the center is closed, as it is to be done; nil: it is no
  /// such work.
  private(set) var levelled: [[Double]?] = []
  /// The groups of one pool, by their first one.
  let sameSkills: [[Int]]

  init(_ model: Model) {
    self.model = model
    let calendar = model.calendar
    intervals = (0..<calendar.intervals).map { number in
      let start = calendar.start + Double(number) * calendar.interval
      let end = min(calendar.end, start + calendar.interval)
      return .init(start: start, end: end, open: Self.openTime(from: start, to: end, calendar))
    }
    sources = model.contactTypes.map { ArrivalVolume($0, calendar) }
    flow = Self.flow(of: model)
    sameSkills = Self.groupsOfSameSkills(model)
    shares = model.contactTypes.map { Self.shares(of: $0, model) }
    levelled = model.contactTypes.indices.map(levelledWork)
  }

  // MARK: - Who serves what

  /// Whether all groups do the same work.
  static func haveSameSkills(_ model: Model) -> Bool { groupsOfSameSkills(model).count == 1 }

  private static func groupsOfSameSkills(_ model: Model) -> [[Int]] {
    var result: [[Int]] = []
    for group in model.groups.indices {
      let place = result.firstIndex {
        skillKey(model.groups[$0[0]]) == skillKey(model.groups[group])
      }
      if let place { result[place].append(group) } else { result.append([group]) }
    }
    return result
  }

  private static func skillKey(_ group: Model.Group) -> [[Double]] {
    group.skills.map { [Double($0.queue.place), Double($0.preference), $0.after, $0.handlingFactor] }
      .sorted { $0[0] < $1[0] }
  }

  private static func shares(of type: Model.ContactType, _ model: Model) -> [Int: Double] {
    func skill(_ group: Int) -> Scenario.Skill? {
      model.groups[group].skills.first { $0.queue.place == type.queue }
    }
    let able = model.groups.indices.compactMap { group in
      skill(group).map { (group: group, order: [Double($0.preference), $0.after]) }
    }
    guard let best = able.map(\.order).min(by: { $0.lexicographicallyPrecedes($1) })
    else { return [:] }
    let primary = able.filter { $0.order == best }.map(\.group)
    let hours = primary.map { model.groups[$0].workTime(model.calendar) }
    let sum = hours.reduce(0, +)
    var result: [Int: Double] = [:]
    for (group, hours) in zip(primary, hours) {
      result[group] = sum > 0 ? hours / sum : 1 / Double(primary.count)
    }
    return result
  }

  // MARK: - Volumes

  /// One call of each type by itself, followed to the agents.
  private static func flow(of model: Model) -> [[Double]] {
    model.contactTypes.indices.map { type in
      var alone = model
      for other in model.contactTypes.indices {
        alone.contactTypes[other].arrivals.process = .replay(other == type ? [0] : [])
        alone.contactTypes[other].arrivals.batchSize = nil
        alone.contactTypes[other].written.backlog = []
      }
      return ContactFlow(alone).volumes
    }
  }

  /// First calls of a type from one moment to another.
  func arrivals(of type: Int, in interval: StaffingDemand.Interval) -> Double {
    sources[type].expected(from: interval.start, to: interval.end)
  }

  /// First calls of a type that agents are to do in an interval: work that waits while the center is closed
  /// is levelled.
  private func coming(of type: Int, in interval: Int) -> Double {
    levelled[type]?[interval] ?? arrivals(of: type, in: intervals[interval])
  }

  /// Seconds from one moment to another in which the center is open.
  func openTime(from start: Seconds, to end: Seconds) -> Double {
    Self.openTime(from: start, to: end, model.calendar)
  }

  private static func openTime(
    from start: Seconds, to end: Seconds, _ calendar: Model.Calendar
  ) -> Double {
    calendar.open.reduce(0) { $0 + max(0, min($1.to, end) - max($1.from, start)) }
  }

  // MARK: - Loads

  /// The pools in the order of their first groups; those that only help out have no loads.
  func pools() -> [StaffingDemand.Pool] {
    let wanting = intervals.indices.map { interval in
      let first = model.contactTypes.indices.map { coming(of: $0, in: interval) }
      return model.contactTypes.indices.map { type in
        zip(first, flow).reduce(0) { $0 + $1.0 * $1.1[type] }
      }
    }
    let isOpen = intervals.map { $0.open > 0 }
    return sameSkills.map { groups in
      let types = model.contactTypes.indices.filter { type in
        groups.contains { shares[type][$0] != nil } && wanting.contains { $0[type] > 0 }
      }
      let loads = intervals.indices.map { number in
        load(of: types, for: groups, volumes: wanting[number], in: intervals[number])
      }
      var pool = StaffingDemand.Pool(
        name: groups.map { model.groups[$0].name }.joined(separator: " + "),
        types: types.map { model.contactTypes[$0].name }, loads: loads)
      pool.groups = groups
      pool.helpers = model.groups.indices.filter { group in
        !groups.contains(group) && types.contains { model.serves(group: group, type: $0) }
      }
      // Groups that only help out are not planned for.
      pool.isOpen = isOpen.map { $0 && !types.isEmpty }
      pool.scheduled = scheduled(groups)
      return pool
    }
  }

  private func load(
    of types: [Int], for groups: [Int], volumes: [Double], in interval: StaffingDemand.Interval
  ) -> QueueLoad? {
    let open = interval.open
    guard open > 0 else { return nil }
    var whole: QueueLoad?
    for type in types where volumes[type] > 0 {
      let share = groups.reduce(0) { $0 + (shares[type][$1] ?? 0) }
      guard
        let load = load(
          of: model.contactTypes[type], by: groups[0], rate: share * volumes[type] / open,
          during: interval)
      else { continue }
      whole = whole?.joined(with: load) ?? load
    }
    guard var whole else { return nil }
    let users = lineUsers(of: types, volumes)
    whole.lines = users.map { lines(of: $0, during: interval) }
    if let users { whole.menuLoad = menuLoad(of: users, in: interval) }
    whole.waitingPlaces = waitingPlaces(of: types)
    return whole
  }

  private func load(
    of type: Model.ContactType, by group: Int, rate: Double,
    during interval: StaffingDemand.Interval
  ) -> QueueLoad? {
    let middle = model.calendar.clock.timeOfDay(at: (interval.start + interval.end) / 2)
    let skill = model.groups[group].skills.first { $0.queue.place == type.queue }
    var time = HandleTime(
      of: type, skill: skill, alert: model.groups[group].alert, model.groups[group].written.capacity,
      at: middle)
    if let bot = type.bot { time.multiply(by: model.bots[bot.place].handlingFactor) }
    if let spam = type.written.spam { time.mix(with: spam) }
    guard rate > 0, time.mean > 0 else { return nil }
    var load = QueueLoad(arrivalRate: rate * type.written.meanTurns, handleTime: time.mean)
    load.wrapUp = time.wrapUp
    load.isExponential = time.isExponential
    load.squaredVariation = time.isExponential ? 1 : time.variance / (time.mean * time.mean)
    load.patience = DurationLaw(type.patience.law(at: middle))
    load.shortAbandon = type.shortAbandon
    load.chat = ChatLoad(of: type, by: skill, model.groups[group], at: middle, offered: load.offeredLoad)
    return load
  }

  /// The types whose lines calls of some types hold; nil where a type has lines without limit, or
  /// shares them with another pool.
  private func lineUsers(of types: [Int], _ volumes: [Double]) -> [Int]? {
    var groups: Set<Int> = []
    for type in types where volumes[type] > 0 {
      let feeders = model.contactTypes.indices.filter { flow[$0][type] > 0 }
      for feeder in feeders {
        guard let group = model.contactTypes[feeder].trunks?.place else { return nil }
        groups.insert(group)
      }
    }
    let users = model.contactTypes.indices.filter { feeder in
      model.contactTypes[feeder].trunks.map { groups.contains($0.place) } ?? false
    }
    let reached = Set(users.flatMap { user in flow[user].indices.filter { flow[user][$0] > 0 } })
    return groups.isEmpty || !reached.isSubset(of: types) ? nil : users
  }

  /// The one trunk group that brings the calls of a pool and no others; nil where there is none such.
  func ownTrunkGroup(of pool: StaffingDemand.Pool) -> Int? {
    let types = model.contactTypes.indices.filter { pool.types.contains(model.contactTypes[$0].name) }
    let volumes = model.contactTypes.map { pool.types.contains($0.name) ? 1.0 : 0 }
    let users = lineUsers(of: types, volumes) ?? []
    let groups = Set(users.compactMap { model.contactTypes[$0].trunks?.place })
    return groups.count == 1 ? groups.first : nil
  }

  /// The lines of the trunk groups that types come in by.
  private func lines(of users: [Int], during interval: StaffingDemand.Interval) -> Int {
    Set(users.compactMap { model.contactTypes[$0].trunks?.place }).reduce(0) {
      $0 + Self.value(of: model.trunkGroups[$1].capacity, at: interval.start)
    }
  }

  private func menuLoad(
    of types: some Sequence<Int>, in interval: StaffingDemand.Interval
  ) -> Double {
    let open = interval.open
    guard open > 0 else { return 0 }
    return types.reduce(0) { sum, type in
      let rate = arrivals(of: type, in: interval) / open
      return sum + rate * (model.contactTypes[type].menu.map { model.meanMenuTime($0.place) } ?? 0)
    }
  }

  /// The mean number of callers in menus, of types that arrive.
  func menuLoad(of types: some Sequence<Int>, during interval: Int) -> Double {
    menuLoad(of: types, in: intervals[interval])
  }

  /// First calls of types per second while open.
  func arrivalRate(of types: [Int], during interval: Int) -> Double {
    let open = intervals[interval].open
    guard open > 0 else { return 0 }
    return types.reduce(0) {
      $0 + arrivals(of: $1, in: intervals[interval]) / open
    }
  }

  /// The types that calls of some types become at the agents.
  func typesReached(from types: [Int]) -> Set<Int> {
    Set(types.flatMap { type in flow[type].indices.filter { flow[type][$0] > 0 } })
  }

  /// The lines of a trunk group.
  func lines(ofGroup group: Int, during interval: Int) -> Int {
    Self.value(of: model.trunkGroups[group].capacity, at: intervals[interval].start)
  }

  /// Places of the types' queues together; nil where one of them has no limit.
  private func waitingPlaces(of types: [Int]) -> Int? {
    let queues = Set(types.map { model.contactTypes[$0].queue })
    let own = queues.reduce(Int?.some(0)) { sum, queue in
      sum.flatMap { sum in model.queues[queue].capacity.map { sum + $0 } }
    }
    return [own, model.waitingRoom].compactMap { $0 }.min()
  }

  private static func value(of steps: [Model.Step], at time: Seconds) -> Int {
    steps.last { $0.from <= time }?.value ?? steps.first?.value ?? 0
  }

  // MARK: - The scenario's own staffing

  private func scheduled(_ groups: [Int]) -> [Double] {
    intervals.map { interval in
      groups.reduce(0) { $0 + present(model.groups[$1].staffing, during: interval) }
    }
  }

  private func present(
    _ staffing: Model.Staffing, during interval: StaffingDemand.Interval
  ) -> Double {
    guard interval.open > 0 else { return 0 }
    let open = model.calendar.open.filter { $0.from < interval.end && $0.to > interval.start }
    func overlap(_ from: Seconds, _ to: Seconds) -> Double {
      open.reduce(0) {
        $0 + max(0, min(to, interval.end, $1.to) - max(from, interval.start, $1.from))
      }
    }
    var time = 0.0
    switch staffing {
    case .counts(let steps):
      for (place, step) in steps.enumerated() {
        let end = place + 1 < steps.count ? steps[place + 1].from : .infinity
        time += Double(step.value) * overlap(step.from, end)
      }
    case .rosters(let agents):
      for duty in agents.flatMap(\.duties) {
        let breaks = duty.breaks.reduce(0) { $0 + overlap($1.from, $1.to) }
        time += overlap(duty.from, duty.to) - breaks
      }
    }
    return time / interval.open
  }

  // MARK: - Parts that share work

  /// For each connected part of the center with several pools, all of them as one.
  func wholes(of pools: [StaffingDemand.Pool]) -> [StaffingDemand.Pool] {
    ContactFlow(model).connectedParts(model).compactMap { part in
      let members = pools.filter { pool in
        !pool.types.isEmpty && pool.groups.contains(where: part.groups.contains)
      }
      guard members.count > 1 else { return nil }
      let loads = intervals.indices.map { number in
        members.compactMap { $0.loads[number] }.reduce(QueueLoad?.none) {
          $0?.joined(with: $1) ?? $1
        }
      }
      var seen: Set<String> = []
      var whole = StaffingDemand.Pool(
        name: members.map(\.name).joined(separator: ", "),
        types: members.flatMap(\.types).filter { seen.insert($0).inserted }, loads: loads)
      whole.groups = members.flatMap(\.groups)
      whole.isOpen = intervals.indices.map { number in members.contains { $0.isOpen[number] } }
      return whole
    }
  }
}

/// What a call takes of an agent: conversation with holds and identification, wrap-up, ringing, and
/// the time of warm transfers and conferences with both agents.
private struct HandleTime {
  var mean = 0.0
  var variance = 0.0
  var isExponential = false
  /// The part of the mean in which the line is free.
  var wrapUp = 0.0

  init(
    of type: Model.ContactType, skill: Scenario.Skill?, alert: Distribution?,
    _ capacity: Scenario.Capacity, at time: Seconds
  ) {
    var talk = skill?.talk ?? type.talk.law(at: time)
    var wrapUp = skill?.wrapUp ?? type.wrapUp.law(at: time)
    if capacity.most > 1 || type.session != nil {
      // The shortcut: what a contact takes of an agent who has as many as he may, as if he had one.
      let (talkMean, wrapUpMean) = (talk.mean, wrapUp.mean)
      let wrapUpShare = type.written.agentTime(talk: 0, wrapUp: wrapUpMean, capacity)
      let share = type.written.agentTime(talk: talkMean, wrapUp: 0, capacity)
      if talkMean > 0 { talk = talk.scaled(by: share / talkMean) }
      if wrapUpMean > 0 { wrapUp = wrapUp.scaled(by: wrapUpShare / wrapUpMean) }
    }
    add(talk.mean, talk.variance)
    add(wrapUp.mean, wrapUp.variance)
    if case .exponential = talk, wrapUp.isConstantZero { isExponential = true }
    if let hold = type.hold {
      // The number of holds: none, or a geometric number.
      let count = hold.chance / (1 - hold.again)
      let square = hold.chance * (1 + hold.again) / ((1 - hold.again) * (1 - hold.again))
      let length = hold.length.mean
      add(count * length, count * hold.length.variance + (square - count * count) * length * length)
    }
    if let recognition = type.recognition {
      add(recognition.identification, chance: 1 - recognition.share)
    }
    for transfer in type.transfers where transfer.kind != .cold {
      add(transfer.together, chance: transfer.chance)
    }
    let factor = skill?.handlingFactor ?? 1
    self.wrapUp = wrapUp.mean * factor
    mean *= factor
    variance *= factor * factor
    if let alert { add(alert.mean, alert.variance) }
  }

  /// All of it takes as much longer.
  mutating func multiply(by factor: Double) {
    mean *= factor
    wrapUp *= factor
    variance *= factor * factor
  }

  /// Some contacts are only looked at.
  mutating func mix(with spam: Scenario.Spam) {
    let rest = 1 - spam.share
    let square = rest * (variance + mean * mean) + spam.share * spam.look * spam.look
    mean = rest * mean + spam.share * spam.look
    wrapUp *= rest
    variance = max(0, square - mean * mean)
    isExponential = false
  }

  private mutating func add(_ law: Distribution, chance: Double) {
    let square = law.variance + law.mean * law.mean
    add(chance * law.mean, chance * square - chance * chance * law.mean * law.mean)
  }

  private mutating func add(_ mean: Double, _ variance: Double) {
    if mean > 0 { isExponential = false }
    self.mean += mean
    self.variance += variance
  }
}

extension Scenario.TimedLaw {
  /// The law at a time of day.
  func law(at time: Seconds) -> Distribution {
    laws[starts.lastIndex { $0 <= time } ?? 0]
  }
}
