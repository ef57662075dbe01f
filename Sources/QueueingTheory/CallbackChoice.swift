import Foundation

/// Callers who choose between waiting and a callback by the wait that they are told: an equilibrium.
///
/// Those who find all agents busy are told one number, the mean wait of those who stay, and take a callback with
/// the probability 1/(1 + exp(-(b₀ + b₁w))), w in minutes; callbacks come after all who wait. The more take one,
/// the shorter is the wait that is told: there is one share at which both agree.
///
/// M/M/n with non-preemptive priorities and one handle time; nobody gives up. Source of the model: D. McFadden,
/// "Conditional logit analysis", 1973; A. Cobham, Operations Research 2, 1954.
public struct CallbackChoice: Sendable {
  /// Which mean the callers are told.
  public enum Announcement: String, Sendable, CaseIterable {
    /// Of all inbound calls if everybody threw the coin, those served at once included: P(wait) times the mean
    /// of those who wait.
    case ofClass
    /// Of those who wait.
    case ofWaiting
    /// Of all who do not take a callback, those served at once included.
    case ofStaying
  }

  /// The part of those who find all agents busy that take a callback.
  public let share: Double
  /// What they are told, in seconds.
  public let announced: Double
  /// P(all agents busy).
  public let waitProbability: Double
  /// Mean wait of those who stay and wait, in seconds.
  public let waitOfWaiting: Double
  /// Mean time from the promise to the call, in seconds.
  public let delay: Double

  /// - Parameters:
  ///   - arrivalRate: calls per second, > 0.
  ///   - meanHandleTime: seconds, > 0.
  ///   - agents: n ≥ 1.
  ///   - constant: b₀.
  ///   - perMinute: b₁, ≥ 0.
  ///   - announcement: what is told.
  /// - Throws: ``UnstableQueue``.
  public init(
    arrivalRate: Double, meanHandleTime: Double, agents: Int, constant: Double, perMinute: Double,
    announcement: Announcement
  ) throws(UnstableQueue) {
    precondition(perMinute >= 0, "more wait makes more callbacks")
    let queue = try ErlangC(arrivalRate: arrivalRate, meanHandleTime: meanHandleTime, agents: agents)
    let (busy, load) = (queue.waitProbability, queue.occupancy)
    let pace = Double(agents) / meanHandleTime
    func wait(_ share: Double) -> Double { 1 / (pace * (1 - load * (1 - share))) }
    func told(_ share: Double) -> Double {
      switch announcement {
      case .ofClass: busy * wait(share)
      case .ofWaiting: wait(share)
      case .ofStaying: busy * (1 - share) * wait(share) / (1 - busy * share)
      }
    }
    // What is told falls with the share, and with it the share that is chosen.
    var (low, high) = (0.0, 1.0)
    for _ in 0..<200 {
      let middle = (low + high) / 2
      let chosen = 1 / (1 + exp(-(constant + perMinute * told(middle) / 60)))
      if chosen > middle { low = middle } else { high = middle }
    }
    share = (low + high) / 2
    announced = told(share)
    waitProbability = busy
    waitOfWaiting = wait(share)
    delay = wait(share) / (1 - load)
  }
}
