import ContactCenter
import Yams

// The format of agent groups.

extension ScenarioFormat {
  static var agentGroup: ObjectFormat<Scenario.AgentGroup> {
    ObjectFormat(
      name: "agent group", doc: "Agents alike in skills.",
      blank: Scenario.AgentGroup(name: ""),
      fields: presenceFields + behaviourFields + groupRoutingFields,
      alternatives: [.init(keys: ["agents", "staffing", "shifts"], needed: true)])
  }

  private static var presenceFields: [Field<Scenario.AgentGroup>] {
    [
      Field(
        "name", \.name, .groupName, required: true, example: "sales agents",
        "A name of its own."),
      Field(
        "agents", \.staffing,
        Kind<Int>.integer(0...ScenarioLimits.agents).map {
          .constant($0)
        } back: {
          $0.constant
        },
        example: "20", "How many there are, all the time."),
      Field(
        "staffing", \.staffing, .staffing, example: "[12, 14, 20, 18]",
        "How many there are in each planning interval of a day, or pairs [time, number], or "
          + "{file, column}."),
      Field(
        "shifts", \.staffing,
        list(of: shift.kind, 1...10_000).map {
          .shifts($0)
        } back: {
          $0.shifts
        },
        "Agents who come and go together, each followed individually."),
      Field(
        "skills", \.skills, list(of: .skill), required: true, example: "[sales, service]",
        "The queues that the group serves."),
    ]
  }

  private static var behaviourFields: [Field<Scenario.AgentGroup>] {
    [
      Field(
        "alert", \.alert, .law, default: "automatic answer",
        "Time until the agent picks up."),
      Field(
        "noAnswer", \.noAnswer, noAnswer.kind, default: "always answered",
        "Contacts that ring at an agent who does not pick up."),
      Field(
        "absence", \.absenceLaw, .absence, default: "0%",
        example: "{probability: 5%, concentration: 60}",
        "The chance that an agent is absent the whole day; a number alone means that the days do "
          + "not differ."),
      Field(
        "lateness", \.lateness, lateness.kind, default: "never late",
        "Late start of a shift."),
      Field(
        "unscheduledBreaks", \.unscheduledBreaks, unscheduledBreaks.kind, default: "none",
        "Breaks that no plan knows; taken when the agent is free."),
      Field(
        "lastCallBefore", \.lastCallBefore, .duration, default: "0 s",
        "No new contact in the last part of a shift."),
      Field(
        "contactSelection", \.contactSelection, .choice(contactSelectionDocs),
        default: "the scenario's", "Whom a free agent of this group takes."),
      Field(
        "cost", \.hourlyCost, .number(0...1e9),
        default: "the wage in costs; without it 1",
        "What an hour of an agent costs; staffing searches look for the cheapest numbers. Where no group "
          + "names one and costs names no wage, hours are counted and not paid."),
      Field(
        "workforce", \.workforce, workforce.kind, default: "all stay as they are",
        example: "{turnover: {perMonth: 4%}}",
        "How agents leave over months, are replaced and learn."),
    ]
  }

  /// What single routing policies heed.
  private static var groupRoutingFields: [Field<Scenario.AgentGroup>] {
    [
      Field(
        "region", \.region, .name, default: "none", example: "north",
        "Where the group sits; for the policy localSpecialist."),
      Field(
        "score", \.score, .number(-1e9...1e9), default: "0",
        "Added to the score of its agents; for the policy scoreRouting."),
      Field(
        "targetRatio", \.targetRatio, .number(0...1e6), example: "0.5",
        "The most contacts per agent that may wait for this group before the next ones are asked; "
          + "for the policy queueRatioOverflow."),
      Field(
        "idleShare", \.idleShare, .proportion, example: "30%",
        "The group's share of all idle agents that is aimed at; for the policy "
          + "queueAndIdlenessRatio."),
    ]
  }

  static var skill: ObjectFormat<Scenario.Skill> {
    ObjectFormat(
      name: "skill", doc: "A queue that a group serves; a name alone means {queue: name}.",
      blank: Scenario.Skill(queue: ""),
      fields: skillFields + skillRoutingFields)
  }

  private static var skillFields: [Field<Scenario.Skill>] {
    [
      Field("queue", \.queue, .name, required: true, example: "sales", "The queue."),
      Field("rank", \.rank, .place, default: "1", "1 is served before 2 by this group."),
      Field(
        "preference", \.preference, .place, default: "1",
        "The group's place when agents are chosen for this queue: 1 is asked before 2."),
      Field(
        "handlingFactor", \.handlingFactor, .number(1e-6...1e6), default: "1",
        "1.2 takes 20% longer."),
      Field(
        "after", \.after, .duration, default: "0 s",
        "Contacts are eligible for this group only after this wait; heeded without a policy and by "
          + "agentsPreferenceWithDelays, scoreRouting and ownRules."),
      Field("talk", \.talk, .law, default: "the contact type's", "This group's own talk time."),
      Field(
        "wrapUp", \.wrapUp, .law, default: "the contact type's",
        "This group's own wrap-up time."),
    ]
  }

  /// What single routing policies heed.
  private static var skillRoutingFields: [Field<Scenario.Skill>] {
    let weight = Kind<Double>.number(0...1e9)
    return [
      Field(
        "weight", \.weight, weight, default: "1",
        "How much contacts of this queue weigh when an agent of the group chooses among them."),
      Field(
        "preferenceWeight", \.preferenceWeight, weight, default: "1",
        "How much the group weighs when an agent is chosen for a contact of this queue."),
      Field(
        "score", \.score, .number(-1e9...1e9), default: "0",
        "Added to the score of the group's agents for this queue; for the policy scoreRouting."),
      Field(
        "reserve", \.reserve, .integer(0...ScenarioLimits.agents), default: "0",
        "How many agents of the group must stay idle for others when one takes a contact of this "
          + "queue; for the policy thresholdReservation."),
      Field(
        "changes", \.changes, list(of: skillChange.kind, 0...100), default: "none",
        example: "[{after: 30 s, preference: 1}]",
        "Other ranks and preferences for contacts that have waited longer, in rising order of the "
          + "wait; for the policy agentsPreferenceWithDelays."),
    ]
  }

  private static var skillChange: ObjectFormat<Scenario.SkillChange> {
    ObjectFormat(
      name: "skill change", doc: "Rank and preference of a skill from some wait on.",
      blank: Scenario.SkillChange(after: 0),
      fields: [
        Field(
          "after", \.after, .duration, required: true, example: "30 s",
          "Since the contact asked for an agent."),
        Field("rank", \.rank, .place, default: "as before", "The rank from then on."),
        Field(
          "preference", \.preference, .place, default: "as before",
          "The preference from then on."),
      ])
  }

  private static var shift: ObjectFormat<Scenario.Shift> {
    let pause = ObjectFormat(
      name: "break", doc: "A break of the shift plan.",
      blank: Scenario.ScheduledBreak(start: 0, length: 0),
      fields: [
        Field("start", \.start, .timeOfDay, required: true, example: "12:00", "When."),
        Field("length", \.length, .duration, required: true, example: "30 min", "How long."),
        Field(
          "paid", \.isPaid, .flag, default: "true",
          "false: its time is not paid, and in no cost."),
      ])
    return ObjectFormat(
      name: "shift", doc: "Agents who come and go together.",
      blank: Scenario.Shift(start: 0, end: 0),
      fields: [
        Field("name", \.name, .name, "Makes the agent an individual; only for a single one."),
        Field(
          "agents", \.agents, .integer(0...ScenarioLimits.agents), default: "1",
          "How many work this shift."),
        Field("start", \.start, .timeOfDay, required: true, example: "08:00", "Begin."),
        Field(
          "end", \.end, .timeOfDay, required: true, example: "16:30",
          "End; an agent finishes the contact in hand."),
        Field(
          "breaks", \.breaks, list(of: pause.kind, 0...100), default: "none",
          "Breaks in order, inside the shift."),
        Field(
          "weekdays", \.weekdays, list(of: .weekday, 1...7), default: "every day",
          example: "[mon, tue]", "The days on which it is worked."),
        Field(
          "handlingFactor", \.handlingFactor, .number(1e-6...1e6), default: "1",
          "Handling-time factor of these agents."),
      ])
  }

  private static var noAnswer: ObjectFormat<Scenario.NoAnswer> {
    ObjectFormat(
      name: "no answer", doc: "Ring, no answer: the contact goes back to the head of its queue.",
      blank: Scenario.NoAnswer(probability: 0, after: 0, away: 0),
      fields: [
        Field(
          "probability", \.probability, .proportion, required: true, example: "1%",
          "The chance that an agent does not pick up."),
        Field(
          "after", \.after, .duration, required: true, example: "20 s",
          "Ringing until the contact is taken back."),
        Field(
          "away", \.away, .duration, required: true, example: "3 min",
          "How long the agent is not ready then."),
      ])
  }

  private static var lateness: ObjectFormat<Scenario.Lateness> {
    ObjectFormat(
      name: "lateness", doc: "Late start of a shift.",
      blank: Scenario.Lateness(probability: 0, delay: .constant(0)),
      fields: [
        Field(
          "probability", \.probability, .proportion, required: true, example: "10%",
          "The chance."),
        Field("delay", \.delay, .law, required: true, example: "10 min", "By how much."),
      ])
  }

  private static var unscheduledBreaks: ObjectFormat<Scenario.UnscheduledBreaks> {
    ObjectFormat(
      name: "unscheduled breaks", doc: "Breaks that no plan knows.",
      blank: Scenario.UnscheduledBreaks(perHour: 0, length: .constant(0)),
      fields: [
        Field(
          "perHour", \.perHour, .number(0...1000), required: true, example: "0.5",
          "Mean number per planned hour of an agent who is there, planned breaks left out. All of "
            + "them are taken before the shift, or the day's staffing, ends."),
        Field("length", \.length, .law, required: true, example: "4 min", "How long."),
        Field(
          "cv", \.cv, .number(0...10), default: "0",
          "How much agents differ: the coefficient of variation of their rates (gamma)."),
      ])
  }

  static var absence: ObjectFormat<AbsenceLaw> {
    ObjectFormat(
      name: "absence", doc: "How many of a group are absent on a day.", blank: AbsenceLaw(),
      fields: [
        Field(
          "probability", \.probability, .proportion, required: true, example: "5%",
          "The chance that an agent is absent the whole day."),
        Field(
          "concentration", \.concentration, .number(0.01...1e6), default: "the days do not differ",
          example: "60",
          "Of the beta law of the share that is absent on a day: the smaller, the more days differ."
        ),
      ])
  }
}

/// The keys of an absence as they were read.
struct AbsenceLaw {
  var probability = 0.0
  var concentration: Double?
}

extension Scenario.AgentGroup {
  /// What the file has in one place.
  fileprivate var absenceLaw: AbsenceLaw {
    get { AbsenceLaw(probability: absence, concentration: absenceConcentration) }
    set { (absence, absenceConcentration) = (newValue.probability, newValue.concentration) }
  }
}

extension Kind where Value == AbsenceLaw {
  /// A proportion, or a mapping.
  static var absence: Kind<AbsenceLaw> {
    either(
      scalar: Kind<Double>.proportion.map {
        AbsenceLaw(probability: $0)
      } back: {
        $0.concentration == nil ? $0.probability : nil
      },
      object: ScenarioFormat.absence.kind)
  }
}

// MARK: - Kinds for agents

extension Kind where Value == String {
  /// The name of an agent group, remembered because it names a column of CSV files.
  static var groupName: Kind<String> {
    var kind = Kind.name
    kind.read = { node, reading in
      let value = Kind.name.read(node, &reading)
      reading.groupName = value
      return value
    }
    return kind
  }
}

extension Kind where Value == Int {
  /// A place in an order: 1 comes before 2.
  static var place: Kind<Int> { integer(1...1_000_000) }
}

extension Kind where Value == Scenario.Skill {
  /// A queue's name, or a mapping.
  static var skill: Kind<Scenario.Skill> {
    either(
      scalar: Kind<String>.name.map { Scenario.Skill(queue: $0) }, object: ScenarioFormat.skill.kind
    )
  }
}

/// An element of a list of staffing: a number, or a number from a time on.
enum StaffingItem {
  case count(Int)
  case point(Scenario.StaffingPoint)
}

extension Kind where Value == Scenario.Staffing {
  /// Numbers per planning interval, pairs of time and number, or a file.
  static var staffing: Kind<Scenario.Staffing> {
    let agents = Kind<Int>.integer(0...ScenarioLimits.agents)
    let item: Kind<StaffingItem> = either(
      scalar: agents.map { .count($0) },
      list: pair(Kind<Double>.timeOfDay, agents, "pair of time and number") {
        .point(Scenario.StaffingPoint(time: $0, agents: $1))
      })
    let items = ScenarioReading.list(of: item, 1...100_000, tracksPlaces: false)
    let file = TableDraft.format("staffing file", "Agents by time, in a table.").kind
    let settings = { (focus: SettingFocus<Scenario.Staffing>) in
      let points: SettingFocus<[Scenario.StaffingPoint]> = focus.through({ $0.points }, { .counts($0) })
      return SettingTree(
        members: .init(
          what: "number", names: { (points.value($0) ?? []).map { _ in nil } },
          tree: { agents.settings(points.element($0).part(\.agents)) }, areNamed: false))
    }
    return Kind(shape: .either([items.shape, file.shape]), settings: settings) { node, reading in
      if case .mapping = node {
        guard let source = file.read(node, &reading) else { return nil }
        if source.file == nil {
          return reading.fail(node, "The staffing names no file.", "Add file: staffing.csv.")
        }
        return reading.staffing(source, node)
      }
      return items.read(node, &reading).flatMap { reading.staffing($0, node) }
    }
  }
}

extension Scenario.Staffing {
  /// The number that is there all the time; nil for other ways.
  fileprivate var constant: Int? { if case .constant(let agents) = self { agents } else { nil } }

  /// The shifts; nil for other ways.
  fileprivate var shifts: [Scenario.Shift]? {
    if case .shifts(let shifts) = self { shifts } else { nil }
  }

  /// The numbers from times of day on; nil for other ways.
  fileprivate var points: [Scenario.StaffingPoint]? {
    if case .counts(let points) = self { points } else { nil }
  }
}

extension Reading {
  fileprivate mutating func staffing(_ items: [StaffingItem], _ node: Node) -> Scenario.Staffing? {
    var counts: [Int] = []
    var points: [Scenario.StaffingPoint] = []
    for item in items {
      switch item {
      case .count(let count): counts.append(count)
      case .point(let point): points.append(point)
      }
    }
    if counts.isEmpty { return .counts(points) }
    if !points.isEmpty {
      return fail(
        node, "Numbers and pairs are mixed.", "Give either one number per interval or pairs.")
    }
    return starts(forCount: counts.count, key: "").map { starts in
      .counts(zip(starts, counts).map { Scenario.StaffingPoint(time: $0.start, agents: $1) })
    }
  }
}
