import ContactCenter
import Experiments

/// A report in one language as every form shows it: sections with paragraphs, tables, cards, maps and
/// charts.
///
/// Texts are printed already; figures come with their numbers and formats too, so that a spreadsheet
/// can calculate with them. Each kind of report has a builder that makes a document of its data, each
/// form one renderer that shows any document.
public struct Document: Sendable {
  /// How the report speaks; renderers take their own words from it.
  public var language: ReportLanguage
  /// What kind of document it is: "Management report".
  public var kind: String
  /// What it is about, such as the name of a scenario.
  public var title: String
  /// A description; may be empty.
  public var summary: String
  /// The version of the program that the figures are from.
  public var version: String
  /// What to know about the run, in the order of importance.
  public var facts: [Fact]
  /// Doubts about the scenario or the study.
  public var warnings: [String]
  /// What else to know before using the figures.
  public var remarks: [String]
  /// The sections in their order.
  public var sections: [Section]
  /// Whether there is a place to sign.
  public var hasSignature: Bool
  /// Whether a page opens with its first sections only, the others folded.
  public var isFolded: Bool

  /// A document, its sections numbered from 1 on.
  package init(
    language: ReportLanguage, kind: String, title: String, summary: String = "", version: String,
    facts: [Fact] = [], warnings: [String] = [], remarks: [String] = [],
    parts: [(identifier: String, title: String, blocks: [Block])], hasSignature: Bool = false,
    isFolded: Bool = false
  ) {
    (self.language, self.kind, self.title) = (language, kind, title)
    (self.summary, self.version) = (summary, version)
    (self.facts, self.warnings, self.remarks) = (facts, warnings, remarks)
    (self.hasSignature, self.isFolded) = (hasSignature, isFolded)
    sections = parts.enumerated().map { index, part in
      Section(
        identifier: part.identifier, number: index + 1, title: part.title, blocks: part.blocks)
    }
  }

  /// A name with its value.
  public struct Fact: Sendable, Equatable {
    /// What it is.
    public var name: String
    /// What it says.
    public var value: String

    /// A name with its value.
    package init(name: String, value: String) { (self.name, self.value) = (name, value) }
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
    case chart(DocumentChart)
    /// Something to be taken over letter by letter, such as a command.
    case code(String)
    /// What terminals leave out; with words to open it by it is folded on pages, and not in Markdown either.
    case detail(summary: String?, [Block])

    /// The block itself, or those in it.
    var parts: [Block] {
      if case .detail(_, let blocks) = self { blocks.flatMap(\.parts) } else { [self] }
    }
  }

  /// A figure that stands out.
  public struct Tile: Sendable {
    /// What it is.
    public var title: String
    /// The figure.
    public var value: Cell
    /// A remark; may be empty.
    public var remark: String

    /// A figure that stands out.
    package init(title: String, value: Cell, remark: String = "") {
      (self.title, self.value, self.remark) = (title, value, remark)
    }
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
    /// What terminals show in its place; nil: the text.
    public var brief: String?
    /// How strong its shade is on pages, 0 to 1; nil: none.
    public var shade: Double?

    /// What a cell holds.
    public enum Content: Sendable, Equatable {
      /// Words.
      case text
      /// A number, such as 0.8 for 80 %.
      case number(Double, FigureFormat)
      /// An estimate with its interval.
      case estimate(KPIEstimate, FigureFormat)

      /// Whether there is an interval around the figure.
      var isEstimate: Bool { if case .estimate = self { true } else { false } }
    }

    /// Words.
    public init(_ text: String, tone: Tone? = nil, note: String = "") {
      self.text = text
      content = .text
      self.tone = tone
      self.note = note
    }

    /// A figure.
    package init(_ text: String, _ content: Content, tone: Tone? = nil) {
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
    /// The rows that a terminal shows; nil: all.
    public var briefRows: [Int]?
    /// What a terminal says of the rows that it leaves out.
    public var briefNote = ""
    /// What the table tells where terminals show less of it; nil: the same.
    public var briefCaption: String?

    /// A table.
    package init(
      identifier: String, title: String, caption: String = "", columns: [Column], rows: [[Cell]],
      isOrdered: Bool = false, briefRows: [Int]? = nil
    ) {
      (self.identifier, self.title, self.caption) = (identifier, title, caption)
      (self.columns, self.rows, self.isOrdered) = (columns, rows, isOrdered)
      self.briefRows = briefRows
    }

    /// A column.
    public struct Column: Sendable {
      /// Its heading.
      public var title: String
      /// What it means; may be empty.
      public var explanation = ""
      /// Whether it holds figures.
      public var isNumber = false
      /// The heading where there is little room.
      public var short: String
      /// Whether terminals leave it out.
      public var isDetail = false

      /// A column.
      package init(
        title: String, explanation: String = "", isNumber: Bool = false, short: String? = nil,
        isDetail: Bool = false
      ) {
        (self.title, self.explanation, self.isNumber) = (title, explanation, isNumber)
        (self.short, self.isDetail) = (short ?? title, isDetail)
      }
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

    /// A card.
    package init(identifier: String, title: String, verdict: Cell, items: [Item]) {
      (self.identifier, self.title) = (identifier, title)
      (self.verdict, self.items) = (verdict, items)
    }

    /// A row of a card.
    public struct Item: Sendable {
      /// The aspect, such as "S  Specific".
      public var name: String
      /// Sentences.
      public var content: [String]
      /// What came of it; nil: there is nothing to judge.
      public var verdict: Cell?

      /// A row.
      package init(name: String, content: [String], verdict: Cell? = nil) {
        (self.name, self.content, self.verdict) = (name, content, verdict)
      }
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
    /// Whether all values are whole numbers.
    public var isWhole: Bool
    /// Whether a table has its figures, so that forms without colors need not tell them.
    public var isInTable: Bool

    /// A KPI by planning interval.
    package init(
      identifier: String, title: String, caption: String, columns: [String],
      rows: [(name: String, values: [Double?])], format: FigureFormat, range: ClosedRange<Double>,
      isMoreBetter: Bool? = nil, rowTitle: String,
      isWhole: Bool = false, isInTable: Bool = false
    ) {
      (self.identifier, self.title, self.caption) = (identifier, title, caption)
      (self.isWhole, self.isInTable) = (isWhole, isInTable)
      (self.columns, self.rows, self.format) = (columns, rows, format)
      (self.range, self.isMoreBetter, self.rowTitle) = (range, isMoreBetter, rowTitle)
    }

    /// Values as blocks of a line, the higher the larger; a dot for what is not defined.
    func line(_ values: [Double?]) -> String {
      let blocks = Array("▁▂▃▄▅▆▇█")
      return String(values.map { value in step(value, of: blocks.count).map { blocks[$0] } ?? "·" })
    }

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
