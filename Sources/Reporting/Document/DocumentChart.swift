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
  /// Whether a terminal draws its bars, beside a table that has the figures.
  public var isDrawnInText = false
  /// The file that has the drawing beside the report; nil: none was asked for.
  public var file: String?
  /// What readers are told of stretches of the x axis; empty: of points.
  public var spans: [Span]

  /// A chart.
  package init(
    identifier: String, title: String, caption: String, altText: String, isInTable: Bool,
    kind: Kind, spans: [Span] = []
  ) {
    (self.identifier, self.title, self.caption) = (identifier, title, caption)
    (self.altText, self.kind, self.isInTable) = (altText, kind, isInTable)
    self.spans = spans
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
    /// How they are drawn.
    public var form: Form
    /// Whether the name stands beside the last point.
    public var isNamed: Bool
    /// Its color of the palette and, every sixth time, another dash; nil: that of marks.
    public var color: Int?

    /// Points of one kind.
    package init(
      name: String, points: [Point], form: Form, isNamed: Bool = false, color: Int? = nil
    ) {
      (self.name, self.points, self.form) = (name, points, form)
      (self.isNamed, self.color) = (isNamed, color)
    }
  }

  /// How the points of a series are drawn.
  public enum Form: Sendable {
    /// Marks alone.
    case marks
    /// A line with marks.
    case line
    /// A line over the band of its intervals; points that are not numbers part it.
    case band
    /// A level from each point to its end.
    case steps
    /// A bar from each point to its end, on top of the bars of the series before.
    case bars
  }

  /// A point.
  public struct Point: Sendable {
    /// Its place from left to right.
    public var x: Double
    /// Where its level or its bar ends; nil: it has no width.
    public var end: Double?
    /// Its height.
    public var y: Double
    /// The lower end of its interval; nil: unknown.
    public var low: Double?
    /// The upper end of its interval; nil: unknown.
    public var high: Double?
    /// The ends of its interval from left to right; nil: unknown.
    public var across: ClosedRange<Double>?
    /// What a reader is told about it.
    public var label: String
    /// What stands beside it, where there is room; may be empty.
    public var name = ""
    /// How good it is.
    public var tone: Document.Tone

    /// A point.
    package init(
      x: Double, end: Double? = nil, y: Double, low: Double? = nil, high: Double? = nil,
      across: ClosedRange<Double>? = nil, label: String = "", name: String = "",
      tone: Document.Tone = .neutral
    ) {
      (self.x, self.end, self.y, self.low, self.high) = (x, end, y, low, high)
      (self.across, self.label, self.name, self.tone) = (across, label, name, tone)
    }
  }

  /// A stretch of the x axis about which a reader is told the figures of all series.
  public struct Span: Sendable {
    /// Where it is.
    public var place: ClosedRange<Double>
    /// "10:00–10:30: offered 106, answered 104 ± 1".
    public var label: String

    /// A stretch.
    package init(place: ClosedRange<Double>, label: String) {
      (self.place, self.label) = (place, label)
    }
  }
}
