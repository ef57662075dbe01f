// Checks of how much is simulated.

extension ModelBuilder {
  mutating func checkStudy() {
    let study = scenario.study
    if !ScenarioLimits.replicationCounts.contains(study.replications) {
      error(
        "study.replications", "There are \(study.replications) replications.",
        "Give 1 to \(ScenarioLimits.replications).")
    }
    if !ScenarioLimits.replicationCounts.contains(study.maximumReplications) {
      error(
        "study.maximumReplications", "The limit is \(study.maximumReplications) replications.",
        "Give 1 to \(ScenarioLimits.replications).")
    }
    if !study.precision.isEmpty, study.maximumReplications == 1 {
      error(
        "study.maximumReplications", "The limit is one replication, which has no half-width.",
        "Give at least 2, or leave the precision goals out.")
    }
    if !study.precision.isEmpty, study.maximumReplications < study.replications {
      error(
        "study.maximumReplications",
        "At most \(study.maximumReplications) replications are fewer than the least number, "
          + "\(study.replications).", "Raise maximumReplications or lower replications.")
    }
    if !ScenarioLimits.confidences.contains(study.confidence) {
      error(
        "study.confidence", "The level is \(study.confidence.plain).",
        "Give a level from 50% to 99.99%, such as 95%.")
    }
    for (i, goal) in study.precision.enumerated()
    where !(goal.halfWidth > 0 && goal.halfWidth.isFinite) {
      error("study.precision[\(i)]", "The half-width is \(goal.halfWidth.plain).", "Give one above 0.")
    }
    guard study.method == .batchMeans else { return }
    guard isSound("calendar") else { return }
    if study.batches < 2 || study.batches > model.calendar.intervals {
      error(
        "study.batches",
        "\(study.batches) batches are to be cut from \(model.calendar.intervals) intervals.",
        "Give at least 2 and at most one for each planning interval.")
    }
  }
}
