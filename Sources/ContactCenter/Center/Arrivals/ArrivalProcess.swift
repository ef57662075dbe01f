// When contacts come.

extension Scenario {
  /// How moments of arrival come about.
  public enum ArrivalProcess: Sendable, Equatable {
    /// Poisson with the given rate, times the random factors.
    case poisson
    /// In each planning interval exactly the volume, times the random factors and rounded with the
    /// remainder carried over within a day, at independent uniform moments.
    case fixedCounts
    /// The same number, evenly spaced: the k-th of n at (k − ½) ÷ n of the interval.
    case evenlySpaced
    /// Independent gaps of one law (its mean gives the rate), while open; one that ends in closed hours
    /// starts anew at the next opening. The rates are not used.
    case renewal(Distribution)
    /// At exactly these moments, in elapsed seconds after the first midnight, in rising order.
    case replay([Seconds])

    /// The processes without what they need, as files name them.
    public enum Kind: String, Sendable, CaseIterable {
      /// One for each process.
      case poisson, fixedCounts, evenlySpaced, renewal, replay
    }

    /// Which process it is.
    public var kind: Kind {
      switch self {
      case .poisson: .poisson
      case .fixedCounts: .fixedCounts
      case .evenlySpaced: .evenlySpaced
      case .renewal: .renewal
      case .replay: .replay
      }
    }
  }

  /// How the rate runs between its points.
  public enum Interpolation: String, Sendable, CaseIterable {
    /// A point's rate holds until the next point.
    case constant
    /// A straight line from point to point.
    case linear
    /// A natural cubic spline through the points, taken as 0 where it falls below.
    case spline
  }

  /// When contacts come.
  public struct Arrivals: Sendable, Equatable {
    /// How moments of arrival come about.
    public var process = ArrivalProcess.poisson
    /// Rates at times of day in rising order, the first one holding from opening on.
    ///
    /// With more than one day and points beyond 24 h, points count from the first midnight. They
    /// are what the clocks show: an hour that is shown twice has its rate twice.
    public var points: [RatePoint] = []
    /// Rates one after another from opening on, instead of points.
    public var rateList: RateList?
    /// Volumes of dates, instead of points: in rising order, not overlapping.
    ///
    /// Neither weekdays' factors nor those of special days change them.
    public var datedVolumes: [DatedVolume] = []
    /// What becomes of dated volumes while the center is closed.
    public var outside = OutsideHours.error
    /// How the rate runs between its points.
    public var interpolation = Interpolation.constant
    /// Multiplies every rate and volume.
    public var scale = 1.0
    /// Multiply the rates of their weekdays; 1 for weekdays that are not named.
    public var weekdayFactors: [Weekday: Double] = [:]
    /// A random factor of the whole day, mean 1.
    public var dayFactor: RandomFactor?
    /// A random factor of each planning interval, mean 1 (gamma: Poisson-gamma counts).
    public var intervalFactor: RandomFactor?
    /// How many contacts come at each moment of arrival (rounded, at least 1); nil: one.
    public var batchSize: Distribution?

    /// No contacts yet.
    public init() {}
  }

  /// What becomes of dated volumes outside the opening hours.
  public enum OutsideHours: String, Sendable, CaseIterable {
    /// They are left out, and a warning counts them.
    case drop
    /// The scenario is refused.
    case error
  }

  /// Expected contacts in a span, spread evenly over it.
  public struct DatedVolume: Sendable, Equatable {
    /// The begin, in elapsed seconds after the first midnight.
    public var start: Seconds
    /// The end, in elapsed seconds after the first midnight.
    public var end: Seconds
    /// Expected contacts.
    public var contacts: Double

    /// `contacts` from `start` until before `end`.
    public init(start: Seconds, end: Seconds, contacts: Double) {
      self.start = start
      self.end = end
      self.contacts = contacts
    }
  }

  /// A rate in contacts per second from a moment on.
  public struct RatePoint: Sendable, Equatable {
    /// Seconds after midnight.
    public var time: Seconds
    /// Contacts per second.
    public var rate: Double

    /// `rate` at second `time`.
    public init(time: Seconds, rate: Double) {
      self.time = time
      self.rate = rate
    }
  }

  /// Rates that follow one another from opening on, each for the same length of time.
  public struct RateList: Sendable, Equatable {
    /// Contacts per second.
    public var rates: [Double]
    /// How long each rate holds, in seconds.
    public var every: Seconds
    /// Whether a list that ends before closing begins anew.
    public var repeats: Bool

    /// Rates for `every` seconds each.
    public init(rates: [Double], every: Seconds = 3600, repeats: Bool = false) {
      self.rates = rates
      self.every = every
      self.repeats = repeats
    }

    /// How many rates there are from opening to closing.
    package func count(in hours: OpeningHours) -> Int {
      Int(clamping: ((hours.close - hours.open) / every).rounded(.up))
    }

    /// The rates at times of day; the list is not empty.
    package func points(in hours: OpeningHours) -> [RatePoint] {
      (0..<count(in: hours)).map {
        RatePoint(time: hours.open + Double($0) * every, rate: rates[$0 % rates.count])
      }
    }
  }

  /// A random multiplier with mean 1.
  public struct RandomFactor: Sendable, Equatable {
    /// The family of the factor's law.
    public enum Law: String, Sendable, CaseIterable {
      /// Gamma with shape 1 / cv².
      case gamma
      /// The exponential of a normal number.
      case lognormal
    }
    /// The family of its law.
    public var law: Law
    /// Its standard deviation, since the mean is 1.
    public var cv: Double

    /// A factor with mean 1 and standard deviation `cv`.
    public init(law: Law, cv: Double) {
      self.law = law
      self.cv = cv
    }
  }
}

extension ScenarioLimits {
  /// Contacts per hour or interval, and what multiplies them.
  public static let arrivalRates = 0...1e9
  /// Coefficients of variation of random factors with the mean 1.
  public static let factorCVs = 0.0...10
  /// The most contacts at a moment of arrival, in the mean.
  public static let batchSize = 1e6
  /// Rates, volumes, points or numbers of agents in a list.
  public static let listed = 1...100_000
  /// Recorded moments of arrival.
  public static let recorded = 1...1_000_000
}
