import ContactCenter
import Experiments

extension ChineseWords: ComparisonTerms {
  package var comparison: String { "方案比较" }
  package var variation: String { "参数变动分析" }

  package func choice(_ comparison: Comparison) -> String {
    ChineseChoice(comparison: comparison, words: self).sentence
  }

  package func variation(_ comparison: Comparison) -> String {
    ChineseVariation(comparison: comparison, words: self).sentence
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
  package func differencesCaption(_ reference: String, _ kpi: String?, _ level: String) -> String {
    "与“\(reference)”的配对差异\(kpi.map { "（\($0)）" } ?? "")。“联合区间”：同时成立的 \(level) 置信区间；按 Holm 逐步法判定。"
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
    case .notTold: "尚不能区分"
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
  package func tornadoCaption(_ figure: String, _ level: String) -> String {
    "现状：\(figure)。按变动幅度由大到小排列，差异为配对差异，附同时成立的 \(level) 置信区间。"
  }
  package var leftOut: String { "未参加比较" }
  package func rounded(_ roundings: [ComparisonContext.Rounding]) -> String {
    let parts = roundings.map { "\($0.change) 使 \($0.group) 的工时为原来的 \(FigureText.plain($0.factor)) 倍" }
    return "座席数取整：\(parts.joined(separator: "；"))。"
  }
  package func leftOut(_ entrant: ComparisonContext.LeftOut) -> String {
    "“\(entrant.name)”未参加比较：\(ChineseFindings.text(of: entrant.reason))"
  }
  package func ground(isSameContacts: Bool) -> String {
    isSameContacts ? "所有方案面对相同的来电。" : "各次仿真中所有方案使用相同的随机数。"
  }
  package var typesDiffer: String { "各方案的业务类型不同，只比较共有的指标。" }
  package var reproduce: String { "如何重现" }
  package func starved(_ starved: StarvedType, name: String, _ language: ReportLanguage) -> String {
    func share(_ value: Double?) -> String { language.figure(value, FigureFormat(.proportion)) }
    func seconds(_ value: Double?) -> String { language.figure(value, FigureFormat(.seconds)) }
    let (own, others) = (starved.value.value, starved.others)
    let value =
      switch starved.rule {
      case .neverAnswered: "接听 \(share(own))，其他业务为 \(share(others))"
      case .averageWait: "等待 \(seconds(own))，其他业务为 \(seconds(others))"
      case .longestWait: "最长等待 \(seconds(own))，其他业务为 \(seconds(others))"
      case .abandonment: "放弃 \(share(own))，其他业务为 \(share(others))"
      case .pastGoal: "按营业时间平均等待 \(seconds(own))，目标为 \(seconds(others))"
      }
    return "方案“\(name)”冷落了业务“\(starved.contactType)”：\(value)。"
  }
  package func days(of context: ComparisonContext) -> String? {
    context.days.map { days($0.lowerBound, $0.upperBound, context.dates.timeZone) }
  }
  package var sameComparison: String {
    "相同的场景、参数、随机种子和版本得到相同的指标，与线程数和是否中断过无关。"
  }
  package func twins(of comparison: Comparison) -> [String] {
    let words = ComparisonWords(comparison: comparison)
    return words.twins.map { twins in
      let names = ChineseChoice(comparison: comparison, words: self).list(twins.members)
      return twins.isSameScenario
        ? "座席数取整后，以下名称为同一场景：\(names)。" : "以下方案每次仿真都完全相同：\(names)。"
    }
  }
  package func commonDays(_ replications: Int) -> String {
    "各值取自所有方案共有的前 \(replications) 次仿真；差异和名次取自两者共有的全部仿真；目标按各方案自己的全部仿真判定。"
  }
  package func moneyKey(of comparison: Comparison) -> String {
    let hasMoney = comparison.kpis.contains { $0.unit == .money }
    return hasMoney && comparison.context.money.currency == nil ? unnamedMoney : ""
  }
  package var unnamedMoney: String { "\(MoneyUnit.unnamed)：场景未给出货币（costs: {currency: …}）。" }
  package func explanation(of kpi: TournamentKPI) -> String { name(of: kpi) }
  package func abbreviation(of kpi: TournamentKPI) -> String? { nil }
  package func why(_ comparison: Comparison) -> String {
    let (words, result) = (ComparisonWords(comparison: comparison), comparison.result)
    guard let best = result.selection.best, !words.isAllTheSame else { return "" }
    let choice = ChineseChoice(comparison: comparison, words: self)
    func name(_ entrant: Int) -> String { choice.name(entrant) }
    var sentences: [String] = []
    if let decided = words.goalsDecide(best) {
      let missed = decided.missed.map { "\(name($0.entrant))未达到 \($0.goals.joined(separator: "、"))" }
      let open = decided.open.map {
        "\(name($0.entrant))是否达到 \($0.goals.joined(separator: "、")) 尚不能区分"
      }
      let objective = self.name(of: result.settings.objective)
      sentences.append(
        "\(objective)更优的方案未能达到全部目标：\((missed + open).joined(separator: "；"))。"
          + (decided.areKeepersNoBetter ? "达到全部目标的其他方案在\(objective)上并不更优。" : ""))
    }
    if best == result.settings.reference, result.entrants.count > 1 {
      sentences.append("最优方案就是参照方案 \(name(best))。")
    }
    return sentences.joined()
  }
  package func theBest(_ name: String) -> String { "最优方案：\(name)" }
  package func placeKey(_ objective: String, hasGoals: Bool) -> String {
    hasGoals ? "名次为“–”：确定未达到某个目标、按估计不能认为全部达标，或没有\(objective)。" : "名次为“–”：没有\(objective)。"
  }
  package func goalKey(_ tolerances: [String]) -> String {
    tolerances.isEmpty ? "" : "与目标相差不足 \(tolerances.joined(separator: " 或 ")) 时，判定可能两可。"
  }
  package var theSame: String { "相同" }
  package var spreadMeaning: String {
    "离差：同一次仿真中各座席占线率的标准差；极差：最高减最低。越小越公平。"
  }
  package var ownWaits: String { "服务水平按各业务类型自己的可接受等待计算。" }
  package var allAgents: String { "全体座席" }
  package var whyTheBest: String { "最优方案为何更优" }
  package func whyCaption(_ winner: String, _ other: String, isNext: Bool) -> String {
    "“\(winner)”与\(isNext ? "次优的" : "")“\(other)”相比，超出偶然波动的最大差异。"
  }
  package var what: String { "内容" }
  package func subject(of change: TournamentChange, _ money: MoneyUnit) -> String {
    let type = change.contactType ?? "全部"
    switch change.kind {
    case .flow: return "\(type) 由 \(change.group ?? "全部") 接听"
    case .wait: return "\(type) 的等待"
    case .abandonment: return "\(type) 的放弃率"
    case .occupancy: return "\(change.group ?? "全部") 的占线率"
    case .cost:
      let indicator =
        change.label == "Staff cost"
        ? IndicatorCatalogue.indicator(FigureName.staffCost)
        : IndicatorCatalogue.all.first { $0.label == change.label }
      return (indicator.map(name(of:)) ?? change.label) + "（\(period(money))）"
    }
  }
  package var race: String { "淘汰过程" }
  package var raceCaption: String { "确定较差或确定未达标的方案不再继续仿真。" }
  package var leftTheRace: String { "淘汰" }
  package func departure(_ end: (rival: String?, after: Int)?) -> String {
    guard let end else { return "保留到最后" }
    guard let rival = end.rival else { return "\(end.after) 次仿真后确定未达标" }
    return "\(end.after) 次仿真后确定不如“\(rival)”"
  }
  package var paretoFront: String { "帕累托前沿" }
  package var paretoCaption: String { "在一项指标上不如别的方案、在另一项上也不占优的方案不在前沿上。" }
  package var onTheFront: String { "在前沿上" }
  package var notOnTheFront: String { "不在前沿上" }
  package func dominated(by names: String, isSure: Bool) -> String {
    "不如 \(names)" + (isSure ? "" : "（可能出于偶然）")
  }
  package func front(
    _ names: [String], _ x: String, _ y: String, _ language: ReportLanguage
  ) -> String {
    names.isEmpty ? "没有方案在帕累托前沿上。" : "\(x)与\(y)的帕累托前沿：\(language.list(names))。"
  }
  package func savings(of comparison: Comparison) -> String {
    let saved = comparison.result.varianceReduction
    func times(_ factor: Double) -> String { FigureText.fixed(factor, decimals: 1) }
    var sentences: [String] = []
    if let factor = saved.commonRandomNumbers {
      let ground = comparison.context.haveSameContacts ? "来电" : "随机数"
      let objective = name(of: comparison.result.settings.objective)
      sentences.append("若各方案不用相同的\(ground)，比较\(objective)需要 \(times(factor)) 倍的仿真次数。")
    }
    if let factor = saved.controlVariatesForDifferences, factor > 1 {
      sentences.append("考虑实际来电数（控制变量）还可再省 \(times(factor)) 倍。")
    }
    if let factor = saved.stratificationForDifferences, let own = saved.stratificationForValues {
      sentences.append("若不分层，差异需要 \(times(factor)) 倍、各自的值需要 \(times(own)) 倍的仿真次数。")
    }
    if let most = comparison.result.selection.rinottReplications?.max() {
      sentences.append(
        "作为参照：若各方案面对各自的来电，常用的两阶段选择（Rinott）对波动最大的方案需要 "
          + "\(FigureText.fixed(Double(most), decimals: 0)) 次仿真。")
    }
    return sentences.joined()
  }
  package func savingsCaption(_ objective: String, _ controls: [String]) -> String {
    "不用该方法时，比较\(objective)需要多少倍的仿真次数。"
  }
  package var varianceReduction: String { "方差缩减" }
  package var subjectOfSaving: String { "对象" }
  package var allDifferences: String { "全部差异" }
  package var valuesThemselves: String { "各自的值" }
  package func commonNumbers(_ haveSameContacts: Bool) -> String {
    haveSameContacts ? "相同来电" : "相同随机数"
  }
  package var controlVariates: String { "控制变量" }
  package var worstIntervals: String { "最差时段" }
  package var worstCaption: String { "按时接听比例最低的计划时段。" }
  package func moment(of seconds: Double, _ dates: DatedClock) -> String {
    let clock = TimeAxis.clock(seconds.truncatingRemainder(dividingBy: 86_400))
    if let date = dates.date(at: seconds) { return "\(date.iso) \(dates.time(at: seconds))" }
    let day = Int(clamping: seconds / 86_400)
    return day == 0 ? clock : "第 \(day + 1) 天 \(clock)"
  }
  package func differenceFrom(_ name: String, _ kpi: String) -> String { "\(kpi)：与“\(name)”的差异" }
  package func jointIntervals(_ level: String) -> String { "配对差异，附同时成立的 \(level) 置信区间" }
  package func withIntervals(_ level: String) -> String { "± 为 \(level) 置信区间的半长。" }
  package func plane(_ y: String, _ x: String) -> String { "\(y)与\(x)" }
  package var planeCaption: String { "十字为置信区间，连线为帕累托前沿" }
  package func along(kpi: String, _ axis: String) -> String { "\(kpi)随 \(axis) 的变化" }
  package func downAndAcross(_ down: String, _ across: String) -> String {
    "行为 \(down)，列为 \(across)。"
  }
  package func changesMost(_ kpi: String) -> String { "\(kpi)：影响最大的参数" }
}
