import ContactCenter
import Foundation

/// Figures from papers and guides, each publication with parameters of its own.
///
/// A case is recognised by the shape of its parameters, not by its name.
enum PublishedCases {
  /// The plan of a case.
  @Sendable static func plan(_ item: ExactCase, _ effort: Effort) throws -> CasePlan {
    let params = Parameters(item.params)
    if params.has("arrival_rate") && params.has("service_mean") {
      return try whitt(item, params, effort)
    }
    if params.has("lambda_per_min") && params.has("group_types") {
      return try PublishedDays.skillDay(item, params, effort)
    }
    if params.has("retry_prob_after_abandon") && params.has("service_min") {
      return try PublishedWeeks.bilingual(item, params, effort)
    }
    if params.has("max_wait_min") { return try PublishedWeeks.messages(item, params, effort) }
    if params.has("periods") { return try PublishedDays.busyDay(item, params, effort) }
    if params.has("day_min") && params.has("service_rate_per_min") {
      return try PublishedDays.variants(item, params, effort)
    }
    if params.has("waiting_spaces") { return try sharedSpaces(item, params, effort) }
    if params.has("lam") && params.has("mu") {
      return try PublishedDays.poissonIdentity(item, params, effort)
    }
    if params.has("servers"), params.has("aht_s"), item.outputs["MMN"] != nil {
      return try withAndWithoutPatience(item, params, effort)
    }
    if params.has("servers"), params.has("aht_s"), item.outputs.members != nil {
      return try oneQueue(item, params, effort)
    }
    throw MappingError.unsupported(reason(item, params))
  }

  private static func reason(_ item: ExactCase, _ params: Parameters) -> String {
    if params.has("data") { return "statistics of recorded calls, not of a model" }
    if item.model.contains("dialer") || item.model.contains("outbound") {
      return "outbound dialing is not simulated"
    }
    if item.model.lowercased().contains("inverse") {
      return "a load for a goal is solved by formulas, not simulated"
    }
    return "the parameters of this publication are not understood"
  }

  // MARK: Erlang C and A

  /// M/M/n with the names `pw`, `sl`, `asa`, `occ`.
  private static func oneQueue(
    _ item: ExactCase, _ params: Parameters, _ effort: Effort
  ) throws -> CasePlan {
    let queue = OneQueue(
      rate: try params.rate(), agents: try params.count("servers", atLeast: 1),
      service: try QueueFamilies.service(params), patience: try QueueFamilies.patience(params),
      thresholds: try QueueFamilies.thresholds(params))
    let names = ["pw": "p_wait", "occ": "occupancy", "p_ab": "p_abandon"]
    let scope = FigureScope(agents: queue.agents)
    var plan = CasePlan(item)
    let checks = plan.checks(try item.publishedFigures()) {
      Figures.estimator(names[$0] ?? $0, scope)
    }
    plan.runs = [try queue.run(named: item.id, effort: effort, checks: checks)]
    return plan
  }

  /// The same calls with and without patience, and without patience but fewer of them.
  private static func withAndWithoutPatience(
    _ item: ExactCase, _ params: Parameters, _ effort: Effort
  ) throws -> CasePlan {
    var plan = CasePlan(item)
    let figures = try item.publishedFigures()
    let patience = try QueueFamilies.patience(params)
    for variant in ["MMN", "MMNM", "MMN_thinned"] {
      let own = figures.filter { $0.name.hasPrefix(variant + ".") }
      guard !own.isEmpty else { continue }
      var rate = try params.rate()
      if variant == "MMN_thinned" {
        let lost = item.printed["MMNM"]?["p_ab"]?.number ?? item.outputs["MMNM"]?["p_ab"]?.number
        guard let lost else {
          plan.skip(variant, "the share of calls taken away is not given")
          continue
        }
        rate *= 1 - lost
      }
      var queue = OneQueue(
        rate: rate, agents: try params.count("servers", atLeast: 1),
        service: try QueueFamilies.service(params),
        patience: variant == "MMNM" ? patience : .never)
      let checks = quantileChecks(own, &plan, &queue)
      plan.runs.append(
        try queue.run(
          named: "\(item.id) \(variant)", label: variant, effort: effort, checks: checks))
    }
    return plan
  }

  /// A quantile is judged by the share of waits up to it: `p90_s` = 58.1 says that 0.9 wait that
  /// long.
  private static func quantileChecks(
    _ figures: [KnownFigure], _ plan: inout CasePlan, _ queue: inout OneQueue
  ) -> [Check] {
    let scope = FigureScope(agents: queue.agents)
    var kept: [KnownFigure] = []
    var checks: [Check] = []
    var thresholds: [Seconds] = []
    for figure in figures {
      let name = figure.name.split(separator: ".").last.map(String.init) ?? figure.name
      guard let match = name.wholeMatch(of: /p([0-9]+)_s/), let percent = Double(match.output.1)
      else {
        kept.append(figure)
        continue
      }
      let type = thresholds.count
      thresholds.append(figure.value)
      checks.append(
        Check(
          name: "\(figure.name): P(W<=\(figure.value))", exact: percent / 100,
          tolerance: 1e-6,
          estimator: .share {
            (
              $0.contacts([type]) { $0.answeredWithin + $0.abandonedWithin },
              $0.contacts([type], \.offered)
            )
          }))
    }
    if !thresholds.isEmpty { queue.thresholds = thresholds }
    let names = ["p_ab": "p_abandon"]
    return plan.checks(kept) { name in
      let last = name.split(separator: ".").last.map(String.init) ?? name
      return Figures.estimator(names[last] ?? last, scope)
    } + checks
  }

  // MARK: Many types, one pool

  /// Types that share waiting spaces before agents who can do everything; and, where a note has its
  /// figures, each type with its own share of agents and spaces.
  private static func sharedSpaces(
    _ item: ExactCase, _ params: Parameters, _ effort: Effort
  ) throws -> CasePlan {
    let types = try params.count("types", atLeast: 1)
    guard types <= 1000 else { throw MappingError.unsupported("more than 1000 types") }
    let agents = try params.count("agents", atLeast: 1)
    let spaces = try params.count("waiting_spaces")
    let rate = try params.number("calls_per_min_per_type") / 60
    let service = Distribution.exponential(mean: try params.positive("aht_min") * 60)
    let wait = 60 * (item.outputs.firstThreshold ?? 0.5)
    var plan = CasePlan(item)
    let all = try item.publishedFigures().filter { $0.name.hasPrefix("all_skills") }
    if !all.isEmpty {
      let everyType = [Int](0..<types)
      var system = SkillSystem(
        rates: everyType.map { _ in rate }, agents: [agents],
        groups: [try GroupRule(entry: entry(everyType))],
        routes: everyType.map { _ in [0] }, patience: everyType.map { _ in .never }, threshold: wait
      )
      system.service = everyType.map { _ in [service] }
      system.room = spaces
      let checks = plan.checks(all) { spacesEstimator($0, agents) }
      var run = try system.run(
        named: "\(item.id) all skills", effort.contacts(weight: 3), checks)
      run.label = "all skills"
      plan.runs.append(run)
    }
    guard let note = item.outputs["note_one_skill"]?.text, agents % types == 0,
      spaces % types == 0
    else { return plan }
    let single = OneQueue(
      rate: rate, agents: agents / types, service: service, thresholds: [wait],
      room: spaces / types)
    let checks = plan.checks(numbers(in: note)) { spacesEstimator($0, agents / types) }
    plan.runs.append(
      try single.run(
        named: "\(item.id) one skill", label: "one skill", effort: effort, checks: checks))
    return plan
  }

  private static func entry(_ types: [Int]) -> JSONValue {
    .object(["rule": .string("fcfs"), "types": .array(types.map { .number(Double($0)) })])
  }

  private static func numbers(in note: String) -> [KnownFigure] {
    guard let start = note.firstIndex(of: "{"),
      let members = (try? JSONValue(document: Data(note[start...].utf8)))?.members
    else { return [] }
    return members.compactMap { name, value in
      value.number.map { KnownFigure(name: "one skill.\(name)", value: $0, error: 0, tolerance: 0) }
    }.sorted { $0.name < $1.name }
  }

  private static func spacesEstimator(_ name: String, _ agents: Int) -> Estimator? {
    let last = name.split(separator: ".").last.map(String.init) ?? name
    let scope = FigureScope(agents: agents)
    if last == "mean_delay_min_entered" {
      return Figures.estimator("asa_entered", scope)?.divided(by: 60)
    }
    if last.hasPrefix("p_delay_le_") { return Figures.estimator("sl_entered", scope) }
    return Figures.estimator(last, scope)
  }

  // MARK: Whitt's M/GI/s/r+GI

  /// Seconds that stand for the unit of time of such a case.
  private static let timeUnit: Seconds = 100

  /// M/GI/s/r+GI with times in units of the mean service time.
  private static func whitt(
    _ item: ExactCase, _ params: Parameters, _ effort: Effort
  ) throws -> CasePlan {
    let mean = try params.positive("service_mean") * timeUnit
    var service = Distribution.exponential(mean: mean)
    if let value = params.values["service"] {
      service =
        try value.text.map { try LawReading.law(text: $0, mean: mean, unit: timeUnit) }
        ?? LawReading.law(value, unit: timeUnit)
    }
    let figures = try item.publishedFigures()
    let limits = Set(figures.compactMap { limit(of: $0.name) }).sorted()
    var queue = OneQueue(
      rate: try params.positive("arrival_rate") / timeUnit,
      agents: try params.count("servers", atLeast: 1), service: service,
      patience: try LawReading.law(params.values["patience"] ?? .null, unit: timeUnit),
      room: params.has("waiting_room") ? try params.count("waiting_room") : nil)
    if !limits.isEmpty { queue.thresholds = limits.map { $0 * timeUnit } }
    var plan = CasePlan(item)
    let checks = plan.checks(figures) { whittEstimator($0, limits, queue.agents) }
    plan.runs = [try queue.run(named: item.id, effort: effort, checks: checks)]
    return plan
  }

  /// The limit of `P(W<=0.1|S)`.
  static func limit(of name: String) -> Double? {
    (name.firstMatch(of: /P\(W<=([0-9.]+)\|[SA]\)/)?.output.1).flatMap { Double($0) }
  }

  /// The name without the `recomputed…` or `printed…` before it.
  static func plainName(_ name: String) -> String {
    guard name.hasPrefix("recomputed") || name.hasPrefix("printed") else { return name }
    return name.split(separator: ".", maxSplits: 1).last.map(String.init) ?? name
  }

  private static func whittEstimator(
    _ name: String, _ limits: [Double], _ agents: Int
  ) -> Estimator? {
    let last = plainName(name)
    if let limit = limit(of: last), let type = limits.firstIndex(of: limit) {
      let isServed = last.hasSuffix("|S)")
      return .share {
        (
          $0.contacts([type], isServed ? \.answeredWithin : \.abandonedWithin),
          $0.contacts([type], isServed ? \.answered : \.abandoned)
        )
      }
    }
    let scope = FigureScope(agents: agents)
    switch last {
    case "P(W=0)":
      return .share { ($0.contacts(nil) { $0.offered - $0.queued }, $0.contacts(nil, \.attempts)) }
    case "P(A)": return Figures.estimator("p_abandon", scope)
    case "P(B)": return Figures.estimator("p_block", scope)
    case "E[Q]": return Figures.estimator("mean_queue", scope)
    case "E[N]":
      return .mean {
        let inside = $0.groups(nil, \.handling) + $0.queues(nil, \.lengthIntegral)
        return (inside, $0.groups([0], \.time), $0.contacts(nil, \.offered))
      }
    case "E[W|S]": return Figures.estimator("asa_served", scope)?.divided(by: timeUnit)
    case "E[W|A]": return Figures.estimator("wait_abandoned", scope)?.divided(by: timeUnit)
    default: return nil
    }
  }
}
