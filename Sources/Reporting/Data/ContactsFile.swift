import ContactCenter
import Foundation
import Synchronization

/// `contacts.csv` while it is being written: records come in during the simulation, and the file
/// appears under its name when it is complete.
public final class ContactsFile: Sendable {
  /// What the file is called in every report's folder.
  public static let name = "contacts.csv"

  private struct State {
    var handle: FileHandle
    var buffer = CSVText()
    var failure: (any Error)?
  }

  private let trace: ContactTrace
  private let temporary: URL
  private let state: Mutex<State>

  /// Bytes kept before they are written.
  private static let bufferSize = 1 << 18

  /// Opens a new file beside the one that it will become.
  ///
  /// - Throws: what the file system says.
  public init(file: URL, model: Model) throws {
    trace = ContactTrace(model: model)
    temporary = AtomicFile.temporary(for: file)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data().write(to: temporary)
    var state = State(handle: try FileHandle(forWritingTo: temporary))
    state.buffer.line(trace.header)
    self.state = Mutex(state)
  }

  /// Adds a record; an error of the file system shows in `finish`.
  public func add(_ record: TraceRecord) {
    let fields = trace.fields(of: record)
    state.withLock { state in
      state.buffer.line(fields)
      if state.buffer.text.utf8.count >= ContactsFile.bufferSize { ContactsFile.flush(&state) }
    }
  }

  /// Writes what is left and returns the file, which has a temporary name beside its place.
  ///
  /// - Throws: what the file system said while writing; then there is no file.
  public func complete() throws -> URL {
    let failure = state.withLock { state -> (any Error)? in
      ContactsFile.flush(&state)
      try? state.handle.close()
      return state.failure
    }
    if let failure {
      try? FileManager.default.removeItem(at: temporary)
      throw failure
    }
    return temporary
  }

  /// Leaves no file behind.
  public func discard() {
    state.withLock { try? $0.handle.close() }
    try? FileManager.default.removeItem(at: temporary)
  }

  private static func flush(_ state: inout State) {
    do {
      try state.handle.write(contentsOf: Data(state.buffer.text.utf8))
    } catch {
      state.failure = state.failure ?? error
    }
    state.buffer = CSVText()
  }
}
