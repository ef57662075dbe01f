import Experiments
import Foundation

// The parts of the center of every entrant: types, groups, worst intervals; and what entrants cost.

extension ComparisonDocument {
  /// The sections about parts of the center; terminals leave them out.
  var center: [Part] {
    var parts: [Part] = [
      ("types", words.contactTypes, [.detail(summary: nil, [.table(types)])])
    ]
    if result.entrants.contains(where: { !$0.groups.isEmpty }) {
      parts.append(("groups", words.groups, [.detail(summary: nil, [.table(groups)])]))
    }
    if case .choice = context.form, let worst {
      parts.append(("worst", words.worstIntervals, [.detail(summary: nil, [.table(worst)])]))
    }
    return parts
  }

  private func heading(_ figure: FigureName) -> Table.Column {
    let indicator = IndicatorCatalogue.indicator(figure)
    return .init(title: indicator.map(words.name(of:)) ?? figure.rawValue, isNumber: true)
  }

  private var types: Table {
    let figures: [FigureName] = [
      .offered, .serviceLevel, .answeredProportion, .abandonedProportion, .averageSpeedOfAnswer,
      .averageWait, .longestWait,
    ]
    return Table(
      identifier: "types", title: words.contactTypes, caption: words.ownWaits,
      columns: [.init(title: words.entrant), .init(title: words.contactType)]
        + figures.map(heading),
      rows: comparison.order.flatMap { index in
        result.entrants[index].types.map { type in
          [
            Cell(name(index)), Cell(type.name), cell(type.offered, .count),
            cell(type.serviceLevel, .proportion), cell(type.answeredProportion, .proportion),
            cell(type.abandonedProportion, .proportion), cell(type.averageSpeedOfAnswer, .seconds),
            cell(type.averageWait, .seconds), cell(type.longestWait, .seconds),
          ]
        }
      })
  }

  private var groups: Table {
    Table(
      identifier: "groups", title: words.groups, caption: words.spreadMeaning,
      columns: [.init(title: words.entrant), .init(title: words.group), heading(.occupancy)]
        + [words.spread, words.range].map { .init(title: $0, isNumber: true) }
        + [heading(.answeredByAgents)],
      rows: comparison.order.flatMap { index -> [[Cell]] in
        let entrant = result.entrants[index]
        let groups = entrant.groups.map { group in
          [
            Cell(name(index)), Cell(group.name), cell(group.occupancy, .proportion),
            cell(group.occupancySpread, .proportion), cell(group.occupancyRange, .proportion),
            cell(group.answered, .count),
          ]
        }
        return groups + [
          [
            Cell(name(index)), Cell(words.allAgents), Cell(FigureText.none),
            cell(entrant.occupancySpread, .proportion), cell(entrant.occupancyRange, .proportion),
            Cell(FigureText.none),
          ]
        ]
      })
  }

  /// The parts of every entrant's cost that are not 0 for all; nil: nothing has a price.
  var costs: Table? {
    guard let first = result.layouts.first?.names.money,
      result.layouts.allSatisfy({ $0.names.money == first })
    else { return nil }
    let names: [FigureName] =
      TournamentCosts.partIndicators.map(\.name) + [.waitingCost, .lostValue, .cost, .paidHours]
    let figures = result.entrants.map { entrant in
      entrant.costs.parts
        + [
          entrant.costs.waiting, entrant.costs.lostValue, entrant.costs.total,
          entrant.costs.paidHours,
        ]
    }
    let shown = names.indices.filter { column in
      names[column] == .cost || figures.contains { ($0[column].value ?? 0) != 0 }
    }
    return Table(
      identifier: "costs",
      title: words.costs + language.words.bracketed(words.period(context.money)),
      columns: [.init(title: words.entrant)]
        + shown.map {
          names[$0] == .cost ? .init(title: words.all, isNumber: true) : heading(names[$0])
        },
      rows: comparison.order.map { index in
        [Cell(name(index))]
          + shown.map { cell(figures[index][$0], names[$0] == .paidHours ? .hours : .money) }
      })
  }

  /// The intervals in which each entrant is worst.
  private var worst: Table? {
    let rows = comparison.order.flatMap { index in
      result.entrants[index].worstIntervals.map { interval in
        [
          Cell(name(index)), Cell(words.moment(of: interval.start, context.dates)),
          cell(interval.offered, .count), cell(interval.serviceLevel, .proportion),
        ]
      }
    }
    guard !rows.isEmpty else { return nil }
    return Table(
      identifier: "worst", title: words.worstIntervals, caption: words.worstCaption,
      columns: [
        .init(title: words.entrant), .init(title: words.from), heading(.offered),
        heading(.serviceLevel),
      ], rows: rows)
  }
}
