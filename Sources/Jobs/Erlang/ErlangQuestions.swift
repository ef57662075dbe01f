import Foundation
import QueueingTheory

extension ErlangRequest {
  /// The answer for fields without lists.
  ///
  /// - Throws: `JobFailure` about fields, instability and goals out of reach.
  func answer() throws -> ErlangAnswer {
    switch model {
    case .loss: return try lossAnswer()
    case .patient:
      return try queueAnswer { .patient(handleTime: $0, within: $1, lines: $2) }
    case .impatient: return try impatientAnswer()
    case .general: return try generalAnswer()
    case .engset: return try engsetAnswer()
    case .retrial: return try retrialAnswer()
    case .priority: return try priorityAnswer()
    case .squareRoot: return try squareRootAnswer()
    case .chat: return try chatAnswer()
    case .sharing: return try sharingAnswer()
    case .returning: return try returningAnswer()
    case .deferrable: return try deferrableAnswer()
    }
  }

  /// A value that the formula cannot do without.
  func needed(_ text: String?, _ field: JobField) throws -> FieldText {
    guard let text else { throw JobFailure(at: field, "\(field) is missing.") }
    return FieldText(field, text)
  }

  private func lossAnswer() throws -> ErlangAnswer {
    guard lines == nil || agents == nil else {
      throw JobFailure(at: .lines, "\(.lines) and \(.agents) exclude each other.")
    }
    let search = ErlangSearch(
      model: .loss(), work: try work(needsTime: false), goals: try goals())
    return try search.answer(self, agents: try lines.map { try count($0, .lines) } ?? agentCount())
  }

  /// The answer for a model that depends on the number of lines.
  private func queueAnswer(
    _ model: (_ handleTime: Double, _ wait: Double, _ lines: Int?) -> ErlangModel
  ) throws -> ErlangAnswer {
    let work = try work()
    let wait = try acceptableWait()
    let lines = try lineCount()
    func search(_ lines: Int?) throws -> ErlangSearch {
      ErlangSearch(
        model: model(work.handleTime, wait, lines), work: work, acceptableWait: wait,
        goals: try goals())
    }
    guard solve == .lines else {
      let agents = try agentCount()
      if let lines, let agents, agents > Double(lines) {
        throw JobFailure(
          .lines, "\(lines)", "fewer than the \(ErlangAnswer.text(agents)) agents.")
      }
      return try search(lines).answer(self, agents: agents)
    }
    guard !fractional, let agents = try agentCount(), lines == nil,
      let goal = try goals().first(where: { $0.figure == .blockingProbability })
    else {
      throw JobFailure(
        at: .solve, "\(.solve) lines needs \(.agents) and \(.blocking), not \(.lines).")
    }
    let found = StaffingSearch.fewest(from: Int(agents), upTo: Self.mostAgents) { lines in
      let model = model(work.handleTime, wait, lines)
      return (try? model.figures(work.load, agents)).map(goal.isMet) ?? false
    }
    guard let found else {
      throw JobFailure(
        .blocking, goal.text,
        "no number of lines is enough for \(ErlangAnswer.text(agents)) agents.")
    }
    return try search(found).answer(agents)
  }

  // MARK: - Erlang A

  private func impatientAnswer() throws -> ErlangAnswer {
    guard solve != .patience else { return try answerForPatience() }
    guard let patience else {
      throw JobFailure(at: .patience, "\(.patience) is missing: the mean patience, such as 120s.")
    }
    return try answer(mean: try FieldText(.patience, patience).duration())
  }

  private func answer(mean: Double) throws -> ErlangAnswer {
    let law = try law(mean: mean)
    return try queueAnswer { .impatient(handleTime: $0, within: $1, lines: $2, patience: law) }
  }

  /// The mean patience at which as many abandon as were counted.
  private func answerForPatience() throws -> ErlangAnswer {
    let goals = try goals()
    guard patience == nil, goals.count == 1, let goal = goals.first,
      goal.figure == .abandonedProportion, agents != nil
    else {
      throw JobFailure(
        at: .solve,
        "\(.solve) patience needs \(.agents) and the \(.abandonment) that was counted, and no "
          + "\(.patience).")
    }
    var question = self
    question.solve = nil
    let known = question
    // Fewer abandon the longer callers are patient.
    func share(_ mean: Double) throws -> Double {
      let figures = try known.answer(mean: mean).figures
      return figures.first { $0.key == .abandonedProportion }?.value ?? 0
    }
    var (low, high) = (log(1e-3), log(1e9))
    let ends = (most: try share(exp(low)), least: try share(exp(high)))
    guard goal.bound < ends.most, goal.bound > ends.least else {
      throw JobFailure(
        .abandonment, goal.text,
        "not to be had by any patience; it lies between "
          + "\(ErlangFigure(.abandonedProportion, ends.least).text) for the most patient and "
          + "\(ErlangFigure(.abandonedProportion, ends.most).text) for callers who do not wait.")
    }
    while high - low > 1e-12 {
      let middle = (low + high) / 2
      if try share(exp(middle)) > goal.bound { low = middle } else { high = middle }
    }
    var answer = try known.answer(mean: exp(high))
    answer.patience = exp(high)
    answer.goals = []
    return answer
  }

  private func law(mean: Double) throws -> DurationLaw {
    let variation = try patienceCv.map { try FieldText(.patienceCv, $0).number(from: 0, upTo: 10) }
    let needsVariation = patienceLaw == .lognormal || patienceLaw == .gamma
    guard needsVariation == (variation != nil) else {
      throw JobFailure(
        at: .patienceLaw,
        "\(.patienceLaw) \(patienceLaw.rawValue) "
          + (needsVariation ? "needs \(.patienceCv)." : "has no \(.patienceCv)."))
    }
    switch patienceLaw {
    case .exponential: return .exponential(mean: mean)
    case .constant: return .deterministic(mean)
    case .uniform: return .uniform(low: 0, high: 2 * mean)
    case .lognormal:
      return .lognormal(mean: mean, coefficientOfVariation: variation ?? 1)
    case .gamma: return .gamma(shape: 1 / ((variation ?? 1) * (variation ?? 1)), mean: mean)
    }
  }

  // MARK: - Others

  private func generalAnswer() throws -> ErlangAnswer {
    let work = try work()
    let variation = try needed(ahtCv, .ahtCv).number(from: 0, upTo: 100, excludingLow: false)
    let wait = try acceptableWait()
    let search = ErlangSearch(
      model: .general(handleTime: work.handleTime, variation: variation, within: wait),
      work: work, acceptableWait: wait, goals: try goals())
    return try search.answer(self, agents: try agentCount())
  }

  private func engsetAnswer() throws -> ErlangAnswer {
    guard load == nil, agents == nil else {
      throw JobFailure(
        at: load == nil ? .agents : .load,
        "engset has \(.calls), \(.per), \(.aht) and \(.lines).")
    }
    let one = try work(needsLoad: true)
    let count = try needed(sources, .sources).count(1...Self.mostAgents)
    var work = one
    // What the callers would offer if nothing were blocked.
    work.load = Double(count) * one.load / (1 + one.load)
    work.period = nil
    work.text = one.text.map { "\(count) callers, while silent \($0)" }
    let search = ErlangSearch(
      model: .engset(
        sources: count, idleRate: one.load / one.handleTime, holdTime: one.handleTime),
      work: work, goals: try goals())
    return try search.answer(self, agents: try lineCount().map(Double.init))
  }

  private func retrialAnswer() throws -> ErlangAnswer {
    let work = try work()
    let retry = try needed(retryAfter, .retryAfter).duration()
    let share = FieldText(.persistence, persistence ?? "1")
    let model: ErlangModel
    if let patience {
      guard persistence != nil else {
        throw JobFailure(
          at: .persistence,
          "\(.persistence) is missing: the probability that a caller who gave up tries again, below 1.")
      }
      model = .redials(
        handleTime: work.handleTime, retryTime: retry, probability: try share.proportion(),
        patience: try FieldText(.patience, patience).duration())
    } else {
      model = .retrials(
        handleTime: work.handleTime, retryTime: retry,
        persistence: try share.proportion(mayBeOne: true))
    }
    let search = ErlangSearch(model: model, work: work, goals: try goals())
    return try search.answer(self, agents: try agentCount())
  }

  private func priorityAnswer() throws -> ErlangAnswer {
    let time = try needed(aht, .aht).duration()
    let period = try needed(per, .per).duration()
    guard let aht, let per, !calls.isEmpty else {
      throw JobFailure(at: .calls, "\(.calls) is missing.")
    }
    let counts = try calls.map { try FieldText(.calls, $0).number(from: 0, upTo: 1e9) }
    let all = counts.reduce(0, +)
    let load = all * time / period
    guard needsLoad, load > 0, load <= ErlangWork.largestLoad else {
      throw JobFailure(
        at: .calls, "the calls are given already, and may offer at most a million erlangs.")
    }
    let wait = try acceptableWait()
    let text = "\(calls.joined(separator: " + ")) calls in \(per), \(aht) each"
    let search = ErlangSearch(
      model: .priorities(
        handleTime: time, shares: counts.map { $0 / all }, within: wait, preemptive: preemptive),
      work: ErlangWork(load: load, handleTime: time, period: period, text: text),
      acceptableWait: wait, goals: try goals())
    return try search.answer(self, agents: try agentCount())
  }

  private func squareRootAnswer() throws -> ErlangAnswer {
    let work = try work(needsLoad: true)
    let wait = try acceptableWait()
    let goals = try goals()
    var agents = try agentCount()
    if agents == nil {
      guard let goal = goals.first, goals.count == 1, goal.figure == .waitProbability else {
        throw JobFailure(
          at: .agents, "sqrt needs \(.agents), or \(.waiting) as the only goal.")
      }
      agents = Double(
        SquareRootStaffing.requiredAgents(offeredLoad: work.load, waitProbability: goal.bound))
    }
    guard let agents else { throw JobFailure(at: .agents, "\(.agents) is missing.") }
    var model = ErlangModel.patient(handleTime: work.handleTime, within: wait, lines: nil)
    model.kind = .squareRoot
    let search = ErlangSearch(model: model, work: work, acceptableWait: wait, goals: goals)
    return try search.answer(agents)
  }
}
