import Foundation

/// A list of records that are tried up to K times each: how many are reached, and how the hits thin out.
///
/// An attempt first finds the number invalid with the probability i, which closes the record; else it reaches the
/// person with the record's own probability p, which closes it too. Records differ: p is the same for a segment, or
/// drawn once for each record from Beta(a, b). Then those left over after each pass are the hard ones: the hit rate
/// of attempt k is a/(a + b + k - 1) where no number is invalid, and a plan with one p for all reaches too many.
///
/// Exact; O(K · segments). Example: p = 0.12, K = 6: 53.56 % are reached in 4.463 attempts a record; with
/// Beta(1.2, 8.8), whose mean is the same, 46.13 %.
public struct ListPenetration: Sendable {
  /// A kind of records.
  public struct Segment: Sendable, Equatable {
    /// How the probability to be reached differs between its records.
    public enum Law: Sendable, Equatable {
      /// The same for all, 0…1.
      case equal(Double)
      /// Drawn once for each record; both above 0, the mean is a/(a + b).
      case beta(Double, Double)

      /// E[(1 - p)ᵏ⁻¹ p] and E[(1 - p)ᵏ⁻¹] for k = 1, 2, … .
      func passes(_ count: Int) -> [(hit: Double, open: Double)] {
        var open = 1.0
        return (0..<count).map { pass in
          let share: Double
          switch self {
          case .equal(let probability): share = probability
          case .beta(let first, let second): share = first / (first + second + Double(pass))
          }
          defer { open *= 1 - share }
          return (open * share, open)
        }
      }
    }
    /// The part of the records.
    public var share: Double
    /// Its law.
    public var law: Law

    /// A kind of records.
    public init(share: Double = 1, _ law: Law) { (self.share, self.law) = (share, law) }
  }

  /// The part of the records that are reached.
  public private(set) var penetration = 0.0
  /// The part that has an invalid number.
  public private(set) var invalidShare = 0.0
  /// Attempts of a record in the mean.
  public private(set) var attemptsPerRecord = 0.0
  /// Attempts number k that reach the person, of all with that number; the first is that of k = 1.
  public private(set) var hitRates: [Double] = []

  /// - Parameters:
  ///   - segments: their shares add up to 1.
  ///   - mostAttempts: K ≥ 1.
  ///   - invalidProbability: i of an attempt, 0…1.
  public init(segments: [Segment], mostAttempts: Int, invalidProbability: Double = 0) {
    precondition(mostAttempts >= 1 && !segments.isEmpty, "there are records and attempts")
    let passes = segments.map { $0.law.passes(mostAttempts) }
    let valid = 1 - invalidProbability
    var survival = 1.0
    for pass in 0..<mostAttempts {
      var (hit, open) = (0.0, 0.0)
      for (segment, passes) in zip(segments, passes) {
        hit += segment.share * passes[pass].hit
        open += segment.share * passes[pass].open
      }
      let (attempts, contacts) = (survival * open, survival * valid * hit)
      attemptsPerRecord += attempts
      invalidShare += attempts * invalidProbability
      penetration += contacts
      hitRates.append(attempts > 0 ? contacts / attempts : .nan)
      survival *= valid
    }
  }

  /// The part that had all its attempts in vain.
  public var exhaustedShare: Double { max(0, 1 - penetration - invalidShare) }
  /// Attempts for each person reached.
  public var attemptsPerContact: Double { attemptsPerRecord / penetration }

  /// The standard deviation of the persons reached of a list of independent records.
  public func deviationOfReached(records: Int) -> Double {
    (Double(records) * penetration * (1 - penetration)).squareRoot()
  }
}
