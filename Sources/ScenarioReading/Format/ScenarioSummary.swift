import ContactCenter

extension ScenarioFile {
  /// What is going to be simulated, in one paragraph of plain words.
  ///
  /// For example: "One queue: 11 days, 528 planning intervals of 30 min. 1 contact type, about 52800
  /// contacts in all. 1 queue, 1 agent group with at most 14 agents, ... ."
  public var summary: String {
    let calendar = model.calendar
    let contacts = model.contactTypes.reduce(0) { $0 + ArrivalVolume($1, calendar).total }
    let work = model.groups.reduce(0) { $0 + $1.plannedTime(calendar) }
    let paid = model.groups.flatMap(\.paidOutside).reduce(0, +)
    let outside = paid < 1 ? "" : " and \(Self.rounded(paid / 3600)) paid outside of them"
    var parts = [
      Self.count(calendar.open.count, "open day"),
      Self.count(calendar.intervals, "planning interval")
        + " of \(Self.rounded(calendar.interval / 60)) min",
      Self.count(model.contactTypes.count, "contact type")
        + " with about \(Self.rounded(contacts)) contacts in a replication",
      Self.count(model.queues.count, "queue"),
      Self.count(model.groups.count, "agent group")
        + " with \(Self.hours(work)) agent-hours planned in the opening hours" + outside,
    ]
    if let dates = calendar.dates.heading(from: calendar.start, to: calendar.end) {
      parts[0] += " (\(dates))"
    }
    if !model.trunkGroups.isEmpty {
      parts.append(Self.count(model.trunkGroups.count, "trunk group"))
    }
    if !model.menus.isEmpty { parts.append(Self.count(model.menus.count, "menu")) }
    if !model.bots.isEmpty { parts.append(Self.count(model.bots.count, "bot")) }
    return "\(scenario.name): \(parts.joined(separator: ", ")). \(studyText) Digest \(digest)."
  }

  private var studyText: String {
    let study = scenario.study
    switch study.method {
    case .batchMeans: return "One long run in \(study.batches) batches, seed \(study.seed)."
    case .replications where !study.precision.isEmpty:
      return "At most \(study.maximumReplications) replications, seed \(study.seed)."
    case .replications:
      return "\(Self.count(study.replications, "replication")), seed \(study.seed)."
    }
  }

  private static func count(_ number: Int, _ word: String) -> String {
    "\(number) \(word)\(number == 1 ? "" : "s")"
  }

  /// Hours of so many seconds, with two decimals at most below a thousand: "341.5".
  private static func hours(_ seconds: Double) -> String {
    let hours = seconds / 3600
    return (hours < 1000 ? (hours * 100).rounded() / 100 : hours.rounded()).plain
  }

  /// Whole numbers from ten on, else one decimal.
  private static func rounded(_ value: Double) -> String {
    let value = value >= 10 ? value.rounded() : (value * 10).rounded() / 10
    return value.plain
  }
}
