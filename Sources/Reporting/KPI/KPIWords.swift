import Experiments

/// The words of printed KPI cards and lists, one table for each language.
///
/// The words about single KPIs are part of the catalogue (`KPITexts`).
package struct KPIWords: Sendable {
  /// The language of the words.
  package let language: KPILanguage
  private let table: [Key: String]

  /// The words of a language.
  package init(_ language: KPILanguage) {
    self.language = language
    switch language {
    case .en: table = Self.english
    case .zh: table = Self.chinese
    }
  }

  /// The word for a key; its identifier where the table lacks it.
  package subscript(_ key: Key) -> String { table[key] ?? key.rawValue }

  /// The word for a value of a KPI's enumerations; the value itself where the table lacks it.
  func word(_ value: some RawRepresentable<String>, _ group: String) -> String {
    Key(rawValue: group + value.rawValue.prefix(1).uppercased() + value.rawValue.dropFirst())
      .map { self[$0] } ?? value.rawValue
  }

  /// The text in brackets, as it follows another text.
  func bracketed(_ text: String) -> String { self[.opening] + text + self[.closing] }

  /// Keys without a word.
  package var missing: [Key] { Key.allCases.filter { table[$0] == nil } }

  /// Everything that is printed beside the catalogue's own words.
  package enum Key: String, CaseIterable, Sendable {
    case number, name, definition, formula, unit, direction, scope, owner, control, sources
    case frequency, perspective, serves, weight, needs, measuredBy, notMeasured, traps, targets, causes
    case actions, profile, value, period, provenance, verified, unverified, none, within, good
    case target, separator, comma, colon, opening, closing, legend, simulated, yes
    case unitProportion, unitSeconds, unitRings, unitPoints, unitMoney, unitPerHour
    case unitContacts, unitRatio
    case directionUp, directionDown, directionRange, directionInformation
    case scopeCenter, scopeContactType, scopeQueue, scopeGroup, scopeAgent, scopeLines
    case levelCenter, levelTeam, levelAgent
    case sourceAcd, sourceCarrier, sourceMenu, sourceWfm, sourceCrm, sourceQuality, sourceSurvey
    case sourceFinance, sourceHr
    case periodInterval, periodDay, periodWeek, periodMonth, periodYear
    case controlDirect, controlShared, controlOutside
    case perspectiveFinancial, perspectiveCustomer, perspectiveProcess, perspectiveLearning
    case edgeIdentity, edgeModel, edgeStatistical, edgePolicy
    case kindTarget, kindMean, kindReference
  }

  private static let english: [Key: String] = [
    .number: "No.", .name: "Indicator", .definition: "Definition", .formula: "Formula",
    .unit: "Unit", .direction: "Good is", .scope: "Asked of", .owner: "Owner",
    .control: "Control", .sources: "Sources", .frequency: "Reported by",
    .perspective: "Perspective", .serves: "Serves", .weight: "weight", .needs: "Needs",
    .measuredBy: "Measured by",
    .notMeasured: "Not measured yet", .traps: "Traps", .targets: "Targets",
    .causes: "Causes of a miss", .actions: "What helps", .profile: "Profile", .value: "Value",
    .period: "Over a", .provenance: "Provenance", .verified: "verified",
    .unverified: "UNVERIFIED", .none: "none", .within: "within", .good: "Good",
    .target: "Target", .separator: ", ", .comma: ", ", .colon: ": ", .opening: " (",
    .closing: ")", .simulated: "Simulated", .yes: "yes",
    .legend: "* unverified: the figure was not read in the source named by kpi show",
    .unitProportion: "%", .unitSeconds: "s", .unitRings: "rings", .unitPoints: "points",
    .unitMoney: "money", .unitPerHour: "per hour", .unitContacts: "calls", .unitRatio: "ratio",
    .directionUp: "more", .directionDown: "less", .directionRange: "a range",
    .directionInformation: "for information",
    .scopeCenter: "center", .scopeContactType: "contact type", .scopeQueue: "queue",
    .scopeGroup: "group", .scopeAgent: "agent", .scopeLines: "lines",
    .levelCenter: "center", .levelTeam: "team", .levelAgent: "agent",
    .sourceAcd: "call distributor", .sourceCarrier: "carrier", .sourceMenu: "voice menu",
    .sourceWfm: "workforce management", .sourceCrm: "customer records",
    .sourceQuality: "quality monitoring", .sourceSurvey: "survey", .sourceFinance: "accounts",
    .sourceHr: "personnel",
    .periodInterval: "interval", .periodDay: "day", .periodWeek: "week", .periodMonth: "month",
    .periodYear: "year",
    .controlDirect: "by the owner", .controlShared: "shared", .controlOutside: "outside",
    .perspectiveFinancial: "financial", .perspectiveCustomer: "customer",
    .perspectiveProcess: "internal process", .perspectiveLearning: "learning and growth",
    .edgeIdentity: "exact", .edgeModel: "by queueing", .edgeStatistical: "statistical",
    .edgePolicy: "by decision",
    .kindTarget: "target", .kindMean: "mean found", .kindReference: "reference",
  ]

  private static let chinese: [Key: String] = [
    .number: "编号", .name: "指标", .definition: "定义", .formula: "公式", .unit: "单位",
    .direction: "优劣方向", .scope: "统计对象", .owner: "责任层级", .control: "可控性",
    .sources: "数据来源", .frequency: "报告频率", .perspective: "平衡计分卡维度",
    .serves: "上级目标", .weight: "权重", .needs: "所需模型", .measuredBy: "模拟器指标", .notMeasured: "暂不可测",
    .traps: "口径陷阱", .targets: "目标值", .causes: "未达标原因", .actions: "改进措施",
    .profile: "目标体系", .value: "数值", .period: "考核周期", .provenance: "出处",
    .verified: "已核实", .unverified: "未核实", .none: "无", .within: "阈值", .good: "方向",
    .target: "目标", .separator: "、", .comma: "，", .colon: "：", .opening: "（", .closing: "）",
    .simulated: "可模拟", .yes: "是", .legend: "* 未核实：数值未在 kpi show 所列出处中读到原文",
    .unitProportion: "%", .unitSeconds: "秒", .unitRings: "声", .unitPoints: "分",
    .unitMoney: "金额", .unitPerHour: "个/小时", .unitContacts: "个", .unitRatio: "比值",
    .directionUp: "越高越好", .directionDown: "越低越好", .directionRange: "区间为宜",
    .directionInformation: "仅供参考",
    .scopeCenter: "中心", .scopeContactType: "业务类型", .scopeQueue: "队列",
    .scopeGroup: "座席组", .scopeAgent: "业务员", .scopeLines: "中继",
    .levelCenter: "中心", .levelTeam: "班组", .levelAgent: "业务员",
    .sourceAcd: "排队机", .sourceCarrier: "运营商", .sourceMenu: "语音菜单",
    .sourceWfm: "排班系统", .sourceCrm: "客户关系系统", .sourceQuality: "质检系统",
    .sourceSurvey: "满意度调查", .sourceFinance: "财务", .sourceHr: "人事",
    .periodInterval: "时段", .periodDay: "日", .periodWeek: "周", .periodMonth: "月",
    .periodYear: "年",
    .controlDirect: "责任人可控", .controlShared: "共同影响", .controlOutside: "责任人不可控",
    .perspectiveFinancial: "财务", .perspectiveCustomer: "客户", .perspectiveProcess: "内部流程",
    .perspectiveLearning: "学习与成长",
    .edgeIdentity: "恒等关系", .edgeModel: "排队模型", .edgeStatistical: "统计关系",
    .edgePolicy: "管理决定",
    .kindTarget: "目标", .kindMean: "实测均值", .kindReference: "参考",
  ]
}
