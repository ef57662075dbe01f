import Foundation

/// A task that an engine starts: this program, with some arguments.
package enum ShardTask: Sendable, Hashable {
  /// Says whether the folder is shared and the program there the same; its file has this token.
  case probe(String)
  /// Does a shard.
  case shard(Int)
  /// Works for a pool until that ends; its number is nobody else's.
  case member(Int)

  /// The arguments behind the plan's file.
  package var arguments: [String] {
    switch self {
    case .probe(let token): ["--probe", token]
    case .shard(let index), .member(let index): ["--index", "\(index)"]
    }
  }
}

/// What an engine has of the tasks that it was given.
package struct EngineState: Sendable {
  /// Those that wait or run.
  package var active: Set<ShardTask> = []
  /// Those that run.
  package var running: Set<ShardTask> = []
  /// What somebody must do so that they go on, in sentences.
  package var advice: [String] = []

  /// Nothing.
  package init() {}
}

/// Why an engine cannot be used.
package struct EngineProblem: Error, Sendable, Equatable, CustomStringConvertible {
  /// What was found, and the remedy.
  package var description: String

  /// A problem.
  package init(_ description: String) { self.description = description }
}

/// Something that starts tasks on other processors.
///
/// It only launches: what is done is told by the files.
package protocol ShardEngine: AnyObject {
  /// What it is called: "slurm".
  var name: String { get }
  /// Whether tasks may run on other machines, which may not see the folder or have another program.
  var isElsewhere: Bool { get }

  /// Asks for what there is, before anything runs.
  ///
  /// - Returns: How many tasks can run at a time.
  /// - Throws: `EngineProblem`.
  func prepare() throws -> Int

  /// Starts tasks, or as many of them as it takes now.
  ///
  /// - Returns: Those that it took.
  /// - Throws: `EngineProblem`.
  func submit(_ tasks: [ShardTask]) throws -> [ShardTask]

  /// What became of them.
  func look() -> EngineState

  /// Ends all of them.
  func cancel()
}

/// The command of a task.
package struct ShardCommand: Sendable {
  /// The program.
  package var program: String
  /// What it is told to do: the name of its command.
  package var verb = "shard"
  /// The plan's file.
  package var plan: URL
  /// The folder of the plan.
  package var folder: ShardFolder

  /// The command of tasks of a plan.
  package init(program: String, folder: ShardFolder) {
    (self.program, self.folder) = (program, folder)
    plan = folder.plan
  }

  /// The command of tasks that work for a pool.
  package init(program: String, pool: PoolFolder) {
    (self.program, folder, plan) = (program, pool.shards, pool.plan)
    verb = "join"
  }

  /// The words of a command up to what tells one task from another.
  package var start: [String] { [program, verb, plan.path] }

  /// The words of a task's command.
  package func words(_ task: ShardTask) -> [String] { start + task.arguments }
}
