/// Why detection that is right on 99 % of what it calls a machine still makes most of the silent calls allowed: the
/// base rate.
///
/// Of N calls the part m meets machines and the part l persons. If what detection calls a machine is one with the
/// probability a, then for the mN machines that it finds it hangs up on mN(1 - a)/a persons. A limit of the silent
/// calls is a part of the persons, of whom there are far fewer than machines.
///
/// Exact. Example: 1000 calls, 40 % machines, 20 % persons, a = 0.99: 4 silent calls where 3 % allow 6.
public struct MachineDetection: Sendable {
  /// Persons whom it takes for machines.
  public let silentCalls: Double
  /// Silent calls within the limit.
  public let allowed: Double

  /// - Parameters:
  ///   - calls: N > 0.
  ///   - machineShare: m, 0…1.
  ///   - humanShare: l, above 0, at most 1.
  ///   - precision: a, the part of what it calls machines that are machines, above 0, at most 1.
  ///   - limit: silent calls allowed, of the persons.
  public init(
    calls: Double, machineShare: Double, humanShare: Double, precision: Double, limit: Double
  ) {
    precondition(precision > 0 && precision <= 1, "some of what it calls machines are machines")
    silentCalls = calls * machineShare * (1 - precision) / precision
    allowed = limit * calls * humanShare
  }

  /// What detection alone takes of the silent calls allowed; above 1 it breaks the limit by itself.
  public var shareOfAllowed: Double { silentCalls / allowed }
}
