/// What all random numbers of a replication begin from.
struct RunSeed {
  var seed: UInt64 = 0
  var replication = 0
  /// The replication whose day factors and absences are drawn.
  var dayConditions = 0

  /// What an agent's random numbers begin from.
  func ofAgent(_ agent: Int32) -> UInt64 { ofAgent(agent, replication) }

  /// What those random numbers of an agent begin from that belong to the day's conditions.
  func ofAgentsDay(_ agent: Int32) -> UInt64 { ofAgent(agent, dayConditions) }

  private func ofAgent(_ agent: Int32, _ replication: Int) -> UInt64 {
    let base = mix(mix(seed &+ 0xA6E5) &+ UInt64(replication))
    return mix(base &+ UInt64(agent) &* 0xD1B5_4A32_D192_ED03)
  }
}
