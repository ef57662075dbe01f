import CGSL
import ContactCenter

/// What one month of monitoring found, as sums.
public struct MonitoringTally: Sendable, Equatable {
  /// Contacts that evaluators heard, whatever they were picked for.
  public var contactsHeard = 0.0
  /// Contacts whose scores count for the monitoring score; none with the plan `outliers`.
  public var monitoredContacts = 0.0
  /// Σ of the scores of these.
  public var monitoringPoints = 0.0
  /// Agents with a mean score from such contacts.
  public var agentsMonitored = 0.0
  /// Of these, agents whose mean score reaches the standard.
  public var agentsPassing = 0.0
  /// Σ of the scores of contacts picked because they looked worst, which say nothing of the mean.
  public var outlierPoints = 0.0

  /// Nobody was monitored.
  public init() {}
}

extension MonitoringTally: NumberRow {}

/// An agent's true score beside what monitoring makes of it.
public struct MonitoredAgent: Sendable, Equatable {
  /// The score that endless monitoring would find.
  public var quality: Double
  /// The mean score of the first month.
  public var firstMonth: Double
  /// The mean of all months' mean scores.
  public var mean: Double
}

/// Monitoring of contacts: agents differ in quality, and evaluators hear a few contacts of each.
///
///     score = quality of the agent + leniency of the evaluator + deviation of the contact
///
/// cut to 0…100, with normal laws of all three. Qualities belong to the seed and the agent: the same
/// people in all replications. A replication stands for a month with a panel of evaluators of its
/// own. Of the deviation a share `strata` is that of the kind of contact, which the plan `stratified`
/// takes from each nth part of its law once; the plan `outliers` scores the worst of three contacts,
/// and such scores count for nothing but what the reviews cost.
public struct MonitoringModel: Sendable {
  /// The settings.
  public let quality: Scenario.Quality
  /// What all random numbers are derived from.
  public let seed: UInt64
  /// Every agent's true score, groups in order.
  public let qualities: [Double]
  /// How many contacts are looked at for one that the plan `outliers` scores.
  public static let outlierChoice = 3

  /// Monitoring of a model's agents; nil if its scenario says nothing about quality.
  public init?(_ model: Model, seed: UInt64) {
    guard let quality = model.quality else { return nil }
    self.init(quality, agents: model.groups.reduce(0) { $0 + $1.agentCount }, seed: seed)
  }

  /// Monitoring of so many agents.
  public init(_ quality: Scenario.Quality, agents: Int, seed: UInt64) {
    self.quality = quality
    self.seed = seed
    var bank = SamplerBank([])
    var qualities: [Double] = []
    for agent in 0..<agents {
      var stream = SourceStream(seed: seed, replication: 0, entity: agent, purpose: .quality)
      qualities.append(quality.mean + quality.between * bank.normal(&stream))
    }
    self.qualities = qualities
  }

  // MARK: Months

  /// What the month of a replication finds.
  public func month(replication: Int) -> MonitoringTally {
    let isTargeted = quality.plan == .outliers
    let samples = Double(quality.samples)
    var tally = MonitoringTally()
    for mean in meanScores(replication: replication) {
      tally.contactsHeard += samples
      if isTargeted {
        tally.outlierPoints += mean * samples
      } else {
        tally.monitoredContacts += samples
        tally.monitoringPoints += mean * samples
        tally.agentsMonitored += 1
        if mean >= quality.standard { tally.agentsPassing += 1 }
      }
    }
    return tally
  }

  /// Every agent's mean score in the month of a replication.
  public func meanScores(replication: Int) -> [Double] {
    var bank = SamplerBank([])
    var panel: [Double] = []
    for evaluator in 0..<quality.evaluators {
      var stream = SourceStream(
        seed: seed, replication: replication, entity: evaluator, purpose: .evaluator)
      panel.append(quality.evaluator * bank.normal(&stream))
    }
    var means: [Double] = []
    for (agent, truth) in qualities.enumerated() {
      var stream = SourceStream(
        seed: seed, replication: replication, entity: agent, purpose: .monitoring)
      var sum = 0.0
      for sample in 0..<quality.samples {
        let leniency = panel[min(panel.count - 1, Int(stream.uniform() * Double(panel.count)))]
        let deviation = quality.within * deviation(of: sample, &bank, &stream)
        sum += min(100, max(0, truth + leniency + deviation))
      }
      means.append(sum / Double(quality.samples))
    }
    return means
  }

  /// The standardised deviation of an agent's sampled contact.
  private func deviation(
    of sample: Int, _ bank: inout SamplerBank, _ stream: inout SourceStream
  ) -> Double {
    switch quality.plan {
    case .random: return bank.normal(&stream)
    case .outliers:
      var least = Double.infinity
      for _ in 0..<Self.outlierChoice { least = min(least, bank.normal(&stream)) }
      return least
    case .stratified:
      let part = (Double(sample) + stream.openUniform()) / Double(quality.samples)
      return quality.strata.squareRoot() * gsl_cdf_ugaussian_Pinv(part)
        + (1 - quality.strata).squareRoot() * bank.normal(&stream)
    }
  }

  /// Every agent's true score beside the scores of so many months.
  public func agents(months: Int) -> [MonitoredAgent] {
    precondition(months > 0)
    let first = meanScores(replication: 0)
    var sums = first
    for replication in 1..<max(1, months) {
      for (agent, score) in meanScores(replication: replication).enumerated() {
        sums[agent] += score
      }
    }
    return qualities.indices.map {
      MonitoredAgent(
        quality: qualities[$0], firstMonth: first[$0], mean: sums[$0] / Double(months))
    }
  }

  // MARK: How much a month's mean score says

  /// Half the length of the confidence interval of an agent's mean score in one month, from the
  /// scatter of random contacts alone; nil with a single contact.
  ///
  /// Example: scatter 10, five contacts, 95 %: 12.4 points.
  public func halfWidth(confidence: Double = 0.95) -> Double? {
    guard quality.samples > 1 else { return nil }
    let factor = StudentsT.factor(
      confidence: confidence, degreesOfFreedom: quality.samples - 1)
    return factor * quality.within / Double(quality.samples).squareRoot()
  }

  /// The share of the scatter of month's mean scores that is due to the agents, from random
  /// contacts; nil where nothing scatters.
  ///
  /// Example: 5 between, 10 within, five contacts: 25 / (25 + 100/5) = 0.556.
  public var reliability: Double? {
    let between = quality.between * quality.between
    let whole = between + quality.within * quality.within / Double(quality.samples)
    return whole > 0 ? between / whole : nil
  }

  /// The chance that of two agents the better one has the better month: ½ + arcsin √reliability / π;
  /// nil where the agents do not differ.
  ///
  /// Example: reliability 0.556: 0.768.
  public var rankedRightly: Double? {
    guard quality.between > 0 else { return nil }
    guard quality.within > 0 else { return 1 }
    // Cauchy's law: ½ + arctan(x) / π, and tan arcsin √r = √(r / (1 − r)).
    return gsl_cdf_cauchy_P(
      quality.between * Double(quality.samples).squareRoot() / quality.within, 1)
  }

  /// The chance that an agent of a true score reaches the standard in a month of random contacts,
  /// without evaluators' leniency and before scores are cut to 0…100.
  public func passing(quality score: Double) -> Double {
    let error = quality.within / Double(quality.samples).squareRoot()
    guard error > 0 else { return score >= quality.standard ? 1 : 0 }
    return gsl_cdf_ugaussian_P((score - quality.standard) / error)
  }
}
