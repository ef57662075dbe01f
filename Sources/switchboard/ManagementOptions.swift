import ArgumentParser
import Jobs

/// The options of `run` about the management report.
struct ManagementOptions: ParsableArguments {
  @Flag(help: .of(ManagementRequest.note(.smart)))
  var smart = false

  @Option(help: .of(ManagementRequest.note(.profile)))
  var profile: String?

  @Option(help: .of(ManagementRequest.note(.budget)))
  var budget: Double?

  @Option(help: .of(ManagementRequest.note(.deadline)))
  var deadline: String?

  @Option(help: .of(ManagementRequest.note(.baseline)))
  var baseline: String?

  @Option(help: .of(ManagementRequest.note(.date)))
  var date: String?

  @Option(help: .of(ManagementRequest.note(.catalogue), valueName: "FILE"))
  var catalogue: [String] = []

  @Option(help: .of(ManagementRequest.note(.smartReplications)))
  var smartReplications: Int?

  @Flag(help: .of(ManagementRequest.note(.brief)))
  var brief = false

  /// The options as a part of requests.
  var request: ManagementRequest {
    var request = ManagementRequest()
    (request.smart, request.profile, request.budget) = (smart, profile, budget)
    (request.deadline, request.baseline, request.date) = (deadline, baseline, date)
    request.catalogue = catalogue
    (request.smartReplications, request.brief) = (smartReplications, brief)
    return request
  }
}
