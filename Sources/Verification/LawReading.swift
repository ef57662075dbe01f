import ContactCenter
import Foundation

/// Reads the laws of case files: objects with `dist`, and the short texts of simulated references.
package enum LawReading {
  /// A law from an object such as `{"dist": "lognormal", "mean_s": 300, "cv": 1.2}`.
  ///
  /// `unit` multiplies every length: the seconds in the file's unit of time.
  static func law(_ value: JSONValue, unit: Double = 1) throws -> Distribution {
    if value.isNull { return .never }
    if let number = value.number {
      guard number > 0 else { throw MappingError.defect("a mean must be above 0, found \(number)") }
      return .exponential(mean: number * unit)
    }
    if let text = value.text { return try self.law(text: text, mean: nil, unit: unit) }
    guard value.members != nil else {
      throw MappingError.defect("a law must be an object or a text, found \(value.summary)")
    }
    let parameters = Parameters(value)
    guard let name = value["dist"]?.text?.lowercased() else {
      throw MappingError.defect("a law needs a text `dist`")
    }
    return try checked(try law(named: name, parameters, unit))
  }

  private static func law(
    named name: String, _ parameters: Parameters, _ unit: Double
  ) throws -> Distribution {
    /// A length under any of its names.
    func length(_ keys: String...) throws -> Double {
      let key = keys.first { parameters.has($0) } ?? keys[0]
      return try parameters.nonNegative(key) * unit
    }
    switch name {
    case "deterministic", "constant", "d": return .constant(try length("value_s", "mean_s"))
    case "exponential", "exp", "m": return .exponential(mean: try length("mean_s"))
    case "erlang_k", "erlang":
      let phases = try parameters.count(parameters.has("k") ? "k" : "phases", atLeast: 1)
      return .erlang(phases: phases, mean: try length("mean_s"))
    case "lognormal":
      return try lognormal(mean: try length("mean_s"), cv: try parameters.nonNegative("cv"))
    case "gamma":
      if parameters.has("shape") {
        return .gamma(shape: try parameters.positive("shape"), scale: try length("scale_s"))
      }
      return try gamma(mean: try length("mean_s"), cv: try parameters.nonNegative("cv"))
    case "weibull":
      return .weibull(shape: try parameters.positive("shape"), scale: try length("scale_s"))
    case "loglogistic", "log_logistic":
      return .logLogistic(shape: try parameters.positive("shape"), scale: try length("scale_s"))
    case "hyperexp2", "h2":
      let share = try parameters.share("p1")
      return .hyperexponential([
        .init(probability: share, mean: try length("mean1_s")),
        .init(probability: 1 - share, mean: try length("mean2_s")),
      ])
    case "balk_exp":
      return .atomAtZero(
        atom: try parameters.share("p_zero"),
        otherwise: .exponential(mean: try length("mean_s")))
    case "uniform":
      return .uniform(low: try length("low_s"), high: try length("high_s"))
    case "infinite", "never", "none": return .never
    default: throw MappingError.unsupported("the law `\(name)` is not known")
    }
  }

  /// A law from a text: `lognormal mean 300 s cv 1.2`, `Weibull scale 120 s shape 0.8`,
  /// `exp 180 s`, `infinite`, and the notation of queueing theory: `M`, `D`, `E2`, `E2(4)`,
  /// `LN(1,4)` (mean and squared coefficient of variation).
  ///
  /// `mean` is used where the text names none.
  package static func law(
    text: String, mean: Double?, unit: Double = 1
  ) throws -> Distribution {
    let trimmed = text.trimmingCharacters(in: .whitespaces)
    if let short = try kendall(trimmed, mean: mean, unit: unit) { return try checked(short) }
    let words = Words(trimmed)
    let center = (words.value(after: "mean") ?? words.loneNumber).map { $0 * unit }
    func needed(_ value: Double?, _ what: String) throws -> Double {
      guard let value else { throw MappingError.defect("the law \"\(text)\" names no \(what)") }
      return value
    }
    let wanted = center ?? mean
    switch words.name {
    case "infinite", "never", "none": return .never
    case "exp", "exponential":
      return try checked(.exponential(mean: try needed(wanted, "mean")))
    case "deterministic", "constant":
      return try checked(.constant(try needed(words.value(after: "value") ?? wanted, "value")))
    case "lognormal":
      let cv = try needed(words.value(after: "cv"), "cv")
      return try lognormal(mean: try needed(wanted, "mean"), cv: cv)
    case "gamma":
      let cv = try needed(words.value(after: "cv"), "cv")
      return try gamma(mean: try needed(wanted, "mean"), cv: cv)
    case "weibull":
      let scale = try needed(words.value(after: "scale"), "scale") * unit
      return try checked(
        .weibull(shape: try needed(words.value(after: "shape"), "shape"), scale: scale))
    case "erlang":
      let phases = try needed(words.value(after: "k") ?? words.value(after: "phases"), "k")
      let count = try Parameters.whole(phases, "k", atLeast: 1)
      return try checked(.erlang(phases: count, mean: try needed(wanted, "mean")))
    case "uniform":
      let low = try needed(words.value(after: "low"), "low") * unit
      return try checked(
        .uniform(low: low, high: try needed(words.value(after: "high"), "high") * unit))
    default: throw MappingError.unsupported("the law \"\(text)\" is not understood")
    }
  }

  /// `M`, `D`, `E2`, `E2(4)`, `LN(1,4)`; nil if the text is none of them.
  private static func kendall(
    _ text: String, mean: Double?, unit: Double
  ) throws -> Distribution? {
    let pattern = /(M|D|E(?<phases>[0-9]+)|LN)(\((?<mean>[0-9.eE+-]+)(, *(?<scv>[0-9.eE+-]+))?\))?/
    guard let match = text.wholeMatch(of: pattern) else { return nil }
    let written = match.output.mean.flatMap { Double($0) }.map { $0 * unit }
    guard let mean = written ?? mean else {
      throw MappingError.defect("the law \"\(text)\" names no mean")
    }
    if let phases = match.output.phases.flatMap({ Int($0) }) {
      return .erlang(phases: phases, mean: mean)
    }
    if text.hasPrefix("LN") {
      guard let scv = match.output.scv.flatMap({ Double($0) }) else {
        throw MappingError.defect("the law \"\(text)\" names no squared coefficient of variation")
      }
      return try lognormal(mean: mean, cv: scv.squareRoot())
    }
    return text.hasPrefix("D") ? .constant(mean) : .exponential(mean: mean)
  }

  private static func lognormal(mean: Double, cv: Double) throws -> Distribution {
    try checkMoments(mean, cv)
    return .lognormal(mean: mean, cv: cv)
  }

  private static func gamma(mean: Double, cv: Double) throws -> Distribution {
    try checkMoments(mean, cv)
    return .gamma(mean: mean, cv: cv)
  }

  private static func checkMoments(_ mean: Double, _ cv: Double) throws {
    guard mean > 0, mean.isFinite, cv >= 0, cv <= Distribution.largestCV else {
      throw MappingError.defect("a law cannot have the mean \(mean) and the cv \(cv)")
    }
  }

  private static func checked(_ law: Distribution) throws -> Distribution {
    if let defect = law.defect {
      throw MappingError.defect("a law cannot be drawn from: \(defect)")
    }
    return law
  }
}

/// The words of a law's text.
struct Words {
  let name: String
  private let words: [String]

  init(_ text: String) {
    words = text.lowercased().split { $0 == " " || $0 == "," }.map(String.init)
    name = words.first ?? ""
  }

  /// The number that follows a word.
  func value(after word: String) -> Double? {
    guard let index = words.firstIndex(of: word), index + 1 < words.count else { return nil }
    return Double(words[index + 1])
  }

  /// The number directly after the law's name.
  var loneNumber: Double? { words.count > 1 ? Double(words[1]) : nil }
}

/// A text that gives a law for each type and group.
///
/// `exp [120,90,240,300] s` lists the means by type; `lognormal cv 1: specialists 240 s,
/// generalists (group 4) 290 s` the means by group, where specialists have one type of work;
/// any other text is one law for all.
package struct LawTable {
  private enum Form {
    case single(Distribution)
    case byType([Distribution])
    case byGroup([Distribution])
  }
  private let form: Form

  /// Reads the text for that many types, and groups with that many types of work each.
  package init(_ value: JSONValue, types: Int, workOfGroups: [Int]) throws {
    guard let text = value.text else {
      form = .single(try LawReading.law(value))
      return
    }
    if let bracket = text.firstMatch(of: /\[([^\]]*)\]/) {
      let means = bracket.output.1.split(separator: ",").map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      guard means.count == types else {
        throw MappingError.defect("\"\(text)\" lists \(means.count) means for \(types) types")
      }
      let rest = text.replacingCharacters(in: bracket.range, with: "")
      form = .byType(try means.map { try LawReading.law(text: rest, mean: Double($0)) })
      return
    }
    guard let colon = text.firstIndex(of: ":") else {
      form = .single(try LawReading.law(text: text, mean: nil))
      return
    }
    let law = String(text[..<colon])
    let means = try Self.means(text[text.index(after: colon)...], workOfGroups)
    form = .byGroup(try means.map { try LawReading.law(text: law, mean: $0) })
  }

  /// The law of a type when that group serves it.
  package func law(type: Int, group: Int) -> Distribution {
    switch form {
    case .single(let law): return law
    case .byType(let laws): return laws[type]
    case .byGroup(let laws): return laws[group]
    }
  }

  /// The mean of each group from `specialists 240 s, generalists (group 4) 290 s`.
  private static func means(_ text: Substring, _ workOfGroups: [Int]) throws -> [Double] {
    var means = [Double?](repeating: nil, count: workOfGroups.count)
    let pattern =
      /(specialists|generalists|groups?|all)? *(\(?groups? *([0-9, ]+)\)?)? *([0-9.]+) *s/
    for part in text.split(separator: /, *(?=[a-z])/) {
      guard let match = part.firstMatch(of: pattern), let mean = Double(match.output.4) else {
        throw MappingError.unsupported("the part \"\(part)\" of a law is not understood")
      }
      let named = match.output.3?.split { $0 == "," || $0 == " " }.compactMap { Int($0) }
      let groups = workOfGroups.indices.filter { group in
        if let named { return named.contains(group) }
        switch match.output.1 {
        case "specialists": return workOfGroups[group] == 1
        case "generalists": return workOfGroups[group] > 1
        default: return true
        }
      }
      for group in groups { means[group] = mean }
    }
    return try means.enumerated().map { group, mean in
      guard let mean else {
        throw MappingError.defect("no mean service time is given for group \(group)")
      }
      return mean
    }
  }
}
