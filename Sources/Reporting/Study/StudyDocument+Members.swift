import ContactCenter
import Experiments

// The tables of a study's contact types, queues, groups, lines, agents and intervals.

extension StudyDocument {
  /// A row: a part of the center, in an interval or over all, with words after its name.
  private struct Member {
    var name: String
    var scope: Scope
    var interval: Int?
    var remarks: [String] = []
  }

  /// The tables of the parts of the center; those that say nothing are left out.
  var members: [Part] {
    let types = types
    let groups = self.groups(result.groupNames.indices)
    let all = Member(name: words.all, scope: .center)
    let isShared = result.queueNames.indices.contains(where: result.isShared)
    var parts: [Part] = []
    func add(_ identifier: String, _ title: String, isDetail: Bool = false, _ table: Table) {
      guard !table.rows.isEmpty else { return }
      parts.append((identifier, title, [isDetail ? .detail(summary: nil, [.table(table)]) : .table(table)]))
    }
    add(
      "types", words.contactTypes, isDetail: result.contactTypeNames.count == 1,
      table(
        "types", words.contactTypes, [words.contactType, words.goalTitle], types, StudyColumn.types,
        caption: words.typesCaption))
    add("service-levels", words.serviceLevels, isDetail: true, levels(types))
    add(
      "persons", words.persons, isDetail: true,
      table(
        "persons", words.persons, [words.contactType], types, StudyColumn.persons,
        caption: words.personsCaption))
    if result.hasBacklogs {
      let own = types.filter { $0.scope != .center && result.value(.backlog, of: $0.scope) != nil }
      add(
        "backlogs", words.backlogs,
        table(
          "backlogs", words.backlogs, [words.contactType],
          own.count > 1 ? own + types.filter { $0.scope == .center } : own, StudyColumn.backlogs,
          caption: words.backlogsCaption))
    }
    add(
      "threads", words.threads,
      table(
        "threads", words.threads, [words.contactType], having(.turnsPerThread, types),
        StudyColumn.threads, caption: words.threadsCaption))
    add(
      "bots", words.bots,
      table(
        "bots", words.bots, [words.contactType], having(.botContainment, types), StudyColumn.bots,
        caption: words.botsCaption))
    let called = having(.personAnswerProportion, types)
    let campaigns = called.filter { $0.scope != .center || called.count > 2 }
    add(
      "campaigns", words.campaigns,
      table(
        "campaigns", words.campaigns, [words.contactType], campaigns, StudyColumn.campaigns,
        caption: words.campaignsCaption))
    add(
      "dialing", words.dialing, isDetail: true,
      table(
        "dialing", words.dialing, [words.contactType], campaigns, StudyColumn.dialing,
        caption: words.dialingCaption))
    add(
      "media", words.media,
      table(
        "media", words.media, [words.contactType], havingAny(of: StudyColumn.media, types), StudyColumn.media,
        caption: words.mediaCaption))
    add(
      "queues", words.queues,
      table(
        "queues", words.queues, [words.queue, words.homeOf], isShared ? queues : [],
        StudyColumn.queues, caption: words.queuesCaption))
    add(
      "queue-lengths", words.queueLengths, isDetail: true,
      table(
        "queue-lengths", words.queueLengths, [words.queue],
        queues.map { .init(name: $0.name, scope: $0.scope) }, StudyColumn.lengths,
        caption: words.lengthsCaption))
    let isLate = groups.contains { (result.value(.adherence, of: $0.scope) ?? 0) >= 1.0005 }
    add(
      "groups", words.agentGroups,
      table(
        "groups", words.agentGroups, [words.group], groups + (groups.count > 1 ? [all] : []),
        StudyColumn.agents,
        caption: language.joined([words.groupsCaption] + (isLate ? [words.lateAdherence] : []))))
    add("answered-by", words.whoAnswers, isDetail: true, answered)
    let trunks = result.trunkGroupNames.enumerated().map {
      Member(name: $1, scope: .trunkGroup($0))
    }
    add(
      "trunks", words.trunkGroups,
      table(
        "trunks", words.trunkGroups, [words.linesTitle],
        trunks + (result.hasPorts ? [Member(name: words.ports, scope: .ports)] : []),
        StudyColumn.trunks, caption: words.trunksCaption))
    return parts
  }

  /// Those that have a figure.
  private func having(_ figure: FigureName, _ members: [Member]) -> [Member] {
    members.filter { result.value(figure, of: $0.scope) != nil }.map {
      Member(name: $0.name, scope: $0.scope)
    }
  }

  /// Those that have any of the figures of these columns.
  private func havingAny(of columns: [StudyColumn], _ members: [Member]) -> [Member] {
    members.filter { member in columns.contains { result.value($0.figure, of: member.scope) != nil } }
      .map { Member(name: $0.name, scope: $0.scope) }
  }

  /// Contact types with their goals, and all of them together.
  private var types: [Member] {
    func goal(_ wait: Seconds, _ target: Double?) -> String {
      let wait = language.figure(wait, FigureFormat(.seconds))
      return target.map { words.goal(language.figure($0, FigureFormat(.proportion)), within: wait) }
        ?? words.within(wait)
    }
    let types = result.contactTypeNames.enumerated().map { index, name -> Member in
      let own = context.goal(of: name)
      return Member(
        name: name, scope: .contactType(index), remarks: [goal(own.acceptableWait, own.target)])
    }
    guard types.count > 1 else { return types }
    return types + [
      Member(
        name: words.all, scope: .center, remarks: [goal(context.acceptableWait, context.target)])
    ]
  }

  /// Queues with the names of the contact types whose home they are.
  private var queues: [Member] {
    result.queueNames.enumerated().map { index, name in
      let types = index < result.queueTypes.count ? result.queueTypes[index] : []
      let names = types.prefix(4).map { result.contactTypeNames[$0] }
      let home = names.isEmpty ? words.byOverflowOnly : words.named(names, of: types.count, language)
      return Member(name: name, scope: .queue(index), remarks: [home])
    }
  }

  private func groups(_ indices: Range<Int>) -> [Member] {
    indices.map { Member(name: result.groupNames[$0], scope: .group($0)) }
  }

  /// Members down, figures across; figures that are zero or undefined for all are left out.
  private func table(
    _ identifier: String, _ title: String, _ headings: [String], _ members: [Member],
    _ columns: [StudyColumn], caption: String = ""
  ) -> Table {
    let shown = columns.compactMap { column in
      IndicatorCatalogue.indicator(column.figure).map { (column: column, indicator: $0) }
    }.filter { entry in
      entry.column.isAlwaysShown
        || members.contains {
          (result.value(entry.indicator.name, of: $0.scope, interval: $0.interval) ?? 0) != 0
        }
    }
    return Table(
      identifier: identifier, title: title, caption: caption,
      columns: headings.enumerated().map { .init(title: $1, isDetail: $0 > 0) }
        + shown.map {
          .init(
            title: words.heading(of: $0.indicator, short: $0.column.title),
            explanation: words.explanation(of: $0.indicator), isNumber: true,
            short: words.abbreviation(of: $0.indicator, short: $0.column.title),
            isDetail: $0.column.isDetail)
        },
      rows: members.map { member in
        [Cell(member.name)] + member.remarks.prefix(headings.count - 1).map { Cell($0) }
          + shown.map {
            cell(
              result.estimate($0.indicator.name, of: member.scope, interval: member.interval),
              $0.indicator.unit)
          }
      })
  }

  /// The service level by every definition, of the center, the first contact types and shared queues.
  private func levels(_ types: [Member]) -> Table {
    let parts = types.filter { $0.scope != .center }
    let queues = result.queueNames.indices.filter(result.hasOwnContacts).map {
      Member(name: words.queue(named: result.queueNames[$0]), scope: .queue($0))
    }
    let members =
      parts.count > 1
      ? [Member(name: words.all, scope: .center)] + parts.prefix(6) + queues.prefix(3) : parts
    return Table(
      identifier: "service-levels", title: words.serviceLevels,
      caption: words.levelsCaption(
        within: language.figure(context.acceptableWait, FigureFormat(.seconds)),
        short: language.figure(context.shortAbandon, FigureFormat(.seconds))),
      columns: [.init(title: words.definition)]
        + (words.formula("") == nil ? [] : [.init(title: words.formulaTitle)])
        + members.map { .init(title: $0.name, isNumber: true) },
      rows: ServiceLevelDefinition.allCases.map { definition in
        [Cell("\(definition.code) \(words.name(of: definition))")]
          + (words.formula(definition.formula).map { [Cell($0)] } ?? [])
          + members.map {
            cell(result.estimate(definition.identifier, of: $0.scope), .proportion)
          }
      }, isOrdered: true)
  }

  /// Which share of a type's contacts each group answered.
  private var answered: Table {
    let (types, groups) = (result.contactTypeNames, result.groupNames)
    let isMatrix =
      types.count > 1 && groups.count > 1 && groups.count <= 12
      && result.answeredByGroup.count == types.count * groups.count
    return Table(
      identifier: "answered-by", title: words.whoAnswers, caption: words.answeredCaption,
      columns: [.init(title: words.contactType)] + groups.map { .init(title: $0, isNumber: true) },
      rows: !isMatrix
        ? []
        : types.indices.map { type in
          [Cell(types[type])]
            + groups.indices.map { group in
              cell(
                Estimate(value: result.answeredShare(type: type, group: group)), .proportion)
            }
        })
  }

  // MARK: - Agents

  /// More agents than these are in report.json alone.
  private static let agentLimit = 200

  /// Every agent over the whole horizon, folded; nil: there are none.
  var agents: Block? {
    let count = result.agentNames.count
    guard count > 0 else { return nil }
    let members = result.agentNames.indices.prefix(Self.agentLimit).map {
      Member(
        name: result.agentNames[$0], scope: .agent($0),
        remarks: [result.groupNames[result.agentGroups[$0]]])
    }
    let table = table(
      "agents", words.agentsTitle, [words.agent, words.group], members, StudyColumn.agents,
      caption: words.agentsCaption(shown: members.count, of: count))
    return .detail(summary: words.agentCount(count), [.table(table)])
  }

  // MARK: - Intervals

  /// More intervals than these have no place in a terminal.
  private static let terminalLimit = 64

  /// Every planning interval of the whole center.
  var intervals: [Block] {
    var members = axis.starts.indices.map { place in
      Member(name: words.moment(axis, place), scope: .center, interval: axis.numbers[place])
    }
    let active = members.indices.filter { place in
      (result.value(.attempts, interval: axis.numbers[place]) ?? 0) > 0
        || (result.value(.agentsOnDuty, interval: axis.numbers[place]) ?? 0) > 0
    }
    let (all, last) = (result.intervals, (axis.numbers.last ?? 0) + 1)
    if last == all, hasWorkAfterClosing {
      members.append(Member(name: words.afterClosing, scope: .center, interval: all))
    }
    var table = table(
      "intervals", words.intervals, [words.from], members, StudyColumn.intervals,
      caption: words.intervalsCaption(shown: axis.starts.count, more: all - last))
    table.briefRows = active + (members.count > axis.starts.count ? [members.count - 1] : [])
    guard active.count > Self.terminalLimit else { return [.table(table)] }
    return [.detail(summary: nil, [.table(table)])]
  }

  /// Whether contacts came, or agents were at work, after the horizon's end.
  private var hasWorkAfterClosing: Bool {
    let after = result.intervals
    let sizes: [FigureName] = [.attempts, .offered, .handlingHours]
    return after > 0 && sizes.contains { (result.value($0, interval: after) ?? 0) > 0 }
  }
}
