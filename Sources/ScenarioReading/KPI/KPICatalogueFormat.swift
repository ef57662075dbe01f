import Experiments
import Yams

/// The format of a file of the KPI catalogue.
enum KPICatalogueFormat {
  static var catalogue: ObjectFormat<KPICatalogueDraft> {
    ObjectFormat(
      name: "catalogue", doc: "Key performance indicators, what they serve, and their words.",
      blank: KPICatalogueDraft(),
      fields: [
        Field("profiles", \.profiles, list(of: .name), default: "none", "Sets of targets."),
        Field("provenance", \.provenance, list(of: .name), default: "none", "Sources of targets."),
        Field("objectives", \.objectives, list(of: objective.kind), default: "none", "What KPIs serve."),
        Field("identities", \.identities, list(of: identity.kind), default: "none", "Sums that always hold."),
        Field("events", \.events, list(of: .name), default: "none", "What formulas may name."),
        Field("kpis", \.kpis, list(of: kpi.kind), default: "none", "The KPIs."),
        Field("texts", \.texts, languages.kind, default: "none", "Words in each language."),
      ])
  }

  private static var objective: ObjectFormat<KPICatalogue.Objective> {
    ObjectFormat(
      name: "objective", doc: "Something that the center wants.",
      blank: KPICatalogue.Objective(identifier: ""),
      fields: [
        Field("id", \.identifier, .name, required: "accessibility", "Its name."),
        Field("parent", \.parent, .name, default: "none", "The objective it serves."),
        Field("weight", \.weight, .proportion, default: "none", "Its share of what the parent counts."),
      ])
  }

  private static var identity: ObjectFormat<KPICatalogue.Identity> {
    ObjectFormat(
      name: "identity", doc: "A sum that always holds.",
      blank: KPICatalogue.Identity(parts: []),
      fields: [
        Field("whole", \.whole, .name, default: "none", "The KPI that the parts make up."),
        Field("total", \.total, .proportion, default: "none", "The constant that the parts make up."),
        Field("parts", \.parts, list(of: .name), required: "[loggedOn, idle]", "The KPIs that are added."),
      ], alternatives: [.init(keys: ["whole", "total"], needed: true)])
  }

  private static var kpi: ObjectFormat<KPIDraft> {
    ObjectFormat(
      name: "KPI", doc: "A key performance indicator.", blank: KPIDraft(),
      fields: [
        Field(
          "id", \.identifier, .name, required: "averageSpeedOfAnswer",
          "Its name in files."),
        Field("number", \.number, .integer(1...999), default: "none", "Its place in the list."),
        Field("code", \.code, .name, default: "none", "A short name."),
        Field(
          "figure", \.figure, .name, default: "none",
          "The figure of the simulator that it is: its unit and formula are the figure's."),
        Field("unit", \.unit, .choice(), default: "none", "What its value counts."),
        Field("direction", \.direction, .choice(), default: "none", "Which values are good."),
        Field("formula", \.formula, formula, default: "none", "Named events with signs."),
        Field("scope", \.scope, list(of: .choice()), default: "none", "What it may be asked of."),
        Field("owner", \.owner, .choice(), default: "none", "Who answers for it."),
        Field("sources", \.sources, list(of: .choice()), default: "none", "Who records its events."),
        Field("frequency", \.frequency, list(of: .choice()), default: "none", "How often it is reported."),
        Field("control", \.control, .choice(), default: "none", "Whether the owner's acts decide it."),
        Field("perspective", \.perspective, .choice(), default: "none", "Of the balanced scorecard."),
        Field("parent", \.parent, .name, default: "none", "What it serves."),
        Field("edge", \.edge, .choice(), default: "none", "How it acts on its parent."),
        Field("weight", \.weight, .proportion, default: "none", "Its share of what the parent counts."),
        Field(
          "overService", \.overService, .choice(), default: "none", "On which side more is done than needed."),
        Field("needs", \.needs, .choice(), default: "none", "Without which it says nothing."),
        Field("lever", \.lever, .choice(), default: "none", "What a manager changes to move it."),
        Field(
          "measuredBy", \.measuredBy, list(of: .name), default: "none", "Figures that measure the same."),
        Field("targets", \.targets, list(of: targetKind, 0...100), default: "none", "What it should be."),
      ])
  }

  private static var target: ObjectFormat<KPITargetDraft> {
    ObjectFormat(
      name: "target", doc: "What a KPI should be, or what somebody found.",
      blank: KPITargetDraft(),
      fields: [
        Field("profile", \.profile, .name, required: "custom", "Its set."),
        Field("kind", \.kind, .choice(), default: "none", "target, mean or reference."),
        Field("atLeast", \.atLeast, amount, default: "none", "The least value."),
        Field("atMost", \.atMost, amount, default: "none", "The largest value."),
        Field("is", \.exactly, amount, default: "none", "The value that was found."),
        Field(
          "goal", \.goal, goal, default: "none",
          "In place of bounds: a goal on the KPI's figure, such as 80/20@day or abandonment<3%."),
        Field("within", \.within, .duration, default: "none", "The acceptable wait."),
        Field(
          "period", \.period, .choice(), default: "none", example: "month",
          "How long it should hold; may stand in the goal."),
        Field(
          "provenance", \.provenance, .name, required: "proposal",
          "Where it comes from."),
        Field("verified", \.isVerified, .flag, default: "none", "Whether it was read in that source."),
      ])
  }

  /// Why nothing of a catalogue is a setting of a scenario.
  private static let isNoScenario = "A catalogue is no part of a scenario."

  /// A target, of which a goal gives bounds, wait and period.
  private static var targetKind: Kind<KPITargetDraft> {
    var kind = target.kind
    let read = kind.read
    kind.read = { node, reading in
      guard var draft = read(node, &reading) else { return nil }
      let place = Reading.place(of: node)
      guard let goal = draft.goal else {
        let isReported = ["period", "goal"].contains {
          reading.isUnreadable(Reading.join(reading.path, $0))
        }
        if draft.period == nil, !isReported {
          reading.fail(
            at: place, key: "period", "A target needs the key \"period\".",
            "For example: period: month")
        }
        return draft
      }
      draft.goal = nil
      guard [draft.atLeast, draft.atMost, draft.exactly].allSatisfy({ $0 == nil }) else {
        reading.fail(
          at: place, key: "goal", "\"goal\" stands beside other bounds.",
          "Give one of goal, atLeast with atMost, is.")
        return draft
      }
      if let whole = draft.withBounds(of: goal, hasPeriod: draft.period != nil) { return whole }
      reading.fail(
        at: place, key: "goal", "Goals have no amounts of \(goal.measure.figure.unit.rawValue).",
        "Give atLeast or atMost with its unit, such as 5 USD.")
      return draft
    }
    return kind
  }

  /// A goal, as on command lines.
  private static var goal: Kind<Goal> {
    Kind(
      shape: .scalar(.init(name: "goal", types: ["string"])), notVaried: isNoScenario
    ) { node, reading in
      guard let text = reading.scalar(node, "a goal") else { return nil }
      do throws(GoalDefect) {
        // What a target holds for longer than is said where it says so: a month.
        let goals = try GoalText(period: .month, judge: .target).goals(text)
        guard goals.count == 1 else {
          return reading.fail(node, "\"\(text.shortened)\" is more than one goal.", "Give one.")
        }
        return goals[0]
      } catch {
        return reading.fail(node, error.finding.capitalizedFirst, error.remedy)
      }
    }
  }

  /// A number with its unit: `80 %`, `20 s`, `5 USD`.
  private static var amount: Kind<KPIAmount> {
    Kind(
      shape: .scalar(.init(name: "amount", types: ["string"])), notVaried: isNoScenario
    ) { node, reading in
      guard let text = reading.scalar(node, "an amount") else { return nil }
      let digits = text.prefix { $0.isNumber || "+-.,".contains($0) }
      let unit = text.dropFirst(digits.count).trimmed
      guard !digits.isEmpty else {
        return reading.fail(
          node, "\"\(text.shortened)\" is not an amount.", "Write 80 %, 20 s, 85 points or 5 USD.")
      }
      guard let value = reading.number(String(digits), node) else { return nil }
      switch unit {
      case "":
        return reading.fail(
          node, "The target \(text) has no unit.",
          "Write \(text) %, \(text) s, \(text) points or \(text) USD.")
      case "%": return KPIAmount(value: value / 100, unit: unit)
      case "s": return KPIAmount(value: value, unit: unit)
      case "min": return KPIAmount(value: value * 60, unit: "s")
      case "h": return KPIAmount(value: value * 3600, unit: "s")
      case "rings", "points", "/h", "calls", "x": return KPIAmount(value: value, unit: unit)
      case let unit where KPIAmount.isCurrency(unit): return KPIAmount(value: value, unit: unit)
      default:
        return reading.fail(
          node, "\"\(unit.shortened)\" is no unit of a target.",
          "Allowed: %, s, min, h, rings, points, /h, calls, x, or a currency such as USD.")
      }
    }
  }

  private static var formula: Kind<KPIFormula> {
    Kind(
      shape: .scalar(.init(name: "formula", types: ["string"])), notVaried: isNoScenario
    ) { node, reading in
      guard let text = reading.scalar(node, "a formula") else { return nil }
      do throws(KPIFormula.Problem) {
        return try KPIFormula(text)
      } catch {
        var place = Reading.place(of: node)
        place.column += error.offset
        reading.fail(
          at: place, error.finding,
          "Write named events with + - * / and brackets; functions: "
            + KPIFormula.functions.joined(separator: ", ") + ".")
        return nil
      }
    }
  }

  // MARK: - Words

  private static var languages: ObjectFormat<KPILanguagesDraft> {
    ObjectFormat(
      name: "languages", doc: "Words in each language.", blank: KPILanguagesDraft(),
      fields: [
        Field("en", \.english, texts.kind, default: "none", "English."),
        Field("zh", \.chinese, texts.kind, default: "none", "Chinese."),
      ])
  }

  private static var texts: ObjectFormat<KPITextsDraft> {
    func words(_ what: String) -> Kind<[Named<String>]> {
      named(by: what, of: .text()) {
        Named(name: $0, value: $1)
      } parts: {
        ($0.name, $0.value)
      }
    }
    return ObjectFormat(
      name: "text table", doc: "The words in one language.", blank: KPITextsDraft(),
      fields: [
        Field(
          "kpis", \.kpis,
          named(by: "KPI", of: text.kind) {
            Named(name: $0, value: $1)
          } parts: {
            ($0.name, $0.value)
          }, default: "none",
          "By the id of the KPI."),
        Field(
          "profiles", \.profiles,
          named(by: "profile", of: profile.kind) {
            Named(name: $0, value: $1)
          } parts: {
            ($0.name, $0.value)
          }, default: "none", "By profile."),
        Field("provenance", \.provenance, words("source"), default: "none", "By source of targets."),
        Field("objectives", \.objectives, words("objective"), default: "none", "By objective."),
        Field("events", \.events, words("event"), default: "none", "By event."),
        Field("phrases", \.phrases, words("phrase"), default: "none", "Sentences of reports, with {places}."),
        Field("words", \.words, words("word"), default: "none", "Words of reports."),
      ])
  }

  private static var text: ObjectFormat<KPITextDraft> {
    ObjectFormat(
      name: "text", doc: "The words about a KPI.", blank: KPITextDraft(),
      fields: [
        Field("name", \.name, .text(200), default: "none", "Its name."),
        Field("definition", \.definition, .text(), default: "none", "What it measures."),
        Field("traps", \.traps, list(of: .text()), default: "none", "Where people misunderstand it."),
        Field("causes", \.causes, list(of: .text()), default: "none", "Why it misses its target."),
        Field("actions", \.actions, list(of: .text()), default: "none", "What helps then."),
        Field("unmeasured", \.unmeasured, .text(), default: "none", "Why no indicator measures it."),
      ])
  }

  private static var profile: ObjectFormat<KPIProfileText> {
    ObjectFormat(
      name: "profile", doc: "The words about a profile.", blank: KPIProfileText(),
      fields: [
        Field("name", \.name, .text(200), required: "Own targets", "Its name."),
        Field("note", \.note, .text(), default: "none", "What to know about it."),
      ])
  }
}
