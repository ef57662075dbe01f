/// What is to be worked on, and what becomes of it.
///
/// An `Executor` asks for one item after the other, has several in work at a time, and hands their
/// outputs back in the order of the items. So what a plan makes of them depends on no worker: one, eight
/// or some on other machines lead to the same bytes.
package protocol WorkPlan<Item, Output>: Sendable {
  /// A piece of work.
  associatedtype Item: Sendable
  /// What a worker makes of it.
  associatedtype Output: Sendable

  /// The next item; nil: there is none before the outputs of all items so far are taken, and none at all
  /// when they are.
  mutating func next() -> Item?

  /// Takes the output of an item, in the order of the items.
  ///
  /// - Returns: Whether to go on; false: it is enough, and nothing that is still in work counts.
  mutating func take(_ output: Output, of item: Item) -> Bool

  /// Takes an output that came before that of an earlier item, which never came since the work was
  /// interrupted; in the order of the items.
  mutating func rescue(_ output: Output, of item: Item)

  /// How many items `next` would give now, as far as is known.
  var ready: Int { get }
}

extension WorkPlan {
  /// Nobody knows.
  package var ready: Int { 0 }

  /// Drops it: what only counts in order is of no use behind a gap.
  package mutating func rescue(_ output: Output, of item: Item) {}
}

/// What a worker made of an item.
package enum Work<Output: Sendable>: Sendable {
  /// All of it.
  case done(Output)
  /// It was told to stop on the way: what there is of it, nil: nothing.
  case stopped(Output?)
}

/// Whoever works on items, one after the other, and keeps from one to the next what it needs, such as a
/// simulator.
///
/// A worker may wait for somebody else, such as a process on another machine; where that one is lost it
/// asks another one for the same item, since an item says all that its output depends on.
package protocol Worker<Item, Output>: SendableMetatype {
  /// A piece of work.
  associatedtype Item: Sendable
  /// What becomes of it.
  associatedtype Output: Sendable

  /// Works on an item, until it is told to stop.
  mutating func work(_ item: Item) async -> Work<Output>
}

/// Says whether to stop; asked often, by many threads.
package typealias StopSign = @Sendable () -> Bool
