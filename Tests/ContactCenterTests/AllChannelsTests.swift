import ContactCenter
import Testing

@Suite("Every channel on the same agents")
struct AllChannelsTests {
  /// A center in which everything is at once, three days, otherwise as a number decides.
  private func wild(_ number: UInt64) -> Scenario {
    var scenario = center(hours: 9, days: 3, warmUp: number % 3 == 0 ? 1800 : 0)
    var voice = calls("calls", perHour: 60, patience: .exponential(mean: 120))
    voice.wrapUp = .init(.exponential(mean: 20))
    voice.redialAfterAbandon = .init(probabilities: [0.3], delay: .exponential(mean: 600))
    voice.redialAfterAbandon?.becomes = number % 2 == 0 ? "chats" : nil
    var chat = calls(
      "chats", perHour: 50, talk: .exponential(mean: number % 2 == 0 ? 60 : 240),
      patience: .exponential(mean: 150))
    chat.channel = .chat
    var session = Scenario.Session()
    session.patience = .exponential(mean: 2400)
    if number % 2 == 0 {
      session.again = 0.7
      session.customerTurn = .exponential(mean: 40)
      session.replyPatience = .exponential(mean: 400)
      session.timeOut = 200
    }
    chat.session = session
    chat.bot = number % 3 == 1 ? "bot" : nil
    chat.transfers = [.init(kind: .cold, probability: 0.1, to: "mails", together: .constant(0))]
    var messages = calls("messages", perHour: 15, talk: .exponential(mean: 80))
    messages.channel = .messaging
    messages.turns = Scenario.Turns(again: 0.6, thinking: .exponential(mean: 1200))
    messages.turns?.sameAgent = number % 2 == 1
    messages.turns?.handOver = 20
    messages.turns?.knownFirst = number % 3 == 0
    messages.turns?.reopening = .init(probability: 0.1, delay: .exponential(mean: 20_000))
    messages.bot = number % 4 == 0 ? "bot" : nil
    var mails = calls("mails", perHour: 12, talk: .exponential(mean: 300))
    mails.channel = .email
    mails.wrapUp = .init(.exponential(mean: 15))
    mails.backlog = [.init(age: 30_000, count: 15)]
    var chasers = Scenario.Chasers(after: 8000, law: .rate(1.0 / 20_000))
    chasers.merges = 0.5
    chasers.becomes = number % 2 == 0 ? "calls" : nil
    mails.chasers = chasers
    mails.spam = .init(share: 0.1, look: 5)
    voice.voiceMail = .init(becomes: "recordings", recording: .exponential(mean: 40))
    voice.voiceMail?.tooShort = 0.2
    voice.voiceMail?.whenClosed = 0.5
    mails.misrouted = .init(share: 0.05, look: 20, to: number % 2 == 0 ? "messages" : "calls")
    if number % 2 == 1 {
      chat.coBrowsing = .init(share: 0.3, delay: .exponential(mean: 20))
      chat.coBrowsing?.talkFactor = 0.8
      scenario.coBrowsingLicences = 2
    }
    messages.text = .init(characters: .exponential(mean: 250))
    var recordings = Scenario.ContactType(name: "recordings")
    recordings.channel = .voicemail
    recordings.talk = .init(.exponential(mean: 50))
    recordings.transfers = [.init(kind: .cold, probability: 0.6, to: "calls", together: .constant(0))]
    scenario.contactTypes = [voice, chat, messages, mails, recordings]
    var queue = Scenario.Queue(name: "calls")
    var callback = Scenario.Callback()
    callback.kind = [.virtualHold, .whenIdle, .promised][Int(number % 3)]
    callback.acceptance = .probability(0.5)
    callback.promise = number % 3 == 2 ? 1800 : nil
    callback.dialing.reach = [0.7, 0.5]
    callback.dialing.first = number % 2 == 0 ? .agent : .customer
    callback.dialing.patience = .exponential(mean: 25)
    queue.callback = callback
    queue.steps = [.init(after: 100, action: .voiceMail(share: 0.5))]
    scenario.queues = [queue]
    var bot = Scenario.Bot(name: "bot", session: .exponential(mean: 100), containment: 0.4)
    bot.sessions = 3
    bot.falseContainment = 0.2
    bot.returnAfter = .exponential(mean: 2000)
    bot.handlingFactor = 1.2
    if number % 5 < 3 {
      bot.queue = .init()
      bot.queue?.capacity = number % 5 == 0 ? nil : 2
      bot.queue?.patience = .exponential(mean: 60)
    }
    scenario.bots = [bot]
    var rule = Scenario.Interruption(of: "email", by: "voice")
    rule.switchBack = 10
    var other = Scenario.Interruption(of: "mails", by: "chats")
    other.mode = .repeat
    other.most = 2
    scenario.interruptions = [rule, other]
    var group = agents(7, "all", serving: ["calls", "chats", "messages", "mails", "recordings"])
    for (rank, place) in [1, 1, 2, 3, 3].enumerated() { group.skills[rank].rank = place }
    group.capacity.slots = [.chat: 3, .messaging: 4]
    group.capacity.together = number % 2 == 0 ? [[.chat, .messaging]] : []
    group.capacity.speeds = [1, 0.8, 0.65, 0.55]
    group.capacity.fill = number % 4 == 1 ? .most : .fewest
    group.capacity.wrapUpTakes = number % 5 == 0 ? .agent : .slot
    group.alert = number % 3 == 2 ? .constant(3) : nil
    group.noAnswer = number % 3 == 2 ? .init(probability: 0.05, after: 10, away: 40) : nil
    if number % 2 == 0 {
      group.staffing = .counts([
        .init(time: 0, agents: 4), .init(time: 9000, agents: 8), .init(time: 22_000, agents: 5),
      ])
    }
    if number % 3 != 1 {
      var block = Scenario.Block(from: 7200, to: 10_800)
      block.only = number % 2 == 0 ? ["mails", "recordings"] : []
      block.without = number % 2 == 0 ? [] : ["calls", "chats"]
      var last = Scenario.Block(from: 30_000, to: 36_000)
      last.without = ["mails"]
      group.blocks = [block, last]
    }
    let second = agents(1, "calls only", serving: ["calls"])
    scenario.agentGroups = [group, second]
    return scenario
  }

  @Test("Wild centers of every channel keep the laws of conservation", arguments: UInt64(1)...24)
  func conservation(number: UInt64) throws {
    let tallies = try simulate(wild(number), seed: number)
    #expect(tallies.total(0).answered > 0 && tallies.total(1).answered > 0)
    #expect(tallies.total(2).answered > 0 && tallies.total(3).answered > 0)
    #expect(tallies.media[0].recordings == tallies.media[0].tooShort + tallies.total(4).transfersIn)
  }

  @Test("The same seed gives the same tallies, whatever was simulated before")
  func reproducible() throws {
    let model = try wild(4).model()
    let simulator = Simulator(model: model)
    let first = simulator.run(seed: 5, replication: 0)
    _ = simulator.run(seed: 9, replication: 3)
    #expect(simulator.run(seed: 5, replication: 0)?.tallies == first?.tallies)
  }
}
