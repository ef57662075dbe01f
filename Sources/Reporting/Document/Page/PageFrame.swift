/// The outer form of a page: one file that opens without a network.
struct PageFrame {
  /// The browser's title.
  var title: String
  /// The program's version.
  var version: String
  var header: String
  var main: String
  var footer: String
  var scripts: String
  /// The language of the page.
  var language = "en"
  /// The style sheet.
  var style = PageStyle.css

  var html: String {
    """
    <!doctype html>
    <html lang="\(language)">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="generator" content="\(Markup.escape("Switchboard \(version)"))">
    <meta http-equiv="Content-Security-Policy" content="\(PageFrame.policy)">
    <title>\(Markup.escape(title))</title>
    <style>
    \(style)</style>
    </head>
    <body>
    \(header)
    <main>
    \(main)
    </main>
    \(footer)
    \(scripts)</body>
    </html>

    """
  }

  /// Nothing is fetched, whatever a name or a note contains.
  private static let policy =
    "default-src 'none'; style-src 'unsafe-inline'; "
    + "script-src 'unsafe-inline'; img-src data:"
}
