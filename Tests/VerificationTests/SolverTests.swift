import Foundation
import Testing
import Verification

/// Verification of a file's text by formulas only.
private func solve(_ text: String) async -> VerificationResult {
  var options = VerificationOptions()
  options.sides = [.solver]
  let (cases, problems) = CaseReader.read(text: text, file: "sample.json")
  var result = await Verifier.verify(cases, options: options)
  result.problems += problems
  return result
}

/// A file with one case.
private func file(_ family: String, _ params: String, _ outputs: String) -> String {
  "{\"family\": \"\(family)\", \"cases\": [{\"id\": \"A\", \"params\": \(params), "
    + "\"outputs\": \(outputs)}]}"
}

@Suite("Exact cases are solved by formulas")
struct SolverTests {
  @Test(
    "The formulas agree",
    arguments: [
      SampleCases.erlangC, SampleCases.erlangA, SampleCases.day, SampleCases.moreStaff,
      SampleCases.priority, SampleCases.approximations,
    ])
  func agree(sample: SampleFile) async throws {
    let result = await solve(sample.text)
    let family = try #require(result.solved.first)
    #expect(family.verdict == .passed, "\(VerificationReport(result).text())")
    #expect(result.families.isEmpty)
  }

  /// Cases of channels with the figures of `ChatAgentsTests` and others, found in other ways.
  @Test(
    "Chat, threads, backlogs and bots",
    arguments: [
      (
        "chat",
        """
        {"chats_per_hour": 60, "agents": 4, "max_concurrent": 3, "mean_single_chat_s": 240,
         "per_chat_speed": {"1": 1, "2": 0.8, "3": 0.65}, "mean_patience_s": 180, "threshold_s": 20}
        """, "{\"p_abandon\": 0.0017008074652045942, \"mean_chat_duration_s\": 276.7623042321481}"
      ),
      (
        "chat_shared_processor",
        """
        {"chats_per_hour": 10.8, "agents": 1, "slots_per_agent": null, "per_chat_speed": "1/k for every k",
         "mean_single_chat_work_s": 300, "work_law": "lognormal", "queue_limit": 0}
        """, "{\"mean_session_duration_s\": 3000, \"share_agents_with_1\": 0.09}"
      ),
      (
        "erlang_r",
        """
        {"threads_per_hour": 600, "agents": 64, "turn_work_s": 90, "p_return": 0.75, "mean_thinking_s": 420,
         "p_wait_target": 0.2, "threshold_s": 20}
        """, "{\"p_wait_turn\": 0.506866, \"agents_needed\": 69, \"mean_open_threads\": 277.602994}"
      ),
      (
        "erlang_r",
        """
        {"threads_per_hour_mean": 300, "arrival_relative_amplitude": 0.4, "period_s": 14400,
         "turn_work_s": 45, "p_return": 0.8, "mean_thinking_s": 900, "thinking_law": "uniform_0_2m"}
        """, "{\"lag_min\": 32.439539, \"mean_busy_eighth_3\": 22.016522}"
      ),
      (
        "deferrable_backlog",
        """
        {"cycle_h": 24, "arrivals_per_hour": [{"from_h": 0, "to_h": 24, "rate": 24}],
         "open_and_capacity_per_hour": [{"from_h": 6, "to_h": 14, "capacity": 40},
           {"from_h": 14, "to_h": 22, "capacity": 50}]}
        """, "{\"max_age_business_h\": 4.8, \"share_within_4h\": 0.5833333333}"
      ),
      (
        "deferrable_backlog",
        """
        {"stages": [{"duration_h": 1, "calls_per_hour": 160}, {"duration_h": 9, "calls_per_hour": 80}],
         "capacity_per_hour": 110, "accept_prob": 0.8}
        """, "{\"list_empty_at_h\": 2.3333333333, \"max_delay_h\": 1.3333333333, \"lost_callers\": 10}"
      ),
      (
        "bot_sessions",
        """
        {"contacts_per_hour": 400, "bot_session_capacity": null, "mean_session_s": 180, "containment": 0.6,
         "false_containment": 0.35, "mean_return_delay_s": 1800, "aht_s": 330, "return_to": "bot",
         "agents": 20, "threshold_s": 20}
        """, "{\"human_asa_s\": 152.18630609721708, \"need_over_plan\": 0.26582278481012656}"
      ),
      (
        "callback_priority",
        """
        {"calls_per_hour": 100, "callback_share": 0.2, "agents": 6, "aht_s": 200, "threshold_s": 20,
         "callback_delay_limit_s": 600}
        """, "{\"callback_delay_s\": 1395.576911, \"p_callback_delay_gt_D\": 0.501624}"
      ),
      (
        "virtual_hold_fcfs",
        """
        {"calls_per_hour": 940, "agents": 54, "aht_s": 200, "accept_prob": 0.3, "threshold_s": 60,
         "dial_time_s": 0, "reach_probability": 1}
        """, "{\"ticket_delay_s\": 112.5, \"inbound_lines_busy\": 55.816056}"
      ),
      (
        "callback_attempts",
        """
        {"tickets_per_hour": 63, "reach_probability_by_attempt": [0.6, 0.4], "max_attempts": 5,
         "talk_s": 300, "ring_until_answer_s": 8, "ring_timeout_s": 30, "gap_s": 3600,
         "initial_delay_s": 300, "machine_share_of_unreached": 0.4, "machine_detection_s": 3,
         "message_s": 20, "message_closes_ticket": true, "busy_share_of_unreached": 0.1, "busy_tone_s": 3,
         "busy_threshold_agents": 3}
        """,
        "{\"p_closed_by_message\": 0.2484883456, \"delay_reached_s\": 1376.8140374526602, "
          + "\"p_agents_busy_gt\": 0.6219947889773183}"
      ),
      (
        "choice_equilibrium",
        """
        {"calls_per_hour": 104, "agents": 6, "aht_s": 200, "logit_constant": -6,
         "logit_per_announced_minute": 4, "announcement": "zeros included, in the coin model"}
        """, "{\"callback_share_offered\": 0.34798, \"announced_wait_min\": 1.343017}"
      ),
      (
        "preemptive_blend",
        """
        {"voice_calls_per_hour": 90, "mails_per_hour": 30, "agents": 10, "voice_aht_s": 240,
         "mail_work_s": 240, "threshold_s": 20, "switch_back_cost_s": 0}
        """,
        """
        {"mail_time_s": 418.172609, "interruptions_per_mail": 0.923643,
         "finish_first_mail_time_s": 362.754045}
        """
      ),
    ])
  func channels(family: String, params: String, outputs: String) async throws {
    let result = await solve(file(family, params, outputs))
    let solved = try #require(result.solved.first)
    #expect(solved.verdict == .passed, "\(VerificationReport(result).text())")
    #expect(solved.cases[0].notJudged.isEmpty)
  }

  @Test("A figure that is off by more than the file's tolerance fails, and is named")
  func disagrees() async throws {
    let right = """
      {"blocking": {"value": 0.21052631578947367, "tol_rel": 1e-9}, "carried_erlang": 1.58}
      """
    let text = file("erlang_b", "{\"servers\": 3, \"load_erlang\": 2}", right)
    let result = await solve(text)
    #expect(result.solved.first?.verdict == .failed && !result.hasPassed)
    let figures = try #require(result.solved.first?.cases.first?.figures)
    #expect(figures.map(\.agrees) == [true, false])
    let report = VerificationReport(result)
    #expect(report.text(allFigures: false).contains("the solver disagrees: A carried_erlang"))
    #expect(try report.json().contains("\"A carried_erlang\""))
  }

  @Test(
    "A tolerance is the file's, else a millionth of the value",
    arguments: [
      ("{\"value\": 0.2105, \"tol_abs\": 1e-4}", true),
      ("{\"value\": 0.2105, \"tol_rel\": 1e-4}", false),
      ("{\"value\": 0.2105, \"tol_rel\": 1e-4, \"tol_abs\": 1e-4}", true),
      ("0.2105263", true), ("0.21052", false), ("{\"value\": 0.21052, \"ref_err\": 1e-5}", true),
      ("{\"value\": 0.21, \"se\": 2e-4}", true), ("{\"value\": 0.21, \"se\": 1e-4}", false),
    ])
  func tolerances(value: String, agrees: Bool) async {
    let result = await solve(
      file("erlang_b", "{\"servers\": 3, \"load_erlang\": 2}", "{\"blocking\": \(value)}"))
    #expect(result.solved.first?.cases.first?.figures.first?.agrees == agrees)
  }

  @Test(
    "What has no formula or no steady state is listed with a reason",
    arguments: [
      ("erlang_c", "{\"servers\": 3, \"load_erlang\": 3, \"aht_s\": 60}", "unstable"),
      ("erlang_c", "{\"servers\": 3, \"load_erlang\": 1e300, \"aht_s\": 60}", "ten million"),
      (
        "erlang_a_trunks",
        "{\"servers\": 3, \"trunks\": 2, \"calls_per_hour\": 9, \"aht_s\": 60}", "fewer lines"
      ),
      (
        "erlang_inverse",
        "{\"calls_per_hour\": 9, \"aht_s\": 60, \"target_kind\": \"luck\", \"target\": 1}", "luck"
      ),
      (
        "mmn_general_patience",
        "{\"servers\": 3, \"calls_per_hour\": 9, \"aht_s\": 60, \"patience\": "
          + "{\"dist\": \"loglogistic\", \"scale_s\": 60, \"shape\": 3}}", "law of patience"
      ),
      (
        "transient_day",
        "{\"aht_s\": 300, \"mean_patience_s\": 60, \"intervals\": [{\"length_s\": 36000, "
          + "\"calls_per_hour\": 240000, \"agents\": 20000}]}", "minutes"
      ),
      (
        "retrial",
        "{\"servers\": 1, \"calls_per_hour\": 61, \"aht_s\": 60, \"mean_retry_s\": 9, "
          + "\"persistence\": 1}", "unstable"
      ),
      ("no_such_family", "{}", "no formula for this family"),
    ])
  func unsupported(family: String, params: String, reason: String) async {
    let result = await solve(file(family, params, "{\"p_wait\": 0.5, \"x\": 1}"))
    #expect(result.solved.isEmpty && result.problems.isEmpty)
    #expect(result.notJudged.contains { $0.reason.contains(reason) }, "\(result.notJudged)")
  }

  @Test("Unknown figures and missing ones are listed, the others judged")
  func unknownFigures() async {
    let params = "{\"servers\": 3, \"load_erlang\": 2}"
    let some = await solve(
      file("erlang_b", params, "{\"blocking\": 0.21052631578947367, \"colour\": 3}"))
    #expect(some.solved.first?.judged == 1)
    #expect(some.notJudged.map(\.output) == ["colour"])
    for nothing in ["{}", "null"] {
      let result = await solve(file("erlang_b", params, nothing))
      #expect(result.notJudged.map(\.reason) == ["the case has no figures"])
    }
  }

  @Test("A case that is wrong is a problem, and the others are judged")
  func wrongCase() async {
    let text = """
      {"family": "erlang_inverse", "cases": [
        {"id": "A", "params": {"calls_per_hour": 9, "aht_s": 60, "target_sl": 1, "threshold_s": 0},
         "outputs": {"min_agents": 2}},
        {"id": "B", "params": {"calls_per_hour": 20, "aht_s": 180, "target_sl": 0.8,
         "threshold_s": 20}, "outputs": {"min_agents": {"value": 3, "tol_abs": 0}}}]}
      """
    let result = await solve(text)
    #expect(result.problems.map(\.caseID) == ["A"])
    #expect(result.solved.first?.cases.map(\.caseID) == ["B"])
    #expect(result.hasPassed)
    #expect(VerificationReport(result).text().contains("must be below 1"))
  }

  @Test("Large cases, and those at the edges, are solved")
  func large() async throws {
    let text = """
      {"family": "erlang_a_trunks", "cases": [
        {"id": "A", "params": {"calls_per_hour": 400000, "aht_s": 180, "servers": 20000,
          "trunks": 20000, "mean_patience_s": 60, "threshold_s": 0},
         "outputs": {"p_block": {"value": 0.005612, "tol_abs": 1e-5}, "p_abandon": 0,
           "p_wait_entered": 0}}]}
      """
    let result = await solve(text)
    #expect(result.solved.first?.verdict == .passed, "\(VerificationReport(result).text())")
  }
}

@Suite("The folder of exact cases, solved")
struct SolvedFolderTests {
  @Test(
    "Every figure with a formula agrees, in all families that have one",
    .enabled(
      if: TruthFolderTests.folder != nil, "skipped: no folder of exact cases (SWITCHBOARD_TRUTH)"))
  func allFamilies() async throws {
    let (cases, _) = CaseReader.read(paths: [try #require(TruthFolderTests.folder)])
    var options = VerificationOptions()
    options.sides = [.solver]
    options.threads = ProcessInfo.processInfo.activeProcessorCount
    let result = await Verifier.verify(cases, options: options)
    #expect(result.hasPassed, "\(VerificationReport(result).text(allFigures: false))")
    let families = Set(result.solved.map(\.family))
    let expected: Set = [
      "erlang_a", "erlang_a_inverse", "erlang_a_trunks", "erlang_b", "erlang_c", "erlang_inverse",
      "finite_source", "ivr_trunks", "mgn_service", "mmn_general_patience", "priority",
      "published", "retrial", "transient_day", "transient_poisson_identity", "transient_sinusoid",
    ]
    #expect(families.isSuperset(of: expected))
    let open = result.notJudged.filter { expected.contains($0.family) && $0.family != "published" }
    #expect(open.isEmpty, "\(open)")
  }
}
