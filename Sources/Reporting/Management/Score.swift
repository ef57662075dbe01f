import Experiments

/// The balanced score: over the KPIs that are measured and told apart from their targets.
struct Score {
  /// 0…1 by weight; nil where less than half of the weight is judged.
  let value: Double?
  /// The share of the weight that is measured and judged, 0…1.
  let coverage: Double
  /// The color; not green beside a red perspective.
  let tone: Document.Tone
  /// Whether a red perspective keeps the score from being green.
  let isHeldBack: Bool
  private let perspectives: [KPI.Perspective: Part]

  /// The score of a perspective.
  struct Part {
    /// 0…1; nil: nothing in it is judged.
    var value: Double?
    /// The share of the whole tree's weight that is judged in it.
    var weight: Double
    /// The color; nil: no score.
    var tone: Document.Tone?
  }

  /// A score counts from this share of the weight on.
  static let leastCoverage = 0.5

  /// The score of a report's KPIs.
  init(_ builder: ManagementBuilder) {
    let weighted = builder.entries.compactMap { entry in
      builder.effectiveWeight(entry.kpi).map { (entry: entry, weight: $0) }
    }
    let all = weighted.reduce(0) { $0 + $1.weight }
    let judged = weighted.filter { $0.entry.result.score != nil }
    let known = judged.reduce(0) { $0 + $1.weight }
    coverage = all > 0 ? known / all : 0
    var parts: [KPI.Perspective: Part] = [:]
    for perspective in KPI.Perspective.allCases {
      parts[perspective] = Self.part(
        builder.entries.filter { $0.kpi.perspective == perspective }
          .map { ($0, builder.effectiveWeight($0.kpi) ?? 0) })
    }
    perspectives = parts
    let sum = judged.reduce(0) { $0 + $1.weight * ($1.entry.result.score ?? 0) }
    value = known > 0 && coverage >= Self.leastCoverage ? sum / known : nil
    let own = value.map(Self.tone) ?? .neutral
    isHeldBack = own == .good && parts.values.contains { $0.tone == .bad }
    tone = isHeldBack ? .fair : own
  }

  /// The score of a perspective.
  func perspective(_ perspective: KPI.Perspective) -> Part {
    perspectives[perspective] ?? Part(weight: 0)
  }

  /// In its perspective a KPI without weight counts as much as the others do on the average.
  private static func part(_ entries: [(entry: ManagementBuilder.Entry, weight: Double)]) -> Part {
    let judged = entries.filter { $0.entry.result.score != nil }
    let weights = judged.map(\.weight).filter { $0 > 0 }
    let sum = weights.reduce(0, +)
    let usual = weights.isEmpty ? 1 : sum / Double(weights.count)
    guard !judged.isEmpty else { return Part(weight: 0) }
    let counted = judged.map { ($0.entry.result.score ?? 0, $0.weight > 0 ? $0.weight : usual) }
    let value =
      counted.reduce(0) { $0 + $1.0 * $1.1 } / counted.reduce(0) { $0 + $1.1 }
    return Part(value: value, weight: sum, tone: tone(ofScore: value))
  }

  static func tone(ofScore score: Double) -> Document.Tone {
    score >= 0.9 ? .good : score >= 0.6 ? .fair : .bad
  }
}
