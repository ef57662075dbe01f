// A contact's journey, beside steps 2, 4 and 6: time on the line before a contact is work, and what else is part
// of a conversation. Nothing here is asked for in a model without it.

extension Engine {
  /// The tally of a contact, if it counts.
  private mutating func noteMedia(_ contact: Int32, _ change: (inout MediaTally) -> Void) {
    let type = contacts[contact].type
    if books.counts(contacts[contact].row, type: type) { change(&media.tally(type).pointee) }
  }

  /// Observed time since a contact began what it is at.
  private mutating func observed(_ contact: Int32) -> Seconds {
    intervals.counted(now) - intervals.counted(media.at(contact).pointee.since)
  }

  private mutating func mediaStream(_ contact: Int32, _ purpose: RandomPurpose) -> CallerStream {
    CallerStream(seed: contacts[contact].random, purpose: purpose, visit: UInt64(contacts[contact].legs))
  }

  // MARK: Messages

  /// A caller who speaks to no agent leaves a message, if one becomes work.
  @inline(never)
  mutating func beginsRecording(_ contact: Int32) -> Bool {
    guard model.contactTypes[Int(contacts[contact].type)].voiceMail != nil else { return false }
    var stream = mediaStream(contact, .recording)
    let length = bank.draw(media.laws[Int(contacts[contact].type)].recording, &stream)
    noteMedia(contact) { $0.recordings += 1 }
    occupyLine(contact, MediaState(since: now, records: true), for: length)
    emit(.recordsMessage, contact)
    return true
  }

  /// Whether a caller who finds the center closed leaves a message; he needs a line for it.
  @inline(never)
  mutating func recordsWhenClosed(_ contact: Int32) -> Bool {
    let type = contacts[contact].type
    guard let rule = model.contactTypes[Int(type)].voiceMail, rule.whenClosed > 0 else { return false }
    var stream = CallerStream(seed: contacts[contact].random, purpose: .recording, visit: 1 << 32)
    guard stream.uniform() < rule.whenClosed, types[type].trunk < 0 || seizeTrunk(contact) else {
      return false
    }
    return beginsRecording(contact)
  }

  private mutating func occupyLine(_ contact: Int32, _ state: MediaState, for length: Seconds) {
    media.at(contact).pointee = state
    contacts[contact].stage = .onLine
    events.schedule(.lineTimeEnds, timer: contacts.timers.of(contact), at: now + length)
  }

  /// A message is recorded, or all pages have come.
  mutating func lineTimeEnds(_ contact: Int32) {
    if media.at(contact).pointee.records { endRecording(contact) } else { endTransmission(contact) }
  }

  private mutating func endRecording(_ contact: Int32) {
    guard let rule = model.contactTypes[Int(contacts[contact].type)].voiceMail else { return }
    var stream = CallerStream(
      seed: contacts[contact].random, purpose: .recording,
      visit: UInt64(contacts[contact].legs) | 1 << 33)
    let isTooShort = stream.uniform() < rule.tooShort
    let length = now - media.at(contact).pointee.since
    noteMedia(contact) {
      $0.recordingTime += length
      if isTooShort { $0.tooShort += 1 }
    }
    if isTooShort {
      emit(.saysNothing, contact)
      lose(contact, cause: .none)
    } else {
      becomeMessage(contact, Int32(rule.becomes.place))
    }
  }

  /// The caller hangs up; his message comes, of another type and with needs of its own.
  private mutating func becomeMessage(_ contact: Int32, _ type: Int32) {
    releaseTrunk(contact)
    let old = contacts[contact]
    let attempt = contacts.details[contact].attempt
    contacts.leave(contact)
    var stream = CallerStream(seed: old.random, purpose: .nextAttempt)
    var next = Contact()
    next.random = stream.next()
    next.type = type
    next.caller = old.caller
    // Whoever spoke to an agent before he was passed on is no new person.
    next.isRepeat = old.isRepeat || old.legs > 0
    next.row = intervals.row(of: type, at: now)
    contacts[contact] = next
    contacts.details[contact] = ContactDetails()
    contacts.details[contact].attempt = attempt
    if kept.bots { bots.begin(contact) }
    books[next.row].transfersIn += 1
    beginAnotherAttempt(contact)
  }

  // MARK: Pages

  /// Pages begin to come in over the line that the contact holds, if its type has such.
  @inline(never)
  mutating func transmits(_ contact: Int32) -> Bool {
    let type = contacts[contact].type
    guard let rule = model.contactTypes[Int(type)].transmission else { return false }
    var stream = mediaStream(contact, .transmission)
    let pages = Double(Distribution.count(bank.draw(media.laws[Int(type)].pages, &stream)))
    noteMedia(contact) {
      $0.transmissions += 1
      $0.pages += pages
    }
    occupyLine(contact, MediaState(since: now), for: pages * rule.perPage)
    emit(.transmits, contact)
    return true
  }

  private mutating func endTransmission(_ contact: Int32) {
    let length = now - media.at(contact).pointee.since
    noteMedia(contact) { $0.transmissionTime += length }
    emit(.hasComeIn, contact)
    releaseTrunk(contact)
    requestAgent(contact)
  }

  // MARK: In conversation

  /// The length of a conversation with what else is part of it, for one of `talk` by voice.
  @inline(never)
  mutating func withMedia(_ talk: Seconds, _ contact: Int32) -> Seconds {
    let type = Int(contacts[contact].type)
    guard model.contactTypes[type].written.hasMedia else { return talk }
    var length = talk
    if let video = model.contactTypes[type].video { length *= setUpVideo(contact, video) }
    if let rule = model.contactTypes[type].coBrowsing { length = coBrowse(length, contact, rule) }
    if let text = model.contactTypes[type].text {
      var stream = mediaStream(contact, .text)
      let segments = text.segments(of: bank.draw(media.laws[type].text, &stream))
      noteMedia(contact) {
        $0.texts += 1
        $0.segments += segments
      }
    }
    return length
  }

  /// Sets up a picture, or goes on by voice and gives the bandwidth back: by what the talk is multiplied.
  private mutating func setUpVideo(_ contact: Int32, _ video: Scenario.Video) -> Double {
    var stream = mediaStream(contact, .video)
    let fails = stream.uniform() < video.setupFailure
    noteMedia(contact) {
      $0.videos += 1
      if fails { $0.videosFailed += 1 }
    }
    guard fails else { return video.talkFactor }
    emit(.fallsBackToVoice, contact)
    releaseTrunk(contact)
    return 1
  }

  /// The length of a conversation in which agent and customer may look at a page together.
  private mutating func coBrowse(
    _ talk: Seconds, _ contact: Int32, _ rule: Scenario.CoBrowsing
  ) -> Seconds {
    var stream = mediaStream(contact, .coBrowsing)
    guard stream.uniform() < rule.share else { return talk }
    let hasLicence = media.takeLicence()
    noteMedia(contact) {
      $0.coBrowsingWanted += 1
      if !hasLicence { $0.coBrowsingRefused += 1 }
    }
    guard hasLicence else {
      emit(.findsNoLicence, contact)
      return talk
    }
    media.at(contact).pointee = MediaState(since: now, hasLicence: true)
    emit(.sharesPage, contact)
    let delay = bank.draw(media.laws[Int(contacts[contact].type)].coBrowsing, &stream)
    return delay + talk * rule.talkFactor
  }

  /// A conversation is over: the licence of a shared page is free.
  @inline(never)
  mutating func endCoBrowsing(_ contact: Int32) {
    guard media.at(contact).pointee.hasLicence else { return }
    media.tally(contacts[contact].type).pointee.coBrowsingTime += observed(contact)
    media.at(contact).pointee.hasLicence = false
    media.returnLicence()
  }

  // MARK: Books

  /// Writes what is counted of all this.
  mutating func finishMedia() {
    books.tallies.media = media.finished
    let time = intervals.counted(now) - intervals.counted(model.calendar.start)
    for type in books.tallies.media.indices where model.contactTypes[type].coBrowsing != nil {
      let keeps = types[type].keepsOverClosing
      books.tallies.media[type].time = keeps ? time : books.openTime.totals[Int(types[type].site)]
    }
  }

  /// Nobody shares a page when nobody is inside.
  mutating func checkMedia(_ found: inout [String]) {
    if contacts.inside == 0 && media.sharing != 0 {
      found.append("shared pages: \(media.sharing) licences are taken though nobody is inside")
    }
    for (type, tally) in zip(model.contactTypes, books.tallies.media)
    where tally.tooShort > tally.recordings || tally.videosFailed > tally.videos
      || tally.coBrowsingRefused > tally.coBrowsingWanted || tally.pages < tally.transmissions
      || tally.segments < tally.texts
    {
      found.append("media of \(type.name): parts are more than the whole")
    }
  }
}
