// A contact's journey, before step 4, of those who are called: lists, lines and the dialers that are asked how many.
// After: DialedCalls. Nothing here is asked for in a model without campaigns.

extension Engine {
  // MARK: Asking

  /// Dialers are asked as soon as all else of this moment that is under way is done.
  mutating func askDialersSoon() {
    if !events.isPending(campaigns.askTimer) {
      events.schedule(.askDialers, timer: campaigns.askTimer, at: now)
    }
  }

  /// Every campaign dials as many more lines as its dialer wants.
  @inline(never)
  mutating func askDialers() {
    if campaigns.count == 1 {
      dialAll(0)
    } else {
      dialInTurn()
    }
  }

  /// The lines of the only campaign.
  private mutating func dialAll(_ campaign: Int32) {
    while true {
      var more = wantedLines(campaign)
      var isOver = more <= 0
      while more > 0 {
        more -= 1
        guard let isAtOnce = dialNext(campaign) else { return }
        isOver = !isAtOnce && more == 0
        // Who answered at once has taken an agent.
        if isAtOnce { break }
      }
      if isOver { return }
    }
  }

  /// Line by line: of the campaigns that want one the one for whose weight the fewest agents are claimed.
  private mutating func dialInTurn() {
    var done: UInt128 = 0
    while true {
      var (best, least): (Int32, Double) = (-1, .infinity)
      for campaign in 0..<campaigns.count where done & 1 << UInt128(campaign) == 0 {
        let claim = (claimed(by: campaign) + 1) / campaigns.at(campaign).pointee.weight
        if claim < least { (best, least) = (campaign, claim) }
      }
      if best < 0 { return }
      if wantedLines(best) <= 0 || dialNext(best) == nil { done |= 1 << UInt128(best) }
    }
  }

  /// Agents whom the lines of a campaign are for.
  private mutating func claimed(by campaign: Int32) -> Double {
    let row = campaigns.at(campaign)
    if row.pointee.holdsAgent || row.pointee.isAgentless { return 0 }
    return campaigns.rules[Int(campaign)].agents(for: row.pointee.dialing, row.pointee.memory)
      + Double(row.pointee.waiting)
  }

  /// The lines that a campaign's dialer wants besides those that there are.
  private mutating func wantedLines(_ campaign: Int32) -> Int32 {
    let row = campaigns.at(campaign)
    guard sites.isOpen(row.pointee.site), !row.pointee.isFinished else { return 0 }
    if row.pointee.pauseAt < Int32.max && othersWaiting(for: campaign) >= row.pointee.pauseAt { return 0 }
    let view = dialingView(campaign)
    let used = row.pointee.dialing + row.pointee.messages
    if row.pointee.holdsAgent { return min(view.idle, row.pointee.mostLines - used) }
    let wanted = campaigns.rules[Int(campaign)].lines(view, &row.pointee.memory)
    return min(wanted - row.pointee.dialing, row.pointee.mostLines - used)
  }

  /// Contacts that wait in the queues of other types whose agents serve a campaign too.
  private mutating func othersWaiting(for campaign: Int32) -> Int32 {
    let own = campaigns.at(campaign).pointee.queue
    var waiting: Int32 = 0
    for queue in 0..<Int32(queues.count) where queue != own && queues[queue].length > 0 {
      for group in 0..<groups.count
      where routing.skill(group: group, queue: own) >= 0 && routing.skill(group: group, queue: queue) >= 0 {
        waiting += queues[queue].length
        break
      }
    }
    return waiting
  }

  /// What the dialer of a campaign sees.
  mutating func dialingView(_ campaign: Int32) -> DialingView {
    let row = campaigns.at(campaign)
    var (idle, engaged): (Int32, Int32) = (0, 0)
    for group in 0..<groups.count where routing.skill(group: group, queue: row.pointee.queue) >= 0 {
      idle += groups[group].idleCount
      engaged += campaigns.engaged(group)
    }
    var others = 0.0
    for other in 0..<campaigns.count where other != campaign && campaigns.shareAgents(campaign, other) {
      others += claimed(by: other)
    }
    let free = max(0, idle - row.pointee.reserve - Int32(clamping: Int(others.rounded(.up))))
    let from = row.pointee.windowFrom
    let to =
      row.pointee.holdsRatePerDay
      ? sites.nextClosing(of: row.pointee.site) ?? model.calendar.end : model.calendar.end
    return DialingView(
      now: now, idle: free, onDuty: max(0, idle + engaged - row.pointee.reserve),
      busy: engaged + max(0, idle - row.pointee.reserve) - free, dialing: row.pointee.dialing,
      waiting: row.pointee.waiting, elapsedShare: to > from ? (now - from) / (to - from) : 1)
  }

  // MARK: Moments

  /// A site opens: its campaigns dial.
  @inline(never)
  mutating func openCampaigns(of site: Int32) {
    for campaign in 0..<campaigns.count where campaigns.at(campaign).pointee.site == site {
      let row = campaigns.at(campaign)
      if row.pointee.holdsRatePerDay {
        row.pointee.windowFrom = now
        (row.pointee.memory.answers, row.pointee.memory.drops) = (0, 0)
      }
      scheduleLook(campaign)
      askDialersSoon()
    }
  }

  private mutating func scheduleLook(_ campaign: Int32) {
    let pace = campaigns.rules[Int(campaign)].pace
    let timer = campaigns.timers.of(2 * campaign + 1)
    if pace < .infinity && !events.isPending(timer) {
      events.schedule(.campaignDue, timer: timer, at: now + pace)
    }
  }

  /// A record is due, or a dialer looks around.
  @inline(never)
  mutating func campaignDue(_ timer: Int32) {
    let campaign = timer / 2
    if timer % 2 == 1 {
      guard sites.isOpen(campaigns.at(campaign).pointee.site), !campaigns.at(campaign).pointee.isFinished
      else { return }
      if campaigns.rules[Int(campaign)].needsForecast { foreseeFreeAgents(campaign) }
      let view = dialingView(campaign)
      campaigns.rules[Int(campaign)].look(view, &campaigns.at(campaign).pointee.memory)
      scheduleLook(campaign)
    }
    askDialers()
  }

  /// The mean and variance of the number of agents who become free within the mean time to an answer, by how long
  /// each has been with his contact.
  private mutating func foreseeFreeAgents(_ campaign: Int32) {
    let row = campaigns.at(campaign)
    let memory = row.pointee.memory
    let span = memory.connects > 0 ? memory.connectTime / memory.connects : 10
    let usual = types[row.pointee.type].meanHandleTime
    var (mean, variance) = (0.0, 0.0)
    for group in 0..<groups.count where routing.skill(group: group, queue: row.pointee.queue) >= 0 {
      for agent in groups.members(of: group) {
        guard let elapsed = campaigns.elapsed(agent, at: now) else { continue }
        let chance = campaigns.handling.chance(freeWithin: span, elapsed: elapsed, mean: usual)
        mean += chance
        variance += chance * (1 - chance)
      }
    }
    row.pointee.memory.freeing = mean
    row.pointee.memory.freeingVariance = variance
  }

  /// Dialers are asked again at a moment, at the latest.
  private mutating func wakeDialer(_ campaign: Int32, at moment: Seconds) {
    let timer = campaigns.timers.of(2 * campaign)
    if let key = events.pending(timer) {
      if EventQueue.time(key) <= moment { return }
      events.cancel(timer)
    }
    let site = campaigns.at(campaign).pointee.site
    guard let closing = sites.nextClosing(of: site), moment < closing else { return }
    events.schedule(.campaignDue, timer: timer, at: moment)
  }

  // MARK: Records

  /// The next record that may be dialed now; −1: there is none.
  private mutating func nextRecord(_ campaign: Int32) -> Int32 {
    let row = campaigns.at(campaign)
    if row.pointee.firstRecord < 0 && row.pointee.hasWindow {
      let opening = nextWindow(campaign)
      if opening > now {
        wakeDialer(campaign, at: opening)
        return -1
      }
    }
    while true {
      let record = campaigns.takeRecord(campaign, at: now)
      if record < 0 {
        let due = campaigns.nextDue(campaign)
        if due < .infinity { wakeDialer(campaign, at: due) }
        return -1
      }
      let moment = mayBeDialed(campaign, record)
      if moment <= now { return record }
      if row.pointee.firstRecord >= 0 { campaigns.wait(campaign, record, until: moment) }
    }
  }

  /// The first moment at which somebody on a list may be called, by where they live.
  private mutating func nextWindow(_ campaign: Int32) -> Seconds {
    var first = Seconds.infinity
    for segment in campaigns.laws[Int(campaign)].segments {
      first = min(first, nextWindow(campaign, ahead: segment.ahead))
    }
    return first
  }

  /// The first moment from now on at which the calling window is open where clocks are so far ahead.
  private mutating func nextWindow(_ campaign: Int32, ahead: Seconds) -> Seconds {
    let row = campaigns.at(campaign)
    let time = localTime(ahead)
    if time >= row.pointee.callsFrom && time < row.pointee.callsTo { return now }
    let wait = row.pointee.callsFrom - time
    return now + (wait >= 0 ? wait : wait + 86_400)
  }

  /// The time of day where clocks are so far ahead.
  private mutating func localTime(_ ahead: Seconds) -> Seconds {
    let shown = routing.clock.shown(now) + ahead
    return shown - (shown / 86_400).rounded(.down) * 86_400
  }

  /// When a record may be dialed: now, when its window opens, or on the next day.
  private mutating func mayBeDialed(_ campaign: Int32, _ record: Int32) -> Seconds {
    let row = campaigns.at(campaign)
    let limit = row.pointee.perDay
    if !row.pointee.hasWindow && limit == .max { return now }
    let ahead = campaigns.laws[Int(campaign)].segments[campaigns.segment(campaign, record)].ahead
    if limit < .max, let known = campaigns.record(campaign, record), known.pointee.today >= limit,
      known.pointee.day == localDay(ahead)
    {
      return now + 86_400 - localTime(ahead) + row.pointee.callsFrom
    }
    return row.pointee.hasWindow ? nextWindow(campaign, ahead: ahead) : now
  }

  private mutating func localDay(_ ahead: Seconds) -> Int16 {
    Int16(clamping: Int(clamping: ((routing.clock.shown(now) + ahead) / 86_400).rounded(.down)))
  }

  // MARK: An attempt begins

  /// Dials the next record of a campaign: whether it has met an agent at once; nil: there is no record, line or
  /// agent.
  private mutating func dialNext(_ campaign: Int32) -> Bool? {
    let row = campaigns.at(campaign)
    if row.pointee.trunk >= 0 && !row.pointee.holdsAgent && !hasFreeLine(row.pointee.trunk) {
      if isCounted { row.pointee.tally.lineRefused += 1 }
      wakeDialer(campaign, at: now + Engine.lineRetry)
      return nil
    }
    let lane = types[row.pointee.type].lane
    let record = nextRecord(campaign)
    if record < 0 { return nil }
    let contact = newDialedCall(campaign, record)
    if row.pointee.holdsAgent {
      contacts[contact].entered = now
      let agent = idleAgent(for: contact, lane: lane)
      if agent < 0 {
        takeBack(contact)
        return nil
      }
      hold(agent, for: contact)
      return false
    }
    return dialRecord(contact)
  }

  /// Whether what happens now is counted.
  private var isCounted: Bool { now >= intervals.warmUpEnd }

  /// Whether a group of lines, or one that it overflows to, has a free one.
  private mutating func hasFreeLine(_ first: Int32) -> Bool {
    var (group, tried) = (first, 0)
    while group >= 0 && tried < trunks.count {
      if trunks.isFree(group) { return true }
      group = trunks.overflow(of: group)
      tried += 1
    }
    return false
  }

  /// A slot for an attempt on a record, whom nobody counts as a contact until somebody has answered.
  private mutating func newDialedCall(_ campaign: Int32, _ record: Int32) -> Int32 {
    let row = campaigns.at(campaign)
    let known = campaigns.record(campaign, record)
    let attempt = Int32(known?.pointee.attempts ?? 0) + 1
    let slot = takeSlot()
    contacts.details.at(slot).pointee = ContactDetails()
    if kept.bots { bots.begin(slot) }
    let caller = contacts.at(slot)
    caller.pointee = Contact()
    caller.pointee.random = mix(campaigns.seed(campaign, record) &+ UInt64(attempt) &* 0xA24B_AED4_963E_E407)
    caller.pointee.type = row.pointee.type
    caller.pointee.lane = types[row.pointee.type].lane
    caller.pointee.caller = contacts.nextCaller()
    caller.pointee.row = intervals.row(of: row.pointee.type, at: now)
    caller.pointee.stage = .dialed
    contacts.enter()
    if kept.threads { beginThread(slot) }
    let call = campaigns.call(slot, contacts)
    call.pointee = DialedCall(random: caller.pointee.random)
    (call.pointee.campaign, call.pointee.record, call.pointee.attempt) = (campaign, record, attempt)
    (call.pointee.began, call.pointee.counts) = (now, isCounted)
    if let known {
      let day = localDay(campaigns.laws[Int(campaign)].segments[campaigns.segment(campaign, record)].ahead)
      known.pointee.attempts &+= 1
      known.pointee.today = known.pointee.day == day ? known.pointee.today &+ 1 : 1
      known.pointee.day = day
    }
    return slot
  }

  /// An attempt that does not begin, or ends through nobody's doing: its record is dialed again as if nothing had
  /// been.
  mutating func takeBack(_ contact: Int32) {
    let call = campaigns.call(contact, contacts)
    let (campaign, record) = (call.pointee.campaign, call.pointee.record)
    if let known = campaigns.record(campaign, record) {
      known.pointee.attempts -= 1
      known.pointee.today -= 1
      campaigns.wait(campaign, record, until: now)
    }
    call.pointee.phase = .none
    leave(contact)
  }

  /// An idle agent reads a record, then dials it.
  private mutating func hold(_ agent: Int32, for contact: Int32) {
    groups.unlist(agent, agents)
    agents.leaveIdle(agent, at: now)
    let engagement = engagements.areShared ? takeSlot(contact, agent) : agent
    engagements.begin(engagement, with: contact, .alerting, at: now)
    contacts[contact].engagement = engagement
    contacts[contact].stage = .engaged
    campaigns.noteBusy(agent, agents[agent].group, at: now)
    let call = campaigns.call(contact, contacts)
    let campaign = call.pointee.campaign
    campaigns.changeDialing(campaign, by: 1, at: now, counted: intervals.counted(now))
    call.pointee.phase = .reading
    var stream = CallerStream(seed: contacts[contact].random, purpose: .dialedCall, visit: 1)
    let law = campaigns.laws[Int(campaign)].preview
    let isSkipped = stream.uniform() < campaigns.at(campaign).pointee.skip
    call.pointee.isMistaken = isSkipped
    let length = law >= 0 ? bank.draw(law, &stream) : 0
    events.schedule(.dialEnds, timer: contacts.timers.of(contact), at: now + length)
  }

  /// Seizes a line and dials; whether it is over at once.
  mutating func dialRecord(_ contact: Int32) -> Bool {
    let call = campaigns.call(contact, contacts)
    let campaign = call.pointee.campaign
    let row = campaigns.at(campaign)
    if row.pointee.trunk >= 0 && !seizeTrunk(contact, of: row.pointee.trunk) {
      if call.pointee.counts { row.pointee.tally.lineRefused += 1 }
      call.pointee.result = .cut
      giveUpAttempt(contact)
      return false
    }
    call.pointee.began = now
    if call.pointee.phase != .reading {
      campaigns.changeDialing(campaign, by: 1, at: now, counted: intervals.counted(now))
    }
    call.pointee.phase = .dialing
    if call.pointee.counts {
      row.pointee.tally.dials += 1
      row.pointee.tally.noteDial(call.pointee.attempt)
      campaigns.interval(campaign, intervals.present).pointee.dials += 1
    }
    let length = drawAttempt(contact)
    emit(.isDialed, contact, place: row.pointee.queue)
    if length <= 0 { return attemptEnds(contact) }
    events.schedule(.dialEnds, timer: contacts.timers.of(contact), at: now + length)
    return false
  }

  /// What comes of an attempt, and after how long; both depend on the record and the number of the attempt, not on
  /// who else is called.
  private mutating func drawAttempt(_ contact: Int32) -> Seconds {
    let call = campaigns.call(contact, contacts)
    let (campaign, record) = (call.pointee.campaign, call.pointee.record)
    let row = campaigns.at(campaign)
    let segment = campaigns.laws[Int(campaign)].segments[campaigns.segment(campaign, record)]
    let time = localTime(segment.ahead)
    var stream = CallerStream(seed: contacts[contact].random, purpose: .dialedCall)
    let (first, second, third, fourth) = (
      stream.uniform(), stream.uniform(), stream.uniform(), stream.uniform()
    )
    let chance =
      ownChance(campaign, record, segment)
      * campaigns.laws[Int(campaign)].factor(attempt: call.pointee.attempt, timeOfDay: time)
    var result = DialResult.nobody
    if first < segment.invalid {
      result = .invalid
    } else if second < chance {
      result = .human
    } else if third < segment.machine {
      result = .machine
    } else if third < segment.machine + segment.busy {
      result = .busy
    }
    var ring = bank.draw(campaigns.laws[Int(campaign)].ring(result), &stream)
    if result != .busy && result != .invalid && ring > row.pointee.timeOut {
      (result, ring) = (.nobody, row.pointee.timeOut)
    }
    ring += bank.draw(campaigns.laws[Int(campaign)].setup, &stream)
    // Nobody is rung up beyond the window, or the hours.
    var end = now + row.pointee.callsTo - time
    if let closing = sites.nextClosing(of: row.pointee.site) { end = min(end, closing) } else { end = now }
    if row.pointee.hasWindow || end < now + 86_400, now + ring > end, result != .invalid || ring > end - now {
      (result, ring) = (.cut, max(0, end - now))
    }
    call.pointee.result = result
    call.pointee.answered = now + ring
    guard row.pointee.hasDetection, result == .human || result == .machine else { return ring }
    let detection = campaigns.laws[Int(campaign)]
    call.pointee.isMistaken = fourth < (result == .human ? detection.humanHungUp : detection.machineConnected)
    return ring + bank.draw(detection.analysis, &stream)
  }

  /// The chance that a person answers on a record, given a valid number.
  private mutating func ownChance(
    _ campaign: Int32, _ record: Int32, _ segment: CampaignLaws.Segment
  ) -> Double {
    if segment.x < 0 { return segment.human }
    var stream = CallerStream(seed: campaigns.seed(campaign, record), purpose: .dialedRecord, visit: 1)
    let x = bank.draw(segment.x, &stream)
    let all = x + bank.draw(segment.y, &stream)
    return all > 0 ? x / all : segment.human
  }
}
