/// How many waits above zero ended in each bucket of `WaitHistogram`, by contact type and by the interval
/// of arrival; waits of zero are what is left of the answered.
struct WaitCounts: ~Copyable {
  private var byType: Table<UInt32>
  private var byInterval: Table<UInt32>

  private static let buckets = WaitHistogram.bucketCount

  init(types: Int, intervals: Int) {
    byType = Table(repeating: 0, count: types * WaitCounts.buckets)
    byInterval = Table(repeating: 0, count: intervals * WaitCounts.buckets)
  }

  mutating func reset() {
    byType.fill(0)
    byInterval.fill(0)
  }

  @inline(__always)
  func add(_ wait: Seconds, type: Int32, interval: Int32) {
    let bucket = Int32(truncatingIfNeeded: WaitHistogram.bucket(of: wait))
    let buckets = Int32(WaitCounts.buckets)
    byType.at(type &* buckets &+ bucket).pointee &+= 1
    byInterval.at(interval &* buckets &+ bucket).pointee &+= 1
  }

  /// The waits of a type's `answered` contacts.
  func copy(type: Int, of answered: Double, to counts: inout [Double]) {
    WaitCounts.copy(byType.base + type * WaitCounts.buckets, of: answered, to: &counts)
  }

  /// The waits of the `answered` contacts that came in an interval.
  func copy(interval: Int, of answered: Double, to counts: inout [Double]) {
    WaitCounts.copy(byInterval.base + interval * WaitCounts.buckets, of: answered, to: &counts)
  }

  /// Copies the counts of waits above zero out of all `answered`; bucket 0 takes the rest.
  private static func copy(
    _ buckets: UnsafePointer<UInt32>, of answered: Double, to counts: inout [Double]
  ) {
    counts.withUnsafeMutableBufferPointer { counts in
      var waited: UInt32 = 0
      for bucket in 1..<counts.count {
        waited &+= buckets[bucket]
        counts[bucket] = Double(buckets[bucket])
      }
      counts[0] = answered - Double(waited)
    }
  }
}
