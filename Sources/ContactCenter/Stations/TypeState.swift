/// A contact type's laws and numbers, prepared for the hot path.
struct TypeState: BitwiseCopyable {
  var acceptableWait: Seconds
  var shortAbandon: Seconds
  var patience: Int32
  var talk: Int32
  /// −1: no wrap-up.
  var wrapUp: Int32
  var holdLength: Int32 = -1
  var holdProbability = 0.0
  var holdAgain = 0.0
  var identification: Int32 = -1
  var recognised = 1.0
  var lane: Int32
  var queue: Int32
  /// The site that its contacts call.
  var site: Int32 = 0
  var trunk: Int32
  var menu: Int32
  var bot: Int32 = -1
  var batch: Int32 = -1
  /// A menu or a bot comes before the queue.
  var hasFront = false
  /// Something may be added to a conversation, or change its length.
  var hasExtras = false
  var hasTurns = false
  var knownFirst = false
  var prefersSameAgent = false
  /// What a turn takes longer with another agent.
  var handOver: Seconds = 0
  var hasTransfers = false
  /// Something may follow the conversation, or end with it: a transfer, a session.
  var mayGoOn = false
  /// Something follows the last conversation: issues or ratings are kept.
  var settles = false
  /// Conversations may have several parts, or not go on at one speed.
  var hasParts = false
  /// Customers may leave the conversation, or it goes in turns.
  var hasSession = false
  /// The channel's number.
  var channel: Int8 = 0
  /// The chance of a knowledge gap, and the share of gaps that end with a hold; −1: no gaps.
  var gapProbability = -1.0
  var gapHoldShare = 0.0
  var redialsAfterBusy = false
  var redialsAfterAbandon = false
  /// For expected waits, in seconds.
  var meanHandleTime: Seconds
  /// What the first minute of waiting costs, and the power of the minutes; 0: nothing.
  var costPerMinute = 0.0
  var costPower = 1.0
  /// Its contacts come, and wait, while the center is closed.
  var keepsOverClosing = false
  /// The acceptable wait is one of opening hours.
  var countsOpenTime = false
  var hasChasers = false
  var spamShare = 0.0
  /// An agent may see by a look that a contact is not for him.
  var hasLooks = false
}
