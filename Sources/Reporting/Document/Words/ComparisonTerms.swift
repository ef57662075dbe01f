import Experiments

/// The words of documents about comparisons and variations.
package protocol ComparisonTerms {
  var comparison: String { get }
  var variation: String { get }
  /// The choice with its reasons, in a sentence or several.
  func choice(_ comparison: Comparison) -> String
  /// What a grid or a tornado says first.
  func variation(_ comparison: Comparison) -> String
  /// A KPI, of the whole center or of a part.
  func name(of kpi: TournamentKPI) -> String
  /// What amounts of money are for: "a day".
  func period(_ money: MoneyUnit) -> String
  var decision: String { get }
  var entrants: String { get }
  var entrant: String { get }
  /// The name of the scenario without changes.
  var asItIs: String { get }
  var place: String { get }
  var goals: String { get }
  var objective: String { get }
  var replications: String { get }
  var confidence: String { get }
  var seed: String { get }
  var dates: String { get }
  var ownGoals: String { get }
  /// How to read the table of entrants.
  func entrantsCaption(_ objective: String, _ level: String) -> String
  /// Goals that a scenario's entrants missed, kept or leave open.
  func verdict(of goal: GoalVerdict) -> String
  var differences: String { get }
  var againstBest: String { get }
  var againstReference: String { get }
  /// How to read a table of differences.
  func differencesCaption(_ reference: String, _ level: String) -> String
  var indicator: String { get }
  var difference: String { get }
  var together: String { get }
  var pairs: String { get }
  func verdict(_ verdict: PairedDifference.Verdict) -> String
  var verdictTitle: String { get }
  var contactTypes: String { get }
  var contactType: String { get }
  var groups: String { get }
  var group: String { get }
  var spread: String { get }
  var range: String { get }
  var grid: String { get }
  /// What the mark beside a value of a grid means.
  var asTheScenario: String { get }
  var setting: String { get }
  var value: String { get }
  var swing: String { get }
  /// What the scenario as it is has, and how to read a tornado.
  func tornadoCaption(_ figure: String) -> String
  var leftOut: String { get }
  /// Why an entrant does not take part.
  func leftOut(_ entrant: ComparisonContext.LeftOut) -> String
  /// What entrants have in common.
  func ground(isSameContacts: Bool) -> String
  var typesDiffer: String { get }
  /// Entrants and types that nobody cares for, in sentences that are made in English.
  func warnings(_ english: [String]) -> [String]
  var reproduce: String { get }
}

extension EnglishWords: ComparisonTerms {
  package var comparison: String { "Comparison" }
  package var variation: String { "Variation" }
  package func choice(_ comparison: Comparison) -> String {
    ComparisonWords(comparison: comparison).selection
  }
  package func variation(_ comparison: Comparison) -> String {
    VariationWords(comparison: comparison).decision
  }
  package func name(of kpi: TournamentKPI) -> String { kpi.label }
  package func period(_ money: MoneyUnit) -> String { money.period }
  package var decision: String { "Decision" }
  package var entrants: String { "Entrants" }
  package var entrant: String { "Entrant" }
  package var asItIs: String { ComparisonContext.asItIs }
  package var place: String { "Place" }
  package var goals: String { "Goals" }
  package var objective: String { "Objective" }
  package var replications: String { "Replications" }
  package var confidence: String { "Confidence" }
  package var seed: String { "Seed" }
  package var dates: String { "Dates" }
  package var ownGoals: String { "the scenario's own" }
  package func entrantsCaption(_ objective: String, _ level: String) -> String {
    "Best first by \(objective.lowercased()), with half-widths of \(level) confidence intervals."
  }
  package func verdict(of goal: GoalVerdict) -> String {
    switch goal {
    case .met: "met"
    case .missed: "missed"
    case .undecided: "not known"
    }
  }
  package var differences: String { "Differences" }
  package var againstBest: String { "Against the best" }
  package var againstReference: String { "Against the reference" }
  package func differencesCaption(_ reference: String, _ level: String) -> String {
    "Paired differences from \(reference). “Together”: \(level) intervals that hold all at once."
  }
  package var indicator: String { "KPI" }
  package var difference: String { "Difference" }
  package var together: String { "Together" }
  package var pairs: String { "Pairs" }
  package func verdict(_ verdict: PairedDifference.Verdict) -> String {
    ComparisonTables.words(verdict)
  }
  package var verdictTitle: String { "Verdict" }
  package var contactTypes: String { "By contact type" }
  package var contactType: String { "Contact type" }
  package var groups: String { "By agent group" }
  package var group: String { "Group" }
  package var spread: String { "Spread of occupancy" }
  package var range: String { "Range" }
  package var grid: String { "Grid" }
  package var asTheScenario: String { "as the scenario has it" }
  package var setting: String { "Setting" }
  package var value: String { "Value" }
  package var swing: String { "Swing" }
  package func tornadoCaption(_ figure: String) -> String {
    "As it is: \(figure). The widest swing first; differences are paired."
  }
  package var leftOut: String { "Left out" }
  package func leftOut(_ entrant: ComparisonContext.LeftOut) -> String {
    "\(entrant.name): \(entrant.reason)"
  }
  package func ground(isSameContacts: Bool) -> String {
    isSameContacts
      ? "All met the same contacts." : "Replication by replication all use the same random numbers."
  }
  package var typesDiffer: String {
    "The entrants' contact types differ; only what both have is compared."
  }
  package func warnings(_ english: [String]) -> [String] { english }
  package var reproduce: String { "How to reproduce" }
}

extension ChineseWords: ComparisonTerms {
  package var comparison: String { "方案比较" }
  package var variation: String { "参数变动分析" }

  package func choice(_ comparison: Comparison) -> String {
    let (selection, result) = (comparison.result.selection, comparison.result)
    let objective = name(of: result.settings.objective)
    let best = selection.best.map { "“\(result.entrants[$0].name)”" } ?? ""
    let words = ComparisonWords(comparison: comparison)
    if words.isAllTheSame, selection.status != .cancelled { return "各方案的\(objective)完全相同，无从选择。" }
    switch selection.status {
    case .selected, .tie:
      let tied = selection.tied.filter { $0 != selection.best }
        .map { "“\(result.entrants[$0].name)”" }
      return "按\(objective)，最优方案是 \(best)\(margin(comparison))。"
        + (tied.isEmpty ? "" : "与其不能区分的还有：\(tied.joined(separator: "、"))。")
    case .noneFeasible:
      let nearest = NearestMiss(comparison: comparison).entrant
      return "没有方案达到全部目标，因此不作选择。"
        + (nearest.map { "最接近的是“\(result.entrants[$0].name)”。" } ?? "")
    case .budgetExhausted:
      return selection.best == nil
        ? "仿真次数用完时还不能确定哪个方案达标；增加仿真次数可能得出结论。"
        : "仿真次数用完时尚未作出选择：目前按\(objective)最优的是 \(best)；增加仿真次数可能得出结论。"
    case .cancelled: return "尚未完成即被中断。"
    }
  }

  /// By how much the best is better than the reference; empty where that is not told.
  private func margin(_ comparison: Comparison) -> String {
    let result = comparison.result
    guard
      let pair = result.againstBest.first(where: { $0.entrant == result.settings.reference }),
      pair.verdict != .notTold, let value = pair.estimate.value
    else { return "" }
    let number = ReportTable.Cell(
      Estimate(value: abs(value), halfWidth: pair.estimate.halfWidth), unit: pair.kpi.unit)
    let unit =
      pair.kpi.unit == .proportion
      ? " 个百分点"
      : pair.kpi.unit == .money
        ? " \(comparison.context.money.symbol)" : number.unit.replacing(" s", with: " 秒")
    let size = number.text + (number.halfWidth.isEmpty ? "" : " " + number.halfWidth) + unit
    return "，比“\(result.entrants[pair.entrant].name)”\(value > 0 ? "少" : "多") \(size)"
  }

  package func variation(_ comparison: Comparison) -> String {
    let result = comparison.result
    let objective = name(of: result.settings.objective)
    switch comparison.context.form {
    case .choice: return ""
    case .grid:
      guard let best = result.selection.best else { return "没有可选的取值组合。" }
      let met = result.entrants.filter { entrant in
        !entrant.goals.isEmpty && entrant.goals.allSatisfy { $0.verdict == .met }
      }
      let goals =
        result.settings.goals.isEmpty
        ? ""
        : met.isEmpty
          ? "没有取值组合确定达到全部目标。" : "达到全部目标的取值组合：\(met.map(\.name).joined(separator: "、"))。"
      let near = result.againstBest.filter { $0.verdict == .notTold }.map { result.entrants[$0.entrant].name }
      let doubt = near.isEmpty ? "" : "与之尚不能区分：\(near.joined(separator: "、"))。"
      return goals + "按\(objective)，最优的是“\(result.entrants[best].name)”。\(doubt)"
    case .tornado(let factors):
      let bars = VariationTables(comparison: comparison).bars(result.settings.objective, factors)
      let told = bars.filter { bar in
        bar.differences.contains { $0.map { $0.verdict != .notTold } ?? false }
      }
      guard let first = told.first else { return "没有参数对\(objective)有超出偶然波动的影响。" }
      let near = told.filter { !first.isSurelyWider(than: $0) }.map(\.factor.path)
      return near.count > 1
        ? "以下参数中何者对\(objective)影响最大，尚不能区分：\(near.joined(separator: "、"))。"
        : "对\(objective)影响最大的参数是 \(first.factor.path)。"
    }
  }

  package func name(of kpi: TournamentKPI) -> String {
    // Where nothing has a price, it counts hours.
    let isHours = kpi.figure == .cost && kpi.unit == .hours
    let name = (isHours ? FigureName.paidHours : kpi.figure).chinese
    return kpi.partName.map { "\(name)（\($0)）" } ?? name
  }
  package func period(_ money: MoneyUnit) -> String {
    money.days == 1 ? "每天" : "每 \(FigureText.plain(money.days)) 个营业日"
  }
  package var decision: String { "结论" }
  package var entrants: String { "各方案" }
  package var entrant: String { "方案" }
  package var asItIs: String { "现状" }
  package var place: String { "名次" }
  package var goals: String { "目标" }
  package var objective: String { "选择依据" }
  package var replications: String { "仿真次数" }
  package var confidence: String { "置信水平" }
  package var seed: String { "随机种子" }
  package var dates: String { "日期" }
  package var ownGoals: String { "场景自有目标" }
  package func entrantsCaption(_ objective: String, _ level: String) -> String {
    "按\(objective)由优到劣排列，± 为 \(level) 置信区间的半长。"
  }
  package func verdict(of goal: GoalVerdict) -> String {
    switch goal {
    case .met: "达标"
    case .missed: "未达标"
    case .undecided: "尚不能区分"
    }
  }
  package var differences: String { "差异" }
  package var againstBest: String { "与最优方案相比" }
  package var againstReference: String { "与参照方案相比" }
  package func differencesCaption(_ reference: String, _ level: String) -> String {
    "与“\(reference)”的配对差异。“联合区间”：同时成立的 \(level) 置信区间。"
  }
  package var indicator: String { "指标" }
  package var difference: String { "差异" }
  package var together: String { "联合区间" }
  package var pairs: String { "配对数" }
  package func verdict(_ verdict: PairedDifference.Verdict) -> String {
    switch verdict {
    case .better: "更优"
    case .worse: "更差"
    case .different: "不同"
    case .notTold: "不能区分"
    }
  }
  package var verdictTitle: String { "判定" }
  package var contactTypes: String { "分业务类型" }
  package var contactType: String { "业务类型" }
  package var groups: String { "分座席组" }
  package var group: String { "座席组" }
  package var spread: String { "占线率离差" }
  package var range: String { "极差" }
  package var grid: String { "取值组合" }
  package var asTheScenario: String { "场景现值" }
  package var setting: String { "参数" }
  package var value: String { "取值" }
  package var swing: String { "变动幅度" }
  package func tornadoCaption(_ figure: String) -> String { "现状：\(figure)。按变动幅度由大到小排列，差异为配对差异。" }
  package var leftOut: String { "未参加比较" }
  package func leftOut(_ entrant: ComparisonContext.LeftOut) -> String {
    "\(entrant.name)：不能用此场景仿真，原因见英文报告"
  }
  package func ground(isSameContacts: Bool) -> String {
    isSameContacts ? "所有方案面对相同的来电。" : "各次仿真中所有方案使用相同的随机数。"
  }
  package var typesDiffer: String { "各方案的业务类型不同，只比较共有的指标。" }
  package func warnings(_ english: [String]) -> [String] {
    english.isEmpty ? [] : ["有 \(english.count) 处业务类型受到冷落，见分业务类型表。"]
  }
  package var reproduce: String { "如何重现" }
}
