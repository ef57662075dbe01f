import ContactCenter

/// Which columns of a sheet are used, and for what.
struct ColumnPlan {
  /// The columns that together say one figure of a row: one block a queue, or a day, where these
  /// stand across.
  struct Block {
    var value: Int
    var handleTime: Layout.Column?
    var totalHandleTime: Layout.Column?
    var handled: Layout.Column?
    var agents: Layout.Column?
    /// The type, where the column says it.
    var series: String?
    /// The weekday, Monday 0, where the column says it.
    var weekday: Int?
    /// The date or the time of the column's heading.
    var date: String?
    var time: String?
  }

  var time: Layout.Column?
  var end: Layout.Column?
  var date: Layout.Column?
  var day: Layout.Column?
  var type: Layout.Column?
  var blocks: [Block] = []
  /// Names of columns that say nothing of use.
  var unused: [String] = []
  /// Names of types that stand across.
  var typesAcross: [String] = []
  /// Names of columns beside these that hold nothing.
  var empty: [String] = []
  /// Whether the times are the ends of intervals, since no column has their begins.
  var areEnds = false
  /// Names of columns of totals.
  var totals: [String] = []
}

/// Chooses the columns.
struct ColumnPlanner {
  let sheet: Sheet
  let layout: Layout
  let finder: LayoutFinder
  let measure: TimeTable.Measure
  let names: [String]
  let options: TableOptions

  var valueRole: TableRole { measure == .calls ? .calls : .agents }

  func plan() throws(TableProblem) -> ColumnPlan {
    let mapped = try mappedColumns()
    var columns = layout.columns
    for (role, place) in mapped { columns[place].heading.meaning = .role(role, rank: -1) }
    let mappedRoles = Set(mapped.keys)
    for place in columns.indices where !mapped.values.contains(place) {
      // What the user has named leaves no room for another column of the same meaning.
      if let role = columns[place].heading.role, mappedRoles.contains(role) {
        columns[place].heading.meaning = .other
      }
    }
    settle(&columns)
    partNames(&columns)
    var plan = ColumnPlan()
    plan.time = try bestTime(columns)
    plan.end = best(.end, columns)
    plan.date = best(.date, columns)
    plan.day = best(.day, columns)
    plan.type = best(.type, columns)
    // Times with dates of their own need no other: rows after midnight have the right one.
    if let time = plan.time, let date = plan.date, date.heading.meaning != .role(.date, rank: -1),
      contents(time.place) == .moments
    {
      plan.date = nil
    }
    if plan.time == nil, let end = plan.end, plan.date.map({ contents($0.place) != .moments }) ?? true {
      (plan.time, plan.end, plan.areEnds) = (end, nil, true)
    }
    try addBlocks(&plan, columns)
    guard plan.time != nil || plan.date != nil || plan.blocks.contains(where: { $0.time != nil })
    else {
      if let place = open(.clocks, columns).first ?? open(.moments, columns).first {
        let list = (open(.clocks, columns) + open(.moments, columns)).map { columns[$0] }
        throw several(list, "times", "time", columns[place])
      }
      throw problem(
        "There is no column of times.",
        "Name it time or interval, or say which it is: \(options.say(.map, "time=\(example)")).")
    }
    try noteUnused(&plan, columns)
    return plan
  }

  /// The columns of times and dates alone.
  func placesOnly() throws(TableProblem) -> ColumnPlan {
    var columns = layout.columns
    for (role, place) in try mappedColumns() {
      for other in columns.indices where columns[other].heading.role == role {
        columns[other].heading.meaning = .other
      }
      columns[place].heading.meaning = .role(role, rank: -1)
    }
    var plan = ColumnPlan()
    plan.time = best(.time, columns)
    plan.date = best(.date, columns)
    guard plan.time != nil || plan.date != nil else {
      throw problem("There is no column of times.", "Name it time.")
    }
    return plan
  }

  /// The name of a column, for an example.
  private var example: String {
    layout.columns.first { !$0.heading.text.isEmpty }?.heading.text ?? "1"
  }

  func problem(_ finding: String, _ remedy: String) -> TableProblem {
    let row = layout.headingRow ?? 0
    var problem = TableProblem(file: sheet.name, line: sheet.line(row), finding, remedy)
    problem.isSpreadsheet = sheet.separator == nil
    problem.sourceLine = sheet.line(text: row)
    return problem
  }

  /// The columns that the options name.
  private func mappedColumns() throws(TableProblem) -> [TableRole: Int] {
    var places: [TableRole: Int] = [:]
    for (role, name) in options.map.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let wanted = name.trimmedSpaces.lowercased()
      let found = layout.columns.indices.filter {
        layout.columns[$0].heading.text.trimmedSpaces.lowercased() == wanted
      }
      if found.count > 1 {
        throw problem(
          "There are \(found.count) columns \(PlainText.quoted(name)).",
          "Give the position instead: \(options.say(.map, "\(role.rawValue)=\(found[0] + 1)")).")
      }
      if let place = found.first {
        places[role] = place
      } else if let position = Int(wanted), layout.columns.indices.contains(position - 1) {
        places[role] = position - 1
      } else {
        let known = layout.columns.map(\.heading.text).filter { !$0.isEmpty }
        let near = NearestName.nearest(to: name, in: known).map { "Did you mean \"\($0)\"? " } ?? ""
        throw problem(
          "There is no column \(PlainText.quoted(name)) for \(role.rawValue).",
          near + "Columns are \(known.prefix(20).joined(separator: ", ")).")
      }
    }
    let byPlace = Dictionary(grouping: places, by: \.value).sorted { $0.key < $1.key }
    if let twice = byPlace.first(where: { $0.value.count > 1 }) {
      throw problem(
        "The column \(PlainText.quoted(layout.columns[twice.key].heading.text)) is named for "
          + twice.value.map(\.key.rawValue).sorted().joined(separator: " and ") + ".",
        "Give each column one meaning.")
    }
    return places
  }

  /// The column of a role with the lowest rank, the leftmost of these.
  private func best(_ role: TableRole, _ columns: [Layout.Column]) -> Layout.Column? {
    all(role, columns).first
  }

  /// The columns of a role with the lowest rank.
  func all(_ role: TableRole, _ columns: [Layout.Column]) -> [Layout.Column] {
    let ranked = columns.compactMap { column -> (column: Layout.Column, rank: Int)? in
      if case .role(role, let rank) = column.heading.meaning { return (column, rank) }
      return nil
    }
    let lowest = ranked.map(\.rank).min()
    return ranked.filter { $0.rank == lowest }.map(\.column)
  }

  // MARK: - Blocks

  private func addBlocks(
    _ plan: inout ColumnPlan, _ columns: [Layout.Column]
  ) throws(TableProblem) {
    // A column named like a type or group is that one's, whatever else its name may mean.
    if options.map[valueRole] == nil, let wanted = namedAcross(columns) {
      plan.blocks = wanted.map {
        block($0, series: $0.heading.text, columns, groups: true)
      }
      return try checkPairs(plan, columns)
    }
    let values = valueColumns(columns)
    if values.count == 1, !isNamedGroup(values[0], columns) {
      plan.blocks = [block(values[0], series: nil, columns, groups: false)]
    } else if !values.isEmpty {
      try addGroups(&plan, values, columns)
    } else {
      try addAcross(&plan, columns)
    }
    try checkPairs(plan, columns)
  }

  /// The columns of the figure: of each group the best, where there are groups.
  private func valueColumns(_ columns: [Layout.Column]) -> [Layout.Column] {
    let best = all(valueRole, columns)
    guard !best.contains(where: { $0.heading.meaning == .role(valueRole, rank: -1) }) else { return best }
    let grouped = columns.filter { $0.heading.role == valueRole && !$0.group.isEmpty }
    guard best.allSatisfy({ !$0.group.isEmpty }) else { return best }
    var keys: [String] = []
    for column in grouped where !keys.contains(Self.groupKey(column.group)) {
      keys.append(Self.groupKey(column.group))
    }
    return keys.flatMap { key in all(valueRole, grouped.filter { Self.groupKey($0.group) == key }) }
  }

  /// Whether the only column of the figure is one of several named by group.
  private func isNamedGroup(_ value: Layout.Column, _ columns: [Layout.Column]) -> Bool {
    !value.group.isEmpty && value.heading.text.contains(value.group)
  }

  /// The columns that are named after known types or groups.
  private func namedAcross(_ columns: [Layout.Column]) -> [Layout.Column]? {
    guard !names.isEmpty else { return nil }
    let wanted = Set(names.map { $0.trimmedSpaces.lowercased() })
    let found = columns.filter {
      wanted.contains($0.heading.text.trimmedSpaces.lowercased())
    }
    return found.isEmpty ? nil : found
  }

  func block(
    _ value: Layout.Column, series: String?, _ columns: [Layout.Column], groups: Bool
  ) -> ColumnPlan.Block {
    let key = Self.groupKey(value.group.isEmpty ? value.heading.text : value.group)
    func own(_ role: TableRole) -> Layout.Column? {
      if let column = all(role, columns.filter { Self.groupKey($0.group) == key }).first { return column }
      if let column = all(role, columns.filter { $0.group.isEmpty }).first { return column }
      guard !groups else { return nil }
      let found = all(role, columns)
      // What stands under another title of the heading may still be the only one.
      return found.count == 1 || Set(found.map(\.group)).count == 1 ? found.first : nil
    }
    var block = ColumnPlan.Block(value: value.place, series: series)
    // A scenario says itself how contacts behave; what the table says beside is told as not used.
    guard measure == .calls, !options.isInScenario, hasOthers(columns) else { return block }
    block.agents = own(.agents)
    block.handleTime = own(.aht)
    if let time = block.handleTime {
      // "Handle Time" alone may be the mean or the sum.
      if time.heading.meaning == .role(.aht, rank: 1) { block.handled = own(.handled) }
    } else {
      block.totalHandleTime = own(.totalHandleTime)
      if block.totalHandleTime != nil { block.handled = own(.handled) }
    }
    return block
  }

  /// Whether any column may say something beside the figure; looked at once for all blocks.
  private func hasOthers(_ columns: [Layout.Column]) -> Bool {
    if let known = finder.memory.hasOthers { return known }
    let roles: [TableRole?] = [.agents, .aht, .totalHandleTime, .handled]
    let found = columns.contains { roles.contains($0.heading.role) }
    finder.memory.hasOthers = found
    return found
  }

  /// Several columns of the figure, told apart by the line above them.
  private func addGroups(
    _ plan: inout ColumnPlan, _ values: [Layout.Column], _ columns: [Layout.Column]
  ) throws(TableProblem) {
    guard Set(values.map(\.group)).count == values.count, values.allSatisfy({ !$0.group.isEmpty })
    else {
      throw several(values, valueRole.rawValue, valueRole.rawValue, values[0])
    }
    func isSum(_ column: Layout.Column) -> Bool {
      Heading(column.group).meaning == .total || KnownWords.isStatistic(column.group)
    }
    let own = values.filter { !isSum($0) }
    plan.totals += values.filter(isSum).map(\.group)
    guard !own.isEmpty else { throw several(values, valueRole.rawValue, valueRole.rawValue, values[0]) }
    plan.blocks = own.map { column in
      var block = block(column, series: nil, columns, groups: true)
      name(&block, column.group)
      return block
    }
  }

  /// What a heading over figures says: a weekday, a date, a time, or the name of a type.
  private func name(_ block: inout ColumnPlan.Block, _ text: String) {
    if let weekday = KnownWords.weekday(text) {
      block.weekday = weekday
    } else if DateText.read(text) != nil {
      block.date = text
    } else {
      block.series = text
    }
  }

  // MARK: - What is left

  /// A figure in the heading over an empty column has come there from the first row.
  private func strayFigure(_ column: Layout.Column) -> TableProblem? {
    guard let row = layout.headingRow, contents(column.place) == .empty else { return nil }
    switch finder.shape(row, column.place) {
    case .number, .time, .date:
      return problem(
        "The heading has a figure, \(PlainText.quoted(column.heading.text)), over a column without any.",
        "Begin the first row in a line of its own.")
    case .empty, .weekday, .text: return nil
    }
  }

  private func noteUnused(_ plan: inout ColumnPlan, _ columns: [Layout.Column]) throws(TableProblem) {
    var used = Set([plan.time, plan.end, plan.date, plan.day, plan.type].compactMap { $0?.place })
    for block in plan.blocks {
      used.insert(block.value)
      for column in [block.handleTime, block.totalHandleTime, block.handled, block.agents] {
        if let column { used.insert(column.place) }
      }
    }
    let isTotal = Set(plan.totals)
    for column in columns where !used.contains(column.place) {
      let text = column.fullName
      if !column.group.isEmpty, isTotal.contains(column.group) { continue }
      guard !text.isEmpty || hasNumbers(column.place) else { continue }
      if !text.isEmpty, column.heading.meaning == .unknown || column.heading.meaning == .other,
        let stray = strayFigure(column)
      {
        throw stray
      }
      if column.heading.meaning == .total
        || column.heading.meaning == .unknown && KnownWords.isStatistic(text)
      {
        plan.totals.append(text)
      } else {
        plan.unused.append(text.isEmpty ? "number \(column.place + 1)" : text)
      }
    }
  }
}
