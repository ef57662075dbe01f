import Experiments

/// The second half of a comparison's document: the Pareto front, what the techniques save, why the
/// winner wins, who is let down.
struct ComparisonGroundsJSON {
  let result: TournamentResult

  func write(to json: inout JSONText) {
    writePareto(to: &json)
    writeSavings(to: &json)
    writeExplanation(to: &json)
    json.array("starved") { json in
      for starved in result.starved {
        json.object { json in
          json.string("entrant", name(starved.entrant))
          json.string("contactType", starved.contactType)
          json.string("rule", starved.rule.rawValue)
          ComparisonJSON.estimate("value", starved.value, to: &json)
          json.number("others", starved.others)
          json.number("offered", starved.offered)
        }
      }
    }
    json.bool("haveSameTypes", result.haveSameTypes)
    json.bool("haveSameGroups", result.haveSameGroups)
  }

  private func name(_ entrant: Int) -> String { result.entrants[entrant].name }

  private func writePareto(to json: inout JSONText) {
    json.object("pareto") { json in
      json.string("x", result.pareto.x.name)
      json.string("y", result.pareto.y.name)
      json.array("points") { json in
        for point in result.pareto.points {
          json.object { json in
            json.string("entrant", name(point.entrant))
            ComparisonJSON.estimate("x", point.x, to: &json)
            ComparisonJSON.estimate("y", point.y, to: &json)
            json.bool("isOnFront", point.isOnFront)
            json.array("dominatedBy") { json in
              point.dominatedBy.forEach { json.string(nil, name($0)) }
            }
            json.bool("isSurelyDominated", point.isSurelyDominated)
          }
        }
      }
    }
  }

  private func writeSavings(to json: inout JSONText) {
    let saved = result.varianceReduction
    json.object("varianceReduction") { json in
      json.number("commonRandomNumbers", saved.commonRandomNumbers)
      json.number("controlVariatesForValues", saved.controlVariatesForValues)
      json.number("controlVariatesForDifferences", saved.controlVariatesForDifferences)
      json.number("stratificationForValues", saved.stratificationForValues)
      json.number("stratificationForDifferences", saved.stratificationForDifferences)
      json.array("controls") { json in saved.controls.forEach { json.string(nil, $0) } }
      json.array("pairs") { json in
        for pair in saved.pairs {
          json.object { json in
            json.string("entrant", name(pair.entrant))
            json.string("reference", name(pair.reference))
            json.number("commonRandomNumbers", pair.commonRandomNumbers)
            json.number("controlVariates", pair.controlVariates)
          }
        }
      }
    }
  }

  private func writeExplanation(to json: inout JSONText) {
    json.array("explanation") { json in
      guard let explanation = result.explanation else { return }
      for change in explanation.changes {
        json.object { json in
          json.string("winner", name(explanation.winner))
          json.string("reference", name(explanation.reference))
          json.string("kind", change.kind.rawValue)
          json.string("contactType", change.contactType)
          json.string("group", change.group)
          json.string("label", change.label)
          json.string("unit", change.unit.rawValue)
          json.number("before", change.before)
          json.number("after", change.after)
          ComparisonJSON.estimate("difference", change.difference, to: &json)
          json.number("shareBefore", change.shareBefore)
          json.number("shareAfter", change.shareAfter)
        }
      }
    }
  }
}
