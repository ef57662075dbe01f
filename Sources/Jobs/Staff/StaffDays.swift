import Staffing

/// When an interval is, in words for files.
struct StaffMoment {
  /// "2026-11-30"; nil where days have no dates.
  var date: String?
  /// "Mon", or the day's number from 1 where weekdays are not known or name several days.
  var day: String
  /// "09:30".
  var start: String
  /// "10:00", "24:00".
  var end: String
  /// 1 or 2 where the clocks show the begin twice.
  var occurrence: Int?

  init(_ interval: Int, _ calendar: StaffCalendar) {
    let number = calendar.day(of: interval)
    date = calendar.date(ofDay: number)?.iso
    day = Self.day(number, calendar)
    start = StaffCalendar.text(of: calendar.start(of: interval))
    end = StaffCalendar.text(of: calendar.end(of: interval))
    occurrence = calendar.occurrence(of: interval)
  }

  /// The weekday beside a date, else what names the day by itself.
  static func day(_ number: Int, _ calendar: StaffCalendar) -> String {
    (calendar.firstDate == nil ? nil : calendar.weekday(ofDay: number))
      ?? calendar.key(ofDay: number)
  }
}

extension StaffJSON {
  /// The sums of a day.
  struct DayEntry: Encodable {
    var date: String?
    var day: String
    var calls: Double
    var requiredHours: Double
    var scheduledHours: Double
    var paidHours: Double
    var ownHours: Double?
    var peakAgents: Int

    /// The days of a part of the plan.
    static func all(_ part: StaffGrid.Part, _ result: StaffResult) -> [DayEntry] {
      zip(result.grid.days, part.days).map { day, sum in
        DayEntry(
          date: day.date?.iso, day: StaffMoment.day(day.number, result.grid.calendar),
          calls: sum.calls, requiredHours: sum.requiredHours, scheduledHours: sum.scheduledHours,
          paidHours: sum.paidHours, ownHours: result.hasOwnStaffing ? sum.ownHours : nil,
          peakAgents: sum.peakAgents)
      }
    }
  }

  /// The sums of a week.
  struct WeekEntry: Encodable {
    var week: Int
    /// The year of the ISO calendar; nil where days have no dates.
    var year: Int?
    /// How many days of it are in the plan.
    var days: Int
    var calls: Double
    var requiredHours: Double
    var scheduledHours: Double
    var paidHours: Double
    var ownHours: Double?
    var peakAgents: Int

    /// The weeks of a part of the plan.
    static func all(_ part: StaffGrid.Part, _ result: StaffResult) -> [WeekEntry] {
      zip(result.grid.weeks, part.weeks).map { week, sum in
        WeekEntry(
          week: week.week.number, year: week.week.year, days: week.days.count, calls: sum.calls,
          requiredHours: sum.requiredHours, scheduledHours: sum.scheduledHours,
          paidHours: sum.paidHours, ownHours: result.hasOwnStaffing ? sum.ownHours : nil,
          peakAgents: sum.peakAgents)
      }
    }
  }
}
