// Which work an agent puts aside for which contact.

extension Scenario {
  /// Work that an agent puts aside when a contact finds nobody idle.
  ///
  /// Only work that waits while the center is closed can be put aside: the customers of other contacts are there.
  /// It goes back to the queue, to the place that its age gives it, and any agent of its queue may go on with it.
  /// Wrap-up is not interrupted, nor is an agent who is in several contacts, is about to leave or to have a break.
  public struct Interruption: Sendable, Equatable {
    /// What happens to work when an interruption would be due.
    public enum Mode: String, Sendable, CaseIterable {
      /// It is put aside at once, and an agent goes on later with what is left.
      case resume
      /// It is put aside at once, and what was done is lost, or a share of it.
      case `repeat`
      /// It is put aside where it would be put on hold; without holds it is finished first.
      case turn
      /// It is finished first; for exceptions from rules that follow.
      case forbidden
    }
    /// What is put aside: a contact type, or all types of a channel that can be.
    public var work: String
    /// For what: a contact type, or all types of a channel.
    public var by: String
    /// What happens.
    public var mode = Mode.resume
    /// Seconds that finding one's way back takes, each time.
    public var switchBack: Seconds = 0
    /// Of the work that was done in this stretch, since it was begun, taken up again or put on hold last, this
    /// share is lost, 0…1; nil: all of it with `repeat`, otherwise nothing.
    public var loss: Double?
    /// How often a contact is put aside at the most; nil: no limit.
    public var most: Int?
    /// Seconds that an agent has worked on it at least before it is put aside.
    public var minimumStretch: Seconds = 0

    /// `work` is put aside for `by`.
    public init(of work: String, by: String) {
      self.work = work
      self.by = by
    }
  }
}

extension Model {
  /// A rule of interruption whose types are known.
  public struct Interruption: Sendable {
    /// The rule as it was written.
    public var written: Scenario.Interruption
    /// The types that are put aside.
    public var work: [Int]
    /// The types for which that is done.
    public var by: [Int]

    /// The share of what was done that is lost.
    var loss: Double { written.loss ?? (written.mode == .repeat ? 1 : 0) }

    /// The same in a center whose types stand so many places further back.
    func moved(by places: Int) -> Self {
      Interruption(written: written, work: work.map { $0 + places }, by: by.map { $0 + places })
    }
  }
}

extension ModelBuilder {
  /// Checks and links the rules of interruption.
  mutating func buildInterruptions() {
    for (i, rule) in scenario.interruptions.enumerated() {
      let path = "interruptions[\(i)]"
      checkLength(rule.switchBack, at: "\(path).switchBack", "The time to find one's way back")
      checkLength(rule.minimumStretch, at: "\(path).minimumStretch", "The stretch")
      if let loss = rule.loss { checkProportion(loss, at: "\(path).loss", "The loss") }
      if let most = rule.most, !ScenarioLimits.interruptions.contains(most) {
        error(
          "\(path).most", "At most \(most) interruptions.",
          "Give 1 to \(ScenarioLimits.interruptions.upperBound), or mode: forbidden for none.")
      }
      guard let by = types(named: rule.by, at: "\(path).by"),
        let named = types(named: rule.work, at: "\(path).work")
      else { continue }
      let work = named.filter { model.contactTypes[$0].written.isKeptOverClosing }
      if work.isEmpty {
        error(
          "\(path).work", "The customers of \"\(rule.work)\" are there, and cannot be left alone.",
          "Name work that waits while the center is closed, such as email, or give the type "
            + "waitsOverClosing: true.")
      } else if rule.work == rule.by {
        error("\(path).by", "\"\(rule.by)\" would interrupt itself.", "Name another type or channel.")
      }
      let earlier = model.interruptions.first {
        $0.written.mode != .forbidden && !Set($0.work).isDisjoint(with: by)
          && !Set($0.by).isDisjoint(with: work)
      }
      if let earlier, rule.mode != .forbidden {
        error(
          path, "\"\(earlier.written.by)\" interrupts \"\(earlier.written.work)\", and the other way round.",
          "Say which of them comes first.")
      }
      model.interruptions.append(Model.Interruption(written: rule, work: work, by: by))
    }
  }

  /// The type of that name, or the types of the channel.
  private mutating func types(named name: String, at path: String) -> [Int]? {
    if let type = typeIndex[name] { return [type] }
    guard let channel = Scenario.Channel(rawValue: name) else {
      let channels = Scenario.Channel.allCases.map(\.rawValue).joined(separator: ", ")
      error(
        path, "There is no contact type or channel \"\(name)\".",
        "Name a contact type, or one of the channels \(channels).")
      return nil
    }
    let types = model.contactTypes.indices.filter { model.contactTypes[$0].channel == channel }
    if types.isEmpty {
      error(path, "No contact type has the channel \"\(name)\".", "Name a type or a channel in use.")
      return nil
    }
    return types
  }
}

extension ScenarioLimits {
  /// How often a contact may be put aside.
  public static let interruptions = 1...1_000_000
}
