import ContactCenter
import ScenarioReading
import Testing

@Suite("The format of channels, capacities and sessions")
struct ChannelFormatTests {
  private func text(_ type: String, _ group: String) -> String {
    """
    name: Channels
    calendar: {hours: 08:00-10:00, interval: 30 min}
    study: {replications: 3}
    contactTypes:
      - name: chats
        channel: chat
        arrivals: {perHour: 60}
        \(type)
    agentGroups:
      - name: desk
        agents: 4
        skills: [chats]
        \(group)
    """
  }

  @Test("Every key reaches the scenario")
  func everyKey() throws {
    let scenario = try ScenarioFile.read(
      text: text(
        "session: {patience: 30 min, again: 75%, customerTurn: 40 s, replyPatience: 5 min, timeOut: 6 min}",
        "capacity: {slots: {chat: 3, messaging: 6}, together: [[chat, messaging]], speeds: [1, 0.8, 0.65], "
          + "fill: most, wrapUpTakes: agent}")
    ).scenario
    let type = scenario.contactTypes[0]
    #expect(type.channel == .chat)
    var session = Scenario.Session()
    session.patience = .constant(1800)
    session.again = 0.75
    session.customerTurn = .constant(40)
    session.replyPatience = .constant(300)
    session.timeOut = 360
    #expect(type.session == session)
    var capacity = Scenario.Capacity()
    capacity.slots = [.chat: 3, .messaging: 6]
    capacity.together = [[.chat, .messaging]]
    capacity.speeds = [1, 0.8, 0.65]
    capacity.fill = .most
    capacity.wrapUpTakes = .agent
    #expect(scenario.agentGroups[0].capacity == capacity)
    let weighed = try ScenarioFile.read(
      text: text("session: {turns: 4}", "capacity: {total: 6, weights: {chat: 2, messaging: 1}}")
    ).scenario
    #expect(weighed.agentGroups[0].capacity.total == 6)
    #expect(weighed.agentGroups[0].capacity.weights == [.chat: 2, .messaging: 1])
    #expect(weighed.contactTypes[0].session?.turns == .constant(4))
  }

  @Test("A session that would never end is refused, and no load is made of it")
  func endless() throws {
    let found = #expect(throws: ScenarioErrors.self) {
      _ = try ScenarioFile.read(text: text("session: {again: 100%}", ""))
    }
    #expect(found?.problems.count == 1, "\(String(describing: found))")
    #expect(throws: Never.self) { _ = try ScenarioFile.read(text: text("session: {again: 99.9%}", "")) }
  }

  @Test(
    "What cannot be is refused at its place, with a remedy",
    arguments: [
      ("", "capacity: {slots: {chat: 0}}", "Allowed are 1 to 32"),
      ("", "capacity: {slots: {voice: 2}}", "a call has its agent for itself"),
      ("", "capacity: {slots: {chats: 2}}", "Did you mean \"chat\"?"),
      ("", "capacity: {slots: {chat: 3}, speeds: [1, 0.8, 0.9]}", "Speeds of each contact fall"),
      ("", "capacity: {weights: {chat: 2}}", "Give total"),
      ("", "capacity: {slots: {chat: 2}, together: [[chat, voice]]}", "a call has its agent for itself"),
      ("session: {again: 75%, turns: 4}", "", "Give one of them"),
      ("session: {customerTurn: 40 s}", "", "Give turns or again too"),
      ("session: {again: 100%}", "", "Give 0% to 99.9%"),
      ("session: {turns: 4}\n    hold: {probability: 10%, length: 30 s}", "", "nobody is put on hold"),
    ])
  func refused(type: String, group: String, remedy: String) throws {
    let found = #expect(throws: (any Error).self) {
      _ = try ScenarioFile.read(text: self.text(type, group)).scenario.model()
    }
    #expect("\(String(describing: found))".contains(remedy), "\(String(describing: found))")
  }

  @Test("A session is for conversations in writing")
  func sessionsOfCalls() throws {
    let calls = text("session: {turns: 4}", "").replacing("channel: chat", with: "channel: voice")
    let found = #expect(throws: (any Error).self) {
      _ = try ScenarioFile.read(text: calls).scenario.model()
    }
    #expect("\(String(describing: found))".contains("give channel: chat"))
  }
}
