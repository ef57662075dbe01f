import ContactCenter

/// The handle times of a column as they are written, before the unit of bare numbers is decided.
private struct WrittenDurations {
  /// Seconds where a mark or unit says so, bare numbers as they are, NaN where there is nothing.
  var values: [Double] = []
  var isBare: [Bool] = []
  var empty = 0
  /// Bare numbers above 0, as far as the unit depends on them, with their texts and rows.
  var bare: [Double] = []
  var shown: [String] = []
  var bareRows: [Int] = []
  /// Lengths with colons, in seconds.
  var clocks: [Double] = []
  var hasLongClocks = false
  /// A text with colons, as it stands in the file, and its length.
  var example: (text: String, seconds: Double)?

  mutating func addBare(_ value: Double, _ text: @autoclosure () -> String, _ row: Int) {
    values.append(value)
    isBare.append(true)
    guard value > 0, bare.count < 1000 else { return }
    bare.append(value)
    shown.append(text())
    bareRows.append(row)
  }
}

extension TimeTableReader {
  /// Handle times in seconds, NaN where there are none.
  mutating func durations(_ column: Layout.Column, isTotal: Bool) throws(TableProblem) -> (
    FigureColumn, HandleTimes.Unit
  ) {
    let place = column.place
    let mark = try decimalMark(place)
    var written = WrittenDurations()
    written.values.reserveCapacity(rows.count)
    for row in rows {
      add(Int(row), place, mark, &written)
      if problems.count >= Self.problemLimit {
        return (FigureColumn(values: written.values, empty: written.empty), .init())
      }
    }
    var unit = HandleTimes.Unit()
    if !written.bare.isEmpty {
      if isTotal {
        let known = options.ahtUnit ?? column.heading.unit
        unit = known.map(HandleTimes.named) ?? unit
        unit.isOpen = known == nil
      } else {
        do throws(TimeColumn.Doubt) {
          unit = try HandleTimes.unit(
            of: written.bare, shown: written.shown, heading: column.heading, options: options)
        } catch {
          throw problem(row: written.bareRows[error.text], place, error.finding, error.remedy)
        }
      }
      if unit.factor != 1 {
        for place in written.values.indices where written.isBare[place] {
          written.values[place] *= unit.factor
        }
      }
    }
    if !isTotal { takeHoursForMinutes(&written) }
    if !written.clocks.isEmpty, written.bare.isEmpty { unit.words = "minutes and seconds" }
    return (FigureColumn(values: written.values, empty: written.empty), unit)
  }

  private mutating func add(
    _ row: Int, _ place: Int, _ mark: UInt8, _ written: inout WrittenDurations
  ) {
    let decimal = sheet.kind(row, place) == .text ? mark : 0x2E
    if let number = sheet.withField(row, place, { NumberText.value($0, decimal: decimal) }) {
      written.addBare(number, sheet.text(row, place), row)
      check(number, row, place, "handle times", 1e12)
      return
    }
    let text = sheet.text(row, place)
    let plain = PlainText.of(text).trimmedSpaces
    if plain.isEmpty || Self.dashes.contains(plain.lowercased()) {
      written.empty += 1
      written.values.append(.nan)
      written.isBare.append(false)
      return
    }
    switch DurationText(text, decimal: decimal) {
    case .clock(let seconds, let fields):
      written.hasLongClocks = written.hasLongClocks || fields == 3
      written.clocks.append(seconds)
      if written.example == nil, seconds > 0 { written.example = (text, seconds) }
      written.values.append(seconds)
      written.isBare.append(false)
    case .withUnit(let seconds):
      written.values.append(seconds)
      written.isBare.append(false)
    case nil:
      let value = plain.withBytes { NumberText.value($0, decimal: decimal) }
      written.addBare(value ?? .nan, text, row)
      if let value { return check(value, row, place, "handle times", 1e12) }
      if let error = Self.spreadsheetError(text) { return tell(problem(row: row, place, error.0, error.1)) }
      tell(
        problem(
          row: row, place, "\(PlainText.quoted(text)) is no length of time.",
          "Write seconds, such as 240, or 4min, or 04:00."))
    }
  }

  /// Spreadsheets keep 4:22 as four hours and 22 minutes.
  private mutating func takeHoursForMinutes(_ written: inout WrittenDurations) {
    guard written.hasLongClocks, let middle = HandleTimes.median(written.clocks),
      middle > HandleTimes.plausible.upperBound,
      written.clocks.allSatisfy({ $0.truncatingRemainder(dividingBy: 60) == 0 })
    else { return }
    for place in written.values.indices where !written.isBare[place] { written.values[place] /= 60 }
    guard let (text, seconds) = written.example else { return }
    let whole = Int(seconds / 60)
    remarks.append(
      "handle times such as \(text) are read as \(whole / 60) min \(whole % 60) s, since hours make no sense")
  }
}
