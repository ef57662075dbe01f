import ContactCenter
import Yams

// The format of trunk groups.

extension ScenarioFormat {
  static var trunkGroup: ObjectFormat<Scenario.TrunkGroup> {
    let outage = ObjectFormat(
      name: "outage",
      doc: "A window in which the carrier offers fewer lines; calls in progress go on.",
      blank: Scenario.Outage(from: 0, to: 0, lines: 0),
      fields: [
        Field(
          "from", \.from, .timeOfDay, required: "10:00",
          "Begin, counted from the first midnight (34:00 is 10:00 of the second day)."),
        Field("to", \.to, .timeOfDay, required: "11:00", "End."),
        Field(
          "lines", \.lines, .integer(ScenarioLimits.lineCounts), default: "0",
          "The lines that are left."),
      ])
    return ObjectFormat(
      name: "trunk group",
      doc: "A finite group of lines. A line is held from seizure to release: menu, queue, talk and "
        + "hold, never wrap-up.",
      blank: Scenario.TrunkGroup(name: "", lines: 0),
      fields: [
        Field("name", \.name, .name, required: "main", "A name of its own."),
        Field(
          "lines", \.lines, .integer(ScenarioLimits.lineCounts), required: "30",
          "How many lines there are."),
        Field(
          "overflowTo", \.overflowTo, .link(), default: "busy signal",
          "The trunk group tried when all lines are taken."),
        Field(
          "outages", \.outages, list(of: outage.kind, ScenarioLimits.outages), default: "none",
          "Windows with fewer lines."),
      ])
  }
}
