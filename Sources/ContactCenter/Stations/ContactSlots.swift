/// The contacts that are inside or will call again, each in a slot that is used again after its end.
struct ContactSlots: ~Copyable {
  private var slots: Table<Contact>
  /// By slot; they stay as they are made where nobody writes them.
  var details: Table<ContactDetails>
  /// By slot; none without ratings.
  private var experiences: Table<Experience>
  /// The first free slot; −1: there is none.
  private var free: Int32 = 0
  /// Those in the center, from arrival to end.
  private(set) var inside = 0
  /// Persons who came so far.
  private var callers: Int32 = 0

  /// Room is made for so many at the start.
  static let first = 256

  /// Of what a contact does alone: its menu, its patience, its next attempt, never two at once.
  ///
  /// The second one is of what happens to it while it waits, the third of what its customer does while he is
  /// to be called back.
  let timers: TimerPairs

  init(keepsExperiences: Bool, haveSteps: Bool, wake: Bool, _ timers: inout TimerPlan) {
    self.timers = timers.reserveRest(two: haveSteps, three: wake)
    slots = Table(repeating: Contact(), count: ContactSlots.first)
    details = Table(repeating: ContactDetails(), count: ContactSlots.first)
    experiences = Table(repeating: Experience(), count: keepsExperiences ? ContactSlots.first : 0)
  }

  mutating func reset() {
    (inside, callers) = (0, 0)
    experiences.fill(Experience())
    link(from: 0)
  }

  // MARK: Slots

  /// Slots, taken and free.
  var count: Int { slots.count }

  subscript(slot: Int32) -> Contact {
    @inline(__always) unsafeAddress { UnsafePointer(slots.at(slot)) }
    @inline(__always) unsafeMutableAddress { slots.at(slot) }
  }

  subscript(slot: Int) -> Contact {
    @inline(__always) unsafeAddress { UnsafePointer(slots.at(Int32(slot))) }
    @inline(__always) unsafeMutableAddress { slots.at(Int32(slot)) }
  }

  /// All slots, to be read only; good until there are more of them.
  @inline(__always)
  var view: TableView<Contact> { slots.view }

  /// The address of a slot, good until there are more of them.
  @inline(__always)
  func at(_ slot: Int32) -> UnsafeMutablePointer<Contact> { slots.at(slot) }

  /// Whether no slot is free.
  @inline(__always)
  var isFull: Bool { free < 0 }

  /// A slot for a contact; there must be a free one.
  @inline(__always)
  mutating func take() -> Int32 {
    let slot = free
    free = slots.at(slot).pointee.next
    return slot
  }

  /// A contact is over; its slot is free.
  @inline(__always)
  mutating func release(_ slot: Int32) {
    assert(inside > 0)
    inside &-= 1
    let contact = slots.at(slot)
    contact.pointee.stage = .free
    contact.pointee.next = free
    free = slot
  }

  /// Doubles the slots.
  mutating func grow() {
    let old = slots.count
    slots.grow(to: old * 2, with: Contact())
    details.grow(to: old * 2, with: ContactDetails())
    if experiences.count > 0 { experiences.grow(to: old * 2, with: Experience()) }
    link(from: old)
  }

  /// Chains the slots from `first` on into the list of free ones.
  private mutating func link(from first: Int) {
    for slot in first..<slots.count {
      slots[slot].next = slot + 1 < slots.count ? Int32(slot + 1) : -1
      slots[slot].stage = .free
    }
    free = Int32(first)
  }

  // MARK: Inside and outside

  /// The number of a person who comes for the first time.
  @inline(__always)
  mutating func nextCaller() -> Int32 {
    callers &+= 1
    return callers &- 1
  }

  /// An attempt begins.
  @inline(__always)
  mutating func enter() { inside &+= 1 }

  /// An attempt ends whose caller keeps his slot, since he will call again.
  mutating func leave(_ slot: Int32) {
    assert(inside > 0)
    inside -= 1
    slots[slot].stage = .orbit
  }

  // MARK: What callers remember

  /// What a caller remembers of the present attempt; only with ratings.
  mutating func experience(of slot: Int32) -> UnsafeMutablePointer<Experience> {
    let memory = experiences.at(slot)
    if memory.pointee.random != slots[slot].random {
      memory.pointee = Experience(random: slots[slot].random)
    }
    return memory
  }

  /// A caller's next attempt begins with what he remembers of the ones before.
  mutating func keepExperience(_ slot: Int32, of old: UInt64, isRepeat: Bool) {
    let memory = experiences.at(slot)
    let earlier = memory.pointee.random == old ? memory.pointee.earlier : 0
    memory.pointee = Experience(
      random: slots[slot].random, earlier: earlier + (isRepeat ? 1 : 0))
  }
}
