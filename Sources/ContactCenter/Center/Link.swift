/// The name of a thing, and once it is linked the thing's place.
///
/// Queues, groups, contact types, menus and trunk groups are named by other things. Making a `Model` of a
/// scenario looks every name up, once; after that nobody compares names.
///
/// ```swift
/// var type = Scenario.ContactType(name: "sales")
/// type.menu = "main"            // a name
/// model.menus[link.place]       // the menu, after linking
/// ```
public struct Link<Thing>: Sendable, Hashable {
  /// What the thing is called.
  public var name: String
  /// Where the thing stands among the model's things of its kind, from 0; nil before linking.
  public private(set) var knownPlace: Int?

  /// A link to the thing of that name, which nobody has looked up yet.
  public init(_ name: String) { self.name = name }

  /// A link to the thing of that name in that place.
  public init(_ name: String, place: Int) {
    self.name = name
    knownPlace = place
  }

  /// Where the thing stands among the model's things of its kind, from 0; only of links of a model.
  public var place: Int {
    guard let knownPlace else { preconditionFailure("nobody has looked \"\(name)\" up") }
    return knownPlace
  }
}

extension Link: ExpressibleByStringInterpolation {
  /// The link to the thing of a name that stands in the source text.
  public init(stringLiteral name: String) { self.init(name) }
}

/// A thing of a model: what was written, linked, and tables that follow from it.
///
/// What was written is found under its own name: `type.priority` is `type.written.priority`.
@dynamicMemberLookup
public protocol LinkedThing {
  /// What a scenario has.
  associatedtype Written
  /// The thing as it was written, linked.
  var written: Written { get set }
}

extension LinkedThing {
  /// What was written.
  @inlinable public subscript<Value>(dynamicMember path: WritableKeyPath<Written, Value>) -> Value {
    get { written[keyPath: path] }
    set { written[keyPath: path] = newValue }
  }
}

/// A thing of a center that others refer to by its name.
protocol Linkable {
  /// What messages call it, such as "agent group".
  static var noun: String { get }
  /// The places of all such things by their names.
  static var places: KeyPath<ModelBuilder, [String: Int]> { get }
}

extension Scenario.ContactType: Linkable {
  static var noun: String { "contact type" }
  static var places: KeyPath<ModelBuilder, [String: Int]> { \.typeIndex }
}

extension Scenario.Queue: Linkable {
  static var noun: String { "queue" }
  static var places: KeyPath<ModelBuilder, [String: Int]> { \.queueIndex }
}

extension Scenario.TrunkGroup: Linkable {
  static var noun: String { "trunk group" }
  static var places: KeyPath<ModelBuilder, [String: Int]> { \.trunkIndex }
}

extension Scenario.Menu: Linkable {
  static var noun: String { "menu" }
  static var places: KeyPath<ModelBuilder, [String: Int]> { \.menuIndex }
}

extension Scenario.Bot: Linkable {
  static var noun: String { "bot" }
  static var places: KeyPath<ModelBuilder, [String: Int]> { \.botIndex }
}

extension Scenario.AgentGroup: Linkable {
  static var noun: String { "agent group" }
  static var places: KeyPath<ModelBuilder, [String: Int]> { \.groupIndex }
}

extension ModelBuilder {
  /// The link with its place.
  ///
  /// After saying that nothing has the name: the link to what may have been meant, or nil.
  mutating func linked<Thing: Linkable>(_ link: Link<Thing>, at path: String) -> Link<Thing>? {
    place(of: link.name, as: Thing.self, at: path).map { Link(link.name, place: $0) }
  }

  private mutating func place<Thing: Linkable>(
    of name: String, as thing: Thing.Type, at path: String
  ) -> Int? {
    let index = self[keyPath: Thing.places]
    if let place = index[name] { return place }
    let known = index.sorted { $0.value < $1.value }.map(\.key)
    if namelessKinds.contains(Thing.noun) {
      // One of those without a readable name may be meant.
      doubt(path)
    } else {
      error(
        path, "There is no \(Thing.noun) named \"\(name)\".", remedy(for: name, known, Thing.noun))
    }
    return NearestName.nearest(to: name, in: known).flatMap { index[$0] }
  }

  private func remedy(for name: String, _ known: [String], _ noun: String) -> String {
    if known.isEmpty { return "The scenario has no \(noun) at all." }
    if let nearest = NearestName.nearest(to: name, in: known) {
      return "Did you mean \"\(nearest)\"?"
    }
    let list = known.prefix(8).map { "\"\($0)\"" }.joined(separator: ", ")
    return "Known: \(list)\(known.count > 8 ? " and \(known.count - 8) more" : "")."
  }

  /// Gives every thing its place.
  mutating func indexNames() {
    typeIndex = index(scenario.contactTypes.map(\.name), "contactTypes", as: Scenario.ContactType.self)
    trunkIndex = index(scenario.trunkGroups.map(\.name), "trunkGroups", as: Scenario.TrunkGroup.self)
    menuIndex = index(scenario.ivr.menus.map(\.name), "ivr.menus", as: Scenario.Menu.self)
    botIndex = index(scenario.bots.map(\.name), "bots", as: Scenario.Bot.self)
    groupIndex = index(scenario.agentGroups.map(\.name), "agentGroups", as: Scenario.AgentGroup.self)
    queueIndex = index(scenario.queues.map(\.name), "queues", as: Scenario.Queue.self)
    if namelessKinds.contains(Scenario.ContactType.noun) { namelessKinds.insert(Scenario.Queue.noun) }
    // Types without a queue of their own choice wait in one named like them.
    var next = scenario.queues.count
    for type in scenario.contactTypes where type.queue == nil && queueIndex[type.name] == nil {
      queueIndex[type.name] = next
      next += 1
    }
  }

  private mutating func index<Thing: Linkable>(
    _ names: [String], _ path: String, as thing: Thing.Type
  ) -> [String: Int] {
    var places: [String: Int] = [:]
    if unreadable.haveAll(of: path)
      || names.indices.contains(where: { unreadable.touch("\(path)[\($0)].name") })
    {
      namelessKinds.insert(Thing.noun)
    }
    for (i, name) in names.enumerated() {
      if name.isEmpty {
        error("\(path)[\(i)].name", "A \(Thing.noun) has an empty name.", "Give it one.")
      } else if let first = places[name] {
        error(
          "\(path)[\(i)].name", "The \(Thing.noun) \"\(name)\" exists already as number \(first + 1).",
          "Give each a name of its own.")
      } else {
        places[name] = i
      }
    }
    return places
  }
}
