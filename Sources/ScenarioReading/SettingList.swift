import ContactCenter

// The settings that comparisons may change. Numbers that the scenario's format knows have the same
// bounds here; what only makes sense together is checked when the scenario becomes a model.

extension SettingFormat {
  /// All settings, in the order of their reference.
  static let all: [SettingFormat] =
    agents + arrivals + service + queues + types + routing + skills

  // MARK: Agents

  private static let agents: [SettingFormat] = [
    SettingFormat(
      pattern: "agents.<group>.count", unit: .whole(0...ScenarioLimits.agents),
      doc: "How many agents the group has, all the time.",
      current: { scenario, names in
        guard case .constant(let count) = scenario.group(names[0]).staffing else { return nil }
        return .number(Double(count))
      },
      change: { scenario, names, value in
        scenario.changeGroup(names[0]) { $0.staffing = .constant(Int(clamping: value.number ?? 0)) }
      },
      defect: { scenario, names in
        if case .constant = scenario.group(names[0]).staffing { return nil }
        return Refusal(
          finding: "The agents of \(names[0]) change with the time of day.",
          remedy: "agents.\(names[0]).scale multiplies all their numbers.")
      }),
    SettingFormat(
      pattern: "agents.<group>.scale", unit: .factor,
      doc: "Multiplies the group's agents at all times, rounded to whole ones.",
      current: { _, _ in .number(1) },
      change: { scenario, names, value in
        scenario.changeGroup(names[0]) { $0.staffing = $0.staffing.scaled(by: value.number ?? 1) }
      },
      defect: { scenario, names in
        guard case .shifts(let shifts) = scenario.group(names[0]).staffing,
          shifts.contains(where: { $0.name != nil })
        else { return nil }
        return Refusal(
          finding: "The shifts of \(names[0]) name single agents, who cannot be multiplied.",
          remedy: "Change the shifts in the scenario.")
      }),
    group("cost", .number(0...1e9), \.cost, "What an hour of an agent costs."),
    group("absence", .proportion, \.absence, "The chance that an agent is absent all day."),
  ]

  // MARK: Arrivals, work, patience

  private static let arrivals = scales(
    "arrivals", "all arrivals", change: { $0.scaleArrivals(by: $1) },
    defect: { scenario, type in
      let replayed = scenario.contactTypes.first {
        guard case .replay = $0.arrivals.process else { return false }
        return type == nil || $0.name == type
      }
      return replayed.map {
        Refusal(
          finding: "The arrivals of \($0.name) are recorded moments, which cannot be scaled.",
          remedy: "Scale other types, or give \($0.name) rates or volumes.")
      }
    })

  private static let service =
    scales(
      "handling", "talk, hold and wrap-up times", change: { $0.scaleHandling(by: $1) },
      changeAll: { scenario, factor in
        for index in scenario.agentGroups.indices {
          scenario.agentGroups[index].scaleOwnLaws(by: factor) { _ in true }
        }
      },
      changeType: { scenario, type, factor in
        let queue = scenario.queue(of: type)
        for index in scenario.agentGroups.indices {
          scenario.agentGroups[index].scaleOwnLaws(by: factor) { $0 == queue }
        }
      },
      defect: { scenario, type in
        guard let type else { return nil }
        let queue = scenario.queue(of: type)
        let isShared = scenario.contactTypes.contains {
          $0.name != type && ($0.queue ?? $0.name) == queue
        }
        let group = scenario.agentGroups.first { group in
          group.skills.contains { $0.queue == queue && ($0.talk != nil || $0.wrapUp != nil) }
        }
        guard isShared, let group else { return nil }
        return Refusal(
          finding: "\(group.name) has times of its own for the queue \(queue), which \(type) shares "
            + "with other types.",
          remedy: "handling.scale changes all of them.")
      })
    + scales(
      "patience", "all callers' patience",
      change: { $0.patience = $0.patience.scaled(by: $1) },
      defect: { scenario, type in
        let isEndless = scenario.contactTypes.allSatisfy { candidate in
          (type != nil && candidate.name != type)
            || candidate.patience.pieces.allSatisfy { $0.law == .never }
        }
        guard isEndless else { return nil }
        return Refusal(
          finding: "\(type ?? "The scenario") has callers without limit to their patience.",
          remedy: "Give the scenario a law of patience.")
      })

  /// `word.scale` and `word.<type>.scale`.
  private static func scales(
    _ word: String, _ what: String,
    change: @escaping @Sendable (inout Scenario.ContactType, Double) -> Void,
    changeAll: @escaping @Sendable (inout Scenario, Double) -> Void = { _, _ in },
    changeType: @escaping @Sendable (inout Scenario, String, Double) -> Void = { _, _, _ in },
    defect: @escaping @Sendable (Scenario, String?) -> Refusal?
  ) -> [SettingFormat] {
    [
      SettingFormat(
        pattern: "\(word).scale", unit: .factor, doc: "Multiplies \(what).",
        current: { _, _ in .number(1) },
        change: { scenario, _, value in
          let factor = value.number ?? 1
          for index in scenario.contactTypes.indices {
            change(&scenario.contactTypes[index], factor)
          }
          changeAll(&scenario, factor)
        }, defect: { scenario, _ in defect(scenario, nil) }),
      SettingFormat(
        pattern: "\(word).<type>.scale", unit: .factor, doc: "The same for one contact type.",
        current: { _, _ in .number(1) },
        change: { scenario, names, value in
          let factor = value.number ?? 1
          scenario.changeType(names[0]) { change(&$0, factor) }
          changeType(&scenario, names[0], factor)
        }, defect: { scenario, names in defect(scenario, names[0]) }),
    ]
  }

  // MARK: Queues and types

  private static let queues: [SettingFormat] = [
    SettingFormat(
      pattern: "queue.<queue>.capacity", unit: .whole(0...1_000_000_000),
      doc: "The most contacts that may wait in the queue.",
      current: { scenario, names in
        scenario.queue(named: names[0])?.capacity.map { .number(Double($0)) }
      },
      change: { scenario, names, value in
        scenario.changeQueue(names[0]) { $0.capacity = value.number.map { Int(clamping: $0) } }
      }),
    SettingFormat(
      pattern: "queue.<queue>.weight", unit: .number(0...1e9),
      doc: "The queue's weight where waits or lengths are weighed.",
      current: { scenario, names in
        scenario.queue(named: names[0]).map { .number($0.weight) }
      },
      change: { scenario, names, value in
        scenario.changeQueue(names[0]) { $0.weight = value.number ?? 1 }
      }),
    SettingFormat(
      pattern: "queue.<queue>.share", unit: .proportion,
      doc: "The queue's share of all that wait, for ratio policies.",
      current: { scenario, names in
        scenario.queue(named: names[0])?.share.map { .number($0) }
      },
      change: { scenario, names, value in
        scenario.changeQueue(names[0]) { $0.share = value.number }
      }),
  ]

  private static let types: [SettingFormat] = [
    type("priority", .number(-1e9...1e9), \.priority, "Urgency: 1 is served before 2."),
    type(
      "priorityGrowth", .number(-1e6...1e6), \.priorityGrowth,
      "By how much the priority number falls per second of waiting."),
    SettingFormat(
      pattern: "type.<type>.waitingCost", unit: .number(0...1e9),
      doc: "What the first minute of waiting costs.",
      current: { scenario, names in
        scenario.type(names[0]).waitingCost.map { .number($0.perMinute) }
      },
      change: { scenario, names, value in
        scenario.changeType(names[0]) { type in
          var cost = type.waitingCost ?? Scenario.WaitingCost(perMinute: 0)
          cost.perMinute = value.number ?? 0
          type.waitingCost = cost
        }
      }),
    SettingFormat(
      pattern: "type.<type>.value", unit: .number(0...1e9), doc: "What a contact is worth.",
      current: { scenario, names in scenario.type(names[0]).value.map { .number($0) } },
      change: { scenario, names, value in
        scenario.changeType(names[0]) { $0.value = value.number }
      }),
  ]

  // MARK: Routing

  private static let routing: [SettingFormat] =
    [
      policy("routing"), policy("routing.policy"),
      words("agentSelection", \.agentSelection, "Which idle agent takes an arriving contact."),
      words("contactSelection", \.contactSelection, "Which waiting contact a free agent takes."),
      routingTime("widenEvery", \.widenEvery, "After which wait each further ring comes in."),
      routingTime("overflowDelay", \.overflowDelay, "After which wait other regions may help."),
      SettingFormat(
        pattern: "routing.window", unit: .duration, doc: "The sliding window of recent statistics.",
        current: { scenario, _ in .number(scenario.routing.window) },
        change: { scenario, _, value in scenario.routing.window = value.number ?? 0 }),
      SettingFormat(
        pattern: "routing.affinityWait", unit: .duration,
        doc: "How long a caller who comes back waits for the known agent alone.",
        current: { scenario, _ in .number(scenario.routing.affinityWait) },
        change: { scenario, _, value in scenario.routing.affinityWait = value.number ?? 0 }),
      SettingFormat(
        pattern: "routing.predictorWaits", unit: .whole(1...1_000_000),
        doc: "How many recent waits a prediction takes the mean of.",
        current: { scenario, _ in .number(Double(scenario.routing.predictorWaits)) },
        change: { scenario, _, value in
          scenario.routing.predictorWaits = Int(clamping: value.number ?? 1)
        }),
    ]

  /// The policy; `none` stands for ranks, preferences and selections.
  private static func policy(_ pattern: String) -> SettingFormat {
    SettingFormat(
      pattern: pattern, unit: .words(Scenario.RoutingPolicy.allCases.map(\.rawValue) + ["none"]),
      doc: "The routing policy; none: ranks, preferences and selections.",
      current: { scenario, _ in .word(scenario.routing.policy?.rawValue ?? "none") },
      change: { scenario, _, value in
        guard case .word(let word) = value else { return }
        scenario.routing.policy = Scenario.RoutingPolicy(rawValue: word)
      })
  }

  private static func words<Value: RawRepresentable & CaseIterable & SendableMetatype>(
    _ word: String, _ path: WritableKeyPath<Scenario.Routing, Value> & Sendable, _ doc: String
  ) -> SettingFormat where Value.RawValue == String {
    SettingFormat(
      pattern: "routing.\(word)", unit: .words(Value.allCases.map(\.rawValue)), doc: doc,
      current: { scenario, _ in .word(scenario.routing[keyPath: path].rawValue) },
      change: { scenario, _, value in
        guard case .word(let word) = value, let new = Value(rawValue: word) else { return }
        scenario.routing[keyPath: path] = new
      })
  }

  private static func routingTime(
    _ word: String, _ path: WritableKeyPath<Scenario.Routing, Seconds?> & Sendable, _ doc: String
  ) -> SettingFormat {
    SettingFormat(
      pattern: "routing.\(word)", unit: .duration, doc: doc,
      current: { scenario, _ in scenario.routing[keyPath: path].map { .number($0) } },
      change: { scenario, _, value in scenario.routing[keyPath: path] = value.number })
  }

  // MARK: Skills

  private static let skills: [SettingFormat] = [
    skill(
      "rank", .whole(1...1_000_000), { Double($0.rank) }, { $0.rank = Int(clamping: $1) },
      "1 is served before 2 by this group."),
    skill(
      "preference", .whole(1...1_000_000), { Double($0.preference) }, { $0.preference = Int(clamping: $1) },
      "The group's place when agents are chosen for this queue."),
    skill(
      "reserve", .whole(0...ScenarioLimits.agents), { Double($0.reserve) },
      { $0.reserve = Int($1) }, "How many agents must stay idle for others."),
    skill(
      "weight", .number(0...1e9), \.weight, { $0.weight = $1 },
      "How much this queue weighs when an agent of the group chooses."),
    skill(
      "preferenceWeight", .number(0...1e9), \.preferenceWeight, { $0.preferenceWeight = $1 },
      "How much the group weighs when an agent is chosen for this queue."),
    skill(
      "handlingFactor", .number(1e-6...1e6), \.handlingFactor, { $0.handlingFactor = $1 },
      "1.2 takes 20 % longer."),
    skill(
      "after", .duration, \.after, { $0.after = $1 },
      "Contacts are eligible for this group only after this wait."),
  ]

  private static func skill(
    _ word: String, _ unit: SettingUnit, _ read: @escaping @Sendable (Scenario.Skill) -> Double,
    _ write: @escaping @Sendable (inout Scenario.Skill, Double) -> Void, _ doc: String
  ) -> SettingFormat {
    SettingFormat(
      pattern: "skill.<group>.<queue>.\(word)", unit: unit, doc: doc,
      current: { scenario, names in
        scenario.group(names[0]).skills.first { $0.queue == names[1] }.map { .number(read($0)) }
      },
      change: { scenario, names, value in
        scenario.changeGroup(names[0]) { group in
          guard let place = group.skills.firstIndex(where: { $0.queue == names[1] }) else { return }
          write(&group.skills[place], value.number ?? 1)
        }
      },
      defect: { scenario, names in
        let served = scenario.group(names[0]).skills.map(\.queue)
        guard !served.contains(names[1]) else { return nil }
        return Refusal(
          finding: "\(names[0]) does not serve the queue \(names[1]).",
          remedy: "It serves \(served.joined(separator: ", ")).")
      })
  }

  // MARK: Plain numbers

  private static func group(
    _ word: String, _ unit: SettingUnit,
    _ path: WritableKeyPath<Scenario.AgentGroup, Double> & Sendable, _ doc: String
  ) -> SettingFormat {
    SettingFormat(
      pattern: "agents.<group>.\(word)", unit: unit, doc: doc,
      current: { scenario, names in .number(scenario.group(names[0])[keyPath: path]) },
      change: { scenario, names, value in
        scenario.changeGroup(names[0]) { $0[keyPath: path] = value.number ?? 0 }
      })
  }

  private static func type(
    _ word: String, _ unit: SettingUnit,
    _ path: WritableKeyPath<Scenario.ContactType, Double> & Sendable, _ doc: String
  ) -> SettingFormat {
    SettingFormat(
      pattern: "type.<type>.\(word)", unit: unit, doc: doc,
      current: { scenario, names in .number(scenario.type(names[0])[keyPath: path]) },
      change: { scenario, names, value in
        scenario.changeType(names[0]) { $0[keyPath: path] = value.number ?? 0 }
      })
  }
}
