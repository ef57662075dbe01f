import Foundation
import Optimization
import Testing

@Suite("Integer programs")
struct SolverTests {
  private func solver() throws -> CBCProcess {
    try #require(CBCProcess.installed(), "make setup installs CBC")
  }

  @Test("The cheapest whole numbers")
  func cheapest() throws {
    let program = IntegerProgram(
      columns: [.init(cost: 2, most: 10), .init(cost: 3, most: 10)],
      rows: [.init(coefficients: [1, 1], atLeast: 3), .init(coefficients: [0, 1], atLeast: 0.5)])
    #expect(try solver().solve(program) == .optimal([2, 1]))
  }

  @Test("No numbers at all")
  func infeasible() throws {
    let program = IntegerProgram(
      columns: [.init(cost: 1, most: 2)], rows: [.init(coefficients: [1], atLeast: 3)])
    #expect(try solver().solve(program) == .infeasible)
    let between = IntegerProgram(
      columns: [.init(cost: 1)],
      rows: [.init([.init(0, 2)], .equal, 3)])
    #expect(try solver().solve(between) == .infeasible)
  }

  @Test("Fractions, negative numbers, columns without an upper bound, all three kinds of rows")
  func mixed() throws {
    // Least −x − y with x ≤ 2.5, y whole, x + y ≤ 4.2, x − y = −0.5: y = 2, x = 1.5.
    let program = IntegerProgram(
      columns: [.init(cost: -1, least: -.infinity, isWhole: false), .init(cost: -1, least: -3)],
      rows: [
        .init([.init(0, 1)], .atMost, 2.5), .init([.init(0, 1), .init(1, 1)], .atMost, 4.2),
        .init([.init(0, 1), .init(1, -1)], .equal, -0.5),
      ])
    let values = try #require(try solver().solve(program).values)
    #expect(abs(values[0] - 1.5) < 1e-6 && values[1] == 2)
  }

  /// Random small programs against all their points, seed 3.
  @Test("As cheap as the best of all points")
  func enumerated() throws {
    var state: UInt64 = 3
    func draw(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let solver = try solver()
    for _ in 0..<25 {
      let columns = (0..<3).map { _ in
        IntegerProgram.Column(cost: Double(1 + draw(9)), most: Double(2 + draw(4)))
      }
      let rows = (0..<3).map { _ in
        IntegerProgram.Row(coefficients: (0..<3).map { _ in Double(draw(4)) }, atLeast: Double(draw(14)))
      }
      let program = IntegerProgram(columns: columns, rows: rows)
      var best: Double?
      for x in 0...Int(columns[0].most) {
        for y in 0...Int(columns[1].most) {
          for z in 0...Int(columns[2].most) {
            let point = [Double(x), Double(y), Double(z)]
            if program.allows(point) { best = min(best ?? .infinity, program.cost(of: point)) }
          }
        }
      }
      switch try solver.solve(program) {
      case .optimal(let values): #expect(program.cost(of: values) == best)
      case let other: #expect(other == .infeasible && best == nil)
      }
    }
  }

  @Test("A solver that is told to stop, or has no time, ends")
  func stops() throws {
    // A knapsack with an equation that holds for few numbers.
    let weights = (0..<60).map { 100_003 + 7_919 * $0 * $0 % 99_991 }
    let program = IntegerProgram(
      columns: weights.map { .init(cost: Double($0 % 97), most: 1) },
      rows: [
        .init(weights.enumerated().map { .init($0.offset, Double($0.element)) }, .equal, 3_456_789)
      ])
    let solver = try solver()
    #expect(throws: SolverFailure.stopped) {
      try solver.solve(program, limits: SolverLimits(), shouldStop: { true })
    }
    let outcome = try solver.solve(
      program, limits: SolverLimits(seconds: 1), shouldStop: { false })
    if let values = outcome.values { #expect(program.allows(values)) }
  }

  @Test("What is too large, not finite, or has no solver is said")
  func refused() throws {
    let program = IntegerProgram(columns: [.init(cost: 1)])
    #expect(throws: SolverFailure.tooLarge(1, allowed: 0)) {
      try solver().solve(program, limits: SolverLimits(size: 0), shouldStop: { false })
    }
    let infinite = IntegerProgram(columns: [.init(cost: .infinity)])
    #expect(throws: SolverFailure.notFinite) { try solver().solve(infinite) }
    #expect(CBCProcess.installed(environment: ["PATH": "/nowhere"]) == nil)
    let wrong = CBCProcess(program: URL(fileURLWithPath: "/bin/false"))
    #expect(throws: SolverFailure.self) { try wrong.solve(program) }
  }
}
