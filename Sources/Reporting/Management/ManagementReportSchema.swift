import Experiments
import Foundation

/// Describes the JSON document of a management report as a JSON Schema (draft 2020-12).
///
/// A test holds it to what `ManagementReportJSON` writes.
public enum ManagementReportSchema {
  /// The schema, with sorted keys; the same text every time.
  public static let text: String = {
    var root = schema(of: ManagementReportShapes.report)
    root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    root["title"] = "Switchboard management report"
    root["$defs"] = Dictionary(
      uniqueKeysWithValues: ManagementReportShapes.parts.map { ($0.name, schema(of: $0)) })
    let data = try? JSONSerialization.data(
      withJSONObject: root, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    return String(decoding: data ?? Data(), as: UTF8.self) + "\n"
  }()

  private static func schema(of object: ManagementReportShapes.Object) -> [String: Any] {
    var properties: [String: Any] = [:]
    for field in object.fields {
      var property = schema(of: field.shape)
      property["description"] = field.summary
      properties[field.name] = property
    }
    return [
      "type": "object", "description": object.summary, "additionalProperties": false,
      "properties": properties,
      "required": object.fields.filter { !$0.isOptional }.map(\.name).sorted(),
    ]
  }

  private static func schema(of shape: ManagementReportShapes.Shape) -> [String: Any] {
    switch shape {
    case .number: return ["type": "number"]
    case .share: return ["type": "number", "minimum": 0, "maximum": 1]
    case .count: return ["type": "integer", "minimum": 0]
    case .version(let version): return ["const": version]
    case .string: return ["type": "string"]
    case .day: return ["type": "string", "pattern": #"^\d{4}-\d{2}-\d{2}$"#]
    case .bool: return ["type": "boolean"]
    case .words(let words): return ["enum": words]
    case .list(let element): return ["type": "array", "items": schema(of: element)]
    case .byName(let value):
      return ["type": "object", "additionalProperties": schema(of: value)]
    case .orNull(let value): return ["anyOf": [schema(of: value), ["type": "null"]]]
    case .part(let name): return ["$ref": "#/$defs/\(name)"]
    case .findingValue:
      func only(_ members: [String: Any]) -> [String: Any] {
        [
          "type": "object", "additionalProperties": false, "properties": members,
          "required": members.keys.sorted(),
        ]
      }
      return [
        "oneOf": [
          only(["number": ["type": "number"], "unit": ["type": "string"]]),
          only(["estimate": ["$ref": "#/$defs/estimate"], "unit": ["type": "string"]]),
          only(["names": ["type": "array", "items": ["type": "string"]]]),
          only(["word": ["type": "string"]]), only(["text": ["type": "string"]]),
        ]
      ]
    }
  }
}

/// What the document of a management report is made of.
enum ManagementReportShapes {
  /// What a member of an object holds.
  indirect enum Shape: Sendable {
    case number, share, count, string, day, bool, findingValue
    case version(Int)
    case words([String])
    case list(Shape)
    case byName(Shape)
    case orNull(Shape)
    case part(String)
  }

  /// A member of an object.
  struct Field: Sendable {
    var name: String
    var shape: Shape
    var isOptional: Bool
    var summary: String
  }

  /// An object.
  struct Object: Sendable {
    var name: String
    var summary: String
    var fields: [Field]
  }

  static func field(_ name: String, _ shape: Shape, _ summary: String) -> Field {
    Field(name: name, shape: shape, isOptional: false, summary: summary)
  }

  static func optional(_ name: String, _ shape: Shape, _ summary: String) -> Field {
    Field(name: name, shape: shape, isOptional: true, summary: summary)
  }

  /// The whole document.
  static let report = Object(
    name: "report",
    summary: "Every KPI of a run with its value, its target, its SMART checks and its place in "
      + "the tree, without words of any language. A member that is absent is not known.",
    fields: [
      field("version", .version(ManagementReport.currentVersion), "The version of this structure."),
      field("run", .part("run"), "Which run the figures come from."),
      field("profile", .string, "The profile of targets that the KPIs are held against."),
      field("catalogueFiles", .list(.part("catalogueFile")), "Catalogue files of the user."),
      field("time", .part("time"), "What a replication, a month and a deadline are."),
      optional("currency", .string, "The currency of amounts of money."),
      field("kpis", .list(.part("kpi")), "Every KPI of the catalogue, in its order."),
      optional("decision", .part("decision"), "What to do."),
      optional(
        "followUps", .list(.part("followUp")),
        "What helps beside the plan that is advised, simulated with it."),
      field("goals", .list(.part("goal")), "The scenario's goals for its contact types."),
      field("audit", .list(.part("finding")), "What the whole set of KPIs lacks or risks."),
      field("identities", .list(.part("identity")), "Relations that must hold by arithmetic."),
      field(
        "cascade", .list(.part("cascadeStep")),
        "From the goal of the center down to what an agent controls."),
      optional("attainability", .part("attainability"), "Which targets can be reached, and how."),
      field("levers", .list(.part("lever")), "What single changes do to every KPI."),
      field("tables", .list(.part("table")), "Figures by group, by agent and by contact type."),
      field("heatMaps", .list(.part("heatMap")), "Figures by planning interval."),
      field(
        "periods", .list(.part("period")), "Earlier periods and this one, the oldest first."),
    ])

  /// What the document refers to, by name.
  static let parts = runParts + decisionParts + kpiParts + causeParts + planParts + tableParts

  private static let runParts = [
    Object(
      name: "run", summary: "The run behind the figures.",
      fields: [
        field("scenario", .string, "The scenario's name."),
        field("summary", .string, "The scenario's description; may be empty."),
        field("finished", .number, "When the run ended, in seconds since 1970."),
        field("digest", .string, "The digest of the scenario and the files it reads."),
        field("seed", .string, "The seed, as a text since it may be larger than JSON's numbers."),
        field("replications", .count, "Replications behind the figures."),
        field("confidence", .share, "The level of the confidence intervals."),
        field("programVersion", .string, "The version of the program."),
        field("commandLine", .string, "The command that gives the same figures again."),
        field("warnings", .list(.string), "Doubts about the scenario or the study."),
      ]),
    Object(
      name: "catalogueFile", summary: "A catalogue file of the user.",
      fields: [
        field("name", .string, "The file's name."), field("text", .string, "All of it."),
      ]),
    Object(
      name: "time", summary: "What a replication, a month and a deadline are.",
      fields: [
        field("daysPerReplication", .count, "Days that one replication simulates."),
        field("daysPerMonth", .count, "Days of a month on which the center is open."),
        field("interval", .number, "The length of a planning interval, in seconds."),
        field(
          "intervalStarts", .list(.number),
          "The beginning of each planning interval, in seconds after the first midnight."),
        optional(
          "intervalDates", .list(.day),
          "The date of each planning interval, where the calendar has dates."),
        optional(
          "intervalClocks", .list(.number),
          "What the clocks show at the beginning of each planning interval, in seconds after "
            + "midnight, where the calendar has dates."),
        optional("timeZone", .string, "The time zone of those clocks."),
        field("dataDate", .day, "The day of the figures."),
        optional("deadline", .day, "The day by which targets should be reached."),
        optional("baseline", .day, "The day of the baseline that targets were set from."),
      ]),
    Object(
      name: "identity", summary: "A relation that must hold by arithmetic.",
      fields: [
        field("identity", .string, "The relation in signs and identifiers."),
        optional("left", .number, "The left side for the whole center."),
        optional("right", .number, "The right side for the whole center."),
        field("places", .count, "In how many scopes and intervals it was looked at."),
        field("violations", .count, "In how many of them it did not hold."),
      ]),
  ]

  private static let kpiParts = [
    Object(
      name: "estimate", summary: "A value with its confidence interval, in the KPI's unit.",
      fields: [
        field("value", .number, "The value; a proportion of 80 % is 0.8."),
        optional("low", .number, "The lower end of its confidence interval."),
        optional("high", .number, "The upper end of its confidence interval."),
      ]),
    Object(
      name: "target", summary: "A target, mean or reference.",
      fields: [
        field("profile", .string, "The profile."),
        field("kind", .words(KPITarget.Kind.allCases.map(\.rawValue)), "What the value is for."),
        optional("low", .number, "The least value."),
        optional("high", .number, "The largest value."),
        optional("currency", .string, "The currency of an amount of money."),
        optional("within", .number, "The acceptable wait, in seconds."),
        field(
          "period", .words(KPI.Period.allCases.map(\.rawValue)), "Over what it should hold."),
        field("provenance", .string, "Where it comes from, an identifier of the catalogue."),
        field("isVerified", .bool, "Whether the figure was read in that source."),
      ]),
    Object(
      name: "kpi", summary: "What a run says about one KPI.",
      fields: [
        field("identifier", .string, "Its identifier in the catalogue."),
        optional("estimate", .part("estimate"), "Its value, a quotient of totals."),
        field(
          "notMeasured", .list(.part("finding")), "Why it is not measured; empty where it is."),
        optional("target", .part("target"), "The target of the report's profile."),
        field("references", .list(.part("target")), "What others found or recommend."),
        field(
          "verdict", .words(KPIResult.Verdict.allCases.map(\.rawValue)),
          "How value and target stand to each other."),
        optional(
          "dayShare", .part("estimate"), "The share of simulated days that meet the target."),
        optional("monthShare", .part("estimate"), "The chance that a month meets the target."),
        optional("score", .share, "Its score for the balanced scorecard."),
        field("days", .list(.orNull(.number)), "The value of each replication."),
        field("intervals", .list(.orNull(.number)), "The value of each planning interval."),
        field("smart", .part("smart"), "The five checks."),
        optional("elasticity", .part("elasticity"), "What it does to its parent in the tree."),
        optional("remedy", .part("remedy"), "Cause and action where the value missed."),
        optional("trend", .part("trend"), "The trend over periods."),
      ]),
    Object(
      name: "finding", summary: "A sentence without its language.",
      fields: [
        field("phrase", .string, "The phrase's key in the catalogue's texts."),
        field("values", .byName(.findingValue), "What its places in braces are filled with."),
      ]),
    Object(
      name: "smart", summary: "The five checks of a KPI.",
      fields: [
        field("specific", .part("check"), "Complete definition, and an owner who controls it."),
        field("measurable", .part("check"), "Events present, value known precisely enough."),
        field("attainable", .part("check"), "Reachable within the budget, and worth it."),
        field("relevant", .part("check"), "Leads to the goal of the center."),
        field("timeBound", .part("check"), "Interval, period, deadline, baseline, trend."),
      ]),
    Object(
      name: "check", summary: "A check with its evidence.",
      fields: [
        field(
          "verdict", .words(SMARTChecks.Check.Outcome.allCases.map(\.rawValue)), "What came out."),
        optional(
          "grade", .words(["infeasible", "stretch", "undecided", "attainable", "tooEasy", "overService"]),
          "For A: how hard the target is."),
        field("evidence", .list(.part("finding")), "The most important first."),
      ]),
  ]

  private static let causeParts = [
    Object(
      name: "elasticity", summary: "What a change of a KPI does to what it serves, by simulation.",
      fields: [
        field("parent", .string, "The KPI that it acts on."),
        field("lever", .string, "The lever whose change moved both."),
        field("childChange", .part("estimate"), "Change of the KPI."),
        field("parentChange", .part("estimate"), "Change of the parent."),
        field("slope", .part("estimate"), "Change of the parent per unit of the KPI."),
        field("isSignificant", .bool, "Whether the slope's interval excludes 0."),
        optional(
          "hasRightSign", .bool,
          "Whether a change for the better of the KPI moves the parent for the better."),
      ]),
    Object(
      name: "remedy", summary: "Cause and action where a KPI misses its target.",
      fields: [
        field("path", .list(.string), "From the KPI down the tree to the cause."),
        field(
          "contributions", .list(.part("contribution")),
          "What each child contributes to the miss, the largest first."),
        field("cause", .part("finding"), "The cause."),
        field("actions", .list(.part("action")), "Simulated actions, the best first."),
      ]),
    Object(
      name: "contribution", summary: "What a child's own deviation does to the KPI.",
      fields: [
        field("child", .string, "The child."),
        field("gap", .number, "How far it is from its own target, in its unit."),
        optional("effect", .number, "The KPI's change if the gap were closed."),
        optional("effectLow", .number, "The lower end of the effect's interval."),
        optional("effectHigh", .number, "The upper end of the effect's interval."),
      ]),
    Object(
      name: "action", summary: "An action that was simulated with the same random numbers.",
      fields: [
        field("lever", .string, "The lever."), field("size", .number, "Its size."),
        field("recovery", .part("estimate"), "The KPI's change."),
        field("after", .part("estimate"), "The KPI's value afterwards."),
        field(
          "outcome", .words(GoalVerdict.allCases.map(\.rawValue)),
          "How that value stands to the target, told from its interval."),
        optional("cost", .part("estimate"), "The change of the cost of a replication."),
        field("breaks", .list(.string), "KPIs that surely would miss their targets only then."),
        field("worsens", .list(.string), "KPIs that miss their targets already and would be worse."),
        optional(
          "groups", .list(.part("groupChange")), "The groups that alone have more or fewer agents."),
        optional("hours", .number, "The hours of a plan that is no multiple of the present one."),
        optional("isMoved", .bool, "Whether the hours stand at other times than now."),
      ]),
    Object(
      name: "followUp", summary: "An action that helps once the advised plan is in place.",
      fields: [
        field("kpi", .string, "The KPI whose target the plan alone does not reach."),
        field("action", .part("action"), "The action; changes are from the plan."),
      ]),
    Object(
      name: "trend", summary: "The trend of a KPI over periods.",
      fields: [
        field("slopePerDay", .number, "Change for each day, by Theil and Sen."),
        optional("slopeLow", .number, "The lower end of the slope's interval."),
        optional("slopeHigh", .number, "The upper end of the slope's interval."),
        field("pValue", .share, "The two-sided p-value of the Mann-Kendall test."),
        optional("requiredSlope", .number, "The slope that the target needs by the deadline."),
        optional("forecast", .part("estimate"), "The value at the deadline by least squares."),
        optional(
          "outlook", .words(["onTrack", "atRisk", "offTrack"]), "Whether the target is in reach."),
      ]),
  ]

  private static let planParts = [
    Object(
      name: "cascadeStep", summary: "A step of the cascade of a target.",
      fields: [
        field("level", .words(KPI.Level.allCases.map(\.rawValue)), "Who is asked."),
        field("finding", .part("finding"), "What is asked."),
      ]),
    Object(
      name: "attainability", summary: "Which targets can be reached with which staffing.",
      fields: [
        optional("budget", .number, "The most that a replication may cost."),
        optional("formulaHours", .number, "Paid hours that the formulas ask for."),
        field("plans", .list(.part("plan")), "Plans by staffing, the fewest hours first."),
        optional("moved", .part("plan"), "The same hours at better times."),
        optional(
          "others", .list(.part("plan")),
          "More or fewer agents in some groups only, or more or fewer hours at better times."),
        field("shifts", .list(.part("placedShift")), "The shifts of the plan that moves hours."),
        field("jointlyMet", .list(.string), "The largest set of KPIs that one plan meets."),
        optional("bestFactor", .number, "The factor of the plan that meets them."),
        optional("best", .part("plan"), "The plan that meets them, the cheapest of those."),
        field(
          "conflicts", .list(.list(.string)),
          "KPIs that can be met one by one but by no plan together."),
      ]),
    Object(
      name: "placedShift", summary: "Agents of a group who work the same hours.",
      fields: [
        field("group", .string, "The group of agents."),
        field("start", .number, "The begin, in seconds after midnight."),
        field("end", .number, "The end, in seconds after the same midnight."),
        field("now", .count, "Agents as it is."), field("then", .count, "Agents as advised."),
      ]),
    Object(
      name: "plan", summary: "One staffing with its figures.",
      fields: [
        field("factor", .number, "Staffing as a multiple of the scenario's."),
        field("hours", .number, "Scheduled agent hours of a replication."),
        optional("cost", .number, "Cost of a replication."),
        field("values", .byName(.part("estimate")), "Values by KPI."),
        field("dayShares", .byName(.part("estimate")), "Shares of days that meet the target, by KPI."),
        field("monthShares", .byName(.part("estimate")), "Chances that a month does, by KPI."),
        field(
          "periodShares", .byName(.part("estimate")),
          "Chances that the target's own period does, by KPI."),
        optional(
          "groups", .list(.part("groupChange")),
          "The groups that alone have more or fewer agents."),
        optional("isMoved", .bool, "Whether the hours stand at other times than now."),
        optional("goals", .list(.part("goal")), "The goals of contact types in this plan."),
      ]),
    Object(
      name: "groupChange", summary: "A group with more or fewer agents.",
      fields: [
        field("group", .string, "The group of agents."), field("now", .count, "Agents as it is."),
        field("then", .count, "Agents in the plan."),
      ]),
    Object(
      name: "lever", summary: "What one change does to every KPI.",
      fields: [
        field("lever", .string, "Its name."), field("size", .number, "Its size."),
        field("changes", .byName(.part("estimate")), "Changes by KPI."),
      ]),
  ]

  private static let tableParts = [
    Object(
      name: "table", summary: "KPIs by group, agent or contact type.",
      fields: [
        field("scope", .words(["group", "agent", "contactType"]), "What its rows are."),
        field("columns", .list(.part("column")), "Its columns."),
        field("rows", .list(.part("row")), "One for each member."),
      ]),
    Object(
      name: "column", summary: "A column of a table.",
      fields: [
        field("identifier", .string, "A KPI, or an entry of the texts' words."),
        field("unit", .string, "A unit of KPIs, hours or count."),
      ]),
    Object(
      name: "row", summary: "A row of a table.",
      fields: [
        field("name", .string, "The member's name."),
        field("values", .list(.orNull(.part("estimate"))), "One for each column."),
      ]),
    Object(
      name: "heatMap", summary: "A KPI by planning interval.",
      fields: [
        field("kpi", .string, "The KPI."),
        field("rows", .list(.string), "Names of the rows; the empty one is the whole center."),
        field(
          "values", .list(.list(.orNull(.number))),
          "Row after row, one for each planning interval."),
      ]),
    Object(
      name: "period", summary: "One period's values.",
      fields: [
        field("name", .string, "The run's number in the archive, or its scenario's name."),
        field("day", .day, "The day of its figures."),
        field("values", .byName(.part("estimate")), "Values by KPI."),
      ]),
  ]
}
