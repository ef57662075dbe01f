import Foundation
import Synchronization

/// Whether the program was asked to stop: by Ctrl-C, or by the signal with which systems end
/// programs.
///
/// The handler does nothing but note the signal, as handlers must.
enum Interruption {
  private static let signalNumber = Atomic<Int32>(0)

  /// Either signal from now on asks the program to stop; sent a second time it ends the program at
  /// once.
  static func watch() {
    // The first use makes the variable, which must not happen inside the handler.
    signalNumber.store(0, ordering: .relaxed)
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        Interruption.signalNumber.store(number, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
    }
  }

  /// True once the program was asked to stop.
  static var isRequested: Bool { signalNumber.load(ordering: .relaxed) != 0 }

  /// The exit code of a program that was asked to stop.
  static var code: ProgramStop.Code {
    signalNumber.load(ordering: .relaxed) == SIGTERM ? .terminated : .interrupted
  }
}
