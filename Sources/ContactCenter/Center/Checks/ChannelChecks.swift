// What cannot be had together: kinds of work that would ask two different things of one contact.

extension ModelBuilder {
  /// Only where all else holds, so that every link leads somewhere.
  mutating func checkChannels() {
    if problems.contains(where: { $0.severity == .error }) { return }
    checkInterruptedWork()
    checkCalledBack()
    checkChasersAtConferences()
    checkSpamOfThreads()
    checkUnusedWords()
    checkUnusedMedia()
    checkBlocks()
  }

  /// Who goes on with a conversation would have to find its customer there.
  private mutating func checkInterruptedWork() {
    for (i, rule) in model.interruptions.enumerated() where rule.written.mode != .forbidden {
      for type in rule.work where model.contactTypes[type].coBrowsing != nil {
        error(
          "interruptions[\(i)].work",
          "\"\(model.contactTypes[type].name)\" shares a page with its customers.",
          "Name work whose customers are not there, or leave coBrowsing out.")
      }
      for type in rule.work where model.contactTypes[type].session != nil {
        error(
          "interruptions[\(i)].work",
          "\"\(model.contactTypes[type].name)\" has sessions, whose customers are there.",
          "Name work whose customers are not there, or leave the session out.")
      }
    }
  }

  /// Called back are those who would hold a line.
  private mutating func checkCalledBack() {
    for (i, queue) in model.queues.enumerated() where queue.callback != nil {
      for type in model.contactTypes where reaches(type, i) {
        let why: String? =
          type.turns != nil
          ? "is a thread"
          : type.written.isKeptOverClosing
            ? "waits while the center is closed"
            : type.session != nil || isShared(type) ? "shares its agents with others" : nil
        guard let why else { continue }
        error(
          "queues[\(i)].callback", "\"\(type.name)\", which \(why), comes to this queue.",
          "Give it a queue of its own, without callbacks: nobody is there to hang up.")
      }
    }
  }

  /// Whether agents have several contacts of a type at once.
  private func isShared(_ type: Model.ContactType) -> Bool {
    model.groups.contains { group in
      group.written.capacity.slots(type.channel) > 1
        && group.skills.contains { $0.queue.place == type.queue }
    }
  }

  /// Whether contacts of a type may come to a queue.
  func reaches(_ type: Model.ContactType, _ queue: Int) -> Bool {
    PreparedModel.queuesReached(from: type.queue, model, isFull: true).contains(queue)
  }

  /// Whether a thread is for the center shows once, not in each of its turns.
  private mutating func checkSpamOfThreads() {
    for (i, type) in model.contactTypes.enumerated() where type.written.spam != nil && type.turns != nil {
      error(
        "contactTypes[\(i)].spam", "\"\(type.name)\" comes in turns.",
        "Leave the spam out, or give it a type of its own without turns.")
    }
  }

  /// Who asks for his matter would interrupt the agents who talk about it.
  private mutating func checkChasersAtConferences() {
    for (i, type) in model.contactTypes.enumerated() where type.chasers != nil {
      for (j, transfer) in type.transfers.enumerated() where transfer.kind != .cold {
        error(
          "contactTypes[\(i)].transfers[\(j)].kind",
          "The type has chasers, whose contacts wait, and would be held on to by an agent.",
          "Let the transfer be cold, or leave the chasers out.")
      }
    }
  }
}
