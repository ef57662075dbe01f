import Experiments
import Foundation
import Scale

/// Who simulates the replications of a run.
public struct EngineRequest: RequestPart {
  /// The engine; default: this process's own threads.
  public var engine: Engine?
  /// Shards that the replications are shared out to, 1 to 100,000; default: by the time that they take.
  public var tasks: Int?
  /// Tasks at a time, 1 to 1024; default: the workshop's workers, with slurm what the cluster has.
  public var slots: Int?
  /// The partition of the Slurm cluster; default: the cluster's.
  public var partition: String?
  /// Other options for `sbatch`, such as "--time=30"; default: none.
  public var sbatch: [String] = []
  /// The address of Dask's scheduler, such as "tcp://10.0.0.1:8786"; default: a cluster on this machine.
  public var scheduler: String?
  /// The folder of plan and shards, which all nodes must see; default: beside the report's.
  public var shards: String?

  /// Engines by name.
  public enum Engine: String, Codable, Sendable, CaseIterable {
    /// Threads of this process.
    case local
    /// Processes of this machine.
    case processes
    /// GNU parallel.
    case parallel
    /// Arrays of jobs of a Slurm cluster.
    case slurm
    /// A Dask cluster, through a driver in Python.
    case dask
  }

  /// This process's own threads.
  public init() {}

  /// A request in which every field has its default.
  public static let blank = EngineRequest()
  /// What each field is.
  public static let notes: [JobField: FieldNote] = [
    .engine: FieldNote(
      "Who simulates: local (threads), processes, parallel (GNU), slurm or dask. [local]",
      more: "The bytes of the report are the same with all of them; see Docs/Clusters.md."),
    .tasks: FieldNote(
      "Shards that an engine shares the replications out to. [by the time that they take]",
      whole: 1...100_000),
    .slots: FieldNote("Tasks of an engine at a time. [all processors; what a cluster has]", whole: 1...1024),
    .partition: "The partition of the Slurm cluster. [its default]",
    .sbatch: "Another option for sbatch, such as --time=30; may be given several times.",
    .scheduler: "The address of Dask's scheduler, such as tcp://10.0.0.1:8786. [a cluster here]",
    .shards: FieldNote(
      "The folder of plan and shards, which all nodes must see. [the report's folder with .shards]",
      more: "It is kept where it is named, else removed once the report is written."),
  ]

  /// The engine that shares work out; nil: the threads of this process.
  var outside: Engine? { engine == .local ? nil : engine }

  /// - Throws: `JobFailure` about fields that nobody uses, or out of range.
  func check() throws {
    let uses: [(field: JobField, isGiven: Bool, by: [Engine])] = [
      (.tasks, tasks != nil, [.processes, .parallel, .slurm, .dask]),
      (.slots, slots != nil, [.processes, .parallel, .dask]),
      (.partition, partition != nil, [.slurm]), (.sbatch, !sbatch.isEmpty, [.slurm]),
      (.scheduler, scheduler != nil, [.dask]),
      (.shards, shards != nil, [.processes, .parallel, .slurm, .dask]),
    ]
    for use in uses where use.isGiven && !use.by.contains(engine ?? .local) {
      let names = use.by.map(\.rawValue).joined(separator: ", ")
      throw JobFailure(
        at: use.field,
        "\(use.field) goes only with \(.engine) \(names).")
    }
    if let tasks { _ = try Self.checked(tasks, .tasks) }
    if let slots { _ = try Self.checked(slots, .slots) }
  }

  /// The engine.
  func made(_ command: ShardCommand, workers: Int) -> (any ShardEngine)? {
    let slots = slots ?? workers
    switch outside {
    case nil, .local: return nil
    case .processes: return ProcessEngine(command, slots: slots)
    case .parallel: return ListEngine.parallel(command, slots: slots)
    case .slurm: return SlurmEngine(command, partition: partition, options: sbatch)
    case .dask: return ListEngine.dask(command, slots: slots, scheduler: scheduler)
    }
  }
}
