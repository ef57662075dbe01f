import ContactCenter
import Experiments

extension ReportBuilder {
  /// The shifts of groups whose plan is another one, in the order of their begins.
  func placedShifts(
    _ now: [Scenario.AgentGroup], _ then: [Scenario.AgentGroup]
  ) -> [Attainability.PlacedShift] {
    zip(now, then).flatMap { old, new -> [Attainability.PlacedShift] in
      guard old.staffing != new.staffing else { return [] }
      let (before, after) = (spans(of: old), spans(of: new))
      return Set(before.keys).union(after.keys).sorted { ($0.start, $0.end) < ($1.start, $1.end) }
        .map { span in
          .init(
            group: new.name, start: span.start, end: span.end, now: before[span] ?? 0,
            then: after[span] ?? 0)
        }
    }
  }

  private struct Span: Hashable {
    var start: Double
    var end: Double
  }

  /// Agents by the hours that they work.
  private func spans(of group: Scenario.AgentGroup) -> [Span: Int] {
    var spans: [Span: Int] = [:]
    switch group.staffing {
    case .shifts(let shifts):
      for shift in shifts { spans[Span(start: shift.start, end: shift.end), default: 0] += shift.agents }
    case .counts, .constant:
      let starts = result.intervalStarts
      for (start, end) in zip(starts, starts.map { $0 + result.intervalLength }) {
        spans[Span(start: start, end: end)] = group.staffing.agents(at: start)
      }
    case .dated: break
    }
    return spans
  }
}

extension Scenario.Staffing {
  /// Agents at a moment in seconds after midnight, by counts; 0 for plans of another form.
  fileprivate func agents(at moment: Double) -> Int {
    switch self {
    case .constant(let count): count
    case .counts(let points): points.last { $0.time <= moment }?.agents ?? 0
    case .shifts, .dated: 0
    }
  }
}
