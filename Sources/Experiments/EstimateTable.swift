/// The estimates of one kind of scope: for each member (and all members together), for each
/// interval (and the whole horizon), every indicator of the kind.
///
/// A table of a long calendar has millions of figures, so they are worked out when they are asked
/// for, from the moments that the replications left.
public struct EstimateTable: Sendable {
  /// Which indicators it holds.
  public let kind: IndicatorKind
  /// Number of members, such as contact types; index `members` holds all of them together.
  public let members: Int
  /// Number of interval rows (planning intervals and the one after closing); 0: whole horizon only.
  public let rows: Int
  /// True for a table without any figures.
  public let isEmpty: Bool
  /// The estimate of an indicator in a cell, which is member × (rows + 1) + row.
  private let figure: @Sendable (_ cell: Int, _ indicator: Int) -> Estimate

  /// A table whose figures are worked out by `figure` from cell and indicator.
  package init(
    kind: IndicatorKind, members: Int, rows: Int,
    figure: @escaping @Sendable (_ cell: Int, _ indicator: Int) -> Estimate
  ) {
    self.kind = kind
    self.members = members
    self.rows = rows
    self.figure = figure
    isEmpty = false
  }

  /// A table of the given figures: member × (rows + 1) × indicators, the whole horizon in the last
  /// row of a member; too few of them make a table whose other figures are not defined.
  package init(kind: IndicatorKind, members: Int, rows: Int, estimates: [Estimate]) {
    self.kind = kind
    self.members = members
    self.rows = rows
    isEmpty = estimates.isEmpty
    let width = IndicatorCatalogue.indicators(of: kind).count
    figure = { cell, indicator in
      let place = cell * width + indicator
      return estimates.indices.contains(place) ? estimates[place] : .undefined
    }
  }

  /// The estimates of all indicators of the kind, in the catalogue's order.
  ///
  /// Without a member it is all of them together, without an interval the whole horizon. What is
  /// outside the table is not defined.
  public func cell(member: Int?, interval: Int?) -> [Estimate] {
    IndicatorCatalogue.indicators(of: kind).indices.map {
      estimate($0, member: member, interval: interval)
    }
  }

  /// One estimate, by the indicator's index in the catalogue's list of the kind.
  ///
  /// O(1).
  func estimate(_ indicator: Int, member: Int?, interval: Int?) -> Estimate {
    let (member, row) = (member ?? members, interval ?? rows)
    guard !isEmpty, 0...members ~= member, 0...rows ~= row else { return .undefined }
    return figure(member * (rows + 1) + row, indicator)
  }
}
