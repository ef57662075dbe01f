import ContactCenter
import Experiments
import Foundation
import Reporting
import Scale
import ScenarioReading

/// The file plan.json: a run, and how its replications are shared out.
struct RunPlan: Codable {
  /// The run.
  var request: RunRequest
  /// The scenario's file in the plan's folder: a copy, with the tables beside it.
  var center: String
  /// Whether the totals of every replication are kept.
  var keepsRecord: Bool
  /// How the replications are shared out.
  var shards: ShardPlan

  /// Reads a plan.
  ///
  /// - Throws: `JobFailure` about a file that is no plan, or one of another version.
  static func read(_ name: String, in workshop: Workshop) throws -> (plan: RunPlan, folder: ShardFolder) {
    let (place, data) = try workshop.planFile(name)
    let plan: RunPlan
    do {
      plan = try JSONDecoder().decode(RunPlan.self, from: data)
    } catch {
      throw JobFailure(.plan, name, "this is no plan of shards (plan.json) of this program.")
    }
    guard plan.shards.version == ShardPlan.version else {
      throw JobFailure(
        .plan, name,
        "the plan has version \(plan.shards.version); this program makes and does version "
          + "\(ShardPlan.version). Plan anew.")
    }
    let parts = plan.center.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0] == "center", !["", ".", ".."].contains(parts[1]) else {
      throw JobFailure(.plan, name, "its copy of the scenario (\(plan.center)) is not in its folder center.")
    }
    if let defect = plan.shards.defect { throw JobFailure(.plan, name, "\(defect). Plan anew.") }
    return (plan, ShardFolder(place.deletingLastPathComponent()))
  }

  /// The name of the copy of the scenario as the workshop calls it.
  func file(in folder: ShardFolder, _ workshop: Workshop) -> String {
    workshop.files.name(of: folder.url.appendingPathComponent(center))
  }

  /// Writes the plan, and copies of the scenario and its tables.
  func write(_ scenario: URL, _ read: ScenarioFile, to folder: ShardFolder) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let base = folder.url.appendingPathComponent(center).deletingLastPathComponent()
    try AtomicFile.write(
      try Data(contentsOf: scenario), to: base.appendingPathComponent(scenario.lastPathComponent))
    for file in read.files { try AtomicFile.write(file.data, to: base.appendingPathComponent(file.name)) }
    try AtomicFile.write(try encoder.encode(self), to: folder.plan)
  }
}

extension Workshop.Program {
  /// What tells one program from another wherever it lies: its version and a digest of its bytes.
  ///
  /// - Throws: `JobFailure` where the program cannot read itself.
  func identity() throws -> String {
    guard let executable, let data = try? Data(contentsOf: executable, options: .mappedIfSafe) else {
      throw JobFailure.failed(
        "the program's own file cannot be read, so that no other machine can be checked.")
    }
    return String(data.withUnsafeBytes(Self.digest), radix: 16)
  }
}

extension Workshop.Program {
  /// FNV-1a by eight bytes at a time: of a program of 80 MB in some hundredths of a second, which every task takes.
  private static func digest(of bytes: UnsafeRawBufferPointer) -> UInt64 {
    var checksum: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(bytes.count)
    let whole = bytes.count / 8 * 8
    for place in stride(from: 0, to: whole, by: 8) {
      let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      checksum = (checksum ^ UInt64(littleEndian: word)) &* 0x0000_0100_0000_01B3
    }
    for byte in bytes[whole...] { checksum = (checksum ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return checksum
  }
}

/// A study as a plan has it, for whoever simulates a part of it.
struct PlannedStudy {
  let read: ScenarioFile
  var settings: StudySettings

  init(read: ScenarioFile, settings: StudySettings) { (self.read, self.settings) = (read, settings) }

  /// The study of a plan.
  ///
  /// - Throws: `JobFailure` where this program or what lies beside the plan is not what was planned with.
  init(_ plan: RunPlan, _ folder: ShardFolder, identity: String, in workshop: Workshop) throws {
    read = try workshop.files.scenario(plan.file(in: folder, workshop), .plan)
    let study = try plan.request.study.study(of: read.scenario.study)
    var settings = StudySettings(study: study, threads: 1)
    settings.describe(read, workshop.program, checks: plan.request.check)
    settings.programBuild = identity
    if plan.keepsRecord {
      settings.kpis = KPIInputs(
        model: read.model, serviceLevelTarget: read.scenario.serviceLevel.target)
    }
    self.settings = settings
    let most = settings.blocks.last?.upperBound ?? 0
    guard plan.shards.replications == most else {
      throw JobFailure(
        .plan, folder.plan.path,
        "it shares out \(FigureText.count(plan.shards.replications, "replication")), but the run has \(most). Plan anew."
      )
    }
    let (mine, planned) = (settings.batch, plan.shards.batch)
    guard mine != planned else { return }
    if mine.program != planned.program {
      throw JobFailure(
        .plan, folder.plan.path,
        "it was planned by the program \(planned.program), this is \(mine.program); every machine must run the "
          + "same one.")
    }
    throw JobFailure(
      .plan, folder.plan.path,
      "what lies beside it has changed: \(mine.words), but \(planned.words) was planned.")
  }

  /// The settings, with so many replications at a time.
  func settings(threads: Int) -> StudySettings {
    var settings = settings
    settings.threads = threads
    return settings
  }

  /// The digest of replication 0 here, and the seconds that it took.
  ///
  /// - Throws: `JobFailure` where the job was stopped.
  func sentinel(
    isStopped: @escaping @Sendable () -> Bool
  ) async throws -> (digest: UInt64, seconds: Double, block: StudyBlock) {
    let start = ContinuousClock.now
    let blocks = await studyBlocks(
      model: read.model, settings: settings, blocks: [0..<1], isCancelled: isStopped)
    guard let block = blocks?.first else { throw JobFailure.stopped() }
    return (block.figuresDigest, (ContinuousClock.now - start) / .seconds(1), block)
  }
}

extension StudySettings {
  /// What a scenario and a program say, in every run of it.
  mutating func describe(_ read: ScenarioFile, _ program: Workshop.Program, checks: Bool) {
    self.checks = checks
    scenarioDigest = read.digest
    programVersion = program.version
    programBuild = program.build
    serviceLevelTarget = read.scenario.serviceLevel.target
    scenarioWarnings = read.warnings.map { warning in
      warning.remedy.isEmpty ? warning.finding : "\(warning.finding) \(warning.remedy)"
    }
  }
}

extension Workshop {
  /// Where a plan, or the file of a pool, is, and its bytes.
  ///
  /// - Throws: `JobFailure` about a file that cannot be read.
  func planFile(_ name: String) throws -> (place: URL, data: Data) {
    let place = try files.url(name, .plan)
    guard !place.hasDirectoryPath,
      (try? place.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory != true
    else {
      throw JobFailure(.plan, name, "this is a folder. Name the file in it, such as plan.json.")
    }
    guard FileManager.default.fileExists(atPath: place.path) else {
      throw JobFailure(
        .plan, name,
        "it cannot be read: there is no such file. Name plan.json, in the folder of a run that was shared out."
      )
    }
    do {
      return (place, try Data(contentsOf: place))
    } catch {
      throw JobFailure(.plan, name, "it cannot be read: \(error.localizedDescription)")
    }
  }
}
