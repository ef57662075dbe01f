import QueueingTheory

extension ErlangAnswer {
  /// The calls in the time of `per` that make up the load.
  var calls: Double? { work.period.map { work.load * $0 / work.handleTime } }

  /// Named values beside the figures.
  var others: [(name: String, seconds: Double)] {
    Int(exactly: agents).flatMap { try? model.others?(work.load, $0) } ?? []
  }

  /// What the square-root rule says about the answer.
  struct SquareRoot {
    /// β.
    var grade: Double
    var kind: SquareRootStaffing.Regime
    /// The agents it gives for the waiting probability of the answer.
    var agents: Int?
    /// Its limit of the waiting probability.
    var waiting: Double?

    /// What staffing of that grade favours.
    var regime: String {
      switch kind {
      case .efficiencyDriven: "efficiency-driven"
      case .qualityDriven: "quality-driven"
      case .qualityAndEfficiencyDriven: "quality- and efficiency-driven"
      }
    }
  }

  var squareRoot: SquareRoot? {
    guard model.unit == "agents", model.hasOneAtATime, let agents = Int(exactly: agents) else { return nil }
    let grade = SquareRootStaffing.gradeOfService(offeredLoad: work.load, agents: agents)
    let kind = SquareRootStaffing.regime(offeredLoad: work.load, agents: agents)
    var result = SquareRoot(grade: grade, kind: kind)
    let wait = figures.first { $0.key == .waitProbability }?.value
    if model.hasSquareRootRule, let wait, wait > 0, wait < 1 {
      result.agents = SquareRootStaffing.requiredAgents(
        offeredLoad: work.load, waitProbability: wait)
      result.waiting = SquareRootStaffing.waitProbability(gradeOfService: grade)
    } else if let ratio = model.patienceRatio {
      result.waiting = SquareRootStaffing.waitProbability(
        gradeOfService: grade, patienceRatio: ratio)
    }
    return result
  }
}
