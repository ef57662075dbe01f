import ContactCenter

/// Types that are called like sums or means of others, looked at by their figures.
///
/// A queue may be called Media or Peak: what has a time of its own and is no sum of others is one.
struct SummaryTypes {
  private let reader: TimeTableReader
  /// What each type is called: sums or means, and the type they are of; nil for other types.
  private let named: [(kind: SummaryRow, of: Int?)?]

  /// A row's day and time, and the column of its figure.
  private struct Moment: Hashable {
    var time: Int32
    var date: Int32
    var day: Int32
    var column: Int
  }

  /// The figures of other types at a moment.
  private struct Others {
    var sum = 0.0
    var (least, most) = (Double.infinity, -Double.infinity)
    var count = 0
  }

  init(_ reader: TimeTableReader) {
    self.reader = reader
    let texts = reader.types.texts
    let places = Dictionary(
      texts.enumerated().map { ($1.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
    named = texts.map { text in
      guard let (kind, rest) = KnownWords.summaryAndRest(text) else { return nil }
      if rest.isEmpty { return (kind, nil) }
      return places[rest].map { (kind, $0) }
    }
  }

  /// For each type whether rows of it that have a time are sums or means of others.
  ///
  /// - Throws: where its figures lie among those of others, but are none of these.
  func found() throws(TableProblem) -> [SummaryRow?] {
    var found = [SummaryRow?](repeating: nil, count: named.count)
    guard named.contains(where: { $0 != nil }) else { return found }
    let figures = self.figures()
    for type in named.indices {
      guard let (kind, base) = named[type] else { continue }
      found[type] = try verdict(type, kind, base, figures)
    }
    return found
  }

  /// The figures of each type.
  private func figures() -> [[Moment: Double]] {
    var figures = [[Moment: Double]](repeating: [:], count: named.count)
    var (dates, types, probe) = (reader.dates, reader.types, reader)
    _ = dates.fillDown()
    _ = types.fillDown()
    let isAcross = reader.plan.blocks.contains { $0.time != nil }
    for (column, block) in reader.plan.blocks.enumerated() {
      let mark = (try? probe.decimalMark(block.value)) ?? 0x2E
      for (place, row) in reader.rows.enumerated() {
        guard let type = types.numbers[safe: place], type >= 0,
          let time = reader.times.numbers[safe: place], time >= 0 || isAcross
        else { continue }
        let kind = reader.sheet.kind(Int(row), block.value)
        let value = reader.sheet.withField(Int(row), block.value) {
          NumberText.value($0, decimal: kind == .text ? mark : 0x2E)
        }
        let moment = Moment(
          time: time, date: dates.numbers[safe: place] ?? -1, day: reader.days.numbers[safe: place] ?? -1,
          column: column)
        figures[Int(type)][moment, default: 0] += value ?? 0
      }
    }
    return figures
  }

  private func verdict(
    _ type: Int, _ kind: SummaryRow, _ base: Int?, _ figures: [[Moment: Double]]
  ) throws(TableProblem) -> SummaryRow? {
    var others: [Moment: Others] = [:]
    for other in named.indices where base.map({ $0 == other }) ?? (named[other] == nil) {
      for (moment, value) in figures[other] {
        var own = others[moment] ?? Others()
        own.sum += value
        (own.least, own.most) = (min(own.least, value), max(own.most, value))
        own.count += 1
        others[moment] = own
      }
    }
    let pairs = figures[type].compactMap { moment, value in others[moment].map { (value, $0) } }
    let hasSeveral = pairs.contains { $0.1.count > 1 }
    // Rounded figures add up nearly.
    func isAll(_ wanted: (Others) -> Double) -> Bool {
      pairs.count == figures[type].count
        && pairs.allSatisfy { abs($0 - wanted($1)) <= 0.5 * Double($1.count) + 1e-6 * $1.sum }
    }
    let (own, all) = (figures[type].values.reduce(0, +), others.values.reduce(0) { $0 + $1.sum })
    let isSum = !others.isEmpty && (isAll(\.sum) || abs(own - all) <= 1e-6 * all)
    if isSum, kind == .total || hasSeveral { return .total }
    if kind == .average, hasSeveral,
      isAll({ $0.sum / Double($0.count) }) || isAll(\.most) || isAll(\.least)
    {
      return .average
    }
    let isAmong = !pairs.isEmpty && pairs.allSatisfy { $0 >= $1.least - 0.5 && $0 <= $1.most + 0.5 }
    guard kind == .total ? !others.isEmpty : isAmong && (hasSeveral || isAll(\.most)) else { return nil }
    throw doubt(type, kind)
  }

  private func doubt(_ type: Int, _ kind: SummaryRow) -> TableProblem {
    let place = reader.types.numbers.firstIndex(of: Int32(type)) ?? 0
    let word = reader.word
    return reader.problem(
      row: Int(reader.rows[place]), reader.plan.type?.place,
      "\(PlainText.quoted(reader.types.texts[type])) is not the \(kind == .total ? "sum" : "mean") of the other "
        + "\(word)s: is it a \(word), or are all of them together?",
      "Name it otherwise where it is a \(word); else leave its rows out.")
  }
}
