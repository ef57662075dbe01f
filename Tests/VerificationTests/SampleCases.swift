import ContactCenter
import Testing
import Verification

/// A small case file for the tests; values as in the theory's tables.
struct SampleFile: Sendable, CustomTestStringConvertible {
  var name: String
  var text: String
  var testDescription: String { name }
}

/// The samples.
enum SampleCases {
  /// A file's cases with a twentieth of the usual effort and seed 7, of a simulation that may be altered.
  static func verify(
    _ file: SampleFile, effort: Double = 0.05, alteration: (@Sendable (inout Scenario) -> Void)? = nil
  ) async throws -> VerificationResult {
    var options = VerificationOptions()
    (options.effort, options.seed, options.threads) = (effort, 7, 2)
    options.alteration = alteration
    return await Verifier.verify(CaseReader.read(text: file.text, file: "f.json").cases, options: options)
  }

  static let deferrable = SampleFile(
    name: "deferrable",
    text: """
      {"schema": "truth/1", "family": "deferrable_backlog", "cases": [
        {"id": "DEF-two-shifts", "model": "fluid",
         "params": {"cycle_h": 24, "arrivals_per_hour": [{"from_h": 0, "to_h": 24, "rate": 24}],
                    "open_and_capacity_per_hour": [{"from_h": 6, "to_h": 14, "capacity": 40},
                                                   {"from_h": 14, "to_h": 22, "capacity": 50}]},
         "outputs": {
           "mean_age_h": {"value": 3.247863247863248}, "max_age_h": {"value": 8.0},
           "mean_age_business_h": {"value": 1.9145299145299146}, "max_age_business_h": {"value": 4.8},
           "share_within_4h": {"value": 0.5833333333333334}, "share_within_8h": {"value": 1.0},
           "share_within_4h_business": {"value": 0.8611111111111112},
           "backlog_at_opening": {"value": 192.0}, "backlog_max": {"value": 192.0},
           "mean_backlog": {"value": 77.94871794871794}, "carried_over_midnight": {"value": 48.0},
           "items_per_cycle": {"value": 576.0}}}]}
      """)

  static let preemptive = SampleFile(
    name: "preemptive",
    text: """
      {"schema": "truth/1", "family": "preemptive_blend", "cases": [
        {"id": "PRE-60-200-10-240-90", "model": "preempt-resume",
         "params": {"voice_calls_per_hour": 60, "mails_per_hour": 200, "agents": 10, "voice_aht_s": 240,
                    "mail_work_s": 90, "mean_voice_patience_s": 15, "threshold_s": 20,
                    "switch_back_cost_s": 0},
         "outputs": {
           "voice_p_wait": {"value": 0.006201946000208443}, "voice_asa_s": {"value": 0.05931033328638323},
           "voice_busy": {"value": 3.984183911123631}, "mail_busy": {"value": 5.0},
           "mail_in_system": {"value": 14.261151341386196}, "mail_time_s": {"value": 256.70072414495155},
           "interruptions_per_hour": {"value": 40.0847884889839},
           "interruptions_per_mail": {"value": 0.20042394244491948},
           "p_mail_starts_at_once": {"value": 0.32571824585005993},
           "finish_first_voice_p_wait": {"value": 0.4270027242225326},
           "finish_first_voice_p_abandon": {"value": 0.1977677368853684},
           "finish_first_mail_time_s": {"value": 113.75206976581973}}}]}
      """)

  static let blend = SampleFile(
    name: "blend",
    text: """
      {"schema": "truth/1", "family": "blend", "cases": [
        {"id": "BLEND-120-10-2", "model": "blend",
         "params": {"calls_per_hour": 120, "agents": 10, "aht_inbound_s": 180, "aht_outbound_s": 240,
                    "mean_patience_s": 120, "reserve": 2, "threshold_s": 20},
         "outputs": {
           "p_wait": {"value": 0.3598094520914206}, "p_abandon": {"value": 0.0795824177928373},
           "asa_all_s": {"value": 9.549890135140476}, "sl_offered": {"value": 0.7794468564777788},
           "outbound_per_hour": {"value": 52.03243987104101}, "busy_inbound": {"value": 5.522505493242978},
           "busy_outbound": {"value": 3.468829324736067}, "occupancy": {"value": 0.8991334817979044}}}]}
      """)

  static let erlangC = SampleFile(
    name: "erlangC",
    text: """
      {"schema": "truth/1", "family": "erlang_c", "cases": [
        {"id": "EC-5-4", "model": "M/M/n",
         "params": {"servers": 5, "load_erlang": 4, "aht_s": 240, "threshold_s": 20},
         "outputs": {
           "p_wait": {"value": 0.5541125541125541, "ref_err": 1e-15},
           "asa_s": {"value": 132.98701298701297, "ref_err": 1e-12},
           "sl": {"value": 0.49019183951275597, "ref_err": 1e-12},
           "miss": {"value": 0.5098081604872441, "ref_err": 1e-12},
           "occupancy": {"value": 0.8, "ref_err": 0},
           "asa_waiting_s": {"value": 240.0, "ref_err": 1e-12},
           "mean_queue": {"value": 2.2164502164502164, "ref_err": 1e-12}}},
        {"id": "EC-14-10", "model": "M/M/n",
         "params": {"servers": 14, "load_erlang": 10, "aht_s": 180, "threshold_s": 20},
         "outputs": {
           "p_wait": {"value": 0.17413193359504983, "ref_err": 1e-15},
           "asa_s": {"value": 7.835937011777243, "ref_err": 1e-12},
           "sl": {"value": 0.8883500191794669, "ref_err": 1e-12},
           "occupancy": {"value": 0.7142857142857143, "ref_err": 0}}},
        {"id": "EC-rare", "model": "M/M/n",
         "params": {"servers": 50, "load_erlang": 1, "aht_s": 180, "threshold_s": 20},
         "outputs": {
           "p_wait": {"value": 1.2e-65, "tol_rel": 0.05},
           "asa_s": {"value": 4.5e-65, "tol_rel": 0.05},
           "occupancy": {"value": 0.02}}},
        {"id": "EC-endless", "model": "M/M/n",
         "params": {"servers": 10, "load_erlang": 9.999999, "aht_s": 180, "threshold_s": 20},
         "outputs": {"p_wait": {"value": 0.9999996339784663}}}]}
      """)

  static let erlangA = SampleFile(
    name: "erlangA",
    text: """
      {"schema": "truth/1", "family": "erlang_a", "cases": [
        {"id": "EA-100-5", "model": "M/M/n+M",
         "params": {"calls_per_hour": 100, "aht_s": 180, "mean_patience_s": 300, "servers": 5,
                    "threshold_s": 30},
         "outputs": {
           "p_wait": {"value": 0.6138793953353223, "ref_err": 1e-13},
           "p_abandon": {"value": 0.1538083989263375, "ref_err": 1e-13},
           "asa_all_s": {"value": 46.14251967790125, "ref_err": 1e-12},
           "asa_served_s": {"value": 42.83486915907864, "ref_err": 1e-10},
           "wait_abandoned_s": {"value": 64.33987500994063, "ref_err": 1e-9},
           "sl_offered": {"value": 0.5065015822272324, "ref_err": 1e-10},
           "sl_answered": {"value": 0.5985660713065156, "ref_err": 1e-10},
           "sl_excl_short_ab": {"value": 0.534544462470745, "ref_err": 1e-10},
           "p_ab_within_T": {"value": 0.05246126788760311, "ref_err": 1e-10},
           "p_wait_gt_T": {"value": 0.44103714988516446, "ref_err": 1e-10},
           "mean_queue": {"value": 1.281736657719479, "ref_err": 1e-12},
           "occupancy": {"value": 0.8461916010736625, "ref_err": 1e-13}}}]}
      """)

  static let multiskill = SampleFile(
    name: "multiskill",
    text: """
      {"schema": "truth/1", "family": "multiskill", "cases": [
        {"id": "MSK-N-longest", "model": "N",
         "params": {"calls_per_hour": [60, 40],
           "aht_s": {"type0_group0": 180, "type0_group1": 180, "type1_group1": 180},
           "mean_patience_s": [120, 180], "servers": [3, 3], "route": [[0, 1], [1]],
           "rules": {"0": ["longest", [0]], "1": ["longest", [0, 1]]},
           "queue_capacity_per_type": [12, 12], "queue_capacity_total": null, "threshold_s": 20},
         "outputs": {
           "p_immediate[0]": {"value": 0.7128129033542402},
           "p_abandon[0]": {"value": 0.0817501558047938},
           "sl_offered[1]": {"value": 0.5268561514217918},
           "served_by_group_frac[0][1]": {"value": 0.22509813411933075},
           "group_occupancy[0]": {"value": 0.6931517091250309},
           "mean_queue[1]": {"value": 0.4197597804121402}}}]}
      """)

  static let staffing = SampleFile(
    name: "multiskill_staffing",
    text: """
      {"schema": "truth/1", "family": "multiskill_staffing", "cases": [
        {"id": "MSSTAFF-N-longest", "model": "N",
         "params": {"calls_per_hour": [45, 30],
           "aht_s": {"type0_group0": 200, "type0_group1": 240, "type1_group1": 160},
           "mean_patience_s": [90, 150], "route": [[0, 1], [1]],
           "rules": {"0": ["longest", [0]], "1": ["longest", [0, 1]]},
           "queue_capacity_per_type": [12, 12], "threshold_s": 20,
           "cost_per_agent": [1.0, 1.15], "target_sl_offered": [0.8, 0.75]},
         "outputs": {"min_cost": {"value": 6.6, "tol_abs": 1e-6}}}]}
      """)

  static let day = SampleFile(
    name: "day",
    text: """
      {"schema": "truth/1", "family": "transient_day", "cases": [
        {"id": "TV-drop", "model": "M(t)/M/s(t)+M",
         "params": {"intervals": [
             {"length_s": 1200.0, "calls_per_hour": 400.0, "agents": 24},
             {"length_s": 1200.0, "calls_per_hour": 200.0, "agents": 8},
             {"length_s": 1200.0, "calls_per_hour": 200.0, "agents": 12}],
           "aht_s": 240.0, "mean_patience_s": 150.0, "p_zero_patience": 0.0, "threshold_s": 20.0},
         "outputs": {
           "interval1": {
             "arrivals": {"value": 66.66666666666666},
             "mean_busy": {"value": 9.260124572085259, "ref_err": 1e-7},
             "mean_queue": {"value": 4.281644888285502, "ref_err": 1e-7},
             "p_wait": {"value": 0.9459276478951171, "ref_err": 1e-7},
             "abandons_during": {"value": 34.253159106284045, "ref_err": 1e-7},
             "sl_offered": {"value": 0.10268464412896203, "ref_err": 1e-7},
             "end_mean_busy": {"value": 7.843585558424218, "ref_err": 1e-7},
             "end_mean_queue": {"value": 3.440003762136379, "ref_err": 1e-7}},
           "total_abandons": {"value": 56.732853852516946, "ref_err": 1e-6},
           "day_sl_offered": {"value": 0.514007541779981, "ref_err": 1e-7}}}]}
      """)

  /// With equal rates of service and abandonment the number inside is Poisson(m(t)); staff rise at
  /// the end of interval 1, whose last moment still has the old ones.
  static let moreStaff = SampleFile(
    name: "moreStaff",
    text: """
      {"schema": "truth/1", "family": "transient_poisson_identity", "cases": [
        {"id": "TV-rise", "model": "M(t)/M/s(t)+M",
         "params": {"intervals": [
             {"length_s": 1200.0, "calls_per_hour": 120.0, "agents": 6},
             {"length_s": 1200.0, "calls_per_hour": 120.0, "agents": 6},
             {"length_s": 1200.0, "calls_per_hour": 180.0, "agents": 13}],
           "aht_s": 240.0, "mean_patience_s": 240.0},
         "outputs": {
           "interval1": {"end_mean_queue": {"value": 2.3500634320157454}, "end_mean_in_system": {"value": 7.9996368005619}},
           "interval2": {"end_mean_queue": {"value": 0.9369922479537136}, "end_mean_in_system": {"value": 11.973045764785095}}}}]}
      """)

  static let priority = SampleFile(
    name: "priority",
    text: """
      {"schema": "truth/1", "family": "priority", "cases": [
        {"id": "PRIO", "model": "two classes",
         "params": {"calls_per_hour": [100, 100], "aht_s": 240, "servers": 15, "threshold_s": 20},
         "outputs": {
           "np_asa1_s": {"value": 16.28840642373451}, "np_asa2_s": {"value": 146.59565781361053},
           "np_sl2": {"value": 0.49555973678483817}, "p_wait": {"value": 0.5655696674907816},
           "pr_wait1_s": {"value": 0.11517985131880118}}}]}
      """)

  static let approximations = SampleFile(
    name: "approximations",
    text: """
      {"schema": "truth/1", "family": "mgn_service", "cases": [
        {"id": "MD-100", "model": "M/D/n exact",
         "params": {"calls_per_hour": 100, "service_s": 180, "servers": 6, "threshold_s": 20},
         "outputs": {
           "p_wait": {"value": 0.5662224342651017}, "asa_s": {"value": 54.97219756850966},
           "APPROX": {"allen_cunneen_asa_s": 52.87648054145516}, "steps": [1, 2, 3]}}]}
      """)
}
