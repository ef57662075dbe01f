import ContactCenter
import Experiments
import Staffing

/// What simulations found, as it stands in JSON.
struct SimulatedStaffing: Encodable {
  /// All random numbers come from it.
  var seed: UInt64
  /// The groups, in the order of the staffing's rows.
  var groups: [String]
  /// What costs are in: agent-hours where no group has a wage of its own, else a currency and its period.
  var costUnit: String
  /// The limits that were given, as options.
  var limits: String?
  /// The proposal and its repair.
  var repair: RepairReport?
  /// Whether the proposal was searched for each interval by itself, not planned by formulas.
  var isProposalSearched = false
  /// The risk of the repaired staffing.
  var risk: RiskReport?
  /// The cheapest numbers per group.
  var skills: SkillReport?

  /// What costs are in.
  let price: StaffPrice

  private enum CodingKeys: String, CodingKey {
    case seed, groups, costUnit, limits, repair, isProposalSearched, risk, skills
  }

  init(seed: UInt64, model: Model) {
    self.seed = seed
    groups = model.groups.map(\.name)
    price = StaffPrice(model)
    costUnit = price.unit
  }

  /// Whether the searches were stopped before their end.
  var isInterrupted: Bool {
    repair?.isInterrupted == true || risk?.isInterrupted == true || skills?.isInterrupted == true
  }

  /// The pages of a terminal, one after another; `label` names a planning interval, such as "09:30".
  func text(label: (Int) -> String) -> String {
    var blocks: [[String]] = []
    if let skills { blocks += SkillText(report: skills, price: price, limits: limits).blocks }
    if let repair {
      let text = RepairText(
        report: repair, isSearched: isProposalSearched, price: price, groups: groups, limits: limits)
      blocks += text.blocks(label)
    }
    if let risk { blocks += RiskText(report: risk, price: price).blocks(label) }
    if isInterrupted { blocks.append(["Interrupted: this is the best found so far."]) }
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }
}

extension StaffingLimits {
  /// The limits as options; nil where there are none.
  var words: String? {
    let words = [
      fewest.map { "\(JobField.minAgents.option) \($0)" },
      most.map { "\(JobField.maxAgents.option) \($0)" },
      minimumOccupancy.map { "\(JobField.minOccupancy.option) \(GoalText.percent($0))" },
    ].compactMap { $0 }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }
}
