import ContactCenter

extension Model {
  /// The mean time in seconds that a caller spends in a menu and those it leads to.
  ///
  /// Cut off after 200 menus in a row.
  package func meanMenuTime(_ entry: Int) -> Double {
    var mass = [entry: 1.0]
    var time = 0.0
    for _ in 0..<200 where !mass.isEmpty {
      var next: [Int: Double] = [:]
      for (place, share) in mass.sorted(by: { $0.key < $1.key }) {
        let menu = menus[place]
        let again = menu.wrongKey + menu.timeOut
        var (visits, repeated) = (0.0, 1.0)
        for _ in 0...menu.repeats {
          visits += repeated
          repeated *= again
        }
        time += share * visits * (menu.prompt.mean + menu.timeOut * menu.timeOutAfter)
        func go(_ target: Scenario.MenuTarget, _ part: Double) {
          if case .menu(let other) = target, part > 1e-12 { next[other.place, default: 0] += part }
        }
        for choice in menu.choices {
          let part = share * visits * choice.share
          time += part * ((choice.host?.mean ?? 0) + (choice.information?.mean ?? 0))
          go(choice.to, part)
        }
        go(menu.afterRepeats, share * repeated)
      }
      mass = next
    }
    return time
  }
}
