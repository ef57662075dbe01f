import Experiments

/// What a formula says of a scenario, to stand beside the simulation.
public struct FormulaBeside: Sendable {
  /// The queue's model, such as "Erlang C (M/M/n)".
  public var model: String
  /// Whether nothing but chance tells formula and simulation apart.
  public var isExact: Bool
  /// Whether each planning interval was computed by itself.
  public var isByInterval: Bool
  /// What the scenario has and the formula has not.
  public var leftOut: [String]
  /// Values by their indicators, in the order of the report.
  public var figures: [(indicator: FigureName, value: Double)]

  /// Values of a formula.
  public init(
    model: String, isExact: Bool, isByInterval: Bool, leftOut: [String],
    figures: [(indicator: FigureName, value: Double)]
  ) {
    self.model = model
    self.isExact = isExact
    self.isByInterval = isByInterval
    self.leftOut = leftOut
    self.figures = figures
  }

  /// How a simulated figure stands to the formula's value.
  package enum Verdict: String {
    /// The interval holds the value.
    case agrees
    /// The whole interval is above the value.
    case higher
    /// The whole interval is below the value.
    case lower
    /// There is no interval, or what is rare was never seen.
    case undecided

    package init(_ estimate: Estimate, formula value: Double) {
      guard let interval = estimate.judgedInterval,
        estimate.shareBounds != nil || interval != 0...0
      else {
        self = .undecided
        return
      }
      // What rounding of the sums leaves is no difference.
      let slack = 1e-9 * abs(value)
      if value < interval.lowerBound - slack {
        self = .higher
      } else {
        self = value > interval.upperBound + slack ? .lower : .agrees
      }
    }

    var text: String {
      switch self {
      case .agrees: return "agrees"
      case .higher: return "simulated is higher"
      case .lower: return "simulated is lower"
      case .undecided: return "no interval"
      }
    }
  }

  /// The formula's figures with the simulated ones.
  func compared(
    with result: StudyResult
  ) -> [(indicator: Indicator, value: Double, estimate: Estimate, verdict: Verdict)] {
    figures.compactMap { name, value in
      guard let indicator = IndicatorCatalogue.indicator(name),
        let estimate = result.estimate(name), estimate.value != nil,
        // Counts of one long run are those of a batch.
        result.method == .replications || indicator.unit != .count
      else { return nil }
      return (indicator, value, estimate, Verdict(estimate, formula: value))
    }
  }

  /// Why formula and simulation differ, in a sentence or two.
  func reason(in result: StudyResult) -> String {
    let way = isByInterval ? "\(model), each planning interval by itself" : model
    let odds = (1 / max(1e-4, 1 - result.confidence)).rounded()
    let meaning =
      "Agrees means that the interval holds the formula's value; of intervals of "
      + "\(FigureText.value(result.confidence, unit: .proportion)) one in "
      + "\(FigureText.fixed(odds, decimals: 0)) misses the right value by chance."
    if isExact { return "\(way) is exact for this scenario: only chance differs. \(meaning)" }
    return "\(way). In the scenario and not in the formula: \(leftOut.joined(separator: ", ")). "
      + meaning
  }

  /// A member `formula` of a document.
  func write(to json: inout JSONText, with result: StudyResult) {
    json.object("formula") { json in
      json.string("model", model)
      json.bool("isExact", isExact)
      json.bool("isByInterval", isByInterval)
      json.array("leftOut") { json in leftOut.forEach { json.string(nil, $0) } }
      json.array("figures") { json in
        for row in compared(with: result) {
          json.object { json in
            json.string("indicator", row.indicator.identifier)
            json.number("formula", row.value)
            json.number("value", row.estimate.value)
            json.number("halfWidth", row.estimate.halfWidth)
            json.number("lower", row.estimate.interval?.lowerBound)
            json.number("upper", row.estimate.interval?.upperBound)
            json.string("simulated", row.verdict.rawValue)
          }
        }
      }
    }
  }
}
