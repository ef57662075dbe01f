/// The page's style sheet: one column of text, charts two abreast where there is room, light and
/// dark by the reader's preference, and a plain form for print.
enum PageStyle {
  static let css = colors + layout + tables + printing

  private static let colors = """
    :root {
      color-scheme: light dark;
      --paper: #ffffff; --panel: #f6f7f9; --ink: #1c2430; --faint: #596473; --line: #dde1e6;
      --accent: #0b66a3; --good: #00734f; --bad: #b04400; --open: #6b5d00;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --paper: #14181d; --panel: #1d232a; --ink: #e4e8ed; --faint: #a3adb9; --line: #343c46;
        --accent: #6db8ea; --good: #3fc79a; --bad: #f0905a; --open: #d8c25a;
      }
    }

    """

  private static let layout = """
    * { box-sizing: border-box; }
    body {
      margin: 0 auto; padding: 1.5rem clamp(0.9rem, 3vw, 2.5rem) 4rem; max-width: 80rem;
      background: var(--paper); color: var(--ink);
      font: 16px/1.5 system-ui, "Segoe UI", "DejaVu Sans", Helvetica, Arial, sans-serif;
    }
    a { color: var(--accent); }
    h1 { font-size: 1.75rem; line-height: 1.2; margin: 0.2rem 0 0.5rem; overflow-wrap: anywhere; }
    h2 { font-size: 1.25rem; margin: 2.5rem 0 0.75rem; }
    h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
    p { margin: 0.4rem 0; max-width: 50rem; }
    p, li, dd { overflow-wrap: break-word; }
    code, pre { font: 0.875rem/1.5 ui-monospace, "DejaVu Sans Mono", Consolas, monospace; }
    pre {
      white-space: pre-wrap; overflow-wrap: anywhere; padding: 0.75rem 1rem; background: var(--panel);
      border: 1px solid var(--line); border-radius: 6px;
    }
    .eyebrow { margin: 0; color: var(--faint); font-size: 0.875rem; letter-spacing: 0.02em; }
    .faint { color: var(--faint); font-size: 0.875rem; }
    .facts { display: flex; flex-wrap: wrap; gap: 0.2rem 1.5rem; margin: 0.9rem 0 0; padding: 0; }
    .facts div { display: flex; gap: 0.4rem; }
    .facts dt, .glossary dt span { color: var(--faint); }
    .facts dd { margin: 0; overflow-wrap: anywhere; }
    nav { margin: 1.2rem 0 0; font-size: 0.9rem; }
    nav ul {
      display: flex; flex-wrap: wrap; gap: 0.2rem 1.1rem; list-style: none; margin: 0; padding: 0;
    }
    .opening { margin: 0.6rem 0; font-size: 1.15rem; font-weight: 500; }
    .callout {
      margin: 1rem 0; padding: 0.6rem 1rem; border: 1px solid var(--line);
      border-left: 4px solid var(--open); border-radius: 4px; background: var(--panel);
    }
    .callout.bad { border-left-color: var(--bad); }
    .callout ul { margin: 0.2rem 0; padding-left: 1.2rem; }
    .cards {
      display: grid; gap: 0.9rem; margin-top: 1.5rem;
      grid-template-columns: repeat(auto-fit, minmax(11.5rem, 1fr));
    }
    .card {
      padding: 0.8rem 1rem; background: var(--panel); border: 1px solid var(--line);
      border-radius: 8px;
    }
    .card h3 { font-size: 0.9rem; font-weight: 500; color: var(--faint); }
    .card p { font-size: 0.825rem; color: var(--faint); margin: 0.15rem 0 0; }
    .card p.value {
      margin: 0.1rem 0; color: var(--ink); font-size: 1.4rem; line-height: 1.3; font-weight: 600;
    }
    .card .half { font-size: 0.875rem; font-weight: 400; color: var(--faint); white-space: nowrap; }
    .card p.verdict { font-weight: 600; }
    p.met { color: var(--good) !important; }
    p.missed { color: var(--bad) !important; }
    p.undecided { color: var(--open) !important; }
    .charts {
      display: grid; gap: 1.25rem;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr));
    }
    .charts.wide { grid-template-columns: minmax(0, 1fr); }
    figure {
      margin: 0; padding: 0.9rem 1rem; border: 1px solid var(--line); border-radius: 8px;
      min-width: 0;
    }
    figcaption { padding-right: 1.8rem; }
    figcaption p { margin: 0.1rem 0 0.5rem; }
    .plot { width: 100%; min-height: 3rem; position: relative; }
    .plot svg { max-width: 100%; height: auto; display: block; }
    .glossary { columns: 24rem; column-gap: 2rem; font-size: 0.875rem; }
    .glossary div { break-inside: avoid; margin-bottom: 0.7rem; }
    .glossary dt { font-weight: 600; }
    .glossary dd { margin: 0; }
    details > summary { cursor: pointer; }
    footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); }

    """

  private static let tables = """
    .scroll {
      overflow-x: auto; max-width: 100%; border: 1px solid var(--line); border-radius: 6px;
    }
    .scroll.tall { max-height: 34rem; overflow-y: auto; }
    .scroll:focus-visible, th button:focus-visible {
      outline: 2px solid var(--accent); outline-offset: 1px;
    }
    table { border-collapse: separate; border-spacing: 0; width: 100%; font-size: 0.875rem; }
    caption { text-align: left; padding: 0.5rem 0.7rem; color: var(--faint); }
    caption span {
      display: inline-block; position: sticky; left: 0.7rem; max-width: min(50rem, 100vw - 4rem);
    }
    th, td {
      padding: 0.35rem 0.7rem; text-align: left; vertical-align: top;
      border-top: 1px solid var(--line);
    }
    thead th {
      position: sticky; top: 0; z-index: 1; background: var(--panel); vertical-align: bottom;
      font-weight: 600; border-bottom: 1px solid var(--line);
    }
    tbody tr:first-child > * { border-top: 0; }
    tbody th {
      position: sticky; left: 0; background: var(--paper); font-weight: 500;
      min-width: 5rem; max-width: 16rem; overflow-wrap: break-word;
    }
    thead th:first-child { left: 0; z-index: 2; }
    td.short { white-space: nowrap; }
    th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; }
    td.number { white-space: nowrap; }
    tbody tr:hover > * { background: var(--panel); }
    .half { color: var(--faint); font-size: 0.92em; }
    th button {
      all: unset; cursor: pointer; font: inherit; text-align: inherit;
    }
    th button::after { content: "\\a0\\2195"; color: var(--faint); font-weight: 400; }
    th[aria-sort="ascending"] button::after { content: "\\a0\\2191"; color: var(--accent); }
    th[aria-sort="descending"] button::after { content: "\\a0\\2193"; color: var(--accent); }

    """

  private static let printing = """
    @media print {
      :root {
        --paper: #fff; --panel: #fff; --ink: #000; --faint: #444; --line: #bbb; --accent: #000;
        --good: #00734f; --bad: #b04400; --open: #6b5d00;
      }
      @page { size: A4; margin: 10mm; }
      @page wide { size: A4 landscape; margin: 10mm; }
      main > section:has(table) { page: wide; }
      body { max-width: none; padding: 0; font-size: 10pt; }
      nav { display: none !important; }
      .cards { grid-template-columns: repeat(3, 1fr); }
      figure { padding: 0.3rem; }
      .scroll, .scroll.tall { overflow: visible; max-height: none; border: 0; }
      table, .half { font-size: 8pt; }
      th, td { padding: 0.12rem 0.25rem; }
      td.number, td.short { white-space: normal; }
      .half { white-space: nowrap; }
      th button::after { content: "" !important; }
      thead th, tbody th, caption span { position: static; max-width: none; }
      figure, tr, .card { break-inside: avoid; }
      h2 { break-after: avoid; }
      a { text-decoration: none; }
    }

    """
}
