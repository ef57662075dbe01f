import ContactCenter
import Experiments

/// What a planner should know before using a study's figures.
enum StudyRemark: Equatable {
  /// A doubt that reading or simulating the scenario found, in English.
  case found(String)
  case oneReplication
  /// The half-width of the service level, and how many replications would be enough.
  case wide(samples: Int, half: Double, enough: Double)
  case few(samples: Int)
  /// Intervals with so few contacts that their own intervals are too short.
  case smallCells(Int)
  /// Contacts that are still inside at the end, and their share of all attempts.
  case remaining(Double, share: Double, isReplication: Bool)
  case offeredTwice
  /// Rows of intervals that files leave out.
  case rowsLeftOut(Int)

  /// All remarks for a page: doubts about the scenario and the figures, and what the files leave out.
  static func all(of result: StudyResult, context: ReportContext) -> [StudyRemark] {
    let rows = IntervalSelection(result.scopes, of: result, detail: context.detail).rowsLeftOut
    return all(of: result) + (rows > 0 ? [.rowsLeftOut(rows)] : [])
  }

  /// The remarks that come from the figures alone, the result's own warnings first.
  static func all(of result: StudyResult) -> [StudyRemark] {
    result.warnings.map(StudyRemark.found)
      + [replications(result), smallCells(result), remaining(result), offeredTwice(result)]
      .compactMap { $0 }
  }

  /// A half-width of the service level up to which a study is good enough for planning.
  private static let wantedHalfWidth = 0.02
  /// With fewer replications half-widths are little more than guesses.
  private static let fewReplications = 10

  private static func replications(_ result: StudyResult) -> StudyRemark? {
    guard result.method == .replications, result.samples > 0 else { return nil }
    guard result.samples > 1 else { return .oneReplication }
    if let half = result.estimate(.serviceLevel)?.halfWidth, half > wantedHalfWidth {
      let ratio = half / wantedHalfWidth
      let needed = RoughCount.needed(Double(result.samples), growth: ratio * ratio)
      return .wide(samples: result.samples, half: half, enough: max(20, needed ?? 20))
    }
    return result.samples < fewReplications ? .few(samples: result.samples) : nil
  }

  /// With fewer replications intervals of quotients need cells with many contacts.
  static let fewForRatios = 30
  /// With fewer contacts in all replications a cell's quotients are far from normal.
  private static let fewContacts = 1000.0

  private static func smallCells(_ result: StudyResult) -> StudyRemark? {
    guard result.method == .replications, (2..<fewForRatios).contains(result.samples) else {
      return nil
    }
    let counts = (0..<result.intervals).compactMap { result.value(.offered, interval: $0) }
    let small = counts.filter { $0 > 0 && $0 * Double(result.samples) < fewContacts }
    return small.isEmpty ? nil : .smallCells(small.count)
  }

  /// The least share of the attempts that is worth a remark when it is still there at the end.
  private static let remainingShare = 0.005

  private static func remaining(_ result: StudyResult) -> StudyRemark? {
    guard let remaining = result.value(.remaining), let attempts = result.value(.attempts),
      attempts > 0, remaining >= remainingShare * attempts
    else { return nil }
    return .remaining(
      remaining, share: remaining / attempts, isReplication: result.method == .replications)
  }

  private static func offeredTwice(_ result: StudyResult) -> StudyRemark? {
    guard let offered = result.value(.offered), let attempts = result.value(.attempts) else {
      return nil
    }
    // What waits already at the start is offered too, and is no attempt.
    return offered > attempts && !result.hasBacklogs ? .offeredTwice : nil
  }

  /// The remark in English.
  var text: String {
    switch self {
    case .found(let text): return text
    case .oneReplication:
      return "One replication tells nothing of the scatter: there are no confidence intervals. "
        + "Simulate 20 or more (--replications 20)."
    case .wide(let samples, let half, let enough):
      return "\(samples) replications leave the service level uncertain by ± "
        + "\(FigureText.number(half, unit: .proportion, halfWidth: half)) percentage points; about "
        + "\(FigureText.fixed(enough, decimals: 0)) would bring it to ± 2 "
        + "(--replications \(Int(clamping: enough)) or --precision serviceLevel=0.02)."
    case .few(let samples):
      return "\(samples) replications are few: the half-widths are rough themselves. "
        + "20 or more make them trustworthy (--replications 20)."
    case .smallCells(let count):
      let cells = count == 1 ? "1 interval has" : "\(count) intervals have"
      return "\(cells) few contacts: with fewer than \(Self.fewForRatios) replications the half-widths of "
        + "shares and mean times may be too short there. \(Self.fewForRatios) or more make them "
        + "trustworthy (--replications \(Self.fewForRatios))."
    case .remaining(let remaining, let share, let isReplication):
      let part = FigureText.value(share, unit: .proportion)
      let count = FigureText.value(remaining, unit: .count)
      return "\(count) contacts of \(isReplication ? "a replication" : "a batch") (\(part) of attempts) were "
        + "still in the center, or waiting to call again, at the end: what would have become of them is not "
        + "in the figures."
    case .offeredTwice:
      return "More contacts are offered than attempts were made: a contact that is transferred is "
        + "offered again, to the agents of the type it becomes."
    case .rowsLeftOut(let rows):
      let count = FigureText.fixed(Double(rows), decimals: 0)
      return "report.json and the CSV files hold the whole center's figures by interval, but not those "
        + "of all its parts: \(count) rows are left out. The option "
        + "\(IntervalDetail.optionForAll) of switchboard run writes all."
    }
  }
}

/// The remarks in English, for data files.
public enum StudyRemarks {
  /// The remarks that come from the figures alone, the result's own warnings first.
  public static func all(of result: StudyResult) -> [String] {
    StudyRemark.all(of: result).map(\.text)
  }
}
