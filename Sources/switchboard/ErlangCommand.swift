import ArgumentParser
import Jobs

/// `switchboard erlang`: the formulas for one number.
struct ErlangCommand: AsyncParsableCommand {
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
      ChatCommand.self, SharingCommand.self, ReturningCommand.self, DeferrableCommand.self,
      DialerCommand.self, ProgressiveCommand.self, OverdialCommand.self, PenetrationCommand.self,
      BreachCommand.self, RingTimeoutCommand.self, DropRatesCommand.self, BlendCommand.self,
    ])
}

/// A command of `erlang`.
protocol ErlangQuestion: AsyncParsableCommand {
  var output: ErlangOutput { get }
  /// The question without what all of them have in common.
  var question: ErlangRequest { get }
}

extension ErlangQuestion {
  func run() async throws {
    var request = question
    output.add(to: &request)
    try output.printing.show(try await request.run())
  }
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

  var question: ErlangRequest {
    var request = ErlangRequest(model: .loss)
    traffic.add(to: &request)
    goals.add(to: &request)
    request.lines = lines
    return request
  }
}

/// Agents, lines and goals of queues whose callers wait.
struct ErlangQueueOptions: ParsableArguments {
  @OptionGroup var traffic: ErlangTraffic
  @OptionGroup var goals: ErlangGoals
  @OptionGroup var output: ErlangOutput

  @Option(parsing: .unconditional, help: .of(ErlangRequest.note(.lines)))
  var lines: String?

  func question(_ model: ErlangRequest.Queue) -> ErlangRequest {
    var request = ErlangRequest(model: model)
    traffic.add(to: &request)
    goals.add(to: &request)
    request.lines = lines
    return request
  }
}

/// `erlang c`.
struct PatientCommand: ErlangQuestion {
  static let configuration = CommandConfiguration(
    commandName: "c", abstract: "Erlang C: callers wait and never give up; M/M/n/K with --lines.")

  @OptionGroup var options: ErlangQueueOptions

  var output: ErlangOutput { options.output }
  var question: ErlangRequest { options.question(.patient) }
}

/// `erlang a`.
struct ImpatientCommand: ErlangQuestion {
  static let configuration = CommandConfiguration(
    commandName: "a",
    abstract: "Erlang A: callers give up; any law of patience, and a number of lines.")

  @OptionGroup var options: ErlangQueueOptions

  @Option(parsing: .unconditional, help: .of(ErlangRequest.note(.patience)))
  var patience: String?

  @Option(help: .of(ErlangRequest.note(.patienceLaw)))
  var patienceLaw = ErlangRequest.Law.exponential

  @Option(parsing: .unconditional, help: .of(ErlangRequest.note(.patienceCv)))
  var patienceCv: String?

  var output: ErlangOutput { options.output }

  var question: ErlangRequest {
    var request = options.question(.impatient)
    (request.patience, request.patienceLaw) = (patience, patienceLaw)
    request.patienceCv = patienceCv
    return request
  }
}
