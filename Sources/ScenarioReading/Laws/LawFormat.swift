import ContactCenter
import Foundation
import Tables
import Yams

/// The names of the laws, as they are written after `law:`.
enum LawName: String, CaseIterable {
  case constant, uniform, triangular, exponential, erlang, gamma, lognormal, weibull, logLogistic
  case hyperexponential, normal, empirical, histogram, never

  /// The sets of keys that describe the law; exactly one of them must be given.
  var forms: [[String]] {
    switch self {
    case .constant: return [["value"]]
    case .uniform: return [["from", "to"]]
    case .triangular: return [["from", "mode", "to"]]
    case .exponential: return [["mean"]]
    case .erlang: return [["phases", "mean"]]
    case .gamma, .weibull: return [["mean", "cv"], ["shape", "scale"]]
    case .lognormal: return [["mean", "cv"], ["median", "sigma"], ["mu", "sigma"]]
    case .logLogistic: return [["mean", "cv"], ["shape", "median"], ["shape", "scale"]]
    case .hyperexponential: return [["mean", "cv"], ["branches"]]
    case .normal: return [["mean", "sd"], ["mean", "cv"]]
    case .empirical: return [["values"], ["file", "column"], ["file"]]
    case .histogram: return [["edges", "weights"], ["file"]]
    case .never: return [[]]
    }
  }

  /// What it is, for the reference.
  var doc: String {
    switch self {
    case .constant: return "Always `value`; a plain value alone means the same."
    case .uniform: return "Evenly between `from` and `to`."
    case .triangular: return "Between `from` and `to` with the peak at `mode`."
    case .exponential: return "Without memory, cv 1."
    case .erlang: return "The sum of `phases` exponentials, `mean` in all; cv = 1/√phases."
    case .gamma: return "Mean = shape × scale, cv = 1/√shape."
    case .lognormal: return "Its logarithm is normal; `mu` is the mean logarithm of seconds."
    case .weibull: return "Survival exp(−(x/scale)^shape)."
    case .logLogistic: return "Survival 1/(1 + (x/scale)^shape); the scale is the median."
    case .hyperexponential: return "A mixture of exponentials; by mean and cv ≥ 1, balanced means."
    case .normal: return "Cut off at 0; `mean` and `sd` (or cv) are those before cutting."
    case .empirical: return "One of `values`, each equally likely."
    case .histogram: return "A bin chosen by `weights`, evenly within its `edges`."
    case .never: return "Infinite: callers who never give up (patience only)."
    }
  }
}

/// The keys of a law as they were read.
struct LawDraft {
  var law: LawName?
  var value: Double?
  var mean: Double?
  var cv: Double?
  var sd: Double?
  var shape: Double?
  var scale: Double?
  var median: Double?
  var mu: Double?
  var sigma: Double?
  var phases: Int?
  var from: Double?
  var to: Double?
  var mode: Double?
  var branches: [Distribution.Branch]?
  var values: [Double]?
  var edges: [Double]?
  var weights: [Double]?
  var file: String?
  var column: String?
  var unit: TimeUnit?
  var read: TableOptions?
  var atomAtZero: Double?
}

/// A unit of time in a CSV file.
enum TimeUnit: String, CaseIterable {
  case s, min, h

  var seconds: Double {
    switch self {
    case .s: return 1
    case .min: return 60
    case .h: return 3600
    }
  }
}

extension Kind where Value == Distribution {
  /// A law of a length of time.
  static var law: Kind<Distribution> { law(of: .duration, named: "law", mayBeInfinite: false) }

  /// A law of a length of time that may also be `never`.
  static var patienceLaw: Kind<Distribution> {
    law(of: .duration, named: "law", mayBeInfinite: true)
  }

  /// A law of a number without unit.
  static var numberLaw: Kind<Distribution> {
    law(of: .number(0...1e9), named: "law of numbers", mayBeInfinite: false)
  }

  private static func law(
    of quantity: Kind<Double>, named name: String, mayBeInfinite: Bool
  ) -> Kind<Distribution> {
    var shapes: [Shape] = [quantity.shape]
    if mayBeInfinite { shapes.append(.choice([("never", "Callers never give up.")])) }
    let scalar = Kind<Distribution>(
      shape: .either(shapes), settings: { SettingTree.constantLaw(of: quantity, $0) }
    ) { node, reading in
      if mayBeInfinite, node.string?.trimmed == "never" { return .never }
      if let text = node.string?.trimmed, let law = LawName(rawValue: text) {
        return reading.fail(
          node, "A law needs its parameters.",
          law == .never
            ? "Only patience may be never." : "For example {law: \(text), \(law.sample)}.")
      }
      return quantity.read(node, &reading).map { .constant($0) }
    }
    let format = LawDraft.format(of: quantity, named: name)
    let object = format.kind
    let law = Kind<Distribution>(
      shape: object.shape, settings: { SettingTree.law(format, $0) }
    ) { node, reading in
      guard let draft = object.read(node, &reading), let law = draft.law else { return nil }
      if law == .never && !mayBeInfinite {
        reading.fail(atKey: "law", "Only patience may be never.")
        return nil
      }
      return draft.distribution(of: law, node, &reading)
    }
    return either(scalar: scalar, object: law)
  }
}

extension LawName {
  /// The keys of the first form with figures, for messages.
  var sample: String {
    let figures = [
      "mean": "mean: 3 min", "cv": "cv: 0.8", "value": "value: 20 s", "from": "from: 1 min",
      "to": "to: 5 min", "mode": "mode: 2 min", "phases": "phases: 3", "sd": "sd: 30 s",
      "values": "values: [30 s, 45 s]", "edges": "edges: [0, 1 min, 2 min]",
      "weights": "weights: [30, 70]",
    ]
    return forms[0].map { figures[$0] ?? "\($0): …" }.joined(separator: ", ")
  }
}

extension LawDraft {
  /// Why observed figures are no settings.
  private static let areData = "These are observed figures: the law can be scaled, not changed one by one."

  /// The keys of a law of such a quantity.
  static func format(of quantity: Kind<Double>, named name: String) -> ObjectFormat<LawDraft> {
    let docs = Dictionary(uniqueKeysWithValues: LawName.allCases.map { ($0.rawValue, $0.doc) })
    return ObjectFormat(
      name: name,
      doc: "How a random quantity is spread: by its natural parameters or by mean and cv "
        + "(standard deviation / mean).",
      blank: LawDraft(),
      fields: [
        Field(
          "law", \.law,
          Kind<LawName>.choice(docs).notVaried(
            "A law's parameters are varied, not its family: write a scenario for each."),
          required: "exponential", "Which law."
        ),
        Field("mean", \.mean, quantity, .oneOfSeveral, example: "3 min", "The expected value."),
        Field(
          "cv", \.cv, .number(0...Distribution.largestCV), .oneOfSeveral, example: "0.8",
          "Standard deviation / mean."),
        Field("sd", \.sd, quantity, .oneOfSeveral, "The standard deviation."),
        Field("shape", \.shape, .number(1e-3...1e6), .oneOfSeveral, "The shape parameter."),
        Field("scale", \.scale, quantity, .oneOfSeveral, "The scale parameter."),
        Field("median", \.median, quantity, .oneOfSeveral, "Half of the values lie below."),
        Field("mu", \.mu, .number(-100...100), .oneOfSeveral, "The mean of the logarithm."),
        Field("sigma", \.sigma, .number(0...10), .oneOfSeveral, "The standard deviation of the logarithm."),
        Field(
          "phases", \.phases, .integer(Distribution.phases), .oneOfSeveral,
          "The number of exponential phases."),
        Field("value", \.value, quantity, .oneOfSeveral, "The constant."),
        Field("from", \.from, quantity, .oneOfSeveral, "The lower end."),
        Field("mode", \.mode, quantity, .oneOfSeveral, "The most likely value."),
        Field("to", \.to, quantity, .oneOfSeveral, "The upper end."),
        Field(
          "branches", \.branches, list(of: branch(of: quantity), 1...100), .oneOfSeveral,
          "Exponential branches; their shares add up to 100%."),
        Field(
          "values", \.values, list(of: quantity, 1...1_000_000, tracksPlaces: false).notVaried(areData),
          .oneOfSeveral,
          "Observed values."),
        Field(
          "edges", \.edges, list(of: quantity, 2...1_000_001, tracksPlaces: false).notVaried(areData),
          .oneOfSeveral,
          "The edges of the bins, rising, one more than bins."),
        Field(
          "weights", \.weights,
          list(of: .number(0...1e15), 1...1_000_000, tracksPlaces: false).notVaried(areData), .oneOfSeveral,
          "How often each bin was seen."),
        Field(
          "file", \.file, .text(1000), .oneOfSeveral, example: "talk.csv",
          "A CSV file beside the scenario with the values, or with the columns from, to, weight."),
        Field(
          "column", \.column, .name, default: "the first one",
          "The column of the file that has the values."),
        Field(
          "unit", \.unit, Kind<TimeUnit>.choice().notVaried(TableDraft.isFixed), default: "s",
          "The unit of the file's figures."),
        Field(
          "read", \.read, TableDraft.reading.kind.notVaried(TableDraft.isFixed), default: "as the file tells",
          example: "{decimal: comma}",
          "How the file is read where it does not tell: of these keys `decimal`."),
        Field(
          "atomAtZero", \.atomAtZero, .proportion, default: "0%", example: "10%",
          "This share is exactly 0, the others follow the law."),
      ])
  }

  private static func branch(of quantity: Kind<Double>) -> Kind<Distribution.Branch> {
    ObjectFormat(
      name: "branch", doc: "One exponential branch.",
      blank: Distribution.Branch(probability: 0, mean: 0),
      fields: [
        Field("share", \.probability, .proportion, required: "70%", "Its chance."),
        Field("mean", \.mean, quantity, required: "2 min", "Its mean."),
      ]
    ).kind
  }

  /// The keys given, except those that go with any law.
  private var keys: Set<String> {
    let all: [(String, Bool)] = [
      ("value", value != nil), ("mean", mean != nil), ("cv", cv != nil), ("sd", sd != nil),
      ("shape", shape != nil), ("scale", scale != nil), ("median", median != nil),
      ("mu", mu != nil), ("sigma", sigma != nil), ("phases", phases != nil),
      ("from", from != nil), ("to", to != nil), ("mode", mode != nil),
      ("branches", branches != nil), ("values", values != nil), ("edges", edges != nil),
      ("weights", weights != nil), ("file", file != nil), ("column", column != nil),
    ]
    return Set(all.filter(\.1).map(\.0))
  }

  /// The law, or nil after saying what is wrong with its parameters.
  func distribution(
    of law: LawName, _ node: Node, _ reading: inout Reading
  ) -> Distribution? {
    let keys = keys
    if file == nil, unit != nil || read != nil {
      return reading.fail(
        node, "\(unit != nil ? "unit" : "read") says how a file is read, but there is no file.",
        "Add file, or leave it out.")
    }
    guard let form = law.forms.first(where: { Set($0) == keys }) else {
      let allowed = law.forms.map { $0.joined(separator: " and ") }.joined(separator: ", or ")
      let found = keys.isEmpty ? "nothing" : keys.sorted().joined(separator: " and ")
      // A key that could not be read is already reported; a second message would confuse.
      if node.mapping.map({ $0.count > keys.count + extras }) ?? false { return nil }
      return reading.fail(
        node,
        "The law \(law.rawValue) takes \(allowed.isEmpty ? "nothing" : allowed); found is \(found)."
      )
    }
    guard let core = core(law, form, node, &reading) else { return nil }
    let result = atomAtZero.map { Distribution.atomAtZero(atom: $0, otherwise: core) } ?? core
    if let defect = result.defect { return reading.fail(node, "\(defect.capitalizedFirst).") }
    return result
  }

  /// How many of the keys that go with any law are there, `law` itself included.
  private var extras: Int { 1 + (unit == nil ? 0 : 1) + (atomAtZero == nil ? 0 : 1) }

  private func core(
    _ law: LawName, _ form: [String], _ node: Node, _ reading: inout Reading
  ) -> Distribution? {
    switch law {
    case .constant: return .constant(value!)
    case .uniform: return .uniform(low: from!, high: to!)
    case .triangular: return .triangular(low: from!, mode: mode!, high: to!)
    case .exponential: return .exponential(mean: mean!)
    case .erlang: return .erlang(phases: phases!, mean: mean!)
    case .never: return .never
    case .normal: return .truncatedNormal(mean: mean!, standardDeviation: sd ?? cv! * mean!)
    case .empirical:
      return (values ?? reading.column(column, of: file!, unit, read, node)).map { .empirical($0) }
    case .histogram:
      if let edges { return .histogram(edges: edges, weights: weights!) }
      return reading.histogram(file!, unit, read, node)
    case .hyperexponential where branches != nil: return .hyperexponential(branches!)
    case .gamma where shape != nil: return .gamma(shape: shape!, scale: scale!)
    case .weibull where shape != nil: return .weibull(shape: shape!, scale: scale!)
    case .logLogistic where shape != nil:
      return .logLogistic(shape: shape!, scale: scale ?? median!)
    case .lognormal where sigma != nil:
      if let median, median <= 0 { return reading.fail(node, "The median is not above 0.") }
      return .lognormal(mu: mu ?? log(median!), sigma: sigma!)
    case .gamma, .weibull, .logLogistic, .lognormal, .hyperexponential:
      return byMoments(law, node, &reading)
    }
  }

  private func byMoments(
    _ law: LawName, _ node: Node, _ reading: inout Reading
  ) -> Distribution? {
    let (mean, cv) = (mean!, cv!)
    guard mean > 0 else { return reading.fail(node, "The mean is not above 0.") }
    switch law {
    case .gamma: return .gamma(mean: mean, cv: cv)
    case .weibull: return .weibull(mean: mean, cv: cv)
    case .logLogistic: return .logLogistic(mean: mean, cv: cv)
    case .lognormal: return .lognormal(mean: mean, cv: cv)
    case .hyperexponential:
      guard cv >= 1 else {
        reading.fail(
          atKey: "cv", "A hyperexponential law has a cv of at least 1, not \(cv.plain).",
          "For a smaller cv take erlang, gamma or lognormal.")
        return nil
      }
      return .hyperexponential(mean: mean, cv: cv)
    case .constant, .uniform, .triangular, .exponential, .erlang, .normal, .empirical, .histogram,
      .never:
      preconditionFailure("\(law.rawValue) is not written by mean and cv")
    }
  }
}

// MARK: - Laws in CSV files

extension Reading {
  /// The figures of a column, in seconds where they have a unit.
  mutating func column(
    _ column: String?, of file: String, _ unit: TimeUnit?, _ read: TableOptions?, _ node: Node
  ) -> [Double]? {
    numbers(column.map { [$0] } ?? [], of: file, read, node).map { table in
      table.columns[0].map { $0 * (unit?.seconds ?? 1) }
    }
  }

  /// Columns of numbers; nil after noting what is wrong with them.
  private mutating func numbers(
    _ names: [String], of file: String, _ read: TableOptions?, _ node: Node
  ) -> NumberTable? {
    do throws(Attachments.Problem) {
      let sheet = try attachments.sheet(file)
      var options = read ?? TableOptions()
      options.isInScenario = true
      do throws(TableProblems) {
        return try NumberTable.read(names, of: sheet, options: options)
      } catch {
        for problem in error.problems { fail(Attachments.Problem(problem), at: node) }
        return nil
      }
    } catch {
      fail(error, at: node)
      return nil
    }
  }

  /// Bins in the columns from, to and weight.
  mutating func histogram(
    _ file: String, _ unit: TimeUnit?, _ read: TableOptions?, _ node: Node
  ) -> Distribution? {
    guard let table = numbers(["from", "to", "weight"], of: file, read, node) else { return nil }
    let factor = unit?.seconds ?? 1
    var edges = [(table.columns[0].first ?? 0) * factor]
    for row in table.lines.indices {
      if table.columns[0][row] * factor != edges[row] {
        fail(
          Attachments.Problem(
            file: attachments.shown(file), line: table.lines[row],
            finding: "The bin does not begin where the one above ends.",
            remedy: "Leave no gaps."), at: node)
        return nil
      }
      edges.append(table.columns[1][row] * factor)
    }
    return .histogram(edges: edges, weights: table.columns[2])
  }
}
