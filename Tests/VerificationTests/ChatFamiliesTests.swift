import ContactCenter
import Foundation
import Testing
import Verification

@Suite("Families of chat are simulated")
struct ChatFamiliesTests {
  /// Files with one case each, values of exact chains of the agents' numbers of chats.
  static let files = [
    SampleFile(
      name: "leaving in the session",
      text: """
        {"family": "chat_shared_processor", "cases": [{"id": "LEAVE", "params": {"chats_per_hour": 60,
          "agents": 4, "slots_per_agent": 3, "per_chat_speed": {"1": 1, "2": 0.8, "3": 0.65},
          "mean_single_chat_work_s": 240, "work_law": "exponential", "routing": "least_loaded",
          "queue_limit": null, "mean_queue_patience_s": 180, "mean_session_patience_s": 1200,
          "threshold_s": 20}, "outputs": {"p_abandon_session": 0.17994236217533402,
          "mean_chats_in_session": 3.59884724350668, "mean_session_duration_s": 215.96938908685695,
          "occupancy_active": 0.7078776340044837, "slot_utilisation": 0.29990393695889,
          "mean_concurrency_when_active": 1.270999064890601, "effort": 0.819879119579006}}]}
        """),
    SampleFile(
      name: "a limited queue",
      text: """
        {"family": "chat_shared_processor", "cases": [{"id": "LIMIT", "params": {"chats_per_hour": 100,
          "agents": 4, "slots_per_agent": 3, "per_chat_speed": {"1": 1, "2": 0.75, "3": 0.55},
          "mean_single_chat_work_s": 200, "routing": "least_loaded", "queue_limit": 4, "threshold_s": 30},
          "outputs": {"p_wait": 0.1864497861691634, "p_blocked": 0.029746711434446363,
          "asa_all_s": 12.918435401753232, "asa_started_s": 13.314497929558335,
          "sl_offered": 0.8379787147748071, "mean_queue": 0.35884542782647866,
          "mean_chats_in_session": 8.050407078635125, "mean_session_duration_s": 298.69999746080083,
          "occupancy_active": 0.9412315721792255, "effort": 1.3475740118966018}}]}
        """),
    SampleFile(
      name: "agents who pack",
      text: """
        {"family": "chat_full_speed", "cases": [{"id": "PACK", "params": {"chats_per_hour": 260, "agents": 6,
          "slots_per_agent": 4, "per_chat_speed": {"1": 1, "2": 1, "3": 1, "4": 1},
          "mean_single_chat_work_s": 400, "routing": "most_loaded", "mean_queue_patience_s": 45,
          "threshold_s": 20}, "outputs": {"p_wait": 0.5078800788354386, "p_abandon_queue": 0.2216164709994284,
          "asa_all_s": 9.972741194974278, "sl_offered": 0.6547581273386707,
          "mean_chats_in_session": 22.486635282238733, "occupancy_active": 0.99532765935647,
          "mean_concurrency_when_active": 3.765365617853838, "mean_active_agents": 5.9719659561388205}}]}
        """),
  ]

  @Test("A right simulation passes, every figure of it", arguments: files)
  func passes(file: SampleFile) async throws {
    let result = try await SampleCases.verify(file)
    let family = try #require(result.families.first)
    #expect(family.verdict == .passed, "seed 7: \(VerificationReport(result).text())")
    let outputs = file.text.components(separatedBy: "\"outputs\"")[1].split(separator: ":").count - 1
    #expect(family.judged == outputs, "\(VerificationReport(result).text())")
  }

  @Test(
    "Agents who are a tenth faster with several, or fill their slots in another order, fail", arguments: files
  )
  func fails(file: SampleFile) async throws {
    let result = try await SampleCases.verify(file) { scenario in
      scenario.agentGroups[0].capacity.fill = .fewest
      scenario.agentGroups[0].capacity.speeds = scenario.agentGroups[0].capacity.speeds.map { $0 * 1.1 }
    }
    #expect(result.families.first?.verdict == .failed)
  }
}
