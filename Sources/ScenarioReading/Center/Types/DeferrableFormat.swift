import ContactCenter

// The format of work that waits while the center is closed.

extension ScenarioFormat {
  /// What contact types have for such work.
  static var deferrableFields: [Field<Scenario.ContactType>] {
    [
      Field(
        "waitsOverClosing", \.waitsOverClosing, .flag, default: "as its channel does", example: "true",
        "true: its contacts come round the clock and wait for the next opening, and nobody sends them away; "
          + "what is left at the end remains. Rates then count from midnight."),
      Field(
        "goalClock", \.goalClock,
        .choice([
          "elapsed": "All time counts, nights and weekends too.",
          "businessHours": "Only opening hours count, from the first opening of the calendar on.",
        ]), default: "elapsed",
        "By which clock it is judged whether a contact is answered in time; ages are told by both."),
      Field(
        "backlog", \.backlog, list(of: initialBacklog.kind, 0...ScenarioLimits.items), default: "none",
        example: "[{age: 16 h, contacts: 40}]", "What waits already at the first opening."),
      Field(
        "chasers", \.chasers, .chasers, default: "nobody",
        example: "{after: 24 h, perHour: 0.05, merges: 60%}",
        "Customers who write or call again because nobody has answered yet."),
      Field(
        "spam", \.spam, spam.kind, default: "none", example: "{share: 5%, look: 5 s}",
        "Contacts that are not for the center."),
      Field(
        "misrouted", \.misrouted, misrouted.kind, default: "none",
        example: "{share: 5%, look: 15 s, to: orders}",
        "Contacts that belong to another type. What shows only when the work is done is passed on by a cold "
          + "transfer."),
    ]
  }

  private static var initialBacklog: ObjectFormat<Scenario.InitialBacklog> {
    ObjectFormat(
      name: "initial backlog", doc: "Contacts of one age that wait at the first opening.",
      blank: Scenario.InitialBacklog(age: 0, count: 0),
      fields: [
        Field("age", \.age, .duration, required: "16 h", "How long ago they came."),
        Field("contacts", \.count, .integer(ScenarioLimits.backlog), required: "40", "How many there are."),
      ])
  }

  private static var misrouted: ObjectFormat<Scenario.Misrouted> {
    ObjectFormat(
      name: "misrouted", doc: "Contacts that came to the wrong place.",
      blank: Scenario.Misrouted(share: 0, look: 0, to: Link("")),
      fields: [
        Field("share", \.share, .proportion, required: "5%", "Their share of the contacts."),
        Field("look", \.look, .duration, required: "15 s", "How long an agent takes to see that."),
        Field("to", \.to, .link(), required: "orders", "The type whose queue they then wait in."),
      ])
  }

  private static var spam: ObjectFormat<Scenario.Spam> {
    ObjectFormat(
      name: "spam", doc: "Contacts that are not for the center.",
      blank: Scenario.Spam(share: 0, look: 0),
      fields: [
        Field("share", \.share, .proportion, required: "5%", "Their share of the contacts."),
        Field(
          "look", \.look, .duration, required: "5 s", "How long an agent takes to see that; nothing follows."),
      ])
  }
}

/// The keys of chasers as they are written.
private struct ChasersDraft {
  var after: Seconds = 0
  var perHour: Double?
  var chance: Double?
  var delay: Distribution?
  var merges = 0.0
  var becomes: Link<Scenario.ContactType>?

  init() {}

  init(_ chasers: Scenario.Chasers) {
    (after, merges, becomes) = (chasers.after, chasers.merges, chasers.becomes)
    switch chasers.law {
    case .rate(let rate): perHour = (rate * 3600).written
    case .once(let chance, let delay): (self.chance, self.delay) = (chance, delay)
    }
  }

  var chasers: Scenario.Chasers {
    let law =
      perHour.map { Scenario.Chasers.Law.rate($0 / 3600) }
      ?? .once(chance: chance ?? 0, delay: delay ?? .constant(0))
    var chasers = Scenario.Chasers(after: after, law: law)
    (chasers.merges, chasers.becomes) = (merges, becomes)
    return chasers
  }

  static var format: ObjectFormat<ChasersDraft> {
    ObjectFormat(
      name: "chasers",
      doc: "Customers who write or call again while their contact waits: again and again (perHour), or once "
        + "(chance).",
      blank: ChasersDraft(),
      fields: [
        Field(
          "after", \.after, .duration, required: "24 h", "The age, by all time, up to which nobody asks."),
        Field(
          "perHour", \.perHour, .number(ScenarioLimits.chasersPerHour), .oneOfSeveral, example: "0.05",
          "From then on a customer asks so often per hour, at random moments."),
        Field(
          "chance", \.chance, .proportion, .oneOfSeveral, example: "30%",
          "The chance that a customer asks, once."),
        Field("delay", \.delay, .law, default: "0 s", "How much later that is; with chance."),
        Field(
          "merges", \.merges, .proportion, default: "0%",
          "The chance that it is seen to be the same matter, so that no further work comes of it."),
        Field("becomes", \.becomes, .link(), default: "the same", "The contact type of the further contact."),
      ], alternatives: [.init(keys: ["perHour", "chance"], needed: true)])
  }
}

extension Kind where Value == Scenario.Chasers {
  static var chasers: Kind<Scenario.Chasers> {
    ChasersDraft.format.kind.map {
      $0.chasers
    } back: {
      ChasersDraft($0)
    }
  }
}
