// Checks and links of queues.

extension ModelBuilder {
  mutating func buildQueues() {
    for (i, queue) in scenario.queues.enumerated() {
      let path = "queues[\(i)]"
      var linked = queue
      if let capacity = queue.capacity, capacity < 0 {
        error("\(path).capacity", "The capacity is \(capacity).", "Give 0 or more.")
      }
      checkNumber(queue.weight, in: ScenarioLimits.weights, at: "\(path).weight", "The weight")
      linked.whenFull = self.linked(queue.whenFull, at: "\(path).whenFull")
      checkBalking(queue.balking, path)
      linked.steps = self.linked(queue.steps, "\(path).steps")
      linked.callback = queue.callback.map { self.linked($0, "\(path).callback") }
      model.queues.append(linked)
    }
    for type in scenario.contactTypes where type.queue == nil {
      if queueIndex[type.name] == model.queues.count {
        model.queues.append(Scenario.Queue(name: type.name))
      }
    }
    checkOverflowCycles()
  }

  private mutating func linked(
    _ exit: Scenario.QueueExit, at path: String
  ) -> Scenario.QueueExit {
    switch exit {
    case .busy, .voiceMail: return exit
    case .queue(let queue): return linked(queue, at: path).map { .queue($0) } ?? .busy
    }
  }

  private mutating func checkBalking(_ balking: Scenario.Balking?, _ path: String) {
    guard let balking else { return }
    if balking.points.isEmpty {
      error("\(path).balking", "There is no point.", "Give at least one.")
    }
    for (i, point) in balking.points.enumerated() {
      let place = "\(path).balking.\(balking.by.rawValue)[\(i)]"
      checkProportion(point.probability, at: place, "The chance of balking")
      if !(point.at >= 0 && point.at.isFinite) {
        error(place, "A point lies at \(point.at.plain).", "Give 0 or more.")
      } else if i > 0, point.at <= balking.points[i - 1].at {
        error(place, "The points do not rise.", "Put them in rising order.")
      }
    }
  }

  private mutating func linked(
    _ steps: [Scenario.QueueStep], _ path: String
  ) -> [Scenario.QueueStep] {
    var result: [Scenario.QueueStep] = []
    for (i, step) in steps.enumerated() {
      let place = "\(path)[\(i)]"
      checkLength(step.after, at: "\(place).after", "The wait")
      if i > 0, step.after < steps[i - 1].after {
        error("\(place).after", "This step comes before the one above it.", "Sort by the wait.")
      }
      var linked = step
      switch step.action {
      case .announcement(let hangUp, let factor):
        checkProportion(hangUp, at: "\(place).announcement.hangUp", "The share that hangs up")
        checkNumber(
          factor, in: ScenarioLimits.patienceFactors, at: "\(place).announcement.patienceFactor",
          "The patience factor")
      case .overflow(let queue):
        guard let queue = self.linked(queue, at: "\(place).overflowTo") else { continue }
        linked.action = .overflow(to: queue)
      case .voiceMail(let share):
        checkProportion(share, at: "\(place).voiceMail", "The share that leaves a message")
      case .disconnect: break
      }
      result.append(linked)
    }
    return result
  }

  /// Contacts keep the time they have waited, so two queues that overflow into each other would
  /// pass them to and fro at one moment, for ever.
  private mutating func checkOverflowCycles() {
    let next = model.queues.map { queue in
      queue.steps.compactMap { step -> Int? in
        if case .overflow(let to) = step.action { return to.place }
        return nil
      }
    }
    var told: Set<Int> = []
    for i in 0..<scenario.queues.count where !told.contains(i) {
      guard let cycle = Self.cycle(from: i, next) else { continue }
      told.formUnion(cycle)
      let names = cycle.map { "\"\(model.queues[$0].name)\"" }.joined(separator: " → ")
      error(
        "queues[\(i)].steps", "The overflow leads back to where it began: \(names).",
        "End it in voice mail or an announcement, or leave one step out.")
    }
  }

  /// A way from `start` back to `start`, or nil.
  static func cycle(from start: Int, _ next: [[Int]]) -> [Int]? {
    var before: [Int: Int] = [:]
    var open = [start]
    while let place = open.popLast() {
      for following in next[place] {
        if following == start {
          var way = [start]
          var at = place
          while at != start {
            way.append(at)
            at = before[at]!
          }
          way.append(start)
          return way.reversed()
        }
        if before[following] == nil {
          before[following] = place
          open.append(following)
        }
      }
    }
    return nil
  }
}
