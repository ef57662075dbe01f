import ContactCenter
import Experiments
import Testing

@Suite("Folding replications")
struct StudyFoldTests {
  private func result(
    model: Model, seed: UInt64, replications: Int
  ) -> (result: StudyResult, tallies: [Tallies]) {
    var numbers = SampleNumbers(seed: seed)
    var fold = StudyFold(model: model)
    var all: [Tallies] = []
    for _ in 0..<replications {
      let tallies = model.sampleTallies(&numbers)
      fold.add(tallies)
      all.append(tallies)
    }
    var result = StudyResult()
    result.contactTypeNames = model.contactTypes.map(\.name)
    result.groupNames = model.groups.map(\.name)
    fold.fill(&result, confidence: 0.95)
    return (result, all)
  }

  @Test("Totals over types and intervals are ratios of sums, not means of ratios")
  func totals() throws {
    let model = Model.shape(types: 3, groups: 2, intervals: 5)
    let (result, tallies) = result(model: model, seed: 3, replications: 7)
    let contacts = tallies.flatMap(\.contacts)
    let within = contacts.reduce(0) { $0 + $1.answeredWithin }
    let offered = contacts.reduce(0) { $0 + $1.offered }
    #expect(abs(try #require(result.value("serviceLevel")) - within / offered) < 1e-12)
    #expect(abs(try #require(result.value("offered")) - offered / 7) < 1e-9)
    let ofType = tallies.reduce(0) { sum, one in
      sum + one.contacts[6..<12].reduce(0) { $0 + $1.offered }
    }
    #expect(abs(try #require(result.value("offered", of: .contactType(1))) - ofType / 7) < 1e-9)
    let cell = tallies.reduce(0) { $0 + $1.contacts[2 * 6 + 4].offered } / 7
    let value = result.value("offered", of: .contactType(2), interval: 4)
    #expect(abs(try #require(value) - cell) < 1e-9)
  }

  @Test("The longest wait of the whole is the mean of the replications' maxima")
  func maxima() throws {
    let model = Model.shape(types: 2, groups: 1, intervals: 4)
    let (result, tallies) = result(model: model, seed: 4, replications: 5)
    let maxima = tallies.map { $0.contacts.map(\.longestWait).max() ?? 0 }
    let mean = maxima.reduce(0, +) / 5
    #expect(abs(try #require(result.value("longestWait")) - mean) < 1e-12)
    let queues = tallies.map { $0.queues.map(\.longest).max() ?? 0 }.reduce(0, +) / 5
    #expect(abs(try #require(result.value("longestQueue")) - queues) < 1e-12)
  }

  @Test("The queue length of several queues is the sum of theirs over the same time")
  func queueLength() throws {
    let model = Model.shape(types: 2, groups: 1, intervals: 4)
    let (result, _) = result(model: model, seed: 5, replications: 5)
    let parts = try (0..<2).map {
      try #require(result.value("averageQueueLength", of: .queue($0)))
    }
    #expect(abs(try #require(result.value("averageQueueLength")) - parts[0] - parts[1]) < 1e-12)
  }

  @Test("Wait percentiles come from the pooled histogram, with an interval")
  func percentiles() throws {
    let model = Model.shape(types: 2, groups: 1, intervals: 3)
    let (result, tallies) = result(model: model, seed: 6, replications: 20)
    var pooled = WaitHistogram()
    for one in tallies { for histogram in one.waitsByType { pooled.add(histogram) } }
    for (identifier, probability) in [("waitPercentile50", 0.5), ("waitPercentile99", 0.99)] {
      let estimate = try #require(result.estimate(identifier))
      let longest = tallies.flatMap(\.contacts).map(\.longestWait).max() ?? 0
      #expect(estimate.value == min(longest, try #require(pooled.quantile(probability))))
      #expect(try #require(estimate.halfWidth) > 0)
    }
    #expect(result.value("waitPercentile90", of: .contactType(1)) != nil)
    #expect(result.value("waitPercentile90", interval: 2) != nil)
    #expect(result.value("waitPercentile90", of: .contactType(1), interval: 2) == nil)
  }

  /// Contact types with these home queues.
  private func model(homes: [Int], queues: Int, intervals: Int = 3) -> Model {
    var model = Model.shape(types: homes.count, groups: 1, intervals: intervals)
    for (type, queue) in homes.enumerated() { model.contactTypes[type].queue = queue }
    model.queues = (0..<queues).map { Scenario.Queue(name: "queue \($0)") }
    return model
  }

  @Test("A shared queue has the sums of its types, for the horizon and by interval")
  func sharedQueue() throws {
    let model = model(homes: [1, 0, 1], queues: 3)
    let (result, tallies) = result(model: model, seed: 9, replications: 12)
    func sum(_ field: KeyPath<ContactTally, Double>, rows: ClosedRange<Int> = 0...3) -> Double {
      var sum = 0.0
      for one in tallies {
        for type in [0, 2] {
          for row in rows { sum += one.contacts[type * 4 + row][keyPath: field] }
        }
      }
      return sum
    }
    let level = try #require(result.value("serviceLevel", of: .queue(1)))
    #expect(abs(level - sum(\.answeredWithin) / sum(\.offered)) < 1e-12)
    let offered = try #require(result.estimate("offered", of: .queue(1), interval: 2))
    #expect(abs(try #require(offered.value) - sum(\.offered, rows: 2...2) / 12) < 1e-9)
    #expect(try #require(offered.halfWidth) > 0)
    var pooled = WaitHistogram()
    for one in tallies { for type in [0, 2] { pooled.add(one.waitsByType[type]) } }
    #expect(result.waitsByQueue[1] == pooled)
    #expect(result.value("waitPercentile90", of: .queue(1)) == pooled.quantile(0.9))
    #expect(result.estimate("waitPercentile90", of: .queue(1))?.halfWidth != nil)
    #expect(result.queueTypes == [[1], [0, 2], []])
  }

  @Test("A queue of one type has the type's figures, one of all types the center's")
  func queuesOfOneTypeOrAll() {
    let own = result(model: model(homes: [1, 0], queues: 3), seed: 10, replications: 5).result
    let all = result(model: model(homes: [0, 0], queues: 1), seed: 10, replications: 5).result
    for identifier in ["offered", "serviceLevelAnsweredOnly", "longestWait", "waitPercentile80"] {
      #expect(
        own.estimate(identifier, of: .queue(0)) == own.estimate(identifier, of: .contactType(1)))
      #expect(all.estimate(identifier, of: .queue(0)) == all.estimate(identifier))
      #expect(own.estimate(identifier, of: .queue(2)) == nil)
    }
    #expect(own.waitsByQueue[0] == own.waitsByType[1] && own.waitsByQueue[2].total == 0)
    #expect(all.waitsByQueue == [all.waits])
  }

  @Test("Where a replication has two days, each of them is on target or not")
  func daysOfReplications() throws {
    var model = Model.shape(types: 1, groups: 1, intervals: 4)
    model.contactTypes[0].goal.target = 0.5
    // Two intervals each; the row after closing belongs to the second day.
    model.calendar.open = [.init(from: 0, to: 1800), .init(from: 1800, to: 3600)]
    let (result, tallies) = result(model: model, seed: 11, replications: 40)
    let days = tallies.flatMap { one in
      [one.contacts[0..<2], one.contacts[2..<5]].map { rows in
        rows.reduce(0) { $0 + $1.answeredWithin } >= 0.5 * rows.reduce(0) { $0 + $1.offered }
      }
    }
    let met = days.count { $0 }
    try #require(met > 0 && met < 80)
    #expect(result.value("daysOnTarget") == Double(met) / 80)
  }

  @Test("Days on target are the share of replications whose service level reaches the target")
  func daysOnTarget() throws {
    var model = Model.shape(types: 2, groups: 1, intervals: 4)
    model.contactTypes[0].goal.target = 0.5
    let (result, tallies) = result(model: model, seed: 11, replications: 40)
    let met = tallies.count { one in
      let rows = one.contacts[0..<5]
      let within = rows.reduce(0) { $0 + $1.answeredWithin }
      return within >= 0.5 * rows.reduce(0) { $0 + $1.offered }
    }
    let days = try #require(result.estimate("daysOnTarget", of: .contactType(0)))
    #expect(days.value == Double(met) / 40)
    let bounds = try #require(days.bounds)
    #expect(bounds.contains(Double(met) / 40) && bounds.lowerBound >= 0 && bounds.upperBound <= 1)
    #expect(result.value("daysOnTarget", of: .contactType(1)) == nil)
    #expect(result.value("daysOnTarget") == nil)
    #expect(result.value("daysOnTarget", of: .contactType(0), interval: 1) == nil)
  }

  @Test("The center's target is the one given, else that of the types if they all have the same")
  func centerTarget() throws {
    var model = Model.shape(types: 2, groups: 1, intervals: 2)
    var numbers = SampleNumbers(seed: 12)
    let tallies = model.sampleTallies(&numbers)
    func days(_ target: Double?) -> Double? {
      var fold = StudyFold(model: model, serviceLevelTarget: target)
      fold.add(tallies)
      return fold.estimate("daysOnTarget", confidence: 0.95)?.value
    }
    #expect(days(nil) == nil && days(0) == 1 && days(1) == 0)
    model.contactTypes[0].goal.target = 0
    #expect(days(nil) == nil)
    model.contactTypes[1].goal.target = 0
    #expect(days(nil) == 1 && days(1) == 0)
  }

  @Test(
    "Wilson's interval of a counted share",
    arguments: [(8, 10, 0.4902, 0.9433), (0, 20, 0, 0.1611), (20, 20, 0.8389, 1)])
  func wilson(count: Int, trials: Int, lower: Double, upper: Double) throws {
    let estimate = WilsonInterval.estimate(count, of: trials, confidence: 0.95)
    let bounds = try #require(estimate.bounds)
    #expect(abs(bounds.lowerBound - lower) < 5e-5 && abs(bounds.upperBound - upper) < 5e-5)
    #expect(abs(try #require(estimate.halfWidth) - (upper - lower) / 2) < 5e-5)
  }

  @Test("An empty result has no figures and does not trap")
  func emptyResult() {
    let result = StudyResult()
    for indicator in IndicatorCatalogue.all {
      #expect(result.estimate(indicator.identifier) == .undefined)
      #expect(result.value(indicator.identifier, of: .contactType(0)) == nil)
      #expect(result.value(indicator.identifier, of: .queue(0), interval: 0) == nil)
    }
    #expect(result.figures(of: .center).isEmpty && result.scopes == [.center])
    #expect(result.answeredShare(type: 0, group: 0) == nil)
    let table = EstimateTable(kind: .queue, members: 2, rows: 3, estimates: [])
    #expect(table.cell(member: 7, interval: 9).allSatisfy { $0 == .undefined })
  }

  @Test("Lookups outside a study are nil")
  func lookups() {
    let model = Model.shape(types: 2, groups: 1, intervals: 3)
    let (result, _) = result(model: model, seed: 7, replications: 2)
    #expect(result.value("offered", of: .contactType(2)) == nil)
    #expect(result.value("offered", interval: 4) == nil)
    #expect(result.value("offered", interval: 3) == 0)
    #expect(result.value("offered", of: .group(0)) == nil)
    #expect(result.value("noSuchThing") == nil)
    #expect(result.value("serviceLevel", interval: 3) == nil)
  }

  @Test("Batches of a long run become samples, warm-up and after-closing left out")
  func batches() throws {
    var model = Model.shape(types: 1, groups: 1, intervals: 25)
    model.calendar.warmUpEnd = 5 * 900
    var numbers = SampleNumbers(seed: 8)
    let tallies = model.sampleTallies(&numbers)
    let batches = BatchMeans.batches(of: model.calendar, count: 10)
    #expect(batches.first == 5..<7 && batches.last == 23..<25 && batches.count == 10)
    var fold = StudyFold(model: model, isBatched: true)
    fold.add(tallies, batches: batches)
    var result = StudyResult()
    fold.fill(&result, confidence: 0.95)
    let offered = tallies.contacts[5..<25].reduce(0) { $0 + $1.offered }
    #expect(result.samples == 10 && result.replications == 1)
    #expect(abs(try #require(result.value("offered")) - offered / 10) < 1e-12)
    #expect(result.estimate("serviceLevel")?.degreesOfFreedom == 9)
  }

  @Test("Neighbouring batch means of a trend correlate, those of alternating ones do not")
  func correlation() throws {
    let trend = try #require(BatchMeans.lagOneCorrelation((0..<30).map(Double.init)))
    let zigzag = try #require(BatchMeans.lagOneCorrelation((0..<30).map { Double($0 % 2) }))
    #expect(trend > 0.8 && zigzag < -0.8)
    #expect(BatchMeans.lagOneCorrelation([1, 1, 1]) == nil)
  }
}
