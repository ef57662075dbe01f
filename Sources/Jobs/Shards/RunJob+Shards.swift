import Experiments
import Foundation
import Scale

extension RunJob {
  /// Has the run's replications simulated by the engine that was asked for, and writes the report.
  ///
  /// - Throws: `JobFailure`.
  func outcomeByShards() async throws -> RunOutcome {
    guard settings.study.method == .replications else {
      throw JobFailure(
        at: .engine,
        "\(.engine) shares out replications, this scenario's study is one long run (method: batchMeans).")
    }
    var job = self
    let identity = try workshop.program.identity()
    job.nameProgram(identity)
    let folder = try shardFolder()
    let engine = try job.engine(by: request.engine, in: folder)
    let slots: Int
    do {
      slots = try engine.prepare()
    } catch let problem as EngineProblem {
      throw JobFailure(at: .engine, Words(problem.description))
    }
    try workshop.checkWritable(folder.url, names: ["plan.json"])
    return try await driving(folder) {
      try await job.outcome(by: engine, try await job.plan(in: folder, slots: slots), folder)
    }
  }

  /// Works on the plan of a folder while nobody else does.
  private func driving(
    _ folder: ShardFolder, _ body: () async throws -> RunOutcome
  ) async throws -> RunOutcome {
    let lock: DriverLock
    do {
      try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: true)
      lock = try await DriverLock.take(in: folder, host: workshop.program.host) {
        workshop.notice(JobNotice(.message, Words($0)))
      }
    } catch let problem as EngineProblem {
      throw JobFailure(at: .shards, Words(problem.description))
    } catch {
      throw workshop.cannotWrite(folder.url, error)
    }
    folder.removeStaleParts(host: workshop.program.host)
    let outcome: RunOutcome
    do {
      outcome = try await body()
    } catch {
      await lock.release()
      throw error
    }
    await lock.release()
    return outcome
  }

  /// Has what a plan lacks simulated, and writes the report.
  ///
  /// - Throws: `JobFailure`.
  func outcome(
    by wanted: EngineRequest, _ plan: RunPlan, _ folder: ShardFolder
  ) async throws -> RunOutcome {
    guard wanted.outside != nil else {
      let (assembly, missing) = try assembled(plan, folder)
      guard assembly.next == nil else {
        throw JobFailure(
          at: .engine,
          "\(missing.count) shards are missing; name the \(.engine) that does them: processes, parallel, slurm or dask."
        )
      }
      return try await outcome(of: assembly)
    }
    let engine = try engine(by: wanted, in: folder)
    do {
      _ = try engine.prepare()
    } catch let problem as EngineProblem {
      throw JobFailure(at: .engine, Words(problem.description))
    }
    return try await driving(folder) { try await outcome(by: engine, plan, folder) }
  }

  /// Takes the shards that are there, as far as they are one behind the other.
  ///
  /// - Returns: What they make together, and the numbers of those that are missing.
  /// - Throws: `JobFailure` about shards of machines that calculate otherwise.
  func assembled(
    _ plan: RunPlan, _ folder: ShardFolder
  ) throws -> (assembly: StudyAssembly, missing: [Int]) {
    var assembly = StudyAssembly(model: read.model, settings: settings)
    var index = 0
    while assembly.next != nil, index < plan.shards.shards.count,
      let content = folder.content(index, of: plan.shards)
    {
      guard plan.shards.hasSentinel(content.sentinel) else { throw mixed(index, content.maker) }
      do {
        try take(content, of: plan, into: &assembly)
      } catch {
        throw JobFailure.failed(
          "shard \(index) makes no sense (\(error)). Remove \(folder.file(index).path); `switchboard resume` does it "
            + "again.")
      }
      index += 1
    }
    let missing =
      assembly.next == nil
      ? [] : (index..<plan.shards.shards.count).filter { folder.content($0, of: plan.shards) == nil }
    return (assembly, missing)
  }

  // MARK: - Steps

  private func engine(
    by wanted: EngineRequest, in folder: ShardFolder
  ) throws -> any ShardEngine {
    guard let program = workshop.program.executable else {
      throw JobFailure(at: .engine, "Nobody but this process can simulate here. Leave \(.engine) out.")
    }
    let command = ShardCommand(program: program.path, folder: folder)
    guard let engine = wanted.made(command, workers: settings.threads) else {
      throw JobFailure(at: .engine, "\(.engine) local shares nothing out.")
    }
    return engine
  }

  /// The folder of plan and shards.
  private func shardFolder() throws -> ShardFolder {
    if let named = request.engine.shards { return ShardFolder(try workshop.files.folder(named, .shards)) }
    let place = output.asked.deletingLastPathComponent()
      .appendingPathComponent(output.asked.lastPathComponent + ".shards", isDirectory: true)
    try workshop.files.check(place, .out)
    return ShardFolder(place)
  }

  /// The plan in the folder where it is of the same run; else a new one, after one replication that tells how
  /// long they take.
  private func plan(in folder: ShardFolder, slots: Int) async throws -> RunPlan {
    var request = request
    request.study.threads = nil
    let scenario = try workshop.files.url(request.file, .file)
    let center = "center/\(scenario.lastPathComponent)"
    let shown = workshop.files.shown(folder.plan)
    if FileManager.default.fileExists(atPath: folder.plan.path) {
      let (old, _) = try RunPlan.read(workshop.files.name(of: folder.plan), in: workshop)
      if old.shards.batch == settings.batch, old.shards.replications == settings.blocks.last?.upperBound,
        request.engine.tasks.map({ $0 == old.shards.shards.count }) ?? true,
        old.request.study.precision == request.study.precision
      {
        workshop.notice(JobNotice(.message, "Going on with the plan \(shown)."))
        return old
      }
      throw JobFailure(
        at: .shards,
        "\(shown) is the plan of another run. `switchboard resume` goes on with that one; for this one name "
          + "another folder with \(.shards), or remove it.")
    }
    workshop.progress(JobProgress("planning", 0, of: 1))
    let planned = PlannedStudy(read: read, settings: settings)
    let (sentinel, seconds, _) = try await planned.sentinel(isStopped: isStopped)
    let blocks = settings.blocks
    let count =
      request.engine.tasks
      ?? ShardPlan.count(
        replications: blocks.last?.upperBound ?? 0, secondsPerReplication: seconds, slots: slots)
    let plan = RunPlan(
      request: request, center: center, keepsRecord: settings.kpis != nil,
      shards: ShardPlan(
        batch: settings.batch, blocks: blocks, count: count, sentinel: sentinel,
        secondsPerReplication: seconds))
    do {
      try plan.write(scenario, read, to: folder)
    } catch {
      throw workshop.cannotWrite(folder.url, error)
    }
    return plan
  }

  private func outcome(
    by engine: any ShardEngine, _ plan: RunPlan, _ folder: ShardFolder
  ) async throws -> RunOutcome {
    let start = ContinuousClock.now
    var assembly = StudyAssembly(model: read.model, settings: settings)
    var driver = ShardDriver(plan: plan.shards, folder: folder, engine: engine)
    let seconds = plan.shards.secondsPerReplication
    let total = plan.shards.replications
    driver.progress = { [workshop] done, wanted, remark in
      let hours = Double(total) * seconds / 3600
      let cost = hours < 0.1 ? "" : ", about \((hours * 10).rounded() / 10) processor hours in all"
      workshop.progress(JobProgress("shards", done, of: wanted, remark: remark + cost))
    }
    driver.advise = { [workshop] in workshop.notice(JobNotice(.warning, Words($0))) }
    driver.isStopped = isStopped
    let isEnough: Bool
    do {
      isEnough = try await driver.run(first: shards(of: plan, through: assembly.foreseen)) { content in
        try take(content, of: plan, into: &assembly)
        return assembly.next == nil
          ? content.index + 1 : shards(of: plan, through: assembly.foreseen)
      }
    } catch let failure as ShardDriver.Failure {
      throw words(for: failure, plan, folder)
    }
    if !isEnough { return try await interrupted(assembly, folder, since: start) }
    let outcome = try await outcome(of: assembly, since: start)
    if plan.request.engine.shards == nil {
      let base = plan.center.split(separator: "/").dropLast().joined(separator: "/")
      folder.remove(copies: [plan.center] + read.files.map { "\(base)/\($0.name)" })
    }
    return outcome
  }

  /// What was done before the run was interrupted.
  private func interrupted(
    _ assembly: StudyAssembly, _ folder: ShardFolder, since: ContinuousClock.Instant
  ) async throws -> RunOutcome {
    let plan = workshop.files.shown(folder.plan)
    workshop.notice(
      JobNotice(
        .message, "What is done is kept: switchboard resume \(CanonicalCommand.quoted(plan)) goes on with it."
      ))
    guard assembly.study.end > 0 else {
      throw JobFailure.stopped("interrupted before the first shard was done; no report was written")
    }
    return try await outcome(of: assembly, since: since)
  }

  /// How many shards have the first replications.
  private func shards(of plan: RunPlan, through replications: Int) -> Int {
    let shards = plan.shards.shards
    return (shards.firstIndex { $0.last >= replications - 1 } ?? shards.count - 1) + 1
  }

  /// Takes a shard whose blocks make sense, all of them.
  ///
  /// - Throws: `WireProblem` where they do not.
  private func take(
    _ content: ShardContent, of plan: RunPlan, into assembly: inout StudyAssembly
  ) throws(WireProblem) {
    let empty = StudyBlock(model: read.model, settings: settings)
    let range = plan.shards.shards[content.index].replications
    let expected = settings.blocks.filter { range.contains($0.lowerBound) }
    guard expected.count == content.blocks.count else { throw .damaged }
    var blocks: [StudyBlock] = []
    for (bytes, replications) in zip(content.blocks, expected) {
      blocks.append(
        try StudyBlock(
          bytes, of: empty, expected: Block(batch: empty.batch, replications: replications)))
    }
    for block in blocks where assembly.next != nil { assembly.take(block) }
  }

  private func mixed(_ index: Int, _ maker: String) -> JobFailure {
    .failed(
      "shard \(index) was made on \(maker), which calculates otherwise than the machine that planned: "
        + "replication 0 has other figures there. Remove its file, and use machines of one kind.")
  }

  private func words(
    for failure: ShardDriver.Failure, _ plan: RunPlan, _ folder: ShardFolder
  ) -> JobFailure {
    switch failure {
    case .engine(let words): return JobFailure(at: .engine, Words(words))
    case .mixed(let index, let maker): return mixed(index, maker)
    case .poisoned(let index, let said):
      let range = plan.shards.shards[index]
      let shown = CanonicalCommand.quoted(workshop.files.shown(folder.plan))
      return .failed(
        "shard \(index) (replications \(range.first) to \(range.last), seed \(settings.study.seed)) failed again "
          + "and again; last: \(said). To see it here: switchboard shard \(shown) --index \(index)")
    }
  }
}
