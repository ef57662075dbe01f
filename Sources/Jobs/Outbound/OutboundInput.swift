import ContactCenter
import Foundation

/// A field of a question about outbound calls: what its texts may say.
struct OutboundInput {
  /// What a value is.
  enum Kind {
    case count(ClosedRange<Int>)
    /// A number up to a bound, above 0 unless that is allowed.
    case number(upTo: Double, mayBeZero: Bool = false)
    case duration
    case durationFromZero
    /// Above 0, at most 1.
    case share
    /// 0 to 1.
    case shareFromZero
    /// Above 0, below 1.
    case partialShare
    /// One of several words.
    case word([String])

    /// The ending of a column's name.
    var suffix: String {
      switch self {
      case .count, .number, .word: ""
      case .duration, .durationFromZero: "_s"
      case .share, .shareFromZero, .partialShare: "_share"
      }
    }

    /// Whether a comma can only part values.
    var isCount: Bool {
      switch self {
      case .count, .word: true
      case .number, .duration, .durationFromZero, .share, .shareFromZero, .partialShare: false
      }
    }
  }

  /// Such as `agents`.
  var field: JobField
  var kind: Kind
  /// Where the request has it.
  var path: WritableKeyPath<OutboundFormulaRequest, String?>
  /// What it is where it is not given; nil: nothing, and it may be missing.
  var standard: String?
  /// Whether it must be given.
  var isNeeded = false

  init(
    _ field: JobField, _ kind: Kind, _ path: WritableKeyPath<OutboundFormulaRequest, String?>,
    standard: String? = nil, isNeeded: Bool = false
  ) {
    (self.field, self.kind, self.path) = (field, kind, path)
    (self.standard, self.isNeeded) = (standard, isNeeded)
  }

  /// A text as a number; of words the place.
  ///
  /// - Throws: `JobFailure` about one that cannot be read or is out of range.
  func number(_ text: String) throws -> Double {
    let value = FieldText(field, text)
    switch kind {
    case .count(let range): return Double(try value.count(range))
    case .number(let most, let mayBeZero):
      return try value.number(from: 0, upTo: most, excludingLow: !mayBeZero)
    case .duration: return try value.duration()
    case .durationFromZero: return try value.duration(mayBeZero: true)
    case .share: return try value.proportion(mayBeOne: true)
    case .shareFromZero: return try value.proportion(mayBeOne: true, mayBeZero: true)
    case .partialShare: return try value.proportion()
    case .word(let words):
      guard let place = words.firstIndex(of: text) else {
        throw value.complaint("allowed are \(words.joined(separator: ", ")).")
      }
      return Double(place)
    }
  }

  /// The fields of a formula, in the order of their columns.
  static func all(of model: OutboundFormulaRequest.Formula) -> [OutboundInput] {
    switch model {
    case .dialer: dialer
    case .progressive: progressive
    case .overdial: overdial
    case .penetration: penetration
    case .breach: breach
    case .ringTimeout: ringTimeout
    case .dropRates: dropRates
    case .blend: blend
    }
  }

  private static var limit: OutboundInput { .init(.dropLimit, .partialShare, \.dropLimit) }

  private static var dialer: [OutboundInput] {
    [
      .init(.agents, .count(1...1000), \.agents, isNeeded: true),
      .init(.tally, .word(["idle", "all"]), \.tally, standard: "idle"),
      .init(.linesPerAgent, .number(upTo: 1000), \.linesPerAgent), limit,
      .init(.step, .number(upTo: 10), \.step),
      .init(.ring, .duration, \.ring, isNeeded: true),
      .init(.answer, .share, \.answer, isNeeded: true),
      .init(.talk, .duration, \.talk, isNeeded: true),
    ]
  }

  private static var progressive: [OutboundInput] {
    [
      .init(.setup, .durationFromZero, \.setup, standard: "0"),
      .init(.human, .share, \.human, isNeeded: true),
      .init(.ring, .durationFromZero, \.ring, isNeeded: true),
      .init(.machine, .shareFromZero, \.machine, standard: "0"),
      .init(.machineRing, .durationFromZero, \.machineRing),
      .init(.noAnswer, .shareFromZero, \.noAnswer),
      .init(.timeout, .durationFromZero, \.timeout),
      .init(.busy, .shareFromZero, \.busy, standard: "0"),
      .init(.busyTone, .durationFromZero, \.busyTone, standard: "0"),
      .init(.invalid, .shareFromZero, \.invalid, standard: "0"),
      .init(.invalidTone, .durationFromZero, \.invalidTone, standard: "0"),
      .init(.analysis, .durationFromZero, \.analysis, standard: "0"),
      .init(.humansHungUp, .shareFromZero, \.humansHungUp, standard: "0"),
      .init(.machinesConnected, .shareFromZero, \.machinesConnected, standard: "0"),
      .init(.talk, .duration, \.talk, isNeeded: true),
      .init(.wrapUp, .durationFromZero, \.wrapUp, standard: "0"),
      .init(.rightParty, .shareFromZero, \.rightParty, standard: "1"),
      .init(.wrongTalk, .durationFromZero, \.wrongTalk, standard: "0"),
      .init(.wrongWrapUp, .durationFromZero, \.wrongWrapUp, standard: "0"),
      .init(.machineTalk, .durationFromZero, \.machineTalk, standard: "0"),
    ]
  }

  private static var overdial: [OutboundInput] {
    [
      .init(.agents, .count(1...100_000), \.agents, isNeeded: true),
      .init(.lines, .count(1...1_000_000), \.lines), limit,
      .init(.answer, .share, \.answer, isNeeded: true),
    ]
  }

  private static var penetration: [OutboundInput] {
    [
      .init(.contact, .share, \.contact, isNeeded: true),
      .init(.contactCv, .number(upTo: 100, mayBeZero: true), \.contactCv, standard: "0"),
      .init(.attempts, .count(1...1000), \.attempts, isNeeded: true),
      .init(.invalid, .shareFromZero, \.invalid, standard: "0"),
      .init(.records, .count(1...100_000_000), \.records),
    ]
  }

  private static var breach: [OutboundInput] {
    [
      .init(.answered, .count(1...100_000_000), \.answered, isNeeded: true),
      .init(.rate, .shareFromZero, \.rate),
      .init(.dropLimit, .partialShare, \.dropLimit, isNeeded: true),
      .init(.confidence, .partialShare, \.confidence, standard: "95%"),
    ]
  }

  private static var ringTimeout: [OutboundInput] {
    [
      .init(.timeout, .duration, \.timeout),
      .init(.wouldAnswer, .share, \.wouldAnswer, isNeeded: true),
      .init(.delay, .duration, \.delay, isNeeded: true),
      .init(.delayCv, .number(upTo: 10), \.delayCv),
      .init(.setup, .durationFromZero, \.setup, standard: "0"),
      .init(.busy, .shareFromZero, \.busy, standard: "0"),
      .init(.busyTone, .durationFromZero, \.busyTone, standard: "0"),
    ]
  }

  private static var dropRates: [OutboundInput] {
    [
      .init(.connected, .count(0...1_000_000_000), \.connected, isNeeded: true),
      .init(.dropped, .count(0...1_000_000_000), \.dropped, isNeeded: true),
      .init(.machines, .count(0...1_000_000_000), \.machines, standard: "0"),
      .init(.screened, .count(0...1_000_000_000), \.screened, standard: "0"),
      .init(.detectedRight, .share, \.detectedRight, standard: "1"), limit,
    ]
  }

  private static var blend: [OutboundInput] {
    [
      .init(.calls, .number(upTo: 1e9), \.calls, isNeeded: true),
      .init(.per, .duration, \.per, isNeeded: true),
      .init(.aht, .duration, \.aht, isNeeded: true),
      .init(.talk, .duration, \.talk, isNeeded: true),
      .init(.patience, .duration, \.patience),
      .init(.agents, .count(1...500), \.agents, isNeeded: true),
      .init(.reserve, .count(0...500), \.reserve, isNeeded: true),
      .init(.within, .durationFromZero, \.within, standard: "20s"),
    ]
  }

  /// The fields of all formulas.
  static var everything: [OutboundInput] {
    OutboundFormulaRequest.Formula.allCases.flatMap(all)
  }
}

/// The values of one combination.
struct OutboundValues {
  /// By field, in seconds, shares from 0 to 1, or places of words.
  var numbers: [JobField: Double] = [:]
  /// The law of an answer's delay.
  var law = ErlangRequest.Law.exponential

  /// A value that is there.
  subscript(_ field: JobField) -> Double { numbers[field] ?? .nan }

  /// A value that may be missing.
  func optional(_ field: JobField) -> Double? { numbers[field] }

  /// A whole number that is there.
  func count(_ field: JobField) -> Int { Int(clamping: self[field]) }
}
