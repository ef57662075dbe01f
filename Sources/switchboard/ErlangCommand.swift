import ArgumentParser
import Foundation
import QueueingTheory

/// `switchboard erlang`: the formulas for one number.
struct ErlangCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erlang",
    abstract: "Compute a queue by a formula: its figures, or the agents, calls or lines for goals.",
    discussion: """
      Times are written 180s, 3min, 1h or plain seconds; proportions 80% or 0.8. With --agents the \
      figures of that number are computed; without it, or with --solve, the fewest agents for the \
      goals. An overload that no patience relieves has no figures: exit code 2. A value may be a list, such as \
      10..20, 100..200:10 or 10,12,14: one row for each combination; --out draws them.
      """,
    subcommands: [
      LossCommand.self, PatientCommand.self, ImpatientCommand.self, GeneralCommand.self,
      EngsetCommand.self, RetrialCommand.self, PriorityCommand.self, SquareRootCommand.self,
    ])

  /// A number of lines.
  fileprivate static func lines(_ text: String?) throws -> Int? {
    try text.map { try OptionText(option: "--lines", text: $0).count(1...ErlangOutput.mostAgents) }
  }
}

extension ErlangQuestion {
  func run() throws { try ErlangSweep.run(self) }
}

extension ErlangOutput {
  /// Whether the load is what is searched for.
  var needsLoad: Bool { solve != .load && solve != .calls }
}

/// `erlang b`.
struct LossCommand: ErlangQuestion {
  static let configuration = CommandConfiguration(
    commandName: "b", abstract: "Erlang B: calls that find all lines busy are lost.")

  @OptionGroup var traffic: ErlangTraffic
  @OptionGroup var goals: ErlangGoals
  @OptionGroup var output: ErlangOutput

  @Option(parsing: .unconditional, help: "The number of lines; the same as --agents.")
  var lines: String?

  static var lists: [ErlangList<Self>] {
    ErlangList.work(\.traffic) + ErlangList.aims(\.goals, \.output)
      + [.init("--lines", .count, \.lines)]
  }

  func answer() throws -> ErlangAnswer {
    guard lines == nil || output.agents == nil else {
      throw ProgramStop.options("--lines and --agents exclude each other.")
    }
    let search = ErlangSearch(
      model: .loss(), work: try traffic.work(needsTime: false, needsLoad: output.needsLoad),
      goals: try goals.goals())
    let count = try lines.map { try output.count($0, of: "--lines") } ?? output.agentCount()
    return try search.answer(output, agents: count)
  }
}

/// Agents, lines and goals of queues whose callers wait.
struct ErlangQueueOptions: ParsableArguments {
  @OptionGroup var traffic: ErlangTraffic
  @OptionGroup var goals: ErlangGoals
  @OptionGroup var output: ErlangOutput

  @Option(
    parsing: .unconditional,
    help: "Lines, those of the calls in service included; without it there are lines for all.")
  var lines: String?

  /// The answer for a model that depends on the number of lines.
  ///
  /// - Throws: `ProgramStop` about options, instability and goals out of reach.
  func answer(
    _ model: (_ handleTime: Double, _ wait: Double, _ lines: Int?) -> ErlangModel
  ) throws -> ErlangAnswer {
    let work = try traffic.work(needsLoad: output.needsLoad)
    let wait = try goals.acceptableWait()
    let lines = try ErlangCommand.lines(self.lines)
    func search(_ lines: Int?) throws -> ErlangSearch {
      ErlangSearch(
        model: model(work.handleTime, wait, lines), work: work, acceptableWait: wait,
        goals: try goals.goals())
    }
    guard output.solve == .lines else {
      let agents = try output.agentCount()
      if let lines, let agents, agents > Double(lines) {
        throw ProgramStop.options(
          "--lines \(lines): fewer than the \(ErlangAnswer.text(agents)) agents.")
      }
      return try search(lines).answer(output, agents: agents)
    }
    guard !output.fractional, let agents = try output.agentCount(), lines == nil,
      let goal = try goals.goals().first(where: { $0.figure == .blockingProbability })
    else { throw ProgramStop.options("--solve lines needs --agents and --blocking, not --lines.") }
    let found = StaffingSearch.fewest(from: Int(agents), upTo: ErlangOutput.mostAgents) { lines in
      let model = model(work.handleTime, wait, lines)
      return (try? model.figures(work.load, agents)).map(goal.isMet) ?? false
    }
    guard let found else {
      throw ProgramStop.options(
        "--blocking \(goal.text): no number of lines is enough for "
          + "\(ErlangAnswer.text(agents)) agents.")
    }
    return try search(found).answer(agents)
  }
}

extension ErlangList {
  /// The lists of queues whose callers wait.
  static func queue(_ path: WritableKeyPath<Question, ErlangQueueOptions>) -> [ErlangList] {
    work(path.appending(path: \.traffic))
      + aims(path.appending(path: \.goals), path.appending(path: \.output))
      + [.init("--lines", .count, path.appending(path: \.lines))]
  }
}

/// `erlang c`.
struct PatientCommand: ErlangQuestion {
  static let configuration = CommandConfiguration(
    commandName: "c", abstract: "Erlang C: callers wait and never give up; M/M/n/K with --lines.")

  @OptionGroup var options: ErlangQueueOptions

  var output: ErlangOutput { options.output }

  static var lists: [ErlangList<Self>] { ErlangList.queue(\.options) }

  func answer() throws -> ErlangAnswer {
    try options.answer { .patient(handleTime: $0, within: $1, lines: $2) }
  }
}

/// `erlang a`.
struct ImpatientCommand: ErlangQuestion {
  static let configuration = CommandConfiguration(
    commandName: "a",
    abstract: "Erlang A: callers give up; any law of patience, and a number of lines.")

  /// A law of patience with a mean.
  enum Law: String, ExpressibleByArgument, CaseIterable {
    case exponential, constant, lognormal, gamma, uniform
  }

  @OptionGroup var options: ErlangQueueOptions

  @Option(parsing: .unconditional, help: "The mean patience, such as 120s or 2min.")
  var patience: String?

  @Option(help: "Its law; lognormal and gamma need --patience-cv, uniform begins at 0.")
  var patienceLaw = Law.exponential

  @Option(parsing: .unconditional, help: "Standard deviation over mean of the patience.")
  var patienceCv: String?

  var output: ErlangOutput { options.output }

  static var lists: [ErlangList<Self>] {
    ErlangList.queue(\.options) + [
      .init("--patience", .duration, \.patience), .init("--patience-cv", .number, \.patienceCv),
    ]
  }

  func answer() throws -> ErlangAnswer {
    guard output.solve != .patience else { return try answerForPatience() }
    guard let patience else {
      throw ProgramStop.options("--patience is missing: the mean patience, such as 120s.")
    }
    return try answer(mean: try OptionText(option: "--patience", text: patience).duration())
  }

  private func answer(mean: Double) throws -> ErlangAnswer {
    let law = try law(mean: mean)
    return try options.answer {
      .impatient(handleTime: $0, within: $1, lines: $2, patience: law)
    }
  }

  /// The mean patience at which as many abandon as were counted.
  private func answerForPatience() throws -> ErlangAnswer {
    let goals = try options.goals.goals()
    guard patience == nil, goals.count == 1, let goal = goals.first,
      goal.figure == .abandonedProportion, output.agents != nil
    else {
      throw ProgramStop.options(
        "--solve patience needs --agents and the --abandonment that was counted, and no --patience.")
    }
    var question = self
    question.options.output.solve = nil
    let known = question
    // Fewer abandon the longer callers are patient.
    func share(_ mean: Double) throws -> Double {
      let figures = try known.answer(mean: mean).figures
      return figures.first { $0.key == .abandonedProportion }?.value ?? 0
    }
    var (low, high) = (log(1e-3), log(1e9))
    let ends = (most: try share(exp(low)), least: try share(exp(high)))
    guard goal.bound < ends.most, goal.bound > ends.least else {
      throw ProgramStop.options(
        "--abandonment \(goal.text): not to be had by any patience; it lies between "
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
    let variation = try patienceCv.map {
      try OptionText(option: "--patience-cv", text: $0).number(from: 0, upTo: 10)
    }
    let needsVariation = patienceLaw == .lognormal || patienceLaw == .gamma
    guard needsVariation == (variation != nil) else {
      throw ProgramStop.options(
        "--patience-law \(patienceLaw.rawValue) "
          + (needsVariation ? "needs --patience-cv." : "has no --patience-cv."))
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
}

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
