import ArgumentParser
import Jobs

/// `switchboard shard PLAN`: what an engine starts on each processor.
struct ShardCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shard", abstract: "Simulate one shard of a plan, as engines do.",
    discussion: """
      A plan is made by `switchboard run … --engine`. A shard that is done is not done again, and may be done \
      by several at a time.

      Exit codes: 0 done, 65 another plan, program or scenario than planned, 70 failed, 75 try again (disk full, \
      interrupted).
      """)

  @Argument(help: .of(ShardRequest.note(.plan), valueName: "plan.json"))
  var plan: String

  @Option(help: .of(ShardRequest.note(.index)))
  var index: Int?

  @Option(help: .of(ShardRequest.note(.probe)))
  var probe: String?

  @Option(help: .of(ShardRequest.note(.threads)))
  var threads: Int?

  private var request: ShardRequest {
    var request = ShardRequest(plan: plan)
    (request.index, request.probe, request.threads) = (index, probe, threads)
    return request
  }

  func validate() throws { try request.validate() }

  func run() async throws {
    do {
      let outcome = try await request.run(canStop: true)
      guard let index else { return }
      let range = outcome.replications
      Console.print(
        "Shard \(index), replications \(range.lowerBound) to \(range.upperBound - 1), "
          + "\(outcome.wasDone ? "was done before" : "is done").\n")
    } catch let failure as JobFailure {
      var stop = failure.stop
      stop.code = ProgramStop.Code(ofShard: failure)
      throw stop
    }
  }
}

extension ProgramStop.Code {
  /// The codes that schedulers know from `sysexits.h`.
  init(ofShard failure: JobFailure) {
    switch failure.kind {
    case .request: self = .wrongInput
    case .stopped: self = .tryAgain
    case .failed: self = failure.canGoOn ? .tryAgain : .shardFailed
    }
  }
}

/// `switchboard join POOL`: what an engine starts once on each processor.
struct JoinCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "join", abstract: "Work for a comparison, search or verification, as engines do.",
    discussion: """
      A pool is made by `switchboard compare … --engine`, and so with vary, staff and verify. More workers may join \
      it at any time, from any machine that sees its folder and the files of its command.

      Exit codes: 0 the pool has ended, 65 another pool, program or file than meant, 70 failed, 75 interrupted.
      """)

  @Argument(help: .of(JoinRequest.note(.plan), valueName: "pool.json"))
  var plan: String

  @Option(help: .of(JoinRequest.note(.index)))
  var index: Int?

  private var request: JoinRequest {
    var request = JoinRequest(plan: plan)
    request.index = index
    return request
  }

  func validate() throws { try request.validate() }

  func run() async throws {
    do {
      let pieces = try await request.run(canStop: true)
      Console.print("The pool has ended; \(pieces) pieces of its work were done here.\n")
    } catch let failure as JobFailure {
      var stop = failure.stop
      stop.code = ProgramStop.Code(ofShard: failure)
      throw stop
    }
  }
}

/// `switchboard merge PLAN`: the report of a plan's shards.
struct MergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Write the report of a plan from its shards, without simulating.")

  @Argument(help: .of(MergeRequest.note(.plan), valueName: "plan.json"))
  var plan: String

  @Flag(help: .of(MergeRequest.note(.partial)))
  var partial = false

  @Option(help: .of(MergeRequest.note(.out)))
  var out: String?

  @Flag(help: .of(MergeRequest.note(.force)))
  var force = false

  func validate() throws {
    if let out { try OutputFolder.check(out) }
  }

  func run() async throws {
    var request = MergeRequest(plan: plan)
    (request.partial, request.out, request.force) = (partial, out, force)
    let outcome = try await request.run(canStop: true)
    try RunCommand.finish(outcome, format: .text, isQuiet: false)
  }
}

/// `switchboard resume PLAN`: what is left of a run that was shared out.
struct ResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Go on with a run that was shared out, and write its report.")

  @Argument(help: .of(ResumeRequest.note(.plan), valueName: "plan.json"))
  var plan: String

  @OptionGroup(title: "Engine") var engine: EngineOptions

  @Option(help: .of(ResumeRequest.note(.out)))
  var out: String?

  @Flag(help: .of(ResumeRequest.note(.force)))
  var force = false

  func validate() throws {
    if let out { try OutputFolder.check(out) }
  }

  func run() async throws {
    var request = ResumeRequest(plan: plan)
    (request.engine, request.out, request.force) = (engine.request, out, force)
    let outcome = try await request.run(canStop: true)
    try RunCommand.finish(outcome, format: .text, isQuiet: false)
  }
}
