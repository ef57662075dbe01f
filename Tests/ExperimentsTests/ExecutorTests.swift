import Experiments
import Synchronization
import Testing

@Suite("One loop for all work")
struct ExecutorTests {
  /// Numbers in waves: the next wave begins when all of the last are taken, and ends when enough is there.
  private struct Waves: WorkPlan {
    var sizes: [Int]
    var enough = Int.max
    private(set) var taken: [Int] = []
    private(set) var rescued: [Int] = []
    private var open = 0
    private var given = 0

    init(_ sizes: [Int], enough: Int = .max) { (self.sizes, self.enough) = (sizes, enough) }

    mutating func next() -> Int? {
      if open == 0, taken.count == given, !sizes.isEmpty { open = sizes.removeFirst() }
      guard open > 0 else { return nil }
      (open, given) = (open - 1, given + 1)
      return given - 1
    }

    mutating func take(_ output: Int, of item: Int) -> Bool {
      #expect(output == item * item)
      taken.append(item)
      return taken.count < enough
    }

    mutating func rescue(_ output: Int, of item: Int) { rescued.append(item) }
  }

  /// Squares numbers, the longer the lower the number is among three; stops at one of them.
  private struct Squares: Worker {
    var stopsAt: Int?
    private(set) var done = 0

    init(stopsAt: Int? = nil) { self.stopsAt = stopsAt }

    mutating func work(_ item: Int) async -> Work<Int> {
      done += 1
      try? await Task.sleep(for: .milliseconds(3 - item % 3))
      return item == stopsAt ? .stopped(nil) : .done(item * item)
    }
  }

  @Test("Outputs are taken in the order of the items, wave after wave", arguments: [1, 2, 8])
  func order(workers: Int) async {
    let (plan, isInterrupted) = await Executor(workers: workers)
      .run(Waves([7, 1, 12])) { _ in Squares() }
    #expect(plan.taken == Array(0..<20) && !isInterrupted)
  }

  @Test("No more is handed out than the window allows")
  func window() async {
    let begun = Atomic(0)
    struct Slow: Worker {
      let begin: @Sendable () -> Void
      func work(_ item: Int) async -> Work<Int> {
        begin()
        try? await Task.sleep(for: .milliseconds(item == 0 ? 60 : 1))
        return .done(item * item)
      }
    }
    _ = await Executor(workers: 3, window: 5).run(Waves([40], enough: 1)) { _ in
      Slow { begun.add(1, ordering: .relaxed) }
    }
    // Until number 0 is taken, which is enough, five are begun at most.
    #expect((3...5).contains(begun.load(ordering: .relaxed)))
  }

  @Test("What a plan calls enough ends the work without an interruption")
  func enough() async {
    let (plan, isInterrupted) = await Executor(workers: 4)
      .run(Waves([1000], enough: 10)) { _ in Squares() }
    #expect(plan.taken == Array(0..<10) && !isInterrupted && plan.rescued.isEmpty)
  }

  @Test("Where a worker is told to stop, what is in order is taken and the rest rescued")
  func interruption() async {
    let (plan, isInterrupted) = await Executor(workers: 3)
      .run(Waves([100])) { _ in Squares(stopsAt: 12) }
    #expect(isInterrupted && plan.taken == Array(0..<12))
    #expect(plan.rescued.allSatisfy { $0 > 12 } && plan.rescued == plan.rescued.sorted())
  }

  @Test("A list that is worked on to its end has all outputs, an interrupted one none")
  func list() async {
    let done = Mutex<[Int]>([])
    let outputs = await Executor(workers: 3).outputs(
      of: [4, 2, 9], whenDone: { item in done.withLock { $0.append(item) } }
    ) { _ in Squares() }
    #expect(outputs == [16, 4, 81] && done.withLock { $0 } == [4, 2, 9])
    #expect(await Executor(workers: 2).outputs(of: [Int]()) { _ in Squares() } == [])
    let count = Atomic(0)
    let executor = Executor(
      workers: 2, isCancelled: { count.add(1, ordering: .relaxed).newValue > 5 })
    #expect(await executor.outputs(of: Array(0..<50)) { _ in Squares() } == nil)
  }
}
