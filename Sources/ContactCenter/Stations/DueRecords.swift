/// Records by when they are due, soonest first: a binary heap.
struct DueRecords {
  private var items: [(due: Seconds, record: Int32)] = []

  var count: Int { items.count }
  var first: Seconds { items.first?.due ?? .infinity }

  mutating func removeAll() { items.removeAll(keepingCapacity: true) }

  /// Sooner, or as soon with a smaller number.
  private static func precedes(_ a: (due: Seconds, record: Int32), _ b: (due: Seconds, record: Int32)) -> Bool
  {
    a.due < b.due || (a.due == b.due && a.record < b.record)
  }

  mutating func insert(_ record: Int32, at due: Seconds) {
    items.append((due, record))
    var place = items.count - 1
    while place > 0 {
      let above = (place - 1) / 2
      if !DueRecords.precedes(items[place], items[above]) { break }
      items.swapAt(place, above)
      place = above
    }
  }

  mutating func takeFirst() -> Int32 {
    let record = items[0].record
    let last = items.removeLast()
    if items.isEmpty { return record }
    items[0] = last
    var place = 0
    while true {
      var least = place
      for below in [2 * place + 1, 2 * place + 2]
      where below < items.count && DueRecords.precedes(items[below], items[least]) {
        least = below
      }
      if least == place { return record }
      items.swapAt(place, least)
      place = least
    }
  }
}
