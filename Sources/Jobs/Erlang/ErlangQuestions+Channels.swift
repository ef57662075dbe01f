import Foundation
import QueueingTheory

extension ErlangRequest {
  // MARK: - Chat

  func chatAnswer() throws -> ErlangAnswer {
    let work = try work()
    let chat = ChatWork(
      work: work.handleTime, speeds: try speeds(),
      patience: try patience.map { try FieldText(.patience, $0).duration() },
      sessionPatience: try sessionPatience.map { try FieldText(.sessionPatience, $0).duration() },
      queueLimit: try queueLimit.map { try FieldText(.queueLimit, $0).count(0...Self.mostAgents) },
      packs: packs)
    let wait = try acceptableWait()
    let search = ErlangSearch(
      model: .chat(chat, within: wait), work: work, acceptableWait: wait, goals: try goals())
    return try search.answer(self, agents: try agentCount())
  }

  /// The speed of each of k chats, for k = 1 to the most at a time.
  private func speeds() throws -> [Double] {
    let value = try needed(speed, .speed)
    let given = try value.text.split(separator: ",", omittingEmptySubsequences: false).map {
      try FieldText(.speed, $0.trimmingCharacters(in: .whitespaces)).number(from: 0, upTo: 1)
    }
    guard given.count <= Self.mostChats else {
      throw value.complaint("allowed are at most \(Self.mostChats) chats at a time.")
    }
    guard let concurrency else { return given }
    let most = try FieldText(.concurrency, concurrency).count(1...Self.mostChats)
    // One speed is that of any number.
    if given.count == 1 { return [Double](repeating: given[0], count: most) }
    guard most <= given.count else {
      throw value.complaint(
        "these are speeds for up to \(given.count) chats at a time; \(.concurrency) \(concurrency) needs as "
          + "many, or one speed for any number.")
    }
    return Array(given.prefix(most))
  }

  /// The most chats at a time.
  static let mostChats = 20

  func sharingAnswer() throws -> ErlangAnswer {
    guard agents == nil || agents == "1" else {
      throw JobFailure(at: .agents, "\(.agents): processor sharing is one agent who works on all at once.")
    }
    let work = try work()
    let search = ErlangSearch(model: .sharing(work: work.handleTime), work: work, goals: try goals())
    return try search.answer(self, agents: 1)
  }

  // MARK: - Threads

  func returningAnswer() throws -> ErlangAnswer {
    var work = try work()
    let share = try needed(returning, .returning).proportion()
    let threads = ThreadWork(
      turn: work.handleTime, returning: share,
      thinking: try needed(thinking, .thinking).duration(mayBeZero: true),
      period: try wave.map { try FieldText(.wave, $0).duration() })
    // All turns of what comes; a load is that of all turns already.
    if load == nil {
      work.load /= 1 - share
      work.period = nil
    }
    let wait = try acceptableWait()
    let search = ErlangSearch(
      model: .returning(threads, within: wait), work: work, acceptableWait: wait, goals: try goals())
    return try search.answer(self, agents: try agentCount())
  }

  // MARK: - Work that can wait

  func deferrableAnswer() throws -> ErlangAnswer {
    let hours = try WeekText(try needed(hours, .hours), isNumbered: false)
    let arriving = try arriving.map { try WeekText(FieldText(.arriving, $0), isNumbered: true) }
    let isWeek = hours.hasDays || (arriving?.hasDays ?? false)
    let stages = Self.stages(
      open: hours.parts(inWeek: isWeek), arriving: arriving?.parts(inWeek: isWeek), isWeek: isWeek)
    let cycle = stages.reduce(0) { $0 + $1.length }
    let arrivals = stages.reduce(0) { $0 + $1.arrivals }
    var work: ErlangWork
    if let arriving = self.arriving {
      guard calls.isEmpty, load == nil, arrivals > 0 else {
        throw JobFailure(
          .arriving, arriving, "this says how much comes, more than 0; \(.calls) and \(.load) exclude it.")
      }
      let time = try needed(aht, .aht).duration()
      work = ErlangWork(load: arrivals / cycle * time, handleTime: time)
      work.text = "\(ErlangAnswer.text(arrivals)) in a \(isWeek ? "week" : "day"), \(aht ?? "") each"
    } else {
      work = try self.work()
    }
    let goal = try acceptableWait()
    let mail = DeferrableWork(
      time: work.handleTime,
      stages: stages.map {
        ($0.length, arrivals > 0 ? $0.arrivals / arrivals : $0.length / cycle, $0.isOpen)
      }, goal: goal, isBusiness: business)
    let search = ErlangSearch(
      model: .deferrable(mail), work: work, acceptableWait: goal, goals: try goals())
    return try search.answer(self, agents: try agentCount())
  }

  /// The cycle between all borders of opening hours and of rates an hour.
  private static func stages(
    open: [WeekText.Part], arriving: [WeekText.Part]?, isWeek: Bool
  ) -> [(length: Double, arrivals: Double, isOpen: Bool)] {
    let cycle = 86_400.0 * (isWeek ? 7 : 1)
    let borders = Set((open + (arriving ?? [])).flatMap { [$0.from, $0.to] } + [0, cycle]).sorted()
    return zip(borders, borders.dropFirst()).map { low, high in
      func covers(_ part: WeekText.Part) -> Bool { part.from <= low && part.to >= high }
      let perHour = (arriving ?? []).filter(covers).reduce(0) { $0 + ($1.number ?? 0) }
      return (high - low, perHour * (high - low) / 3600, open.contains(where: covers))
    }
  }
}
