/// A chain of so many states that solving it would take minutes or all memory.
///
/// Long patience, long times until the next try and high persistence make queue or orbit long.
public struct QueueTooLarge: Error, Sendable, Equatable {
  /// The states of the chain.
  public let states: Double

  /// That many states.
  public init(states: Double) { self.states = states }
}

extension QueueTooLarge: CustomStringConvertible {
  /// The size and what follows.
  public var description: String {
    let size = states < 1e15 ? "\(Int(states))" : "\(states)"
    return "too large to solve: the chain of callers present and callers who will try again has "
      + "\(size) states; shorter patience, a shorter time until the next try or less persistence "
      + "make it smaller"
  }
}
