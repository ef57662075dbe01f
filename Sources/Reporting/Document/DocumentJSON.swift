import Experiments

/// A document for programs that show reports themselves: everything that is printed, with the numbers
/// behind it.
///
/// `blocks` have a `type` (`heading`, `lead`, `paragraph`, `note`, `list`, `tiles`, `table`, `card`, `map`,
/// `chart`, `code`); cells have their `text` and, where they are figures, `value`, `low`, `high` and `unit`.
public enum DocumentJSON {
  /// The text, ending in a line break.
  public static func text(of document: Document) -> String {
    var json = JSONText(lineDepth: 5)
    json.object { json in
      json.string("kind", document.kind)
      json.string("title", document.title)
      json.string("language", document.language.tag)
      json.string("version", document.version)
      json.string("summary", document.summary)
      json.array("facts") { json in
        for fact in document.facts {
          json.object { json in
            json.string("name", fact.name)
            json.string("value", fact.value)
          }
        }
      }
      json.array("warnings") { json in for text in document.warnings { json.string(nil, text) } }
      json.array("sections") { json in
        for section in document.sections {
          json.object { json in
            json.string("id", section.identifier)
            json.number("number", section.number)
            json.string("title", section.title)
            json.array("blocks") { json in
              for block in section.blocks { json.object { write(block, &$0) } }
            }
          }
        }
      }
    }
    return json.text + "\n"
  }

  private static func write(_ block: Document.Block, _ json: inout JSONText) {
    func text(_ type: String, _ text: String) {
      json.string("type", type)
      json.string("text", text)
    }
    switch block {
    case .heading(let words): text("heading", words)
    case .lead(let words): text("lead", words)
    case .paragraph(let words): text("paragraph", words)
    case .note(let words): text("note", words)
    case .code(let words): text("code", words)
    case .list(let items, let isNumbered):
      json.string("type", "list")
      json.bool("isNumbered", isNumbered)
      json.array("items") { json in for item in items { json.string(nil, item) } }
    case .tiles(let tiles):
      json.string("type", "tiles")
      json.array("tiles") { json in
        for tile in tiles {
          json.object { json in
            json.string("title", tile.title)
            json.object("value") { write(tile.value, &$0) }
            json.string("remark", tile.remark)
          }
        }
      }
    case .table(let table): write(table, &json)
    case .card(let card): write(card, &json)
    case .heatMap(let map): write(map, &json)
    case .chart(let chart):
      json.string("type", "chart")
      json.string("id", chart.identifier)
      json.string("title", chart.title)
      json.string("caption", chart.caption)
      json.string("text", chart.altText)
    }
  }

  private static func write(_ table: Document.Table, _ json: inout JSONText) {
    json.string("type", "table")
    json.string("id", table.identifier)
    json.string("title", table.title)
    json.string("caption", table.caption)
    json.array("columns") { json in
      for column in table.columns {
        json.object { json in
          json.string("title", column.title)
          if !column.explanation.isEmpty { json.string("explanation", column.explanation) }
          json.bool("isNumber", column.isNumber)
        }
      }
    }
    json.array("rows") { json in
      for row in table.rows {
        json.array { json in for cell in row { json.object { write(cell, &$0) } } }
      }
    }
  }

  private static func write(_ card: Document.Card, _ json: inout JSONText) {
    json.string("type", "card")
    json.string("id", card.identifier)
    json.string("title", card.title)
    json.object("verdict") { write(card.verdict, &$0) }
    json.array("items") { json in
      for item in card.items {
        json.object { json in
          json.string("name", item.name)
          json.array("content") { json in for text in item.content { json.string(nil, text) } }
          if let verdict = item.verdict { json.object("verdict") { write(verdict, &$0) } }
        }
      }
    }
  }

  private static func write(_ map: Document.Map, _ json: inout JSONText) {
    json.string("type", "map")
    json.string("id", map.identifier)
    json.string("title", map.title)
    json.string("caption", map.caption)
    json.string("unit", map.format.unit.rawValue)
    json.array("columns") { json in for column in map.columns { json.string(nil, column) } }
    json.array("rows") { json in
      for row in map.rows {
        json.object { json in
          json.string("name", row.name)
          json.array("values") { json in for value in row.values { json.number(nil, value) } }
        }
      }
    }
  }

  private static func write(_ cell: Document.Cell, _ json: inout JSONText) {
    json.string("text", cell.text)
    switch cell.content {
    case .text: break
    case .number(let value, let format):
      json.number("value", value)
      json.string("unit", format.unit.rawValue)
    case .estimate(let estimate, let format):
      json.number("value", estimate.value)
      json.number("low", estimate.low)
      json.number("high", estimate.high)
      json.string("unit", format.unit.rawValue)
    }
    if let tone = cell.tone { json.string("tone", tone.rawValue) }
    if !cell.note.isEmpty { json.string("note", cell.note) }
    if cell.isUnverified { json.bool("isUnverified", true) }
  }
}
