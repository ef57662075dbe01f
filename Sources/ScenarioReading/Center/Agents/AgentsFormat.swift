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
        "name", \.name, .groupName, required: "sales agents",
        "A name of its own."),
      Field(
        "agents", \.staffing,
        Kind<Int>.integer(ScenarioLimits.agentCounts).map {
          .constant($0)
        } back: {
          $0.constant
        }, .oneOfSeveral,
        example: "20", "How many there are, all the time."),
      Field(
        "staffing", \.staffing, .staffing, .oneOfSeveral, example: "[12, 14, 20, 18]",
        "How many there are in each planning interval of a day, or pairs [time, number], or "
          + "{file, column}."),
      Field(
        "shifts", \.staffing,
        list(of: shift.kind, ScenarioLimits.shifts).map {
          .shifts($0)
        } back: {
          $0.shifts
        }, .oneOfSeveral,
        "Agents who come and go together, each followed individually."),
      Field(
        "skills", \.skills, list(of: .skill), required: "[sales, service]",
        "The queues that the group serves."),
      Field(
        "capacity", \.capacity, capacity.kind, default: "one contact at a time",
        example: "{slots: {chat: 3}, speeds: [1, 0.8, 0.65]}",
        "How many contacts each agent is in at once, and how fast they go on."),
    ]
  }

  private static var behaviourFields: [Field<Scenario.AgentGroup>] {
    [
      Field(
        "blocks", \.blocks, list(of: block.kind, ScenarioLimits.blocks),
        default: "it always takes all it serves",
        example: "[{from: 13:00, to: 14:00, only: [e-mail]}]",
        "Times of day in which it takes only some types, in rising order: an hour for e-mail."),
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
        "cost", \.hourlyCost, .number(ScenarioLimits.amounts),
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
        "score", \.score, .number(ScenarioLimits.scores), default: "0",
        "Added to the score of its agents; for the policy scoreRouting."),
      Field(
        "targetRatio", \.targetRatio, .number(ScenarioLimits.targetRatios), default: "none", example: "0.5",
        "The most contacts per agent that may wait for this group before the next ones are asked; "
          + "for the policy queueRatioOverflow."),
      Field(
        "idleShare", \.idleShare, .proportion, default: "none", example: "30%",
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
      Field("queue", \.queue, .link(), required: "sales", "The queue."),
      Field("rank", \.rank, .place, default: "1", "1 is served before 2 by this group."),
      Field(
        "preference", \.preference, .place, default: "1",
        "The group's place when agents are chosen for this queue: 1 is asked before 2."),
      Field(
        "handlingFactor", \.handlingFactor, .number(ScenarioLimits.handlingFactors), default: "1",
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
    let weight = Kind<Double>.number(ScenarioLimits.weights)
    return [
      Field(
        "weight", \.weight, weight, default: "1",
        "How much contacts of this queue weigh when an agent of the group chooses among them."),
      Field(
        "preferenceWeight", \.preferenceWeight, weight, default: "1",
        "How much the group weighs when an agent is chosen for a contact of this queue."),
      Field(
        "score", \.score, .number(ScenarioLimits.scores), default: "0",
        "Added to the score of the group's agents for this queue; for the policy scoreRouting."),
      Field(
        "reserve", \.reserve, .integer(ScenarioLimits.agentCounts), default: "0",
        "How many agents of the group must stay idle for others when one takes a contact of this "
          + "queue; for the policy thresholdReservation."),
      Field(
        "changes", \.changes, list(of: skillChange.kind, ScenarioLimits.skillChanges), default: "none",
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
          "after", \.after, .duration, required: "30 s",
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
        Field("start", \.start, .timeOfDay, required: "12:00", "When."),
        Field("length", \.length, .duration, required: "30 min", "How long."),
        Field(
          "paid", \.isPaid, .flag, default: "true",
          "false: its time is not paid, and in no cost."),
      ])
    return ObjectFormat(
      name: "shift", doc: "Agents who come and go together.",
      blank: Scenario.Shift(start: 0, end: 0),
      fields: [
        Field(
          "name", \.name, .name, default: "none", "Makes the agent an individual; only for a single one."),
        Field(
          "agents", \.agents, .integer(ScenarioLimits.agentCounts), default: "1",
          "How many work this shift."),
        Field("start", \.start, .timeOfDay, required: "08:00", "Begin."),
        Field(
          "end", \.end, .timeOfDay, required: "16:30",
          "End; an agent finishes the contact in hand."),
        Field(
          "breaks", \.breaks, list(of: pause.kind, ScenarioLimits.breaks), default: "none",
          "Breaks in order, inside the shift."),
        Field(
          "weekdays", \.weekdays, list(of: .weekday, 1...7), default: "every day",
          example: "[mon, tue]", "The days on which it is worked."),
        Field(
          "handlingFactor", \.handlingFactor, .number(ScenarioLimits.handlingFactors), default: "1",
          "Handling-time factor of these agents."),
      ])
  }

  private static var noAnswer: ObjectFormat<Scenario.NoAnswer> {
    ObjectFormat(
      name: "no answer", doc: "Ring, no answer: the contact goes back to the head of its queue.",
      blank: Scenario.NoAnswer(probability: 0, after: 0, away: 0),
      fields: [
        Field(
          "probability", \.probability, .proportion, required: "1%",
          "The chance that an agent does not pick up."),
        Field(
          "after", \.after, .duration, required: "20 s",
          "Ringing until the contact is taken back."),
        Field(
          "away", \.away, .duration, required: "3 min",
          "How long the agent is not ready then."),
      ])
  }

  private static var lateness: ObjectFormat<Scenario.Lateness> {
    ObjectFormat(
      name: "lateness", doc: "Late start of a shift.",
      blank: Scenario.Lateness(probability: 0, delay: .constant(0)),
      fields: [
        Field(
          "probability", \.probability, .proportion, required: "10%",
          "The chance."),
        Field("delay", \.delay, .law, required: "10 min", "By how much."),
      ])
  }

  private static var unscheduledBreaks: ObjectFormat<Scenario.UnscheduledBreaks> {
    ObjectFormat(
      name: "unscheduled breaks", doc: "Breaks that no plan knows.",
      blank: Scenario.UnscheduledBreaks(perHour: 0, length: .constant(0)),
      fields: [
        Field(
          "perHour", \.perHour, .number(ScenarioLimits.breaksPerHour), required: "0.5",
          "Mean number per planned hour of an agent who is there, planned breaks left out. All of "
            + "them are taken before the shift, or the day's staffing, ends."),
        Field("length", \.length, .law, required: "4 min", "How long."),
        Field(
          "cv", \.cv, .number(ScenarioLimits.factorCVs), default: "0",
          "How much agents differ: the coefficient of variation of their rates (gamma)."),
      ])
  }

  static var absence: ObjectFormat<AbsenceLaw> {
    ObjectFormat(
      name: "absence", doc: "How many of a group are absent on a day.", blank: AbsenceLaw(),
      fields: [
        Field(
          "probability", \.probability, .proportion, required: "5%",
          "The chance that an agent is absent the whole day."),
        Field(
          "concentration", \.concentration, .number(ScenarioLimits.concentrations),
          default: "the days do not differ",
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
  static var place: Kind<Int> { integer(ScenarioLimits.ranks) }
}

extension Kind where Value == Scenario.Skill {
  /// A queue's name, or a mapping.
  static var skill: Kind<Scenario.Skill> {
    either(
      scalar: Kind<String>.name.map(notVaried: "It names a queue.") { Scenario.Skill(queue: $0) },
      object: ScenarioFormat.skill.kind
    )
  }
}
