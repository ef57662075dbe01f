import ContactCenter

/// How a number is read from a `MatterTally`, how it combines, and what it is in formulas of KPIs.
package struct Reading: Sendable {
  /// Its value in a tally; O(1).
  let value: @Sendable (MatterTally) -> Double
  /// How it combines.
  let combination: Combination
  /// What it is in formulas of KPIs.
  let events: MeasureEvents

  /// What adds up.
  static func sum(
    _ events: MeasureEvents = .none, _ value: @escaping @Sendable (MatterTally) -> Double
  ) -> Reading {
    Reading(value: value, combination: .sum, events: events)
  }

  /// A length of the time observed.
  static func duration(_ value: @escaping @Sendable (MatterTally) -> Double) -> Reading {
    Reading(value: value, combination: .duration, events: .none)
  }
}

/// Measures of one part of a `MatterTally`.
package protocol PartMeasure: Sendable, Hashable, CaseIterable, RawRepresentable where RawValue == Int {
  /// What the measure reads, how it combines, and what it is in formulas of KPIs.
  var reading: Reading { get }
}

/// The numbers read from a `MatterTally`, by the part that they are of.
package enum OutcomeMeasure: Measure, Hashable {
  case result(ResultMeasure)
  case session(SessionMeasure)
  case callback(CallbackMeasure)
  case thread(ThreadMeasure)
  case bot(BotMeasure)
  case campaign(CampaignMeasure)
  case media(MediaMeasure)

  /// The measures of each part, in the order of the cases.
  private static let parts: [[OutcomeMeasure]] = [
    ResultMeasure.allCases.map(result), SessionMeasure.allCases.map(session),
    CallbackMeasure.allCases.map(callback), ThreadMeasure.allCases.map(thread),
    BotMeasure.allCases.map(bot), CampaignMeasure.allCases.map(campaign), MediaMeasure.allCases.map(media),
  ]
  /// Where the measures of each part begin.
  private static let begins = parts.indices.map { parts[..<$0].map(\.count).reduce(0, +) }

  /// All measures, part by part.
  package static let allCases = parts.flatMap { $0 }

  /// The place of the measure among all.
  package var rawValue: Int {
    let (part, measure) = place
    return Self.begins[part] + measure
  }

  /// The measure at a place; nil: there is none.
  package init?(rawValue: Int) {
    guard Self.allCases.indices.contains(rawValue) else { return nil }
    self = Self.allCases[rawValue]
  }

  /// The part's place among the cases, and the measure's in its part.
  private var place: (part: Int, measure: Int) {
    switch self {
    case .result(let measure): (0, measure.rawValue)
    case .session(let measure): (1, measure.rawValue)
    case .callback(let measure): (2, measure.rawValue)
    case .thread(let measure): (3, measure.rawValue)
    case .bot(let measure): (4, measure.rawValue)
    case .campaign(let measure): (5, measure.rawValue)
    case .media(let measure): (6, measure.rawValue)
    }
  }

  private var reading: Reading {
    switch self {
    case .result(let measure): measure.reading
    case .session(let measure): measure.reading
    case .callback(let measure): measure.reading
    case .thread(let measure): measure.reading
    case .bot(let measure): measure.reading
    case .campaign(let measure): measure.reading
    case .media(let measure): measure.reading
    }
  }

  /// The measure's value in one tally.
  package func value(in matter: MatterTally) -> Double { reading.value(matter) }

  /// All add up, but for the length of the time observed.
  package var combination: Combination { reading.combination }
}

extension OutcomeMeasure: CountedMeasure {
  /// What the measure is in formulas of KPIs.
  package var events: MeasureEvents { reading.events }
}

extension OutcomeMeasure: CustomStringConvertible {
  /// Part and measure, `thread.turns`.
  package var description: String {
    switch self {
    case .result(let measure): "result.\(measure)"
    case .session(let measure): "session.\(measure)"
    case .callback(let measure): "callback.\(measure)"
    case .thread(let measure): "thread.\(measure)"
    case .bot(let measure): "bot.\(measure)"
    case .campaign(let measure): "campaign.\(measure)"
    case .media(let measure): "media.\(measure)"
    }
  }
}
