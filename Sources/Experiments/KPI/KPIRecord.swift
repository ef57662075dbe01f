/// The totals of every event that KPI formulas name, for each replication of a study.
///
/// It is what a KPI's value, interval, days on target and differences between two studies with the
/// same random numbers are computed from. A row for each replication, a column for each event.
public struct KPIRecord: Sendable, Equatable {
  /// The events that the study could count.
  public let events: [String]
  /// Mechanisms that the model lacks, by the events that need them.
  public let missing: [String: KPIMechanism]
  /// Row after row.
  private var values: [Double] = []
  private let places: [String: Int]

  /// A record without rows.
  ///
  /// - Parameters:
  ///   - events: Names of the columns, each once.
  ///   - missing: Why other events have no column.
  public init(events: [String], missing: [String: KPIMechanism] = [:]) {
    self.events = events
    self.missing = missing
    places = Dictionary(uniqueKeysWithValues: events.enumerated().map { ($1, $0) })
  }

  /// Rows so far.
  public var replications: Int { events.isEmpty ? 0 : values.count / events.count }

  /// Adds the totals of a replication, in the order of `events`.
  public mutating func add(_ row: [Double]) {
    precondition(row.count == events.count)
    values += row
  }

  /// Adds the rows of another record of the same events, which follow those of this one.
  mutating func append(_ other: KPIRecord) {
    precondition(other.events == events, "the same events")
    values += other.values
  }

  /// Writes the rows.
  func write(to writer: inout WireWriter) { writer.write(values) }

  /// Reads so many rows in place of its own.
  mutating func read(from reader: inout WireReader, replications: Int) throws(WireProblem) {
    let (length, isTooLarge) = replications.multipliedReportingOverflow(by: events.count)
    guard !isTooLarge else { throw .damaged }
    values = try reader.finite(length)
  }

  /// The place of an event in the rows; nil if it was not counted.
  public func place(of event: String) -> Int? { places[event] }

  /// The total of an event in a replication.
  public func value(_ place: Int, replication: Int) -> Double {
    values[replication * events.count + place]
  }

  /// The mean of an event over the replications; 0 if it was not counted.
  public func mean(of event: String) -> Double {
    guard let place = places[event], replications > 0 else { return 0 }
    let total = (0..<replications).reduce(0) { $0 + value(place, replication: $1) }
    return total / Double(replications)
  }
}
