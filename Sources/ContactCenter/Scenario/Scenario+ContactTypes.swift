// A scenario becomes a model: contact types.

extension ModelBuilder {
  mutating func buildContactTypes() {
    for (i, type) in scenario.contactTypes.enumerated() {
      model.contactTypes.append(contactType(type, i))
    }
  }

  private mutating func contactType(_ type: Scenario.ContactType, _ i: Int) -> Model.ContactType {
    let path = "contactTypes[\(i)]"
    let patience = timedLaw(type.patience, at: "\(path).patience", "Patience", mayBeInfinite: true)
    let talk = timedLaw(type.talk, at: "\(path).talk", "Talk time")
    let wrapUp = timedLaw(type.wrapUp, at: "\(path).wrapUp", "Wrap-up time")
    var queue = queueIndex[type.name] ?? 0
    if let name = type.queue {
      queue =
        resolve(name, in: queueIndex, what: "queue", at: "\(path).queue") ?? unknownQueue()
    }
    var built = Model.ContactType(
      name: type.name, queue: queue, patience: patience, talk: talk, wrapUp: wrapUp)
    built.trunkGroup = type.trunks.flatMap {
      resolve($0, in: trunkIndex, what: "trunk group", at: "\(path).trunks")
    }
    built.menu = type.menu.flatMap {
      resolve($0, in: menuIndex, what: "menu", at: "\(path).menu")
    }
    checkNumber(type.priority, in: -1e9...1e9, at: "\(path).priority", "The priority")
    checkNumber(
      type.priorityGrowth, in: -1e6...1e6, at: "\(path).priorityGrowth", "The growth of priority")
    built.priority = type.priority
    built.priorityGrowth = type.priorityGrowth
    setServiceLevel(type, into: &built, path)
    setService(type, into: &built, path)
    setReturns(type, into: &built, path)
    buildArrivals(type, into: &built, i)
    return built
  }

  /// A queue in place of one that does not exist, so that the other checks can go on.
  private mutating func unknownQueue() -> Int {
    model.queues.append(Model.Queue(name: ""))
    return model.queues.count - 1
  }

  private mutating func setServiceLevel(
    _ type: Scenario.ContactType, into built: inout Model.ContactType, _ path: String
  ) {
    let goal = type.serviceLevel ?? scenario.serviceLevel
    let place = type.serviceLevel == nil ? "serviceLevel" : "\(path).serviceLevel"
    checkLength(goal.acceptableWait, at: "\(place).within", "The acceptable wait")
    checkLength(goal.shortAbandon, at: "\(place).shortAbandon", "The short abandonment")
    if let target = goal.target { checkProportion(target, at: "\(place).target", "The target") }
    built.acceptableWait = goal.acceptableWait
    built.shortAbandon = goal.shortAbandon
    built.target = goal.target
  }

  /// What happens while an agent is on the line.
  private mutating func setService(
    _ type: Scenario.ContactType, into built: inout Model.ContactType, _ path: String
  ) {
    built.hold = hold(of: type, path)
    checkGap(of: type, path)
    built.knowledgeGap = type.knowledgeGap
    if let recognition = type.recognition {
      checkProportion(recognition.share, at: "\(path).recognition.share", "The share")
      checkLaw(
        recognition.identification, at: "\(path).recognition.identification", "Identification")
    }
    built.recognition = type.recognition
    built.region = type.region
    built.value = type.value
    built.waitingCost = type.waitingCost
    built.score = type.score
    built.transferredScore = type.transferredScore
    built.waitScore = type.waitScore
    for (j, transfer) in type.transfers.enumerated() {
      let place = "\(path).transfers[\(j)]"
      let byGap = j == 0 ? type.knowledgeGap.map { $0.probability * (1 - $0.holdShare) } : nil
      let probability = chance(
        transfer.probability, byGap: byGap, at: "\(place).probability", "a transfer")
      checkLaw(transfer.together, at: "\(place).together", "The time together")
      if let wait = transfer.giveUpAfter {
        checkLength(wait, at: "\(place).giveUpAfter", "The wait for the second agent")
      }
      let to = resolve(transfer.to, in: typeIndex, what: "contact type", at: "\(place).to")
      var result = Model.Transfer(
        kind: transfer.kind, probability: probability, toType: to ?? 0,
        together: transfer.together)
      result.giveUpAfter = transfer.giveUpAfter
      built.transfers.append(result)
    }
    let sum = built.transfers.reduce(0) { $0 + $1.probability }
    if sum > 1 + 1e-9 {
      error(
        "\(path).transfers", "The chances of transfers add up to \((sum * 100).plain)%.",
        "Stay at or below 100%.")
    }
  }

  /// Callers who come again.
  private mutating func setReturns(
    _ type: Scenario.ContactType, into built: inout Model.ContactType, _ path: String
  ) {
    let i = typeIndex[type.name] ?? 0
    built.redialAfterBusy = redial(type.redialAfterBusy, type: i, "\(path).redialAfterBusy")
    built.redialAfterAbandon = redial(
      type.redialAfterAbandon, type: i, "\(path).redialAfterAbandon")
    guard let source = type.repeatCall else { return }
    let place = "\(path).repeatCall"
    checkProportion(source.unsolved, at: "\(place).unsolved", "The unsolved share")
    checkProportion(source.callsAgain, at: "\(place).callsAgain", "The share that calls again")
    checkLaw(source.delay, at: "\(place).delay", "The delay")
    checkProportion(
      source.afterTransfer, at: "\(place).afterTransfer", "What a transfer adds to the unsolved share")
    checkLength(source.window, at: "\(place).window", "The window of repeated calls")
    let mostUnsolved = source.unsolved + source.afterTransfer
    if mostUnsolved > 1 + 1e-9 {
      error(
        "\(place).afterTransfer",
        "After a transfer the unsolved share is \((mostUnsolved * 100).plain)%.",
        "Let unsolved and afterTransfer add up to at most 100%.")
    }
    if source.delay.isConstantZero, mostUnsolved * source.callsAgain >= 1 {
      error(
        place, "Everybody calls again at once and for ever, so time may stand still.",
        "Give a delay, or let one of the chances be below 100%.")
    }
    let to = source.becomes.map {
      resolve($0, in: typeIndex, what: "contact type", at: "\(place).becomes") ?? i
    }
    var result = Model.RepeatCall(
      unsolved: source.unsolved, callsAgain: source.callsAgain, delay: source.delay,
      toType: to ?? i)
    result.afterTransfer = source.afterTransfer
    result.window = source.window
    built.repeatCall = result
  }

  private mutating func redial(
    _ source: Scenario.Redial?, type: Int, _ path: String
  ) -> Model.Redial? {
    guard let source else { return nil }
    if source.probabilities.isEmpty || source.probabilities.count > 1000 {
      error("\(path).probability", "There are \(source.probabilities.count).", "Give 1 to 1000.")
    }
    for probability in source.probabilities {
      checkProportion(probability, at: "\(path).probability", "The chance of a redial")
    }
    checkLaw(source.delay, at: "\(path).delay", "The delay")
    if source.delay.isConstantZero, source.probabilities.last == 1 {
      error(
        path, "Everybody redials at once and for ever, so time would stand still.",
        "Give a delay, or let the last probability be below 100%.")
    }
    let to = source.becomes.map {
      resolve($0, in: typeIndex, what: "contact type", at: "\(path).becomes") ?? type
    }
    return Model.Redial(
      probabilities: source.probabilities, delay: source.delay, toType: to ?? type)
  }
}

// MARK: - Correlated days

extension ModelBuilder {
  mutating func buildDayFactorCorrelation() {
    guard let correlation = scenario.dayFactorCorrelation else { return }
    let path = "dayFactorCorrelation"
    let before = problems.count
    var places: [Int] = []
    for (i, name) in correlation.types.enumerated() {
      let at = "\(path).types[\(i)]"
      guard let place = resolve(name, in: typeIndex, what: "contact type", at: at) else { continue }
      if places.contains(place), isSound(at) { error(at, "\"\(name)\" is named twice.", "Name it once.") }
      places.append(place)
      if scenario.contactTypes[place].arrivals.dayFactor == nil,
        isSound("contactTypes[\(place)].arrivals")
      {
        warn(at, "\"\(name)\" has no dayFactor, so nothing of it is correlated.", "Give it one.")
      }
    }
    if unreadable.touch(path) { return }
    checkMatrix(correlation.matrix, size: correlation.types.count, "\(path).matrix")
    guard !problems[before...].contains(where: { $0.severity == .error }) else { return }
    guard let root = Self.root(of: correlation.matrix) else {
      error(
        "\(path).matrix", "No random numbers can have these correlations.",
        "The matrix must be positive semidefinite: if A goes with B and B with C, then A with C.")
      return
    }
    model.dayFactorRoot = spread(root, over: places)
  }

  private mutating func checkMatrix(_ matrix: [[Double]], size: Int, _ path: String) {
    if matrix.count != size || matrix.contains(where: { $0.count != size }) {
      error(path, "The matrix does not have \(size) rows of \(size).", "One for each type.")
      return
    }
    for i in 0..<size {
      for j in 0..<size {
        let value = matrix[i][j]
        if !(abs(value) <= 1) {
          error("\(path)[\(i)]", "A correlation is \(value.plain).", "Give −1 to 1.")
        } else if i == j, value != 1 {
          error("\(path)[\(i)]", "The diagonal has \(value.plain).", "A type's own correlation is 1.")
        } else if j < i, value != matrix[j][i] {
          error("\(path)[\(i)]", "Rows \(j + 1) and \(i + 1) disagree.", "Make it symmetric.")
        }
      }
    }
  }

  /// The lower triangle L with L·Lᵀ = the matrix (Cholesky); a zero pivot leaves a zero column, so
  /// a semidefinite matrix is allowed; nil for an indefinite one.
  static func root(of matrix: [[Double]]) -> [[Double]]? {
    let n = matrix.count
    let tolerance = 1e-9
    var root = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
    for j in 0..<n {
      let pivot = (0..<j).reduce(matrix[j][j]) { $0 - root[j][$1] * root[j][$1] }
      if pivot < -tolerance { return nil }
      let diagonal = pivot > tolerance ? pivot.squareRoot() : 0
      root[j][j] = diagonal
      for i in (j + 1)..<max(n, j + 1) {
        let rest = (0..<j).reduce(matrix[i][j]) { $0 - root[i][$1] * root[j][$1] }
        if diagonal > 0 {
          root[i][j] = rest / diagonal
        } else if abs(rest) > tolerance.squareRoot() {
          return nil
        }
      }
    }
    return root
  }

  /// The root over all contact types.
  ///
  /// It stays a lower triangle only if the types come in their own order, so the correlation matrix
  /// is sorted first.
  private func spread(_ root: [[Double]], over places: [Int]) -> [[Double]] {
    let order = places.indices.sorted { places[$0] < places[$1] }
    let matrix = scenario.dayFactorCorrelation!.matrix
    let sorted = Self.root(of: order.map { i in order.map { j in matrix[i][j] } }) ?? root
    let n = scenario.contactTypes.count
    var result = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
    for i in 0..<n { result[i][i] = 1 }
    for (i, from) in order.enumerated() {
      for (j, to) in order.enumerated() where j <= i {
        result[places[from]][places[to]] = sorted[i][j]
      }
    }
    return result
  }
}
