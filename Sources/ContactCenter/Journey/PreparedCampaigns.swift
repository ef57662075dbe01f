// Campaigns prepared for the engine.

/// The laws of a campaign by number, and the shares of its segments.
struct CampaignLaws {
  struct Segment: BitwiseCopyable {
    var share: Double
    /// The chance of a person, and of the rest those of a machine and of the busy signal, given a valid number.
    var human: Double
    var machine: Double
    var busy: Double
    var invalid: Double
    var rightParty: Double
    var ahead: Seconds
    /// The laws of x and y, where x ÷ (x + y) is the record's own chance; −1: all alike.
    var x: Int32 = -1
    var y: Int32 = -1
  }
  var segments: [Segment]
  /// What multiplies the chance of a person, by attempt.
  var byAttempt: [Double]
  /// The same by time of day.
  var byHour: [Scenario.Campaign.HourFactor]
  var setup: Int32
  var human: Int32
  var machine: Int32
  var nobody: Int32
  var busy: Int32
  var invalid: Int32
  var analysis: Int32
  /// The chances that the detection takes a person for a machine, and a machine for a person.
  var humanHungUp: Double
  var machineConnected: Double
  var preview: Int32
  /// Of gaps, −1: the record is closed.
  var afterNobody: Int32
  var afterBusy: Int32
  var afterMachine: Int32
  var afterDrop: Int32
  var afterWrongParty: Int32
  var wrongTalk: Int32
  var wrongWrapUp: Int32
  var machineTalk: Int32
  var machineWrapUp: Int32

  init(_ campaign: Scenario.Campaign, _ laws: inout LawCollector) {
    func gap(_ law: Distribution) -> Int32 { law == .never ? -1 : laws.add(law) }
    let (list, rings, retries) = (campaign.list, campaign.rings, campaign.retries)
    let parts = list.segments.isEmpty ? [Scenario.Campaign.Segment(name: "", share: 1)] : list.segments
    segments = parts.map { part in
      let answers = part.answers ?? list.answers
      let valid = max(1e-12, 1 - answers.invalid)
      let rest = answers.machine + answers.busy + answers.nobody
      var segment = Segment(
        share: part.share, human: answers.human / valid, machine: rest > 0 ? answers.machine / rest : 0,
        busy: rest > 0 ? answers.busy / rest : 0, invalid: answers.invalid,
        rightParty: part.rightParty ?? list.rightParty, ahead: part.ahead)
      let mean = min(1, segment.human)
      if let sum = part.concentration ?? list.concentration, mean > 0, mean < 1 {
        segment.x = laws.add(Distribution.gamma(shape: mean * sum, scale: 1))
        segment.y = laws.add(Distribution.gamma(shape: (1 - mean) * sum, scale: 1))
      }
      return segment
    }
    (byAttempt, byHour) = (list.byAttempt, list.byHour)
    setup = laws.add(campaign.setup)
    human = laws.add(rings.human)
    machine = laws.add(rings.machine)
    nobody = laws.add(rings.nobody ?? .constant(rings.timeOut))
    busy = laws.add(rings.busy)
    invalid = laws.add(rings.invalid)
    analysis = laws.add(campaign.detection?.analysis)
    humanHungUp = campaign.detection?.humanHungUp ?? 0
    machineConnected = campaign.detection?.machineConnected ?? 1
    preview = campaign.dialer.kind == .preview ? laws.add(campaign.dialer.preview) : -1
    afterNobody = gap(retries.nobody)
    afterBusy = gap(retries.busy)
    afterMachine = gap(retries.machine)
    afterDrop = gap(retries.dropped)
    afterWrongParty = gap(retries.wrongParty)
    wrongTalk = laws.add(campaign.wrongParty?.talk)
    wrongWrapUp = laws.add(campaign.wrongParty?.wrapUp)
    machineTalk = laws.add(campaign.machine?.talk)
    machineWrapUp = laws.add(campaign.machine?.wrapUp)
  }

  /// The law of the ringing before a result.
  func ring(_ result: DialResult) -> Int32 {
    switch result {
    case .human: return human
    case .machine: return machine
    case .nobody, .cut: return nobody
    case .busy: return busy
    case .invalid: return invalid
    }
  }

  /// What multiplies the chance of a person at an attempt, from 1, and a time of day.
  func factor(attempt: Int32, timeOfDay: Seconds) -> Double {
    let factor = byAttempt[min(Int(attempt), byAttempt.count) - 1]
    if byHour.isEmpty { return factor }
    return factor * (byHour.last { $0.from <= timeOfDay } ?? byHour[byHour.count - 1]).factor
  }
}
