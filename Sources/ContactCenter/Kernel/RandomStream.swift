/// A source of 64 random bits at a time.
package protocol RandomBits {
  mutating func next() -> UInt64
}

extension RandomBits {
  /// Uniform on [0, 1), 53 bits.
  @inline(__always)
  package mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Uniform on (0, 1), never an end.
  @inline(__always)
  package mutating func openUniform() -> Double { (Double(next() >> 12) + 0.5) * 0x1p-52 }
}

/// SplitMix64 (Steele, Lea and Flood 2014): one word of state, cheap enough for every caller.
///
/// A caller's stream for one purpose starts at the caller's seed (64 well-mixed bits) plus a
/// multiple of an odd constant for the purpose; every number is a mix of the state, so starts need
/// none. What a caller needs and how patient he is thus do not depend on who was served before him:
/// two policies meet the very same callers, which is what common random numbers ask for.
package struct CallerStream: RandomBits, BitwiseCopyable {
  private var state: UInt64

  @inline(__always)
  package init(seed: UInt64, purpose: RandomPurpose, visit: UInt64 = 0) {
    state = seed &+ (purpose.rawValue | visit &<< 8) &* 0xD1B5_4A32_D192_ED03
  }

  @inline(__always)
  package mutating func next() -> UInt64 {
    state = state &+ 0x9E37_79B9_7F4A_7C15
    return mix(state)
  }
}

/// What a random number decides about a contact, an agent or a day; each has a stream of its own.
package enum RandomPurpose: UInt64 {
  case arrivals = 1, dayFactor, intervalFactor, batch, patience, talk, hold, wrapUp, menu, redial
  case transfer, routing, balking, recognition, alert, nextAttempt, announcement, repeatCall
  case absence, lateness, unscheduledBreak, leg, place
  case absentShare, breakFactor, satisfaction, knowledgeGap
  case session, replyPatience, customerTurn
  case turn, nextTurn, bot
  // Of people over months; numbers from 64 on.
  case quality = 64
  case monitoring, evaluator, tenure, turnover
  // Of callbacks.
  case callbackOffer, callbackDial
  // Of work that waits while the center is closed.
  case chaser = 96
  case merging, spam
  // Of campaigns.
  case dialedList = 112
  case dialedRecord, dialedCall, dialedParty
  // Of what comes in over a line, and of what else is part of a conversation.
  case recording, transmission, video, coBrowsing, text
  // Of those who call in although they are to be called back.
  case callAgain
}

/// The finaliser of SplitMix64: a bijection that spreads every bit over all.
@inline(__always)
func mix(_ word: UInt64) -> UInt64 {
  var z = word
  z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
  z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
  return z ^ (z >> 31)
}

/// xoshiro256++ (Blackman and Vigna 2019): the stream of one source, such as a type's arrivals.
package struct SourceStream: RandomBits, BitwiseCopyable {
  private var s0: UInt64
  private var s1: UInt64
  private var s2: UInt64
  private var s3: UInt64

  /// The stream of (seed, replication, entity, purpose); any two of them are unrelated.
  package init(seed: UInt64, replication: Int, entity: Int, purpose: RandomPurpose) {
    var start = CallerStream(
      seed: mix(mix(seed &+ 0x2545_F491_4F6C_DD1D) &+ UInt64(replication))
        ^ mix(UInt64(entity) << 20),
      purpose: purpose)
    s0 = start.next()
    s1 = start.next()
    s2 = start.next()
    s3 = start.next()
  }

  @inline(__always)
  package mutating func next() -> UInt64 {
    let sum = s0 &+ s3
    let result = (sum << 23 | sum >> 41) &+ s0
    let shifted = s1 << 17
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= shifted
    s3 = s3 << 45 | s3 >> 19
    return result
  }
}
