import ContactCenter
import Experiments

/// A comparison as one JSON document: every entrant with its figures, the paired differences, the
/// choice and its grounds.
///
/// The same scenarios, settings, seed and version give the same bytes. Values are never rounded; a
/// figure that is not defined is null. `Docs/Comparing.md` describes the members.
public enum ComparisonJSON {
  /// The name and version of the document's form.
  public static let format = "switchboard-comparison-1"

  /// The document, ending in a line break.
  public static func text(of comparison: Comparison) -> String {
    let result = comparison.result
    var json = JSONText(lineDepth: 3)
    json.object { json in
      json.string("format", format)
      json.string("title", comparison.context.title)
      json.object("program") { json in
        json.string("name", "switchboard")
        json.string("version", comparison.context.programVersion)
      }
      json.string("command", comparison.context.command)
      writeSettings(comparison, to: &json)
      writeForm(comparison, to: &json)
      writeSelection(comparison, to: &json)
      json.number("commonReplications", result.commonReplications)
      json.object("money") { json in
        json.string("currency", comparison.context.money.currency)
        json.number("days", comparison.context.money.days)
      }
      json.array("entrants") { json in
        for index in result.entrants.indices { writeEntrant(index, comparison, to: &json) }
      }
      json.array("leftOut") { json in
        for entrant in comparison.context.leftOut {
          json.object { json in
            json.string("name", entrant.name)
            json.string("reason", entrant.reason)
          }
        }
      }
      writePairs("comparisons", result.comparisons, result, to: &json)
      writePairs("againstBest", result.againstBest, result, to: &json)
      ComparisonGroundsJSON(result: result).write(to: &json)
    }
    return json.text + "\n"
  }

  // MARK: - What was asked

  private static func writeSettings(_ comparison: Comparison, to json: inout JSONText) {
    let settings = comparison.result.settings
    json.object("settings") { json in
      writeKPI("objective", settings.objective, to: &json)
      json.array("kpis") { json in settings.kpis.forEach { writeKPI(nil, $0, to: &json) } }
      json.string("goalsSetBy", comparison.context.goalOrigin == .given ? "caller" : "scenario")
      json.array("goals") { json in
        for (index, goal) in settings.goals.enumerated() {
          json.object { json in
            json.string("text", comparison.goalText(index))
            json.string("kpi", goal.kpi.name)
            json.string("sense", goal.sense.rawValue)
            json.number("bound", goal.bound)
          }
        }
      }
      switch settings.mode {
      case .fixed(let replications):
        json.string("mode", "fixed")
        json.number("replications", replications)
      case .selection(_, let firstStage, let maximum):
        json.string("mode", "selection")
        json.number("firstStage", firstStage)
        json.number("maximum", maximum)
      }
      json.string("reference", comparison.result.entrants[settings.reference].name)
      json.number("confidence", settings.confidence)
      json.number("seed", settings.seed)
      json.number("strata", settings.strata)
    }
  }

  private static func writeKPI(_ key: String?, _ kpi: TournamentKPI, to json: inout JSONText) {
    json.object(key) { json in
      json.string("name", kpi.name)
      json.string("label", kpi.label)
      json.string("unit", kpi.unit.rawValue)
      json.string("better", kpi.direction.rawValue)
      json.string("definition", kpi.definition)
    }
  }

  private static func writeForm(_ comparison: Comparison, to json: inout JSONText) {
    func name(_ entrant: Int?) -> String? { entrant.map { comparison.result.entrants[$0].name } }
    json.string("form", comparison.context.form.name)
    switch comparison.context.form {
    case .choice: break
    case .grid(let axes, let cells):
      json.array("axes") { json in
        for axis in axes {
          json.object { json in
            json.string("path", axis.path)
            json.array("values") { json in axis.values.forEach { json.string(nil, $0) } }
            json.string("current", axis.current.map { axis.values[$0] })
          }
        }
      }
      json.array("cells") { json in cells.forEach { json.string(nil, name($0)) } }
    case .tornado(let factors):
      json.array("factors") { json in
        for factor in factors {
          json.object { json in
            json.string("path", factor.path)
            json.string("current", factor.current)
            json.array("points") { json in
              for point in factor.points {
                json.object { json in
                  json.string("value", point.text)
                  json.string("entrant", name(point.entrant))
                }
              }
            }
          }
        }
      }
    }
  }

  // MARK: - What was found

  private static func writeSelection(_ comparison: Comparison, to json: inout JSONText) {
    let result = comparison.result
    let selection = result.selection
    func name(_ entrant: Int) -> String { result.entrants[entrant].name }
    json.object("selection") { json in
      json.string("status", selection.status.rawValue)
      json.string("best", selection.best.map(name))
      json.array("tied") { json in selection.tied.forEach { json.string(nil, name($0)) } }
      json.array("remaining") { json in
        selection.remaining.forEach { json.string(nil, name($0)) }
      }
      json.number("probability", selection.probability)
      json.number("indifference", selection.indifference)
      json.bool("isIndifferenceOfKeepers", selection.isIndifferenceOfKeepers)
      json.string("sentence", sentence(comparison))
      json.string("rinottBest", selection.rinottBest.map(name))
      json.array("rinottReplications") { json in
        selection.rinottReplications?.forEach { json.number(nil, $0) }
      }
    }
  }

  /// The decision in words, whatever the form.
  private static func sentence(_ comparison: Comparison) -> String {
    if case .choice = comparison.context.form {
      return ComparisonWords(comparison: comparison).selection
    }
    return VariationWords(comparison: comparison).decision
  }

  private static func writeEntrant(
    _ index: Int, _ comparison: Comparison, to json: inout JSONText
  ) {
    let result = comparison.result
    let entrant = result.entrants[index]
    let digests = comparison.context.digests
    json.object { json in
      json.string("name", entrant.name)
      json.string("note", entrant.note)
      json.string("digest", digests.indices.contains(index) ? digests[index] : nil)
      json.number("replications", entrant.replications)
      json.number("rank", entrant.rank.map(Double.init))
      json.number("eliminatedAfter", entrant.elimination.map { Double($0.after) })
      json.string("eliminatedBy", entrant.elimination?.by.map { result.entrants[$0].name })
      json.object("kpis") { json in
        for kpi in [result.settings.objective] + result.settings.kpis {
          estimate(kpi.name, comparison.estimate(kpi, of: index), to: &json)
        }
      }
      json.array("goals") { json in
        for goal in entrant.goals {
          json.object { json in
            json.string("kpi", goal.goal.kpi.name)
            estimate("estimate", goal.estimate, to: &json)
            estimate("ownEstimate", goal.ownEstimate, to: &json)
            json.string("verdict", goal.verdict.rawValue)
            json.number("tolerance", goal.tolerance)
            json.number("decidedAfter", goal.decidedAfter.map(Double.init))
          }
        }
      }
      writeParts(entrant, comparison.context.dates, to: &json)
    }
  }

  private static func writeParts(
    _ entrant: EntrantResult, _ dates: DatedClock, to json: inout JSONText
  ) {
    json.array("types") { json in
      for type in entrant.types {
        json.object { json in
          json.string("name", type.name)
          estimate("offered", type.offered, to: &json)
          estimate("serviceLevel", type.serviceLevel, to: &json)
          estimate("answeredProportion", type.answeredProportion, to: &json)
          estimate("abandonedProportion", type.abandonedProportion, to: &json)
          estimate("averageSpeedOfAnswer_s", type.averageSpeedOfAnswer, to: &json)
          estimate("averageWait_s", type.averageWait, to: &json)
          estimate("longestWait_s", type.longestWait, to: &json)
          estimate("waitingCost", type.waitingCost, to: &json)
          json.array("answeredShares") { json in
            type.answeredShares.forEach { json.number(nil, $0) }
          }
        }
      }
    }
    json.array("groups") { json in
      for group in entrant.groups {
        json.object { json in
          json.string("name", group.name)
          estimate("occupancy", group.occupancy, to: &json)
          estimate("occupancySpread", group.occupancySpread, to: &json)
          estimate("occupancyRange", group.occupancyRange, to: &json)
          estimate("answered", group.answered, to: &json)
          estimate("scheduledHours", group.scheduledHours, to: &json)
        }
      }
    }
    json.object("costs") { json in
      for (indicator, part) in zip(TournamentCosts.partIndicators, entrant.costs.parts)
      where indicator.subject == nil || part.value != 0 {
        estimate(indicator.identifier, part, to: &json)
      }
      estimate("waiting", entrant.costs.waiting, to: &json)
      estimate("lostValue", entrant.costs.lostValue, to: &json)
      estimate("total", entrant.costs.total, to: &json)
      estimate("paidHours_h", entrant.costs.paidHours, to: &json)
    }
    json.array("worstIntervals") { json in
      for interval in entrant.worstIntervals {
        json.object { json in
          json.number("start_s", interval.start)
          if let date = dates.date(at: interval.start) {
            json.string("date", date.iso)
            json.string("start", DatedClock.text(ofTime: dates.clock.timeOfDay(at: interval.start)))
          }
          estimate("offered", interval.offered, to: &json)
          estimate("serviceLevel", interval.serviceLevel, to: &json)
        }
      }
    }
  }

  static func estimate(_ key: String, _ estimate: Estimate, to json: inout JSONText) {
    json.object(key) { json in
      json.number("value", estimate.value)
      json.number("halfWidth", estimate.halfWidth)
    }
  }

  private static func writePairs(
    _ key: String, _ pairs: [PairedDifference], _ result: TournamentResult,
    to json: inout JSONText
  ) {
    json.array(key) { json in
      for pair in pairs {
        json.object { json in
          json.string("kpi", pair.kpi.name)
          json.string("entrant", result.entrants[pair.entrant].name)
          json.string("reference", result.entrants[pair.reference].name)
          estimate("difference", pair.estimate, to: &json)
          json.array("simultaneous") { json in
            if let ends = pair.simultaneous {
              json.number(nil, ends.lowerBound)
              json.number(nil, ends.upperBound)
            }
          }
          json.number("pValue", pair.pValue)
          json.string("verdict", pair.verdict.rawValue)
          json.number("pairs", pair.pairs)
        }
      }
    }
  }
}
