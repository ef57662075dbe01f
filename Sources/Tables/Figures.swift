import ContactCenter

/// The figures of a column, row by row.
struct FigureColumn {
  /// NaN where the field is empty.
  var values: [Double]
  var empty = 0
  /// Rows whose field says that nobody works then.
  var closed: Set<Int> = []
}

extension TimeTableReader {
  /// Texts that stand where there is no figure.
  static let dashes: Set<String> = ["-", "--", "n/a", "na", "null", "nil", "none", "."]

  /// The decimal mark of a column of numbers, as a byte.
  ///
  /// - Throws: the question, where numbers may be read in two ways.
  mutating func decimalMark(_ place: Int) throws(TableProblem) -> UInt8 {
    let own = evidence(place)
    noteOdd(own, place)
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
    if own.comma != nil || own.point != nil {
      noteOpen(own, place)
      return own.comma != nil ? 0x2C : 0x2E
    }
    guard let row = own.openPoint ?? own.openComma else { return 0x2E }
    if own.openPoint == nil || own.openComma == nil {
      if let mark = marksElsewhere(than: place) {
        noteOpen(own, place, mark)
        return mark
      }
      // Where commas separate fields, a comma inside a number groups thousands.
      if own.openPoint == nil, sheet.separator == 0x2C { return 0x2E }
    }
    throw twoReadings(row, place, own)
  }

  /// Says what may be a slip: .62 for 0.62, and one number with decimals among whole ones.
  private mutating func noteOdd(_ own: NumberEvidence, _ place: Int) {
    if let row = own.bareMark {
      remarks.append("\(sheet.text(row, place)) is read as 0\(sheet.text(row, place))")
    }
    if own.decimalCount == 1, own.count > 3, let row = own.decimals {
      // A column of numbers alone, such as measured values, needs no heading.
      let name = layout.columns[safe: place].map { " in \($0.heading.text)" } ?? ""
      remarks.append("of \(own.count) numbers\(name) only \(sheet.text(row, place)) has decimals")
    }
  }

  /// Says how a number with three digits behind its mark was read, and what decided.
  private mutating func noteOpen(_ own: NumberEvidence, _ place: Int, _ elsewhere: UInt8? = nil) {
    guard let row = own.openPoint ?? own.openComma else { return }
    let mark: UInt8 = elsewhere ?? (own.comma != nil ? 0x2C : 0x2E)
    let text = PlainText.of(sheet.text(row, place)).trimmedSpaces
    guard let value = text.withBytes({ NumberText.value($0, decimal: mark) }) else { return }
    let deciding = own.comma ?? own.point
    let reason =
      deciding.map { "as \(PlainText.of(sheet.text($0, place))) shows" } ?? "as other columns are written"
    let remark = "\(text) is read as \(value.plain), \(reason)"
    if !remarks.contains(remark) { remarks.append(remark) }
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

  private mutating func evidence(_ place: Int) -> NumberEvidence {
    if let known = evidenceByColumn[place] { return known }
    let found = lookedAt(place)
    evidenceByColumn[place] = found
    return found
  }

  private func lookedAt(_ place: Int) -> NumberEvidence {
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
  private mutating func marksElsewhere(than place: Int) -> UInt8? {
    let others = [plan.time, plan.date, plan.end, plan.day, plan.type].compactMap { $0?.place }
    var marks = (points: 0, commas: 0)
    if let known = marksOfColumns {
      marks = known
    } else {
      for column in layout.columns where !others.contains(column.place) {
        let found = evidence(column.place)
        if found.point != nil { marks.points += 1 }
        if found.comma != nil { marks.commas += 1 }
      }
      marksOfColumns = marks
    }
    let own = evidence(place)
    let points = marks.points - (own.point != nil && !others.contains(place) ? 1 : 0)
    let commas = marks.commas - (own.comma != nil && !others.contains(place) ? 1 : 0)
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
      if value == nil, Self.isClosed(sheet.text(row, place)) {
        column.closed.insert(column.values.count)
        column.values.append(.nan)
        continue
      }
      column.values.append(value ?? .nan)
      check(value, row, place, what, most)
      if problems.count >= Self.problemLimit { break }
    }
    return column
  }

  /// Whether a text says that nobody works.
  static func isClosed(_ text: String) -> Bool {
    let plain = PlainText.of(text).lowercased().trimmedSpaces.filter { $0 != "." }
    return ["closed", "geschl", "geschlossen", "zu", "fermé", "ferme", "cerrado", "chiuso", "关闭", "休息"]
      .contains(plain)
  }

  /// What is said of a cell such as #N/A, whose formula has failed.
  static func spreadsheetError(_ field: String) -> (String, String)? {
    guard field.first == "#", field.count > 2, field.last == "!" || field.last == "?" || field.contains("/"),
      field.contains(where: \.isLetter)
    else { return nil }
    return (
      "\(PlainText.quoted(field)) is the error of a formula, no figure.",
      "Correct the formula, or empty the cell."
    )
  }

  mutating func check(
    _ value: Double?, _ row: Int, _ place: Int, _ what: String, _ most: Double
  ) {
    if let value, value >= 0, value <= most { return }
    let field = sheet.text(row, place)
    let text = PlainText.quoted(field)
    guard let value else {
      if let error = Self.spreadsheetError(field) {
        return tell(problem(row: row, place, error.0, error.1))
      }
      let isShare = PlainText.of(field).contains("%")
      tell(
        problem(
          row: row, place, isShare ? "\(text) is a share, no number of \(what)." : "\(text) is no number.",
          isShare ? "Give the number, or name another column." : "Give a number, or leave the field empty."))
      return
    }
    if value < 0 {
      tell(
        problem(
          row: row, place, "\(text) is less than nothing; there are no \(what) below 0.", "Give 0 or more."))
    } else {
      tell(
        problem(
          row: row, place, "\(text) is too much for \(what).",
          "At most \(most.plain) are allowed."))
    }
  }
}
