import ArgumentParser

/// The command line: `switchboard run|check|schema|trace|verify|runs`.
@main
struct Switchboard: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "switchboard",
    abstract: "Simulate a contact center from a scenario file to a report.",
    subcommands: [])
}
