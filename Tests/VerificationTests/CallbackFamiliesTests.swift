import ContactCenter
import Foundation
import Testing
import Verification

@Suite("Families with callbacks are simulated")
struct CallbackFamiliesTests {
  /// Files with one case each, values of exact chains and closed forms.
  static let files = [
    // 21 tickets in an hour, of which 10 are called in the next half and 11 in 0.22 h after that.
    SampleFile(
      name: "surge",
      text: """
        {"family": "deferrable_backlog", "cases": [{"id": "SURGE", "params": {"stages": [
          {"duration_h": 1, "calls_per_hour": 150}, {"duration_h": 0.5, "calls_per_hour": 100},
          {"duration_h": 8, "calls_per_hour": 70}], "capacity_per_hour": 120, "accept_prob": 0.7,
          "start": "empty", "order_of_list": "FIFO"}, "outputs": {"tickets": 21, "lost_callers": 9,
          "list_empty_at_h": 1.72, "cleared_after_last_surge_h": 0.72, "mean_delay_h": 0.9385714285714286}}]}
        """),
    SampleFile(
      name: "callback",
      text: """
        {"family": "callback", "cases": [{"id": "CB", "params": {"calls_per_hour": 130, "agents": 8,
          "aht_inbound_s": 200, "aht_callback_s": 180, "mean_patience_s": 200, "queue_threshold_K": 3,
          "accept_prob": 0.8, "reserve": 1}, "outputs": {"p_callback": 0.05588999633155847,
          "p_abandon_all": 0.07449776170570761, "p_all_busy": 0.458840768478902,
          "asa_inbound_s": 15.781585072976348, "mean_inbound_queue": 0.5380393900967771,
          "mean_callback_list": 1.1341421463518737, "mean_callback_delay_s": 561.9433770808154,
          "busy_inbound": 6.280532858619745, "busy_callback": 0.36328497615513067,
          "occupancy": 0.8304772293468594}}]}
        """),
    SampleFile(
      name: "virtual hold",
      text: """
        {"family": "virtual_hold_fcfs", "cases": [{"id": "VH", "params": {"calls_per_hour": 110, "agents": 6,
          "aht_s": 200, "accept_prob": 0.6, "mean_patience_of_decliners_s": 90, "threshold_s": 300,
          "dial_time_s": 0, "reach_probability": 1}, "outputs": {"p_wait": 0.6339641490323945,
          "asa_all_s": 55.170024151221526, "p_wait_gt_T": 0.019273911780171467,
          "sl_offered": 0.834685748819791, "p_abandon": 0.146260187076699,
          "ticket_delay_s": 110.43370874739098, "tickets_per_hour": 41.84163383613804,
          "mean_tickets_held": 1.2835352234930688, "mean_holding_on_line": 0.40221551446092224,
          "outbound_lines_busy": 2.3245352131187795, "inbound_lines_busy": 3.2949791580956482,
          "line_minutes_saved_per_hour": 77.01211340958412, "occupancy": 0.8695498094589177,
          "decliner_wait_s": 51.909153131900055}}]}
        """),
    SampleFile(
      name: "second class",
      text: """
        {"family": "callback_priority", "cases": [{"id": "CBP", "params": {"calls_per_hour": 95,
          "callback_share": 0.3, "agents": 6, "aht_s": 200, "mean_inbound_patience_s": 300, "threshold_s": 20,
          "callback_delay_limit_s": 600}, "outputs": {"p_wait": 0.5469763685690342,
          "asa_inbound_s": 27.524128920858328, "callback_delay_s": 138.54815766774522,
          "p_abandon_inbound": 0.09174709640286109, "sl_inbound": 0.5909237505240575,
          "mean_inbound_queue": 0.5084318258991884, "mean_callback_list": 1.096839581536316,
          "delay_all_s": 60.83133754492438, "occupancy": 0.8231372045297198,
          "p_callback_delay_gt_D": 0.05813850646229491}}]}
        """),
    SampleFile(
      name: "attempts",
      text: """
        {"family": "callback_attempts", "cases": [{"id": "ATT", "params": {"tickets_per_hour": 36,
          "reach_probability_by_attempt": [0.7], "max_attempts": 3, "talk_s": 240, "ring_until_answer_s": 10,
          "ring_timeout_s": 25, "gap_s": 600, "initial_delay_s": 0, "machine_share_of_unreached": 0,
          "machine_detection_s": 0, "message_s": 0, "message_closes_ticket": false,
          "busy_share_of_unreached": 0, "busy_tone_s": 0, "agents": null}, "outputs": {"p_reached": 0.973,
          "attempts_per_ticket": 1.39, "agent_s_agent_first": 253.675, "agent_s_customer_first": 233.52,
          "p_failed": 0.027, "outbound_line_s": 253.675, "delay_reached_s": 225.8273381294964,
          "agents_busy_mean": 2.53675}}]}
        """),
    SampleFile(
      name: "choice",
      text: """
        {"family": "choice_equilibrium", "cases": [{"id": "CHQ", "params": {"calls_per_hour": 130, "agents": 6,
          "aht_s": 200, "logit_constant": -2.0, "logit_per_announced_minute": 1.5, "announcement":
          "(inbound calls waiting + 1) x aht_s / agents, tickets not counted", "mean_inbound_patience_s": 90},
          "outputs": {"p_wait": 0.9029235671186642, "callback_share_offered": 0.36754058953678903,
          "callbacks_per_hour": 43.14193782150906, "asa_inbound_waiting_s": 30.776708762533787,
          "callback_delay_waiting_s": 1004.2285005862224, "mean_inbound_queue": 0.634668105561438,
          "mean_callback_list": 12.03454542524391, "p_abandon_of_decliners": 0.3419634306948198}}]}
        """),
  ]

  @Test("A right simulation passes, every figure of it", arguments: files)
  func passes(file: SampleFile) async throws {
    let result = try await SampleCases.verify(file, effort: 0.2)
    let family = try #require(result.families.first)
    #expect(family.verdict == .passed, "seed 7: \(VerificationReport(result).text())")
    let outputs = file.text.components(separatedBy: "\"outputs\"")[1].split(separator: ":").count - 1
    #expect(family.judged == outputs, "\(VerificationReport(result).text())")
  }

  @Test("One that dials later, or from another place, fails", arguments: files)
  func fails(file: SampleFile) async throws {
    let result = try await SampleCases.verify(file, effort: 0.2) { scenario in
      for queue in scenario.queues.indices {
        scenario.queues[queue].callback?.initialDelay += 600
        scenario.queues[queue].callback?.dialing.ring += 20
      }
    }
    #expect(result.families.first?.verdict == .failed)
  }

  @Test("A list that grows for ever, and attempts that wait for agents, are said to be not simulated")
  func unsupported() throws {
    func reasons(_ family: String, _ params: String) throws -> [String] {
      let text =
        "{\"family\": \"\(family)\", \"cases\": [{\"id\": \"A\", \"params\": \(params), \"outputs\": "
        + "{\"p_wait\": 0.5}}]}"
      let plan = try Families.plan(CaseReader.read(text: text, file: "f.json").cases[0], Effort(factor: 0.01))
      #expect(plan.runs.isEmpty)
      return plan.notJudged.map(\.reason)
    }
    let list = try reasons(
      "callback_priority",
      "{\"calls_per_hour\": 200, \"callback_share\": 0.6, \"agents\": 6, \"aht_s\": 200, "
        + "\"mean_inbound_patience_s\": 60}")
    #expect(list == ["not simulated: the list grows for ever and never settles"])
  }
}
