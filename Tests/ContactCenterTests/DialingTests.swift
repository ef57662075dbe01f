import ContactCenter
import Testing

/// Dialers against exact values; statistical tests say seed and tolerance in standard errors.
@Suite("Dialers against exact values")
struct DialingTests {
  /// Agents who do nothing else than talk to those who answer.
  private func campaign(
    agents count: Int, talk: Distribution, days: Int = 5, warmUp: Seconds = 7200,
    _ change: (inout Scenario.Campaign) -> Void
  ) -> Scenario {
    var scenario = center(days: days, warmUp: warmUp)
    var type = Scenario.ContactType(name: "people")
    type.talk = .init(talk)
    scenario.contactTypes = [type]
    scenario.agentGroups = [agents(count, serving: ["people"])]
    var campaign = Scenario.Campaign(name: "list", type: "people")
    campaign.dropAfter = 0
    change(&campaign)
    scenario.campaigns = [campaign]
    return scenario
  }

  private func near(_ estimate: Estimate, _ exact: Double, _ what: Comment, bound: Double = 4) {
    #expect(abs(estimate.z(exact)) < bound, what)
    #expect(estimate.precision(exact) < 0.02, what)
  }

  /// Lines that ring an exponential time, and are then answered or not.
  private func chain(
    _ campaign: inout Scenario.Campaign, ring: Seconds, answer: Double, _ dialer: Scenario.Dialer
  ) {
    campaign.list.answers.human = answer
    campaign.rings.human = .exponential(mean: ring)
    campaign.rings.nobody = .exponential(mean: ring)
    campaign.rings.timeOut = 1e6
    campaign.dialer = dialer
  }

  // MARK: Renewal

  /// Setup, ringing, analysis and work of several results; only means enter.
  ///
  /// A person 22 % (9 s), a machine 33 % (9 s), nobody 35 % (24 s), busy 6 % (4 s), invalid 4 % (2 s), setup 3 s,
  /// analysis 2 s. Seed 1, four standard errors.
  @Test("A progressive dialer is a renewal process, whatever the laws are")
  func progressive() throws {
    for law in 0..<2 {
      func ringing(_ mean: Double) -> Distribution {
        law == 0 ? .lognormal(mean: mean, cv: 0.8) : .gamma(shape: 3, scale: mean / 3)
      }
      func work(_ mean: Double) -> Distribution {
        law == 0 ? .lognormal(mean: mean, cv: 1.2) : .exponential(mean: mean)
      }
      var scenario = campaign(agents: 7, talk: work(240)) {
        $0.list.answers = .init()
        ($0.list.answers.human, $0.list.answers.machine) = (0.22, 0.33)
        ($0.list.answers.busy, $0.list.answers.invalid) = (0.06, 0.04)
        $0.list.rightParty = 0.45
        $0.setup = .constant(3)
        ($0.rings.human, $0.rings.machine, $0.rings.nobody) = (ringing(9), ringing(9), ringing(24))
        ($0.rings.busy, $0.rings.invalid, $0.rings.timeOut) = (ringing(4), ringing(2), 1e6)
        $0.detection = .init()
        $0.wrongParty = .init(talk: work(35))
        $0.wrongParty?.wrapUp = work(10)
        $0.machine = .init(talk: work(8))
      }
      scenario.contactTypes[0].wrapUp = .init(work(30))
      let runs = try Replications(scenario, 8)
      func hourly(_ count: (CampaignTally) -> Double) -> Estimate {
        Estimate(
          runs.tallies.map { count($0.campaigns[0]) }, over: runs.tallies.map { $0.group().loggedIn / 3600 })
      }
      near(hourly { $0.connected + $0.machineCalls }, 18.475_937_97, "connections")
      near(hourly(\.rightParties), 7.012_823_41, "right parties")
      near(hourly(\.dials), 73.027_422_81, "attempts")
      near(hourly(\.silent), 0.481_980_99, "silent calls", bound: 4)
      let occupancy = runs.tallies.map { $0.group().handling }
      near(Estimate(occupancy, over: runs.tallies.map { $0.group().loggedIn }), 0.639_528_53, "occupancy")
      let dials = runs.tallies.map { $0.campaigns[0] }
      near(Estimate(dials.map(\.dialTime), over: dials.map(\.dials)), 17.77, "mean attempt")
      let idle = Estimate(dials.map(\.idleBefore), over: dials.map { $0.connected + $0.machineCalls })
      near(idle, 70.237_154_15, "wait between calls")
      #expect(dials.allSatisfy { $0.dropped == 0 })
    }
  }

  // MARK: Chains

  /// The chain of (busy, ringing): ten agents, ring 20 s, answer 30 %, talk 180 s, two lines for each idle agent.
  @Test("A ratio of idle agents is the chain's")
  func idleTally() throws {
    let scenario = campaign(agents: 10, talk: .exponential(mean: 180)) {
      chain(&$0, ring: 20, answer: 0.3, Scenario.Dialer(ratio: 2, .idle))
    }
    let runs = try Replications(scenario, 8)
    let tallies = runs.tallies.map { $0.campaigns[0] }
    near(Estimate(tallies.map(\.dropped), over: tallies.map(\.humans)), 0.048_768_17, "drop rate")
    near(Estimate(tallies.map(\.dialingIntegral), over: tallies.map(\.time)), 3.313_694_94, "lines dialing")
    near(Estimate(tallies.map(\.dials), over: tallies.map { $0.time / 3600 }), 596.465_09, "attempts")
    let handling = runs.tallies.map { $0.group().handling }
    near(Estimate(handling, over: runs.tallies.map { $0.group().loggedIn }), 0.851_064_87, "occupancy")
  }

  @Test("A ratio of all agents is the chain's")
  func allTally() throws {
    let scenario = campaign(agents: 20, talk: .exponential(mean: 180)) {
      chain(&$0, ring: 20, answer: 0.3, Scenario.Dialer(ratio: 1.1, .all))
    }
    let runs = try Replications(scenario, 8)
    let tallies = runs.tallies.map { $0.campaigns[0] }
    let drops = Estimate(tallies.map(\.dropped), over: tallies.map(\.humans))
    #expect(abs(drops.z(0.010_419_33)) < 4)
    near(Estimate(tallies.map(\.dials), over: tallies.map { $0.time / 3600 }), 1078.470_20, "attempts")
    let handling = runs.tallies.map { $0.group().handling }
    near(Estimate(handling, over: runs.tallies.map { $0.group().loggedIn }), 0.800_424_95, "occupancy")
  }

  /// Ten agents, two in reserve, 120 calls an hour of 180 s, patience 120 s; outbound calls of 240 s connect at once.
  @Test("With answers at once and a reserve it is the blend's chain")
  func blend() throws {
    var scenario = campaign(agents: 10, talk: .exponential(mean: 240)) {
      $0.rings.human = .constant(0)
      $0.reserve = 2
    }
    scenario.contactTypes.append(
      calls(perHour: 120, talk: .exponential(mean: 180), patience: .exponential(mean: 120)))
    scenario.agentGroups = [agents(10, serving: ["people", "calls"])]
    let runs = try Replications(scenario, 8)
    let tallies = runs.tallies
    near(
      Estimate(tallies.map { $0.total(1).abandoned }, over: tallies.map { $0.total(1).offered }),
      0.079_582_42, "abandoned")
    near(
      Estimate(tallies.map { $0.campaigns[0].connected }, over: tallies.map { $0.campaigns[0].time / 3600 }),
      52.032_439_87, "outbound")
    near(
      Estimate(tallies.map { $0.group().handling }, over: tallies.map { $0.group().loggedIn }),
      0.899_133_48, "occupancy")
  }

  // MARK: One batch

  /// Two agents, four lines, answer 30 %: (4 · .3³ · .7 · 1 + .3⁴ · 2) ÷ 1.2 = .0765.
  @Test("Lines that all resolve at once are a binomial sum")
  func batch() throws {
    let scenario = campaign(agents: 2, talk: .constant(180), days: 1, warmUp: 0) {
      $0.list.size = 4
      $0.list.answers.human = 0.3
      $0.rings.human = .constant(20)
      $0.rings.timeOut = 20
      $0.retries.attempts = 1
      $0.dialer = Scenario.Dialer(ratio: 2, .idle)
    }
    let simulator = Simulator(model: try scenario.model())
    let tallies = try (0..<20_000).map {
      try simulate(with: simulator, seed: 1, replication: $0).campaigns[0]
    }
    let rate = Estimate(tallies.map(\.dropped), over: tallies.map(\.humans))
    #expect(abs(rate.z(0.0765)) < 4 && rate.precision(0.0765) < 0.05)
    #expect(abs(Estimate(tallies.map(\.connected)).z(1.1082)) < 4)
  }

  // MARK: Lists

  /// Beta(1.2, 8.8), six attempts: 46.13 % are reached, 4.5956 attempts a record, and the hit rate falls as
  /// 1.2 ÷ (10 + k − 1).
  @Test("Records that differ are reached less often than their mean says, and later attempts less")
  func penetration() throws {
    let scenario = campaign(agents: 200, talk: .constant(1), days: 1, warmUp: 0) {
      $0.list.size = 5000
      $0.list.answers.human = 0.12
      $0.list.concentration = 10
      ($0.rings.human, $0.rings.timeOut) = (.constant(1), 1)
      ($0.retries.attempts, $0.retries.nobody) = (6, .constant(600))
    }
    let runs = try Replications(scenario, 20).tallies.map { $0.campaigns[0] }
    #expect(runs.allSatisfy { $0.fresh == 0 && $0.open == 0 })
    #expect(abs(Estimate(runs.map { $0.reached / $0.records }).z(0.461_275_18)) < 4)
    #expect(abs(Estimate(runs.map { $0.dials / $0.records }).z(4.595_638_15)) < 4)
    for (k, pair) in [
      (\CampaignTally.contacts1, \CampaignTally.dials1), (\.contacts3, \.dials3), (\.contacts5, \.dials5),
    ]
    .enumerated() {
      let rate = Estimate(runs.map { $0[keyPath: pair.0] }, over: runs.map { $0[keyPath: pair.1] })
      #expect(abs(rate.z(1.2 / (10 + 2 * Double(k)))) < 4)
    }
    // One chance for all would reach 53.56 %: the test can tell.
    #expect(abs(Estimate(runs.map { $0.reached / $0.records }).z(0.535_595_91)) > 20)
  }

  /// Gamma(3) with the mean 11 s, 35 % would answer, setup 3 s, time-out 15 s: 60.344 answers a line-hour.
  @Test("The ring time-out cuts late answers off")
  func timeOut() throws {
    let scenario = campaign(agents: 1, talk: .constant(1)) {
      $0.dialer.kind = .agentless
      $0.mostLines = 10
      $0.list.answers.human = 0.35
      $0.setup = .constant(3)
      $0.rings.human = .gamma(shape: 3, scale: 11.0 / 3)
      $0.rings.timeOut = 15
    }
    var other = scenario
    other.contactTypes.append(calls(at: [0], talk: 1))
    other.agentGroups = [agents(1, serving: ["calls"])]
    let runs = try Replications(other, 6).tallies.map { $0.campaigns[0] }
    near(
      Estimate(runs.map(\.humans), over: runs.map { $0.time / 360 }), 60.344_249_455, "answers a line-hour")
  }

  // MARK: Limits

  @Test(
    "One line for an idle agent drops nobody; everybody answering leaves agents their talk ÷ (ring + talk)")
  func limits() throws {
    let scenario = campaign(agents: 5, talk: .exponential(mean: 180)) {
      chain(&$0, ring: 20, answer: 1, Scenario.Dialer(ratio: 1, .idle))
    }
    let runs = try Replications(scenario, 6)
    #expect(runs.tallies.allSatisfy { $0.campaigns[0].dropped == 0 })
    near(
      Estimate(runs.tallies.map { $0.group().handling }, over: runs.tallies.map { $0.group().loggedIn }), 0.9,
      "occupancy")
  }

  // MARK: Holding a drop rate

  /// Thirty agents for ten days of eight hours, each day a window; seed 1.
  @Test("The predictive dialer holds its limit in nearly every window, busier than one line for each agent")
  func predictive() throws {
    var scenario = campaign(agents: 30, talk: .lognormal(mean: 150, cv: 0.8), days: 10, warmUp: 0) {
      chain(&$0, ring: 15, answer: 0.3, Scenario.Dialer())
      $0.dialer.kind = .predictive
      $0.dialer.mostPerAgent = 10
    }
    scenario.calendar.hours = .init(open: 0, close: 8 * 3600)
    let runs = try Replications(scenario, 3)
    var broken = 0
    for tally in runs.tallies {
      for day in 0..<10 {
        // Intervals of an hour run over nights too.
        let hours = (24 * day..<24 * day + 8).map { tally.dialing[min($0, tally.dialing.count - 1)] }
        let (answers, drops) = (hours.reduce(0) { $0 + $1.humans }, hours.reduce(0) { $0 + $1.dropped })
        if drops > 0.03 * answers { broken += 1 }
      }
    }
    let total = runs.tallies.map { $0.campaigns[0] }
    let rate = total.reduce(0) { $0 + $1.dropped } / total.reduce(0) { $0 + $1.humans }
    let occupancy =
      runs.tallies.reduce(0) { $0 + $1.group().handling }
      / runs.tallies.reduce(0) { $0 + $1.group().loggedIn }
    #expect(broken <= 1 && rate > 0.015 && rate < 0.03)
    #expect(occupancy > 0.86)
  }
}

extension Scenario.Dialer {
  /// So many lines for each agent that is counted.
  init(ratio: Double, _ tally: Tally) {
    self.init()
    (kind, linesPerAgent, self.tally) = (.ratio, ratio, tally)
  }
}
