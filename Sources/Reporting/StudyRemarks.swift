import ContactCenter
import Experiments

/// What a planner should know before using a study's figures.
public enum StudyRemarks {
  /// All remarks for a page: doubts about the scenario and the figures, and what the files leave out.
  static func all(of result: StudyResult, context: ReportContext) -> [String] {
    all(of: result) + [IntervalSelection.note(result, detail: context.detail)].compactMap { $0 }
  }

  /// The remarks that come from the figures alone, the result's own warnings first.
  public static func all(of result: StudyResult) -> [String] {
    result.warnings
      + [replications(result), smallCells(result), remaining(result), offeredTwice(result)].compactMap { $0 }
  }

  /// A half-width of the service level up to which a study is good enough for planning.
  private static let wantedHalfWidth = 0.02
  /// With fewer replications half-widths are little more than guesses.
  private static let fewReplications = 10

  private static func replications(_ result: StudyResult) -> String? {
    guard result.method == .replications, result.samples > 0 else { return nil }
    guard result.samples > 1 else {
      return "One replication tells nothing of the scatter: there are no confidence intervals. "
        + "Simulate 20 or more (--replications 20)."
    }
    if let half = result.estimate(.serviceLevel)?.halfWidth, half > wantedHalfWidth {
      let ratio = half / wantedHalfWidth
      let needed = RoughCount.needed(Double(result.samples), growth: ratio * ratio)
      let enough = max(20, needed ?? 20)
      return "\(result.samples) replications leave the service level uncertain by ± "
        + "\(FigureText.number(half, unit: .proportion, halfWidth: half)) percentage points; about "
        + "\(FigureText.fixed(enough, decimals: 0)) would bring it to ± 2 "
        + "(--replications \(Int(clamping: enough)) or --precision serviceLevel=0.02)."
    }
    guard result.samples < fewReplications else { return nil }
    return "\(result.samples) replications are few: the half-widths are rough themselves. "
      + "20 or more make them trustworthy (--replications 20)."
  }

  /// With fewer replications intervals of quotients need cells with many contacts.
  private static let fewForRatios = 30
  /// With fewer contacts in all replications a cell's quotients are far from normal.
  private static let fewContacts = 1000.0

  private static func smallCells(_ result: StudyResult) -> String? {
    guard result.method == .replications, (2..<fewForRatios).contains(result.samples) else {
      return nil
    }
    let counts = (0..<result.intervals).compactMap { result.value(.offered, interval: $0) }
    let small = counts.filter { $0 > 0 && $0 * Double(result.samples) < fewContacts }
    guard !small.isEmpty else { return nil }
    let cells = small.count == 1 ? "1 interval has" : "\(small.count) intervals have"
    return "\(cells) few contacts: with fewer than \(fewForRatios) replications the half-widths of "
      + "shares and mean times may be too short there. \(fewForRatios) or more make them "
      + "trustworthy (--replications \(fewForRatios))."
  }

  /// The least share of the attempts that is worth a remark when it is still there at the end.
  private static let remainingShare = 0.005

  private static func remaining(_ result: StudyResult) -> String? {
    guard let remaining = result.value(.remaining), let attempts = result.value(.attempts),
      attempts > 0, remaining >= remainingShare * attempts
    else { return nil }
    let share = FigureText.value(remaining / attempts, unit: .proportion)
    let count = FigureText.value(remaining, unit: .count)
    let one = result.method == .replications ? "a replication" : "a batch"
    return "\(count) contacts of \(one) (\(share) of attempts) were still in the center, or "
      + "waiting to call again, at the end: what would have become of them is not in the figures."
  }

  private static func offeredTwice(_ result: StudyResult) -> String? {
    guard let offered = result.value(.offered), let attempts = result.value(.attempts),
      offered > attempts
    else { return nil }
    return "More contacts are offered than attempts were made: a contact that is transferred is "
      + "offered again, to the agents of the type it becomes."
  }
}
