import ContactCenter
import Foundation
import Testing
import Verification

@Suite("Families of outbound calls are simulated")
struct OutboundFamiliesTests {
  /// Files with one case each, values of exact chains and closed forms.
  static let files = [
    SampleFile(
      name: "idle agents",
      text: """
        {"family": "dialer", "cases": [{"id": "D", "params": {"agents": 10, "lines_per_idle_agent": 2,
          "mean_ring_s": 20, "answer_prob": 0.3, "mean_talk_s": 180}, "outputs": {
          "occupancy": 0.8510648665398216, "connected_per_hour": 170.21297330796435,
          "dropped_per_hour": 8.72655368558086, "drop_rate_of_answered": 0.04876817231050158,
          "dials_per_hour": 596.4650899784841, "mean_ringing": 3.3136949443249115}}]}
        """),
    SampleFile(
      name: "all agents",
      text: """
        {"family": "dialer_all_agents", "cases": [{"id": "A", "params": {"agents": 20, "lines_per_agent": 1.1,
          "mean_ring_s": 20, "answer_prob": 0.3, "mean_talk_s": 180}, "outputs": {
          "occupancy": 0.8004249453165893, "connected_per_hour": 320.16997812663567,
          "drop_rate_of_answered": 0.01041932959378383, "dials_per_hour": 1078.470196860279,
          "mean_ringing": 5.991501093668217}}]}
        """),
    SampleFile(
      name: "progressive",
      text: """
        {"family": "progressive_dialer", "cases": [{"id": "P", "params": {"setup_s": 3, "p_human": 0.22,
          "p_machine": 0.33, "p_no_answer": 0.35, "p_busy": 0.06, "p_invalid": 0.04, "ring_human_mean_s": 9,
          "ring_machine_mean_s": 9, "ring_no_answer_s": 24, "busy_tone_s": 4, "invalid_s": 2,
          "amd_analysis_s": 2, "amd_human_hung_up": 0.03, "amd_machine_connected": 0.12,
          "right_party_share": 0.45, "talk_right_s": 240, "talk_wrong_s": 35, "talk_machine_s": 8,
          "wrap_right_s": 30, "wrap_wrong_s": 10, "wrap_machine_s": 0, "agents": 7, "ring_law": "lognormal",
          "ring_par": 0.8, "work_law": "gamma", "work_par": 2}, "outputs": {"mean_dial_s": 17.77,
          "p_connect_per_dial": 0.253, "mean_work_s": 124.61086956521739, "cycle_s": 194.84802371541502,
          "agent_wait_between_calls_s": 70.23715415019763, "occupancy": 0.6395285268441706,
          "talk_share": 0.5572793633631562, "connects_per_agent_hour": 18.47593797131848,
          "right_parties_per_agent_hour": 7.012823412591754, "dials_per_agent_hour": 73.02742281153549,
          "silent_calls_per_agent_hour": 0.48198099055613425, "lines_in_use_per_agent": 0.9177508365189856}}]}
        """),
    SampleFile(
      name: "batch",
      text: """
        {"family": "batch_overdial", "cases": [{"id": "B", "params": {"agents": 2, "lines": 4,
          "answer_prob": 0.3, "ring_s": 20, "talk_s": 180, "drop_limit": 0.03}, "outputs": {
          "drop_rate_of_answered": 0.0765, "mean_answered": 1.2, "mean_dropped": 0.0918,
          "mean_connected": 1.1082, "p_any_drop": 0.0837, "agents_filled_share": 0.5541}}]}
        """),
    SampleFile(
      name: "list",
      text: """
        {"family": "list_penetration", "cases": [{"id": "L", "params": {"records": 5000, "max_attempts": 6,
          "p_invalid": 0, "contact_prob": [{"share": 1, "law": "beta", "a": 1.2, "b": 8.8}]}, "outputs": {
          "penetration": 0.4612751753846154, "attempts_per_record": 4.595638153846154,
          "attempts_per_contact": 9.9628993691548, "exhausted_share": 0.5387248246153846,
          "hit_rate_attempt_1": 0.12, "hit_rate_attempt_6": 0.08}}]}
        """),
    SampleFile(
      name: "time-out",
      text: """
        {"family": "ring_timeout", "cases": [{"id": "T", "params": {"ring_timeout_s": 15,
          "p_would_answer": 0.35, "answer_law": "gamma", "answer_mean_s": 11, "answer_par": 3, "setup_s": 3,
          "p_busy": 0, "busy_tone_s": 0}, "outputs": {"answers_per_line_hour": 60.34424945513361,
          "mean_attempt_s": 16.180417068705168, "p_answered_per_attempt": 0.27122086774501286,
          "attempts_per_line_hour": 222.4911746535152}}]}
        """),
  ]

  @Test("A right simulation passes, every figure of it", arguments: files)
  func passes(file: SampleFile) async throws {
    let result = try await SampleCases.verify(file, effort: 0.1)
    let family = try #require(result.families.first)
    #expect(family.verdict == .passed, "seed 7: \(VerificationReport(result).text())")
    let outputs = file.text.components(separatedBy: "\"outputs\"")[1].split(separator: ":").count - 1
    #expect(family.judged == outputs, "\(VerificationReport(result).text())")
  }

  @Test("One that reaches a twentieth fewer people fails", arguments: files)
  func fails(file: SampleFile) async throws {
    let result = try await SampleCases.verify(file, effort: 0.1) { scenario in
      for campaign in scenario.campaigns.indices {
        scenario.campaigns[campaign].list.answers.human *= 0.95
        for segment in scenario.campaigns[campaign].list.segments.indices {
          scenario.campaigns[campaign].list.segments[segment].answers?.human *= 0.95
        }
      }
    }
    #expect(result.families.first?.verdict == .failed)
  }
}
