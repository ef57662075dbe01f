import Experiments
import Testing

@Suite("Service levels")
struct ServiceLevelDefinitionTests {
  struct Golden: Sendable, CustomTestStringConvertible {
    var source: String
    var counts: ServiceLevelCounts
    /// Percent with two decimals, by definition.
    var expected: [ServiceLevelDefinition: Double]
    var testDescription: String { source }
  }

  static let golden = [
    Golden(
      source: "Koole: 510 calls, 50 of them abandoned",
      counts: ServiceLevelCounts(
        offered: 510, answered: 460, answeredWithin: 410, abandonedWithin: 10),
      expected: [
        .abandonedCountAgainst: 80.39, .shortWaitAbandonsIgnored: 82.00,
        .abandonedWithinCountAsMet: 82.35, .answeredOnly: 89.13,
      ]),
    Golden(
      source: "Call Centre Helper: 1060 calls with short abandonments",
      counts: ServiceLevelCounts(
        offered: 1060, answered: 1000, answeredWithin: 860, abandonedWithin: 20,
        abandonedShort: 10),
      expected: [
        .abandonedCountAgainst: 81.13, .shortWaitAbandonsIgnored: 82.69,
        .abandonedWithinCountAsMet: 83.02, .answeredOnly: 86.00, .shortAbandonsIgnored: 81.90,
        .shortAbandonsCredited: 82.08,
      ]),
    Golden(
      source: "Cisco: 70 answered in time, 10 abandoned in time, 20 too late",
      counts: ServiceLevelCounts(
        offered: 100, answered: 90, answeredWithin: 70, abandonedWithin: 10),
      expected: [
        .abandonedCountAgainst: 70, .shortWaitAbandonsIgnored: 77.78,
        .abandonedWithinCountAsMet: 80,
      ]),
  ]

  @Test("Published examples come out to two decimals", arguments: golden)
  func goldenVectors(example: Golden) throws {
    for (definition, percent) in example.expected {
      let value = try #require(definition.value(of: example.counts))
      #expect(abs(value * 100 - percent) <= 0.005 + 1e-9, "\(definition.code)")
    }
  }

  @Test("The definitions keep their order for all counts that a center can have")
  func inequalities() {
    var checked = 0
    for offered in stride(from: 1.0, through: 40, by: 3) {
      for answered in stride(from: 0.0, through: offered, by: 2) {
        for within in stride(from: 0.0, through: answered, by: 3) {
          for early in stride(from: 0.0, through: offered - answered, by: 2) {
            for short in [0, early / 2, early] {
              let counts = ServiceLevelCounts(
                offered: offered, answered: answered, answeredWithin: within,
                abandonedWithin: early, abandonedShort: short, blocked: 5)
              #expect(ServiceLevelDefinition.brokenInequalities(in: counts) == [])
              checked += 1
            }
          }
        }
      }
    }
    #expect(checked > 1000)
  }

  @Test("Impossible counts break an inequality that is named")
  func brokenInequality() {
    let counts = ServiceLevelCounts(
      offered: 10, answered: 10, answeredWithin: 5, abandonedWithin: 0, abandonedShort: 4)
    #expect(!ServiceLevelDefinition.brokenInequalities(in: counts).isEmpty)
  }

  @Test("Without abandonment SL1 to SL6 coincide")
  func coincidence() {
    let counts = ServiceLevelCounts(offered: 200, answered: 200, answeredWithin: 150)
    let values = Set(
      ServiceLevelDefinition.allCases.dropFirst().prefix(6).map { $0.value(of: counts) })
    #expect(values == [0.75])
  }

  @Test("The published examples keep the order of the definitions", arguments: golden)
  func goldenOrder(example: Golden) {
    #expect(ServiceLevelDefinition.brokenInequalities(in: example.counts) == [])
    #expect(ServiceLevelDefinition.inequalities.count == 7)
  }

  @Test("SL3 and SL4 have no order")
  func unordered() throws {
    let few = ServiceLevelCounts(
      offered: 100, answered: 50, answeredWithin: 50, abandonedWithin: 0)
    let early = ServiceLevelCounts(
      offered: 100, answered: 50, answeredWithin: 20, abandonedWithin: 50)
    for (counts, answeredIsLarger) in [(few, true), (early, false)] {
      let met = try #require(
        ServiceLevelDefinition.abandonedWithinCountAsMet.value(of: counts))
      let answered = try #require(ServiceLevelDefinition.answeredOnly.value(of: counts))
      #expect((answered > met) == answeredIsLarger)
    }
  }

  @Test("Blocked contacts and virtual waits have their own quotients")
  func networkAndVirtual() throws {
    let counts = ServiceLevelCounts(
      offered: 90, answered: 80, answeredWithin: 72, blocked: 10, virtualKnown: 88,
      virtualWithin: 77)
    #expect(ServiceLevelDefinition.includingBlocked.value(of: counts) == 0.72)
    #expect(ServiceLevelDefinition.abandonedCountAgainst.value(of: counts) == 0.8)
    #expect(ServiceLevelDefinition.virtualWait.value(of: counts) == 0.875)
  }

  @Test("Nobody offered: no service level")
  func undefined() {
    let none = ServiceLevelCounts(offered: 0, answered: 0, answeredWithin: 0)
    for definition in ServiceLevelDefinition.allCases {
      #expect(definition.value(of: none) == nil, "\(definition.code)")
    }
  }

  @Test("Codes are SL0 to SL7, and the default is SL1")
  func codes() {
    #expect(ServiceLevelDefinition.allCases.map(\.code) == (0...7).map { "SL\($0)" })
    #expect(ServiceLevelDefinition(rawValue: "serviceLevel")?.code == "SL1")
  }
}
