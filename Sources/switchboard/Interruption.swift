import Foundation
import Synchronization

/// Whether Ctrl-C was pressed.
///
/// The handler does nothing but set a flag, as handlers must.
enum Interruption {
  private static let flag = Atomic<Bool>(false)

  /// Ctrl-C from now on asks the program to stop; pressed a second time it ends the program at
  /// once.
  static func watch() {
    // The first use makes the flag, which must not happen inside the handler.
    flag.store(false, ordering: .relaxed)
    signal(SIGINT) { _ in
      Interruption.flag.store(true, ordering: .relaxed)
      signal(SIGINT, SIG_DFL)
    }
  }

  /// True once Ctrl-C was pressed.
  static var isRequested: Bool { flag.load(ordering: .relaxed) }
}
