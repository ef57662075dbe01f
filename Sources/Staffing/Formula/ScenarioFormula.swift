import ContactCenter
import Experiments
import QueueingTheory

/// The formula that fits a scenario of one pool of agents, with its figures over the whole horizon.
///
/// Every planning interval is a queue in equilibrium with its own volume and its planned agents, as
/// planners compute (the stationary independent period by period approximation of L. V. Green,
/// P. J. Kolesar and W. Whitt, POM 16, 2007); where all intervals are alike it is one queue. Quotients are those of
/// totals, as in the simulation. Example: 100 calls per half hour of 180 s, 14 agents all day: Erlang C, 88.8 %
/// within 20 s.
public struct ScenarioFormula: Sendable {
  /// A figure with its value.
  public struct Figure: Sendable, Equatable {
    /// Which figure.
    public var indicator: FigureName
    /// In the indicator's unit.
    public var value: Double
  }

  /// Such as "Erlang C (M/M/n)"; of several the one of the most calls.
  public private(set) var model: QueueModelName
  /// Whether intervals differ, so that each was computed by itself.
  public private(set) var isByInterval: Bool
  /// What the scenario has and the formula has not, such as "redials".
  public private(set) var leftOut: [String]
  /// The figures.
  public private(set) var figures: [Figure] = []

  /// Whether nothing but chance tells formula and simulation apart.
  public var isExact: Bool { !model.isApproximation && !isByInterval && leftOut.isEmpty }

  /// The formula of a scenario; nil where none fits: several groups of different skills, types that
  /// nobody serves, threads, work that waits over closing, an interval whose queue would grow without bound, or
  /// over 1,000 different intervals.
  ///
  /// Cost: some 10 to 500 µs for each interval that differs from the one before.
  public init?(_ model: Model) {
    guard DemandReader.haveSameSkills(model), model.routing.policy == nil, !model.hasThreads,
      !model.hasBacklogs
    else { return nil }
    let reader = DemandReader(model)
    let pools = reader.pools()
    guard pools.count == 1, let pool = pools.first, let agents = pool.scheduled,
      let common = Self.commonWait(of: model, in: pool),
      let sums = Sums(reader, pool, agents, acceptableWait: common.wait), let name = sums.name
    else { return nil }
    self.model = name
    isByInterval = sums.different > 1
    leftOut =
      (name.isApproximation ? ["the law of the handle time in full"] : [])
      + Self.leftOut(model, reader, pool, agents, isByInterval: isByInterval)
    figures = sums.figures.filter { common.isOne || $0.indicator != .serviceLevel }
  }

  /// The acceptable wait of the pool's types, and whether they all have it; nil where a type with calls
  /// is not in the pool.
  private static func commonWait(
    of model: Model, in pool: StaffingDemand.Pool
  ) -> (wait: Seconds, isOne: Bool)? {
    let own = Set(pool.types)
    let served = Set(model.groups.flatMap { $0.skills.map(\.queue.place) })
    let types = model.contactTypes.filter { own.contains($0.name) }
    let strangers = model.contactTypes.contains {
      !own.contains($0.name) && !served.contains($0.queue)
    }
    guard !strangers, let wait = types.first?.acceptableWait else { return nil }
    return (wait, types.allSatisfy { $0.acceptableWait == wait })
  }

  private static func leftOut(
    _ model: Model, _ reader: DemandReader, _ pool: StaffingDemand.Pool, _ agents: [Double],
    isByInterval: Bool
  ) -> [String] {
    let types = model.contactTypes
    let order = Set(model.groups.map(\.contactSelection))
    let working = zip(agents, pool.loads).filter { $0.1 != nil }.map(\.0)
    let own: [(Bool, String)] = [
      (
        types.contains { if case .poisson = $0.arrivals.process { false } else { true } },
        "arrivals that are not Poisson"
      ),
      (types.contains { $0.repeatCall != nil }, "when repeated calls come"),
      (model.groups.contains { $0.noAnswer != nil }, "rings without answer"),
      (
        model.queues.count > 1 && !order.isSubset(of: [.oldestFirst, .priority]),
        "the order of several queues"
      ),
      (working.contains { $0 != $0.rounded() }, "agents who come or go within an interval"),
      (isByInterval, "work carried over from one interval to the next"),
      (
        !isByInterval && model.calendar.warmUpEnd <= model.calendar.start,
        "the empty center at the start"
      ),
    ]
    return reader.leftOut.map(\.text) + own.filter(\.0).map(\.1)
  }
}

/// Sums over planning intervals.
private struct Sums {
  /// The model of the most calls.
  private(set) var name: QueueModelName?
  /// Intervals that differ from the first.
  private(set) var different = 0
  private var quotients: [FigureName: (sum: Double, base: Double)] = [:]
  private var calls = 0.0
  private var callsByModel: [QueueModelName: Double] = [:]

  init?(
    _ reader: DemandReader, _ pool: StaffingDemand.Pool, _ agents: [Double], acceptableWait: Seconds
  ) {
    let measures: [Goal.Measure] = [
      .serviceLevel(.abandonedCountAgainst, within: acceptableWait), .averageSpeedOfAnswer,
      .abandonment, .waitProbability, .blocking, .occupancy,
    ]
    var last: (load: QueueLoad, agents: Int, parts: [(sum: Double, base: Double)], queue: Double)?
    let calendar = reader.model.calendar
    for (number, whole) in reader.intervals.enumerated() where whole.end > calendar.warmUpEnd {
      let open = reader.openTime(from: max(whole.start, calendar.warmUpEnd), to: whole.end)
      let count = Int(clamping: agents[number].rounded())
      guard open > 0, let load = pool.loads[number] else {
        add(.occupancy, sum: 0, base: Double(count) * open)
        different += open > 0 ? 1 : 0
        continue
      }
      if !(last.map { $0.agents == count && Self.isAlike($0.load, load) } ?? false) {
        guard different < Self.mostDifferent, let queue = load.queue(agents: count) else {
          return nil
        }
        last = (load, count, measures.map { queue.parts(of: $0) }, queue.meanQueue)
        different += 1
      }
      guard let last else { return nil }
      let attempts = load.arrivalRate * open
      for (measure, part) in zip(measures, last.parts) {
        add(measure.figure, sum: attempts * part.sum, base: attempts * part.base)
      }
      add(.averageQueueLength, sum: last.queue * open, base: open)
      calls += attempts * last.parts[2].base
      callsByModel[load.model, default: 0] += attempts
    }
    name = callsByModel.max { ($0.value, $1.key.name) < ($1.value, $0.key.name) }?.key
    guard calls > 0 else { return nil }
  }

  /// With more different intervals formulas would take seconds.
  private static let mostDifferent = 1000

  /// Whether two loads differ by no more than the rounding of their sums.
  private static func isAlike(_ one: QueueLoad, _ other: QueueLoad) -> Bool {
    var scaled = other
    scaled.arrivalRate = one.arrivalRate
    return scaled == one && abs(other.arrivalRate - one.arrivalRate) <= 1e-9 * one.arrivalRate
  }

  private mutating func add(_ name: FigureName, sum: Double, base: Double) {
    let old = quotients[name] ?? (0, 0)
    quotients[name] = (old.sum + sum, old.base + base)
  }

  /// In the order of reports; blocking and abandonment only where they are possible.
  var figures: [ScenarioFormula.Figure] {
    let order: [FigureName] = [
      .serviceLevel, .averageSpeedOfAnswer, .abandonedProportion, .queuedProportion,
      .blockingProbability, .averageQueueLength, .occupancy,
    ]
    let optional: Set<FigureName> = [.abandonedProportion, .blockingProbability]
    return [.init(indicator: .offered, value: calls)]
      + order.compactMap { name in
        guard let (sum, base) = quotients[name], base > 0, sum > 0 || !optional.contains(name)
        else { return nil }
        return .init(indicator: name, value: sum / base)
      }
  }
}
