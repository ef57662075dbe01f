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
      for start in openTimes {
        spans[Span(start: start, end: start + result.intervalLength)] =
          group.staffing.agents(at: start)
      }
    case .dated: break
    }
    return spans
  }

  /// When planning intervals of open hours begin, in seconds after the midnight of the day that opens:
  /// each time once, since counts hold on all days alike.
  private var openTimes: Set<Double> {
    Set(
      examination.model.calendar.open.flatMap { span in
        let midnight = (span.from / 86_400).rounded(.down) * 86_400
        return result.intervalStarts
          .filter { span.from < $0 + result.intervalLength && $0 < span.to }
          .map { $0 - midnight }
      })
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
