import Experiments

/// The choice of a comparison in Chinese: as much as `ComparisonWords` says in English.
struct ChineseChoice {
  let comparison: Comparison
  let words: ChineseWords

  private var result: TournamentResult { comparison.result }
  private var english: ComparisonWords { ComparisonWords(comparison: comparison) }
  private var objective: String { words.name(of: result.settings.objective) }
  private var goalCount: Int { result.settings.goals.count }

  // MARK: - Names

  /// An entrant's name in quotes; the scenario's own has one in every language.
  func name(_ entrant: Int) -> String {
    let name = result.entrants[entrant].name
    return "“\(name == ComparisonContext.asItIs ? words.asItIs : name)”"
  }

  /// "“a”、“b”"; of many the first ones and how many there are.
  func list(_ entrants: [Int]) -> String {
    let names = entrants.prefix(8).map(name).joined(separator: "、")
    return entrants.count > 8 ? "\(names)等 \(entrants.count) 个" : names
  }

  /// A figure with its unit, money with its currency and period: "每天 EUR 2,807 ± 30".
  func figure(_ estimate: Estimate, of kpi: TournamentKPI) -> String {
    let half = FigureText.halfWidth(estimate, unit: kpi.unit)
    let number =
      FigureText.number(estimate.value, unit: kpi.unit, halfWidth: estimate.halfWidth)
      + (half.isEmpty ? "" : " " + half)
    guard kpi.unit != .money else {
      let money = comparison.context.money
      return "\(words.period(money)) \(money.symbol) \(number)"
    }
    return number
      + FigureText.suffix(kpi.unit).replacing(" %", with: "%").replacing(" s", with: " 秒")
      .replacing(" h", with: " 小时")
  }

  /// The size of a difference: "1.2 ± 0.4 个百分点".
  func amount(_ estimate: Estimate, of kpi: TournamentKPI) -> String {
    var size = estimate
    size.value = estimate.value.map(abs)
    let text = figure(size, of: kpi)
    guard kpi.unit == .proportion else { return text }
    return (text.hasSuffix("%") ? String(text.dropLast()) : text) + " 个百分点"
  }

  // MARK: - The choice

  /// The choice, by how much it is better and how sure that is.
  var sentence: String {
    let selection = result.selection
    if english.isAllTheSame, selection.status != .cancelled {
      let other = result.settings.objective.name == "serviceLevel" ? "cost" : "serviceLevel"
      return "各方案的\(objective)完全相同，无从选择；可换用其他选择依据，例如 --objective \(other)。"
    }
    switch selection.status {
    case .selected, .tie:
      guard let best = selection.best else { return "" }
      return "\(criterion)按\(objective)，最优方案是\(name(best))\(margins)\(promise)。\(doubt)"
    case .noneFeasible: return nearest
    case .budgetExhausted: return exhausted
    case .cancelled: return "尚未完成即被中断。"
    }
  }

  private var exhausted: String {
    let selection = result.selection
    let rest = selection.remaining.filter { $0 != selection.best }
    let rivals = rest.isEmpty ? "" : "；仍未淘汰：\(list(rest))"
    guard let best = selection.best else {
      return "仿真次数用完时还不能确定哪个方案\(allGoals)\(rivals)。增加仿真次数可能得出结论（\(english.option)）。"
    }
    return "仿真次数用完时尚未作出选择：\(criterion)目前按\(objective)最优的是\(name(best))\(margins)\(rivals)。"
      + "增加仿真次数可能得出结论（\(english.option)）。"
  }

  private var goalList: String {
    result.settings.goals.indices.map(comparison.goalText).joined(separator: "、")
  }

  private var allGoals: String {
    comparison.context.goalOrigin == .scenario ? "达到场景自有目标（\(goalList)）" : "达到全部目标"
  }

  private var criterion: String {
    guard goalCount == 0 else { return "在\(allGoals)的方案中，" }
    let others = comparison.context.goalsNotShared
    return others.isEmpty
      ? "没有需要达到的目标，仅" : "各场景自有目标不同（\(others.joined(separator: "、"))），未作判定，仅"
  }

  /// Than the reference, and than the one that comes next of those that are told apart.
  private var margins: String {
    let reference = result.settings.reference
    var rivals: [(entrant: Int, remark: String)] = []
    if result.selection.best != reference {
      let own = comparison.context.isReferenceTheScenario ? "场景现状" : "参照方案"
      rivals.append((reference, own + goalRemark(reference)))
    }
    if let next = english.nextToldApart {
      rivals.append((next.entrant, next.isNext ? "次优方案" : "能区分的下一个方案"))
    }
    let parts = rivals.compactMap { rival -> String? in
      guard let pair = result.againstBest.first(where: { $0.entrant == rival.entrant }),
        pair.verdict != .notTold, let value = pair.estimate.value
      else { return nil }
      return "比\(name(rival.entrant))（\(rival.remark)）\(value > 0 ? "少" : "多") "
        + amount(pair.estimate, of: pair.kpi)
    }
    return parts.isEmpty ? "" : "：" + parts.joined(separator: "；")
  }

  private func goalRemark(_ entrant: Int) -> String {
    let found = result.entrants[entrant]
    guard !found.isEligible else { return "" }
    return found.goals.contains { $0.verdict == .missed } ? "，未达到某个目标" : "，是否达到全部目标尚不能区分"
  }

  private var promise: String {
    guard let probability = result.selection.probability else { return "" }
    let share = FigureText.value(probability, unit: .proportion).replacing(" ", with: "")
    let zone = zone
    return zone.isEmpty ? "（置信水平 \(share)）" : "。选择正确的概率为 \(share)（其他方案优出不足 \(zone)者不计）"
  }

  /// From which difference on it matters who is better; empty where it is not known.
  private var zone: String {
    let selection = result.selection
    guard selection.indifference > 0 else { return "" }
    let size = amount(Estimate(value: selection.indifference), of: result.settings.objective)
    let best = selection.isIndifferenceOfKeepers ? "达标的最优方案" : "最优方案"
    switch selection.indifferenceSource {
    case .absolute, .standardPoint, .unknown: return size
    case .relative(let share):
      return "\(size)（\(best)的 \(FigureText.value(share, unit: .proportion).replacing(" ", with: ""))）"
    case .standardShare: return "\(size)（\(best)的 1%）"
    }
  }

  /// Who is the same scenario as the best, and who is not told apart from it.
  var doubt: String {
    let tied = result.selection.tied.filter { $0 != result.selection.best }
    func isSame(_ entrant: Int) -> Bool {
      english.original(entrant) == result.selection.best.map(english.original)
    }
    let (same, others) = (tied.filter(isSame), tied.filter { !isSame($0) })
    return (same.isEmpty ? "" : "与其为同一场景：\(list(same))。")
      + (others.isEmpty ? "" : "与其尚不能区分：\(list(others))。")
  }

  // MARK: - Nobody keeps the goals

  private var nearest: String {
    let miss = NearestMiss(comparison: comparison)
    let start = "没有方案\(allGoals)，因此不作选择。"
    guard let entrant = miss.entrant else { return start }
    let (missed, open) = miss.goals(of: entrant)
    let count = miss.ownReplications(of: entrant).map { "（其全部 \($0) 次仿真）" } ?? ""
    let parts = [
      missed.isEmpty
        ? ""
        : "未达标 " + missed.map { "\($0.text)（\(figure($0.own, of: $0.kpi))）" }.joined(separator: "、") + count,
      open.isEmpty ? "" : "尚不能区分 \(open.joined(separator: "、"))",
      miss.cost(of: entrant).map { price($0.estimate, $0.kpi) } ?? "",
    ].filter { !$0.isEmpty }
    return start + "最接近的是\(name(entrant))：\(parts.joined(separator: "；"))。"
      + (comparison.context.remedy.map { text(of: $0, miss.cost(of: entrant)?.kpi) } ?? "")
  }

  private func price(_ estimate: Estimate, _ kpi: TournamentKPI) -> String {
    (kpi.unit == .money ? "费用" : "付薪工时") + " " + figure(estimate, of: kpi)
  }

  private func text(of remedy: ComparisonContext.Remedy, _ kpi: TournamentKPI?) -> String {
    let agents = remedy.staffings.map { "\($0.group) \($0.then) 人（现 \($0.now) 人）" }.joined(separator: "、")
    guard remedy.isKept else {
      return "增至 \(agents)仍不能确定全部达标（\(remedy.replications) 次仿真，\(remedy.command)）："
        + "需改变话务量、处理时长或目标。"
    }
    let cost = remedy.cost.value == nil ? "" : kpi.map { "，" + price(remedy.cost, $0) } ?? ""
    return "\(agents)可全部达标（\(remedy.replications) 次仿真\(cost)）：\(remedy.command)"
  }
}

/// What a grid or a tornado says in Chinese.
struct ChineseVariation {
  let comparison: Comparison
  let words: ChineseWords

  private var result: TournamentResult { comparison.result }
  private var choice: ChineseChoice { ChineseChoice(comparison: comparison, words: words) }
  private var objective: String { words.name(of: result.settings.objective) }

  /// The most important sentences; empty for a choice.
  var sentence: String {
    switch comparison.context.form {
    case .choice: ""
    case .grid: goals + best
    case .tornado(let factors): tornado(factors)
    }
  }

  private var goals: String {
    guard !result.settings.goals.isEmpty else { return "" }
    let texts = result.settings.goals.indices.map(comparison.goalText).joined(separator: "、")
    let own = comparison.context.goalOrigin == .scenario ? "场景自有目标" : "目标"
    func points(_ verdict: GoalVerdict) -> [Int] {
      result.entrants.indices.filter {
        GoalVerdict.all(of: result.entrants[$0].goals.map(\.verdict)) == verdict
      }
    }
    let (met, missed, open) = (points(.met), points(.missed), points(.undecided))
    return "\(own)（\(texts)）："
      + (met.isEmpty ? "没有取值组合确定达标" : "\(choice.list(met))达标")
      + (missed.isEmpty ? "" : "；\(choice.list(missed))未达标")
      + (open.isEmpty ? "" : "；\(choice.list(open))尚不能区分，增加仿真次数可能得出结论") + "。"
  }

  private var best: String {
    guard let best = result.selection.best else { return "" }
    if ComparisonWords(comparison: comparison).isAllTheSame { return "各取值的\(objective)完全相同。" }
    let value = choice.figure(
      comparison.estimate(result.settings.objective, of: best), of: result.settings.objective)
    let scope = result.settings.goals.isEmpty ? "" : "在可能达标的取值中，"
    var margin = ""
    if let other = ComparisonWords(comparison: comparison).pointBeside,
      let pair = result.againstBest.first(where: { $0.entrant == other }),
      pair.verdict != .notTold, let difference = pair.estimate.value
    {
      let own = comparison.context.isReferenceTheScenario ? "（场景现值）" : "（能区分的下一个取值）"
      margin =
        "，比\(choice.name(other))\(own)\(difference > 0 ? "少" : "多") "
        + choice.amount(pair.estimate, of: result.settings.objective)
    }
    return "\(scope)按\(objective)，最优的是\(choice.name(best))：\(value)\(margin)。\(choice.doubt)"
  }

  private func tornado(_ factors: [ComparisonContext.Factor]) -> String {
    let told = comparison.bars(result.settings.objective, factors).filter { bar in
      bar.differences.contains { $0.map { $0.verdict != .notTold } ?? false }
    }
    guard let first = told.first else { return "没有参数对\(objective)有超出偶然波动的影响。" }
    func list(_ bars: ArraySlice<VariationBar>) -> String {
      bars.prefix(3).map { "\($0.factor.path)（\(changes($0))）" }.joined(separator: "、")
    }
    let near = told.prefix { !first.isSurelyWider(than: $0) }
    let rest = told.dropFirst(near.count)
    return
      (near.count > 1
      ? "以下参数中何者对\(objective)影响最大，尚不能区分：\(list(near))。"
      : "对\(objective)影响最大的参数是 \(list(near))。") + (rest.isEmpty ? "" : "其次是 \(list(rest))。")
  }

  private func changes(_ bar: VariationBar) -> String {
    zip(bar.factor.points, bar.differences).compactMap { point, difference -> String? in
      guard let difference, let value = difference.estimate.value else { return nil }
      guard difference.verdict != .notTold else { return "\(point.text)：尚不能区分" }
      return "\(point.text)：\(value > 0 ? "多" : "少") "
        + choice.amount(difference.estimate, of: result.settings.objective)
    }.joined(separator: "，")
  }
}
