// Checks and links of campaigns.

extension ModelBuilder {
  mutating func buildCampaigns() {
    var owners: [Int: Int] = [:]
    for (i, campaign) in scenario.campaigns.enumerated() {
      let path = "campaigns[\(i)]"
      var linked = campaign
      guard let type = self.linked(campaign.type, at: "\(path).type") else { continue }
      linked.type = type
      linked.trunks = campaign.trunks.flatMap { self.linked($0, at: "\(path).trunks") }
      if let first = owners.updateValue(i, forKey: type.place), isSound("\(path).type") {
        error(
          "\(path).type",
          "The campaign \"\(scenario.campaigns[first].name)\" has the type \"\(type.name)\" already.",
          "Give each campaign a contact type of its own.")
      }
      check(campaign.list, "\(path).list")
      checkAttempts(campaign, path)
      check(campaign.dialer, "\(path).dialer")
      checkDropping(campaign, path)
      checkLines(campaign, path)
      checkType(type, path)
      model.campaigns.append(linked)
    }
  }

  // MARK: The list

  private mutating func check(_ list: Scenario.Campaign.DialList, _ path: String) {
    if let size = list.size, !ScenarioLimits.records.contains(size) {
      error(
        "\(path).size", "There are \(size) records.",
        "Give 1 to \(ScenarioLimits.records.upperBound), or leave it out: a list without end.")
    }
    check(list.answers, "\(path).answers")
    checkProportion(list.rightParty, at: "\(path).rightParty", "The share of right parties")
    checkNumber(
      list.concentration, in: ScenarioLimits.betaSums, at: "\(path).concentration", "The concentration")
    if list.byAttempt.isEmpty {
      error("\(path).byAttempt", "There is no factor.", "Give at least one.")
    }
    for factor in list.byAttempt {
      checkNumber(factor, in: ScenarioLimits.answerFactors, at: "\(path).byAttempt", "A factor")
    }
    for (i, factor) in list.byHour.enumerated() {
      let place = "\(path).byHour[\(i)]"
      checkNumber(factor.factor, in: ScenarioLimits.answerFactors, at: place, "A factor")
      if !(factor.from >= 0 && factor.from < 86_400) {
        error(place, "The moment lies outside the day.", "Give 00:00 to 23:59.")
      } else if i > 0, factor.from <= list.byHour[i - 1].from {
        error(place, "The moments do not rise.", "Put them in rising order.")
      }
    }
    checkSegments(list, path)
    checkReach(list, path)
  }

  private mutating func check(_ answers: Scenario.Campaign.Answers, _ path: String) {
    checkProportion(answers.human, at: "\(path).human", "The share of people")
    checkProportion(answers.machine, at: "\(path).machine", "The share of machines")
    checkProportion(answers.busy, at: "\(path).busy", "The share of busy signals")
    checkProportion(answers.invalid, at: "\(path).invalid", "The share of invalid numbers")
    let sum = answers.human + answers.machine + answers.busy + answers.invalid
    if sum > 1 + 1e-9, sum.isFinite {
      error(path, "The shares add up to \((sum * 100).plain)%.", "Stay at or below 100%: the rest is nobody.")
    }
  }

  private mutating func checkSegments(_ list: Scenario.Campaign.DialList, _ path: String) {
    for (i, segment) in list.segments.enumerated() {
      let place = "\(path).segments[\(i)]"
      checkProportion(segment.share, at: "\(place).share", "The share of a segment")
      if let answers = segment.answers { check(answers, "\(place).answers") }
      checkProportion(segment.rightParty, at: "\(place).rightParty", "The share of right parties")
      checkNumber(
        segment.concentration, in: ScenarioLimits.betaSums, at: "\(place).concentration",
        "The concentration")
      checkNumber(
        segment.ahead, in: ScenarioLimits.clockDifference, at: "\(place).ahead",
        "How far its clocks are ahead")
    }
    let sum = list.segments.reduce(0) { $0 + $1.share }
    if !list.segments.isEmpty, abs(sum - 1) > 1e-9, sum.isFinite {
      error(
        "\(path).segments", "The shares of the segments add up to \((sum * 100).plain)%.",
        "They must add up to 100%.")
    }
  }

  /// A list in which nobody ever answers is doubtful.
  private mutating func checkReach(_ list: Scenario.Campaign.DialList, _ path: String) {
    let shares =
      list.segments.map { ($0.answers ?? list.answers).human * $0.share } + [
        list.segments.isEmpty ? list.answers.human : 0
      ]
    if shares.allSatisfy({ $0 == 0 }) || list.byAttempt.allSatisfy({ $0 == 0 }) {
      warn("\(path).answers", "No person ever answers.", "Let the share of people be above 0%.")
    }
  }

  // MARK: Attempts

  private mutating func checkAttempts(_ campaign: Scenario.Campaign, _ path: String) {
    checkLaw(campaign.setup, at: "\(path).setup", "The setup")
    let rings = campaign.rings
    for (key, law) in [
      ("human", rings.human), ("machine", rings.machine), ("busy", rings.busy), ("invalid", rings.invalid),
    ] {
      checkLaw(law, at: "\(path).rings.\(key)", "The ringing")
    }
    checkLaw(rings.nobody, at: "\(path).rings.nobody", "The ringing in vain")
    checkLength(rings.timeOut, at: "\(path).rings.timeOut", "The ring time-out", aboveZero: true)
    if let detection = campaign.detection {
      checkLaw(detection.analysis, at: "\(path).detection.analysis", "The analysis")
      checkProportion(
        detection.humanHungUp, at: "\(path).detection.humanHungUp", "The share of people hung up on")
      checkProportion(
        detection.machineConnected, at: "\(path).detection.machineConnected",
        "The share of machines that reach an agent")
    }
    for (key, work) in [("wrongParty", campaign.wrongParty), ("machine", campaign.machine)] {
      checkLaw(work?.talk, at: "\(path).\(key).talk", "The conversation")
      checkLaw(work?.wrapUp, at: "\(path).\(key).wrapUp", "The wrap-up")
    }
    checkRetries(campaign, "\(path).retries")
    if let window = campaign.window, !(window.from >= 0 && window.to > window.from && window.to <= 86_400) {
      error(
        "\(path).window", "The window ends before it begins, or lies outside the day.",
        "Let `to` be later than `from`, from 00:00 to 24:00.")
    }
  }

  private mutating func checkRetries(_ campaign: Scenario.Campaign, _ path: String) {
    let retries = campaign.retries
    if let attempts = retries.attempts {
      checkNumber(
        Double(attempts), in: ScenarioLimits.dials.numbers, at: "\(path).attempts", "The number of attempts")
      if attempts > 1, campaign.list.size == nil, isSound(path) {
        error(
          "\(path).attempts", "The list has no end, so that nobody is dialed again.",
          "Give the list a size, or leave the attempts out.")
      }
    }
    if let perDay = retries.perDay {
      checkNumber(
        Double(perDay), in: ScenarioLimits.dials.numbers, at: "\(path).perDay", "The attempts in a day")
    }
    for (key, law) in [
      ("nobody", retries.nobody), ("busy", retries.busy), ("machine", retries.machine),
      ("dropped", retries.dropped), ("wrongParty", retries.wrongParty),
    ] {
      checkLaw(law, at: "\(path).\(key)", "The gap", mayBeInfinite: true)
    }
  }

  // MARK: Dialing

  private mutating func check(_ dialer: Scenario.Dialer, _ path: String) {
    checkNumber(
      dialer.linesPerAgent, in: ScenarioLimits.linesPerAgent, at: "\(path).linesPerAgent",
      "The lines for an agent")
    if dialer.kind == .ratio, dialer.linesPerAgent == 0 {
      error("\(path).linesPerAgent", "Nobody is ever dialed.", "Give a number above 0.")
    }
    checkLaw(dialer.preview, at: "\(path).preview", "The preview")
    checkProportion(dialer.skip, at: "\(path).skip", "The share of records that are skipped")
    if dialer.skip == 1 { error("\(path).skip", "All records are skipped.", "Give less than 100%.") }
    checkNumber(dialer.factor, in: ScenarioLimits.linesPerAgent, at: "\(path).factor", "The factor")
    checkNumber(
      Double(dialer.plus), in: ScenarioLimits.lineCounts.numbers, at: "\(path).plus", "The lines besides")
    if dialer.kind == .perFree, dialer.factor == 0, dialer.plus == 0 {
      error("\(path).factor", "Nobody is ever dialed.", "Give a factor, or lines besides, above 0.")
    }
    checkNumber(
      Double(dialer.leastIdle), in: ScenarioLimits.agentCounts.numbers, at: "\(path).leastIdle",
      "The least number of idle agents")
    checkProportion(dialer.dropLimit, at: "\(path).dropLimit", "The drop limit")
    checkNumber(
      dialer.mostPerAgent, in: 1...ScenarioLimits.linesPerAgent.upperBound, at: "\(path).mostPerAgent",
      "The most lines for an agent")
    checkNumber(dialer.aim, in: -1000...1000, at: "\(path).aim", "The aim")
    checkNumber(dialer.intensity, in: -99...1000, at: "\(path).intensity", "The intensity")
  }

  private mutating func checkDropping(_ campaign: Scenario.Campaign, _ path: String) {
    checkLength(campaign.dropAfter, at: "\(path).dropAfter", "The time to a drop")
    checkLength(campaign.message, at: "\(path).message", "The message")
    checkLength(campaign.lateAfter, at: "\(path).lateAfter", "The time to a late conversation")
    checkProportion(campaign.success, at: "\(path).success", "The share of successes")
    checkNumber(campaign.weight, in: ScenarioLimits.campaignWeights, at: "\(path).weight", "The weight")
    if let quota = campaign.quota {
      checkNumber(
        Double(quota), in: ScenarioLimits.records.numbers, at: "\(path).quota", "The quota")
      if campaign.success == 0 || campaign.list.rightParty == 0 && campaign.list.segments.isEmpty {
        warn("\(path).quota", "The quota is never met: nobody is a success.")
      }
    }
  }

  private mutating func checkLines(_ campaign: Scenario.Campaign, _ path: String) {
    if let most = campaign.mostLines {
      checkNumber(
        Double(most), in: 1...Double(ScenarioLimits.lines), at: "\(path).mostLines", "The most lines")
    } else if campaign.dialer.kind == .agentless, campaign.trunks == nil, isSound("\(path).trunks") {
      error(
        "\(path).mostLines", "Without agents nothing says how many lines are dialed at once.",
        "Give `mostLines`, or `trunks`.")
    }
    checkNumber(
      Double(campaign.reserve), in: ScenarioLimits.agentCounts.numbers, at: "\(path).reserve", "The reserve")
    if let pause = campaign.pauseAt {
      checkNumber(
        Double(pause), in: ScenarioLimits.pauses.numbers, at: "\(path).pauseAt", "The number that wait")
    }
    guard let place = trunkIndex[campaign.trunks?.name ?? ""], isSound("trunkGroups[\(place)]"),
      case let group = scenario.trunkGroups[place], group.overflowTo == nil
    else { return }
    let lines = group.lines
    if lines == 0 {
      error(
        "\(path).trunks", "The trunk group \"\(group.name)\" has no line to dial on.",
        "Give it lines, or name another one.")
    } else if let most = campaign.mostLines, most > lines {
      error(
        "\(path).mostLines", "The trunk group \"\(group.name)\" has \(lines) lines, less than \(most).",
        "Give at most \(lines), or more lines.")
    }
  }

  /// The type's contacts come from the list alone, and are over when an agent is done.
  private mutating func checkType(_ link: Link<Scenario.ContactType>, _ path: String) {
    let place = "contactTypes[\(link.place)]"
    guard isSound(place), scenario.contactTypes.indices.contains(link.place) else { return }
    let type = scenario.contactTypes[link.place]
    let doubts: [(Bool, String)] = [
      (!type.arrivals.isEmpty, "arrivals"), (type.menu != nil, "menu"), (type.bot != nil, "bot"),
      (type.turns != nil, "turns"), (type.session != nil, "session"),
      (type.redialAfterBusy != nil, "redialAfterBusy"),
      (type.redialAfterAbandon != nil, "redialAfterAbandon"),
      (type.repeatCall != nil, "repeatCall"), (!type.backlog.isEmpty, "backlog"), (type.spam != nil, "spam"),
      (type.chasers != nil, "chasers"), (type.trunks != nil, "trunks"), (type.channel != .voice, "channel"),
    ]
    for (isSaid, key) in doubts where isSaid {
      error(
        "\(place).\(key)",
        "\"\(type.name)\" is the type of a campaign, whose contacts are people who answer.",
        "Leave `\(key)` out.")
    }
  }

  /// Campaigns whom no agent serves, or whose reserve leaves nobody.
  mutating func checkCampaigns() {
    for (i, campaign) in model.campaigns.enumerated() where isSound("campaigns[\(i)]") {
      let queue = model.contactTypes[campaign.type.place].queue
      let agents = model.groups.reduce(0) { sum, group in
        group.skills.contains { $0.queue.place == queue } ? sum + group.agentCount : sum
      }
      guard campaign.dialer.kind != .agentless else { continue }
      if agents > 0, campaign.reserve >= agents {
        error(
          "campaigns[\(i)].reserve",
          "The reserve is \(campaign.reserve) agents, and \(agents) serve the queue: nobody is ever dialed.",
          "Give less than \(agents).")
      }
      if model.queues[queue].callback != nil {
        error(
          "campaigns[\(i)].type", "The queue \"\(model.queues[queue].name)\" offers callbacks.",
          "Give the campaign's type a queue of its own.")
      }
      checkWindow(campaign, "campaigns[\(i)]")
    }
  }

  /// Windows that never open while the center is open.
  private mutating func checkWindow(_ campaign: Scenario.Campaign, _ path: String) {
    guard let window = campaign.window, !openDays.isEmpty else { return }
    let places = campaign.list.segments.isEmpty ? [0] : campaign.list.segments.map(\.ahead)
    for (i, ahead) in places.enumerated() {
      let isEverOpen = openDays.contains { day in
        let (from, to) = (day.span.from + ahead, day.span.to + ahead)
        return (-1...1).contains { shift in
          let midnight = day.midnight + Double(shift) * 86_400
          return min(to, midnight + window.to) > max(from, midnight + window.from)
        }
      }
      if isEverOpen { continue }
      let place = campaign.list.segments.isEmpty ? "\(path).window" : "\(path).list.segments[\(i)]"
      error(
        place, "The calling window never opens while the center is open.",
        "Let them overlap, by the clocks of the people who are called.")
    }
  }
}

extension Scenario.Arrivals {
  /// Whether nothing says that contacts come.
  fileprivate var isEmpty: Bool {
    points.isEmpty && rateList == nil && datedVolumes.isEmpty && process == .poisson
  }
}
