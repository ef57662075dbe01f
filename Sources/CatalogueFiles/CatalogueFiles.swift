/// The files of the catalogue of key performance indicators, carried inside the program.
///
/// The build turns each file of this folder into bytes, so that the program stays one file and the
/// YAML stays the only source.
public enum CatalogueFiles {
  /// Names and contents of the files, in the order in which they are read.
  public static var all: [(name: String, text: String)] {
    [
      ("kpi-catalogue.yaml", text(PackageResources.kpi_catalogue_yaml)),
      ("kpi-texts-en.yaml", text(PackageResources.kpi_texts_en_yaml)),
      ("kpi-texts-zh.yaml", text(PackageResources.kpi_texts_zh_yaml)),
    ]
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
