// A contact's journey, step 2 of 8: getting a line. Before: Arrivals. After: VoiceMenu.

extension Engine {
  /// Takes a line of the type's trunk group, or of the groups it overflows to; false: all are
  /// taken.
  @inline(never)
  mutating func seizeTrunk(_ contact: Int32) -> Bool {
    seizeTrunk(contact, of: types[contacts[contact].type].trunk)
  }

  /// The same of a group that is tried first.
  @inline(never)
  mutating func seizeTrunk(_ contact: Int32, of first: Int32) -> Bool {
    var (group, tried) = (first, 0)
    while group >= 0 && tried < trunks.count {
      if trunks.seize(group, after: intervals.elapsed(at: now)) {
        contacts[contact].trunk = group
        emit(.seizesLine, contact, place: group)
        return true
      }
      group = trunks.overflow(of: group)
      tried += 1
    }
    return false
  }

  /// The caller is off the line.
  @inline(never)
  mutating func releaseTrunk(_ contact: Int32) {
    guard contacts[contact].trunk >= 0 else { return }
    trunks.release(contacts[contact].trunk, after: intervals.elapsed(at: now))
    contacts[contact].trunk = -1
    emit(.releasesLine, contact)
  }

  /// The busy signal of the trunks.
  @inline(never)
  mutating func block(_ contact: Int32) {
    let row = contacts[contact].row
    books[row].blockedByTrunks += 1
    countFreshBlocked(contact)
    emit(.getsBusySignal, contact)
    lose(contact, cause: .busy)
  }

  /// Counts a new caller's blocked first attempt, where the attempt itself was counted.
  mutating func countFreshBlocked(_ contact: Int32) {
    guard contacts.details[contact].attempt == 1, !contacts[contact].isRepeat, contacts[contact].legs == 0
    else { return }
    let first = contacts.details[contact].firstRow
    books[first >= 0 ? first : contacts[contact].row].freshBlocked += 1
  }

  /// The carrier changes the number of lines.
  mutating func trunkChange(_ group: Int32) {
    trunks.changeCapacity(group, after: intervals.elapsed(at: now))
    scheduleTrunkChange(group)
  }

  /// Schedules the next change of a group's lines, if there is one.
  mutating func scheduleTrunkChange(_ group: Int32) {
    if let time = trunks.nextChange(of: group) {
      events.schedule(.trunkChange, timer: trunks.timers.of(group), at: time)
    }
  }
}
