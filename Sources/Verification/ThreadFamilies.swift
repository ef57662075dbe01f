import ContactCenter
import Foundation

/// Threads: turns that come back to the agents after a silence.
enum ThreadFamilies {
  /// Erlang-R: at a constant rate (ERS), or at a sinusoidal one with agents for all (ERI) or a number of them
  /// (ERF).
  static func reentrant(_ item: ExactCase, _ effort: Effort) throws -> CasePlan {
    let params = Parameters(item.params)
    let thread = try Thread(params)
    return params.has("threads_per_hour_mean")
      ? try sinusoid(item, params, thread, effort) : try stationary(item, params, thread, effort)
  }

  /// A thread of a case.
  private struct Thread {
    var again: Double
    var turn: Distribution
    var thinking: Distribution

    init(_ params: Parameters) throws {
      again = try params.share("p_return")
      guard ScenarioLimits.turnChances.contains(again) else {
        throw MappingError.unsupported("a thread of more than 1000 turns in the mean")
      }
      turn = try law(params, "turn_work_law", mean: "turn_work_s", cv: "turn_work_cv")
      thinking = try law(params, "thinking_law", mean: "mean_thinking_s", cv: "thinking_cv")
    }

    var turns: Double { 1 / (1 - again) }
    /// Mean time of a thread that never waits.
    var length: Seconds { turns * (turn.mean + thinking.mean) }

    func scenario(named name: String, rate: Double, agents: Int, within: Seconds) -> Scenario {
      let queue = OneQueue(rate: rate, agents: agents, service: turn, thresholds: [within])
      var scenario = queue.scenario(named: name)
      scenario.contactTypes[0].turns = Scenario.Turns(again: again, thinking: thinking)
      return scenario
    }
  }

  /// A law by the names of these files.
  private static func law(
    _ params: Parameters, _ key: String, mean: String, cv: String
  ) throws -> Distribution {
    let length = try params.positive(mean)
    switch params.values[key]?.text ?? "exponential" {
    case "exponential": return .exponential(mean: length)
    case "constant": return .constant(length)
    case "uniform_0_2m": return .uniform(low: 0, high: 2 * length)
    case "lognormal": return .lognormal(mean: length, cv: try params.positive(cv))
    case let other: throw MappingError.unsupported("the law `\(other)` is not known")
    }
  }

  // MARK: A constant rate

  private static func stationary(
    _ item: ExactCase, _ params: Parameters, _ thread: Thread, _ effort: Effort
  ) throws -> CasePlan {
    let rate = try params.positive("threads_per_hour") / 3600
    let agents = try params.count("agents", atLeast: 1)
    let within = params.has("threshold_s") ? try params.nonNegative("threshold_s") : 20
    let load = rate * thread.turns * thread.turn.mean
    // Silences delay what the queue feels of its own past.
    let relaxation =
      Relaxation.queue(servers: agents, load: load, service: thread.turn) + thread.length
    let length = try RunLength.plan(
      rate: rate, relaxation: relaxation, filling: 2 * thread.length, tail: 0,
      contacts: effort.contacts(weight: 1 + thread.turns))
    var plan = CasePlan(item)
    let figures = plan.without(
      ["agents_needed": "staffing for a goal is solved by formulas, not simulated"], try item.figures())
    let checks = plan.checks(figures) { stationary($0, FigureScope(agents: agents)) }
    let scenario = thread.scenario(named: item.id, rate: rate, agents: agents, within: within)
    plan.runs = [CaseRun(scenario, length, checks: checks)]
    return plan
  }

  private static func stationary(_ name: String, _ scope: FigureScope) -> Estimator? {
    switch name {
    case "agent_load_erlang": Figures.estimator("carried_erlang", scope)
    case "mean_queue": Figures.estimator("mean_queue", scope)
    case "p_wait_first_turn": Figures.estimator("p_wait", scope)
    case "turns_per_thread": .threads(\.turnsOfResolved, over: \.resolved)
    case "thread_duration_s": .threads(\.timeToResolve, over: \.resolved)
    case "mean_thinking": .threads(\.thinkingTime, over: \.time)
    case "mean_open_threads": .threads(\.openTime, over: \.time)
    case "p_wait_turn": .share { ($0.turns(\.queued), $0.turns(\.answered)) }
    case "sl_turn": .share { ($0.turns(\.within), $0.turns(\.answered)) }
    case "asa_turn_s": .mean { ($0.turns(\.wait), $0.turns(\.answered), $0.turns(\.queued)) }
    default: nil
    }
  }

  // MARK: A sinusoidal rate

  /// What is not simulated about a sinusoid.
  private static let otherPlans = [
    "one_block_relative_amplitude": "a plan in which a thread is one visit",
    "one_block_lag_min": "a plan in which a thread is one visit",
    "instant_relative_amplitude": "a plan in which all turns come at once",
    "instant_lag_min": "a plan in which all turns come at once",
    "stationary_erlang_c_p_wait": "what Erlang C says of the mean load",
    "thinking_relative_amplitude": "silent customers are counted over the whole run",
    "thinking_lag_min": "silent customers are counted over the whole run",
  ]

  private static func sinusoid(
    _ item: ExactCase, _ params: Parameters, _ thread: Thread, _ effort: Effort
  ) throws -> CasePlan {
    let rate = try params.positive("threads_per_hour_mean") / 3600
    let amplitude = try params.share("arrival_relative_amplitude")
    let period = try params.positive("period_s")
    guard 86_400.remainder(dividingBy: period) == 0, period >= 240 else {
      throw MappingError.unsupported("a period that is no part of a day, or under 4 min")
    }
    let mean = rate * thread.turns * thread.turn.mean
    let peak = mean * (1 + amplitude)
    let agents =
      params.has("agents")
      ? try params.count("agents", atLeast: 1) : Int((peak + 10 * peak.squareRoot() + 20).rounded(.up))
    guard Double(agents) > mean else {
      throw MappingError.unsupported("not simulated: the queue grows for ever and never settles")
    }
    var scenario = thread.scenario(named: item.id, rate: rate, agents: agents, within: 20)
    let wave = DayPlan.Wave(
      base: rate, amplitude: rate * amplitude, frequency: 2 * .pi / period, step: min(60, period / 24))
    scenario.contactTypes[0].arrivals.points = Array(wave.points(until: 86_400))
    scenario.contactTypes[0].arrivals.interpolation = .linear
    let relaxation = Relaxation.queue(servers: agents, load: mean, service: thread.turn) + thread.length
    let wave24 = PeriodicFigures(
      period: period, amplitude: amplitude, mean: mean, hasLimit: params.has("agents"))
    let length = try wave24.length(rate: rate, relaxation, effort.contacts(weight: 2 + thread.turns))
    var plan = CasePlan(item)
    let checks = plan.checks(plan.without(otherPlans, try item.figures())) { wave24.estimator($0) }
    plan.runs = [CaseRun(scenario, length, checks: checks)]
    return plan
  }
}

/// Figures of a system that repeats itself with a period, read from intervals of a 24th of it.
private struct PeriodicFigures {
  static let parts = 24
  var period: Seconds
  var amplitude: Double
  var mean: Double
  /// Whether turns may wait.
  var hasLimit: Bool

  private var interval: Seconds { period / Double(Self.parts) }

  /// Days from midnight to midnight, of which the first are not judged.
  func length(rate: Double, _ relaxation: Seconds, _ contacts: Double) throws -> RunLength {
    let warmUp = max(1, Int((12 * relaxation / 86_400).rounded(.up)))
    // Twenty replications, of as many days as figures by interval leave room for.
    let affordable = Int(contacts / (20 * rate * 86_400)) - warmUp
    let judged = min(20, Int(10_000 * interval / 86_400), max(4, affordable))
    let perDay = Int((86_400 / interval).rounded())
    let days = warmUp + judged
    let replications = contacts / (Double(days) * 86_400 * rate)
    guard replications >= 10, days <= RunLength.longest else {
      throw MappingError.unsupported(
        "not simulated: would need about \(brief(10 * Double(days) * 86_400 * rate)) threads to settle")
    }
    return RunLength(
      days: days, close: 86_400, interval: interval, intervals: days * perDay, warmUp: warmUp * perDay,
      tail: 0, replications: Int(min(replications, 400)), contacts: rate * Double(days) * 86_400)
  }

  func estimator(_ name: String) -> Estimator? {
    let parts = name.split(separator: ".").map(String.init)
    if parts.count == 2, let place = Self.place(parts[0], after: "eighth_") { return eighth(place, parts[1]) }
    if let place = Self.place(name, after: "mean_busy_eighth_") { return eighth(place, "mean_busy") }
    switch name {
    case "agent_load_erlang": return busy(in: 0..<Self.parts)
    case "thinking_mean": return .threads(\.thinkingTime, over: \.time)
    case "relative_amplitude":
      return wave { sine, cosine in (sine * sine + cosine * cosine).squareRoot() / (mean * amplitude) }
    case "lag_min":
      return wave { sine, cosine in atan2(-cosine, sine) * period / (2 * .pi) / 60 }
    case "sin_component_erlang": return wave { sine, _ in sine }
    case "cos_component_erlang": return wave { _, cosine in cosine }
    case "p_wait_turn_day": return .share { ($0.turns(\.queued), $0.turns(\.answered)) }
    case "asa_turn_day_s": return .mean { ($0.turns(\.wait), $0.turns(\.answered), $0.turns(\.queued)) }
    case "mean_queue_day": return queue(in: 0..<Self.parts)
    default: return nil
    }
  }

  private static func place(_ name: String, after prefix: String) -> Int? {
    guard name.hasPrefix(prefix), let place = Int(name.dropFirst(prefix.count)), (0..<8).contains(place)
    else { return nil }
    return place
  }

  private func eighth(_ place: Int, _ name: String) -> Estimator? {
    let parts = (place * Self.parts / 8)..<((place + 1) * Self.parts / 8)
    switch name {
    case "mean_busy": return busy(in: parts)
    case "mean_queue": return queue(in: parts)
    case "p_wait":
      return .share { ($0.turns(in: parts, \.queued), $0.turns(in: parts, \.answered)) }
    case "turns_arriving":
      let period = period
      return .mean {
        let answered = $0.turns(in: parts, \.answered)
        let time = $0.tallies.threads.first?.time ?? 0
        return (answered, time / period, answered)
      }
    default: return nil
    }
  }

  private func busy(in parts: Range<Int>) -> Estimator {
    .mean { view in
      var (busy, time) = (0.0, 0.0)
      for row in view.rows(in: parts, of: Self.parts) {
        busy += view.groups(nil, row..<row + 1, \.handling)
        time += view.groups([0], row..<row + 1, \.time)
      }
      return (busy, time, busy)
    }
  }

  private func queue(in parts: Range<Int>) -> Estimator {
    .mean { view in
      var (length, time) = (0.0, 0.0)
      for row in view.rows(in: parts, of: Self.parts) {
        length += view.queues(nil, row..<row + 1, \.lengthIntegral)
        time += view.groups([0], row..<row + 1, \.time)
      }
      return (length, time, length)
    }
  }

  /// A figure of the components of the load: mean + S sin ωt + C cos ωt.
  ///
  /// Means of intervals of d seconds have sin(ωd/2) ÷ (ωd/2) of them, which is made up for.
  private func wave(_ figure: @escaping @Sendable (_ sine: Double, _ cosine: Double) -> Double) -> Estimator {
    let half = Double.pi / Double(Self.parts)
    let damping = sin(half) / half
    return .mean { view in
      var (sine, cosine, time, busy) = (0.0, 0.0, 0.0, 0.0)
      for part in 0..<Self.parts {
        let angle = 2 * half * (Double(part) + 0.5)
        for row in view.rows(in: part..<part + 1, of: Self.parts) {
          let handling = view.groups(nil, row..<row + 1, \.handling)
          sine += 2 * handling * sin(angle) / damping
          cosine += 2 * handling * cos(angle) / damping
          time += view.groups([0], row..<row + 1, \.time)
          busy += handling
        }
      }
      return (time > 0 ? figure(sine / time, cosine / time) : 0, 1, busy)
    }
  }
}

extension TallyView {
  /// A sum over turns that came in the judged intervals.
  func turns(_ field: (TurnTally) -> Double) -> Double {
    window.reduce(0) { $0 + turns(at: $1, field) }
  }

  /// The same of parts of a period.
  func turns(in parts: Range<Int>, _ field: (TurnTally) -> Double) -> Double {
    rows(in: parts, of: PeriodicFigures.parts).reduce(0) { $0 + turns(at: $1, field) }
  }

  /// The judged intervals that are such parts of a period, which begins with the run.
  fileprivate func rows(in parts: Range<Int>, of count: Int) -> [Int] {
    window.filter { parts.contains($0 % count) }
  }

  private func turns(at row: Int, _ field: (TurnTally) -> Double) -> Double {
    let rows = tallies.intervals + 1
    return stride(from: row, to: tallies.turns.count, by: rows).reduce(0) { $0 + field(tallies.turns[$1]) }
  }
}

extension Estimator {
  /// A ratio of what is counted of threads.
  fileprivate static func threads(
    _ sum: KeyPath<ThreadTally, Double> & Sendable, over number: KeyPath<ThreadTally, Double> & Sendable
  ) -> Estimator {
    .mean { view in
      let tally = view.tallies.threads.first ?? ThreadTally()
      return (tally[keyPath: sum], tally[keyPath: number], tally.resolved)
    }
  }
}

extension CasePlan {
  /// The figures but for some, which are listed with why they are not simulated.
  mutating func without(_ reasons: [String: String], _ figures: [KnownFigure]) -> [KnownFigure] {
    figures.filter {
      guard let reason = reasons[$0.name] else { return true }
      skip($0.name, reason)
      return false
    }
  }
}
