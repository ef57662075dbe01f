import ContactCenter

/// A repeatable source of numbers for synthetic tallies (SplitMix64; Steele, Lea and Flood, 2014).
struct SampleNumbers {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  /// Uniform on [0, 1).
  mutating func uniform() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    bits ^= bits >> 31
    return Double(bits >> 11) * 0x1p-53
  }

  /// A whole number from 0 to `most`.
  mutating func count(_ most: Double) -> Double { (uniform() * (most + 1)).rounded(.down) }
}

extension Model {
  /// A model of the given sizes, for folding synthetic tallies; it cannot be simulated.
  static func shape(types: Int, groups: Int, intervals: Int) -> Model {
    var model = Model()
    model.name = "shape"
    model.calendar.intervals = intervals
    model.calendar.interval = 900
    model.calendar.end = 900 * Double(intervals)
    model.contactTypes = (0..<types).map {
      ContactType(Scenario.ContactType(name: "type \($0)"), queue: $0)
    }
    model.queues = (0..<types).map { Scenario.Queue(name: "queue \($0)") }
    model.groups = (0..<groups).map {
      var group = Group(name: "group \($0)")
      group.staffing = .counts([Step(from: 0, value: 2)])
      return group
    }
    return model
  }

  /// Tallies of this model's sizes filled with plausible numbers.
  func sampleTallies(_ numbers: inout SampleNumbers) -> Tallies {
    var tallies = Tallies(
      types: contactTypes.count, queues: queues.count, groups: groups.count,
      trunks: trunkGroups.count, agents: groups.reduce(0) { $0 + $1.agentCount },
      intervals: calendar.intervals)
    for type in 0..<contactTypes.count {
      for row in 0..<calendar.intervals {
        let index = type * (calendar.intervals + 1) + row
        fill(&tallies, index: index, type: type, row: row, &numbers)
      }
    }
    return tallies
  }

  private func fill(
    _ tallies: inout Tallies, index: Int, type: Int, row: Int, _ numbers: inout SampleNumbers
  ) {
    let offered = 1 + numbers.count(30)
    let answered = (offered * (0.7 + 0.3 * numbers.uniform())).rounded(.down)
    tallies.contacts[index].fresh = offered
    tallies.contacts[index].offered = offered
    tallies.contacts[index].answered = answered
    tallies.contacts[index].answeredWithin = (answered * numbers.uniform()).rounded(.down)
    tallies.contacts[index].abandoned = offered - answered
    for _ in 0..<Int(answered) {
      let wait = max(0, 60 * numbers.uniform() - 20)
      tallies.contacts[index].waitAnswered += wait
      tallies.contacts[index].longestWait = max(tallies.contacts[index].longestWait, wait)
      tallies.waitsByType[type].counts[WaitHistogram.bucket(of: wait)] += 1
      tallies.waitsByInterval[row].counts[WaitHistogram.bucket(of: wait)] += 1
    }
    // A model may have fewer queues than types.
    guard index < tallies.queues.count else { return }
    tallies.queues[index].time = calendar.interval
    tallies.queues[index].lengthIntegral = 500 * numbers.uniform()
    tallies.queues[index].openTime = tallies.queues[index].time
    tallies.queues[index].openIntegral = tallies.queues[index].lengthIntegral
    tallies.queues[index].longest = numbers.count(9)
  }
}
