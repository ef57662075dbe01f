import ContactCenter
import Experiments
import QueueingTheory

/// What the goals would cost if every contact type had a pool of its own: the cheapest group that
/// serves it, staffed by Erlang A with the mean patience, or by Erlang C where nobody gives up.
struct SeparatePools: Sendable {
  /// Agents by contact type.
  private(set) var agents: [Int] = []
  /// The group of each pool.
  private(set) var groups: [Int] = []
  /// The cost of an hour.
  let cost: Double

  /// Nil where the model is not stationary, or a goal has no formula.
  init?(_ layout: GoalLayout) {
    let model = layout.model
    guard model.isStationary, !model.groups.contains(where: { $0.written.capacity.most > 1 }),
      !model.contactTypes.contains(where: {
        $0.session != nil || $0.turns != nil || $0.bot != nil || $0.written.isKeptOverClosing
          || $0.video != nil || $0.coBrowsing != nil
      }),
      !model.queues.contains(where: { $0.callback != nil })
    else { return nil }
    for (type, contact) in model.contactTypes.enumerated() {
      let own = layout.goals.filter { $0.part == nil || $0.part == contact.name }
      let goals = own.compactMap(\.formula)
      guard goals.count == own.count,
        let group = model.groups(serving: type).min(by: {
          (model.groups[$0].cost, $0) < (model.groups[$1].cost, $1)
        })
      else { return nil }
      let time = model.leastHandleTime(type: type, group: group)
      let load = model.meanRate(of: type) * time
      guard load > 0 else { return nil }
      let patience = contact.patience.laws[0].mean
      agents.append(
        patience.isFinite && patience > 0
          ? ErlangA.requiredAgents(
            offeredLoad: load, meanHandleTime: time, meanPatience: patience, goals: goals)
          : ErlangC.requiredAgents(offeredLoad: load, meanHandleTime: time, goals: goals))
      groups.append(group)
    }
    cost = zip(agents, groups).reduce(0) { $0 + Double($1.0) * model.groups[$1.1].cost }
  }
}
