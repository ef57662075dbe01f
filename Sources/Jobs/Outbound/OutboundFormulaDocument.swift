import Experiments
import Foundation
import Reporting

/// Answers about outbound calls as a document: the figures, what is to be known of them, and charts.
struct OutboundFormulaDocument {
  let table: OutboundTable
  let language: ReportLanguage
  let version: String

  private var words: any ReportingWords { language.language.words }

  typealias Cell = Document.Cell

  /// The document.
  var document: Document {
    let notes = table.remarks.map { Document.Block.note(words.remark($0)) }
    let shown = [frontier].compactMap { $0 } + charts
    return Document(
      language: language, kind: words.formula, title: words.name(of: table.model),
      summary: words.supposition(of: table.model), version: version,
      facts: table.fixed.map {
        .init(name: words.given($0.field), value: words.word(language.printed($0.text)))
      },
      parts: [
        (
          "figures", words.figures,
          [.table(table.axes.isEmpty ? answer : sweep)] + problems + notes + shown.map { .chart($0) }
        )
      ])
  }

  // MARK: - Tables

  /// One answer: a figure a line.
  private var answer: Document.Table {
    let figures = table.rows.first?.answer?.figures ?? []
    return Document.Table(
      identifier: "figures", title: words.figures,
      columns: [.init(title: words.figure), .init(title: words.value, isNumber: true)],
      rows: figures.map { [Cell(words.long($0.key)), cell($0)] }, isOrdered: true)
  }

  private var sweep: Document.Table {
    let columns =
      table.axes.map { Document.Table.Column(title: words.given($0.field), isNumber: true) }
      + table.keys.map { .init(title: words.long($0), isNumber: true, short: words.short($0)) }
    let rows = table.rows.map { row -> [Cell] in
      let leads = zip(row.texts, row.numbers).map { text, number in
        number.map { Cell(language.printed(text), .number($0, FigureFormat(.plain))) }
          ?? Cell(words.word(text))
      }
      return leads
        + table.keys.map { key in
          row.answer?.value(key).map { cell(OutboundFigure(key, $0)) } ?? Cell("–")
        }
    }
    return Document.Table(
      identifier: "figures", title: words.figures, caption: words.rowForEach, columns: columns, rows: rows)
  }

  private func cell(_ figure: OutboundFigure) -> Cell {
    Cell(language.printed(figure.text), .number(figure.value, FigureFormat(of: figure.key.unit)))
  }

  /// Why combinations have no figures.
  private var problems: [Document.Block] {
    let found = table.rows.filter { !$0.problem.isEmpty }
    guard !found.isEmpty else { return [] }
    let items = found.prefix(10).map { row in
      let given = zip(table.axes, row.texts).map {
        "\(words.given($0.field)) \(language.printed($1))"
      }
      return "\(language.list(given)) – \(words.finding(row.problem))"
    }
    return [.heading(words.whyNot), .list(items, isNumbered: false)]
  }

  // MARK: - Charts

  /// More curves than these are not told apart.
  private static let mostCurves = 6

  private typealias Curve = (name: String, points: [DocumentChart.Point])

  /// What a row has besides a place on an axis.
  private func name(of row: OutboundTable.Row, without axis: Int) -> String {
    language.list(
      table.axes.indices.filter { $0 != axis }.map {
        "\(words.given(table.axes[$0].field)) \(words.word(language.printed(row.texts[$0])))"
      })
  }

  private func curves(
    along axis: Int, _ point: (OutboundTable.Row) -> DocumentChart.Point?
  ) -> [Curve] {
    var curves: [Curve] = []
    for row in table.rows {
      guard let point = point(row) else { continue }
      let name = name(of: row, without: axis)
      if let place = curves.firstIndex(where: { $0.name == name }) {
        curves[place].points.append(point)
      } else {
        curves.append((name, [point]))
      }
    }
    return curves
  }

  /// A chart of each figure along the list with the most values.
  private var charts: [DocumentChart] {
    guard let axis = table.charted else { return [] }
    return table.keys.compactMap { key in
      let curves = curves(along: axis) { row in
        guard let x = row.numbers[axis], let y = row.answer?.value(key), y.isFinite else { return nil }
        let text = language.printed(OutboundFigure(key, y).text)
        return .init(x: x, y: y, label: "\(language.printed(row.texts[axis])): \(text)", tone: .neutral)
      }
      let title = words.given(table.axes[axis].field)
      return chart(
        "figure-\(key.rawValue)", words.along(words.long(key), title), key, curves,
        x: .init(title: title, format: FigureFormat(.plain)))
    }
  }

  /// Occupancy against the drop rate: what each team can have of the one for the other.
  private var frontier: DocumentChart? {
    guard table.model == .dialer, let axis = table.axes.firstIndex(where: { $0.field == .linesPerAgent })
    else { return nil }
    let curves = curves(along: axis) { row in
      guard let x = row.answer?.value(.dropRate), let y = row.answer?.value(.occupancy) else { return nil }
      let text = language.printed(OutboundFigure(.occupancy, y).text)
      return .init(x: x, y: y, label: "\(language.printed(row.texts[axis])): \(text)", tone: .neutral)
    }
    let format = FigureFormat(.proportion)
    return chart(
      "frontier",
      words.along(words.long(OutboundFigure.Key.occupancy), words.long(OutboundFigure.Key.dropRate)),
      .occupancy, curves, x: .init(title: words.long(OutboundFigure.Key.dropRate), format: format))
  }

  private func chart(
    _ identifier: String, _ title: String, _ key: OutboundFigure.Key, _ curves: [Curve],
    x: DocumentChart.Axis
  ) -> DocumentChart? {
    let points = curves.flatMap(\.points)
    guard Set(points.map(\.x)).count > 1, curves.count <= Self.mostCurves,
      let low = points.min(by: { $0.y < $1.y }), let high = points.max(by: { $0.y < $1.y })
    else { return nil }
    let format = FigureFormat(of: key.unit)
    return DocumentChart(
      identifier: identifier, title: title, caption: "",
      altText: words.told(
        words.long(key), from: language.figure(low.y, format), to: language.figure(high.y, format),
        points: points.count),
      isInTable: true,
      kind: .points(
        curves.map { .init(name: $0.name, points: $0.points, form: .line, isNamed: curves.count > 1) },
        x: x, y: .init(title: language.unitName(format), format: format)))
  }
}
