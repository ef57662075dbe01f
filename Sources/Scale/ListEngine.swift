import Foundation

/// An engine that is one program, which gets a file with a task in each line and ends when all are done: GNU
/// parallel, or a driver of Dask.
package final class ListEngine: ShardEngine {
  package let name: String
  package let isElsewhere: Bool
  private let command: ShardCommand
  private let slots: Int
  /// The command for a file of tasks.
  private let words: (_ list: URL) -> [String]
  /// How to see whether the program is there, and what to do if it is not.
  private let check: (words: [String], remedy: String)
  private var runs: [(tasks: [ShardTask], process: Process)] = []
  private var number = 0

  private init(
    _ name: String, isElsewhere: Bool, _ command: ShardCommand, slots: Int,
    check: (words: [String], remedy: String), words: @escaping (URL) -> [String]
  ) {
    (self.name, self.isElsewhere, self.command, self.slots) = (name, isElsewhere, command, slots)
    (self.check, self.words) = (check, words)
  }

  /// GNU parallel on this machine, or on others by its own `--sshlogin` in the user's profile of it.
  package static func parallel(_ command: ShardCommand, slots: Int) -> ListEngine {
    ListEngine(
      "parallel", isElsewhere: false, command, slots: slots,
      check: (["parallel", "--version"], "Install it: apt install parallel.")
    ) { list in
      [
        "parallel", "--will-cite", "--quote", "--jobs", "\(slots)", "--joblog", list.path + ".joblog",
        "--colsep", " ",
        "--arg-file", list.path,
      ] + command.start + ["{1}", "{2}"]
    }
  }

  /// Dask's scheduler at an address, or a cluster on this machine.
  package static func dask(_ command: ShardCommand, slots: Int, scheduler: String?) -> ListEngine {
    let driver = command.folder.url.appendingPathComponent("dask-driver.py")
    return ListEngine(
      "dask", isElsewhere: scheduler != nil, command, slots: slots,
      check: (
        ["python3", "-c", "import distributed"],
        "Install it where python3 finds it: pip install distributed."
      )
    ) { list in
      try? Data(daskDriver.utf8).write(to: driver)
      return ["python3", driver.path, list.path]
        + (scheduler.map { ["--scheduler", $0] } ?? ["--workers", "\(slots)"]) + ["--"] + command.start
    }
  }

  package func prepare() throws -> Int {
    let answer = ProcessCall.run(check.words, seconds: 60)
    guard answer.isGood else {
      throw EngineProblem("The engine \(name) is not there: \(answer.complaint). \(check.remedy)")
    }
    return slots
  }

  package func submit(_ tasks: [ShardTask]) throws -> [ShardTask] {
    guard !tasks.isEmpty else { return [] }
    number += 1
    let list = command.folder.url.appendingPathComponent("tasks-\(number).txt")
    do {
      let lines = tasks.map { $0.arguments.joined(separator: " ") + "\n" }.joined()
      try Data(lines.utf8).write(to: list)
      let log = command.folder.logs.appendingPathComponent("\(name)-\(number).txt")
      runs.append((tasks, try ProcessCall.start(words(list), output: log)))
    } catch {
      throw EngineProblem("The engine \(name) cannot be started: \(error).")
    }
    return tasks
  }

  package func look() -> EngineState {
    runs.removeAll { !$0.process.isRunning }
    var state = EngineState()
    // Which of them run is not known.
    state.active = Set(runs.flatMap(\.tasks))
    return state
  }

  package func cancel() {
    // Told once, GNU parallel starts nothing more; told twice, it ends what it has started.
    for _ in 0..<2 {
      for (_, process) in runs where process.isRunning { process.terminate() }
      Thread.sleep(forTimeInterval: 0.3)
    }
    for (_, process) in runs { process.waitUntilExit() }
    runs = []
  }
}

/// Hands tasks to Dask; each is a process of this program on the machine of a worker.
private let daskDriver = """
  #!/usr/bin/env python3
  \"\"\"Runs the tasks of a list on a Dask cluster; a task that fails is left to who wrote the list.\"\"\"
  import argparse
  import subprocess
  from distributed import Client, LocalCluster, as_completed


  def work(words):
      return subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True).returncode


  def main():
      parser = argparse.ArgumentParser()
      parser.add_argument("tasks")
      parser.add_argument("--scheduler")
      parser.add_argument("--workers", type=int, default=1)
      parser.add_argument("command", nargs="+")
      options = parser.parse_args()
      with open(options.tasks) as file:
          tasks = [options.command + line.split() for line in file]
      if options.scheduler:
          client = Client(options.scheduler)
      else:
          client = Client(
              LocalCluster(
                  n_workers=options.workers, threads_per_worker=1, host="127.0.0.1", dashboard_address=None))
      futures = client.map(work, tasks, pure=False, retries=0)
      for future in as_completed(futures, raise_errors=False):
          future.release()
      client.close()


  if __name__ == "__main__":
      main()

  """
