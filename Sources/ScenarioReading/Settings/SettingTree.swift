import ContactCenter

// The settings of a scenario, made from the fields of its format: what has a field and is a number or
// one of a few words can be read and changed by its path.

/// A part of a scenario, and how it is changed in place.
struct SettingFocus<Value> {
  /// The part; nil where this scenario has none.
  var value: (Scenario) -> Value?
  /// Changes the part.
  ///
  /// Where the scenario has none, the second argument is put there first; nil: nothing happens then.
  var change: (inout Scenario, Value?, (inout Value) -> Void) -> Void

  /// A part of the part; `blank` is put in the place of the whole where the scenario has none.
  func part<Part>(
    _ path: WritableKeyPath<Value, Part>, blank: Value? = nil
  ) -> SettingFocus<Part> {
    SettingFocus<Part>(
      value: { value($0).map { $0[keyPath: path] } },
      change: { scenario, _, edit in
        change(&scenario, blank) { edit(&$0[keyPath: path]) }
      })
  }

  /// The same part in other words; where `back` has none for it, nothing can be changed.
  func through<Other>(
    _ back: @escaping (Value) -> Other?, _ make: @escaping (Other) -> Value?
  ) -> SettingFocus<Other> {
    SettingFocus<Other>(
      value: { value($0).flatMap(back) },
      change: { scenario, blank, edit in
        change(&scenario, blank.flatMap(make)) { whole in
          guard var other = back(whole) else { return }
          edit(&other)
          if let new = make(other) { whole = new }
        }
      })
  }

  /// What is in a part that may be missing.
  func unwrapped<Wrapped>() -> SettingFocus<Wrapped> where Value == Wrapped? {
    SettingFocus<Wrapped>(
      value: { value($0) ?? nil },
      change: { scenario, blank, edit in
        change(&scenario, nil) { whole in
          guard var wrapped = whole ?? blank else { return }
          edit(&wrapped)
          whole = wrapped
        }
      })
  }

  /// An element of a list.
  func element<Element>(_ index: Int) -> SettingFocus<Element> where Value == [Element] {
    SettingFocus<Element>(
      value: { value($0).flatMap { $0.indices.contains(index) ? $0[index] : nil } },
      change: { scenario, _, edit in
        change(&scenario, nil) { list in
          if list.indices.contains(index) { edit(&list[index]) }
        }
      })
  }
}

/// One number or word that a setting names.
struct SettingLeaf {
  var unit: SettingUnit
  /// What it is, from its field.
  var doc = ""
  /// What the scenario says; nil: it has no single value for this.
  var value: (Scenario) -> SettingValue?
  var change: (inout Scenario, SettingValue) -> Void
  /// Why a scenario that has all the names cannot be changed in this; nil: it can.
  var refusal: (Scenario) -> SettingRefusal? = { _ in nil }
}

/// Why a setting cannot be changed, and what to do instead.
struct SettingRefusal {
  var finding: String
  var remedy: String
}

/// The settings at a place of the format and inside it.
struct SettingTree {
  /// The setting that the place itself is.
  var leaf: SettingLeaf?
  /// What the place's keys lead to.
  var keys: [(key: String, tree: () -> SettingTree)] = []
  /// What the elements of the place's list are.
  var members: Members?
  /// Why the place cannot be varied, in one sentence; nil where it can, or where what is inside says so.
  var reason: String?

  /// The elements of a list.
  struct Members {
    /// What an element is, such as "agent group".
    var what: String
    /// The names of the elements, nil where they have none.
    var names: (Scenario) -> [String?]
    /// The settings inside the element of an index; one that does not exist has the same, without values.
    var tree: (Int) -> SettingTree
    /// Whether elements of this kind have names.
    var areNamed: Bool
  }

  /// What a key leads to.
  subscript(_ key: String) -> SettingTree? { keys.first { $0.key == key }?.tree() }

  /// Whether there is no setting here at all.
  var isBarren: Bool {
    leaf == nil && keys.allSatisfy { $0.tree().isBarren } && members?.tree(0).isBarren ?? true
  }

  /// Why nothing here can be varied; nil where something can, or where nobody has said why.
  var whyNotVaried: String? {
    isBarren ? reason ?? members?.tree(0).whyNotVaried : nil
  }

  /// The key of what multiplies several numbers, which stands beside names.
  static let scaleKey = "scale"

  /// A single setting.
  static func leaf<Value>(
    _ unit: SettingUnit, _ focus: SettingFocus<Value>,
    get: @escaping (Value) -> SettingValue, set: @escaping (SettingValue) -> Value?
  ) -> SettingTree {
    SettingTree(
      leaf: SettingLeaf(
        unit: unit, value: { focus.value($0).map(get) },
        change: { scenario, value in
          guard let new = set(value) else { return }
          focus.change(&scenario, new) { $0 = new }
        }))
  }

  /// A number.
  static func number(_ unit: SettingUnit, _ focus: SettingFocus<Double>) -> SettingTree {
    leaf(unit, focus, get: { .number($0) }, set: \.number)
  }

  /// The elements of a list.
  static func list<Element>(
    of element: Kind<Element>, _ focus: SettingFocus<[Element]>
  ) -> SettingTree {
    SettingTree(
      members: Members(
        what: element.shape.what,
        names: { (focus.value($0) ?? []).map { element.naming?($0) } },
        tree: { element.settings(focus.element($0)) },
        areNamed: element.naming != nil))
  }

  /// The settings of the several ways to write one thing.
  static func merged(_ trees: [SettingTree]) -> SettingTree {
    SettingTree(
      leaf: trees.lazy.compactMap(\.leaf).first, keys: trees.flatMap(\.keys),
      members: trees.lazy.compactMap(\.members).first,
      reason: trees.lazy.compactMap(\.reason).first)
  }

  /// The same with what is known of the field that leads here.
  func described(_ doc: String) -> SettingTree {
    var tree = self
    if tree.leaf?.doc.isEmpty ?? false { tree.leaf?.doc = doc }
    tree.keys = keys.map { key, tree in (key, { tree().described(doc) }) }
    if let members {
      tree.members?.tree = { members.tree($0).described(doc) }
    }
    return tree
  }
}

extension Shape {
  /// What a value of this shape is: the name of the object where it is one.
  fileprivate var what: String {
    switch self {
    case .object(let object): object.name
    case .either(let shapes): shapes.last?.what ?? "element"
    case .scalar, .choice, .list, .pair, .map, .named: "element"
    }
  }
}

// MARK: - The whole scenario

extension SettingTree {
  /// All settings of scenarios: those of its fields, then those that are written by hand.
  static var root: SettingTree {
    ScenarioFormat.scenario.settings(.scenario).completed
  }

  /// The setting at the end of the steps; nil where the scenario has not all the names.
  func leaf(at steps: [SettingStep], in scenario: Scenario) -> SettingLeaf? {
    var tree = self
    for step in steps {
      let next: SettingTree?
      switch step {
      case .key(let key): next = tree[key]
      case .name(let name):
        next = tree.members.flatMap { members in
          members.names(scenario).firstIndex(of: name).map(members.tree)
        }
      case .position(let position): next = tree.members?.tree(position - 1)
      }
      guard let next else { return nil }
      tree = next
    }
    return tree.leaf
  }
}

extension SettingFocus where Value == Scenario {
  /// The scenario, with the queues that contact types imply as if they were written down.
  ///
  /// Those that nobody changes are left out again, so that queues keep their order in the model.
  static var scenario: SettingFocus<Scenario> {
    SettingFocus(
      value: \.withImpliedQueues,
      change: { scenario, _, edit in
        var full = scenario.withImpliedQueues
        let implied = full.queues.dropFirst(scenario.queues.count)
        edit(&full)
        if full.queues.dropFirst(scenario.queues.count) == implied {
          full.queues = Array(full.queues.prefix(scenario.queues.count))
        }
        scenario = full
      })
  }
}

extension Scenario {
  /// The same with all queues as the model has them: those that are written down, then those that types
  /// have of their own.
  var withImpliedQueues: Scenario {
    var full = self
    for type in contactTypes where type.queue == nil {
      if !full.queues.contains(where: { $0.name == type.name }) {
        full.queues.append(Queue(name: type.name))
      }
    }
    return full
  }
}

// MARK: - All paths

extension SettingTree {
  /// The places that have no keys inside, with whether they can be varied, or why not.
  func fields(
    from steps: [SettingStep] = []
  ) -> [(path: String, isVaried: Bool, reason: String?)] {
    var all: [(path: String, isVaried: Bool, reason: String?)] = []
    for (key, tree) in keys { all += tree().fields(from: steps + [.key(key)]) }
    let element = members?.tree(0)
    if let element, !element.keys.isEmpty { all += element.fields(from: steps + [.position(1)]) }
    if keys.isEmpty, element?.keys.isEmpty ?? true, !steps.isEmpty {
      all.append((steps.pathText, !isBarren, whyNotVaried))
    }
    return all
  }

  /// Every setting inside, with the steps that lead to it.
  ///
  /// With a scenario the elements are those that it has; without one, each list has one element, a
  /// placeholder for its name.
  func leaves(
    in scenario: Scenario?, from steps: [SettingStep] = []
  ) -> [(steps: [SettingStep], leaf: SettingLeaf)] {
    var all: [(steps: [SettingStep], leaf: SettingLeaf)] = []
    if let leaf { all.append((steps, leaf)) }
    for (key, tree) in keys { all += tree().leaves(in: scenario, from: steps + [.key(key)]) }
    guard let members else { return all }
    let placeholder = "<\(members.what.split(separator: " ").last ?? "")>"
    let names = scenario.map(members.names) ?? [members.areNamed ? placeholder : nil]
    for (index, name) in names.enumerated() {
      let step = name.map { SettingStep.name($0) } ?? .position(index + 1)
      all += members.tree(index).leaves(in: scenario, from: steps + [step])
    }
    return all
  }
}
