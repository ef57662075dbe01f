import Foundation

/// Requests as JSON Schemas (draft 2020-12), made from their types and what these say about their fields.
public enum RequestSchema {
  /// The requests that travel, by the command that has their name.
  public static let all: [(name: String, type: any JobRequest.Type)] = [
    ("run", RunRequest.self), ("report", ReportRequest.self), ("check", CheckRequest.self),
    ("trace", TraceRequest.self), ("shard", ShardRequest.self),
    ("join", JoinRequest.self), ("merge", MergeRequest.self), ("resume", ResumeRequest.self),
    ("verify", VerifyRequest.self),
    ("runs", RunsRequest.self),
    ("compare", CompareRequest.self), ("vary", VaryRequest.self),
    ("erlang", ErlangRequest.self),
    ("outbound-formula", OutboundFormulaRequest.self), ("staff", StaffRequest.self),
    ("init", InitRequest.self), ("kpi", KPIRequest.self),
  ]

  /// The schema of a request, with sorted keys; the same text every time.
  ///
  /// - Throws: what encoding throws; nothing for requests of this module.
  public static func text(of request: any JobRequest.Type) throws -> String {
    let shape = try RequestShape(of: request)
    let defaults = try JSONSerialization.jsonObject(with: encoded(request.blank))
    return try text(schema(of: shape, default: defaults), title: "\(request)")
  }

  private static func text(_ schema: [String: Any], title: String) throws -> String {
    var root = schema
    root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    root["title"] = title
    let data = try JSONSerialization.data(
      withJSONObject: root, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  /// The schema of an outcome that is Codable, such as that of a check; the same text every time.
  ///
  /// - Parameters:
  ///   - outcome: The type.
  ///   - title: What the schema is called.
  /// - Returns: The schema, with sorted keys.
  /// - Throws: what encoding throws.
  public static func text(of outcome: any Decodable.Type, title: String) throws -> String {
    try text(schema(of: RequestShape(of: outcome), default: nil), title: title)
  }

  /// The names of all fields of a request, those of its groups included.
  ///
  /// - Throws: what decoding throws; nothing for requests of this module.
  public static func fields(of request: any JobRequest.Type) throws -> [String] {
    try fields(of: RequestShape(of: request))
  }

  private static func fields(of shape: RequestShape) -> [String] {
    guard case .object(let object) = shape else { return [] }
    return object.members.flatMap { member in
      guard case .object = member.shape else { return [member.name] }
      return fields(of: member.shape)
    }
  }

  private static func encoded(_ value: some Encodable) throws -> Data {
    try JSONEncoder().encode(value)
  }

  private static func schema(of shape: RequestShape, default value: Any?) -> [String: Any] {
    switch shape {
    case .text: return ["type": "string"]
    case .whole: return ["type": "integer"]
    case .number: return ["type": "number"]
    case .truth: return ["type": "boolean"]
    case .words(let words): return ["enum": words]
    case .list(let element): return ["type": "array", "items": schema(of: element, default: nil)]
    case .object(let object): return schema(of: object, defaults: value as? [String: Any] ?? [:])
    }
  }

  private static func schema(
    of object: RequestShape.Object, defaults: [String: Any]
  ) -> [String: Any] {
    var properties: [String: Any] = [:]
    for member in object.members {
      var property = schema(of: member.shape, default: defaults[member.name])
      let field = JobField(rawValue: member.name)
      if let note = field.flatMap({ object.notes[$0] }) { describe(note, in: &property) }
      let isRequired = field.map(object.required.contains) ?? false
      if !isRequired, property["properties"] == nil, let value = defaults[member.name] {
        property["default"] = value
      }
      properties[member.name] = property
    }
    let required =
      object.isRequest
      ? object.required.map(\.rawValue) : object.members.filter { !$0.isOptional }.map(\.name)
    return [
      "type": "object", "additionalProperties": false, "properties": properties,
      "required": required.sorted(),
    ]
  }

  /// What a field is and its bounds; those of lists are of their elements.
  private static func describe(_ note: FieldNote, in property: inout [String: Any]) {
    let text = [note.words, note.more].filter { !$0.isEmpty }.map { $0.text() }
    property["description"] = text.joined(separator: " ")
    var bounds: [String: Any] = [:]
    if let range = note.whole {
      bounds = ["minimum": range.lowerBound]
      if range.upperBound < .max { bounds["maximum"] = range.upperBound }
    }
    if let range = note.number {
      bounds = ["minimum": range.lowerBound, "maximum": range.upperBound]
    }
    if let items = property["items"] as? [String: Any] {
      property["items"] = items.merging(bounds) { $1 }
    } else {
      property.merge(bounds) { $1 }
    }
  }
}
