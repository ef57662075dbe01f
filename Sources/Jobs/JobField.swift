/// The fields of all requests, by their names in JSON.
///
/// A name means the same in all requests that have it, and stands only once in each of them.
public enum JobField: String, Sendable, Codable, CaseIterable {
  // Files, and what becomes of reports.
  case file, files, catalogue, out, form, force, noReport, noArchive, charts, contactsCsv, allIntervals
  // Engines, plans and shards.
  case engine, tasks, slots, partition, sbatch, scheduler, shards, plan, index, probe, partial
  // Contacts that are followed.
  case contacts, replication
  // Studies.
  case replications, seed, threads, precision, maxReplications, confidence, check
  // Comparisons.
  case goal, kpi, probability, fresh, vary, objective, pareto, indifference, strata, set, tornado, points
  // Formulas.
  case model, calls, per, load, aht, ahtCv, sources, lines, patience, patienceLaw, patienceCv, retryAfter
  case persistence, preemptive, within, serviceLevel, asa, waiting, abandonment, maxOccupancy, blocking
  case agents, solve, fractional, queue
  case concurrency, speed, sessionPatience, queueLimit, packs, returning, thinking, wave
  case hours, arriving, business
  // Formulas of outbound calls.
  case linesPerAgent, tally, step, dropLimit, ring, answer, setup, human, machine, machineRing, noAnswer
  case timeout, busy, busyTone, invalid, invalidTone, analysis, humansHungUp, machinesConnected
  case talk, wrapUp, rightParty, wrongTalk, wrongWrapUp, machineTalk
  case contact, contactCv, attempts, records, answered, rate, wouldAnswer, delay, delayLaw, delayCv
  case connected, dropped, machines, screened, detectedRight, reserve
  // Staffing, and the tables that it may be from.
  case minOccupancy, minAgents, maxAgents, shrinkage, explain, sizeLines, writeScenario
  case simulate, risk, forecastError, months, skills, sure
  case map, times, dates, decimal, ahtUnit, night, interval, opens, timeZone, strict
  // Scenarios to begin with.
  case from, example
  // The archive.
  case runs, compare, archive, limit
  // Exact cases.
  case paths, effort, family, `case`, only, keep
  // Key performance indicators.
  case names
  // Management reports.
  case smart, profile, budget, deadline, baseline, date, lang, smartReplications, brief

  /// What the command line calls it: `--max-replications` for `maxReplications`, `FILE` for an argument.
  public var option: String {
    if let name = Self.otherNames[self] { return name }
    let words = rawValue.map { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" }
    return "--" + words.joined()
  }

  /// Fields that are arguments, or whose options are not called like them.
  private static let otherNames: [JobField: String] = [
    .file: "FILE", .files: "FILE", .paths: "PATH", .names: "KPI",
    .runs: "RUN", .plan: "PLAN", .model: "FORMULA",
  ]
}
