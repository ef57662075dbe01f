/// max(round(κ · idle) + c − lines dialing, 0) more lines, where enough agents are idle.
///
/// The rule of the simulation library ContactCenters (Buist and L'Ecuyer 2005), of which the policies DIALONE (κ = 0,
/// c = 1), DIAL1XFREE (κ = 1, c = 1) and DIAL2XFREE (κ = 2, c = 0) are special cases.
struct FreeAgentDialing: DialingRule {
  let factor: Double
  let plus: Int32
  let leastIdle: Int32

  func agents(for lines: Int32, _ memory: DialingMemory) -> Double { Double(lines) / max(1, factor) }

  func lines(_ view: DialingView, _ memory: inout DialingMemory) -> Int32 {
    let idle = view.idle - view.waiting
    if idle < leastIdle { return 0 }
    return Int32(clamping: Int(clamping: (factor * Double(idle)).rounded() + Double(plus)))
  }
}
