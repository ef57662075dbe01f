// What running the center costs, as its user wrote it, and the check of it.

extension Scenario {
  /// What running the center costs, for figures of cost; amounts are in one currency.
  public struct Costs: Sendable, Equatable {
    /// What the amounts are in, such as CNY; nil: in no named currency.
    public var currency: String?
    /// The wage of a paid agent hour in groups without a `cost` of their own; nil: there is none.
    public var wage: Double?
    /// What the employer pays on top of wages, as a share of them.
    public var loading = 0.0
    /// Hours paid with a premium; nil: none.
    public var overtime: Overtime?
    /// Overhead of an opening day.
    public var perDay = 0.0
    /// Rent of a line for an opening day.
    public var perLineDay = 0.0
    /// The carrier's charge for a minute of a taken line.
    public var perLineMinute = 0.0
    /// What a session of a bot costs, however it ends.
    public var perBotSession = 0.0
    /// The carrier's charge for a segment of an answer by text message.
    public var perTextSegment = 0.0
    /// A seat with its equipment and licenses for an opening day.
    public var perSeatDay = 0.0
    /// Those who lead agents; nil: nobody who is paid apart.
    public var supervisors: Supervisors?
    /// The review of one monitored contact.
    public var monitoringPerContact = 0.0
    /// Hiring and training somebody in the place of a leaver.
    public var hiringPerLeaver = 0.0
    /// Opening days in a month, over which what comes by the month is spread; nil: as many as the
    /// calendar's share of open days makes of 30.4375.
    public var daysPerMonth: Double?

    /// Nothing costs anything but the groups' hours.
    public init() {}
  }

  /// Hours of agents that are paid with a premium.
  public struct Overtime: Sendable, Equatable {
    /// The share of the paid hours.
    public var share: Double
    /// What is paid on top of the wage, as a share of it.
    public var premium: Double

    /// That share of the hours at that premium.
    public init(share: Double, premium: Double) {
      self.share = share
      self.premium = premium
    }
  }

  /// Those who lead agents.
  public struct Supervisors: Sendable, Equatable {
    /// Agents for each of them.
    public var span: Double
    /// The wage of an hour.
    public var wage: Double

    /// One for `span` agents, at that wage.
    public init(span: Double, wage: Double) {
      self.span = span
      self.wage = wage
    }
  }
}

extension ScenarioLimits {
  /// Amounts of money.
  public static let amounts = 0...1e9
  /// What comes on top of something, as a share of it.
  public static let surcharges = 0.0...10
  /// Agents for each supervisor.
  public static let spans = 1.0...1000
  /// Opening days in a month.
  public static let daysOfMonth = 1...31
}

extension ModelBuilder {
  /// The costs, once the calendar and the lines are there.
  mutating func buildCosts() {
    guard let costs = scenario.costs else { return }
    let amounts = [
      ("wage", costs.wage ?? 0, "The wage"), ("perDay", costs.perDay, "The overhead"),
      ("perLineDay", costs.perLineDay, "The rent of a line"),
      ("perLineMinute", costs.perLineMinute, "The charge for a minute"),
      ("perBotSession", costs.perBotSession, "The cost of a session"),
      ("perTextSegment", costs.perTextSegment, "The charge for a segment"),
      ("perSeatDay", costs.perSeatDay, "The cost of a seat"),
      ("supervisors.wage", costs.supervisors?.wage ?? 0, "The supervisors' wage"),
      ("monitoringPerContact", costs.monitoringPerContact, "The cost of a review"),
      ("hiringPerLeaver", costs.hiringPerLeaver, "The cost of hiring"),
    ]
    for (key, amount, what) in amounts {
      checkNumber(amount, in: ScenarioLimits.amounts, at: "costs.\(key)", what)
    }
    checkNumber(
      costs.loading, in: ScenarioLimits.surcharges, at: "costs.loading", "The loading of wages")
    if let overtime = costs.overtime {
      checkProportion(overtime.share, at: "costs.overtime.share", "The share of overtime")
      checkNumber(
        overtime.premium, in: ScenarioLimits.surcharges, at: "costs.overtime.premium", "The premium")
    }
    if let supervisors = costs.supervisors {
      checkNumber(
        supervisors.span, in: ScenarioLimits.spans, at: "costs.supervisors.span", "The span")
    }
    checkNumber(
      costs.daysPerMonth, in: ScenarioLimits.daysOfMonth.numbers, at: "costs.daysPerMonth",
      "The number of opening days")
    for (key, amount) in [("perLineDay", costs.perLineDay), ("perLineMinute", costs.perLineMinute)]
    where amount > 0 && scenario.trunkGroups.isEmpty {
      warn(
        "costs.\(key)", "There are no trunk groups, so that no line is ever paid.",
        "Describe the lines under trunkGroups.")
    }
    if costs.perBotSession > 0 && scenario.bots.isEmpty {
      warn(
        "costs.perBotSession", "There are no bots, so that no session is ever paid.",
        "Describe them under bots.")
    }
    if costs.perTextSegment > 0 && !scenario.contactTypes.contains(where: { $0.text != nil }) {
      warn(
        "costs.perTextSegment", "No contact type sends text messages, so that no segment is ever paid.",
        "Give a type text: {characters: …}.")
    }
    let openShare = Double(openDays.count) / Double(max(1, scenario.calendar.days))
    model.costs = Model.Costs(
      prices: costs, daysPerMonth: costs.daysPerMonth ?? max(1, 365.25 / 12 * openShare))
  }
}
