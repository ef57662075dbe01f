// A contact's journey, step 7 of 8: the agent afterwards. Beside AgentDuty: breaks that no plan knows.

/// A stretch of work, and how breaks that no plan knows are spread over it.
///
/// All that is asked for by the planned hours must fit into the stretch: a break waits for the end of
/// a contact and then takes its time, so that none becomes due in the last part, and they come the more
/// often before.
struct BreakWindow: BitwiseCopyable {
  /// The end of the stretch.
  var to: Seconds
  /// No break becomes due later.
  var cutoff: Seconds
  /// Planned time of the whole stretch ÷ planned time before the cutoff, by which the rate is
  /// multiplied.
  var factor: Double

  /// The window of a stretch of work.
  ///
  /// - Parameters:
  ///   - from: The begin.
  ///   - to: The end.
  ///   - margin: How long before the end a break should be due at the latest; of a short stretch
  ///     half of it is kept for becoming due.
  ///   - whole: Planned agent-seconds of the whole stretch, planned breaks left out.
  ///   - planned: Agent-seconds of the stretch until a moment; breaks become due during planned breaks
  ///     too, so that these are in it.
  init(
    from: Seconds, to: Seconds, margin: Seconds, whole: Double,
    planned: (_ until: Seconds) -> Double
  ) {
    self.to = to
    cutoff = max(from + (to - from) / 2, to - margin)
    let before = planned(cutoff)
    factor = before > 0 ? whole / before : 1
  }
}

extension PreparedModel {
  /// How long a break takes until it is over, from the moment when it is due: its mean length and
  /// three mean handling times, which few contacts in hand last longer than.
  static func breakMargin(_ group: Model.Group, _ model: Model) -> Seconds {
    guard let breaks = group.unscheduledBreaks else { return 0 }
    let handling = group.skills.flatMap { skill in
      model.contactTypes.filter { $0.queue == skill.queue.place }.map { type in
        let talk = skill.talk?.mean ?? type.talk.laws.map(\.mean).max() ?? 0
        let wrapUp = skill.wrapUp?.mean ?? type.wrapUp.laws.map(\.mean).max() ?? 0
        return (talk + wrapUp) * skill.handlingFactor
      }
    }
    return breaks.length.mean + 3 * (handling.max() ?? 0)
  }

  /// The windows of a group whose number of agents is planned: one for each stretch in which there are
  /// some.
  static func breakWindows(_ group: Model.Group, _ model: Model) -> [BreakWindow] {
    guard group.unscheduledBreaks != nil, case .counts(let steps) = group.staffing else { return [] }
    let margin = breakMargin(group, model)
    var windows: [BreakWindow] = []
    var first = 0
    while first < steps.count {
      guard steps[first].value > 0 else {
        first += 1
        continue
      }
      let end = steps[first...].firstIndex { $0.value == 0 } ?? steps.count
      let to = end < steps.count ? steps[end].from : model.calendar.end
      let stretch = steps[first..<end]
      func planned(_ until: Seconds) -> Double {
        zip(stretch, stretch.dropFirst().map(\.from) + [to]).reduce(0) { sum, step in
          sum + Double(step.0.value) * max(0, min(step.1, until) - step.0.from)
        }
      }
      if to > stretch[first].from {
        windows.append(
          BreakWindow(
            from: stretch[first].from, to: to, margin: margin, whole: planned(to),
            planned: planned))
      }
      first = end
    }
    return windows
  }
}

extension Engine {
  /// An unplanned break is due as soon as the agent is free, together with those before it that he
  /// did not get to.
  ///
  /// It takes along, up to its own length, what others of the group no longer got to before they went
  /// home.
  mutating func unscheduledBreakDue(_ agent: Int32) {
    let group = agents[agent].group
    var stream = agents.stream(agent, .unscheduledBreak)
    let length = bank.draw(groups.awayLaws[Int(group)], &stream)
    let owed = min(groups[group].owedBreaks, length)
    groups[group].owedBreaks -= owed
    agents[agent].awayDue = max(0, agents[agent].awayDue) + length + owed
    scheduleUnscheduledBreak(agent)
    takeBreakIfIdle(agent)
  }

  /// A stretch of work begins: its breaks may become due.
  mutating func startUnscheduledBreaks(_ agent: Int32) {
    let index = agents[agent].group
    guard let breaks = model.groups[Int(index)].unscheduledBreaks, breaks.perHour > 0,
      let window = breakWindow(agent)
    else { return }
    agents.details[agent].breakRate =
      breaks.perHour / 3600 * agents.details[agent].breakFactor * window.factor
    agents.details[agent].breakCutoff = window.cutoff
    scheduleUnscheduledBreak(agent)
  }

  /// The window of the stretch of work that begins now; nil: there is no work left.
  private func breakWindow(_ agent: Int32) -> BreakWindow? {
    let group = Int(agents[agent].group)
    guard groups[Int32(group)].target < 0 else {
      return groups.breakWindows[group].first { $0.to > now }
    }
    guard let end = agents.endOfDuty(of: agent) else { return nil }
    let start = now
    return BreakWindow(
      from: start, to: end.time, margin: groups.breakMargins[group],
      whole: max(0, end.time - start - end.pauses)
    ) { $0 - start }
  }

  private mutating func scheduleUnscheduledBreak(_ agent: Int32) {
    let rate = agents.details[agent].breakRate
    // After the last closing nothing may go on by itself for ever.
    guard rate > 0, !sites[groups[agents[agent].group].site].hasEnded else { return }
    var stream = agents.stream(agent, .unscheduledBreak)
    let time = now + bank.exponential(&stream) / rate
    if time < agents.details[agent].breakCutoff {
      events.schedule(.unscheduledBreak, timer: agents.breakTimers.of(agent), at: time)
    }
  }

  /// Before an agent goes home: what he did not get to is left to the others of his group.
  mutating func leaveUnscheduledBreaks(_ agent: Int32) {
    events.cancel(agents.breakTimers.of(agent))
    var rest = max(0, agents[agent].awayDue)
    if agents[agent].state == .away { rest += max(0, agents.details[agent].breakEnd - now) }
    groups[agents[agent].group].owedBreaks += rest
    agents[agent].awayDue = -1
    agents.details[agent].breakEnd = 0
  }
}
