import ContactCenter

// How many replications common random numbers, control variates and strata save.

extension TournamentResult {
  /// Measures all three for the objective, from the rows.
  func measureVarianceReduction(_ entrants: [Entrant]) -> VarianceReduction {
    var found = VarianceReduction()
    let reference = settings.reference
    let objective = settings.objective
    let controls = entrants.indices.map { controlTable(entrants[$0].model, of: $0) }
    found.controls = controls[reference]?.names ?? []
    var sums = (own: 0.0, paired: 0.0)
    var values = (plain: 0.0, adjusted: 0.0)
    var differences = (plain: 0.0, adjusted: 0.0)
    for entrant in entrants.indices {
      guard let mine = series(objective, of: entrant) else { continue }
      let own = mine.linearised(first: mine.count) ?? []
      if let table = controls[entrant],
        let fit = ControlFit(own, table.rows, means: table.means)
      {
        values.plain += fit.plainVariance
        values.adjusted += fit.adjustedVariance
        found.adjusted.append(fit.estimate(confidence: settings.confidence))
      } else {
        found.adjusted.append(mine.estimate(confidence: settings.confidence))
      }
      guard entrant != reference, let theirs = series(objective, of: reference) else { continue }
      let count = min(mine.count, theirs.count)
      guard count > 1, let paired = mine.differenceMoments(from: theirs, first: count),
        let own = mine.linearised(first: count), let other = theirs.linearised(first: count)
      else { continue }
      var pair = VarianceReduction.Pair(entrant: entrant, reference: reference)
      let both = SampleMoments(own).variance + SampleMoments(other).variance
      if paired.variance > 0 {
        pair.commonRandomNumbers = both / paired.variance
        sums.own += both
        sums.paired += paired.variance
      }
      if let table = controls[reference],
        let fit = ControlFit(
          zip(own, other).map { $0 - $1 }, Array(table.rows.prefix(count)), means: table.means),
        fit.adjustedVariance > 0
      {
        pair.controlVariates = fit.plainVariance / fit.adjustedVariance
        differences.plain += fit.plainVariance
        differences.adjusted += fit.adjustedVariance
      }
      found.pairs.append(pair)
    }
    if sums.paired > 0 { found.commonRandomNumbers = sums.own / sums.paired }
    if values.adjusted > 0 { found.controlVariatesForValues = values.plain / values.adjusted }
    if differences.adjusted > 0 {
      found.controlVariatesForDifferences = differences.plain / differences.adjusted
    }
    if found.controls.isEmpty { found.adjusted = [] }
    measureStrata(&found)
    return found
  }
}

// MARK: - Control variates

/// Figures of known mean that move with what is estimated, by replication.
private struct ControlTable {
  var names: [String]
  /// Observation by control.
  var rows: [[Double]]
  var means: [Double]
}

extension TournamentResult {
  /// Fresh contacts as controls: all together, which is the day's volume, and those of the largest
  /// types; nil where none has a known mean or there are too few observations.
  ///
  /// The mean is known of Poisson arrivals one by one, whose random factors have mean 1: it is the
  /// integral of the rate. There is one control for every ten observations, five at most.
  private func controlTable(_ model: Model, of entrant: Int) -> ControlTable? {
    let layout = layouts[entrant]
    let block = settings.strata
    let count = rows[entrant].count / block
    let known = model.contactTypes.indices.compactMap { type in
      expectedFresh(model, type).map { (type: type, mean: $0) }
    }.filter { $0.mean > 0 }.sorted { ($0.mean, -$0.type) > ($1.mean, -$1.type) }
    let most = min(5, count / 10)
    guard !known.isEmpty, most > 0 else { return nil }
    // With the sum, all but one of the types tell the same as all of them.
    let single = known.count > 1 ? known.prefix(min(most, known.count) - 1) : []
    let names = layout.names.contactTypes
    var table = ControlTable(
      names: [known.count == 1 ? "fresh contacts of \(names[known[0].type])" : "fresh contacts"]
        + single.map { "fresh contacts of \(names[$0.type])" },
      rows: [], means: [known.reduce(0) { $0 + $1.mean }] + single.map(\.mean))
    let fresh = known.map { type in
      KPISeries(
        rows[entrant],
        KPIColumns(numerator: layout.column(ContactMeasure.fresh, type: type.type)), block: block
      ).numerators
    }
    table.rows = (0..<count).map { number in
      [fresh.reduce(0) { $0 + $1[number] }] + single.indices.map { fresh[$0][number] }
    }
    return table
  }

  /// ∫ rate dt after the warm-up; nil where it is not the mean of the fresh contacts.
  private func expectedFresh(_ model: Model, _ type: Int) -> Double? {
    let contactType = model.contactTypes[type]
    let arrivals = contactType.arrivals
    guard case .poisson = arrivals.process, arrivals.batchSize == nil else { return nil }
    return contactType.segments.reduce(0) { sum, segment in
      func integral(to end: Seconds) -> Double {
        let x = min(max(end, segment.from), segment.to) - segment.from
        let cubic = segment.c2 / 3 + x * segment.c3 / 4
        return x * (segment.c0 + x * (segment.c1 / 2 + x * cubic))
      }
      return sum + integral(to: segment.to) - integral(to: model.calendar.warmUpEnd)
    }
  }
}

/// The regression of observations on controls of known means.
///
/// The adjusted mean is Ȳ − bᵀ (C̄ − μ) with b from least squares. With q controls the variance that
/// is left of an observation is estimated by RSS ÷ (n − q − 1); having to estimate b costs a further
/// (n − 2) ÷ (n − q − 2). Lavenberg and Welch, "A perspective on the use of control variables to
/// increase the efficiency of Monte Carlo simulations", Management Science 27 (1981).
package struct ControlFit: Sendable {
  /// S² of the observations.
  package let plainVariance: Double
  /// What is left of it, with the loss.
  package let adjustedVariance: Double
  /// The adjusted mean.
  package let mean: Double
  private let standardError: Double
  private let degreesOfFreedom: Int

  /// Fits; nil with fewer than q + 4 observations or where no control varies.
  package init?(_ values: [Double], _ controls: [[Double]], means: [Double]) {
    let (n, q) = (values.count, means.count)
    guard n >= q + 4, controls.count == n else { return nil }
    let average = values.reduce(0, +) / Double(n)
    let centers = (0..<q).map { k in controls.reduce(0) { $0 + $1[k] } / Double(n) }
    // The normal equations, with a column for Y and one for C̄ − μ.
    var matrix = [[Double]](repeating: [Double](repeating: 0, count: q + 2), count: q)
    var total = 0.0
    for (value, row) in zip(values, controls) {
      total += (value - average) * (value - average)
      for i in 0..<q {
        for j in 0..<q { matrix[i][j] += (row[i] - centers[i]) * (row[j] - centers[j]) }
        matrix[i][q] += (row[i] - centers[i]) * (value - average)
      }
    }
    let products = (0..<q).map { matrix[$0][q] }
    for i in 0..<q { matrix[i][q + 1] = centers[i] - means[i] }
    let rank = ControlFit.solve(&matrix)
    guard rank > 0 else { return nil }
    let coefficients = (0..<q).map { matrix[$0][q] }
    let explained = zip(coefficients, products).reduce(0) { $0 + $1.0 * $1.1 }
    let residual = max(0, total - explained) / Double(n - rank - 1)
    let distance = (0..<q).reduce(0) { $0 + (centers[$1] - means[$1]) * matrix[$1][q + 1] }
    plainVariance = total / Double(n - 1)
    adjustedVariance = residual * Double(n - 2) / Double(n - rank - 2)
    mean =
      average - (0..<q).reduce(0) { $0 + coefficients[$1] * (centers[$1] - means[$1]) }
    standardError = (residual * (1 / Double(n) + distance)).squareRoot()
    degreesOfFreedom = n - rank - 1
  }

  /// The adjusted mean with its interval.
  package func estimate(confidence: Double) -> Estimate {
    let factor = StudentsT.factor(confidence: confidence, degreesOfFreedom: degreesOfFreedom)
    return Estimate(
      value: mean, halfWidth: factor * standardError, standardError: standardError,
      degreesOfFreedom: degreesOfFreedom)
  }

  /// Gauss and Jordan for a symmetric matrix with two right sides; controls that depend on earlier
  /// ones get coefficient 0.
  ///
  /// - Returns: the rank.
  private static func solve(_ matrix: inout [[Double]]) -> Int {
    let q = matrix.count
    let sizes = (0..<q).map { matrix[$0][$0] }
    var isUsed = [Bool](repeating: false, count: q)
    for pivot in 0..<q where matrix[pivot][pivot] > 1e-9 * sizes[pivot] {
      isUsed[pivot] = true
      let divisor = matrix[pivot][pivot]
      for column in 0..<q + 2 { matrix[pivot][column] /= divisor }
      for row in 0..<q where row != pivot {
        let factor = matrix[row][pivot]
        for column in 0..<q + 2 { matrix[row][column] -= factor * matrix[pivot][column] }
      }
    }
    for row in 0..<q where !isUsed[row] {
      matrix[row][q] = 0
      matrix[row][q + 1] = 0
    }
    return isUsed.count { $0 }
  }
}

// MARK: - Strata

extension TournamentResult {
  /// Within-stratum variance against that of plain sampling, which is within plus between strata.
  private func measureStrata(_ found: inout VarianceReduction) {
    guard settings.strata > 1 else { return }
    var values = (plain: 0.0, stratified: 0.0)
    var differences = (plain: 0.0, stratified: 0.0)
    let single = rows.indices.map { entrant in
      layouts[entrant].columns(settings.objective).map {
        KPISeries(rows[entrant], $0, block: 1)
      }
    }
    let theirs = single[settings.reference]
    for (entrant, mine) in single.enumerated() {
      guard let mine, let own = mine.linearised(first: mine.count) else { continue }
      add(own, to: &values)
      guard entrant != settings.reference, let theirs else { continue }
      let count = min(mine.count, theirs.count)
      guard let own = mine.linearised(first: count), let other = theirs.linearised(first: count)
      else { continue }
      add(zip(own, other).map { $0 - $1 }, to: &differences)
    }
    if values.stratified > 0 {
      found.stratificationForValues = values.plain / values.stratified
    }
    if differences.stratified > 0 {
      found.stratificationForDifferences = differences.plain / differences.stratified
    }
  }

  /// Adds the variance within strata, and with what is between them.
  private func add(_ values: [Double], to sums: inout (plain: Double, stratified: Double)) {
    let strata = settings.strata
    let blocks = values.count / strata
    guard blocks >= 2 else { return }
    let moments = (0..<strata).map { stratum in
      SampleMoments((0..<blocks).map { values[$0 * strata + stratum] })
    }
    let within = moments.reduce(0) { $0 + $1.variance } / Double(strata)
    let center = moments.reduce(0) { $0 + $1.mean } / Double(strata)
    let spread =
      moments.reduce(0) { $0 + ($1.mean - center) * ($1.mean - center) } / Double(strata)
    // The strata's means scatter by chance too.
    let between = max(0, spread - within / Double(blocks) * Double(strata - 1) / Double(strata))
    sums.plain += within + between
    sums.stratified += within
  }
}
