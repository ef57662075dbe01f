import ContactCenter

/// Batches of a long run: contiguous planning intervals after the warm-up, as even as can be.
package enum BatchMeans {
  /// The intervals of each batch; fewer batches than asked for where there are too few intervals.
  ///
  /// Example: 100 intervals of which the first 10 are warm-up, 30 batches: 30 of 3 intervals each.
  /// An interval that the warm-up ends in is left out.
  package static func batches(of calendar: Model.Calendar, count: Int) -> [Range<Int>] {
    let elapsed = max(0, calendar.warmUpEnd - calendar.start)
    let first = Int(clamping: (elapsed / calendar.interval - 1e-9).rounded(.up))
    let usable = max(0, calendar.intervals - first)
    let batches = max(1, min(count, usable))
    guard usable > 0 else { return [] }
    return (0..<batches).map { batch in
      first + batch * usable / batches..<first + (batch + 1) * usable / batches
    }
  }

  /// The correlation of neighbours in a series, Σ(x_i − x̄)(x_{i+1} − x̄) ÷ Σ(x_i − x̄)²; nil for a
  /// constant series or one of fewer than three values.
  package static func lagOneCorrelation(_ series: [Double]) -> Double? {
    guard series.count >= 3 else { return nil }
    let mean = series.reduce(0, +) / Double(series.count)
    let deviations = series.map { $0 - mean }
    let variance = deviations.reduce(0) { $0 + $1 * $1 }
    guard variance > 0 else { return nil }
    let covariance = zip(deviations, deviations.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
    return covariance / variance
  }

  /// Sentences about batches that are not as good as independent.
  ///
  /// Batch means of independent samples correlate by less than 1.96 ÷ √batches in 95 % of cases.
  package static func warnings(
    tallies: Tallies, batches: [Range<Int>]
  ) -> [String] {
    let series: [(String, [Double])] = [
      ("average number waiting", batches.map { meanLength(tallies, $0) }),
      ("average speed of answer", batches.compactMap { meanWait(tallies, $0) }),
    ]
    return series.compactMap { name, values in
      guard let correlation = lagOneCorrelation(values),
        correlation > 1.96 / Double(values.count).squareRoot()
      else { return nil }
      let rounded = (correlation * 100).rounded() / 100
      return "The batches are too short to be independent: neighbouring batch means of the \(name) "
        + "correlate by \(rounded). Intervals are too narrow; simulate longer or use fewer batches."
    }
  }

  private static func meanLength(_ tallies: Tallies, _ batch: Range<Int>) -> Double {
    let rows = tallies.intervals + 1
    let queues = tallies.queues.count / rows
    var area = 0.0
    for queue in 0..<queues {
      for row in batch { area += tallies.queues[queue * rows + row].lengthIntegral }
    }
    return area / Double(batch.count)
  }

  private static func meanWait(_ tallies: Tallies, _ batch: Range<Int>) -> Double? {
    let rows = tallies.intervals + 1
    var wait = 0.0
    var answered = 0.0
    for type in 0..<tallies.types {
      for row in batch {
        wait += tallies.contacts[type * rows + row].waitAnswered
        answered += tallies.contacts[type * rows + row].answered
      }
    }
    return answered > 0 ? wait / answered : nil
  }
}

/// Simulates one long replication and folds it in batches.
func runBatchMeans(
  model: Model, settings: StudySettings, isCancelled: @escaping @Sendable () -> Bool
) async -> StudyResult {
  var options = SimulationOptions()
  options.checks = settings.checks
  options.trace = settings.trace
  options.isCancelled = isCancelled
  var fold = StudyFold(model: model, seed: settings.study.seed, isBatched: true)
  var result = StudyResult()
  let (outcome, seconds) = timed {
    Simulator(model: model).run(seed: settings.study.seed, replication: 0, options: options)
  }
  result.processorSeconds = seconds
  if let outcome {
    let batches = BatchMeans.batches(of: model.calendar, count: settings.study.batches)
    fold.add(outcome.tallies, batches: batches)
    result.warnings = BatchMeans.warnings(tallies: outcome.tallies, batches: batches)
    result.violations = outcome.violations
    if batches.count < settings.study.batches {
      result.warnings.append(
        "Only \(batches.count) of \(settings.study.batches) batches: a batch is at least one "
          + "planning interval after the warm-up.")
    }
    if !settings.study.precision.isEmpty {
      result.warnings.append(
        "A study by batch means is one run of fixed length: precision goals do not prolong it.")
    }
  }
  fold.fill(&result, confidence: settings.study.confidence)
  result.replicationsAskedFor = 1
  result.isPartial = outcome == nil
  result.precision = settings.study.precision.map {
    StoppingRule.outcome(
      of: $0, estimate: fold.estimate($0.indicator, confidence: settings.study.confidence))
  }
  return result
}
