// Folds that come from several workers, and their form on the wire.

extension StudyFold {
  /// Folds the replications of another fold of the same study, which follow those of this one.
  ///
  /// Counts and histograms are exact in any grouping; moments are combined by `MomentTable.merge`, so a fold
  /// of a single replication leads to the same bits as `add`. O(cells × measures + slots × buckets).
  package mutating func merge(_ other: StudyFold) {
    contacts.merge(other.contacts)
    sharedQueues.merge(other.sharedQueues)
    queues.merge(other.queues)
    groups.merge(other.groups)
    agents.merge(other.agents)
    trunks.merge(other.trunks)
    ports.merge(other.ports)
    system.merge(other.system)
    outcomes.merge(other.outcomes)
    groupOutcomes.merge(other.groupOutcomes)
    if let moments = other.backlogs { backlogs?.merge(moments) }
    if let moments = other.costs?.moments { costs?.moments.merge(moments) }
    waits.merge(other.waits)
    targets.merge(other.targets)
    for index in answeredByGroup.indices {
      answeredByGroup[index] += other.answeredByGroup[index]
    }
    replications += other.replications
    events += other.events
    attempts += other.attempts
  }

  /// What the numbers on the wire are, in their order.
  var parts: [String] {
    contacts.parts + sharedQueues.parts + queues.parts + groups.parts + agents.parts
      + trunks.parts + ports.parts + system.parts + outcomes.parts + groupOutcomes.parts
      + (backlogs?.parts ?? []) + (costs?.moments.parts ?? ["no costs"]) + waits.parts + targets.parts
      + ["answered by group \(answeredByGroup.count)"]
  }

  /// Writes all sums.
  func write(to writer: inout WireWriter) {
    writer.write(replications)
    writer.write(events)
    writer.write(attempts)
    contacts.write(to: &writer)
    sharedQueues.write(to: &writer)
    queues.write(to: &writer)
    groups.write(to: &writer)
    agents.write(to: &writer)
    trunks.write(to: &writer)
    ports.write(to: &writer)
    system.write(to: &writer)
    outcomes.write(to: &writer)
    groupOutcomes.write(to: &writer)
    backlogs?.write(to: &writer)
    costs?.moments.write(to: &writer)
    waits.write(to: &writer)
    targets.write(to: &writer)
    writer.write(answeredByGroup)
  }

  /// Reads what a fold of the same study wrote in place of its own.
  mutating func read(from reader: inout WireReader) throws(WireProblem) {
    replications = try reader.count()
    events = try reader.finite()
    attempts = try reader.finite()
    try contacts.read(from: &reader)
    try sharedQueues.read(from: &reader)
    try queues.read(from: &reader)
    try groups.read(from: &reader)
    try agents.read(from: &reader)
    try trunks.read(from: &reader)
    try ports.read(from: &reader)
    try system.read(from: &reader)
    try outcomes.read(from: &reader)
    try groupOutcomes.read(from: &reader)
    try backlogs?.read(from: &reader)
    try costs?.moments.read(from: &reader)
    try waits.read(from: &reader)
    try targets.read(from: &reader)
    answeredByGroup = try reader.finite(answeredByGroup.count)
  }
}
