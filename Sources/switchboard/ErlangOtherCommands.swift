import ArgumentParser
import QueueingTheory

/// `erlang general`.
struct GeneralCommand: ErlangQuestion {
  static let configuration = CommandConfiguration(
    commandName: "general", abstract: "M/G/n: handle times of any law, by approximations.")

  @OptionGroup var traffic: ErlangTraffic
  @OptionGroup var goals: ErlangGoals
  @OptionGroup var output: ErlangOutput

  @Option(parsing: .unconditional, help: "Standard deviation over mean of the handle time.")
  var ahtCv: String

  static var lists: [ErlangList<Self>] {
    ErlangList.work(\.traffic) + ErlangList.aims(\.goals, \.output)
      + [.init("--aht-cv", .number, \.ahtCv)]
  }

  func answer() throws -> ErlangAnswer {
    let work = try traffic.work(needsLoad: output.needsLoad)
    let variation = try OptionText(option: "--aht-cv", text: ahtCv)
      .number(from: 0, upTo: 100, excludingLow: false)
    let wait = try goals.acceptableWait()
    let search = ErlangSearch(
      model: .general(handleTime: work.handleTime, variation: variation, within: wait),
      work: work, acceptableWait: wait, goals: try goals.goals())
    return try search.answer(output, agents: try output.agentCount())
  }
}

/// `erlang engset`.
struct EngsetCommand: ErlangQuestion {
  static let configuration = CommandConfiguration(
    commandName: "engset",
    abstract: "Engset: lines for a few callers; --calls are those of one silent caller.")

  @OptionGroup var traffic: ErlangTraffic
  @OptionGroup var goals: ErlangGoals
  @OptionGroup var output: ErlangOutput

  @Option(parsing: .unconditional, help: "The number of callers.")
  var sources: String

  @Option(parsing: .unconditional, help: "The number of lines; the same as --agents.")
  var lines: String?

  static var lists: [ErlangList<Self>] {
    ErlangList.work(\.traffic) + ErlangList.aims(\.goals, \.output)
      + [.init("--sources", .count, \.sources), .init("--lines", .count, \.lines)]
  }

  func answer() throws -> ErlangAnswer {
    guard traffic.load == nil, output.agents == nil else {
      throw ProgramStop.options("engset has --calls, --per, --aht and --lines.")
    }
    let one = try traffic.work()
    let count = try OptionText(option: "--sources", text: sources)
      .count(1...ErlangOutput.mostAgents)
    var work = one
    // What the callers would offer if nothing were blocked.
    work.load = Double(count) * one.load / (1 + one.load)
    work.period = nil
    work.text = one.text.map { "\(count) callers, while silent \($0)" }
    let search = ErlangSearch(
      model: .engset(
        sources: count, idleRate: one.load / one.handleTime, holdTime: one.handleTime),
      work: work, goals: try goals.goals())
    return try search.answer(output, agents: try ErlangCommand.lines(lines).map(Double.init))
  }
}

/// `erlang retrial`.
struct RetrialCommand: ErlangQuestion {
  static let configuration = CommandConfiguration(
    commandName: "retrial",
    abstract: "Callers who try again after a busy signal or, with --patience, after giving up.")

  @OptionGroup var traffic: ErlangTraffic
  @OptionGroup var goals: ErlangGoals
  @OptionGroup var output: ErlangOutput

  @Option(parsing: .unconditional, help: "The mean time until a caller tries again.")
  var retryAfter: String

  @Option(
    parsing: .unconditional,
    help: "The probability that a caller tries again. [1 without --patience]")
  var persistence: String?

  @Option(parsing: .unconditional, help: "The mean patience; without it there is no queue.")
  var patience: String?

  static var lists: [ErlangList<Self>] {
    ErlangList.work(\.traffic) + ErlangList.aims(\.goals, \.output) + [
      .init("--retry-after", .duration, \.retryAfter),
      .init("--persistence", .proportion, \.persistence),
      .init("--patience", .duration, \.patience),
    ]
  }

  func answer() throws -> ErlangAnswer {
    let work = try traffic.work(needsLoad: output.needsLoad)
    let retry = try OptionText(option: "--retry-after", text: retryAfter).duration()
    let option = OptionText(option: "--persistence", text: persistence ?? "1")
    let model: ErlangModel
    if let patience {
      guard persistence != nil else {
        throw ProgramStop.options(
          "--persistence is missing: the probability that a caller who gave up tries again, below 1.")
      }
      model = .redials(
        handleTime: work.handleTime, retryTime: retry, probability: try option.proportion(),
        patience: try OptionText(option: "--patience", text: patience).duration())
    } else {
      model = .retrials(
        handleTime: work.handleTime, retryTime: retry,
        persistence: try option.proportion(mayBeOne: true))
    }
    let search = ErlangSearch(model: model, work: work, goals: try goals.goals())
    return try search.answer(output, agents: try output.agentCount())
  }
}

/// `erlang priority`.
struct PriorityCommand: ErlangQuestion {
  static let configuration = CommandConfiguration(
    commandName: "priority",
    abstract: "Classes of callers, the first --calls the most urgent; goals hold for every class.")

  @Option(parsing: .unconditionalSingleValue, help: "Calls of a class in --per; once for each.")
  var calls: [String]

  @Option(parsing: .unconditional, help: "The time of --calls, such as 30min or 1h.")
  var per: String

  @Option(parsing: .unconditional, help: "The average handle time of all classes.")
  var aht: String

  @Flag(help: "Urgent calls interrupt others.")
  var preemptive = false

  @OptionGroup var goals: ErlangGoals
  @OptionGroup var output: ErlangOutput

  static var lists: [ErlangList<Self>] {
    ErlangList.aims(\.goals, \.output) + [.init("--aht", .duration, \.aht)]
  }

  func answer() throws -> ErlangAnswer {
    let time = try OptionText(option: "--aht", text: aht).duration()
    let period = try OptionText(option: "--per", text: per).duration()
    let counts = try calls.map {
      try OptionText(option: "--calls", text: $0).number(from: 0, upTo: 1e9)
    }
    let all = counts.reduce(0, +)
    let load = all * time / period
    guard output.needsLoad, load > 0, load <= ErlangTraffic.largestLoad else {
      throw ProgramStop.options(
        "the calls are given already, and may offer at most a million erlangs.")
    }
    let wait = try goals.acceptableWait()
    let text = "\(calls.joined(separator: " + ")) calls in \(per), \(aht) each"
    let search = ErlangSearch(
      model: .priorities(
        handleTime: time, shares: counts.map { $0 / all }, within: wait, preemptive: preemptive),
      work: .init(load: load, handleTime: time, period: period, text: text),
      acceptableWait: wait, goals: try goals.goals())
    return try search.answer(output, agents: try output.agentCount())
  }
}

/// `erlang sqrt`.
struct SquareRootCommand: ErlangQuestion {
  static let configuration = CommandConfiguration(
    commandName: "sqrt",
    abstract: "The square-root rule n = a + β√a for a waiting probability, beside Erlang C.")

  @OptionGroup var traffic: ErlangTraffic
  @OptionGroup var goals: ErlangGoals
  @OptionGroup var output: ErlangOutput

  static var lists: [ErlangList<Self>] {
    ErlangList.work(\.traffic) + ErlangList.aims(\.goals, \.output)
  }

  func answer() throws -> ErlangAnswer {
    let work = try traffic.work()
    let wait = try goals.acceptableWait()
    let goals = try goals.goals()
    var agents = try output.agentCount()
    if agents == nil {
      guard let goal = goals.first, goals.count == 1, goal.figure == .waitProbability else {
        throw ProgramStop.options("sqrt needs --agents, or --waiting as the only goal.")
      }
      agents = Double(
        SquareRootStaffing.requiredAgents(offeredLoad: work.load, waitProbability: goal.bound))
    }
    guard let agents else { throw ProgramStop.options("--agents is missing.") }
    var model = ErlangModel.patient(handleTime: work.handleTime, within: wait, lines: nil)
    model.name = "Square-root rule, with the figures of Erlang C (M/M/n)"
    let search = ErlangSearch(model: model, work: work, acceptableWait: wait, goals: goals)
    return try search.answer(agents)
  }
}
