import Foundation

extension ExactCase {
  /// The recomputed figures of a published case, or where there are none the printed ones that come
  /// with a confidence interval.
  func publishedFigures() throws -> [KnownFigure] {
    let recomputed = try figures().map(\.rounded)
    return recomputed.isEmpty ? printedFigures() : recomputed
  }

  /// Printed figures with an interval: `[0.9, 0.904]` or `{"value": …, "ci95_halfwidth": …}`.
  func printedFigures() -> [KnownFigure] {
    var found: [KnownFigure] = []
    Self.collectPrinted(printed, "", &found)
    return found.sorted { naturallyPrecedes($0.name, $1.name) }
  }

  private static func collectPrinted(
    _ value: JSONValue, _ path: String, _ found: inout [KnownFigure]
  ) {
    if let list = value.list {
      let numbers = list.compactMap(\.number)
      if list.count == 2, numbers.count == 2, numbers[0] <= numbers[1] {
        found.append(KnownFigure(path, interval: numbers))
        return
      }
      for (index, inner) in list.enumerated() {
        collectPrinted(inner, "\(path)[\(index)]", &found)
      }
      return
    }
    guard let members = value.members else { return }
    if let center = members["value"]?.number {
      guard let width = members["ci95_halfwidth"]?.number else { return }
      found.append(KnownFigure(path, interval: [center - width, center + width]))
      return
    }
    for (key, inner) in members {
      collectPrinted(inner, path.isEmpty ? key : "\(path).\(key)", &found)
    }
  }
}

extension KnownFigure {
  /// A figure with a printed 95 % interval: the half-width becomes a standard error; half a unit of
  /// the last printed digit is added, for the ends are rounded.
  package init(_ name: String, interval: [Double]) {
    let unit = interval.map { pow(10, -Double(Self.decimals($0))) }.min() ?? 1
    let halfWidth = (interval[1] - interval[0]) / 2 + unit / 2
    self.init(
      name: name, value: (interval[0] + interval[1]) / 2, error: halfWidth / 1.96, tolerance: 0)
  }

  /// A figure given with few digits may be off by half a unit of its last one.
  var rounded: KnownFigure {
    let digits = Self.decimals(value)
    guard tolerance == 0, (4...8).contains(digits) else { return self }
    var figure = self
    figure.tolerance = 0.5 * pow(10, -Double(digits))
    return figure
  }

  /// Digits after the point in the shortest text of the number.
  static func decimals(_ value: Double) -> Int {
    let text = "\(value)"
    guard !text.contains("e"), let point = text.firstIndex(of: ".") else { return 0 }
    let digits = text[text.index(after: point)...]
    return digits == "0" ? 0 : digits.count
  }
}

extension JSONValue {
  /// The number in a name such as `p_delay_le_0p5min_entered`, in minutes.
  var firstThreshold: Double? {
    guard let members else { return nil }
    for key in members.keys.sorted() {
      if let match = key.firstMatch(of: /_le_([0-9]+)p?([0-9]*)min/) {
        return Double("\(match.output.1).\(match.output.2.isEmpty ? "0" : match.output.2)")
      }
      if let inner = members[key]?.firstThreshold { return inner }
    }
    return nil
  }
}
