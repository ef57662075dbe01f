import ContactCenter

/// What a field of a table by time can mean.
public enum TableRole: String, Sendable, CaseIterable {
  /// The begin of an interval, or begin and end; also date and time together.
  case time
  /// The end of an interval.
  case end
  /// The date.
  case date
  /// The weekday, or the number of the day.
  case day
  /// The contact type, queue or skill; in tables of agents the group.
  case type
  /// The contacts offered in the interval.
  case calls
  /// The average handle time.
  case aht
  /// The handle time of all contacts of the interval together.
  case totalHandleTime
  /// The contacts that `totalHandleTime` belongs to.
  case handled
  /// The agents planned.
  case agents
}

/// How a table is to be read where it does not tell itself.
public struct TableOptions: Sendable, Hashable {
  /// How bare numbers in a column of times are meant.
  public enum TimeForm: String, Sendable, CaseIterable {
    /// Hours of the day: 8, or 8.5 for half past eight.
    case hours
    /// Numbers of intervals, counted from 0 or 1.
    case intervals
    /// Hours and minutes without a mark: 830.
    case hhmm
    /// Minutes after midnight.
    case minutes
    /// Seconds after midnight.
    case seconds
    /// Parts of a day, as spreadsheets count: 0.375.
    case fractions
  }

  /// Which part of a date of numbers comes first.
  public enum DateOrder: String, Sendable, CaseIterable {
    /// 31/01/2026.
    case dayFirst
    /// 01/31/2026.
    case monthFirst
    /// 26/01/31.
    case yearFirst
  }

  /// The mark before decimals; the other one, where it stands, groups thousands.
  public enum DecimalMark: String, Sendable, CaseIterable {
    /// 1,041.5
    case point
    /// 1.041,5
    case comma
  }

  /// The unit of handle times that are bare numbers.
  public enum TimeUnit: String, Sendable, CaseIterable {
    /// Seconds.
    case s
    /// Minutes.
    case min
    /// Hours.
    case h
    /// Milliseconds.
    case ms

    /// Its length in seconds.
    public var seconds: Double {
      switch self {
      case .s: 1
      case .min: 60
      case .h: 3600
      case .ms: 0.001
      }
    }
  }

  /// Which day the rows after midnight belong to that follow the evening of a date.
  public enum Night: String, Sendable, CaseIterable {
    /// To the next day: the date is that of the working day.
    case nextDay
    /// To the date that stands beside them.
    case sameDay
  }

  /// The names, or the positions from 1, of columns by their meaning.
  public var map: [TableRole: String] = [:]
  /// See ``TimeForm``.
  public var times: TimeForm?
  /// See ``DateOrder``.
  public var dates: DateOrder?
  /// See ``DecimalMark``.
  public var decimal: DecimalMark?
  /// See ``TimeUnit``.
  public var ahtUnit: TimeUnit?
  /// See ``Night``.
  public var night: Night?
  /// How long a row lasts, in seconds, where the table does not say.
  public var interval: Seconds?
  /// When the interval with the first number begins, in seconds after midnight.
  public var opens: Seconds?
  /// The place whose clocks the times are of.
  public var timeZone: TimeZoneRules?
  /// The handle time, in seconds, of rows that have none of their own.
  public var handleTime: Seconds?
  /// Whether gaps and missing figures are errors.
  public var isStrict = false
  /// Whether messages name keys of a scenario, such as `read: {decimal: comma}`, and not options.
  public var isInScenario = false

  /// Nothing said.
  public init() {}

  /// Names of options that messages may ask for; keys of a scenario are the same in camel case.
  enum Question: String {
    case times, dates, decimal, ahtUnit, night, interval, opens, timeZone, map
  }

  /// `--decimal comma`, or `read: {decimal: comma}` in a scenario.
  func say(_ question: Question, _ value: String) -> String {
    if isInScenario {
      switch question {
      case .map:
        return "map: {\(value.replacing("=", with: ": ").replacing(",", with: ", "))}"
      case .timeZone: return "timeZone: \(value) in the calendar"
      case .times, .dates, .decimal, .ahtUnit, .night, .interval, .opens:
        return "read: {\(question.rawValue): \(value)}"
      }
    }
    return "--\(Self.dashed(question.rawValue)) \(question == .map ? value : Self.dashed(value))"
  }

  /// "ahtUnit" as "aht-unit"; values such as dayFirst are written alike.
  public static func dashed(_ name: String) -> String {
    guard name.allSatisfy({ $0.isASCII && $0.isLetter }) else { return name }
    return name.reduce(into: "") {
      $0 += $1.isUppercase ? "-\($1.lowercased())" : String($1)
    }
  }
}

extension TableOptions {
  /// A time of day as people write it, such as 08:30 or 8:30 PM, in seconds after midnight.
  public static func timeOfDay(_ text: String) -> Seconds? {
    guard let clock = ClockText(text), clock.end == nil, case .clock(let seconds, _) = clock.start
    else { return nil }
    return seconds
  }
}
