import ContactCenter

// Settings that are no fields of the format: what multiplies several numbers at once, the routing policy
// with the word `none`, and the short paths for what has fields.

extension SettingTree {
  /// The settings of the scenario's fields with those beside them, some of which stand for fields.
  var completed: SettingTree {
    let fields = self
    return fields.with([
      ("routing", { Self.withPolicy(fields["routing"] ?? SettingTree()) }),
      ("agents", { Self.agents(fields) }), ("arrivals", { Self.arrivals(fields) }),
      ("handling", { Self.handling(fields) }), ("patience", { Self.patience(fields) }),
      ("queue", { fields["queues"] ?? SettingTree() }), ("type", { Self.types(fields) }),
      ("skill", { Self.skills(fields) }),
    ])
  }

  // MARK: Short paths

  /// `agents.<group>`: the group, with `count` and `scale`.
  private static func agents(_ fields: SettingTree) -> SettingTree {
    inside(fields["agentGroups"]) { group, index in
      var count = group["agents"] ?? SettingTree()
      count.leaf?.refusal = { scenario in
        let group = scenario.agentGroups[index]
        if case .constant = group.staffing { return nil }
        return SettingRefusal(
          finding: "The agents of \(group.name) change with the time of day.",
          remedy: "agents.\(group.name).scale multiplies all their numbers.")
      }
      // What searches for staff take where no group names a cost.
      var cost = group["cost"] ?? SettingTree()
      cost.leaf?.value = { .number($0.agentGroups[index].cost) }
      let absence = group["absence"]?["probability"] ?? SettingTree()
      return group.with([
        ("count", { count }), (scaleKey, { scaleOfAgents(index) }), ("cost", { cost }),
        ("absence", { absence }),
      ])
    }
  }

  private static func scaleOfAgents(_ index: Int) -> SettingTree {
    factor(
      "Multiplies the group's agents at all times, rounded to whole ones.",
      change: { $0.agentGroups[index].staffing = $0.agentGroups[index].staffing.scaled(by: $1) },
      refusal: { scenario in
        let group = scenario.agentGroups[index]
        guard case .shifts(let shifts) = group.staffing, shifts.contains(where: { $0.name != nil })
        else { return nil }
        return SettingRefusal(
          finding: "The shifts of \(group.name) name single agents, who cannot be multiplied.",
          remedy: "Change the shifts in the scenario.")
      })
  }

  /// `type.<type>`: the contact type, with a cost of waiting that may be missing.
  private static func types(_ fields: SettingTree) -> SettingTree {
    inside(fields["contactTypes"]) { type, _ in
      type.with([("waitingCost", { type["waitingCost"]?["perMinute"] ?? SettingTree() })])
    }
  }

  /// `skill.<group>.<queue>`: the group's skill for the queue.
  private static func skills(_ fields: SettingTree) -> SettingTree {
    inside(fields["agentGroups"]) { group, _ in group["skills"] ?? SettingTree() }
  }

  /// The same list with other settings inside its elements.
  private static func inside(
    _ tree: SettingTree?, _ change: @escaping (SettingTree, Int) -> SettingTree
  ) -> SettingTree {
    guard var tree, let members = tree.members else { return SettingTree() }
    tree.members?.tree = { change(members.tree($0), $0) }
    return tree
  }

  /// The same with these keys, in place of those of the same names.
  private func with(_ new: [(key: String, tree: () -> SettingTree)]) -> SettingTree {
    var tree = self
    for entry in new {
      if let place = tree.keys.firstIndex(where: { $0.key == entry.key }) {
        tree.keys[place] = entry
      } else {
        tree.keys.append(entry)
      }
    }
    return tree
  }

  /// The same with the routing policy, of which `none` stands for ranks, preferences and selections.
  private static func withPolicy(_ routing: SettingTree) -> SettingTree {
    let policy = SettingLeaf(
      unit: .words(Scenario.RoutingPolicy.allCases.map(\.rawValue) + ["none"]),
      doc: "The routing policy; none: ranks, preferences and selections.",
      value: { .word($0.routing.policy?.rawValue ?? "none") },
      change: { scenario, value in
        guard case .word(let word) = value else { return }
        scenario.routing.policy = Scenario.RoutingPolicy(rawValue: word)
      })
    var tree = routing.with([("policy", { SettingTree(leaf: policy) })])
    tree.leaf = policy
    return tree
  }

  // MARK: Scales

  private static func factor(
    _ doc: String, change: @escaping (inout Scenario, Double) -> Void,
    refusal: @escaping (Scenario) -> SettingRefusal?
  ) -> SettingTree {
    SettingTree(
      leaf: SettingLeaf(
        unit: .factor, doc: doc, value: { _ in .number(1) },
        change: { scenario, value in change(&scenario, value.number ?? 1) }, refusal: refusal))
  }

  /// `scale` for all contact types, and `<type>.scale` for one.
  ///
  /// `change` happens to a contact type, `alsoChange` besides, to all (nil) or because of one type;
  /// `refusal` says why all (nil) or one type cannot be changed.
  private static func scales(
    _ fields: SettingTree, _ what: String,
    change: @escaping (inout Scenario.ContactType, Double) -> Void,
    alsoChange: @escaping (inout Scenario, String?, Double) -> Void = { _, _, _ in },
    refusal: @escaping (Scenario, String?) -> SettingRefusal?
  ) -> SettingTree {
    let all = factor(
      "Multiplies \(what).",
      change: { scenario, factor in
        for index in scenario.contactTypes.indices { change(&scenario.contactTypes[index], factor) }
        alsoChange(&scenario, nil, factor)
      }, refusal: { refusal($0, nil) })
    var tree = inside(fields["contactTypes"]) { _, index in
      let one = factor(
        "The same for one contact type.",
        change: { scenario, factor in
          change(&scenario.contactTypes[index], factor)
          alsoChange(&scenario, scenario.contactTypes[index].name, factor)
        }, refusal: { refusal($0, $0.contactTypes[index].name) })
      return SettingTree(keys: [(scaleKey, { one })])
    }
    tree.keys = [(scaleKey, { all })]
    return tree
  }

  private static func arrivals(_ fields: SettingTree) -> SettingTree {
    scales(
      fields, "all arrivals", change: { $0.scaleArrivals(by: $1) },
      refusal: { scenario, type in
        let replayed = scenario.contactTypes.first {
          guard case .replay = $0.arrivals.process else { return false }
          return type == nil || $0.name == type
        }
        return replayed.map {
          SettingRefusal(
            finding: "The arrivals of \($0.name) are recorded moments, which cannot be scaled.",
            remedy: "Scale other types, or give \($0.name) rates or volumes.")
        }
      })
  }

  private static func handling(_ fields: SettingTree) -> SettingTree {
    scales(
      fields, "talk, hold and wrap-up times", change: { $0.scaleHandling(by: $1) },
      alsoChange: { scenario, type, factor in
        let queue = type.map { scenario.queue(of: $0) }
        for index in scenario.agentGroups.indices {
          scenario.agentGroups[index].scaleOwnLaws(by: factor) { queue == nil || $0 == queue }
        }
      },
      refusal: { scenario, type in
        guard let type else { return nil }
        let queue = scenario.queue(of: type)
        let isShared = scenario.contactTypes.contains {
          $0.name != type && ($0.queue?.name ?? $0.name) == queue
        }
        let group = scenario.agentGroups.first { group in
          group.skills.contains { $0.queue.name == queue && ($0.talk != nil || $0.wrapUp != nil) }
        }
        guard isShared, let group else { return nil }
        return SettingRefusal(
          finding: "\(group.name) has times of its own for the queue \(queue), which \(type) shares "
            + "with other types.",
          remedy: "handling.scale changes all of them.")
      })
  }

  private static func patience(_ fields: SettingTree) -> SettingTree {
    scales(
      fields, "all callers' patience", change: { $0.patience = $0.patience.scaled(by: $1) },
      refusal: { scenario, type in
        let isEndless = scenario.contactTypes.allSatisfy { candidate in
          (type != nil && candidate.name != type)
            || candidate.patience.pieces.allSatisfy { $0.law == .never }
        }
        guard isEndless else { return nil }
        return SettingRefusal(
          finding: "\(type ?? "The scenario") has callers without limit to their patience.",
          remedy: "Give the scenario a law of patience.")
      })
  }
}
