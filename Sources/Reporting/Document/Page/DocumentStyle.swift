/// What the page of a document adds to the style of every page.
enum DocumentStyle {
  static let css = screen + phones + heat + charts + printing

  /// Pages whose sections are all open: verdicts and days stay on a line, in any language.
  static let open = """
    .lead { font-size: 1.2rem; max-width: 62rem; }
    td.short, tbody th[scope="row"] { white-space: nowrap; }
    @media screen and (max-width: 44rem) { tbody th[scope="row"] { white-space: normal; } }

    """

  private static let screen = """
    body { font-family: system-ui, "Segoe UI", "DejaVu Sans", "Noto Sans CJK SC", "PingFang SC",
      "Microsoft YaHei", "WenQuanYi Zen Hei", sans-serif; }
    h2 { padding-top: 0.8rem; border-top: 1px solid var(--line); }
    h3 { margin: 1.6rem 0 0.5rem; }
    figcaption h3 { font-size: 0.95rem; margin: 0; }
    .skip { position: absolute; left: -100rem; }
    .skip:focus { left: 1rem; top: 0.5rem; z-index: 9; padding: 0.4rem 0.8rem; background: var(--paper);
      border: 2px solid var(--accent); }
    :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
    .languages { display: flex; gap: 0.5rem; justify-content: flex-end; margin: 0 0 0.5rem; }
    .languages a { padding: 0.15rem 0.7rem; border: 1px solid var(--line); border-radius: 999px;
      text-decoration: none; }
    .languages a[aria-current] { background: var(--ink); color: var(--paper); }
    nav ol.contents { columns: 3 17rem; margin: 0; padding-left: 1.6rem; }
    .tone { font-weight: 600; white-space: nowrap; }
    .tone.good { color: var(--good); } .tone.fair { color: var(--open); }
    .tone.bad { color: var(--bad); } .tone.over { color: var(--accent); }
    .tone.neutral { color: var(--faint); }
    .flag { font-size: 0.72rem; border: 1px dashed var(--open); color: var(--open);
      border-radius: 3px; padding: 0 0.25rem; white-space: nowrap; }
    .remark { display: block; color: var(--faint); font-size: 0.8rem; white-space: normal;
      min-width: 13rem; max-width: 20rem; }
    td.number .remark { margin-left: auto; }
    td:not(.number, .short) { min-width: 11rem; }
    .scroll { margin: 0.8rem 0; }
    .lead { font-size: 1.5rem; line-height: 1.3; font-weight: 600; margin: 0.6rem 0; }
    .part-opening { max-width: 50rem; }
    .part-opening h2 { margin-top: 1.5rem; }
    details > summary > h2 { display: inline; border: 0; }
    section > details { border-top: 1px solid var(--line); margin-top: 1rem; padding-top: 0.8rem; }
    table.dense { font-size: 0.8125rem; }
    table.dense th, table.dense td { padding: 0.35rem 0.3rem; }
    table.dense td:not(.number, .short), table.dense .remark { min-width: 0; }
    table.dense td.number { white-space: normal; min-width: 5.5rem; }
    table.dense .half { white-space: nowrap; }
    table.dense td { overflow-wrap: break-word; }
    table.kpicard { margin: 1.2rem 0; border: 1px solid var(--line); border-radius: 6px; }
    .kpicard caption { font-size: 1rem; font-weight: 600; color: var(--ink); padding-left: 0; }
    .kpicard thead th { position: static; }
    .kpicard tbody th { position: static; width: 9rem; font-weight: 600; }
    .kpicard td:last-child { width: 9.5rem; }
    .kpicard td p { margin: 0 0 0.25rem; max-width: none; }
    details.more { margin: 0.6rem 0; } details.more > summary { font-weight: 600; padding: 0.3rem 0; }
    .signature { display: flex; flex-wrap: wrap; gap: 1rem 3rem; margin: 2.5rem 0 1rem; }
    .signature div { display: flex; gap: 0.6rem; align-items: flex-end; }
    .signature dd { margin: 0; width: min(14rem, 50vw); border-bottom: 1px solid var(--ink); }

    """

  /// On a phone a card is a list: aspect, sentences, verdict below one another.
  private static let phones = """
    @media screen and (max-width: 44rem) {
      .kpicard, .kpicard tbody, .kpicard tr, .kpicard th, .kpicard td, .kpicard caption {
        display: block; width: auto !important; max-width: none; min-width: 0 !important; border: 0;
      }
      .kpicard thead { display: none; }
      .kpicard tr { border-top: 1px solid var(--line); padding: 0.3rem 0; }
      .kpicard th, .kpicard td { padding: 0.1rem 0.7rem; }
      /* What is missed and why, below one another. */
      [id*="-table-summaryMisses"] :is(tbody, tr, th, td) {
        display: block; width: auto; min-width: 0 !important; border: 0; text-align: left; }
      [id*="-table-summaryMisses"] thead { display: none; }
      [id*="-table-summaryMisses"] tr { border-top: 1px solid var(--line); padding: 0.3rem 0; }
      [id*="-table-summaryMisses"] :is(th, td) { padding: 0.1rem 0.4rem; }
      .tone { white-space: normal; }
      td:has(> .tone) { min-width: 7rem; }
    }

    """

  private static let heat = """
    :root { --worst: #f0905a; --best: #58b2de; --much: #a794d8; }
    @media (prefers-color-scheme: dark) {
      :root { --worst: #93430c; --best: #115c8c; --much: #54429a; }
    }
    .heat { font-size: 0.75rem; width: auto; min-width: 100%; }
    table.heat td { min-width: 0; }
    .heat th, .heat td { padding: 0.2rem 0.3rem; text-align: center; }
    .heat tbody th { text-align: left; }
    .heat td, .legend span { font-variant-numeric: tabular-nums; }
    .legend { display: flex; flex-wrap: wrap; gap: 0.15rem; font-size: 0.8rem; }
    .legend span { min-width: 2.4rem; text-align: center; padding: 0.05rem 0.3rem; }
    .heat td, .legend span { print-color-adjust: exact; -webkit-print-color-adjust: exact; }

    """
    + (0..<9).map { step in
      let end = step < 4 ? "worst" : "best"
      let share = abs(step - 4) * 25
      return ".h\(step) { background: color-mix(in srgb, var(--\(end)) \(share)%, var(--paper)); }\n"
        + ".n\(step) { background: color-mix(in srgb, var(--much) \(step * 12)%, var(--paper)); }\n"
    }.joined()

  static let charts = """
    .charts { margin: 1rem 0; }
    figure.chart:only-child { max-width: 60rem; }
    .chart .plot { overflow-x: auto; min-height: 0; }
    .chart svg { width: 100%; min-width: 30rem; height: auto; display: block; }
    .chart text { font-size: 14px; fill: var(--faint); }
    .chart .grid { stroke: var(--line); }
    .chart .target { stroke: var(--ink); stroke-width: 1.6; }
    .chart .limit { stroke: var(--faint); stroke-dasharray: 5 4; }
    .chart .interval { stroke: var(--ink); stroke-width: 1.4; }
    .chart .path { fill: none; stroke: var(--faint); stroke-width: 1.4; }
    .chart .bar { fill: var(--accent); opacity: 0.35; }
    .chart .bar.s1 { opacity: 0.8; }
    .chart .good { fill: var(--good); } .chart .fair { fill: var(--open); }
    .chart .bad { fill: var(--bad); } .chart .over { fill: var(--accent); }
    .chart .neutral { fill: var(--paper); stroke: var(--faint); stroke-width: 1.5; }
    .chart .mark.told-now > * { stroke: var(--ink); stroke-width: 3; }
    .chart .curve { fill: none; stroke-width: 2; } .chart .plain.curve { stroke: var(--faint); }
    .chart .d1 { stroke-dasharray: 6 3; } .chart .d2 { stroke-dasharray: 2 2; }
    .chart .area { opacity: 0.75; } .chart .plain.area { fill: var(--accent); }
    .chart .spread { opacity: 0.2; stroke: none; } .chart .dot { stroke: none; }
    .chart .span rect { fill: transparent; }
    .chart .span.told-now rect { fill: #808890; opacity: 0.18; stroke: none; }
    .told { font-size: 0.8rem; margin: 0; } .told:empty::before { content: "\\a0"; }

    """
    + palette.enumerated().map { index, color in
      ".chart .c\(index).curve { stroke: \(color); } .chart .c\(index):is(.area, .spread, .dot), "
        + ".chart .mark.c\(index) > .neutral { fill: \(color); stroke: none; }\n"
    }.joined()

  /// The colors of series: Okabe and Ito's palette for color-blind readers (2008), its light tones darkened
  /// until each keeps a contrast of at least 3 to 1 on white and on the page's dark background.
  static let palette = ["#1f83c4", "#d55e00", "#009e73", "#b0699a", "#c98500", "#7f8894"]

  private static let printing = """
    @media print {
      :root { --worst: #f0905a; --best: #58b2de; --much: #a794d8; }
      .languages, .skip, .told { display: none !important; }
      nav.toc { display: block !important; }
      /* Narrow letters where they are installed, so that tables keep their rows on one line. */
      body { line-height: 1.2; font-size: 9pt; font-stretch: condensed; font-family: Arial,
        "Liberation Sans", "DejaVu Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei",
        "WenQuanYi Zen Hei", sans-serif; }
      h1 { font-size: 18pt; } h2 { font-size: 13pt; padding-top: 0.4rem; margin-top: 3mm; }
      h3 { margin: 3mm 0 1mm; }
      /* Below a heading there is room for what it heads, or it goes to the next page: it is taller
         than it looks. To avoid a break after it does not hold before columns. */
      h2, h3, section > details > summary { break-after: avoid; break-inside: avoid; }
      :is(h3, .part-opening h2)::after { content: ""; display: block; height: 22mm; margin-bottom: -22mm; }
      section > details > summary { padding-bottom: 22mm; margin-bottom: -22mm; }
      section > details { border: 0; margin: 0; padding: 0; }
      section > details > summary { list-style: none; }
      section > details > summary > h2 { display: block; border-top: 1px solid var(--line); }
      .part-opening { max-width: none; }
      .part-opening ~ .part-summary, .part-opening + .part-kpis { break-before: page; }
      .lead { font-size: 15pt; }
      p, li { max-width: none; } p, li, dt, dd { orphans: 3; widows: 3; } ul, ol { margin: 1mm 0; }
      .faint, .eyebrow, .card p, .card .half, .flag, .half, .legend { font-size: 8pt; }
      .signature { break-before: avoid; break-inside: avoid; margin: 5mm 0 2mm; }
      .cards { gap: 3mm; margin-top: 2mm; } .card { padding: 1.5mm 3mm; }

      table, table.dense, table.heat { font-size: 8pt; line-height: 1.15; }
      th, td, table.dense th, table.dense td, .heat th, .heat td, table.kpicard th, table.kpicard td {
        padding: 0.25mm 1mm; }
      thead { display: table-header-group; }
      caption { padding: 0.5mm 1mm; }
      caption, thead, .faint { break-after: avoid; }
      /* Browsers repeat no heading that has buttons in it. */
      th button { display: contents !important; }
      tbody tr:first-child { break-before: avoid; }
      td:not(.number, .short), table.dense td.number { min-width: 0; }
      td:not(.short) > .tone { white-space: normal; }
      .scroll { margin: 1.5mm 0; }
      .remark { font-size: 8pt; min-width: 0; max-width: none; }
      .part-appendix .remark { display: inline; }
      /* Why a KPI is not measured stands in the appendix; definitions and formulas stand on the cards. */
      [id$="-table-kpiTable"] .remark, [id*="-table-scorecard-"] .remark,
      .part-appendix .flag, .scroll:has([id$="-table-otherKPIs"]),
      .scroll:has([id$="-table-definitions"]), h3:has(+ .scroll [id$="-table-definitions"]) {
        display: none; }
      table.dense th, table.dense td { padding: 0.25mm 0.5mm; }
      .heat th, .heat td { padding: 0.25mm 0.2mm; }
      table[id$="-table-kpiTable"] td:not(:nth-child(2)) { white-space: nowrap; min-width: 0; }
      .part-scorecard td, .part-scorecard .tone { white-space: normal; }
      :is(.part-scorecard, .part-misses, .part-appendix, .part-teams) > details,
      .scroll:has([id$="-table-ranges"]) { columns: 2; column-gap: 6mm; }
      .scroll:has([id$="-table-shifts"]) { columns: 3; column-gap: 6mm; }
      :is(.part-scorecard, .part-misses, .part-appendix, .part-teams) > details > summary,
      .scroll:has([id$="-table-provenance"]),
      .part-teams .scroll:not(:has([id$="-table-table-agent"])) { column-span: all; }
      :is(.part-kpis, .part-attainability) figcaption p { display: none; }

      /* Cards run on in two columns, each aspect with its verdict at the end of its sentences. */
      .kpicards, .charts { display: block; columns: 2; column-gap: 5mm; }
      table.kpicard, .kpicard tbody, .kpicard caption, .kpicard tr { display: block; width: auto; }
      table.kpicard { margin: 0 0 1.5mm; }
      .kpicard thead { display: none; }
      .kpicard caption { padding: 0; font-size: 9pt; break-inside: avoid; }
      .kpicard tr { padding-left: 21mm; border-top: 1px solid var(--line); }
      table.kpicard tbody th { float: left; width: 21mm; min-width: 0; margin-left: -21mm; border: 0; }
      table.kpicard td { display: inline; padding: 0; border: 0; }
      table.kpicard td:last-child { padding-left: 1mm; }
      .kpicard td p { display: inline; } .kpicard td p::after { content: " "; }
      .kpicard .tone { white-space: normal; }

      .charts { column-gap: 3mm; margin: 2mm 0; }
      .charts figure { margin-bottom: 2mm; }
      .part-scorecard .charts, .part-misses .charts, .charts:has(> :only-child) { columns: auto; }
      figure { padding: 2mm; } figcaption p { margin: 0; }
      .charts:not(.wide) figure.chart:only-child { max-width: 190mm; }
      .charts.wide figure.chart { max-width: 230mm; }
      .chart svg { min-width: 0; } .chart text { font-size: 16.5px; }
      footer { margin: 2mm 0 0; padding: 0; border: 0; break-before: avoid; }
      .tone, .bar, svg * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    }

    """

  /// The margins of printed pages with the report's name and the page's number.
  static func pageMargins(title: String) -> String {
    """
    @page {
      size: A4 landscape; margin: 8mm 10mm 10mm;
      @bottom-left { content: "\(styleText(title))"; font: 8pt sans-serif; color: #555; }
      @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #555; }
    }

    """
  }

  /// A text inside quotes of a style sheet: everything but letters and digits is written by its
  /// number, so that no name can end the text or the sheet.
  static func styleText(_ text: String) -> String {
    text.unicodeScalars.prefix(120).map { scalar in
      scalar.isASCII && !scalar.properties.isAlphabetic && scalar.properties.numericType == nil
        ? "\\" + String(scalar.value, radix: 16) + " " : String(scalar)
    }.joined()
  }
}
