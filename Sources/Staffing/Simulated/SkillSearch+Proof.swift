// Step 3 of the search for numbers per group: what is cheaper is refuted, or found.

extension SkillSearch {
  /// Whether numbers with as many agents everywhere, or more, clearly miss a goal.
  func isRefuted(_ numbers: [Int]) -> Bool {
    refuting.contains { larger in zip(numbers, larger).allSatisfy { $0 <= $1 } }
  }

  /// Refutes everything cheaper, or finds it.
  mutating func prove(_ result: inout SkillStaffing) async {
    var spent = 0
    search: while !wasCancelled {
      guard let open = largestBelow(result.cost) else { return }
      progress(SearchProgress("\(open.count) cheaper staffings than \(result.numbers) to refute"))
      for numbers in open.sorted(by: { cost($0) > cost($1) }) {
        if known[numbers] == nil {
          if isRefuted(numbers) { continue }
          spent += 1
          guard spent <= proofs else { return }
        }
        guard let samples = await samples(of: numbers) else { return }
        if samples.allMet(.onAverage) {
          result.numbers = numbers
          result.cost = cost(numbers)
          continue search
        }
      }
      guard await refuteBelow(open, &spent, &result) else { return }
      if result.isProven { return }
    }
  }

  /// Staffings that missed their goal by little do not refute smaller ones: those just below them
  /// are simulated too; false: there are too many.
  private mutating func refuteBelow(
    _ open: [[Int]], _ spent: inout Int, _ result: inout SkillStaffing
  ) async -> Bool {
    var front = open
    while !front.isEmpty {
      var below: Set<[Int]> = []
      for numbers in front where !isRefuted(numbers) {
        for group in numbers.indices where numbers[group] > 0 {
          var smaller = numbers
          smaller[group] -= 1
          if allows(smaller), !isRefuted(smaller) { below.insert(smaller) }
        }
      }
      front = below.sorted { $0.lexicographicallyPrecedes($1) }
      for numbers in front {
        if known[numbers] == nil { spent += 1 }
        guard spent <= proofs, let samples = await samples(of: numbers) else { return false }
        if samples.allMet(.onAverage) {
          result.numbers = numbers
          result.cost = cost(numbers)
          return true
        }
      }
    }
    result.isProven = true
    result.lowerBound = result.cost
    return true
  }

  /// The staffings within the bounds that cost less, and to which no agent can be added; nil: more
  /// than 20,000 of them.
  private func largestBelow(_ cost: Double) -> [[Int]]? {
    var found: [[Int]] = []
    var numbers = [Int](repeating: 0, count: costs.count)
    var visited = 0
    let cheapest = costs.filter { $0 > 0 }.min() ?? 1
    func extend(_ group: Int, _ left: Double) -> Bool {
      visited += 1
      guard visited < 2_000_000, found.count <= 20_000 else { return false }
      if group == costs.count {
        guard left - cheapest <= Self.hair else { return true }
        if allows(numbers) { found.append(numbers) }
        return true
      }
      let most =
        costs[group] > 0
        ? min(limits[group], Int(clamping: (left - Self.hair) / costs[group])) : limits[group]
      for number in (costs[group] > 0 ? 0 : most)...max(0, most) {
        numbers[group] = number
        guard extend(group + 1, left - Double(number) * costs[group]) else { return false }
      }
      numbers[group] = 0
      return true
    }
    return extend(0, cost - Self.hair) ? found : nil
  }
}
