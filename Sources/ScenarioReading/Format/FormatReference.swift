import ContactCenter

/// Writes the format as a reference for people, Docs/Scenario-Format.md.
public enum ScenarioReference {
  /// The reference in Markdown; the same text every time.
  public static func markdown() -> String {
    var writer = ReferenceWriter()
    writer.visit(ScenarioFormat.scenario.shape)
    var text = introduction
    for object in writer.objects {
      text += "\n" + section(object)
      if object.name == "law" { text += laws }
    }
    return text + "\n" + formulas + "\n" + RuleReference.markdown
  }

  private static let formulas = """
    ## Formulas

    Conditions (`when`) are true or false, `agentRule` and `contactRule` give a score, of which the
    largest wins. A formula computes a value from what goes on in the center at the moment; it can
    do nothing else. It is made of numbers (`3`, `20 s`, `2 min`, `80%`), of the facts and functions
    below, and of

    - `+ - * /`, parentheses; what has no value, such as a division by 0, is 0;
    - `<`, `<=`, `>`, `>=`, `==`, `!=`;
    - `not`, `and`, `or`, in falling order of precedence;
    - `if a then b else c`.

    Names with spaces that hold one of these words stand in quotes: `idle("sales and returns")`.
    Lengths of time are in seconds. A formula has at most 1,000 characters and 200 parts. Conditions
    that can never hold are errors before anything runs.

    """

  private static let introduction = """
    # The scenario format

    A scenario is a YAML file. This page lists every key; `switchboard schema` prints the same as a
    JSON Schema for editors, and `switchboard check FILE` names every problem of a file with its
    line and column. Both, and this page, are made from one description in
    `Sources/ScenarioReading`.

    ## How values are written

    | Kind | Written as |
    | --- | --- |
    | duration | a number with its unit: `20 s`, `3 min`, `1.5 h`, `2 d`; only 0 needs no unit |
    | time of day | `08:30`; `24:00` is midnight, `25:30` is 01:30 of the next day |
    | date | `2026-11-30`: year, month, day |
    | proportion | `80%` or `0.8` |
    | rate | a plain number whose key names the unit, such as `perHour` |
    | law | a duration (always the same), or a mapping: `{law: lognormal, mean: 3 min, cv: 1.2}` |
    | name | any text on one line; contact types, queues, groups, menus are referred to by it |

    Tables (.csv, .tsv, .txt, .xlsx) lie in the scenario's folder or below it and have at most 256 MB.
    They are read as planners have them; where one can be read in two ways, `map` and `read` beside
    `file` decide: [Tables.md](Tables.md).

    Times of day are what the clocks of the calendar's `timeZone` show. Where these are set back, an
    hour comes twice, and what is said of it holds twice; a time that they skip is the moment of the
    change. Lengths of time are not concerned: planning intervals and breaks are as long as ever.

    Keys in **bold** are required.

    """

  private static func section(_ object: ObjectShape) -> String {
    var text = "## \(object.name)\n\n\(object.doc)\n\n"
    text += "| Key | Value | Default | Meaning |\n| --- | --- | --- | --- |\n"
    for field in object.fields {
      let key = field.isRequired ? "**`\(field.key)`**" : "`\(field.key)`"
      let value = field.shape.summary + range(of: field.shape)
      let example = field.example.map { " Example: `\(field.key): \($0)`" } ?? ""
      text += "| \(key) | \(value) | \(field.defaultText ?? "") | \(field.doc)\(example) |\n"
    }
    for set in object.alternatives {
      let keys = set.keys.map { "`\($0)`" }.joined(separator: ", ")
      text += "\n\(set.needed ? "Exactly" : "At most") one of \(keys).\n"
    }
    for field in object.fields {
      guard case .choice(let words) = field.shape, words.contains(where: { !$0.doc.isEmpty }),
        field.key != "law"
      else { continue }
      text += "\nWords for `\(field.key)`:\n\n"
      for (word, doc) in words { text += "- `\(word)`: \(doc)\n" }
    }
    return text
  }

  /// The bounds of a number, if they say anything.
  private static func range(of shape: Shape) -> String {
    guard case .scalar(let scalar) = shape, scalar.pattern == nil, let low = scalar.minimum,
      let high = scalar.maximum
    else { return "" }
    if high >= 0x1p63 { return ", from \(low.plain)" }
    return ", \(low.plain) to \(high.plain)"
  }

  private static var laws: String {
    var text = "\n| Law | Keys | Meaning |\n| --- | --- | --- |\n"
    for law in LawName.allCases {
      let forms = law.forms.map { form in form.map { "`\($0)`" }.joined(separator: ", ") }
      text += "| `\(law.rawValue)` | \(forms.joined(separator: " or ")) | \(law.doc) |\n"
    }
    return text
  }
}

/// Lists the mappings in the order in which a reader meets them.
private struct ReferenceWriter {
  var objects: [ObjectShape] = []
  private var names: Set<String> = []

  mutating func visit(_ shape: Shape) {
    switch shape {
    case .scalar, .choice: return
    case .list(let element, _), .map(_, let element), .named(_, let element, _): visit(element)
    case .pair(let first, let second):
      visit(first)
      visit(second)
    case .either(let shapes): for shape in shapes { visit(shape) }
    case .object(let object):
      guard names.insert(object.name).inserted else { return }
      objects.append(object)
      for field in object.fields { visit(field.shape) }
    }
  }
}
