import ContactCenter
import Foundation
import QueueingTheory

/// A model with its load and its number of agents, given or found.
struct ErlangAnswer {
  var model: ErlangModel
  var work: ErlangTraffic.Work
  /// T of the service level; nil where nobody waits.
  var acceptableWait: Double?
  var agents: Int
  /// The figures for that number.
  var figures: [ErlangFigure]
  var goals: [ErlangGoal]
  /// For each goal the fewest agents that reach it alone; empty where agents were not searched for.
  var agentsByGoal: [Int] = []

  /// The goal that asks for the most agents, the first of several.
  var bindingGoal: ErlangGoal? {
    guard let most = agentsByGoal.max(), let place = agentsByGoal.firstIndex(of: most)
    else { return nil }
    return goals[place]
  }

  /// The five rows around the answer; no figures where the queue would grow without bound.
  var rows: [(agents: Int, figures: [ErlangFigure]?)] {
    (agents - 2...agents + 2).filter { $0 >= 1 && $0 <= model.most }.map {
      ($0, try? model.figures(work.load, $0))
    }
  }
}

/// Finds answers.
struct ErlangSearch {
  var model: ErlangModel
  var work: ErlangTraffic.Work
  var acceptableWait: Double?
  var goals: [ErlangGoal]

  /// The answer to the question that the options ask.
  ///
  /// - Throws: `ProgramStop` about what is missing, contradictory, unstable or not to be reached.
  func answer(_ unknown: ErlangOutput.Unknown?, agents: Int?) throws -> ErlangAnswer {
    try checkGoals()
    switch unknown {
    case .load, .calls: return try largestLoad(agents: agents)
    case .lines where model.unit != "lines":
      throw ProgramStop.options("--solve lines: \(model.name) has no lines to search for.")
    case .agents, .lines: return try fewestAgents(given: agents)
    case .blocking, nil:
      guard let agents else {
        if unknown == nil && !goals.isEmpty { return try fewestAgents(given: nil) }
        throw ProgramStop.options("--\(model.unit) is missing, or goals to search it for.")
      }
      return try answer(agents)
    }
  }

  private func checkGoals() throws {
    // Any model is stable with little load on one agent.
    let known = (try? model.figures(0.5, 1)) ?? []
    for goal in goals where goal.value(in: known) == nil {
      throw ProgramStop.options("\(goal.option): \(model.name) has no such figure.")
    }
  }

  private func answer(_ agents: Int) throws -> ErlangAnswer {
    guard agents <= model.most else {
      throw ProgramStop.options(
        "--\(model.unit) \(agents): \(model.name) takes at most \(model.most).")
    }
    do {
      return ErlangAnswer(
        model: model, work: work, acceptableWait: acceptableWait, agents: agents,
        figures: try model.figures(work.load, agents), goals: goals)
    } catch let size as QueueTooLarge {
      throw ProgramStop(.badInput, "error: \(model.name): \(size).")
    } catch let overload as UnstableQueue {
      let least = Int(clamping: overload.offeredLoad.rounded(.down)) + 1
      throw ProgramStop(
        .badInput,
        "error: \(model.name): \(overload). The fewest \(model.unit) that are stable: \(least).")
    }
  }

  private func fewestAgents(given agents: Int?) throws -> ErlangAnswer {
    guard agents == nil else {
      throw ProgramStop.options("--\(model.unit) and --solve \(model.unit) exclude each other.")
    }
    guard !goals.isEmpty else {
      throw ProgramStop.options("--solve \(model.unit) needs a goal, such as --service-level 80%.")
    }
    let needed = try goals.map { goal in
      guard
        let count = StaffingSearch.fewest(
          from: 1, upTo: model.most,
          where: { (try? model.figures(work.load, $0)).map(goal.isMet) ?? false })
      else { throw unreachable(goal) }
      return count
    }
    var answer = try answer(needed.max() ?? 1)
    answer.agentsByGoal = needed
    return answer
  }

  /// The end of the program with the best value that is to be had.
  private func unreachable(_ goal: ErlangGoal) -> ProgramStop {
    let best = (try? model.figures(work.load, model.most)).flatMap(goal.value)
    let value = best.map { ErlangFigure(goal.figure, $0).text }
    let reached = value.map { " With \(model.most) \(model.unit) it is \($0)." } ?? ""
    return ProgramStop.options(
      "\(goal.option) \(goal.text): not reached by any number up to \(model.most) "
        + "\(model.unit).\(reached)")
  }

  private func largestLoad(agents: Int?) throws -> ErlangAnswer {
    guard let agents, !goals.isEmpty else {
      throw ProgramStop.options("--solve load needs --\(model.unit) and a goal.")
    }
    guard model.hasOpenLoad, work.load.isNaN else {
      throw ProgramStop.options("--solve load: the load is given already.")
    }
    let load = StaffingSearch.largestLoad(upTo: ErlangTraffic.largestLoad) { load in
      guard let figures = try? model.figures(load, agents) else { return false }
      return goals.allSatisfy { $0.isMet(by: figures) }
    }
    guard let load else {
      throw ProgramStop.options("--solve load: \(agents) \(model.unit) reach the goals at any load.")
    }
    guard load > 0 else {
      let names = goals.map { "\($0.option) \($0.text)" }.joined(separator: ", ")
      throw ProgramStop.options("\(names): not reached at any load by \(agents) \(model.unit).")
    }
    var search = self
    search.work.load = load
    return try search.answer(agents)
  }
}
