import Foundation

/// Turns pages into PDF with Chromium, which lays them out by the same rules as a browser prints.
///
/// Page numbers, margins and page breaks are the page's own (`@page` of its style sheet). The
/// browser runs without network, in a folder of its own that is removed afterwards.
public struct PDFRenderer: Sendable {
  /// The variable that names another browser of Chromium's family.
  public static let browserVariable = "SWITCHBOARD_BROWSER"

  /// The browser's program.
  public let browser: URL
  /// How long the browser may take, in seconds.
  public var timeLimit = 120.0
  /// The largest document that is read, in bytes.
  public static let sizeLimit = 256 << 20

  /// Why there is no document.
  public enum Failure: Error, CustomStringConvertible, Equatable {
    /// No browser was found.
    case isNotInstalled
    /// The browser took longer than so many seconds.
    case timeLimit(seconds: Double)
    /// The browser ended with this status after writing this to standard error.
    case browser(status: Int32, message: String)
    /// What the browser wrote is no PDF, or too large.
    case noDocument

    /// The failure with its remedy.
    public var description: String {
      switch self {
      case .isNotInstalled:
        return "PDF and PNG files cannot be made: Chromium is not installed. `make setup-pdf` installs "
          + "it with a font for Chinese (some 400 MB), as does `apt install chromium fonts-wqy-zenhei`; "
          + "or open the page in any browser and print it"
      case .timeLimit(let seconds):
        return "the file cannot be made: the browser took longer than "
          + "\(MachineNumber.text(seconds) ?? "") s; open the page in a browser and print it"
      case .browser(let status, let message):
        return "the file cannot be made: the browser ended with status \(status)"
          + (message.isEmpty ? "" : ": \(message)")
      case .noDocument:
        return "the file cannot be made: the browser wrote none, or one of more than "
          + "\(PDFRenderer.sizeLimit >> 20) MB"
      }
    }
  }

  /// A renderer with the given browser.
  public init(browser: URL) { self.browser = browser }

  /// The renderer with the browser that is installed; nil without one.
  public static var installed: PDFRenderer? {
    installed(environment: ProcessInfo.processInfo.environment)
  }

  /// The renderer with the browser that is installed.
  ///
  /// - Throws: `Failure.isNotInstalled` without one.
  static var required: PDFRenderer {
    get throws(Failure) {
      guard let renderer = installed else { throw .isNotInstalled }
      return renderer
    }
  }

  /// The renderer with the browser that the environment names, or the first on its path.
  package static func installed(environment: [String: String]) -> PDFRenderer? {
    let names = [
      "chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome",
    ]
    let found: String?
    if let named = environment[browserVariable] {
      found = FileManager.default.isExecutableFile(atPath: named) ? named : nil
    } else {
      let folders = (environment["PATH"] ?? "").split(separator: ":")
      found = names.lazy.flatMap { name in folders.map { "\($0)/\(name)" } }
        .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
    return found.map { PDFRenderer(browser: URL(fileURLWithPath: $0)) }
  }

  /// The page as a PDF document.
  ///
  /// - Parameters:
  ///   - html: The whole page; it may refer to nothing outside itself.
  ///   - made: When the document says it was made, in seconds since 1970. The same page and moment
  ///     give the same bytes from the same browser.
  /// - Returns: The document.
  /// - Throws: `Failure`, or what the file system says about the temporary folder.
  public func document(of html: String, made: Double) throws -> Data {
    var data = try file(of: html, as: ("html", "pdf"), beginning: Data("%PDF-".utf8)) { file in
      ["--no-pdf-header-footer", "--generate-pdf-document-outline", "--print-to-pdf=\(file.path)"]
    }
    PDFDates.set(made, in: &data)
    return data
  }

  /// A drawing in SVG as pixels in PNG, twice as many as its size says.
  ///
  /// - Throws: `Failure`, or what the file system says about the temporary folder.
  func picture(of svg: String, width: Int, height: Int) throws -> Data {
    try file(of: svg, as: ("svg", "png"), beginning: Data([0x89, 0x50, 0x4E, 0x47])) { file in
      [
        "--force-device-scale-factor=2", "--hide-scrollbars", "--window-size=\(width),\(height)",
        "--screenshot=\(file.path)",
      ]
    }
  }

  /// What the browser makes of a text in a folder of its own.
  private func file(
    of text: String, as endings: (given: String, made: String), beginning: Data,
    options: (URL) -> [String]
  ) throws -> Data {
    let manager = FileManager.default
    let folder = manager.temporaryDirectory
      .appendingPathComponent("switchboard-pdf-\(UUID().uuidString)")
    try manager.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? manager.removeItem(at: folder) }
    let (page, made) = (
      folder.appendingPathComponent("page.\(endings.given)"),
      folder.appendingPathComponent("made.\(endings.made)")
    )
    try Data(text.utf8).write(to: page)
    try run(page: page, options: options(made), folder: folder)
    let size = (try? manager.attributesOfItem(atPath: made.path))?[.size] as? Int ?? 0
    guard size > 0, size <= Self.sizeLimit else { throw Failure.noDocument }
    let data = try Data(contentsOf: made)
    guard data.starts(with: beginning) else { throw Failure.noDocument }
    return data
  }

  /// Runs the browser until it ends or takes too long.
  ///
  /// Its messages go into a file, so that no pipe can fill up; so do its settings and caches.
  private func run(page: URL, options: [String], folder: URL) throws {
    let messages = folder.appendingPathComponent("messages")
    try Data().write(to: messages)
    let process = Process()
    process.executableURL = browser
    process.arguments =
      [
        "--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions",
        "--disable-background-networking", "--no-first-run",
        // The page is made here and has no foreign parts; containers rarely allow the sandbox.
        "--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND",
        "--user-data-dir=\(folder.appendingPathComponent("profile").path)",
      ] + options + [page.absoluteString]
    var environment = ProcessInfo.processInfo.environment
    for name in ["HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "TMPDIR"] {
      environment[name] = folder.path
    }
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: messages)
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    guard ended.wait(timeout: .now() + timeLimit) == .success else {
      process.terminate()
      if ended.wait(timeout: .now() + 2) != .success {
        kill(process.processIdentifier, SIGKILL)
        _ = ended.wait(timeout: .now() + 2)
      }
      throw Failure.timeLimit(seconds: timeLimit)
    }
    guard process.terminationStatus == 0 else {
      throw Failure.browser(status: process.terminationStatus, message: Self.end(of: messages))
    }
  }

  /// The last lines of a file of messages.
  private static func end(of file: URL) -> String {
    guard let handle = try? FileHandle(forReadingFrom: file) else { return "" }
    defer { try? handle.close() }
    let size = (try? handle.seekToEnd()) ?? 0
    try? handle.seek(toOffset: size > 2000 ? size - 2000 : 0)
    let text = String(decoding: (try? handle.readToEnd()) ?? Data(), as: UTF8.self)
    return text.split(separator: "\n").suffix(3).joined(separator: " ")
  }
}

/// The dates in a PDF document's description of itself.
enum PDFDates {
  /// Replaces the dates of making and changing by others of the same length, so that nothing in
  /// the document moves; dates in another form stay.
  static func set(_ seconds: Double, in data: inout Data) {
    let date = Data("(D:\(text(of: seconds))+00'00')".utf8)
    for key in ["/CreationDate ", "/ModDate "] {
      guard let found = data.range(of: Data(key.utf8)) else { continue }
      let place = found.upperBound..<min(found.upperBound + date.count, data.endIndex)
      let old = data[place]
      guard old.starts(with: Data("(D:".utf8)), old.last == UInt8(ascii: ")") else { continue }
      data.replaceSubrange(place, with: date)
    }
  }

  /// "20261122083000": a moment in universal time.
  static func text(of seconds: Double) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let parts = calendar.dateComponents(
      [.year, .month, .day, .hour, .minute, .second], from: Date(timeIntervalSince1970: seconds))
    let numbers = [parts.month, parts.day, parts.hour, parts.minute, parts.second]
    return String(format: "%04d", parts.year ?? 0)
      + numbers.map { String(format: "%02d", $0 ?? 0) }.joined()
  }
}
