extension WaitHistogram {
  /// Buckets: one for zero, one below 1/16 s, then 24 octaves of 32, the last one taking all above.
  public static let bucketCount = 2 + 24 * 32

  /// The bucket of a wait ≥ 0.
  ///
  /// The bits of a double order like the number, so exponent and the first five bits of the
  /// mantissa are the bucket.
  @inlinable
  public static func bucket(of wait: Seconds) -> Int {
    if wait <= 0 { return 0 }
    let index = Int(wait.bitPattern >> 47) - lowestKey
    return index < 0 ? 1 : min(index + 2, bucketCount - 1)
  }

  /// Exponent and five mantissa bits of 1/16 s.
  @usableFromInline
  static var lowestKey: Int { (1023 - 4) << 5 }

  /// The lower and the upper edge of a bucket, in seconds.
  public static func edges(of bucket: Int) -> (lower: Seconds, upper: Seconds) {
    switch bucket {
    case 0: return (0, 0)
    case 1: return (0, 1.0 / 16)
    default:
      let key = UInt64(bucket - 2 + lowestKey)
      return (Double(bitPattern: key << 47), Double(bitPattern: (key + 1) << 47))
    }
  }

  /// Number of waits counted.
  public var total: Double { counts.reduce(0, +) }

  /// The wait that a share `probability` of all waits does not exceed; nil for no waits.
  ///
  /// Linear inside its bucket. O(buckets).
  public func quantile(_ probability: Double) -> Seconds? {
    let all = total
    guard all > 0 else { return nil }
    let wanted = probability * all
    return counts.withUnsafeBufferPointer { counts in
      var below = 0.0
      for bucket in counts.indices where counts[bucket] > 0 {
        let count = counts[bucket]
        if below + count >= wanted {
          let (lower, upper) = WaitHistogram.edges(of: bucket)
          return lower + (upper - lower) * max(0, (wanted - below) / count)
        }
        below += count
      }
      return counts.lastIndex { $0 > 0 }.map { WaitHistogram.edges(of: $0).upper }
    }
  }

  /// Adds another histogram's counts.
  public mutating func add(_ other: WaitHistogram) {
    for index in counts.indices { counts[index] += other.counts[index] }
  }
}
