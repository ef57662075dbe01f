import QueueingTheory
import Testing

@Suite("Searches for goals")
struct StaffingSearchTests {
  @Test("The fewest from a first to a last number", arguments: [1, 2, 7, 64, 99, 100])
  func fewest(answer: Int) {
    var evaluations = 0
    let found = StaffingSearch.fewest(from: 1, upTo: 100) {
      evaluations += 1
      return $0 >= answer
    }
    #expect(found == answer)
    #expect(evaluations < 20)
  }

  @Test("A condition that even the last number does not satisfy has no answer")
  func none() {
    #expect(StaffingSearch.fewest(from: 1, upTo: 100) { $0 > 100 } == nil)
    #expect(StaffingSearch.fewest(from: 5, upTo: 5) { _ in false } == nil)
  }

  @Test("The largest load undoes Erlang B", arguments: [1, 10, 400, 20_000])
  func largestLoad(lines: Int) throws {
    let load = try #require(
      StaffingSearch.largestLoad(upTo: 1e6) {
        ErlangB(offeredLoad: $0, agents: lines).blockingProbability <= 0.01
      })
    #expect(abs(load / ErlangB.maximumLoad(agents: lines, blocking: 0.01) - 1) < 1e-11)
  }

  @Test("A load without limit, and none at all")
  func extremes() {
    #expect(StaffingSearch.largestLoad(upTo: 1e6) { _ in true } == nil)
    #expect(StaffingSearch.largestLoad(upTo: 1e6) { _ in false } == 0)
  }
}
