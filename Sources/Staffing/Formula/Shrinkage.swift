import Experiments
import Foundation

/// Paid time in which agents do not take calls: breaks, training, sickness, leave.
///
/// Each cause is a share of paid time, as shrinkage is defined (1 − hours on the phones ÷ paid hours),
/// so the shares add up: 30 % and 10 % are 40 %, not 37 %. With s the sum and l the leave in it (who
/// is on leave is paid, but on no roster):
///
///     paid = required ÷ (1 − s),   scheduled = paid × (1 − l)
///
/// Without leave both are required ÷ (1 − s): 12 agents and 30 % make 17.1, not 15.6.
///
/// A roster has whole agents: scheduled is rounded up in each group and interval. All sums, of
/// hours, days and groups, are sums of these whole numbers, and paid time is that of the roster.
public struct Shrinkage: Sendable, Equatable {
  /// One cause.
  public struct Cause: Sendable, Equatable {
    /// Such as "breaks"; empty where only a sum was given.
    public var name: String
    /// Its share of paid time, 0…1.
    public var share: Double

    /// Leave is paid, but those on leave are not on the roster.
    public var isLeave: Bool {
      ["vacation", "holiday", "holidays", "leave"].contains(name.lowercased())
    }
  }

  /// The causes, in the order they were written.
  public var causes: [Cause] = []

  /// No shrinkage.
  public init() {}

  /// Reads `30%`, `0.3` or `breaks=8%,training=4%,vacation=10%`.
  ///
  /// - Throws: `GoalDefect` about a share that is none, or a sum of 100 % or more.
  public init(_ text: String) throws(GoalDefect) {
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let halves = part.split(separator: "=", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
      guard let share = halves.last, halves.count <= 2 else { throw Self.unreadable(text) }
      let name = halves.count == 2 ? halves[0] : ""
      guard !(name.isEmpty && text.contains(",")) else { throw Self.unreadable(text) }
      causes.append(Cause(name: name, share: try Self.share(share, in: text)))
    }
    guard total < 1 else {
      throw GoalDefect(
        text: text, finding: "a shrinkage of 100 % or more leaves nobody to take calls.",
        remedy: "Write shares of paid time that add up to less than 100 %, such as 30%.")
    }
  }

  private static func share(_ text: String, in whole: String) throws(GoalDefect) -> Double {
    let isPercent = text.hasSuffix("%")
    let digits = isPercent ? String(text.dropLast()) : text
    let isPlain = digits.utf8.allSatisfy { "0123456789.".utf8.contains($0) }
    guard isPlain, let value = Double(digits) else {
      guard digits.hasPrefix("-") else { throw unreadable(whole) }
      throw GoalDefect(
        text: whole, finding: "a shrinkage is not negative.", remedy: "Write a share such as 30%.")
    }
    guard isPercent || value < 1 else {
      throw GoalDefect(
        text: whole, finding: "\(text) is no share below 1.", remedy: "Did you mean \(text)%?")
    }
    return isPercent ? value / 100 : value
  }

  private static func unreadable(_ text: String) -> GoalDefect {
    GoalDefect(
      text: text, finding: "this is no shrinkage.",
      remedy: "Write 30%, or causes such as breaks=8%,training=4%,sickness=6%, with decimal points.")
  }

  /// s: the share of paid time off the phones.
  public var total: Double { causes.reduce(0) { $0 + $1.share } }

  /// l: the share of paid time on leave.
  public var leave: Double { causes.reduce(0) { $0 + ($1.isLeave ? $1.share : 0) } }

  /// Agents to put on the roster before rounding: required ÷ (1 − s) × (1 − l).
  public func scheduled(required: Int) -> Double { Double(required) / (1 - total) * (1 - leave) }

  /// Whole agents to put on the roster of a group in an interval; what is whole but for the last digits
  /// is not rounded up.
  public func roster(required: Int) -> Int {
    Int(clamping: (scheduled(required: required) - 1e-9).rounded(.up))
  }

  /// Agents, or hours, that are paid for so many on the roster: roster ÷ (1 − l).
  public func paid(roster: Double) -> Double { roster / (1 - leave) }
}
