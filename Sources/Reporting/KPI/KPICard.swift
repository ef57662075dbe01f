import Experiments

/// What is known about one KPI, for the terminal: what it is, where people misunderstand it, its
/// targets by profile with their provenance, and what to do on a miss.
public struct KPICard {
  private let kpi: KPI
  private let catalogue: KPICatalogue
  private let style: TerminalStyle
  private let words: KPIWords
  private let texts: KPITexts
  private let profile: String?

  /// A card in one language.
  ///
  /// - Parameters:
  ///   - kpi: The KPI, one of the catalogue's.
  ///   - catalogue: Where its words and relatives are.
  ///   - language: The language of the card.
  ///   - profile: The only profile whose targets are shown; nil: all.
  ///   - style: The terminal.
  public init(
    _ kpi: KPI, in catalogue: KPICatalogue, language: KPILanguage, profile: String? = nil,
    style: TerminalStyle = TerminalStyle()
  ) {
    self.kpi = kpi
    self.catalogue = catalogue
    self.style = style
    self.profile = profile
    words = KPIWords(language)
    texts = catalogue.words(language)
  }

  /// The card.
  public var text: String {
    let text = texts.kpis[kpi.identifier] ?? KPIText()
    var lines = [style.marked("\(kpi.mark)  \(texts.name(kpi.identifier))", .bold)]
    lines += facts(text)
    lines += section(.traps, text.traps)
    lines += targetLines
    lines += section(.causes, text.causes)
    lines += section(.actions, text.actions)
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: - Facts

  private func facts(_ text: KPIText) -> [String] {
    var facts: [(KPIWords.Key, String)] = []
    if !text.definition.isEmpty { facts.append((.definition, text.definition)) }
    facts.append((.formula, kpi.formula.printed(texts.events)))
    facts.append((.unit, words.word(kpi.unit, "unit")))
    facts.append((.direction, words.word(kpi.direction, "direction")))
    facts.append((.scope, list(kpi.scope, "scope")))
    facts.append((.owner, words.word(kpi.owner, "level")))
    facts.append((.control, words.word(kpi.control, "control")))
    if !kpi.sources.isEmpty { facts.append((.sources, list(kpi.sources, "source"))) }
    facts.append((.frequency, list(kpi.frequency, "period")))
    facts.append((.perspective, words.word(kpi.perspective, "perspective")))
    facts.append((.serves, served))
    if let needs = kpi.needs {
      facts.append((.needs, texts.words["mechanism.\(needs.rawValue)"] ?? needs.rawValue))
    }
    if !kpi.isMeasured {
      facts.append((.notMeasured, text.unmeasured))
    } else if !kpi.measuredBy.isEmpty {
      facts.append((.measuredBy, kpi.measuredBy.map(\.rawValue).joined(separator: ", ")))
    }
    let width = facts.map { TerminalText.width(words[$0.0]) }.max() ?? 0
    return facts.flatMap { key, value in
      wrapped(value, first: "  " + TerminalText.left(words[key], width) + "  ")
    }
  }

  /// "Accessibility → Customer experience (by queueing, weight 40 %)".
  private var served: String {
    let path = catalogue.path(above: kpi).map(texts.name).joined(separator: " → ")
    var remark = words.word(kpi.edge, "edge")
    if let weight = kpi.weight {
      remark += words[.comma] + "\(words[.weight]) \(FigureText.plain(weight * 100)) %"
    }
    return path + words.bracketed(remark)
  }

  private func list(_ values: [some RawRepresentable<String>], _ group: String) -> String {
    values.map { words.word($0, group) }.joined(separator: words[.separator])
  }

  // MARK: - Sections

  private func section(_ title: KPIWords.Key, _ items: [String]) -> [String] {
    guard !items.isEmpty else { return [] }
    return ["", "  " + style.marked(words[title], .bold)]
      + items.flatMap { wrapped($0, first: "    - ") }
  }

  private var targetLines: [String] {
    let targets = kpi.targets.filter { profile == nil || $0.profile == profile }
    let title = ["", "  " + style.marked(words[.targets], .bold)]
    guard !targets.isEmpty else { return title + ["    " + words[.none]] }
    return title
      + targets.flatMap { target -> [String] in
        let name = texts.profiles[target.profile]?.name ?? target.profile
        let value = KPITargetText.value(target, unit: kpi.unit, words: words)
        let head =
          "    \(name)\(words[.colon])\(words.word(target.kind, "kind")) \(value)"
          + words[.comma] + words.word(target.period, "period")
        let source = texts.provenance[target.provenance] ?? target.provenance
        let mark =
          target.isVerified
          ? words[.verified] : style.marked(words[.unverified], .warning)
        return wrapped(head, first: "", rest: 6) + wrapped(mark + words[.colon] + source, first: "      ")
      }
  }

  /// The text in lines of the terminal's width; further lines stand under the first one's text.
  private func wrapped(_ text: String, first: String, rest: Int? = nil) -> [String] {
    TerminalText.folded(text, to: style.width, first: first, indent: rest)
  }
}
