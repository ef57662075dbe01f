import ContactCenter

/// The figures of a column, row by row.
struct FigureColumn {
  /// NaN where the field is empty.
  var values: [Double]
  var empty = 0
}

extension TimeTableReader {
  /// Texts that stand where there is no figure.
  private static let dashes: Set<String> = ["-", "--", "n/a", "na", "#n/a", "null", "nil", "none", "."]

  /// The decimal mark of a column of numbers, as a byte.
  ///
  /// - Throws: the question, where numbers may be read in two ways.
  func decimalMark(_ place: Int) throws(TableProblem) -> UInt8 {
    let own = evidence(place)
    if let point = own.point, let comma = own.comma {
      if options.decimal == nil {
        throw problem(
          row: max(point, comma), place,
          "\(PlainText.quoted(sheet.text(max(point, comma), place))) is written in another way than "
            + "\(PlainText.quoted(sheet.text(min(point, comma), place))) in line "
            + "\(sheet.line(min(point, comma))): one has a decimal point, the other a decimal comma.",
          "Write all numbers of a column alike.")
      }
    }
    if let mark = options.decimal { return mark == .comma ? 0x2C : 0x2E }
    if own.comma != nil { return 0x2C }
    if own.point != nil { return 0x2E }
    guard let row = own.openPoint ?? own.openComma else { return 0x2E }
    if let mark = marksElsewhere(than: place) { return mark }
    // Where commas separate fields, a comma inside a number groups thousands.
    if own.openPoint == nil, sheet.separator == 0x2C { return 0x2E }
    throw twoReadings(row, place, own)
  }

  private func twoReadings(_ row: Int, _ place: Int, _ own: NumberEvidence) -> TableProblem {
    let text = PlainText.of(sheet.text(row, place))
    let whole = text.filter { $0 != "." && $0 != "," }
    let parts = text.split { $0 == "." || $0 == "," }
    let isPoint = own.openPoint == row
    let thousands = options.say(.decimal, isPoint ? "comma" : "point")
    let decimals = options.say(.decimal, isPoint ? "point" : "comma")
    return problem(
      row: row, place,
      "\(PlainText.quoted(text)) may be \(whole) (thousands) or \(parts.joined(separator: ".")) (decimals), "
        + "and no other number decides.",
      "Say \(thousands) for \(whole), or \(decimals) for \(parts.joined(separator: ".")).")
  }

  private func evidence(_ place: Int) -> NumberEvidence {
    var evidence = NumberEvidence()
    for row in rows {
      let row = Int(row)
      if sheet.kind(row, place) != .text { continue }
      sheet.withField(row, place) { text in
        if text.contains(where: { $0 >= 0x80 }) {
          let plain = PlainText.of(String(decoding: text, as: UTF8.self)).trimmedSpaces
          _ = plain.withBytes { evidence.note($0, row: row) }
        } else {
          _ = evidence.note(text, row: row)
        }
      }
    }
    return evidence
  }

  /// The mark that other columns of figures use; nil where they do not tell, or not alike.
  private func marksElsewhere(than place: Int) -> UInt8? {
    var (points, commas) = (0, 0)
    for column in layout.columns where column.place != place {
      if [plan.time, plan.date, plan.end, plan.day, plan.type].contains(where: {
        $0?.place == column.place
      }) {
        continue
      }
      let other = evidence(column.place)
      if other.point != nil { points += 1 }
      if other.comma != nil { commas += 1 }
    }
    if points > 0 && commas == 0 { return 0x2E }
    return commas > 0 && points == 0 ? 0x2C : nil
  }

  /// The numbers of a column.
  mutating func numbers(_ place: Int, _ what: String, most: Double) throws(TableProblem) -> FigureColumn {
    let mark = try decimalMark(place)
    var column = FigureColumn(values: [])
    column.values.reserveCapacity(rows.count)
    for row in rows {
      let row = Int(row)
      let decimal = sheet.kind(row, place) == .text ? mark : 0x2E
      let (value, isEmpty) = sheet.withField(row, place) { text -> (Double?, Bool) in
        if text.isEmpty { return (nil, true) }
        if let value = NumberText.value(text, decimal: decimal) { return (value, false) }
        let plain = PlainText.of(String(decoding: text, as: UTF8.self)).trimmedSpaces
        if Self.dashes.contains(plain.lowercased()) || plain.isEmpty { return (nil, true) }
        return (plain.withBytes { NumberText.value($0, decimal: decimal) }, false)
      }
      if isEmpty {
        column.empty += 1
        column.values.append(.nan)
        continue
      }
      column.values.append(value ?? .nan)
      check(value, row, place, what, most)
      if problems.count >= Self.problemLimit { break }
    }
    return column
  }

  private mutating func check(
    _ value: Double?, _ row: Int, _ place: Int, _ what: String, _ most: Double
  ) {
    let text = PlainText.quoted(sheet.text(row, place))
    guard let value else {
      tell(
        problem(row: row, place, "\(text) is no number.", "Give a number, or leave the field empty."))
      return
    }
    if value < 0 {
      tell(problem(row: row, place, "\(text) \(what) are fewer than none.", "Give 0 or more."))
    } else if value > most {
      tell(
        problem(row: row, place, "\(text) \(what) are too many.", "At most \(most.plain) are allowed."))
    }
  }

  // MARK: - Handle times

  /// Handle times in seconds, NaN where there are none.
  mutating func durations(_ column: Layout.Column, isTotal: Bool) throws(TableProblem) -> (
    FigureColumn, HandleTimes.Unit
  ) {
    let place = column.place
    let mark = try decimalMark(place)
    var (values, bare, shown) = ([Double](), [Double](), [String]())
    var bareRows: [Int] = []
    var isBare: [Bool] = []
    var empty = 0
    var clockValues: [Double] = []
    var hasLongClocks = false
    for row in rows {
      let row = Int(row)
      let kind = sheet.kind(row, place)
      let decimal = kind == .text ? mark : 0x2E
      let number = sheet.withField(row, place) { NumberText.value($0, decimal: decimal) }
      if let number {
        values.append(number)
        isBare.append(true)
        check(number, row, place, "seconds of handling", 1e12)
        if number > 0, bare.count < 1000 {
          bare.append(number)
          shown.append(sheet.text(row, place))
          bareRows.append(row)
        }
        continue
      }
      isBare.append(false)
      let text = sheet.text(row, place)
      let plain = PlainText.of(text).trimmedSpaces
      if plain.isEmpty || Self.dashes.contains(plain.lowercased()) {
        empty += 1
        values.append(.nan)
        continue
      }
      switch DurationText(text, decimal: decimal) {
      case .clock(let seconds, let fields):
        hasLongClocks = hasLongClocks || fields == 3
        clockValues.append(seconds)
        values.append(seconds)
      case .withUnit(let seconds): values.append(seconds)
      case nil:
        if let value = plain.withBytes({ NumberText.value($0, decimal: decimal) }) {
          values.append(value)
          isBare[isBare.count - 1] = true
          check(value, row, place, "seconds of handling", 1e12)
        } else {
          values.append(.nan)
          tell(
            problem(
              row: row, place, "\(PlainText.quoted(text)) is no length of time.",
              "Write seconds, such as 240, or 4min, or 04:00."))
          if problems.count >= Self.problemLimit {
            return (FigureColumn(values: values, empty: empty), .init())
          }
        }
      }
    }
    var unit = HandleTimes.Unit()
    if !bare.isEmpty {
      if isTotal {
        unit = (options.ahtUnit ?? column.heading.unit).map(HandleTimes.named) ?? unit
      } else {
        do throws(TimeColumn.Doubt) {
          unit = try HandleTimes.unit(
            of: bare, shown: shown, heading: column.heading, options: options)
        } catch {
          throw problem(row: bareRows[error.text], place, error.finding, error.remedy)
        }
      }
      if unit.factor != 1 {
        for place in values.indices where isBare[place] { values[place] *= unit.factor }
      }
    }
    if !isTotal, hasLongClocks, let middle = HandleTimes.median(clockValues),
      middle > HandleTimes.plausible.upperBound,
      clockValues.allSatisfy({ $0.truncatingRemainder(dividingBy: 60) == 0 })
    {
      for place in values.indices where !isBare[place] { values[place] /= 60 }
      remarks.append("handle times such as 04:22:00 are read as 4 min 22 s, since hours make no sense")
    }
    if clockValues.count > 0, bare.isEmpty { unit.words = "minutes and seconds" }
    return (FigureColumn(values: values, empty: empty), unit)
  }
}
