import ArgumentParser
import Jobs

/// `erlang chat`.
struct ChatCommand: ErlangQuestion {
  static let configuration = CommandConfiguration(
    commandName: "chat",
    abstract: "Chat: agents with several at a time, each slower the more there are.",
    discussion: """
      The handle time is that of a chat alone with its agent. The other formulas show what the shortcut \
      'as many agents, handle time divided by the slots' would say.
      """)

  @OptionGroup var traffic: ErlangTraffic
  @OptionGroup var goals: ErlangGoals
  @OptionGroup var output: ErlangOutput

  @Option(parsing: .unconditional, help: .of(ErlangRequest.note(.speed)))
  var speed: String

  @Option(parsing: .unconditional, help: .of(ErlangRequest.note(.concurrency)))
  var concurrency: String?

  @Option(parsing: .unconditional, help: .of(ErlangRequest.note(.patience)))
  var patience: String?

  @Option(parsing: .unconditional, help: .of(ErlangRequest.note(.sessionPatience)))
  var sessionPatience: String?

  @Option(parsing: .unconditional, help: .of(ErlangRequest.note(.queueLimit)))
  var queueLimit: String?

  @Flag(help: .of(ErlangRequest.note(.packs)))
  var packs = false

  var question: ErlangRequest {
    var request = ErlangRequest(model: .chat)
    traffic.add(to: &request)
    goals.add(to: &request)
    (request.speed, request.concurrency, request.packs) = (speed, concurrency, packs)
    (request.patience, request.sessionPatience) = (patience, sessionPatience)
    request.queueLimit = queueLimit
    return request
  }
}

/// `erlang processor-sharing`.
struct SharingCommand: ErlangQuestion {
  static let configuration = CommandConfiguration(
    commandName: "processor-sharing",
    abstract: "One agent who works on all that is there at once (M/G/1-PS).")

  @OptionGroup var traffic: ErlangTraffic
  @OptionGroup var goals: ErlangGoals
  @OptionGroup var output: ErlangOutput

  var question: ErlangRequest {
    var request = ErlangRequest(model: .sharing)
    traffic.add(to: &request)
    goals.add(to: &request)
    return request
  }
}

/// `erlang return`.
struct ReturningCommand: ErlangQuestion {
  static let configuration = CommandConfiguration(
    commandName: "return",
    abstract: "Threads whose customers come back turn by turn (Erlang-R); --aht is of a turn.")

  @OptionGroup var traffic: ErlangTraffic
  @OptionGroup var goals: ErlangGoals
  @OptionGroup var output: ErlangOutput

  @Option(parsing: .unconditional, help: .of(ErlangRequest.note(.returning)))
  var returning: String

  @Option(parsing: .unconditional, help: .of(ErlangRequest.note(.thinking)))
  var thinking: String

  @Option(parsing: .unconditional, help: .of(ErlangRequest.note(.wave)))
  var wave: String?

  var question: ErlangRequest {
    var request = ErlangRequest(model: .returning)
    traffic.add(to: &request)
    goals.add(to: &request)
    (request.returning, request.thinking, request.wave) = (returning, thinking, wave)
    return request
  }
}

/// `erlang deferrable`.
struct DeferrableCommand: ErlangQuestion {
  static let configuration = CommandConfiguration(
    commandName: "deferrable",
    abstract: "Work that can wait, such as mail: backlog, ages and what is done within a goal.",
    discussion: """
      Arrivals are --calls in --per round the clock, or --arriving by time. The goal of --service-level is \
      --within of arrival, in all time or with --business in opening hours.
      """)

  @OptionGroup var traffic: ErlangTraffic
  @OptionGroup var goals: ErlangGoals
  @OptionGroup var output: ErlangOutput

  @Option(parsing: .unconditional, help: .of(ErlangRequest.note(.hours)))
  var hours: String

  @Option(parsing: .unconditional, help: .of(ErlangRequest.note(.arriving)))
  var arriving: String?

  @Flag(help: .of(ErlangRequest.note(.business)))
  var business = false

  var question: ErlangRequest {
    var request = ErlangRequest(model: .deferrable)
    traffic.add(to: &request)
    goals.add(to: &request)
    (request.hours, request.arriving, request.business) = (hours, arriving, business)
    return request
  }
}
