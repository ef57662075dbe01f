import ContactCenter

// Work that waits while the center is closed. Quotients only, so that what a scenario does not model is not
// defined instead of 0.

/// How old such work is when it is answered and when it is done, by all time and by opening hours.
package enum WorkAgeFigure: String, DeclaredFigure {
  case answeredWithinGoal, answeredWithinGoalBusiness, answerAge, answerAgeBusiness
  case greatestAnswerAge, greatestAnswerAgeBusiness, completionAge, completionAgeBusiness

  package static let kind = IndicatorKind.backlog

  /// What each is.
  package var entry: IndicatorEntry<BacklogMeasure> {
    switch self {
    case .answeredWithinGoal:
      share(
        "Answered within goal", zh: "目标时间内答复率", .answeredWithin, of: .answered, better: .larger,
        "Share of the work answered whose age, by all time, was within the acceptable wait.")
    case .answeredWithinGoalBusiness:
      share(
        "Answered within goal, business hours", zh: "目标时间内答复率（营业时间）", .answeredWithinBusiness,
        of: .answered, better: .larger,
        "Share of the work answered whose age, by opening hours only, was within the acceptable wait.")
    case .answerAge:
      age(
        "Age at answer", zh: "答复时平均等待", .ageAnswered, .answered,
        "Mean age of work when an agent begins with it, by all time.")
    case .answerAgeBusiness:
      age(
        "Age at answer, business hours", zh: "答复时平均等待（营业时间）", .ageAnsweredBusiness, .answered,
        "Mean age of work when an agent begins with it, by opening hours only.")
    case .greatestAnswerAge:
      age(
        "Greatest age at answer", zh: "答复时最长等待", .oldestAnswered, .hasAnswered,
        "Greatest age of work when an agent began with it, by all time: the mean of the replications'.")
    case .greatestAnswerAgeBusiness:
      age(
        "Greatest age at answer, business hours", zh: "答复时最长等待（营业时间）", .oldestAnsweredBusiness,
        .hasAnswered,
        "Greatest age of work when an agent began with it, by opening hours only: the mean of the "
          + "replications'.")
    case .completionAge:
      age(
        "Age at completion", zh: "完成时平均时长", .ageCompleted, .completed,
        "Mean age of work when it is done, wrap-up aside, by all time.")
    case .completionAgeBusiness:
      age(
        "Age at completion, business hours", zh: "完成时平均时长（营业时间）", .ageCompletedBusiness, .completed,
        "Mean age of work when it is done, wrap-up aside, by opening hours only.")
    }
  }
}

/// How much of it waits, and who asks for it.
package enum BacklogFigure: String, DeclaredFigure {
  case backlog, largestBacklog, backlogAtOpening, backlogAtClosing
  case backlogUpTo4Hours, backlogUpTo8Hours, backlogUpTo24Hours, backlogUpTo72Hours, backlogOver72Hours
  case backlogLeft, oldestLeft, chasersPerContact, mergedChasers, spamShare

  package static let kind = IndicatorKind.backlog

  /// What each is.
  package var entry: IndicatorEntry<BacklogMeasure> {
    switch self {
    case .backlog:
      number(
        "Backlog", zh: "平均积压量", .waitingIntegral, .time,
        "Time average of the work that waits, nights and closed days too.")
    case .largestBacklog:
      number(
        "Largest backlog", zh: "最大积压量", .most, .hasWaited,
        "Most work of a type that waited at a moment: the mean of the replications'.")
    case .backlogAtOpening:
      number(
        "Backlog at opening", zh: "开始营业时积压量", .waitingAtOpenings, .openings,
        "Mean of the work that waits when the center opens.")
    case .backlogAtClosing:
      number(
        "Backlog at closing", zh: "结束营业时积压量", .carriedOver, .closings,
        "Mean of the work that waits when the center closes, which is carried over to the next opening.")
    case .backlogUpTo4Hours: band("up to 4 h", zh: "4小时以内", .upTo4Hours)
    case .backlogUpTo8Hours: band("4 to 8 h", zh: "4至8小时", .upTo8Hours)
    case .backlogUpTo24Hours: band("8 to 24 h", zh: "8至24小时", .upTo24Hours)
    case .backlogUpTo72Hours: band("24 to 72 h", zh: "24至72小时", .upTo72Hours)
    case .backlogOver72Hours: band("over 72 h", zh: "72小时以上", .over72Hours)
    case .backlogLeft:
      number(
        "Left at the end", zh: "期末遗留量", .waitingAtEnd, .hasWaited,
        "Mean of the work that waits after the last closing.")
    case .oldestLeft:
      age(
        "Oldest at the end", zh: "期末最早一件的时长", .oldestAtEnd, .hasRemained,
        "Mean age, by all time, of the oldest work that waits after the last closing, where some does.")
    case .chasersPerContact:
      ratio(
        "Chasers", zh: "催办率", better: .smaller, .ratio, .chasers, over: .answered,
        "Times that customers ask what became of their work, for each piece of work answered.",
        formula: "chasers ÷ answered")
    case .mergedChasers:
      share(
        "Chasers merged", zh: "催办合并率", .merged, of: .chasers, better: .larger,
        "Share of the chasers that are seen to be about work that waits already.")
    case .spamShare:
      share(
        "Spam", zh: "垃圾件比例", .spam, of: .completed, better: .smaller,
        "Share of the work done that was not for the center.")
    }
  }
}

/// Work that came to the wrong place.
package enum MisroutedFigure: String, DeclaredFigure {
  case misroutedShare

  package static let kind = IndicatorKind.backlog
  package static let isOnlyWhereUsed = true

  /// What each is.
  package var entry: IndicatorEntry<BacklogMeasure> {
    switch self {
    case .misroutedShare:
      share(
        "Misrouted", zh: "错投比例", .misrouted, of: .answered, better: .smaller,
        "Share of the work that agents begin with that belongs to another type, to which they send it.")
    }
  }
}

/// How often it is put aside for other contacts.
package enum InterruptionFigure: String, DeclaredFigure {
  case interruptionsPerContact, interruptedShare, timeAside, switchBackTime

  package static let kind = IndicatorKind.backlog

  /// What each is.
  package var entry: IndicatorEntry<BacklogMeasure> {
    switch self {
    case .interruptionsPerContact:
      ratio(
        "Interruptions", zh: "每件中断次数", better: .smaller, .ratio, .interruptions, over: .begun,
        "Times that work is put aside for other contacts, for each piece of work begun.",
        formula: "interruptions ÷ work begun")
    case .interruptedShare:
      share(
        "Interrupted", zh: "被中断比例", .interrupted, of: .begun, better: .smaller,
        "Share of the work begun that is put aside at least once.")
    case .timeAside:
      age(
        "Time put aside", zh: "中断等待时长", .waitedAside, .begun,
        "Mean time that work waits, once begun, until an agent goes on with it.")
    case .switchBackTime:
      age(
        "Switching back", zh: "恢复工作耗时", .switchBack, .begun,
        "Mean time that agents take to find their way back into work that was put aside.")
    }
  }
}

extension DeclaredFigure where M == BacklogMeasure {
  fileprivate func share(
    _ label: String, zh: String, _ numerator: BacklogMeasure, of denominator: BacklogMeasure,
    better: Indicator.Direction, _ definition: String
  ) -> IndicatorEntry<BacklogMeasure> {
    ratio(
      label, zh: zh, better: better, .proportion, numerator, over: denominator, definition,
      formula: "\(label.lowercased()) ÷ all")
  }

  fileprivate func age(
    _ label: String, zh: String, _ sum: BacklogMeasure, _ count: BacklogMeasure, _ definition: String
  ) -> IndicatorEntry<BacklogMeasure> {
    ratio(
      label, zh: zh, better: .smaller, .seconds, sum, over: count, definition, formula: "Σ times ÷ number")
  }

  fileprivate func number(
    _ label: String, zh: String, _ sum: BacklogMeasure, _ count: BacklogMeasure, _ definition: String
  ) -> IndicatorEntry<BacklogMeasure> {
    ratio(
      label, zh: zh, better: .smaller, .contacts, sum, over: count, definition, formula: "Σ waiting ÷ number")
  }

  fileprivate func band(
    _ age: String, zh: String, _ count: BacklogMeasure
  ) -> IndicatorEntry<BacklogMeasure> {
    ratio(
      "Backlog \(age)", zh: "积压：\(zh)", better: .neither, .proportion, count, over: .carriedOver,
      "Share of the work that waits at closings whose age, by all time, is \(age).",
      formula: "of this age ÷ waiting at closings")
  }
}
