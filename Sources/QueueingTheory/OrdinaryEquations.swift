import Foundation

/// An adaptive Runge–Kutta integrator for the large, mildly stiff systems of the Kolmogorov
/// equations.
///
/// The pair of orders 5 and 4 of J. R. Dormand and P. J. Prince, "A family of embedded Runge–Kutta
/// formulae", J. Comput. Appl. Math. 6, 1980, table 2; the step is kept by the largest error of any
/// component. Nothing is allocated per step.
struct OrdinaryEquations {
  private let tolerance: Double
  private var stages: [[Double]]
  private var trial: [Double]
  /// The step that worked last, the first guess of the next call.
  private var step: Double

  /// - Parameters:
  ///   - size: the number of components.
  ///   - firstStep: a guess in seconds.
  ///   - tolerance: the largest error allowed per step and component, on the scale of
  ///     probabilities.
  init(size: Int, firstStep: Double, tolerance: Double) {
    self.tolerance = tolerance
    stages = [[Double]](repeating: [Double](repeating: 0, count: size), count: 7)
    trial = [Double](repeating: 0, count: size)
    step = firstStep
  }

  /// Carries the state from one time to a later one.
  ///
  /// - Parameters:
  ///   - state: at the start, then at the end.
  ///   - start: a time in seconds.
  ///   - end: a later time.
  ///   - derivative: writes the derivative at a time and state into its last argument.
  mutating func advance(
    _ state: inout [Double], from start: Double, to end: Double,
    _ derivative: (Double, [Double], inout [Double]) -> Void
  ) {
    var time = start
    guard end > start else { return }
    derivative(time, state, &stages[0])
    while time < end {
      let length = min(step, end - time)
      if !(time + length > time) { return }
      takeStages(state, time, length, derivative)
      let error = self.error(length)
      if error <= tolerance {
        swap(&state, &trial)
        time = length == end - time ? end : time + length
        // The last stage is the derivative at the new point.
        stages.swapAt(0, 6)
      }
      let change = error > 0 ? pow(tolerance / error, 0.2) * 0.9 : 4
      let next = length * min(4, max(0.2, change))
      // A step cut short by the end says nothing about the next one unless it failed.
      if error > tolerance || length == step || next > step { step = next }
    }
  }

  private mutating func takeStages(
    _ state: [Double], _ time: Double, _ length: Double,
    _ derivative: (Double, [Double], inout [Double]) -> Void
  ) {
    for stage in 1...6 {
      let weights = Self.stageWeights[stage - 1]
      combine(state, length, weights)
      derivative(time + Self.nodes[stage - 1] * length, trial, &stages[stage])
    }
  }

  /// trial = state + length · Σ weights · stages.
  private mutating func combine(_ state: [Double], _ length: Double, _ weights: [Double]) {
    let scaled = weights.map { $0 * length }
    state.withUnsafeBufferPointer { source in
      trial.withUnsafeMutableBufferPointer { target in
        for index in source.indices { target[index] = source[index] }
        for (stage, weight) in zip(stages, scaled) where weight != 0 {
          stage.withUnsafeBufferPointer { slope in
            for index in slope.indices { target[index] += weight * slope[index] }
          }
        }
      }
    }
  }

  private func error(_ length: Double) -> Double {
    var largest = 0.0
    for index in trial.indices {
      var sum = 0.0
      for (stage, weight) in Self.errorWeights { sum += weight * stages[stage][index] }
      // Tallies grow beyond 1; their error is relative.
      largest = max(largest, abs(sum * length) / max(1, abs(trial[index])))
    }
    return largest
  }

  private static let nodes = [1.0 / 5, 3.0 / 10, 4.0 / 5, 8.0 / 9, 1, 1]
  private static let stageWeights: [[Double]] = [
    [1.0 / 5],
    [3.0 / 40, 9.0 / 40],
    [44.0 / 45, -56.0 / 15, 32.0 / 9],
    [19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729],
    [9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656],
    [35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84],
  ]
  private static let errorWeights: [(Int, Double)] = [
    (0, 71.0 / 57600), (2, -71.0 / 16695), (3, 71.0 / 1920), (4, -17253.0 / 339200),
    (5, 22.0 / 525), (6, -1.0 / 40),
  ]
}
