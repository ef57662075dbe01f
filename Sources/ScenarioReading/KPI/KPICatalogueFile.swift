import CatalogueFiles
import Experiments
import Foundation

/// The KPI catalogue from the files that ship and those of the user.
public enum KPICatalogueFile {
  /// The largest file in bytes.
  static let sizeLimit = 4 << 20

  /// The catalogue that ships, with files of the user over it.
  ///
  /// - Parameter paths: Files of the same format; what they give for a KPI replaces that part of it.
  /// - Returns: The catalogue.
  /// - Throws: `ScenarioErrors` with every problem found, each with its place.
  public static func read(extensions paths: [String] = []) throws(ScenarioErrors) -> KPICatalogue {
    try read(texts: try texts(of: paths))
  }

  /// The texts of files of the user, by the names that messages call them.
  ///
  /// - Parameters:
  ///   - paths: The names.
  ///   - urls: Where the files are; nil: at those paths.
  /// - Returns: The texts, in the same order.
  /// - Throws: `ScenarioErrors` about the first file that cannot be read.
  public static func texts(
    of paths: [String], at urls: [URL]? = nil
  ) throws(ScenarioErrors) -> [ManagementReport.CatalogueText] {
    var files: [ManagementReport.CatalogueText] = []
    for (path, url) in zip(paths, urls ?? paths.map { URL(fileURLWithPath: $0) }) {
      do throws(Attachments.Problem) {
        let bytes = try Attachments.bytes(of: url, shown: path, limit: sizeLimit)
        files.append(.init(name: path, text: try Attachments.text(bytes, file: path)))
      } catch {
        throw ScenarioErrors(problems: [error.located])
      }
    }
    return files
  }

  /// The catalogue that ships, with texts of the user over it.
  ///
  /// - Throws: `ScenarioErrors` with every problem found, each with its place.
  public static func read(
    texts: [ManagementReport.CatalogueText]
  ) throws(ScenarioErrors) -> KPICatalogue {
    try read(CatalogueFiles.all + texts.map { ($0.name, $0.text) })
  }

  /// The catalogue that ships, with a text over it.
  ///
  /// - Parameters:
  ///   - text: A file of the catalogue.
  ///   - name: What to call the text in messages.
  /// - Returns: The catalogue.
  /// - Throws: `ScenarioErrors` with every problem found, each with its place.
  public static func read(text: String, name: String) throws(ScenarioErrors) -> KPICatalogue {
    try read(CatalogueFiles.all + [(name, text)])
  }

  private static func read(
    _ files: [(name: String, text: String)]
  ) throws(ScenarioErrors) -> KPICatalogue {
    var documents: [KPIDocument] = []
    for file in files {
      var document = KPIDocument(name: file.name, text: file.text)
      let root = try YAMLText.compose(
        file.text, name: file.name, beginning: "Begin with kpis: and a list.")
      if let draft = KPICatalogueFormat.catalogue.kind.read(root, &document.reading) {
        document.draft = draft
      }
      documents.append(document)
    }
    let merge = KPIMerge(documents)
    var check = KPICatalogueCheck(merge: merge, documents: documents)
    check.run()
    var phrases = KPIPhraseCheck(
      merge: merge, documents: check.documents, shipped: CatalogueFiles.all.count)
    phrases.run()
    let problems = phrases.documents.flatMap { document in
      document.reading.located(text: document.text, name: document.name)
    }
    guard problems.isEmpty else { throw ScenarioErrors(problems: problems) }
    return merge.catalogue
  }
}
