import Foundation

/// Tasks as arrays of jobs of a Slurm cluster, by its commands `sbatch`, `squeue`, `scancel`, `sinfo` and
/// `scontrol`.
///
/// Jobs are not requeued by Slurm, which waits two minutes before it starts them again: whoever submits sees
/// what is missing and submits it anew, under a new number, which is always safe.
package final class SlurmEngine: ShardEngine {
  package let name = "slurm"
  package let isElsewhere = true
  private let command: ShardCommand
  private let partition: String?
  /// Other options for `sbatch`, such as `--time=30`.
  private let options: [String]
  /// All jobs have this name, and no other job has.
  private let jobName: String
  /// By job: its tasks, by their place in the array.
  private var jobs: [String: [ShardTask]] = [:]
  private var number = 0
  /// The largest array.
  private var mostInArray = 1000
  /// The most jobs in the queue.
  private var mostJobs = 8000
  private var active = EngineState()
  private var unanswered = 0

  /// An engine for a plan.
  ///
  /// - Parameters:
  ///   - command: What tasks do.
  ///   - partition: The cluster's partition; nil: its default.
  ///   - options: Other options for `sbatch`.
  package init(_ command: ShardCommand, partition: String?, options: [String]) {
    (self.command, self.partition, self.options) = (command, partition, options)
    jobName = "switchboard-" + UUID().uuidString.prefix(8).lowercased()
  }

  // MARK: - Before anything runs

  package func prepare() throws -> Int {
    let settings = ProcessCall.run(["scontrol", "show", "config"])
    guard settings.isGood else {
      throw EngineProblem(
        "Slurm does not answer: \(settings.complaint). Run this where sbatch works, or take another engine.")
    }
    let limits = Self.settings(settings.output)
    if let most = limits["MaxArraySize"].flatMap({ Int($0) }) { mostInArray = max(1, most - 1) }
    if let most = limits["MaxJobCount"].flatMap({ Int($0) }) { mostJobs = max(1, most * 4 / 5) }
    let nodes = self.nodes()
    guard !nodes.isEmpty else {
      let known = ProcessCall.run(["sinfo", "-h", "-o", "%R"]).output.split(separator: "\n")
      throw EngineProblem(
        "The cluster has no partition \"\(partition ?? "by default")\". It has "
          + (known.isEmpty ? "none at all." : known.joined(separator: ", ") + "."))
    }
    let slots = nodes.filter(\.isUp).reduce(0) { $0 + $1.processors }
    guard slots > 0 else {
      throw EngineProblem(
        "No node of the cluster takes work: "
          + nodes.map { "\($0.name) is \($0.state)" }.joined(separator: ", ") + ". " + Self.remedy(nodes))
    }
    return slots
  }

  /// Lines such as "MaxArraySize            = 1001".
  private static func settings(_ text: String) -> [String: String] {
    var settings: [String: String] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "=", maxSplits: 1).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      if parts.count == 2 { settings[parts[0]] = parts[1] }
    }
    return settings
  }

  private struct Node {
    var name: String
    var state: String
    var processors: Int

    /// A state ends in `*` where the node does not answer.
    var isUp: Bool {
      let word = state.lowercased()
      return !word.hasSuffix("*")
        && !["down", "drain", "fail", "maint", "unknown", "power"].contains { word.hasPrefix($0) }
    }
  }

  private func nodes() -> [Node] {
    let part = partition.map { ["-p", $0] } ?? []
    let lines = ProcessCall.run(["sinfo", "-h", "-N", "-o", "%N|%T|%c"] + part).output
    return Set(lines.split(separator: "\n")).sorted().compactMap { line in
      let parts = line.split(separator: "|")
      guard parts.count == 3 else { return nil }
      return Node(name: String(parts[0]), state: String(parts[1]), processors: Int(parts[2]) ?? 1)
    }
  }

  private static func remedy(_ nodes: [Node]) -> String {
    let names = nodes.filter { !$0.isUp }.map(\.name).joined(separator: ",")
    return "When they are well again: scontrol update nodename=\(names) state=resume"
  }

  // MARK: - Work

  package func submit(_ tasks: [ShardTask]) throws -> [ShardTask] {
    var taken: [ShardTask] = []
    var left = tasks[...]
    while !left.isEmpty, active.active.count < mostJobs {
      let part = Array(left.prefix(min(mostInArray, mostJobs - active.active.count)))
      try submitArray(part)
      taken += part
      left = left.dropFirst(part.count)
    }
    return taken
  }

  private func submitArray(_ tasks: [ShardTask]) throws {
    number += 1
    let folder = command.folder.url
    let list = folder.appendingPathComponent("tasks-\(number).txt")
    let script = folder.appendingPathComponent("job-\(number).sh")
    let text = """
      #!/bin/sh
      # One task of \(tasks.count): line SLURM_ARRAY_TASK_ID + 1 of the list.
      task=$(sed -n "$((SLURM_ARRAY_TASK_ID + 1))p" \(Self.quoted(list.path)))
      # shellcheck disable=SC2086 # two words
      \(command.start.map(Self.quoted).joined(separator: " ")) $task && exit
      status=$?
      echo "$SLURMD_NODENAME" >>\(Self.quoted(failedNodes.path))
      exit $status

      """
    do {
      try Data(tasks.map { $0.arguments.joined(separator: " ") + "\n" }.joined().utf8).write(to: list)
      try Data(text.utf8).write(to: script)
    } catch {
      throw EngineProblem("\(folder.path) cannot be written: \(error).")
    }
    var words = [
      "sbatch", "--parsable", "--no-requeue", "--job-name=\(jobName)", "--array=0-\(tasks.count - 1)",
      "--output=\(command.folder.logs.path.replacingOccurrences(of: "%", with: "%%"))/slurm-%A-%a.txt",
      "--chdir=\(folder.path)",
    ]
    words += partition.map { ["--partition=\($0)"] } ?? []
    let bad = badNodes()
    if !bad.isEmpty { words.append("--exclude=" + bad.joined(separator: ",")) }
    let answer = ProcessCall.run(words + options + [script.path], seconds: 120)
    guard answer.isGood, let job = answer.output.split(whereSeparator: \.isNewline).last else {
      throw EngineProblem("Slurm does not take the jobs: \(answer.complaint).")
    }
    jobs[String(job.split(separator: ";")[0])] = tasks
    active.active.formUnion(tasks)
  }

  private var failedNodes: URL { command.folder.url.appendingPathComponent("failed-nodes.txt") }

  /// Nodes on which three tasks failed, as long as others are left.
  private func badNodes() -> [String] {
    let text = (try? String(contentsOf: failedNodes, encoding: .utf8)) ?? ""
    var counts: [String: Int] = [:]
    for line in text.split(separator: "\n") { counts[String(line), default: 0] += 1 }
    let bad = counts.filter { $0.value >= 3 }.keys.sorted()
    let isLeft = nodes().contains { $0.isUp && !bad.contains($0.name) }
    return isLeft ? bad : []
  }

  package func look() -> EngineState {
    let answer = ProcessCall.run(
      ["squeue", "-h", "-r", "--name=\(jobName)", "-o", "%F|%K|%T|%r"], seconds: 60)
    guard answer.isGood else {
      unanswered += 1
      var state = active
      if unanswered > 3 {
        state.advice = [
          "Slurm's controller has not answered \(unanswered) times (\(answer.complaint)); what is done is "
            + "counted all the same. If it is down: start slurmctld again."
        ]
      }
      return state
    }
    unanswered = 0
    var state = EngineState()
    var held: [String: String] = [:]
    for line in answer.output.split(separator: "\n") {
      let parts = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 4, let place = Int(parts[1]), let tasks = jobs[parts[0]],
        tasks.indices.contains(place)
      else { continue }
      if parts[3].lowercased().contains("held") {
        held["\(parts[0])_\(place)"] = parts[3]
        continue
      }
      state.active.insert(tasks[place])
      if parts[2] == "RUNNING" || parts[2] == "COMPLETING" { state.running.insert(tasks[place]) }
    }
    // What is held never starts by itself: it is taken back, and counts as lost.
    if !held.isEmpty {
      _ = ProcessCall.run(["scancel"] + held.keys.sorted())
      state.advice.append(
        "Slurm held \(held.count) tasks (\(held.values.sorted()[0])); they are submitted anew.")
    }
    if state.running.isEmpty {
      let nodes = nodes()
      let away = nodes.filter { !$0.isUp }
      if !away.isEmpty, away.count == nodes.count || !state.active.isEmpty {
        state.advice.append(
          away.map { "node \($0.name) is \($0.state)" }.joined(separator: ", ") + ". " + Self.remedy(nodes))
      }
    }
    active = state
    return state
  }

  package func cancel() {
    guard !jobs.isEmpty else { return }
    _ = ProcessCall.run(["scancel", "--name=\(jobName)"])
    jobs = [:]
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.replacingOccurrences(of: "'", with: "'\\''") + "'"
  }
}
