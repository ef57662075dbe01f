import ContactCenter
import Testing

@Suite("Expected volumes are the simulation's means")
struct ArrivalVolumeTests {
  /// Four days of four hours whose callers find nobody.
  private func model(_ change: (inout Scenario.Arrivals) -> Void) throws -> Scenario {
    var scenario = center(hours: 4, days: 4)
    var type = calls(perHour: 60)
    change(&type.arrivals)
    scenario.contactTypes = [type]
    var queue = Scenario.Queue(name: "calls")
    queue.capacity = 0
    scenario.queues = [queue]
    scenario.agentGroups = [agents(0)]
    return scenario
  }

  private static let kinds: [(String, @Sendable (inout Scenario.Arrivals) -> Void)] = [
    ("batches", { $0.batchSize = .exponential(mean: 1) }),
    (
      "batches of a mixture", { $0.batchSize = .atomAtZero(atom: 0.5, otherwise: .lognormal(mean: 3, cv: 1)) }
    ),
    ("batches from 0 to 4", { $0.batchSize = .uniform(low: 0, high: 4) }),
    ("batches near 0", { $0.batchSize = .truncatedNormal(mean: 0, standardDeviation: 2) }),
    ("regular gaps", { $0.process = .renewal(.constant(600)) }),
    ("gaps of three phases", { $0.process = .renewal(.erlang(phases: 3, mean: 2400)) }),
    ("irregular gaps", { $0.process = .renewal(.lognormal(mean: 1200, cv: 2)) }),
    (
      "rounded days with a factor",
      {
        $0.process = .fixedCounts
        $0.points = [.init(time: 0, rate: 0.4 / 3600)]
        $0.dayFactor = .init(law: .gamma, cv: 0.5)
      }
    ),
    (
      "a spline below 0",
      {
        $0.interpolation = .spline
        $0.points = [0.0, 0, 200, 0, 0].enumerated().map {
          .init(time: Double($0) * 3600, rate: $1 / 3600)
        }
      }
    ),
  ]

  @Test("In total and in each hour, within 4.5 standard errors", arguments: kinds.indices)
  func means(kind: Int) throws {
    let (name, change) = Self.kinds[kind]
    let scenario = try model(change)
    let model = try scenario.model()
    let volume = ArrivalVolume(model.contactTypes[0], model.calendar)
    let replications = 2000
    var totals: [Double] = []
    var hours = [[Double]](repeating: [], count: model.calendar.intervals)
    let simulator = Simulator(model: model)
    for replication in 0..<replications {
      let run = try #require(simulator.run(seed: 11, replication: replication))
      let fresh = (0..<model.calendar.intervals).map { run.tallies.contacts[$0].fresh }
      totals.append(fresh.reduce(0, +))
      for (hour, count) in fresh.enumerated() { hours[hour].append(count) }
    }
    let sample = Sample(totals)
    let error = (sample.variance / Double(replications)).squareRoot()
    #expect(abs(sample.mean - volume.total) <= 4.5 * error + 1e-9, "\(name), seed 11")
    var sum = 0.0
    for (hour, counts) in hours.enumerated() {
      let from = model.calendar.start + Double(hour) * 3600
      let expected = volume.expected(from: from, to: min(model.calendar.end, from + 3600))
      sum += expected
      let sample = Sample(counts)
      let error = (sample.variance / Double(replications)).squareRoot()
      // Renewals come from a grid: a thousandth of a contact beside the noise.
      #expect(abs(sample.mean - expected) <= 4.5 * error + 1e-3, "\(name), hour \(hour)")
    }
    #expect(abs(sum - volume.total) < 1e-6, "\(name)")
  }

  @Test("The mean of a rounded count of at least 1, by hand")
  func counts() {
    let exponential = Distribution.exponential(mean: 1).meanOfCount
    // 1 + Σ P(X ≥ k + ½) over k ≥ 1.
    #expect(abs(exponential - (1 + 0.22313016014843 / 0.632120558828558)) < 1e-9)
    #expect(abs(Distribution.gamma(shape: 1, scale: 1).meanOfCount - exponential) < 1e-9)
    #expect(Distribution.constant(2.5).meanOfCount == 3)
    #expect(Distribution.empirical([0, 1, 2.4, 7]).meanOfCount == 11.0 / 4)
    #expect(abs(Distribution.uniform(low: 0, high: 4).meanOfCount - (1.5 + 2 + 3 + 2) / 4) < 1e-12)
    let wide = Distribution.uniform(low: 1000, high: 90_000).meanOfCount
    #expect(abs(wide - 45_500) < 1e-6)
    let heavy = Distribution.weibull(shape: 0.5, scale: 5000)
    #expect(abs(heavy.meanOfCount / heavy.mean - 1) < 1e-3)
  }

  @Test("Remainders of counts are carried over: 19 contacts of 1.9 an hour, as promised")
  func remainders() throws {
    for process in [Scenario.ArrivalProcess.fixedCounts, .evenlySpaced] {
      var scenario = try model {
        $0.process = process
        $0.points = [.init(time: 0, rate: 1.9 / 3600)]
      }
      scenario.calendar.days = 1
      scenario.calendar.hours.close = 10 * 3600
      scenario.calendar.interval = 900
      let model = try scenario.model()
      #expect(ArrivalVolume(model.contactTypes[0], model.calendar).total == 19)
      let tallies = try simulate(scenario)
      #expect(tallies.total().fresh == 19)
      #expect(tallies.contacts.allSatisfy { $0.fresh <= 1 })
    }
  }
}
