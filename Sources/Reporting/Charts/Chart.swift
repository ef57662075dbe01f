/// A chart: one description that the page draws, and that vl-convert turns into SVG or PNG files.
///
/// The specification has a width that fits its container and no title, since the page has captions
/// of its own; `standalone` adds both for a file that has to speak for itself.
public struct Chart: Sendable, Equatable {
  /// A name for files and anchors, such as `service-level`; unique among a report's charts.
  public var identifier: String
  /// What the chart shows, such as "Service level by interval".
  public var title: String
  /// A remark below the title: what the band is, which share a curve leaves out.
  public var subtitle: String
  /// The chart in words, with its most important figures, for readers who do not see it.
  public var altText: String
  /// The Vega-Lite specification, without colours of text and background.
  public var specification: VegaValue

  /// The Vega-Lite version that specifications are written for.
  public static let schema = "https://vega.github.io/schema/vega-lite/v6.json"

  /// The specification with title, fixed width, ink and paper, for a file of its own.
  public func standalone(width: Int = 720, theme: ChartTheme = .paper) -> VegaValue {
    let file = specification.merging([
      "width": .number(Double(width)), "padding": 12, "background": .text(theme.background),
      "config": theme.configuration,
    ])
    guard !title.isEmpty else { return file }
    var heading: VegaValue = ["text": .text(title)]
    if !subtitle.isEmpty { heading = heading.merging(["subtitle": .text(subtitle)]) }
    return file.merging(["title": heading])
  }
}

/// The colours of a chart that are not data.
public struct ChartTheme: Sendable, Equatable {
  /// Behind the chart; a CSS colour.
  public var background: String
  /// Text and axes.
  public var ink: String
  /// Less important text.
  public var faintInk: String
  /// Grid lines.
  public var grid: String

  /// For files: dark on white.
  public static let paper = ChartTheme(
    background: "#ffffff", ink: "#1c2430", faintInk: "#55606e", grid: "#e3e6ea")
  /// For the page: the surrounding text's colour, so that light and dark need no other chart.
  public static let page = ChartTheme(
    background: "transparent", ink: "currentColor", faintInk: "currentColor", grid: "#80889033")

  /// A `config` object of a Vega-Lite specification.
  public var configuration: VegaValue {
    let ink = VegaValue.text(ink)
    let faint = VegaValue.text(faintInk)
    let grid = VegaValue.text(grid)
    let font: VegaValue = "system-ui, 'Segoe UI', 'DejaVu Sans', Helvetica, Arial, sans-serif"
    return [
      "background": .text(background),
      "font": font,
      "view": ["stroke": nil],
      "axis": [
        "labelColor": faint, "titleColor": faint, "gridColor": grid, "domainColor": "#808890",
        "tickColor": "#808890", "labelFontSize": 11, "titleFontSize": 11,
        "titleFontWeight": "normal", "titlePadding": 8,
      ],
      "axisY": ["minExtent": 32],
      "legend": [
        "labelColor": ink, "titleColor": ink, "labelFontSize": 11.5, "symbolStrokeWidth": 2.5,
        "orient": "top", "columnPadding": 14, "labelLimit": 200,
      ],
      "title": [
        "color": ink, "subtitleColor": faint, "fontSize": 15, "subtitleFontSize": 11.5,
        "anchor": "start", "offset": 10, "subtitlePadding": 4,
      ],
      "text": ["color": faint],
    ]
  }
}

/// Series colours: Okabe and Ito's palette for colour-blind readers (2008), its light tones
/// darkened until each keeps a contrast of at least 3 to 1 on white and on the page's dark
/// background.
enum Palette {
  static let blue = "#1f83c4"
  static let orange = "#c98500"
  static let green = "#009e73"
  static let vermilion = "#d55e00"
  static let purple = "#b0699a"
  static let grey = "#7f8894"

  /// Colours of series that have no meaning of their own, such as groups.
  static let series = [blue, vermilion, green, purple, orange, grey]
  /// Dashes that tell a second round of the same colours apart.
  static let dashes: [[Double]] = [[], [6, 3], [2, 2]]

  /// A dash as Vega writes it; no dash is a line without gaps.
  static func dashes(_ dash: [Double]) -> VegaValue {
    dash.isEmpty ? [1, 0] : .array(dash.map { .number($0) })
  }

  /// Colour and dash of the series at `index`; no two of the first 18 are alike.
  static func style(_ index: Int) -> (color: String, dash: [Double]) {
    (series[index % series.count], dashes[index / series.count % dashes.count])
  }
}
