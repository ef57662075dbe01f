import ContactCenter
import Yams

// The format of scripts.

/// The keys of a stage as they were read.
struct RoutingStageDraft {
  var stage = Scenario.RoutingStage(after: 0)
  /// The ranks that stand beside `after`: what holds without cases.
  var ranks = Scenario.RankTable()

  /// The keys of a new stage.
  fileprivate init() {}

  /// The keys of a stage: without cases its ranks stand beside `after`.
  fileprivate init(_ stage: Scenario.RoutingStage) {
    self.stage = stage
    guard stage.cases.isEmpty, let otherwise = stage.otherwise else { return }
    (ranks, self.stage.otherwise) = (otherwise, nil)
  }

  /// The stage that the keys describe.
  fileprivate var whole: Scenario.RoutingStage {
    var whole = stage
    if ranks != Scenario.RankTable() { whole.otherwise = ranks }
    return whole
  }
}

extension ScenarioFormat {
  static var routingScript: ObjectFormat<Scenario.RoutingScript> {
    ObjectFormat(
      name: "routing script", doc: "What happens to contacts of a type as they wait.",
      blank: Scenario.RoutingScript(type: ""),
      fields: [
        Field("type", \.type, .link(), required: "vip", "The contact type."),
        Field(
          "stages", \.stages, list(of: .routingStage, ScenarioLimits.scriptStages),
          required: "[{after: 0 s, agents: {vip team: 1}, queues: {vip team: 1}}]",
          "In rising order of the wait, the first from 0 s on."),
      ])
  }

  static var routingStage: ObjectFormat<RoutingStageDraft> {
    ObjectFormat(
      name: "routing stage",
      doc: "New ranks from a wait on: either cases, of which the first that is true counts, and "
        + "what holds otherwise; or ranks alone.",
      blank: RoutingStageDraft(),
      fields: [
        Field(
          "after", \.stage.after, .duration, required: "20 s",
          "Since the contact asked for an agent."),
        Field(
          "cases", \.stage.cases, list(of: routingCase.kind, ScenarioLimits.scriptCases), default: "none",
          "New ranks under conditions."),
        Field(
          "otherwise", \.stage.otherwise, rankTable.kind, default: "nothing changes",
          example: "{agentsBy: {generalists: -1}}", "The ranks if no case is true."),
      ] + rankFields(\.ranks) { $0.moved(under: "otherwise") },
      alternatives: rankAlternatives)
  }

  private static var routingCase: ObjectFormat<Scenario.RoutingCase> {
    ObjectFormat(
      name: "routing case", doc: "New ranks under a condition.",
      blank: Scenario.RoutingCase(when: "", ranks: Scenario.RankTable()),
      fields: [
        Field(
          "when", \.when, .text(2000), required: "idle(experts) >= 2 and waiting(gold) == 0",
          "A formula that is true or false.")
      ] + rankFields(\.ranks),
      alternatives: rankAlternatives)
  }

  private static var rankTable: ObjectFormat<Scenario.RankTable> {
    ObjectFormat(
      name: "ranks", doc: "Ranks of agent groups, the smallest first.",
      blank: Scenario.RankTable(), fields: rankFields(\.self), alternatives: rankAlternatives)
  }

  private static let rankAlternatives: [ObjectShape.Alternatives] = [
    .init(keys: ["agents", "agentsBy"], needed: false),
    .init(keys: ["queues", "queuesBy"], needed: false),
  ]

  private static func rankFields<Owner>(
    _ table: WritableKeyPath<Owner, Scenario.RankTable>,
    _ place: (Kind<[Scenario.GroupRank]>) -> Kind<[Scenario.GroupRank]> = { $0 }
  ) -> [Field<Owner>] {
    let ranks = place(
      named(by: "group", of: Kind<Double>.number(ScenarioLimits.scores).standIn(0)) {
        Scenario.GroupRank(group: $0, rank: $1)
      } parts: {
        ($0.group.name, $0.rank)
      })
    return [
      Field(
        "agents", table.appending(path: \.agents), ranks, default: "as before",
        example: "{experts: 1, generalists: 2}",
        "The groups asked for an idle agent; those not named are not asked."),
      Field(
        "queues", table.appending(path: \.queues), ranks, default: "as before",
        example: "{experts: 1}",
        "The groups whose queues the contact is in; it leaves those not named."),
      Field(
        "agentsBy", table.appending(path: \.agentsBy), ranks, default: "nothing",
        example: "{generalists: -1}", "Added to the ranks of groups asked for an idle agent."),
      Field(
        "queuesBy", table.appending(path: \.queuesBy), ranks, default: "nothing",
        example: "{experts: -1}", "Added to the ranks in the queues of groups."),
    ]
  }
}

extension Kind {
  /// The same, kept in the scenario under the key `outer` beside which it is written.
  func moved(under outer: String) -> Kind<Value> {
    var kind = self
    kind.read = { node, reading in reading.moved(under: outer, node) { read(node, &$0) } }
    return kind
  }
}

extension Kind where Value == Scenario.RoutingStage {
  /// A stage with cases, or with ranks alone.
  static var routingStage: Kind<Scenario.RoutingStage> {
    let object = ScenarioFormat.routingStage
    let placeholder = object.blank.stage
    let settings = { (focus: SettingFocus<Scenario.RoutingStage>) in
      object.settings(focus.through({ RoutingStageDraft($0) }, { $0.whole }))
    }
    return Kind(shape: object.shape, placeholder: placeholder, settings: settings) { node, reading in
      guard let draft = object.kind.read(node, &reading) else { return nil }
      var stage = draft.stage
      guard draft.ranks != Scenario.RankTable() else { return stage }
      if !stage.cases.isEmpty || stage.otherwise != nil {
        reading.fail(
          at: Reading.place(of: node), "The stage has ranks beside cases or otherwise.",
          "Move the ranks under \"otherwise\".")
      } else {
        stage.otherwise = draft.ranks
      }
      return stage
    }
  }
}
