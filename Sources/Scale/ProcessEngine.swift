import Foundation

/// Tasks as processes of this machine, a number of them at a time.
package final class ProcessEngine: ShardEngine {
  package let name = "processes"
  package let isElsewhere = false
  private let command: ShardCommand
  private let slots: Int
  private var queue: [ShardTask] = []
  private var processes: [(task: ShardTask, process: Process)] = []

  /// An engine with so many processes at a time.
  package init(_ command: ShardCommand, slots: Int) { (self.command, self.slots) = (command, max(1, slots)) }

  package func prepare() throws -> Int { slots }

  package func submit(_ tasks: [ShardTask]) throws -> [ShardTask] {
    queue += tasks
    do {
      try startMore()
    } catch {
      throw EngineProblem("A process cannot be started: \(error.localizedDescription).")
    }
    return tasks
  }

  package func look() -> EngineState {
    processes.removeAll { !$0.process.isRunning }
    var state = EngineState()
    do {
      try startMore()
    } catch {
      state.advice.append("A process cannot be started: \(error).")
    }
    state.running = Set(processes.map(\.task))
    state.active = state.running.union(queue)
    return state
  }

  package func cancel() {
    queue = []
    for (_, process) in processes where process.isRunning { process.terminate() }
    for (_, process) in processes { process.waitUntilExit() }
    processes = []
  }

  private func startMore() throws {
    while processes.count < slots, !queue.isEmpty {
      let task = queue.removeFirst()
      let log = command.folder.logs.appendingPathComponent("processes.txt")
      processes.append((task, try ProcessCall.start(command.words(task), output: log)))
    }
  }
}
