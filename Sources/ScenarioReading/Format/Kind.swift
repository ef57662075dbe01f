import ContactCenter
import Yams

/// A kind of value in the scenario file: how it is described, and how it is read.
///
/// `read` returns nil after having noted what is wrong.
struct Kind<Value> {
  var shape: Shape
  /// What stands in a list for an element that cannot be read, so that the others keep their places.
  var placeholder: Value?
  var read: (Node, inout Reading) -> Value?
  /// The settings in such a value: what of it can be changed by a path.
  var settings: (SettingFocus<Value>) -> SettingTree
  /// What a value is called, where values of this kind have names.
  var naming: ((Value) -> String?)?

  /// A kind that is described and read like this, and varied by these settings.
  init(
    shape: Shape, placeholder: Value? = nil,
    settings: @escaping (SettingFocus<Value>) -> SettingTree,
    read: @escaping (Node, inout Reading) -> Value?
  ) {
    self.shape = shape
    self.placeholder = placeholder
    self.settings = settings
    self.read = read
  }

  /// A kind that is described and read like this, and cannot be varied because of `reason`, one sentence.
  init(
    shape: Shape, placeholder: Value? = nil, notVaried reason: String,
    read: @escaping (Node, inout Reading) -> Value?
  ) {
    self.init(
      shape: shape, placeholder: placeholder, settings: { _ in SettingTree(reason: reason) }, read: read)
  }

  /// The same text, another type in the program; `back` undoes that where it is possible, so that the
  /// settings are those of this kind.
  func map<Other>(
    _ transform: @escaping (Value) -> Other, back: @escaping (Other) -> Value?
  ) -> Kind<Other> {
    Kind<Other>(
      shape: shape, placeholder: placeholder.map(transform),
      settings: { settings($0.through(back, transform)) }
    ) { node, reading in
      read(node, &reading).map(transform)
    }
  }

  /// The same text, another type in the program, which cannot be varied because of `reason`.
  func map<Other>(
    notVaried reason: String, _ transform: @escaping (Value) -> Other
  ) -> Kind<Other> {
    Kind<Other>(shape: shape, placeholder: placeholder.map(transform), notVaried: reason) {
      node, reading in read(node, &reading).map(transform)
    }
  }

  /// The same text, of which only some values make one of another type; `back` undoes it.
  func converted<Other>(
    _ make: @escaping (Value) -> Other?, back: @escaping (Other) -> Value
  ) -> Kind<Other> {
    Kind<Other>(shape: shape, settings: { settings($0.through(back, make)) }) { node, reading in
      read(node, &reading).flatMap(make)
    }
  }

  /// The same, missing or not.
  fileprivate var optional: Kind<Value?> {
    Kind<Value?>(
      shape: shape, placeholder: placeholder.map { $0 }, settings: { settings($0.unwrapped()) }
    ) { node, reading in read(node, &reading).map { $0 } }
  }

  /// The same, with something to stand in for what cannot be read.
  func standIn(_ value: Value) -> Kind<Value> {
    var kind = self
    kind.placeholder = value
    return kind
  }

  /// The same without settings, because of `reason`, one sentence.
  func notVaried(_ reason: String) -> Kind<Value> {
    var kind = self
    kind.settings = { _ in SettingTree(reason: reason) }
    return kind
  }
}

// MARK: - Objects

/// A key of a mapping that describes an `Owner`.
struct Field<Owner> {
  var shape: FieldShape
  var read: (Node, inout Reading, inout Owner) -> Void
  /// The settings in the field, of an owner who is made of the blank, if there is one, where he is missing.
  var settings: (SettingFocus<Owner>, Owner?) -> SettingTree
  /// What an owner is called, where this field is a name.
  var naming: ((Owner) -> String?)?

  /// What a key means that is not there.
  enum OneOfSeveral {
    /// Another key says it: the alternatives of the mapping, or its other keys, decide which are needed.
    case oneOfSeveral
  }

  /// A key that must be there, with a value as it may be written.
  init<Value>(
    _ key: String, _ target: WritableKeyPath<Owner, Value>, _ kind: Kind<Value>,
    required example: String, _ doc: String
  ) {
    let shape = FieldShape(
      key: key, shape: kind.shape, isRequired: true, doc: doc, example: example)
    self.init(shape, target, kind)
  }

  /// A key that may be missing, and what holds then, as it would be written or in words.
  init<Value>(
    _ key: String, _ target: WritableKeyPath<Owner, Value>, _ kind: Kind<Value>,
    default defaultText: String, example: String? = nil, _ doc: String
  ) {
    let shape = FieldShape(
      key: key, shape: kind.shape, isRequired: false, defaultText: defaultText, doc: doc,
      example: example)
    self.init(shape, target, kind)
  }

  /// A key that may be missing because another one says the same in other words.
  init<Value>(
    _ key: String, _ target: WritableKeyPath<Owner, Value>, _ kind: Kind<Value>,
    _ missing: OneOfSeveral, example: String? = nil, _ doc: String
  ) {
    let shape = FieldShape(
      key: key, shape: kind.shape, isRequired: false, doc: doc, example: example)
    self.init(shape, target, kind)
  }

  private init<Value>(
    _ shape: FieldShape, _ target: WritableKeyPath<Owner, Value>, _ kind: Kind<Value>
  ) {
    self.shape = shape
    read = { node, reading, owner in
      if let value = kind.read(node, &reading) { owner[keyPath: target] = value }
    }
    settings = { kind.settings($0.part(target, blank: $1)).described(shape.doc) }
    naming = kind.naming.map { naming in { naming($0[keyPath: target]) } }
  }
}

extension Field {
  /// The same for what may be missing in the program too.
  init<Value>(
    _ key: String, _ target: WritableKeyPath<Owner, Value?>, _ kind: Kind<Value>,
    required example: String, _ doc: String
  ) {
    self.init(key, target, kind.optional, required: example, doc)
  }

  /// The same for what may be missing in the program too.
  init<Value>(
    _ key: String, _ target: WritableKeyPath<Owner, Value?>, _ kind: Kind<Value>,
    default defaultText: String, example: String? = nil, _ doc: String
  ) {
    self.init(key, target, kind.optional, default: defaultText, example: example, doc)
  }

  /// The same for what may be missing in the program too.
  init<Value>(
    _ key: String, _ target: WritableKeyPath<Owner, Value?>, _ kind: Kind<Value>,
    _ missing: OneOfSeveral, example: String? = nil, _ doc: String
  ) {
    self.init(key, target, kind.optional, missing, example: example, doc)
  }
}

/// The format of a mapping that describes an `Owner`.
struct ObjectFormat<Owner> {
  var name: String
  var doc: String
  /// An owner with all defaults.
  var blank: Owner
  var fields: [Field<Owner>]
  var alternatives: [ObjectShape.Alternatives] = []
  /// Called with what has been read, for what later sections want to know.
  var finish: ((Owner, inout Reading) -> Void)?

  /// The description of this format.
  var shape: Shape {
    .object(
      ObjectShape(name: name, doc: doc, fields: fields.map(\.shape), alternatives: alternatives))
  }

  /// The format as a kind of value.
  var kind: Kind<Owner> {
    var kind = Kind(shape: shape, placeholder: blank, settings: settings) { node, reading in
      read(node, &reading)
    }
    if let first = fields.first, first.shape.isRequired { kind.naming = first.naming }
    return kind
  }

  /// The settings in its fields.
  ///
  /// A field that may stand alone can be set where the owner is missing.
  func settings(_ focus: SettingFocus<Owner>) -> SettingTree {
    SettingTree(
      keys: fields.map { field in
        let key = field.shape.key
        let isEnough =
          fields.allSatisfy { !$0.shape.isRequired || $0.shape.key == key }
          && alternatives.allSatisfy { !$0.needed || $0.keys.contains(key) }
        return (key, { field.settings(focus, isEnough ? blank : nil) })
      })
  }

  private func read(_ node: Node, _ reading: inout Reading) -> Owner? {
    guard case .mapping(let mapping) = node else {
      return reading.fail(
        node, "\(name.capitalizedFirst): \(node.described) stands where keys are expected.",
        "Known keys: \(keyList).")
    }
    let (values, guesses) = values(of: mapping, &reading)
    checkPresence(values, node, &reading)
    var owner = blank
    for field in fields {
      guard let value = values[field.shape.key] else { continue }
      if guesses.contains(field.shape.key) {
        reading.guessed { read(field, value, &$0, &owner) }
      } else {
        read(field, value, &reading, &owner)
      }
    }
    finish?(owner, &reading)
    return owner
  }

  private func read(
    _ field: Field<Owner>, _ value: Node, _ reading: inout Reading, _ owner: inout Owner
  ) {
    let _: Void? = reading.inside(key: field.shape.key, value) { reading in
      if value.isEmptyScalar {
        return reading.fail(
          value, "\"\(field.shape.key)\" has no value.", "Give one, or leave the key out.")
      }
      field.read(value, &reading, &owner)
    }
  }

  /// The values by key; one under a misspelt key counts as that of the key that was meant, which is a guess.
  private func values(
    of mapping: Node.Mapping, _ reading: inout Reading
  ) -> (values: [String: Node], guesses: Set<String>) {
    var values: [String: Node] = [:]
    var misspelt: [(key: String, value: Node)] = []
    for (keyNode, value) in mapping {
      guard case .scalar(let key) = keyNode else {
        let _: Void? = reading.fail(keyNode, "A key must be a word.")
        continue
      }
      if fields.contains(where: { $0.shape.key == key.string }) {
        values[key.string] = value
      } else if let nearest = unknown(keyNode, &reading) {
        misspelt.append((nearest, value))
      }
    }
    var guesses: Set<String> = []
    for (key, value) in misspelt where values[key] == nil {
      values[key] = value
      guesses.insert(key)
    }
    return (values, guesses)
  }

  private var keyList: String { fields.map(\.shape.key).joined(separator: ", ") }

  /// Notes that there is no such key and returns the one that may have been meant.
  private func unknown(_ node: Node, _ reading: inout Reading) -> String? {
    let key = node.string ?? ""
    let known = fields.map(\.shape.key)
    let nearest = NearestName.nearest(to: key, in: known)
    reading.fail(
      at: Reading.place(of: node), key: key,
      "\"\(key.shortened)\" is not a key of \(name.withArticle).",
      nearest.map { "Did you mean \"\($0)\"?" } ?? "Known keys: \(keyList).")
    return nearest
  }

  private func checkPresence(_ values: [String: Node], _ node: Node, _ reading: inout Reading) {
    for field in fields where field.shape.isRequired && values[field.shape.key] == nil {
      reading.fail(
        at: Reading.place(of: node), key: field.shape.key,
        "\(name.withArticle.capitalizedFirst) needs the key \"\(field.shape.key)\".",
        field.shape.example.map { "For example: \(field.shape.key): \($0)" } ?? field.shape.doc)
    }
    for set in alternatives {
      let present = set.keys.filter { values[$0] != nil }
      let list = set.keys.joined(separator: ", ")
      if present.count > 1 {
        reading.fail(
          at: Reading.place(of: values[present[1]]!), key: present[1],
          "\"\(present[0])\" and \"\(present[1])\" exclude each other.", "Give one of \(list).")
      } else if present.isEmpty && set.needed {
        reading.fail(
          at: Reading.place(of: node), key: set.keys[0],
          "\(name.withArticle.capitalizedFirst) needs one of the keys \(list).")
      }
    }
  }
}

// MARK: - Lists and alternatives

/// A list, of which each element is read at its own place; nil if one cannot be read and nothing
/// can stand in for it.
func list<Element>(
  of element: Kind<Element>, _ count: ClosedRange<Int> = 1...ScenarioLimits.items,
  tracksPlaces: Bool = true
) -> Kind<[Element]> {
  Kind(
    shape: .list(of: element.shape, count: count),
    settings: { SettingTree.list(of: element, $0) }
  ) { node, reading in
    guard case .sequence(let sequence) = node else {
      return reading.fail(
        node, "\(node.described.capitalizedFirst) stands where a list is expected.",
        "Write [a, b] or one line with \"- \" for each.")
    }
    guard count.contains(sequence.count) else {
      return reading.fail(
        node, "The list has \(sequence.count) elements.",
        "Allowed are \(count.lowerBound) to \(count.upperBound).")
    }
    var values: [Element] = []
    for (i, node) in sequence.enumerated() {
      if reading.isExhausted { return nil }
      let value =
        tracksPlaces
        ? reading.inside(index: i, node) { element.read(node, &$0) }
        : reading.visit() ? element.read(node, &reading) : nil
      if let value = value ?? element.placeholder { values.append(value) }
    }
    return values.count == sequence.count ? values : nil
  }
}

/// A mapping whose keys are the names of `what`s, in the order of the file.
///
/// The places of its values are numbered like those of a list, since names may have dots. The settings are
/// those of the values; `parts` undoes `make`.
func named<Value, Element>(
  by what: String, of value: Kind<Value>, _ count: ClosedRange<Int> = 0...ScenarioLimits.items,
  _ make: @escaping (String, Value) -> Element, parts: @escaping (Element) -> (String, Value)
) -> Kind<[Element]> {
  let settings = { (focus: SettingFocus<[Element]>) -> SettingTree in
    SettingTree(
      members: .init(
        what: what, names: { (focus.value($0) ?? []).map { parts($0).0 } },
        tree: { index in
          let element: SettingFocus<Element> = focus.element(index)
          return value.settings(
            SettingFocus(
              value: { element.value($0).map { parts($0).1 } },
              change: { scenario, _, edit in
                element.change(&scenario, nil) { whole in
                  var (name, value) = parts(whole)
                  edit(&value)
                  whole = make(name, value)
                }
              }))
        }, areNamed: true))
  }
  return Kind(
    shape: .named(by: what, of: value.shape, count: count), settings: settings
  ) { node, reading in
    guard case .mapping(let mapping) = node else {
      return reading.fail(
        node, "\(node.described.capitalizedFirst) stands where \(what)s are expected.",
        "Write {\(what): \(value.shape.summary)}.")
    }
    guard count.contains(mapping.count) else {
      return reading.fail(
        node, "The mapping has \(mapping.count) keys.",
        "Allowed are \(count.lowerBound) to \(count.upperBound).")
    }
    var names: Set<String> = []
    var elements: [Element] = []
    for (i, (key, node)) in mapping.enumerated() {
      if reading.isExhausted { return nil }
      let element: Element? = reading.inside(index: i, key) { reading in
        let name = Kind<String>.name.read(key, &reading)
        if let name, !names.insert(name).inserted {
          return reading.fail(key, "\"\(name)\" is given twice.", "Give it once.")
        }
        guard let value = value.read(node, &reading) ?? value.placeholder else { return nil }
        return make(name ?? "", value)
      }
      if let element { elements.append(element) }
    }
    return elements.count == mapping.count ? elements : nil
  }
}

/// One kind for single values, another for lists, a third for mappings: the shape of the text decides.
func either<Value>(
  scalar: Kind<Value>? = nil, list: Kind<Value>? = nil, object: Kind<Value>? = nil
) -> Kind<Value> {
  let shapes = [scalar, list, object].compactMap { $0?.shape }
  let settings = { (focus: SettingFocus<Value>) in
    SettingTree.merged([scalar, list, object].compactMap { $0?.settings(focus) })
  }
  var either = Kind(
    shape: .either(shapes), placeholder: object?.placeholder, settings: settings
  ) { node, reading in
    let kind: Kind<Value>?
    switch node {
    case .scalar: kind = scalar
    case .sequence: kind = list
    default: kind = object
    }
    guard let kind else {
      let allowed = shapes.map(\.summary).joined(separator: " or ")
      return reading.fail(
        node, "\(node.described.capitalizedFirst) is not possible here.",
        "Allowed: \(allowed.withoutLinks).")
    }
    return kind.read(node, &reading)
  }
  either.naming = object?.naming
  return either
}

// MARK: - Words for messages

extension Node {
  /// "a list", "keys", "the text \"abc\"".
  var described: String {
    switch self {
    case .scalar(let scalar): return "\"\(scalar.string.shortened)\""
    case .sequence: return "a list"
    case .mapping: return "a mapping"
    case .alias: return "an alias"
    }
  }

  /// Nothing after the colon.
  var isEmptyScalar: Bool {
    guard case .scalar(let scalar) = self, scalar.style == .any || scalar.style == .plain else {
      return false
    }
    return ["", "~", "null"].contains(scalar.string)
  }
}

extension String {
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }

  /// "an agent group", "a menu".
  var withArticle: String {
    if self == "scenario" || self == "calendar" || self == "study" { return "the \(self)" }
    return ("aeiou".contains(first ?? " ") ? "an " : "a ") + self
  }

  /// At most 60 characters on one line, for messages.
  var shortened: String {
    let line = replacing("\n", with: " ")
    return line.count > 60 ? line.prefix(57) + "…" : line
  }

  /// "[law](#law)" as "law".
  var withoutLinks: String {
    replacing(#/\[([^\]]*)\]\([^)]*\)/#) { String($0.1) }
  }
}
