import ArgumentParser
import Jobs

/// `erlang penetration`.
struct PenetrationCommand: OutboundQuestion {
  static let configuration = CommandConfiguration(
    commandName: "penetration",
    abstract: "A list that is tried several times: how many records are reached.",
    discussion: """
      With --contact-cv records differ by a beta law: the hit rate falls from attempt to attempt, since those left are the \
      hard ones.
      """)

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.contact)))
  var contact: String

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.contactCv)))
  var contactCv: String?

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.attempts)))
  var attempts: String

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.invalid)))
  var invalid: String?

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.records)))
  var records: String?

  @OptionGroup var printing: FormulaOutput

  var question: OutboundFormulaRequest {
    var request = OutboundFormulaRequest(model: .penetration)
    (request.contact, request.contactCv, request.attempts) = (contact, contactCv, attempts)
    (request.invalid, request.records) = (invalid, records)
    return request
  }
}

/// `erlang breach`.
struct BreachCommand: OutboundQuestion {
  static let configuration = CommandConfiguration(
    commandName: "breach",
    abstract: "How often a drop limit is exceeded by chance, and which true rate is safe.")

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.answered)))
  var answered: String

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.rate)))
  var rate: String?

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.dropLimit)))
  var dropLimit: String

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.confidence)))
  var confidence: String?

  @OptionGroup var printing: FormulaOutput

  var question: OutboundFormulaRequest {
    var request = OutboundFormulaRequest(model: .breach)
    (request.answered, request.rate, request.dropLimit) = (answered, rate, dropLimit)
    request.confidence = confidence
    return request
  }
}

/// `erlang ring-timeout`.
struct RingTimeoutCommand: OutboundQuestion {
  static let configuration = CommandConfiguration(
    commandName: "ring-timeout",
    abstract: "How long to let it ring: answers of a line against the time-out.")

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.timeout)))
  var timeout: String?

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.wouldAnswer)))
  var wouldAnswer: String

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.delay)))
  var delay: String

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.delayCv)))
  var delayCv: String?

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.setup)))
  var setup: String?

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.busy)))
  var busy: String?

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.busyTone)))
  var busyTone: String?

  @Option(help: .of(OutboundFormulaRequest.note(.delayLaw)))
  var delayLaw = ErlangRequest.Law.exponential

  @OptionGroup var printing: FormulaOutput

  var question: OutboundFormulaRequest {
    var request = OutboundFormulaRequest(model: .ringTimeout)
    (request.timeout, request.wouldAnswer, request.delay) = (timeout, wouldAnswer, delay)
    (request.delayCv, request.setup, request.busy) = (delayCv, setup, busy)
    (request.busyTone, request.delayLaw) = (busyTone, delayLaw)
    return request
  }
}

/// `erlang drop-rates`.
struct DropRatesCommand: OutboundQuestion {
  static let configuration = CommandConfiguration(
    commandName: "drop-rates",
    abstract: "The drop rates of one day's calls by definition, and silent calls of machine detection.")

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.connected)))
  var connected: String

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.dropped)))
  var dropped: String

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.machines)))
  var machines: String?

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.screened)))
  var screened: String?

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.detectedRight)))
  var detectedRight: String?

  @Option(parsing: .unconditional, help: .of(OutboundFormulaRequest.note(.dropLimit)))
  var dropLimit: String?

  @OptionGroup var printing: FormulaOutput

  var question: OutboundFormulaRequest {
    var request = OutboundFormulaRequest(model: .dropRates)
    (request.connected, request.dropped, request.machines) = (connected, dropped, machines)
    (request.screened, request.detectedRight, request.dropLimit) = (screened, detectedRight, dropLimit)
    return request
  }
}
