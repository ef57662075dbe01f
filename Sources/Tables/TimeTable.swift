import ContactCenter

/// A table by time, understood: how many contacts come, or how many agents there are, and when.
///
/// Every table of the program passes through here: volumes for `staff`, volumes and agents of a
/// scenario. What the table leaves open is asked for, never guessed.
public struct TimeTable: Sendable {
  /// What the figures of a table are.
  public enum Measure: Sendable {
    /// Contacts offered.
    case calls
    /// Agents.
    case agents
  }

  /// How a table tells days apart.
  public enum Days: Sendable {
    /// It has one day, without a name.
    case one
    /// Days are numbered 1, 2, 3 …
    case numbers
    /// Days are weekdays.
    case weekdays
    /// Days are dates.
    case dates
  }

  /// The figures of one type, or group, in one interval.
  public struct Row: Sendable, Equatable {
    /// The place of its type in ``TimeTable/series``.
    public var series: Int
    /// The interval's begin, in elapsed seconds since the midnight of the first day.
    public var start: Seconds
    /// Its end, above `start`.
    public var end: Seconds
    /// Contacts or agents, 0 or more.
    public var value: Double
    /// The average handle time in seconds; NaN where the table does not say.
    public var handleTime: Seconds
    /// The agents planned beside contacts; NaN where the table does not say.
    public var agents: Double
    /// The line of the file, or the row of the spreadsheet, from 1.
    public var line: Int
  }

  /// The file, and in spreadsheets the sheet.
  public var name: String
  /// The types, queues or groups, in the order of the table; a table without types has one, "".
  public var series: [String]
  /// In rising order of time, then of the series.
  public var rows: [Row]
  /// How days are told apart.
  public var days = Days.one
  /// The date of the first day; nil where the table has no dates.
  public var firstDate: CalendarDate?
  /// The weekday of the first day, Monday 0; nil where the table has neither dates nor weekdays.
  public var firstWeekday: Int?
  /// What the clocks of the place show while the seconds pass.
  public var clock = LocalClock()
  /// The place whose clocks these are; nil where none was named or the table has no dates.
  public var timeZone: String?
  /// Whether rows have handle times of their own.
  package var hasHandleTimes = false
  /// Whether rows of contacts have agents beside them.
  public var hasAgents = false
  /// Columns that are not used, but may hold handle times, where no column is known to.
  public var handleTimeCandidates: [String] = []
  /// What was understood, in one line, such as "read 6 half hours from 08:00 to 11:00; …".
  public var understood = ""
  /// What was left out or filled in, in sentences.
  public var remarks: [String] = []
  /// What is doubtful but can be used.
  public var warnings: [TableProblem] = []

  /// Reads a sheet.
  ///
  /// Linear in the number of fields but for sorting rows that do not stand in order of time.
  ///
  /// - Parameters:
  ///   - sheet: The fields.
  ///   - measure: What its figures are.
  ///   - names: Types or groups that columns may be named after.
  ///   - options: What decides where the table leaves something open.
  /// - Returns: The table, with what was understood.
  /// - Throws: ``TableProblems`` with every problem found, or the first question that only the user
  ///   can answer, with both readings and the options that decide.
  public static func read(
    _ sheet: Sheet, measure: Measure, names: [String] = [], options: TableOptions
  ) throws(TableProblems) -> TimeTable {
    var reader = TimeTableReader(sheet: sheet, measure: measure, names: names, options: options)
    return try reader.read()
  }
}

/// Everything that is wrong with a table.
public struct TableProblems: Error, Sendable, Equatable {
  /// At least one.
  public var problems: [TableProblem]

  /// The problems of a table.
  public init(_ problems: [TableProblem]) { self.problems = problems }
}
