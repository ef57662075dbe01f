import ContactCenter
import Foundation
import Optimization
import Reporting
import Scale
import ScenarioReading
import Tables

/// All that a job may use: nothing else of the process, the machine or the clock.
///
/// Jobs keep nothing between each other; any number of them can run side by side in one process, in the
/// same workshop or in others.
public struct Workshop: Sendable {
  /// Where files are read and written.
  public var files: WorkshopFiles
  /// The database of runs; nil: nothing is recorded, and nothing can be gone on with.
  public var archive: URL?
  /// Simulations at the same time, 1 to 1024, for requests that do not say; results do not depend on it.
  public var workers: Int
  /// The program whose work it is.
  public var program: Program
  /// How texts are laid out that go to standard output.
  public var textStyle = TerminalStyle()
  /// What no job goes beyond.
  public var limits = Limits()
  /// How long a run simulates before what is done of it is kept in the archive.
  public var keepsAfter: Duration = .seconds(5)
  /// Solves integer programs; nil: there is no solver.
  public var solver: (any Solver)?
  /// The scenarios that ship, to begin others with.
  public var shipped: @Sendable () -> [ShippedScenario] = { [] }
  /// The moment, for the archive and for the day of figures.
  public var now: @Sendable () -> Date = { Date() }
  /// The time zone that the present day is of.
  public var timeZone = TimeZone.current
  /// Told how far a job is; called from any thread.
  public var progress: @Sendable (JobProgress) -> Void = { _ in }
  /// Told what is noteworthy before a job's end; called from the job's own thread.
  public var notice: @Sendable (JobNotice) -> Void = { _ in }
  /// Asked often, from any thread; once it says yes, jobs end soon with what is finished.
  public var isStopped: @Sendable () -> Bool = { false }
  /// The worker of a pool that jobs serve here; nil: jobs are done.
  var member: PoolMember?

  /// A program, as reports and saved observations name it.
  public struct Program: Sendable, Equatable {
    /// Such as "0.1.0"; printed in every report.
    public var version: String
    /// What tells one build from another; observations are not mixed over builds.
    public var build: String
    /// The program's file, for work that other processes do; nil: none can.
    public var executable: URL?
    /// What this machine is called.
    public var host = ""

    /// A program.
    public init(version: String, build: String = "") { (self.version, self.build) = (version, build) }
  }

  /// What no job goes beyond; nil: no limit but that of the request.
  public struct Limits: Sendable, Equatable {
    /// Replications that a request may ask for, of all its scenarios together; searches, plans and levers
    /// simulate several times as many.
    public var replications: Int?
    /// Seconds of the clock, after which the job ends as if it had been told to stop.
    public var seconds: Double?

    /// No limits.
    public init() {}
  }

  /// A workshop without archive and limits that tells nobody anything.
  public init(files: WorkshopFiles, workers: Int = 1, program: Program) {
    (self.files, self.workers, self.program) = (files, workers, program)
  }

  /// The present day, as "2026-11-22".
  public var today: String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = timeZone
    let parts = calendar.dateComponents([.year, .month, .day], from: now())
    return String(format: "%04d-%02d-%02d", parts.year ?? 1970, parts.month ?? 1, parts.day ?? 1)
  }

  /// A question whether to stop that also minds the limit of seconds, counted from now.
  var stopping: @Sendable () -> Bool {
    guard let seconds = limits.seconds else { return isStopped }
    let end = ContinuousClock.now + .seconds(seconds)
    return { [isStopped] in isStopped() || ContinuousClock.now >= end }
  }

  /// - Throws: `JobFailure` where a job would simulate more than it may.
  func check(replications: Int, _ field: JobField) throws {
    guard let most = limits.replications, replications > most else { return }
    throw JobFailure(field, "\(replications)", "at most \(most) replications are allowed here.")
  }
}

/// A scenario that ships with the program.
public struct ShippedScenario: Sendable, Equatable {
  /// Its name, such as "01-one-queue".
  public var name: String
  /// Its text.
  public var text: String
  /// The tables that it names.
  public var tables: [Table]

  /// A file beside the scenario.
  public struct Table: Sendable, Equatable {
    /// The file's name.
    public var name: String
    /// Its bytes.
    public var data: Data

    /// A table.
    public init(name: String, data: Data) { (self.name, self.data) = (name, data) }
  }

  /// A scenario with its tables.
  public init(name: String, text: String, tables: [Table]) {
    (self.name, self.text, self.tables) = (name, text, tables)
  }
}

/// How far a job is.
public struct JobProgress: Codable, Sendable, Equatable {
  /// What is being done, in a few words; the same while one stretch of work lasts.
  public var words: String
  /// Steps of it that are done.
  public var done: Int
  /// Steps that it has as far as is known; 0: not known.
  public var total: Int
  /// Steps that it may come to have.
  public var most: Int
  /// What else there is to say.
  public var remark = ""

  /// A stretch of work.
  public init(_ words: String, _ done: Int, of total: Int, most: Int? = nil, remark: String = "") {
    (self.words, self.done, self.total, self.remark) = (words, done, total, remark)
    self.most = most ?? total
  }
}

extension JobNotice: Encodable {
  private enum CodingKeys: String, CodingKey { case kind, message, problem }

  /// The notice with fields called as in JSON.
  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: CodingKeys.self)
    try members.encode(kind, forKey: .kind)
    try members.encode(words.text(), forKey: .message)
    try members.encodeIfPresent(problem, forKey: .problem)
  }
}

/// Something noteworthy that does not end a job.
public struct JobNotice: Sendable, Equatable {
  /// How it is to be taken.
  public enum Kind: String, Sendable, Codable {
    /// Something may be wrong.
    case warning
    /// Something is other than expected.
    case note
    /// What the job does.
    case message
  }

  /// How it is to be taken.
  public var kind: Kind
  /// What is to be told; empty where a problem of a file says it.
  public var words: Words
  /// A problem of a file.
  public var problem: JobProblem?

  /// Words.
  public init(_ kind: Kind, _ words: Words) { (self.kind, self.words) = (kind, words) }

  /// A problem of a file.
  public init(_ problem: JobProblem) { (kind, words, self.problem) = (.warning, "", problem) }
}
