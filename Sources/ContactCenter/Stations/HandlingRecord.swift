/// Handling times seen so far, in classes that grow by a quarter each: what a forecast knows of who becomes free.
struct HandlingRecord {
  private static let classes = 48
  private var counts = [Double](repeating: 0, count: classes)
  private var total = 0.0

  /// The class of a length: [1.25^k, 1.25^(k+1)) seconds.
  private static func place(_ length: Seconds) -> Int {
    length < 1 ? 0 : min(classes - 1, Int(PortableMath.log(length) * 4.481_420_117_724_551))
  }

  /// A contact took an agent so long, with its wrap-up.
  mutating func add(_ length: Seconds) {
    counts[HandlingRecord.place(length)] += 1
    total += 1
  }

  /// Handling times longer than a length, linear within a class.
  private func longer(_ length: Seconds) -> Double {
    let place = HandlingRecord.place(length)
    let low = PortableMath.exp(Double(place) / 4.481_420_117_724_551)
    let part = min(max((length - low) / (0.25 * low), 0), 1)
    var sum = counts[place] * (1 - part)
    for later in (place + 1)..<max(place + 1, HandlingRecord.classes) { sum += counts[later] }
    return sum
  }

  /// The chance that who has been with a contact for `elapsed` seconds is free within so many more, where `mean` is
  /// what is thought before anything was seen.
  func chance(freeWithin span: Seconds, elapsed: Seconds, mean: Seconds) -> Double {
    let prior = 1 - PortableMath.exp(-span / max(mean, 1))
    if total < 30 { return prior }
    let now = longer(elapsed)
    return (1 - longer(elapsed + span) / max(now, 1e-9)) * (now / (now + 2)) + prior * (2 / (now + 2))
  }
}
