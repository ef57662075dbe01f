/// As many lines as the drop rate allows, by a forecast.
///
/// With m lines in the air X ~ binomial(m, q) people answer within the time to an answer, in which Y agents become
/// free beside the a idle ones; q, that time and the law of Y are what was seen so far. E[(X − a − Y)⁺], by a normal
/// law of X − Y, times what such forecasts were off so far, is what m lines are expected to drop. The most lines are
/// dialed whose expected drops are at most the budget's share of the expected answers, where the budget is what the
/// limit leaves for the rest of its window:
///
///     budget = (limit · (A + Â) − D) ÷ Â
///
/// A people answered in the window, D of them were dropped, and Â more will answer. One line for each idle agent is
/// always dialed, since it can drop nobody.
struct PredictiveDialing: DialingRule {
  let limit: Double
  let most: Double

  /// The share of the limit that it aims at, so that chance does not lead beyond it.
  static let margin = 0.9
  /// Answers that count as seen before the first one.
  private static let prior = 20.0

  var pace: Seconds { 1 }
  var needsForecast: Bool { true }

  func agents(for lines: Int32, _ memory: DialingMemory) -> Double {
    memory.connects >= Self.prior ? Double(lines) * memory.connects / memory.attempts : Double(lines)
  }

  func lines(_ view: DialingView, _ memory: inout DialingMemory) -> Int32 {
    let idle = max(0, view.idle - view.waiting)
    let ceiling = wholeLines(most * Double(view.onDuty))
    let budget = budget(memory, view.elapsedShare)
    guard budget > 0, memory.connects >= Self.prior else {
      memory.predicted = 0
      return idle
    }
    // From the lines that there are, up as long as the next one is allowed, else down.
    var lines = max(idle, min(ceiling, view.dialing))
    if rate(lines, idle, view, memory) > budget {
      repeat { lines -= 1 } while lines > idle && rate(lines, idle, view, memory) > budget
    } else {
      while lines < ceiling, rate(lines + 1, idle, view, memory) <= budget { lines += 1 }
    }
    memory.predicted = rate(lines, idle, view, memory)
    return max(lines, idle)
  }

  /// The share of the people still to answer who may be dropped.
  private func budget(_ memory: DialingMemory, _ elapsed: Double) -> Double {
    let aim = limit * Self.margin
    if memory.answers < Self.prior || elapsed <= 0 { return aim }
    let ahead = max(1, memory.answers * (1 - elapsed) / elapsed)
    return min(max((aim * (memory.answers + ahead) - memory.drops) / ahead, 0), 3 * limit)
  }

  /// The drops that are expected of so many lines, for each person who answers.
  private func rate(
    _ lines: Int32, _ idle: Int32, _ view: DialingView, _ memory: DialingMemory
  ) -> Double {
    if lines <= idle { return 0 }
    let chance = memory.connects / memory.attempts
    let answers = Double(lines) * chance
    let free = Double(view.idle - view.waiting) + memory.freeing
    let variance = answers * (1 - chance) + memory.freeingVariance
    let drops = PredictiveDialing.positivePart(mean: answers - free, variance: variance)
    let correction = (memory.allDrops + 1) / (memory.foretold + 1)
    return min(1, correction * drops / answers)
  }

  /// E[Z⁺] of a normal law: σ φ(μ ÷ σ) + μ Φ(μ ÷ σ).
  static func positivePart(mean: Double, variance: Double) -> Double {
    if variance <= 0 { return max(0, mean) }
    let deviation = variance.squareRoot()
    let z = mean / deviation
    return max(0, deviation * density(z) + mean * normal(z))
  }

  private static func density(_ z: Double) -> Double {
    0.398_942_280_401_432_7 * PortableMath.exp(-0.5 * z * z)
  }

  /// The normal law's distribution function, within 7.5e-8 (Abramowitz and Stegun 1964, 26.2.17).
  private static func normal(_ z: Double) -> Double {
    let t = 1 / (1 + 0.231_641_9 * abs(z))
    let series =
      t
      * (0.319_381_530
        + t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))))
    let upper = density(z) * series
    return z >= 0 ? 1 - upper : upper
  }
}
