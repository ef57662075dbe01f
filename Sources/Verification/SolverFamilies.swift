import ContactCenter
import QueueingTheory

/// Figures by the names that case files use, computed by formulas.
typealias SolvedFigures = [String: Double]

/// Which families have formulas, and why others have none.
package enum SolverFamilies {
  typealias Formula = @Sendable (ExactCase) throws -> SolvedFigures

  /// The families and their formulas.
  static let supported: [String: Formula] = [
    "erlang_b": SolverQueues.loss,
    "erlang_c": SolverQueues.queue,
    "erlang_a": SolverQueues.queue,
    "erlang_a_trunks": SolverQueues.queue,
    "mmn_general_patience": SolverQueues.queue,
    "mgn_service": SolverQueues.generalService,
    "erlang_inverse": SolverInverses.withoutPatience,
    "erlang_a_inverse": SolverInverses.withPatience,
    "ivr_trunks": SolverSystems.menu,
    "retrial": SolverSystems.retrials,
    "priority": SolverSystems.priorities,
    "finite_source": SolverSystems.finiteSource,
    "transient_day": SolverDays.intervals,
    "transient_poisson_identity": SolverDays.intervals,
    "transient_sinusoid": SolverDays.sinusoid,
    "chat": SolverChannels.chat,
    "chat_shared_processor": SolverChannels.chat,
    "chat_full_speed": SolverChannels.chat,
    "erlang_r": SolverChannels.returning,
    "deferrable_backlog": SolverChannels.deferrable,
    "bot_sessions": SolverChannels.bot,
    "callback_priority": SolverCallbacks.priority,
    "virtual_hold_fcfs": SolverCallbacks.virtualHold,
    "callback_attempts": SolverCallbacks.attempts,
    "choice_equilibrium": SolverCallbacks.choice,
    "preemptive_blend": SolverCallbacks.preemptive,
    "dialer": SolverOutbound.dialer,
    "dialer_all_agents": SolverOutbound.dialerOfAllAgents,
    "progressive_dialer": SolverOutbound.progressive,
    "batch_overdial": SolverOutbound.batch,
    "list_penetration": SolverOutbound.penetration,
    "ring_timeout": SolverOutbound.timeout,
    "blend": SolverOutbound.blend,
    "published": SolverPublished.figures,
  ]

  /// What the formulas say about a case.
  ///
  /// - Throws: `CaseProblem` where the case itself is wrong.
  package static func solve(_ item: ExactCase) throws -> SolvedCase {
    var solved = SolvedCase(family: item.family, caseID: item.id)
    guard let formula = supported[item.family] else {
      solved.skip(nil, "no formula for this family", wholeFamily: true)
      return solved
    }
    do {
      let figures =
        item.family == "published"
        ? try item.publishedFigures() : try item.figures(withApproximations: true)
      if figures.isEmpty {
        solved.skip(nil, "the case has no figures")
        return solved
      }
      let values = try formula(item)
      for figure in figures {
        if let value = values[figure.name] {
          solved.figures.append(SolvedFigure(figure, value))
        } else {
          solved.skip(figure.name, "no formula for a figure of this name")
        }
      }
    } catch MappingError.unsupported(let reason) {
      solved.skip(nil, reason)
    } catch MappingError.defect(let finding) {
      throw CaseProblem(file: item.file, caseID: item.id, finding: finding)
    } catch let overload as UnstableQueue {
      solved.skip(nil, overload.description)
    }
    return solved
  }
}

/// A known figure beside the computed one.
public struct SolvedFigure: Sendable, Equatable {
  /// The name in the case file.
  public var output: String
  /// The known value.
  public var exact: Double
  /// The value by formulas.
  public var solver: Double
  /// By how much they may differ.
  public var allowed: Double

  /// Whether they agree; a value that is no number agrees with nothing.
  public var agrees: Bool { abs(solver - exact) <= allowed }

  /// |difference| over what is allowed; above 1 they disagree.
  public var deviation: Double {
    let difference = abs(solver - exact)
    if difference == 0 { return 0 }
    return difference.isFinite && allowed > 0 ? difference / allowed : .infinity
  }

  init(_ figure: KnownFigure, _ solver: Double) {
    output = figure.name
    exact = figure.value
    allowed = figure.solverTolerance
    self.solver = solver
  }
}

/// What the formulas say about a case.
public struct SolvedCase: Sendable, Equatable {
  /// The family.
  public var family: String
  /// The case.
  public var caseID: String
  /// Its figures.
  public var figures: [SolvedFigure] = []
  /// What there is no formula for.
  public var notJudged: [NotJudged] = []

  init(family: String, caseID: String) {
    self.family = family
    self.caseID = caseID
  }

  /// Lists a figure, or the whole case, as not supported.
  mutating func skip(_ output: String?, _ reason: String, wholeFamily: Bool = false) {
    notJudged.append(
      NotJudged(
        side: .solver, family: family, caseID: wholeFamily ? nil : caseID, output: output,
        reason: reason))
  }
}

/// The judgement of the formulas on a family.
public struct SolvedFamily: Sendable, Equatable {
  /// The family.
  public var family: String
  /// Cases with figures that have formulas, in the order of the files.
  public var cases: [SolvedCase]

  /// The number of figures compared.
  public var judged: Int { cases.reduce(0) { $0 + $1.figures.count } }

  /// The largest deviation, in tolerances.
  public var largest: Double { cases.flatMap(\.figures).map(\.deviation).max() ?? 0 }

  /// Failed where any figure disagrees.
  public var verdict: Verdict {
    let figures = cases.flatMap(\.figures)
    if figures.isEmpty { return .undecided }
    return figures.allSatisfy(\.agrees) ? .passed : .failed
  }
}

extension KnownFigure {
  /// By how much a formula may differ from the figure: what the file says, else a millionth of the
  /// value or what the value may be off itself; four standard errors of a value that was simulated.
  var solverTolerance: Double {
    let stated = agreement ?? max(1e-6 * abs(value), tolerance)
    return max(stated, 4 * error)
  }
}
