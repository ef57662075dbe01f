import ContactCenter

/// What one replication says about a figure: a numerator, a denominator, and how many contacts
/// (or other events) stand behind the numerator.
package struct Sample: Sendable {
  package var x: Double
  package var y: Double
  package var support: Double

  /// A sample of one replication.
  package init(x: Double, y: Double, support: Double) {
    self.x = x
    self.y = y
    self.support = support
  }
}

/// The tallies of one replication and the intervals that are judged.
package struct TallyView {
  let tallies: Tallies
  /// The judged intervals: after the warm-up, before the last stretch.
  let window: Range<Int>

  private var rows: Int { tallies.intervals + 1 }

  /// All rows, the one after the end of the horizon included.
  var everything: Range<Int> { 0..<rows }

  /// A sum over contact types (nil: all) and the judged intervals.
  func contacts(_ types: [Int]?, _ field: (ContactTally) -> Double) -> Double {
    sum(tallies.contacts, types, window, field)
  }

  /// A sum over contact types (nil: all) and some intervals.
  func contacts(
    _ types: [Int]?, _ span: Range<Int>, _ field: (ContactTally) -> Double
  ) -> Double {
    sum(tallies.contacts, types, span, field)
  }

  /// A sum over queues (nil: all) and the judged intervals.
  func queues(_ queues: [Int]?, _ field: (QueueTally) -> Double) -> Double {
    sum(tallies.queues, queues, window, field)
  }

  /// A sum over queues (nil: all) and some intervals.
  func queues(
    _ queues: [Int]?, _ span: Range<Int>, _ field: (QueueTally) -> Double
  ) -> Double {
    sum(tallies.queues, queues, span, field)
  }

  /// A sum over agent groups (nil: all) and the judged intervals.
  func groups(_ groups: [Int]?, _ field: (AgentTally) -> Double) -> Double {
    sum(tallies.groups, groups, window, field)
  }

  /// A sum over agent groups (nil: all) and some intervals.
  func groups(
    _ groups: [Int]?, _ span: Range<Int>, _ field: (AgentTally) -> Double
  ) -> Double {
    sum(tallies.groups, groups, span, field)
  }

  /// A sum over all trunk groups and the judged intervals.
  func trunks(_ field: (TrunkTally) -> Double) -> Double {
    sum(tallies.trunks, nil, window, field)
  }

  private func sum<Tally>(
    _ tallies: [Tally], _ members: [Int]?, _ span: Range<Int>, _ field: (Tally) -> Double
  ) -> Double {
    var sum = 0.0
    for member in members ?? Array(0..<tallies.count / rows) {
      for row in span { sum += field(tallies[member * rows + row]) }
    }
    return sum
  }
}

extension ContactTally {
  /// Waiting time of all who left the queue.
  var wait: Double { waitAnswered + waitAbandoned + waitOther }
}

/// How a figure is computed from tallies.
package struct Estimator: Sendable {
  /// Whether the figure is a share of contacts, whose variance has a floor.
  var isShare: Bool
  /// Whether the figure lies between 0 and 1, so that it may be rare on either side.
  var isFraction: Bool
  var sample: @Sendable (TallyView) -> Sample

  /// A figure computed by a function; shares are fractions too.
  package init(
    isShare: Bool, isFraction: Bool = false, sample: @escaping @Sendable (TallyView) -> Sample
  ) {
    self.isShare = isShare
    self.isFraction = isShare || isFraction
    self.sample = sample
  }

  /// A share of contacts: both numbers are counts.
  static func share(
    _ sample: @escaping @Sendable (TallyView) -> (Double, Double)
  ) -> Estimator {
    Estimator(isShare: true) {
      let (x, y) = sample($0)
      return Sample(x: x, y: y, support: x)
    }
  }

  /// A mean or another ratio of totals, with the number of events behind it.
  static func mean(
    _ sample: @escaping @Sendable (TallyView) -> (Double, Double, Double)
  ) -> Estimator {
    Estimator(isShare: false) {
      let (x, y, support) = sample($0)
      return Sample(x: x, y: y, support: support)
    }
  }

  /// A share of a time or of agents, 0…1.
  static func fraction(
    _ sample: @escaping @Sendable (TallyView) -> (Double, Double, Double)
  ) -> Estimator {
    var estimator = mean(sample)
    estimator.isFraction = true
    return estimator
  }

  /// A count (or another sum) per replication, times a factor.
  static func perReplication(
    times factor: Double = 1, _ sum: @escaping @Sendable (TallyView) -> Double
  ) -> Estimator {
    Estimator(isShare: false) {
      let value = sum($0)
      return Sample(x: value * factor, y: 1, support: value)
    }
  }

  /// The same figure in another unit.
  func divided(by unit: Double) -> Estimator {
    let inner = sample
    return Estimator(isShare: isShare, isFraction: isFraction) {
      let sample = inner($0)
      return Sample(x: sample.x / unit, y: sample.y, support: sample.support)
    }
  }
}

/// Which contacts, queues and agents a figure is about.
struct FigureScope: Sendable {
  /// Contact types; nil: all.
  var types: [Int]?
  /// Queues; nil: all.
  var queues: [Int]?
  /// Agent groups; nil: all.
  var groups: [Int]?
  /// The number of those agents.
  var agents = 1
  /// Whether callers who find no line prove that all agents are busy.
  var blockedMeansBusy = true

  /// One type with its own queue.
  static func type(_ index: Int) -> FigureScope { FigureScope(types: [index], queues: [index]) }
}

/// The figures of stationary systems, by the names that case files use.
enum Figures {
  /// How the figure is computed; nil if the name is unknown.
  ///
  /// A final `_s` does not matter.
  static func estimator(_ name: String, _ scope: FigureScope) -> Estimator? {
    let base = name.hasSuffix("_s") ? String(name.dropLast(2)) : name
    return share(base, scope) ?? mean(base, scope) ?? load(base, scope)
  }

  /// Shares of contacts.
  private static func share(_ name: String, _ scope: FigureScope) -> Estimator? {
    let types = scope.types
    func of(
      _ part: @escaping @Sendable (ContactTally) -> Double,
      _ whole: @escaping @Sendable (ContactTally) -> Double
    ) -> Estimator {
      .share { ($0.contacts(types, part), $0.contacts(types, whole)) }
    }
    switch name {
    case "blocking", "p_block", "p_block_per_attempt": return of(\.blocked, \.attempts)
    case "p_wait", "p_wait_agent", "p_wait_entered", "p_wait_per_attempt":
      return of(\.queued, \.offered)
    case "p_immediate": return of({ $0.offered - $0.queued }, \.attempts)
    case "p_abandon": return of(\.abandoned, \.attempts)
    case "p_abandon_per_attempt": return of(\.abandoned, \.offered)
    case "p_ab_within_T": return of(\.abandonedWithin, \.offered)
    case "p_wait_gt_T":
      return of({ $0.offered - $0.answeredWithin - $0.abandonedWithin }, \.offered)
    case "sl", "sl_agent", "sl_entered": return of(\.answeredWithin, \.offered)
    case "miss": return of({ $0.offered - $0.answeredWithin }, \.offered)
    case "sl_offered": return of(\.answeredWithin, \.attempts)
    case "sl_answered": return of(\.answeredWithin, \.answered)
    case "sl_excl_short_ab":
      return of(\.answeredWithin, { $0.attempts - $0.abandonedWithin })
    case "p_served": return of(\.answered, \.fresh)
    case "p_lost_per_call": return of(\.personsLost, { $0.personsLost + $0.personsServed })
    default: return nil
    }
  }

  /// Means over contacts.
  private static func mean(_ name: String, _ scope: FigureScope) -> Estimator? {
    let types = scope.types
    func of(
      _ sum: @escaping @Sendable (ContactTally) -> Double,
      _ number: @escaping @Sendable (ContactTally) -> Double,
      _ support: @escaping @Sendable (ContactTally) -> Double
    ) -> Estimator {
      .mean {
        ($0.contacts(types, sum), $0.contacts(types, number), $0.contacts(types, support))
      }
    }
    switch name {
    case "asa", "asa_all", "asa_entered", "asa_agent", "asa_per_attempt":
      return of(\.wait, \.offered, \.queued)
    case "asa_served": return of(\.waitAnswered, \.answered, \.queued)
    case "asa_waiting": return of(\.wait, \.queued, \.queued)
    case "wait_abandoned": return of(\.waitAbandoned, \.abandoned, \.abandoned)
    case "attempts_per_call": return of(\.attempts, \.fresh, \.attempts)
    default: return nil
    }
  }

  /// Averages over time, and what arrivals of a Poisson stream see of them.
  private static func load(_ name: String, _ scope: FigureScope) -> Estimator? {
    let (types, queues, groups) = (scope.types, scope.queues, scope.groups)
    let agents = Double(scope.agents)
    /// The judged time: every group has the same.
    @Sendable func time(_ view: TallyView) -> Double { view.groups([0], \.time) }
    switch name {
    case "carried_erlang", "mean_busy":
      return .mean { ($0.groups(groups, \.handling), time($0), $0.groups(groups, \.answered)) }
    case "occupancy", "utilisation", "util", "group_occupancy":
      return .fraction {
        ($0.groups(groups, \.handling) / agents, time($0), $0.groups(groups, \.answered))
      }
    case "mean_queue":
      return .mean {
        ($0.queues(queues, \.lengthIntegral), time($0), $0.contacts(types, \.queued))
      }
    case "trunk_occupancy":
      return .fraction {
        ($0.trunks(\.busyIntegral), $0.trunks(\.capacityIntegral), $0.trunks(\.seized))
      }
    case "mean_orbit":
      return .mean {
        ($0.tallies.orbitIntegral, $0.tallies.observedTime, $0.contacts(types, \.redials))
      }
    case "p_all_busy":
      if !scope.blockedMeansBusy {
        return .share { ($0.contacts(types, \.queued), $0.contacts(types, \.attempts)) }
      }
      return .share {
        let redialling = $0.contacts(types, \.redials) > 0
        let queued = redialling ? 0 : $0.contacts(types, \.queued)
        let blocked = $0.contacts(types, redialling ? \.freshBlocked : \.blocked)
        return (queued + blocked, $0.contacts(types, redialling ? \.fresh : \.attempts))
      }
    default: return nil
    }
  }
}
