import Synchronization

/// The one loop in which studies, tournaments, staffing searches and verifications are worked on.
package struct Executor: Sendable {
  /// Workers at the same time, at least 1; results do not depend on it.
  package var workers: Int
  /// The most items handed out whose outputs are not taken yet: bounds the outputs that wait for their
  /// turn.
  package var window: Int
  /// Asked often; once it says yes, the work ends soon.
  package var isCancelled: StopSign
  /// Workers in other processes, who do what can travel; nil: the threads of this one do.
  package var pool: (any WorkPool)?

  /// An executor.
  package init(
    workers: Int, window: Int = .max, isCancelled: @escaping StopSign = { false },
    pool: (any WorkPool)? = nil
  ) {
    self.pool = pool
    self.workers = max(1, workers)
    self.window = max(self.workers, window)
    self.isCancelled = isCancelled
  }

  /// Works on a plan's items until there are none left, the plan has enough or the work is interrupted.
  ///
  /// - Parameters:
  ///   - plan: What is worked on.
  ///   - worker: Makes a worker, which is to end its item early once the sign that it gets says so.
  /// - Returns: The plan with all outputs taken, and whether the work was interrupted before its end:
  ///   then the outputs up to the first one that is missing are taken.
  package func run<Plan: WorkPlan, Hand: Worker>(
    _ plan: Plan, worker: @escaping @Sendable (@escaping StopSign) -> Hand
  ) async -> (plan: Plan, isInterrupted: Bool)
  where Hand.Item == Plan.Item, Hand.Output == Plan.Output {
    let flag = StopFlag()
    let desk = WorkDesk(plan, window: window, whenOver: flag)
    let isCancelled = isCancelled
    let isStopped: StopSign = { flag.isRaised || isCancelled() }
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<workers {
        group.addTask {
          var hand = worker(isStopped)
          while let job = await desk.job() {
            let work = isStopped() ? .stopped(nil) : await hand.work(job.item)
            await desk.receive(work, of: job)
          }
        }
      }
    }
    return await desk.close()
  }

  /// The same where items can travel: by the pool if there is one.
  package func run<Plan: WorkPlan, Way: RowWork, Hand: Worker>(
    _ plan: Plan, way: Way, worker: @escaping @Sendable (@escaping StopSign) -> Hand
  ) async -> (plan: Plan, isInterrupted: Bool)
  where
    Hand.Item == Plan.Item, Hand.Output == Plan.Output, Way.Item == Plan.Item, Way.Output == Plan.Output
  {
    guard let pool else { return await run(plan, worker: worker) }
    // While a worker is at one piece the next one waits for it.
    let executor = Executor(workers: 2 * pool.workers, isCancelled: isCancelled)
    let pieces = PiecePlan(plan, parts: 2 * pool.workers, most: way.most)
    let (done, isInterrupted) = await executor.run(pieces) {
      PoolHand(pool: pool, way: way, isStopped: $0)
    }
    return (done.plan, isInterrupted)
  }

  /// Works on all items of a list, where items can travel by the pool if there is one.
  ///
  /// - Parameters:
  ///   - items: The items.
  ///   - way: How they travel.
  ///   - whenDone: Called with one item after the other once its output is there.
  ///   - worker: Makes a worker.
  /// - Returns: The outputs in the order of the items; nil where the work was interrupted.
  package func outputs<Way: RowWork, Hand: Worker>(
    of items: [Hand.Item], way: Way, whenDone: @escaping @Sendable (Hand.Item) -> Void = { _ in },
    worker: @escaping @Sendable (@escaping StopSign) -> Hand
  ) async -> [Hand.Output]? where Way.Item == Hand.Item, Way.Output == Hand.Output {
    guard pool != nil else { return await outputs(of: items, whenDone: whenDone, worker: worker) }
    let plan = ListPlan<Hand.Item, Hand.Output>(items: items, whenDone: whenDone)
    let (done, isInterrupted) = await run(plan, way: way, worker: worker)
    return isInterrupted ? nil : done.outputs
  }

  /// Works on all items of a list.
  ///
  /// - Parameters:
  ///   - items: The items.
  ///   - whenDone: Called with one item after the other once its output is there.
  ///   - worker: Makes a worker.
  /// - Returns: The outputs in the order of the items; nil where the work was interrupted.
  package func outputs<Hand: Worker>(
    of items: [Hand.Item], whenDone: @escaping @Sendable (Hand.Item) -> Void = { _ in },
    worker: @escaping @Sendable (@escaping StopSign) -> Hand
  ) async -> [Hand.Output]? {
    var executor = self
    executor.workers = min(workers, max(1, items.count))
    let plan = ListPlan<Hand.Item, Hand.Output>(items: items, whenDone: whenDone)
    let (done, isInterrupted) = await executor.run(plan, worker: worker)
    return isInterrupted ? nil : done.outputs
  }
}

/// Hands items out to workers and takes what they bring in the order of the items.
private actor WorkDesk<Plan: WorkPlan> {
  /// An item that was handed out, and its number.
  struct Job: Sendable {
    var item: Plan.Item
    var number: Int
  }

  private var plan: Plan
  private let window: Int
  private let flag: StopFlag
  private var handedOut = 0
  private var taken = 0
  /// What came before its turn, by number.
  private var early: [Int: (item: Plan.Item, work: Work<Plan.Output>)] = [:]
  /// Nothing is handed out or taken any more.
  private var isOver = false
  /// A worker was told to stop: nothing is handed out any more.
  private var isStopping = false
  private var isEnough = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ plan: Plan, window: Int, whenOver flag: StopFlag) {
    self.plan = plan
    self.window = window
    self.flag = flag
  }

  /// The next item to work on; nil when there is nothing more to do.
  func job() async -> Job? {
    while !isOver, !isStopping {
      if handedOut - taken < window, let item = plan.next() {
        handedOut += 1
        return Job(item: item, number: handedOut - 1)
      }
      if handedOut == taken {
        end()
      } else {
        await withCheckedContinuation { waiting.append($0) }
      }
    }
    return nil
  }

  func receive(_ work: Work<Plan.Output>, of job: Job) {
    guard !isEnough else { return }
    early[job.number] = (job.item, work)
    if case .stopped = work { isStopping = true }
    while !isOver, let (item, next) = early.removeValue(forKey: taken) {
      taken += 1
      switch next {
      case .done(let output):
        isEnough = !plan.take(output, of: item)
        if isEnough { end() }
      case .stopped(let part):
        if let part { _ = plan.take(part, of: item) }
        end()
      }
    }
    wakeAll()
  }

  /// The plan, and whether the work was interrupted.
  func close() -> (plan: Plan, isInterrupted: Bool) {
    let isInterrupted = isStopping && !isEnough
    if isInterrupted {
      for number in early.keys.sorted() {
        if let (item, work) = early[number], case .done(let output) = work {
          plan.rescue(output, of: item)
        }
      }
    }
    return (plan, isInterrupted)
  }

  private func end() {
    isOver = true
    if isEnough { early = [:] }
    flag.raise()
    wakeAll()
  }

  private func wakeAll() {
    let sleepers = waiting
    waiting = []
    for sleeper in sleepers { sleeper.resume() }
  }
}

/// The items of a list; keeps their outputs.
private struct ListPlan<Item: Sendable, Output: Sendable>: WorkPlan {
  let items: [Item]
  let whenDone: @Sendable (Item) -> Void
  private(set) var outputs: [Output] = []
  private var place = 0

  init(items: [Item], whenDone: @escaping @Sendable (Item) -> Void) {
    self.items = items
    self.whenDone = whenDone
    outputs.reserveCapacity(items.count)
  }

  var ready: Int { items.count - place }

  mutating func next() -> Item? {
    guard place < items.count else { return nil }
    place += 1
    return items[place - 1]
  }

  mutating func take(_ output: Output, of item: Item) -> Bool {
    outputs.append(output)
    whenDone(item)
    return true
  }
}

/// A flag that any thread may raise and read.
private final class StopFlag: Sendable {
  private let flag = Atomic<Bool>(false)

  /// Raises the flag for good.
  func raise() { flag.store(true, ordering: .relaxed) }
  /// Whether it was raised.
  var isRaised: Bool { flag.load(ordering: .relaxed) }
}
