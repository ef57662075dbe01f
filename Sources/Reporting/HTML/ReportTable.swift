import Experiments

/// A table of a report, before it becomes HTML or Markdown.
struct ReportTable {
  var identifier: String
  var title: String
  /// What the table tells, in a sentence or two.
  var caption: String
  var columns: [Column]
  var rows: [[Cell]]

  struct Column {
    var title: String
    /// The definition, shown when the heading is pointed at.
    var explanation = ""
    var isNumber = true
  }

  struct Cell {
    /// A word, or a figure without its unit.
    var text: String
    /// "± 1.2", shown smaller.
    var halfWidth = ""
    /// " %": the unit of figure and half-width.
    var unit = ""
    /// What sorting compares; nil: the text.
    var order: Double?

    /// A figure with its half-width.
    init(_ estimate: Estimate?, unit: IndicatorUnit) {
      let estimate = estimate ?? .undefined
      text = FigureText.number(estimate.value, unit: unit, halfWidth: estimate.halfWidth)
      halfWidth = FigureText.halfWidth(estimate, unit: unit)
      self.unit = text == FigureText.none ? "" : FigureText.suffix(unit)
      order = estimate.value
    }

    /// A word.
    init(_ text: String, order: Double? = nil) {
      self.text = text
      self.order = order
    }

    /// "54.9 ± 1.2 %".
    var whole: String { text + tail }

    /// What follows the text: " ± 1.2 %", " %".
    var tail: String { (halfWidth.isEmpty ? "" : " " + halfWidth) + unit }
  }
}

// MARK: - Figures of several members side by side

extension ReportTable {
  /// A column of `byMember`: an indicator, and whether it stays when it is zero for all.
  struct Figure {
    var indicator: FigureName
    var title: String?
    var isAlwaysShown = false

    init(_ indicator: FigureName, _ title: String? = nil, always: Bool = false) {
      self.indicator = indicator
      self.title = title
      isAlwaysShown = always
    }
  }

  /// A row of `byMember`.
  struct Member {
    var name: String
    var scope: Scope
    var interval: Int?
    /// Words in extra columns after the name.
    var remarks: [String] = []
    var order: Double?
  }

  /// Members down, figures across.
  ///
  /// Figures that are zero or undefined for every member are left out.
  static func byMember(
    _ identifier: String, title: String, caption: String, heading: String,
    remarks: [String] = [], members: [Member], figures: [Figure], result: StudyResult
  ) -> ReportTable {
    let known = figures.compactMap { figure in
      IndicatorCatalogue.indicator(figure.indicator).map { (figure: figure, indicator: $0) }
    }
    let shown = known.filter { entry in
      entry.figure.isAlwaysShown
        || members.contains {
          let value = result.value(entry.indicator.name, of: $0.scope, interval: $0.interval)
          return (value ?? 0) != 0
        }
    }
    let columns =
      [Column(title: heading, isNumber: false)]
      + remarks.map { Column(title: $0, isNumber: false) }
      + shown.map {
        Column(
          title: $0.figure.title ?? $0.indicator.label,
          explanation: "\($0.indicator.definition) \($0.indicator.formula)")
      }
    let rows = members.map { member in
      [Cell(member.name, order: member.order)] + member.remarks.map { Cell($0) }
        + shown.map {
          Cell(
            result.estimate($0.indicator.name, of: member.scope, interval: member.interval),
            unit: $0.indicator.unit)
        }
    }
    return ReportTable(
      identifier: identifier, title: title, caption: caption, columns: columns, rows: rows)
  }
}
