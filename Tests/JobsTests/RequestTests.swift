import Foundation
import Jobs
import Testing

/// What all requests have in common.
@Suite("Requests")
struct RequestTests {
  @Test("Every field of every request is a field with an option, and says what it is")
  func fieldsAreKnown() throws {
    var used: Set<String> = []
    for (name, type) in RequestSchema.all {
      let fields = try RequestSchema.fields(of: type)
      #expect(Set(fields).count == fields.count, "\(name) has two fields of one name")
      for field in fields {
        #expect(JobField(rawValue: field) != nil, "\(name).\(field)")
      }
      used.formUnion(fields)
      let text = try RequestSchema.text(of: type)
      let count = text.components(separatedBy: "\"description\"").count - 1
      #expect(count == fields.count, "\(name): \(count) of \(fields.count) fields are described")
    }
    #expect(Set(JobField.allCases.map(\.rawValue)) == used)
  }

  @Test("Options are fields in small letters, or arguments")
  func options() {
    #expect(JobField.maxReplications.option == "--max-replications")
    #expect(JobField.contactsCsv.option == "--contacts-csv")
    #expect(JobField.file.option == "FILE")
  }

  @Test("A schema has types, bounds, words and defaults")
  func schema() throws {
    let text = try RequestSchema.text(of: RunRequest.self)
    let root = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(root["required"] as? [String] == ["file"])
    let properties = try #require(root["properties"] as? [String: [String: Any]])
    #expect(properties["charts"]?["enum"] as? [String] == ["svg", "png"])
    #expect(properties["force"]?["default"] as? Bool == false)
    let study = try #require(properties["study"]?["properties"] as? [String: [String: Any]])
    #expect(study["replications"]?["type"] as? String == "integer")
    #expect(study["replications"]?["maximum"] as? Int == 1_000_000)
    #expect(
      study["replications"]?["description"] as? String
        == "Replications; with precision the least number. [the scenario's]")
    #expect(study["precision"]?["type"] as? String == "array")
  }

  @Test("A request reads from JSON with defaults for what is left out, and writes itself")
  func reading() throws {
    let json = #"{"file": "a.yaml", "study": {"seed": 18446744073709551615, "precision": ["x=1"]}}"#
    let request = try RunRequest.read(json: Data(json.utf8))
    var expected = RunRequest(file: "a.yaml")
    expected.study.seed = .max
    expected.study.precision = ["x=1"]
    #expect(request == expected)
    #expect(try RunRequest.read(json: JSONEncoder().encode(request)) == request)
  }

  @Test(
    "A request that cannot be read names the field",
    arguments: [
      (#"{"file": "a", "fil": 3}"#, nil, "Did you mean file?"),
      (#"{}"#, JobField.file, "file is missing."),
      (#"{"file": "a", "study": {"replications": "many"}}"#, .replications, "another kind"),
      (#"{"file": "a", "study": {"seeds": 1}}"#, nil, "Did you mean seed?"),
      (#"[]"#, nil, "JSON object"),
    ] as [(String, JobField?, String)])
  func unreadable(json: String, field: JobField?, text: String) throws {
    let failure = #expect(throws: JobFailure.self) { try RunRequest.read(json: Data(json.utf8)) }
    #expect(failure?.field == field)
    #expect(failure?.text().contains(text) == true, "\(failure?.text() ?? "")")
  }

  @Test("A failure calls fields as its reader does, and travels as JSON")
  func failures() throws {
    let failure = JobFailure(
      .maxReplications, "1", "take \(.replications), \(2) or more.")
    #expect(failure.text() == "maxReplications 1: take replications, 2 or more.")
    #expect(failure.text(\.option) == "--max-replications 1: take --replications, 2 or more.")
    let data = try JSONEncoder().encode(failure)
    let members = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(members["field"] as? String == "maxReplications")
    #expect(members["message"] as? String == "take replications, 2 or more.")
  }
}
