import ContactCenter
import Experiments
import Foundation
import Reporting
import Staffing

/// Figures of goals as a planner reads them.
enum GoalFigures {
  /// "79.2 ± 0.4 %".
  static func value(_ figure: PlaceFigure) -> String {
    let estimate = Estimate(value: figure.value, halfWidth: figure.halfWidth)
    return FigureText.estimate(estimate, unit: unit(figure))
  }

  /// "80 %".
  static func bound(_ figure: PlaceFigure) -> String {
    FigureText.value(figure.bound, unit: unit(figure))
  }

  /// Whether a figure is in seconds.
  static func isTime(_ figure: PlaceFigure) -> Bool { figure.goal.contains("asa<") }

  private static func unit(_ figure: PlaceFigure) -> IndicatorUnit {
    isTime(figure) ? .seconds : .proportion
  }

  /// Whom the goal is about.
  static func subject(_ figure: PlaceFigure) -> String { figure.contactType ?? figure.group ?? "" }

  /// When: an interval's day and time, the day of several, or the period.
  static func time(_ figure: PlaceFigure, _ calendar: StaffCalendar) -> String {
    let (first, last) = (figure.firstInterval, figure.lastInterval)
    let day = StaffMoment.day(calendar.day(of: first), calendar)
    switch Goal.Period(rawValue: figure.period) {
    case .interval where first == last: return "\(day) \(StaffMoment(first, calendar).start)"
    case .day: return day
    case .interval, .month, nil: return figure.period
    }
  }

  /// "1 agent", "3 agents".
  static func agents(_ count: Int) -> String { FigureText.count(count, "agent") }

  /// "met", "missed" or "not yet told apart".
  static func words(_ verdict: GoalVerdict) -> String {
    switch verdict {
    case .met: "met"
    case .missed: "missed"
    case .undecided: "not yet told apart"
    }
  }

  /// The verdict on a figure.
  static func verdict(_ figure: PlaceFigure) -> String { words(figure.verdict) }

  /// "2 missed, 1 not yet told apart (about 400 replications would tell) and 45 met of 48 goals".
  static func verdicts(_ judgement: StaffingJudgement) -> String {
    let all = judgement.figures.count
    if judgement.verdict == .met { return all == 1 ? "the goal met" : "all \(all) goals met" }
    var parts: [String] = []
    if judgement.count(.missed) > 0 { parts.append("\(judgement.count(.missed)) missed") }
    if judgement.count(.undecided) > 0 {
      let open = judgement.count(.undecided)
      let count = judgement.replicationsToDecideHalf.map { "about \(FigureText.plain(Double($0)))" }
      parts.append(
        "\(open) not yet told apart (\(count ?? "more than a million") replications would tell"
          + (open > 1 ? " half of them)" : ")"))
    }
    if judgement.count(.met) > 0 { parts.append("\(judgement.count(.met)) met") }
    if all == 1 { return "the goal " + parts.joined().replacing("1 ", with: "", maxReplacements: 1) }
    return parts.joined(separator: ", ") + " of \(all) goals"
  }
}

/// What agents cost, as a planner reads it: money with its currency and period where the scenario has
/// wages, else hours.
struct StaffPrice {
  /// Nil: without wages.
  private(set) var money: MoneyUnit?

  /// The price of a model's agents.
  init(_ model: Model) {
    if model.hasWages { money = MoneyUnit(of: model) }
  }

  /// "EUR a day", "agent-hours": what amounts over the horizon are told in.
  var unit: String { money?.heading ?? "agent-hours" }

  /// "EUR 490.00 a day", "78.5 agent-hours": over the horizon.
  func text(_ amount: Double) -> String { money?.text(amount) ?? "\(number(amount)) agent-hours" }

  /// The number alone, for a column that names the unit.
  func number(_ amount: Double) -> String {
    money == nil
      ? FigureText.plain((amount * 100).rounded() / 100)
      : FigureText.value(amount, unit: .money)
  }

  /// "EUR 16.00 an hour", "16 agents": in each hour.
  func hourly(_ amount: Double) -> String {
    money.map { "\($0.symbol) \(number(amount)) an hour" }
      ?? "\(number(amount)) agent\(amount == 1 ? "" : "s")"
  }
}
