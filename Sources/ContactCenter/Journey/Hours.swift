/// When the center is open: one span after the other.
struct Hours {
  /// In rising order, no two of them touching.
  let spans: [Model.Span]
  /// The present span, or the next one while it is closed.
  private var place = 0
  private(set) var isOpen = false
  /// Whether it has closed for good.
  private(set) var hasEnded = false

  /// The opening hours of a calendar; spans that touch are one.
  init(_ calendar: Model.Calendar) {
    var spans: [Model.Span] = []
    for span in calendar.open {
      if let last = spans.last, last.to >= span.from {
        spans[spans.count - 1].to = span.to
      } else {
        spans.append(span)
      }
    }
    self.spans = spans
  }

  /// When it opens next, while it is closed; nil: never.
  var nextOpening: Seconds? { !isOpen && place < spans.count ? spans[place].from : nil }

  mutating func reset() { (place, isOpen, hasEnded) = (0, false, false) }

  /// It opens.
  ///
  /// - Returns: When it will close.
  mutating func open() -> Seconds {
    assert(!isOpen && place < spans.count)
    isOpen = true
    return spans[place].to
  }

  /// It closes.
  mutating func close() {
    assert(isOpen)
    isOpen = false
    place += 1
    hasEnded = place == spans.count
  }

  /// Puts it into a state, whatever its spans say.
  mutating func stand(open isOpen: Bool) { self.isOpen = isOpen }
}
