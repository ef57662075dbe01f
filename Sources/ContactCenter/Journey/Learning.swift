// Agents who are new take longer: part of step 7 of a contact's journey, set before the first event.

extension Engine {
  /// Multiplies the handling factors of agents who learn, by a tenure that each draws from its
  /// group's long-run law.
  mutating func startLearning() {
    for (index, group) in model.groups.enumerated() {
      guard let workforce = group.workforce, let learning = workforce.learning else { continue }
      let law = workforce.tenure()
      let first = groups[Int32(index)].firstAgent
      for agent in first..<first + groups[Int32(index)].agentCount {
        let seed = runSeed.ofAgentsDay(agent)
        var stream = CallerStream(seed: seed, purpose: .tenure)
        let tenure = law.tenure(atShare: stream.uniform())
        agents[agent].factor *= learning.factor(atTenure: tenure)
      }
    }
  }
}
