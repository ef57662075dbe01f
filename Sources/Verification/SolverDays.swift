import ContactCenter
import Foundation
import QueueingTheory

/// Families with days that start empty, by the Kolmogorov equations.
enum SolverDays {
  /// A day of intervals with constant rates and staff.
  static func intervals(_ item: ExactCase) throws -> SolvedFigures {
    let params = Parameters(item.params)
    let pieces = try DayFamilies.pieces(params)
    var values: SolvedFigures = [:]
    let poisson: Set = ["arrivals", "p_wait", "end_mean_in_system"]
    let wanted = try item.figures().map { $0.name.split(separator: ".").last.map(String.init) }
    let isPoisson = try patience(params) == SolverQueues.exponentialMean(params)
    if !isPoisson || wanted.contains(where: { !poisson.contains($0 ?? "") }) {
      values = try figures(
        of: pieces.map {
          TimeVaryingQueue.Interval(
            length: $0.length, arrivalRate: $0.rate, agents: $0.agents)
        }, peak: pieces.map(\.rate).max() ?? 0, params, named: "interval")
    }
    if isPoisson && !params.has("p_zero_patience") {
      let identity = try self.identity(pieces, params)
      values.merge(identity) { $1 }
    }
    return values
  }

  /// With patience like the handling time the number inside is Poisson, whatever the staff.
  private static func identity(
    _ pieces: [DayPlan.Piece], _ params: Parameters
  ) throws -> SolvedFigures {
    let day = OfferedLoad(
      intervals: pieces.map { .init(length: $0.length, arrivalRate: $0.rate) },
      handleTime: .exponential(mean: try SolverQueues.exponentialMean(params)))
    var values: SolvedFigures = [:]
    var end = 0.0
    for (index, piece) in pieces.enumerated() {
      end += piece.length
      values["interval\(index).arrivals"] = piece.length * piece.rate
      values["interval\(index).p_wait"] = day.meanProbability(
        ofAtLeast: piece.agents, inInterval: index)
      values["interval\(index).end_mean_in_system"] = day.load(at: end)
    }
    return values
  }

  /// A sinusoidal rate with a number of agents for each hour.
  static func sinusoid(_ item: ExactCase) throws -> SolvedFigures {
    let params = Parameters(item.params)
    let wave = try DayFamilies.wave(params)
    guard abs(wave.frequency) <= 2 * .pi / 600 else {
      throw MappingError.unsupported("a rate that swings in less than ten minutes is not solved")
    }
    let staff = try DayFamilies.hourlyStaff(params)
    return try figures(
      of: staff.map { agents in
        TimeVaryingQueue.Interval(length: 3600, agents: agents) {
          wave.base + wave.amplitude * sin(wave.frequency * $0)
        }
      }, peak: wave.base + abs(wave.amplitude), params, named: "hour")
  }

  private static func figures(
    of intervals: [TimeVaryingQueue.Interval], peak: Double, _ params: Parameters,
    named name: String
  ) throws -> SolvedFigures {
    let time = try SolverQueues.exponentialMean(params)
    let patience = try patience(params)
    let wait = params.has("threshold_s") ? try params.nonNegative("threshold_s") : nil
    try checkSize(intervals, peak, time, patience, wait ?? 0)
    let queue = TimeVaryingQueue(
      intervals: intervals, meanHandleTime: time, meanPatience: patience,
      balkingProbability: params.has("p_zero_patience") ? try params.share("p_zero_patience") : 0)
    let day = queue.day(acceptableWait: wait)
    var values: SolvedFigures = ["total_abandons": day.abandonments]
    values["day_sl_offered"] = day.serviceLevel
    for (index, found) in day.intervals.enumerated() {
      let prefix = "\(name)\(index)."
      values[prefix + "arrivals"] = found.arrivals
      values[prefix + "mean_busy"] = found.meanBusy
      values[prefix + "mean_queue"] = found.meanQueue
      values[prefix + "p_wait"] = found.waitProbability
      values[prefix + "abandons_during"] = found.abandonments
      values[prefix + "sl_offered"] = found.serviceLevel
      values[prefix + "end_mean_busy"] = found.busyAtEnd
      values[prefix + "end_mean_queue"] = found.queueAtEnd
      values[prefix + "end_mean_in_system"] = found.busyAtEnd + found.queueAtEnd
    }
    return values
  }

  /// The equations take (events of the day) × (states) steps, and again for the service level.
  private static func checkSize(
    _ intervals: [TimeVaryingQueue.Interval], _ peak: Double, _ time: Double, _ patience: Double?,
    _ wait: Double
  ) throws {
    let length = intervals.reduce(0) { $0 + $1.length }
    let staff = intervals.map { Double($0.agents) }
    let most = staff.max() ?? 0
    let surplus = max(0, peak - (staff.min() ?? 0) / time)
    let waiting = 64 + surplus * min(length, patience ?? .infinity)
    let drop = zip(staff, staff.dropFirst()).map { $0 - $1 }.max() ?? 0
    let states = most + (max(0, drop) + 1) * waiting
    let pace = peak + most / time + waiting / (patience ?? .infinity)
    try SolverQueues.checkWork(
      (length + 30 * Double(intervals.count) * wait) * (pace + 1 / time) * states * 10)
  }

  /// The mean of an exponential patience; nil where nobody gives up.
  private static func patience(_ params: Parameters) throws -> Double? {
    if params.has("patience") {
      throw MappingError.unsupported("no formula for a day with a law of patience")
    }
    return params.has("mean_patience_s") ? try params.positive("mean_patience_s") : nil
  }
}
