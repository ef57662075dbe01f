/// Running means, variances and covariances over replications of every measure in every cell.
///
/// A cell is a member (or all members) in an interval (or the whole horizon). Moments are updated
/// by Welford's rule, which stays accurate where sums of squares would cancel: with δ = x − mean
/// before, M₂ ← M₂ + δ·(x − mean after), and for the pairs of ratios C ← C + δx·δy·(n − 1)/n. Sums
/// stand for the means, since sums of counts are exact. Memory depends on the number of cells only.
/// Welford, Technometrics 4 (1962).
package struct MomentTable<M: Measure>: Sendable {
  /// Number of members; one more cell row holds all of them together.
  package let members: Int
  /// Interval rows; 0: whole horizon only.
  package let rows: Int
  /// Samples folded so far.
  package private(set) var samples = 0

  private let layout: MomentLayout<M>
  private var width: Int { layout.width }
  private let numerators: [Int]
  private let denominators: [Int]
  private var values: [Double]
  private var sums: [Double]
  private var squares: [Double]
  private var products: [Double]

  /// An empty table for the ratios of `entries`.
  package init(members: Int, rows: Int, entries: [IndicatorEntry<M>]) {
    self.members = members
    self.rows = rows
    layout = MomentLayout(members: members, rows: rows)
    let pairs = MomentTable.pairs(of: entries)
    numerators = pairs.map(\.0)
    denominators = pairs.map(\.1)
    values = [Double](repeating: 0, count: layout.length)
    sums = [Double](repeating: 0, count: layout.scratch)
    squares = sums
    products = [Double](repeating: 0, count: layout.cells * pairs.count)
  }

  /// The distinct (numerator, denominator) pairs of the ratios, in order of first use.
  private static func pairs(of entries: [IndicatorEntry<M>]) -> [(Int, Int)] {
    var pairs: [(Int, Int)] = []
    func append(_ above: M, _ below: M) {
      let pair = (above.rawValue, below.rawValue)
      if !pairs.contains(where: { $0 == pair }) { pairs.append(pair) }
    }
    for entry in entries {
      if let above = entry.numerator, let below = entry.denominator { append(above, below) }
      if let closed = entry.whenClosed { append(closed.numerator, closed.denominator) }
    }
    return pairs
  }
}

// MARK: - Folding

extension MomentTable {
  /// Folds one sample: tallies in rows member × stride + interval.
  ///
  /// O(cells × measures).
  ///
  /// - Parameters:
  ///   - tallies: one for each member and interval.
  ///   - stride: rows of a member in `tallies`.
  ///   - range: the rows that make up the sample; all of them in a table with intervals.
  package mutating func add(_ tallies: [M.Tally], stride: Int, range: Range<Int>) {
    precondition(tallies.count == members * stride && (rows == 0 || range == 0..<rows))
    values.withUnsafeMutableBufferPointer { values in
      layout.read(tallies, stride: stride, range: range, into: values)
    }
    update()
  }

  /// Welford's step for every cell with the values just read.
  ///
  /// A cell's δ are worked out once, in one plain loop, and its pairs look them up.
  private mutating func update() {
    let before = samples == 0 ? 0 : 1 / Double(samples)
    samples += 1
    let after = 1 / Double(samples)
    let pairs = numerators.count
    let width = width
    withUnsafeTemporaryAllocation(of: Double.self, capacity: width) { deltas in
      values.withUnsafeBufferPointer { values in
        sums.withUnsafeMutableBufferPointer { sums in
          squares.withUnsafeMutableBufferPointer { squares in
            products.withUnsafeMutableBufferPointer { products in
              guard let allValues = values.baseAddress, let allSums = sums.baseAddress,
                let allSquares = squares.baseAddress, let deltas = deltas.baseAddress
              else { return }
              for cell in 0..<layout.cells {
                // Addresses of the cell: the processor takes several measures at a time.
                let (values, sums) = (allValues + cell * width, allSums + cell * width)
                let squares = allSquares + cell * width
                for index in 0..<width {
                  let value = values[index]
                  let delta = value - sums[index] * before
                  let sum = sums[index] + value
                  deltas[index] = delta
                  sums[index] = sum
                  squares[index] += delta * (value - sum * after)
                }
                for pair in 0..<pairs {
                  products[cell * pairs + pair] +=
                    deltas[numerators[pair]] * deltas[denominators[pair]] * (1 - after)
                }
              }
            }
          }
        }
      }
    }
  }
}

// MARK: - Merging

extension MomentTable {
  /// Folds the samples of another table of the same form, which follow those of this one.
  ///
  /// With n samples here and m there, and δ the difference of their means, M₂ ← M₂ + M₂′ + δ² n m ÷ (n + m)
  /// and C ← C + C′ + δx δy n m ÷ (n + m) (Chan, Golub and LeVeque, The American Statistician 37, 1983). A
  /// single sample is folded as `add` does it, bit for bit. Merging is associative up to rounding, so
  /// that only the same parts in the same order lead to the same bits. O(cells × measures).
  package mutating func merge(_ other: MomentTable) {
    precondition(
      other.members == members && other.rows == rows && other.numerators == numerators,
      "tables of one form")
    guard other.samples > 0 else { return }
    guard other.samples > 1 else {
      values.replaceSubrange(0..<layout.scratch, with: other.sums)
      return update()
    }
    let (own, more) = (Double(samples), Double(other.samples))
    let (before, after) = (samples == 0 ? 0 : 1 / own, 1 / more)
    let weight = own * more / (own + more)
    samples += other.samples
    let (pairs, width) = (numerators.count, width)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: width) { deltas in
      for cell in 0..<layout.cells {
        let base = cell * width
        for index in 0..<width {
          let delta = other.sums[base + index] * after - sums[base + index] * before
          deltas[index] = delta
          squares[base + index] += other.squares[base + index] + delta * delta * weight
          sums[base + index] += other.sums[base + index]
        }
        for pair in 0..<pairs {
          let product = deltas[numerators[pair]] * deltas[denominators[pair]] * weight
          products[cell * pairs + pair] += other.products[cell * pairs + pair] + product
        }
      }
    }
  }

  /// What the numbers are: the form of the table, the measures and the pairs of ratios.
  var parts: [String] {
    ["\(M.self) \(members) \(rows)"] + M.allCases.map { "\($0)" }
      + zip(numerators, denominators).map { "\($0)/\($1)" }
  }

  /// Writes the moments.
  func write(to writer: inout WireWriter) {
    writer.write(samples)
    writer.write(sums)
    writer.write(squares)
    writer.write(products)
  }

  /// Reads moments of a table of the same form in place of its own.
  mutating func read(from reader: inout WireReader) throws(WireProblem) {
    samples = try reader.count()
    sums = try reader.finite(sums.count)
    squares = try reader.finite(squares.count)
    products = try reader.finite(products.count)
  }
}

// MARK: - Estimates

extension MomentTable {
  /// The estimate of an entry, by its index, in a cell of `EstimateTable`.
  ///
  /// What it needs of this table is kept: the moments, not the last sample.
  package func estimates(
    of entries: [IndicatorEntry<M>], confidence: Double
  ) -> @Sendable (_ cell: Int, _ entry: Int) -> Estimate {
    var moments = self
    moments.values = []
    let kept = moments
    let factor = tFactor(confidence)
    let areShares = entries.map(\.isShareOfCounted)
    let pairs = entries.map(pairIndex)
    let closed = entries.map { entry in
      entry.whenClosed.flatMap { pairIndex($0.numerator.rawValue, $0.denominator.rawValue) }
    }
    return { cell, index in
      let isInterval = cell % (kept.rows + 1) < kept.rows
      if isInterval, let other = closed[index], let pair = pairs[index],
        kept.isWithoutTime(pair, cell: cell)
      {
        return kept.estimate(pair: other, cell: cell, factor: factor)
      }
      let estimate = kept.estimate(
        entries[index], pair: pairs[index], cell: cell, factor: factor)
      guard areShares[index], let pair = pairs[index] else { return estimate }
      return estimate.ofShare(among: kept.total(below: pair, cell: cell), confidence: confidence)
    }
  }

  /// The estimate of one entry for all members over the whole horizon.
  package func overall(_ entry: IndicatorEntry<M>, confidence: Double) -> Estimate {
    estimate(
      entry, pair: pairIndex(of: entry), cell: layout.cells - 1, factor: tFactor(confidence))
  }

  /// The measure's value in the last sample over the whole horizon, for one member or for all.
  package func lastValue(_ measure: M, member: Int? = nil) -> Double {
    values[((member ?? members) * (rows + 1) + rows) * width + measure.rawValue]
  }

  private func tFactor(_ confidence: Double) -> Double? {
    samples < 2 ? nil : StudentsT.factor(confidence: confidence, degreesOfFreedom: samples - 1)
  }

  private func pairIndex(of entry: IndicatorEntry<M>) -> Int? {
    guard let above = entry.numerator?.rawValue, let below = entry.denominator?.rawValue
    else { return nil }
    return pairIndex(above, below)
  }

  private func pairIndex(_ above: Int, _ below: Int) -> Int? {
    numerators.indices.first { numerators[$0] == above && denominators[$0] == below }
  }

  /// Whether the denominator of a pair never had anything in a cell.
  private func isWithoutTime(_ pair: Int, cell: Int) -> Bool {
    total(below: pair, cell: cell) == 0
  }

  /// The sum of the denominators of a pair over all replications.
  private func total(below pair: Int, cell: Int) -> Double {
    sums[cell * width + denominators[pair]]
  }

  private func estimate(
    _ entry: IndicatorEntry<M>, pair: Int?, cell: Int, factor: Double?
  ) -> Estimate {
    if let pair { return estimate(pair: pair, cell: cell, factor: factor) }
    guard samples > 0, let measure = entry.numerator?.rawValue else { return .undefined }
    let place = cell * width + measure
    return interval(
      value: sums[place] / Double(samples), sumOfSquares: squares[place], scale: 1,
      factor: factor, noise: 1e-12)
  }

  private func estimate(pair: Int, cell: Int, factor: Double?) -> Estimate {
    guard samples > 0 else { return .undefined }
    let base = cell * width
    let count = Double(samples)
    let measure = numerators[pair]
    let below = base + denominators[pair]
    guard sums[below] != 0 else { return .undefined }
    let ratio = sums[base + measure] / sums[below]
    let sum = squares[base + measure] + ratio * ratio * squares[below]
    let residual = sum - 2 * ratio * products[cell * numerators.count + pair]
    // Where numerator and denominator move together exactly, only rounding is left of the
    // difference.
    let sumOfSquares = residual > 1e-14 * sum ? residual : 0
    return interval(
      value: ratio, sumOfSquares: sumOfSquares, scale: sums[below] / count,
      factor: factor, noise: 1e-10)
  }

  /// value ± factor · √(Σ(x − mean)² ÷ (n (n − 1))) ÷ scale.
  ///
  /// Samples that are all the same leave a trace of rounding, by far the larger one where times are
  /// divided by times; a scatter below `noise` of the value is taken for that.
  private func interval(
    value: Double, sumOfSquares: Double, scale: Double, factor: Double?, noise: Double
  ) -> Estimate {
    guard let factor else { return Estimate(value: value) }
    let count = Double(samples)
    let size = noise * value * scale
    let scatter = sumOfSquares > count * size * size ? sumOfSquares : 0
    let error = (scatter / (count * (count - 1))).squareRoot() / abs(scale)
    return Estimate(
      value: value, halfWidth: factor * error, standardError: error, degreesOfFreedom: samples - 1)
  }
}
