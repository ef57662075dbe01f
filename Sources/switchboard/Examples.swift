import CExamples
import Foundation
import Jobs

/// The shipped scenarios, as parts of the program.
enum Examples {
  /// A file of the folder Scenarios.
  struct File {
    var name: String
    var data: Data
  }

  /// All files, in the order of their names.
  static var files: [File] {
    UnsafeBufferPointer(start: example_files(), count: Int(example_file_count())).map {
      File(name: String(cString: $0.name), data: Data(bytes: $0.bytes, count: Int($0.count)))
    }
  }

  /// The names of the scenarios, without their ending.
  static var names: [String] {
    files.map(\.name).filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }
  }

  /// What a scenario calls itself.
  static func title(of name: String) -> String {
    let text = files.first { $0.name == name + ".yaml" }.map { String(decoding: $0.data, as: UTF8.self) }
    let line = text?.split(separator: "\n").first { $0.hasPrefix("name: ") }
    return line.map { $0.dropFirst(6).trimmingCharacters(in: CharacterSet(charactersIn: " \"")) } ?? ""
  }

  /// All scenarios with the tables that they name.
  static var shipped: [ShippedScenario] {
    let all = files
    return all.filter { $0.name.hasSuffix(".yaml") }.map { file in
      let text = String(decoding: file.data, as: UTF8.self)
      let tables = all.filter { $0.name.hasSuffix(".csv") && text.contains("file: \($0.name)") }
      return ShippedScenario(
        name: String(file.name.dropLast(5)), text: text,
        tables: tables.map { .init(name: $0.name, data: $0.data) })
    }
  }
}
