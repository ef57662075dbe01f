import ContactCenter
import Yams

/// Two values in a list, each of which is a setting; `parts` undoes `make`.
func pair<First, Second, Value>(
  _ first: Kind<First>, _ second: Kind<Second>, _ name: String,
  _ make: @escaping (First, Second) -> Value, parts: @escaping (Value) -> (First, Second)
) -> Kind<Value> {
  let shape = Shape.pair(first.shape, second.shape)
  let settings = { (focus: SettingFocus<Value>) -> SettingTree in
    let both: SettingFocus<Pair<First, Second>> = focus.through(
      { Pair(first: parts($0).0, second: parts($0).1) }, { make($0.first, $0.second) })
    return SettingTree(
      members: .init(
        what: name, names: { both.value($0) == nil ? [] : [nil, nil] },
        tree: { index in
          index == 0
            ? first.settings(both.part(\.first)) : second.settings(both.part(\.second))
        }, areNamed: false))
  }
  return Kind(shape: shape, settings: settings) { node, reading in
    guard case .sequence(let sequence) = node, sequence.count == 2 else {
      return reading.fail(
        node, "\(node.described.capitalizedFirst) is no \(name).",
        "Write a pair [\(first.shape.summary), \(second.shape.summary)].")
    }
    guard let one = first.read(sequence[0], &reading),
      let two = second.read(sequence[1], &reading)
    else { return nil }
    return make(one, two)
  }
}

/// Two values, each of which can be changed.
private struct Pair<First, Second> {
  var first: First
  var second: Second
}
