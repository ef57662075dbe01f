import ContactCenter
import Experiments
import QueueingTheory
import Staffing
import Testing

/// What formulas make of channels other than calls.
@Suite("Demand of channels")
struct ChannelDemandTests {
  private func chats(perHour: Double, talk: Double) -> Scenario.ContactType {
    var type = Scenario.ContactType(name: "chats")
    type.channel = .chat
    type.arrivals.points = [.init(time: 0, rate: perHour / 3600)]
    type.talk = .init(.exponential(mean: talk))
    return type
  }

  private func desk(_ agents: Int, slots: Int, speeds: [Double] = [1]) -> Scenario.AgentGroup {
    var group = Scenario.AgentGroup(name: "desk")
    group.staffing = .constant(agents)
    group.skills = [Scenario.Skill(queue: "chats")]
    group.capacity.slots = [.chat: slots]
    group.capacity.speeds = speeds
    return group
  }

  private func load(_ type: Scenario.ContactType, _ group: Scenario.AgentGroup) throws -> QueueLoad {
    var scenario = Scenario(name: "test")
    scenario.calendar.hours = .init(open: 0, close: 3600)
    scenario.calendar.interval = 3600
    scenario.contactTypes = [type]
    scenario.agentGroups = [group]
    return try #require(StaffingDemand(try scenario.model()).pools[0].loads[0])
  }

  @Test("Chats are planned by their own formula, and the shortcut's wait is 30 % too long")
  func chats() throws {
    // Five agents with three chats each at full speed are fifteen servers (M/M/15 with 13.33 erlangs).
    let load = try load(chats(perHour: 100, talk: 480), desk(5, slots: 3))
    #expect(load.chat != nil && !load.model.isApproximation)
    let exact = try #require(load.queue(agents: 5))
    #expect(abs(exact.averageSpeedOfAnswer - 162.884) < 1e-3)
    #expect(abs(exact.waitProbability - 0.56557) < 1e-5)
    var shortcut = load
    shortcut.chat = nil
    let wait = try #require(shortcut.queue(agents: 5)?.averageSpeedOfAnswer)
    #expect(abs(wait - 212.5) < 0.05 && abs(wait / exact.averageSpeedOfAnswer - 1.305) < 1e-3)
    // Nobody gives up: who never would waits as the others do.
    let measure = Goal.Measure.serviceLevel(.virtualWait, within: 60)
    #expect(abs(exact.value(of: measure) - exact.value(of: .serviceLevel(.answeredOnly, within: 60))) < 1e-12)
  }

  @Test("Speeds, patience and those who leave are in it; turns, weights and calls are not")
  func limits() throws {
    var type = chats(perHour: 60, talk: 240)
    type.patience = .init(.exponential(mean: 180))
    type.session = Scenario.Session()
    type.session?.patience = .exponential(mean: 1800)
    let full = try #require(try load(type, desk(4, slots: 3, speeds: [1, 0.8, 0.65])).chat)
    #expect(full.speeds == [1, 0.8, 0.65] && full.meanPatience == 180 && full.meanSessionPatience == 1800)
    type.session?.again = 0.5
    #expect(try load(type, desk(4, slots: 3)).chat == nil)
    type.session = nil
    #expect(try load(type, desk(4, slots: 1)).chat == nil)
    type.patience = .init(.constant(60))
    #expect(try load(type, desk(4, slots: 3)).chat == nil)
    type.patience = .init(.never)
    type.wrapUp = .init(.constant(20))
    let after = try load(type, desk(4, slots: 3))
    #expect(after.chat?.meanWork == 260 && after.model.isApproximation)
  }

  // MARK: - Work that waits

  /// The smallest largest rate of all courses that keep within what has come and what is due, by bisection.
  private func leastRate(_ work: WorkLevelling) -> Double {
    func works(_ rate: Double) -> Bool {
      var done = 0.0
      for k in work.lengths.indices {
        done = min(work.come[k], done + rate * work.lengths[k])
        if done < work.due[k] - 1e-9 { return false }
      }
      return done >= (work.come.last ?? 0) - 1e-9
    }
    var (low, high) = (0.0, 1e6)
    for _ in 0..<80 { if works((low + high) / 2) { high = (low + high) / 2 } else { low = (low + high) / 2 } }
    return high
  }

  @Test("Levelled work is done after it has come and before it is due, at the smallest largest rate")
  func levelling() {
    var numbers = SampleStream(state: 7)
    for _ in 0..<200 {
      let count = 3 + Int(numbers.uniform() * 20)
      var (come, due) = ([Double](), [Double]())
      for k in 0..<count {
        come.append((come.last ?? 0) + (numbers.uniform() * 10).rounded())
        due.append(min(come[k], max(due.last ?? 0, come[max(0, k - 4)] * (numbers.uniform() < 0.7 ? 1 : 0))))
      }
      var lengths = (0..<count).map { _ in numbers.uniform() < 0.3 ? 0.0 : 1 + numbers.uniform() }
      // The last is open, and what is due in closed ones is due in the next.
      lengths[count - 1] = 1
      for k in 0..<count - 1 where lengths[k] == 0 { due[k] = k > 0 ? due[k - 1] : 0 }
      let work = WorkLevelling(lengths: lengths, come: come, due: due)
      var done = 0.0
      for (k, part) in work.work.enumerated() {
        done += part
        #expect(done <= come[k] + 1e-9 && (lengths[k] == 0 || done >= due[k] - 1e-9))
        #expect(part >= 0 && (lengths[k] > 0 || part == 0))
      }
      #expect(abs(done - come[count - 1]) < 1e-9)
      let most = zip(work.work, lengths).map { $1 > 0 ? $0 / $1 : 0 }.max() ?? 0
      #expect(abs(most - leastRate(work)) < 1e-6 * max(1, most))
    }
  }

  @Test("Mail of the night is spread over the day that its goal allows, and no further")
  func nights() throws {
    var scenario = Scenario(name: "test")
    scenario.calendar.days = 3
    scenario.calendar.hours = .init(open: 9 * 3600, close: 17 * 3600)
    scenario.calendar.interval = 3600
    var mail = Scenario.ContactType(name: "mail")
    mail.channel = .email
    mail.arrivals.points = [.init(time: 0, rate: 20.0 / 3600)]
    mail.talk = .init(.exponential(mean: 300))
    mail.goalClock = .businessHours
    mail.serviceLevel = Scenario.ServiceLevelGoal()
    scenario.agentGroups = [desk(4, slots: 1)]
    scenario.agentGroups[0].skills = [Scenario.Skill(queue: "mail")]
    func rates(goal: Double) throws -> [Double] {
      mail.serviceLevel?.acceptableWait = goal
      scenario.contactTypes = [mail]
      let loads = StaffingDemand(try scenario.model()).pools[0].loads
      return loads.compactMap { $0.map { $0.arrivalRate * 3600 } }
    }
    let day = try rates(goal: 24 * 3600)
    // Nothing has come at the first opening; by the end of a week all of it is done.
    #expect(abs(day.reduce(0, +) - 20 * 56) < 20)
    let quick = try rates(goal: 2 * 3600)
    #expect(abs(quick.reduce(0, +) - day.reduce(0, +)) < 1e-6)
    // On the second morning 320 wait, which are to be begun within two hours of opening.
    #expect((quick.max() ?? 0) > 150 && (day.max() ?? 0) < 80, "\(quick) \(day)")
  }
}

/// Uniform numbers.
private struct SampleStream {
  var state: UInt64

  mutating func uniform() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) / 9_007_199_254_740_992
  }
}
