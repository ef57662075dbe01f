import ContactCenter

/// The figures of one block of columns, row by row.
struct BlockFigures {
  var values: [Double]
  /// NaN where the table does not say.
  var handleTimes: [Double]
  var agents: [Double]?
  /// Rows whose field is empty, and those whose field says that nobody works.
  var empty: Set<Int> = []
  var closed: Set<Int> = []
}

extension TimeTableReader {
  mutating func figures(_ block: ColumnPlan.Block) throws(TableProblem) -> BlockFigures {
    let word = measure == .calls ? "calls" : "agents"
    let values = try numbers(block.value, word, most: measure == .calls ? 1e9 : 1e6)
    noteEmpty(values.empty, word, block.value)
    var figures = BlockFigures(
      values: values.values.map { $0.isNaN ? 0 : $0 },
      handleTimes: [Double](repeating: .nan, count: values.values.count))
    figures.closed = values.closed
    if values.empty > 0 { figures.empty = Set(values.values.indices.filter { values.values[$0].isNaN }) }
    if let column = block.agents {
      let agents = try numbers(column.place, "agents", most: 1e6)
      figures.agents = agents.values.map { $0.isNaN ? 0 : $0 }
    }
    if let column = block.handleTime {
      figures.handleTimes = try handleTimes(column, block, figures.values)
    } else if let column = block.totalHandleTime {
      figures.handleTimes = try quotients(column, block)
    }
    return figures
  }

  private mutating func noteEmpty(_ count: Int, _ word: String, _ place: Int) {
    guard count > 0 else { return }
    let name = layout.columns[place].heading.text
    let text =
      "\(count) empty \(count == 1 ? "field" : "fields") of \(name) \(count == 1 ? "is" : "are") no \(word)"
    if options.isStrict {
      tell(
        TableProblem(
          file: sheet.name, "\(text.prefix(1).uppercased() + text.dropFirst()).",
          "Fill them with figures, or leave --strict out."))
    } else {
      remarks.append(text)
    }
  }

  /// The average handle time of each row from its own column.
  private mutating func handleTimes(
    _ column: Layout.Column, _ block: ColumnPlan.Block, _ calls: [Double]
  ) throws(TableProblem) -> [Double] {
    if let handled = block.handled { return try meanOrSum(column, handled, block) }
    let (figures, unit) = try durations(column, isTotal: false)
    noteMissing(figures, column)
    handleTimeWords = unit.words
    return figures.values.map { $0 == 0 ? .nan : $0 }
  }

  /// A column "Handle Time" beside the contacts handled: the mean or the sum, whichever makes sense.
  private mutating func meanOrSum(
    _ column: Layout.Column, _ handled: Layout.Column, _ block: ColumnPlan.Block
  ) throws(TableProblem) -> [Double] {
    let (sums, _) = try durations(column, isTotal: true)
    let counts = try numbers(handled.place, "contacts handled", most: 1e9)
    let quotients = Self.means(sums, counts)
    func isPlausible(_ values: [Double]) -> Bool {
      HandleTimes.median(values.filter { $0 > 0 }).map(HandleTimes.plausible.contains) ?? false
    }
    let (asMean, asSum) = (isPlausible(sums.values), isPlausible(quotients))
    if asSum && !asMean {
      note("\(column.heading.text) ÷ \(handled.heading.text) is the average handle time")
      return quotients
    }
    if asMean && asSum {
      let name = column.heading.text
      throw problem(
        row: Int(rows[0]), column.place,
        "\(PlainText.quoted(name)) may be the average handle time of a contact, or the sum of all.",
        "Say \(options.say(.map, "aht=\(name)")), or \(options.say(.map, "totalHandleTime=\(name)")).")
    }
    let (figures, unit) = try durations(column, isTotal: false)
    handleTimeWords = unit.words
    return figures.values.map { $0 == 0 ? .nan : $0 }
  }

  /// What is the mean of each row; NaN where there is no work or nobody who had any.
  private static func means(_ sums: FigureColumn, _ counts: FigureColumn) -> [Double] {
    zip(sums.values, counts.values).map { $1 > 0 && $0 > 0 ? $0 / $1 : .nan }
  }

  /// The sum of handle times over the contacts handled.
  private mutating func quotients(
    _ column: Layout.Column, _ block: ColumnPlan.Block
  ) throws(TableProblem) -> [Double] {
    guard let handled = block.handled else {
      throw problem(
        row: layout.headingRow ?? 0, nil,
        "\(PlainText.quoted(column.heading.text)) is the handle time of all contacts together, but no "
          + "column has the contacts handled.",
        "Say \(options.say(.map, "handled=NAME")), or \(options.say(.map, "aht=\(column.heading.text)")) "
          + "where it is the average of one contact.")
    }
    let (sums, unit) = try durations(column, isTotal: true)
    let counts = try numbers(handled.place, "contacts handled", most: 1e9)
    note("handle time is \(column.heading.text) ÷ \(handled.heading.text)")
    let means = Self.means(sums, counts)
    guard unit.isOpen else { return means }
    let known = means.indices.filter { means[$0] > 0 }.prefix(1000)
    do throws(TimeColumn.Doubt) {
      let own = try HandleTimes.unit(
        of: known.map { means[$0] }, shown: known.map { ((means[$0] * 100).rounded() / 100).plain },
        heading: column.heading, options: options)
      handleTimeWords = own.words
      return own.factor == 1 ? means : means.map { $0 * own.factor }
    } catch {
      throw problem(row: Int(rows[known[error.text]]), column.place, error.finding, error.remedy)
    }
  }

  /// Says that a column of handle times holds none at all.
  private mutating func noteMissing(_ figures: FigureColumn, _ column: Layout.Column) {
    if figures.empty == figures.values.count, figures.empty > 0 {
      note("\(column.heading.text) is empty")
    }
  }

  private mutating func note(_ remark: String) {
    if !remarks.contains(remark) { remarks.append(remark) }
  }

  /// Gives rows with contacts but without handle time the mean of their type's others.
  mutating func fillHandleTimes(_ entries: inout [Entry], seriesCount: Int) {
    var sums = [(work: Double, calls: Double)](repeating: (0, 0), count: seriesCount + 1)
    for entry in entries where entry.handleTime > 0 && entry.value > 0 {
      for place in [Int(entry.series), seriesCount] {
        sums[place].work += entry.value * entry.handleTime
        sums[place].calls += entry.value
      }
    }
    guard sums[seriesCount].calls > 0 || options.handleTime != nil else { return }
    var filled = 0
    for place in entries.indices where entries[place].handleTime.isNaN {
      let own = sums[Int(entries[place].series)]
      let from = own.calls > 0 ? own : sums[seriesCount]
      entries[place].handleTime = options.handleTime ?? from.work / from.calls
      guard entries[place].value > 0 else { continue }
      filled += 1
      if options.isStrict {
        tell(
          problem(
            row: Int(rows[Int(entries[place].place)]), nil, "The row has calls but no handle time.",
            "Add one, or leave --strict out."))
      }
    }
    if filled == 0, let given = options.handleTime {
      note("handle times are the table's own, not the \(given.plain) s given")
    }
    if filled > 0 {
      let source = options.handleTime.map { "the \($0.plain) s given" } ?? "the mean of the others"
      note(
        "\(filled) \(filled == 1 ? "row" : "rows") without handle time \(filled == 1 ? "takes" : "take") \(source)"
      )
    }
  }
}
