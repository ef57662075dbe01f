/// A linear program some of whose columns take whole numbers only: the least c·x under rows and bounds.
///
/// Example: costs 2 and 3, x₀ + x₁ ≥ 3, x₁ ≥ 1: (2, 1) at cost 7.
public struct IntegerProgram: Sendable, Equatable {
  /// What is decided: a number between its bounds.
  public struct Column: Sendable, Equatable {
    /// Cost of one.
    public var cost: Double
    /// The smallest value.
    public var least: Double
    /// The largest value; infinite: none.
    public var most: Double
    /// Whether only whole numbers are allowed.
    public var isWhole: Bool

    /// A column; whole numbers from 0 on, unless said otherwise.
    public init(cost: Double, least: Double = 0, most: Double = .infinity, isWhole: Bool = true) {
      self.cost = cost
      self.least = least
      self.most = most
      self.isWhole = isWhole
    }
  }

  /// A condition on Σ coefficient × column.
  public struct Row: Sendable, Equatable {
    /// Which sums are allowed.
    public enum Sense: Sendable, Equatable {
      /// The sum is at least the bound.
      case atLeast
      /// The sum is at most the bound.
      case atMost
      /// The sum is the bound.
      case equal
    }

    /// One column's part in a row.
    public struct Term: Sendable, Equatable {
      /// Index of the column.
      public var column: Int
      /// What one of it adds to the sum.
      public var coefficient: Double

      /// So much of a column.
      public init(_ column: Int, _ coefficient: Double) {
        self.column = column
        self.coefficient = coefficient
      }
    }

    /// The terms; each column once at most.
    public var terms: [Term]
    /// Which sums are allowed.
    public var sense: Sense
    /// What the sum is compared with.
    public var bound: Double

    /// A row.
    public init(_ terms: [Term], _ sense: Sense, _ bound: Double) {
      self.terms = terms
      self.sense = sense
      self.bound = bound
    }

    /// The row Σ coefficients[i] × xᵢ ≥ bound, with a coefficient for every column; zeros are left out.
    public init(coefficients: [Double], atLeast bound: Double) {
      let terms = coefficients.enumerated().filter { $0.element != 0 }
      self.init(terms.map { Term($0.offset, $0.element) }, .atLeast, bound)
    }
  }

  /// What is decided.
  public var columns: [Column]
  /// What must hold.
  public var rows: [Row]

  /// A program.
  public init(columns: [Column], rows: [Row] = []) {
    self.columns = columns
    self.rows = rows
  }

  /// Σ cost × value.
  public func cost(of values: [Double]) -> Double {
    precondition(values.count == columns.count)
    return zip(columns, values).reduce(0) { $0 + $1.0.cost * $1.1 }
  }

  /// Whether values keep bounds, whole numbers and rows, but for a relative error of `tolerance`.
  public func allows(_ values: [Double], tolerance: Double = 1e-6) -> Bool {
    precondition(values.count == columns.count)
    for (column, value) in zip(columns, values) {
      let slack = tolerance * max(1, abs(value))
      guard value >= column.least - slack, value <= column.most + slack else { return false }
      if column.isWhole && abs(value - value.rounded()) > slack { return false }
    }
    return rows.allSatisfy { row in
      let parts = row.terms.map { $0.coefficient * values[$0.column] }
      let sum = parts.reduce(0, +)
      let slack = tolerance * max(1, parts.reduce(abs(row.bound)) { max($0, abs($1)) })
      switch row.sense {
      case .atLeast: return sum >= row.bound - slack
      case .atMost: return sum <= row.bound + slack
      case .equal: return abs(sum - row.bound) <= slack
      }
    }
  }
}
