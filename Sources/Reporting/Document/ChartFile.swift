import Foundation

/// The charts of a document as files of their own.
public enum ChartFile {
  /// The forms of the files.
  public enum Form: String, Sendable, CaseIterable {
    /// Scalable, for pages and print.
    case svg
    /// Pixels at twice the nominal size, for documents that take no SVG; Chromium draws them.
    case png
  }

  /// All charts of a document, `charts/NAME.svg` or `charts/NAME.png`.
  ///
  /// - Throws: `PDFRenderer.Failure` for pixels where there is no browser, or where it fails.
  public static func files(of document: Document, as form: Form) throws -> [AtomicFile.Content] {
    let charts = document.sections.flatMap(\.blocks).flatMap(\.parts).compactMap { block in
      if case .chart(let chart) = block { chart } else { nil as DocumentChart? }
    }
    return try charts.map { chart in
      let file = ChartDrawing(chart, language: document.language).file
      let data: Data
      switch form {
      case .svg: data = Data(file.svg.utf8)
      case .png:
        data = try PDFRenderer.required.picture(of: file.svg, width: file.width, height: file.height)
      }
      return .init(name: "charts/\(chart.identifier).\(form.rawValue)", data: data)
    }
  }
}

extension ChartDrawing {
  /// The chart as a file: dark on white, with its title and all that it needs inside.
  var file: (svg: String, width: Int, height: Int) {
    let inner = svg
    let height = inner.firstMatch(of: /viewBox="0 0 [0-9.]+ ([0-9.]+)"/).flatMap { Double($0.output.1) }
    let (drawn, head) = (height ?? 300, chart.caption.isEmpty ? 34.0 : 54.0)
    let size = (width: Int(Self.width) + 24, height: Int((drawn + head).rounded(.up)) + 12)
    let body = inner.drop { $0 != ">" }.dropFirst()
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" class="chart" width="\(size.width)" height="\(size.height)" \
      viewBox="0 0 \(size.width) \(size.height)" role="img" aria-label="\(Markup.escape(chart.altText))">
      <style>\(Self.fileStyle)</style>
      <rect width="100%" height="100%" fill="#ffffff"/>
      <text class="title" x="12" y="24">\(Markup.escape(chart.title))</text>
      <text x="12" y="44">\(Markup.escape(chart.caption))</text>
      <g transform="translate(12 \(Self.text(head)))">\(body.dropLast("</svg>".count))</g>
      </svg>

      """
    return (text, size.width, size.height)
  }

  /// The style of charts on pages with the colors of paper in place of names.
  private static let fileStyle: String = {
    let colors = [
      "paper": "#ffffff", "ink": "#1c2430", "faint": "#596473", "line": "#dde1e6",
      "accent": "#0b66a3", "good": "#00734f", "bad": "#b04400", "open": "#6b5d00",
    ]
    let style = colors.reduce(DocumentStyle.charts) { text, color in
      text.replacing("var(--\(color.key))", with: color.value)
    }
    return style.replacing(".chart svg {", with: ".chart .none {")
      + ".chart { font-family: system-ui, 'DejaVu Sans', 'Noto Sans CJK SC', 'WenQuanYi Zen Hei', sans-serif; } "
      + ".chart .title { font-size: 16px; fill: #1c2430; font-weight: 600; }"
  }()
}
