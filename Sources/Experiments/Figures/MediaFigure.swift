import ContactCenter

// What comes in over a line before it is work, and what else is part of a contact; quotients only, so that without
// it they are not defined. Each is a subject of its own, so that a study has only what its scenario uses.

/// Messages that callers leave.
package enum VoiceMailFigure: String, DeclaredFigure {
  case messagesTooShort, recordingTime

  package static let kind = IndicatorKind.outcome
  package static let isOnlyWhereUsed = true

  /// What each is.
  package var entry: IndicatorEntry<OutcomeMeasure> {
    switch self {
    case .messagesTooShort:
      ratio(
        "Messages too short", zh: "无效留言比例", better: .smaller, .proportion, .media(.recordingsTooShort),
        over: .media(.recordings),
        "Share of the recordings of callers that are empty or too short to be worked on.",
        formula: "recordings too short ÷ recordings")
    case .recordingTime:
      ratio(
        "Recording", zh: "平均留言时长", better: .neither, .seconds, .media(.recordingTime),
        over: .media(.recordings),
        "Mean time that callers record a message.", formula: "Σ recordings ÷ number")
    }
  }
}

/// Pages that come in over a line.
package enum TransmissionFigure: String, DeclaredFigure {
  case pagesPerFax, transmissionTime

  package static let kind = IndicatorKind.outcome
  package static let isOnlyWhereUsed = true

  /// What each is.
  package var entry: IndicatorEntry<OutcomeMeasure> {
    switch self {
    case .pagesPerFax:
      ratio(
        "Pages per fax", zh: "每份传真页数", better: .neither, .ratio, .media(.transmittedPages),
        over: .media(.transmissions),
        "Mean number of pages of what comes in page by page.", formula: "pages ÷ transmissions")
    case .transmissionTime:
      ratio(
        "Transmission", zh: "平均传送时长", better: .smaller, .seconds, .media(.transmissionTime),
        over: .media(.transmissions),
        "Mean time that pages occupy a line until all have come.", formula: "Σ transmissions ÷ number")
    }
  }
}

/// Calls with a picture.
package enum VideoFigure: String, DeclaredFigure {
  case videoSetupFailures

  package static let kind = IndicatorKind.outcome
  package static let isOnlyWhereUsed = true

  /// What each is.
  package var entry: IndicatorEntry<OutcomeMeasure> {
    switch self {
    case .videoSetupFailures:
      ratio(
        "Video set-up failures", zh: "视频建立失败率", better: .smaller, .proportion, .media(.videosFailed),
        over: .media(.videos),
        "Share of the conversations with a picture in which it cannot be set up, and which go on by voice.",
        formula: "set-ups failed ÷ set-ups")
    }
  }
}

/// Pages that agents and customers look at together.
package enum CoBrowsingFigure: String, DeclaredFigure {
  case coBrowsingRefusals, coBrowsingSessions

  package static let kind = IndicatorKind.outcome
  package static let isOnlyWhereUsed = true

  /// What each is.
  package var entry: IndicatorEntry<OutcomeMeasure> {
    switch self {
    case .coBrowsingRefusals:
      ratio(
        "Co-browsing without licence", zh: "协同浏览无许可比例", better: .smaller, .proportion,
        .media(.coBrowsingRefused), over: .media(.coBrowsingWanted),
        "Share of the conversations in which co-browsing is wanted that find all licences taken.",
        formula: "refused ÷ wanted")
    case .coBrowsingSessions:
      ratio(
        "Co-browsing sessions", zh: "协同浏览并发数", better: .neither, .contacts, .media(.coBrowsingTime),
        over: .media(.time), "Mean number of co-browsing sessions at a time.",
        formula: "∫ co-browsing sessions dt ÷ time")
    }
  }
}

/// Answers by text message.
package enum TextFigure: String, DeclaredFigure {
  case segmentsPerText

  package static let kind = IndicatorKind.outcome
  package static let isOnlyWhereUsed = true

  /// What each is.
  package var entry: IndicatorEntry<OutcomeMeasure> {
    switch self {
    case .segmentsPerText:
      ratio(
        "Segments per text message", zh: "每条短信分段数", better: .smaller, .ratio, .media(.textSegments),
        over: .media(.texts),
        "Mean number of segments of an answer by text message.", formula: "segments ÷ answers")
    }
  }
}
