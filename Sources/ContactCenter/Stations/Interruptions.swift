/// The rules of interruption, ready to be asked, and what is counted of them.
struct Interruptions: ~Copyable {
  let rules: [Model.Interruption]
  /// work × types + by → rule; −1: none.
  private let ruleOf: Table<Int32>
  private let types: Int32
  /// By type: whether anything is put aside for its contacts.
  private let isPreferred: [Bool]
  /// By type: whether its contacts may be put aside.
  private let isWork: [Bool]
  private(set) var tallies: Table<InterruptionTally>
  /// Of the end of the shortest stretch, by engagement; none where no rule has one.
  let timers: TimerRange

  init(_ model: Model, engagements: Int, _ timers: inout TimerPlan) {
    rules = model.interruptions
    types = Int32(model.contactTypes.count)
    var table = [Int32](repeating: -1, count: model.contactTypes.count * model.contactTypes.count)
    for (number, rule) in rules.enumerated() {
      for work in rule.work {
        for by in rule.by where work != by && table[work * model.contactTypes.count + by] < 0 {
          table[work * model.contactTypes.count + by] = Int32(number)
        }
      }
    }
    ruleOf = Table(table)
    let rules = model.interruptions
    isPreferred = model.contactTypes.indices.map { type in
      rules.contains { $0.by.contains(type) && $0.written.mode != .forbidden }
    }
    isWork = model.contactTypes.indices.map { type in
      rules.contains { $0.work.contains(type) && $0.written.mode != .forbidden }
    }
    let haveStretches = rules.contains { $0.written.minimumStretch > 0 }
    self.timers = timers.reserve(haveStretches ? engagements : 0)
    tallies = Table(repeating: InterruptionTally(), count: model.contactTypes.count)
  }

  mutating func reset() { tallies.fill(InterruptionTally()) }

  /// Whether anything may be put aside for contacts of a type.
  func isPreferred(_ type: Int32) -> Bool { isPreferred[Int(type)] }

  /// Whether contacts of a type may be put aside.
  func mayBeAside(_ type: Int32) -> Bool { isWork[Int(type)] }

  /// The rule for work of a type and a contact of another; nil: none.
  func rule(_ work: Int32, by type: Int32) -> Model.Interruption? {
    let number = ruleOf[work * types + type]
    return number >= 0 ? rules[Int(number)] : nil
  }

  /// What is counted of a type.
  func tally(_ type: Int32) -> UnsafeMutablePointer<InterruptionTally> { tallies.at(type) }
}
