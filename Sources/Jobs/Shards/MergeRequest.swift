import Experiments
import Foundation
import Reporting
import Scale

/// Asks to write the report of a plan's run from its shards, without simulating any.
public struct MergeRequest: JobRequest {
  /// The plan's file, plan.json.
  public var plan: String
  /// Whether the shards before the first that is missing suffice; default: no, all must be there.
  public var partial = false
  /// The report's folder; default: the run's own.
  public var out: String?
  /// Whether another run's report in the folder is replaced; default: no.
  public var force = false

  /// A request about a plan.
  public init(plan: String) { self.plan = plan }

  /// A request in which every field has its default.
  public static let blank = MergeRequest(plan: "")
  /// What must be given.
  public static let required: Set<JobField> = [.plan]
  /// What each field is.
  public static let notes: [JobField: FieldNote] = [
    .plan: "The plan's file, plan.json.",
    .partial: FieldNote(
      "Take the shards before the first that is missing, and say so.",
      more: "Never any others: what ends early by chance would count too much."),
    .out: "The folder for the report. [the run's own]",
    .force: "Replace the report that another run has left in the folder.",
  ]

  /// Writes the report.
  ///
  /// - Throws: `JobFailure` about the plan, or shards that are missing; `failed` where the report cannot be written.
  public func run(in workshop: Workshop) async throws -> RunOutcome {
    let (plan, folder) = try RunPlan.read(self.plan, in: workshop)
    let job = try RunJob(plan, folder, out: out, isForced: force, workshop)
    let (assembly, missing) = try job.assembled(plan, folder)
    if assembly.next != nil, !partial || assembly.study.end == 0 {
      let some = missing.prefix(20).map { "\($0)" }.joined(separator: ", ")
      throw JobFailure(
        .plan, self.plan,
        "\(missing.count) of \(FigureText.count(plan.shards.shards.count, "shard")) "
          + "\(missing.count == 1 ? "is" : "are") missing: \(some)"
          + "\(missing.count > 20 ? ", …" : ""). `switchboard resume` does them; \(.partial) takes the "
          + "replications before the first.")
    }
    return try await job.outcome(of: assembly)
  }
}

/// Asks to go on with the run of a plan.
public struct ResumeRequest: JobRequest {
  /// The plan's file, plan.json.
  public var plan: String
  /// Who simulates what is left; default: as the run was asked for.
  public var engine = EngineRequest()
  /// The report's folder; default: the run's own.
  public var out: String?
  /// Whether another run's report in the folder is replaced; default: no.
  public var force = false

  /// A request about a plan.
  public init(plan: String) { self.plan = plan }

  /// A request in which every field has its default.
  public static let blank = ResumeRequest(plan: "")
  /// What must be given.
  public static let required: Set<JobField> = [.plan]
  /// What each field is.
  public static let notes: [JobField: FieldNote] = [
    .plan: "The plan's file, plan.json.", .out: "The folder for the report. [the run's own]",
    .force: "Replace the report that another run has left in the folder.",
  ]

  /// Has what is missing simulated and writes the report.
  ///
  /// - Throws: `JobFailure` as a run does.
  public func run(in workshop: Workshop) async throws -> RunOutcome {
    let (plan, folder) = try RunPlan.read(self.plan, in: workshop)
    if engine.tasks != nil || engine.shards != nil {
      throw JobFailure(
        at: engine.tasks != nil ? .tasks : .shards, "The plan says this already; leave it out.")
    }
    var (request, own) = (engine, plan.request.engine)
    own.tasks = nil
    own.shards = nil
    if request.engine == nil { request = own }
    try request.check()
    let job = try RunJob(plan, folder, out: out ?? plan.request.out, isForced: force, workshop)
    return try await job.outcome(by: request, plan, folder)
  }
}
