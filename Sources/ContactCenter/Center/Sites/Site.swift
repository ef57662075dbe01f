// A center of several sites.

extension Model {
  /// A part of a center with opening hours, a waiting room and ports of its own.
  ///
  /// Types, queues, groups and lines belong to one site each, by their places in the model's lists.
  public struct Site: Sendable {
    /// What the site is called.
    public var name: String
    /// When it is open: spans in rising order, not overlapping.
    public var open: [Span]
    /// What happens to contacts that wait when it closes.
    public var closing: Scenario.Closing
    /// Most waiting in all its queues together; nil: no limit.
    public var waitingRoom: Int?
    /// Ports of its voice response; nil: no limit.
    public var ports: Int?
    /// What a caller meets when all ports are taken.
    public var whenPortsFull: Scenario.PortsFull
    /// Its contact types, by their places.
    public var contactTypes: Range<Int>
    /// Its queues, by their places.
    public var queues: Range<Int>
    /// Its groups of agents, by their places.
    public var groups: Range<Int>
    /// Its groups of lines, by their places.
    public var trunkGroups: Range<Int>

    /// A whole center of one site.
    public init(_ model: Model) {
      name = model.name
      open = model.calendar.open
      closing = model.calendar.closing
      waitingRoom = model.waitingRoom
      ports = model.ports
      whenPortsFull = model.whenPortsFull
      contactTypes = 0..<model.contactTypes.count
      queues = 0..<model.queues.count
      groups = 0..<model.groups.count
      trunkGroups = 0..<model.trunkGroups.count
    }
  }

  /// The sites, at least one.
  public var allSites: [Site] { sites.isEmpty ? [Site(self)] : sites }

  /// A center whose sites are these centers, each with its own hours, lines, queues and agents.
  ///
  /// Nothing leads from one site to another yet, but links of the model may be set so. Costs, quality,
  /// rings and satisfaction are those of the first.
  ///
  /// Throws `ScenarioProblems` if the centers do not fit together: planning intervals, dates, warm-up and
  /// routing must be the same.
  public init(name: String, sites models: [Model]) throws(ScenarioProblems) {
    let problems = Model.misfits(models)
    guard problems.isEmpty, var joined = models.first else {
      throw ScenarioProblems(problems: problems)
    }
    joined.name = name
    joined.sites = [Site(joined)]
    for model in models.dropFirst() { joined.append(model) }
    for site in joined.sites {
      for type in site.contactTypes { joined.contactTypes[type].siteHours = site.open }
    }
    let spans = joined.sites.flatMap(\.open).sorted { $0.from < $1.from }
    joined.calendar.open = Span.joined(spans)
    joined.waitingRoom = Model.sum(joined.sites.map(\.waitingRoom))
    joined.ports = Model.sum(joined.sites.map(\.ports))
    joined.coBrowsingLicences = Model.sum(models.filter(\.sharesPages).map(\.coBrowsingLicences))
    self = joined
  }

  /// The limits together; nil: one of them is none.
  private static func sum(_ limits: [Int?]) -> Int? {
    limits.reduce(0) { sum, limit in sum.flatMap { sum in limit.map { sum + $0 } } }
  }

  /// Adds another center as a site: its links move on with what they lead to.
  private mutating func append(_ other: Model) {
    let start = min(calendar.start, other.calendar.start)
    let end = max(calendar.end, other.calendar.end)
    for type in contactTypes.indices {
      contactTypes[type].move(segments: calendar.interval(of: calendar.start, from: start))
    }
    for group in groups.indices where calendar.end < end { groups[group].goHome(at: calendar.end) }
    var site = Site(other)
    site.contactTypes = site.contactTypes.moved(by: contactTypes.count)
    site.queues = site.queues.moved(by: queues.count)
    site.groups = site.groups.moved(by: groups.count)
    site.trunkGroups = site.trunkGroups.moved(by: trunkGroups.count)
    let steps = Steps(
      types: contactTypes.count, queues: queues.count, trunks: trunkGroups.count, menus: menus.count,
      bots: bots.count)
    let intervals = calendar.interval(of: other.calendar.start, from: start)
    interruptions += other.interruptions.map { $0.moved(by: steps.types) }
    contactTypes += other.contactTypes.map { $0.moved(steps, intervals) }
    queues += other.queues.map { $0.moved(steps) }
    groups += other.groups.map { group in
      var group = group.moved(steps)
      if other.calendar.end < end { group.goHome(at: other.calendar.end) }
      return group
    }
    trunkGroups += other.trunkGroups.map { $0.moved(steps) }
    menus += other.menus.map { $0.moved(steps) }
    bots += other.bots.map { $0.moved(steps) }
    campaigns += other.campaigns.map { $0.moved(steps) }
    sites.append(site)
    (calendar.start, calendar.end) = (start, end)
    calendar.intervals = Int(((end - start) / calendar.interval).rounded(.up))
  }

  /// Why centers cannot be sites of one.
  private static func misfits(_ models: [Model]) -> [ScenarioProblem] {
    guard let first = models.first else {
      return [ScenarioProblem(.error, at: "sites", "There is no site.", remedy: "Give at least one.")]
    }
    var problems: [ScenarioProblem] = []
    func tell(_ place: Int, _ finding: String, _ remedy: String) {
      problems.append(
        ScenarioProblem(
          .error, at: "sites[\(place)]", "\"\(models[place].name)\" \(finding)", remedy: remedy))
    }
    for (place, model) in models.enumerated() {
      if model.calendar.interval != first.calendar.interval
        || model.calendar.firstDate != first.calendar.firstDate
        || model.calendar.timeZone != first.calendar.timeZone
      {
        tell(place, "has another calendar.", "Give all sites the same planning interval and dates.")
      } else if (model.calendar.start - first.calendar.start)
        .remainder(dividingBy: first.calendar.interval) != 0
      {
        tell(
          place, "opens within a planning interval of the first site.",
          "Let the first openings differ by whole planning intervals.")
      }
      if model.calendar.warmUpEnd > model.calendar.start || !model.dayFactorRoot.isEmpty
        || !model.sites.isEmpty
      {
        tell(
          place, "has a warm-up, correlated days or sites of its own.",
          "Join sites without them.")
      }
      if model.routing != first.routing || !model.routing.scripts.isEmpty {
        tell(
          place, "has another routing than the first site, or scripts.",
          "Give all sites the same routing, without scripts.")
      }
    }
    return problems
  }
}

extension Model.Span {
  /// The same spans, which are in order of their beginnings, those that touch or overlap as one.
  static func joined(_ spans: [Model.Span]) -> [Model.Span] {
    var result: [Model.Span] = []
    for span in spans {
      if let last = result.last, last.to >= span.from {
        result[result.count - 1].to = max(last.to, span.to)
      } else {
        result.append(span)
      }
    }
    return result
  }
}

extension Model.Calendar {
  /// How many planning intervals lie between two moments.
  fileprivate func interval(of moment: Seconds, from start: Seconds) -> Int {
    Int(((moment - start) / interval).rounded())
  }
}

// MARK: - Links that move on

/// By how many places the things of a site stand further back in the lists of its center.
private struct Steps {
  let types: Int
  let queues: Int
  let trunks: Int
  let menus: Int
  let bots: Int
}

extension Range<Int> {
  fileprivate func moved(by places: Int) -> Range<Int> {
    lowerBound + places..<upperBound + places
  }
}

extension Link {
  fileprivate func moved(by places: Int) -> Link { Link(name, place: place + places) }
}

extension Model.ContactType {
  /// Its segments begin so many planning intervals later.
  fileprivate mutating func move(segments intervals: Int) {
    for segment in segments.indices { segments[segment].interval += intervals }
  }

  fileprivate func moved(_ steps: Steps, _ intervals: Int) -> Self {
    var type = self
    type.move(segments: intervals)
    type.queue += steps.queues
    type.written.queue = written.queue?.moved(by: steps.queues)
    type.written.trunks = written.trunks?.moved(by: steps.trunks)
    type.written.menu = written.menu?.moved(by: steps.menus)
    type.written.bot = written.bot?.moved(by: steps.bots)
    for place in written.transfers.indices {
      type.written.transfers[place].to = written.transfers[place].to.moved(by: steps.types)
    }
    type.written.redialAfterBusy?.becomes = written.redialAfterBusy?.becomes?.moved(by: steps.types)
    type.written.redialAfterAbandon?.becomes =
      written.redialAfterAbandon?.becomes?.moved(by: steps.types)
    type.written.chasers?.becomes = written.chasers?.becomes?.moved(by: steps.types)
    if let to = written.misrouted?.to { type.written.misrouted?.to = to.moved(by: steps.types) }
    if let to = written.voiceMail?.becomes { type.written.voiceMail?.becomes = to.moved(by: steps.types) }
    type.written.repeatCall?.becomes = written.repeatCall?.becomes?.moved(by: steps.types)
    return type
  }
}

extension Scenario.Campaign {
  fileprivate func moved(_ steps: Steps) -> Self {
    var campaign = self
    campaign.type = type.moved(by: steps.types)
    campaign.trunks = trunks?.moved(by: steps.trunks)
    return campaign
  }
}

extension Scenario.Queue {
  fileprivate func moved(_ steps: Steps) -> Self {
    var queue = self
    if case .queue(let other) = whenFull { queue.whenFull = .queue(other.moved(by: steps.queues)) }
    for place in self.steps.indices {
      if case .overflow(let other) = self.steps[place].action {
        queue.steps[place].action = .overflow(to: other.moved(by: steps.queues))
      }
    }
    queue.callback?.trunks = callback?.trunks?.moved(by: steps.trunks)
    return queue
  }
}

extension Model.Group {
  /// Interchangeable agents, who stay as long as their own center runs, leave when their site has closed for
  /// good and others go on.
  fileprivate mutating func goHome(at end: Seconds) {
    guard case .counts(let steps) = staffing, steps.last?.value ?? 0 > 0 else { return }
    staffing = .counts(steps + [Model.Step(from: end, value: 0)])
  }

  fileprivate func moved(_ steps: Steps) -> Self {
    var group = self
    for place in written.skills.indices {
      group.written.skills[place].queue = written.skills[place].queue.moved(by: steps.queues)
    }
    for place in written.blocks.indices {
      group.written.blocks[place].only = written.blocks[place].only.map { $0.moved(by: steps.types) }
      group.written.blocks[place].without = written.blocks[place].without.map { $0.moved(by: steps.types) }
    }
    return group
  }
}

extension Model.TrunkGroup {
  fileprivate func moved(_ steps: Steps) -> Self {
    var group = self
    group.written.overflowTo = written.overflowTo?.moved(by: steps.trunks)
    return group
  }
}

extension Scenario.Menu {
  fileprivate func moved(_ steps: Steps) -> Self {
    var menu = self
    for place in choices.indices { menu.choices[place].to = choices[place].to.moved(steps) }
    menu.afterRepeats = afterRepeats.moved(steps)
    return menu
  }
}

extension Scenario.Bot {
  fileprivate func moved(_ steps: Steps) -> Self {
    var bot = self
    bot.becomes = becomes?.moved(by: steps.types)
    return bot
  }
}

extension Scenario.MenuTarget {
  fileprivate func moved(_ steps: Steps) -> Self {
    switch self {
    case .type(let other): .type(other.moved(by: steps.types))
    case .menu(let other): .menu(other.moved(by: steps.menus))
    case .agent, .selfServed, .voiceMail, .hangUp: self
    }
  }
}
