import ContactCenter
import Tables

/// A scenario made from a table of volumes: its text, and the tables beside it.
///
/// What the table does not say (who gives up, how long conversations vary) comes from
/// ``Behaviour``; everything that is assumed stands in comments of the text.
public struct TableScenario: Sendable {
  /// How callers and agents behave.
  public struct Behaviour: Sendable {
    /// The mean handle time, in seconds, of rows that have none.
    public var handleTime: Seconds?
    /// Standard deviation over mean of handle times; 1: exponential.
    public var variation = 1.0
    /// The mean patience, exponential; nil: nobody gives up.
    public var patience: Seconds?
    /// Calls in service and waiting together; nil: no limit.
    public var lines: Int?

    /// Nobody gives up, and there are lines for all.
    public init() {}
  }

  /// A service level to reach.
  public struct Target: Sendable {
    /// The acceptable wait in seconds.
    public var within: Seconds
    /// The share to reach, 0…1.
    public var share: Double
    /// The type it is for; nil: all.
    public var type: String?

    /// `share` within `within` seconds.
    public init(within: Seconds, share: Double, type: String? = nil) {
      self.within = within
      self.share = share
      self.type = type
    }
  }

  /// Agents of a type in a span of elapsed seconds.
  public struct Agents: Sendable {
    /// The place of the type in the table's series.
    public var series: Int
    /// The begin, in elapsed seconds since the first midnight.
    public var start: Seconds
    /// The end.
    public var end: Seconds
    /// How many.
    public var count: Int

    /// `count` agents of a type from `start` to `end`.
    public init(series: Int, start: Seconds, end: Seconds, count: Int) {
      self.series = series
      self.start = start
      self.end = end
      self.count = count
    }
  }

  /// The scenario in YAML.
  public let text: String
  /// The tables that it names, by their names.
  public let files: [(name: String, text: String)]

  /// Makes the scenario.
  ///
  /// - Parameters:
  ///   - table: The volumes.
  ///   - name: What the scenario and its files are called.
  ///   - origin: A sentence that says what it was made from.
  ///   - behaviour: What the table does not say.
  ///   - targets: The service levels.
  ///   - agents: The agents of all types; nil: their offered load and a tenth more, to begin with.
  /// - Throws: ``TableProblem`` where no scenario can say what the table says: clocks that change in no
  ///   known place, more days than a calendar has, nobody who calls.
  public init(
    _ table: TimeTable, name: String, origin: String, behaviour: Behaviour, targets: [Target],
    agents: [Agents]?
  ) throws(TableProblem) {
    try Self.check(table)
    let writer = TableScenarioWriter(
      table: table, name: name, origin: origin, behaviour: behaviour, targets: targets)
    let stem = TableScenarioWriter.fileName(name)
    let (volumes, staffing) = ("\(stem)-volumes.csv", "\(stem)-staffing.csv")
    text = writer.yaml(volumes: volumes, staffing: staffing)
    files = [
      (volumes, writer.volumes()), (staffing, writer.staffing(agents ?? writer.firstGuess())),
    ]
  }
}

extension TableScenario {
  private static func check(_ table: TimeTable) throws(TableProblem) {
    if table.timeZone == nil, !table.clock.shifts.isEmpty {
      throw TableProblem(
        file: table.name,
        "The times' offsets say that clocks change, but not where; a scenario needs the place.",
        "Add --time-zone, such as --time-zone Europe/Zurich.")
    }
    let days = table.clock.day(at: table.rows.last?.start ?? 0) + 1
    if days > ScenarioLimits.days {
      throw TableProblem(
        file: table.name,
        "The table spans \(days) days; a scenario has at most \(ScenarioLimits.days).",
        "Take a part of it.")
    }
    if table.rows.allSatisfy({ $0.value == 0 }) {
      throw TableProblem(
        file: table.name, "Nobody calls in this table, so there is nothing to simulate.")
    }
  }
}

/// Puts a table of volumes into the words of a scenario.
struct TableScenarioWriter {
  let table: TimeTable
  let name: String
  let origin: String
  let behaviour: TableScenario.Behaviour
  let targets: [TableScenario.Target]

  /// A name that is safe as a file's.
  static func fileName(_ name: String) -> String {
    let plain = name.map { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" ? $0 : "-" }
    return plain.isEmpty ? "scenario" : String(String(plain).prefix(80))
  }

  /// The types' names; a table without types has calls.
  var types: [String] { table.series.map { $0.isEmpty ? "calls" : $0 } }

  /// The agent groups' names.
  func group(_ series: Int) -> String {
    table.series[series].isEmpty ? "agents" : "\(types[series]) agents"
  }

  /// The types that somebody calls; a scenario has no use for others.
  var usedTypes: [Int] {
    var sums = [Double](repeating: 0, count: table.series.count)
    for row in table.rows { sums[row.series] += row.value }
    return table.series.indices.filter { sums[$0] > 0 }
  }

  // MARK: - Tables

  /// The volumes with the columns that the reader knows, a row for each type and interval.
  func volumes() -> String {
    lines(
      column: "type", figure: "calls",
      table.rows.map { (types[$0.series], $0.start, $0.end, Self.figure($0.value)) })
  }

  /// The agents, likewise.
  func staffing(_ agents: [TableScenario.Agents]) -> String {
    lines(
      column: "group", figure: "agents",
      agents.sorted { ($0.start, $0.series) < ($1.start, $1.series) }
        .map { (group($0.series), $0.start, $0.end, "\($0.count)") })
  }

  private func lines(
    column: String, figure: String, _ rows: [(String, Seconds, Seconds, String)]
  ) -> String {
    let dayHeading = table.days == .dates ? "date," : table.days == .one ? "" : "day,"
    var text = "\(dayHeading)start,end,\(column),\(figure)\n"
    for (name, start, end, figure) in rows {
      let day = table.clock.day(at: start)
      let midnight = Double(day) * 86_400
      let from = table.clock.shown(start) - midnight
      // Ends are counted on from the begin, so that they stay behind it where clocks change.
      let to = from + (end - start)
      text += dayText(day).map { "\($0)," } ?? ""
      text += "\(Self.clock(from)),\(Self.clock(to)),\(Self.field(name)),\(figure)\n"
    }
    return text
  }

  /// A number that can be read in one way only: with other than three decimals.
  static func figure(_ value: Double) -> String {
    let text = value.plain
    guard let point = text.firstIndex(of: "."), text[point...].count == 4 else { return text }
    return text + "0"
  }

  private func dayText(_ day: Int) -> String? {
    switch table.days {
    case .one: return nil
    case .dates: return table.firstDate?.adding(days: day).iso
    case .numbers: return "\(day + 1)"
    case .weekdays: return Self.weekday((table.firstWeekday ?? 0) + day)
    }
  }

  static func weekday(_ number: Int) -> String {
    "\(Scenario.Weekday(rawValue: number % 7)!)".prefix(3).lowercased()
  }

  static func clock(_ time: Seconds) -> String {
    let whole = Int(clamping: time.rounded())
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(two(whole / 3600)):\(two(whole / 60 % 60))"
      + (whole % 60 == 0 ? "" : ":\(two(whole % 60))")
  }

  /// A field of a table, quoted where it must be, and never a formula.
  static func field(_ text: String) -> String {
    let text = FormulaGuard.guarded(text)
    return text.contains(where: { ",\"\n\r;\t|#".contains($0) })
      ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
  }

  /// Agents for the offered load and a tenth more, at least one where somebody calls.
  func firstGuess() -> [TableScenario.Agents] {
    table.rows.map { row in
      let time = row.handleTime.isNaN ? behaviour.handleTime ?? 0 : row.handleTime
      let load = row.value * time / (row.end - row.start)
      return TableScenario.Agents(
        series: row.series, start: row.start, end: row.end,
        count: load > 0 ? Int(clamping: (load * 1.1).rounded(.down)) + 1 : 0)
    }
  }
}
