import ContactCenter
import Yams

// The format of bots.

extension ScenarioFormat {
  static var bot: ObjectFormat<Scenario.Bot> {
    ObjectFormat(
      name: "bot",
      doc:
        "A program that contacts meet before they ask for an agent; contact types name it. What it does not "
        + "understand or contain goes to the agents, as all does in an outage.",
      blank: Scenario.Bot(name: "", session: .constant(0), containment: 0),
      fields: sessionFields + containmentFields + returnFields + failureFields)
  }

  private static var sessionFields: [Field<Scenario.Bot>] {
    [
      Field("name", \.name, .name, required: "assistant", "A name of its own."),
      Field(
        "sessions", \.sessions, .integer(ScenarioLimits.botSessions), default: "no limit", example: "25",
        "How many sessions it has at once."),
      Field(
        "queue", \.queue, botQueue.kind, default: "nobody waits for a session",
        example: "{capacity: 10, patience: {law: exponential, mean: 2 min}}",
        "Contacts that wait for a session, in the order in which they came."),
      Field(
        "whenFull", \.whenFull,
        .choice([
          "agents": "It asks for an agent at once.", "busy": "The busy signal, counted among those of ports.",
        ]), default: "agents",
        "What a contact meets when all sessions are taken, and all places of the queue."),
      Field(
        "session", \.session, .law, required: "{law: lognormal, mean: 3 min, cv: 1}",
        "A session, from the first words that are understood on."),
    ]
  }

  private static var containmentFields: [Field<Scenario.Bot>] {
    [
      Field(
        "containment", \.containment, .proportion, required: "45%",
        "The share of understood contacts that end with the bot."),
      Field(
        "falseContainment", \.falseContainment, .proportion, default: "0%", example: "12%",
        "The share of the contained whose matter is not solved, and who come back."),
      Field(
        "recognition", \.recognition, .proportion, default: "100%", example: "85%",
        "The chance that a try to say what is wanted is understood."),
      Field(
        "retries", \.retries, .integer(ScenarioLimits.botRetries), default: "2",
        "How often a customer who is not understood tries again before an agent is asked for."),
      Field("tryLength", \.tryLength, .duration, default: "10 s", "A try that is not understood."),
      Field(
        "intents", \.intents, list(of: botIntent.kind, ScenarioLimits.botParts), default: "all want the same",
        "What contacts want, each with chances of its own; the shares add up to 100%."),
    ]
  }

  private static var returnFields: [Field<Scenario.Bot>] {
    [
      Field(
        "returnAfter", \.returnAfter, .law, default: "{law: exponential, mean: 1 h}",
        "From the end of a session that solved nothing to the customer's return."),
      Field(
        "returnsTo", \.returnsTo,
        .choice(["agents": "An agent, past the bot.", "bot": "The bot again."]), default: "agents",
        "Whom a customer asks who comes back."),
      Field(
        "becomes", \.becomes, .link(), default: "the same", example: "calls",
        "The contact type of who comes back."),
      Field(
        "handlingFactor", \.handlingFactor, .number(ScenarioLimits.botFactors), default: "1", example: "1.2",
        "By what talk and wrap-up are multiplied after a session: above 1 for frustration, below 1 for what "
          + "the bot has found out, which is nothing of who was not understood."),
    ]
  }

  private static var failureFields: [Field<Scenario.Bot>] {
    let outage = ObjectFormat(
      name: "bot outage", doc: "A window in which the bot does not work.",
      blank: Scenario.BotOutage(from: 0, to: 0),
      fields: [
        Field(
          "from", \.from, .timeOfDay, required: "10:00",
          "Begin, counted from the first midnight (34:00 is 10:00 of the second day)."),
        Field("to", \.to, .timeOfDay, required: "11:00", "End."),
      ])
    let regression = ObjectFormat(
      name: "bot regression", doc: "From a moment on the bot contains fewer contacts, and nothing says so.",
      blank: Scenario.BotRegression(from: 0, factor: 1),
      fields: [
        Field("from", \.from, .timeOfDay, required: "10:00", "The moment, counted from the first midnight."),
        Field(
          "factor", \.factor, .proportion, required: "50%",
          "What containment is multiplied by from then on, until the next regression."),
      ])
    return [
      Field(
        "outages", \.outages, list(of: outage.kind, ScenarioLimits.botParts), default: "none",
        "Windows in which all contacts go to the agents at once."),
      Field(
        "regressions", \.regressions, list(of: regression.kind, ScenarioLimits.botParts), default: "none",
        "Moments from which on it contains fewer contacts than it did."),
    ]
  }

  private static var botQueue: ObjectFormat<Scenario.BotQueue> {
    ObjectFormat(
      name: "bot queue", doc: "Contacts that wait for a session of a bot.", blank: Scenario.BotQueue(),
      fields: [
        Field(
          "capacity", \.capacity, .integer(ScenarioLimits.botPlaces), default: "no limit", example: "10",
          "How many may wait."),
        Field(
          "patience", \.patience, .patienceLaw, default: "never", example: "{law: exponential, mean: 2 min}",
          "How long a contact waits before it gives up, counted among those who leave in menus."),
      ])
  }

  private static var botIntent: ObjectFormat<Scenario.BotIntent> {
    ObjectFormat(
      name: "intent", doc: "One of the things that contacts want of a bot; what is not said is as for all.",
      blank: Scenario.BotIntent(name: "", share: 0),
      fields: [
        Field("name", \.name, .name, required: "balance", "What it is called."),
        Field("share", \.share, .proportion, required: "60%", "The share of contacts that want it."),
        Field(
          "containment", \.containment, .proportion, default: "the bot's", example: "80%",
          "The share that ends with the bot."),
        Field(
          "falseContainment", \.falseContainment, .proportion, default: "the bot's", example: "5%",
          "The share of the contained whose matter is not solved."),
        Field(
          "recognition", \.recognition, .proportion, default: "the bot's", example: "95%",
          "The chance that a try is understood."),
        Field("session", \.session, .law, default: "the bot's", example: "90 s", "A session."),
      ])
  }
}
