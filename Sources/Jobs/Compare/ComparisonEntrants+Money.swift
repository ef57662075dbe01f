import ContactCenter
import Experiments
import Reporting
import ScenarioReading

// What tells entrants apart.
extension ComparisonEntrants {
  /// The first entrant that is its scenario as it is; nil: none.
  var asItIs: Int? { members.firstIndex(where: \.isAsItIs) }

  /// Entrants that are the same scenario as an earlier one, by their place: factors of agents are
  /// rounded to whole agents.
  private var sameAs: [Int: Int] {
    var same: [Int: Int] = [:]
    for (place, member) in members.enumerated() {
      same[place] = members[..<place].firstIndex {
        $0.file == member.file && $0.remedy.scenario == member.remedy.scenario
      }
    }
    return same
  }

  /// The factors of agents that whole numbers change by more than half a percent of the hours.
  static func roundings(
    _ changes: [(setting: ScenarioSetting, value: SettingValue)], from base: Scenario, to model: Model
  ) -> [ComparisonContext.Rounding] {
    let scales = changes.filter {
      $0.setting.path.hasPrefix("agents.") && $0.setting.path.hasSuffix(".scale")
    }
    guard !scales.isEmpty, let before = try? base.model() else { return [] }
    return scales.compactMap { change in
      guard let asked = change.value.number,
        let group = model.groups.firstIndex(where: { change.setting.path == "agents.\($0.name).scale" })
      else { return nil }
      let own = before.groups[group].plannedTime(before.calendar)
      let factor = own > 0 ? model.groups[group].plannedTime(model.calendar) / own : asked
      guard abs(factor - asked) > 0.005 * asked else { return nil }
      return .init(
        change: "\(change.setting.path)=\(change.setting.text(of: change.value))",
        group: model.groups[group].name, factor: (factor * 100).rounded() / 100)
    }
  }

  /// Tells a report what the entrants are.
  func describe(in context: inout ComparisonContext) {
    context.digests = members.map(\.digest)
    context.sameAs = sameAs
    for rounding in members.flatMap(\.roundings) where !context.roundings.contains(rounding) {
      context.roundings.append(rounding)
    }
    for (place, member) in members.enumerated() {
      let texts = member.remedy.roundedAgents
      context.roundedAgents[place] = texts.isEmpty ? nil : texts.joined(separator: ", ")
    }
    context.isReferenceTheScenario = asItIs.map { !members[$0].entrant.note.isEmpty } ?? false
  }

  /// Whether their costs can differ: waiting costs something, contacts have a value, or agents who are
  /// paid are not the same in all of them.
  var canCostsDiffer: Bool {
    let hasWorth = members.contains { member in
      member.entrant.model.contactTypes.contains { $0.value != nil || $0.waitingCost != nil }
    }
    let hasWages = members.contains { $0.entrant.model.hasWages }
    return haveSameMoney
      && (hasWorth || hasWages && members.contains { $0.staff != members[0].staff })
  }

  /// Whether their costs are alike: in one currency, for as many days, all with wages or all without.
  var haveSameMoney: Bool {
    members.allSatisfy {
      StudyMoney($0.entrant.model) == members.first.flatMap { StudyMoney($0.entrant.model) }
    }
  }

  /// Refuses to put amounts side by side that are not alike.
  ///
  /// - Throws: `JobFailure` about the first KPI of costs, if there is one and they are not.
  func checkMoney(_ kpis: [TournamentKPI]) throws {
    guard !haveSameMoney,
      let kpi = kpis.first(where: {
        $0.unit == .money || [.cost, .staffCost, .paidHours].contains($0.figure)
      })
    else { return }
    var kinds: [String] = []
    for member in members {
      let kind = "\(member.entrant.name) in \(Self.kind(of: member.entrant.model))"
      if !kinds.contains(where: { $0.hasSuffix(Self.kind(of: member.entrant.model)) }) {
        kinds.append(kind)
      }
    }
    throw JobFailure(
      at: nil,
      "\(kpi.name): the entrants' costs cannot be compared: \(kinds.joined(separator: ", ")). Give "
        + "all of them wages and one currency (costs: {currency: EUR, wage: 35}), or compare by "
        + "another KPI.")
  }

  private static func kind(of model: Model) -> String {
    guard let money = StudyMoney(model) else { return "hours, without wages" }
    return MoneyUnit(of: model).heading + (money.hasWages ? "" : ", without wages")
  }

  /// Whether settings in several values leave the contacts, their needs and their patience alone.
  static func keepsContacts(_ variations: [SettingVariation]) -> Bool {
    !variations.contains(where: \.setting.changesContacts)
  }
}
