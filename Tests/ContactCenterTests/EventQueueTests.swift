import ContactCenter
import Testing

/// What the event list must do, done slowly: a list kept in order.
private struct SortedList {
  struct Entry {
    var time: Seconds
    var sequence: Int
    var kind: EventKind
    var timer: Int
  }
  var entries: [Entry] = []
  private var sequence = 0

  mutating func schedule(_ kind: EventKind, timer: Int, at time: Seconds, first: Bool = false) {
    sequence += 1
    let entry = Entry(time: time, sequence: first ? 0 : sequence, kind: kind, timer: timer)
    let place =
      entries.firstIndex { ($0.time, $0.sequence) > (entry.time, entry.sequence) }
      ?? entries.count
    entries.insert(entry, at: place)
  }

  mutating func cancel(_ timer: Int) { entries.removeAll { $0.timer == timer } }

  mutating func next() -> Entry? { entries.isEmpty ? nil : entries.removeFirst() }
}

@Suite("The event list")
struct EventQueueTests {
  /// One random step on both lists; false when they disagree.
  private func step(
    _ queue: inout EventQueue, _ list: inout SortedList, _ random: inout FixedGenerator,
    timers: Int, now: inout Seconds
  ) -> Bool {
    let timer = Int.random(in: 1..<timers, using: &random)
    switch Int.random(in: 0..<10, using: &random) {
    case 0...4:
      guard !queue.isPending(timer) else { return true }
      // Few different times, so that many are equal; some of them far off.
      let reach = Int.random(in: 0..<8, using: &random) == 0 ? 4000 : 20
      let time = now + Double(Int.random(in: 0..<reach, using: &random)) / 4
      let kind = EventKind(rawValue: UInt8(timer % 16))!
      queue.schedule(kind, timer: timer, at: time)
      list.schedule(kind, timer: timer, at: time)
    case 5:
      queue.cancel(timer)
      list.cancel(timer)
    case 6:
      guard !queue.isPending(0) else { return true }
      let time = now + Double(Int.random(in: 1..<20, using: &random)) / 4
      queue.scheduleFirst(.intervalEnds, timer: 0, at: time)
      list.schedule(.intervalEnds, timer: 0, at: time, first: true)
    default:
      guard let expected = list.next() else { return queue.next() == nil }
      guard let key = queue.next() else { return false }
      now = EventQueue.time(key)
      return now == expected.time && EventQueue.kind(key) == expected.kind
        && EventQueue.timer(key) == expected.timer
    }
    return list.entries.contains { $0.timer == timer } == queue.isPending(timer)
  }

  @Test(
    "It gives the events of a sorted list, with ties and cancels, whatever its measures",
    arguments: 0..<12, [(0.001, 64), (0.25, 64), (1, 1024), (1000, 64)])
  func reference(seed: Int, measures: (spacing: Seconds, slots: Int)) {
    var random = FixedGenerator(seed: UInt64(seed))
    var queue = EventQueue(timers: 300, spacing: measures.spacing, slots: measures.slots)
    var list = SortedList()
    var now = 0.0
    // Few timers first, so that the list often runs empty; then more than its first 256 places.
    for timers in [3, 40, 300] {
      for round in 0..<3000 {
        let agrees = step(&queue, &list, &random, timers: timers, now: &now)
        #expect(agrees, "seed \(seed), measures \(measures), round \(round)")
        guard agrees else { return }
      }
    }
  }

  @Test("Events further off than any day come in their order, and can be cancelled")
  func farOff() {
    let times = [1e300, 5, 1e18, 1e15, 7, 1e170, 1e12]
    for spacing in [1e-5, 1, 3600] {
      var queue = EventQueue(timers: 20, spacing: spacing, slots: 64)
      for (timer, time) in times.enumerated() { queue.schedule(.redial, timer: timer, at: time) }
      queue.cancel(5)
      var order: [Int] = []
      while let key = queue.next() {
        order.append(EventQueue.timer(key))
        // What follows an event far off lies as far.
        if order.count == 4 { queue.schedule(.arrival, timer: 9, at: EventQueue.time(key) + 1) }
      }
      #expect(order == [1, 4, 6, 3, 9, 2, 0])
    }
  }

  @Test("It grows with its timers and keeps what is pending")
  func growth() {
    var queue = EventQueue(timers: 4)
    for timer in 0..<4 { queue.schedule(.redial, timer: timer, at: Double(10 - timer)) }
    queue.grow(timers: 5000)
    for timer in 4..<5000 { queue.schedule(.redial, timer: timer, at: Double(timer % 97)) }
    var previous = -1.0
    var count = 0
    while let key = queue.next() {
      #expect(EventQueue.time(key) >= previous)
      previous = EventQueue.time(key)
      count += 1
    }
    #expect(count == 5000)
  }

  @Test("Forgetting everything leaves a list like new")
  func removeAll() {
    var queue = EventQueue(timers: 1000)
    for timer in 0..<1000 { queue.schedule(.arrival, timer: timer, at: 5) }
    _ = queue.next()
    queue.removeAll()
    let none = queue.next()
    let isPending = queue.isPending(3)
    #expect(none == nil && !isPending)
    queue.schedule(.closing, timer: 3, at: 1)
    queue.schedule(.opening, timer: 4, at: 1)
    let first = queue.next()
    #expect(first.map { EventQueue.timer($0) } == 3)
    #expect(first.map { EventQueue.kind($0) } == .closing)
  }
}
