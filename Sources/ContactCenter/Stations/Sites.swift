/// What the model says about a site: its hours, what happens at their end, its waiting room and its ports.
///
/// A model has one site; a contact type, a queue and a group belong to one by their number (`site`).
struct SitePlan {
  /// In rising order, no two of them touching.
  let open: [Model.Span]
  let closing: Scenario.Closing
  /// Most waiting in all its queues together; nil: as many as their capacities allow.
  let room: Int?
  /// Ports of its voice response; nil: as many as are asked for.
  let ports: Int?
  let whenPortsFull: Scenario.PortsFull

  /// The sites of a model.
  static func all(of model: Model) -> [SitePlan] {
    [
      SitePlan(
        open: joined(model.calendar.open), closing: model.calendar.closing, room: model.waitingRoom,
        ports: model.ports, whenPortsFull: model.whenPortsFull)
    ]
  }

  /// The same spans, those that touch as one.
  private static func joined(_ open: [Model.Span]) -> [Model.Span] {
    var spans: [Model.Span] = []
    for span in open {
      if let last = spans.last, last.to >= span.from {
        spans[spans.count - 1].to = span.to
      } else {
        spans.append(span)
      }
    }
    return spans
  }
}

/// A site while the simulation runs.
struct Site: BitwiseCopyable {
  /// The present span of its hours, or the next one while it is closed.
  var place: Int32 = 0
  var isOpen = false
  /// Whether it has closed for good.
  var hasEnded = false
  /// Whether those inside are served to the end after closing; otherwise they are sent away.
  let drains: Bool
  /// Whether a caller who finds all ports taken goes to an agent; otherwise he gets the busy signal.
  let goesOnWithoutPort: Bool
  /// `Int32.max`: no limit but the queues' own.
  let room: Int32

  fileprivate init(_ plan: SitePlan) {
    switch plan.closing {
    case .drain: drains = true
    case .sendAway: drains = false
    }
    switch plan.whenPortsFull {
    case .agent: goesOnWithoutPort = true
    case .busy: goesOnWithoutPort = false
    }
    room = plan.room.map { Int32(clamping: $0) } ?? Int32.max
  }
}

/// All sites: when each is open, and what holds for those inside.
struct Sites: ~Copyable {
  private var rows: Table<Site>
  private let empty: [Site]
  /// The opening hours, by site.
  let spans: [[Model.Span]]
  /// Sites that will open again or are open.
  private var left: Int
  /// Of each site's next opening or closing.
  let timers: TimerRange

  init(_ plans: [SitePlan], _ timers: inout TimerPlan) {
    empty = plans.map(Site.init)
    rows = Table(empty)
    spans = plans.map(\.open)
    left = plans.count
    self.timers = timers.reserve(plans.count)
  }

  mutating func reset() {
    for site in empty.indices { rows[site] = empty[site] }
    left = empty.count
  }

  /// Sites, as they are numbered.
  var count: Int32 { Int32(empty.count) }

  subscript(site: Int32) -> Site {
    @inline(__always) unsafeAddress { UnsafePointer(rows.at(site)) }
  }

  /// Whether a site is open.
  @inline(__always)
  func isOpen(_ site: Int32) -> Bool { rows.at(site).pointee.isOpen }

  /// Whether any site is open.
  var isAnyOpen: Bool { (0..<count).contains { isOpen($0) } }

  /// Whether all have closed for good.
  @inline(__always)
  var haveEnded: Bool { left == 0 }

  /// When a site opens next, while it is closed; nil: never.
  func nextOpening(of site: Int32) -> Seconds? {
    let (row, spans) = (rows[site], spans[Int(site)])
    return !row.isOpen && Int(row.place) < spans.count ? spans[Int(row.place)].from : nil
  }

  /// A site opens.
  ///
  /// - Returns: When it will close.
  mutating func open(_ site: Int32) -> Seconds {
    assert(!rows[site].isOpen && !rows[site].hasEnded)
    rows[site].isOpen = true
    return spans[Int(site)][Int(rows[site].place)].to
  }

  /// A site closes.
  mutating func close(_ site: Int32) {
    assert(rows[site].isOpen)
    rows[site].isOpen = false
    rows[site].place += 1
    if Int(rows[site].place) == spans[Int(site)].count {
      rows[site].hasEnded = true
      left -= 1
    }
  }

  /// Puts all into a state, whatever their hours say.
  mutating func stand(open isOpen: Bool) {
    for site in 0..<count { rows[site].isOpen = isOpen }
  }
}
