import ContactCenter
import Yams

// The format of callbacks.

extension ScenarioFormat {
  static var callback: ObjectFormat<Scenario.Callback> {
    ObjectFormat(
      name: "callback",
      doc: "Offers to be called back. Who accepts hangs up: he holds no line and does not give up until "
        + "he is dialed.",
      blank: Scenario.Callback(),
      fields: [
        Field(
          "kind", \.kind,
          .choice([
            "virtualHold": "Callers keep their place in the queue.",
            "whenIdle": "A list of its own, first accepted first, that comes after all who wait.",
            "promised": "A time is promised; when it has come the caller is the first of all.",
          ]), default: "virtualHold", "When the turn of who accepted comes."),
        Field(
          "offer", \.offer, callbackOffer.kind, default: "at once, to all who find no free agent",
          "Who is offered a callback, and when."),
        Field(
          "accepts", \.acceptance, .callbackAcceptance, default: "50%",
          "The chance of accepting an offer, or how it rises with the announced wait."),
        Field(
          "announced", \.announced, .duration, default: "the expected wait", example: "3 min",
          "The wait that is announced; without it what routing's predictor foretells or, without a "
            + "predictor, (waiting + 1) × mean handle time / agents on duty."),
        Field(
          "capture", \.capture, .duration, default: "0 s", example: "15 s",
          "How long the line is held until the number is taken."),
        Field(
          "initialDelay", \.initialDelay, .duration, default: "0 s", example: "30 s",
          "How long nobody is called back at the least."),
        Field(
          "promise", \.promise, .duration, default: "none", example: "2 h",
          "The time after acceptance that is promised: for promised when the caller is due, else by when "
            + "the conversation begins."),
        Field(
          "tolerance", \.tolerance, .duration, default: "15 min for promised, else 0 s", example: "15 min",
          "By how much later a conversation still keeps the promise."),
        Field(
          "reserve", \.reserve, .integer(ScenarioLimits.agentCounts), default: "0",
          "Idle agents, of those who serve the queue, who are left for others; for whenIdle."),
        Field(
          "dialing", \.dialing, callbackDialing.kind, default: "everybody answers after 10 s",
          "How customers are dialed, and what comes of it."),
        Field(
          "talk", \.talk, .law, default: "the type's", example: "4 min",
          "The conversation with who is called back."),
        Field(
          "handlingFactor", \.handlingFactor, .number(ScenarioLimits.callbackFactors), default: "1",
          "Multiplies the length of such conversations."),
        Field(
          "trunks", \.trunks, .link(), default: "always a free line",
          "The trunk group whose lines customers are called on; where all are taken it is tried again "
            + "after 10 s."),
        Field(
          "atClosing", \.atClosing,
          .choice([
            "carriedOver": "They are called when the center opens again.",
            "dropped": "They are not called any more.",
            "workedOff": "Agents on duty call them before they go home, where closing is drain; who is "
              + "left when nobody on duty serves the queue is not called any more.",
          ]), default: "carriedOver", "What becomes of those who have not been called when it closes."),
        Field(
          "expiresAfter", \.expiresAfter, .duration, default: "never", example: "24 h",
          "The time after acceptance at which nobody is called any more, by all time; an attempt under way "
            + "is finished."),
        Field(
          "callsAgain", \.callsAgain, callsAgain.kind, default: "nobody",
          "Customers who call in although they are to be called back."),
      ])
  }

  private static var callsAgain: ObjectFormat<Scenario.Callback.CallsAgain> {
    ObjectFormat(
      name: "calls again",
      doc: "Customers who call in although they are to be called back: the same matter twice. They do so "
        + "while the center is open, and are offered no second callback.",
      blank: Scenario.Callback.CallsAgain(rate: 0),
      fields: [
        Field(
          "after", \.after, .duration, default: "the promised time, else 0 s", example: "10 min",
          "The time after acceptance before which nobody calls in."),
        Field(
          "perHour", \.rate,
          Kind<Double>.number(ScenarioLimits.callsAgainPerHour).map {
            $0 / 3600
          } back: {
            ($0 * 3600).written
          }, required: "0.6",
          "From then on a customer calls in so often per hour, at random moments."),
        Field(
          "cancelled", \.cancelled,
          .choice([
            "whenCalling": "As soon as the customer calls in.",
            "whenServed": "As soon as the customer is served otherwise.",
            "never": "Not at all: who has been served is called back in vain.",
          ]), default: "whenServed", "When the callback is cancelled."),
        Field(
          "notice", \.notice, .duration, default: "15 s",
          "How long who is called back in vain takes to say so; with never."),
      ])
  }

  private static var callbackOffer: ObjectFormat<Scenario.Callback.Offer> {
    ObjectFormat(
      name: "callback offer", doc: "Who is offered a callback; all that is given must hold.",
      blank: Scenario.Callback.Offer(),
      fields: [
        Field(
          "after", \.after, .callbackMoments, default: "0 s", example: "[0 s, 2 min]",
          "After which wait; a list makes several offers to who declines."),
        Field(
          "to", \.to,
          .choice([
            "waiting": "Those who find no free agent.",
            "everyone": "All, before an agent is looked for: a button on a page, say.",
          ]), default: "waiting", "Whom an offer reaches."),
        Field(
          "whenQueue", \.whenQueue, .integer(ScenarioLimits.callbackQueues), default: "0",
          "At least so many others wait in the queue."),
        Field(
          "whenExpectedWait", \.whenExpectedWait, .duration, default: "0 s", example: "5 min",
          "The expected wait is at least this, foretold as an announced one."),
        Field(
          "untilBeforeClosing", \.untilBeforeClosing, .duration, default: "0 s", example: "1 h",
          "It is at least this long until closing."),
        Field("share", \.share, .proportion, default: "100%", "The share of them that gets the offer."),
      ])
  }

  private static var callbackDialing: ObjectFormat<Scenario.Callback.Dialing> {
    ObjectFormat(
      name: "callback dialing", doc: "How customers are dialed, and what comes of it.",
      blank: Scenario.Callback.Dialing(),
      fields: [
        Field(
          "first", \.first,
          .choice([
            "agent": "An agent is reserved and hears the ringing.",
            "customer": "The customer is dialed while an agent is free for it; who answers is the next of "
              + "all.",
          ]), default: "agent", "Who is there first."),
        Field(
          "reach", \.reach, .probabilities, default: "100%", example: "[70%, 60%]",
          "The chance that the customer answers; a list goes by attempt, its last value holds for all "
            + "further ones."),
        Field("ring", \.ring, .duration, default: "10 s", "How long it rings until he answers."),
        Field("timeOut", \.timeOut, .duration, default: "25 s", "How long it rings when he does not."),
        Field(
          "machineShare", \.machineShare, .proportion, default: "0%",
          "Of the attempts that do not reach him those that a machine answers."),
        Field(
          "machineTime", \.machineTime, .duration, default: "30 s",
          "How long that takes, with a message if one is left."),
        Field(
          "messageCloses", \.messageCloses, .flag, default: "no",
          "Whether nobody is dialed any more after a message on a machine."),
        Field(
          "busyShare", \.busyShare, .proportion, default: "0%",
          "Of the attempts that do not reach him those that meet the busy signal."),
        Field("busyTime", \.busyTime, .duration, default: "3 s", "How long that takes."),
        Field(
          "attempts", \.attempts, .integer(ScenarioLimits.callbackAttempts), default: "3",
          "The most attempts."),
        Field(
          "gap", \.gap, .law, default: "10 min",
          "How long nobody is dialed after an attempt in vain; he keeps his place in the order."),
        Field(
          "patience", \.patience, .patienceLaw, default: "the type's", example: "25 s",
          "How long who has answered waits for an agent; for customer."),
      ])
  }
}

extension Kind where Value == [Double] {
  /// One length of time or a list of them.
  static var callbackMoments: Kind<[Double]> {
    either(
      scalar: Kind<Double>.duration.map {
        [$0]
      } back: {
        $0.count == 1 ? $0[0] : nil
      },
      list: ScenarioReading.list(of: Kind<Double>.duration, ScenarioLimits.callbackOffers))
  }
}

/// The keys of a logit choice as they were read.
struct LogitDraft {
  var intercept = 0.0
  var perMinute = 0.0
}

extension Kind where Value == Scenario.Callback.Acceptance {
  /// A proportion, or the numbers of a logit choice.
  static var callbackAcceptance: Kind<Scenario.Callback.Acceptance> {
    let logit = ObjectFormat(
      name: "acceptance by wait",
      doc: "The chance is 1 / (1 + exp(−(intercept + perMinute × announced minutes))).",
      blank: LogitDraft(),
      fields: [
        Field(
          "intercept", \.intercept, .number(ScenarioLimits.logits), required: "-1.5",
          "At a wait of nothing."),
        Field(
          "perMinute", \.perMinute, .number(ScenarioLimits.logits), required: "0.5",
          "Added for each announced minute."),
      ])
    return either(
      scalar: Kind<Double>.proportion.map {
        .probability($0)
      } back: {
        if case .probability(let chance) = $0 { chance } else { nil }
      },
      object: logit.kind.map {
        .logit(intercept: $0.intercept, perMinute: $0.perMinute)
      } back: {
        guard case .logit(let intercept, let perMinute) = $0 else { return nil }
        return LogitDraft(intercept: intercept, perMinute: perMinute)
      })
  }
}
