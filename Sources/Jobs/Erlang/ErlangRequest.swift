import Experiments
import Foundation
import Reporting

/// Asks a formula about a queue: its figures, or the agents, calls or lines for goals.
///
/// Numbers are texts, since each may be a list, such as "10..20", "100..200:10" or "10,12,14": then there is
/// an answer for each combination, at most 1000. Times are "180s", "3min", "1h" or plain seconds; proportions
/// "80%" or "0.8".
public struct ErlangRequest: JobRequest {
  /// The formulas, by the names of their commands.
  public enum Queue: String, Codable, Sendable, CaseIterable {
    /// Erlang B: calls that find all lines busy are lost.
    case loss = "b"
    /// Erlang C: callers wait and never give up; M/M/n/K with `lines`.
    case patient = "c"
    /// Erlang A: callers give up; any law of patience, and a number of lines.
    case impatient = "a"
    /// M/G/n: handle times of any law, by approximations.
    case general
    /// Engset: lines for a few callers.
    case engset
    /// Callers who try again.
    case retrial
    /// Classes of callers, the first the most urgent.
    case priority
    /// The square-root rule.
    case squareRoot = "sqrt"
    /// Chat: agents with several contacts at a time.
    case chat
    /// One agent who works on all at once.
    case sharing = "processor-sharing"
    /// Threads whose customers come back turn by turn: Erlang-R.
    case returning = "return"
    /// Work that can wait, such as mail, as a fluid.
    case deferrable
  }

  /// A law of patience with a mean.
  public enum Law: String, Codable, Sendable, CaseIterable {
    /// By its mean alone.
    case exponential
    /// All callers have the mean.
    case constant
    /// By mean and variation.
    case lognormal
    /// By mean and variation.
    case gamma
    /// From 0 to twice the mean.
    case uniform
  }

  /// What is searched for.
  public enum Unknown: String, Codable, Sendable, CaseIterable {
    case agents, load, calls, lines, blocking, patience
  }

  /// The formula.
  public var model: Queue

  // How much work comes.
  /// Calls that come in the time of `per`; one number, with classes of callers one for each.
  public var calls: [String] = []
  /// The time of `calls`, such as "30min" or "1h".
  public var per: String?
  /// The offered load in erlangs, instead of `calls` and `per`; above 0, at most a million.
  public var load: String?
  /// The average handle time; in `priority` of all classes.
  public var aht: String?
  /// Standard deviation over mean of the handle time, 0 to 100; `general` only, which needs it.
  public var ahtCv: String?
  /// The number of callers, 1 to a million; `engset` only, which needs it.
  public var sources: String?

  // Who waits, and how long.
  /// The number of lines, 1 to a million; of queues whose callers wait those of the calls in service
  /// included; default: lines for all.
  public var lines: String?
  /// The mean patience; `impatient`, `retrial` and `chat`.
  public var patience: String?
  /// Its law; lognormal and gamma need `patienceCv`; default: exponential.
  public var patienceLaw = Law.exponential
  /// Standard deviation over mean of the patience, above 0, at most 10.
  public var patienceCv: String?
  /// The mean time until a caller tries again; `retrial` only, which needs it.
  public var retryAfter: String?
  /// The probability that a caller tries again; default: 1, none with `patience`.
  public var persistence: String?
  /// Whether urgent calls interrupt others; `priority` only; default: no.
  public var preemptive = false

  // Several contacts at a time, and contacts that come back or can wait.
  /// The most chats at a time, 1 to 20; `chat` only; default: as many as `speed` has.
  public var concurrency: String?
  /// The speed of each of 1, 2, … chats at a time, such as "1,0.8,0.65"; one speed is that of any number;
  /// `chat` only, which needs it.
  public var speed: String?
  /// The mean time after which customers leave during a chat; `chat` only; default: nobody does.
  public var sessionPatience: String?
  /// The most who may wait; `chat` only; default: any number.
  public var queueLimit: String?
  /// Whether the agent with the most chats gets the next; `chat` only; default: the one with the fewest.
  public var packs = false
  /// The probability that a customer comes back after a turn, below 1; `returning` only, which needs it.
  public var returning: String?
  /// The mean time until then; `returning` only, which needs it.
  public var thinking: String?
  /// The period of a wave in the arrivals, whose echo in the load is told; `returning` only.
  public var wave: String?
  /// Opening hours of a day or a week, such as "mon-fri 9-17"; `deferrable` only, which needs them.
  public var hours: String?
  /// Arrivals an hour by time, such as "8-18=30, 18-8=4"; `deferrable` only; default: `calls` round the
  /// clock.
  public var arriving: String?
  /// Whether `within` is on the clock of the opening hours; `deferrable` only; default: all time counts.
  public var business = false

  // Goals.
  /// Goals such as "80/20 abandonment<3%", with what the fields below say; default: none.
  public var goal: [String] = []
  /// The acceptable wait of the service level; default: 20 s.
  public var within = "20s"
  /// Goal: at least this part is answered within `within`.
  public var serviceLevel: String?
  /// Goal: the average speed of answer is at most this.
  public var asa: String?
  /// Goal: at most this part of the calls waits.
  public var waiting: String?
  /// Goal: at most this part of the calls abandons.
  public var abandonment: String?
  /// Goal: agents are busy at most this part of the time.
  public var maxOccupancy: String?
  /// Goal: at most this part of the calls is blocked.
  public var blocking: String?

  // What is asked.
  /// The number of agents, 1 to a million; default: it is searched for.
  public var agents: String?
  /// What is searched for; default: agents where they are not given.
  public var solve: Unknown?
  /// Whether numbers of agents may be between whole ones; default: no.
  public var fractional = false
  /// Lengths of the queue whose probabilities are asked for, such as "0..10"; default: none.
  public var queue: String?
  /// A folder for the report, or of one form a file; default: none is written.
  public var out: String?
  /// Whether other files of these names in the folder are replaced; default: no.
  public var force = false
  /// The forms as a list: html, md, csv, json, xlsx, pdf, text; default: text, in a folder html, csv and
  /// json.
  public var form: String?
  /// The language, "en" or "zh", or both; default: "en".
  public var lang = "en"

  /// The most agents and lines.
  static let mostAgents = 1_000_000

  /// A question to a formula.
  public init(model: Queue) { self.model = model }

  /// A request in which every field has its default.
  public static let blank = ErlangRequest(model: .patient)
  /// What must be given.
  public static let required: Set<JobField> = [.model]
  /// What each field is.
  public static let notes: [JobField: FieldNote] = [
    .model:
      "The formula: b, c, a, general, engset, retrial, priority, sqrt, chat, processor-sharing, return or deferrable.",
    .calls: "Calls that come in the time of \(.per).",
    .per: "The time of \(.calls), such as 30min or 1h.",
    .load: "The offered load in erlangs, instead of \(.calls) and \(.per).",
    .aht: "The average handle time, such as 180s or 3min.",
    .ahtCv: "Standard deviation over mean of the handle time.",
    .sources: "The number of callers.",
    .lines: "Lines, those of the calls in service included; without it there are lines for all.",
    .patience: "The mean patience, such as 120s or 2min.",
    .patienceLaw: "Its law; lognormal and gamma need \(.patienceCv), uniform begins at 0.",
    .patienceCv: "Standard deviation over mean of the patience.",
    .retryAfter: "The mean time until a caller tries again.",
    .persistence: "The probability that a caller tries again. [1 without \(.patience)]",
    .preemptive: "Urgent calls interrupt others.",
    .concurrency: "The most chats at a time; as many as \(.speed) has, if not given.",
    .speed: "The speed of each of 1, 2, … chats at a time, such as 1,0.8,0.65; one for any number.",
    .sessionPatience: "The mean time after which customers leave during a chat.",
    .queueLimit: "The most who may wait; others are refused.",
    .packs: "The agent with the most chats gets the next, not the one with the fewest.",
    .returning: "The probability that a customer comes back after a turn.",
    .thinking: "The mean time until then, during which nobody is busy with the customer.",
    .wave: "The period of a wave in the arrivals, such as 8h: how it comes back in the load.",
    .hours: "Opening hours, such as 9-17 or 'mon-fri 9:00-17:00, sat 10-14'.",
    .arriving: "Arrivals an hour by time, such as '8-18=30, 18-8=4'; instead of \(.calls) and \(.per).",
    .business: "\(.within) counts opening hours only.",
    .goal: "A goal, such as 80/20 or 'asa<10s abandonment<3%'; may be given several times.",
    .within: "The acceptable wait of the service level; a goal such as 80/20 has its own.",
    .serviceLevel: "Goal: at least this part is answered within \(.within).",
    .asa: "Goal: the average speed of answer is at most this.",
    .waiting: "Goal: at most this part of the calls waits.",
    .abandonment: "Goal: at most this part of the calls abandons.",
    .maxOccupancy: "Goal: agents are busy at most this part of the time.",
    .blocking: "Goal: at most this part of the calls is blocked.",
    .agents: "The number of agents.",
    .solve: "Search for the value that reaches the goals: agents, load, calls, lines or patience.",
    .fractional: "Numbers of agents between whole ones, by Erlang B between whole numbers.",
    .queue: "Also the probability that so many callers wait, such as 0..10.",
    .out: FieldNotes.outOfForms,
    .force: "Replace other files of these names in the folder.",
    .form: FieldNotes.form, .lang: FieldNotes.lang,
  ]

  /// The calls of a formula that has one class of callers.
  var oneClass: String? {
    get { calls.first }
    set { calls = newValue.map { [$0] } ?? [] }
  }

  /// - Throws: `JobFailure` about fields that the formula does not have.
  public func checkFields() throws {
    if let out { try RunRequest.checkFolder(out) }
    _ = try FormsWanted(form: form, lang: lang, out: out, isForced: force)
    if model != .priority, calls.count > 1 {
      throw JobFailure(at: .calls, "\(.calls) is given twice; \(model.rawValue) has one class of callers.")
    }
    let others: [(JobField, Bool, Set<Queue>)] = [
      (.ahtCv, ahtCv != nil, [.general]), (.sources, sources != nil, [.engset]),
      (.lines, lines != nil, [.loss, .patient, .impatient, .engset]),
      (.patience, patience != nil, [.impatient, .retrial, .chat]),
      (.patienceLaw, patienceLaw != .exponential, [.impatient]),
      (.patienceCv, patienceCv != nil, [.impatient]), (.retryAfter, retryAfter != nil, [.retrial]),
      (.persistence, persistence != nil, [.retrial]), (.preemptive, preemptive, [.priority]),
      (.concurrency, concurrency != nil, [.chat]), (.speed, speed != nil, [.chat]),
      (.sessionPatience, sessionPatience != nil, [.chat]), (.queueLimit, queueLimit != nil, [.chat]),
      (.packs, packs, [.chat]), (.returning, returning != nil, [.returning]),
      (.thinking, thinking != nil, [.returning]), (.wave, wave != nil, [.returning]),
      (.hours, hours != nil, [.deferrable]), (.arriving, arriving != nil, [.deferrable]),
      (.business, business, [.deferrable]),
      (.load, load != nil, Set(Queue.allCases).subtracting([.priority])),
    ]
    if let other = others.first(where: { $0.1 && !$0.2.contains(model) }) {
      throw JobFailure(at: other.0, "\(other.0) is no field of \(model.rawValue).")
    }
  }

  /// Answers, and writes the page where one is asked for.
  ///
  /// - Throws: `JobFailure` about fields, overload that no patience relieves, and goals out of reach.
  public func run(in workshop: Workshop) async throws -> ErlangOutcome {
    try checkFields()
    workshop.tell(try goalRemarks())
    var outcome: ErlangOutcome
    let sweep = try ErlangSweep(self, isStopped: workshop.stopping)
    if sweep.axes.isEmpty {
      let answer = try answer()
      outcome = ErlangOutcome(
        table: ErlangTable(around: answer),
        report: ErlangReport(answer: answer, lengths: try queueLengths(of: answer)))
    } else {
      guard queue == nil else {
        throw JobFailure(at: .queue, "\(.queue) goes with one answer, not with lists of values.")
      }
      outcome = ErlangOutcome(table: ErlangTable(sweep))
    }
    outcome.version = workshop.program.version
    let wanted = try FormsWanted(form: form, lang: lang, out: out, isForced: force)
    outcome.text = try wanted.text(of: outcome.formed(isFile: out != nil), in: workshop)
    outcome.delivery = try wanted.deliver(outcome.formed(isFile: out != nil), in: workshop)
    if let delivery = outcome.delivery {
      outcome.text += workshop.place(
        of: delivery.files.map(\.name), in: delivery.folder, wanted.languages)
    }
    return outcome
  }
}

/// One answer, or a table of answers.
public struct ErlangOutcome: Sendable {
  /// The rows around the answer, or one for each combination of values.
  let table: ErlangTable
  /// The answer; nil for lists of values.
  var report: ErlangReport?
  /// The version of the program.
  var version = ""
  /// The report in the forms asked for; nil: nothing is wanted but `text`, `json` or `csv`.
  public var delivery: ReportOutcome?
  /// The folder that the report is in, as messages call it; nil: none was written.
  public var folder: String? { delivery?.folder }

  /// The answer for a terminal.
  public var text = ""

  /// One JSON document.
  ///
  /// - Throws: what encoding throws.
  public func json() throws -> String { try report?.json() ?? table.json }

  /// One table: the lengths of the queue where they were asked for.
  public var csv: String {
    guard let report, !report.lengths.isEmpty else { return table.csv }
    return ErlangReport.csv(report.lengths)
  }

  /// The report in every form.
  ///
  /// - Parameter isFile: Whether it goes into files, whose tables are of the rows around an answer.
  /// - Returns: The report.
  func formed(isFile: Bool) -> FormedReport {
    FormedReport(
      name: "erlang",
      document: { language in
        ErlangDocument(
          outcome: self,
          language: try ReportLanguage.shipped(language),
          version: version
        ).document
      },
      json: { try isFile ? table.json : json() },
      own: { form, _ in
        form == .csv ? [.init(name: "erlang.csv", text: isFile ? table.csv : csv)] : nil
      })
  }
}
