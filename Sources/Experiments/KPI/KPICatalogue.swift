/// The key performance indicators that are known, what they serve, and their words.
///
/// `ScenarioReading` reads it from the files that ship and those of the user, and checks it.
public struct KPICatalogue: Sendable, Equatable {
  /// In the order of the files: the 23 first.
  public var kpis: [KPI] = []
  /// What KPIs serve in the end.
  public var objectives: [Objective] = []
  /// Identifiers of the sets of targets.
  public var profiles: [String] = []
  /// Identifiers of the sources of targets.
  public var provenance: [String] = []
  /// Names of the events that formulas may use.
  public var events: [String] = []
  /// Exact relations between KPIs.
  public var identities: [Identity] = []
  /// The words in each language.
  public var texts: [KPILanguage: KPITexts] = [:]

  /// An empty catalogue.
  public init() {}

  /// Something that the center wants, above the KPIs.
  public struct Objective: Sendable, Equatable {
    /// The name used in files.
    public var identifier: String
    /// The objective that it serves; nil: the root.
    public var parent: String?
    /// Its share of what the parent counts, 0…1.
    public var weight: Double?

    /// An objective.
    public init(identifier: String, parent: String? = nil, weight: Double? = nil) {
      self.identifier = identifier
      self.parent = parent
      self.weight = weight
    }
  }

  /// A sum that always holds: the parts make up another KPI, or a constant.
  public struct Identity: Sendable, Equatable {
    /// The KPI that the parts make up; nil: they make up `total`.
    public var whole: String?
    /// The constant, 0…1.
    public var total: Double?
    /// Identifiers of the KPIs that are added.
    public var parts: [String]

    /// An identity; exactly one of `whole` and `total` is given.
    public init(whole: String? = nil, total: Double? = nil, parts: [String]) {
      self.whole = whole
      self.total = total
      self.parts = parts
    }
  }

  /// The KPI of a number, code or identifier, upper and lower case alike; nil if there is none.
  ///
  /// `kpi("21")`, `kpi("sl2")` and `kpi("serviceLevel")` find one each.
  public func kpi(_ name: String) -> KPI? {
    let wanted = name.lowercased()
    return kpis.first { $0.identifier.lowercased() == wanted || $0.mark.lowercased() == wanted }
  }

  /// The words in a language; empty ones where there are none.
  public func words(_ language: KPILanguage) -> KPITexts { texts[language] ?? KPITexts() }

  /// What a KPI serves, from its parent up to the root.
  public func path(above kpi: KPI) -> [String] {
    var path: [String] = []
    var next: String? = kpi.parent
    while let current = next, !path.contains(current) {
      path.append(current)
      next =
        kpis.first { $0.identifier == current }?.parent
        ?? objectives.first { $0.identifier == current }?.parent
    }
    return path
  }

  /// Texts that a language lacks, such as `kpis.turnover.definition`; empty when it is complete.
  public func missingTexts(_ language: KPILanguage) -> [String] {
    let texts = words(language)
    func missing(_ names: [String], _ section: String, _ table: [String: some Any]) -> [String] {
      names.filter { table[$0] == nil }.map { "\(section).\($0)" }
    }
    return missing(profiles, "profiles", texts.profiles)
      + missing(provenance, "provenance", texts.provenance)
      + missing(objectives.map(\.identifier), "objectives", texts.objectives)
      + missing(events, "events", texts.events)
      + missing(everyKey(\.phrases), "phrases", texts.phrases)
      + missing(everyKey(\.words), "words", texts.words)
      + kpis.flatMap { kpi -> [String] in
        let text = texts.kpis[kpi.identifier] ?? KPIText()
        var lacking: [String] = []
        if text.name.isEmpty { lacking.append("name") }
        if text.definition.isEmpty { lacking.append("definition") }
        if text.traps.isEmpty { lacking.append("traps") }
        if text.causes.isEmpty { lacking.append("causes") }
        if text.actions.isEmpty { lacking.append("actions") }
        if !kpi.isMeasured && text.unmeasured.isEmpty { lacking.append("unmeasured") }
        return lacking.map { "kpis.\(kpi.identifier).\($0)" }
      }
  }

  /// The keys of a table in any language, sorted.
  private func everyKey<Value>(_ table: KeyPath<KPITexts, [String: Value]>) -> [String] {
    Set(texts.values.flatMap { $0[keyPath: table].keys }).sorted()
  }
}

/// A language that the catalogue has words in.
public enum KPILanguage: String, Sendable, CaseIterable {
  case en, zh
}

/// The words of a catalogue in one language.
public struct KPITexts: Sendable, Equatable {
  /// By the KPI's identifier.
  public var kpis: [String: KPIText] = [:]
  /// By profile.
  public var profiles: [String: KPIProfileText] = [:]
  /// Sources of targets in words.
  public var provenance: [String: String] = [:]
  /// Names of objectives.
  public var objectives: [String: String] = [:]
  /// Names of events, which formulas are printed with.
  public var events: [String: String] = [:]
  /// The sentences of management reports, by key.
  public var phrases: [String: KPIPhrase] = [:]
  /// Words of management reports, by flat keys such as `verdict.met`.
  public var words: [String: String] = [:]

  /// No words.
  public init() {}

  /// The name of a KPI or an objective; its identifier where there is none.
  public func name(_ identifier: String) -> String {
    let name = kpis[identifier]?.name ?? objectives[identifier] ?? ""
    return name.isEmpty ? identifier : name
  }
}

/// The words about a set of targets.
public struct KPIProfileText: Sendable, Equatable {
  /// Its name.
  public var name = ""
  /// What to know about it.
  public var note = ""

  /// No words.
  public init() {}
}

/// The words about a KPI.
public struct KPIText: Sendable, Equatable {
  /// Its name.
  public var name = ""
  /// What it measures, in a sentence.
  public var definition = ""
  /// Where people misunderstand it.
  public var traps: [String] = []
  /// Why it misses its target.
  public var causes: [String] = []
  /// What helps then.
  public var actions: [String] = []
  /// Why no indicator measures it.
  public var unmeasured = ""

  /// No words.
  public init() {}
}
