import ContactCenter
import Experiments
import Synchronization
import Testing

/// A hand in the same process that may be lost or wrong.
private struct OddHand: FarHand {
  enum Fault: Sendable, CaseIterable {
    case none, lost, short, otherStudy, otherBlock
  }

  struct Lost: Error {}

  let model: Model
  let settings: StudySettings
  let fault: Fault
  let calls: Calls

  final class Calls: Sendable {
    private let count = Atomic(0)
    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
  }

  func fold(
    of replications: Range<Int>, isStopped: @escaping @Sendable () -> Bool
  ) async throws -> [UInt8]? {
    let hand = StudyHand(model: model, settings: settings)
    let bytes = await hand.fold(of: replications)
    // Every third answer is wrong.
    guard calls.next() % 3 == 0 else { return bytes }
    switch fault {
    case .none: return bytes
    case .lost: throw Lost()
    case .short: return Array(bytes.dropLast(3))
    case .otherStudy:
      var other = settings
      other.study.seed += 1
      return await StudyHand(model: model, settings: other).fold(of: replications)
    case .otherBlock:
      return await hand.fold(of: replications.upperBound..<replications.upperBound + 1)
    }
  }
}

@Suite("Far workers")
struct FarWorkerTests {
  @Test(
    "What is lost, damaged or of another study is simulated again: the same bytes",
    arguments: OddHand.Fault.allCases)
  fileprivate func faults(fault: OddHand.Fault) async throws {
    let model = Model.oneQueue(agents: 15, hours: 1, dayFactor: 0.2)
    var study = Scenario.Study()
    (study.replications, study.seed) = (300, 5)
    var settings = StudySettings(study: study, threads: 2)
    settings.kpis = KPIInputs()
    let near = await runStudy(model: model, settings: settings)
    let calls = OddHand.Calls()
    let troubles = OddHand.Calls()
    settings.crew = StudySettings.Crew(
      hand: { [settings] in OddHand(model: model, settings: settings, fault: fault, calls: calls) },
      troubled: { _ in _ = troubles.next() })
    let far = await runStudy(model: model, settings: settings)
    #expect(far.record == near.record && far.replications == 300)
    for indicator in IndicatorCatalogue.all {
      let (one, two) = (far.estimate(indicator.name), near.estimate(indicator.name))
      #expect(one?.value?.bitPattern == two?.value?.bitPattern, "\(indicator.identifier)")
      #expect(one?.halfWidth?.bitPattern == two?.halfWidth?.bitPattern, "\(indicator.identifier)")
    }
    #expect((troubles.next() == 1) == (fault == .none))
  }
}
