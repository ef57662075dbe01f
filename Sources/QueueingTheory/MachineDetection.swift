/// Why detection that is right on 99 % of what it calls a machine still makes most of the silent calls allowed: the
/// base rate.
///
/// Of the calls that it takes for machines the part a is machines; on the others, persons, it hangs up in silence. A
/// limit of the silent calls is a part of the persons reached, of whom there are far fewer than machines.
///
/// Exact. Example: of 1000 calls 40 % meet machines, which are all found, and 20 % persons; a = 0.99: 404 calls are
/// taken for machines, 4 of them persons, where 3 % of 200 allow 6.
public struct MachineDetection: Sendable {
  /// Calls that it hangs up on.
  public let takenForMachines: Double
  /// a, the part of them that is right.
  public let precision: Double
  /// Persons who answer and are not hung up on.
  public let persons: Double

  /// - Parameters:
  ///   - takenForMachines: calls that it hangs up on, ≥ 0.
  ///   - precision: a, 0…1.
  ///   - persons: who answer and are not hung up on, ≥ 0.
  public init(takenForMachines: Double, precision: Double, persons: Double) {
    precondition(precision >= 0 && precision <= 1, "a part is 0…1")
    (self.takenForMachines, self.precision, self.persons) = (takenForMachines, precision, persons)
  }

  /// Machines that it finds.
  public var machines: Double { takenForMachines * precision }
  /// Persons whom it takes for machines.
  public var silentCalls: Double { takenForMachines * (1 - precision) }

  /// Silent calls that a limit allows, of all persons who answer.
  public func allowed(limit: Double) -> Double { limit * (persons + silentCalls) }
}
