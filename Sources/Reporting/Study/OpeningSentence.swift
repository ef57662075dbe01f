import ContactCenter
import Experiments

/// What a study says, in two sentences: the decision first, then the figure against its target and how
/// sure it is.
enum OpeningSentence {
  /// The words that terminal, page and text begin with.
  static func text(of result: StudyResult, context: ReportContext) -> String {
    let goals = goals(of: result, context: context)
    guard !goals.isEmpty else { return withoutTarget(result, context) }
    let verdict = GoalVerdict.all(of: goals.map(\.verdict))
    if goals.count == 1, let goal = goals.first {
      return "\(decision(verdict)) \(figure(of: goal)) \(certainty(of: goal, in: result))"
    }
    return "\(decision(verdict, count: goals.count)) \(list(goals)) "
      + "Told from \(level(result)) confidence intervals."
  }

  // MARK: - Targets

  /// A service level with its target.
  struct Target {
    /// The contact type; nil: all contacts together.
    var type: String?
    var acceptableWait: Seconds
    var target: Double
    var estimate: Estimate
    var verdict: GoalVerdict
  }

  /// The center's target and those that contact types have of their own.
  static func goals(of result: StudyResult, context: ReportContext) -> [Target] {
    func goal(_ type: String?, _ scope: Scope, _ wait: Seconds, _ target: Double?) -> Target? {
      guard let target, let estimate = result.estimate(.serviceLevel, of: scope),
        estimate.value != nil
      else { return nil }
      return Target(
        type: type, acceptableWait: wait, target: target, estimate: estimate,
        verdict: estimate.verdict(.atLeast, target))
    }
    let center = goal(nil, .center, context.acceptableWait, context.target)
    let types = result.contactTypeNames.enumerated().compactMap { index, name in
      context.goals[name].flatMap {
        goal(name, .contactType(index), $0.acceptableWait, $0.target)
      }
    }
    return [center].compactMap { $0 } + types
  }

  private static func decision(_ verdict: GoalVerdict, count: Int = 1) -> String {
    let target = count == 1 ? "the target is" : "all targets are"
    switch verdict {
    case .met: return "No change is needed: \(target) met."
    case .missed:
      return "A change is needed: " + (count == 1 ? "the target is missed." : "a target is missed.")
    case .undecided:
      return "Decide nothing yet: "
        + (count == 1
          ? "chance still hides whether the target is met."
          : "chance still hides whether all targets are met.")
    }
  }

  private static func figure(of goal: Target) -> String {
    let whom = goal.type.map { "of \($0) " } ?? "of the contacts offered "
    return "\(FigureText.estimate(goal.estimate, unit: .proportion)) \(whom)are answered within "
      + "\(FigureText.value(goal.acceptableWait, unit: .seconds)), at least "
      + "\(FigureText.value(goal.target, unit: .proportion)) are wanted."
  }

  /// Nobody waits for more.
  private static let mostReplications = 20_000.0

  private static func certainty(of goal: Target, in result: StudyResult) -> String {
    guard goal.verdict == .undecided else {
      return "The \(level(result)) confidence interval is wholly "
        + (goal.verdict == .met ? "above" : "below") + " the target."
    }
    guard goal.estimate.halfWidth != nil else {
      return "One replication tells nothing of chance; simulate 20 or more."
    }
    let start = "The \(level(result)) confidence interval holds the target"
    guard result.method == .replications else {
      return start + ": not yet told apart, which a longer run may do."
    }
    let needed = goal.estimate.replications(toDecide: goal.target, of: result.samples)
    guard let needed, needed < mostReplications else {
      let most = FigureText.fixed(mostReplications, decimals: 0)
      return start + ": not yet told apart; if the figure stays, more than \(most) replications would tell."
    }
    let count = FigureText.fixed(needed, decimals: 0)
    return "\(start); if the figure stays, about \(count) replications decide it."
  }

  private static func list(_ goals: [Target]) -> String {
    let words: [(GoalVerdict, String)] = [
      (.missed, "missed"), (.undecided, "not yet told apart"), (.met, "met"),
    ]
    let parts = words.compactMap { verdict, word -> String? in
      let members = goals.filter { $0.verdict == verdict }
      guard !members.isEmpty else { return nil }
      let names = members.prefix(4).map { goal in
        "\(goal.type ?? "all contacts") (\(FigureText.estimate(goal.estimate, unit: .proportion)) of "
          + "\(FigureText.value(goal.target, unit: .proportion)))"
      }
      let more = members.count > names.count ? " and \(members.count - names.count) more" : ""
      return "\(word): \(names.joined(separator: ", "))\(more)"
    }
    let text = parts.joined(separator: "; ")
    return text.capitalizedFirst + "."
  }

  // MARK: - No target

  private static func withoutTarget(_ result: StudyResult, _ context: ReportContext) -> String {
    func text(_ name: FigureName) -> String? {
      guard let estimate = result.estimate(name), estimate.value != nil else { return nil }
      return FigureText.estimate(estimate, unit: name.unit)
    }
    let wait = FigureText.value(context.acceptableWait, unit: .seconds)
    let within = context.goals.isEmpty ? "within \(wait)" : "within their acceptable waits"
    let parts = [
      text(.serviceLevel).map { "\($0) of the contacts offered are answered \(within)" },
      (result.value(.abandonedProportion) ?? 0) > 0
        ? text(.abandonedProportion).map { "\($0) abandon" } : nil,
      text(.averageSpeedOfAnswer).map { "the mean wait for an answer is \($0)" },
    ].compactMap { $0 }
    guard !parts.isEmpty else { return "Nobody called." }
    return "No target is set to judge by: \(parts.joined(separator: ", "))."
  }

  private static func level(_ result: StudyResult) -> String {
    FigureText.value(result.confidence, unit: .proportion)
  }
}

extension StringProtocol {
  /// With a large first letter, as headings and sentences have one.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
