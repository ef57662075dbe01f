import Experiments
import Testing

@Suite("Selecting the best")
struct SelectionRaceTests {
  /// Normal observations of entrants with these means, correlated by a common number.
  private func observations(
    _ means: [Double], count: Int, common: Double, _ normals: inout SampleNormals
  ) -> [[Double]] {
    var rows = [[Double]](repeating: [], count: means.count)
    for _ in 0..<count {
      let shared = common * normals.next()
      for (entrant, mean) in means.enumerated() {
        rows[entrant].append(mean + shared + normals.next())
      }
    }
    return rows
  }

  private func entries(_ rows: [[Double]]) -> [SelectionRace.Entry] {
    rows.map { SelectionRace.Entry(objective: KPISeries(numerators: $0)) }
  }

  /// In how many of `trials` races entrant 0, better by δ than all others, is the last one left.
  private func wins(
    entrants: Int, zone: Double, firstStage: Int, common: Double, trials: Int, seed: UInt64
  ) -> Int {
    var normals = SampleNormals(seed: seed)
    let means = [zone] + Array(repeating: 0, count: entrants - 1)
    return (0..<trials).count { _ in
      let rows = observations(means, count: 600, common: common, &normals)
      var race = SelectionRace(
        entries(rows), firstStage: firstStage, sign: 1, indifference: zone, error: 0.05)
      race.advance(entries(rows))
      return race.isOver && race.remaining == [0]
    }
  }

  /// 95 % of 1000 races, less three standard errors (√(0.05 · 0.95 · 1000) = 6.9).
  private let least = 930

  @Test(
    "A planted winner is selected as often as promised, with and without common numbers",
    arguments: [(2, 0.0), (2, 2.0), (6, 0.0), (6, 2.0)])
  func plantedWinner(entrants: Int, common: Double) {
    let wins = wins(
      entrants: entrants, zone: 0.5, firstStage: 10, common: common, trials: 1000, seed: 41)
    #expect(wins >= least, "\(wins) of 1000 with \(entrants) entrants")
  }

  @Test("With two entrants no more is spent than the promise asks for")
  func notWasteful() {
    // KN is nearly exact for two entrants; a constant much too large would never lose.
    let wins = wins(
      entrants: 2, zone: 0.5, firstStage: 10, common: 0, trials: 1000, seed: 42)
    #expect(wins < 995, "\(wins) of 1000")
  }

  @Test("Common random numbers end races sooner, and a lower bar for all ends them early")
  func spending() {
    var normals = SampleNormals(seed: 43)
    func spent(_ means: [Double], noise: Double) -> Int {
      (0..<100).reduce(0) { sum, _ in
        var rows = [[Double]](repeating: [], count: means.count)
        for _ in 0..<600 {
          for (entrant, mean) in means.enumerated() {
            rows[entrant].append(mean + noise * normals.next())
          }
        }
        var race = SelectionRace(
          entries(rows), firstStage: 10, sign: 1, indifference: 0.5, error: 0.05)
        race.advance(entries(rows))
        return sum + race.observations
      }
    }
    let close = spent([0.5, 0, 0], noise: 1)
    #expect(spent([0.5, 0, 0], noise: 0.5) < close / 2)
    #expect(spent([5, 0, 0], noise: 1) < close / 2)
  }

  @Test("Of entrants alike to the last bit the first one stays, at once")
  func identical() {
    var normals = SampleNormals(seed: 44)
    let row = observations([1], count: 50, common: 0, &normals)[0]
    var race = SelectionRace(
      entries([row, row, row]), firstStage: 10, sign: -1, indifference: 0.1, error: 0.05)
    race.advance(entries([row, row, row]))
    #expect(race.isOver && race.remaining == [0] && race.observations == 10)
    #expect(race.eliminations[2]?.after == 10 && race.eliminations[2]?.by == 0)
  }

  @Test("Races with goals find the best feasible entrant as often as promised")
  func goals() {
    var normals = SampleNormals(seed: 45)
    // Entrant 0 is better but misses the goal by its tolerance, 1 is the best that keeps it, 2 and 3
    // are worse by δ.
    let means = [1.0, 0.5, 0, 0]
    let goalMeans = [-0.5, 0.5, 0.5, 0.5]
    let goal = SelectionRace.Limit(sign: 1, bound: 0, tolerance: 0.5)
    let correct = (0..<1000).count { _ in
      let rows = observations(means, count: 600, common: 1, &normals)
      let limits = observations(goalMeans, count: 600, common: 1, &normals)
      let entries = zip(rows, limits).map {
        SelectionRace.Entry(
          objective: KPISeries(numerators: $0), goals: [KPISeries(numerators: $1)])
      }
      var race = SelectionRace(
        entries, firstStage: 10, sign: 1, indifference: 0.5, goals: [goal], error: 0.05)
      race.advance(entries)
      return race.isOver && race.remaining == [1]
    }
    #expect(correct >= least, "\(correct) of 1000")
  }

  @Test("When no entrant keeps the goals, nobody is left")
  func nobody() {
    var normals = SampleNormals(seed: 46)
    let rows = observations([1, 2], count: 800, common: 0, &normals)
    let entries = rows.map {
      SelectionRace.Entry(
        objective: KPISeries(numerators: $0), goals: [KPISeries(numerators: $0)])
    }
    let goal = SelectionRace.Limit(sign: -1, bound: 0, tolerance: 0.2)
    var race = SelectionRace(
      entries, firstStage: 10, sign: 1, indifference: 0.1, goals: [goal], error: 0.05)
    race.advance(entries)
    #expect(race.isOver && race.remaining.isEmpty)
    #expect(race.verdicts == [[.missed], [.missed]])
    #expect(race.eliminations.allSatisfy { $0?.by == nil && $0 != nil })
  }

  @Test("A planted winner by a quotient is selected as often as promised")
  func quotients() {
    var normals = SampleNormals(seed: 47)
    // Days of very different volume; the winner answers one point more.
    let correct = (0..<1000).count { _ in
      var above = [[Double]](repeating: [], count: 3)
      var below: [Double] = []
      for _ in 0..<600 {
        let volume = 1000 + 250 * normals.next()
        below.append(volume)
        for entrant in 0..<3 {
          let share = (entrant == 0 ? 0.81 : 0.8) + 0.02 * normals.next()
          above[entrant].append(volume * share)
        }
      }
      let entries = above.map {
        SelectionRace.Entry(objective: KPISeries(numerators: $0, denominators: below))
      }
      var race = SelectionRace(
        entries, firstStage: 10, sign: 1, indifference: 0.01, error: 0.05)
      race.advance(entries)
      return race.isOver && race.remaining == [0]
    }
    #expect(correct >= least, "\(correct) of 1000")
  }

  @Test("The constants of KN are those of the formula")
  func constants() {
    let constants = KimNelson(firstStage: 10, error: 0.05 / 9)
    #expect(abs(constants.eta - 0.8590834) < 1e-6)
    // η (n₀ − 1) S² ÷ δ − δ r ÷ 2, with S² = 4 and δ = 2.
    let bound = constants.bound(after: 10, variance: 4, indifference: 2)
    #expect(abs(bound - (0.8590834 * 9 * 4 / 2 - 10)) < 1e-5)
    // From r = 2 η (n₀ − 1) S² ÷ δ² = 15.5 on everything is decided.
    #expect(constants.bound(after: 15, variance: 4, indifference: 2) > 0)
    #expect(constants.bound(after: 16, variance: 4, indifference: 2) == 0)
  }

  @Test(
    "Rinott's constant where the smallest variances decide",
    arguments: [
      (10, 5, 0.9999, 26.470), (10, 5, 0.99, 8.654), (500, 5, 0.95, 13.747),
      (500, 20, 0.9999, 9.156), (5, 20, 0.95, 3.3854), (2, 25_600, 0.95, 2.3264),
    ])
  func rinottTail(entrants: Int, firstStage: Int, probability: Double, constant: Double) {
    let found = Rinott.constant(
      entrants: entrants, firstStage: firstStage, probability: probability)
    #expect(abs(found / constant - 1) < 1e-3)
  }

  @Test("Rinott's constant tends to Bechhofer's with a long first stage")
  func rinottLimit() {
    let two = Rinott.constant(entrants: 2, firstStage: 20_000, probability: 0.95)
    #expect(abs(two - 2.3262) < 0.005)
    // Of five: √2 · 2.1603 by Bechhofer's table of the multivariate normal with correlation ½.
    // Rinott's bound multiplies the pairs' probabilities: slightly above.
    let five = Rinott.constant(entrants: 5, firstStage: 20_000, probability: 0.95)
    #expect(five > 3.05 && five < 3.18)
  }

  @Test("Rinott's procedure selects a planted winner as often as promised")
  func rinott() {
    var normals = SampleNormals(seed: 48)
    let constant = Rinott.constant(entrants: 4, firstStage: 10, probability: 0.95)
    let means = [0.5, 0, 0, 0]
    let correct = (0..<1000).count { _ in
      let estimates = means.map { mean -> Double in
        var values = (0..<10).map { _ in mean + normals.next() }
        let wanted = Rinott.replications(
          constant: constant, firstStage: 10, variance: SampleMoments(values).variance,
          indifference: 0.5)
        while values.count < wanted { values.append(mean + normals.next()) }
        return SampleMoments(values).mean
      }
      return estimates.indices.max { estimates[$0] < estimates[$1] } == 0
    }
    #expect(correct >= least && correct < 995, "\(correct) of 1000")
  }
}
