import QueueingTheory
import Testing

@Suite("A voice menu and agents behind trunks")
struct VoiceMenuTrunksTests {
  @Test("With a very short menu it is the queue behind trunks")
  func shortMenu() {
    let menu = VoiceMenuTrunks(
      arrivalRate: 0.05, meanMenuTime: 1e-9, proportionToAgents: 1, meanHandleTime: 200,
      agents: 12, trunks: 20)
    let queue = TrunkedQueue(
      arrivalRate: 0.05, meanHandleTime: 200, agents: 12, trunks: 20, meanPatience: nil)
    #expect(abs(menu.blockingProbability - queue.blockingProbability) < 1e-9)
    #expect(abs(menu.waitProbability - queue.waitProbabilityOfEntered) < 1e-9)
    #expect(abs(menu.averageSpeedOfAnswer - queue.averageWait) < 1e-7)
    let level = queue.serviceLevel(within: 20) / queue.enteredProportion
    #expect(abs(menu.serviceLevel(within: 20) - level) < 1e-9)
  }

  @Test("What is not blocked reaches the agents in its proportion")
  func conservation() {
    let menu = VoiceMenuTrunks(
      arrivalRate: 0.4, meanMenuTime: 60, proportionToAgents: 0.4, meanHandleTime: 200,
      agents: 38, trunks: 90)
    let carried = 0.4 * (1 - menu.blockingProbability) * 0.4 * 200
    #expect(abs(menu.occupancy * 38 - carried) < 1e-11)
  }

  @Test("Far too many calls for menu and agents still make numbers", arguments: [1, 2, 2000])
  func overload(trunks: Int) {
    let menu = VoiceMenuTrunks(
      arrivalRate: 1e6, meanMenuTime: 60, proportionToAgents: 0.5, meanHandleTime: 200,
      agents: 1000, trunks: trunks)
    #expect(menu.blockingProbability > 0.99 && menu.blockingProbability < 1)
    let carried = 1e6 * (1 - menu.blockingProbability) * 0.5 * 200
    #expect(abs(menu.occupancy * 1000 / carried - 1) < 1e-3)
    let level = menu.serviceLevel(within: 20)
    #expect(level >= 0 && level <= 1 && menu.waitProbability >= 0)
  }
}
