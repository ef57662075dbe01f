/// **Queue at last group.**
///
/// Groups are asked in the order of a list; who finds none idle waits for
/// the last one and for no other.
///
/// *Push*: as in queue priority. *Pull*: a group takes only those that wait for it, the oldest first.
///
/// The last group is the last one of the list with agents on duty at the moment; when all its agents
/// leave, those who wait for it choose anew, and so do those who came before any agent when the first
/// one comes. Approximations of overflow systems by loss systems assume this policy.
///
/// Source: ContactCenters, `QUEUEATLASTGROUP`; Koole and Talim, "Exponential approximation of
/// multi-skill call centers architecture" (2000).
struct QueueAtLastGroup: RoutingPolicy {
  private let matrix: SkillMatrix

  init(_ model: Model) { matrix = SkillMatrix(model) }

  var uses: RoutingUses { .newPlaces }

  /// One state for each group of the list, in which that group alone takes the contact.
  func plan(type: Int, queue: Int) -> WaitingPlan {
    let push = matrix.listPlaces(queue)
    var plan = WaitingPlan(WaitingState(push: push, pull: matrix.nowhere))
    plan.states = matrix.groupList(queue).map {
      WaitingState(push: push, pull: matrix.only($0))
    }
    if plan.states.isEmpty { plan.states = [WaitingState(push: push, pull: matrix.nowhere)] }
    return plan
  }

  var placeRule: (any PlaceRule)? { LastGroup(lists: matrix.lists) }

  /// The state of the last group on duty.
  struct LastGroup: PlaceRule {
    let lists: [[Int32]]

    func lane(
      for contact: Int32, at lane: Int32, change: Int32, on floor: Floor
    ) -> Int32 {
      let list = lists[Int(floor.lanes[lane].queue)]
      let state =
        list.lastIndex { floor.groups[$0].onDuty > 0 } ?? max(0, list.count - 1)
      return lane + Int32(state)
    }
  }
}
