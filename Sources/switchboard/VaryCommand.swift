import ArgumentParser
import Jobs

/// `switchboard vary FILE --set PATH=VALUES`: how figures change with settings.
struct VaryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vary",
    abstract: "Simulate a scenario with settings in several values: a grid, or one at a time.",
    discussion: """
      Replication by replication every point uses the same random numbers, so that what differs is \
      the settings' doing.

        switchboard vary center.yaml --set agents.support.count=20..30:2
        switchboard vary center.yaml --set agents.support.count=20..30:5 --set \
      arrivals.scale=0.9,1,1.1
        switchboard vary center.yaml --tornado --set arrivals.scale=0.9,1.1 --set \
      handling.scale=0.9,1.1

      A grid has a point for every combination. --tornado changes one setting at a time and \
      leaves the others as the scenario has them: which of them matters most?

      Paths of settings: \(SettingHelp.paths).
      """)

  @Argument(help: .of(VaryRequest.note(.file), valueName: "file"))
  var file: String

  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: .of(VaryRequest.note(.set), valueName: "path=values"))
  var settings: [String]

  @Flag(help: .of(VaryRequest.note(.tornado)))
  var tornado = false

  @Option(help: .of(VaryRequest.note(.points)))
  var points: Int?

  @Option(help: .of(VaryRequest.note(.replications)))
  var replications: Int?

  @OptionGroup(title: "Figures and output") var options: ComparisonOptions
  @OptionGroup(title: "Engine") var pool: PoolOptions

  func run() async throws {
    var request = VaryRequest(file: file, set: settings)
    (request.tornado, request.points, request.replications) = (tornado, points, replications)
    request.comparison = options.part
    request.pool = pool.request
    try await options.run(request)
  }
}
