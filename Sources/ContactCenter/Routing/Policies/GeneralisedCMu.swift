/// **Generalised cμ.** As cμ, for costs that do not grow evenly with the wait.
///
/// A wait of W minutes costs C(W) = c·W^p (`waitingCost`). *Pull*: the queue with the largest
/// C′(W)·μ = c·p·W^(p−1)·μ for the wait W of its first contact. *Push*: as in cμ. With p = 1 it is cμ.
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
      costs: model.contactTypes.map { $0.waitingCost ?? Scenario.WaitingCost(perMinute: 0) },
      rates: model.contactTypes.enumerated().map { type, contactType in
        let handling = matrix.handling(type: type, contactType.queue)[group]
        return handling > 0 && handling < .infinity
          ? 1 / handling : 1 / max(contactType.meanHandleTime, 1e-9)
      })
  }

  /// C′(W)·μ of the first contact.
  struct MarginalCost: ContactScoreRule {
    /// By type.
    let costs: [Scenario.WaitingCost]
    let rates: [Double]

    func score(_ line: Int32, group: Int32, in engine: inout Engine) -> Double {
      let type = Int(engine.lines[line].type)
      let cost = costs[type]
      let minutes = engine.firstWait(line) / 60
      return cost.perMinute * cost.power * Engine.power(minutes, cost.power - 1) * rates[type]
    }
  }
}
