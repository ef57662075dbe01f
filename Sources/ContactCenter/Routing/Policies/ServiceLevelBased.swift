/// **Service-level based.**
///
/// A free agent serves the type furthest below its goal.
///
/// *Push*: groups in order of `preference`; among equals the longest idle agent. *Pull*: of the
/// group's queues the one whose type has the smallest service level of the sliding `window` less its
/// target; the first come within it. A type without recent contacts counts as fully served.
///
/// Source: service-level routing of contact-center software (also "service objective"); the
/// sliding-window statistics of ContactCenters.
struct ServiceLevelBased: RoutingPolicy {
  private let matrix: SkillMatrix
  private let targets: [Double]

  init(_ model: Model) {
    matrix = SkillMatrix(model)
    targets = model.contactTypes.map { $0.target ?? 0 }
  }

  static func missing(in scenario: Scenario) -> [ScenarioProblem] {
    scenario.contactTypes.enumerated().filter {
      ($0.element.serviceLevel ?? scenario.serviceLevel).target == nil
    }.map { index, type in
      ScenarioProblem(
        at: "contactTypes[\(index)]",
        "The policy serviceLevelBased needs the service-level target of \"\(type.name)\".",
        remedy: "Give it, such as serviceLevel: {within: 20 s, target: 80%}, or for all types.")
    }
  }

  var uses: RoutingUses { .window }

  func plan(type: Int, queue: Int) -> WaitingPlan {
    WaitingPlan(WaitingState(push: matrix.preferences(queue), pull: matrix.equal(queue)))
  }

  func contactRule(group: Int) -> any ContactRule { FurthestBelowGoal(targets: targets) }

  /// The largest target − recent service level; among equals the oldest.
  struct FurthestBelowGoal: OrderRule {
    let targets: [Double]

    func compare(_ a: Int32, _ b: Int32, on floor: Floor) -> Int {
      let answer = smallerFirst(lead(a, floor), lead(b, floor))
      return answer != 0 ? answer : smallerFirst(floor.firstEntered(a), floor.firstEntered(b))
    }

    private func lead(_ lane: Int32, _ floor: Floor) -> Double {
      let type = floor.lanes[lane].type
      return floor.recentServiceLevel(type) - targets[Int(type)]
    }
  }
}
