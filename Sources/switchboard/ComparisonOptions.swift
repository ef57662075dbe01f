import ArgumentParser
import ContactCenter
import Experiments
import Foundation
import Reporting

/// What `compare` and `vary` have in common: figures, replications, output.
struct ComparisonOptions: ParsableArguments {
  /// What goes to standard output.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv
  }

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "What must be kept, such as 'vip 90/10, standard 80/30' or 'abandoned < 5%'; may be given "
        + "several times. [the scenario's own goals; none: judge by no goal]",
      discussion: "vip 90/10: of the contact type vip 90 % are answered within 10 s; without a "
        + "type all contacts together. Any KPI may have a bound, for all or for one type or group: "
        + "asa < 20s, 'vip abandoned < 2%', occupancy:support < 85%.",
      valueName: "goals"))
  var goal: [String] = []

  @Option(
    help: ArgumentHelp(
      "KPIs to show, separated by commas, such as serviceLevel,abandoned,cost.",
      discussion: "Names are those of report.json, also cost, staffCost, waitingCost, lostValue, "
        + "occupancySpread; with a part of the center after a colon: serviceLevel:vip.",
      valueName: "kpi,kpi"))
  var kpi: String?

  @Option(
    parsing: .unconditional,
    help: "The probability of a correct selection, and the confidence of intervals. [95%]")
  var probability = "95%"

  @Option(
    parsing: .unconditional, help: "Seed of all random streams. [the first scenario's]",
    transform: Seed.parse)
  var seed: UInt64?

  @Option(help: "Replications at the same time; results do not depend on it. [all processors]")
  var threads: Int?

  @Option(
    help: ArgumentHelp(
      "The folder for the report. [Reports/ and the file's name]",
      discussion: "Where it has another comparison, the report goes beside it: NAME-2, …"))
  var out: String?

  @Flag(help: "Replace another comparison in the folder.")
  var force = false

  @Option(
    help: ArgumentHelp("What goes to standard output.", valueName: "text|json|csv"))
  var format = Format.text

  @Flag(name: .shortAndLong, help: "No progress and nothing on standard output in text format.")
  var quiet = false

  @Flag(help: "Write no report files.")
  var noReport = false

  @Flag(help: "Do not use or fill the archive: nothing is recorded, nothing can be gone on with.")
  var noArchive = false

  @Flag(help: "Simulate everything anew, also what an earlier call has left in the archive.")
  var fresh = false

  func validate() throws {
    if let out { try RunCommand.checkFolder(out) }
  }

  /// What the figures depend on, as words of the canonical command.
  func words(seed: UInt64) -> [String] {
    let isStandard = (try? confidence()) == 0.95
    return CanonicalCommand.options("--goal", goal) + CanonicalCommand.option("--kpi", kpi)
      + CanonicalCommand.option("--probability", isStandard ? nil : probability)
      + ["--seed", "\(seed)"]
  }

  /// The confidence, 0.5 to 0.9999.
  ///
  /// - Throws: `ProgramStop` about anything else.
  func confidence() throws -> Double {
    let value = try OptionText(option: "--probability", text: probability).proportion()
    guard value >= 0.5, value <= 0.9999 else {
      throw ProgramStop.options("--probability \(probability): 50% to 99.99% are allowed.")
    }
    return value
  }

  /// The names of a list separated by commas.
  static func names(_ text: String?) -> [String] {
    (text ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
  }

  /// A number of replications of which intervals can be made.
  ///
  /// - Throws: `ProgramStop` about a number out of range.
  static func replications(_ count: Int, _ option: String, from least: Int) throws -> Int {
    let most = StudyOptions.replicationLimit
    guard count >= least, count <= most else {
      throw ProgramStop.options("\(option) \(count): \(least) to \(most) replications are allowed.")
    }
    return count
  }

  /// The KPIs of a list of names.
  ///
  /// - Throws: `ProgramStop` about a name that is none, and about an empty list.
  static func kpis(
    _ text: String?, option: String, in model: Model
  ) throws -> [TournamentKPI] {
    let names = names(text)
    guard !names.isEmpty else {
      throw ProgramStop.options("\(option) is empty. Name a KPI, such as serviceLevel.")
    }
    return try names.map { name in
      do throws(TournamentError) {
        return try TournamentKPI(name, in: ModelNames(model))
      } catch {
        throw ProgramStop.options("\(option) \(name): \(error.description)\(hint(error))")
      }
    }
  }

  /// What a name that is like none may be replaced by.
  static func hint(_ error: TournamentError) -> String {
    guard case .unknownKPI(_, let nearest) = error else { return "" }
    let some = nearest == nil ? " Some are serviceLevel, abandonedProportion, occupancy, cost." : ""
    return some + " All are in Docs/Comparing.md under “KPIs”."
  }

  /// Doubled KPIs are shown once; those left out are counted nowhere.
  static func distinct(_ kpis: [TournamentKPI]) -> [TournamentKPI] {
    var seen: Set<String> = []
    return kpis.filter { seen.insert($0.name).inserted }
  }
}
