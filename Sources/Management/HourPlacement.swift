import ContactCenter
import Staffing

extension Scenario {
  /// The scenario with the agent hours of each group at the times where the formulas say that they
  /// serve most callers in time; nil: nothing better was found, or the plan has a form that is left
  /// alone (counts of dates, or that change within a planning interval).
  ///
  /// Shifts keep their lengths and breaks and move along the planning intervals within the hours
  /// that the group has now; a long one may become two short ones and the reverse, as far as a group
  /// has no more hours then, with breaks or without. Counts move between the times of a day, on all days
  /// alike. Named agents, and plans that are left alone, stay where they are; the others are placed
  /// around them. It is a search by steps that each help most
  /// (the formulas know nothing of what one interval leaves to the next): the simulation judges it.
  ///
  /// O(steps × shifts² × intervals) beside one formula for each interval and number of agents.
  func placedBetter(_ model: Model) -> Scenario? {
    let demand = StaffingDemand(model)
    guard agentGroups.count == model.groups.count else { return nil }
    var changed = self
    for pool in demand.pools {
      let wait = model.contactTypes.first { pool.types.contains($0.name) }?.acceptableWait
      var search = PoolPlacement(
        demand: demand, pool: pool, within: wait ?? 20, calendar: model.calendar,
        present: StaffingTable(model: model))
      search.add(pool.groups.map { ($0, agentGroups[$0]) }, interval: calendar.interval)
      for (group, staffing) in search.improved() { changed.agentGroups[group].staffing = staffing }
    }
    return changed == self ? nil : changed
  }
}

/// The hours of the groups of one pool, to be moved.
private struct PoolPlacement {
  /// A group's agents who work the same times.
  struct Block {
    var group: Int
    /// The shift; nil: one planning interval of counts.
    var shift: Scenario.Shift?
    /// When counts begin, in seconds after midnight.
    var time = 0.0
    /// The part of each interval that one agent is ready in, absence deducted.
    var cover: [Double]
    /// What one agent takes of the group's time.
    var length: Length
    var count = 0
  }

  /// Seconds from begin to end, and those of them without breaks: neither may become more.
  struct Length {
    var present = 0.0
    var ready = 0.0

    static func + (first: Length, second: Length) -> Length {
      Length(present: first.present + second.present, ready: first.ready + second.ready)
    }

    static func * (count: Double, length: Length) -> Length {
      Length(present: count * length.present, ready: count * length.ready)
    }

    func fits(in other: Length) -> Bool {
      present <= other.present + 1e-6 && ready <= other.ready + 1e-6
    }
  }

  private let demand: StaffingDemand
  private let pool: StaffingDemand.Pool
  private let within: Double
  private let calendar: Model.Calendar
  /// Agents by group and planning interval of the calendar, as they are.
  private let present: StaffingTable
  private var blocks: [Block] = []
  /// Agents ready by interval.
  private var ready: [Double]
  /// Callers in time by interval and whole agents, as far as it was asked.
  private var known: [[Double?]]
  /// Shifts of agents with names by group, which stay where they are.
  private var named: [Int: [Scenario.Shift]] = [:]
  /// What is left over of a group's time.
  private var slack: [Int: Length] = [:]

  /// A step must bring this share of all callers.
  private static let leastGain = 1e-5

  init(
    demand: StaffingDemand, pool: StaffingDemand.Pool, within: Double, calendar: Model.Calendar,
    present: StaffingTable
  ) {
    self.demand = demand
    self.pool = pool
    self.within = within
    self.calendar = calendar
    self.present = present
    ready = Array(repeating: 0, count: demand.intervals.count)
    known = Array(repeating: [], count: demand.intervals.count)
  }

  // MARK: - What may be moved

  mutating func add(_ groups: [(Int, Scenario.AgentGroup)], interval: Double) {
    for (number, group) in groups {
      slack[number] = Length()
      switch group.staffing {
      case .shifts(let shifts): add(shifts, of: number, group, interval)
      case .counts, .constant:
        if !addCounts(of: number, group) { addFixed(number, group) }
      case .dated: addFixed(number, group)
      }
    }
    for block in blocks where block.count > 0 { change(block, by: Double(block.count)) }
  }

  private mutating func add(
    _ shifts: [Scenario.Shift], of number: Int, _ group: Scenario.AgentGroup, _ interval: Double
  ) {
    guard let first = shifts.map(\.start).min(), let last = shifts.map(\.end).max(), interval > 0
    else { return }
    for shift in shifts {
      if shift.name != nil {
        // The others are placed around those who have a name.
        named[number, default: []].append(shift)
        let cover = cover(of: shift, group)
        for place in ready.indices { ready[place] += cover[place] * Double(shift.agents) }
        continue
      }
      let earlier = ((shift.start - first) / interval).rounded(.down)
      let later = ((last - shift.end) / interval).rounded(.down)
      for step in stride(from: -earlier, through: later, by: 1) {
        var moved = shift
        moved.agents = 1
        moved.start += step * interval
        moved.end += step * interval
        for index in moved.breaks.indices { moved.breaks[index].start += step * interval }
        let place = blocks.firstIndex { $0.group == number && $0.shift == moved }
        let count = step == 0 ? shift.agents : 0
        if let place {
          blocks[place].count += count
        } else {
          blocks.append(
            Block(
              group: number, shift: moved, cover: cover(of: moved, group),
              length: length(of: moved), count: count))
        }
      }
    }
  }

  /// The part of each interval that an agent of a shift is ready in.
  private func cover(of shift: Scenario.Shift, _ group: Scenario.AgentGroup) -> [Double] {
    func overlap(_ start: Double, _ end: Double, _ interval: StaffingDemand.Interval) -> Double {
      max(0, min(end, interval.end) - max(start, interval.start))
    }
    return demand.intervals.indices.map { place in
      let interval = demand.intervals[place]
      let today = demand.day(of: place)
      let seconds = [today - 1, today].reduce(0.0) { sum, day in
        let midnight = Double(day) * 86_400
        guard works(shift, on: day) else { return sum }
        let present = overlap(midnight + shift.start, midnight + shift.end, interval)
        let away = shift.breaks.reduce(0.0) {
          $0 + overlap(midnight + $1.start, midnight + $1.start + $1.length, interval)
        }
        return sum + present - away
      }
      return seconds / interval.length * (1 - group.absence)
    }
  }

  private func length(of shift: Scenario.Shift) -> Length {
    let present = shift.end - shift.start
    return Length(present: present, ready: shift.breaks.reduce(present) { $0 - $1.length })
  }

  private func works(_ shift: Scenario.Shift, on day: Int) -> Bool {
    guard day >= 0 else { return false }
    guard let weekdays = shift.weekdays, let first = demand.firstWeekday else { return true }
    return weekdays.contains { $0.rawValue == (first + day) % 7 }
  }

  /// The place of one of the demand's intervals in the calendar.
  private func interval(_ place: Int) -> Int {
    Int(clamping: ((demand.intervals[place].start - calendar.start) / calendar.interval).rounded())
  }

  /// A group whose agents stay where they are.
  private mutating func addFixed(_ number: Int, _ group: Scenario.AgentGroup) {
    for place in ready.indices {
      ready[place] += Double(present.agents[number][interval(place)]) * (1 - group.absence)
    }
  }

  /// Counts by time of day, which hold on all days alike; false: they are left alone, as where a center
  /// is open past midnight or its clocks are changed.
  private mutating func addCounts(of number: Int, _ group: Scenario.AgentGroup) -> Bool {
    guard demand.clock.shifts.isEmpty,
      calendar.open.allSatisfy({ Int($0.from / 86_400) == Int(($0.to - 1) / 86_400) })
    else { return false }
    var places: [Double: [Int]] = [:]
    for place in demand.intervals.indices where pool.isOpen[place] {
      let time = demand.intervals[place].start - 86_400 * Double(demand.day(of: place))
      places[time, default: []].append(place)
    }
    let times = places.keys.sorted()
    let counts = times.map { Set((places[$0] ?? []).map { present.agents[number][interval($0)] }) }
    guard let last = times.last, counts.allSatisfy({ $0.count == 1 }),
      group.staffing.changesOnly(at: Set(times), until: last + calendar.interval)
    else { return false }
    for (time, count) in zip(times, counts) {
      var cover = Array(repeating: 0.0, count: demand.intervals.count)
      for place in places[time] ?? [] { cover[place] = 1 - group.absence }
      let length = (places[time] ?? []).reduce(0) { $0 + demand.intervals[$1].length }
      blocks.append(
        Block(
          group: number, time: time, cover: cover,
          length: Length(present: length, ready: length), count: count.first ?? 0))
    }
    return true
  }

  // MARK: - The search

  /// The groups whose hours stand better elsewhere, with their new plans.
  mutating func improved() -> [(Int, Scenario.Staffing)] {
    let before = blocks.map(\.count)
    let callers = pool.loads.enumerated().reduce(0.0) { sum, entry in
      sum + (entry.element.map { $0.arrivalRate * demand.intervals[entry.offset].length } ?? 0)
    }
    guard blocks.contains(where: { $0.count > 0 }), blocks.count <= 400 else { return [] }
    for _ in 0..<500 {
      guard let step = bestStep, step.gain > Self.leastGain * callers else { break }
      for place in step.taken { move(place, by: -1) }
      for place in step.given { move(place, by: 1) }
    }
    guard blocks.map(\.count) != before else { return [] }
    return Set(blocks.map(\.group)).sorted().map { ($0, staffing(of: $0)) }
  }

  private typealias Step = (taken: [Int], given: [Int], gain: Double)

  private var bestStep: Step? {
    mutating get {
      var best: Step?
      func better(_ step: Step) -> Step? {
        guard let best else { return step }
        return step.gain > best.gain ? step : best
      }
      for step in steps {
        let gain = gain(step.taken, step.given)
        best = better((step.taken, step.given, gain))
      }
      return best
    }
  }

  /// One agent to another block, one long shift for two short ones, and the reverse.
  private var steps: [(taken: [Int], given: [Int])] {
    var steps: [(taken: [Int], given: [Int])] = []
    for group in Set(blocks.map(\.group)).sorted() {
      let own = blocks.indices.filter { blocks[$0].group == group }
      let used = own.filter { blocks[$0].count > 0 }
      let slack = slack[group] ?? Length()
      func fits(_ given: [Int], for taken: [Int]) -> Bool {
        given.reduce(Length()) { $0 + blocks[$1].length }
          .fits(in: taken.reduce(slack) { $0 + blocks[$1].length })
      }
      for one in own where fits([one], for: []) { steps.append(([], [one])) }
      for taken in used {
        for given in own where given != taken && fits([given], for: [taken]) {
          steps.append(([taken], [given]))
        }
        guard own.count <= 80, blocks[taken].shift != nil else { continue }
        for (index, first) in own.enumerated() where isShorter(first, taken) {
          for second in own[index...] where fits([first, second], for: [taken]) {
            steps.append(([taken], [first, second]))
          }
        }
        for other in used where other > taken || other == taken && blocks[taken].count > 1 {
          for given in own where isShorter(taken, given) && fits([given], for: [taken, other]) {
            steps.append(([taken, other], [given]))
          }
        }
      }
    }
    return steps
  }

  private func isShorter(_ first: Int, _ second: Int) -> Bool {
    blocks[first].length.present < blocks[second].length.present
  }

  /// How many more callers are in time after a step.
  private mutating func gain(_ taken: [Int], _ given: [Int]) -> Double {
    var sum = 0.0
    for place in ready.indices {
      var change = 0.0
      for block in taken { change -= blocks[block].cover[place] }
      for block in given { change += blocks[block].cover[place] }
      if abs(change) > 1e-12 {
        if empties(place, change) { return 0 }
        sum += inTime(place, ready[place] + change) - inTime(place, ready[place])
      }
    }
    return sum
  }

  /// Whether a change leaves nobody where contacts come: what the formula loses there is little where
  /// few come, but no center opens without agents.
  private func empties(_ place: Int, _ change: Double) -> Bool {
    change < 0 && pool.loads[place] != nil
      && ready[place] + change < 0.5 * min(1, ready[place])
  }

  private mutating func move(_ place: Int, by count: Int) {
    blocks[place].count += count
    let group = blocks[place].group
    slack[group] = (slack[group] ?? Length()) + Double(-count) * blocks[place].length
    change(blocks[place], by: Double(count))
  }

  private mutating func change(_ block: Block, by count: Double) {
    for place in ready.indices { ready[place] += count * block.cover[place] }
  }

  /// Callers in time in an interval with so many agents, straight between whole numbers.
  private mutating func inTime(_ place: Int, _ agents: Double) -> Double {
    guard agents > 0, let load = pool.loads[place] else { return 0 }
    let below = Int(clamping: agents.rounded(.down))
    let low = inTime(place, load, below)
    let rest = agents - Double(below)
    return rest > 1e-9 ? low + rest * (inTime(place, load, below + 1) - low) : low
  }

  private mutating func inTime(_ place: Int, _ load: QueueLoad, _ agents: Int) -> Double {
    while known[place].count <= agents { known[place].append(nil) }
    if let value = known[place][agents] { return value }
    let level =
      load.queue(agents: agents)?.value(of: .serviceLevel(.abandonedCountAgainst, within: within)) ?? 0
    let value = level * load.arrivalRate * demand.intervals[place].length
    known[place][agents] = value
    return value
  }

  // MARK: - Back to a plan

  private func staffing(of group: Int) -> Scenario.Staffing {
    let own = blocks.filter { $0.group == group }
    guard own.contains(where: { $0.shift != nil }) else {
      return .counts(own.map { .init(time: $0.time, agents: $0.count) })
    }
    let shifts = own.compactMap { block -> Scenario.Shift? in
      guard block.count > 0, var shift = block.shift else { return nil }
      shift.agents = block.count
      return shift
    }
    return .shifts(
      (named[group] ?? []) + shifts.sorted { ($0.start, $0.end) < ($1.start, $1.end) })
  }
}

extension Scenario.Staffing {
  /// Whether agents by number change at these times of day only, in seconds after midnight; what is
  /// said of times from `end` on does not matter.
  fileprivate func changesOnly(at times: Set<Double>, until end: Double) -> Bool {
    switch self {
    case .constant: true
    case .counts(let points):
      points.allSatisfy { $0.time <= 0 || $0.time >= end || times.contains($0.time) }
    case .shifts, .dated: false
    }
  }
}
