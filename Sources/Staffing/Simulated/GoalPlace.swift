import ContactCenter
import Experiments

/// Where a goal must hold: for a contact type or a group, over some planning intervals.
public struct GoalPlace: Sendable, Hashable {
  /// Whom it is about.
  public enum Subject: Sendable, Hashable {
    /// A contact type, by its place in the model.
    case contactType(Int)
    /// A group, by its place in the model; only for occupancy.
    case group(Int)
  }

  /// The goal's place in the list of goals.
  public var goal: Int
  /// Whom it is about.
  public var subject: Subject
  /// The planning intervals taken together.
  public var intervals: Range<Int>
}

/// Goals that cannot be judged on a scenario.
public struct StaffingProblem: Error, Sendable, Equatable, CustomStringConvertible {
  /// What was found, and what may be given instead, in sentences.
  public var description: String

  init(_ description: String) { self.description = description }
}

/// Goals laid out over a model.
struct GoalLayout: Sendable {
  let goals: [Goal]
  let places: [GoalPlace]
  /// The model, whose acceptable waits are those of the goals.
  let model: Model

  /// The places at which the goals must hold, in the order of the goals, subjects and intervals.
  ///
  /// Intervals that are closed or lie in the warm-up have none.
  init(_ goals: [Goal], on model: Model) throws(StaffingProblem) {
    var model = model
    var waits: [Int: Double] = [:]
    var places: [GoalPlace] = []
    for (index, goal) in goals.enumerated() {
      if case .other(let name) = goal.measure {
        throw StaffingProblem("No staffing is searched for by \(name.rawValue).")
      }
      let subjects = try Self.subjects(of: goal, in: model)
      if case .serviceLevel(_, let wait) = goal.measure {
        try Self.setWait(wait, of: subjects, in: &model, &waits)
      }
      let ranges = Self.ranges(goal.period, model)
      for subject in subjects {
        places += ranges.map { GoalPlace(goal: index, subject: subject, intervals: $0) }
      }
    }
    guard !places.isEmpty else { throw StaffingProblem("There is no goal to judge.") }
    self.goals = goals
    self.model = model
    self.places = places
  }

  private static func setWait(
    _ wait: Double, of subjects: [GoalPlace.Subject], in model: inout Model,
    _ waits: inout [Int: Double]
  ) throws(StaffingProblem) {
    for case .contactType(let type) in subjects {
      if let other = waits[type], other != wait {
        throw StaffingProblem(
          "\"\(model.contactTypes[type].name)\" has two service levels, within \(other.plain) s and "
            + "within \(wait.plain) s. A simulation counts one acceptable wait for each contact type.")
      }
      waits[type] = wait
      model.contactTypes[type].goal.acceptableWait = wait
    }
  }

  private static func subjects(
    of goal: Goal, in model: Model
  ) throws(StaffingProblem) -> [GoalPlace.Subject] {
    var types = Array(model.contactTypes.indices)
    if let name = goal.part {
      types = types.filter { model.contactTypes[$0].name == name }
      if types.isEmpty {
        let known = model.contactTypes.map { "\"\($0.name)\"" }.joined(separator: ", ")
        throw StaffingProblem("No contact type is named \"\(name)\". There are \(known).")
      }
    }
    guard case .occupancy = goal.measure else { return types.map { .contactType($0) } }
    let groups = model.groups.indices.filter { group in
      types.contains { model.serves(group: group, type: $0) }
    }
    return groups.map { .group($0) }
  }

  private static func ranges(_ period: Goal.Period, _ model: Model) -> [Range<Int>] {
    let hours = model.openHours
    let spans = model.intervalSpans
    let judged = spans.indices.filter {
      hours[$0] > 0 && spans[$0].from >= model.calendar.warmUpEnd - 1e-6
    }
    switch period {
    case .interval: return judged.map { $0..<$0 + 1 }
    case .month: return judged.isEmpty ? [] : [judged[0]..<(judged[judged.count - 1] + 1)]
    case .day:
      return model.calendar.open.compactMap { day in
        let own = judged.filter { spans[$0].overlap(with: day) > 0 }
        guard let first = own.first, let last = own.last else { return nil }
        return first..<last + 1
      }
    }
  }

  /// Numerator and denominator of the goal's indicator at a place, in one replication.
  func sums(_ place: GoalPlace, in tallies: Tallies) -> (numerator: Double, denominator: Double) {
    let rows = tallies.intervals + 1
    switch place.subject {
    case .contactType(let type):
      let (top, bottom) = goals[place.goal].measure.contactMeasures
      var sums = (numerator: 0.0, denominator: 0.0)
      for row in place.intervals {
        let tally = tallies.contacts[type * rows + row]
        sums.numerator += top.value(in: tally)
        sums.denominator += bottom.value(in: tally)
      }
      return sums
    case .group(let group):
      var sums = (numerator: 0.0, denominator: 0.0)
      for row in place.intervals {
        let tally = tallies.groups[group * rows + row]
        sums.numerator += tally.handling
        sums.denominator += tally.ready
      }
      return sums
    }
  }
}

extension Goal.Measure {
  /// The measures whose quotient it is.
  ///
  /// Of occupancy, which is about agents, and of figures that no search
  /// is for there are none, which is a precondition.
  var contactMeasures: (numerator: ContactMeasure, denominator: ContactMeasure) {
    switch self {
    case .serviceLevel(let definition, _): return definition.measures
    case .averageSpeedOfAnswer: return (.waitAnswered, .answered)
    case .abandonment: return (.abandoned, .offered)
    case .waitProbability: return (.queued, .offered)
    case .blocking: return (.blocked, .attempts)
    case .occupancy, .other: preconditionFailure("no quotient of what contacts do")
    }
  }
}

extension Double {
  /// Without a fraction where it has none.
  var plain: String { self == rounded() && abs(self) < 1e15 ? "\(Int(self))" : "\(self)" }
}
