import ContactCenter
import Experiments

extension Kind where Value == Scenario.PrecisionGoal {
  /// `serviceLevel±0.5%`, `asa±1 s` or `asa±rel:2%`; with `=` for `±` as well.
  static var precisionGoal: Kind<Scenario.PrecisionGoal> {
    let shape = Shape.Scalar(
      name: "precision goal", types: ["string"], pattern: #"^[A-Za-z0-9.]+\s*[=±].+$"#)
    return Kind(
      shape: .scalar(shape), notVaried: "It says how long a study goes on, not what is simulated."
    ) { node, reading in
      guard let text = reading.scalar(node, "a precision goal") else { return nil }
      do throws(PrecisionGoalDefect) {
        return try Scenario.PrecisionGoal(text: text)
      } catch {
        return reading.fail(node, error.finding, error.remedy)
      }
    }
  }
}

/// Why a text is no precision goal.
public struct PrecisionGoalDefect: Error, Sendable {
  /// What is wrong with the text, in one sentence.
  public var finding: String
  /// What may be written, in one sentence.
  public var remedy: String
}

extension Scenario.PrecisionGoal {
  private static let examples =
    "Write serviceLevel±0.5%, asa±1 s or asa±rel:2%."

  /// Reads `figure±half-width`, or `figure=half-width`: a figure as goals name it, the half-width being a number, a percentage of a proportion, a
  /// duration, or with `rel:` before it a part of the indicator's value.
  ///
  /// `PrecisionGoal(text: "serviceLevel±0.5%")` has the half-width 0.005 and is absolute.
  ///
  /// - Throws: `PrecisionGoalDefect` where there is no such indicator, or no such half-width of it.
  public init(text: String) throws(PrecisionGoalDefect) {
    let parts = text.split(maxSplits: 1) { "=±".contains($0) }.map { $0.trimmed }
    guard parts.count == 2 else {
      throw PrecisionGoalDefect(
        finding: "\"\(text.shortened)\" is no precision goal.", remedy: Self.examples)
    }
    guard let indicator = FigureName(ofStudies: parts[0]).flatMap({ IndicatorCatalogue.indicator($0) })
    else {
      let all = IndicatorCatalogue.all.map(\.identifier)
      let nearest = NearestName.nearest(to: parts[0], in: all)
      throw PrecisionGoalDefect(
        finding: "There is no indicator named \"\(parts[0].shortened)\".",
        remedy: nearest.map { "Did you mean \"\($0)\"?" } ?? Self.examples)
    }
    let isRelative = parts[1].hasPrefix("rel:")
    let width = isRelative ? parts[1].dropFirst(4).trimmed : parts[1]
    guard let value = Self.halfWidth(width, of: isRelative ? .proportion : indicator.unit) else {
      let isShare = width.hasSuffix("%") && indicator.unit != .proportion
      throw PrecisionGoalDefect(
        finding: "\"\(parts[1].shortened)\" is no half-width of \(indicator.identifier).",
        remedy: isShare && !isRelative
          ? "For a share of its value write \(indicator.identifier)=rel:\(width)." : Self.examples)
    }
    if indicator.unit == .proportion || isRelative, !width.hasSuffix("%"), value >= Self.leastForgotten {
      throw PrecisionGoalDefect(
        finding: "\"\(parts[1].shortened)\" as a half-width is \((value * 100).plain) percent.",
        remedy: "Did you mean \(indicator.identifier)=\(isRelative ? "rel:" : "")\(width)%?")
    }
    self.init(indicator: indicator.identifier, halfWidth: value, isRelative: isRelative)
  }

  /// From here on a proportion without a percent sign is thought to have lost it.
  private static let leastForgotten = 0.2

  /// A number above 0, with a unit that goes with the figure's.
  private static func halfWidth(_ text: String, of unit: IndicatorUnit) -> Double? {
    var factors: [(suffix: String, factor: Double)] = []
    if unit == .proportion { factors = [("%", 0.01)] }
    if unit == .seconds { factors = [("min", 60), ("s", 1), ("h", 3600)] }
    let found = factors.first { text.hasSuffix($0.suffix) }
    let digits = text.dropLast(found?.suffix.count ?? 0).trimmed
    guard case .value(let value) = NumberText.parse(digits), value > 0 else { return nil }
    return value * (found?.factor ?? 1)
  }
}
