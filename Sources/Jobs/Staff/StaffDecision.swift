import Experiments
import Foundation
import QueueingTheory
import Reporting
import Staffing

// The decision in words, put together in one order for all languages.

extension StaffResult {
  /// The decision in English.
  ///
  /// - Throws: what a language without texts throws; nothing here.
  func decision() throws -> String {
    StaffingDocument(result: self, language: try .shipped(.en)).decision
  }
}

extension StaffingDocument {
  /// How many agents, for what, at what price, against what there is; what fresh replications say about
  /// them; what the formulas had, and what shares of days take.
  var decision: String {
    let clauses = [planned, price.map(words.itCosts), againstNow].compactMap { $0 }
    return language.joined(
      [words.sentence(language.semicolons(clauses))] + answerSentences + riskSentences)
  }

  private var planned: String {
    let isNearest = result.answer == nil && result.input.isNearest
    let lines = result.lines.map { words.sized($0.needed, $0.isPorts ? nil : $0.name) }
    return words.planned(
      hours: StaffFigures.number(plan.agentHours), agents: busiest.map(plan.agents(in:)) ?? 0,
      at: busiest.map(label), goals: goalTexts, isNearest: isNearest, lines: lines)
  }

  /// What the plan costs by all prices of the scenario; nil: hours alone are known.
  private var price: String? { result.costs.map(total) }

  /// "EUR 6,043.20 a day".
  private func total(_ costs: StaffCosts) -> String {
    amount(costs.total, MoneyUnit(currency: costs.currency, days: costs.days))
  }

  private var againstNow: String? {
    guard result.hasOwnStaffing else { return nil }
    let difference = plan.agentHours - ownHours
    let size = abs(difference) < 0.05 ? nil : StaffFigures.number(abs(difference))
    return words.againstNow(size, isMore: difference > 0)
  }

  // MARK: - What simulations say

  private var answerSentences: [String] {
    guard let simulated = result.simulated, let answer = result.answer else { return [] }
    let sure = simulated.repair?.sure.map { language.figure($0, FigureFormat(.proportion)) }
    var sentences: [String] = []
    if answer.isInterrupted { sentences.append(words.interruptedSearch) }
    if !answer.isFeasible {
      sentences.append(words.nothingWithin(simulated.limits, sure: answer.isOfGroups ? nil : sure))
    }
    if answer.isOfGroups, let skills = simulated.skills {
      let numbers = skills.groups.map { "\($0.name) \($0.agents)" }
      sentences.append(
        words.numbersOfGroups(language.list(numbers), hourly(skills.hourlyCost, simulated.price)))
    }
    sentences.append(
      words.freshVerdict(answer.judgement, sure: answer.isFeasible && !answer.isOfGroups ? sure : nil))
    sentences.append(beside(simulated))
    return sentences
  }

  /// The plan by formulas, with what it costs by the same prices and what the simulation says of it.
  private func beside(_ simulated: SimulatedStaffing) -> String {
    guard !result.isByFormula else { return words.formulaStays }
    let formula = result.formula
    let peak = formula.demand.intervals.indices.map(formula.agents).max() ?? 0
    let judged = simulated.isProposalSearched ? nil : simulated.repair?.proposal
    return words.formulaBeside(
      hours: StaffFigures.number(formula.agentHours), agents: peak,
      cost: result.costs(of: formula).map(total), judged)
  }

  /// What whole days say of the plan, and what the largest share of them takes.
  private var riskSentences: [String] {
    guard let risk = result.simulated?.risk, let most = risk.levels.last else { return [] }
    let own = risk.judged.flatMap(\.worstShare).map { share($0).text }
    let clauses = [own.map(words.wholeDays), taken(by: most)].compactMap { $0 }
    return [words.sentence(language.semicolons(clauses))]
  }

  /// What each share of days takes, and why that may be less than the plan.
  func shares(of risk: RiskReport) -> String {
    let isCheaper = risk.levels.contains { level in
      result.answer.map { level.judgement.cost < $0.judgement.cost - 1e-6 } ?? false
    }
    let byInterval = plan.goals.contains { $0.period == .interval }
    return language.joined([
      words.sentence(language.semicolons(risk.levels.map(taken))),
      isCheaper ? words.cheaperDays(byInterval: byInterval) : "",
    ])
  }

  private func taken(by level: RiskLevel) -> String {
    let table = level.judgement.staffing
    let plan = result.formula.replaced(by: table)
    return words.shareTakes(
      language.figure(level.shareOfDays, FigureFormat(.proportion)),
      hours: StaffFigures.number(plan.agentHours), cost: result.costs(of: plan, table).map(total),
      level.isFeasible ? words.verdict(level.verdict) : words.nearestFound)
  }
}
