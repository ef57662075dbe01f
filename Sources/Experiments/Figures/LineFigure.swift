import ContactCenter

/// Figures of trunk groups and ports.
package enum LineFigure: String, DeclaredFigure {
  case trunkOccupancy, busyLines, lines, mostBusyLines, busyLinesAtEnd
  case seizures, refusals, refusedProportion

  package static let kind = IndicatorKind.lines

  /// What each is.
  package var entry: IndicatorEntry<LineMeasure> {
    switch self {
    case .trunkOccupancy:
      timeAverage(
        "Line occupancy", zh: "线路利用率", better: .neither, .proportion, (.busyOpen, over: .capacityOpen),
        closed: (.busyIntegral, over: .capacityIntegral),
        "Share of the lines' time, while the center is open, that they are taken.",
        formula: "∫ lines taken dt ÷ ∫ lines offered dt")
    case .busyLines:
      timeAverage(
        "Busy lines", zh: "占用线路数", better: .neither, .lines, (.busyOpen, over: .openTime),
        closed: (.busyIntegral, over: .time),
        "Time average, while the center is open, of the lines taken.",
        formula: "∫ lines taken dt ÷ open time")
    case .lines:
      timeAverage(
        "Lines", zh: "线路数", better: .smaller, .lines, (.capacityOpen, over: .openTime),
        closed: (.capacityIntegral, over: .time),
        "Time average, while the center is open, of the lines offered by the carrier.",
        formula: "∫ lines offered dt ÷ open time")
    case .mostBusyLines:
      mean(
        "Most busy lines", zh: "最多占用线路数", better: .neither, .lines, .mostBusy,
        "The most lines taken at a time in a replication.",
        formula: "mean over replications of the maximum")
    case .busyLinesAtEnd:
      mean(
        "Busy lines at end", zh: "期末占用线路数", better: .neither, .lines, .busyAtEnd,
        "Lines taken at the end of the interval.", formula: "mean over replications")
    case .seizures:
      mean(
        "Seizures", zh: "占用次数", better: .neither, .count, .seized,
        "Lines seized during the interval.", formula: "mean over replications")
    case .refusals:
      mean(
        "Refusals", zh: "拒绝次数", better: .smaller, .count, .refused,
        "Attempts that found every line taken, whether or not another group took them.",
        formula: "mean over replications")
    case .refusedProportion:
      ratio(
        "Refused", zh: "拒绝率", better: .smaller, .proportion, .refused, over: .wanted,
        "Share of the attempts at these lines that found every line taken.",
        formula: "refusals ÷ (seizures + refusals)")
    }
  }
}
