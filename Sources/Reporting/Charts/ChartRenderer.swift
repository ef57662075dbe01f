import Foundation

/// Turns charts into files with vl-convert, which draws Vega-Lite specifications without a browser.
public struct ChartRenderer: Sendable {
  /// The Python interpreter that has vl-convert.
  public let python: URL
  /// `Scripts/charts-to-svg.py`.
  public let script: URL

  /// The forms that charts can be written in.
  public enum Form: String, Sendable, CaseIterable {
    /// Scalable, for pages and print.
    case svg
    /// Pixels at twice the nominal size, for documents that take no SVG.
    case png
  }

  /// Why charts could not be drawn.
  public enum Failure: Error, CustomStringConvertible {
    /// vl-convert is not there.
    case isNotInstalled
    /// The script ended with this status after writing this to standard error.
    case script(status: Int32, message: String)

    /// The failure with its remedy.
    public var description: String {
      switch self {
      case .isNotInstalled:
        return "charts cannot be drawn: vl-convert is not installed; `make setup` installs it"
      case .script(let status, let message):
        return "charts cannot be drawn: the drawing script ended with status \(status): \(message)"
      }
    }
  }

  /// A renderer with the given interpreter and script.
  public init(python: URL, script: URL) {
    self.python = python
    self.script = script
  }

  /// The renderer that `make setup` installed; nil without it.
  public static var installed: ChartRenderer? {
    guard let python = ChartTools.find(".tools/venv/bin/python"),
      let script = ChartTools.find("Scripts/charts-to-svg.py")
    else { return nil }
    return ChartRenderer(python: python, script: script)
  }

  /// Writes each chart to `folder`/identifier.form and returns the files in the charts' order.
  ///
  /// - Throws: `Failure.script` when the script fails, or the error of starting it.
  public func write(
    _ charts: [Chart], as form: Form, to folder: URL, theme: ChartTheme = .paper
  ) throws -> [URL] {
    guard !charts.isEmpty else { return [] }
    let specifications = VegaValue.object(
      charts.map { .init(key: $0.identifier, value: $0.standalone(theme: theme)) })
    try run([form.rawValue, folder.path], input: specifications.json)
    return charts.map { folder.appendingPathComponent("\($0.identifier).\(form.rawValue)") }
  }

  /// The charts as SVG that takes its ink from the page around it, by identifier.
  ///
  /// - Throws: as `write`, or the error of making and reading a temporary folder.
  public func pictures(of charts: [Chart]) throws -> [String: String] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("switchboard-charts-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let untitled = charts.map { chart -> Chart in
      var chart = chart
      chart.title = ""
      chart.subtitle = ""
      return chart
    }
    let files = try write(untitled, as: .svg, to: folder, theme: .page)
    var pictures: [String: String] = [:]
    for (chart, file) in zip(charts, files) {
      pictures[chart.identifier] = try String(contentsOf: file, encoding: .utf8)
    }
    return pictures
  }

  /// Runs the script.
  ///
  /// The input goes through a file and messages into one, so that no pipe can fill up.
  private func run(_ arguments: [String], input: String) throws {
    let manager = FileManager.default
    let folder = manager.temporaryDirectory
      .appendingPathComponent("switchboard-\(UUID().uuidString)")
    try manager.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? manager.removeItem(at: folder) }
    let (inputFile, messages) = (
      folder.appendingPathComponent("in"), folder.appendingPathComponent("err")
    )
    try input.write(to: inputFile, atomically: false, encoding: .utf8)
    try "".write(to: messages, atomically: false, encoding: .utf8)

    let process = Process()
    process.executableURL = python
    process.arguments = [script.path] + arguments
    process.standardInput = try FileHandle(forReadingFrom: inputFile)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: messages)
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let message = (try? String(contentsOf: messages, encoding: .utf8)) ?? ""
      throw Failure.script(
        status: process.terminationStatus,
        message: message.trimmingCharacters(in: .whitespacesAndNewlines))
    }
  }
}
