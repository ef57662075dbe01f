import Experiments
import Yams

/// The format of a file of the KPI catalogue.
enum KPICatalogueFormat {
  static var catalogue: ObjectFormat<KPICatalogueDraft> {
    ObjectFormat(
      name: "catalogue", doc: "Key performance indicators, what they serve, and their words.",
      blank: KPICatalogueDraft(),
      fields: [
        Field("profiles", \.profiles, list(of: .name), "Sets of targets."),
        Field("provenance", \.provenance, list(of: .name), "Sources of targets."),
        Field("objectives", \.objectives, list(of: objective.kind), "What KPIs serve."),
        Field("identities", \.identities, list(of: identity.kind), "Sums that always hold."),
        Field("events", \.events, list(of: .name), "What formulas may name."),
        Field("kpis", \.kpis, list(of: kpi.kind), "The KPIs."),
        Field("texts", \.texts, languages.kind, "Words in each language."),
      ])
  }

  private static var objective: ObjectFormat<KPICatalogue.Objective> {
    ObjectFormat(
      name: "objective", doc: "Something that the center wants.",
      blank: KPICatalogue.Objective(identifier: ""),
      fields: [
        Field("id", \.identifier, .name, required: true, example: "accessibility", "Its name."),
        Field("parent", \.parent, .name, "The objective it serves."),
        Field("weight", \.weight, .proportion, "Its share of what the parent counts."),
      ])
  }

  private static var identity: ObjectFormat<KPICatalogue.Identity> {
    ObjectFormat(
      name: "identity", doc: "A sum that always holds.",
      blank: KPICatalogue.Identity(parts: []),
      fields: [
        Field("whole", \.whole, .name, "The KPI that the parts make up."),
        Field("total", \.total, .proportion, "The constant that the parts make up."),
        Field("parts", \.parts, list(of: .name), required: true, "The KPIs that are added."),
      ], alternatives: [.init(keys: ["whole", "total"], needed: true)])
  }

  private static var kpi: ObjectFormat<KPIDraft> {
    ObjectFormat(
      name: "KPI", doc: "A key performance indicator.", blank: KPIDraft(),
      fields: [
        Field(
          "id", \.identifier, .name, required: true, example: "averageSpeedOfAnswer",
          "Its name in files."),
        Field("number", \.number, .integer(1...999), "Its place in the list."),
        Field("code", \.code, .name, "A short name."),
        Field(
          "figure", \.figure, .name,
          "The figure of the simulator that it is: its unit and formula are the figure's."),
        Field("unit", \.unit, .choice(), "What its value counts."),
        Field("direction", \.direction, .choice(), "Which values are good."),
        Field("formula", \.formula, formula, "Named events with signs."),
        Field("scope", \.scope, list(of: .choice()), "What it may be asked of."),
        Field("owner", \.owner, .choice(), "Who answers for it."),
        Field("sources", \.sources, list(of: .choice()), "Who records its events."),
        Field("frequency", \.frequency, list(of: .choice()), "How often it is reported."),
        Field("control", \.control, .choice(), "Whether the owner's acts decide it."),
        Field("perspective", \.perspective, .choice(), "Of the balanced scorecard."),
        Field("parent", \.parent, .name, "What it serves."),
        Field("edge", \.edge, .choice(), "How it acts on its parent."),
        Field("weight", \.weight, .proportion, "Its share of what the parent counts."),
        Field("overService", \.overService, .choice(), "On which side more is done than needed."),
        Field("needs", \.needs, .choice(), "Without which it says nothing."),
        Field("lever", \.lever, .choice(), "What a manager changes to move it."),
        Field("measuredBy", \.measuredBy, list(of: .name), "Figures that measure the same."),
        Field("targets", \.targets, list(of: targetKind, 0...100), "What it should be."),
      ])
  }

  private static var target: ObjectFormat<KPITargetDraft> {
    ObjectFormat(
      name: "target", doc: "What a KPI should be, or what somebody found.",
      blank: KPITargetDraft(),
      fields: [
        Field("profile", \.profile, .name, required: true, example: "custom", "Its set."),
        Field("kind", \.kind, .choice(), "target, mean or reference."),
        Field("atLeast", \.atLeast, amount, "The least value."),
        Field("atMost", \.atMost, amount, "The largest value."),
        Field("is", \.exactly, amount, "The value that was found."),
        Field(
          "goal", \.goal, goal,
          "In place of bounds: a goal on the KPI's figure, such as 80/20@day or abandonment<3%."),
        Field("within", \.within, .duration, "The acceptable wait."),
        Field(
          "period", \.period, .choice(), example: "month",
          "How long it should hold; may stand in the goal."),
        Field(
          "provenance", \.provenance, .name, required: true, example: "proposal",
          "Where it comes from."),
        Field("verified", \.isVerified, .flag, "Whether it was read in that source."),
      ])
  }

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
    Kind(shape: .scalar(.init(name: "goal", types: ["string"]))) { node, reading in
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
    Kind(shape: .scalar(.init(name: "amount", types: ["string"]))) { node, reading in
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
    Kind(shape: .scalar(.init(name: "formula", types: ["string"]))) { node, reading in
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
        Field("en", \.english, texts.kind, "English."),
        Field("zh", \.chinese, texts.kind, "Chinese."),
      ])
  }

  private static var texts: ObjectFormat<KPITextsDraft> {
    func words(_ what: String) -> Kind<[Named<String>]> {
      named(by: what, of: .text()) { Named(name: $0, value: $1) }
    }
    return ObjectFormat(
      name: "text table", doc: "The words in one language.", blank: KPITextsDraft(),
      fields: [
        Field(
          "kpis", \.kpis, named(by: "KPI", of: text.kind) { Named(name: $0, value: $1) },
          "By the id of the KPI."),
        Field(
          "profiles", \.profiles,
          named(by: "profile", of: profile.kind) { Named(name: $0, value: $1) }, "By profile."),
        Field("provenance", \.provenance, words("source"), "By source of targets."),
        Field("objectives", \.objectives, words("objective"), "By objective."),
        Field("events", \.events, words("event"), "By event."),
        Field("phrases", \.phrases, words("phrase"), "Sentences of reports, with {places}."),
        Field("words", \.words, words("word"), "Words of reports."),
      ])
  }

  private static var text: ObjectFormat<KPITextDraft> {
    ObjectFormat(
      name: "text", doc: "The words about a KPI.", blank: KPITextDraft(),
      fields: [
        Field("name", \.name, .text(200), "Its name."),
        Field("definition", \.definition, .text(), "What it measures."),
        Field("traps", \.traps, list(of: .text()), "Where people misunderstand it."),
        Field("causes", \.causes, list(of: .text()), "Why it misses its target."),
        Field("actions", \.actions, list(of: .text()), "What helps then."),
        Field("unmeasured", \.unmeasured, .text(), "Why no indicator measures it."),
      ])
  }

  private static var profile: ObjectFormat<KPIProfileText> {
    ObjectFormat(
      name: "profile", doc: "The words about a profile.", blank: KPIProfileText(),
      fields: [
        Field("name", \.name, .text(200), required: true, "Its name."),
        Field("note", \.note, .text(), "What to know about it."),
      ])
  }
}
