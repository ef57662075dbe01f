import ContactCenter
import Foundation

extension JobRequest {
  /// A request from JSON; members that are left out have their defaults.
  ///
  /// - Parameter json: An object with some of the request's fields, in UTF-8.
  /// - Returns: The request, of which `checkFields()` may still find something.
  /// - Throws: `JobFailure` about a member that is none, is missing, or has a value of another kind.
  public static func read(json: Data) throws -> Self {
    guard let given = try? JSONSerialization.jsonObject(with: json) as? [String: Any] else {
      throw JobFailure(at: nil, "A request is a JSON object.")
    }
    let shape = try RequestShape(of: Self.self)
    let defaults = try JSONSerialization.jsonObject(with: JSONEncoder().encode(blank))
    guard case .object(let object) = shape, let defaults = defaults as? [String: Any] else {
      preconditionFailure("requests are objects")
    }
    let whole = try filled(given, object, defaults)
    do {
      return try JSONDecoder().decode(
        Self.self, from: JSONSerialization.data(withJSONObject: whole))
    } catch let error as DecodingError {
      throw failure(error)
    }
  }

  /// The members that are given over the defaults.
  private static func filled(
    _ given: [String: Any], _ object: RequestShape.Object, _ defaults: [String: Any]
  ) throws -> [String: Any] {
    let names = object.members.map(\.name)
    if let unknown = given.keys.sorted().first(where: { !names.contains($0) }) {
      let near = NearestName.nearest(to: unknown, in: names).map { " Did you mean \($0)?" } ?? ""
      throw JobFailure(at: nil, "\(unknown): there is no such field.\(near)")
    }
    if let missing = object.required.map(\.rawValue).sorted().first(where: { given[$0] == nil }) {
      throw JobFailure(at: JobField(rawValue: missing), "\(missing) is missing.")
    }
    var whole = defaults
    for member in object.members {
      guard let value = given[member.name] else { continue }
      if case .object(let inner) = member.shape, let part = value as? [String: Any] {
        whole[member.name] = try filled(
          part, inner, defaults[member.name] as? [String: Any] ?? [:])
      } else {
        whole[member.name] = value
      }
    }
    return whole
  }

  private static func failure(_ error: DecodingError) -> JobFailure {
    let context: DecodingError.Context
    switch error {
    case .typeMismatch(_, let found), .valueNotFound(_, let found), .keyNotFound(_, let found),
      .dataCorrupted(let found):
      context = found
    @unknown default: return JobFailure(at: nil, "\(error)")
    }
    let name = context.codingPath.last { $0.intValue == nil }?.stringValue ?? ""
    return JobFailure(
      at: JobField(rawValue: name), "\(name): this value is of another kind than the schema says.")
  }
}
