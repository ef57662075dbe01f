import ContactCenter

/// What is charged by use: each session of a bot, each segment of a text message.
package enum UsageCostFigure: String, DeclaredFigure {
  case usageCost

  package static let kind = IndicatorKind.cost
  package static let isOnlyWhereUsed = true

  /// What each is.
  package var entry: IndicatorEntry<CostMeasure> {
    switch self {
    case .usageCost:
      money(
        "Usage charges", zh: "按量计费", better: .smaller, .usage,
        "Sessions of bots and segments of text messages, a part of the operating cost where they are paid.",
        formula: "sessions × price + segments × charge")
    }
  }
}

/// What a replication costs; only scenarios in which something has a price have these.
package enum CostFigure: String, DeclaredFigure {
  case cost, operatingCost, staffCost, overtimeCost, supervisorCost
  case lineCost, seatCost, monitoringCost, hiringCost, overheadCost
  case lostValue, paidHours

  package static let kind = IndicatorKind.cost

  /// What each is.
  package var entry: IndicatorEntry<CostMeasure> {
    switch self {
    case .cost:
      money(
        "Cost", zh: "总成本", better: .smaller, .cost,
        "All that a replication costs: running the center, waiting, and lost contacts.",
        formula: "operating cost + waiting cost + lost value")
    case .operatingCost:
      money(
        "Operating cost", zh: "运营成本", better: .smaller, .operating,
        "What running the center costs.",
        formula: "agents + overtime + supervisors + lines + seats + monitoring + hiring + overhead")
    case .staffCost:
      money(
        "Agents", zh: "座席成本", better: .smaller, .staff,
        "Wages of agents with what is paid on top of them.",
        formula: "Σ paid hours × wage × (1 + loading)")
    case .overtimeCost:
      money(
        "Overtime", zh: "加班成本", better: .smaller, .overtime,
        "The premium on overtime.",
        formula: "Σ paid hours × wage × share of overtime × premium")
    case .supervisorCost:
      money(
        "Supervisors", zh: "管理人员成本", better: .smaller, .supervisors,
        "Wages of those who lead agents.", formula: "paid hours ÷ span × wage × (1 + loading)")
    case .lineCost:
      money(
        "Lines", zh: "线路成本", better: .smaller, .lines,
        "Rent of lines and charges for their minutes.",
        formula: "lines × days × rent + line minutes × charge")
    case .seatCost:
      money(
        "Seats", zh: "席位成本", better: .smaller, .seats,
        "Seats with their equipment and licenses.", formula: "seats × days × price")
    case .monitoringCost:
      money(
        "Monitoring", zh: "质检成本", better: .smaller, .monitoring,
        "Reviews of monitored contacts.", formula: "monitored contacts × price")
    case .hiringCost:
      money(
        "Hiring", zh: "招聘培训成本", better: .smaller, .hiring,
        "Hiring and training in the place of those who leave.", formula: "leavers × price")
    case .overheadCost:
      money(
        "Overhead", zh: "间接费用", better: .smaller, .overhead,
        "Overhead of opening days.", formula: "days × overhead")
    case .lostValue:
      money(
        "Lost value", zh: "流失价值", better: .smaller, .lostValue,
        "What abandoned contacts would have been worth, for types with a value.",
        formula: "Σ abandoned × value")
    case .paidHours:
      mean(
        "Paid hours", zh: "付薪工时", better: .smaller, .hours, .paidHours,
        "Hours of agents that are paid: planned ones with their paid breaks, absent or not.",
        formula: "Σ planned hours with paid breaks")
    }
  }
}
