/// **Generalised cμ.**
///
/// As cμ, for costs that do not grow evenly with the wait.
///
/// A wait of W minutes costs C(W) = c·W^p (`waitingCost`). *Pull*: the queue with the largest
/// C′(W)·μ = c·p·W^(p−1)·μ for the wait W of its first contact; among
/// equals the oldest. *Push*: as in cμ. With p = 1 it is cμ.
///
/// Source: van Mieghem, "Dynamic scheduling with convex delay costs", Annals of Applied Probability 5
/// (1995); Mandelbaum and Stolyar, Operations Research 52 (2004): asymptotically optimal in heavy
/// traffic.
struct GeneralisedCMu: RoutingPolicy {
  private let matrix: SkillMatrix
  private let model: Model

  init(_ model: Model) {
    matrix = SkillMatrix(model)
    self.model = model
  }

  static func missing(in scenario: Scenario) -> [ScenarioProblem] {
    CMu.missingCosts(of: .generalisedCMu, in: scenario)
  }

  func plan(type: Int, queue: Int) -> WaitingPlan {
    WaitingPlan(
      WaitingState(push: matrix.handling(type: type, queue), pull: matrix.equal(queue)))
  }

  func contactRule(group: Int) -> any ContactRule {
    MarginalCost(
      queues: matrix.queues,
      costs: model.contactTypes.map { $0.waitingCost ?? Scenario.WaitingCost(perMinute: 0) },
      handling: model.contactTypes.indices.flatMap { type in
        (0..<matrix.queues).map { max(matrix.handling(type: type, $0)[group], 1e-9) }
      })
  }

  /// The largest C′(W)·μ of the first contact; among equals the oldest.
  struct MarginalCost: OrderRule {
    let queues: Int
    /// By type.
    let costs: [Scenario.WaitingCost]
    /// type × queues + queue → mean handling time, in seconds.
    let handling: [Seconds]

    func compare(_ a: Int32, _ b: Int32, on floor: Floor) -> Int {
      let answer = smallerFirst(-saving(a, floor), -saving(b, floor))
      return answer != 0 ? answer : smallerFirst(floor.firstEntered(a), floor.firstEntered(b))
    }

    private func saving(_ lane: Int32, _ floor: Floor) -> Double {
      let type = Int(floor.lanes[lane].type)
      let cost = costs[type]
      let minutes = floor.firstWait(lane) / 60
      let time = handling[type * queues + Int(floor.lanes[lane].queue)]
      return cost.perMinute / time * cost.power * Engine.power(minutes, cost.power - 1)
    }
  }
}
