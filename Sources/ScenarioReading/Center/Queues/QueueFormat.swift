import ContactCenter
import Yams

// The format of queues.

extension ScenarioFormat {
  static var queue: ObjectFormat<Scenario.Queue> {
    ObjectFormat(
      name: "queue", doc: "A waiting line in front of agents.",
      blank: Scenario.Queue(name: ""),
      fields: [
        Field("name", \.name, .name, required: "sales", "A name of its own."),
        Field(
          "capacity", \.capacity, .integer(ScenarioLimits.lineCounts), default: "no limit",
          "The most contacts that may wait; with 0 nobody waits."),
        Field(
          "whenFull", \.whenFull, .queueExit, default: "busy",
          "What a contact meets when the queue is full."),
        Field(
          "weight", \.weight, .number(ScenarioLimits.weights), default: "1",
          "Its weight in the rule weightedWait and the policy longestWeightedWait."),
        Field(
          "balking", \.balking, .balking, default: "nobody",
          "Callers who leave at once because of what they hear."),
        Field(
          "steps", \.steps, list(of: .queueStep, ScenarioLimits.queueSteps), default: "none",
          "What happens to those who wait, in rising order of the wait."),
        Field(
          "callback", \.callback, callback.kind, default: "nobody is called back",
          "Calling those who wait back instead."),
        Field(
          "share", \.share, .proportion, default: "none", example: "40%",
          "The share of all that wait that is aimed at; for the policies fixedQueueRatio and "
            + "queueAndIdlenessRatio."),
      ])
  }
}

/// The keys of another queue as they were read.
struct QueueNameDraft {
  var queue: Link<Scenario.Queue>?
}

extension Kind where Value == Scenario.QueueExit {
  /// `busy`, `voiceMail` or `{queue: name}`.
  static var queueExit: Kind<Scenario.QueueExit> {
    let words: [(word: String, doc: String)] = [
      ("busy", "The busy signal."), ("voiceMail", "The caller leaves a message."),
    ]
    let reason = "It says where callers go: write a scenario for each."
    let word = Kind(shape: .choice(words), notVaried: reason) { node, reading in
      switch node.string?.trimmed {
      case "busy": return .busy
      case "voiceMail": return .voiceMail
      default:
        return reading.fail(
          node, "\(node.described) is not possible here.",
          "Allowed: busy, voiceMail, {queue: name}.")
      }
    }
    let object = ObjectFormat(
      name: "queue target", doc: "Another queue.", blank: QueueNameDraft(),
      fields: [
        Field(
          "queue", \.queue, .link(), required: "others",
          "That queue; if it is full too, what that one says, and so on. A chain of full queues that "
            + "leads back to itself ends in the busy signal.")
      ])
    let target = Kind(shape: object.kind.shape, notVaried: reason) { node, reading in
      object.kind.read(node, &reading).flatMap { $0.queue.map { .queue($0) } }
    }
    return either(scalar: word, object: target)
  }
}

/// The keys of balking as they were read.
struct BalkingDraft {
  var expectedWait: [Scenario.BalkingPoint]?
  var queueLength: [Scenario.BalkingPoint]?

  /// The balking; nil where neither is given.
  fileprivate var balking: Scenario.Balking? {
    if let expectedWait { return .init(by: .expectedWait, points: expectedWait) }
    return queueLength.map { .init(by: .queueLength, points: $0) }
  }
}

extension Kind where Value == Scenario.Balking {
  static var balking: Kind<Scenario.Balking> {
    let object = ObjectFormat(
      name: "balking", doc: "Callers who leave at once because of what they hear.",
      blank: BalkingDraft(),
      fields: [
        Field(
          "expectedWait", \.expectedWait,
          list(
            of: pair(.duration, .proportion, "balking point") {
              .init(at: $0, probability: $1)
            } parts: {
              ($0.at, $0.probability)
            }, ScenarioLimits.balkingPoints), .oneOfSeveral,
          example: "[[30 s, 0%], [3 min, 40%]]",
          "The chance by the announced wait: (waiting + 1) × mean handle time / agents on duty."),
        Field(
          "queueLength", \.queueLength,
          list(
            of: pair(.number(ScenarioLimits.balkingLengths), .proportion, "balking point") {
              .init(at: $0, probability: $1)
            } parts: {
              ($0.at, $0.probability)
            }, ScenarioLimits.balkingPoints), .oneOfSeveral,
          example: "[[0, 0%], [20, 50%]]", "The chance by the number waiting."),
      ], alternatives: [.init(keys: ["expectedWait", "queueLength"], needed: true)])
    return object.kind.converted {
      $0.balking
    } back: { balking in
      switch balking.by {
      case .expectedWait: BalkingDraft(expectedWait: balking.points)
      case .queueLength: BalkingDraft(queueLength: balking.points)
      }
    }
  }
}

/// The keys of a queue step as they were read.
struct QueueStepDraft {
  var after: Seconds = 0
  var announcement: Announcement?
  var overflowTo: Link<Scenario.Queue>?
  var voiceMail: Double?
  var disconnect: Bool?

  struct Announcement {
    var hangUp = 0.0
    var patienceFactor = 1.0
  }
}

extension Kind where Value == Scenario.QueueStep {
  static var queueStep: Kind<Scenario.QueueStep> {
    let announcement = ObjectFormat(
      name: "announcement", doc: "What the waiting caller hears.",
      blank: QueueStepDraft.Announcement(),
      fields: [
        Field("hangUp", \.hangUp, .proportion, default: "0%", "Hangs up at once."),
        Field(
          "patienceFactor", \.patienceFactor, .number(ScenarioLimits.patienceFactors), default: "1",
          "The others' remaining patience is multiplied by this."),
      ])
    let object = ObjectFormat(
      name: "queue step", doc: "Something that happens after a wait.", blank: QueueStepDraft(),
      fields: [
        Field("after", \.after, .duration, required: "2 min", "After this wait."),
        Field("announcement", \.announcement, announcement.kind, .oneOfSeveral, "An announcement is heard."),
        Field(
          "overflowTo", \.overflowTo, .link(), .oneOfSeveral,
          "Moves to this queue, keeping the time waited and the patience left."),
        Field("voiceMail", \.voiceMail, .proportion, .oneOfSeveral, "This share leaves a message."),
        Field("disconnect", \.disconnect, .flag, .oneOfSeveral, "true: whoever still waits is cut off."),
      ],
      alternatives: [
        .init(keys: ["announcement", "overflowTo", "voiceMail", "disconnect"], needed: true)
      ])
    return object.kind.converted { draft in
      draft.action.map { Scenario.QueueStep(after: draft.after, action: $0) }
    } back: {
      QueueStepDraft($0)
    }.standIn(Scenario.QueueStep(after: 0, action: .disconnect))
  }
}

extension QueueStepDraft {
  /// The keys of a step.
  fileprivate init(_ step: Scenario.QueueStep) {
    after = step.after
    switch step.action {
    case .announcement(let hangUp, let patienceFactor):
      announcement = Announcement(hangUp: hangUp, patienceFactor: patienceFactor)
    case .overflow(let queue): overflowTo = queue
    case .voiceMail(let share): voiceMail = share
    case .disconnect: disconnect = true
    }
  }

  fileprivate var action: Scenario.QueueAction? {
    if let announcement {
      return .announcement(
        hangUp: announcement.hangUp, patienceFactor: announcement.patienceFactor)
    }
    if let overflowTo { return .overflow(to: overflowTo) }
    if let voiceMail { return .voiceMail(share: voiceMail) }
    return disconnect == true ? .disconnect : nil
  }
}
