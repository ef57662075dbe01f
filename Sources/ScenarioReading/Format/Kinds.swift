import ContactCenter
import Yams

// Single values: texts, names, words.

extension Kind where Value == String {
  /// Text of any kind, on one or several lines.
  static func text(_ limit: Int = 10_000) -> Kind<String> {
    Kind(
      shape: .scalar(.init(name: "text", types: ["string", "number", "boolean"])),
      notVaried: "It is a text: write a scenario for each."
    ) { node, reading in
      guard let text = reading.scalar(node, "a text") else { return nil }
      if text.count > limit {
        return reading.fail(node, "The text has \(text.count) characters.", "At most \(limit).")
      }
      let hidden = text.unicodeScalars.first {
        $0.isHiddenControl && $0 != "\n" && $0 != "\t"
      }
      if let hidden {
        return reading.fail(
          node, "The text has the control character \(String(hidden).visible).",
          "Leave it out: only line ends and tabs are allowed.")
      }
      return text
    }
  }

  /// A name to refer to: not empty, on one line.
  static var name: Kind<String> {
    var kind = Kind<String>(
      shape: .scalar(.init(name: "name", types: ["string", "number"])),
      notVaried: "It is a name: write a scenario for each."
    ) { node, reading in
      guard let text = reading.scalar(node, "a name") else { return nil }
      let isClean =
        !text.isEmpty
        && text.unicodeScalars.allSatisfy { !$0.isHiddenControl }
      if !isClean || text.count > 100 {
        return reading.fail(
          node, "\"\(text.shortened)\" is no name.",
          "Give 1 to 100 characters on one line, without control characters.")
      }
      return text
    }
    kind.naming = { $0 }
    return kind
  }
}

extension Kind {
  /// The name of a thing of the scenario.
  static func link<Thing>() -> Kind<Link<Thing>> where Value == Link<Thing> {
    var kind = Kind<String>.name.map {
      Link<Thing>($0)
    } back: {
      $0.name
    }
    kind.naming = { $0.name }
    return kind
  }
}

extension Kind where Value == Bool {
  /// `true` or `false`, also `yes` or `no`.
  static var flag: Kind<Bool> {
    let shape = Shape.Scalar(name: "true or false", types: ["boolean"])
    let settings = { (focus: SettingFocus<Bool>) in
      SettingTree.leaf(
        .words(["true", "false"]), focus, get: { .word("\($0)") }, set: { $0 == .word("true") })
    }
    return Kind(shape: .scalar(shape), settings: settings) { node, reading in
      switch node.string?.trimmed.lowercased() {
      case "true", "yes": return true
      case "false", "no": return false
      default: return reading.fail(node, "\(node.described) is neither true nor false.")
      }
    }
  }
}

extension Kind where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  /// One of a few words that are the cases of an enumeration.
  static func choice(_ docs: [String: String] = [:]) -> Kind<Value> {
    let words = Value.allCases.map(\.rawValue)
    let settings = { (focus: SettingFocus<Value>) in
      SettingTree.leaf(
        .words(words), focus, get: { .word($0.rawValue) },
        set: { if case .word(let word) = $0 { Value(rawValue: word) } else { nil } })
    }
    return Kind(
      shape: .choice(words.map { ($0, docs[$0] ?? "") }), settings: settings
    ) { node, reading in
      guard let text = reading.scalar(node, "a word") else { return nil }
      if let value = Value(rawValue: text) { return value }
      let nearest =
        NearestName.nearest(to: text, in: words).map { "Did you mean \"\($0)\"? " } ?? ""
      return reading.fail(
        node, "\"\(text.shortened)\" is not possible here.",
        "\(nearest)Allowed: \(words.joined(separator: ", ")).")
    }
  }
}
