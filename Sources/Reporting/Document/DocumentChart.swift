import Experiments

/// A chart of a document.
public struct DocumentChart: Sendable {
  /// A name for anchors, unique in the report.
  public var identifier: String
  /// What it shows.
  public var title: String
  /// How to read it.
  public var caption: String
  /// The chart in words with its most important figures.
  public var altText: String
  /// What is drawn.
  public var kind: Kind
  /// Whether a table has its figures, so that forms without drawings need not tell them.
  public var isInTable: Bool

  /// A chart.
  package init(
    identifier: String, title: String, caption: String, altText: String, isInTable: Bool,
    kind: Kind
  ) {
    (self.identifier, self.title, self.caption) = (identifier, title, caption)
    (self.altText, self.kind, self.isInTable) = (altText, kind, isInTable)
  }

  /// The forms of charts.
  public enum Kind: Sendable {
    /// One line for each item: a mark, or a bar from the reference, with its interval.
    case bars([Bar], Axis)
    /// Points over a line of numbers, connected or not.
    case points([Series], x: Axis, y: Axis)
  }

  /// An axis.
  public struct Axis: Sendable {
    /// What it counts; may be empty.
    public var title: String
    /// How its numbers are printed.
    public var format: FigureFormat
    /// Lines across the chart, with their names.
    public var references: [Reference] = []
    /// Words in place of numbers at these places.
    public var labels: [(place: Double, text: String)] = []
    /// The ends that have to be visible; nil: as the data need.
    public var range: ClosedRange<Double>?

    /// An axis.
    package init(
      title: String, format: FigureFormat, references: [Reference] = [],
      labels: [(place: Double, text: String)] = [], range: ClosedRange<Double>? = nil
    ) {
      (self.title, self.format, self.references) = (title, format, references)
      (self.labels, self.range) = (labels, range)
    }
  }

  /// A line across a chart.
  public struct Reference: Sendable {
    /// Its place on the axis.
    public var value: Double
    /// Its name.
    public var name: String
    /// Whether it is a limit of chance and not a target.
    public var isLimit = false

    /// A line.
    package init(value: Double, name: String, isLimit: Bool = false) {
      (self.value, self.name, self.isLimit) = (value, name, isLimit)
    }
  }

  /// An item of a bar chart.
  public struct Bar: Sendable {
    /// Its name.
    public var label: String
    /// The figure as it is printed.
    public var text: String
    /// Values to draw: one, or one for each series.
    public var values: [KPIEstimate]
    /// Names of the series; empty where there is one.
    public var series: [String] = []
    /// How good it is.
    public var tone: Document.Tone

    /// An item.
    package init(
      label: String, text: String, values: [KPIEstimate], series: [String] = [],
      tone: Document.Tone = .neutral
    ) {
      (self.label, self.text, self.values) = (label, text, values)
      (self.series, self.tone) = (series, tone)
    }
  }

  /// Points of one kind.
  public struct Series: Sendable {
    /// Its name.
    public var name: String
    /// The points.
    public var points: [Point]
    /// Whether lines connect them.
    public var isLine: Bool
    /// Whether the name stands beside the last point.
    public var isNamed: Bool

    /// Points of one kind.
    package init(name: String, points: [Point], isLine: Bool, isNamed: Bool = false) {
      (self.name, self.points, self.isLine, self.isNamed) = (name, points, isLine, isNamed)
    }
  }

  /// A point.
  public struct Point: Sendable {
    /// Its place from left to right.
    public var x: Double
    /// Its height.
    public var y: Double
    /// The lower end of its interval; nil: unknown.
    public var low: Double?
    /// The upper end of its interval; nil: unknown.
    public var high: Double?
    /// What a reader is told about it.
    public var label: String
    /// How good it is.
    public var tone: Document.Tone

    /// A point.
    package init(
      x: Double, y: Double, low: Double? = nil, high: Double? = nil, label: String,
      tone: Document.Tone = .neutral
    ) {
      (self.x, self.y, self.low, self.high) = (x, y, low, high)
      (self.label, self.tone) = (label, tone)
    }
  }
}
