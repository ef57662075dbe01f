/// So many lines for each agent, "power dialing".
///
/// Counting idle agents, ⌊lines · idle⌋ are in the air; counting all, ⌊lines · on duty⌋ less those in a call. The
/// tally matters more than the ratio: both are in use under the same name.
struct RatioDialing: DialingRule {
  let linesPerAgent: Double
  let tally: Scenario.Dialer.Tally

  func agents(for lines: Int32, _ memory: DialingMemory) -> Double {
    Double(lines) / max(1, linesPerAgent)
  }

  func lines(_ view: DialingView, _ memory: inout DialingMemory) -> Int32 {
    switch tally {
    case .idle: return wholeLines(linesPerAgent * Double(max(0, view.idle - view.waiting)))
    case .all: return wholeLines(linesPerAgent * Double(view.onDuty)) - view.busy - view.waiting
    }
  }
}
