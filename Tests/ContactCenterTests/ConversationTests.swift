import ContactCenter
import Testing

@Suite("Ringing, talking, holding, wrapping up")
struct ConversationTests {
  private func one(_ count: Int = 1, at times: [Seconds] = [0], talk: Seconds = 100) -> Scenario {
    var scenario = center()
    scenario.contactTypes = [calls(at: times, talk: talk)]
    scenario.agentGroups = [agents(count)]
    return scenario
  }

  // MARK: Ringing

  @Test("A contact rings until the agent picks up, and has waited so long")
  func alert() throws {
    var scenario = one()
    scenario.agentGroups[0].alert = .constant(4)
    let story = try Story(scenario)
    #expect(story.times(.rings) == [0])
    #expect(story.times(.startsTalk) == [4])
    let tallies = try simulate(scenario)
    #expect(tallies.total().waitAnswered == 4)
    #expect(tallies.total().alertTime == 4)
    #expect(tallies.group().alerting == 4)
    #expect(tallies.group().talking == 100)
  }

  @Test("Who is not answered keeps the head of the queue, and his agent is away")
  func noAnswer() throws {
    var scenario = one(at: [0, 1, 2])
    scenario.agentGroups[0].noAnswer = .init(probability: 0.7, after: 10, away: 5)
    let story = try Story(scenario, seed: 3)
    let missed = story.count(.isNotAnswered)
    #expect(story.served == [0, 1, 2])
    #expect(missed > 0)
    let tallies = try simulate(scenario, seed: 3)
    #expect(tallies.group().noAnswers == Double(missed))
    #expect(tallies.total().ringNoAnswer == Double(missed))
    #expect(tallies.group().away == 5 * Double(missed))
    #expect(tallies.group().alerting == 10 * Double(missed))
    let first = try #require(story.all(.startsTalk).first)
    let ringsBefore = story.all(.isNotAnswered).count { $0.contact == 0 }
    #expect(first.time == 15 * Double(ringsBefore))
  }

  @Test("Another idle agent rings at once")
  func otherAgent() throws {
    var scenario = one(2)
    scenario.agentGroups[0].noAnswer = .init(probability: 0.999_999, after: 10, away: 1000)
    let story = try Story(scenario)
    #expect(Array(story.times(.rings).prefix(3)) == [0, 10, 1010])
    #expect(Set(story.all(.rings).prefix(2).map(\.agent)) == [0, 1])
  }

  @Test("Patience runs on while it rings", arguments: [(12.0, 12.0), (5, 10)])
  func patienceAndRinging(patience: Seconds, leaves: Seconds) throws {
    var scenario = one()
    scenario.agentGroups[0].noAnswer = .init(probability: 0.999_999, after: 10, away: 60)
    scenario.contactTypes[0].patience = .init(.constant(patience))
    #expect(try Story(scenario).times(.abandons) == [leaves])
  }

  @Test("Agents do not pick up with the given chance")
  func noAnswerShare() throws {
    var scenario = oneQueue(perHour: 300, talk: .exponential(mean: 20), agents: 10)
    scenario.calendar.days = 6
    scenario.agentGroups[0].noAnswer = .init(probability: 0.2, after: 12, away: 10)
    let group = try simulate(scenario).group()
    let rings = group.answered + group.noAnswers
    #expect(abs(group.noAnswers - rings * 0.2) / (rings * 0.16).squareRoot() < 4)
  }

  // MARK: Times

  @Test("Factors of skill and agent multiply talk and wrap-up")
  func factors() throws {
    var scenario = one()
    scenario.contactTypes[0].wrapUp = .init(.constant(40))
    var shift = Scenario.Shift(start: 0, end: 86_400)
    shift.handlingFactor = 1.5
    scenario.agentGroups[0].staffing = .shifts([shift])
    scenario.agentGroups[0].skills[0].handlingFactor = 0.5
    let tally = try simulate(scenario).total()
    #expect(tally.talkTime == 75)
    #expect(tally.wrapUpTime == 30)
  }

  @Test("A skill's own laws replace the type's")
  func ownLaws() throws {
    var scenario = one()
    scenario.agentGroups[0].skills[0].talk = .constant(7)
    scenario.agentGroups[0].skills[0].wrapUp = .constant(3)
    let story = try Story(scenario)
    #expect(story.times(.endsTalk) == [7])
    #expect(story.times(.endsWrapUp) == [10])
  }

  @Test("Talk time may depend on the time of day, also on the next day")
  func timeOfDay() throws {
    var scenario = one(at: [3000, 8000, 86_400 + 3000, 86_400 + 8000])
    scenario.calendar.days = 2
    scenario.contactTypes[0].talk = .init(pieces: [
      .init(from: 0, law: .constant(10)), .init(from: 7200, law: .constant(20)),
    ])
    #expect(try Story(scenario).times(.endsTalk) == [3010, 8020, 89_410, 94_420])
  }

  @Test("Wrap-up keeps the agent but not the caller")
  func wrapUp() throws {
    var scenario = one(at: [0, 1])
    scenario.contactTypes[0].wrapUp = .init(.constant(30))
    let story = try Story(scenario)
    #expect(story.times(.endsTalk) == [100, 230])
    #expect(story.times(.startsTalk) == [0, 130])
    let group = try simulate(scenario).group()
    #expect(group.talking == 200 && group.wrapUp == 60 && group.handling == 260)
  }

  // MARK: Hold and recognition

  @Test("A hold cuts the conversation in equal parts and adds its length")
  func oneHold() throws {
    var scenario = one()
    scenario.contactTypes[0].hold = .init(probability: 1, length: .constant(30))
    let story = try Story(scenario)
    #expect(story.times(.isPutOnHold) == [50])
    #expect(story.times(.resumesTalk) == [80])
    #expect(story.times(.endsTalk) == [130])
    let tallies = try simulate(scenario)
    #expect(tallies.total().talkTime == 100 && tallies.total().holdTime == 30)
    #expect(tallies.group().talking == 100 && tallies.group().holding == 30)
  }

  @Test("Holds come as often and last as long as they should")
  func holds() throws {
    var scenario = oneQueue(perHour: 600, talk: .constant(60), agents: 40)
    scenario.contactTypes[0].hold = .init(probability: 0.4, length: .exponential(mean: 20))
    scenario.contactTypes[0].hold?.again = 0.25
    let tally = try simulate(scenario).total()
    let calls = tally.answered
    #expect(abs(tally.held - calls * 0.4) / (calls * 0.24).squareRoot() < 4)
    // N holds: 0.4 × geometric of mean 4/3; E = 8/15, Var = 0.4 (E G² = 20/9) − E² = 8/9 − 64/225.
    let variance = 400 * (8.0 / 15 + 8.0 / 9 - 64.0 / 225)
    #expect(abs(tally.holdTime - calls * 32 / 3) / (calls * variance).squareRoot() < 4)
    #expect(abs(tally.talkTime - 60 * calls) < 1e-6)
  }

  @Test("Callers who are not recognised must be asked")
  func recognition() throws {
    var scenario = oneQueue(perHour: 600, talk: .constant(60), agents: 40)
    scenario.contactTypes[0].recognition = .init(
      share: 0.7, identification: .exponential(mean: 15))
    let tally = try simulate(scenario).total()
    // 0.3 × 15 s more each; variance 0.3 × 2 × 15² − 4.5².
    let extra = tally.talkTime - 60 * tally.answered
    let variance = tally.answered * (0.3 * 450 - 20.25)
    #expect(abs(extra - 4.5 * tally.answered) / variance.squareRoot() < 4)
  }
}
