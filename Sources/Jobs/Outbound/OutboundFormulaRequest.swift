import Experiments
import Foundation
import QueueingTheory
import Reporting

/// Asks a formula about outbound calls: a dialer, a batch, a list, a limit, a ring time-out or a blend.
///
/// Numbers are texts, since each may be a list, such as "10..20" or "10,50,100": then there is an answer for each
/// combination, at most 1000. Times are "180s", "3min", "1h" or plain seconds; proportions "30%" or "0.3".
public struct OutboundFormulaRequest: JobRequest {
  /// The formulas, by the names of their commands.
  public enum Formula: String, Codable, Sendable, CaseIterable {
    /// So many lines for each agent, or the most that a drop limit allows.
    case dialer
    /// One line for each idle agent, with machine detection.
    case progressive
    /// All lines at once.
    case overdial
    /// Records that are tried several times each.
    case penetration
    /// A limit that is exceeded by chance.
    case breach
    /// How long to let it ring.
    case ringTimeout = "ring-timeout"
    /// The drop rates of one day by definition.
    case dropRates = "drop-rates"
    /// Calls in and out by the same agents.
    case blend
  }

  /// The formula.
  public var model: Formula

  // Agents and lines.
  /// Agents, 1 to 1000, of `blend` to 500; of `overdial` those who are idle, to 100,000.
  public var agents: String?
  /// Lines that are dialed at once, 1 to a million; `overdial` only.
  public var lines: String?
  /// Lines that are kept for each agent, above 0, at most 1000; `dialer` only.
  public var linesPerAgent: String?
  /// What lines are counted by: idle, all, or both as a list; `dialer` only; default: idle.
  public var tally: String?
  /// The step in which the most lines for each agent are searched; default: 0.05, of all agents one line.
  public var step: String?
  /// The largest drop rate allowed.
  public var dropLimit: String?

  // What an attempt meets.
  /// The mean time from dialing to the answer or the end of ringing; `dialer` and `progressive`.
  public var ring: String?
  /// The probability that a line is answered.
  public var answer: String?
  /// The time before it rings; default: 0.
  public var setup: String?
  /// The part of the attempts that a person answers; `progressive` only.
  public var human: String?
  /// The part that a machine answers; default: 0.
  public var machine: String?
  /// The mean time until it does; default: as `ring`.
  public var machineRing: String?
  /// The part that nobody answers; default: what the others leave.
  public var noAnswer: String?
  /// The time after which ringing is given up.
  public var timeout: String?
  /// The part that is busy; default: 0.
  public var busy: String?
  /// How long a busy tone is heard; default: 0.
  public var busyTone: String?
  /// The part of the attempts with an invalid number; default: 0.
  public var invalid: String?
  /// How long an invalid number takes; default: 0.
  public var invalidTone: String?
  /// How long machine detection listens; default: 0.
  public var analysis: String?
  /// The part of the persons that it hangs up on; default: 0.
  public var humansHungUp: String?
  /// The part of the machines that it puts through; default: 0.
  public var machinesConnected: String?

  // Work.
  /// The mean talk; of `progressive` with the right party.
  public var talk: String?
  /// The mean wrap-up after it; default: 0.
  public var wrapUp: String?
  /// The part of the persons who are the right party; default: all.
  public var rightParty: String?
  /// The mean talk with others; default: 0.
  public var wrongTalk: String?
  /// The mean wrap-up after it; default: 0.
  public var wrongWrapUp: String?
  /// The mean time with a machine that was put through; default: 0.
  public var machineTalk: String?

  // Lists, limits and time-outs.
  /// The probability that an attempt reaches the person; `penetration` only.
  public var contact: String?
  /// Standard deviation over mean of that probability between records; default: 0, all alike.
  public var contactCv: String?
  /// The most attempts on a record, 1 to 1000.
  public var attempts: String?
  /// Records of the list, 1 to 100 million; default: none are counted.
  public var records: String?
  /// Answered calls of a window, 1 to 100 million; `breach` only.
  public var answered: String?
  /// The true drop rate; default: only the largest safe one is told.
  public var rate: String?
  /// How sure a window is to stay within the limit; default: 95%.
  public var confidence: String?
  /// The part of the persons called who would answer ever; `ring-timeout` only.
  public var wouldAnswer: String?
  /// The mean time until they do.
  public var delay: String?
  /// The law of that time; lognormal and gamma need `delayCv`; default: exponential.
  public var delayLaw = ErlangRequest.Law.exponential
  /// Standard deviation over mean of it, above 0, at most 10.
  public var delayCv: String?

  // One day's calls.
  /// Persons whom an agent took; `drop-rates` only.
  public var connected: String?
  /// Calls for which no agent was free.
  public var dropped: String?
  /// Machines that agents were given; default: 0.
  public var machines: String?
  /// Calls that machine detection hung up on as machines; default: 0.
  public var screened: String?
  /// The part of these that were machines; default: all.
  public var detectedRight: String?

  // Calls in, of the blend.
  /// Calls in that come in the time of `per`; `blend` only.
  public var calls: String?
  /// The time of `calls`, such as "1h".
  public var per: String?
  /// The average handle time of calls in.
  public var aht: String?
  /// Their mean patience; default: nobody gives up.
  public var patience: String?
  /// The acceptable wait of the service level; default: 20 s.
  public var within: String?
  /// Agents who stay idle for calls in, from 0.
  public var reserve: String?

  /// A folder for the report, or of one form a file; default: none is written.
  public var out: String?
  /// Whether other files of these names in the folder are replaced; default: no.
  public var force = false
  /// The forms as a list: html, md, csv, json, xlsx, pdf, text; default: text, in a folder html, csv and
  /// json.
  public var form: String?
  /// The language, "en" or "zh", or both; default: "en".
  public var lang = "en"

  /// A question to a formula.
  public init(model: Formula) { self.model = model }

  /// A request in which every field has its default.
  public static let blank = OutboundFormulaRequest(model: .dialer)
  /// What must be given.
  public static let required: Set<JobField> = [.model]
  /// What each field is.
  public static let notes: [JobField: FieldNote] = [
    .model:
      "The formula: dialer, progressive, overdial, penetration, breach, ring-timeout, drop-rates or blend.",
    .agents: "The number of agents, such as 10,20,50.",
    .lines: "Lines that are dialed at once; without it the most that \(.dropLimit) allows.",
    .linesPerAgent: "Lines for each agent, such as 1.5; without it the most that \(.dropLimit) allows.",
    .tally: "What lines are counted by: idle agents, or all of them: idle, all, or both as a list. [idle]",
    .step: "The step of the search for the most lines for each agent. [0.05; of all agents one line]",
    .dropLimit: "The largest drop rate allowed, such as 3%.",
    .ring: "The mean time of ringing, such as 20s.",
    .answer: "The probability that a line is answered, such as 30%.",
    .setup: "The time before it rings. [0s]",
    .human: "The part of the attempts that a person answers.",
    .machine: "The part that a machine answers. [0%]",
    .machineRing: "The mean time until a machine answers. [that of \(.ring)]",
    .noAnswer: "The part that nobody answers. [what the others leave]",
    .timeout: "The time after which ringing is given up, such as 20s.",
    .busy: "The part that is busy. [0%]", .busyTone: "How long a busy tone is heard. [0s]",
    .invalid: "The part of the attempts with an invalid number. [0%]",
    .invalidTone: "How long an invalid number takes. [0s]",
    .analysis: "How long machine detection listens to who answers. [0s]",
    .humansHungUp: "The part of the persons that machine detection hangs up on. [0%]",
    .machinesConnected: "The part of the machines that it puts through to agents. [0%]",
    .talk: "The mean talk, such as 180s.", .wrapUp: "The mean wrap-up after it. [0s]",
    .rightParty: "The part of the persons who are the right party. [100%]",
    .wrongTalk: "The mean talk with another person. [0s]",
    .wrongWrapUp: "The mean wrap-up after it. [0s]",
    .machineTalk: "The mean time with a machine that was put through. [0s]",
    .contact: "The probability that an attempt reaches the person, such as 12%.",
    .contactCv: "Standard deviation over mean of it between records, such as 0.8. [0]",
    .attempts: "The most attempts on a record, such as 1..8.",
    .records: "Records of the list, to count persons.",
    .answered: "Answered calls of a window, such as 500,1000,5000.",
    .rate: "The true drop rate, such as 2.5%.",
    .confidence: "How sure a window is to stay within the limit. [95%]",
    .wouldAnswer: "The part of the persons called who would answer ever, such as 35%.",
    .delay: "The mean time until they answer, such as 11s.",
    .delayLaw: "Its law; lognormal and gamma need \(.delayCv), uniform begins at 0.",
    .delayCv: "Standard deviation over mean of it.",
    .connected: "Persons whom an agent took.", .dropped: "Calls for which no agent was free.",
    .machines: "Machines that agents were given. [0]",
    .screened: "Calls that machine detection hung up on. [0]",
    .detectedRight: "The part of these that were machines, such as 99%. [100%]",
    .calls: "Calls in that come in the time of \(.per).", .per: "The time of \(.calls), such as 1h.",
    .aht: "The average handle time of calls in, such as 180s.",
    .patience: "Their mean patience; without it nobody gives up.",
    .within: "The acceptable wait of the service level. [20s]",
    .reserve: "Agents who stay idle for calls in, such as 0..4.",
    .out: FieldNotes.outOfForms,
    .force: "Replace other files of these names in the folder.",
    .form: FieldNotes.form, .lang: FieldNotes.lang,
  ]

  /// - Throws: `JobFailure` about fields that the formula does not have.
  public func checkFields() throws {
    if let out { try RunRequest.checkFolder(out) }
    _ = try FormsWanted(form: form, lang: lang, out: out, isForced: force)
    let own = Set(OutboundInput.all(of: model).map(\.field))
    let others = OutboundInput.everything.filter { !own.contains($0.field) }
    if let other = others.first(where: { self[keyPath: $0.path] != nil }) {
      throw JobFailure(at: other.field, "\(other.field) is no field of \(model.rawValue).")
    }
    if delayLaw != .exponential, model != .ringTimeout {
      throw JobFailure(at: .delayLaw, "\(.delayLaw) is no field of \(model.rawValue).")
    }
  }

  /// Answers, and writes the report where one is asked for.
  ///
  /// - Throws: `JobFailure` about fields.
  public func run(in workshop: Workshop) async throws -> OutboundFormulaOutcome {
    try checkFields()
    let table = try OutboundTable(self, isStopped: workshop.stopping)
    var outcome = OutboundFormulaOutcome(table: table, version: workshop.program.version)
    let wanted = try FormsWanted(form: form, lang: lang, out: out, isForced: force)
    let formed = outcome.formed()
    outcome.text = try wanted.text(of: formed, in: workshop)
    outcome.delivery = try wanted.deliver(formed, in: workshop)
    if let delivery = outcome.delivery {
      outcome.text += workshop.place(
        of: delivery.files.map(\.name), in: delivery.folder, wanted.languages)
    }
    return outcome
  }
}

/// An answer, or a table of answers.
public struct OutboundFormulaOutcome: Sendable {
  /// A row for each combination of values.
  let table: OutboundTable
  /// The version of the program.
  let version: String
  /// The report in the forms asked for; nil: nothing is wanted but `text`, `json` or `csv`.
  public var delivery: ReportOutcome?
  /// The answer for a terminal.
  public var text = ""

  init(table: OutboundTable, version: String) { (self.table, self.version) = (table, version) }

  /// One JSON document.
  ///
  /// - Throws: what encoding throws.
  public func json() throws -> String { try table.json }

  /// One table.
  public var csv: String { table.csv }

  /// The report in every form.
  func formed() -> FormedReport {
    FormedReport(
      name: "outbound-formula",
      document: { language in
        OutboundFormulaDocument(
          table: table, language: try ReportLanguage.shipped(language), version: version
        ).document
      },
      json: { try table.json },
      own: { form, _ in
        form == .csv ? [.init(name: "outbound-formula.csv", text: table.csv)] : nil
      })
  }
}
