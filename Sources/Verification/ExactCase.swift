import Foundation

/// One case of a case file: a model, its parameters, and figures that are known for it.
public struct ExactCase: Sendable {
  /// The file it was read from.
  public var file: String
  /// The family of the file, such as `erlang_c`.
  public var family: String
  /// Its name, unique within the family.
  public var id: String
  /// The model in words.
  public var model: String
  /// The model's numbers.
  public var params: JSONValue
  /// The known figures; for `published` the figures that were recomputed, or null.
  public var outputs: JSONValue
  /// The figures as a publication prints them; only in `published`.
  public var printed: JSONValue

  /// A case made in the program.
  public init(
    file: String, family: String, id: String, model: String, params: JSONValue,
    outputs: JSONValue, printed: JSONValue = .null
  ) {
    self.file = file
    self.family = family
    self.id = id
    self.model = model
    self.params = params
    self.outputs = outputs
    self.printed = printed
  }
}

/// Input that cannot be read: where, and what was found.
public struct CaseProblem: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file.
  public var file: String
  /// The case, where the problem is inside one.
  public var caseID: String?
  /// What was found, in one sentence.
  public var finding: String

  /// A problem of a file, or of a case in it.
  public init(file: String, caseID: String? = nil, finding: String) {
    self.file = file
    self.caseID = caseID
    self.finding = finding
  }

  /// File, case and finding in one line.
  public var description: String {
    let place = caseID.map { "\(file): case \($0)" } ?? file
    return "\(place): \(finding)"
  }
}

/// Reads files of exact cases.
public enum CaseReader {
  /// The largest case file that is read, in bytes.
  public static let largestFile = 64 << 20

  /// Reads files, and all `.json` files below folders, in the order of their paths.
  ///
  /// - Parameters:
  ///   - paths: What messages call the files and folders.
  ///   - places: Where they are; nil: at those paths.
  /// - Returns: The cases that can be read, and everything that cannot.
  public static func read(
    paths: [String], at places: [URL]? = nil
  ) -> (cases: [ExactCase], problems: [CaseProblem]) {
    var problems: [CaseProblem] = []
    var cases: [ExactCase] = []
    for (path, place) in zip(paths, places?.map(\.path) ?? paths) {
      for name in names(at: place, path, &problems) {
        func below(_ path: String) -> String {
          name.isEmpty ? path : (path as NSString).appendingPathComponent(name)
        }
        cases += readFile(below(path), at: below(place), &problems)
      }
    }
    return (cases, problems)
  }

  /// Reads one document: the cases that can be read, and everything that cannot.
  public static func read(
    text: String, file: String
  ) -> (cases: [ExactCase], problems: [CaseProblem]) {
    var problems: [CaseProblem] = []
    let cases = parse(Data(text.utf8), file, &problems)
    return (cases, problems)
  }

  /// The names of the `.json` files below a folder; an empty one for a file.
  private static func names(
    at place: String, _ path: String, _ problems: inout [CaseProblem]
  ) -> [String] {
    var isFolder: ObjCBool = false
    let manager = FileManager.default
    guard manager.fileExists(atPath: place, isDirectory: &isFolder) else {
      problems.append(CaseProblem(file: path, finding: "there is no such file or folder"))
      return []
    }
    guard isFolder.boolValue else { return [""] }
    let names = manager.enumerator(atPath: place)?.compactMap { $0 as? String } ?? []
    let found = names.filter { $0.hasSuffix(".json") }.sorted()
    if found.isEmpty {
      problems.append(CaseProblem(file: path, finding: "the folder has no .json file"))
    }
    return found
  }

  private static func readFile(
    _ file: String, at place: String, _ problems: inout [CaseProblem]
  ) -> [ExactCase] {
    guard let data = FileManager.default.contents(atPath: place) else {
      problems.append(CaseProblem(file: file, finding: "the file cannot be read"))
      return []
    }
    guard data.count <= largestFile else {
      let finding = "the file has \(data.count) bytes, more than the \(largestFile) allowed"
      problems.append(CaseProblem(file: file, finding: finding))
      return []
    }
    return parse(data, file, &problems)
  }

  private static func parse(
    _ data: Data, _ file: String, _ problems: inout [CaseProblem]
  ) -> [ExactCase] {
    let document: JSONValue
    do {
      document = try JSONValue(document: data)
    } catch {
      let detail = (error as NSError).userInfo["NSDebugDescription"] as? String
      let finding = "this is not JSON: \(detail ?? error.localizedDescription)"
      problems.append(CaseProblem(file: file, finding: finding))
      return []
    }
    guard let entries = document["cases"]?.list else {
      let found = document["cases"]?.summary ?? "nothing"
      let finding = "a list `cases` is expected, found \(found)"
      problems.append(CaseProblem(file: file, finding: finding))
      return []
    }
    let schema = document["schema"]?.text ?? ""
    let isPublished = schema.hasPrefix("truth/published")
    guard let family = isPublished ? "published" : document["family"]?.text else {
      let finding = "the file names no `family`"
      problems.append(CaseProblem(file: file, finding: finding))
      return []
    }
    var cases: [ExactCase] = []
    for (index, entry) in entries.enumerated() {
      do {
        cases.append(try readCase(entry, index, family, file))
      } catch let problem as CaseProblem {
        problems.append(problem)
      } catch {}
    }
    return unique(cases, file, &problems)
  }

  private static func readCase(
    _ entry: JSONValue, _ index: Int, _ family: String, _ file: String
  ) throws -> ExactCase {
    guard let id = entry["id"]?.text, !id.isEmpty else {
      let finding = "case number \(index + 1) has no `id`"
      throw CaseProblem(file: file, finding: finding)
    }
    guard let params = entry["params"], params.members != nil else {
      let found = entry["params"]?.summary ?? "nothing"
      throw CaseProblem(
        file: file, caseID: id, finding: "an object `params` is expected, found \(found)")
    }
    let isPublished = family == "published"
    let outputs = entry[isPublished ? "recomputed" : "outputs"] ?? .null
    if !isPublished && outputs.members == nil && !outputs.isNull {
      throw CaseProblem(
        file: file, caseID: id,
        finding: "an object `outputs` is expected, found \(outputs.summary)")
    }
    return ExactCase(
      file: file, family: family, id: id, model: entry["model"]?.text ?? "", params: params,
      outputs: outputs, printed: entry["printed"] ?? .null)
  }

  /// The cases without those whose name an earlier one has, which are reported.
  private static func unique(
    _ cases: [ExactCase], _ file: String, _ problems: inout [CaseProblem]
  ) -> [ExactCase] {
    var seen: Set<String> = []
    return cases.filter { item in
      let isNew = seen.insert(item.id).inserted
      if !isNew {
        problems.append(
          CaseProblem(file: file, caseID: item.id, finding: "an earlier case has this id"))
      }
      return isNew
    }
  }
}
