import Foundation

/// How long to let it ring: answers of a line in an hour against the time-out.
///
/// An attempt is a set-up, then with the probability b a busy tone, else ringing, which the person would answer with
/// probability A after a time of law F, and which ends at the answer or at the time-out T. The line goes on to the
/// next record at once: answers per second are (1 - b) A F(T) over s + b·tone + (1 - b) ∫₀ᵀ (1 - A F). A short T
/// gives people up who would have answered, a long one waits for those who never will.
///
/// Exact for the rate. The optimum is where the marginal rate A f/(1 - A F) falls to the rate itself; found by
/// bracketing, to about 1e-7 of the time, since the rate is flat there. Example: A = 0.35, gamma of shape 3 and mean
/// 11 s, set-up 3 s: 60.344 answers an hour at 15 s, 51.683 at 26 s; best 60.4316 at 15.704 s.
///
/// Source: D. Hoeflin and H. Levy, "A note on the optimal ring time", Operations Research Letters 5(2), 1986.
public struct RingTimeout: Sendable {
  /// s, seconds before it rings.
  public let setup: Double
  /// b, the part of the attempts that are busy.
  public let busyShare: Double
  /// How long a busy tone is heard, in seconds.
  public let busyTone: Double
  /// A, the part of the persons called who would answer ever.
  public let answerShare: Double
  /// F, when they do, in seconds of ringing.
  public let law: DurationLaw

  /// The best time-out.
  public enum Optimum: Sendable, Equatable {
    /// At that many seconds.
    case at(Double)
    /// The longer the better: who never answers is not called.
    case never
    /// The shorter the better.
    case atOnce
  }

  /// - Parameters:
  ///   - answerShare: A, above 0, at most 1.
  ///   - law: F; a valid law that ends.
  ///   - setup: seconds, ≥ 0.
  ///   - busyShare: b, 0 up to but not 1.
  ///   - busyTone: seconds, ≥ 0.
  public init(
    answerShare: Double, law: DurationLaw, setup: Double, busyShare: Double = 0, busyTone: Double = 0
  ) {
    precondition(answerShare > 0 && answerShare <= 1 && busyShare >= 0 && busyShare < 1, "parts are 0…1")
    (self.answerShare, self.law, self.setup) = (answerShare, law, setup)
    (self.busyShare, self.busyTone) = (busyShare, busyTone)
  }

  /// The probability that an attempt is answered within a time-out, which an answer at that very time is.
  public func answered(timeout: Double) -> Double {
    (1 - busyShare) * answerShare * law.probabilityOfEnding(by: timeout)
  }

  /// The mean length of an attempt, in seconds.
  public func meanAttempt(timeout: Double) -> Double {
    setup + busyShare * busyTone
      + (1 - busyShare) * ((1 - answerShare) * timeout + answerShare * law.restrictedMean(upTo: timeout))
  }

  /// Answers of a line per second.
  public func rate(timeout: Double) -> Double { answered(timeout: timeout) / meanAttempt(timeout: timeout) }

  /// Answers of a line per second without a time-out; 0 where some never answer.
  public var rateWithoutTimeout: Double {
    guard answerShare == 1 else { return 0 }
    return (1 - busyShare) / (setup + busyShare * busyTone + (1 - busyShare) * law.mean)
  }

  /// The time-out with the most answers, the shortest of several.
  public var optimum: Optimum {
    let scale = law.mean
    let grid = (0...Self.points).map { scale * pow(10, 8 * Double($0) / Double(Self.points) - 4) }
    let candidates = (grid + law.kinks.filter { $0 > 0 }).sorted()
    var place = 0
    for next in candidates.indices
    where rate(timeout: candidates[next]) > rate(timeout: candidates[place]) * (1 + 1e-13) {
      place = next
    }
    if place == 0 { return .atOnce }
    var best = candidates[place]
    if !law.kinks.contains(best) {
      let end = candidates[min(place + 1, candidates.count - 1)]
      best = golden(from: candidates[place - 1], to: end)
    }
    // Without a time-out nothing is lost: a finite one must be better than that, or lose nobody itself.
    let isComplete = law.kinks.contains(best) && law.probabilityOfLasting(beyond: best) == 0
    if !isComplete, rate(timeout: best) <= rateWithoutTimeout * (1 + 1e-12) { return .never }
    return .at(best)
  }

  /// Places of the first search, over eight decades around the mean.
  private static let points = 800

  /// The maximum between two points, which has no other beside it.
  private func golden(from low: Double, to high: Double) -> Double {
    let section = (5.0.squareRoot() - 1) / 2
    var (low, high) = (low, high)
    var (left, right) = (high - section * (high - low), low + section * (high - low))
    var (first, second) = (rate(timeout: left), rate(timeout: right))
    while high - low > 1e-9 * high {
      if first >= second {
        (high, right, second) = (right, left, first)
        left = high - section * (high - low)
        first = rate(timeout: left)
      } else {
        (low, left, first) = (left, right, second)
        right = low + section * (high - low)
        second = rate(timeout: right)
      }
    }
    return (low + high) / 2
  }
}
