/// What is kept beside what every model keeps; a feature that a model does not use costs nothing.
struct Kept {
  /// Whether answered contacts and persons served may differ; if not, the books derive the latter.
  let persons: Bool
  /// Whether anything writes contacts' details; if not, they stay as they are made.
  let details: Bool
  /// Whether waits are foretold, and the forecasts judged.
  let forecasts: Bool
  /// Whether anything of the following is kept: costs of waits, recent answers, what predictors know.
  let recent: Bool
  /// Whether callers' matters are followed to their end.
  let issues: Bool
  /// Whether callers rate what they found.
  let ratings: Bool
  /// Whether anybody may be called back.
  let callbacks: Bool
  /// Whether any of them call in meanwhile, or their callbacks expire.
  let wakes: Bool
  /// Whether contacts may be threads.
  let threads: Bool
  /// Whether contacts may meet bots.
  let bots: Bool
  /// Whether contacts leave messages, come in page by page, or have pictures, shared pages or text messages.
  let media: Bool
  /// Whether groups take only some types at times of day.
  let blocks: Bool
  /// Whether there is work that waits while the center is closed.
  let backlogs: Bool
  /// Whether any work is put aside for other contacts.
  let interruptions: Bool
  /// Whether people are called from lists.
  let campaigns: Bool
  /// Whether the model has more than calls that are answered or lost: any of the six before.
  let channels: Bool
  /// Whether a contact's place is chosen as soon as it comes, or it may be called back before it waits.
  let entry: Bool
  /// Whether answers, and places in queues, are booked in more ways than in all models.
  let more: Bool

  init(_ model: Model, _ prepared: PreparedModel, _ policy: any RoutingPolicy) {
    let predictor = model.routing.predictor(of: policy)
    (threads, bots) = (model.hasThreads, !model.bots.isEmpty)
    (media, blocks) = (model.hasMedia, model.groups.contains { !$0.blocks.isEmpty })
    wakes = model.queues.contains { $0.callback?.wakes == true }
    persons =
      bots || media || wakes
      || model.contactTypes.contains {
        !$0.transfers.isEmpty || $0.misrouted != nil || $0.repeatCall != nil || $0.chasers != nil
      }
    interruptions = !model.interruptions.isEmpty
    backlogs = model.hasBacklogs
    details = predictor != nil || Kept.needsDetails(model, prepared)
    forecasts = predictor != nil
    recent =
      predictor != nil || policy.uses.contains(.window)
      || model.contactTypes.contains { $0.waitingCost != nil }
    (issues, ratings) = (model.hasIssues, model.hasRatings)
    callbacks = model.queues.contains { $0.callback != nil }
    entry = callbacks || policy.placeRule != nil
    campaigns = !model.campaigns.isEmpty
    channels = callbacks || threads || bots || backlogs || interruptions || campaigns
    more = recent || persons || ratings || threads || backlogs
  }

  /// Whether contacts meet menus, holds, steps of the wait, a second agent or another attempt.
  private static func needsDetails(_ model: Model, _ prepared: PreparedModel) -> Bool {
    prepared.areShared || !prepared.milestones.isEmpty || model.queues.contains { $0.callback?.wakes == true }
      || prepared.groups.contains { $0.rings }
      || model.hasRatings || model.hasThreads || !model.bots.isEmpty || !model.campaigns.isEmpty
      || model.hasMedia
      || model.contactTypes.contains { type in
        type.menu != nil || type.hold != nil || !type.transfers.isEmpty || type.repeatCall != nil
          || type.redialAfterBusy != nil || type.redialAfterAbandon != nil
          || type.written.isKeptOverClosing
      }
  }
}
