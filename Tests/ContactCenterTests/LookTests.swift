import ContactCenter
import Testing

@Suite("Work that an agent sees at a glance is not for him")
struct LookTests {
  private func mails(_ name: String, at times: [Seconds]) -> Scenario.ContactType {
    var type = calls(name, at: times)
    type.channel = .email
    return type
  }

  /// Mails of which a share belongs to the orders, and one agent for both.
  private func desk(_ share: Double, at times: [Seconds]) -> Scenario {
    var scenario = center(hours: 2)
    var type = mails("mails", at: times)
    type.misrouted = .init(share: share, look: 20, to: "orders")
    type.wrapUp = .init(.constant(30))
    var orders = mails("orders", at: [])
    orders.arrivals = .init()
    orders.talk = .init(.constant(50))
    scenario.contactTypes = [type, orders]
    scenario.agentGroups = [agents(1, serving: ["mails", "orders"])]
    return scenario
  }

  @Test("What came to the wrong place costs a look, and waits in the right one")
  func misrouted() throws {
    let scenario = desk(1, at: [0, 5])
    let story = try Story(scenario)
    #expect(story.times(.startsTalk) == [0, 20, 40, 90] && story.servedTypes == [0, 0, 1, 1])
    let tallies = try simulate(scenario)
    #expect(tallies.backlogs[0].misrouted == 2 && tallies.total(1).transfersIn == 2)
    #expect(tallies.total(0).talkTime == 40 && tallies.total(0).wrapUpTime == 0)
    #expect(tallies.backlogs[1].completed == 2 && tallies.backlogs[0].completed == 0)
    #expect(tallies.total(0).personsServed == 2 && tallies.total(1).personsServed == 0)
  }

  @Test("A share is misrouted, once: what comes back is at home")
  func share() throws {
    var scenario = desk(0.2, at: [])
    scenario.calendar.hours = .init(open: 0, close: 86_400)
    scenario.contactTypes[0].arrivals = calls(perHour: 60).arrivals
    scenario.contactTypes[0].spam = .init(share: 0.3, look: 5)
    scenario.contactTypes[1].misrouted = .init(share: 1, look: 1, to: "mails")
    scenario.agentGroups = [agents(10, serving: ["mails", "orders"])]
    let runs = try Replications(scenario, 12).tallies.map { ($0.backlogs[0], $0.total(0), $0.backlogs[1]) }
    let share = Estimate(runs.map { $0.0.misrouted }, over: runs.map { $0.1.fresh })
    #expect(abs(share.z(0.2)) < 3.5)
    let spam = Estimate(runs.map { $0.0.spam }, over: runs.map { $0.1.fresh })
    #expect(abs(spam.z(0.3)) < 3.5)
    #expect(runs.allSatisfy { $0.2.misrouted == 0 })
  }

  @Test("Nobody asks for spam, and what customers ask with is none")
  func spamDoesNotChase() throws {
    var scenario = desk(0, at: Array(stride(from: 0.0, to: 3600, by: 30)))
    scenario.contactTypes[0].chasers = .init(after: 60, law: .once(chance: 1, delay: .constant(0)))
    scenario.agentGroups = [agents(1, serving: ["mails", "orders"])]
    scenario.contactTypes[0].spam = .init(share: 1, look: 60)
    var tally = try simulate(scenario).backlogs[0]
    #expect(tally.chasers == 0 && tally.spam == tally.completed && tally.most > 30)
    // With a half of spam the others are asked for: what asks is never spam.
    scenario.contactTypes[0].spam?.share = 0.5
    scenario.calendar.hours = .init(open: 0, close: 86_400)
    tally = try simulate(scenario).backlogs[0]
    scenario.contactTypes[0].chasers = nil
    let alone = try simulate(scenario).backlogs[0]
    #expect(tally.chasers > 20 && tally.spam == alone.spam && tally.completed == 120 + tally.chasers)
  }

  @Test("Misrouted work is checked: share, look, type")
  func checks() {
    func problems(_ change: (inout Scenario.ContactType) -> Void) -> [String] {
      var scenario = desk(0.5, at: [0])
      change(&scenario.contactTypes[0])
      do { return try scenario.modelAndWarnings().warnings.map(\.path) } catch {
        return error.problems.filter { $0.severity == .error }.map(\.path)
      }
    }
    #expect(problems { _ in }.isEmpty)
    #expect(problems { $0.misrouted?.share = -1 } == ["contactTypes[0].misrouted.share"])
    #expect(problems { $0.misrouted?.look = -1 } == ["contactTypes[0].misrouted.look"])
    #expect(
      problems { $0.misrouted?.to = "mails" }
        == ["contactTypes[0].misrouted.to", "contactTypes[1].arrivals"])
    #expect(problems { $0.spam = .init(share: 0.6, look: 1) } == ["contactTypes[0].misrouted.share"])
    #expect(problems { $0.channel = .voice } == ["contactTypes[0].misrouted"])
  }
}
