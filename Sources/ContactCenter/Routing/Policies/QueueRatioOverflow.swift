/// **Queue-ratio overflow.**
///
/// Each group has a queue; a contact overflows to the next set of groups
/// where too many wait per agent.
///
/// The groups of equal `preference` are a set; sets are asked in order. If any group of a set has an
/// idle agent, the longest idle one takes the contact. Else those groups of the set are candidates
/// whose ratio (waiting + 1) ÷ agents is at most their `targetRatio`; the smallest ratio wins, and
/// the contact waits for that group. If no set has a candidate, the smallest ratio of all wins,
/// targets aside.
///
/// With `copies` the contact waits for all groups of the chosen set, with `promotion` also for those
/// of the sets before it, else for the chosen group alone. A group takes the oldest of those who wait
/// for it. When all agents of the groups it waits for have left, a contact chooses anew.
///
/// Source: ContactCenters, `QUEUERATIOOVERFLOW` (its code tests ratio ≤ target, its documentation says
/// the opposite; we do as the code does).
struct QueueRatioOverflow: RoutingPolicy {
  private let matrix: SkillMatrix
  private let model: Model

  init(_ model: Model) {
    matrix = SkillMatrix(model)
    self.model = model
  }

  static func missing(in scenario: Scenario) -> [ScenarioProblem] {
    scenario.agentGroups.enumerated().filter { $0.element.targetRatio == nil }.map { index, group in
      ScenarioProblem(
        at: "agentGroups[\(index)]",
        "The policy queueRatioOverflow needs the targetRatio of \"\(group.name)\".",
        remedy: "Say how many contacts per agent may wait for the group, such as 0.2.")
    }
  }

  var uses: RoutingUses { [.newPlaces, .placesAfterRinging] }

  /// One state for each group, in the order of the groups' list.
  func plan(type: Int, queue: Int) -> WaitingPlan {
    let list = matrix.groupList(queue)
    let preferences = matrix.preferences(queue)
    var plan = WaitingPlan(WaitingState(push: matrix.nowhere, pull: matrix.nowhere))
    if list.isEmpty { return plan }
    plan.states = list.map { chosen in
      var state = WaitingState(push: matrix.nowhere, pull: matrix.nowhere)
      for group in list where preferences[group] <= preferences[chosen] {
        state.push[group] = preferences[group]
        let isOfSet = preferences[group] == preferences[chosen]
        if group == chosen || (isOfSet ? model.routing.copies : model.routing.promotion) {
          state.pull[group] = 0
        }
      }
      return state
    }
    return plan
  }

  var placeRule: (any PlaceRule)? {
    SmallestRatio(
      lists: matrix.lists,
      sets: (0..<matrix.queues).map { queue in
        let preferences = matrix.preferences(queue)
        return matrix.groupList(queue).map { preferences[$0] }
      },
      targets: model.groups.map { $0.targetRatio ?? 0 })
  }

  /// The state of the group to wait for, or of any group of the set that has an idle agent.
  struct SmallestRatio: PlaceRule {
    let lists: [[Int32]]
    /// The preference of each group of each list.
    let sets: [[Double]]
    let targets: [Double]

    func lane(
      for contact: Int32, at lane: Int32, change: Int32, on floor: Floor
    ) -> Int32 {
      let list = lists[Int(floor.lanes[lane].queue)]
      let set = sets[Int(floor.lanes[lane].queue)]
      var leastOfAll = (place: 0, ratio: Double.infinity)
      var place = 0
      while place < list.count {
        let end = set[place...].firstIndex { $0 > set[place] } ?? list.count
        var least = (place: -1, ratio: Double.infinity)
        for candidate in place..<end {
          let group = list[candidate]
          if floor.groups[group].idleHead >= 0 { return lane + Int32(candidate) }
          let ratio = ratio(of: group, floor)
          if ratio < leastOfAll.ratio { leastOfAll = (candidate, ratio) }
          if ratio <= targets[Int(group)] && ratio < least.ratio { least = (candidate, ratio) }
        }
        if least.place >= 0 { return lane + Int32(least.place) }
        place = end
      }
      return lane + Int32(leastOfAll.place)
    }

    /// (waiting + 1) ÷ agents on duty.
    private func ratio(of group: Int32, _ floor: Floor) -> Double {
      let agents = floor.groups[group].onDuty
      return agents > 0 ? Double(floor.waitingCount(for: group) + 1) / Double(agents) : .infinity
    }
  }
}
