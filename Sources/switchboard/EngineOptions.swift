import ArgumentParser
import Jobs

/// The options that say who simulates.
struct EngineOptions: ParsableArguments {
  @Option(
    help: .of(EngineRequest.note(.engine), valueName: "local|processes|parallel|slurm|dask"))
  var engine: EngineRequest.Engine?

  @Option(help: .of(EngineRequest.note(.tasks)))
  var tasks: Int?

  @Option(help: .of(EngineRequest.note(.slots)))
  var slots: Int?

  @Option(help: .of(EngineRequest.note(.partition)))
  var partition: String?

  @Option(parsing: .unconditionalSingleValue, help: .of(EngineRequest.note(.sbatch), valueName: "option"))
  var sbatch: [String] = []

  @Option(help: .of(EngineRequest.note(.scheduler), valueName: "address"))
  var scheduler: String?

  @Option(help: .of(EngineRequest.note(.shards), valueName: "folder"))
  var shards: String?

  /// The options as a part of requests.
  var request: EngineRequest {
    var request = EngineRequest()
    (request.engine, request.tasks, request.slots) = (engine, tasks, slots)
    (request.partition, request.sbatch, request.scheduler) = (partition, sbatch, scheduler)
    request.shards = shards
    return request
  }
}

/// The options that say who simulates for a job that decides on its way what is simulated next.
struct PoolOptions: ParsableArguments {
  @Option(
    help: .of(PoolRequest.note(.engine), valueName: "local|processes|parallel|slurm|dask"))
  var engine: EngineRequest.Engine?

  @Option(help: .of(PoolRequest.note(.slots)))
  var slots: Int?

  @Option(help: .of(PoolRequest.note(.partition)))
  var partition: String?

  @Option(parsing: .unconditionalSingleValue, help: .of(PoolRequest.note(.sbatch), valueName: "option"))
  var sbatch: [String] = []

  @Option(help: .of(PoolRequest.note(.scheduler), valueName: "address"))
  var scheduler: String?

  @Option(help: .of(PoolRequest.note(.shards), valueName: "folder"))
  var shards: String?

  /// The options as a part of requests.
  var request: PoolRequest {
    var request = PoolRequest()
    (request.engine, request.slots, request.partition) = (engine, slots, partition)
    (request.sbatch, request.scheduler, request.shards) = (sbatch, scheduler, shards)
    return request
  }
}

extension EngineRequest.Engine: ExpressibleByArgument {}
