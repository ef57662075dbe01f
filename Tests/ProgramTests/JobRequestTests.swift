import Foundation
import Jobs
import Testing

/// Requests of jobs as the command line has them.
@Suite("Options and requests")
struct JobRequestTests {
  /// The commands whose options are those of a request.
  private static let commands: [String: [[String]]] = [
    "erlang": ErlangRequest.Queue.allCases.map { ["erlang", $0.rawValue] },
    "outbound-formula": OutboundFormulaRequest.Formula.allCases.map { ["erlang", $0.rawValue] },
    "kpi": [["kpi", "list"], ["kpi", "show"]],
  ]
  /// What is chosen by a command's name.
  private static let chosen: Set<JobField> = [.model]

  @Test("Every field of every request has an option or an argument", arguments: requests)
  func options(request: String) throws {
    let type = try #require(RequestSchema.all.first { $0.name == request }).type
    let commands = Self.commands[request] ?? [[request]]
    let help = try commands.map { try Program.run($0 + ["--help"]).text }.joined()
    let words = Set(help.split { !($0.isLetter || $0.isNumber || $0 == "-") }.map(String.init))
    for name in try RequestSchema.fields(of: type) {
      let field = try #require(JobField(rawValue: name))
      guard !Self.chosen.contains(field) else { continue }
      let option = field.option
      // An argument stands in the help by its name, an option by its dashes alone.
      let isArgument = !option.hasPrefix("--")
      let isKnown =
        words.contains(option)
        || isArgument && (words.contains(option.lowercased()) || words.contains(name))
      #expect(isKnown, "\(request) has no \(option)")
    }
  }

  private static let requests = RequestSchema.all.map(\.name)

  @Test("`schema --request` prints the schema of each request, and refuses others")
  func schemas() throws {
    for (name, type) in RequestSchema.all {
      let result = try Program.run(["schema", "--request", name])
      #expect(result.status == 0)
      #expect(result.text == (try RequestSchema.text(of: type)))
    }
    let other = try Program.run(["schema", "--request", "nix"])
    #expect(other.status == 2)
    #expect(other.errors.contains("--request nix: there are run, report"))
  }
}
