/// A tally whose fields are all `Double`, so that it is a plain row of numbers.
public protocol NumberRow: BitwiseCopyable, Sendable {
  /// Nothing counted.
  init()
}

extension NumberRow {
  /// Numbers in the row.
  public static var width: Int { MemoryLayout<Self>.size / MemoryLayout<Double>.size }

  /// Adds every field of another row, maxima included: take those from the rows themselves.
  public mutating func add(_ other: Self) {
    withUnsafeMutableBytes(of: &self) { mine in
      withUnsafeBytes(of: other) { theirs in
        let sums = mine.assumingMemoryBound(to: Double.self)
        let numbers = theirs.assumingMemoryBound(to: Double.self)
        for index in 0..<Self.width { sums[index] += numbers[index] }
      }
    }
  }
}

extension ContactTally: NumberRow {}
extension QueueTally: NumberRow {}
extension AgentTally: NumberRow {}
extension TrunkTally: NumberRow {}
extension RoutingTally: NumberRow {}
extension OutcomeTally: NumberRow {}
