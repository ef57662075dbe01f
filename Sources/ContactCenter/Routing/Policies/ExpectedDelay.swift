/// **Expected delay.**
///
/// Each group has a queue, and an arriving contact joins the one with the shortest
/// wait ahead; nobody changes queues later.
///
/// A group with an idle agent has no wait; among several the largest `preferenceWeight` wins, then the
/// longest idle agent. Else the wait of each group is foretold by `predictor` (the last wait of its
/// queue unless the scenario says otherwise) and divided by the weight; the smallest wins. With
/// `delayChoice: random` a group is drawn with chances proportional to weight ÷ foretold wait. A
/// weight of 0 rules a group out; groups without agents on duty are asked only if there are no others,
/// and when all agents of a group have left, those who wait for it choose anew.
///
/// *Pull*: a group takes the oldest of those who wait for it. How well waits were foretold is a
/// figure of the report.
///
/// Source: ContactCenters, `EXPDELAY`; joining the shortest expected delay.
struct ExpectedDelay: RoutingPolicy {
  private let matrix: SkillMatrix
  private let model: Model

  init(_ model: Model) {
    matrix = SkillMatrix(model)
    self.model = model
  }

  static func problems(in model: Model) -> [ScenarioProblem] {
    let matrix = SkillMatrix(model)
    return model.queues.indices.filter { queue in
      let list = matrix.groupList(queue)
      return !list.isEmpty && list.allSatisfy { matrix[$0, queue]?.preferenceWeight == 0 }
    }.map {
      ScenarioProblem(
        .warning, at: "agentGroups",
        "All groups have preferenceWeight 0 for the queue \"\(model.queues[$0].name)\": under the "
          + "policy expectedDelay nobody would serve it.",
        remedy: "Give one of them a weight above 0.")
    }
  }

  var uses: RoutingUses { [.newPlaces, .placesAfterRinging] }

  /// The state of a contact that an idle agent takes, then one for each group of the list.
  func plan(type: Int, queue: Int) -> WaitingPlan {
    let push = matrix.map(queue) {
      $1.preferenceWeight > 0 ? -$1.preferenceWeight : .infinity
    }
    var plan = WaitingPlan(WaitingState(push: push, pull: matrix.nowhere))
    plan.states += matrix.groupList(queue).map { group in
      WaitingState(push: push, pull: push[group] < .infinity ? matrix.only(group) : matrix.nowhere)
    }
    return plan
  }

  var placeRule: (any PlaceRule)? {
    ShortestDelay(
      lists: matrix.lists,
      weights: (0..<matrix.queues).map { queue in
        matrix.groupList(queue).map { matrix[$0, queue]?.preferenceWeight ?? 0 }
      },
      isRandom: model.routing.isDelayChoiceRandom)
  }

  /// The state of the group with the smallest foretold wait by weight.
  struct ShortestDelay: PlaceRule {
    let lists: [[Int32]]
    let weights: [[Double]]
    let isRandom: Bool

    func lane(
      for contact: Int32, at lane: Int32, change: Int32, on floor: Floor
    ) -> Int32 {
      let queue = Int(floor.lanes[lane].queue)
      var best: Int32 = -1
      var least = Double.infinity
      var hasDuty = false
      for (place, group) in lists[queue].enumerated() where weights[queue][place] > 0 {
        if floor.groups[group].idleHead >= 0 { return lane }
        let isOnDuty = floor.groups[group].onDuty > 0
        if hasDuty && !isOnDuty { continue }
        let delay = delay(contact, lane + 1 + Int32(place), weights[queue][place], floor)
        if best < 0 || (isOnDuty && !hasDuty) || delay < least {
          (best, least) = (Int32(place), delay)
        }
        hasDuty = hasDuty || isOnDuty
      }
      if best < 0 { return lane }
      if isRandom && hasDuty { best = drawn(contact, lane, queue, floor) ?? best }
      return lane + 1 + best
    }

    private func delay(
      _ contact: Int32, _ lane: Int32, _ weight: Double, _ floor: Floor
    ) -> Double {
      floor.foretoldWait(at: lane) / weight
    }

    /// A place with chances proportional to weight ÷ foretold wait; foretold waits of 0 share it
    /// among themselves.
    private func drawn(
      _ contact: Int32, _ lane: Int32, _ queue: Int, _ floor: Floor
    ) -> Int32? {
      var chances = [Double](repeating: 0, count: lists[queue].count)
      for (place, group) in lists[queue].enumerated()
      where weights[queue][place] > 0 && floor.groups[group].onDuty > 0 {
        let wait = delay(contact, lane + 1 + Int32(place), weights[queue][place], floor)
        chances[place] = 1 / max(wait, 1e-9)
      }
      var left = floor.draw(of: contact, purpose: .place) * chances.reduce(0, +)
      for place in chances.indices where chances[place] > 0 {
        if left < chances[place] { return Int32(place) }
        left -= chances[place]
      }
      return chances.lastIndex { $0 > 0 }.map(Int32.init)
    }
  }
}
