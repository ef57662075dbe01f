import Experiments

/// The words of a study's charts.
package protocol StudyChartTerms {
  func title(of chart: StudyChart) -> String
  func name(of series: StudySeries) -> String
  /// How to read a chart by planning interval.
  func subtitle(of chart: StudyChart, context: ReportContext, _ language: ReportLanguage) -> String
  /// What bands show.
  func band(_ result: StudyResult, _ language: ReportLanguage) -> String
  var leavesOutSparse: String { get }
  func targetIs(_ target: String) -> String
  /// The end of a sentence.
  var fullStop: String { get }
  /// The lowest and the highest value of a figure with their intervals.
  func extremes(
    _ figure: String, lowest: String, at first: String, highest: String, at second: String
  ) -> String
  func histogramCaption(atOnce: String, beyond: String) -> String
  /// A histogram in words: of how many contacts, how many had no wait, the median, the 90 % quantile.
  func histogram(of total: String, atOnce: String, half: String, most: String) -> String
  var answeredContacts: String { get }
  var waitAxis: String { get }
  func cumulativeCaption(_ limits: [String], _ language: ReportLanguage) -> String
  /// A type's share that was answered within a wait, of those answered.
  func answered(_ type: String, _ share: String, _ wait: String) -> String
}

extension EnglishWords: StudyChartTerms {
  package func title(of chart: StudyChart) -> String {
    switch chart {
    case .contacts: "Contacts by interval"
    case .staffing: "Staffing by interval"
    case .serviceLevel: "Service level by interval"
    case .waits: "Waits by interval"
    case .abandonment: "Abandonment by interval"
    case .queueLength: "Queue length by interval"
    case .workWaiting: "Age of the work that waits"
    case .oldestWaiting: "Oldest work that waits"
    case .occupancy: "Occupancy by interval"
    case .histogram: "Waits of contacts that had to wait"
    case .cumulative: "Answered within a wait"
    }
  }
  package func name(of series: StudySeries) -> String {
    switch series {
    case .offered: "Offered"
    case .answered: "Answered"
    case .abandoned: "Abandoned"
    case .voiceMail: "Voice mail"
    case .disconnected: "Disconnected"
    case .blocked: "Blocked"
    case .scheduled: "Scheduled"
    case .onDuty: "On duty"
    case .busy: "Busy"
    case .offeredLoad: "Offered load"
    case .serviceLevel: "Service level"
    case .within90: "90 % within"
    case .within50: "50 % within"
    case .average: "Average"
    case .longestQueue: "Longest queue"
    case .upTo4Hours: "up to 4 h"
    case .upTo8Hours: "4 to 8 h"
    case .upTo24Hours: "8 to 24 h"
    case .upTo72Hours: "24 to 72 h"
    case .over72Hours: "over 72 h"
    case .allTime: "By all time"
    case .openingHours: "By opening hours"
    }
  }
  package func subtitle(
    of chart: StudyChart, context: ReportContext, _ language: ReportLanguage
  ) -> String {
    switch chart {
    case .contacts: "Mean over replications, by the interval of arrival"
    case .staffing:
      "Agents planned, with or ready for contacts, and busy; offered load in erlangs = offered × handle time"
    case .serviceLevel: "Answered \(context.waitWords) ÷ offered"
    case .waits: "Answered contacts, in seconds"
    case .abandonment: "Abandoned ÷ offered"
    case .queueLength: "Time average of all queues together, and the mean over replications of the longest"
    case .workWaiting: "Work that waits while the center is closed, at the ends of intervals, by its age"
    case .oldestWaiting: "Age of the oldest of it at the ends of intervals, mean over replications"
    case .occupancy: "Handling ÷ (handling + idle), by agent group"
    case .histogram, .cumulative: ""
    }
  }
  package func band(_ result: StudyResult, _ language: ReportLanguage) -> String {
    guard result.samples > 1 else { return "one sample, hence no confidence band" }
    return "band: \(language.figure(result.confidence, FigureFormat(.proportion))) confidence interval"
  }
  package var leavesOutSparse: String { "intervals with next to nothing left out" }
  package func targetIs(_ target: String) -> String { "The target is \(target)." }
  package var fullStop: String { "." }
  package func extremes(
    _ figure: String, lowest: String, at first: String, highest: String, at second: String
  ) -> String {
    "\(figure): lowest \(lowest) at \(first), highest \(highest) at \(second)."
  }
  package func histogramCaption(atOnce: String, beyond: String) -> String {
    "Share of all answered contacts; \(atOnce) were answered at once, \(beyond) waited longer than shown"
  }
  package func histogram(of total: String, atOnce: String, half: String, most: String) -> String {
    "Histogram of the waits of \(total) answered contacts. \(atOnce) were answered at once; half waited no "
      + "longer than \(half), 90 % no longer than \(most)."
  }
  package var answeredContacts: String { "Answered contacts" }
  package var waitAxis: String { "Wait (s)" }
  package func cumulativeCaption(_ limits: [String], _ language: ReportLanguage) -> String {
    "Share of answered contacts; dashed: the acceptable \(limits.count > 1 ? "waits of" : "wait of") "
      + language.list(limits)
  }
  package func answered(_ type: String, _ share: String, _ wait: String) -> String {
    "\(type): \(share) within \(wait)."
  }
}

extension ChineseWords: StudyChartTerms {
  package func title(of chart: StudyChart) -> String {
    switch chart {
    case .contacts: "分时段联络量"
    case .staffing: "分时段座席数"
    case .serviceLevel: "分时段服务水平"
    case .waits: "分时段等待时间"
    case .abandonment: "分时段放弃率"
    case .queueLength: "分时段队列长度"
    case .workWaiting: "等待工作的时长分布"
    case .oldestWaiting: "最早一件的等待时长"
    case .occupancy: "分时段占线率"
    case .histogram: "排队联络的等待时间分布"
    case .cumulative: "一定等待时间内的接听比例"
    }
  }
  package func name(of series: StudySeries) -> String {
    switch series {
    case .offered: "进入人工队列"
    case .answered: "接听"
    case .abandoned: "放弃"
    case .voiceMail: "留言"
    case .disconnected: "被挂断"
    case .blocked: "遇忙呼损"
    case .scheduled: "排班"
    case .onDuty: "在岗"
    case .busy: "忙碌"
    case .offeredLoad: "话务量"
    case .serviceLevel: "服务水平"
    case .within90: "90% 不超过"
    case .within50: "50% 不超过"
    case .average: "平均"
    case .longestQueue: "最长队列"
    case .upTo4Hours: "4小时以内"
    case .upTo8Hours: "4至8小时"
    case .upTo24Hours: "8至24小时"
    case .upTo72Hours: "24至72小时"
    case .over72Hours: "72小时以上"
    case .allTime: "按全部时间"
    case .openingHours: "按营业时间"
    }
  }
  package func subtitle(
    of chart: StudyChart, context: ReportContext, _ language: ReportLanguage
  ) -> String {
    switch chart {
    case .contacts: "各次仿真平均，按联络到达时段"
    case .staffing: "排班、在岗与忙碌的座席数；话务量（爱尔兰）= 进入人工队列的联络数 × 处理时长"
    case .serviceLevel:
      within(language.figure(context.acceptableWait, FigureFormat(.seconds))) + "接听 ÷ 进入人工队列"
    case .waits: "已接听联络，单位为秒"
    case .abandonment: "放弃 ÷ 进入人工队列"
    case .queueLength: "全部队列的时间平均，以及各次仿真最长队列的平均"
    case .workWaiting: "停业期间继续等待的工作在各时段结束时的件数，按时长分档"
    case .oldestWaiting: "各时段结束时最早一件的时长，各次仿真平均"
    case .occupancy: "处理 ÷（处理 + 空闲），分座席组"
    case .histogram, .cumulative: ""
    }
  }
  package func band(_ result: StudyResult, _ language: ReportLanguage) -> String {
    guard result.samples > 1 else { return "只有一个样本，没有置信带" }
    return "色带：\(language.figure(result.confidence, FigureFormat(.proportion))) 置信区间"
  }
  package var leavesOutSparse: String { "联络极少的时段未画出" }
  package func targetIs(_ target: String) -> String { "目标为 \(target)。" }
  package var fullStop: String { "。" }
  package func extremes(
    _ figure: String, lowest: String, at first: String, highest: String, at second: String
  ) -> String {
    "\(figure)：最低 \(lowest)（\(first)），最高 \(highest)（\(second)）。"
  }
  package func histogramCaption(atOnce: String, beyond: String) -> String {
    "占全部接听联络的比例；\(atOnce) 立即接听，\(beyond) 的等待超出图示范围"
  }
  package func histogram(of total: String, atOnce: String, half: String, most: String) -> String {
    "\(total) 个接听联络的等待时间分布：\(atOnce) 立即接听，半数等待不超过 \(half)，90% 不超过 \(most)。"
  }
  package var answeredContacts: String { "接听联络" }
  package var waitAxis: String { "等待（秒）" }
  package func cumulativeCaption(_ limits: [String], _ language: ReportLanguage) -> String {
    "占接听联络的比例；虚线：可接受等待 \(language.list(limits))"
  }
  package func answered(_ type: String, _ share: String, _ wait: String) -> String {
    "\(type)：\(wait)内接听 \(share)。"
  }
}
