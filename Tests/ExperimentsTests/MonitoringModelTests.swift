import CGSL
import ContactCenter
import Experiments
import Testing

@Suite("A few monitored contacts tell little about an agent")
struct MonitoringModelTests {
  /// Scores so far from 0 and 100 that hardly any is cut.
  private func quality(_ plan: Scenario.MonitoringPlan = .random) -> Scenario.Quality {
    var quality = Scenario.Quality()
    quality.mean = 50
    quality.standard = 50
    quality.plan = plan
    return quality
  }

  @Test(
    "The half-width of a month's mean",
    arguments: [(4, 15.9), (5, 12.4), (10, 7.2), (30, 3.7)])
  func halfWidth(_ samples: Int, _ points: Double) throws {
    var quality = Scenario.Quality()
    quality.samples = samples
    let model = MonitoringModel(quality, agents: 1, seed: 1)
    let width = try #require(model.halfWidth())
    #expect((width * 10).rounded() / 10 == points)
  }

  @Test("A single contact has no half-width")
  func single() {
    var quality = Scenario.Quality()
    quality.samples = 1
    #expect(MonitoringModel(quality, agents: 1, seed: 1).halfWidth() == nil)
  }

  @Test("Reliability and the chance of the right order are those of the normal law")
  func reliability() throws {
    let model = MonitoringModel(Scenario.Quality(), agents: 1, seed: 1)
    #expect(abs(try #require(model.reliability) - 25.0 / 45) < 1e-12)
    // ½ + arcsin √(5/9) / π, computed apart.
    #expect(abs(try #require(model.rankedRightly) - 0.767_720_47) < 1e-7)
  }

  @Test("Scores scatter about true scores; the months' variance has the model's parts")
  func scores() {
    var quality = quality()
    quality.evaluator = 0
    let model = MonitoringModel(quality, agents: 40, seed: 7)
    var squares = 0.0
    var sum = 0.0
    var rightly = 0.0
    var pairs = 0.0
    let months = 2000
    for month in 0..<months {
      let scores = model.meanScores(replication: month)
      for (agent, score) in scores.enumerated() {
        let error = score - model.qualities[agent]
        sum += error
        squares += error * error
      }
      let first = month % 39
      for second in first + 1..<40 {
        let order =
          (scores[first] - scores[second])
          * (model.qualities[first] - model.qualities[second])
        rightly += order > 0 ? 1 : 0
        pairs += 1
      }
    }
    let count = Double(months * 40)
    #expect(abs(sum / count) / (20 / count).squareRoot() < 4)
    #expect(abs(squares / count - 20) / (20 * (2 / count).squareRoot()) < 4)
    // The true scores are those of forty people, so that this is only near the law's 0.768.
    #expect(abs(rightly / pairs - 0.768) < 0.06)
  }

  @Test("Of many agents the better one of two has the better month as often as the formula says")
  func ranking() throws {
    var quality = quality()
    quality.evaluator = 0
    let model = MonitoringModel(quality, agents: 40_000, seed: 3)
    let scores = model.meanScores(replication: 0)
    var rightly = 0.0
    for pair in stride(from: 0, to: 40_000, by: 2) {
      let order =
        (scores[pair] - scores[pair + 1])
        * (model.qualities[pair] - model.qualities[pair + 1])
      rightly += order > 0 ? 1 : 0
    }
    let expected = try #require(model.rankedRightly)
    let error = (expected * (1 - expected) / 20_000).squareRoot()
    #expect(abs(rightly / 20_000 - expected) / error < 4)
  }

  @Test("True scores are the law's, and the same in all replications")
  func people() {
    let model = MonitoringModel(quality(), agents: 20_000, seed: 5)
    let mean = model.qualities.reduce(0, +) / 20_000
    let variance = model.qualities.reduce(0) { $0 + ($1 - 50) * ($1 - 50) } / 20_000
    #expect(abs(mean - 50) / (5 / 20_000.0.squareRoot()) < 4)
    #expect(abs(variance - 25) / (25 * (2 / 20_000.0).squareRoot()) < 4)
    let few = MonitoringModel(quality(), agents: 10, seed: 5)
    #expect(few.qualities == Array(model.qualities.prefix(10)))
    #expect(MonitoringModel(quality(), agents: 10, seed: 6).qualities != few.qualities)
  }

  @Test("The share of agents that pass is the normal law's")
  func passing() {
    var quality = quality()
    quality.evaluator = 0
    quality.standard = 52
    let model = MonitoringModel(quality, agents: 30, seed: 2)
    var passing = 0.0
    var monitored = 0.0
    for month in 0..<3000 {
      let tally = model.month(replication: month)
      passing += tally.agentsPassing
      monitored += tally.agentsMonitored
      #expect(tally.monitoredContacts == 150 && tally.contactsHeard == 150)
    }
    let chances = model.qualities.map { model.passing(quality: $0) }
    let expected = chances.reduce(0, +) / 30
    let variance = chances.reduce(0) { $0 + $1 * (1 - $1) } / 30
    #expect(abs(passing / monitored - expected) / (variance / monitored).squareRoot() < 4)
    // Over all people: N(50, 25 + 20) above 52.
    let many = MonitoringModel(quality, agents: 50_000, seed: 2).month(replication: 0)
    let share = gsl_cdf_ugaussian_Q(2 / 45.0.squareRoot())
    let error = (share * (1 - share) / 50_000).squareRoot()
    #expect(abs(many.agentsPassing / many.agentsMonitored - share) / error < 4)
  }

  @Test("Evaluators' leniency moves a month's scores together")
  func evaluators() {
    var quality = quality()
    quality.within = 0
    quality.evaluators = 1
    quality.evaluator = 4
    let model = MonitoringModel(quality, agents: 3, seed: 9)
    var squares = 0.0
    for month in 0..<4000 {
      let errors = zip(model.meanScores(replication: month), model.qualities).map { $0 - $1 }
      #expect(abs(errors[0] - errors[1]) < 1e-9 && abs(errors[0] - errors[2]) < 1e-9)
      squares += errors[0] * errors[0]
    }
    #expect(abs(squares / 4000 - 16) / (16 * (2 / 4000.0).squareRoot()) < 4)
  }

  @Test("A stratified plan loses the scatter between kinds of contacts, and no more")
  func stratified() {
    var quality = quality(.stratified)
    quality.evaluator = 0
    quality.strata = 0.6
    let model = MonitoringModel(quality, agents: 400, seed: 11)
    var squares = 0.0
    for month in 0..<200 {
      for (score, truth) in zip(model.meanScores(replication: month), model.qualities) {
        squares += (score - truth) * (score - truth)
      }
    }
    // Within the fifths of the normal law: 1 − 5 Σ (φ(z_k) − φ(z_k+1))².
    var between = 0.0
    for part in 0..<5 {
      let low = part == 0 ? 0 : gsl_ran_ugaussian_pdf(gsl_cdf_ugaussian_Pinv(Double(part) / 5))
      let high =
        part == 4 ? 0 : gsl_ran_ugaussian_pdf(gsl_cdf_ugaussian_Pinv(Double(part + 1) / 5))
      between += 5 * (low - high) * (low - high)
    }
    let expected = 20 * (0.4 + 0.6 * (1 - between))
    // The mean of five is not quite normal; 2 / n is near enough for its variance's error.
    #expect(abs(squares / 80_000 - expected) / (expected * (2 / 80_000.0).squareRoot()) < 4.5)
    #expect(expected < 10)
  }

  @Test("Scores of outliers are too low and stay out of the score")
  func outliers() {
    var quality = quality(.outliers)
    quality.evaluator = 0
    let model = MonitoringModel(quality, agents: 200, seed: 13)
    var points = 0.0
    var heard = 0.0
    for month in 0..<100 {
      let tally = model.month(replication: month)
      #expect(tally.monitoredContacts == 0 && tally.monitoringPoints == 0)
      #expect(tally.agentsMonitored == 0 && tally.agentsPassing == 0)
      points += tally.outlierPoints
      heard += tally.contactsHeard
    }
    // The least of three standard normals has mean −3 / (2√π) and variance 0.5595.
    let truth = model.qualities.reduce(0, +) / 200
    let expected = truth - 10 * 1.5 / Double.pi.squareRoot()
    #expect(abs(points / heard - expected) / (10 * 0.5595.squareRoot() / heard.squareRoot()) < 4)
  }

  @Test("Scores are cut to 0…100, and months do not depend on one another")
  func cut() {
    var quality = Scenario.Quality()
    quality.mean = 98
    quality.within = 30
    let model = MonitoringModel(quality, agents: 50, seed: 1)
    let scores = model.meanScores(replication: 3)
    #expect(scores.allSatisfy { (0...100).contains($0) })
    _ = model.meanScores(replication: 2)
    #expect(model.meanScores(replication: 3) == scores)
    #expect(model.meanScores(replication: 4) != scores)
    let agents = model.agents(months: 3)
    let means = (0..<3).map { model.meanScores(replication: $0)[7] }
    #expect(abs(agents[7].mean - means.reduce(0, +) / 3) < 1e-12)
    #expect(agents[7].firstMonth == means[0] && agents[7].quality == model.qualities[7])
  }
}
