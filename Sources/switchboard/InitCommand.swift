import ArgumentParser
import Jobs

/// `switchboard init [FILE]`: a scenario to begin with.
struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a commented scenario to begin with: new, from a table, or from a shipped one.",
    discussion: """
      Nothing is asked. Without --from a small center with the most used keys, each with a comment; with \
      --example a fuller one. A table of volumes (.csv, .xlsx …) becomes a scenario with its volumes and \
      a first guess of agents; `staff TABLE --write-scenario FILE` writes one with the agents of a plan.

        switchboard init center.yaml
        switchboard init center.yaml --example
        switchboard init center.yaml --from volumes.xlsx --aht 4min --patience 3min
        switchboard init center.yaml --from 04-two-skills
      """)

  @Argument(help: .of(InitRequest.note(.file), valueName: "file"))
  var file = "scenario.yaml"

  @Option(help: .of(InitRequest.note(.from), valueName: "table|scenario|name"))
  var from: String?

  @Flag(help: .of(InitRequest.note(.example)))
  var example = false

  @Flag(help: "List the shipped scenarios.")
  var list = false

  @Flag(help: .of(InitRequest.note(.force)))
  var force = false

  @OptionGroup(title: "Calls of a table of volumes") var calls: StaffCallOptions

  @OptionGroup(title: "How a table is read where it does not tell") var table: StaffTableOptions

  private var request: InitRequest {
    var request = InitRequest()
    (request.file, request.from) = (file, from)
    (request.example, request.force) = (example, force)
    (request.behaviour, request.table) = (calls.part, table.part)
    return request
  }

  func validate() throws { try request.validate() }

  func run() async throws {
    if list { return printList() }
    try await request.run()
  }

  private func printList() {
    let names = Examples.names
    let width = names.map(\.count).max() ?? 0
    for name in names {
      let space = String(repeating: " ", count: width - name.count + 2)
      Console.print("\(name)\(space)\(Examples.title(of: name))\n")
    }
  }
}
