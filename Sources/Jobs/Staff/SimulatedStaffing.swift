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
