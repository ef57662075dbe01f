// A contact's journey, step 2 of 8: getting a line. Before: Arrivals. After: VoiceMenu.

extension Engine {
  /// Takes a line of the type's trunk group, or of the groups it overflows to; false: all are
  /// taken.
  @inline(never)
  mutating func seizeTrunk(_ contact: Int32) -> Bool {
    var group = types[contacts[contact].type].trunk
    var tried = 0
    while group >= 0 && tried < trunks.count {
      if seize(group) {
        contacts[contact].trunk = group
        emit(.seizesLine, contact, place: group)
        return true
      }
      group = trunks[group].overflowTo
      tried += 1
    }
    return false
  }

  /// Takes one of a group's lines, if one is free.
  @inline(__always)
  mutating func seize(_ group: Int32) -> Bool {
    guard trunks[group].busy < trunks[group].capacity else {
      trunks[group].refused += 1
      return false
    }
    trunks[group].busy += 1
    trunks[group].sum -= now - intervalStart
    trunks[group].seized += 1
    trunks[group].mostBusy = max(trunks[group].mostBusy, trunks[group].busy)
    return true
  }

  /// Gives a line of a group back.
  @inline(__always)
  mutating func release(_ group: Int32) {
    trunks[group].busy -= 1
    trunks[group].sum += now - intervalStart
    trunks[group].released += 1
  }

  /// The caller is off the line.
  @inline(never)
  mutating func releaseTrunk(_ contact: Int32) {
    guard contacts[contact].trunk >= 0 else { return }
    release(contacts[contact].trunk)
    contacts[contact].trunk = -1
    emit(.releasesLine, contact)
  }

  /// The busy signal of the trunks.
  @inline(never)
  mutating func block(_ contact: Int32) {
    let row = contacts[contact].row
    rows[row].blockedByTrunks += 1
    countFreshBlocked(contact)
    emit(.getsBusySignal, contact)
    lose(contact, cause: .busy)
  }

  /// Counts a new caller's blocked first attempt, where the attempt itself was counted.
  mutating func countFreshBlocked(_ contact: Int32) {
    guard details[contact].attempt == 1, !contacts[contact].isRepeat, contacts[contact].legs == 0
    else { return }
    let first = details[contact].firstRow
    rows[first >= 0 ? first : contacts[contact].row].freshBlocked += 1
  }

  /// The carrier changes the number of lines.
  mutating func trunkChange(_ group: Int32) {
    let steps = model.trunkGroups[Int(group)].capacity
    let place = Int(trunks[group].nextStep)
    let old = trunks[group].capacity
    let new = Int32(clamping: steps[place].value)
    if old != Int32.max {
      trunks[group].capacitySum += Double(old - new) * (now - intervalStart)
    }
    trunks[group].capacity = new
    trunks[group].nextStep += 1
    scheduleTrunkChange(group)
  }

  /// Schedules the next change of a group's lines, if there is one.
  mutating func scheduleTrunkChange(_ group: Int32) {
    let steps = model.trunkGroups[Int(group)].capacity
    let place = Int(trunks[group].nextStep)
    if place < steps.count {
      events.schedule(.trunkChange, timer: timers.trunks + Int(group), at: steps[place].from)
    }
  }
}
