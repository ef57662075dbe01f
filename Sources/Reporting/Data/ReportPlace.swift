import Foundation

/// Where a report goes so that nothing is lost: into the folder asked for, or into the first of
/// NAME-2, NAME-3, … in which no other report stands.
///
/// A file may be replaced by one of the same bytes, and a report by a new one of the same run, which
/// its files tell. Files of other names never matter: they stay. A folder that the user named belongs to one
/// kind of report.
public struct ReportPlace: Sendable {
  /// What the files of a run's report tell about it: the scenario's digest, and the command that makes
  /// it again.
  public struct Origin: Sendable, Equatable {
    /// The digest of the scenario and the files it reads.
    public var digest: String
    /// The canonical command.
    public var commandLine: String

    /// A run's origin.
    public init(digest: String, commandLine: String) {
      self.digest = digest
      self.commandLine = commandLine
    }
  }

  /// The run that the report is about; nil: only files of the same bytes may be replaced.
  public var origin: Origin?

  /// Whether the folder was named for this report alone, so that those of other kinds keep theirs; the
  /// folder of a scenario has all that is made of it.
  public var isApart: Bool

  /// The run that files beside its own report are about; nil: files of no run, or of several.
  public var subject: Origin?

  /// A place for the report of a run.
  public init(origin: Origin? = nil, isApart: Bool = false, subject: Origin? = nil) {
    self.origin = origin
    self.isApart = isApart
    self.subject = subject
  }

  /// The most numbered folders that are looked at.
  private static let most = 9999
  /// Files of a run's report that say which run it is of.
  private static let ofRun = ["report.md", "report.html"]
  /// Files that say what they are about.
  private static let telling = ofRun + ["management.json", "management.md", "management.html"]

  /// The kinds of reports, each with the names of its files without ending.
  private static let kinds: [[String]] =
    [["report", "management", "management-brief"]]
    + ["comparison", "variation", "staffing", "verification", "erlang", "check", "kpis", "runs"].map { [$0] }

  /// The first file in a folder of a report of another kind than files of these names are of; nil: there is
  /// none, or they are no report of a known kind.
  public static func other(in folder: URL, than names: [String]) -> String? {
    func base(_ name: String) -> String { name.split(separator: ".").first.map(String.init) ?? name }
    let own = Set(names.map(base))
    guard kinds.contains(where: { !own.isDisjoint(with: $0) }) else { return nil }
    let foreign = Set(kinds.filter(own.isDisjoint).joined())
    let endings = Set(ReportForm.allCases.map(\.ending))
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.sorted().first { file in
      foreign.contains(base(file))
        && file.split(separator: ".").last.map(String.init).map(endings.contains) == true
    }
  }

  /// The first folder for files of which only the names are known, as before a run.
  ///
  /// What tells nothing counts as replaceable here.
  public func folder(from asked: URL, names: [String]) -> URL? {
    first(from: asked, for: names) { folder in
      !names.contains { exists($0, in: folder) } || isOwn(folder) ?? true
    }
  }

  /// The first folder for files; nil where ten thousand hold other reports.
  ///
  /// - Parameters:
  ///   - asked: The folder that was asked for.
  ///   - files: The report's files.
  ///   - finished: Files that have been written elsewhere, and their names.
  ///   - isPartial: Whether the run was interrupted; then it replaces no other file.
  /// - Returns: The folder itself, or a numbered one beside it.
  public func folder(
    from asked: URL, files: [AtomicFile.Content], finished: [(file: URL, name: String)] = [],
    isPartial: Bool = false
  ) -> URL? {
    first(from: asked, for: files.map(\.name) + finished.map(\.name)) { folder in
      if !isPartial, isOwn(folder) == true { return true }
      let isSame = files.allSatisfy { file in
        !exists(file.name, in: folder)
          || (try? Data(contentsOf: folder.appendingPathComponent(file.name))) == file.data
      }
      guard isSame else { return false }
      return finished.allSatisfy { file, name in
        let old = folder.appendingPathComponent(name).path
        return !exists(name, in: folder)
          || FileManager.default.contentsEqual(atPath: old, andPath: file.path)
      }
    }
  }

  /// `folder` itself, or the first numbered one beside it, that is free.
  private func first(
    from asked: URL, for names: [String], where isFreeOfThese: (URL) -> Bool
  ) -> URL? {
    func isFree(_ folder: URL) -> Bool {
      isFreeOfThese(folder) && !(isApart && Self.other(in: folder, than: names) != nil)
        && (subject.flatMap { Self.tells(folder, Self.ofRun, of: $0) } ?? true)
    }
    let folder = asked.standardizedFileURL
    if isFree(folder) { return asked }
    let name = folder.lastPathComponent
    for number in 2...Self.most {
      let other = folder.deletingLastPathComponent().appendingPathComponent("\(name)-\(number)")
      if isFree(other) { return other }
    }
    return nil
  }

  private func exists(_ name: String, in folder: URL) -> Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent(name).path)
  }

  /// Whether all files that tell are about this run; nil: none tells.
  private func isOwn(_ folder: URL) -> Bool? { Self.tells(folder, Self.telling, of: origin) }

  private static func tells(_ folder: URL, _ names: [String], of origin: Origin?) -> Bool? {
    let texts = names.compactMap { name in
      try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    }
    guard !texts.isEmpty else { return nil }
    guard let origin else { return false }
    let command = origin.commandLine
    let inJSON = command.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    // The command stands alone in its line or element: a longer one is another.
    let ends = ["    \(command)\n", ">\(Markup.escape(command))</", "\"\(inJSON)\""]
    return texts.allSatisfy { text in
      text.contains(origin.digest) && ends.contains { text.contains($0) }
    }
  }
}
