import ContactCenter
import Experiments
import Foundation
import ScenarioReading
import Testing

@Suite("Identities of key performance indicators")
struct KPIIdentitiesTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Scenarios")

  static let scenarios: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted()
  }()

  private func study(_ name: String, replications: Int = 4) async throws -> StudyResult {
    let file = try ScenarioFile.read(path: Self.folder.appendingPathComponent(name).path)
    var study = Scenario.Study()
    study.replications = replications
    study.seed = 23
    return await runStudy(model: file.model, settings: StudySettings(study: study))
  }

  @Test("They hold in every scope and interval of a simulated study", arguments: scenarios)
  func simulated(name: String) async throws {
    let result = try await study(name)
    #expect(result.replications == 4)
    let violations = KPIIdentities.violations(in: result)
    #expect(violations.isEmpty, "\(violations.prefix(5).map(\.description))")
  }

  @Test("A figure that does not fit breaks an identity that is named")
  func broken() async throws {
    var result = try await study("01-one-queue.yaml", replications: 2)
    for (wrong, identity) in [
      ("averageHoldTime", "talk + hold + wrap-up = handle time"),
      ("answered", "answered + abandoned + voice mail + disconnected ≤ offered"),
      ("serviceLevel", "SL1 ≤ SL5"), ("waitPercentile90", "wait quantiles do not fall"),
      ("occupancy", "occupancy × hours on duty = handling hours"),
    ] {
      let sound = result
      result.spoil(wrong)
      let violations = KPIIdentities.violations(in: result)
      #expect(violations.contains { $0.identity == identity }, "\(wrong): \(violations.count)")
      result = sound
    }
    #expect(KPIIdentities.violations(in: result).isEmpty)
  }
}

extension StudyResult {
  /// Makes the center's figure of the whole horizon too large; the other cells of its table become
  /// undefined.
  fileprivate mutating func spoil(_ identifier: String) {
    guard let place = IndicatorCatalogue.place(of: identifier) else { return }
    let sound = place.kind == .agents ? groupTable : contactTable
    var estimates = estimates(of: place.kind, scope: .center)
    estimates[place.index].value = (estimates[place.index].value ?? 0) * 3 + 1
    let spoilt = estimates
    let last = sound.members * (sound.rows + 1) + sound.rows
    let table = EstimateTable(kind: place.kind, members: sound.members, rows: sound.rows) {
      $0 == last ? spoilt[$1] : .undefined
    }
    if place.kind == .agents { groupTable = table } else { contactTable = table }
  }
}
