import Foundation

/// Writes the format as a JSON Schema (2020-12), with which editors complete and check scenarios.
public enum ScenarioSchema {
  /// The schema as JSON text with sorted keys; the same text every time.
  public static func json() -> String {
    var writer = SchemaWriter()
    var root = writer.schema(of: ScenarioFormat.scenario.shape)
    root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    root["title"] = "Switchboard scenario"
    root["$defs"] = writer.definitions
    let data = try? JSONSerialization.data(
      withJSONObject: root, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    return String(decoding: data ?? Data(), as: UTF8.self) + "\n"
  }
}

/// Collects the definitions of the mappings on the way.
private struct SchemaWriter {
  var definitions: [String: Any] = [:]

  mutating func schema(of shape: Shape) -> [String: Any] {
    switch shape {
    case .scalar(let scalar): return schema(of: scalar)
    case .choice(let words): return ["enum": words.map(\.word)]
    case .list(let element, let count):
      return [
        "type": "array", "items": schema(of: element), "minItems": count.lowerBound,
        "maxItems": count.upperBound,
      ]
    case .pair(let first, let second):
      return [
        "type": "array", "prefixItems": [schema(of: first), schema(of: second)], "minItems": 2,
        "maxItems": 2,
      ]
    case .map(let keys, let value):
      let value = schema(of: value)
      return [
        "type": "object", "additionalProperties": false,
        "properties": Dictionary(uniqueKeysWithValues: keys.map { ($0, value) }),
      ]
    case .named(_, let value, let count):
      return [
        "type": "object", "additionalProperties": schema(of: value),
        "minProperties": count.lowerBound, "maxProperties": count.upperBound,
      ]
    case .either(let shapes): return ["anyOf": shapes.map { schema(of: $0) }]
    case .object(let object):
      if definitions[object.anchor] == nil {
        definitions[object.anchor] = [String: Any]()
        definitions[object.anchor] = definition(of: object)
      }
      return ["$ref": "#/$defs/\(object.anchor)"]
    }
  }

  private func schema(of scalar: Shape.Scalar) -> [String: Any] {
    var parts: [[String: Any]] = []
    for type in scalar.types {
      var part: [String: Any] = ["type": type]
      if type == "string", let pattern = scalar.pattern { part["pattern"] = pattern }
      if type == "number" || type == "integer" {
        if let minimum = scalar.minimum { part["minimum"] = bound(minimum) }
        if let maximum = scalar.maximum { part["maximum"] = bound(maximum) }
      }
      parts.append(part)
    }
    return parts.count == 1 ? parts[0] : ["anyOf": parts]
  }

  /// Whole bounds without a decimal point.
  private func bound(_ value: Double) -> Any {
    if let whole = Int(exactly: value) { return whole }
    return value
  }

  private mutating func definition(of object: ObjectShape) -> [String: Any] {
    var properties: [String: Any] = [:]
    for field in object.fields {
      var property = schema(of: field.shape)
      var doc = field.doc
      if let text = field.defaultText { doc += " Default: \(text)." }
      if let example = field.example { doc += " Example: \(example)" }
      property["description"] = doc
      properties[field.key] = property
    }
    var result: [String: Any] = [
      "type": "object", "description": object.doc, "properties": properties,
      "additionalProperties": false,
    ]
    let required = object.fields.filter(\.isRequired).map(\.key)
    if !required.isEmpty { result["required"] = required }
    let conditions = object.alternatives.map { alternatives -> [String: Any] in
      let one: [[String: Any]] = alternatives.keys.map { ["required": [$0]] }
      let none: [[String: Any]] = [["not": ["anyOf": one] as [String: Any]]]
      return ["oneOf": alternatives.needed ? one : one + none]
    }
    if !conditions.isEmpty { result["allOf"] = conditions }
    return result
  }
}
