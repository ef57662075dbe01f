import ContactCenter
import Yams

// The format of ports and menus.

extension ScenarioFormat {
  static var ivr: ObjectFormat<Scenario.InteractiveVoiceResponse> {
    ObjectFormat(
      name: "ivr", doc: "The voice response unit.",
      blank: Scenario.InteractiveVoiceResponse(),
      fields: [
        Field(
          "ports", \.ports, .integer(ScenarioLimits.lineCounts), default: "no limit",
          "A port is held while the caller is in menus."),
        Field(
          "whenPortsFull", \.whenPortsFull,
          .choice(["busy": "The busy signal.", "agent": "Straight to the queue."]),
          default: "busy", "What a caller meets when all ports are taken."),
        Field(
          "menus", \.menus, list(of: menu.kind, 0...ScenarioLimits.items), default: "none",
          "The menus."),
      ])
  }

  private static var menu: ObjectFormat<Scenario.Menu> {
    ObjectFormat(
      name: "menu",
      doc: "One menu of the tree. The shares of the choices, zeroOut, hangUp, wrongKey and timeOut "
        + "add up to 100%.",
      blank: Scenario.Menu(name: "", prompt: .constant(0)),
      fields: [
        Field("name", \.name, .name, required: "main", "A name of its own."),
        Field(
          "prompt", \.prompt, .law, required: "20 s",
          "Listening and choosing."),
        Field(
          "choices", \.choices, list(of: menuChoice, ScenarioLimits.menuChoices), default: "none",
          "The keys and where they lead."),
        Field("zeroOut", \.zeroOut, .proportion, default: "0%", "Asks for an agent."),
        Field("hangUp", \.hangUp, .proportion, default: "0%", "Hangs up in the menu."),
        Field(
          "wrongKey", \.wrongKey, .proportion, default: "0%",
          "Presses a key that means nothing, and hears the prompt again."),
        Field(
          "timeOut", \.timeOut, .proportion, default: "0%",
          "Presses nothing, and hears the prompt again."),
        Field(
          "timeOutAfter", \.timeOutAfter, .duration, default: "5 s",
          "The silence that a time-out adds."),
        Field(
          "repeats", \.repeats, .integer(ScenarioLimits.promptRepeats), default: "2",
          "How often the prompt is repeated after wrong keys and time-outs."),
        Field(
          "afterRepeats", \.afterRepeats, .menuTarget, default: "agent",
          "Where a caller goes after the last repeat."),
      ])
  }

  private static var menuChoice: Kind<Scenario.MenuChoice> {
    ObjectFormat(
      name: "menu choice", doc: "A key and where it leads.",
      // A share that cannot be read still leads somewhere.
      blank: Scenario.MenuChoice(label: "", share: 1, to: .agent),
      fields: [
        Field("label", \.label, .text(200), default: "nothing", "What the caller wants."),
        Field(
          "share", \.share, .proportion, required: "30%",
          "The share of those who hear the prompt."),
        Field(
          "host", \.host, .law, default: "at once",
          "The host computer's answer, before anything is told."),
        Field(
          "information", \.information, .law, default: "none",
          "Listening to the information."),
        Field("to", \.to, .menuTarget, required: "agent", "What comes then."),
      ]
    ).kind
  }
}

/// The keys of where a menu leads as they were read.
struct MenuTargetDraft {
  var menu: Link<Scenario.Menu>?
  var type: Link<Scenario.ContactType>?
}

extension Kind where Value == Scenario.MenuTarget {
  /// `agent`, `selfServed`, `voiceMail`, `hangUp`, `{menu: name}` or `{type: name}`.
  static var menuTarget: Kind<Scenario.MenuTarget> {
    let words: [(word: String, doc: String)] = [
      ("agent", "To the queue of the contact's type."),
      ("selfServed", "The caller has got what was wanted."),
      ("voiceMail", "The caller leaves a message, counted among the contacts that wanted an agent."),
      ("hangUp", "The caller leaves."),
    ]
    let reason = "It says where callers go: write a scenario for each."
    let word = Kind(shape: .choice(words), notVaried: reason) { node, reading in
      switch node.string?.trimmed {
      case "agent": return .agent
      case "selfServed": return .selfServed
      case "voiceMail": return .voiceMail
      case "hangUp": return .hangUp
      default:
        return reading.fail(
          node, "\(node.described) is no way out of a menu.",
          "Allowed: agent, selfServed, voiceMail, hangUp, {menu: name}, {type: name}.")
      }
    }
    let object = ObjectFormat(
      name: "menu target", doc: "Another menu or contact type.", blank: MenuTargetDraft(),
      fields: [
        Field("menu", \.menu, .link(), .oneOfSeveral, example: "balance", "That menu is heard next."),
        Field(
          "type", \.type, .link(), .oneOfSeveral, example: "complaints",
          "The contact becomes that type and goes to its queue."),
      ], alternatives: [.init(keys: ["menu", "type"], needed: true)])
    let target = Kind(shape: object.kind.shape, notVaried: reason) { node, reading in
      guard let draft = object.kind.read(node, &reading) else { return nil }
      return draft.menu.map { .menu($0) } ?? draft.type.map { .type($0) }
    }
    return either(scalar: word, object: target)
  }
}
