/// Which families are simulated, and why others are not.
package enum Families {
  typealias Mapping = @Sendable (ExactCase, Effort) throws -> CasePlan

  /// The families and their mappings.
  static let supported: [String: Mapping] = [
    "erlang_b": QueueFamilies.erlangB,
    "erlang_c": QueueFamilies.erlangC,
    "erlang_a": QueueFamilies.abandonment,
    "erlang_a_trunks": QueueFamilies.abandonment,
    "ivr_trunks": QueueFamilies.menuAndLines,
    "mmn_general_patience": QueueFamilies.abandonment,
    "mgn_service": QueueFamilies.erlangC,
    "priority": SkillFamilies.priority,
    "retrial": QueueFamilies.retrials,
    "multiskill": SkillFamilies.multiskill,
    "transient_day": DayFamilies.intervals,
    "transient_poisson_identity": DayFamilies.intervals,
    "transient_sinusoid": DayFamilies.sinusoid,
    "multiskill_staffing": StaffingFamily.cheapest,
    "simulated_reference": SkillFamilies.simulatedReference,
    "published": PublishedCases.plan,
    "chat": ChatFamilies.chat,
    "chat_shared_processor": ChatFamilies.chat,
    "chat_full_speed": ChatFamilies.chat,
    "callback": CallbackFamilies.list,
    "virtual_hold_fcfs": CallbackFamilies.virtualHold,
    "callback_priority": CallbackFamilies.priority,
    "callback_attempts": CallbackFamilies.attempts,
    "choice_equilibrium": CallbackFamilies.choice,
    "erlang_r": ThreadFamilies.reentrant,
    "bot_sessions": BotFamilies.bot,
    "deferrable_backlog": WaitingFamilies.deferrable,
    "preemptive_blend": WaitingFamilies.preemptive,
    "blend": WaitingFamilies.blend,
    "dialer": OutboundFamilies.idleTally,
    "dialer_all_agents": OutboundFamilies.allTally,
    "progressive_dialer": OutboundFamilies.progressive,
    "batch_overdial": OutboundFamilies.batch,
    "list_penetration": OutboundFamilies.penetration,
    "ring_timeout": OutboundFamilies.timeOut,
  ]

  /// Known families without a mapping.
  static let unsupported: [String: String] = [
    "erlang_inverse": "staffing and load for a goal are solved by formulas, not simulated",
    "erlang_a_inverse": "staffing and load for a goal are solved by formulas, not simulated",
    "shift_cover": "an optimisation of shifts, not a queue",
    "finite_source": "callers from a finite population are not simulated",
  ]

  /// The plan of a case; what is not supported is listed in it.
  ///
  /// - Throws: `CaseProblem` where the case itself is wrong.
  package static func plan(_ item: ExactCase, _ effort: Effort) throws -> CasePlan {
    var plan = CasePlan(item)
    guard let mapping = supported[item.family] else {
      let reason = unsupported[item.family] ?? "the family is not known"
      plan.notJudged = [
        NotJudged(
          side: .simulator, family: item.family, caseID: nil, output: nil, reason: reason)
      ]
      return plan
    }
    do {
      plan = try mapping(item, effort)
      for name in item.lists { plan.skip(name, "a list of numbers, not one figure") }
      if plan.notJudged.isEmpty && plan.search == nil
        && plan.runs.allSatisfy(\.checks.isEmpty)
      {
        plan.skip(nil, "the case has no figures")
      }
      return plan
    } catch MappingError.unsupported(let reason) {
      plan.skip(nil, reason)
      return plan
    } catch MappingError.defect(let finding) {
      throw CaseProblem(file: item.file, caseID: item.id, finding: finding)
    }
  }
}
