import ArgumentParser
import Jobs

/// `erlang general`.
struct GeneralCommand: ErlangQuestion {
  static let configuration = CommandConfiguration(
    commandName: "general", abstract: "M/G/n: handle times of any law, by approximations.")

  @OptionGroup var traffic: ErlangTraffic
  @OptionGroup var goals: ErlangGoals
  @OptionGroup var output: ErlangOutput

  @Option(parsing: .unconditional, help: .of(ErlangRequest.note(.ahtCv)))
  var ahtCv: String

  var question: ErlangRequest {
    var request = ErlangRequest(model: .general)
    traffic.add(to: &request)
    goals.add(to: &request)
    request.ahtCv = ahtCv
    return request
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

  @Option(parsing: .unconditional, help: .of(ErlangRequest.note(.sources)))
  var sources: String

  @Option(parsing: .unconditional, help: "The number of lines; the same as --agents.")
  var lines: String?

  var question: ErlangRequest {
    var request = ErlangRequest(model: .engset)
    traffic.add(to: &request)
    goals.add(to: &request)
    (request.sources, request.lines) = (sources, lines)
    return request
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

  @Option(parsing: .unconditional, help: .of(ErlangRequest.note(.retryAfter)))
  var retryAfter: String

  @Option(parsing: .unconditional, help: .of(ErlangRequest.note(.persistence)))
  var persistence: String?

  @Option(parsing: .unconditional, help: "The mean patience; without it there is no queue.")
  var patience: String?

  var question: ErlangRequest {
    var request = ErlangRequest(model: .retrial)
    traffic.add(to: &request)
    goals.add(to: &request)
    (request.retryAfter, request.persistence) = (retryAfter, persistence)
    request.patience = patience
    return request
  }
}

/// `erlang priority`.
struct PriorityCommand: ErlangQuestion {
  static let configuration = CommandConfiguration(
    commandName: "priority",
    abstract: "Classes of callers, the first --calls the most urgent; goals hold for every class.")

  @Option(parsing: .unconditionalSingleValue, help: "Calls of a class in --per; once for each.")
  var calls: [String]

  @Option(parsing: .unconditional, help: .of(ErlangRequest.note(.per)))
  var per: String

  @Option(parsing: .unconditional, help: "The average handle time of all classes.")
  var aht: String

  @Flag(help: .of(ErlangRequest.note(.preemptive)))
  var preemptive = false

  @OptionGroup var goals: ErlangGoals
  @OptionGroup var output: ErlangOutput

  var question: ErlangRequest {
    var request = ErlangRequest(model: .priority)
    goals.add(to: &request)
    (request.calls, request.per, request.aht) = (calls, per, aht)
    request.preemptive = preemptive
    return request
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

  var question: ErlangRequest {
    var request = ErlangRequest(model: .squareRoot)
    traffic.add(to: &request)
    goals.add(to: &request)
    return request
  }
}
