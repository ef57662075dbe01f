import ContactCenter
import Experiments

/// A study as one JSON document: every figure with its interval, the definitions of all figures,
/// and what is needed to simulate it again.
///
/// The same scenario, seed and version give the same bytes, so run times are not in it. Values are
/// never rounded; a figure that is not defined is null.
public enum ReportJSON {
  /// The name and version of the document's form.
  public static let format = "switchboard-report-1"

  /// The document, ending in a line break.
  ///
  /// The figures of planning intervals make up most of its length; `detail` says how many of them
  /// are written, the document how many rows are not.
  public static func text(
    of result: StudyResult, detail: IntervalDetail = .standard, formula: FormulaBeside? = nil
  ) -> String {
    var json = JSONText(lineDepth: 2)
    json.object { json in
      json.string("format", format)
      writeStudy(result, to: &json)
      writeTime(result, detail, to: &json)
      json.string("scopes", EnglishWords().queueScopes)
      formula?.write(to: &json, with: result)
      writeFigures(result, detail, to: &json)
      writeFlows(result, to: &json)
      writeWaits(result, to: &json)
      writeIndicators(result, to: &json)
    }
    return json.text + "\n"
  }

  private static func writeStudy(_ result: StudyResult, to json: inout JSONText) {
    json.object("scenario") { json in
      json.string("name", result.scenarioName)
      json.string("digest", result.scenarioDigest)
    }
    json.object("program") { json in
      json.string("name", "switchboard")
      json.string("version", result.programVersion)
    }
    if let money = result.money {
      json.object("money") { json in
        json.string("currency", money.currency)
        json.number("days", money.days)
        json.bool("hasWages", money.hasWages)
      }
    }
    json.object("study") { json in
      json.string("method", result.method.rawValue)
      json.number("seed", result.seed)
      json.number("replications", result.replications)
      json.number("replicationsAskedFor", result.replicationsAskedFor)
      json.number("samples", result.samples)
      json.number("confidence", result.confidence)
      json.bool("isPartial", result.isPartial)
      json.number("attempts", result.contacts)
      json.number("events", result.events)
      json.array("precision") { json in
        for outcome in result.precision { write(outcome, to: &json) }
      }
      json.array("warnings") { json in
        StudyRemarks.all(of: result).forEach { json.string(nil, $0) }
      }
      json.array("violations") { json in result.violations.forEach { json.string(nil, $0) } }
    }
  }

  private static func write(_ outcome: PrecisionOutcome, to json: inout JSONText) {
    json.object { json in
      json.string("indicator", outcome.goal.indicator)
      json.number("halfWidth", outcome.goal.halfWidth)
      json.bool("isRelative", outcome.goal.isRelative)
      json.number("required", outcome.required)
      json.number("reached", outcome.reached)
      json.bool("isMet", outcome.isMet)
    }
  }

  private static func writeTime(
    _ result: StudyResult, _ detail: IntervalDetail, to json: inout JSONText
  ) {
    let selection = IntervalSelection(result.scopes, of: result, detail: detail)
    json.object("intervals") { json in
      json.number("length_s", result.intervalLength)
      json.array("starts_s") { json in result.intervalStarts.forEach { json.number(nil, $0) } }
      json.number("end_s", result.horizonEnd)
      writeDates(result, to: &json)
      json.number("rowsLeftOut", selection.rowsLeftOut)
      let note = selection.rowsLeftOut > 0 ? StudyRemark.rowsLeftOut(selection.rowsLeftOut).text : nil
      json.string("note", note)
    }
  }

  /// What calendar and clock show at the begin of each interval; nothing without dates.
  private static func writeDates(_ result: StudyResult, to json: inout JSONText) {
    guard result.dates.firstDate != nil else { return }
    let names = result.intervalStarts.indices.compactMap(result.dateAndStart)
    json.string("timeZone", result.dates.timeZone)
    json.array("dates") { json in names.forEach { json.string(nil, $0.date) } }
    json.array("starts") { json in names.forEach { json.string(nil, $0.start) } }
  }

  private static func writeFigures(
    _ result: StudyResult, _ detail: IntervalDetail, to json: inout JSONText
  ) {
    let selection = IntervalSelection(result.scopes, of: result, detail: detail)
    json.array("figures") { json in
      for scope in result.scopes {
        writeCell(result, scope: scope, interval: nil, to: &json)
        guard selection.listed.contains(scope) else { continue }
        for interval in 0...result.intervals {
          writeCell(result, scope: scope, interval: interval, to: &json)
        }
      }
    }
  }

  /// One line: the scope, the interval (null for the whole horizon), and its figures.
  private static func writeCell(
    _ result: StudyResult, scope: Scope, interval: Int?, to json: inout JSONText
  ) {
    var kinds = result.kinds(of: scope, interval: interval)
    // What a queue has of its only contact type by interval stands with the type.
    if case .queue(let queue) = scope, interval != nil, !result.hasOwnContacts(queue: queue) {
      kinds.removeAll { $0 == .contact }
    }
    guard !kinds.isEmpty else { return }
    json.object { json in
      json.string("scope", scope.word)
      json.number("index", scope.index)
      json.string("name", result.name(of: scope))
      json.number("interval", interval.map(Double.init))
      json.number("from_s", interval.map { result.start(of: $0) })
      if let names = interval.flatMap(result.dateAndStart) {
        json.string("date", names.date)
        json.string("start", names.start)
      }
      json.object("figures") { json in
        for kind in kinds {
          let estimates = result.estimates(of: kind, scope: scope, interval: interval)
          let named = Array(zip(FigureKeys.keys(of: kind), estimates))
          for (key, estimate) in result.onlyShown(of: kind, named) {
            write(estimate, under: key, to: &json)
          }
        }
      }
    }
  }

  private static func write(
    _ estimate: Estimate, under key: JSONText.Key, to json: inout JSONText
  ) {
    json.object(key) { json in
      json.number(FigureKeys.value, estimate.value)
      json.number(FigureKeys.halfWidth, estimate.halfWidth)
      if let bounds = estimate.bounds {
        json.number("lower", bounds.lowerBound)
        json.number("upper", bounds.upperBound)
      }
    }
  }

  private static func writeFlows(_ result: StudyResult, to json: inout JSONText) {
    json.array("answeredByGroup") { json in
      let groups = result.groupNames.count
      for (type, name) in result.contactTypeNames.enumerated() {
        for (group, groupName) in result.groupNames.enumerated()
        where result.answeredByGroup[type * groups + group] > 0 {
          json.object { json in
            json.string("contactType", name)
            json.string("group", groupName)
            json.number("answered", result.answeredByGroup[type * groups + group])
            json.number("share", result.answeredShare(type: type, group: group))
          }
        }
      }
    }
  }

  private static func writeWaits(_ result: StudyResult, to json: inout JSONText) {
    json.array("waitsOfAnswered") { json in
      write(result.waits, scope: .center, result, to: &json)
      for (type, histogram) in result.waitsByType.enumerated() {
        write(histogram, scope: .contactType(type), result, to: &json)
      }
      for (queue, histogram) in result.waitsByQueue.enumerated() {
        write(histogram, scope: .queue(queue), result, to: &json)
      }
    }
  }

  /// The buckets that hold waits, each as lower edge, upper edge, count over all replications.
  private static func write(
    _ histogram: WaitHistogram, scope: Scope, _ result: StudyResult, to json: inout JSONText
  ) {
    json.object { json in
      json.string("scope", scope.word)
      json.number("index", scope.index)
      json.string("name", result.name(of: scope))
      json.array("buckets_s") { json in
        for (bucket, count) in histogram.counts.enumerated() where count > 0 {
          let (lower, upper) = WaitHistogram.edges(of: bucket)
          json.array { json in
            json.number(nil, lower)
            json.number(nil, upper)
            json.number(nil, count)
          }
        }
      }
    }
  }

  private static func writeIndicators(_ result: StudyResult, to json: inout JSONText) {
    json.array("indicators") { json in
      for indicator in result.indicators {
        json.object { json in
          json.string("identifier", indicator.identifier)
          json.string("label", indicator.label)
          json.string("unit", indicator.unit.rawValue)
          json.string("kind", indicator.kind.rawValue)
          json.string("estimator", indicator.estimator.word)
          json.string("definition", indicator.definition)
          json.string("formula", indicator.formula)
        }
      }
    }
  }
}

/// The keys of figures, which a document repeats by the hundred thousand.
private enum FigureKeys {
  static let value = JSONText.Key("value")
  static let halfWidth = JSONText.Key("halfWidth")

  /// The indicators' keys in the catalogue's order.
  static func keys(of kind: IndicatorKind) -> [JSONText.Key] { byKind[kind] ?? [] }

  private static let byKind = Dictionary(
    uniqueKeysWithValues: IndicatorKind.allCases.map { kind in
      (kind, IndicatorCatalogue.indicators(of: kind).map { JSONText.Key($0.identifier) })
    })
}

extension IndicatorEstimator {
  /// Its name in files.
  var word: String {
    switch self {
    case .mean: return "mean"
    case .meanOfMaxima: return "meanOfMaxima"
    case .ratio: return "ratioOfTotals"
    case .waitQuantile: return "pooledQuantile"
    case .shareOfDays: return "shareOfDays"
    }
  }
}

extension Scope {
  /// Its name in files.
  var word: String {
    switch self {
    case .center: return "center"
    case .contactType: return "contactType"
    case .queue: return "queue"
    case .group: return "group"
    case .agent: return "agent"
    case .trunkGroup: return "trunkGroup"
    case .ports: return "ports"
    }
  }

  /// Its place in the model's list, 0 where there is but one.
  var index: Int {
    switch self {
    case .center, .ports: return 0
    case .contactType(let index), .queue(let index), .group(let index), .agent(let index),
      .trunkGroup(let index):
      return index
    }
  }
}

extension StudyResult {
  /// Whether a queue's contacts are of several, but not all, contact types, so that no other scope
  /// has the same figures.
  func hasOwnContacts(queue: Int) -> Bool {
    queueTypes.indices.contains(queue)
      && 2..<max(2, contactTypeNames.count) ~= queueTypes[queue].count
  }

  /// Whether a queue is the home of several contact types.
  func isShared(queue: Int) -> Bool {
    queueTypes.indices.contains(queue) && queueTypes[queue].count > 1
  }

  /// The start of an interval; for the one after closing the horizon's end.
  func start(of interval: Int) -> Seconds {
    interval < intervals ? intervalStarts[interval] : horizonEnd
  }
}
