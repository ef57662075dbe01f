/// The redial orbit: those outside who will call again, after a busy signal, an abandonment or a
/// conversation that settled nothing.
///
/// It is a source of contacts like those of `Sources`, with two differences: whom it brings was inside
/// before, and everyone in it has a moment of his own, on his own timer. What it brings in the mean depends
/// on how the others fare, and has no number before the run.
struct Orbit {
  /// Those who will call again.
  private(set) var count = 0
  /// Σ ± time; ∫ count dt = sum + count × end.
  private var sum = 0.0

  /// Somebody will call again.
  ///
  /// - Returns: When.
  mutating func enter(at now: Seconds, for delay: Seconds) -> Seconds {
    count += 1
    sum -= now
    return now + delay
  }

  /// Somebody calls again.
  mutating func leave(at now: Seconds) {
    assert(count > 0, "somebody calls again who was not outside")
    count -= 1
    sum += now
  }

  /// ∫ count dt since counting began.
  func integral(until now: Seconds) -> Double { sum + Double(count) * now }

  /// Counting begins.
  mutating func restart(at now: Seconds) { sum = -Double(count) * now }
}
