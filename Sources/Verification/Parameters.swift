import ContactCenter

/// Why a case is not turned into a scenario.
enum MappingError: Error {
  /// The program does not simulate this; the reason completes "not supported: …".
  case unsupported(String)
  /// The case is wrong: what was found.
  case defect(String)
}

/// The parameters of a case, read by name with a message for everything unexpected.
struct Parameters {
  let values: [String: JSONValue]

  init(_ value: JSONValue) { values = value.members ?? [:] }

  /// Whether the parameter is there and not null.
  func has(_ key: String) -> Bool { !(values[key] ?? .null).isNull }

  /// A number; missing, null or something else is a defect.
  func number(_ key: String) throws -> Double {
    guard let value = values[key], !value.isNull else {
      throw MappingError.defect("the number `\(key)` is missing")
    }
    guard let number = value.number, number.isFinite else {
      throw MappingError.defect("`\(key)` must be a number, found \(value.summary)")
    }
    return number
  }

  /// A number, or nil where it is missing or null.
  func optionalNumber(_ key: String) throws -> Double? { has(key) ? try number(key) : nil }

  /// A number above 0.
  func positive(_ key: String) throws -> Double {
    let value = try number(key)
    guard value > 0 else { throw MappingError.defect("`\(key)` must be above 0, found \(value)") }
    return value
  }

  /// A length or share that may be 0.
  func nonNegative(_ key: String) throws -> Double {
    let value = try number(key)
    guard value >= 0 else {
      throw MappingError.defect("`\(key)` must not be negative, found \(value)")
    }
    return value
  }

  /// A share, 0…1.
  func share(_ key: String) throws -> Double {
    let value = try number(key)
    guard value >= 0, value <= 1 else {
      throw MappingError.defect("`\(key)` must be 0 to 1, found \(value)")
    }
    return value
  }

  /// A whole number from `least` on.
  func count(_ key: String, atLeast least: Int = 0) throws -> Int {
    try Self.whole(try number(key), key, atLeast: least)
  }

  /// A list of numbers, or one number taken `count` times.
  func numbers(_ key: String, count: Int) throws -> [Double] {
    if let single = values[key]?.number {
      return Array(repeating: single, count: count)
    }
    let list = try optionalNumbers(key, count: count)
    return try list.map {
      guard let value = $0 else {
        throw MappingError.defect("`\(key)` must hold numbers, found null")
      }
      return value
    }
  }

  /// Like `numbers`, with nil for null, and all nil where the parameter is missing or null.
  func optionalNumbers(_ key: String, count: Int) throws -> [Double?] {
    guard has(key), let value = values[key] else { return Array(repeating: nil, count: count) }
    if let single = value.number { return Array(repeating: single, count: count) }
    guard let list = value.list, list.count == count else {
      throw MappingError.defect("`\(key)` must be a list of \(count), found \(value.summary)")
    }
    return try list.map {
      if $0.isNull { return nil }
      guard let number = $0.number else {
        throw MappingError.defect("`\(key)` must hold numbers, found \($0.summary)")
      }
      return number
    }
  }

  /// The list under that name.
  func list(_ key: String) throws -> [JSONValue] {
    guard let list = values[key]?.list, !list.isEmpty else {
      let found = values[key]?.summary ?? "nothing"
      throw MappingError.defect("`\(key)` must be a list, found \(found)")
    }
    return list
  }

  /// Contacts per second, from `calls_per_hour`, `calls_per_min`, `calls_per_30min`,
  /// `arrival_per_min` and the like.
  func rate() throws -> Double {
    for key in values.keys.sorted() {
      guard let unit = Self.unit(ofRate: key), values[key]?.number != nil else { continue }
      return try nonNegative(key) / unit
    }
    throw MappingError.defect("a rate such as `calls_per_hour` is missing")
  }

  /// The seconds behind `calls_per_…`; nil if the key is no rate.
  static func unit(ofRate key: String) -> Double? {
    let prefixes = ["calls_per_", "arrivals_per_", "arrival_per_"]
    guard let prefix = prefixes.first(where: { key.hasPrefix($0) }) else { return nil }
    let word = key.dropFirst(prefix.count).prefix { $0 != "_" }
    let digits = word.prefix { $0.isNumber }
    let units: [String: Double] = [
      "s": 1, "sec": 1, "second": 1, "min": 60, "minute": 60, "h": 3600, "hour": 3600,
      "day": 86_400,
    ]
    guard let unit = units[String(word.dropFirst(digits.count))] else { return nil }
    return unit * (Double(digits) ?? 1)
  }

  /// A whole number from `least` on, under the limit of agents and lines.
  static func whole(_ value: Double, _ name: String, atLeast least: Int = 0) throws -> Int {
    guard value == value.rounded(), value >= Double(least), value <= 1e7 else {
      throw MappingError.defect(
        "`\(name)` must be a whole number of at least \(least), found \(value)")
    }
    return Int(value)
  }
}
