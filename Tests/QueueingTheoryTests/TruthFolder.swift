import Foundation
import Testing

/// A folder of exact cases, one JSON file per family, kept outside the package.
///
/// Taken from the environment variable SWITCHBOARD_TRUTH, or from `shared/truth` beside the
/// package.
enum TruthFolder {
  static let url: URL? = {
    let named = ProcessInfo.processInfo.environment["SWITCHBOARD_TRUTH"].map {
      URL(fileURLWithPath: $0, isDirectory: true)
    }
    let packageRoot = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let beside = packageRoot.deletingLastPathComponent().appendingPathComponent("shared/truth")
    let folder = named ?? beside
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  static var exists: Bool { url != nil }

  /// The cases of a family; empty without the folder.
  static func cases(of family: String) throws -> [TruthCase] {
    guard let url else { return [] }
    let data = try Data(contentsOf: url.appendingPathComponent(family + ".json"))
    return try JSONDecoder().decode(TruthFamily.self, from: data).cases
  }
}

extension Trait where Self == ConditionTrait {
  static var needsTruthFolder: Self {
    .enabled(if: TruthFolder.exists, "skipped: no folder of exact cases (SWITCHBOARD_TRUTH)")
  }
}

struct TruthFamily: Decodable {
  let cases: [TruthCase]
}

/// One case: parameters, and outputs with their tolerances.
struct TruthCase: Decodable, Sendable, CustomTestStringConvertible {
  let id: String
  let model: String
  let params: TruthValue
  let outputs: TruthValue

  var testDescription: String { id }

  func number(_ name: String) -> Double { params[name]?.number ?? .nan }
  func count(_ name: String) -> Int { Int(number(name)) }
  func perSecond(_ name: String = "calls_per_hour") -> Double { number(name) / 3600 }

  /// Holds computed values against all outputs of the case, or of a part of it.
  ///
  /// A value is right when |x - value| ≤ max(tol_rel · |value|, tol_abs). An output without a
  /// computed value is a failure, except those named in `ignoring`.
  func expect(
    _ computed: [String: Double], within part: String? = nil, ignoring: Set<String> = [],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let expected = part.map { outputs[$0]?.members ?? [:] } ?? outputs.members
    #expect(!expected.isEmpty, "\(id) has no outputs", sourceLocation: sourceLocation)
    for (name, output) in expected where !ignoring.contains(name) {
      guard let value = output["value"]?.number else { continue }
      let relative = output["tol_rel"]?.number ?? 0
      let allowed = max(relative * abs(value), output["tol_abs"]?.number ?? 0)
      let found = computed[name] ?? .nan
      #expect(
        abs(found - value) <= allowed,
        "\(id) \(part ?? "") \(name): \(found), exact \(value), tolerance \(allowed)",
        sourceLocation: sourceLocation)
    }
  }
}

/// Any JSON value.
enum TruthValue: Decodable, Sendable {
  case null
  case number(Double)
  case text(String)
  case list([TruthValue])
  case object([String: TruthValue])

  init(from decoder: Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([TruthValue].self) {
      self = .list(list)
    } else {
      self = .object(try container.decode([String: TruthValue].self))
    }
  }

  subscript(_ name: String) -> TruthValue? { members[name] }

  var number: Double? {
    if case .number(let number) = self { number } else { nil }
  }

  var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  var items: [TruthValue] {
    if case .list(let items) = self { items } else { [] }
  }

  var numbers: [Double] { items.compactMap(\.number) }

  var members: [String: TruthValue] {
    if case .object(let members) = self { members } else { [:] }
  }
}
