import ContactCenter

/// Everything that a study keeps of its replications: running moments and pooled histograms.
///
/// Replications are folded in the order of their numbers, so that the result is the same, bit for
/// bit, whatever the number of threads. Memory does not depend on the number of replications.
package struct StudyFold: Sendable {
  /// Sizes of the tallies, which never change in a study.
  private let types: Int
  private let rows: Int
  private let isBatched: Bool
  private var contacts: MomentTable<ContactMeasure>
  private var queues: MomentTable<QueueMeasure>
  private var groups: MomentTable<AgentMeasure>
  private var agents: MomentTable<AgentMeasure>
  private var trunks: MomentTable<LineMeasure>
  private var ports: MomentTable<LineMeasure>
  private var system: MomentTable<SystemMeasure>
  /// Slots: types, the center, then the interval rows.
  private var waits: WaitFold
  private var answeredByGroup: [Double]
  /// Replications folded so far.
  package private(set) var replications = 0
  /// Events of all replications.
  package private(set) var events = 0.0
  /// Attempts of all replications.
  package private(set) var attempts = 0.0

  /// Samples behind the confidence intervals: replications, or batches.
  package var samples: Int { contacts.samples }

  /// A fold for replications of a model.
  ///
  /// If it is batched, for batch means, there are no figures by interval.
  package init(model: Model, isBatched: Bool = false) {
    types = model.contactTypes.count
    rows = model.calendar.intervals + 1
    self.isBatched = isBatched
    let kept = isBatched ? 0 : rows
    typealias Catalogue = IndicatorCatalogue
    contacts = MomentTable(members: types, rows: kept, entries: Catalogue.contactEntries)
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
    waits = WaitFold(
      slots: types + 1 + kept, probabilities: IndicatorCatalogue.waitProbabilities)
    answeredByGroup = Array(repeating: 0, count: types * model.groups.count)
  }
}

// MARK: - Folding

extension StudyFold {
  /// Folds one replication.
  ///
  /// Its tallies must have the model's sizes.
  package mutating func add(_ tallies: Tallies) {
    precondition(!isBatched)
    addTables(tallies, range: 0..<rows)
    addWhole(tallies)
    var center = WaitHistogram()
    for type in 0..<types {
      waits.add(tallies.waitsByType[type], slot: type)
      center.add(tallies.waitsByType[type])
    }
    waits.add(center, slot: types)
    for row in 0..<rows { waits.add(tallies.waitsByInterval[row], slot: types + 1 + row) }
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
      waits.add(center, slot: types)
    }
    addWhole(tallies)
    for type in 0..<types { waits.add(tallies.waitsByType[type], slot: type, isSample: false) }
  }

  private mutating func addTables(_ tallies: Tallies, range: Range<Int>) {
    contacts.add(tallies.contacts, stride: rows, range: range)
    queues.add(tallies.queues, stride: rows, range: range)
    groups.add(tallies.groups, stride: rows, range: range)
    trunks.add(tallies.trunks, stride: rows, range: range)
    ports.add(tallies.ports, stride: rows, range: range)
    attempts += contacts.lastValue(.attempts)
  }

  private mutating func addWhole(_ tallies: Tallies) {
    replications += 1
    agents.add(tallies.agents, stride: 1, range: 0..<1)
    let whole = SystemTally(
      orbitIntegral: tallies.orbitIntegral, time: tallies.observedTime, events: tallies.events)
    system.add([whole], stride: 1, range: 0..<1)
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
      let entry = IndicatorCatalogue.contactEntries[index]
      if case .waitQuantile(let probability) = entry.indicator.estimator {
        let number = IndicatorCatalogue.waitProbabilities.firstIndex(of: probability) ?? 0
        return waits.estimate(slot: types, probability: number, confidence: confidence)
      }
      return contacts.overall(entry, confidence: confidence)
    case .queue:
      return queues.overall(IndicatorCatalogue.queueEntries[index], confidence: confidence)
    case .agents:
      return groups.overall(IndicatorCatalogue.agentEntries[index], confidence: confidence)
    case .lines:
      return trunks.overall(IndicatorCatalogue.lineEntries[index], confidence: confidence)
    case .system:
      return system.overall(IndicatorCatalogue.systemEntries[index], confidence: confidence)
    }
  }

  /// Writes all figures into a result.
  package func fill(_ result: inout StudyResult, confidence: Double) {
    typealias Catalogue = IndicatorCatalogue
    result.contactTable = table(contacts, .contact, Catalogue.contactEntries, confidence)
    result.queueTable = table(queues, .queue, Catalogue.queueEntries, confidence)
    result.groupTable = table(groups, .agents, Catalogue.agentEntries, confidence)
    result.agentTable = table(agents, .agents, Catalogue.agentEntries, confidence)
    result.trunkTable = table(trunks, .lines, Catalogue.lineEntries, confidence)
    result.portTable = table(ports, .lines, Catalogue.lineEntries, confidence)
    result.systemTable = table(system, .system, Catalogue.systemEntries, confidence)
    fillQuantiles(&result.contactTable, confidence: confidence)
    result.replications = replications
    result.samples = samples
    result.events = events
    result.contacts = attempts
    result.waitsByType = Array(waits.pooled[0..<types])
    result.waits = waits.pooled[types]
    result.waitsByInterval = Array(waits.pooled[(types + 1)...])
    result.answeredByGroup = answeredByGroup.map { $0 / Double(max(1, replications)) }
  }

  private func table<M>(
    _ moments: MomentTable<M>, _ kind: IndicatorKind, _ entries: [IndicatorEntry<M>],
    _ confidence: Double
  ) -> EstimateTable {
    EstimateTable(
      kind: kind, members: moments.members, rows: moments.rows,
      estimates: moments.estimates(of: entries, confidence: confidence))
  }

  /// Wait percentiles stand by type and for the center over the whole horizon, and for the center by
  /// interval; a type's waits by interval are not kept.
  private func fillQuantiles(_ table: inout EstimateTable, confidence: Double) {
    let probabilities = IndicatorCatalogue.waitProbabilities
    let entries = IndicatorCatalogue.contactEntries
    for (index, entry) in entries.enumerated() {
      guard case .waitQuantile(let probability) = entry.indicator.estimator,
        let number = probabilities.firstIndex(of: probability)
      else { continue }
      for slot in 0..<types + 1 + table.rows {
        let isInterval = slot > types
        let member = isInterval ? types : slot
        let row = isInterval ? slot - types - 1 : table.rows
        table.estimates[(member * (table.rows + 1) + row) * entries.count + index] =
          waits.estimate(slot: slot, probability: number, confidence: confidence)
      }
    }
  }
}
