import Experiments

/// The KPI catalogue as a document: a list, everything about some KPIs, and the relations between them.
public struct CatalogueDocument {
  private let kpis: [KPI]
  private let catalogue: KPICatalogue
  private let profile: String?
  private let isWhole: Bool
  private let language: ReportLanguage
  private let version: String

  private var words: KPIWords { language.words }
  private var texts: KPITexts { language.texts }

  typealias Cell = Document.Cell

  /// A document about KPIs.
  ///
  /// - Parameters:
  ///   - kpis: KPIs of the catalogue.
  ///   - catalogue: Where their words and relatives are.
  ///   - language: The language.
  ///   - profile: The only profile whose targets are shown; nil: all.
  ///   - isWhole: Whether it is the list of the whole catalogue, without a card for each KPI.
  ///   - version: The version of the program.
  public init(
    _ kpis: [KPI], in catalogue: KPICatalogue, language: KPILanguage, profile: String?, isWhole: Bool,
    version: String
  ) {
    (self.kpis, self.catalogue, self.profile) = (kpis, catalogue, profile)
    (self.isWhole, self.version) = (isWhole, version)
    self.language = ReportLanguage(language, catalogue: catalogue, currency: nil)
  }

  /// The document.
  public var document: Document {
    var parts: [(identifier: String, title: String, blocks: [Document.Block])] = [
      ("kpis", language.terms.indicators, [.table(list)])
    ]
    if isWhole, !catalogue.identities.isEmpty {
      parts.append(
        ("identities", language.word("heading.identities"), [.list(identities, isNumbered: false)]))
    }
    if !isWhole {
      parts.append(
        ("cards", language.word("heading.cards"), kpis.map { Document.Block.card(card($0)) }))
    }
    let known = profile.flatMap { texts.profiles[$0] }
    return Document(
      language: language, kind: language.terms.catalogue,
      title: profile.map { known?.name ?? $0 } ?? language.terms.indicators,
      summary: known?.note ?? "", version: version, parts: parts)
  }

  // MARK: - The list

  private var list: Document.Table {
    let columns: [Document.Table.Column] =
      [.init(title: words[.number]), .init(title: words[.name]), .init(title: words[.definition])]
      + (profile != nil || !isWhole ? [.init(title: words[.targets])] : [])
      + [KPIWords.Key.unit, .good, .owner, .simulated].map { .init(title: words[$0]) }
    let rows = kpis.map { kpi -> [Cell] in
      let text = texts.kpis[kpi.identifier] ?? KPIText()
      return [Cell(kpi.mark), Cell(texts.name(kpi.identifier)), Cell(text.definition)]
        + (profile != nil || !isWhole ? [targets(of: kpi)] : [])
        + [
          Cell(words.word(kpi.unit, "unit")), Cell(words.word(kpi.direction, "direction")),
          Cell(words.word(kpi.owner, "level")),
          Cell(kpi.isMeasured ? words[.yes] : FigureText.none),
        ]
    }
    return Document.Table(
      identifier: "kpis", title: language.terms.indicators, columns: columns, rows: rows)
  }

  private func shown(_ kpi: KPI) -> [KPITarget] {
    kpi.targets.filter { profile == nil || $0.profile == profile }
  }

  private func targets(of kpi: KPI) -> Cell {
    let targets = shown(kpi)
    guard !targets.isEmpty else { return Cell(FigureText.none) }
    var cell = Cell(
      language.semicolons(
        targets.map { target in
          let kind = target.kind == .target ? "" : words.word(target.kind, "kind") + " "
          return kind + value(of: target, kpi)
        }))
    cell.isUnverified = targets.contains { !$0.isVerified }
    return cell
  }

  private func value(of target: KPITarget, _ kpi: KPI) -> String {
    language.printed(KPITargetText.value(target, unit: kpi.unit, words: words))
  }

  /// "Average handle time = average talk time + …".
  private var identities: [String] {
    catalogue.identities.map { identity in
      let whole =
        identity.whole.map(texts.name)
        ?? language.figure(identity.total, FigureFormat(.proportion))
      return "\(whole) = \(identity.parts.map(texts.name).joined(separator: " + "))"
    }
  }

  // MARK: - Cards

  private func card(_ kpi: KPI) -> Document.Card {
    Document.Card(
      identifier: kpi.identifier, title: "\(kpi.mark) \(texts.name(kpi.identifier))",
      verdict: Cell(kpi.isMeasured ? words[.simulated] : words[.notMeasured]), items: items(kpi))
  }

  private func items(_ kpi: KPI) -> [Document.Card.Item] {
    let text = texts.kpis[kpi.identifier] ?? KPIText()
    var items: [(KPIWords.Key, [String])] = [
      (.definition, [text.definition]), (.formula, [kpi.formula.printed(texts.events)]),
      (.unit, [words.word(kpi.unit, "unit")]),
      (.direction, [words.word(kpi.direction, "direction")]),
      (.scope, [list(kpi.scope, "scope")]), (.owner, [words.word(kpi.owner, "level")]),
      (.control, [words.word(kpi.control, "control")]), (.sources, [list(kpi.sources, "source")]),
      (.frequency, [list(kpi.frequency, "period")]),
      (.perspective, [words.word(kpi.perspective, "perspective")]), (.serves, [served(kpi)]),
    ]
    if let needs = kpi.needs {
      items.append((.needs, [texts.words["mechanism.\(needs.rawValue)"] ?? needs.rawValue]))
    }
    if !kpi.isMeasured { items.append((.notMeasured, [text.unmeasured])) }
    items += [
      (.traps, text.traps), (.targets, targetLines(kpi)), (.causes, text.causes),
      (.actions, text.actions),
    ]
    return items.compactMap { key, content in
      let lines = content.filter { !$0.isEmpty }
      return lines.isEmpty ? nil : Document.Card.Item(name: words[key], content: lines)
    }
  }

  private func list(_ values: [some RawRepresentable<String>], _ group: String) -> String {
    values.map { words.word($0, group) }.joined(separator: words[.separator])
  }

  private func served(_ kpi: KPI) -> String {
    catalogue.path(above: kpi).map(texts.name).joined(separator: " → ")
      + words.bracketed(words.word(kpi.edge, "edge"))
  }

  private func targetLines(_ kpi: KPI) -> [String] {
    shown(kpi).map { target in
      let name = texts.profiles[target.profile]?.name ?? target.profile
      let source = texts.provenance[target.provenance] ?? target.provenance
      return "\(name)\(words[.colon])\(words.word(target.kind, "kind")) \(value(of: target, kpi))"
        + words[.comma] + words.word(target.period, "period")
        + words.bracketed(
          (target.isVerified ? words[.verified] : words[.unverified]) + words[.colon] + source)
    }
  }
}
