import ContactCenter
import Testing

@Suite("Arrivals come as the scenario says")
struct ArrivalsTests {
  /// A center without agents whose callers find a queue of no places: only arrivals matter.
  private func arrivals(
    hours: Double = 4, days: Int = 1, _ change: (inout Scenario.Arrivals) -> Void
  ) -> Scenario {
    var scenario = center(hours: hours, days: days)
    var type = calls(perHour: 60)
    change(&type.arrivals)
    scenario.contactTypes = [type]
    var queue = Scenario.Queue(name: "calls")
    queue.capacity = 0
    scenario.queues = [queue]
    scenario.agentGroups = [agents(0)]
    return scenario
  }

  /// Fresh contacts by planning interval in many replications.
  private func counts(_ scenario: Scenario, _ replications: Int) throws -> [[Double]] {
    try Replications(scenario, replications).tallies.map { tallies in
      (0..<tallies.intervals).map { tallies.contacts[$0].fresh }
    }
  }

  @Test("A Poisson count has its mean as its variance")
  func poisson() throws {
    let totals = try counts(arrivals { _ in }, 4000).map { $0.reduce(0, +) }
    let sample = Sample(totals)
    #expect(abs(sample.zOfMean(240, variance: 240)) < 4)
    #expect(abs(sample.zOfVariance(240)) < 4)
  }

  @Test("Counts of different intervals of a Poisson process are independent")
  func independence() throws {
    let rows = try counts(arrivals { _ in }, 4000)
    let first = Sample(rows.map { $0[0] })
    let second = Sample(rows.map { $0[1] })
    #expect(abs(first.correlation(with: second)) * first.count.squareRoot() < 4)
  }

  @Test("Piecewise rates, also 0, give each interval its own mean")
  func piecewise() throws {
    let rates = [30.0, 120, 0, 60]
    let scenario = arrivals {
      $0.points = rates.enumerated().map { .init(time: Double($0) * 3600, rate: $1 / 3600) }
    }
    let rows = try counts(scenario, 1000)
    for (hour, rate) in rates.enumerated() {
      let sample = Sample(rows.map { $0[hour] })
      if rate == 0 {
        #expect(sample.mean == 0)
      } else {
        #expect(abs(sample.zOfMean(rate, variance: rate)) < 4)
      }
    }
  }

  @Test("Rates between points integrate to the curve", arguments: Scenario.Interpolation.allCases)
  func curves(interpolation: Scenario.Interpolation) throws {
    let scenario = arrivals {
      $0.points = [
        .init(time: 0, rate: 20 / 3600.0), .init(time: 5000, rate: 100 / 3600.0),
        .init(time: 9000, rate: 40 / 3600.0), .init(time: 14_400, rate: 60 / 3600.0),
      ]
      $0.interpolation = interpolation
    }
    let segments = try scenario.model().contactTypes[0].segments
    let rows = try counts(scenario, 2000)
    for hour in 0..<4 {
      let exact = segments.reduce(0) { sum, segment in
        let from = max(segment.from, Double(hour) * 3600)
        let to = min(segment.to, Double(hour + 1) * 3600)
        return sum + (to > from ? Self.integral(segment, from, to) : 0)
      }
      #expect(abs(Sample(rows.map { $0[hour] }).zOfMean(exact, variance: exact)) < 4)
    }
  }

  /// ∫ λ by Simpson's rule, exact for cubics.
  private static func integral(_ segment: Model.RateSegment, _ a: Double, _ b: Double) -> Double {
    func rate(_ t: Double) -> Double {
      let x = t - segment.from
      return segment.c0 + x * (segment.c1 + x * (segment.c2 + x * segment.c3))
    }
    return (b - a) / 6 * (rate(a) + 4 * rate((a + b) / 2) + rate(b))
  }

  @Test("Fixed counts are exact, remainders carried over, at uniform moments")
  func fixedCounts() throws {
    let scenario = arrivals {
      $0.process = .fixedCounts
      $0.points = [.init(time: 0, rate: 30 / 3600.0), .init(time: 3600, rate: 10.4 / 3600)]
    }
    #expect(try counts(scenario, 20).allSatisfy { $0 == [30, 10, 11, 10] })
    let story = try Story(scenario)
    var moments: [Double] = []
    for replication in 0..<300 {
      let times = try Story(scenario, replication: replication).times(.arrives)
      #expect(zip(times, times.dropFirst()).allSatisfy { $0 <= $1 })
      moments += times.filter { $0 < 3600 }
    }
    #expect(story.count(.arrives) == 61)
    #expect(Sample(moments).distance { 1 - min(1, max(0, $0 / 3600)) } < 2.1)
  }

  @Test("A count that is cut within its interval stays whole")
  func fixedCountsInParts() throws {
    let scenario = arrivals {
      $0.process = .fixedCounts
      $0.points = (0..<8).map { .init(time: Double($0) * 450, rate: 10.0 / 3600) }
    }
    #expect(try counts(scenario, 5).allSatisfy { $0 == [10, 10, 10, 10] })
  }

  @Test("Evenly spaced arrivals lie in the middle of equal parts")
  func evenlySpaced() throws {
    let scenario = arrivals(hours: 2) {
      $0.process = .evenlySpaced
      $0.points = [.init(time: 0, rate: 4 / 3600.0)]
    }
    let times = try Story(scenario).times(.arrives)
    #expect(times == [450, 1350, 2250, 3150, 4050, 4950, 5850, 6750])
  }

  @Test("A spline that falls below 0 brings nobody there")
  func spline() throws {
    for process in [Scenario.ArrivalProcess.poisson, .fixedCounts, .evenlySpaced] {
      let scenario = arrivals(hours: 4) {
        $0.process = process
        $0.interpolation = .spline
        $0.points = [
          .init(time: 0, rate: 0.1), .init(time: 3600, rate: 0), .init(time: 7200, rate: 0),
          .init(time: 10_800, rate: 0.1),
        ]
      }
      let tallies = try simulate(scenario)
      #expect(tallies.total().fresh > 300)
      #expect(tallies.total().fresh < 1500)
      if process != .poisson { #expect(tallies.contacts[1].fresh == 0) }
    }
  }

  @Test("Renewal arrivals have the gaps of their law")
  func renewal() throws {
    let gap = Distribution.gamma(mean: 30, cv: 0.5)
    let scenario = arrivals(hours: 24) { $0.process = .renewal(gap) }
    var gaps: [Double] = []
    for replication in 0..<5 {
      let times = try Story(scenario, replication: replication).times(.arrives)
      gaps += zip(times, times.dropFirst()).map { $1 - $0 }
    }
    let sample = Sample(gaps)
    #expect(abs(sample.zOfMean(30, variance: 225)) < 4)
    #expect(abs(sample.zOfVariance(225)) < 4)
    #expect(sample.distance(from: gap.survival) < 2.1)
  }

  @Test("Renewal arrivals stop overnight and start anew with a gap")
  func renewalDays() throws {
    let scenario = arrivals(hours: 1, days: 3) { $0.process = .renewal(.constant(700)) }
    let times = try Story(scenario).times(.arrives)
    let day = [700.0, 1400, 2100, 2800, 3500]
    #expect(times == day + day.map { $0 + 86_400 } + day.map { $0 + 2 * 86_400 })
  }

  @Test("Replayed moments are exact, also at the opening")
  func replay() throws {
    let moments = [0.0, 10, 10, 3599.5, 7200, 86_400, 86_400, 90_000]
    let scenario = arrivals(hours: 2, days: 2) { $0.process = .replay(moments) }
    let story = try Story(scenario)
    #expect(story.times(.arrives) == moments)
    // At 7200 s the center has just closed; at 86 400 s it opens.
    #expect(story.times(.findsClosed) == [7200])
  }

  @Test("Batches come together")
  func batches() throws {
    let scenario = arrivals { $0.batchSize = .uniform(low: 0.5, high: 4.5) }
    let totals = try counts(scenario, 2000).map { $0.reduce(0, +) }
    // Sizes 1 to 4 are equally likely: E = 2.5, E of the square = 7.5.
    let sample = Sample(totals)
    #expect(abs(sample.zOfMean(240 * 2.5, variance: 240 * 7.5)) < 4)
    #expect(abs(sample.zOfVariance(240 * 7.5)) < 4)
    let times = try Story(scenario).times(.arrives)
    #expect(Set(times).count < times.count)
  }

  @Test("A scale and weekday factors multiply the rate")
  func factors() throws {
    let scenario = arrivals(hours: 24, days: 2) {
      $0.scale = 2
      $0.weekdayFactors = [.tuesday: 0.25]
    }
    let rows = try counts(scenario, 200)
    let monday = Sample(rows.map { $0[..<24].reduce(0, +) })
    let tuesday = Sample(rows.map { $0[24...].reduce(0, +) })
    #expect(abs(monday.zOfMean(2880, variance: 2880)) < 4)
    #expect(abs(tuesday.zOfMean(720, variance: 720)) < 4)
  }
}
