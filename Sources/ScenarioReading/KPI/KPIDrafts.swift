import Experiments

// What a file of the catalogue gives, before files are put together: every part may be missing.

/// A KPI, or the parts of one that a later file replaces.
struct KPIDraft {
  var identifier = ""
  var number: Int?
  var code: String?
  var figure: String?
  var unit: KPI.Unit?
  var direction: KPI.Direction?
  var formula: KPIFormula?
  var scope: [KPI.ScopeKind]?
  var owner: KPI.Level?
  var sources: [KPI.Source]?
  var frequency: [KPI.Period]?
  var control: KPI.Control?
  var perspective: KPI.Perspective?
  var parent: String?
  var edge: KPI.Edge?
  var weight: Double?
  var overService: KPI.Side?
  var needs: KPIMechanism?
  var lever: KPILever?
  var measuredBy: [String]?
  var targets: [KPITargetDraft]?

  /// The figure of the simulator that it is; nil: none, or there is none of that name.
  var figureName: FigureName? { figure.flatMap { FigureName(rawValue: $0) } }
  /// The unit, which may be the figure's.
  var ownUnit: KPI.Unit? { unit ?? figureName.flatMap { KPI.Unit($0.unit) } }
  /// The formula, which may be the figure's.
  var ownFormula: KPIFormula? { formula ?? figureName?.kpiFormula }
}

/// An amount with its unit as it was written.
struct KPIAmount: Equatable {
  var value: Double
  /// "%", "s", "rings", "points", "/h", "calls", "x" or a currency's three letters.
  var unit: String

  /// The kinds of KPI that such an amount can be a value of.
  func fits(_ unit: KPI.Unit) -> Bool {
    unit == .money
      ? KPIAmount.isCurrency(self.unit) : KPIAmount.words(for: unit).contains(self.unit)
  }

  /// The units that values of a KPI are written in.
  static func words(for unit: KPI.Unit) -> [String] {
    switch unit {
    case .proportion: return ["%"]
    case .seconds: return ["s"]
    case .rings: return ["rings"]
    case .points: return ["points"]
    case .money: return []
    case .perHour: return ["/h"]
    case .contacts: return ["calls"]
    case .ratio: return ["x"]
    }
  }

  /// How to write a value of that unit, for messages.
  static func example(of unit: KPI.Unit) -> String {
    switch unit {
    case .seconds: return "20 s or 3 min"
    case .money: return "5 USD"
    case .proportion: return "80 %"
    case .rings, .points, .perHour, .contacts, .ratio: return "3 \(words(for: unit)[0])"
    }
  }

  static func isCurrency(_ text: String) -> Bool {
    text.count == 3 && text.allSatisfy { $0.isASCII && $0.isUppercase }
  }
}

/// A target with its amounts as written.
struct KPITargetDraft {
  var profile = ""
  var kind = KPITarget.Kind.target
  var atLeast: KPIAmount?
  var atMost: KPIAmount?
  var exactly: KPIAmount?
  /// What it was given as, in place of bounds.
  var goal: Goal?
  var within: Double?
  var period: KPI.Period?
  var provenance = ""
  var isVerified = false
}

extension KPITargetDraft {
  /// With the bound, the wait and the period of its goal in the places where they stand otherwise.
  ///
  /// Nil: a goal has no such amount, as of money, which needs a currency.
  func withBounds(of goal: Goal, hasPeriod: Bool) -> KPITargetDraft? {
    guard let unit = KPI.Unit(goal.measure.figure.unit),
      let word = KPIAmount.words(for: unit).first
    else { return nil }
    var draft = self
    draft.goal = goal
    let amount = KPIAmount(value: goal.bound, unit: word)
    if goal.isLowerBound { draft.atLeast = amount } else { draft.atMost = amount }
    if case .serviceLevel(_, let wait) = goal.measure { draft.within = wait }
    if !hasPeriod { draft.period = KPI.Period(goal.period) }
    return draft
  }
}

extension KPI.Period {
  /// The period of a goal.
  fileprivate init(_ period: Goal.Period) {
    switch period {
    case .interval: self = .interval
    case .day: self = .day
    case .month: self = .month
    }
  }
}

/// A text about a KPI, or the parts that a later file replaces.
struct KPITextDraft {
  var name: String?
  var definition: String?
  var traps: [String]?
  var causes: [String]?
  var actions: [String]?
  var unmeasured: String?

  /// Puts these parts into a text.
  func apply(to text: inout KPIText) {
    if let name { text.name = name }
    if let definition { text.definition = definition }
    if let traps { text.traps = traps }
    if let causes { text.causes = causes }
    if let actions { text.actions = actions }
    if let unmeasured { text.unmeasured = unmeasured }
  }
}

/// A name with what stands under it.
struct Named<Value> {
  var name: String
  var value: Value
}

/// The words of a file in one language.
struct KPITextsDraft {
  var kpis: [Named<KPITextDraft>] = []
  var profiles: [Named<KPIProfileText>] = []
  var provenance: [Named<String>] = []
  var objectives: [Named<String>] = []
  var events: [Named<String>] = []
  var phrases: [Named<String>] = []
  var words: [Named<String>] = []

  /// Puts these words into others.
  func apply(to texts: inout KPITexts) {
    for entry in kpis { entry.value.apply(to: &texts.kpis[entry.name, default: KPIText()]) }
    for entry in profiles { texts.profiles[entry.name] = entry.value }
    for entry in provenance { texts.provenance[entry.name] = entry.value }
    for entry in objectives { texts.objectives[entry.name] = entry.value }
    for entry in events { texts.events[entry.name] = entry.value }
    for entry in words { texts.words[entry.name] = entry.value }
    // What is no phrase is reported by the check.
    for entry in phrases {
      if let phrase = try? KPIPhrase(entry.value) { texts.phrases[entry.name] = phrase }
    }
  }
}

/// The words of a file in all languages.
struct KPILanguagesDraft {
  var english: KPITextsDraft?
  var chinese: KPITextsDraft?
}

/// What one file of the catalogue gives.
struct KPICatalogueDraft {
  var profiles: [String] = []
  var provenance: [String] = []
  var objectives: [KPICatalogue.Objective] = []
  var identities: [KPICatalogue.Identity] = []
  var events: [String] = []
  var kpis: [KPIDraft] = []
  var texts = KPILanguagesDraft()
}
