import Experiments
import Foundation

// Why a comparison ended as it did: the race, the Pareto front, what decided, what replications saved.

extension ComparisonTables {
  // MARK: - The race

  /// Who left the race when; nil: all were simulated equally often.
  var race: ReportTable? {
    guard result.entrants.contains(where: { $0.elimination != nil }) else { return nil }
    let rows = comparison.order.map { index -> [ReportTable.Cell] in
      let entrant = result.entrants[index]
      return [
        ReportTable.Cell(entrant.name), count(entrant.replications),
        ReportTable.Cell(departure(entrant)),
      ]
    }
    return ReportTable(
      identifier: "race", title: "The race",
      caption: "Entrants that are certainly beaten, or certainly miss a goal, are simulated no "
        + "further.",
      columns: [
        .init(title: "Entrant", isNumber: false), .init(title: "Replications"),
        .init(title: "Left", isNumber: false),
      ], rows: rows)
  }

  /// "beaten by cMu after 40".
  func departure(_ entrant: EntrantResult) -> String {
    guard let end = entrant.elimination else { return "in the race to the end" }
    guard let rival = end.by else { return "missed a goal after \(end.after)" }
    return "beaten by \(name(rival)) after \(end.after)"
  }

  /// The entrants in the plane of two KPIs.
  var pareto: ReportTable? {
    let front = result.pareto
    guard front.points.count > 1, front.x.name != front.y.name else { return nil }
    let rows = front.points.map { point -> [ReportTable.Cell] in
      let words =
        point.isOnFront
        ? "on the front"
        : "dominated by " + point.dominatedBy.map(name).joined(separator: ", ")
          + (point.isSurelyDominated ? "" : ", perhaps by chance")
      return [
        ReportTable.Cell(name(point.entrant)), number(point.x, front.x.unit),
        number(point.y, front.y.unit), ReportTable.Cell(words),
      ]
    }
    return ReportTable(
      identifier: "pareto", title: "Pareto front",
      caption: "On the front is who is not beaten in one KPI without being better in the other. "
        + comparison.commonDays,
      columns: [
        .init(title: "Entrant", isNumber: false), .init(title: comparison.title(front.x)),
        .init(title: comparison.title(front.y)), .init(title: "Front", isNumber: false),
      ], rows: rows)
  }

  // MARK: - Why, and at what cost

  /// What decided besides the figures: goals that better entrants miss, or that nothing is better
  /// than the scenario as it is; may be empty.
  var why: String {
    guard let best = result.selection.best, !ComparisonWords(comparison: comparison).isAllTheSame
    else { return "" }
    var sentences = [goalsDecide(best)]
    if best == result.settings.reference, result.entrants.count > 1 {
      sentences.append("The best is the reference, \(quoted(best)).")
    }
    return sentences.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// "Cheaper entrants miss a goal: cMu misses vip 90/10; those that keep all goals are no better in
  /// cost."; empty where goals do not decide.
  private func goalsDecide(_ best: Int) -> String {
    let objective = result.settings.objective
    guard let bound = result.entrants[best].objective.value else { return "" }
    func isBetter(_ entrant: Int) -> Bool {
      guard let value = result.entrants[entrant].objective.value else { return false }
      return objective.smallerIsBetter ? value < bound : value > bound
    }
    let others = comparison.order.filter { $0 != best }
    let missing = others.filter { isBetter($0) && !result.entrants[$0].isEligible }
    guard !missing.isEmpty else { return "" }
    func texts(_ entrant: Int, _ verdict: GoalVerdict) -> String {
      let goals = result.entrants[entrant].goals
      return goals.indices.filter { place in
        goals[place].verdict == verdict && !(verdict == .undecided && goals[place].isObservedKept)
      }.map(goalText).joined(separator: ", ")
    }
    let surely = missing.filter { entrant in
      result.entrants[entrant].goals.contains { $0.verdict == .missed }
    }
    let open = missing.filter { !surely.contains($0) }
    let misses = surely.map { "\(quoted($0)) misses \(texts($0, .missed))" }
      .joined(separator: "; ")
    let doubts = open.map { "whether \(quoted($0)) keeps \(texts($0, .undecided)) is not known" }
      .joined(separator: "; ")
    let label = objective.label.lowercased()
    let keepers = others.filter { result.entrants[$0].isEligible }
    let rest =
      keepers.isEmpty || keepers.contains(where: isBetter)
      ? "" : ". Those that keep all goals are no better in \(label)"
    let who = objective.unit == .money ? "Cheaper entrants" : "Entrants with better \(label)"
    guard !surely.isEmpty else { return "\(who) are not known to keep all goals: \(doubts)\(rest)." }
    return "\(who) miss a goal: \(misses)\(doubts.isEmpty ? "" : "; \(doubts)")\(rest)."
  }

  /// Why the winner wins; nil: there is nothing to explain.
  var explanation: ReportTable? {
    guard let explanation = result.explanation, !explanation.changes.isEmpty,
      !ComparisonWords(comparison: comparison).isAllTheSame
    else { return nil }
    let rows = explanation.changes.map { change -> [ReportTable.Cell] in
      [
        ReportTable.Cell(subject(change)), figure(change.before, in: change),
        figure(change.after, in: change),
        Comparison.difference(change.difference, unit: change.unit),
      ]
    }
    return ReportTable(
      identifier: "why",
      title: "Why the best wins",
      caption: (why.isEmpty ? "" : why + " ")
        + "\(name(explanation.winner)) beside \(name(explanation.reference))"
        + (explanation.winner == result.settings.reference ? ", which comes next" : "")
        + ": the largest differences that are beyond chance.",
      columns: [
        .init(title: "What", isNumber: false), .init(title: name(explanation.reference)),
        .init(title: name(explanation.winner)), .init(title: "Difference"),
      ], rows: rows)
  }

  /// One of a change's two figures; of money with the digits of their difference.
  private func figure(_ value: Double, in change: TournamentChange) -> ReportTable.Cell {
    let half = change.unit == .money ? change.difference.halfWidth : nil
    var cell = number(.init(value: value, halfWidth: half), change.unit)
    cell.halfWidth = ""
    return cell
  }

  private func subject(_ change: TournamentChange) -> String {
    let type = change.contactType ?? "all"
    switch change.kind {
    case .flow: return "\(type) answered by \(change.group ?? "all")"
    case .wait: return "wait of \(type)"
    case .abandonment: return "abandoned of \(type)"
    case .occupancy: return "occupancy of \(change.group ?? "all")"
    case .cost: return "\(change.label), \(comparison.context.money.heading)"
    }
  }

  /// What common random numbers and control variates save.
  var savings: ReportTable? {
    let saved = result.varianceReduction
    guard !saved.pairs.isEmpty else { return nil }
    func factor(_ value: Double?) -> ReportTable.Cell {
      ReportTable.Cell(
        value.map { "\(FigureText.fixed($0, decimals: 1)) ×" } ?? "–", order: value)
    }
    var rows = saved.pairs.map { pair in
      [
        ReportTable.Cell("\(name(pair.entrant)) − \(name(pair.reference))"),
        factor(pair.commonRandomNumbers), factor(pair.controlVariates),
      ]
    }
    rows.append([
      ReportTable.Cell("all differences"), factor(saved.commonRandomNumbers),
      factor(saved.controlVariatesForDifferences),
    ])
    rows.append([
      ReportTable.Cell("values themselves"), factor(1), factor(saved.controlVariatesForValues),
    ])
    let controls =
      saved.controls.isEmpty ? "" : "Controls: \(saved.controls.joined(separator: ", "))."
    return ReportTable(
      identifier: "savings", title: "Variance reduction",
      caption: "How many times the replications a comparison of "
        + "\(result.settings.objective.label.lowercased()) would need without the technique."
        + [controls, ComparisonWords(comparison: comparison).rinott].filter { !$0.isEmpty }
        .map { " " + $0 }.joined(),
      columns: [
        .init(title: "For", isNumber: false),
        .init(title: comparison.context.haveSameContacts ? "Same contacts" : "Same random numbers"),
        .init(title: "Control variates"),
      ], rows: rows)
  }

  /// The intervals in which each entrant is worst.
  var worst: ReportTable? {
    let rows = comparison.order.flatMap { index in
      result.entrants[index].worstIntervals.map { interval -> [ReportTable.Cell] in
        [
          ReportTable.Cell(name(index)),
          ReportTable.Cell(time(interval.start), order: interval.start),
          number(interval.offered, .count), number(interval.serviceLevel, .proportion),
        ]
      }
    }
    guard !rows.isEmpty else { return nil }
    return ReportTable(
      identifier: "worst", title: "Worst intervals",
      caption: "The planning intervals in which the fewest are answered in time.",
      columns: [
        .init(title: "Entrant", isNumber: false), .init(title: "From", isNumber: false),
        .init(title: "Offered"), .init(title: "Service level"),
      ], rows: rows)
  }

  /// "10:30", "day 3, 10:30"; with dates "Mon 30 Nov 10:30".
  private func time(_ seconds: Double) -> String {
    let dates = comparison.context.dates
    if dates.firstDate != nil { return dates.dateAndTime(at: seconds) }
    let day = Int(clamping: seconds / 86_400)
    let minutes = Int(clamping: (seconds - Double(day) * 86_400) / 60)
    let clock = String(format: "%02d:%02d", minutes / 60, minutes % 60)
    return day == 0 ? clock : "day \(day + 1), \(clock)"
  }

  // MARK: - Sentences

  /// Contact types that an entrant starves, one sentence each.
  var starved: [String] {
    result.starved.map { starved in
      let value: String
      switch starved.rule {
      case .neverAnswered:
        value =
          "\(FigureText.value(starved.value.value, unit: .proportion)) are answered, of all "
          + "others \(FigureText.value(starved.others, unit: .proportion))"
      case .averageWait:
        value =
          "wait \(FigureText.value(starved.value.value, unit: .seconds)), all others "
          + FigureText.value(starved.others, unit: .seconds)
      case .longestWait:
        value =
          "wait up to \(FigureText.value(starved.value.value, unit: .seconds)), others "
          + FigureText.value(starved.others, unit: .seconds)
      case .abandonment:
        value =
          "\(FigureText.value(starved.value.value, unit: .proportion)) abandon, of all others "
          + FigureText.value(starved.others, unit: .proportion)
      }
      return "\(name(starved.entrant)) lets \(starved.contactType) down: \(value)."
    }
  }

  /// Who does not take part, and why.
  var leftOut: [String] {
    comparison.context.leftOut.map { "\($0.name) is left out: \($0.reason)" }
  }
}
