/// What a reader has to know about a demand: what the formulas leave out, and what was assumed.
public enum StaffingRemark: Sendable, Equatable {
  /// Groups of several skills share queues, and each call was given to one of them.
  case sharedQueues
  /// Contact types that no group serves directly.
  case unserved([String])
  /// Pools that no type goes to first.
  case onlyHelping([String])
  /// What has no place in the formulas, beside work carried over between intervals.
  case notInFormulas([FormulaGap])
  /// A table's intervals were cut at the ends of one another.
  case cutIntervals
  /// A table's lines are held through all of the handle time.
  case linesHeldInWrapUp
  /// A goal about abandonments where nobody gives up.
  case goalWithoutPatience(String)
  /// A goal about blocking where nobody is turned away.
  case goalWithoutLines(String)
  /// Lines or places in queues turn calls away by formula: so many of all.
  case turnedAway(calls: Double, of: Double)
  /// Chats planned by the formula of several at once, and what the shortcut would have said.
  case chatShortcut(ChatShortcut)
  /// A goal that was given more than once.
  case goalAgain(String)
  /// A goal over a longer time that follows from one in every interval.
  case goalFollows(String, from: String)
  /// Contact types that no goal is about.
  case typesWithoutGoal([String])
  /// Goals and limits contradict each other, in words; the plan is the nearest.
  case nearest(String)
  /// A table's days have other handle times; the scenario made of it has one for all of them.
  case handleTimesOfDays(HandleTimeSpread)

  /// The remark in a sentence.
  public var text: String {
    switch self {
    case .sharedQueues:
      "Groups share queues: each type's calls were split over the groups that come first for "
        + "it, and nobody helps out. That is a start, and too much; only a simulation finds "
        + "what several skills save."
    case .unserved(let types):
      "No group serves \(types.joined(separator: ", ")) directly: not in the plan."
    case .onlyHelping(let pools):
      "No type goes to \(pools.joined(separator: ", ")) first: no agents by formula."
    case .notInFormulas(let gaps): Self.notInFormulas(gaps)
    case .cutIntervals:
      "Queues have intervals of different lengths: all are cut at the ends of any, with volumes spread "
        + "evenly."
    case .linesHeldInWrapUp:
      "A table has no wrap-up apart: its lines are held through all of the handle time."
    case .goalWithoutPatience(let goal):
      "Nobody gives up here, so \(goal) asks for nothing: it needs a patience."
    case .handleTimesOfDays(let spread): Self.handleTimes(spread)
    case .goalWithoutLines(let goal):
      "Nobody is turned away here, so \(goal) asks for nothing: it needs a number of lines."
    case .turnedAway(let calls, let all):
      "Lines or places to wait are short: by formula \(calls.rounded().plain) of \(all.rounded().plain) calls "
        + "(\((100 * calls / all).rounded().plain) %) are turned away, and the agents are for those that get in. "
        + "A goal such as blocking<1% or more lines change that."
    case .chatShortcut(let chat): Self.shortcut(chat)
    case .goalAgain(let goal): "The goal \(goal) was given more than once; it counts once."
    case .goalFollows(let goal, let narrow):
      "The goal \(goal) follows from \(narrow) in every interval; it is left out."
    case .typesWithoutGoal(let types):
      "No goal is set for \(types.joined(separator: ", ")): agents are planned for the work alone there, or for "
        + "the goals of other types that they serve."
    case .nearest(let finding): "\(finding) The simulation begins with the nearest plan."
    }
  }

  private static func shortcut(_ chat: ChatShortcut) -> String {
    func seconds(_ value: Double) -> String { "\(((value * 10).rounded() / 10).plain) s" }
    let says = chat.shortcut.map { "says \(seconds($0))" } ?? "says that the queue would grow without bound"
    let judged = chat.excess.map { ", \(abs($0).rounded().plain) % too \($0 >= 0 ? "long" : "short")" } ?? ""
    return "Chats of \(chat.pool) are planned by the formula for several at once. At \(chat.moment), "
      + "\(chat.agents) agents, it says a mean wait of \(seconds(chat.wait)); the usual shortcut, one at a time "
      + "with a part of the handle time, \(says)\(judged)."
  }

  private static func handleTimes(_ spread: HandleTimeSpread) -> String {
    func seconds(_ value: Double) -> String { "\(value.rounded().plain) s" }
    let type = spread.type.isEmpty ? "" : ", most of \(spread.type)"
    return "Handle times differ between days\(type): at \(spread.clock) from "
      + "\(seconds(spread.days.lowerBound)) to \(seconds(spread.days.upperBound)). A scenario has one mean "
      + "for a time of day, \(seconds(spread.mean)) here, on all days: its agents and its simulation are of "
      + "that, not of each day's own."
  }

  private static func notInFormulas(_ gaps: [FormulaGap]) -> String {
    let carried = "work carried over from one interval to the next"
    // Tables leave out the same always.
    if gaps == [.ofTables] { return "Not in the formulas: \(FormulaGap.ofTables.text), and \(carried)." }
    return "Not in the formulas: \((gaps.map(\.text) + [carried]).joined(separator: ", "))."
  }
}

/// What scenarios have and formulas have no place for.
public enum FormulaGap: Sendable, Equatable, CaseIterable {
  case busyDays, bursts, redials, priorities, queueSteps, callbacks, absence, sharedLines, severalAtOnce
  case sessions, threads, waitingWork, bots, interruptions, media, blocks, campaigns
  /// Busy and quiet days, which no table tells of.
  case ofTables

  /// The gap in a few words.
  public var text: String {
    switch self {
    case .busyDays, .ofTables: "busy and quiet days"
    case .bursts: "bursts (several calls at the same moment)"
    case .redials: "redials"
    case .priorities: "priorities"
    case .queueSteps: "announcements, overflow and balking"
    case .callbacks: "callbacks"
    case .absence: "absence and unplanned breaks (see shrinkage)"
    case .sharedLines: "lines that several groups share"
    case .severalAtOnce:
      "contacts at once with one agent (the shortcut instead: one at a time, each as much shorter as agents "
        + "with all their slots taken get more done)"
    case .sessions: "turns of a conversation in writing and customers who leave it"
    case .threads:
      "when the turns of threads come back (all of them come with the first here, each as a call)"
    case .bots: "sessions of bots that are all taken, outages and what changes in them"
    case .interruptions: "work that is put aside for other contacts"
    case .media: "messages that callers leave, and what pictures and shared pages do to conversations"
    case .blocks: "times of day that groups keep for some of their work"
    case .campaigns: "people who are called from lists"
    case .waitingWork: "when waiting work is done (levelled here, all of it begun within its goal)"
    }
  }
}
