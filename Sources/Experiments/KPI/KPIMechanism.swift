/// A part of the simulated world that a KPI needs; without it the figure would be a constant that
/// says nothing.
public enum KPIMechanism: String, Sendable, CaseIterable {
  /// Callers who give up.
  case patience
  /// Lines, ports or places that can be full.
  case lines
  /// Work after the conversation.
  case wrapUp
  /// Callers put on hold.
  case hold
  /// Contacts passed on.
  case transfers
  /// Agents who stay away a whole day.
  case absence
  /// Late starts, unscheduled breaks, or shifts whose ends calls overrun.
  case deviations
  /// Rings before an answer.
  case rings
  /// Problems that may stay unsolved, and callers who then come back.
  case issues
  /// What callers think.
  case satisfaction
  /// Scores of monitored contacts.
  case quality
  /// Monitored contacts that are no choice of the worst.
  case fairSample
  /// Wages and other costs.
  case costs
  /// Staff that leaves and is replaced.
  case workforce
  /// A service level to reach.
  case goal
  /// Rates of arrivals that a forecast can be made from.
  case forecast
}
