import ContactCenter
import Experiments

/// A management report in one language as every printed form shows it: sections with paragraphs,
/// tables, cards, maps and charts.
///
/// Texts are printed already; figures come with their numbers and formats too, so that a spreadsheet
/// can calculate with them.
public struct ManagementDocument: Sendable {
  /// How the report speaks; renderers take their own words from it.
  public var language: ReportLanguage
  /// What kind of document it is: "Management report".
  public var kind: String
  /// The name of the scenario.
  public var title: String
  /// The scenario's description; may be empty.
  public var summary: String
  /// What to know about the run, in the order of importance.
  public var facts: [Fact]
  /// Doubts about the scenario or the study.
  public var warnings: [String]
  /// The sections in their order.
  public var sections: [Section]

  /// A name with its value.
  public struct Fact: Sendable, Equatable {
    /// What it is.
    public var name: String
    /// What it says.
    public var value: String
  }

  /// A part of the report with a heading.
  public struct Section: Sendable {
    /// A name for anchors and sheets, such as `scorecard`.
    public var identifier: String
    /// Its place in the report, from 1 on.
    public var number: Int
    /// The heading without number.
    public var title: String
    /// What stands in it.
    public var blocks: [Block]
  }

  /// Something in a section.
  public enum Block: Sendable {
    /// A smaller heading.
    case heading(String)
    /// The sentence that matters most.
    case lead(String)
    /// A sentence or several.
    case paragraph(String)
    /// A remark that is less important.
    case note(String)
    /// Items, with numbers or without.
    case list([String], isNumbered: Bool)
    /// Figures that stand out.
    case tiles([Tile])
    /// A table.
    case table(Table)
    /// A card about one KPI.
    case card(Card)
    /// Values by planning interval.
    case heatMap(Map)
    /// A chart; its figures stand in a table too.
    case chart(ManagementChart)
    /// Something to be taken over letter by letter, such as a command.
    case code(String)
  }

  /// A figure that stands out.
  public struct Tile: Sendable {
    /// What it is.
    public var title: String
    /// The figure.
    public var value: Cell
    /// A remark; may be empty.
    public var remark: String
  }

  /// How good something is; shown by words and a sign, not by color alone.
  public enum Tone: String, Sendable, CaseIterable {
    case good, fair, bad, over, neutral

    /// A sign of its own shape for each.
    public var sign: String {
      switch self {
      case .good: "●"
      case .fair: "▲"
      case .bad: "■"
      case .over: "◆"
      case .neutral: "○"
      }
    }
  }

  /// A cell of a table.
  public struct Cell: Sendable {
    /// As it is printed, with its unit.
    public var text: String
    /// What it is, for forms that calculate.
    public var content: Content
    /// Whether it is good; nil: neither.
    public var tone: Tone?
    /// Whether the figure was not read in its source.
    public var isUnverified = false
    /// A remark below the text; may be empty.
    public var note = ""
    /// How far it is indented, for trees.
    public var depth = 0

    /// What a cell holds.
    public enum Content: Sendable, Equatable {
      /// Words.
      case text
      /// A number, such as 0.8 for 80 %.
      case number(Double, FigureFormat)
      /// An estimate with its interval.
      case estimate(KPIEstimate, FigureFormat)
    }

    /// Words.
    public init(_ text: String, tone: Tone? = nil, note: String = "") {
      self.text = text
      content = .text
      self.tone = tone
      self.note = note
    }

    init(_ text: String, _ content: Content, tone: Tone? = nil) {
      self.text = text
      self.content = content
      self.tone = tone
    }

    /// The number in it, as it sorts; nil for words and undefined figures.
    public var order: Double? {
      switch content {
      case .text: nil
      case .number(let value, _): value.isFinite ? value : nil
      case .estimate(let estimate, _): estimate.value.isFinite ? estimate.value : nil
      }
    }
  }

  /// A table.
  public struct Table: Sendable {
    /// A name for anchors, sheets and files, unique in the report.
    public var identifier: String
    /// Its title.
    public var title: String
    /// What it tells; may be empty.
    public var caption: String
    /// The columns; the first one names the row.
    public var columns: [Column]
    /// Row after row, a cell for each column.
    public var rows: [[Cell]]
    /// Whether the order of the rows carries a meaning, so that sorting would spoil it.
    public var isOrdered = false

    /// A column.
    public struct Column: Sendable {
      /// Its heading.
      public var title: String
      /// What it means; may be empty.
      public var explanation = ""
      /// Whether it holds figures.
      public var isNumber = false
    }
  }

  /// A card about one KPI, with a row for each of its aspects.
  public struct Card: Sendable {
    /// The KPI.
    public var identifier: String
    /// Number and name.
    public var title: String
    /// How value and target stand.
    public var verdict: Cell
    /// Aspect, content, verdict.
    public var items: [Item]

    /// A row of a card.
    public struct Item: Sendable {
      /// The aspect, such as "S  Specific".
      public var name: String
      /// Sentences.
      public var content: [String]
      /// What came of it; nil: there is nothing to judge.
      public var verdict: Cell?
    }
  }

  /// A KPI by planning interval.
  public struct Map: Sendable {
    /// The KPI.
    public var identifier: String
    /// Its name.
    public var title: String
    /// How to read it.
    public var caption: String
    /// The beginnings of the intervals, "08:00".
    public var columns: [String]
    /// Name and values of each row; nil: undefined.
    public var rows: [(name: String, values: [Double?])]
    /// What the values count.
    public var format: FigureFormat
    /// The ends of the color scale.
    public var range: ClosedRange<Double>
    /// Whether larger values are better; nil: neither.
    public var isMoreBetter: Bool?
    /// The heading of the column of names.
    public var rowTitle: String

    /// Which of `steps` colors a value has, 0 for the least; nil: undefined.
    public func step(_ value: Double?, of steps: Int) -> Int? {
      guard let value, value.isFinite else { return nil }
      let width = range.upperBound - range.lowerBound
      guard width > 0 else { return steps / 2 }
      let place = (value - range.lowerBound) / width
      return max(0, min(steps - 1, Int(clamping: place * Double(steps))))
    }
  }
}

/// A chart of a management report.
public struct ManagementChart: Sendable {
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
  }

  /// A line across a chart.
  public struct Reference: Sendable {
    /// Its place on the axis.
    public var value: Double
    /// Its name.
    public var name: String
    /// Whether it is a limit of chance and not a target.
    public var isLimit = false
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
    public var tone: ManagementDocument.Tone
  }

  /// Points of one kind.
  public struct Series: Sendable {
    /// Its name.
    public var name: String
    /// The points.
    public var points: [Point]
    /// Whether lines connect them.
    public var isLine: Bool
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
    public var tone: ManagementDocument.Tone
  }
}
