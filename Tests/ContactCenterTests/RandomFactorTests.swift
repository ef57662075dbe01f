import CGSL
import ContactCenter
import Glibc
import Testing

@Suite("Random factors of days and intervals")
struct RandomFactorTests {
  /// Two types without agents, six hours of 100 calls.
  private func scenario(_ change: (inout Scenario) -> Void) -> Scenario {
    var scenario = center(hours: 6)
    for name in ["a", "b"] {
      scenario.contactTypes.append(calls(name, perHour: 100))
      var queue = Scenario.Queue(name: name)
      queue.capacity = 0
      scenario.queues.append(queue)
    }
    scenario.agentGroups = [agents(0, serving: ["a", "b"])]
    change(&scenario)
    return scenario
  }

  private func totals(_ replications: Replications, type: Int) -> Sample {
    Sample(replications.tallies.map { $0.total(type).fresh })
  }

  @Test(
    "A day factor gives counts their mean and the extra variance (mean × cv)²",
    arguments: [Scenario.RandomFactor.Law.gamma, .lognormal], [0.1, 0.5])
  func dayFactor(law: Scenario.RandomFactor.Law, cv: Double) throws {
    let scenario = scenario { $0.contactTypes[0].arrivals.dayFactor = .init(law: law, cv: cv) }
    let replications = try Replications(scenario, 6000)
    let variance = 600 + (600 * cv) * (600 * cv)
    let sample = totals(replications, type: 0)
    #expect(abs(sample.zOfMean(600, variance: variance)) < 4)
    #expect(abs(sample.zOfVariance(variance)) < 4)
    #expect(abs(totals(replications, type: 1).zOfVariance(600)) < 4)
  }

  @Test("The same day factor holds in all of a day's intervals, another one the next day")
  func oneFactorADay() throws {
    let scenario = scenario {
      $0.calendar.days = 2
      $0.contactTypes[0].arrivals.dayFactor = .init(law: .gamma, cv: 1)
    }
    let tallies = try Replications(scenario, 1000).tallies
    let morning = Sample(tallies.map { $0.contacts[0].fresh })
    let evening = Sample(tallies.map { $0.contacts[5].fresh })
    let tomorrow = Sample(tallies.map { $0.contacts[24].fresh })
    #expect(morning.correlation(with: evening) > 0.95)
    #expect(abs(morning.correlation(with: tomorrow)) * morning.count.squareRoot() < 4)
  }

  @Test("Correlated lognormal day factors have the correlation of their normal scores")
  func correlation() throws {
    let (cv, rho) = (0.4, 0.7)
    let scenario = scenario {
      for type in 0..<2 {
        $0.contactTypes[type].arrivals.points[0].rate = 1
        $0.contactTypes[type].arrivals.dayFactor = .init(law: .lognormal, cv: cv)
      }
      $0.calendar.hours.close = 600
      $0.dayFactorCorrelation = .init(types: ["b", "a"], matrix: [[1, rho], [rho, 1]])
    }
    let replications = try Replications(scenario, 3000)
    let (a, b) = (totals(replications, type: 0), totals(replications, type: 1))
    // Of exp(s·Z): (exp(ρs²) − 1)/(exp(s²) − 1); Poisson noise of mean 600 dilutes it.
    let s2 = log(1 + cv * cv)
    let factors = (exp(rho * s2) - 1) / (exp(s2) - 1)
    let exact = factors * cv * cv / (cv * cv + 1 / 600.0)
    let seen = a.correlation(with: b)
    // Fisher's z, with a third more spread for the heavier tails.
    let z = (atanh(seen) - atanh(exact)) * a.count.squareRoot() / 1.3
    #expect(abs(z) < 4, "\(seen) for \(exact)")
    #expect(abs(a.zOfVariance(600 + 600 * 600 * cv * cv)) < 4)
    #expect(abs(b.zOfVariance(600 + 600 * 600 * cv * cv)) < 4)
  }

  @Test("A gamma factor of each interval makes its counts negative binomial, each by itself")
  func intervalFactor() throws {
    let cv = 0.3
    let scenario = scenario {
      $0.contactTypes[0].arrivals.intervalFactor = .init(law: .gamma, cv: cv)
    }
    let tallies = try Replications(scenario, 3000).tallies
    let variance = 100 + (100 * cv) * (100 * cv)
    let sample = Sample(tallies.flatMap { $0.contacts[..<6].map(\.fresh) })
    #expect(abs(sample.zOfMean(100, variance: variance)) < 4)
    #expect(abs(sample.zOfVariance(variance)) < 4)
    let first = Sample(tallies.map { $0.contacts[0].fresh })
    let second = Sample(tallies.map { $0.contacts[1].fresh })
    #expect(abs(first.correlation(with: second)) * first.count.squareRoot() < 4)
  }

  @Test("Very wild days have their factors too", arguments: [2.2, 3.0, 10.0])
  func wildDays(cv: Double) throws {
    let scenario = scenario {
      $0.contactTypes[0].arrivals.dayFactor = .init(law: .gamma, cv: cv)
    }
    // Of days this wild hardly any is so near its mean that counts could tell it wrong.
    let shape = 1 / (cv * cv)
    let share = gsl_cdf_gamma_P(shape, shape, 1)
    let low = try Replications(scenario, 2000).tallies.count { $0.total().fresh < 600 }
    #expect(abs(Double(low) - 2000 * share) < 4 * (2000 * share * (1 - share)).squareRoot())
  }

  @Test("A factor multiplies fixed counts before they are rounded")
  func fixedCounts() throws {
    let scenario = scenario {
      $0.contactTypes[0].arrivals.process = .fixedCounts
      $0.contactTypes[0].arrivals.dayFactor = .init(law: .gamma, cv: 0.2)
    }
    for tallies in try Replications(scenario, 20).tallies {
      // Six equal intervals differ by the remainder alone that is carried from one to the next.
      let counts = (0..<6).map { tallies.contacts[$0].fresh }
      #expect(counts.max()! - counts.min()! <= 1, "\(counts)")
    }
  }

  /// Two types of days, correlated or not, simulated at these points of busyness.
  private func days(_ points: [Double], correlation: Double) throws -> (a: Sample, b: Sample) {
    let scenario = scenario {
      $0.contactTypes[0].arrivals.dayFactor = .init(law: .lognormal, cv: 0.3)
      $0.contactTypes[1].arrivals.dayFactor = .init(law: .gamma, cv: 0.2)
      guard correlation != 0 else { return }
      $0.dayFactorCorrelation = .init(
        types: ["a", "b"], matrix: [[1, correlation], [correlation, 1]])
    }
    let simulator = Simulator(model: try scenario.model())
    var options = SimulationOptions()
    let tallies = try points.enumerated().map { replication, point in
      options.dayScorePoint = point
      return try #require(simulator.run(seed: 9, replication: replication, options: options))
        .tallies
    }
    return (Sample(tallies.map { $0.total(0).fresh }), Sample(tallies.map { $0.total(1).fresh }))
  }

  @Test("Uniform points of busyness leave the law of every day factor", arguments: [0, 0.7])
  func uniformPoints(correlation: Double) throws {
    // Multiples of the golden section lie evenly in (0, 1).
    let points = (0..<4000).map {
      (0.5 + 0.618_033_988_75 * Double($0)).truncatingRemainder(dividingBy: 1)
    }
    let (a, b) = try days(points, correlation: correlation)
    let (varianceA, varianceB) = (600 + 180.0 * 180, 600 + 120.0 * 120)
    #expect(abs(a.zOfMean(600, variance: varianceA)) < 4)
    #expect(abs(b.zOfMean(600, variance: varianceB)) < 4)
    #expect(abs(a.zOfVariance(varianceA)) < 4 && abs(b.zOfVariance(varianceB)) < 4)
    let seen = a.correlation(with: b)
    if correlation == 0 {
      #expect(abs(seen) * a.count.squareRoot() < 4)
    } else {
      #expect(abs(seen - 0.67) < 0.05, "\(seen)")
    }
  }

  @Test("A point of busyness fixes the whole volume up to what the types do against each other")
  func busyDays() throws {
    let (quietA, quietB) = try days(Array(repeating: 0.05, count: 300), correlation: 0.7)
    let (busyA, busyB) = try days(Array(repeating: 0.95, count: 300), correlation: 0.7)
    let quiet = zip(quietA.values, quietB.values).map { $0 + $1 }
    let busy = zip(busyA.values, busyB.values).map { $0 + $1 }
    #expect((quiet.max() ?? 0) < (busy.min() ?? 0))
    #expect(quietA.correlation(with: quietB) < 0)
  }
}
