import Experiments

/// The KPI catalogue as a list in the terminal, and list and cards as JSON.
public enum KPIList {
  /// A line for each KPI: number, name, unit, what is good, owner, whether a study measures it, and
  /// the targets of a profile.
  public static func text(
    _ catalogue: KPICatalogue, languages: [KPILanguage], profile: String? = nil,
    style: TerminalStyle = TerminalStyle()
  ) -> String {
    let words = KPIWords(languages.first ?? .en)
    let heads =
      [words[.number]] + languages.map { KPIWords($0)[.name] }
      + (profile == nil ? [] : [words[.target]])
      + [KPIWords.Key.unit, .good, .owner, .simulated].map { words[$0] }
    let rows = catalogue.kpis.map { kpi -> [String] in
      let names = languages.map {
        TerminalText.cut(catalogue.words($0).name(kpi.identifier), to: 44)
      }
      return [kpi.mark] + names + (profile.map { [target(of: kpi, $0, words)] } ?? [])
        + [
          words.word(kpi.unit, "unit"), words.word(kpi.direction, "direction"),
          words.word(kpi.owner, "level"), kpi.isMeasured ? words[.yes] : FigureText.none,
        ]
    }
    let table = FoldedTable(
      heads: heads, numbers: heads.map { _ in false }, rows: rows, isFolded: false)
    var lines = table.lines(style) { "not shown in this width: \($0)" }
    if let profile {
      let text = catalogue.words(words.language).profiles[profile]
      let title = [text?.name ?? profile, text?.note ?? ""].filter { !$0.isEmpty }
      lines = title + [""] + lines + ["", words[.legend]]
    }
    return lines.map(TerminalText.trimmed).joined(separator: "\n") + "\n"
  }

  /// The targets of a profile in one cell, unverified ones with an asterisk.
  private static func target(of kpi: KPI, _ profile: String, _ words: KPIWords) -> String {
    let texts = kpi.targets.filter { $0.profile == profile }.map { target in
      let kind = target.kind == .target ? "" : words.word(target.kind, "kind") + " "
      return kind + KPITargetText.value(target, unit: kpi.unit, words: words)
        + (target.isVerified ? "" : "*")
    }
    return texts.isEmpty ? FigureText.none : texts.joined(separator: "; ")
  }

  /// A JSON array of the KPIs with their words in the languages asked for.
  ///
  /// - Parameters:
  ///   - kpis: KPIs of the catalogue.
  ///   - catalogue: Where their words are.
  ///   - languages: The languages of the words.
  ///   - profile: The only profile whose targets are given; nil: all.
  /// - Returns: The document.
  public static func json(
    _ kpis: [KPI], in catalogue: KPICatalogue, languages: [KPILanguage], profile: String? = nil
  ) -> String {
    var json = JSONText(lineDepth: 2)
    json.array { json in
      for kpi in kpis {
        json.object { json in
          describe(kpi, in: catalogue, &json)
          json.array("targets") { json in
            for target in kpi.targets where profile == nil || target.profile == profile {
              describe(target, &json)
            }
          }
          json.object("texts") { json in
            for language in languages { describe(kpi, catalogue.words(language), language, &json) }
          }
        }
      }
    }
    return json.text + "\n"
  }

  private static func describe(_ kpi: KPI, in catalogue: KPICatalogue, _ json: inout JSONText) {
    func strings(_ key: String, _ values: [String]) {
      json.array(key) { json in for value in values { json.string(nil, value) } }
    }
    json.string("id", kpi.identifier)
    json.number("number", kpi.number.map(Double.init))
    json.string("code", kpi.code)
    json.string("unit", kpi.unit.rawValue)
    json.string("direction", kpi.direction.rawValue)
    json.string("formula", kpi.formula.text)
    strings("events", kpi.formula.events)
    strings("scope", kpi.scope.map(\.rawValue))
    json.string("owner", kpi.owner.rawValue)
    json.string("control", kpi.control.rawValue)
    strings("sources", kpi.sources.map(\.rawValue))
    strings("frequency", kpi.frequency.map(\.rawValue))
    json.string("perspective", kpi.perspective.rawValue)
    strings("serves", catalogue.path(above: kpi))
    json.string("edge", kpi.edge.rawValue)
    json.number("weight", kpi.weight)
    json.string("overService", kpi.overService?.rawValue)
    json.string("needs", kpi.needs?.rawValue)
    json.string("lever", kpi.lever?.rawValue)
    strings("measuredBy", kpi.measuredBy.map(\.rawValue))
  }

  private static func describe(_ target: KPITarget, _ json: inout JSONText) {
    json.object { json in
      json.string("profile", target.profile)
      json.string("kind", target.kind.rawValue)
      json.number("atLeast", target.low)
      json.number("atMost", target.high)
      json.string("currency", target.currency)
      json.number("within", target.within)
      json.string("period", target.period.rawValue)
      json.string("provenance", target.provenance)
      json.bool("verified", target.isVerified)
    }
  }

  private static func describe(
    _ kpi: KPI, _ texts: KPITexts, _ language: KPILanguage, _ json: inout JSONText
  ) {
    let text = texts.kpis[kpi.identifier] ?? KPIText()
    json.object(language.rawValue) { json in
      json.string("name", texts.name(kpi.identifier))
      json.string("definition", text.definition)
      json.string("formula", kpi.formula.printed(texts.events))
      for (key, items) in [
        ("traps", text.traps), ("causes", text.causes), ("actions", text.actions),
      ] {
        json.array(key) { json in for item in items { json.string(nil, item) } }
      }
      if !kpi.isMeasured { json.string("unmeasured", text.unmeasured) }
    }
  }
}
