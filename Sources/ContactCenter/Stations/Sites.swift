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

  fileprivate init(_ site: Model.Site) {
    switch site.closing {
    case .drain: drains = true
    case .sendAway: drains = false
    }
    switch site.whenPortsFull {
    case .agent: goesOnWithoutPort = true
    case .busy: goesOnWithoutPort = false
    }
    room = site.waitingRoom.map { Int32(clamping: $0) } ?? Int32.max
  }
}

/// All sites: when each is open, and what holds for those inside.
struct Sites: ~Copyable {
  private var rows: Table<Site>
  private let empty: [Site]
  /// The opening hours, by site.
  let spans: [[Model.Span]]
  /// By site: the seconds of the hours before each span, and of all.
  private let openTimes: [[Seconds]]
  /// Sites that will open again or are open.
  private var left: Int
  /// Of each site's next opening or closing.
  let timers: TimerRange

  init(_ sites: [Model.Site], _ timers: inout TimerPlan) {
    empty = sites.map(Site.init)
    rows = Table(empty)
    spans = sites.map { Model.Span.joined($0.open) }
    openTimes = spans.map { spans in
      spans.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.to - $1.from) }
    }
    left = sites.count
    self.timers = timers.reserve(sites.count)
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

  /// When a site closes next, while it is open; nil: it is closed.
  func nextClosing(of site: Int32) -> Seconds? {
    rows[site].isOpen ? spans[Int(site)][Int(rows[site].place)].to : nil
  }

  /// Seconds that a site was open until a moment.
  func openTime(of site: Int32, until moment: Seconds) -> Seconds {
    let spans = spans[Int(site)]
    var (low, high) = (0, spans.count)
    while low < high {
      let middle = (low + high) / 2
      if spans[middle].to <= moment { low = middle + 1 } else { high = middle }
    }
    let before = openTimes[Int(site)][low]
    return low < spans.count ? before + max(0, moment - spans[low].from) : before
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
