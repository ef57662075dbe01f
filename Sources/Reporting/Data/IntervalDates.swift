import ContactCenter
import Experiments

extension StudyResult {
  /// The days and the time zone, as a heading says them; nil without dates.
  var dateHeading: String? {
    dates.heading(from: intervalStarts.first ?? 0, to: horizonEnd)
  }

  /// The date and the time that the clocks show at the begin of an interval, "2026-11-30" and
  /// "09:30"; nil without dates.
  ///
  /// An hour that the clocks show twice has the same time twice.
  func dateAndStart(of interval: Int) -> (date: String, start: String)? {
    let moment = start(of: interval)
    return dates.date(at: moment).map {
      ($0.iso, DatedClock.text(ofTime: dates.clock.timeOfDay(at: moment)))
    }
  }
}
