/// A length of time in seconds.
///
/// Inside the program every length is in seconds, every rate per second, every load in erlangs,
/// every proportion 0…1; units appear only in files, options and reports.
public typealias Seconds = Double
