import ContactCenter

/// Which contact types have which queue as their home, and where a queue's contact figures come
/// from.
///
/// A contact counts for the home queue of its type, wherever it is answered after an overflow.
package struct HomeQueues: Sendable, Equatable {
  /// Where the contact figures of a queue stand.
  package enum Source: Sendable, Equatable {
    /// No contact type has this queue as its home.
    case nowhere
    /// One contact type has, so that its figures are the queue's.
    case contactType(Int)
    /// All contact types have, so that the center's figures are the queue's.
    case center
    /// Several have: the queue's own figures, by its place among the shared queues.
    case shared(Int)
  }

  /// The contact types of each queue.
  package private(set) var types: [[Int]] = []
  /// Where each queue's contact figures stand.
  package private(set) var sources: [Source] = []
  /// The contact types of each queue with figures of its own.
  package private(set) var shared: [[Int]] = []

  /// No queues.
  package init() {}

  /// The queues of a model.
  package init(_ model: Model) {
    self.init(queues: model.queues.count, homes: model.contactTypes.map(\.queue))
  }

  /// Queues by number, and the home queue of each contact type.
  package init(queues: Int, homes: [Int]) {
    types = Array(repeating: [], count: queues)
    for (type, queue) in homes.enumerated() { types[queue].append(type) }
    for members in types {
      switch members.count {
      case 0: sources.append(.nowhere)
      case homes.count: sources.append(.center)
      case 1: sources.append(.contactType(members[0]))
      default:
        sources.append(.shared(shared.count))
        shared.append(members)
      }
    }
  }
}

/// Adds the tallies and waits of contact types up for the queues that they share.
struct SharedQueueSums {
  /// Rows of shared queue × intervals, as `Tallies.contacts` has them for types.
  private(set) var contacts: [ContactTally]
  /// Waits of each shared queue.
  private(set) var waits: [WaitHistogram]

  /// The sums of one replication; O(types × intervals).
  init(_ tallies: Tallies, queues: [[Int]], rows: Int) {
    contacts = Array(repeating: ContactTally(), count: queues.count * rows)
    waits = Array(repeating: WaitHistogram(), count: queues.count)
    for (queue, types) in queues.enumerated() {
      for type in types {
        waits[queue].add(tallies.waitsByType[type])
        for row in 0..<rows { add(tallies.contacts[type * rows + row], to: queue * rows + row) }
      }
    }
  }

  private mutating func add(_ tally: ContactTally, to index: Int) {
    let longest = max(contacts[index].longestWait, tally.longestWait)
    contacts[index].add(tally)
    contacts[index].longestWait = longest
  }
}
