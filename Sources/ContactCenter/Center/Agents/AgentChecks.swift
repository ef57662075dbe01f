// Checks and links of agent groups, their staffing and shifts.

extension ModelBuilder {
  mutating func buildGroups() {
    var agents = 0
    for (i, group) in scenario.agentGroups.enumerated() {
      let path = "agentGroups[\(i)]"
      var linked = group
      linked.skills = self.linked(group.skills, path)
      linked.hourlyCost = group.hourlyCost ?? scenario.costs?.wage
      checkBehaviour(group, path)
      var built = Model.Group(linked)
      buildBlocks(of: &built, path)
      built.contactSelection = group.contactSelection ?? scenario.routing.contactSelection
      switch group.staffing {
      case .constant(let count):
        checkCount(count, "\(path).agents")
        built.staffing = .counts(constantSteps(count))
      case .counts(let points): built.staffing = .counts(countSteps(points, "\(path).staffing"))
      case .dated(let spans): built.staffing = .counts(datedSteps(spans, "\(path).staffing"))
      case .shifts(let shifts): built.staffing = .rosters(roster(shifts, group.name, path))
      }
      agents += min(built.agentCount, ScenarioLimits.agents + 1)
      model.groups.append(built)
    }
    if agents > ScenarioLimits.agents {
      tell(.error, "agentGroups", "There are \(agents) agents.", "At most \(ScenarioLimits.agents).")
    }
  }

  private mutating func checkCount(_ count: Int, _ path: String) {
    if !ScenarioLimits.agentCounts.contains(count) {
      error(path, "There are \(count) agents.", "Give 0 to \(ScenarioLimits.agents).")
    }
  }

  private mutating func linked(
    _ skills: [Scenario.Skill], _ path: String
  ) -> [Scenario.Skill] {
    var result: [Scenario.Skill] = []
    if skills.isEmpty {
      error(
        "\(path).skills", "The group serves no queue.", "List the queues that its agents serve.")
    }
    for (j, skill) in skills.enumerated() {
      let place = "\(path).skills[\(j)]"
      guard let queue = linked(skill.queue, at: "\(place).queue") else { continue }
      if isSound(place), result.contains(where: { $0.queue.place == queue.place }) {
        error(place, "The queue \"\(queue.name)\" is named twice.", "Name it once.")
      }
      checkNumber(
        skill.handlingFactor, in: ScenarioLimits.handlingFactors, at: "\(place).handlingFactor",
        "The handling factor")
      checkLength(skill.after, at: "\(place).after", "The wait")
      checkLaw(skill.talk, at: "\(place).talk", "Talk time")
      checkLaw(skill.wrapUp, at: "\(place).wrapUp", "Wrap-up time")
      var linked = skill
      linked.queue = queue
      result.append(linked)
    }
    return result
  }

  private mutating func checkBehaviour(_ group: Scenario.AgentGroup, _ path: String) {
    checkCapacity(group.capacity, "\(path).capacity")
    checkLaw(group.alert, at: "\(path).alert", "The alert time")
    if let noAnswer = group.noAnswer {
      let place = "\(path).noAnswer"
      checkLength(noAnswer.after, at: "\(place).after", "The ringing time")
      checkLength(noAnswer.away, at: "\(place).away", "The time away")
      checkProportion(noAnswer.probability, at: "\(place).probability", "The chance of no answer")
      if noAnswer.probability == 1 {
        error("\(place).probability", "Nobody ever answers.", "Give a chance below 100%.")
      }
    }
    checkProportion(group.absence, at: "\(path).absence", "The chance of absence")
    checkNumber(
      group.absenceConcentration, in: ScenarioLimits.concentrations,
      at: "\(path).absence.concentration", "The concentration")
    if let lateness = group.lateness {
      checkProportion(
        lateness.probability, at: "\(path).lateness.probability", "The chance of lateness")
      checkLaw(lateness.delay, at: "\(path).lateness.delay", "The delay")
    }
    if let breaks = group.unscheduledBreaks {
      let place = "\(path).unscheduledBreaks"
      checkNumber(
        breaks.perHour, in: ScenarioLimits.breaksPerHour, at: "\(place).perHour", "Breaks per hour")
      checkLaw(breaks.length, at: "\(place).length", "The break")
      checkNumber(
        breaks.cv, in: ScenarioLimits.factorCVs, at: "\(place).cv", "The coefficient of variation")
    }
    checkLength(group.lastCallBefore, at: "\(path).lastCallBefore", "The last part of the shift")
    if case .shifts(let shifts) = group.staffing, group.lastCallBefore > 0,
      let shortest = shifts.map({ $0.end - $0.start }).filter({ $0 > 0 }).min(),
      group.lastCallBefore >= shortest
    {
      error(
        "\(path).lastCallBefore",
        "The last contact lies \(group.lastCallBefore.plain) s before the end of a shift of "
          + "\(shortest.plain) s: nobody would take any.", "Give less than the shortest shift.")
    }
    checkNumber(group.hourlyCost, in: ScenarioLimits.amounts, at: "\(path).cost", "The cost of an hour")
    checkWorkforce(group.workforce, at: "\(path).workforce")
  }
}

// MARK: - Numbers of agents

extension ModelBuilder {
  private func constantSteps(_ count: Int) -> [Model.Step] {
    dailySteps([Scenario.StaffingPoint(time: 0, agents: count)], fromFirstMidnight: false)
  }

  private mutating func countSteps(
    _ points: [Scenario.StaffingPoint], _ path: String
  ) -> [Model.Step] {
    guard let last = points.last else {
      error(path, "Nothing says how many agents there are.", "Give at least one number.")
      return []
    }
    if Double(points.count) * Double(openDays.count) > Double(ScenarioLimits.segments) {
      error(path, "There are \(points.count) numbers.", "Give fewer.")
      return []
    }
    for (i, point) in points.enumerated() {
      if !ScenarioLimits.agentCounts.contains(point.agents) {
        checkCount(point.agents, path)
        return []
      }
      if !(point.time >= 0 && point.time <= ScenarioLimits.length)
        || (i > 0 && point.time <= points[i - 1].time)
      {
        error(path, "The times of the staffing do not rise.", "Put them in rising order.")
        return []
      }
    }
    return dailySteps(points, fromFirstMidnight: countsFromFirstMidnight(last.time))
  }

  /// Steps over the horizon.
  ///
  /// Nobody is there while the center is closed between two days, but the last agents stay after
  /// the last closing until the system is empty.
  private func dailySteps(
    _ points: [Scenario.StaffingPoint], fromFirstMidnight: Bool
  ) -> [Model.Step] {
    var steps: [Model.Step] = []
    func append(_ moment: Seconds, _ value: Int) {
      if steps.last?.from == moment { steps.removeLast() }
      if steps.last?.value != value { steps.append(Model.Step(from: moment, value: value)) }
    }
    for (i, day) in openDays.enumerated() {
      for stretch in model.calendar.clock.stretches(from: day.span.from, to: day.span.to) {
        // The points are what the clock shows.
        let shift = (fromFirstMidnight ? 0 : day.midnight) - stretch.ahead
        let current = points.last { $0.time + shift <= stretch.from } ?? points[0]
        append(stretch.from, current.agents)
        for point in points
        where point.time + shift > stretch.from && point.time + shift < stretch.to {
          append(point.time + shift, point.agents)
        }
      }
      if i + 1 < openDays.count, openDays[i + 1].span.from > day.span.to { append(day.span.to, 0) }
    }
    return steps
  }
}

// MARK: - Shifts

extension ModelBuilder {
  private mutating func roster(
    _ shifts: [Scenario.Shift], _ group: String, _ path: String
  ) -> [Model.Agent] {
    if shifts.isEmpty { error("\(path).shifts", "There is no shift.", "Give at least one.") }
    var agents: [Model.Agent] = []
    var names: Set<String> = []
    for (j, shift) in shifts.enumerated() {
      guard checkShift(shift, "\(path).shifts[\(j)]") else { continue }
      let duties = duties(of: shift)
      let paidOutside = paidOutside(of: shift)
      if Double(duties.count) * Double(shift.agents) > Double(ScenarioLimits.duties) {
        error("\(path).shifts[\(j)]", "There are too many shifts.", "Give fewer days or agents.")
        continue
      }
      for number in 0..<shift.agents {
        let name = shift.name ?? "\(group) \(j + 1).\(number + 1)"
        if shift.name != nil, !names.insert(name).inserted {
          error("\(path).shifts[\(j)].name", "\"\(name)\" is named twice.", "Name it once.")
        }
        var agent = Model.Agent(name: name)
        agent.handlingFactor = shift.handlingFactor
        agent.duties = duties
        agent.paidOutside = paidOutside
        agents.append(agent)
      }
    }
    return agents
  }

  private mutating func checkShift(_ shift: Scenario.Shift, _ path: String) -> Bool {
    let before = problems.count
    checkCount(shift.agents, "\(path).agents")
    if shift.name != nil && shift.agents != 1 {
      error("\(path).agents", "A name stands for \(shift.agents) agents.", "A name means one.")
    }
    checkNumber(
      shift.handlingFactor, in: ScenarioLimits.handlingFactors, at: "\(path).handlingFactor",
      "The handling factor")
    let fits = shift.start >= 0 && shift.start < 86_400 && shift.end <= shift.start + 86_400
    if !fits || !(shift.end > shift.start) {
      error(
        path, "The shift ends before it starts, or lasts more than 24 hours.",
        "Give times such as start: 08:00 and end: 16:00 (26:00 is 2 in the morning).")
      return false
    }
    checkBreaks(shift, path)
    let isFine = problems.count == before
    if isFine, isSound("calendar"), let day = uncoveredDay(of: shift) {
      let first = openDays.first { shift.weekdays?.contains($0.weekday) ?? true }
      let on = first.map { $0.weekday == day } ?? true ? "" : " (\(day))"
      warn(
        path, "The shift begins before the center opens or ends after it closes\(on).",
        "Agents before the opening have nothing to do; the whole shift is paid.")
    }
    return isFine
  }

  /// The first weekday on which a shift goes beyond the opening hours; nil: none.
  private func uncoveredDay(of shift: Scenario.Shift) -> Scenario.Weekday? {
    openDays.map(\.weekday).first { weekday in
      guard shift.weekdays?.contains(weekday) ?? true, let hours = hours(on: weekday),
        hours.close - hours.open < 86_400
      else { return false }
      return shift.start < hours.open || shift.end > hours.close
    }
  }

  private mutating func checkBreaks(_ shift: Scenario.Shift, _ path: String) {
    var end = shift.start
    for (k, pause) in shift.breaks.enumerated() {
      let place = "\(path).breaks[\(k)]"
      checkLength(pause.length, at: "\(place).length", "The break", aboveZero: true)
      if pause.start < shift.start || pause.start + pause.length > shift.end {
        error(place, "The break lies outside its shift.", "Move it into the shift.")
      } else if pause.start < end {
        error(place, "The break begins before the one above has ended.", "Sort them by time.")
      }
      end = pause.start + pause.length
    }
  }

  /// Paid seconds of a shift's duties before the first opening, unless a warm-up begins with it, and
  /// after the last closing.
  private func paidOutside(of shift: Scenario.Shift) -> Seconds {
    let (clock, calendar) = (model.calendar.clock, model.calendar)
    func outside(_ from: Seconds, _ to: Seconds) -> Seconds {
      let early = calendar.warmUpEnd > calendar.start ? 0 : max(0, min(to, calendar.start) - from)
      return early + max(0, to - max(from, calendar.end))
    }
    return openDays.reduce(0) { sum, day in
      guard shift.weekdays?.contains(day.weekday) ?? true else { return sum }
      let shiftOutside = outside(
        clock.elapsed(day.midnight + shift.start), clock.elapsed(day.midnight + shift.end))
      return shift.breaks.filter { !$0.isPaid }.reduce(sum + shiftOutside) { sum, pause in
        let begin = clock.elapsed(day.midnight + pause.start)
        return sum - outside(begin, begin + pause.length)
      }
    }
  }

  private func duties(of shift: Scenario.Shift) -> [Model.Duty] {
    var duties: [Model.Duty] = []
    let clock = model.calendar.clock
    for day in openDays where shift.weekdays?.contains(day.weekday) ?? true {
      // Nobody comes before the first opening: the simulation begins with it.
      let from = max(model.calendar.start, clock.elapsed(day.midnight + shift.start))
      let to = clock.elapsed(day.midnight + shift.end)
      guard from < to else { continue }
      var duty = Model.Duty(from: from, to: to, day: day.day)
      var done = from
      for pause in shift.breaks {
        // A clock that is set forward may push a break into the next one, or past the end.
        let begin = clock.elapsed(day.midnight + pause.start)
        let start = max(done, begin)
        let end = min(to, begin + pause.length)
        done = max(done, end)
        guard start < end else { continue }
        duty.breaks.append(Model.Span(from: start, to: end))
        if !pause.isPaid { duty.unpaidBreaks.append(Model.Span(from: start, to: end)) }
      }
      duties.append(duty)
    }
    return duties
  }
}
