import ContactCenter
import Experiments

/// The tree from KPIs up to the objectives: every parent exists, nothing goes in a circle, there is
/// one root, and weights add up.
struct KPITreeCheck {
  /// What was found, and where.
  struct Problem {
    var origin: KPIOrigin
    var finding: String
    var remedy: String
  }

  private struct Node {
    var name: String
    var parent: String?
    var weight: Double?
    var parentOrigin: KPIOrigin
    var weightOrigin: KPIOrigin
    var isObjective: Bool
  }

  private(set) var problems: [Problem] = []
  private let nodes: [Node]
  private let byName: [String: Int]

  /// The tree of the files put together.
  init(merge: KPIMerge) {
    let objectives = merge.objectives.map { objective, origin in
      Node(
        name: objective.identifier, parent: objective.parent, weight: objective.weight,
        parentOrigin: objective.parent == nil ? origin : origin.key("parent"),
        weightOrigin: origin.key("weight"), isObjective: true)
    }
    let nodes =
      objectives
      + merge.entries.map { entry in
        Node(
          name: entry.draft.identifier, parent: entry.draft.parent, weight: entry.draft.weight,
          parentOrigin: entry.origin("parent"), weightOrigin: entry.origin("weight"),
          isObjective: false)
      }
    self.nodes = nodes
    byName = Dictionary(
      nodes.indices.map { (nodes[$0].name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Checks everything.
  mutating func run() {
    checkSharedNames()
    checkRoots()
    checkParents()
    checkCircles()
    // A KPI in the wrong place takes its weight along; one problem is enough.
    if problems.isEmpty { checkWeights() }
  }

  /// A parent is named without saying whether it is a KPI or an objective.
  private mutating func checkSharedNames() {
    let objectives = Set(nodes.filter(\.isObjective).map(\.name))
    for node in nodes where !node.isObjective && objectives.contains(node.name) {
      problems.append(
        Problem(
          origin: node.parentOrigin, finding: "\"\(node.name)\" is an objective as well as a KPI.",
          remedy: "Give one of them another id."))
    }
  }

  private mutating func checkRoots() {
    let roots = nodes.filter { $0.isObjective && $0.parent == nil }
    guard let first = roots.first else { return }
    for root in roots.dropFirst() {
      problems.append(
        Problem(
          origin: root.parentOrigin,
          finding: "The objective \"\(root.name)\" is an orphan: it has no parent, and "
            + "\"\(first.name)\" is the root already.",
          remedy: "Give parent: \(first.name)"))
    }
  }

  private mutating func checkParents() {
    let known = nodes.map(\.name)
    for node in nodes {
      guard let parent = node.parent else { continue }
      if byName[parent] == nil {
        problems.append(
          Problem(
            origin: node.parentOrigin,
            finding: "\"\(node.name)\" is an orphan: its parent \"\(parent)\" does not exist.",
            remedy: NearestName.nearest(to: parent, in: known).map { "Did you mean \"\($0)\"?" }
              ?? "Name an objective or a KPI."))
      } else if node.isObjective, !nodes[byName[parent]!].isObjective {
        problems.append(
          Problem(
            origin: node.parentOrigin,
            finding: "The objective \"\(node.name)\" stands below the KPI \"\(parent)\".",
            remedy: "An objective serves an objective."))
      }
    }
  }

  /// Each circle is reported once, at its node that comes last, which the user's files are.
  private mutating func checkCircles() {
    var reported: Set<String> = []
    for start in nodes.indices.reversed() where !reported.contains(nodes[start].name) {
      var path = [nodes[start].name]
      var next = nodes[start].parent
      while let name = next, let index = byName[name], !path.contains(name) {
        path.append(name)
        next = nodes[index].parent
      }
      guard next == nodes[start].name else { continue }
      reported.formUnion(path)
      problems.append(
        Problem(
          origin: nodes[start].parentOrigin,
          finding: "The tree goes in a circle: \((path + [path[0]]).joined(separator: " → ")).",
          remedy: "Give one of them a parent outside the circle."))
    }
  }

  private mutating func checkWeights() {
    var blamed: [KPIOrigin] = []
    for parent in nodes {
      let children = nodes.filter { $0.parent == parent.name && $0.weight != nil }
      let sum = children.reduce(0) { $0 + ($1.weight ?? 0) }
      guard !children.isEmpty, abs(sum - 1) > 1e-9 else { continue }
      // Moving one KPI spoils two sums; the place is named once.
      let culprit = culprit(children)
      if blamed.contains(culprit) { continue }
      blamed.append(culprit)
      let list = children.map { "\($0.name) \(percent($0.weight ?? 0))" }
      problems.append(
        Problem(
          origin: culprit,
          finding: "The weights below \"\(parent.name)\" add up to \(percent(sum)): "
            + "\(list.joined(separator: ", ")).",
          remedy: "Make them add up to 100 %; who has no weight does not count."))
    }
  }

  /// The weight or parent that was given last: files before it added up.
  private func culprit(_ children: [Node]) -> KPIOrigin {
    let newest = nodes.flatMap { [$0.parentOrigin, $0.weightOrigin] }.map(\.document).max()
    let changed =
      children.flatMap { [$0.weightOrigin, $0.parentOrigin] }
      + nodes.flatMap { [$0.weightOrigin, $0.parentOrigin] }
    return changed.first { $0.document == newest } ?? children[0].weightOrigin
  }

  private func percent(_ share: Double) -> String {
    let value = (share * 1000).rounded() / 10
    return (value == value.rounded() ? String(Int(value)) : String(value)) + " %"
  }
}
