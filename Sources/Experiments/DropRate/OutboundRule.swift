/// Rules of authorities about calls out, as numbers to begin with; each campaign may set others.
///
/// They are facts read in the sources named, not legal advice (``notice(_:)`` says so wherever one is shown).
public enum OutboundRule: String, Sendable, Codable, CaseIterable {
  /// United States, Federal Trade Commission: telemarketing.
  case usFTC = "us-ftc"
  /// United States, Federal Communications Commission: telemarketing.
  case usFCC = "us-fcc"
  /// United States, Consumer Financial Protection Bureau: debt collection, by calls per person.
  case usCFPB = "us-cfpb"
  /// United Kingdom, Ofcom, until February 2017.
  case ukTo2017 = "uk-to-2017"
  /// United Kingdom, Ofcom, from 1 March 2017: without a fixed limit.
  case ukSince2017 = "uk-since-2017"
  /// Canada, CRTC.
  case canada = "ca-crtc"

  /// Its drop rate; nil: it has none.
  public var dropRate: DropRateDefinition? {
    switch self {
    case .usFTC, .usFCC:
      DropRateDefinition(
        denominator: .persons, countsSilentCalls: true, countsLateConnects: true, threshold: 2,
        clock: .greetingEnd, window: .days(30), limit: 0.03)
    case .usCFPB: nil
    case .ukTo2017:
      DropRateDefinition(
        denominator: .reasonedEstimate, countsSilentCalls: true, countsLateConnects: false, threshold: 2,
        clock: .greetingStart, window: .day, limit: 0.03)
    case .ukSince2017:
      DropRateDefinition(
        denominator: .reasonedEstimate, countsSilentCalls: true, countsLateConnects: false, threshold: 2,
        clock: .greetingStart, window: .day, limit: nil)
    case .canada:
      DropRateDefinition(
        denominator: .persons, countsSilentCalls: true, countsLateConnects: true, threshold: 2,
        clock: .answer, window: .month, limit: 0.05)
    }
  }

  /// How often one person may be called; nil: it does not say.
  public var frequency: CallFrequency? {
    self == .usCFPB ? CallFrequency(mostCalls: 7, days: 7, quietDays: 7) : nil
  }

  /// The shortest time that it must ring before a call is given up, in seconds; nil: it does not say.
  public var leastRing: Double? {
    switch self {
    case .usFTC, .usFCC, .ukTo2017, .ukSince2017: 15
    case .usCFPB, .canada: nil
    }
  }

  /// The time in which a person who was dropped is called again only if an agent is sure to be there, in seconds;
  /// nil: it does not say.
  public var quietAfterDrop: Double? {
    switch self {
    case .ukTo2017, .ukSince2017: 72 * 3600
    case .usFTC, .usFCC, .usCFPB, .canada: nil
    }
  }

  /// When persons may be called, in seconds of their own day; nil: it does not say.
  public var callingHours: Range<Double>? {
    switch self {
    case .usFTC, .usFCC, .usCFPB: 8 * 3600..<21 * 3600
    case .ukTo2017, .ukSince2017, .canada: nil
    }
  }

  /// Where it is written.
  public var source: String {
    switch self {
    case .usFTC: "16 CFR 310.4(b)(1)(iv), (b)(4) and (c)"
    case .usFCC: "47 CFR 64.1200(a)(6), (a)(7) and (c)(1)"
    case .usCFPB: "12 CFR 1006.14(b)(2) and 1006.6(b)"
    case .ukTo2017:
      "Ofcom, Revised statement of policy on the persistent misuse of an electronic communications network or "
        + "service, 1 October 2010"
    case .ukSince2017:
      "Ofcom, Persistent misuse: a statement of Ofcom's general policy on the exercise of its enforcement powers, "
        + "20 December 2016, annex 3"
    case .canada: "CRTC, Unsolicited Telecommunications Rules, part IV (Telecom Decision CRTC 2007-48)"
    }
  }

  /// Its name.
  public func name(_ language: KPILanguage) -> String {
    switch (self, language) {
    case (.usFTC, .en): "United States, FTC"
    case (.usFTC, .zh): "美国联邦贸易委员会（FTC）"
    case (.usFCC, .en): "United States, FCC"
    case (.usFCC, .zh): "美国联邦通信委员会（FCC）"
    case (.usCFPB, .en): "United States, CFPB (collection)"
    case (.usCFPB, .zh): "美国消费者金融保护局（CFPB，催收）"
    case (.ukTo2017, .en): "United Kingdom, Ofcom, to February 2017"
    case (.ukTo2017, .zh): "英国通信管理局（Ofcom），2017 年 2 月以前"
    case (.ukSince2017, .en): "United Kingdom, Ofcom, since March 2017"
    case (.ukSince2017, .zh): "英国通信管理局（Ofcom），2017 年 3 月起"
    case (.canada, .en): "Canada, CRTC"
    case (.canada, .zh): "加拿大广播电视和电信委员会（CRTC）"
    }
  }

  /// What is said wherever a rule is shown.
  public static func notice(_ language: KPILanguage) -> String {
    switch language {
    case .en:
      "The presets are numbers to begin with, not legal advice: have counsel confirm what applies to your calls."
    case .zh: "预设值仅供起步之用，并非法律意见：请由法律顾问确认适用于贵方外呼的规定。"
    }
  }
}

/// How often one person may be called about one matter: calls in consecutive days, and quiet days after a talk.
public struct CallFrequency: Sendable, Equatable, Codable {
  /// The most calls in that many days.
  public var mostCalls: Int
  /// Consecutive days of the calendar.
  public var days: Int
  /// Days without calls after a conversation, of which its own is the first.
  public var quietDays: Int

  /// A rule.
  public init(mostCalls: Int, days: Int, quietDays: Int) {
    (self.mostCalls, self.days, self.quietDays) = (mostCalls, days, quietDays)
  }

  /// A call that was placed, answered or not.
  public struct Placed: Sendable, Equatable {
    /// Who was called, by a number.
    public var person: Int
    /// When, in seconds since a midnight where the person is.
    public var time: Double
    /// Whether it became a conversation.
    public var isConversation: Bool

    /// A call.
    public init(person: Int, time: Double, isConversation: Bool) {
      (self.person, self.time, self.isConversation) = (person, time, isConversation)
    }
  }

  /// Why a call should not have been placed.
  public enum Finding: String, Sendable, Codable, CaseIterable {
    /// There had been as many in these days as are allowed.
    case tooMany
    /// There had been a conversation.
    case tooSoon
  }

  /// The calls that break the rule.
  ///
  /// - Parameter calls: in the order of their times.
  /// - Returns: their places, with the first reason.
  public func breaches(of calls: [Placed]) -> [(place: Int, finding: Finding)] {
    var days: [Int: [Int]] = [:]
    var talked: [Int: Int] = [:]
    var found: [(place: Int, finding: Finding)] = []
    for (place, call) in calls.enumerated() {
      let day = Int(clamping: (call.time / 86_400).rounded(.down))
      let recent = (days[call.person] ?? []).filter { $0 > day - self.days } + [day]
      days[call.person] = recent
      if let last = talked[call.person], day < last + quietDays {
        found.append((place, .tooSoon))
      } else if recent.count > mostCalls {
        found.append((place, .tooMany))
      }
      if call.isConversation { talked[call.person] = day }
    }
    return found
  }
}
