// Correlated days.

extension Scenario {
  /// Correlations of the normal scores behind the day factors (a normal copula).
  public struct DayFactorCorrelation: Sendable, Equatable {
    /// The contact types, in the order of the matrix.
    public var types: [Link<ContactType>]
    /// Symmetric, ones on the diagonal, positive semidefinite.
    public var matrix: [[Double]]

    /// The correlations of these types' scores.
    public init(types: [String], matrix: [[Double]]) {
      self.types = types.map { Link($0) }
      self.matrix = matrix
    }
  }
}

extension ModelBuilder {
  mutating func buildDayFactorCorrelation() {
    guard let correlation = scenario.dayFactorCorrelation else { return }
    let path = "dayFactorCorrelation"
    let before = problems.count
    var places: [Int] = []
    for (i, type) in correlation.types.enumerated() {
      let (at, name) = ("\(path).types[\(i)]", type.name)
      guard let place = linked(type, at: at)?.place else { continue }
      if places.contains(place), isSound(at) { error(at, "\"\(name)\" is named twice.", "Name it once.") }
      places.append(place)
      if scenario.contactTypes[place].arrivals.dayFactor == nil,
        isSound("contactTypes[\(place)].arrivals")
      {
        warn(at, "\"\(name)\" has no dayFactor, so nothing of it is correlated.", "Give it one.")
      }
    }
    if unreadable.touch(path) { return }
    checkMatrix(correlation.matrix, size: correlation.types.count, "\(path).matrix")
    guard !problems[before...].contains(where: { $0.severity == .error }) else { return }
    guard let root = Self.root(of: correlation.matrix) else {
      error(
        "\(path).matrix", "No random numbers can have these correlations.",
        "The matrix must be positive semidefinite: if A goes with B and B with C, then A with C.")
      return
    }
    model.dayFactorRoot = spread(root, over: places)
  }

  private mutating func checkMatrix(_ matrix: [[Double]], size: Int, _ path: String) {
    if matrix.count != size || matrix.contains(where: { $0.count != size }) {
      error(path, "The matrix does not have \(size) rows of \(size).", "One for each type.")
      return
    }
    for i in 0..<size {
      for j in 0..<size {
        let value = matrix[i][j]
        if !ScenarioLimits.correlations.contains(value) {
          error("\(path)[\(i)]", "A correlation is \(value.plain).", "Give −1 to 1.")
        } else if i == j, value != 1 {
          error("\(path)[\(i)]", "The diagonal has \(value.plain).", "A type's own correlation is 1.")
        } else if j < i, value != matrix[j][i] {
          error("\(path)[\(i)]", "Rows \(j + 1) and \(i + 1) disagree.", "Make it symmetric.")
        }
      }
    }
  }

  /// The lower triangle L with L·Lᵀ = the matrix (Cholesky); a zero pivot leaves a zero column, so
  /// a semidefinite matrix is allowed; nil for an indefinite one.
  static func root(of matrix: [[Double]]) -> [[Double]]? {
    let n = matrix.count
    let tolerance = 1e-9
    var root = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
    for j in 0..<n {
      let pivot = (0..<j).reduce(matrix[j][j]) { $0 - root[j][$1] * root[j][$1] }
      if pivot < -tolerance { return nil }
      let diagonal = pivot > tolerance ? pivot.squareRoot() : 0
      root[j][j] = diagonal
      for i in (j + 1)..<max(n, j + 1) {
        let rest = (0..<j).reduce(matrix[i][j]) { $0 - root[i][$1] * root[j][$1] }
        if diagonal > 0 {
          root[i][j] = rest / diagonal
        } else if abs(rest) > tolerance.squareRoot() {
          return nil
        }
      }
    }
    return root
  }

  /// The root over all contact types.
  ///
  /// It stays a lower triangle only if the types come in their own order, so the correlation matrix
  /// is sorted first.
  private func spread(_ root: [[Double]], over places: [Int]) -> [[Double]] {
    let order = places.indices.sorted { places[$0] < places[$1] }
    let matrix = scenario.dayFactorCorrelation!.matrix
    let sorted = Self.root(of: order.map { i in order.map { j in matrix[i][j] } }) ?? root
    let n = scenario.contactTypes.count
    var result = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
    for i in 0..<n { result[i][i] = 1 }
    for (i, from) in order.enumerated() {
      for (j, to) in order.enumerated() where j <= i {
        result[places[from]][places[to]] = sorted[i][j]
      }
    }
    return result
  }
}
