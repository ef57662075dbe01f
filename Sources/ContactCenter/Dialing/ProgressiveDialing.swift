/// One line for each idle agent: nobody who answers is dropped, unless agents leave or take other contacts.
struct ProgressiveDialing: DialingRule {
  func lines(_ view: DialingView, _ memory: inout DialingMemory) -> Int32 { view.idle - view.waiting }
}

/// As many lines as there may be: no agent is needed.
struct AgentlessDialing: DialingRule {
  func lines(_ view: DialingView, _ memory: inout DialingMemory) -> Int32 { Int32.max }
}
