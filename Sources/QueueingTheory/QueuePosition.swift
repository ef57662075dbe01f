import Foundation

/// The offered wait of a caller with j callers ahead of him, while n agents stay busy.
///
/// He waits for j + 1 departures at rates nμ + iθ, i = j…0 (those ahead may give up). Then
/// exp(-θV) has the beta law (nμ/θ, j + 1), so that
/// P(V_j > T) = Σ_{i≤j} Γ(x + i)/(Γ(x) i!) zˣ(1 - z)ⁱ with x = nμ/θ and z = exp(-θT);
/// θ → 0 gives the Poisson sum of Erlang's law. The terms are positive.
struct QueuePosition {
  /// nμ, per second.
  let serviceRate: Double
  /// θ, per second; 0 when nobody gives up.
  let abandonmentRate: Double

  /// P(V_j > T) for j = 0…last.
  func offeredWaitTails(longerThan time: Double, upTo last: Int) -> [Double] {
    tails(firstRate: serviceRate, time: time, upTo: last)
  }

  /// P(served after more than T | j ahead) for j = 0…last.
  func servedAfter(_ time: Double, upTo last: Int) -> [Double] {
    var result = tails(firstRate: serviceRate + abandonmentRate, time: time, upTo: last)
    for position in result.indices { result[position] *= servedProbability(position) }
    return result
  }

  /// P(served | j ahead) = nμ/(nμ + (j + 1)θ).
  func servedProbability(_ position: Int) -> Double {
    serviceRate / (serviceRate + Double(position + 1) * abandonmentRate)
  }

  /// P(gives up | j ahead) = (j + 1)θ/(nμ + (j + 1)θ).
  func abandonedProbability(_ position: Int) -> Double {
    let leaving = Double(position + 1) * abandonmentRate
    return leaving / (serviceRate + leaving)
  }

  private func tails(firstRate: Double, time: Double, upTo last: Int) -> [Double] {
    guard last >= 0 else { return [] }
    let reach = abandonmentRate > 0 ? -expm1(-abandonmentRate * time) / abandonmentRate : time
    var result = [Double](repeating: 0, count: last + 1)
    var logScale = -firstRate * time
    var scale = exp(logScale)
    var (term, sum) = (1.0, 1.0)
    for position in 0...last {
      if position > 0 {
        let index = Double(position)
        term *= (firstRate + (index - 1) * abandonmentRate) / index * reach
        sum += term
      }
      if sum > 1e200 {
        term *= 1e-200
        sum *= 1e-200
        logScale += 200 * log(10)
        scale = exp(logScale)
      }
      result[position] = min(1, sum * scale)
    }
    return result
  }
}
