/// What solves integer programs.
///
/// Jobs take a solver and do not know which: CBC as a process of its own today.
public protocol Solver: Sendable {
  /// Finds the cheapest values of a program.
  ///
  /// - Parameters:
  ///   - program: what to solve.
  ///   - limits: when to end with what is known.
  ///   - shouldStop: asked several times a second; true ends the search with `SolverFailure.stopped`.
  /// - Returns: what came out; its values keep the program's rows.
  /// - Throws: `SolverFailure`.
  func solve(
    _ program: IntegerProgram, limits: SolverLimits, shouldStop: @escaping @Sendable () -> Bool
  ) throws(SolverFailure) -> SolverOutcome
}

extension Solver {
  /// Finds the cheapest values within the ordinary limits.
  public func solve(_ program: IntegerProgram) throws(SolverFailure) -> SolverOutcome {
    try solve(program, limits: SolverLimits(), shouldStop: { false })
  }
}

/// When a solver ends with what is known.
public struct SolverLimits: Sendable, Equatable {
  /// The longest search, in seconds.
  public var seconds: Double
  /// The search ends when the cost found is at most so much, as a share, above the least possible; 0: when
  /// it is proven to be the least.
  public var gap: Double
  /// The most columns, rows and coefficients together.
  public var size: Int

  /// Limits; unless said otherwise 10 minutes, proof, ten million numbers.
  public init(seconds: Double = 600, gap: Double = 0, size: Int = 10_000_000) {
    self.seconds = seconds
    self.gap = gap
    self.size = size
  }
}

/// What a solver found.
public enum SolverOutcome: Sendable, Equatable {
  /// Values, one for each column, that cost the least (but for the gap that was allowed).
  case optimal([Double])
  /// Time was up: the best values so far, perhaps not the best there are.
  case best([Double])
  /// No values keep all rows.
  case infeasible
  /// Time was up before any values were found.
  case unknown

  /// The values; nil where there are none.
  public var values: [Double]? {
    switch self {
    case .optimal(let values), .best(let values): values
    case .infeasible, .unknown: nil
    }
  }
}

/// Why there is no outcome.
public enum SolverFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// The solver's program is not there.
  case notInstalled
  /// The program has so many numbers, more than are allowed.
  case tooLarge(Int, allowed: Int)
  /// A number of the program is not finite where it must be.
  case notFinite
  /// The caller wanted to stop.
  case stopped
  /// The solver's program could not be run, or wrote what was not understood.
  case failed(String)

  /// The failure with its remedy.
  public var description: String {
    switch self {
    case .notInstalled:
      "the solver CBC is not installed: `make setup` installs it, as does `apt install coinor-cbc`"
    case .tooLarge(let size, let allowed):
      "the integer program has \(size) numbers, more than \(allowed)"
    case .notFinite: "the integer program has a number that is not finite"
    case .stopped: "stopped"
    case .failed(let message): "the solver CBC failed: \(message)"
    }
  }
}
