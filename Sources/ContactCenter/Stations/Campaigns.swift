// Those who are called: the lists of all campaigns, and the attempts under way.

/// What comes of an attempt.
enum DialResult: UInt8 {
  case human, machine, nobody, busy, invalid
  /// The calling window, or the center, closes while it rings.
  case cut
}

/// An attempt under way, by slot of its contact.
///
/// `random` is the seed of the contact whose attempt it is: the row of a slot belongs to no other.
struct DialedCall: BitwiseCopyable {
  enum Phase: UInt8 {
    /// No attempt, or its end is booked.
    case none
    /// An agent reads the record.
    case reading
    /// From setup to the end of the analysis.
    case dialing
    /// The person waits for an agent.
    case waiting
    /// The person hung up while he waited.
    case hungUp
    /// The dropped person hears a message, or all hear it of a campaign without agents.
    case message
    /// In conversation, or passed on after it.
    case connected
  }
  enum Party: UInt8 {
    case right, wrong, machine
  }
  var random: UInt64 = 0
  var campaign: Int32 = -1
  var record: Int32 = -1
  /// The number of the attempt, from 1.
  var attempt: Int32 = 0
  /// When the line was seized.
  var began: Seconds = 0
  /// When somebody picked up.
  var answered: Seconds = 0
  /// When the wait for an agent ends in a drop.
  var dropAt: Seconds = .infinity
  /// When the conversation began.
  var met: Seconds = 0
  var result = DialResult.nobody
  var party = Party.right
  var phase = Phase.none
  /// The detection of machines took it for the other.
  var isMistaken = false
  var counts = false
}

/// A record of a list: attempts so far, those of its last day, and that day.
struct DialRecord: BitwiseCopyable {
  var attempts: UInt8 = 0
  var today: UInt8 = 0
  var day: Int16 = -1
}

/// A campaign while the simulation runs.
struct CampaignState: BitwiseCopyable {
  var type: Int32
  var queue: Int32
  var site: Int32
  var trunk: Int32
  var reserve: Int32
  var mostLines: Int32
  var attempts: Int32
  var weight: Double
  /// Where its records lie in the table of all; −1: the list has no end.
  var firstRecord: Int32
  /// Records of the list; `Int32.max`: without end.
  var size: Int32
  let holdsAgent: Bool
  let isAgentless: Bool
  let hasDetection: Bool
  let dropAfter: Seconds
  let message: Seconds
  let lateAfter: Seconds
  let timeOut: Seconds
  /// Of the calling window by the called person's clock; the whole day where there is none.
  let callsFrom: Seconds
  let callsTo: Seconds
  /// `UInt8.max`: no limit.
  let perDay: UInt8
  let skip: Double
  let success: Double
  let quota: Double
  /// `Int32.max`: nobody who waits stops it.
  let pauseAt: Int32
  let holdsRatePerDay: Bool
  // The state of a run.
  var seed: UInt64 = 0
  /// The first record that was never dialed.
  var fresh: Int32 = 0
  /// Lines dialing; an agent who reads or hears the ringing has one.
  var dialing: Int32 = 0
  /// People who wait for an agent.
  var waiting: Int32 = 0
  /// Lines held with a message.
  var messages: Int32 = 0
  /// Nobody is called any more: the quota is met.
  var isFinished = false
  /// When the number of lines dialing was last booked.
  var since: Seconds = 0
  /// When the window of the drop rate began.
  var windowFrom: Seconds = 0
  var memory = DialingMemory()
  var tally = CampaignTally()
  // Records that are closed, whether or not they count: by a right party, an invalid number, the last attempt, or
  // since nothing is tried after what came of them.
  var reached = 0.0
  var invalidRecords = 0.0
  var exhausted = 0.0
  var closed = 0.0
  var successes = 0.0

  init(
    _ campaign: Scenario.Campaign, _ model: Model, site: Int32, firstRecord: Int32, size: Int32?
  ) {
    type = Int32(campaign.type.place)
    queue = Int32(model.contactTypes[campaign.type.place].queue)
    self.site = site
    trunk = campaign.trunks.map { Int32($0.place) } ?? -1
    reserve = Int32(clamping: campaign.reserve)
    mostLines = campaign.mostLines.map { Int32(clamping: $0) } ?? Int32.max
    attempts = Int32(clamping: campaign.attempts)
    weight = campaign.weight
    self.firstRecord = size == nil ? -1 : firstRecord
    self.size = size ?? Int32.max
    holdsAgent = campaign.dialer.holdsAgent
    isAgentless = campaign.dialer.kind == .agentless
    hasDetection = campaign.detection != nil
    (dropAfter, message, lateAfter) = (campaign.dropAfter, campaign.message, campaign.lateAfter)
    timeOut = campaign.rings.timeOut
    (callsFrom, callsTo) = (campaign.window?.from ?? 0, campaign.window?.to ?? 86_400)
    perDay = UInt8(clamping: campaign.retries.perDay ?? Int(UInt8.max))
    skip = campaign.dialer.kind == .preview ? campaign.dialer.skip : 0
    success = campaign.success
    pauseAt = campaign.pauseAt.map { Int32(clamping: $0) } ?? Int32.max
    quota = campaign.quota.map(Double.init) ?? .infinity
    holdsRatePerDay = campaign.dialer.window == .day
  }

  /// Whether people may be called at some times only.
  var hasWindow: Bool { callsFrom > 0 || callsTo < 86_400 }
}

/// All campaigns: their records, who of them waits for another attempt, and the attempts under way; empty without
/// campaigns.
struct Campaigns: ~Copyable {
  private var rows: Table<CampaignState>
  private let empty: [CampaignState]
  private var records: Table<DialRecord>
  /// By campaign: records that wait for another attempt.
  private var waiting: [DueRecords]
  /// By slot.
  private var calls: Table<DialedCall>
  /// By agent: when he met the contact that he is with; negative: he is with none.
  private var metAt: Table<Seconds>
  /// By group: agents who are with a contact.
  private var engaged: Table<Int32>
  /// campaign × campaigns + campaign: whether a group serves both.
  private let shareAgents: [Bool]
  /// campaign × (intervals + 1) + interval.
  private var intervals: Table<DialingIntervalTally>
  private let stride: Int32
  /// Whether those who wait may stop any campaign.
  let mayPause: Bool
  /// By campaign.
  let laws: [CampaignLaws]
  let rules: [any DialingRule]
  /// By type: its campaign; −1: none.
  let ofType: [Int32]
  /// What handling times were so far.
  var handling = HandlingRecord()
  /// Of the moment at which dialers are asked.
  let askTimer: Int
  /// Two of each campaign: when a record is due, and when its rule looks around.
  let timers: TimerRange

  init(_ model: Model, _ prepared: PreparedModel, agents: Int, _ timers: inout TimerPlan) {
    let campaigns = model.campaigns
    var first: Int32 = 0
    empty = campaigns.map { campaign in
      let size = campaign.list.size.map { Int32(clamping: $0) }
      defer { first += size ?? 0 }
      return CampaignState(
        campaign, model, site: prepared.types[campaign.type.place].site, firstRecord: first, size: size)
    }
    shareAgents = campaigns.flatMap { one in
      campaigns.map { other in
        model.groups.contains { group in
          [one, other].allSatisfy { campaign in
            group.skills.contains { $0.queue.place == model.contactTypes[campaign.type.place].queue }
          }
        }
      }
    }
    engaged = Table(repeating: 0, count: campaigns.isEmpty ? 0 : model.groups.count)
    rows = Table(empty)
    records = Table(repeating: DialRecord(), count: Int(first))
    waiting = campaigns.map { _ in DueRecords() }
    mayPause = campaigns.contains { $0.pauseAt != nil }
    laws = prepared.campaignLaws
    rules = campaigns.map(\.dialer.rule)
    var ofType = [Int32](repeating: -1, count: campaigns.isEmpty ? 0 : model.contactTypes.count)
    for (number, campaign) in campaigns.enumerated() { ofType[campaign.type.place] = Int32(number) }
    self.ofType = ofType
    calls = Table(repeating: DialedCall(), count: campaigns.isEmpty ? 0 : ContactSlots.first)
    metAt = Table(repeating: -1, count: campaigns.isEmpty ? 0 : agents)
    stride = Int32(model.calendar.intervals + 1)
    intervals = Table(repeating: DialingIntervalTally(), count: campaigns.count * Int(stride))
    askTimer = timers.reserve(campaigns.isEmpty ? 0 : 1).of(0)
    self.timers = timers.reserve(2 * campaigns.count)
  }

  mutating func reset(_ seed: RunSeed, at now: Seconds) {
    if empty.isEmpty { return }
    for number in empty.indices {
      rows[number] = empty[number]
      var stream = SourceStream(
        seed: seed.seed, replication: seed.replication, entity: number, purpose: .dialedList)
      rows[number].seed = stream.next()
      (rows[number].since, rows[number].windowFrom) = (now, now)
      waiting[number].removeAll()
    }
    records.fill(DialRecord())
    calls.fill(DialedCall())
    metAt.fill(-1)
    engaged.fill(0)
    intervals.fill(DialingIntervalTally())
    handling = HandlingRecord()
  }

  /// Rows for so many slots.
  mutating func grow(to slots: Int) { calls.grow(to: slots, with: DialedCall()) }

  // MARK: Rows

  /// Campaigns, as they are numbered.
  var count: Int32 { Int32(empty.count) }

  @inline(__always)
  func at(_ campaign: Int32) -> UnsafeMutablePointer<CampaignState> { rows.at(campaign) }

  /// The attempt of a contact; one without a phase if it is none.
  func call(_ contact: Int32, _ contacts: borrowing ContactSlots) -> UnsafeMutablePointer<DialedCall> {
    let row = calls.at(contact)
    let random = contacts.at(contact).pointee.random
    if row.pointee.random != random { row.pointee = DialedCall(random: random) }
    return row
  }

  /// What is counted of an interval.
  func interval(_ campaign: Int32, _ interval: Int32) -> UnsafeMutablePointer<DialingIntervalTally> {
    intervals.at(campaign * stride + interval)
  }

  /// Whether a group of agents serves two campaigns.
  func shareAgents(_ one: Int32, _ other: Int32) -> Bool { shareAgents[Int(one * count + other)] }

  // MARK: Agents

  /// An agent of a group is with a contact from now on.
  func noteBusy(_ agent: Int32, _ group: Int32, at now: Seconds) {
    if metAt.at(agent).pointee >= 0 { return }
    metAt.at(agent).pointee = now
    engaged.at(group).pointee += 1
  }

  /// An agent of a group has no contact any more.
  mutating func noteFree(_ agent: Int32, _ group: Int32, at now: Seconds) {
    let met = metAt[agent]
    if met < 0 { return }
    metAt[agent] = -1
    engaged[group] -= 1
    handling.add(now - met)
  }

  /// How long an agent has been with his contact; nil: he is with none.
  func elapsed(_ agent: Int32, at now: Seconds) -> Seconds? {
    let met = metAt.at(agent).pointee
    return met < 0 ? nil : now - met
  }

  /// Agents of a group who are with contacts.
  func engaged(_ group: Int32) -> Int32 { engaged.at(group).pointee }

  // MARK: Lines

  /// The number of lines dialing changes.
  func changeDialing(_ campaign: Int32, by change: Int32, at now: Seconds, counted moment: Seconds) {
    let row = rows.at(campaign)
    book(campaign, counted: moment)
    row.pointee.dialing += change
    assert(row.pointee.dialing >= 0)
  }

  /// Books how long as many lines dialed as do now.
  func book(_ campaign: Int32, counted moment: Seconds) {
    let row = rows.at(campaign)
    row.pointee.tally.dialingIntegral += Double(row.pointee.dialing) * (moment - row.pointee.since)
    row.pointee.since = moment
  }

  // MARK: Records

  /// What the random numbers of a record begin from.
  func seed(_ campaign: Int32, _ record: Int32) -> UInt64 {
    mix(rows.at(campaign).pointee.seed &+ UInt64(truncatingIfNeeded: record) &* 0x9E37_79B9_7F4A_7C15)
  }

  /// What is known of a record; nil: the list has no end, and nothing is kept.
  func record(_ campaign: Int32, _ record: Int32) -> UnsafeMutablePointer<DialRecord>? {
    let first = rows.at(campaign).pointee.firstRecord
    return first < 0 ? nil : records.at(first + record)
  }

  /// The segment of a record.
  func segment(_ campaign: Int32, _ record: Int32) -> Int {
    let segments = laws[Int(campaign)].segments
    if segments.count == 1 { return 0 }
    var stream = CallerStream(seed: seed(campaign, record), purpose: .dialedRecord)
    var u = stream.uniform()
    for (number, segment) in segments.enumerated().dropLast() {
      if u < segment.share { return number }
      u -= segment.share
    }
    return segments.count - 1
  }

  /// A record will be dialed again at a moment.
  mutating func wait(_ campaign: Int32, _ record: Int32, until moment: Seconds) {
    waiting[Int(campaign)].insert(record, at: moment)
  }

  /// When the next waiting record is due; infinite: there is none.
  func nextDue(_ campaign: Int32) -> Seconds { waiting[Int(campaign)].first }

  /// Records that wait for another attempt.
  func waitingCount(_ campaign: Int32) -> Int { waiting[Int(campaign)].count }

  /// The record to dial next: one that is due, or the next one that was never dialed; −1: there is none now.
  mutating func takeRecord(_ campaign: Int32, at now: Seconds) -> Int32 {
    if waiting[Int(campaign)].first <= now { return waiting[Int(campaign)].takeFirst() }
    let row = rows.at(campaign)
    if row.pointee.fresh >= row.pointee.size { return -1 }
    row.pointee.fresh += 1
    return row.pointee.fresh - 1
  }

  /// Counting begins.
  mutating func restart(counted moment: Seconds) {
    for campaign in 0..<count {
      rows[campaign].tally = CampaignTally()
      rows[campaign].since = moment
    }
    intervals.fill(DialingIntervalTally())
  }

  /// What was counted of all intervals: campaign × (intervals + 1) + interval.
  var finishedIntervals: [DialingIntervalTally] { intervals.array() }
}
