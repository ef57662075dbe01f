import ContactCenter
import Foundation
import ScenarioReading

/// Scenario files for the commands: problems go to standard error, errors end the program.
enum ScenarioInput {
  /// The scenario of a file, with its model and digest; warnings are printed.
  ///
  /// - Throws: `ProgramStop` with every problem of the file.
  static func read(_ path: String) throws -> ScenarioFile {
    do throws(ScenarioErrors) {
      let file = try ScenarioFile.read(path: path)
      for warning in file.warnings { Console.complain(warning.rendered) }
      return file
    } catch {
      throw ProgramStop(.badInput, error.description)
    }
  }
}
