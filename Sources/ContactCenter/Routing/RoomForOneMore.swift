/// The agent who takes a contact beside others: in the first preference where somebody has room, him with the
/// fewest contacts, or in groups that pack with the most.
///
/// Groups that pack are asked before idle agents, the others when nobody is idle. Among equals it is the
/// group that stands first, and in it who has had that many for the longest time.
struct RoomForOneMore {
  /// Whether groups that pack are asked, or the others.
  let packing: Bool

  /// The number of the agent; −1 if nobody has room.
  func agent(for contact: Int32, lane: Int32, on floor: Floor) -> Int32 {
    for tier in floor.lanes[lane].firstPush..<floor.lanes[lane].endPush {
      var best: Int32 = -1
      for word in 0..<floor.groupWords {
        var bits = floor.groups(asked: tier, word)
        while bits != 0 {
          let group = word << 6 + Int32(bits.trailingZeroBitCount)
          bits &= bits &- 1
          guard floor.packs(group) == packing else { continue }
          let agent = floor.agentWithRoom(in: group, lane: lane)
          if agent < 0 || (best >= 0 && !isBetter(agent, than: best, on: floor)) { continue }
          if !floor.groups[group].isSelective
            || floor.mayBeGiven(contact, queue: floor.lanes[lane].queue, to: group)
          {
            best = agent
          }
        }
      }
      if best >= 0 { return best }
    }
    return -1
  }

  private func isBetter(_ agent: Int32, than other: Int32, on floor: Floor) -> Bool {
    let (mine, others) = (floor.contactCount(of: agent), floor.contactCount(of: other))
    return packing ? mine > others : mine < others
  }
}
