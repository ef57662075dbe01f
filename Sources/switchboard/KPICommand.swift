import ArgumentParser
import ContactCenter
import Experiments
import Foundation
import Reporting
import ScenarioReading

/// `switchboard kpi`: the catalogue of key performance indicators.
struct KPICommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kpi",
    abstract: "Explain key performance indicators: what they measure, traps, targets, actions.",
    discussion: """
      The classic 23 and additions. Targets come with their provenance; those that were not read in \
      the source itself are marked as unverified. A file of your own (--catalogue) adds KPIs or \
      replaces parts of them; it is checked first: exit code 2 where something is wrong.
      """,
    subcommands: [KPIListCommand.self, KPIShowCommand.self])
}

/// Options of all `kpi` commands.
struct KPIOptions: ParsableArguments {
  /// What goes to standard output.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Option(help: ArgumentHelp("The language, or both.", valueName: "en|zh|en,zh"))
  var lang = "en"

  @Option(help: "The only set of targets to show, such as custom or anton23_us_1990s.")
  var profile: String?

  @Option(help: ArgumentHelp("A catalogue file of your own; may be repeated.", valueName: "FILE"))
  var catalogue: [String] = []

  @Option(help: ArgumentHelp("The form of the output.", valueName: "text|json"))
  var format = Format.text

  /// The languages, each once.
  ///
  /// - Throws: `ProgramStop` for an unknown one.
  func languages() throws -> [KPILanguage] { try KPIOptions.languages(of: lang) }

  /// The languages of a `--lang`, each once.
  ///
  /// - Throws: `ProgramStop` for an unknown one.
  static func languages(of lang: String) throws -> [KPILanguage] {
    var languages: [KPILanguage] = []
    for word in lang.split(separator: ",", omittingEmptySubsequences: false) {
      guard let language = KPILanguage(rawValue: String(word)) else {
        throw ProgramStop(.badInput, "error: --lang \(lang): give en, zh or en,zh.")
      }
      if !languages.contains(language) { languages.append(language) }
    }
    return languages
  }

  /// The catalogue with the user's files over it, in which the profile exists.
  ///
  /// - Throws: `ProgramStop` with every problem of the files.
  func read() throws -> KPICatalogue {
    let known: KPICatalogue
    do throws(ScenarioErrors) {
      known = try KPICatalogueFile.read(extensions: catalogue)
    } catch {
      throw ProgramStop(.badInput, error.description)
    }
    if let profile { try KPIOptions.check(profile: profile, of: known) }
    return known
  }

  /// - Throws: `ProgramStop` if a catalogue has no such profile.
  static func check(profile: String, of known: KPICatalogue) throws {
    guard let reason = reason(against: profile, of: known) else { return }
    throw ProgramStop.options("--profile \(profile): \(reason.finding) \(reason.remedy)")
  }

  /// Why a catalogue has no such profile; nil: it has.
  static func reason(
    against profile: String, of known: KPICatalogue
  ) -> (finding: String, remedy: String)? {
    guard !known.profiles.contains(profile) else { return nil }
    return (
      "There is no such profile of targets.",
      "Known profiles: \(known.profiles.joined(separator: ", "))."
    )
  }
}

/// `kpi list`.
struct KPIListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the KPIs; with --profile also their targets.")

  @OptionGroup var options: KPIOptions

  func run() throws {
    let languages = try options.languages()
    let catalogue = try options.read()
    let style = TerminalStyle.standardOutput(environment: Console.environment)
    switch options.format {
    case .json:
      Console.print(
        KPIList.json(
          catalogue.kpis, in: catalogue, languages: languages, profile: options.profile))
    case .text:
      Console.print(
        KPIList.text(catalogue, languages: languages, profile: options.profile, style: style))
    }
  }
}

/// `kpi show`.
struct KPIShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Explain KPIs by number (21), code (SL2) or name (serviceLevel).")

  @Argument(help: ArgumentHelp("Numbers, codes or names.", valueName: "KPI"))
  var names: [String]

  @OptionGroup var options: KPIOptions

  func run() throws {
    let languages = try options.languages()
    let catalogue = try options.read()
    let kpis = try names.map { name in
      guard let kpi = catalogue.kpi(name) else { throw unknown(name, catalogue) }
      return kpi
    }
    if options.format == .json {
      Console.print(
        KPIList.json(kpis, in: catalogue, languages: languages, profile: options.profile))
      return
    }
    let style = TerminalStyle.standardOutput(environment: Console.environment)
    let cards = kpis.flatMap { kpi in
      languages.map {
        KPICard(kpi, in: catalogue, language: $0, profile: options.profile, style: style).text
      }
    }
    Console.print(cards.joined(separator: "\n"))
  }

  private func unknown(_ name: String, _ catalogue: KPICatalogue) -> ProgramStop {
    let known = catalogue.kpis.map(\.identifier)
    let hint =
      NearestName.nearest(to: name, in: known).map { "Did you mean \($0)?" }
      ?? "Give 1 to 23, a code such as SL2, or a name; `switchboard kpi list` has them all."
    return ProgramStop(.badInput, "error: There is no KPI \"\(name)\". \(hint)")
  }
}
