import ArgumentParser
import Foundation
import Jobs

/// In which forms and languages a report is wanted: the same options in all commands.
struct FormOptions: ParsableArguments {
  @Option(help: .of(ReportRequest.note(.form), valueName: "html,md,csv,json,xlsx,pdf,text"))
  var form: String?

  @Option(help: .of(ReportRequest.note(.lang), valueName: "en|zh|en,zh"))
  var lang = "en"

  /// Whether anything was asked for but the command's own text.
  var isAsked: Bool { form != nil || lang != "en" }

  /// Before any work: a folder for the report may be made, or is one; of one form it may be a file.
  ///
  /// - Throws: `ValidationError`.
  func check(_ out: String?) throws {
    guard let out else { return }
    let ending = form == "text" ? "txt" : form
    if let ending, out.lowercased().hasSuffix(".\(ending)") { return }
    try OutputFolder.check(out)
  }
}

extension ReportOutcome {
  /// Prints the only file where none was written, else the names of all.
  func show() {
    for file in files {
      if let folder { Console.print("\(folder)/\(file.name)\n") } else { Console.print(file.data) }
    }
  }
}
