import Experiments

extension ManagementReportShapes {
  /// What the report advises, and the scenario's own goals.
  static let decisionParts = [
    Object(
      name: "decision", summary: "What to do, for the figure that decides.",
      fields: [
        field("kind", .words(Decision.Kind.allCases.map(\.rawValue)), "What to do."),
        field("goal", .string, "The KPI whose target decides."),
        optional("present", .part("plan"), "The plan as it is."),
        optional("plan", .part("plan"), "The plan that is advised, or the nearest one."),
        optional("after", .part("estimate"), "The KPI's value under the advice."),
        optional(
          "outcome", .words(GoalVerdict.allCases.map(\.rawValue)), "How it stands to the target."),
        optional("chance", .part("estimate"), "The chance that the target's period keeps it."),
        field("goals", .list(.part("goal")), "The goals of contact types under the advice."),
        optional("cost", .part("estimate"), "The change of the cost of a replication."),
        optional("lever", .string, "The change that helps."),
        optional("size", .number, "Its size."),
        field("improves", .list(.string), "Missed KPIs that would be better."),
        field("breaks", .list(.string), "KPIs that surely would miss their targets only then."),
        field("worsens", .list(.string), "KPIs that miss their targets already and would be worse."),
        optional("conflict", .part("conflict"), "Missed targets that pull in two directions."),
        optional("days", .number, "Simulated days that would tell the value from the target."),
        optional("difference", .number, "The distance from the target that those days would tell."),
        optional("presentCost", .part("estimate"), "The cost of a replication as it is."),
        optional(
          "movedCost", .part("estimate"),
          "The change of cost of the same hours at better times, where that is not the advice."),
        optional(
          "beyondBudget", .part("plan"), "The cheapest plan that reaches the goals beyond the budget."),
        optional(
          "leaner", .part("plan"),
          "A cheaper plan that reaches the goals too, but not surely over the period of the target."),
        optional("isOfTypes", .bool, "Whether the goals of contact types decide."),
      ]),
    Object(
      name: "conflict", summary: "Missed targets that pull in two directions.",
      fields: [
        field("more", .list(.string), "KPIs that more agents bring nearer to their targets."),
        field("fewer", .list(.string), "KPIs that fewer agents bring nearer."),
      ]),
    Object(
      name: "goal", summary: "A goal that the scenario sets for a contact type.",
      fields: [
        field("name", .string, "The contact type."),
        optional("estimate", .part("estimate"), "Its service level within its own wait."),
        field("low", .share, "The least service level."),
        field("within", .number, "The acceptable wait, in seconds."),
        field("verdict", .words(GoalVerdict.allCases.map(\.rawValue)), "How they stand."),
        optional("remedy", .part("remedy"), "Where it is surely missed: cause and what helps."),
      ]),
  ]
}
