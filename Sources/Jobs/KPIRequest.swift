import ContactCenter
import Experiments
import Reporting
import ScenarioReading

/// Asks for key performance indicators of the catalogue: all, or some with everything about them.
public struct KPIRequest: JobRequest {
  /// Numbers (21), codes (SL2) or names (serviceLevel); default: all.
  public var names: [String] = []
  /// The language, "en" or "zh", or both; default: "en".
  public var lang = "en"
  /// The only set of targets to show; default: all.
  public var profile: String?
  /// Files of KPI catalogues over the one that ships; default: none.
  public var catalogue: [String] = []

  /// A request about the whole catalogue.
  public init() {}

  /// A request in which every field has its default.
  public static let blank = KPIRequest()
  /// What each field is.
  public static let notes: [JobField: FieldNote] = [
    .names: "Numbers, codes or names.",
    .lang: "The language, or both.",
    .profile: "The only set of targets to show, such as custom or anton23_us_1990s.",
    .catalogue: "A catalogue file of your own; may be repeated.",
  ]

  /// Reads the catalogue with the files over it.
  ///
  /// - Throws: `JobFailure` with every problem of the files, and about names that are none.
  public func run(in workshop: Workshop) async throws -> KPIOutcome {
    let languages = try KPILanguage.list(lang)
    let known = try KPICatalogue.read(try workshop.files.catalogueTexts(catalogue))
    if let profile { try known.check(profile: profile) }
    let kpis = try names.map { name in
      guard let kpi = known.kpi(name) else { throw unknown(name, known) }
      return kpi
    }
    return KPIOutcome(
      catalogue: known, kpis: names.isEmpty ? known.kpis : kpis, languages: languages,
      profile: profile)
  }

  private func unknown(_ name: String, _ catalogue: KPICatalogue) -> JobFailure {
    let known = catalogue.kpis.map(\.identifier)
    let hint =
      NearestName.nearest(to: name, in: known).map { "Did you mean \($0)?" }
      ?? "Give 1 to 23, a code such as SL2, or a name; `switchboard kpi list` has them all."
    return JobFailure(at: .names, "There is no KPI \"\(name)\". \(hint)")
  }
}

/// Key performance indicators and how they are to be shown.
public struct KPIOutcome: Sendable {
  let catalogue: KPICatalogue
  let kpis: [KPI]
  let languages: [KPILanguage]
  let profile: String?

  /// A JSON document about them.
  public func json() -> String {
    KPIList.json(kpis, in: catalogue, languages: languages, profile: profile)
  }

  /// A line for each KPI of the whole catalogue.
  public func list(_ style: TerminalStyle) -> String {
    KPIList.text(catalogue, languages: languages, profile: profile, style: style)
  }

  /// A page for each KPI in each language.
  public func cards(_ style: TerminalStyle) -> String {
    let cards = kpis.flatMap { kpi in
      languages.map {
        KPICard(kpi, in: catalogue, language: $0, profile: profile, style: style).text
      }
    }
    return cards.joined(separator: "\n")
  }
}
