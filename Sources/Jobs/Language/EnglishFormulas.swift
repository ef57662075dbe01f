import Foundation
import Reporting

extension EnglishWords: FormulaWords {
  var formula: String { "Formula" }

  func name(of model: ErlangModel.Kind) -> String {
    switch model {
    case .loss: "Erlang B (M/G/n/n)"
    case .patient: "Erlang C (M/M/n)"
    case .squareRoot: "Square-root rule, with the figures of Erlang C (M/M/n)"
    case .trunked(let lines): "M/M/n/\(lines)"
    case .impatient(let lines): lines.map { "M/M/n/\($0)+M" } ?? "Erlang A (M/M/n+M)"
    case .generalPatience(let lines): "M/M/n\(lines.map { "/\($0)" } ?? "")+G"
    case .general: "M/G/n, approximated after Allen and Cunneen"
    case .engset(let sources): "Engset (\(sources) sources)"
    case .retrials: "M/M/n with retrials"
    case .redials: "Erlang A with redials"
    case .priorities(let isPreemptive):
      isPreemptive ? "M/M/n with preemptive priorities" : "M/M/n with priorities"
    case .chat(let slots): "Chat, up to \(slots) at a time"
    case .sharing: "Processor sharing (M/G/1-PS)"
    case .returning: "Erlang-R (threads whose customers come back)"
    case .deferrable: "Work that can wait, as a fluid"
    }
  }

  func supposition(of model: ErlangModel.Kind) -> String {
    switch model {
    case .loss: "Nobody waits: a call that finds all lines busy is lost."
    case .patient, .squareRoot: "All callers wait, in the order of their arrival; nobody gives up."
    case .trunked(let lines):
      "Nobody gives up; calls that find all \(lines) lines taken are lost. "
        + "Proportions are of all calls, lost ones included."
    case .impatient(let lines), .generalPatience(let lines):
      "Callers give up when their patience ends."
        + (lines == nil
          ? "" : " Proportions are of all calls; calls that find all lines taken are lost.")
    case .general:
      "Handle times of any law, by mean and variation; nobody gives up. Not exact: "
        + "the waiting probability is that of M/M/n."
    case .engset:
      "A few callers, who do not call while they talk; a call that finds all lines busy "
        + "is lost. Blocked: part of the calls; all busy: part of the time."
    case .retrials:
      "Nobody waits in a queue; a blocked caller tries again with the probability of "
        + "--persistence. Blocked: part of all attempts."
    case .redials:
      "A caller who gives up calls again with the probability of --persistence. Waiting, "
        + "abandoned and mean wait: of all attempts; lost: of the first calls."
    case .priorities(let isPreemptive):
      (isPreemptive
        ? "An urgent call takes an agent from a less urgent one, which goes on later. "
        : "The most urgent class is served first; nobody is interrupted. ")
        + "Class 1 is the most urgent; nobody gives up."
    case .chat(let slots):
      "Each agent has up to \(slots) chats at a time, each at the speed of their number; the handle time is "
        + "that of a chat alone, with exponential work. With all slots taken chats wait."
    case .sharing:
      "One agent works on all that is there at once, whatever the law of the work: k pieces each at 1/k of "
        + "the speed. Nobody waits, nobody gives up."
    case .returning:
      "A customer comes back after a turn with the probability of --returning; the agent is free meanwhile. "
        + "The load is that of all turns, and waits are of turns. Nobody gives up."
    case .deferrable(let isBusiness):
      "Work is done in the opening hours in order of arrival, none is given up, and the cycle repeats. The "
        + "goal's clock \(isBusiness ? "counts opening hours only" : "never stops"). Chance is not in it: many "
        + "small pieces."
    }
  }

  func short(_ figure: ErlangFigure.Key) -> String {
    switch figure {
    case .occupancy: "Occupancy"
    case .waitProbability: "Waiting"
    case .serviceLevel: "In time"
    case .averageSpeedOfAnswer: "ASA"
    case .averageWait: "Mean wait"
    case .averageWaitOfAbandoned: "Abandon after"
    case .abandonedProportion: "Abandoned"
    case .blockingProbability: "Blocked"
    case .meanQueue: "Queue"
    case .carriedLoad: "Carried"
    case .timeCongestion: "All busy"
    case .attemptsPerCall: "Attempts"
    case .meanOrbit: "Retrying"
    case .lostProportion: "Lost"
    case .slotUse: "Slots in use"
    case .effort: "Effort"
    case .meanConcurrency: "At a time"
    case .meanPresent: "Present"
    case .sessionDuration: "Duration"
    case .abandonedInSession: "Left during"
    case .turnsPerThread: "Turns"
    case .meanThinkers: "Thinking"
    case .meanOpen: "Open"
    case .threadDuration: "Duration"
    case .waveAmplitude: "Wave"
    case .waveLag: "Wave's lag"
    case .meanAge: "Mean age"
    case .longestAge: "Oldest"
    case .meanBusinessAge: "Mean age, open"
    case .longestBusinessAge: "Oldest, open"
    case .meanBacklog: "Backlog"
    case .largestBacklog: "Largest"
    case .backlogAtOpening: "At opening"
    case .clearedAfter: "Cleared after"
    }
  }

  func long(_ figure: ErlangFigure.Key) -> String {
    switch figure {
    case .waitProbability: "Calls that wait"
    case .serviceLevel: "Answered in time"
    case .averageSpeedOfAnswer: "Average speed of answer"
    case .averageWaitOfAbandoned: "Mean wait before abandoning"
    case .meanQueue: "Mean number waiting"
    case .carriedLoad: "Carried load in erlangs"
    case .timeCongestion: "Time with all lines busy"
    case .attemptsPerCall: "Attempts per call"
    case .meanOrbit: "Mean number about to try again"
    case .slotUse: "Slots in use"
    case .effort: "Work done per agent and second"
    case .meanConcurrency: "Chats of an agent who has any"
    case .meanPresent: "Mean number present"
    case .sessionDuration: "Mean duration with an agent"
    case .abandonedInSession: "Left while with an agent"
    case .turnsPerThread: "Turns per thread"
    case .meanThinkers: "Mean customers thinking"
    case .meanOpen: "Mean open threads"
    case .threadDuration: "Mean time to resolve"
    case .waveAmplitude: "Wave in the load over that in the arrivals"
    case .waveLag: "By which the load's wave is later"
    case .meanAge: "Mean age when done"
    case .longestAge: "Oldest when done"
    case .meanBusinessAge: "Mean age in opening hours"
    case .longestBusinessAge: "Oldest in opening hours"
    case .meanBacklog: "Mean backlog"
    case .largestBacklog: "Largest backlog"
    case .backlogAtOpening: "Backlog at opening"
    case .clearedAfter: "Backlog gone after opening"
    case .occupancy, .averageWait, .abandonedProportion, .blockingProbability, .lostProportion:
      short(figure)
    }
  }

  func answered(within wait: String) -> String { "Answered within \(wait)" }
  func unit(of wait: String) -> String { wait }
  func ofClass(_ member: Int) -> String { ", class \(member)" }

  /// "Service level" of `serviceLevel`.
  func given(_ field: JobField) -> String {
    let words = String(field.option.dropFirst(2)).replacing("-", with: " ")
    let short: Set = ["asa", "aht"]
    return short.contains(words)
      ? words.uppercased() : words.prefix(1).uppercased() + words.dropFirst()
  }

  var agents: String { "Agents" }
  var lines: String { "Lines" }
  var offeredLoad: String { "Offered load" }
  var erlangs: String { "Erlangs" }
  var callsInThatTime: String { "Calls in that time" }
  var patience: String { "Patience" }
  var meanPatience: String { "Mean patience" }
  var handleTime: String { "Average handle time" }

  var answer: String { "Answer" }
  var figures: String { "Figures" }
  var lengthsOfQueue: String { "Length of the queue" }

  func needed(_ count: String, lines: Bool, load: String) -> String {
    "\(counted(count, lines: lines)) \(count == "1" ? "is" : "are") needed for \(load) erlangs."
  }

  func given(_ count: String, lines: Bool, load: String) -> String {
    "\(counted(count, lines: lines)) for \(load) erlangs."
  }

  /// "1 line", "14 agents".
  private func counted(_ count: String, lines: Bool) -> String {
    "\(count) \(lines ? "line" : "agent")\(count == "1" ? "" : "s")"
  }

  var rowsAround: String { "The answer and its neighbours." }
  var rowForEach: String { "One row for each combination of values." }
  var unstable: String { "unstable" }
  var whyNot: String { "Why not" }

  var goal: String { "Goal" }
  var bound: String { "Bound" }
  var needs: String { "Needs" }
  var verdict: String { "Verdict" }
  var reached: String { "reached" }
  var missed: String { "missed" }
  var bindsMost: String { "the goal that binds" }

  var callersWaiting: String { "Callers waiting" }
  var probability: String { "Probability" }
  var atMostSoMany: String { "At most so many" }

  func oneMore(_ changes: [String]) -> String { "One more: \(changes.joined(separator: ", "))." }

  func squareRoot(_ rule: ErlangAnswer.SquareRoot, limit: String?) -> String {
    let beta = String(format: "%.3f", rule.grade)
    var line = "Square-root rule: n = a + β√a with β = \(beta), \(rule.regime)"
    if let agents = rule.agents {
      line += "; for this waiting probability it says \(FigureText.count(agents, "agent"))"
    }
    return line + (limit.map { "; its limit for waiting is \($0)" } ?? "") + "."
  }

  func other(_ name: String) -> String {
    let names = [
      "shortcutErlangC": "Erlang C with the handle time divided by the slots",
      "shortcutErlangA": "Erlang A with the handle time divided by the slots",
    ]
    return names[name] ?? name
  }

  func otherFormulas(_ values: [String]) -> String {
    "Average speed of answer by other formulas: \(values.joined(separator: ", "))."
  }

  func along(_ figure: String, _ axis: String) -> String { "\(figure) by \(axis.lowercased())" }

  func told(_ figure: String, from low: String, to high: String, points: Int) -> String {
    "\(figure) at \(points) points, from \(low) to \(high); the table has them."
  }
}
