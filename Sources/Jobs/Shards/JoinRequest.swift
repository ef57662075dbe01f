import Experiments
import Foundation
import Scale

/// Asks to work for a pool, as engines do.
public struct JoinRequest: JobRequest {
  /// The pool's file, pool.json.
  public var plan: String
  /// The worker's number; default: one that nobody has.
  public var index: Int?

  /// A request about a pool.
  public init(plan: String) { self.plan = plan }

  /// A request in which every field has its default.
  public static let blank = JoinRequest(plan: "")
  /// What must be given.
  public static let required: Set<JobField> = [.plan]
  /// What each field is.
  public static let notes: [JobField: FieldNote] = [
    .plan: "The plan of the pool: its file pool.json.",
    .index: FieldNote("The worker's number. [one that nobody has]", whole: 0...Int(Int32.max)),
  ]

  /// - Throws: `JobFailure` about a number out of range.
  public func checkFields() throws {
    if let index { _ = try Self.checked(index, .index) }
  }

  /// Works until the pool ends.
  ///
  /// - Returns: How many pieces of work were done.
  /// - Throws: `JobFailure` about the pool and what it is to simulate; `failed` where the folder cannot be written.
  public func run(in workshop: Workshop) async throws -> Int {
    try checkFields()
    let (plan, folder) = try PoolPlan.read(self.plan, in: workshop)
    // Numbers of an engine's workers are small.
    let number = index ?? Int.random(in: 1_000_000...Int(Int32.max))
    let member = PoolMember(
      folder: folder, token: plan.token, number: number, host: workshop.program.host)
    var own = workshop
    own.files = WorkshopFiles(
      folder: URL(fileURLWithPath: plan.folder, isDirectory: true), isBounded: plan.isBounded)
    (own.archive, own.workers, own.member) = (nil, 1, member)
    own.limits = Workshop.Limits()
    own.notice = { _ in }
    own.progress = { _ in }
    do {
      try Self.check(plan, in: workshop)
      try await Self.run(plan, in: own)
      throw JobFailure(.plan, self.plan, "the job has nothing to simulate.")
    } catch let end as PoolEnd {
      return end.pieces
    } catch let failure as JobFailure {
      if failure.kind != .stopped { member.refuse(failure.text()) }
      throw failure
    } catch {
      throw JobFailure.failed("\(folder.url.path) cannot be used: \(error.localizedDescription)")
    }
  }

  private static func check(_ plan: PoolPlan, in workshop: Workshop) throws {
    let mine = try workshop.program.identity()
    guard mine == plan.program else {
      throw JobFailure(
        at: .plan,
        "the pool is of the program \(plan.program), this is \(mine); every machine must run the same one.")
    }
  }

  private static func run(_ plan: PoolPlan, in workshop: Workshop) async throws {
    let known: [any PooledRequest.Type] = [
      CompareRequest.self, VaryRequest.self, StaffRequest.self, VerifyRequest.self,
    ]
    guard let type = known.first(where: { $0.command == plan.command }) else {
      throw JobFailure(at: .plan, "\(plan.command) has no work for others.")
    }
    try await run(type, plan, in: workshop)
  }

  private static func run<Request: PooledRequest>(
    _ type: Request.Type, _ plan: PoolPlan, in workshop: Workshop
  ) async throws {
    _ = try await Request.read(json: Data(plan.request.utf8)).ofWorker.run(in: workshop)
  }
}
