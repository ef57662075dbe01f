import ContactCenter

extension Goal {
  /// The goals that a scenario sets itself, as every command reads them: the service level of all contacts
  /// together where the scenario has a target, then that of each contact type with a service level of
  /// its own that has one.
  ///
  /// A type without one of its own is judged with all; of a single type its own goal is that of all. Where
  /// types have different acceptable waits, the goal of all counts each contact within its own.
  ///
  /// Example: `serviceLevel: 80/20` and a type `gold` with `serviceLevel: 90/10` are `serviceLevel>80%` and
  /// `gold:90/10`, both over all that is simulated.
  public static func own(of scenario: Scenario) -> [Goal] {
    let types = scenario.contactTypes
    let waits = Set(types.map { ($0.serviceLevel ?? scenario.serviceLevel).acceptableWait })
    func goal(_ target: Double?, _ measure: Measure, _ part: String?) -> Goal? {
      target.map { Goal(measure, $0, sense: .atLeast, period: .month, part: part) }
    }
    func within(_ wait: Double) -> Measure { .serviceLevel(.abandonedCountAgainst, within: wait) }
    let own = types.compactMap { type in
      type.serviceLevel.flatMap { goal($0.target, within($0.acceptableWait), type.name) }
    }
    if types.count == 1, !own.isEmpty { return own }
    let all = waits.count == 1 ? waits.first.map(within) : nil
    return [goal(scenario.serviceLevel.target, all ?? .other(.serviceLevel), nil)].compactMap(\.self) + own
  }
}
