import ContactCenter
import Experiments

/// The tables of a study, which the page and the Markdown report share.
struct ReportTables {
  let result: StudyResult
  let context: ReportContext
  let axis: TimeAxis

  init(result: StudyResult, context: ReportContext) {
    self.result = result
    self.context = context
    axis = TimeAxis(result, firstDay: context.firstDay, limit: Charts.intervalLimit)
  }

  /// The most rows of a table of agents.
  static let agentLimit = 200

  /// All tables in a report's order; those without rows are left out.
  ///
  /// Agents and intervals, the long ones, come last.
  var all: [ReportTable] {
    [
      center, formula, costs, contactTypes, serviceLevels, persons, queues, queueLengths, groups,
      answeredByGroup,
      trunks, intervals, agents,
    ].compactMap { $0 }.filter { !$0.rows.isEmpty }
  }

  private var formula: ReportTable? { context.formula?.table(with: result) }

  // MARK: - The whole center

  /// Figures that stay even when they are zero.
  private static let core: Set<FigureName> = [
    .attempts, .offered, .answered, .abandoned, .abandonedProportion, .blocked,
    .blockingProbability, .serviceLevel, .averageSpeedOfAnswer, .occupancy,
  ]

  /// The figures of the whole center that say something.
  var centerFigures: [(Indicator, Estimate)] {
    let otherLevels = Set(ServiceLevelDefinition.allCases.map { FigureName($0) })
      .subtracting([.serviceLevel])
    return result.figures(of: .center).filter { indicator, estimate in
      let isOther = otherLevels.contains(indicator.name)
      let matters =
        (estimate.value ?? 0) != 0 || ReportTables.core.contains(indicator.name)
        || (indicator.name == .daysOnTarget && estimate.value != nil)
      return !isOther && matters && indicator.kind != .cost && indicator.unit != .money
        && !indicator.identifier.hasSuffix("AtEnd")
        && indicator.name != .eventsPerReplication
    }
  }

  var center: ReportTable {
    let rows = centerFigures.map { indicator, estimate -> [ReportTable.Cell] in
      [
        .init(ReportWords.label(of: indicator, in: result)),
        .init(estimate, unit: indicator.unit), .init(indicator.definition),
      ]
    }
    return ReportTable(
      identifier: "center", title: "Whole center",
      caption: "Counts are means over replications of the whole horizon. "
        + "Figures that are zero here are left out.",
      columns: [
        .init(title: "Indicator", isNumber: false), .init(title: "Estimate"),
        .init(title: "Definition", isNumber: false),
      ], rows: rows)
  }

  /// The label, with "share" where a count has the same one.
  static func name(of indicator: Indicator) -> String {
    let same = IndicatorCatalogue.indicators(of: indicator.kind).filter {
      $0.label == indicator.label
    }
    return same.count > 1 && indicator.unit == .proportion
      ? "\(indicator.label), share" : indicator.label
  }

  // MARK: - Contacts

  private var typeMembers: [ReportTable.Member] {
    result.contactTypeNames.enumerated().map { .init(name: $1, scope: .contactType($0)) }
  }

  private var withCenter: [ReportTable.Member] {
    typeMembers + (typeMembers.count > 1 ? [.init(name: "All", scope: .center)] : [])
  }

  var contactTypes: ReportTable {
    let goals = withCenter.map { member -> String in
      let isAll = member.scope == .center
      let goal = isAll ? (context.acceptableWait, context.target) : context.goal(of: member.name)
      let wait = FigureText.value(goal.0, unit: .seconds)
      return goal.1.map { "\(FigureText.value($0, unit: .proportion)) in \(wait)" }
        ?? "within \(wait)"
    }
    let members = zip(withCenter, goals).map { member, goal -> ReportTable.Member in
      .init(name: member.name, scope: member.scope, remarks: [goal])
    }
    return .byMember(
      "types", title: "Contact types",
      caption: "Contacts of each type over the whole horizon, means over replications.",
      heading: "Contact type", remarks: ["Goal"], members: members,
      figures: ReportTables.typeFigures, result: result)
  }

  static let typeFigures: [ReportTable.Figure] =
    [
      .init(.attempts, always: true), .init(.blockingProbability),
      .init(.selfServedProportion), .init(.offered, always: true),
      .init(.answered, always: true), .init(.abandonedProportion, always: true),
      .init(.voiceMailProportion), .init(.serviceLevel, always: true),
      .init(.daysOnTarget),
    ] + waitFigures + [
      .init(.averageHandleTime, "AHT"), .init(.transferredProportion),
      .init(.firstCallResolution), .init(.customerSatisfaction), .init(.netPromoterScore),
      .init(.ringsToAnswer, "Rings"),
    ]

  private static let waitFigures: [ReportTable.Figure] = [
    .init(.averageSpeedOfAnswer, "ASA", always: true),
    .init(.waitPercentile50, "Answered, 50\u{a0}% within"),
    .init(.waitPercentile80, "Answered, 80\u{a0}% within"),
    .init(.waitPercentile90, "Answered, 90\u{a0}% within"),
    .init(.waitPercentile95, "Answered, 95\u{a0}% within"),
    .init(.waitPercentile99, "Answered, 99\u{a0}% within"), .init(.longestWait),
    .init(.timeToAbandon, "Time to abandon"),
  ]

  var serviceLevels: ReportTable {
    let all = ReportTable.Member(name: "All", scope: .center)
    let shared = result.queueNames.indices.filter(result.hasOwnContacts).map {
      ReportTable.Member(name: "Queue \(result.queueNames[$0])", scope: .queue($0))
    }
    let members =
      typeMembers.count > 1 ? [all] + typeMembers.prefix(6) + shared.prefix(3) : typeMembers
    let columns =
      [
        ReportTable.Column(title: "Definition", isNumber: false),
        ReportTable.Column(title: "Formula", isNumber: false),
      ] + members.map { ReportTable.Column(title: $0.name) }
    let rows = ServiceLevelDefinition.allCases.map { definition -> [ReportTable.Cell] in
      [.init("\(definition.code) \(definition.label)"), .init(definition.formula)]
        + members.map {
          .init(result.estimate(definition.identifier, of: $0.scope), unit: .proportion)
        }
    }
    let wait = FigureText.value(context.acceptableWait, unit: .seconds)
    let short = FigureText.value(context.shortAbandon, unit: .seconds)
    return ReportTable(
      identifier: "service-levels", title: "Service level by every definition",
      caption:
        "Within means a wait of at most \(wait), a short abandonment one of at most \(short), "
        + "where the contact type has no goal of its own. This report's headline is SL1.",
      columns: columns, rows: rows)
  }

  var persons: ReportTable {
    .byMember(
      "persons", title: "Persons and attempts",
      caption:
        "A person with one matter may try several times; attempts = fresh + redials + repeats.",
      heading: "Contact type", members: withCenter, figures: ReportTables.personFigures,
      result: result)
  }

  static let personFigures: [ReportTable.Figure] = [
    .init(.fresh, always: true), .init(.redials, always: true), .init(.repeats),
    .init(.attempts, always: true), .init(.attemptsPerPerson),
    .init(.personsServed, always: true), .init(.personsLost, always: true),
    .init(.personsServedProportion, "Served, share", always: true),
    .init(.unsolvedProportion),
  ]

  var answeredByGroup: ReportTable {
    let (types, groups) = (result.contactTypeNames, result.groupNames)
    let isMatrix =
      types.count > 1 && groups.count > 1 && groups.count <= 12
      && result.answeredByGroup.count == types.count * groups.count
    let rows =
      !isMatrix
      ? []
      : types.indices.map { type -> [ReportTable.Cell] in
        [.init(types[type])]
          + groups.indices.map { group in
            let share = result.answeredShare(type: type, group: group)
            return .init(Estimate(value: share), unit: .proportion)
          }
      }
    return ReportTable(
      identifier: "answered-by", title: "Who answers what",
      caption: "Share of a type's answered contacts that each group answered.",
      columns: [.init(title: "Contact type", isNumber: false)] + groups.map { .init(title: $0) },
      rows: rows)
  }

  // MARK: - Resources

  /// Queues with the names of the contact types whose home they are.
  private var queueMembers: [ReportTable.Member] {
    result.queueNames.enumerated().map { index, name in
      let types = index < result.queueTypes.count ? result.queueTypes[index] : []
      var names = types.prefix(4).map { result.contactTypeNames[$0] }.joined(separator: ", ")
      if types.count > 4 { names += ", \(types.count - 4) more" }
      let remark = names.isEmpty ? "by overflow only" : names
      return .init(name: name, scope: .queue(index), remarks: [remark])
    }
  }

  /// Contacts by home queue; none where every queue is the home of one type at most, whose figures
  /// are the queue's.
  var queues: ReportTable {
    let isAnyShared = result.queueNames.indices.contains { result.isShared(queue: $0) }
    let members = isAnyShared ? queueMembers : []
    return .byMember(
      "queues", title: "Queues",
      caption: "Contacts of the types whose home queue it is, wherever they were answered.",
      heading: "Queue", remarks: ["Home of"], members: members, figures: ReportTables.queueFigures,
      result: result)
  }

  static let queueFigures: [ReportTable.Figure] =
    [
      .init(.offered, always: true), .init(.answered, always: true),
      .init(.abandonedProportion, always: true), .init(.shortAbandonedProportion),
      .init(.blockedByQueue), .init(.overflowed), .init(.serviceLevel, always: true),
    ] + waitFigures

  var queueLengths: ReportTable {
    .byMember(
      "queue-lengths", title: "Queue lengths",
      caption: "Whoever waits in the queue; events count in the interval in which they happen.",
      heading: "Queue",
      members: result.queueNames.enumerated().map { .init(name: $1, scope: .queue($0)) },
      figures: ReportTables.lengthFigures, result: result)
  }

  static let lengthFigures: [ReportTable.Figure] = [
    .init(.enteredQueue, always: true),
    .init(.answeredFromQueue, "Answered", always: true),
    .init(.abandonedFromQueue, "Abandoned", always: true),
    .init(.averageQueueLength, "Average length", always: true),
    .init(.longestQueue, "Longest", always: true),
  ]

  static let agentFigures: [ReportTable.Figure] = [
    .init(.scheduledHours, always: true), .init(.hoursOnDuty, always: true),
    .init(.hoursLoggedIn), .init(.attendance), .init(.adherence), .init(.adherenceByClock),
    .init(.shrinkage), .init(.occupancy, always: true), .init(.utilization, always: true),
    .init(.answeredByAgents, "Answered", always: true),
    .init(.answeredPerHour, always: true), .init(.idleShare), .init(.alertingShare),
    .init(.talkingShare), .init(.holdingShare), .init(.wrapUpShare), .init(.breakShare),
    .init(.awayShare), .init(.ringsUnanswered),
  ]

  var groups: ReportTable {
    let members = result.groupNames.enumerated().map {
      ReportTable.Member(name: $1, scope: .group($0))
    }
    return .byMember(
      "groups", title: "Agent groups",
      caption: "Shares of states are of the time logged in; occupancy leaves breaks out. "
        + ReportTables.adherenceNote(members.map(\.scope), in: result),
      heading: "Group",
      members: members + (members.count > 1 ? [.init(name: "All", scope: .center)] : []),
      figures: ReportTables.agentFigures, result: result)
  }

  /// What an adherence above 100 % means, if there is one.
  static func adherenceNote(_ scopes: [Scope], in result: StudyResult) -> String {
    scopes.contains { (result.value(.adherence, of: $0) ?? 0) >= 1.0005 }
      ? "Adherence is above 100 % where agents finish contacts after their time." : ""
  }

  var agents: ReportTable {
    let shown = result.agentNames.indices.prefix(ReportTables.agentLimit)
    let rest = result.agentNames.count - shown.count
    return .byMember(
      "agents", title: "Agents",
      caption: rest > 0
        ? "The first \(shown.count) of \(result.agentNames.count) agents; report.json has all."
        : "Each agent over the whole horizon.",
      heading: "Agent", remarks: ["Group"],
      members: shown.map {
        .init(
          name: result.agentNames[$0], scope: .agent($0),
          remarks: [result.groupNames[result.agentGroups[$0]]], order: Double($0))
      }, figures: ReportTables.agentFigures, result: result)
  }

  var trunks: ReportTable {
    var members = result.trunkGroupNames.enumerated().map {
      ReportTable.Member(name: $1, scope: .trunkGroup($0))
    }
    if result.hasPorts { members.append(.init(name: "Ports of the menus", scope: .ports)) }
    return .byMember(
      "trunks", title: "Trunk groups and ports",
      caption: "A line is held from seizure to release, a port while the caller is in menus.",
      heading: "Lines", members: members, figures: ReportTables.trunkFigures, result: result)
  }

  static let trunkFigures: [ReportTable.Figure] = [
    .init(.lines, always: true), .init(.seizures, always: true),
    .init(.refusedProportion, always: true), .init(.busyLines, always: true),
    .init(.trunkOccupancy, always: true), .init(.mostBusyLines, always: true),
  ]

  // MARK: - Intervals

  var intervals: ReportTable {
    var members = axis.starts.indices.map {
      ReportTable.Member(
        name: axis.label($0), scope: .center, interval: axis.numbers[$0],
        order: axis.starts[$0])
    }
    if (axis.numbers.last ?? 0) + 1 == result.intervals {
      members += ReportTables.afterClosing(result)
    }
    let rest = result.intervals - (axis.numbers.last ?? 0) - 1
    return .byMember(
      "intervals", title: "Planning intervals",
      caption: "A contact belongs to the interval of its arrival, agents and queues to the moment."
        + (rest > 0 ? " The first \(axis.starts.count); intervals.csv has \(rest) more." : ""),
      heading: "From", members: members, figures: ReportTables.intervalFigures, result: result)
  }

  static let intervalFigures: [ReportTable.Figure] = [
    .init(.offered, always: true), .init(.answered, always: true),
    .init(.abandonedProportion), .init(.blockingProbability),
    .init(.serviceLevel, always: true), .init(.averageSpeedOfAnswer, "ASA", always: true),
    .init(.waitPercentile90, "Answered, 90\u{a0}% within"),
    .init(.averageQueueLength, "Queue"), .init(.longestQueue),
    .init(.scheduledAgents, "Scheduled", always: true),
    .init(.agentsOnDuty, "On duty", always: true), .init(.agentsOnBreak, "On break"),
    .init(.busyAgents, "Busy", always: true),
    .init(.occupancy, always: true),
  ]

  /// The row of what came after the horizon's end, if anything did: contacts, or agents who were
  /// still at work.
  static func afterClosing(_ result: StudyResult) -> [ReportTable.Member] {
    let after = result.intervals
    let sizes = ["attempts", "offered", "handlingHours"].map {
      result.value($0, interval: after) ?? 0
    }
    guard after > 0, sizes.contains(where: { $0 > 0 }) else { return [] }
    return [
      .init(name: "after closing", scope: .center, interval: after, order: result.horizonEnd)
    ]
  }
}
