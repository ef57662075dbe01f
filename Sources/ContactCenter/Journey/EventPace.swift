/// How many events a model has, roughly: the measures of the event list's wheel.
///
/// A wrong guess costs speed, never correctness: too wide a span makes longer lists in a bucket, too
/// short a turn sends more events to the heap.
struct EventPace {
  /// The span of a bucket: less than the mean time between events at the busiest time, so that two
  /// events rarely share one, which the processor would have to guess at.
  let spacing: Seconds
  /// Buckets of a turn: many times the events that are pending at the busiest time.
  let slots: Int

  init(_ model: Model) {
    var rate = 0.0
    var pending = Double(model.groups.reduce(0) { $0 + $1.agentCount }) / 4
    for type in model.contactTypes {
      let arrivals = EventPace.peakRate(type, model.calendar)
      let rings = model.groups.contains { $0.alert != nil }
      let events =
        2.0 + (type.menu != nil ? 1 : 0) + (rings ? 1 : 0)
        + (type.wrapUp.laws == [.constant(0)] ? 0 : 1)
      let silence = type.turns?.thinking.mean ?? 0
      rate += arrivals * events * type.written.meanTurns
      pending += arrivals * type.written.meanTurns * (type.meanHandleTime + 30 + min(silence, 3600))
    }
    for campaign in model.campaigns {
      let lines = EventPace.lines(of: campaign, model)
      let attempt = campaign.setup.mean + campaign.rings.human.mean
      rate += 2 * lines / max(1, attempt)
      pending += 2 * lines
    }
    spacing = min(max(rate > 0 ? 0.4 / rate : 60, 1e-5), 3600)
    slots = Int(min(max(16 * pending, 1024), 65_536))
  }

  /// Lines that a campaign dials at once, roughly: one for each agent who serves it.
  private static func lines(of campaign: Scenario.Campaign, _ model: Model) -> Double {
    let queue = model.contactTypes[campaign.type.place].queue
    let agents = model.groups.reduce(0) { sum, group in
      group.skills.contains { $0.queue.place == queue } ? sum + group.agentCount : sum
    }
    return Double(min(campaign.mostLines ?? max(1, agents), 100_000))
  }

  /// Contacts per second at the busiest time, without random factors.
  private static func peakRate(_ type: Model.ContactType, _ calendar: Model.Calendar) -> Double {
    let batch = type.meanBatch
    switch type.arrivals.process {
    case .poisson, .fixedCounts, .evenlySpaced:
      return batch * (type.segments.map(\.bound).max() ?? 0)
    case .renewal(let gap):
      let mean = gap.mean
      return mean > 0 && mean < .infinity ? batch / mean : 0
    case .replay(let times):
      return batch * Double(times.count) / max(1, calendar.end - calendar.start)
    }
  }
}
