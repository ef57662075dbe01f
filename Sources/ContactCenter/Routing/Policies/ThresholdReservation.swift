/// **Threshold reservation.**
///
/// Some agents of a group stay idle for better contacts.
///
/// *Push*: groups in order of `preference`, but a group takes a contact of a queue only while more
/// than the skill's `reserve` of its agents are idle. *Pull*: queues in order of `rank`, the oldest
/// first, of those whose reserve stays idle. Agents may thus be idle while contacts wait: that is the
/// price of the better contacts' short waits. After closing nobody is held back any more.
///
/// Source: trunk reservation in telephony; Gans and Zhou, Operations Research 51 (2003); Gurvich,
/// Armony and Mandelbaum, Management Science 54 (2008).
struct ThresholdReservation: RoutingPolicy {
  private let matrix: SkillMatrix

  init(_ model: Model) { matrix = SkillMatrix(model) }

  static func missing(in scenario: Scenario) -> [ScenarioProblem] {
    if scenario.agentGroups.contains(where: { $0.skills.contains { $0.reserve > 0 } }) { return [] }
    return [
      ScenarioProblem(
        at: "agentGroups", "The policy thresholdReservation needs reserves: no skill has one.",
        remedy: "Give a skill a reserve, such as {queue: standard, reserve: 2}.")
    ]
  }

  static func problems(in model: Model) -> [ScenarioProblem] {
    model.queues.indices.filter { queue in
      let serving = model.groups.compactMap { group in
        group.skills.first { $0.queue.place == queue }.map { ($0.reserve, group.agentCount) }
      }
      return !serving.isEmpty && serving.allSatisfy { $0.0 >= max(1, $0.1) }
    }.map {
      ScenarioProblem(
        .warning, at: "agentGroups",
        "The reserves for the queue \"\(model.queues[$0].name)\" are as large as its groups: "
          + "nobody serves it before closing.",
        remedy: "Reserve fewer agents than there are.")
    }
  }

  var uses: RoutingUses { .reserves }

  func plan(type: Int, queue: Int) -> WaitingPlan {
    WaitingPlan(WaitingState(push: matrix.preferences(queue), pull: matrix.ranks(queue)))
  }
}
