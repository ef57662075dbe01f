import ContactCenter

extension TimeTableReader {
  /// Leaves out a type that is called "All" and is the sum of the others.
  mutating func leaveOutSums(_ table: inout TimeTable) throws(TableProblem) {
    guard table.series.count > 1 else { return }
    let isSum = sumSeries(table)
    for place in table.series.indices.reversed() where KnownWords.isAll(table.series[place]) {
      guard isSum[place] else {
        let row = table.rows.first { $0.series == place }
        var problem = problem(
          row: layout.headingRow ?? 0, plan.type?.place,
          "\(PlainText.quoted(table.series[place])) is not the sum of the other \(word)s: is it a \(word), or are "
            + "all of them together?",
          "Name it otherwise where it is a \(word); else leave its rows out.")
        if let row { problem.line = row.line }
        throw problem
      }
      let count = table.rows.count { $0.series == place }
      table.rows.removeAll { $0.series == place }
      for row in table.rows.indices where table.rows[row].series > place { table.rows[row].series -= 1 }
      remarks.append(
        "\(Self.count(count, "row")) of \(table.series[place]) left out, the sum of the other \(word)s")
      table.series.remove(at: place)
    }
    warnOfSums(table)
  }

  private mutating func warnOfSums(_ table: TimeTable) {
    guard table.series.count > 2, let place = sumSeries(table).firstIndex(of: true),
      let row = table.rows.first(where: { $0.series == place })
    else { return }
    var doubt = TableProblem(
      file: sheet.name, line: row.line,
      "\(PlainText.quoted(table.series[place])) is the sum of the other \(word)s in every interval.",
      "Where it is no \(word) of its own, leave it out; it is counted twice now.")
    doubt.isError = false
    doubt.isSpreadsheet = sheet.separator == nil
    warnings.append(doubt)
  }

  /// For each series whether it is the sum of all others in every interval that has anything.
  private func sumSeries(_ table: TimeTable) -> [Bool] {
    var isSum = [Bool](repeating: true, count: table.series.count)
    var own = [Double](repeating: 0, count: table.series.count)
    var (start, groups) = (0, 0)
    let rows = table.rows
    while start < rows.count {
      var end = start
      var sum = 0.0
      for place in own.indices { own[place] = 0 }
      while end < rows.count, rows[end].start == rows[start].start {
        sum += rows[end].value
        own[rows[end].series] += rows[end].value
        end += 1
      }
      if sum > 0 {
        groups += 1
        for place in own.indices where abs(2 * own[place] - sum) > 1e-6 * sum { isSum[place] = false }
      }
      start = end
      if !isSum.contains(true) { break }
    }
    return groups > 1 ? isSum : isSum.map { _ in false }
  }
}
