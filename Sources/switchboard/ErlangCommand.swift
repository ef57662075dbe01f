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
  static func lines(_ text: String?) throws -> Int? {
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
