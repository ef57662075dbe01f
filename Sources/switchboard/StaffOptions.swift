import ArgumentParser
import Jobs

/// What must be reached, and what must not be exceeded.
struct StaffGoalOptions: ParsableArguments {
  @Option(
    parsing: .unconditionalSingleValue, help: .of(StaffGoalsPart.note(.goal), valueName: "goal"))
  var goal: [String] = []

  @Option(parsing: .unconditional, help: .of(StaffGoalsPart.note(.maxOccupancy)))
  var maxOccupancy: String?

  @Option(parsing: .unconditional, help: .of(StaffGoalsPart.note(.minOccupancy)))
  var minOccupancy: String?

  @Option(parsing: .unconditional, help: .of(StaffGoalsPart.note(.minAgents)))
  var minAgents: String?

  @Option(parsing: .unconditional, help: .of(StaffGoalsPart.note(.maxAgents)))
  var maxAgents: String?

  /// The options as a part of requests.
  var part: StaffGoalsPart {
    var part = StaffGoalsPart()
    (part.goal, part.maxOccupancy, part.minOccupancy) = (goal, maxOccupancy, minOccupancy)
    (part.minAgents, part.maxAgents) = (minAgents, maxAgents)
    return part
  }
}

/// What a table of volumes does not say.
struct StaffCallOptions: ParsableArguments {
  @Option(parsing: .unconditional, help: .of(StaffCallsPart.note(.aht)))
  var aht: String?

  @Option(parsing: .unconditional, help: .of(StaffCallsPart.note(.ahtCv)))
  var ahtCv: String?

  @Option(parsing: .unconditional, help: .of(StaffCallsPart.note(.patience)))
  var patience: String?

  @Option(parsing: .unconditional, help: .of(StaffCallsPart.note(.lines)))
  var lines: String?

  /// The options as a part of requests.
  var part: StaffCallsPart {
    var part = StaffCallsPart()
    (part.aht, part.ahtCv, part.patience, part.lines) = (aht, ahtCv, patience, lines)
    return part
  }
}

/// What decides how a table is read where it leaves something open.
struct StaffTableOptions: ParsableArguments {
  @Option(
    parsing: .unconditionalSingleValue, help: .of(TablePart.note(.map), valueName: "meaning=column"))
  var map: [String] = []

  @Option(help: choice(.times))
  var times: String?

  @Option(help: choice(.dates))
  var dates: String?

  @Option(help: choice(.decimal))
  var decimal: String?

  @Option(help: choice(.ahtUnit))
  var ahtUnit: String?

  @Option(help: choice(.night))
  var night: String?

  @Option(parsing: .unconditional, help: .of(TablePart.note(.interval)))
  var interval: String?

  @Option(parsing: .unconditional, help: .of(TablePart.note(.opens)))
  var opens: String?

  @Option(help: .of(TablePart.note(.timeZone)))
  var timeZone: String?

  @Flag(help: .of(TablePart.note(.strict)))
  var strict = false

  private static func choice(_ field: JobField) -> ArgumentHelp {
    .of(TablePart.note(field), valueName: TablePart.choices(field)?.joined(separator: "|"))
  }

  /// The options as a part of requests.
  var part: TablePart {
    var part = TablePart()
    (part.map, part.times, part.dates, part.decimal) = (map, times, dates, decimal)
    (part.ahtUnit, part.night, part.interval) = (ahtUnit, night, interval)
    (part.opens, part.timeZone, part.strict) = (opens, timeZone, strict)
    return part
  }
}

/// The options of `staff` that judge and search by simulation.
struct StaffSimulationOptions: ParsableArguments {
  @Flag(help: .of(StaffSimulationPart.note(.simulate)))
  var simulate = false

  @Flag(help: .of(StaffSimulationPart.note(.risk)))
  var risk = false

  @Option(
    parsing: .unconditional, help: .of(StaffSimulationPart.note(.forecastError), valueName: "cv"))
  var forecastError: String?

  @Option(help: .of(StaffSimulationPart.note(.months)))
  var months: Int?

  @Flag(help: .of(StaffSimulationPart.note(.skills)))
  var skills = false

  @Option(parsing: .unconditional, help: .of(StaffSimulationPart.note(.sure), valueName: "share"))
  var sure: String?

  @Option(help: .of(StaffSimulationPart.note(.replications)))
  var replications: Int?

  @Option(
    parsing: .unconditional, help: .of(StaffSimulationPart.note(.seed)), transform: Seed.parse)
  var seed: UInt64?

  @Option(help: .of(StaffSimulationPart.note(.threads)))
  var threads: Int?

  @Flag(help: .of(StaffSimulationPart.note(.noArchive)))
  var noArchive = false

  /// The options as a part of requests.
  var part: StaffSimulationPart {
    var part = StaffSimulationPart()
    (part.simulate, part.risk, part.skills) = (simulate, risk, skills)
    (part.forecastError, part.months, part.sure) = (forecastError, months, sure)
    (part.replications, part.seed, part.threads) = (replications, seed, threads)
    part.noArchive = noArchive
    return part
  }
}
