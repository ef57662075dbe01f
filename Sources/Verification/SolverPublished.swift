import ContactCenter
import QueueingTheory

/// Published figures with formulas: M/M/n with and without patience, and behind a number of places.
enum SolverPublished {
  /// The figures of a case, recognised by the shape of its parameters.
  static func figures(_ item: ExactCase) throws -> SolvedFigures {
    let params = Parameters(item.params)
    if params.has("arrival_rate") && params.has("service_mean") { return try whitt(item, params) }
    if params.has("waiting_spaces") { return try sharedSpaces(item, params) }
    if params.has("servers"), params.has("aht_s"), item.outputs["MMN"] != nil {
      return try withAndWithoutPatience(item, params)
    }
    if params.has("servers"), params.has("aht_s"), item.outputs.members != nil {
      return withShortNames(try SolverQueues.queue(item))
    }
    throw MappingError.unsupported("no formula for the model of this publication")
  }

  /// The names of guides and papers beside those of the families.
  private static func withShortNames(_ values: SolvedFigures) -> SolvedFigures {
    let names = [
      "pw": "p_wait", "occ": "occupancy", "p_ab": "p_abandon", "asa": "asa_s",
      "util": "occupancy", "utilisation": "occupancy",
    ]
    return values.merging(names.compactMapValues { values[$0] }) { own, _ in own }
  }

  /// The same calls with and without patience, and without patience but fewer of them.
  private static func withAndWithoutPatience(
    _ item: ExactCase, _ params: Parameters
  ) throws -> SolvedFigures {
    let load = try SolverQueues.load(params)
    let time = try SolverQueues.exponentialMean(params)
    let agents = try params.count("servers", atLeast: 1)
    let patience = try params.positive("mean_patience_s")
    let patient = ErlangA(
      offeredLoad: load, meanHandleTime: time, agents: agents, meanPatience: patience)
    var values: SolvedFigures = [:]
    func add(_ variant: String, load: Double, _ patience: Distribution) throws {
      let found = try SolverQueues.queue(
        load: load, handleTime: time, agents: agents, patience: patience, lines: nil, within: 0)
      for (name, value) in withShortNames(found) { values["\(variant).\(name)"] = value }
    }
    try add("MMNM", load: load, .exponential(mean: patience))
    values["MMNM.p90_s"] = patient.waitQuantile(0.9)
    let lost = item.printed["MMNM"]?["p_ab"]?.number ?? patient.abandonedProportion
    for (variant, part) in [("MMN", 1.0), ("MMN_thinned", 1 - lost)] {
      let queue = try ErlangC(offeredLoad: load * part, meanHandleTime: time, agents: agents)
      try add(variant, load: load * part, .never)
      values["\(variant).p90_s"] = queue.waitQuantile(0.9)
    }
    return values
  }

  /// All types in one pool, M/M/n/K; times in minutes.
  private static func sharedSpaces(
    _ item: ExactCase, _ params: Parameters
  ) throws -> SolvedFigures {
    let types = Double(try params.count("types", atLeast: 1))
    let agents = try params.count("agents", atLeast: 1)
    let time = try params.positive("aht_min")
    let load = types * (try params.positive("calls_per_min_per_type")) * time
    let found = withShortNames(
      try SolverQueues.queue(
        load: load, handleTime: time, agents: agents, patience: .never,
        lines: agents + (try params.count("waiting_spaces")),
        within: item.outputs.firstThreshold ?? 0.5))
    var values: SolvedFigures = [:]
    for figure in try item.publishedFigures() where figure.name.hasPrefix("all_skills") {
      let name = String(figure.name.split(separator: ".").last ?? "")
      switch name {
      case "mean_delay_min_entered": values[figure.name] = found["asa_entered_s"]
      case _ where name.hasPrefix("p_delay_le_"): values[figure.name] = found["sl_entered"]
      default: values[figure.name] = found[name]
      }
    }
    return values
  }

  /// M/M/s/r+GI with times in units of the mean service time.
  private static func whitt(_ item: ExactCase, _ params: Parameters) throws -> SolvedFigures {
    let mean = try params.positive("service_mean")
    if let service = params.values["service"], !service.isNull, service.text != "M" {
      throw MappingError.unsupported("no formula for handling times that are not exponential")
    }
    let agents = try params.count("servers", atLeast: 1)
    let load = try params.positive("arrival_rate") * mean
    try SolverQueues.checkLoad(load)
    let law = try DurationLaw(exactly: try LawReading.law(params.values["patience"] ?? .null))
    let queue =
      params.has("waiting_room")
      ? GeneralPatience(
        offeredLoad: load, meanHandleTime: mean, agents: agents, patience: law,
        trunks: agents + (try params.count("waiting_room")))
      : try GeneralPatience(
        offeredLoad: load, meanHandleTime: mean, agents: agents, patience: law)
    var values: SolvedFigures = [
      "P(W=0)": queue.served(within: 0), "P(A)": queue.abandonedProportion,
      "P(B)": queue.blockingProbability, "E[Q]": queue.meanQueue,
      "E[N]": queue.meanQueue + queue.occupancy * Double(agents),
      "E[W|S]": queue.averageSpeedOfAnswer, "E[W|A]": queue.averageWaitOfAbandoned,
    ]
    let figures = try item.publishedFigures()
    for limit in figures.compactMap({ PublishedCases.limit(of: $0.name) }) {
      let (served, left) = (queue.served(within: limit), queue.abandoned(within: limit))
      values["P(W<=\(limit)|S)"] = served / queue.answeredProportion
      values["P(W<=\(limit)|A)"] = left / queue.abandonedProportion
    }
    return Dictionary(
      uniqueKeysWithValues: figures.compactMap { figure in
        values[PublishedCases.plainName(figure.name)].map { (figure.name, $0) }
      })
  }
}
