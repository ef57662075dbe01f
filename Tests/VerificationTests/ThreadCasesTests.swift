import ContactCenter
import Testing
import Verification

/// Cases of threads and bots; values as in the theory's tables.
private enum ThreadCases {
  static let threads = SampleFile(
    name: "erlang_r",
    text: """
      {"schema": "truth/1", "family": "erlang_r", "cases": [
        {"id": "ERS-p-40-5-0.7-60",
         "params": {"threads_per_hour": 40, "agents": 5, "turn_work_s": 120,
           "turn_work_law": "exponential", "p_return": 0.7, "mean_thinking_s": 60,
           "thinking_law": "exponential", "thinking_cv": 1, "threshold_s": 60, "p_wait_target": 0.5,
           "arrival_relative_amplitude": 0},
         "outputs": {"agent_load_erlang": {"value": 4.444444444444444},
           "turns_per_thread": {"value": 3.333333333333333},
           "mean_thinking": {"value": 1.5555555555555551},
           "p_wait_turn": {"value": 0.73784508308395}, "asa_turn_s": {"value": 159.37453794613302},
           "sl_turn": {"value": 0.4411080794047456}, "mean_queue": {"value": 5.902760664671592},
           "mean_open_threads": {"value": 11.902760664671591},
           "thread_duration_s": {"value": 1071.2484598204433},
           "p_wait_first_turn": {"value": 0.73784508308395}, "agents_needed": {"value": 6.0}}},
        {"id": "ERI-p-60-0.75-420-exp-exp",
         "params": {"threads_per_hour_mean": 60, "arrival_relative_amplitude": 0.5,
           "period_s": 28800, "agents": null, "turn_work_s": 90, "turn_work_law": "exponential",
           "p_return": 0.75, "mean_thinking_s": 420, "thinking_law": "exponential"},
         "outputs": {"agent_load_erlang": {"value": 6.0},
           "relative_amplitude": {"value": 0.9229711277270144},
           "lag_min": {"value": 25.21413502218198},
           "sin_component_erlang": {"value": 2.6194624162597755},
           "cos_component_erlang": {"value": -0.8973839609451413}, "thinking_mean": {"value": 21.0},
           "thinking_relative_amplitude": {"value": 0.9191207159957184},
           "thinking_lag_min": {"value": 32.19464241670568},
           "one_block_relative_amplitude": {"value": 0.9969299445800114},
           "one_block_lag_min": {"value": 5.987708454786873},
           "instant_relative_amplitude": {"value": 0.9998072900090689},
           "instant_lag_min": {"value": 1.4998072788675572},
           "mean_busy_eighth_0": {"value": 6.16892895951387},
           "mean_busy_eighth_1": {"value": 8.023689428929167},
           "mean_busy_eighth_2": {"value": 8.69300007690882},
           "mean_busy_eighth_3": {"value": 7.784787803307075},
           "mean_busy_eighth_4": {"value": 5.83107104048613},
           "mean_busy_eighth_5": {"value": 3.9763105710708344},
           "mean_busy_eighth_6": {"value": 3.30699992309118},
           "mean_busy_eighth_7": {"value": 4.215212196692924}}},
        {"id": "ERF-p-60-9-0.5",
         "params": {"threads_per_hour_mean": 60, "arrival_relative_amplitude": 0.5,
           "period_s": 28800, "agents": 9, "turn_work_s": 90, "turn_work_law": "exponential",
           "p_return": 0.75, "mean_thinking_s": 420, "thinking_law": "exponential"},
         "outputs": {
           "eighth_0": {"mean_busy": {"value": 6.104255845212627},
             "mean_queue": {"value": 0.5165432768978184}, "p_wait": {"value": 0.22948153286159131},
             "turns_arriving": {"value": 247.3312208713372}},
           "eighth_1": {"mean_busy": {"value": 7.731351236645974},
             "mean_queue": {"value": 3.139568901572959}, "p_wait": {"value": 0.5718557635043995},
             "turns_arriving": {"value": 314.5230433069965}},
           "eighth_2": {"mean_busy": {"value": 8.344301606035865},
             "mean_queue": {"value": 7.244512644333513}, "p_wait": {"value": 0.7563093305349259},
             "turns_arriving": {"value": 336.48715632696536}},
           "eighth_3": {"mean_busy": {"value": 7.981878389564785},
             "mean_queue": {"value": 6.031246802437586}, "p_wait": {"value": 0.6623171497913118},
             "turns_arriving": {"value": 313.5124322088061}},
           "eighth_4": {"mean_busy": {"value": 6.2147967454635},
             "mean_queue": {"value": 1.2130231904163622}, "p_wait": {"value": 0.28550212980840056},
             "turns_arriving": {"value": 243.17794353185963}},
           "eighth_5": {"mean_busy": {"value": 4.084919195681809},
             "mean_queue": {"value": 0.041540095130027065}, "p_wait": {"value": 0.036809485908040104},
             "turns_arriving": {"value": 161.65636775855717}},
           "eighth_6": {"mean_busy": {"value": 3.3252489947896686},
             "mean_queue": {"value": 0.004663570940207325}, "p_wait": {"value": 0.007928262256740983},
             "turns_arriving": {"value": 133.10963638442118}},
           "eighth_7": {"mean_busy": {"value": 4.213247979413744},
             "mean_queue": {"value": 0.035875391247253294}, "p_wait": {"value": 0.03851348376597567},
             "turns_arriving": {"value": 170.20219962071275}},
           "p_wait_turn_day": {"value": 0.40715703935731},
           "asa_turn_day_s": {"value": 34.175576011657604},
           "mean_queue_day": {"value": 2.2783717341219654},
           "stationary_erlang_c_p_wait": {"value": 0.1959809126957457}}}]}
      """)

  static let bots = SampleFile(
    name: "bot_sessions",
    text: """
      {"schema": "truth/1", "family": "bot_sessions", "cases": [
        {"id": "BOT-p-loss-400-25-0.45",
         "params": {"contacts_per_hour": 400, "bot_session_capacity": 25, "mean_session_s": 180,
           "session_law": "constant", "containment": 0.45, "false_containment": 0.12,
           "mean_return_delay_s": 3600, "session_cv": 0, "aht_s": 300, "aht_uplift_after_bot": 1.2,
           "return_to": "human", "agents": null},
         "outputs": {"p_overflow_per_attempt": {"value": 0.050221777890794614},
           "bot_attempts_per_hour": {"value": 400.0},
           "overflow_per_hour": {"value": 20.088711156317846},
           "escalations_per_hour": {"value": 208.95120886402518},
           "human_contacts_per_hour": {"value": 249.55512961790185},
           "mean_sessions": {"value": 18.995564442184108},
           "mean_awaiting_return": {"value": 20.515209597558837},
           "bot_solved_per_hour": {"value": 150.44487038209815},
           "human_load_erlang": {"value": 24.62070110918489},
           "subtraction_plan_erlang": {"value": 18.333333333333332},
           "outage_load_erlang": {"value": 33.333333333333336},
           "need_over_plan": {"value": 0.3429473332282667},
           "plan_short_by": {"value": 0.2553691606087537}}},
        {"id": "BOT-p-chain3-60-3-0.6",
         "params": {"contacts_per_hour": 60, "bot_session_capacity": 3, "mean_session_s": 180,
           "session_law": "exponential", "containment": 0.6, "false_containment": 0.4,
           "mean_return_delay_s": 900, "session_cv": 1, "return_to": "bot", "agents": 4,
           "aht_s": 240, "aht_uplift_after_bot": 1, "threshold_s": 30},
         "outputs": {"p_overflow_per_attempt": {"value": 0.40100057166661807},
           "bot_attempts_per_hour": {"value": 70.07379985269958},
           "overflow_per_hour": {"value": 28.099633799784705},
           "escalations_per_hour": {"value": 16.789666421165936},
           "human_contacts_per_hour": {"value": 44.889300220950645},
           "mean_sessions": {"value": 2.098708302645742},
           "bot_solved_per_hour": {"value": 15.110699779049341},
           "mean_awaiting_return": {"value": 2.5184499631748913},
           "human_p_wait": {"value": 0.5601258768427737},
           "human_mean_queue": {"value": 1.9754893159722193},
           "human_asa_s": {"value": 158.42887954356667},
           "human_load_erlang": {"value": 2.992620014730043},
           "human_sl": {"value": 0.49571508861083985}}}]}
      """)
}

@Suite("Cases of threads and bots are simulated and judged")
struct ThreadCasesTests {
  private func verify(
    _ text: String, alteration: (@Sendable (inout Scenario) -> Void)? = nil
  ) async -> VerificationResult {
    var options = VerificationOptions()
    (options.effort, options.seed, options.threads) = (0.05, 3, 2)
    options.sides = [.simulator]
    options.alteration = alteration
    return await Verifier.verify(
      CaseReader.read(text: text, file: "sample.json").cases, options: options)
  }

  @Test("A right simulation passes", arguments: [ThreadCases.threads, ThreadCases.bots])
  func passes(file: SampleFile) async throws {
    let result = await verify(file.text)
    let family = try #require(result.families.first)
    #expect(family.verdict == .passed, "seed 3: \(VerificationReport(result).text())")
    #expect(family.judged > 15)
    #expect(result.problems.isEmpty)
  }

  @Test("Silences that are half as long fail, and so does a bot that contains a little less")
  func wrongFails() async throws {
    let threads = await verify(ThreadCases.threads.text) { scenario in
      scenario.contactTypes[0].turns?.thinking = .exponential(mean: 210)
    }
    #expect(threads.families.first?.verdict == .failed)
    let bots = await verify(ThreadCases.bots.text) { scenario in
      scenario.bots[0].containment *= 0.9
    }
    #expect(bots.families.first?.verdict == .failed)
  }

  @Test("Other plans, and what formulas solve, are named")
  func named() async throws {
    let result = await verify(ThreadCases.threads.text)
    let names = Set(result.notJudged.compactMap(\.output))
    #expect(
      names == [
        "agents_needed", "instant_lag_min", "instant_relative_amplitude", "one_block_lag_min",
        "one_block_relative_amplitude", "stationary_erlang_c_p_wait", "thinking_lag_min",
        "thinking_relative_amplitude",
      ])
  }
}
