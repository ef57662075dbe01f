/// All queues: how many wait in each, and what is counted of them.
///
/// Who waits in a queue is in its lanes. Moments are told as seconds since the present planning interval
/// began.
struct WaitingQueues: ~Copyable {
  private var rows: Table<WaitingQueue>
  private let empty: [WaitingQueue]
  /// Each queue with those that its contacts may move to while they wait.
  let overflows: [[Int]]
  /// Those who wait, in all queues together.
  private(set) var waiting: Int32 = 0

  init(_ prepared: PreparedModel) {
    empty = prepared.queues
    rows = Table(empty)
    overflows = prepared.overflows
  }

  mutating func reset() {
    for queue in empty.indices { rows[queue] = empty[queue] }
    waiting = 0
  }

  var count: Int { rows.count }

  /// The addresses of queues; the table never grows.
  @inline(__always)
  func at(_ queue: Int32) -> UnsafeMutablePointer<WaitingQueue> { rows.at(queue) }

  @inline(__always)
  var view: TableView<WaitingQueue> { rows.view }

  subscript(queue: Int32) -> WaitingQueue {
    @inline(__always) unsafeAddress { UnsafePointer(rows.at(queue)) }
    @inline(__always) unsafeMutableAddress { rows.at(queue) }
  }

  /// Whether no more may wait in a queue.
  @inline(__always)
  func isFull(_ queue: Int32) -> Bool {
    rows.at(queue).pointee.length >= rows.at(queue).pointee.capacity
  }

  /// Those who wait in all queues of a site.
  func waiting(at site: Int32) -> Int32 {
    var count: Int32 = 0
    for queue in 0..<Int32(rows.count) where rows[queue].site == site { count += rows[queue].length }
    return count
  }

  /// Somebody begins to wait in a queue.
  @inline(__always)
  mutating func enter(_ queue: Int32, after elapsed: Seconds) {
    let row = rows.at(queue)
    row.pointee.length &+= 1
    row.pointee.sum -= elapsed
    row.pointee.entered += 1
    row.pointee.longest = max(row.pointee.longest, row.pointee.length)
    waiting &+= 1
  }

  /// Somebody waits in a queue no more.
  @inline(__always)
  mutating func leave(_ queue: Int32, after elapsed: Seconds) {
    let row = rows.at(queue)
    assert(row.pointee.length > 0 && waiting > 0, "somebody leaves a queue that is empty")
    row.pointee.length &-= 1
    row.pointee.sum += elapsed
    waiting &-= 1
  }

  // MARK: The books

  /// ∫ length dt over the present interval so far.
  func integral(_ queue: Int32, after elapsed: Seconds) -> Double {
    rows[queue].sum + Double(rows[queue].length) * elapsed
  }

  /// Counting begins anew.
  mutating func restart(after elapsed: Seconds) {
    for queue in 0..<rows.count {
      rows[queue].sum = -Double(rows[queue].length) * elapsed
      rows[queue].longest = rows[queue].length
      (rows[queue].entered, rows[queue].answered, rows[queue].abandoned) = (0, 0, 0)
    }
  }

  /// What happened in a queue in the present interval, which ends; the next one starts at zero.
  mutating func flush(_ queue: Int32, length: Seconds) -> QueueTally {
    var tally = QueueTally()
    let row = rows[queue]
    tally.lengthIntegral = integral(queue, after: length)
    tally.longest = Double(row.longest)
    tally.lengthAtEnd = Double(row.length)
    tally.entered = row.entered
    tally.answered = row.answered
    tally.abandoned = row.abandoned
    rows[queue].sum = 0
    rows[queue].longest = row.length
    (rows[queue].entered, rows[queue].answered, rows[queue].abandoned) = (0, 0, 0)
    return tally
  }
}
