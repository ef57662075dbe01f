import ArgumentParser
import Foundation
import Jobs
import Reporting
import ScenarioReading

/// What `compare` and `vary` have in common: figures, replications, output.
struct ComparisonOptions: ParsableArguments {
  /// What goes to standard output.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv
  }

  @Option(
    parsing: .unconditionalSingleValue, help: .of(ComparisonPart.note(.goal), valueName: "goals"))
  var goal: [String] = []

  @Option(help: .of(ComparisonPart.note(.kpi), valueName: "kpi,kpi"))
  var kpi: String?

  @Option(parsing: .unconditional, help: .of(ComparisonPart.note(.probability)))
  var probability = "95%"

  @Option(parsing: .unconditional, help: .of(ComparisonPart.note(.seed)), transform: Seed.parse)
  var seed: UInt64?

  @Option(help: .of(ComparisonPart.note(.threads)))
  var threads: Int?

  @Option(help: .of(ComparisonPart.note(.out)))
  var out: String?

  @Flag(help: .of(ComparisonPart.note(.force)))
  var force = false

  @Option(
    help: ArgumentHelp("What goes to standard output.", valueName: "text|json|csv"))
  var format = Format.text

  @Flag(name: .shortAndLong, help: "No progress and nothing on standard output in text format.")
  var quiet = false

  @Flag(help: .of(ComparisonPart.note(.noReport)))
  var noReport = false

  @Flag(help: .of(ComparisonPart.note(.noArchive)))
  var noArchive = false

  @Flag(help: .of(ComparisonPart.note(.fresh)))
  var fresh = false

  @OptionGroup var forms: FormOptions

  func validate() throws {
    if let out { try OutputFolder.check(out) }
  }

  /// The options as a part of requests.
  var part: ComparisonPart {
    var part = ComparisonPart()
    (part.goal, part.kpi, part.probability) = (goal, kpi, probability)
    (part.seed, part.threads) = (seed, threads)
    (part.out, part.force, part.noReport) = (out, force, noReport)
    (part.noArchive, part.fresh) = (noArchive, fresh)
    (part.form, part.lang) = (forms.form, forms.lang)
    return part
  }

  /// Compares and prints what was asked for.
  ///
  /// - Throws: `JobFailure`, which says how to go on where the comparison was interrupted.
  func run<Request: JobRequest>(_ request: Request) async throws
  where Request.Outcome == ComparisonOutcome {
    do {
      show(try await request.run(isQuiet: quiet, canStop: true))
    } catch var failure as JobFailure {
      if failure.canGoOn {
        // With its folders, unlike the command of a report.
        let given = CanonicalCommand.line(Array(ProcessInfo.processInfo.arguments.dropFirst()))
        failure.words = failure.words + " To go on:\n  \(given.replacing(" --fresh", with: ""))"
      }
      throw failure
    }
  }

  private func show(_ outcome: ComparisonOutcome) {
    switch format {
    case .json: Console.print(outcome.document)
    case .csv: Console.print(outcome.csv)
    case .text:
      guard !quiet else { return }
      Console.print(outcome.text)
    }
  }
}

/// The settings' paths for the help texts.
enum SettingHelp {
  static let paths = """
    every number and choice of the scenario's format, by its keys and the names of elements, or their \
    places where they have none: contactTypes.gold.talk.mean, contactTypes.gold.patience.cv, \
    queues.gold.steps[1].after, agentGroups.seniors.skills.gold.rank. Besides there are the scales \
    arrivals.scale, handling.scale and patience.scale, also of one type (arrivals.gold.scale), and \
    agents.seniors.scale; routing for the policy; and short ways to write agents.seniors.count, \
    type.gold.priority, queue.gold.capacity and skill.seniors.gold.rank. `switchboard schema \
    --settings` lists all
    """
}
