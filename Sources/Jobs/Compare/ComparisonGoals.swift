import ContactCenter
import Experiments
import Foundation
import Reporting
import Staffing

/// Goals of a comparison as they are written: `vip 90/10, standard 80/30, abandonment < 5%`.
///
/// A service level's wait becomes the acceptable wait of its types in every entrant, since that is
/// what the simulation counts by.
struct ComparisonGoals {
  typealias Written = GoalText.Written

  /// How goals are read: they are judged over all that is simulated.
  private static let reader = GoalText(period: .month, judge: .comparison)

  var written: [Written] = []
  /// Who set them.
  private(set) var origin = ComparisonContext.GoalOrigin.given
  /// Goals of the scenarios that are not judged, since the files do not have them in common.
  private(set) var notShared: [String] = []

  /// What to say of how the goals were written: old words, and goals that were given more than once.
  private(set) var remarks: [String] = []

  /// Reads the texts of the field `goal`; without any the scenario's own goals count, see
  /// `takeOwn(of:)`, and the word `none` leaves these out.
  ///
  /// - Throws: `JobFailure` about a text that is no goal.
  init(_ texts: [String]) throws {
    guard !texts.isEmpty else {
      origin = .scenario
      return
    }
    if texts == ["none"] { return }
    for text in texts {
      guard text.contains(where: { $0 != "," && !$0.isWhitespace }) else {
        throw JobFailure(at: .goal, "\(.goal) is empty. \(Self.examples)")
      }
      written += try Self.reader.written([text], .goal)
    }
    remarks = written.compactMap(\.remark)
    let (once, again) = written.map(\.goal).eachOnce
    written = once.compactMap { goal in written.first { $0.goal == goal } }
    remarks += again.map { StaffingRemark.goalAgain(Self.text(of: $0)).text }
  }

  private static let examples =
    "Write goals such as vip 90/10, 80/20, abandonment < 5%, asa:vip < 20s."

  /// Where no goals were given, takes the service levels that the scenarios set themselves, as far
  /// as all of them have the same: of the center, and of contact types with a target of their own.
  mutating func takeOwn(of scenarios: [Scenario]) {
    guard origin == .scenario, let first = scenarios.first else { return }
    let all = scenarios.map(Self.own)
    written = Self.own(of: first).filter { goal in all.allSatisfy { $0.contains(goal) } }
    for goal in all.joined() where !written.contains(goal) && !notShared.contains(goal.text) {
      notShared.append(goal.text)
    }
  }

  private static func own(of scenario: Scenario) -> [Written] {
    Goal.own(of: scenario).map { Written(text: text(of: $0), goal: $0) }
  }

  /// A goal as it is written: "vip 90/10".
  private static func text(of goal: Goal) -> String {
    var all = goal
    all.part = nil
    return (goal.part.map { "\($0) " } ?? "") + reader.text(of: all)
  }

  /// Tells a report which goals there are and who set them.
  func describe(in context: inout ComparisonContext) {
    context.goals = written.map(\.text)
    context.goalOrigin = origin
    context.goalsNotShared = notShared
  }

  // MARK: - In scenarios and models

  /// The scenario with the waits of the goals in place of its own.
  ///
  /// - Throws: `JobFailure` about a contact type that the scenario does not have, and about two
  ///   waits for one type.
  func applied(to scenario: Scenario, of file: String) throws -> Scenario {
    try checkPeriods(scenario, file)
    var changed = scenario
    var waits: [String: Double] = [:]
    for goal in written {
      guard case .serviceLevel(_, let wait) = goal.goal.measure, let type = goal.goal.part else {
        continue
      }
      try checkType(type, goal, scenario, file)
      if let other = waits[type], other != wait {
        throw JobFailure(
          .goal, goal.text,
          "\(type) has another goal with \(plain(other)) s; a contact type "
            + "has one acceptable wait.")
      }
      waits[type] = wait
    }
    let general = Set(
      written.compactMap { goal -> Double? in
        guard case .serviceLevel(_, let wait) = goal.goal.measure, goal.goal.part == nil else {
          return nil
        }
        return wait
      })
    guard general.count < 2 else {
      let waits = general.sorted().map { "\(plain($0)) s" }.joined(separator: " and ")
      throw JobFailure(
        at: .goal, "\(.goal): all contacts together have one acceptable wait, not \(waits).")
    }
    for index in changed.contactTypes.indices {
      let type = changed.contactTypes[index]
      guard let wait = waits[type.name] ?? general.first else { continue }
      var level = type.serviceLevel ?? changed.serviceLevel
      level.acceptableWait = wait
      level.shortAbandon = min(level.shortAbandon, wait)
      changed.contactTypes[index].serviceLevel = level
    }
    return changed
  }

  private func checkPeriods(_ scenario: Scenario, _ file: String) throws {
    let days = scenario.calendar.days
    guard days > 1, let goal = written.first(where: { $0.goal.period == .day }) else { return }
    throw JobFailure(
      .goal, goal.text,
      "comparisons judge all that is simulated, the \(days) days of \(file) together. Leave @day out, "
        + "or plan with `switchboard staff`.")
  }

  private func checkType(
    _ type: String, _ goal: Written, _ scenario: Scenario, _ file: String
  ) throws {
    let names = scenario.contactTypes.map(\.name)
    guard !names.contains(type) else { return }
    let hint =
      NearestName.nearest(to: type, in: names).map { "Did you mean \"\($0)\"?" }
      ?? "It has \(names.joined(separator: ", "))."
    throw JobFailure(
      .goal, goal.text, "\(file) has no contact type named \"\(type)\". \(hint)")
  }

  /// The goals of a tournament between entrants like this model.
  ///
  /// - Throws: `JobFailure` about a KPI or a bound that cannot be.
  func goals(in model: Model) throws -> [TournamentGoal] {
    try written.map { goal in
      do throws(TournamentError) {
        return try TournamentGoal(goal.goal, in: ModelNames(model))
      } catch {
        throw JobFailure(.goal, goal.text, "\(error.description)\(error.hint)")
      }
    }
  }

  private func plain(_ value: Double) -> String { value.plain }
}
