import Experiments

/// A file of the catalogue while it is read and checked.
struct KPIDocument {
  var name: String
  var text: String
  var reading = Reading(attachments: Attachments(folder: nil))
  var draft = KPICatalogueDraft()
}

/// Where a value stands: a file and the path within it.
struct KPIOrigin: Equatable {
  var document: Int
  var path: String
}

/// The files of the catalogue put together, with the places that every part comes from.
///
/// A later file replaces the parts that it gives; targets are replaced by profile.
struct KPIMerge {
  /// A KPI with the origins of its keys.
  struct Entry {
    var draft: KPIDraft
    /// By key; under "" the entry that came first.
    var origins: [String: KPIOrigin]
    var targets: [(draft: KPITargetDraft, origin: KPIOrigin)]

    /// Where a key stands, or else the entry.
    func origin(_ key: String) -> KPIOrigin { origins[key] ?? origins[""]! }
  }

  var entries: [Entry] = []
  var objectives: [(objective: KPICatalogue.Objective, origin: KPIOrigin)] = []
  var identities: [(identity: KPICatalogue.Identity, origin: KPIOrigin)] = []
  var profiles: [String] = []
  var provenance: [String] = []
  var events: [String] = []
  var texts: [KPILanguage: KPITexts] = [:]
  /// The KPIs that words are given for.
  var textOrigins: [(kpi: String, origin: KPIOrigin)] = []
  /// The sentences and words of reports, as they were given.
  var reportTexts: [ReportText] = []

  /// A sentence or word of reports.
  struct ReportText {
    var language: KPILanguage
    var isPhrase: Bool
    var key: String
    var text: String
    var origin: KPIOrigin
  }

  /// The files, the later ones over the earlier ones.
  init(_ documents: [KPIDocument]) {
    for (number, document) in documents.enumerated() {
      let draft = document.draft
      add(draft.profiles, to: &profiles)
      add(draft.provenance, to: &provenance)
      add(draft.events, to: &events)
      for (i, objective) in draft.objectives.enumerated() {
        add(objective, KPIOrigin(document: number, path: "objectives[\(i)]"))
      }
      for (i, identity) in draft.identities.enumerated() {
        identities.append((identity, KPIOrigin(document: number, path: "identities[\(i)]")))
      }
      for (i, kpi) in draft.kpis.enumerated() {
        add(kpi, KPIOrigin(document: number, path: "kpis[\(i)]"))
      }
      add(draft.texts.english, .en, number)
      add(draft.texts.chinese, .zh, number)
    }
  }

  private func add(_ names: [String], to list: inout [String]) {
    for name in names where !list.contains(name) { list.append(name) }
  }

  private mutating func add(_ objective: KPICatalogue.Objective, _ origin: KPIOrigin) {
    if let index = objectives.firstIndex(where: {
      $0.objective.identifier == objective.identifier
    }) {
      objectives[index] = (objective, origin)
    } else {
      objectives.append((objective, origin))
    }
  }

  private mutating func add(_ draft: KPIDraft, _ origin: KPIOrigin) {
    // A key that cannot be read is reported already.
    guard !draft.identifier.isEmpty else { return }
    let index =
      entries.firstIndex { $0.draft.identifier == draft.identifier }
      ?? {
        entries.append(
          Entry(
            draft: KPIDraft(identifier: draft.identifier), origins: ["": origin], targets: []))
        return entries.count - 1
      }()
    for part in Self.parts where part.take(draft, &entries[index].draft) {
      entries[index].origins[part.key] = KPIOrigin(
        document: origin.document, path: "\(origin.path).\(part.key)")
    }
    if draft.figure != nil { entries[index].draft.yield(to: draft) }
    guard let targets = draft.targets else { return }
    let replaced = Set(targets.map(\.profile))
    entries[index].targets.removeAll { replaced.contains($0.draft.profile) }
    for (i, target) in targets.enumerated() {
      entries[index].targets.append(
        (target, KPIOrigin(document: origin.document, path: "\(origin.path).targets[\(i)]")))
    }
  }

  private mutating func add(
    _ draft: KPITextsDraft?, _ language: KPILanguage, _ document: Int
  ) {
    guard let draft else { return }
    draft.apply(to: &texts[language, default: KPITexts()])
    for (i, entry) in draft.kpis.enumerated() {
      let path = "texts.\(language.rawValue).kpis[\(i)]"
      textOrigins.append((entry.name, KPIOrigin(document: document, path: path)))
    }
    for (section, entries) in [("phrases", draft.phrases), ("words", draft.words)] {
      reportTexts += entries.enumerated().map { i, entry in
        ReportText(
          language: language, isPhrase: section == "phrases", key: entry.name, text: entry.value,
          origin: KPIOrigin(
            document: document, path: "texts.\(language.rawValue).\(section)[\(i)]"))
      }
    }
  }

  /// A key of a KPI, and how a later file's value for it takes the place of an earlier one.
  private struct Part {
    var key: String
    /// True if the later file gives the key.
    var take: (KPIDraft, inout KPIDraft) -> Bool

    init<Value>(_ key: String, _ path: WritableKeyPath<KPIDraft, Value?>) {
      self.key = key
      take = { draft, merged in
        guard let value = draft[keyPath: path] else { return false }
        merged[keyPath: path] = value
        return true
      }
    }
  }

  private static var parts: [Part] {
    [
      Part("number", \.number), Part("code", \.code), Part("figure", \.figure), Part("unit", \.unit),
      Part("direction", \.direction), Part("formula", \.formula), Part("scope", \.scope),
      Part("owner", \.owner), Part("sources", \.sources), Part("frequency", \.frequency),
      Part("control", \.control), Part("perspective", \.perspective), Part("parent", \.parent),
      Part("edge", \.edge), Part("weight", \.weight), Part("overService", \.overService),
      Part("needs", \.needs), Part("lever", \.lever), Part("measuredBy", \.measuredBy),
    ]
  }

  // MARK: - The result

  /// The catalogue; only for files without errors.
  var catalogue: KPICatalogue {
    var catalogue = KPICatalogue()
    catalogue.kpis = entries.compactMap(Self.kpi)
    catalogue.objectives = objectives.map(\.objective)
    catalogue.identities = identities.map(\.identity)
    catalogue.profiles = profiles
    catalogue.provenance = provenance
    catalogue.events = events
    catalogue.texts = texts
    return catalogue
  }

  private static func kpi(_ entry: Entry) -> KPI? {
    let draft = entry.draft
    guard let unit = draft.ownUnit, let direction = draft.direction, let formula = draft.ownFormula,
      let parent = draft.parent
    else { return nil }
    return KPI(
      identifier: draft.identifier, number: draft.number, code: draft.code, unit: unit,
      direction: direction, formula: formula, scope: draft.scope ?? [.center],
      owner: draft.owner ?? .center, sources: draft.sources ?? [],
      frequency: draft.frequency ?? [.month], control: draft.control ?? .shared,
      perspective: draft.perspective ?? .process, parent: parent, edge: draft.edge ?? .policy,
      weight: draft.weight, overService: draft.overService, needs: draft.needs, lever: draft.lever,
      measuredBy: [draft.figureName].compactMap(\.self)
        + (draft.measuredBy ?? []).compactMap { FigureName(rawValue: $0) },
      targets: entry.targets.compactMap { target($0.draft) })
  }

  /// A target in the KPI's unit; nil if a part of it could not be read.
  static func target(_ draft: KPITargetDraft) -> KPITarget? {
    guard let period = draft.period else { return nil }
    let amounts = [draft.atLeast, draft.atMost, draft.exactly].compactMap { $0 }
    guard let first = amounts.first else { return nil }
    return KPITarget(
      profile: draft.profile, kind: draft.kind, low: (draft.atLeast ?? draft.exactly)?.value,
      high: (draft.atMost ?? draft.exactly)?.value,
      currency: KPIAmount.isCurrency(first.unit) ? first.unit : nil, within: draft.within,
      period: period, provenance: draft.provenance, isVerified: draft.isVerified)
  }
}

extension KPIDraft {
  /// A later file's figure takes the place of what the figure has.
  fileprivate mutating func yield(to later: KPIDraft) {
    (unit, formula) = (later.unit, later.formula)
    measuredBy = later.measuredBy
  }
}
