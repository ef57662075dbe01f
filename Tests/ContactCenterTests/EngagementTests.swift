import ContactCenter
import Testing

@Suite("Engagements")
struct EngagementTests {
  /// The rows of one agent with three slots, and his times.
  private struct Desk: ~Copyable {
    let times = AgentTimes(agents: 2)
    let engagements: Engagements

    init() {
      var timers = TimerPlan()
      engagements = Engagements(agents: 2, slots: 3, &timers)
    }
  }

  @Test("An agent may have three contacts at once, each in a slot of its own")
  func slots() {
    let desk = Desk()
    var taken: [Int32] = []
    for contact: Int32 in 10..<13 {
      let slot = desk.engagements.freeSlot(of: 1)
      desk.engagements.begin(slot, with: contact, .conversing, at: 0)
      taken.append(slot)
    }
    let agents = taken.map { desk.engagements.agent(of: $0) }
    let contacts = taken.map { desk.engagements[$0].contact }
    let areFree = [desk.engagements.isFree(0), desk.engagements.isFree(1)]
    #expect(Set(taken).count == 3)
    #expect(agents == [1, 1, 1])
    #expect(contacts == [10, 11, 12])
    #expect(areFree == [true, false])
  }

  @Test("Each engagement is wrapped up apart, and its phases are booked by themselves")
  func phases() {
    let desk = Desk()
    let first = desk.engagements.freeSlot(of: 0)
    desk.engagements.begin(first, with: 1, .alerting, at: 100)
    let second = desk.engagements.freeSlot(of: 0)
    desk.engagements.begin(second, with: 2, .conversing, at: 110)
    desk.engagements.enter(.conversing, first, at: 105, desk.times)
    desk.engagements.enter(.wrapUp, first, at: 130, desk.times)
    desk.engagements.enter(.holding, second, at: 140, desk.times)
    desk.engagements.end(first, of: 0, at: 150, desk.times)
    let unbooked = desk.engagements.unbooked(.holding, 0, at: 160)
    #expect(unbooked == 20)
    desk.engagements.end(second, of: 0, at: 160, desk.times)
    // 5 s of ringing, 25 s and 30 s of conversation, 20 s on hold and 20 s of wrap-up in 60 s.
    let phases = [EngagementPhase.alerting, .conversing, .holding, .wrapUp]
    let times = phases.map { desk.times.time($0, 0, ofWholeRun: false) }
    let (handling, isFree) = (desk.times.handling(0), desk.engagements.isFree(0))
    #expect(times == [5, 55, 20, 20])
    #expect(handling == 100)
    #expect(isFree)
  }

  @Test("Stations get timers that no other has, those of contacts without end")
  func timers() {
    var plan = TimerPlan()
    let types = plan.reserve(3)
    let agents = plan.reserve(2)
    let contacts = plan.reserveRest(two: true)
    let all =
      (0..<3).map { types.of($0) } + (0..<2).map { agents.of($0) }
      + (0..<4).flatMap { [contacts.of($0), contacts.second(of: $0)] }
    #expect(all == Array(0..<13))
    #expect(contacts.end(4) == 13)
    #expect((0..<4).allSatisfy { contacts.row(contacts.of($0)) == $0 })
    #expect((0..<4).allSatisfy { contacts.row(contacts.second(of: $0)) == $0 })
    #expect((0..<2).allSatisfy { agents.row(agents.of($0)) == $0 })
  }
}
