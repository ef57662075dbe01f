/// Lines for each agent that follow from how many agents were idle of late, in the manner of VICIdial's adaptive
/// loop (its PREDICTIVE.txt, first version).
///
/// Every second idle agents less waiting calls are noted; every 15 seconds the mean of the last 15 and the last 60
/// is compared with the aim, and the level is multiplied by 1 + strength · difference ÷ agents, from 1 to `most`.
/// Then the drop rate counted so far is held against the limit.
struct AdaptiveDialing: DialingRule {
  let limit: Double
  let most: Double
  let aim: Double
  let strength: Double
  let cap: Scenario.Dialer.Cap

  var pace: Seconds { 1 }

  func agents(for lines: Int32, _ memory: DialingMemory) -> Double { Double(lines) / memory.level }

  func lines(_ view: DialingView, _ memory: inout DialingMemory) -> Int32 {
    wholeLines(memory.level * Double(view.onDuty)) - view.busy - view.waiting
  }

  func look(_ view: DialingView, _ memory: inout DialingMemory) {
    memory.looks += 1
    memory.quarter += Double(view.idle - view.waiting)
    if memory.looks % 15 != 0 { return }
    let (a, b, c) = memory.before
    let minute = memory.quarter + a + b + c
    let mean = (memory.quarter / 15 + minute / 60) / 2
    (memory.before, memory.quarter) = ((memory.quarter, a, b), 0)
    let change = strength * (mean - aim) / Double(max(1, view.onDuty))
    var level = memory.level * max(0, 1 + change)
    switch cap {
    case .hard: if memory.dropRate > limit { level = 1 }
    case .tapered: if memory.dropRate > limit * (2 - view.elapsedShare) { level = 1 }
    case .average: if memory.dropRate > limit { level = min(level, 0.95 * memory.level) }
    }
    memory.level = min(max(level, 1), most)
  }
}
