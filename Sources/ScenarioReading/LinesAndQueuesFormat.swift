import ContactCenter
import Yams

// The format of trunk groups, menus and queues.

extension ScenarioFormat {
  static var trunkGroup: ObjectFormat<Scenario.TrunkGroup> {
    let outage = ObjectFormat(
      name: "outage",
      doc: "A window in which the carrier offers fewer lines; calls in progress go on.",
      blank: Scenario.Outage(from: 0, to: 0, lines: 0),
      fields: [
        Field(
          "from", \.from, .timeOfDay, required: true, example: "10:00",
          "Begin, counted from the first midnight (34:00 is 10:00 of the second day)."),
        Field("to", \.to, .timeOfDay, required: true, example: "11:00", "End."),
        Field(
          "lines", \.lines, .integer(0...ScenarioLimits.lines), default: "0",
          "The lines that are left."),
      ])
    return ObjectFormat(
      name: "trunk group",
      doc: "A finite group of lines. A line is held from seizure to release: menu, queue, talk and "
        + "hold, never wrap-up.",
      blank: Scenario.TrunkGroup(name: "", lines: 0),
      fields: [
        Field("name", \.name, .name, required: true, example: "main", "A name of its own."),
        Field(
          "lines", \.lines, .integer(0...ScenarioLimits.lines), required: true, example: "30",
          "How many lines there are."),
        Field(
          "overflowTo", \.overflowTo, .name, default: "busy signal",
          "The trunk group tried when all lines are taken."),
        Field(
          "outages", \.outages, list(of: outage.kind, 0...10_000), default: "none",
          "Windows with fewer lines."),
      ])
  }

  // MARK: Menus

  static var ivr: ObjectFormat<Scenario.InteractiveVoiceResponse> {
    ObjectFormat(
      name: "ivr", doc: "The voice response unit.",
      blank: Scenario.InteractiveVoiceResponse(),
      fields: [
        Field(
          "ports", \.ports, .integer(0...ScenarioLimits.lines), default: "no limit",
          "A port is held while the caller is in menus."),
        Field(
          "whenPortsFull", \.whenPortsFull,
          .choice(["busy": "The busy signal.", "agent": "Straight to the queue."]),
          default: "busy", "What a caller meets when all ports are taken."),
        Field(
          "menus", \.menus, list(of: menu.kind, 0...ScenarioLimits.items), default: "none",
          "The menus."),
      ])
  }

  private static var menu: ObjectFormat<Scenario.Menu> {
    ObjectFormat(
      name: "menu",
      doc: "One menu of the tree. The shares of the choices, zeroOut, hangUp, wrongKey and timeOut "
        + "add up to 100%.",
      blank: Scenario.Menu(name: "", prompt: .constant(0)),
      fields: [
        Field("name", \.name, .name, required: true, example: "main", "A name of its own."),
        Field(
          "prompt", \.prompt, .law, required: true, example: "20 s",
          "Listening and choosing."),
        Field(
          "choices", \.choices, list(of: menuChoice, 0...100), default: "none",
          "The keys and where they lead."),
        Field("zeroOut", \.zeroOut, .proportion, default: "0%", "Asks for an agent."),
        Field("hangUp", \.hangUp, .proportion, default: "0%", "Hangs up in the menu."),
        Field(
          "wrongKey", \.wrongKey, .proportion, default: "0%",
          "Presses a key that means nothing, and hears the prompt again."),
        Field(
          "timeOut", \.timeOut, .proportion, default: "0%",
          "Presses nothing, and hears the prompt again."),
        Field(
          "timeOutAfter", \.timeOutAfter, .duration, default: "5 s",
          "The silence that a time-out adds."),
        Field(
          "repeats", \.repeats, .integer(0...1000), default: "2",
          "How often the prompt is repeated after wrong keys and time-outs."),
        Field(
          "afterRepeats", \.afterRepeats, .menuTarget, default: "agent",
          "Where a caller goes after the last repeat."),
      ])
  }

  private static var menuChoice: Kind<Scenario.MenuChoice> {
    ObjectFormat(
      name: "menu choice", doc: "A key and where it leads.",
      // A share that cannot be read still leads somewhere.
      blank: Scenario.MenuChoice(label: "", share: 1, to: .agent),
      fields: [
        Field("label", \.label, .text(200), default: "nothing", "What the caller wants."),
        Field(
          "share", \.share, .proportion, required: true, example: "30%",
          "The share of those who hear the prompt."),
        Field(
          "host", \.host, .law, default: "at once",
          "The host computer's answer, before anything is told."),
        Field(
          "information", \.information, .law, default: "none",
          "Listening to the information."),
        Field("to", \.to, .menuTarget, required: true, example: "agent", "What comes then."),
      ]
    ).kind
  }

  // MARK: Queues

  static var queue: ObjectFormat<Scenario.Queue> {
    ObjectFormat(
      name: "queue", doc: "A waiting line in front of agents.",
      blank: Scenario.Queue(name: ""),
      fields: [
        Field("name", \.name, .name, required: true, example: "sales", "A name of its own."),
        Field(
          "capacity", \.capacity, .integer(0...ScenarioLimits.lines), default: "no limit",
          "The most contacts that may wait; with 0 nobody waits."),
        Field(
          "whenFull", \.whenFull, .queueExit, default: "busy",
          "What a contact meets when the queue is full."),
        Field(
          "weight", \.weight, .number(0...1e9), default: "1",
          "Its weight in the rule weightedWait and the policy longestWeightedWait."),
        Field(
          "balking", \.balking, .balking, default: "nobody",
          "Callers who leave at once because of what they hear."),
        Field(
          "steps", \.steps, list(of: .queueStep, 0...1000), default: "none",
          "What happens to those who wait, in rising order of the wait."),
        Field(
          "share", \.share, .proportion, example: "40%",
          "The share of all that wait that is aimed at; for the policies fixedQueueRatio and "
            + "queueAndIdlenessRatio."),
      ])
  }
}

// MARK: - Kinds for lines and queues

/// A mapping with exactly one of several keys that name something.
struct NameDraft {
  var queue: String?
  var menu: String?
  var type: String?
}

extension Kind where Value == Scenario.MenuTarget {
  /// `agent`, `selfServed`, `hangUp`, `{menu: name}` or `{type: name}`.
  static var menuTarget: Kind<Scenario.MenuTarget> {
    let words: [(word: String, doc: String)] = [
      ("agent", "To the queue of the contact's type."),
      ("selfServed", "The caller has got what was wanted."),
      ("hangUp", "The caller leaves."),
    ]
    let word = Kind(shape: .choice(words)) { node, reading in
      switch node.string?.trimmed {
      case "agent": return .agent
      case "selfServed": return .selfServed
      case "hangUp": return .hangUp
      default:
        return reading.fail(
          node, "\(node.described) is no way out of a menu.",
          "Allowed: agent, selfServed, hangUp, {menu: name}, {type: name}.")
      }
    }
    let object = ObjectFormat(
      name: "menu target", doc: "Another menu or contact type.", blank: NameDraft(),
      fields: [
        Field("menu", \.menu, .name, example: "balance", "That menu is heard next."),
        Field(
          "type", \.type, .name, example: "complaints",
          "The contact becomes that type and goes to its queue."),
      ], alternatives: [.init(keys: ["menu", "type"], needed: true)])
    let target = Kind(shape: object.kind.shape) { node, reading in
      guard let draft = object.kind.read(node, &reading) else { return nil }
      return draft.menu.map { .menu($0) } ?? draft.type.map { .type($0) }
    }
    return either(scalar: word, object: target)
  }
}

extension Kind where Value == Scenario.QueueExit {
  /// `busy`, `voiceMail` or `{queue: name}`.
  static var queueExit: Kind<Scenario.QueueExit> {
    let words: [(word: String, doc: String)] = [
      ("busy", "The busy signal."), ("voiceMail", "The caller leaves a message."),
    ]
    let word = Kind(shape: .choice(words)) { node, reading in
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
      name: "queue target", doc: "Another queue.", blank: NameDraft(),
      fields: [
        Field(
          "queue", \.queue, .name, required: true, example: "others",
          "That queue; if it is full too, what that one says, and so on. A chain of full queues that "
            + "leads back to itself ends in the busy signal.")
      ])
    let target = Kind(shape: object.kind.shape) { node, reading in
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
            }, 1...1000),
          example: "[[30 s, 0%], [3 min, 40%]]",
          "The chance by the announced wait: (waiting + 1) × mean handle time / agents on duty."),
        Field(
          "queueLength", \.queueLength,
          list(
            of: pair(.number(0...1e9), .proportion, "balking point") {
              .init(at: $0, probability: $1)
            } parts: {
              ($0.at, $0.probability)
            }, 1...1000),
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

/// Two values in a list; with `parts`, which undoes `make`, each of them is a setting.
func pair<First, Second, Value>(
  _ first: Kind<First>, _ second: Kind<Second>, _ name: String,
  _ make: @escaping (First, Second) -> Value, parts: ((Value) -> (First, Second))? = nil
) -> Kind<Value> {
  let shape = Shape.pair(first.shape, second.shape)
  let settings = { (focus: SettingFocus<Value>) -> SettingTree in
    guard let parts else { return SettingTree() }
    let both: SettingFocus<Pair<First, Second>> = focus.through(
      { Pair(first: parts($0).0, second: parts($0).1) }, { make($0.first, $0.second) })
    return SettingTree(
      members: .init(
        what: name, names: { both.value($0) == nil ? [] : [nil, nil] },
        tree: { index in
          index == 0
            ? first.settings(both.part(\.first)) : second.settings(both.part(\.second))
        }, areNamed: false))
  }
  return Kind(shape: shape, settings: settings) { node, reading in
    guard case .sequence(let sequence) = node, sequence.count == 2 else {
      return reading.fail(
        node, "\(node.described.capitalizedFirst) is no \(name).",
        "Write a pair [\(first.shape.summary), \(second.shape.summary)].")
    }
    guard let one = first.read(sequence[0], &reading),
      let two = second.read(sequence[1], &reading)
    else { return nil }
    return make(one, two)
  }
}

/// Two values, each of which can be changed.
private struct Pair<First, Second> {
  var first: First
  var second: Second
}

/// The keys of a queue step as they were read.
struct QueueStepDraft {
  var after: Seconds = 0
  var announcement: Announcement?
  var overflowTo: String?
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
          "patienceFactor", \.patienceFactor, .number(0...1000), default: "1",
          "The others' remaining patience is multiplied by this."),
      ])
    let object = ObjectFormat(
      name: "queue step", doc: "Something that happens after a wait.", blank: QueueStepDraft(),
      fields: [
        Field("after", \.after, .duration, required: true, example: "2 min", "After this wait."),
        Field("announcement", \.announcement, announcement.kind, "An announcement is heard."),
        Field(
          "overflowTo", \.overflowTo, .name,
          "Moves to this queue, keeping the time waited and the patience left."),
        Field("voiceMail", \.voiceMail, .proportion, "This share leaves a message."),
        Field("disconnect", \.disconnect, .flag, "true: whoever still waits is cut off."),
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

extension Kind where Value == Bool {
  static var flag: Kind<Bool> {
    let shape = Shape.Scalar(name: "true or false", types: ["boolean"])
    return Kind(shape: .scalar(shape)) { node, reading in
      switch node.string?.trimmed.lowercased() {
      case "true", "yes": return true
      case "false", "no": return false
      default: return reading.fail(node, "\(node.described) is neither true nor false.")
      }
    }
  }
}
