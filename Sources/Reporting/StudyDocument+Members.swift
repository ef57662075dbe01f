import ContactCenter
import Experiments

// The tables of a study's contact types, queues, groups, lines and intervals.

extension StudyDocument {
  /// A row: a part of the center, in an interval or over all.
  private typealias Member = (name: String, scope: Scope, interval: Int?)

  /// The tables of the parts of the center; those that say nothing have no rows.
  var members: [Table] {
    let types = result.contactTypeNames.enumerated().map { index, name -> Member in
      (name, .contactType(index), nil)
    }
    let withAll = types + (types.count > 1 ? [(words.all, .center, nil)] : [])
    let queues = result.queueNames.enumerated().map { index, name -> Member in
      (name, .queue(index), nil)
    }
    let groups = result.groupNames.enumerated().map { index, name -> Member in
      (name, .group(index), nil)
    }
    let trunks = result.trunkGroupNames.enumerated().map { index, name -> Member in
      (name, .trunkGroup(index), nil)
    }
    let isShared = result.queueNames.indices.contains(where: result.isShared)
    return [
      table("types", words.contactTypes, words.contactType, withAll, ReportTables.typeFigures),
      levels(types),
      table("persons", words.persons, words.contactType, withAll, ReportTables.personFigures),
      table(
        "queues", words.queues, words.queue, isShared ? queues : [], ReportTables.queueFigures),
      table(
        "queue-lengths", words.queueLengths, words.queue, queues, ReportTables.lengthFigures),
      table(
        "groups", words.agentGroups, words.group,
        groups + (groups.count > 1 ? [(words.all, .center, nil)] : []), ReportTables.agentFigures),
      answered,
      table(
        "trunks", words.trunkGroups, words.name(ofLines: "lines"),
        trunks + (result.hasPorts ? [(words.ports, .ports, nil)] : []), ReportTables.trunkFigures),
    ]
  }

  /// Members down, figures across; figures that are zero or undefined for all are left out.
  private func table(
    _ identifier: String, _ title: String, _ heading: String, _ members: [Member],
    _ figures: [ReportTable.Figure], caption: String = ""
  ) -> Table {
    let shown = figures.compactMap { figure in
      IndicatorCatalogue.indicator(figure.indicator).map { (figure: figure, indicator: $0) }
    }.filter { entry in
      entry.figure.isAlwaysShown
        || members.contains {
          (result.value(entry.indicator.identifier, of: $0.scope, interval: $0.interval) ?? 0) != 0
        }
    }
    return Table(
      identifier: identifier, title: title, caption: caption,
      columns: [.init(title: heading)]
        + shown.map {
          .init(
            title: words.heading(of: $0.indicator, short: $0.figure.title),
            explanation: words.definition(of: $0.indicator), isNumber: true)
        },
      rows: members.map { member in
        [Cell(member.name)]
          + shown.map {
            cell(
              result.estimate(
                $0.indicator.identifier, of: member.scope, interval: member.interval),
              $0.indicator.unit)
          }
      })
  }

  /// The service level by every definition, of the center and the first contact types.
  private func levels(_ types: [Member]) -> Table {
    let members: [Member] =
      types.count > 1 ? [(words.all, .center, nil)] + types.prefix(6) : types
    return Table(
      identifier: "service-levels", title: words.serviceLevels,
      columns: [.init(title: words.definition)]
        + members.map { .init(title: $0.name, isNumber: true) },
      rows: ServiceLevelDefinition.allCases.map { definition in
        let name = IndicatorCatalogue.indicator(definition.identifier).map(words.name(of:)) ?? ""
        return [Cell("\(definition.code) \(name)")]
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
      identifier: "answered-by", title: words.whoAnswers,
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

  // MARK: - Intervals

  /// More intervals than these are in the files for programs alone.
  private static let rowLimit = 700
  /// More intervals than these are no chart.
  private static let chartLimit = 200

  private var axis: TimeAxis {
    TimeAxis(result, firstDay: context.firstDay, limit: Self.rowLimit)
  }

  private func label(_ place: Int, _ axis: TimeAxis) -> String {
    let start = axis.starts[place]
    let clock = axis.dates.time(at: start)
    guard axis.isOverDays else { return clock }
    let day = axis.dates.clock.day(at: start)
    let date = axis.dates.date(ofDay: day)
    let isWeek = (axis.starts.last ?? 0) < 7 * 86_400
    let weekday = date.map(\.weekday.rawValue) ?? (isWeek ? day + axis.firstWeekday : nil)
    return words.moment(date: date?.iso, weekday: weekday, day: day + 1, clock: clock)
  }

  /// Every planning interval of the whole center.
  var intervals: Table {
    let axis = axis
    var members = axis.starts.indices.map { place -> Member in
      (label(place, axis), .center, axis.numbers[place])
    }
    let after = result.intervals
    let isWhole = (axis.numbers.last ?? 0) + 1 == after
    if isWhole, !ReportTables.afterClosing(result).isEmpty {
      members.append((words.afterClosing, .center, after))
    }
    return table(
      "intervals", words.intervals, words.from, members, ReportTables.intervalFigures,
      caption: isWhole ? "" : words.firstIntervals(axis.starts.count, of: after))
  }

  /// Service level, contacts and agents by interval of a day; none for longer horizons.
  var charts: [DocumentChart] {
    let axis = axis
    guard (2...Self.chartLimit).contains(axis.starts.count), !axis.isOverDays else { return [] }
    return [["serviceLevel"], ["offered"], ["scheduledAgents", "busyAgents"]].compactMap {
      chart($0, axis)
    }
  }

  private func chart(_ identifiers: [String], _ axis: TimeAxis) -> DocumentChart? {
    let indicators = identifiers.compactMap(IndicatorCatalogue.indicator)
    guard let first = indicators.first else { return nil }
    let series = indicators.map { indicator -> DocumentChart.Series in
      let points = axis.starts.indices.compactMap { place -> DocumentChart.Point? in
        let estimate = result.estimate(indicator.identifier, interval: axis.numbers[place])
        guard let estimate, let value = estimate.value, value.isFinite else { return nil }
        let ends = indicators.count == 1 ? estimate.interval : nil
        return .init(
          x: axis.starts[place] / 3600, y: value, low: ends?.lowerBound, high: ends?.upperBound,
          label: "\(label(place, axis)): \(cell(estimate, indicator.unit).text)")
      }
      return .init(
        name: words.name(of: indicator), points: points, isLine: true,
        isNamed: indicators.count > 1)
    }
    guard series.contains(where: { $0.points.count > 1 }) else { return nil }
    let step = max(1, axis.starts.count / 8)
    let format = FigureFormat(of: first.unit)
    let target = first.identifier == "serviceLevel" ? context.target : nil
    let title = indicators.map(words.name(of:)).joined(separator: " – ")
    return DocumentChart(
      identifier: "interval-\(first.identifier)", title: title, caption: "", altText: title,
      isInTable: true,
      kind: .points(
        series,
        x: .init(
          title: "", format: FigureFormat(.plain),
          labels: stride(from: 0, to: axis.starts.count, by: step).map {
            (axis.starts[$0] / 3600, label($0, axis))
          }),
        y: .init(
          title: language.unitName(format), format: format,
          references: target.map { [.init(value: $0, name: language.word("column.target"))] } ?? [])))
  }
}

extension DocumentWords {
  /// The name of an indicator by its identifier.
  fileprivate func name(ofLines identifier: String) -> String {
    IndicatorCatalogue.indicator(identifier).map(name(of:)) ?? identifier
  }
}
