import ContactCenter
import Foundation

extension TimeZoneRules {
  /// The rules of a place by its name in the IANA database, such as Europe/Zurich; nil where there
  /// is no such place.
  ///
  /// They hold for the years 1970 to 2100; what comes later is as at the end of 2100.
  public static func named(_ name: String) -> TimeZoneRules? {
    // Foundation also takes abbreviations and offsets, which say nothing about changes.
    guard identifiers.contains(name), let zone = TimeZone(identifier: name) else { return nil }
    var rules = TimeZoneRules(
      name: name, firstOffset: zone.secondsFromGMT(for: Date(timeIntervalSince1970: 0)),
      changes: [])
    let end = Date(timeIntervalSince1970: 131 * 365.2425 * 86_400)
    var offset = rules.firstOffset
    var moment = Date(timeIntervalSince1970: 0)
    while let next = zone.nextDaylightSavingTimeTransition(after: moment), next < end,
      next > moment
    {
      let ahead = zone.secondsFromGMT(for: next)
      if ahead != offset {
        rules.changes.append(
          Change(moment: Int(next.timeIntervalSince1970.rounded()), offset: ahead))
      }
      offset = ahead
      moment = next
    }
    return rules
  }

  /// The known name that may have been meant by another one: by its letters, or by its city alone.
  public static func nearestName(to name: String) -> String? {
    let known = identifiers.sorted()
    let wanted = name.lowercased()
    let city = known.first { $0.lowercased().hasSuffix("/" + wanted) }
    return known.first { $0.lowercased() == wanted } ?? city
      ?? NearestName.nearest(to: name, in: known)
  }

  private static let identifiers = Set(TimeZone.knownTimeZoneIdentifiers + ["UTC"])
}
