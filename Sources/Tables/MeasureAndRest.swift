/// A heading such as "Sales AHT" or "AHT (Sales)": a measure, and whose it is.
struct MeasureAndRest {
  /// What the words of the measure mean.
  var meaning: Heading.Meaning
  /// The other words as they stand, without marks at their ends.
  var rest: String

  /// Words that are part of a measure's name wherever they stand.
  private static let measureWords: Set<String> = HeadingVocabulary.contacts.union(
    HeadingVocabulary.offered
  ).union(HeadingVocabulary.handled).union([
    "aht", "tht", "dmt", "tmo", "tma", "handle", "handling", "time", "times", "duration", "average", "avg",
    "mean", "ø", "durchschnittliche", "mittlere", "bearbeitungszeit", "bearbeitungsdauer",
    "gesamtbearbeitungszeit", "agents", "staff", "headcount", "scheduled", "s", "sec", "secs", "seconds",
    "sek", "min", "mins", "minutes", "ms", "h", "in",
  ])
  /// What makes a name one of a measure; other words alone are no measure.
  private static let coreWords: Set<String> = HeadingVocabulary.nouns.union(HeadingVocabulary.offered).union(
    HeadingVocabulary.handled
  ).union([
    "aht", "tht", "dmt", "tmo", "tma", "handle", "handling", "bearbeitungszeit", "bearbeitungsdauer",
    "gesamtbearbeitungszeit", "agents", "staff", "headcount",
  ])

  /// Nil where the heading is a measure alone, or has none.
  init?(_ heading: String) {
    let plain = PlainText.of(heading)
    var measure: [String] = []
    var rest = ""
    var word = ""
    func isMeasure(_ word: String) -> Bool { Self.measureWords.contains(word.lowercased()) }
    for character in plain + " " {
      if character.isLetter || character.isNumber {
        word.append(character)
        continue
      }
      if isMeasure(word) { measure.append(word) } else { rest += word }
      word = ""
      rest.append(character)
    }
    let name = rest.split(separator: " ").joined(separator: " ").trimmedMarks
    guard !name.isEmpty, measure.contains(where: { Self.coreWords.contains($0.lowercased()) }) else {
      return nil
    }
    let meaning = Heading(measure.joined(separator: " ")).meaning
    guard case .role(let role, _) = meaning,
      [.calls, .aht, .totalHandleTime, .handled, .agents].contains(role)
    else { return nil }
    self.meaning = meaning
    self.rest = name
  }
}

extension String {
  /// Without spaces, brackets and other marks at its ends.
  fileprivate var trimmedMarks: String {
    var text = self[...]
    func isMark(_ character: Character?) -> Bool {
      character.map { !$0.isLetter && !$0.isNumber } ?? false
    }
    while isMark(text.first) { text = text.dropFirst() }
    while isMark(text.last) { text = text.dropLast() }
    return String(text)
  }
}

extension ColumnPlanner {
  /// What groups are compared by: the day, where it is one, else the words.
  static func groupKey(_ text: String) -> String {
    KnownWords.weekday(text).map { "day \($0)" } ?? PlainText.of(text).lowercased().trimmedSpaces
  }

  /// Parts names such as "Sales Calls" and "Sales AHT" into measure and group, where several columns
  /// are named in this way.
  func partNames(_ columns: inout [Layout.Column]) {
    guard !columns.contains(where: { !$0.group.isEmpty }) else { return }
    let taken = options.map.isEmpty ? [] : Set(columns.filter { isMapped($0) }.map(\.place))
    let wanted = Set(names.map(Self.groupKey))
    var parts: [Int: MeasureAndRest] = [:]
    for (number, column) in columns.enumerated() where !taken.contains(column.place) {
      let text = column.heading.text
      guard column.heading.meaning == .unknown || [.aht, .totalHandleTime].contains(column.heading.role),
        !wanted.contains(Self.groupKey(text)), let part = MeasureAndRest(text)
      else { continue }
      parts[number] = part
    }
    func role(_ part: MeasureAndRest) -> TableRole? {
      if case .role(let role, _) = part.meaning { return role }
      return nil
    }
    let plain = columns.filter { $0.heading.role == valueRole && !taken.contains($0.place) }
    let isMappedValue = options.map[valueRole] != nil
    let values = parts.values.filter { role($0) == valueRole }
    let others = Set(parts.values.filter { role($0) != valueRole }.map { Self.groupKey($0.rest) })
    let isTotal = plain.count == 1 && values.count > 1 && HeadingVocabulary.isTotal(plain[0].heading.text)
    let isAcross =
      !isMappedValue && (plain.isEmpty || isTotal)
      && (values.count > 1 || values.contains { others.contains(Self.groupKey($0.rest)) })
    var keys = Set<String>()
    if isAcross { keys = Set(values.map { Self.groupKey($0.rest) }) }
    if plain.isEmpty, !isAcross {
      keys = Set(
        columns.filter { $0.heading.meaning == .unknown || $0.heading.role == .time }
          .map { Self.groupKey($0.heading.text) })
    }
    let times = parts.values.filter { role($0) == .aht }
    for (number, part) in parts {
      let key = Self.groupKey(part.rest)
      let isOneOfSeveral = role(part) == .aht && Set(times.map { Self.groupKey($0.rest) }).count > 1
      guard keys.contains(key) || isOneOfSeveral else { continue }
      if role(part) == valueRole, !isAcross { continue }
      columns[number].heading.meaning = part.meaning
      columns[number].group = part.rest
    }
    if isAcross, isTotal, let place = columns.firstIndex(where: { $0.place == plain[0].place }) {
      columns[place].heading.meaning = .total
    }
  }

  private func isMapped(_ column: Layout.Column) -> Bool {
    if case .role(_, rank: -1) = column.heading.meaning { return true }
    return false
  }

  /// Handle times by queue or day that cannot be given to the columns of contacts.
  func checkPairs(_ plan: ColumnPlan, _ columns: [Layout.Column]) throws(TableProblem) {
    guard measure == .calls, !options.isInScenario else { return }
    let grouped = columns.filter { $0.heading.role == .aht && !$0.group.isEmpty }
    guard !grouped.isEmpty, plan.blocks.contains(where: { $0.handleTime == nil && $0.totalHandleTime == nil })
    else { return }
    let first = columns.first { $0.place == plan.blocks.first { $0.handleTime == nil }?.value }
    throw problem(
      "Which of the handle times is that of \(PlainText.quoted(first?.fullName ?? "")) is not clear: there "
        + "\(grouped.count == 1 ? "is" : "are") \(grouped.map { PlainText.quoted($0.fullName) }.joined(separator: ", ")).",
      "Name columns that belong together alike, such as Sales Calls and Sales AHT; or say "
        + options.say(.map, "aht=\(grouped[0].heading.text)") + " for one that is everybody's.")
  }
}

extension Layout.Column {
  /// The heading with what stands above it or beside it.
  var fullName: String {
    group.isEmpty || heading.text.contains(group) ? heading.text : "\(group) \(heading.text)"
  }
}
