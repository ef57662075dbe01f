import ContactCenter

/// Why a text is no goal.
public struct GoalDefect: Error, Sendable, Equatable {
  /// The part of the text that is wrong.
  public var text: String
  /// What is wrong with it, in one sentence.
  public var finding: String
  /// What may be written, in one sentence.
  public var remedy: String

  /// A text with what is wrong with it.
  public init(text: String, finding: String, remedy: String) {
    (self.text, self.finding, self.remedy) = (text, finding, remedy)
  }
}

/// Goals as people write them: one language for all commands and files.
///
/// A text holds one or more goals, separated by blanks or commas: `80/20 abandonment<3%`. Each is
/// `[part:]bound[±tolerance][@period]`:
///
/// - `80/20`: 80 % answered within 20 s (also `80%/20s`, `90/1min`, `95/8h`, `95/0`). `SL2=80/20` names the
///   definition, SL0 … SL7; without it the reader's default counts.
/// - `asa<10s`, `abandonment<3%`, `waiting<20%`, `occupancy<85%`, `blocking<1%`, and every figure by which
///   entrants are compared: `cost<5000`, `firstCallResolution>70%`. `<=`, `≤` and `=` mean the same as
///   `<`: at most; `>`, `>=` and `≥` at least. Blanks around signs do not matter.
/// - The part is a contact type, or of figures of agents a group; it may also stand before the bound
///   without a colon, `vip 90/10`, or after the figure, `asa:vip<20s`. A name with a blank before a colon
///   stands in double quotes.
/// - `±1%` is what may be judged either way.
/// - `@interval`, `@day`, `@month`: over which time; without it the reader's default.
public struct GoalText: Sendable {
  /// What `80/20` means where the text names no definition.
  public var definition: ServiceLevelDefinition
  /// Over which time where the text says nothing.
  public var period: Goal.Period
  /// Who is to judge the goals: what he cannot judge is refused.
  public var judge: GoalJudge

  /// A reader; by default for staffing, where every abandonment counts against, in every interval.
  public init(
    definition: ServiceLevelDefinition = .abandonedCountAgainst, period: Goal.Period = .interval,
    judge: GoalJudge = .staffing
  ) {
    self.definition = definition
    self.period = period
    self.judge = judge
  }

  /// A goal and how it was written.
  public struct Written: Sendable, Hashable {
    /// The goal's text without needless blanks, a part before it without its colon.
    public var text: String
    /// What it means.
    public var goal: Goal
    /// What to say of an old word in it; nil: nothing.
    public var remark: String?

    /// A goal with its text.
    public init(text: String, goal: Goal, remark: String? = nil) {
      (self.text, self.goal, self.remark) = (text, goal, remark)
    }
  }

  /// Reads all goals of a text.
  ///
  /// Example: `sales:80/20@day abandonment<3%` are two goals, the first with the bound 0.8, 20 s,
  /// over the day, for the type "sales".
  ///
  /// - Throws: `GoalDefect` about the first goal that cannot be read or judged, or is out of range.
  public func goals(_ text: String) throws(GoalDefect) -> [Goal] {
    try written(text).map(\.goal)
  }

  /// Reads all goals of a text, each with how it was written.
  ///
  /// - Throws: `GoalDefect` about the first goal that cannot be read or judged, or is out of range.
  public func written(_ text: String) throws(GoalDefect) -> [Written] {
    var all: [Written] = []
    for words in try GoalWords.words(of: text, for: judge) {
      let found = try GoalReading(reader: self, words: words).written()
      if let refusal = judge.refusal(of: found.goal) {
        throw GoalDefect(text: words.whole, finding: refusal.finding, remedy: refusal.remedy)
      }
      all.append(found)
    }
    guard !all.isEmpty else {
      throw GoalDefect(text: text, finding: "there is no goal.", remedy: judge.examples)
    }
    return all
  }

  // MARK: - Writing

  /// The goal as a text that reads back as the same goal.
  ///
  /// Example: `sales:SL2=80/20@day`. The definition and the period are always there when they
  /// differ from the reader's.
  public func text(of goal: Goal) -> String {
    let part = goal.part.map { name in
      let isPlain = name.allSatisfy { !$0.isWhitespace && !",:@/<>≤≥=±".contains($0) }
      return isPlain ? "\(name):" : "\"\(name)\":"
    }
    let tolerance = goal.tolerance.map { "±" + Self.value($0, of: goal.measure.figure.unit) }
    let end = goal.period == period ? "" : "@\(goal.period.rawValue)"
    return (part ?? "") + bound(of: goal) + (tolerance ?? "") + end
  }

  /// A proportion as goals have it: "85%".
  public static func percent(_ proportion: Double) -> String { number(100 * proportion) + "%" }

  private func bound(of goal: Goal) -> String {
    if case .serviceLevel(let definition, let wait) = goal.measure {
      let code = definition == self.definition ? "" : "\(definition.code)="
      return "\(code)\(Self.number(100 * goal.bound))/\(Self.wait(wait))"
    }
    let sign = goal.isLowerBound ? ">" : "<"
    return Self.word(of: goal.measure) + sign
      + Self.value(goal.bound, of: goal.measure.figure.unit)
  }

  /// The shortest word for a figure.
  static func word(of measure: Goal.Measure) -> String {
    switch measure {
    case .serviceLevel(let definition, _): definition.code
    case .averageSpeedOfAnswer: "asa"
    case .abandonment: "abandonment"
    case .waitProbability: "waiting"
    case .occupancy: "occupancy"
    case .blocking: "blocking"
    case .other(let name): name.rawValue
    }
  }

  private static func value(_ value: Double, of unit: IndicatorUnit) -> String {
    switch unit {
    case .proportion: percent(value)
    case .seconds: "\(number(value))s"
    case .count, .hours, .contacts, .agents, .lines, .perHour, .ratio, .money, .squareSeconds, .points,
      .rings:
      number(value)
    }
  }

  /// The acceptable wait in seconds, as everybody writes it, and in hours or minutes where it is long: "20",
  /// "10min", "8h".
  private static func wait(_ seconds: Double) -> String {
    for (unit, name, least) in [(3600.0, "h", 3600.0), (60, "min", 600)] where seconds >= least {
      let count = seconds / unit
      if count == count.rounded() { return number(count) + name }
    }
    return number(seconds)
  }

  /// Twelve digits, without zeros at the end.
  private static func number(_ value: Double) -> String {
    let written = value.written
    let isWhole = written == written.rounded() && abs(written) < 1e15
    return isWhole ? String(Int64(written)) : String(written)
  }
}
