import Foundation
import Jobs
import Testing

/// Formulas of outbound calls as jobs.
@Suite("Formulas of outbound calls")
struct OutboundFormulaTests {
  /// The rows of an answer.
  private func ask(
    _ model: OutboundFormulaRequest.Formula, _ fields: (inout OutboundFormulaRequest) -> Void
  ) async throws -> [[String: Any]] {
    var request = OutboundFormulaRequest(model: model)
    fields(&request)
    let outcome = try await request.run(in: Bench().workshop)
    let value = try JSONSerialization.jsonObject(with: Data(outcome.json().utf8)) as? [String: Any]
    return try #require(value?["rows"] as? [[String: Any]])
  }

  private func isClose(_ row: [String: Any], _ name: String, _ expected: Double, _ part: Double = 1e-6)
    -> Bool
  {
    guard let value = row[name] as? Double else { return false }
    return abs(value - expected) <= part * max(abs(expected), 1e-3)
  }

  private static func dialer(_ request: inout OutboundFormulaRequest) {
    (request.ring, request.answer, request.talk) = ("20s", "30%", "3min")
  }

  @Test("The most lines for each agent by team size and tally, and the lines themselves")
  func dialer() async throws {
    let rows = try await ask(.dialer) {
      Self.dialer(&$0)
      ($0.agents, $0.tally, $0.dropLimit) = ("20,100", "idle,all", "3%")
    }
    try #require(rows.count == 4)
    #expect(rows.map { $0["tally"] as? String } == ["idle", "all", "idle", "all"])
    #expect(isClose(rows[1], "linesPerAgent", 1.1) && isClose(rows[2], "linesPerAgent", 6.7))
    #expect(isClose(rows[2], "occupancy", 0.9563693476669) && isClose(rows[3], "dropRate", 0.0296312402723))
    let one = try await ask(.dialer) {
      Self.dialer(&$0)
      ($0.agents, $0.linesPerAgent) = ("10", "2")
    }
    #expect(isClose(one[0], "occupancy", 0.8510648665) && isClose(one[0], "dropRate", 0.0487681723))
    // Five agents of all: one line more is too many.
    let small = try await ask(.dialer) {
      Self.dialer(&$0)
      ($0.agents, $0.tally, $0.dropLimit) = ("5", "all", "3%")
    }
    #expect(small[0]["remarks"] as? [String] == ["noLineAhead"])
  }

  @Test("The tree of an attempt, of which nobody's share is what the others leave")
  func progressive() async throws {
    let rows = try await ask(.progressive) {
      ($0.setup, $0.human, $0.machine, $0.busy, $0.invalid) = ("3s", "22%", "33%", "6%", "4%")
      ($0.ring, $0.timeout, $0.busyTone, $0.invalidTone, $0.analysis) = ("9s", "24s", "4s", "2s", "2s")
      ($0.humansHungUp, $0.machinesConnected, $0.rightParty) = ("3%", "12%", "45%")
      ($0.talk, $0.wrapUp, $0.wrongTalk, $0.wrongWrapUp, $0.machineTalk) = ("240s", "30s", "35s", "10s", "8s")
    }
    #expect(isClose(rows[0], "occupancy", 0.6395285268) && isClose(rows[0], "meanAttempt", 17.77))
    #expect(isClose(rows[0], "rightPartiesPerAgentHour", 7.0128234126))
  }

  @Test("Batches, lists, limits, time-outs, one day's rates and the blend")
  func others() async throws {
    let batch = try await ask(.overdial) { ($0.agents, $0.answer, $0.dropLimit) = ("2,50", "0.3", "3%") }
    #expect(isClose(batch[0], "mostLines", 3) && isClose(batch[1], "mostLines", 159))
    let list = try await ask(.penetration) {
      ($0.contact, $0.contactCv, $0.attempts, $0.records) = ("12%", "0.8164965809", "6", "5000")
    }
    #expect(isClose(list[0], "penetration", 0.4612751754) && isClose(list[0], "hitRateOfLastAttempt", 0.08))
    #expect(isClose(list[0], "personsReached", 5000 * 0.4612751754))
    let breach = try await ask(.breach) { ($0.answered, $0.rate, $0.dropLimit) = ("1000", "2.5%", "3%") }
    #expect(
      isClose(breach[0], "breachProbability", 0.134, 5e-3)
        && isClose(breach[0], "largestSafeRate", 0.0225, 5e-3))
    let ring = try await ask(.ringTimeout) {
      ($0.timeout, $0.wouldAnswer, $0.delay, $0.delayCv, $0.setup) = (
        "15s,26s", "35%", "11s", "0.5773502692", "3s"
      )
      $0.delayLaw = .gamma
    }
    #expect(
      isClose(ring[1], "answersPerLineHour", 51.6830885724) && isClose(ring[0], "bestTimeout", 15.704188))
    let rates = try await ask(.dropRates) {
      ($0.connected, $0.dropped, $0.machines, $0.screened) = ("1900", "60", "150", "3000")
    }
    #expect(
      isClose(rates[0], "rateOfAnswers", 60 / 5110.0) && isClose(rates[0], "rateOfTakenForLive", 60 / 2110.0))
    let blend = try await ask(.blend) {
      ($0.calls, $0.per, $0.aht, $0.talk) = ("60", "1h", "180s", "180s")
      ($0.agents, $0.reserve) = ("6", "1")
    }
    #expect(isClose(blend[0], "averageWait", 30) && isClose(blend[0], "outboundPerHour", 50))
  }

  @Test(
    "Fields that are missing, do not go together, or belong to another formula are named",
    arguments: [
      (OutboundFormulaRequest.Formula.dialer, [JobField.agents: "5"], "ring is missing"),
      (
        .dialer, [.agents: "0", .ring: "20s", .answer: "30%", .talk: "3min", .dropLimit: "3%"],
        "whole numbers from 1"
      ),
      (.dialer, [.agents: "5", .ring: "20s", .answer: "0%", .talk: "3min", .dropLimit: "3%"], "above 0"),
      (.dialer, [.agents: "5", .ring: "20s", .answer: "30%", .talk: "3min"], "give linesPerAgent"),
      (
        .dialer, [.agents: "5", .ring: "20s", .answer: "30%", .talk: "3min", .dropLimit: "0%"], "dropLimit 0%"
      ),
      (
        .dialer,
        [.agents: "5", .ring: "20s", .answer: "30%", .talk: "3min", .dropLimit: "3%", .tally: "some"],
        "allowed are idle, all"
      ),
      (.dialer, [.agents: "5", .contact: "3%"], "contact is no field of dialer"),
      (.progressive, [.human: "60%", .machine: "50%", .ring: "9s", .talk: "1min"], "allowed is 1"),
      (.progressive, [.human: "60%", .ring: "9s", .talk: "1min"], "timeout is missing"),
      (.overdial, [.agents: "5", .answer: "30%"], "give lines"),
      (.penetration, [.contact: "50%", .contactCv: "1", .attempts: "3"], "allowed is less than 1"),
      (.ringTimeout, [.wouldAnswer: "35%", .delay: "11s", .delayCv: "0.5"], "lognormal and gamma"),
      (.ringTimeout, [.wouldAnswer: "35%", .delay: "11s", .busy: "1"], "less than 1"),
      (
        .blend, [.calls: "60", .per: "1h", .aht: "3min", .talk: "3min", .agents: "2", .reserve: "0"],
        "unstable"
      ),
      (
        .blend, [.calls: "60", .per: "1h", .aht: "3min", .talk: "3min", .agents: "6", .reserve: "7"],
        "at most the 6"
      ),
    ])
  func refusals(
    model: OutboundFormulaRequest.Formula, fields: [JobField: String], finding: String
  ) async throws {
    var object: [String: Any] = ["model": model.rawValue]
    for (field, text) in fields { object[field.rawValue] = text }
    let data = try JSONSerialization.data(withJSONObject: object)
    let request = try OutboundFormulaRequest.read(json: data)
    let failure = await thrown(by: request, in: try Bench().workshop)
    let text = try #require(failure).text()
    #expect(text.contains(finding), "\(text)")
  }

  @Test("A table has files in both languages, with a curve of occupancy against dropped calls")
  func files() async throws {
    let bench = try Bench()
    var request = OutboundFormulaRequest(model: .dialer)
    Self.dialer(&request)
    (request.agents, request.linesPerAgent) = ("10,20", "1..2:0.25")
    (request.out, request.lang) = ("page", "en,zh")
    let outcome = try await request.run(in: bench.workshop)
    #expect(
      bench.files == [
        "page", "page/outbound-formula.csv", "page/outbound-formula.html", "page/outbound-formula.json",
      ])
    let lines = outcome.csv.split(whereSeparator: \.isNewline)
    #expect(lines.count == 11 && lines[0].hasPrefix("agents,linesPerAgent,occupancy_share,dropRate_share,"))
    let page = try String(
      contentsOf: bench.folder.appendingPathComponent("page/outbound-formula.html"), encoding: .utf8)
    #expect(page.contains("frontier") && page.contains("放弃率（占接听呼叫）"))
  }

  @Test("Every field that may be a list has a name in Chinese")
  func chinese() async throws {
    var request = OutboundFormulaRequest(model: .ringTimeout)
    (request.timeout, request.wouldAnswer, request.delay) = ("10s,20s", "35%", "11s")
    (request.setup, request.busy, request.busyTone, request.lang) = ("3s", "6%", "4s", "zh")
    let text = try await request.run(in: Bench().workshop).text
    for name in ["振铃超时", "终会接听的比例", "平均接听前时长", "建立时长", "遇忙比例", "忙音时长", "最佳接听"] {
      #expect(text.contains(name), "\(text)")
    }
  }
}
