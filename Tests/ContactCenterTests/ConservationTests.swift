import ContactCenter
import Testing

@Suite("Nothing gets lost, whatever the scenario")
struct ConservationTests {
  @Test("A wild but valid scenario breaks no conservation law", arguments: 0..<150)
  func wild(seed: Int) throws {
    let scenario = WildScenario.make(seed: UInt64(seed))
    let simulator = Simulator(model: try scenario.model())
    for replication in 0..<3 {
      let tallies = try simulate(
        with: simulator, seed: UInt64(seed), replication: replication)
      checkRows(tallies, seed)
      if scenario.calendar.warmUp == 0 { checkTimes(tallies, seed) }
    }
  }

  /// Agents' times with contacts are contacts' times with agents, and nobody is left inside.
  private func checkTimes(_ tallies: Tallies, _ seed: Int) {
    var contacts = ContactTally()
    var agents = AgentTally()
    for type in 0..<tallies.types { contacts.add(tallies.total(type)) }
    for group in tallies.groups { agents.add(group) }
    let handled =
      contacts.alertTime + contacts.talkTime + contacts.holdTime + contacts.wrapUpTime
    #expect(abs(agents.handling - handled) <= 1e-9 * handled + 1e-6, "seed \(seed)")
    #expect(abs(agents.alerting - contacts.alertTime) <= 1e-9 * handled + 1e-6, "seed \(seed)")
    #expect(abs(agents.talking - contacts.talkTime) <= 1e-9 * handled + 1e-6, "seed \(seed)")
    #expect(abs(agents.wrapUp - contacts.wrapUpTime) <= 1e-9 * handled + 1e-6, "seed \(seed)")
    #expect(agents.answered == contacts.answered, "seed \(seed)")
    #expect(tallies.answeredByGroup.reduce(0, +) == contacts.answered, "seed \(seed)")
    #expect(agents.noAnswers == contacts.ringNoAnswer, "seed \(seed)")
    let offered =
      contacts.answered + contacts.abandoned + contacts.voiceMail + contacts.disconnected
    #expect(contacts.offered == offered, "seed \(seed)")
    let persons = contacts.personsServed + contacts.personsLost
    #expect(persons <= contacts.fresh && persons + contacts.remaining >= contacts.fresh)
  }

  /// Every row is plausible by itself.
  private func checkRows(_ tallies: Tallies, _ seed: Int) {
    for row in tallies.contacts {
      #expect(row.answeredWithin <= row.answered && row.abandonedWithin <= row.abandoned)
      #expect(row.virtualWithin <= row.virtualKnown)
      #expect(row.virtualKnown <= row.answered + row.abandoned)
      #expect(row.balked <= row.abandoned)
      #expect(row.freshBlocked <= row.fresh)
    }
    for row in tallies.queues {
      #expect(row.lengthIntegral >= -1e-6 && row.longest >= row.lengthAtEnd)
      #expect(row.lengthIntegral <= row.longest * row.time + 1e-6, "seed \(seed)")
      #expect(row.openIntegral <= row.lengthIntegral + 1e-6, "seed \(seed)")
      #expect(row.openTime <= row.time + 1e-6, "seed \(seed)")
    }
    for row in tallies.groups {
      let parts = [row.idle, row.alerting, row.talking, row.holding, row.wrapUp, row.away]
      #expect(parts.allSatisfy { $0 >= -1e-6 } && row.scheduled >= -1e-6)
      #expect(row.busyAtEnd <= row.onDutyAtEnd)
      #expect(row.readyOpen <= row.ready + 1e-6 && row.scheduledOpen <= row.scheduled + 1e-6)
    }
    for row in tallies.trunks + tallies.ports {
      #expect(row.busyIntegral >= -1e-6 && row.mostBusy >= row.busyAtEnd)
      #expect(row.busyIntegral <= row.mostBusy * row.time + 1e-6, "seed \(seed)")
    }
  }
}
