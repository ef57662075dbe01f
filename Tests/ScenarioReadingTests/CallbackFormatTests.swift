import ContactCenter
import ScenarioReading
import Testing

/// A scenario with every key of a callback.
private let fullText = """
  name: Callbacks
  calendar: {hours: 08:00-10:00, interval: 30 min}
  study: {replications: 3}
  contactTypes:
    - {name: sales, arrivals: {perHour: 60}}
  queues:
    - name: sales
      callback:
        kind: whenIdle
        offer:
          {after: [0 s, 2 min], to: waiting, whenQueue: 2, whenExpectedWait: 5 min, untilBeforeClosing: 1 h,
           share: 50%}
        accepts: {intercept: -1.5, perMinute: 0.5}
        announced: 3 min
        capture: 15 s
        initialDelay: 30 s
        promise: 2 h
        tolerance: 10 min
        reserve: 1
        dialing:
          {first: customer, reach: [70%, 60%], ring: 8 s, timeOut: 30 s, machineShare: 40%, machineTime: 23 s,
           messageCloses: yes, busyShare: 10%, busyTime: 4 s, attempts: 5,
           gap: {law: exponential, mean: 15 min}, patience: {law: exponential, mean: 25 s}}
        talk: {law: exponential, mean: 4 min}
        handlingFactor: 1.1
        trunks: out
        atClosing: workedOff
        expiresAfter: 24 h
        callsAgain: {after: 30 min, perHour: 0.6, cancelled: never, notice: 20 s}
  trunkGroups:
    - {name: out, lines: 5}
  agentGroups:
    - {name: team, agents: 12, skills: [sales]}

  """

@Suite("The format of callbacks")
struct CallbackFormatTests {
  @Test("Every key reaches the scenario")
  func everyKey() throws {
    let scenario = try ScenarioFile.read(text: fullText).scenario
    let callback = try #require(scenario.queues[0].callback)
    var expected = Scenario.Callback()
    expected.kind = .whenIdle
    expected.offer.after = [0, 120]
    (expected.offer.whenQueue, expected.offer.whenExpectedWait) = (2, 300)
    (expected.offer.untilBeforeClosing, expected.offer.share) = (3600, 0.5)
    expected.acceptance = .logit(intercept: -1.5, perMinute: 0.5)
    (expected.announced, expected.capture, expected.initialDelay) = (180, 15, 30)
    (expected.promise, expected.tolerance, expected.reserve) = (7200, 600, 1)
    expected.dialing.first = .customer
    (expected.dialing.reach, expected.dialing.ring, expected.dialing.timeOut) = ([0.7, 0.6], 8, 30)
    (expected.dialing.machineShare, expected.dialing.machineTime) = (0.4, 23)
    (expected.dialing.messageCloses, expected.dialing.attempts) = (true, 5)
    (expected.dialing.busyShare, expected.dialing.busyTime) = (0.1, 4)
    expected.dialing.gap = .exponential(mean: 900)
    expected.dialing.patience = .exponential(mean: 25)
    expected.talk = .exponential(mean: 240)
    expected.handlingFactor = 1.1
    expected.trunks = "out"
    expected.atClosing = .workedOff
    expected.expiresAfter = 86_400
    expected.callsAgain = .init(rate: 0.6 / 3600)
    expected.callsAgain?.after = 1800
    expected.callsAgain?.cancelled = .never
    expected.callsAgain?.notice = 20
    #expect(callback == expected)
  }

  @Test("What is left out has its default, and single values stand for lists")
  func defaults() throws {
    func read(_ callback: String) throws -> Scenario.Callback? {
      let start = try #require(fullText.firstRange(of: "callback:")).lowerBound
      let end = try #require(fullText.firstRange(of: "trunkGroups:")).lowerBound
      let text = fullText[..<start] + "callback: \(callback)\n" + fullText[end...]
      return try ScenarioFile.read(text: String(text)).scenario.queues[0].callback
    }
    #expect(try read("{}") == Scenario.Callback())
    var some = Scenario.Callback()
    some.acceptance = .probability(0.3)
    some.offer.after = [60]
    some.dialing.reach = [0.8]
    #expect(try read("{accepts: 30%, offer: {after: 1 min}, dialing: {reach: 80%}}") == some)
  }

  @Test("Its numbers can be varied by their paths")
  func settings() throws {
    let scenario = try ScenarioFile.read(text: fullText).scenario
    for (path, text, read) in [
      ("queues.sales.callback.accepts.perMinute", "2", 0.5),
      ("queues.sales.callback.offer.whenExpectedWait", "8 min", 300.0),
      ("queues.sales.callback.dialing.attempts", "2", 5.0),
      ("queues.sales.callback.reserve", "3", 1.0),
      ("queues.sales.callback.callsAgain.perHour", "1.2", 0.6),
    ] {
      let setting = try ScenarioSetting(path: path, in: scenario)
      let now = try #require(setting.value(in: scenario))
      #expect(now == .number(read), "\(path)")
      let value = try #require(try setting.values(text).first)
      #expect(setting.applied(value, to: scenario) != scenario, "\(path)")
    }
  }

  @Test("Callbacks that can never be dialed, or have no time to keep, are refused with place and remedy")
  func refused() {
    func problem(_ old: String, _ new: String) -> String {
      do {
        _ = try ScenarioFile.read(text: fullText.replacing(old, with: new))
      } catch {
        return "\(error)"
      }
      return ""
    }
    #expect(problem("reach: [70%, 60%]", "reach: 0%").contains("Nobody can ever be reached"))
    #expect(problem("attempts: 5", "attempts: 0").contains("attempts"))
    #expect(problem("kind: whenIdle", "kind: virtualHold").contains("whenIdle"))
    #expect(problem("after: [0 s, 2 min]", "after: [2 min, 0 s]").contains("rising order"))
    #expect(problem("kind: whenIdle", "kind: later").contains("virtualHold"))
    #expect(problem("expiresAfter: 24 h", "expiresAfter: 40 s").contains("nobody is called before 45 s"))
    #expect(problem("perHour: 0.6", "perHour: -1").contains("perHour"))
    #expect(problem("cancelled: never", "cancelled: soon").contains("whenServed"))
  }
}
