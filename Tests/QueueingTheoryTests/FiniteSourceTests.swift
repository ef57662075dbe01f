import QueueingTheory
import Testing

@Suite("A finite number of sources")
struct FiniteSourceTests {
  @Test("One source and one line never block each other")
  func oneSource() {
    let system = Engset(sources: 1, lines: 1, idleSourceRate: 1 / 300.0, meanHoldTime: 300)
    #expect(system.callCongestion == 0)
    #expect(abs(system.timeCongestion - 0.5) < 1e-15 && abs(system.meanBusy - 0.5) < 1e-15)
    let ample = Engset(sources: 4, lines: 9, idleSourceRate: 1 / 300.0, meanHoldTime: 300)
    #expect(ample.timeCongestion == 0 && abs(ample.meanBusy - 2) < 1e-14)
  }

  @Test("Very many sources give Erlang B")
  func manySources() {
    let system = Engset(
      sources: 1_000_000_000, lines: 12, idleSourceRate: 1e-8, meanHoldTime: 1)
    let loss = ErlangB(offeredLoad: 10, agents: 12)
    #expect(abs(system.callCongestion / loss.blockingProbability - 1) < 1e-7)
  }

  @Test("Very many sources give Erlang C")
  func manyWaitingSources() throws {
    let queue = FiniteSourceQueue(
      sources: 1_000_000, agents: 12, idleSourceRate: 1e-5, meanHandleTime: 1)
    let endless = try ErlangC(offeredLoad: 10, meanHandleTime: 1, agents: 12)
    #expect(abs(queue.waitProbability / endless.waitProbability - 1) < 1e-4)
  }
}
