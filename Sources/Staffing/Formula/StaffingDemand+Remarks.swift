import ContactCenter

/// What the formulas leave out of a scenario.
extension DemandReader {
  /// What readers have to know, given the pools.
  func remarks(of pools: [StaffingDemand.Pool]) -> [StaffingRemark] {
    var remarks: [StaffingRemark] = []
    let served = Set(model.groups.flatMap { $0.skills.map(\.queue.place) })
    let skills = model.groups.map { Set($0.skills.map(\.queue.place)) }
    let overlap = skills.indices.contains { first in
      skills.indices.contains {
        first < $0 && skills[first] != skills[$0]
          && !skills[first].isDisjoint(with: skills[$0])
      }
    }
    if overlap { remarks.append(.sharedQueues) }
    let types = model.contactTypes
    let unserved = types.filter { !served.contains($0.queue) }.map(\.name)
    if !unserved.isEmpty { remarks.append(.unserved(unserved)) }
    let helpers = helpers.map { groups in
      groups.map { model.groups[$0].name }.joined(separator: " + ")
    }
    if !helpers.isEmpty { remarks.append(.onlyHelping(helpers)) }
    var gaps = leftOut
    let shared = pools.filter { pool in
      pool.groups.contains { model.groups[$0].written.capacity.most > 1 }
    }.flatMap(\.loads).compactMap { $0 }
    if !shared.isEmpty, shared.allSatisfy({ $0.chat != nil }) {
      gaps.removeAll { $0 == .severalAtOnce || $0 == .sessions }
    }
    return remarks + [.notInFormulas(gaps)]
  }

  /// What the scenario has and formulas have no place for.
  var leftOut: [FormulaGap] {
    let types = model.contactTypes
    let isShared = sameSkills.count - helpers.count > 1
    let parts: [(Bool, FormulaGap)] = [
      (types.contains { $0.arrivals.dayFactor != nil || $0.arrivals.intervalFactor != nil }, .busyDays),
      (types.contains { $0.hasBursts }, .bursts),
      (types.contains { $0.redialAfterAbandon != nil || $0.redialAfterBusy != nil }, .redials),
      (
        Set(types.map(\.priority)).count > 1 || types.contains { $0.priorityGrowth != 0 },
        .priorities
      ),
      (
        model.queues.contains { !$0.steps.isEmpty || $0.balking != nil },
        .queueSteps
      ),
      (model.queues.contains { $0.callback != nil }, .callbacks),
      (
        model.groups.contains { $0.absence > 0 || $0.unscheduledBreaks != nil },
        .absence
      ),
      (types.contains { $0.trunks != nil } && isShared, .sharedLines),
      (model.groups.contains { $0.written.capacity.most > 1 }, .severalAtOnce),
      (types.contains { $0.session != nil }, .sessions),
      (types.contains { $0.turns != nil }, .threads),
      (types.contains { $0.written.isKeptOverClosing }, .waitingWork),
      (types.contains { $0.bot != nil }, .bots), (!model.interruptions.isEmpty, .interruptions),
      (types.contains { $0.voiceMail != nil || $0.video != nil || $0.coBrowsing != nil }, .media),
      (model.groups.contains { !$0.blocks.isEmpty }, .blocks),
      (!model.campaigns.isEmpty, .campaigns),
    ]
    return parts.filter(\.0).map(\.1)
  }

  /// Pools that no type goes to first.
  private var helpers: [[Int]] {
    sameSkills.filter { groups in
      shares.allSatisfy { share in groups.allSatisfy { share[$0] == nil } }
    }
  }
}
