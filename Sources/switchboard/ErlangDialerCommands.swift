import ArgumentParser
import Jobs

/// A command of `erlang` about outbound calls.
protocol OutboundQuestion: AsyncParsableCommand {
  var printing: FormulaOutput { get }
  /// The question without what all of them have in common.
  var question: OutboundFormulaRequest { get }
}

extension OutboundQuestion {
  func run() async throws {
    var request = question
    (request.out, request.force) = (printing.out, printing.force)
    (request.form, request.lang) = (printing.forms.form, printing.forms.lang)
    try printing.show(try await request.run())
  }
}

/// `erlang dialer`.
struct DialerCommand: OutboundQuestion {
  static let configuration = CommandConfiguration(
    commandName: "dialer",
    abstract: "A dialer with lines for each agent: occupancy against dropped calls, by team size.",
    discussion: """
      With --lines-per-agent the figures of that many lines; with --drop-limit the most lines that it allows. The table of \
      the trade: --agents 5,10,20,50,100 --tally idle,all --drop-limit 3%; its curves: --lines-per-agent 1..4:0.25 and --out.
      """)

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.agents)))
  var agents: String

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.linesPerAgent)))
  var linesPerAgent: String?

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.tally)))
  var tally: String?

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.dropLimit)))
  var dropLimit: String?

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.step)))
  var step: String?

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.ring)))
  var ring: String

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.answer)))
  var answer: String

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.talk)))
  var talk: String

  @OptionGroup var printing: FormulaOutput

  var question: OutboundFormulaRequest {
    var request = OutboundFormulaRequest(model: .dialer)
    (request.agents, request.linesPerAgent, request.tally) = (agents, linesPerAgent, tally)
    (request.dropLimit, request.step, request.ring) = (dropLimit, step, ring)
    (request.answer, request.talk) = (answer, talk)
    return request
  }
}

/// `erlang progressive`.
struct ProgressiveCommand: OutboundQuestion {
  static let configuration = CommandConfiguration(
    commandName: "progressive",
    abstract: "A progressive dialer: one line for each idle agent, with machine detection.",
    discussion: """
      Shares are of attempts; what --human, --machine, --busy and --invalid leave is answered by nobody until --timeout.
      """)

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.setup)))
  var setup: String?

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.human)))
  var human: String

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.ring)))
  var ring: String

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.machine)))
  var machine: String?

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.machineRing)))
  var machineRing: String?

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.noAnswer)))
  var noAnswer: String?

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.timeout)))
  var timeout: String?

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.busy)))
  var busy: String?

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.busyTone)))
  var busyTone: String?

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.invalid)))
  var invalid: String?

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.invalidTone)))
  var invalidTone: String?

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.analysis)))
  var analysis: String?

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.humansHungUp)))
  var humansHungUp: String?

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.machinesConnected)))
  var machinesConnected: String?

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.talk)))
  var talk: String

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.wrapUp)))
  var wrapUp: String?

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.rightParty)))
  var rightParty: String?

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.wrongTalk)))
  var wrongTalk: String?

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.wrongWrapUp)))
  var wrongWrapUp: String?

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.machineTalk)))
  var machineTalk: String?

  @OptionGroup var printing: FormulaOutput

  var question: OutboundFormulaRequest {
    var request = OutboundFormulaRequest(model: .progressive)
    (request.setup, request.human, request.ring) = (setup, human, ring)
    (request.machine, request.machineRing, request.noAnswer) = (machine, machineRing, noAnswer)
    (request.timeout, request.busy, request.busyTone) = (timeout, busy, busyTone)
    (request.invalid, request.invalidTone, request.analysis) = (invalid, invalidTone, analysis)
    (request.humansHungUp, request.machinesConnected, request.talk) = (humansHungUp, machinesConnected, talk)
    (request.wrapUp, request.rightParty, request.wrongTalk) = (wrapUp, rightParty, wrongTalk)
    (request.wrongWrapUp, request.machineTalk) = (wrongWrapUp, machineTalk)
    return request
  }
}

/// `erlang overdial`.
struct OverdialCommand: OutboundQuestion {
  static let configuration = CommandConfiguration(
    commandName: "overdial",
    abstract: "One batch of lines for idle agents: how many too many answer.")

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.agents)))
  var agents: String

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.lines)))
  var lines: String?

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.dropLimit)))
  var dropLimit: String?

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.answer)))
  var answer: String

  @OptionGroup var printing: FormulaOutput

  var question: OutboundFormulaRequest {
    var request = OutboundFormulaRequest(model: .overdial)
    (request.agents, request.lines, request.dropLimit) = (agents, lines, dropLimit)
    request.answer = answer
    return request
  }
}

/// `erlang blend`.
struct BlendCommand: OutboundQuestion {
  static let configuration = CommandConfiguration(
    commandName: "blend",
    abstract: "Calls in and out by the same agents, some of whom stay idle for calls in.",
    discussion: """
      --talk is the mean time of an outbound call.
      """)

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.calls)))
  var calls: String

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.per)))
  var per: String

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.aht)))
  var aht: String

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.talk)))
  var talk: String

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.patience)))
  var patience: String?

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.agents)))
  var agents: String

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.reserve)))
  var reserve: String

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.within)))
  var within: String?

  @OptionGroup var printing: FormulaOutput

  var question: OutboundFormulaRequest {
    var request = OutboundFormulaRequest(model: .blend)
    (request.calls, request.per, request.aht) = (calls, per, aht)
    (request.talk, request.patience, request.agents) = (talk, patience, agents)
    (request.reserve, request.within) = (reserve, within)
    return request
  }
}
