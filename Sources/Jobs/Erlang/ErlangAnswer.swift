import Foundation
import QueueingTheory

/// A model with its load and its number of agents, given or found.
struct ErlangAnswer {
  var model: ErlangModel
  var work: ErlangWork
  /// T of the service level; nil where nobody waits.
  var acceptableWait: Double?
  var agents: Double
  /// The mean patience that was searched for, in seconds.
  var patience: Double?
  /// The figures for that number.
  var figures: [ErlangFigure]
  var goals: [ErlangGoal]
  /// For each goal the fewest agents that reach it alone; empty where agents were not searched for.
  var agentsByGoal: [Double] = []

  /// The goal that asks for the most agents, the first of several.
  var bindingGoal: ErlangGoal? {
    guard let most = agentsByGoal.max(), let place = agentsByGoal.firstIndex(of: most)
    else { return nil }
    return goals[place]
  }

  /// The five rows around the answer, of numbers between whole ones half a step apart; no figures where
  /// the queue would grow without bound.
  var rows: [(agents: Double, figures: [ErlangFigure]?)] {
    let step = agents == agents.rounded() ? 1 : 0.5
    return (-2...2).map { agents + Double($0) * step }
      .filter { $0 > 0 && $0 <= Double(model.most) }
      .map { ($0, try? model.figures(work.load, $0)) }
  }

  /// The number of agents or lines: "14", "13.42".
  var countText: String { Self.text(agents) }

  static func text(_ count: Double) -> String { String(format: "%.8g", count) }
}

/// Finds answers.
struct ErlangSearch {
  var model: ErlangModel
  var work: ErlangWork
  var acceptableWait: Double?
  var goals: [ErlangGoal]
  /// Whether numbers between whole ones are searched for.
  private var isFractional = false

  init(
    model: ErlangModel, work: ErlangWork, acceptableWait: Double? = nil,
    goals: [ErlangGoal]
  ) {
    self.model = model
    self.work = work
    self.acceptableWait = acceptableWait
    self.goals = goals
  }

  /// The answer to the question that the fields ask.
  ///
  /// - Throws: `JobFailure` about what is missing, contradictory, unstable or not to be reached.
  func answer(_ request: ErlangRequest, agents: Double?) throws -> ErlangAnswer {
    guard !request.fractional || model.fractional != nil else {
      throw JobFailure(
        at: .fractional, "\(.fractional): \(model.name) is for whole numbers of \(model.unit).")
    }
    var search = self
    search.isFractional = request.fractional
    return try search.answer(request.solve, agents: agents)
  }

  /// The field of the number that is given or searched for.
  private var count: JobField { model.unit == "lines" ? .lines : .agents }

  private func answer(_ unknown: ErlangRequest.Unknown?, agents: Double?) throws -> ErlangAnswer {
    try checkGoals()
    switch unknown {
    case .load, .calls: return try largestLoad(agents: agents)
    case .lines where model.unit != "lines":
      throw JobFailure(.solve, "lines", "\(model.name) has no lines to search for.")
    case .patience:
      throw JobFailure(.solve, "patience", "only `erlang a` has a patience to search for.")
    case .agents, .lines: return try fewestAgents(given: agents)
    case .blocking, nil:
      guard let agents else {
        if unknown == nil && !goals.isEmpty { return try fewestAgents(given: nil) }
        throw JobFailure(at: count, "\(count) is missing, or goals to search it for.")
      }
      return try answer(agents)
    }
  }

  private func checkGoals() throws {
    // Any model is stable with little load on one agent.
    let known = (try? model.figures(1e-4, 1)) ?? []
    for goal in goals where goal.value(in: known) == nil {
      throw JobFailure(at: goal.field, "\(goal.field): \(model.name) has no such figure.")
    }
  }

  /// The figures of a number of agents.
  ///
  /// - Throws: `JobFailure` where there are none.
  func answer(_ agents: Double) throws -> ErlangAnswer {
    guard agents <= Double(model.most) else {
      throw JobFailure(
        count, ErlangAnswer.text(agents), "\(model.name) takes at most \(model.most).")
    }
    do {
      return ErlangAnswer(
        model: model, work: work, acceptableWait: acceptableWait, agents: agents,
        figures: try model.figures(work.load, agents), goals: goals)
    } catch let size as QueueTooLarge {
      throw JobFailure(at: count, "\(model.name): \(size).")
    } catch let overload as UnstableQueue {
      let need = overload.offeredLoad
      let least = Int(clamping: model.hasChance ? need.rounded(.down) + 1 : need.rounded(.up))
      throw JobFailure(
        at: count,
        "\(model.name): \(overload). The fewest \(model.unit) that are stable: \(least).")
    }
  }

  private func fewestAgents(given agents: Double?) throws -> ErlangAnswer {
    guard agents == nil else {
      throw JobFailure(
        at: count, "\(count) and \(.solve) \(model.unit) exclude each other.")
    }
    guard !goals.isEmpty else {
      throw JobFailure(
        at: .solve, "\(.solve) \(model.unit) needs a goal, such as \(.serviceLevel) 80%.")
    }
    let needed = try goals.map { goal in
      func isMet(_ count: Double) -> Bool {
        (try? model.figures(work.load, count)).map(goal.isMet) ?? false
      }
      guard
        let count = StaffingSearch.fewest(
          from: 1, upTo: model.most, where: { isMet(Double($0)) })
      else { throw unreachable(goal) }
      guard isFractional else { return Double(count) }
      var (low, high) = (Double(count) - 1, Double(count))
      while high - low > 1e-9 * high {
        let middle = (low + high) / 2
        if isMet(middle) { high = middle } else { low = middle }
      }
      return high
    }
    var answer = try answer(needed.max() ?? 1)
    answer.agentsByGoal = needed
    return answer
  }

  /// The failure with the best value that is to be had.
  private func unreachable(_ goal: ErlangGoal) -> JobFailure {
    let best = (try? model.figures(work.load, Double(model.most))).flatMap(goal.value)
    let value = best.map { ErlangFigure(goal.figure, $0).text }
    let reached = value.map { " With \(model.most) \(model.unit) it is \($0)." } ?? ""
    return JobFailure(
      goal.field, goal.text,
      "not reached by any number up to \(model.most) "
        + "\(model.unit).\(reached)")
  }

  private func largestLoad(agents: Double?) throws -> ErlangAnswer {
    guard let agents, !goals.isEmpty else {
      throw JobFailure(at: .solve, "\(.solve) load needs \(count) and a goal.")
    }
    guard model.hasOpenLoad, work.load.isNaN else {
      throw JobFailure(.solve, "load", "the load is given already.")
    }
    let load = StaffingSearch.largestLoad(upTo: ErlangWork.largestLoad) { load in
      guard let figures = try? model.figures(load, agents) else { return false }
      return goals.allSatisfy { $0.isMet(by: figures) }
    }
    guard let load else {
      throw JobFailure(
        .solve, "load",
        "\(ErlangAnswer.text(agents)) \(model.unit) reach the goals at any load.")
    }
    guard load > 0 else {
      let names = goals.dropFirst().reduce("\(goals[0].field) \(goals[0].text)" as Words) {
        $0 + ", \($1.field) \($1.text)"
      }
      throw JobFailure(
        at: goals[0].field,
        "\(names): not reached at any load by \(ErlangAnswer.text(agents)) \(model.unit).")
    }
    var search = self
    search.work.load = load
    return try search.answer(agents)
  }
}
