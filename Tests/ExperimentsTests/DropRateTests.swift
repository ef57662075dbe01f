import ContactCenter
import Experiments
import Testing

/// A call of a person.
private func person(_ time: Double, _ fate: AnsweredCall.Fate, ended: Double = 0) -> AnsweredCall {
  AnsweredCall(time: time, answerer: .person, fate: fate, ended: ended)
}

private func definition(
  _ window: DropRateDefinition.Window = .day, _ denominator: DropRateDefinition.Denominator = .persons,
  silent: Bool = false, late: Bool = false, clock: DropRateDefinition.Clock = .answer,
  limit: Double? = 0.25
) -> DropRateDefinition {
  DropRateDefinition(
    denominator: denominator, countsSilentCalls: silent, countsLateConnects: late, threshold: 2,
    clock: clock, window: window, limit: limit)
}

private let hour = 3600.0
private let day = 86_400.0

@Suite("Drop rates by definition")
struct DropRateTests {
  /// 1900 persons taken, 60 dropped, 150 machines put through and 3000 screened.
  private static var oneDay: DropCounts {
    var counts = DropCounts()
    (counts.connectedPersons, counts.droppedPersons) = (1900, 60)
    (counts.connectedMachines, counts.screenedMachines) = (150, 3000)
    return counts
  }

  @Test("One day has rates from 1.2 % to 5.8 %, by definition")
  func spread() {
    var counts = Self.oneDay
    func rate(_ denominator: DropRateDefinition.Denominator, silent: Bool = false) -> Double {
      definition(.day, denominator, silent: silent).rate(of: counts) ?? .nan
    }
    #expect(abs(rate(.answers) - 0.0117) < 5e-5 && abs(rate(.takenForLive) - 0.0284) < 5e-5)
    // Without silent calls the reasoned estimate cancels.
    #expect(abs(rate(.reasonedEstimate) - rate(.takenForLive)) < 1e-15)
    // Detection hangs up on 3 % of all persons reached.
    counts.silentCalls = 0.03 * 1960 / 0.97
    #expect(abs(rate(.reasonedEstimate, silent: true) - 0.0576) < 5e-5)
    counts.silentCalls = 59.7
    #expect(abs(rate(.reasonedEstimate, silent: true) - 0.0572) < 5e-5)
    #expect(abs(rate(.persons, silent: true) - (60 + 59.7) / (1960 + 59.7)) < 1e-15)
  }

  @Test("Every call counts once, by who answered and how it ended")
  func counting() {
    let rule = definition(late: true)
    var counts = DropCounts()
    for answerer in AnsweredCall.Answerer.allCases {
      for fate in AnsweredCall.Fate.allCases {
        for ended in [2.0, 2.5] {
          counts.add(AnsweredCall(time: 0, answerer: answerer, fate: fate, ended: ended), rule)
        }
      }
    }
    #expect(counts.answers == 16 && counts.persons == 8)
    // Two persons and two machines were screened.
    #expect(counts.takenForLive == 12)
    #expect(counts.lateConnects == 1 && counts.connectedPersons == 1)
    #expect(counts.leftLate == 1 && counts.leftInTime == 1 && counts.droppedPersons == 2)
    // Dropped 2, late 1, hung up after the deadline 1, of 8.
    #expect(rule.rate(of: counts) == 0.5)
  }

  @Test(
    "The clock begins at the answer, or with the greeting, or at its end",
    arguments: [
      (DropRateDefinition.Clock.answer, 1.0), (.greetingStart, 1.0), (.greetingEnd, 0.0),
    ])
  func clock(_ clock: DropRateDefinition.Clock, _ late: Double) {
    // The greeting is from 0.5 s to 1.5 s; an agent takes the call after 3 s.
    let call = AnsweredCall(time: 0, answerer: .person, fate: .connected, ended: 3, greeting: 0.5...1.5)
    var counts = DropCounts()
    counts.add(call, definition(late: true, clock: clock))
    #expect(counts.lateConnects == late)
  }

  @Test("Days are audited one by one, and the longest run over the limit is found")
  func days() {
    let calls = [
      // Monday: 1 of 4 is the limit itself, but 1 of 3 was over it from 11:00 to 12:00.
      person(9 * hour, .connected), person(10 * hour, .connected), person(11 * hour, .dropped),
      person(12 * hour, .connected),
      // Tuesday: 1 of 2, over from 9:00 to the end of the day's window.
      person(day + 9 * hour, .dropped), person(day + 10 * hour, .connected),
    ]
    let audit = DropRateAudit(calls, definition(), from: 8 * hour, to: day + 20 * hour)
    #expect(audit.rows.map(\.rate) == [0.25, 0.5] && audit.rows.map(\.isOver) == [false, true])
    #expect(audit.rows.map(\.begin) == [0, day] && audit.rows.map(\.denominator) == [4, 2])
    #expect(audit.longestRun == day + 9 * hour...day + 20 * hour && audit.mostWindowsInARow == 1)
    #expect(audit.judged.count == 2)
    // A campaign that goes on after the study has no last window yet.
    let cut = DropRateAudit(calls, definition(), from: 8 * hour, to: day + 20 * hour, goesOn: true)
    #expect(cut.judged.count == 1)
  }

  @Test("Windows of many days begin with the campaign, and a shorter one is one window")
  func manyDays() {
    let calls = (0..<45).map { person(Double($0) * day + 9 * hour, $0 < 40 ? .connected : .dropped) }
    let audit = DropRateAudit(calls, definition(.days(30)), from: 0, to: 45 * day)
    #expect(audit.rows.map(\.denominator) == [30, 15] && audit.rows.map(\.numerator) == [0, 5])
    let short = DropRateAudit(Array(calls.prefix(10)), definition(.days(30)), from: 0, to: 10 * day)
    #expect(short.rows.count == 1 && short.rows[0].end == 10 * day && short.rows[0].isComplete)
  }

  @Test("Months are those of the calendar where there are dates")
  func months() throws {
    let first = try #require(CalendarDate(year: 2027, month: 1, day: 30))
    let calls = (0..<32).map { person(Double($0) * day + 9 * hour, .connected) }
    let audit = DropRateAudit(calls, definition(.month), from: 0, to: 32 * day, firstDay: first)
    // Two days of January, 28 of February, two of March.
    #expect(audit.rows.map(\.denominator) == [2, 28, 2])
    let undated = DropRateAudit(calls, definition(.month), from: 0, to: 32 * day)
    #expect(undated.rows.map(\.denominator) == [30, 2])
  }

  @Test("A rolling day looks back 24 hours from every call")
  func rolling() {
    let calls = [
      person(9 * hour, .connected), person(20 * hour, .dropped), person(day + 8 * hour, .connected),
      // Since 10:00 yesterday: 20:00 dropped, 8:00 and 10:00 connected, 1 of 3.
      person(day + 10 * hour, .connected),
      // Since 21:00 yesterday nobody was dropped.
      person(day + 21 * hour, .connected),
    ]
    let audit = DropRateAudit(calls, definition(.rollingDay), from: 9 * hour, to: 2 * day)
    #expect(audit.rows.map(\.isComplete) == [false, true])
    #expect(audit.rows[1].rate == 1.0 / 3 && audit.rows[1].isOver == true)
    #expect(audit.longestRun == day + 10 * hour...day + 21 * hour)
    // What is shorter than a day is one window.
    let short = DropRateAudit(Array(calls.prefix(2)), definition(.rollingDay), from: 9 * hour, to: day)
    #expect(short.rows.map(\.rate) == [0.5] && short.judged.count == 1)
  }

  @Test("Without calls, or without a limit, nothing is judged")
  func nothing() {
    let empty = DropRateAudit([], definition(), from: 0, to: 2 * day)
    #expect(empty.rows.map(\.rate) == [nil, nil] && empty.judged.isEmpty && empty.longestRun == nil)
    let free = DropRateAudit([person(1, .dropped)], definition(limit: nil), from: 0, to: day)
    #expect(free.rows[0].rate == 1 && free.rows[0].isOver == nil && free.longestRun == nil)
    let zero = DropRateAudit([person(1, .connected)], definition(limit: 0), from: 0, to: day)
    #expect(zero.rows[0].isOver == false)
  }

  @Test("How often windows breach has an interval, and chance is no finding")
  func breaches() throws {
    var breaches = DropRateBreaches()
    let good = DropRateAudit([person(1, .connected)], definition(), from: 0, to: day)
    let bad = DropRateAudit([person(1, .dropped)], definition(), from: 0, to: day)
    for number in 0..<40 { breaches.add(number % 20 == 0 ? bad : good) }
    #expect(breaches.windows == 40 && breaches.breached == 2 && breaches.longestRun == day - 1)
    // Wilson at 95 % of 2 in 40, by its formula.
    let estimate = breaches.probability(confidence: 0.95)
    let interval = try #require(estimate.interval)
    #expect(estimate.value == 0.05 && abs(interval.lowerBound - 0.013822) < 1e-5)
    #expect(abs(interval.upperBound - 0.165042) < 1e-5)
    #expect(breaches.verdict(atMost: 0.05, confidence: 0.95) == .undecided)
    #expect(breaches.verdict(atMost: 0.2, confidence: 0.95) == .met)
    #expect(breaches.verdict(atMost: 0.01, confidence: 0.95) == .missed)
    var other = DropRateBreaches()
    other.merge(breaches)
    #expect(other.probability(confidence: 0.95) == estimate)
  }

  @Test("Windows of one replication that are all alike count for few")
  func alike() throws {
    var breaches = DropRateBreaches()
    for number in 0..<10 {
      let fate: AnsweredCall.Fate = number == 0 ? .dropped : .connected
      let calls = (0..<20).map { person(Double($0) * day + 1, fate) }
      breaches.add(DropRateAudit(calls, definition(), from: 0, to: 20 * day))
    }
    let interval = try #require(breaches.probability(confidence: 0.95).interval)
    // 1 of 10 replications, not 20 of 200 windows, which would end at 0.15.
    #expect(interval.upperBound > 0.3)
  }

  @Test("Presets are what their rules say, with sources and a notice")
  func rules() throws {
    let trade = try #require(OutboundRule.usFTC.dropRate)
    #expect(trade.limit == 0.03 && trade.window == .days(30) && trade.clock == .greetingEnd)
    #expect(OutboundRule.ukSince2017.dropRate?.limit == nil && OutboundRule.usCFPB.dropRate == nil)
    #expect(OutboundRule.canada.dropRate?.limit == 0.05)
    for rule in OutboundRule.allCases {
      #expect(!rule.source.isEmpty && rule.name(.en) != rule.name(.zh))
      #expect((rule.dropRate == nil) != (rule.frequency == nil))
    }
    #expect(OutboundRule.notice(.en).contains("not legal advice"))
    #expect(OutboundRule.notice(.zh).contains("并非法律意见"))
  }

  @Test("Seven calls in seven days, and none in the week after a conversation")
  func frequency() throws {
    let rule = try #require(OutboundRule.usCFPB.frequency)
    // Eight days with a call each: no seven of them hold an eighth call.
    var calls = (0..<8).map { CallFrequency.Placed(person: 1, time: Double($0) * day, isConversation: false) }
    #expect(rule.breaches(of: calls).isEmpty)
    // A second call on the last day is the eighth of days 1 to 7.
    calls.append(.init(person: 1, time: 7 * day + hour, isConversation: true))
    calls.append(.init(person: 2, time: 7 * day + hour, isConversation: false))
    // The talk was on day 7: days 7 to 13 are quiet.
    calls.append(.init(person: 1, time: 13 * day + 9 * hour, isConversation: false))
    calls.append(.init(person: 1, time: 14 * day, isConversation: false))
    let found = rule.breaches(of: calls)
    #expect(found.map(\.place) == [8, 10] && found.map(\.finding) == [.tooMany, .tooSoon])
  }
}
