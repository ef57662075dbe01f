import ContactCenter
import Experiments
import Testing

@Suite("The catalogue of indicators")
struct IndicatorTests {
  @Test("Identifiers are unique, spelled in lower camel case, and lead to their indicator")
  func identifiers() {
    let all = IndicatorCatalogue.all
    #expect(Set(all.map(\.identifier)).count == all.count)
    for indicator in all {
      let name = indicator.identifier
      #expect(name.first?.isLowercase == true && name.allSatisfy { $0.isLetter || $0.isNumber })
      #expect(IndicatorCatalogue.indicator(name) == indicator)
    }
    #expect(IndicatorCatalogue.indicator("nothing") == nil)
  }

  @Test("Every indicator says in a sentence what it measures, and by which formula")
  func definitions() {
    for indicator in IndicatorCatalogue.all {
      #expect(indicator.definition.hasSuffix("."), "\(indicator.identifier)")
      #expect(!indicator.formula.isEmpty && !indicator.label.isEmpty, "\(indicator.identifier)")
    }
  }

  @Test("Every service-level definition is an indicator, and measures what its formula says")
  func serviceLevels() throws {
    var tally = ContactTally()
    tally.offered = 1060
    tally.answered = 1000
    tally.answeredWithin = 860
    tally.abandoned = 60
    tally.abandonedWithin = 20
    tally.abandonedShort = 10
    tally.blockedByTrunks = 30
    tally.blockedByPorts = 7
    tally.blockedByQueue = 3
    tally.virtualKnown = 1055
    tally.virtualWithin = 870
    let counts = ServiceLevelCounts(
      offered: 1060, answered: 1000, answeredWithin: 860, abandonedWithin: 20, abandonedShort: 10,
      blocked: 40, virtualKnown: 1055, virtualWithin: 870)
    for definition in ServiceLevelDefinition.allCases {
      let place = try #require(IndicatorCatalogue.place(of: definition.identifier))
      let entry = IndicatorCatalogue.contactEntries[place.index]
      let above = try #require(entry.numerator).value(in: tally)
      let below = try #require(entry.denominator).value(in: tally)
      #expect(above / below == definition.value(of: counts), "\(definition.code)")
    }
  }

  @Test("Every field of a contact tally reaches a measure")
  func measuresReadAllFields() {
    let fields = MemoryLayout<ContactTally>.size / MemoryLayout<Double>.size
    var unread: [Int] = []
    for field in 0..<fields {
      var tally = ContactTally()
      withUnsafeMutableBytes(of: &tally) { $0.bindMemory(to: Double.self)[field] = 1 }
      if ContactMeasure.allCases.allSatisfy({ $0.value(in: tally) == 0 }) { unread.append(field) }
    }
    // Callbacks accepted and made: `CallbackTally` tells of them.
    #expect(unread == [23, 24])
  }

  @Test("Every field of an agent tally and of an outcome tally reaches a measure")
  func agentAndOutcomeMeasures() {
    func unread<M: Measure>(_: M.Type) -> [Int] where M.Tally: NumberRow {
      (0..<M.Tally.width).filter { field in
        var tally = M.Tally()
        withUnsafeMutableBytes(of: &tally) { $0.bindMemory(to: Double.self)[field] = 1 }
        return M.allCases.allSatisfy { $0.value(in: tally) == 0 }
      }
    }
    // `slowed` says something only where slots are offered.
    #expect(unread(AgentMeasure.self) == [6])
    // Other delays and refused lines of callbacks; lost and unfinished threads and waits of their later turns;
    // parts of what bots and campaigns did: for laws of conservation, or in quotients.
    #expect(
      unread(OutcomeMeasure.self) == [
        46, 50, 63, 64, 67, 70, 72, 77, 80, 81, 82, 84, 94, 95, 96, 98, 100, 109, 116, 118, 119,
      ])
    #expect(unread(QueueMeasure.self) == [])
    #expect(unread(LineMeasure.self) == [3])
  }

  @Test("A measure of outcomes has its own place among all")
  func outcomePlaces() {
    #expect(OutcomeMeasure.allCases.indices.map(OutcomeMeasure.init(rawValue:)) == OutcomeMeasure.allCases)
    #expect(OutcomeMeasure.allCases.map(\.rawValue) == Array(OutcomeMeasure.allCases.indices))
    #expect(OutcomeMeasure(rawValue: OutcomeMeasure.allCases.count) == nil)
    #expect(Set(OutcomeMeasure.allCases.map(\.description)).count == OutcomeMeasure.allCases.count)
  }

  @Test("Adherence by the clock leaves out what runs over the plan; shrinkage counts breaks")
  func adherence() throws {
    var tally = AgentTally()
    tally.talking = 60
    tally.idle = 20
    tally.overrun = 5
    tally.scheduled = 110
    tally.expected = 100
    tally.paid = 125
    func value(_ identifier: String) throws -> Double {
      let place = try #require(IndicatorCatalogue.place(of: identifier))
      let entry = IndicatorCatalogue.agentEntries[place.index]
      return try #require(entry.numerator).value(in: tally)
        / #require(entry.denominator).value(in: tally)
    }
    #expect(try value("attendance") == 100.0 / 110)
    #expect(try value("adherence") == 0.8)
    #expect(try value("adherenceByClock") == 0.75)
    // 75 of the 125 paid seconds in the plan, none of them outside the simulated hours.
    #expect(try value("shrinkage") == 0.4)
  }

  @Test("Occupancy leaves breaks and time away out; utilization does not")
  func occupancy() throws {
    var tally = AgentTally()
    tally.talking = 50
    tally.wrapUp = 10
    tally.idle = 20
    tally.scheduledBreak = 15
    tally.away = 5
    func value(_ identifier: String) throws -> Double {
      let place = try #require(IndicatorCatalogue.place(of: identifier))
      let entry = IndicatorCatalogue.agentEntries[place.index]
      return try #require(entry.numerator).value(in: tally)
        / #require(entry.denominator).value(in: tally)
    }
    #expect(try value("occupancy") == 0.75)
    #expect(try value("utilization") == 0.8)
  }
}
