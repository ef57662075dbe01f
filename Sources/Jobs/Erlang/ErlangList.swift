import Foundation

/// A field of the request that may be given as a list of values, each of which asks anew.
struct ErlangList {
  /// What the values are, which says how they are written into files.
  enum Kind {
    case count, number, duration, proportion

    /// The ending of a column's name.
    var suffix: String {
      switch self {
      case .count, .number: ""
      case .duration: "_s"
      case .proportion: "_share"
      }
    }
  }

  /// Such as `agents`.
  var field: JobField
  var kind: Kind
  /// The field's text; nil: not given.
  var text: (ErlangRequest) -> String?
  /// Gives the field another text.
  var set: (inout ErlangRequest, String) -> Void

  init(_ field: JobField, _ kind: Kind, _ path: WritableKeyPath<ErlangRequest, String?>) {
    (self.field, self.kind) = (field, kind)
    text = { $0[keyPath: path] }
    set = { $0[keyPath: path] = $1 }
  }

  /// The acceptable wait, which is never missing.
  private static var within: ErlangList {
    var list = ErlangList(.within, .duration, \.asa)
    list.text = { $0.within }
    list.set = { $0.within = $1 }
    return list
  }

  /// A value as a number in the unit of files.
  ///
  /// - Throws: `JobFailure` about one that cannot be read.
  func number(_ text: String) throws -> Double {
    let value = FieldText(field, text)
    switch kind {
    case .count, .number: return try value.number(from: 0, upTo: 1e12, excludingLow: false)
    case .duration: return try value.duration(mayBeZero: true)
    case .proportion: return try value.proportion(mayBeOne: true)
    }
  }

  /// The fields of a model that may be lists, in the order of their columns.
  static func all(of model: ErlangRequest.Queue) -> [ErlangList] {
    let aims: [ErlangList] = [
      .init(.agents, .count, \.agents), within,
      .init(.serviceLevel, .proportion, \.serviceLevel), .init(.asa, .duration, \.asa),
      .init(.waiting, .proportion, \.waiting), .init(.abandonment, .proportion, \.abandonment),
      .init(.maxOccupancy, .proportion, \.maxOccupancy), .init(.blocking, .proportion, \.blocking),
    ]
    let time = ErlangList(.aht, .duration, \.aht)
    let lines = ErlangList(.lines, .count, \.lines)
    let patience = ErlangList(.patience, .duration, \.patience)
    let work = [.init(.calls, .number, \.oneClass), .init(.load, .number, \.load), time] + aims
    switch model {
    case .loss, .patient: return work + [lines]
    case .impatient:
      return work + [lines, patience, .init(.patienceCv, .number, \.patienceCv)]
    case .general: return work + [.init(.ahtCv, .number, \.ahtCv)]
    case .engset: return work + [.init(.sources, .count, \.sources), lines]
    case .retrial:
      return work + [
        .init(.retryAfter, .duration, \.retryAfter),
        .init(.persistence, .proportion, \.persistence), patience,
      ]
    case .priority: return aims + [time]
    case .squareRoot, .sharing: return work
    case .chat:
      return work + [
        .init(.concurrency, .count, \.concurrency), patience,
        .init(.sessionPatience, .duration, \.sessionPatience),
        .init(.queueLimit, .count, \.queueLimit),
      ]
    case .returning:
      return work + [
        .init(.returning, .proportion, \.returning), .init(.thinking, .duration, \.thinking),
        .init(.wave, .duration, \.wave),
      ]
    case .deferrable: return work
    }
  }
}
