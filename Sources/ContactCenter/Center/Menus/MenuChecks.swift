// Checks and links of ports and menus.

extension ModelBuilder {
  mutating func buildMenus() {
    let ivr = scenario.ivr
    if let ports = ivr.ports, !ScenarioLimits.lineCounts.contains(ports) {
      error("ivr.ports", "There are \(ports) ports.", "Give 0 to \(ScenarioLimits.lines).")
    }
    model.ports = ivr.ports
    model.whenPortsFull = ivr.whenPortsFull
    for (i, menu) in ivr.menus.enumerated() { buildMenu(menu, "ivr.menus[\(i)]") }
  }

  private mutating func buildMenu(_ menu: Scenario.Menu, _ path: String) {
    var linked = menu
    checkLaw(menu.prompt, at: "\(path).prompt", "The prompt")
    for (key, share) in [
      ("zeroOut", menu.zeroOut), ("hangUp", menu.hangUp), ("wrongKey", menu.wrongKey),
      ("timeOut", menu.timeOut),
    ] { checkProportion(share, at: "\(path).\(key)", "The share of \(key)") }
    checkLength(menu.timeOutAfter, at: "\(path).timeOutAfter", "The time-out")
    if !ScenarioLimits.promptRepeats.contains(menu.repeats) {
      error(
        "\(path).repeats", "The prompt is repeated \(menu.repeats) times.",
        "Give 0 to \(ScenarioLimits.promptRepeats.upperBound).")
    }
    linked.afterRepeats = self.linked(menu.afterRepeats, at: "\(path).afterRepeats")
    for (j, choice) in menu.choices.enumerated() {
      let place = "\(path).choices[\(j)]"
      checkProportion(choice.share, at: "\(place).share", "The share of a choice")
      checkLaw(choice.host, at: "\(place).host", "The host's answer")
      checkLaw(choice.information, at: "\(place).information", "The information")
      linked.choices[j].to = self.linked(choice.to, at: "\(place).to")
    }
    checkShares(menu, path)
    model.menus.append(linked)
  }

  private mutating func linked(
    _ target: Scenario.MenuTarget, at path: String
  ) -> Scenario.MenuTarget {
    switch target {
    case .agent, .selfServed, .voiceMail, .hangUp: return target
    case .type(let type): return linked(type, at: path).map { .type($0) } ?? .agent
    case .menu(let menu): return linked(menu, at: path).map { .menu($0) } ?? .agent
    }
  }

  private mutating func checkShares(_ menu: Scenario.Menu, _ path: String) {
    let others = menu.zeroOut + menu.hangUp + menu.wrongKey + menu.timeOut
    let sum = menu.choices.reduce(others) { $0 + $1.share }
    if abs(sum - 1) > 1e-9, sum.isFinite {
      error(
        path, "The shares of the menu \"\(menu.name)\" add up to \((sum * 100).plain)%.",
        "The choices, zeroOut, hangUp, wrongKey and timeOut must add up to 100%.")
    }
  }
}
