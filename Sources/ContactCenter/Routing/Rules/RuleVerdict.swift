/// What is known of a condition before it is ever asked.
package struct RuleVerdict: Sendable, Equatable {
  /// Whether the condition can be both.
  package enum Outcome: Sendable {
    /// It is true whatever happens.
    case always
    /// It is false whatever happens.
    case never
    /// Nothing is certain: it may be true at times and false at others.
    case sometimes
  }

  /// Whether the condition can be both.
  package let outcome: Outcome
  /// Why it cannot, as part of a sentence: `idle(experts) is at most 20`; empty if it can.
  package let reason: String

  /// This outcome for this reason.
  package init(_ outcome: Outcome, because reason: String = "") {
    self.outcome = outcome
    self.reason = reason
  }
}

extension RuleProgram {
  /// Whether a condition is always true or never, given the bounds of the facts.
  ///
  /// `.always` and `.never` are certain as long as every fact keeps within `bounds` and within the
  /// bounds of its kind, and facts of unit `count` are whole numbers. `.sometimes` is not: relations
  /// between facts are not known here, nor are all those that follow from the condition itself.
  ///
  /// Time and memory are bounded, whatever the rule.
  package func verdict(
    bounds: (RuleFact, Int32) -> ClosedRange<Double>
  ) -> RuleVerdict {
    let world = asks.map { ask in
      let (own, given) = (ask.fact.info.bounds, bounds(ask.fact, ask.index))
      let both = own.overlaps(given) ? given.clamped(to: own) : given
      return RuleInterval(both.lowerBound, both.upperBound, isWhole: ask.fact.isWhole)
    }
    // A count between 0.2 and 0.8 has no value; nothing is claimed of it.
    if use == .condition, !world.contains(where: \.isEmpty) {
      for (truth, outcome) in [(true, RuleVerdict.Outcome.never), (false, .always)] {
        var analysis = RuleAnalysis(program: self, world: world)
        if !analysis.canBe(truth) {
          return RuleVerdict(outcome, because: analysis.reason)
        }
      }
    }
    return RuleVerdict(.sometimes)
  }
}
