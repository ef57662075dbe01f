import ContactCenter
import Experiments
import Reporting
import Staffing

/// What a plan costs over its calendar, part by part, by the scenario's prices.
///
/// Agents of a pool have the wages of their groups where a simulation found them by group, else that of its
/// cheapest group. What depends on the
/// contacts (minutes of lines, reviews, hiring) is not in it: `run` has it.
struct StaffCosts: Encodable {
  /// One part.
  struct Part: Encodable, Equatable {
    /// The indicator's identifier, or "operatingCost" for all of them.
    var identifier: String
    var label: String
    var amount: Double
  }

  /// What the amounts are in; nil: the scenario names no currency.
  var currency: String?
  /// Opening days that they are for.
  var days: Double
  /// The parts that cost something, then their sum.
  var parts: [Part]
  /// Paid hours that they are of.
  var paidHours: Double
  /// Whether the scenario has wages; without them hours are all that agents cost.
  var hasWages: Bool

  private enum CodingKeys: String, CodingKey { case currency, days, parts, paidHours, hasWages }

  private let money: MoneyUnit

  /// All parts together.
  var total: Double { parts.last?.amount ?? 0 }

  /// The costs of a plan; nil where neither hours nor anything else of the center has a price.
  init?(
    plan: StaffingPlan, _ table: StaffingTable?, shrinkage: Shrinkage, model: Model, lines: [LineSize]
  ) {
    guard model.costs != nil || model.hasWages else { return nil }
    let account = CostAccount(orHoursOf: model)
    let hours = Self.paidHours(plan, table, shrinkage, model)
    let seats = plan.demand.intervals.indices.map { plan.roster(in: $0, shrinkage) }.max() ?? 0
    let sized = lines.filter { !$0.isPorts }.reduce(0) { $0 + $1.needed }
    let costs = account.parts(
      paidHours: hours, seats: Double(seats), lines: sized > 0 ? Double(sized) : account.lines)
    money = MoneyUnit(of: model)
    (currency, days) = (money.currency, money.days)
    hasWages = model.hasWages
    paidHours = hours.reduce(0, +)
    parts = costs.listed.filter { $0.amount != 0 }.map {
      Part(identifier: $0.indicator.identifier, label: $0.indicator.label, amount: $0.amount)
    }
    parts.append(Part(identifier: "operatingCost", label: "All", amount: costs.total))
  }

  /// By group: the paid hours of whole agents on the roster of each pool, split by the agents of its groups.
  private static func paidHours(
    _ plan: StaffingPlan, _ table: StaffingTable?, _ shrinkage: Shrinkage, _ model: Model
  ) -> [Double] {
    var hours = model.groups.map { _ in 0.0 }
    for pool in plan.pools {
      guard let home = StaffingTable.home(of: pool.pool, in: model) else { continue }
      for (number, interval) in plan.demand.intervals.enumerated() {
        let agents = pool.agents(in: number)
        let paid =
          shrinkage.paid(roster: Double(shrinkage.roster(required: agents))) * interval.open / 3600
        guard let table, agents > 0 else {
          hours[home] += paid
          continue
        }
        for group in pool.pool.groups {
          hours[group] += paid * Double(table.agents[group][number]) / Double(agents)
        }
      }
    }
    return hours
  }

  /// The parts in words.
  ///
  /// "EUR a day: agents 5,803.20, seats 240, all 6,043.20 (234 paid hours)."
  var text: String {
    let amounts = parts.map { part in
      "\(part.label.lowercased()) \(FigureText.value(part.amount, unit: .money))"
    }
    let hours = "\(FigureText.value(paidHours, unit: .hours)) paid"
    let wages = hasWages ? "" : " The scenario names no wages: agents are in the hours only."
    let remark = money.remark.isEmpty ? "" : " " + money.remark
    return "\(money.heading): \(amounts.joined(separator: ", ")) (\(hours)); minutes of lines, reviews and "
      + "hiring not counted." + wages + remark
  }
}

extension StaffResult {
  /// What the plan costs; nil for a table, and where nothing has a price.
  var costs: StaffCosts? { costs(of: plan, staffing) }

  /// What another plan costs by the same prices.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - table: Its agents by group; nil: a plan by formulas.
  /// - Returns: Its costs; nil for a table, and where nothing has a price.
  func costs(of plan: StaffingPlan, _ table: StaffingTable? = nil) -> StaffCosts? {
    guard let model = input.scenario?.model else { return nil }
    return StaffCosts(plan: plan, table, shrinkage: shrinkage, model: model, lines: lines)
  }

  /// The same under its heading, for lists of facts; none for a table of volumes.
  var costFacts: [(title: String, text: String)] {
    guard input.scenario != nil else { return [] }
    return [("Costs", costs?.text ?? "hours only, since \(Self.noWages)")]
  }

  private static let noWages = "the scenario names no wages (costs: {wage: …})."
}
