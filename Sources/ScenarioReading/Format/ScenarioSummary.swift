import ContactCenter

/// What is going to be simulated, in figures; numbers are texts, as they are told in every language.
public struct ScenarioOutline: Sendable, Equatable {
  /// The scenario's name.
  public var name: String
  /// Its open days.
  public var openDays: Int
  /// The days and the time zone; nil: it has no dates.
  public var dates: String?
  /// Its planning intervals.
  public var intervals: Int
  /// How long they are, in minutes.
  public var minutes: String
  /// Its contact types.
  public var types: Int
  /// About how many contacts come in a replication.
  public var contacts: String
  /// Its queues.
  public var queues: Int
  /// Its agent groups.
  public var groups: Int
  /// Agent-hours planned in the opening hours.
  public var hours: String
  /// Hours paid outside of them; nil: none are.
  public var hoursOutside: String?
  /// Its trunk groups.
  public var trunkGroups: Int
  /// Its menus.
  public var menus: Int
  /// Its bots.
  public var bots: Int
  /// Its campaigns.
  public var campaigns: Int
  /// How it is studied.
  public var study: Study
  /// The seed.
  public var seed: UInt64
  /// What tells it from others.
  public var digest: String

  /// How a scenario is studied.
  public enum Study: Sendable, Equatable {
    /// So many replications.
    case replications(Int)
    /// As many as precision needs, at most so many.
    case atMost(Int)
    /// One run in so many batches.
    case batches(Int)
  }

  /// One paragraph of plain words.
  ///
  /// For example: "One queue: 11 open days, 528 planning intervals of 30 min, 1 contact type with about 52800
  /// contacts in a replication, 1 queue, ... ."
  public var text: String {
    let outside = hoursOutside.map { " and \($0) paid outside of them" } ?? ""
    var parts = [
      Self.count(openDays, "open day") + (dates.map { " (\($0))" } ?? ""),
      Self.count(intervals, "planning interval") + " of \(minutes) min",
      Self.count(types, "contact type") + " with about \(contacts) contacts in a replication",
      Self.count(queues, "queue"),
      Self.count(groups, "agent group") + " with \(hours) agent-hours planned in the opening hours" + outside,
    ]
    if trunkGroups > 0 { parts.append(Self.count(trunkGroups, "trunk group")) }
    if menus > 0 { parts.append(Self.count(menus, "menu")) }
    if bots > 0 { parts.append(Self.count(bots, "bot")) }
    if campaigns > 0 { parts.append(Self.count(campaigns, "campaign")) }
    return "\(name): \(parts.joined(separator: ", ")). \(studyText), seed \(seed). Digest \(digest)."
  }

  private var studyText: String {
    switch study {
    case .batches(let count): "One long run in \(count) batches"
    case .atMost(let count): "At most \(count) replications"
    case .replications(let count): Self.count(count, "replication")
    }
  }

  private static func count(_ number: Int, _ word: String) -> String {
    "\(number) \(word)\(number == 1 ? "" : "s")"
  }
}

extension ScenarioFile {
  /// What is going to be simulated, in one paragraph.
  public var summary: String { outline.text }

  /// What is going to be simulated, in figures.
  public var outline: ScenarioOutline {
    let calendar = model.calendar
    let contacts = model.contactTypes.reduce(0) { $0 + ArrivalVolume($1, calendar).total }
    let work = model.groups.reduce(0) { $0 + $1.plannedTime(calendar) }
    let paid = model.groups.flatMap(\.paidOutside).reduce(0, +)
    return ScenarioOutline(
      name: scenario.name, openDays: calendar.open.count,
      dates: calendar.dates.heading(from: calendar.start, to: calendar.end), intervals: calendar.intervals,
      minutes: Self.rounded(calendar.interval / 60), types: model.contactTypes.count,
      contacts: Self.rounded(contacts), queues: model.queues.count, groups: model.groups.count,
      hours: Self.hours(work), hoursOutside: paid < 1 ? nil : Self.rounded(paid / 3600),
      trunkGroups: model.trunkGroups.count, menus: model.menus.count,
      bots: model.bots.count, campaigns: model.campaigns.count, study: study,
      seed: scenario.study.seed, digest: digest)
  }

  private var study: ScenarioOutline.Study {
    let study = scenario.study
    switch study.method {
    case .batchMeans: return .batches(study.batches)
    case .replications where !study.precision.isEmpty: return .atMost(study.maximumReplications)
    case .replications: return .replications(study.replications)
    }
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
