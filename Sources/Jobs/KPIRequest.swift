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
  /// The forms as a list: html, md, csv, json, xlsx, pdf, text; default: text, in a folder html, csv and
  /// json.
  public var form: String?
  /// A folder for the report, or of one form a file; default: none is written.
  public var out: String?
  /// Whether other files of these names are replaced; default: no.
  public var force = false

  /// A request about the whole catalogue.
  public init() {}

  /// A request in which every field has its default.
  public static let blank = KPIRequest()
  /// What each field is.
  public static let notes: [JobField: FieldNote] = [
    .names: "Numbers, codes or names.",
    .lang: FieldNotes.lang, .form: FieldNotes.form, .out: FieldNotes.outOfForms,
    .force: "Replace other files of these names.",
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
    var outcome = KPIOutcome(
      catalogue: known, kpis: names.isEmpty ? known.kpis : kpis, languages: languages,
      profile: profile, isWhole: names.isEmpty)
    let wanted = try FormsWanted(form: form, lang: lang, out: out, isForced: force)
    // The list and the cards of a terminal are in all languages at once.
    if form != nil || out != nil {
      outcome.delivery = try wanted.deliver(
        outcome.formed(version: workshop.program.version), in: workshop)
    }
    return outcome
  }

  /// - Throws: `JobFailure` about a form that is none.
  public func checkFields() throws {
    if let out { try RunRequest.checkFolder(out) }
    _ = try FormsWanted(form: form, lang: lang, out: out, isForced: force)
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
  /// Whether all KPIs were asked for.
  let isWhole: Bool
  /// The report in the forms asked for; nil: nothing is wanted but what a terminal shows.
  public var delivery: ReportOutcome?

  /// The report in every form.
  func formed(version: String) -> FormedReport {
    FormedReport(
      name: "kpis",
      document: { language in
        CatalogueDocument(
          kpis, in: catalogue, language: language, profile: profile, isWhole: isWhole,
          version: version
        ).document
      },
      json: json,
      own: { form, _ in
        form == .text
          ? [.init(name: "kpis.txt", text: isWhole ? list(TerminalStyle()) : cards(TerminalStyle()))]
          : nil
      })
  }

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
