/// The places of a scenario that say nothing usable, as paths of keys and indices.
struct BrokenParts {
  private var paths: Set<String> = []
  private var around: Set<String> = []

  /// These places.
  init(_ paths: some Sequence<String> = []) {
    for path in paths { insert(path) }
  }

  mutating func insert(_ path: String) {
    guard paths.insert(path).inserted else { return }
    around.formUnion(ScenarioPath.around(path))
  }

  /// Whether the value at `path`, or something in it, is broken.
  func haveSome(of path: String) -> Bool { paths.contains(path) || around.contains(path) }

  /// Whether the value at `path`, or something around it, is broken.
  func haveAll(of path: String) -> Bool {
    paths.contains(path) || ScenarioPath.around(path).contains { paths.contains($0) }
  }

  /// Whether the value at `path`, something in it, or something around it is broken.
  func touch(_ path: String) -> Bool { haveSome(of: path) || haveAll(of: path) }

  /// The keys of the broken values: `to` for `ivr.menus[0].choices[1].to`, `choices` for
  /// `ivr.menus[0].choices[1]`.
  var keys: Set<String> {
    Set(
      paths.map { path in
        let key = path.split(separator: ".").last ?? ""
        return String(key.prefix { $0 != "[" })
      })
  }
}

/// Paths of keys and indices, such as `agentGroups[0].skills[1].queue`.
package enum ScenarioPath {
  /// The paths of the values around the one at `path`, the nearest first, the whole scenario ("")
  /// last; none for the whole itself.
  ///
  /// `around("a[0].b")` is `["a[0]", "a", ""]`.
  package static func around(_ path: String) -> [String] {
    var result: [String] = []
    var rest = path[...]
    while let end = rest.lastIndex(where: { $0 == "." || $0 == "[" }) {
      rest = rest[..<end]
      result.append(String(rest))
    }
    if !path.isEmpty, result.last != "" { result.append("") }
    return result
  }
}
