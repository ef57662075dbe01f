import ContactCenter

/// Everything that a study keeps of its replications: running moments and pooled histograms.
///
/// Replications are folded in the order of their numbers, block by block (`StudyFold+Merge.swift`), so that the
/// result is the same, bit for bit, whoever folds them. Memory does not depend on the number of replications.
package struct StudyFold: Sendable {
  /// Sizes of the tallies, which never change in a study.
  private let types: Int
  private let rows: Int
  private let isBatched: Bool
  private let homeQueues: HomeQueues
  var contacts: MomentTable<ContactMeasure>
  /// Contacts of the queues that several, but not all, contact types have as their home.
  var sharedQueues: MomentTable<ContactMeasure>
  var queues: MomentTable<QueueMeasure>
  var groups: MomentTable<AgentMeasure>
  var agents: MomentTable<AgentMeasure>
  var trunks: MomentTable<LineMeasure>
  var ports: MomentTable<LineMeasure>
  var system: MomentTable<SystemMeasure>
  var outcomes: MomentTable<OutcomeMeasure>
  var groupOutcomes: MomentTable<OutcomeMeasure>
  /// Work that waits while the center is closed; nil: there is none.
  var backlogs: MomentTable<BacklogMeasure>?
  /// What replications cost; nil: nothing has a price.
  var costs: (ledger: CostLedger, moments: MomentTable<CostMeasure>)?
  /// Slots: types, the center, then the interval rows, then the shared queues.
  var waits: WaitFold
  /// Slots: types, the center.
  var targets: TargetFold
  /// The opening day of each row: what comes after closing belongs to the day before.
  private let dayOfRow: [Int]
  var answeredByGroup: [Double]
  /// Replications folded so far.
  package internal(set) var replications = 0
  /// Events of all replications.
  package internal(set) var events = 0.0
  /// Attempts of all replications.
  package internal(set) var attempts = 0.0

  /// Samples behind the confidence intervals: replications, or batches.
  package var samples: Int { contacts.samples }

  /// Whether the tallies of one replication take so much memory (over 16 MB) that few should be
  /// kept.
  package var talliesAreLarge: Bool {
    let contactBytes = types * rows * MemoryLayout<ContactTally>.stride
    let waitBytes = (rows + types) * WaitHistogram.bucketCount * MemoryLayout<Double>.stride
    return contactBytes + waitBytes > 16_000_000
  }

  /// A fold for replications of a model.
  ///
  /// The seed draws the months of monitoring and of staff that costs may rest on. If it is batched, for batch means, there are no figures by interval. Without a target of the
  /// whole center that of the contact types counts, if they all have the same.
  package init(
    model: Model, seed: UInt64 = 1, isBatched: Bool = false, serviceLevelTarget: Double? = nil
  ) {
    types = model.contactTypes.count
    rows = model.calendar.intervals + 1
    self.isBatched = isBatched
    homeQueues = HomeQueues(model)
    let kept = isBatched ? 0 : rows
    typealias Catalogue = IndicatorCatalogue
    contacts = MomentTable(members: types, rows: kept, entries: Catalogue.contactEntries)
    sharedQueues = MomentTable(
      members: homeQueues.shared.count, rows: kept, entries: Catalogue.contactEntries)
    queues = MomentTable(
      members: model.queues.count, rows: kept, entries: Catalogue.queueEntries)
    groups = MomentTable(
      members: model.groups.count, rows: kept, entries: Catalogue.agentEntries)
    let agentCount = model.groups.reduce(0) { $0 + $1.agentCount }
    agents = MomentTable(members: agentCount, rows: 0, entries: Catalogue.agentEntries)
    trunks = MomentTable(
      members: model.trunkGroups.count, rows: kept, entries: Catalogue.lineEntries)
    ports = MomentTable(members: 1, rows: kept, entries: Catalogue.lineEntries)
    system = MomentTable(members: 1, rows: 0, entries: Catalogue.systemEntries)
    outcomes = MomentTable(members: types, rows: 0, entries: Catalogue.outcomeEntries)
    groupOutcomes = MomentTable(
      members: model.groups.count, rows: 0, entries: Catalogue.outcomeEntries)
    if model.hasBacklogs {
      backlogs = MomentTable(members: types, rows: 0, entries: Catalogue.backlogEntries)
    }
    costs = CostLedger(model, seed: seed).map {
      ($0, MomentTable(members: 1, rows: 0, entries: Catalogue.costEntries))
    }
    waits = WaitFold(
      slots: types + 1 + kept + homeQueues.shared.count,
      probabilities: IndicatorCatalogue.waitProbabilities)
    let own = model.contactTypes.map(\.target)
    let common = own.allSatisfy { $0 == own.first } ? own.first ?? nil : nil
    targets = TargetFold(targets: own + [serviceLevelTarget ?? common])
    dayOfRow = StudyFold.days(model.calendar)
    answeredByGroup = Array(repeating: 0, count: types * model.groups.count)
  }
}

// MARK: - Folding

extension StudyFold {
  /// Folds one replication.
  ///
  /// Its tallies must have the model's sizes. Its number says which months of monitoring and staff it has;
  /// nil: as many as were folded before.
  package mutating func add(_ tallies: Tallies, replication: Int? = nil) {
    precondition(!isBatched)
    addTables(tallies, range: 0..<rows)
    addWhole(tallies, replication: replication ?? replications)
    addTargets(tallies)
    var center = WaitHistogram()
    for type in 0..<types {
      let longest = contacts.lastValue(.longestWait, member: type)
      waits.add(tallies.waitsByType[type], slot: type, longest: longest)
      center.add(tallies.waitsByType[type])
    }
    waits.add(center, slot: types, longest: contacts.lastValue(.longestWait))
    for row in 0..<rows {
      let longest = longestWait(tallies, row: row)
      waits.add(tallies.waitsByInterval[row], slot: types + 1 + row, longest: longest)
    }
    addSharedQueues(tallies, ranges: [0..<rows])
  }

  private func longestWait(_ tallies: Tallies, row: Int) -> Seconds {
    (0..<types).reduce(0) { max($0, tallies.contacts[$1 * rows + row].longestWait) }
  }

  /// Sums over contact types are made only where several of them share a queue with others left.
  private mutating func addSharedQueues(_ tallies: Tallies, ranges: [Range<Int>]) {
    guard !homeQueues.shared.isEmpty else { return }
    let sums = SharedQueueSums(tallies, queues: homeQueues.shared, rows: rows)
    for range in ranges { sharedQueues.add(sums.contacts, stride: rows, range: range) }
    for (queue, histogram) in sums.waits.enumerated() {
      // In batches the table has only the last one's longest wait.
      let longest = sums.contacts[(queue * rows)..<(queue * rows + rows)].map(\.longestWait).max()
      waits.add(
        histogram, slot: firstQueueSlot + queue, longest: longest ?? 0, isSample: !isBatched)
    }
  }

  /// The slot of the first shared queue's waits.
  private var firstQueueSlot: Int { types + 1 + contacts.rows }

  /// The opening day of each row of tallies: an interval belongs to the last one that has begun by its
  /// end.
  private static func days(_ calendar: Model.Calendar) -> [Int] {
    (0...calendar.intervals).map { row in
      let end = calendar.start + Double(row + 1) * calendar.interval
      return max(0, (calendar.open.lastIndex { $0.from < end - 1e-6 } ?? 0))
    }
  }

  /// Adds a replication's days, by contact type and together.
  private mutating func addTargets(_ tallies: Tallies) {
    let none = [TargetFold.DayTally](
      repeating: .init(), count: (dayOfRow.last ?? 0) + 1)
    var center = none
    for type in 0..<types {
      var own = none
      for row in 0..<rows {
        let tally = tallies.contacts[type * rows + row]
        own[dayOfRow[row]].add(
          .init(answeredWithin: tally.answeredWithin, offered: tally.offered))
      }
      targets.add(slot: type, days: own)
      for day in own.indices { center[day].add(own[day]) }
    }
    targets.add(slot: types, days: center)
  }

  /// Folds one long replication as batches of contiguous planning intervals, each a sample.
  ///
  /// Figures that a replication has only as a whole (agents, waits by type) get no half-width.
  package mutating func add(_ tallies: Tallies, batches: [Range<Int>]) {
    precondition(isBatched)
    for batch in batches {
      addTables(tallies, range: batch)
      var center = WaitHistogram()
      for row in batch { center.add(tallies.waitsByInterval[row]) }
      waits.add(center, slot: types, longest: contacts.lastValue(.longestWait))
    }
    addWhole(tallies, replication: replications)
    for type in 0..<types {
      let own = tallies.contacts[(type * rows)..<(type * rows + rows)]
      let longest = own.map(\.longestWait).max() ?? 0
      waits.add(tallies.waitsByType[type], slot: type, longest: longest, isSample: false)
    }
    addSharedQueues(tallies, ranges: batches)
  }

  private mutating func addTables(_ tallies: Tallies, range: Range<Int>) {
    contacts.add(tallies.contacts, stride: rows, range: range)
    queues.add(tallies.queues, stride: rows, range: range)
    groups.add(tallies.groups, stride: rows, range: range)
    trunks.add(tallies.trunks, stride: rows, range: range)
    ports.add(tallies.ports, stride: rows, range: range)
    attempts += contacts.lastValue(.attempts)
  }

  private mutating func addWhole(_ tallies: Tallies, replication: Int) {
    if let ledger = costs?.ledger {
      let tally = ledger.tally(tallies, replication: replication)
      costs?.moments.add([tally], stride: 1, range: 0..<1)
    }
    replications += 1
    agents.add(tallies.agents, stride: 1, range: 0..<1)
    var whole = SystemTally(
      orbitOpen: tallies.orbitOpen, openTime: tallies.openTime, events: tallies.events)
    for type in tallies.routing { whole.routing.add(type) }
    system.add([whole], stride: 1, range: 0..<1)
    outcomes.add(tallies.matters, stride: 1, range: 0..<1)
    groupOutcomes.add(tallies.groupMatters, stride: 1, range: 0..<1)
    backlogs?.add(tallies.waitingWork, stride: 1, range: 0..<1)
    events += tallies.events
    for index in answeredByGroup.indices {
      answeredByGroup[index] += tallies.answeredByGroup[index]
    }
  }
}

// MARK: - Results

extension StudyFold {
  /// The estimate of an indicator for the whole center and horizon; nil if there is no such one.
  package func estimate(_ identifier: String, confidence: Double) -> Estimate? {
    guard let place = IndicatorCatalogue.place(of: identifier) else { return nil }
    let index = place.index
    switch place.kind {
    case .contact:
      return contactEstimate(IndicatorCatalogue.contactEntries[index], confidence: confidence)
    case .queue:
      return queues.overall(IndicatorCatalogue.queueEntries[index], confidence: confidence)
    case .agents:
      return groups.overall(IndicatorCatalogue.agentEntries[index], confidence: confidence)
    case .lines:
      return trunks.overall(IndicatorCatalogue.lineEntries[index], confidence: confidence)
    case .system:
      return system.overall(IndicatorCatalogue.systemEntries[index], confidence: confidence)
    case .outcome:
      return outcomes.overall(IndicatorCatalogue.outcomeEntries[index], confidence: confidence)
    case .backlog:
      return backlogs?.overall(IndicatorCatalogue.backlogEntries[index], confidence: confidence)
    case .cost:
      return costs?.moments.overall(
        IndicatorCatalogue.costEntries[index], confidence: confidence)
    }
  }

  /// An estimate of contacts for the whole center and horizon.
  private func contactEstimate(
    _ entry: IndicatorCatalogue.ContactEntry, confidence: Double
  ) -> Estimate {
    switch entry.indicator.estimator {
    case .waitQuantile(let probability):
      let number = IndicatorCatalogue.waitProbabilities.firstIndex(of: probability) ?? 0
      return waits.estimate(slot: types, probability: number, confidence: confidence)
    case .shareOfDays: return targets.estimate(slot: types, confidence: confidence)
    case .mean, .meanOfMaxima, .ratio: return contacts.overall(entry, confidence: confidence)
    }
  }

  /// Writes all figures into a result.
  package func fill(_ result: inout StudyResult, confidence: Double) {
    typealias Catalogue = IndicatorCatalogue
    result.homeQueues = homeQueues
    fillContacts(&result, confidence: confidence)
    result.queueTable = table(queues, .queue, Catalogue.queueEntries, confidence)
    result.groupTable = table(groups, .agents, Catalogue.agentEntries, confidence)
    result.agentTable = table(agents, .agents, Catalogue.agentEntries, confidence)
    result.trunkTable = table(trunks, .lines, Catalogue.lineEntries, confidence)
    result.portTable = table(ports, .lines, Catalogue.lineEntries, confidence)
    result.systemTable = table(system, .system, Catalogue.systemEntries, confidence)
    result.outcomeTable = table(outcomes, .outcome, Catalogue.outcomeEntries, confidence)
    result.groupOutcomeTable = table(
      groupOutcomes, .outcome, Catalogue.outcomeEntries, confidence)
    if let backlogs {
      result.backlogTable = table(backlogs, .backlog, Catalogue.backlogEntries, confidence)
    }
    if let moments = costs?.moments {
      result.costTable = table(moments, .cost, Catalogue.costEntries, confidence)
    }
    result.replications = replications
    result.samples = samples
    result.events = events
    result.contacts = attempts
    result.waitsByType = Array(waits.pooled[0..<types])
    result.waits = waits.pooled[types]
    result.waitsByInterval = Array(waits.pooled[(types + 1)..<firstQueueSlot])
    result.waitsByQueue = homeQueues.sources.map { source in
      switch source {
      case .nowhere: return WaitHistogram()
      case .contactType(let type): return waits.pooled[type]
      case .center: return waits.pooled[types]
      case .shared(let queue): return waits.pooled[firstQueueSlot + queue]
      }
    }
    result.answeredByGroup = answeredByGroup.map { $0 / Double(max(1, replications)) }
    result.leaveOutUnused()
  }

  private func table<M>(
    _ moments: MomentTable<M>, _ kind: IndicatorKind, _ entries: [IndicatorEntry<M>],
    _ confidence: Double
  ) -> EstimateTable {
    EstimateTable(
      kind: kind, members: moments.members, rows: moments.rows,
      figure: moments.estimates(of: entries, confidence: confidence))
  }

  /// The figures of contacts: moments, and what does not come from moments.
  ///
  /// Wait percentiles stand by type and queue and for the center over the whole horizon, and for
  /// the center by interval; a type's waits by interval are not kept.
  private func fillContacts(_ result: inout StudyResult, confidence: Double) {
    let days = (0...types).map { targets.estimate(slot: $0, confidence: confidence) }
    let firstInterval = types + 1
    let center = types
    result.contactTable = contactTable(contacts, confidence: confidence, days: days) {
      member, row in
      guard let row else { return member }
      return member == center ? firstInterval + row : nil
    }
    let firstQueue = firstQueueSlot
    let queues = sharedQueues.members
    result.sharedQueueTable = contactTable(sharedQueues, confidence: confidence, days: []) {
      member, row in row == nil && member < queues ? firstQueue + member : nil
    }
  }

  /// A table of contacts, with the slot of the waits of a member (and interval) and its days on
  /// target.
  private func contactTable(
    _ moments: MomentTable<ContactMeasure>, confidence: Double, days: [Estimate],
    waitSlot: @escaping @Sendable (_ member: Int, _ row: Int?) -> Int?
  ) -> EstimateTable {
    let entries = IndicatorCatalogue.contactEntries
    let estimators = entries.map(\.indicator.estimator)
    let probabilities = IndicatorCatalogue.waitProbabilities
    let quantiles = waits.estimates(confidence: confidence)
    let figure = moments.estimates(of: entries, confidence: confidence)
    let rows = moments.rows
    return EstimateTable(kind: .contact, members: moments.members, rows: rows) { cell, index in
      let (member, place) = cell.quotientAndRemainder(dividingBy: rows + 1)
      let row = place < rows ? place : nil
      switch estimators[index] {
      case .mean, .meanOfMaxima, .ratio: return figure(cell, index)
      case .waitQuantile(let probability):
        guard let slot = waitSlot(member, row),
          let number = probabilities.firstIndex(of: probability)
        else { return .undefined }
        return quantiles[slot * probabilities.count + number]
      case .shareOfDays:
        return row == nil && days.indices.contains(member) ? days[member] : .undefined
      }
    }
  }
}
