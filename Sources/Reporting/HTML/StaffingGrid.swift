import ContactCenter

/// A week of a staffing plan as a table of a page: days across, times down, totals below.
///
/// Shades show at a glance where most agents are needed; the numbers say the same.
package struct StaffingGrid {
  /// A time of day.
  package struct Row {
    /// "09:30".
    package var label: String
    /// By day; nil: closed.
    package var cells: [Cell?]

    /// A time of day.
    package init(label: String, cells: [Cell?]) {
      self.label = label
      self.cells = cells
    }
  }

  /// A day at a time.
  package struct Cell {
    /// The agents required.
    package var text: String
    /// The agents on the roster; empty: the same.
    package var detail: String
    /// From 0 to 1, the largest of the plan.
    package var heat: Double

    /// A day at a time.
    package init(text: String, detail: String, heat: Double) {
      self.text = text
      self.detail = detail
      self.heat = heat
    }
  }

  /// "Week 49".
  package var title: String
  /// The days, each in one or two lines, then the week.
  package var heads: [[String]]
  package var rows: [Row]
  /// Sums of the days and the week.
  package var totals: [(label: String, cells: [String])]

  /// A week.
  package init(
    title: String, heads: [[String]], rows: [Row], totals: [(label: String, cells: [String])]
  ) {
    self.title = title
    self.heads = heads
    self.rows = rows
    self.totals = totals
  }

  // MARK: - As HTML

  /// Shades of a table; the page's style sheet has a rule for each.
  private static let shades = 8

  /// More tables than these open on demand.
  private static let openTables = 8

  /// All weeks.
  static func section(_ grids: [StaffingGrid]) -> String {
    guard !grids.isEmpty else { return "" }
    let hasDetail = grids.contains { grid in
      grid.rows.contains { $0.cells.contains { !($0?.detail ?? "").isEmpty } }
    }
    let note =
      "Agents required by day and time" + (hasDetail ? ", those on the roster in brackets" : "")
      + "; the stronger the shade, the more. A dash: closed."
    return """
      <section aria-labelledby="grid">
      <h2 id="grid">Days by intervals</h2>
      <p class="faint">\(note)</p>
      \(grids.enumerated().map { $1.html(isOpen: $0 < openTables) }.joined(separator: "\n"))
      </section>

      """
  }

  private func html(isOpen: Bool) -> String {
    let heads = heads.map { lines in
      "<th scope=\"col\" class=\"number\">"
        + lines.map(Markup.escape).joined(separator: "<br>") + "</th>"
    }
    let body = rows.map { row in
      "<tr><th scope=\"row\">\(Markup.escape(row.label))</th>"
        + row.cells.map(Self.html).joined() + "<td></td></tr>"
    }
    let feet = totals.map { total in
      "<tr class=\"total\"><th scope=\"row\">\(Markup.escape(total.label))</th>"
        + total.cells.map { "<td class=\"number\">\(Markup.escape($0))</td>" }.joined() + "</tr>"
    }
    return """
      <details class="week"\(isOpen ? " open" : "")><summary>\(Markup.escape(title))</summary>
      <div class="scroll tall" tabindex="0" role="region" aria-label="\(Markup.escape(title))">
      <table class="grid">
      <thead><tr><th scope="col">From</th>\(heads.joined())</tr></thead>
      <tbody>
      \((body + feet).joined(separator: "\n"))
      </tbody>
      </table>
      </div>
      </details>
      """
  }

  private static func html(_ cell: Cell?) -> String {
    guard let cell else { return "<td class=\"number\">–</td>" }
    let shade = Int(clamping: (max(0, min(1, cell.heat)) * Double(shades)).rounded())
    let detail =
      cell.detail.isEmpty ? "" : " <span class=\"half\">(\(Markup.escape(cell.detail)))</span>"
    return "<td class=\"number h\(shade)\">\(Markup.escape(cell.text))\(detail)</td>"
  }

  /// What these tables add to the style sheet of the page.
  static let css =
    """
    details.week { margin: 0.8rem 0; }
    details.week > summary { font-weight: 600; padding: 0.3rem 0; }
    details.week .scroll.tall { max-height: max(34rem, 88vh); }
    table.grid th, table.grid td { padding: 0.2rem 0.6rem; }
    table.grid thead th { white-space: nowrap; }
    table.grid tbody th { min-width: 4.5rem; max-width: 6.5rem; }
    table.grid .half { color: inherit; }
    tr.total > * { background: var(--panel); font-weight: 600; }

    """
    + (1...shades).map { shade in
      "td.h\(shade) { background: color-mix(in srgb, var(--accent) \(shade * 5)%, var(--paper)); }\n"
    }.joined()
}
