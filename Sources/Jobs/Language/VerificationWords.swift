import Reporting
import Verification

/// The words of documents about verifications.
protocol VerificationWords {
  var verification: String { get }
  var exactCases: String { get }
  var comparedWithExact: String { get }
  var effort: String { get }
  var verdicts: String { get }
  /// What came of everything, in a sentence.
  func outcome(hasPassed: Bool, families: Int) -> String
  /// A verdict on a family.
  func verdict(_ verdict: Verdict) -> String
  /// A side that is compared.
  func side(_ side: VerificationSide) -> String
  var family: String { get }
  var cases: String { get }
  var figureCount: String { get }
  var offBy: String { get }
  var solver: String { get }
  var judged: String { get }
  var tooRare: String { get }
  var largestScore: String { get }
  var largestBias: String { get }
  var scoreBound: String { get }
  var simulator: String { get }
  var caseName: String { get }
  var output: String { get }
  var exact: String { get }
  var simulated: String { get }
  var standardError: String { get }
  var remark: String { get }
  var solverDisagrees: String { get }
  var beyondTheBound: String { get }
  var tooFewEvents: String { get }
  var notJudged: String { get }
  var count: String { get }
  var reason: String { get }
  var wrongInput: String { get }
}

extension EnglishWords: VerificationWords {
  var verification: String { "Verification" }
  var exactCases: String { "Exact cases" }
  var comparedWithExact: String { "Formulas and simulator beside cases whose figures are known." }
  var effort: String { "Effort" }
  var verdicts: String { "Verdicts" }
  func outcome(hasPassed: Bool, families: Int) -> String {
    let count = families == 1 ? "One family" : "\(families) families"
    return hasPassed ? "\(count) judged; none failed." : "\(count) judged; at least one failed."
  }
  func verdict(_ verdict: Verdict) -> String {
    switch verdict {
    case .passed: "passed"
    case .failed: "failed"
    case .undecided: "undecided"
    }
  }
  func side(_ side: VerificationSide) -> String { side.rawValue }
  var family: String { "Family" }
  var cases: String { "Cases" }
  var figureCount: String { "Figures" }
  var offBy: String { "Off by, tolerances" }
  var solver: String { "Solver" }
  var judged: String { "Judged" }
  var tooRare: String { "Too rare" }
  var largestScore: String { "Largest |z|" }
  var largestBias: String { "Bias" }
  var scoreBound: String { "Bound" }
  var simulator: String { "Simulator" }
  var caseName: String { "Case" }
  var output: String { "Figure" }
  var exact: String { "Exact" }
  var simulated: String { "Simulated" }
  var standardError: String { "Standard error" }
  var remark: String { "Remark" }
  var solverDisagrees: String { "solver disagrees" }
  var beyondTheBound: String { "beyond the bound" }
  var tooFewEvents: String { "too few events" }
  var notJudged: String { "Not judged" }
  var count: String { "Count" }
  var reason: String { "Why" }
  var wrongInput: String { "Wrong input" }
}

extension ChineseWords: VerificationWords {
  var verification: String { "验证报告" }
  var exactCases: String { "精确算例对照" }
  var comparedWithExact: String { "将公式和模拟器与已知精确值的算例对照。" }
  var effort: String { "工作量系数" }
  var verdicts: String { "判定" }
  func outcome(hasPassed: Bool, families: Int) -> String {
    "共判定 \(families) 类算例，" + (hasPassed ? "没有不通过的。" : "至少一类不通过。")
  }
  func verdict(_ verdict: Verdict) -> String {
    switch verdict {
    case .passed: "通过"
    case .failed: "不通过"
    case .undecided: "未定"
    }
  }
  func side(_ side: VerificationSide) -> String {
    switch side {
    case .solver: "公式"
    case .simulator: "模拟器"
    }
  }
  var family: String { "算例类别" }
  var cases: String { "算例数" }
  var figureCount: String { "指标数" }
  var offBy: String { "偏差（容差倍数）" }
  var solver: String { "公式" }
  var judged: String { "已判定" }
  var tooRare: String { "事件过少" }
  var largestScore: String { "最大 |z|" }
  var largestBias: String { "系统偏差" }
  var scoreBound: String { "界限" }
  var simulator: String { "模拟器" }
  var caseName: String { "算例" }
  var output: String { "指标" }
  var exact: String { "精确值" }
  var simulated: String { "模拟值" }
  var standardError: String { "标准误" }
  var remark: String { "备注" }
  var solverDisagrees: String { "公式不符" }
  var beyondTheBound: String { "超出界限" }
  var tooFewEvents: String { "事件太少" }
  var notJudged: String { "未判定" }
  var count: String { "项数" }
  var reason: String { "原因" }
  var wrongInput: String { "输入有误" }
}
