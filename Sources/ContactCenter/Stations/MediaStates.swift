/// The laws of what a type has besides talk; −1: none.
struct MediaLaws: BitwiseCopyable {
  let recording: Int32
  let pages: Int32
  let coBrowsing: Int32
  let text: Int32

  init(_ type: Scenario.ContactType, _ laws: inout LawCollector) {
    recording = laws.add(type.voiceMail?.recording)
    pages = laws.add(type.transmission?.pages)
    coBrowsing = laws.add(type.coBrowsing?.delay)
    text = laws.add(type.text?.characters)
  }
}

/// What a contact is at besides waiting and talking.
struct MediaState: BitwiseCopyable {
  /// Since when it records a message, or comes in, or its agent looks at a page with it.
  var since: Seconds = 0
  /// It records a message, and does not come in as pages.
  var records = false
  /// It has a licence for a shared page.
  var hasLicence = false
}

/// Contacts that record, come in page by page, or share a page, and what is counted of them; empty where none do.
struct Media: ~Copyable {
  /// By contact slot.
  private var states: Table<MediaState>
  /// By type.
  private var tallies: Table<MediaTally>
  let laws: [MediaLaws]
  /// Contacts that share a page, and the most that may.
  private var shared: Int32 = 0
  private let licences: Int32

  init(_ model: Model, _ prepared: PreparedModel) {
    let has = model.hasMedia
    states = Table(repeating: MediaState(), count: has ? ContactSlots.first : 0)
    tallies = Table(repeating: MediaTally(), count: has ? model.contactTypes.count : 0)
    laws = prepared.mediaLaws
    licences = model.coBrowsingLicences.map { Int32(clamping: $0) } ?? Int32.max
  }

  mutating func reset() {
    states.fill(MediaState())
    tallies.fill(MediaTally())
    shared = 0
  }

  /// Makes room for as many contacts as there are slots.
  mutating func grow(to count: Int) { states.grow(to: count, with: MediaState()) }

  /// What a contact is at, good until there are more contacts.
  func at(_ contact: Int32) -> UnsafeMutablePointer<MediaState> { states.at(contact) }

  /// What is counted of a type.
  func tally(_ type: Int32) -> UnsafeMutablePointer<MediaTally> { tallies.at(type) }

  /// What was counted, by type.
  var finished: [MediaTally] { tallies.array() }

  /// Takes a licence; false: all are taken.
  mutating func takeLicence() -> Bool {
    if shared >= licences { return false }
    shared += 1
    return true
  }

  /// Gives a licence back.
  mutating func returnLicence() {
    assert(shared > 0, "a licence is given back that nobody took")
    shared -= 1
  }

  /// Contacts that share a page.
  var sharing: Int32 { shared }
}
