/// How a figure came out.
public enum FigureStatus: String, Sendable {
  /// Compared by its z-score.
  case judged
  /// Too few events stand behind it for a z-score; only a gross deviation would count.
  case rare
  /// The figure is a mean over contacts, of which there were none or hardly any.
  case notSeen
}

/// A known figure beside the simulated one.
public struct FigureResult: Sendable, Equatable {
  /// Which scenario of the case; empty if it has one.
  public var label: String
  /// The name in the case file.
  public var output: String
  /// The known value.
  public var exact: Double
  /// Its own standard error, 0 if it is exact.
  public var exactError: Double
  /// The simulated value; nil where nothing was seen.
  public var simulated: Double?
  /// The standard error of the simulated value (and floor, for shares of rare events).
  public var standardError: Double
  /// The deviation as a standard normal score.
  public var z: Double
  /// Whether and how it is judged.
  public var status: FigureStatus

  /// A comparison that was made elsewhere.
  public init(
    label: String = "", output: String, exact: Double, exactError: Double = 0,
    simulated: Double?, standardError: Double, z: Double, status: FigureStatus
  ) {
    self.label = label
    self.output = output
    self.exact = exact
    self.exactError = exactError
    self.simulated = simulated
    self.standardError = standardError
    self.z = z
    self.status = status
  }
}

extension FigureResult {
  /// Fewer events than this are too few for a z-score.
  static let fewestEvents = 100.0

  /// Fewer independent bursts of events than this are too few for a z-score.
  static let fewestBursts = 100.0

  /// Compares a check with what was simulated.
  package init(_ check: Check, _ moments: PairMoments, label: String) {
    self.init(
      label: label, output: check.name, exact: check.exact, exactError: check.exactError,
      simulated: moments.ratio, standardError: moments.standardError, z: 0, status: .judged)
    guard let simulated else {
      status = .notSeen
      return
    }
    let floor = 1e-9 * abs(exact)
    let excess = max(0, abs(simulated - exact) - check.tolerance - floor)
    if excess > 0, !check.estimator.isShare, abs(moments.support) < Self.fewestEvents {
      status = .notSeen
      return
    }
    allowForRareness(check.estimator, simulated, moments)
    setScore(simulated, moments, excess)
  }

  /// Widens the standard error of figures that few events decide.
  ///
  /// When few happened by chance, the standard error from the replications is small by chance as
  /// well. The variance of a rare thing is proportional to how often it happens, v (for a fraction
  /// v(1 − v)), so it is scaled to the known v; for a share of N contacts it is never below the
  /// binomial v(1 − v)/N. Events come in bursts: v/SE squared is their number, and below 100 bursts
  /// or events the score is far from normal and only a gross deviation counts.
  private mutating func allowForRareness(
    _ estimator: Estimator, _ simulated: Double, _ moments: PairMoments
  ) {
    func rarity(_ value: Double) -> Double {
      estimator.isFraction ? max(0, min(value, 1 - value)) : abs(value)
    }
    func spread(_ value: Double) -> Double {
      estimator.isFraction ? max(0, value * (1 - value)) : abs(value)
    }
    if spread(simulated) > 0 {
      standardError *= max(1, (spread(exact) / spread(simulated)).squareRoot())
    }
    let contacts = max(1, moments.total)
    let events = contacts * rarity(exact)
    if estimator.isShare, events < 20 * Self.fewestEvents {
      standardError = max(standardError, (spread(exact) / contacts).squareRoot())
    }
    let hasBursts = standardError * Self.fewestBursts.squareRoot() <= rarity(exact)
    let hasEvents = !estimator.isShare || events >= Self.fewestEvents
    let isConstant = exact == 0 && !estimator.isShare
    if isConstant || (hasBursts && hasEvents) { return }
    status = .rare
    let burst = estimator.isShare ? 30 / contacts : 0
    let gross = 9 * rarity(exact) * rarity(exact) + burst * burst
    standardError = (standardError * standardError + gross).squareRoot()
  }

  /// The effective degrees of freedom are Welch's where the known value has an error of its own.
  private mutating func setScore(
    _ simulated: Double, _ moments: PairMoments, _ excess: Double
  ) {
    guard excess > 0 else { return }
    let own = standardError * standardError
    let variance = own + exactError * exactError
    guard variance > 0 else {
      z = simulated > exact ? NormalScore.largest : -NormalScore.largest
      return
    }
    let freedom =
      own > 0
      ? moments.degreesOfFreedom * (variance / own) * (variance / own) : 1e6
    let score = NormalScore.score(
      t: excess / variance.squareRoot(), degreesOfFreedom: min(freedom, 1e6))
    z = simulated > exact ? score : -score
  }
}

/// What the scores of a family say together.
public enum Verdict: String, Sendable {
  case passed = "PASS"
  case failed = "FAIL"
  /// Nothing, or too little, could be judged.
  case undecided = "UNDECIDED"
}

/// The figures of one case.
public struct CaseResult: Sendable, Equatable {
  /// The family.
  public var family: String
  /// The case.
  public var caseID: String
  /// Its figures.
  public var figures: [FigureResult]
  /// Contacts simulated, warm-up included.
  public var contacts: Double
  /// The named routing policy of its scenarios; nil: none.
  public var policy: String?

  /// The figures of a case.
  public init(
    family: String, caseID: String, figures: [FigureResult], contacts: Double,
    policy: String? = nil
  ) {
    self.family = family
    self.caseID = caseID
    self.figures = figures
    self.contacts = contacts
    self.policy = policy
  }
}

/// A score that is too large to be chance.
public struct Outlier: Sendable, Equatable {
  /// The case and figure, or the figure over all cases.
  public var name: String
  /// Its score.
  public var z: Double
}

/// The judgement of a family.
public struct FamilyResult: Sendable, Equatable {
  /// The family.
  public var family: String
  /// Cases that were simulated, in the order of the files.
  public var cases: [CaseResult]
  /// Figures compared by z-score, and figures with too few events.
  public var judged: Int
  /// Figures with too few events for a z-score.
  public var tooFew: Int
  /// The largest |z| allowed for a single figure.
  public var bound: Double
  /// The largest allowed for a figure's name over all cases.
  public var biasBound: Double
  /// The largest |z| found among single figures.
  public var largest: Double
  /// The largest found among names over all cases.
  public var largestBias: Double
  /// Everything beyond the bounds.
  public var outliers: [Outlier]
  /// What they say together.
  public var verdict: Verdict

  /// The chance that a right simulation fails one of the two tests of a family.
  public static let familyError = 0.001

  /// Judges the cases of a family.
  ///
  /// 1. No single |z| beyond the Bonferroni bound for all figures.
  /// 2. For each name of a figure the mean score of each case, summed over the cases and divided by
  ///    the root of their number: figures of one case depend on one another, so their mean is taken
  ///    as having the variance of one of them, which is its largest possible.
  /// 3. At least half of the figures judged, and at least one.
  public init(family: String, cases: [CaseResult]) {
    self.family = family
    self.cases = cases
    let figures = cases.flatMap(\.figures)
    judged = figures.count { $0.status == .judged }
    tooFew = figures.count - judged
    let scored = figures.filter { $0.status != .notSeen }
    bound = NormalScore.bound(familyError: Self.familyError, count: scored.count)
    largest = scored.map { abs($0.z) }.max() ?? 0
    outliers = []
    for item in cases {
      for figure in item.figures where figure.status != .notSeen && abs(figure.z) > bound {
        outliers.append(Outlier(name: "\(item.caseID) \(figure.output)", z: figure.z))
      }
    }
    let biases = Self.biases(cases)
    biasBound = NormalScore.bound(familyError: Self.familyError, count: biases.count)
    largestBias = biases.map { abs($0.z) }.max() ?? 0
    for bias in biases where abs(bias.z) > biasBound {
      outliers.append(Outlier(name: "\(bias.name) over all cases", z: bias.z))
    }
    if !outliers.isEmpty {
      verdict = .failed
    } else {
      verdict = judged > 0 && judged >= tooFew ? .passed : .undecided
    }
  }

  /// The score of each name over the cases, in the order of the names.
  private static func biases(_ cases: [CaseResult]) -> [Outlier] {
    var scores: [String: [Double]] = [:]
    for item in cases {
      var own: [String: (sum: Double, count: Double)] = [:]
      for figure in item.figures where figure.status == .judged {
        let (sum, count) = own[figure.plainName] ?? (0, 0)
        own[figure.plainName] = (sum + figure.z, count + 1)
      }
      for (name, score) in own { scores[name, default: []].append(score.sum / score.count) }
    }
    return scores.keys.sorted().map { name in
      let all = scores[name] ?? []
      return Outlier(name: name, z: all.reduce(0, +) / Double(all.count).squareRoot())
    }
  }
}

extension FigureResult {
  /// The name without the numbers of types, groups, classes and intervals.
  package var plainName: String {
    let last = output.split(separator: ":").first.map(String.init) ?? output
    let field = last.split(separator: ".").last.map(String.init) ?? last
    let withoutIndices = field.replacing(/\[[0-9]+\]/, with: "")
    return withoutIndices.replacing(/[0-9]+(_s)?$/) { "\($0.output.1 ?? "")" }
  }
}
