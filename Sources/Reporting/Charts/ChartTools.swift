import Foundation

/// What `make setup` installs for charts, and where it is: the browser bundle and vl-convert.
///
/// Both live under `.tools` of the project, an installed program's bundle under `share/switchboard` beside
/// its `bin`. They are looked for from the current folder and from the executable upwards; the environment
/// variable `SWITCHBOARD_VEGA_BUNDLE` names another bundle.
public enum ChartTools {
  /// The variable that names the browser bundle's file.
  public static let bundleVariable = "SWITCHBOARD_VEGA_BUNDLE"

  /// The browser bundle's text; nil when it is not installed.
  public static func bundle(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> String? {
    if let path = environment[bundleVariable] {
      return path.isEmpty ? nil : try? String(contentsOfFile: path, encoding: .utf8)
    }
    return (find(".tools/vega/vega-bundle.js") ?? find("share/switchboard/vega-bundle.js")).flatMap {
      try? String(contentsOf: $0, encoding: .utf8)
    }
  }

  /// The file at that path in the current folder, the executable's, or a folder above one of them.
  static func find(_ path: String) -> URL? {
    let current = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
    let executable = Bundle.main.executableURL?.resolvingSymlinksInPath()
      .deletingLastPathComponent()
    for start in [current, executable].compactMap({ $0 }) {
      var folder = start.standardizedFileURL
      for _ in 0..<32 {
        let file = folder.appendingPathComponent(path)
        if FileManager.default.fileExists(atPath: file.path) { return file }
        if folder.path == "/" { break }
        folder = folder.deletingLastPathComponent()
      }
    }
    return nil
  }
}

/// How a page gets its charts.
public enum ChartSource: Sendable, Equatable {
  /// Drawn in the browser by this library, with tooltips.
  case library(String)
  /// Drawn beforehand: SVG by the chart's identifier.
  case pictures([String: String])
  /// Not at all; the page says so and keeps its tables.
  case none

  /// The best that is installed: the library, else pictures by vl-convert, else none.
  public static func installed(for charts: [Chart]) -> ChartSource {
    if let bundle = ChartTools.bundle() { return .library(bundle) }
    guard let renderer = ChartRenderer.installed,
      let pictures = try? renderer.pictures(of: charts)
    else { return .none }
    return .pictures(pictures)
  }
}
