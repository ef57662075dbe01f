import ArgumentParser
import Jobs

/// `switchboard compare FILE…`: which of several centers, or of several policies, is best.
struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare scenarios, policies or settings: which is best, and how sure is that.",
    discussion: """
      All entrants meet the same callers, or with other arrivals use the same random numbers, so \
      that differences show with far fewer replications. Entrants that miss a goal or are certainly beaten are simulated no \
      further; the winner is the best with the probability that --probability promises, unless \
      another is better by less than --indifference.

        switchboard compare A.yaml B.yaml C.yaml --kpi serviceLevel,abandonment,cost
        switchboard compare center.yaml --vary routing=all --goal 'vip 90/10, standard 80/30'
        switchboard compare center.yaml --vary agents.support.count=20..26:2 --objective cost \
      --goal 80/20
        switchboard compare center.yaml --vary routing.contactSelection=all --replications 50

      --vary changes one setting; a path names it: \(SettingHelp.paths).

      Values are lists (20,22), ranges (20..40, 20..40:5) or all. routing=all takes every policy \
      that the scenario has data for, and says what the others lack. Where the routing is varied, \
      the scenario's own routing takes part as the reference: "as it is" (which is routing=none), or \
      under the name of its policy; with every combination of the other settings, and once only.

      What was simulated is kept in the archive: an interrupted comparison goes on where it \
      stopped when the same command is given again.
      """)

  @Argument(help: .of(CompareRequest.note(.files), valueName: "file"))
  var files: [String]

  @Option(
    parsing: .unconditionalSingleValue,
    help: .of(CompareRequest.note(.vary), valueName: "path=values"))
  var vary: [String] = []

  @Option(help: .of(CompareRequest.note(.objective), valueName: "kpi"))
  var objective: String?

  @Option(help: .of(CompareRequest.note(.pareto), valueName: "kpi,kpi"))
  var pareto: String?

  @Option(
    parsing: .unconditional, help: .of(CompareRequest.note(.indifference), valueName: "δ"))
  var indifference: String?

  @Option(help: .of(CompareRequest.note(.replications)))
  var replications: Int?

  @Option(help: .of(CompareRequest.note(.maxReplications)))
  var maxReplications: Int?

  @Option(help: .of(CompareRequest.note(.strata), valueName: "n"))
  var strata: Int?

  @OptionGroup(title: "Figures and output") var options: ComparisonOptions
  @OptionGroup(title: "Engine") var pool: PoolOptions

  func run() async throws {
    var request = CompareRequest(files: files)
    (request.vary, request.objective, request.pareto) = (vary, objective, pareto)
    (request.indifference, request.strata) = (indifference, strata)
    (request.replications, request.maxReplications) = (replications, maxReplications)
    request.comparison = options.part
    request.pool = pool.request
    try await options.run(request)
  }
}
