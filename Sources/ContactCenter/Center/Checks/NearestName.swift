/// Finds the name that somebody may have meant.
package enum NearestName {
  /// The candidate with the smallest edit distance to `name`, if it is near enough: at most a third
  /// of the letters differ.
  ///
  /// Upper and lower case are the same; the first of equals wins.
  ///
  /// `nearest(to: "pateince", in: ["patience", "priority"])` is "patience".
  package static func nearest(to name: String, in candidates: [String]) -> String? {
    let wanted = Array(name.lowercased().unicodeScalars.prefix(100))
    var best: (name: String, distance: Int)?
    for candidate in candidates.prefix(10_000) {
      let letters = Array(candidate.lowercased().unicodeScalars.prefix(100))
      let allowed = max(1, max(wanted.count, letters.count) / 3)
      guard abs(wanted.count - letters.count) <= allowed else { continue }
      let distance = distance(wanted, letters)
      if distance <= allowed, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
  }

  /// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
  static func distance(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...second.count)
    for i in 0..<first.count {
      var current = [i + 1]
      for j in 0..<second.count {
        let change = last[j] + (first[i] == second[j] ? 0 : 1)
        var best = min(change, last[j + 1] + 1, current[j] + 1)
        if i > 0, j > 0, first[i] == second[j - 1], first[i - 1] == second[j] {
          best = min(best, beforeLast[j - 1] + 1)
        }
        current.append(best)
      }
      beforeLast = last
      last = current
    }
    return last[second.count]
  }
}
