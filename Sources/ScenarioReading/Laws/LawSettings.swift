import ContactCenter
import Foundation

// Laws as settings: each parameter by which a law may be written can be changed, whichever it was written
// by. A changed mean keeps the cv, and a changed cv the mean.

extension SettingTree {
  /// The parameters of a law, with their fields.
  static func law(
    _ format: ObjectFormat<LawDraft>, _ focus: SettingFocus<Distribution>
  ) -> SettingTree {
    format.settings(
      SettingFocus(
        value: { focus.value($0).map { LawDraft($0) } },
        change: { scenario, _, edit in
          focus.change(&scenario, nil) { law in
            let draft = LawDraft(law)
            var changed = draft
            edit(&changed)
            if let new = changed.law(law, insteadOf: draft) { law = new }
          }
        }))
  }

  /// A law that is always the same.
  static func constantLaw(
    of quantity: Kind<Double>, _ focus: SettingFocus<Distribution>
  ) -> SettingTree {
    quantity.settings(
      focus.through(
        { if case .constant(let value) = $0 { value } else { nil } }, { .constant($0) }))
  }
}

extension LawDraft {
  /// The keys of all forms in which the law can be written.
  fileprivate init(_ law: Distribution) {
    self.init()
    switch law {
    case .constant(let value): (self.value, mean) = (value, value)
    case .uniform(let low, let high): (from, to) = (low, high)
    case .triangular(let low, let mode, let high): (from, self.mode, to) = (low, mode, high)
    case .exponential(let mean): self.mean = mean
    case .erlang(let phases, let mean): (self.phases, self.mean) = (phases, mean)
    case .gamma(let shape, let scale), .weibull(let shape, let scale):
      (self.shape, self.scale) = (shape.written, scale.written)
      takeMoments(law)
    case .logLogistic(let shape, let scale):
      (self.shape, self.scale, median) = (shape.written, scale.written, scale.written)
      takeMoments(law)
    case .lognormal(let mu, let sigma):
      (self.mu, self.sigma, median) = (mu.written, sigma.written, exp(mu).written)
      takeMoments(law)
    case .hyperexponential(let branches):
      self.branches = branches
      takeMoments(law)
    case .truncatedNormal(let mean, let deviation):
      (self.mean, sd) = (mean, deviation.written)
      cv = mean > 0 ? (deviation / mean).written : nil
    case .atomAtZero(let atom, let otherwise):
      self = LawDraft(otherwise)
      atomAtZero = atom
    case .empirical, .histogram, .never: break
    }
  }

  /// Mean, cv and standard deviation, where they exist.
  private mutating func takeMoments(_ law: Distribution) {
    guard law.mean.isFinite else { return }
    mean = law.mean.written
    cv = law.cv.flatMap { $0.isFinite ? $0.written : nil }
    sd = cv.flatMap { cv in mean.map { (cv * $0).written } }
  }

  /// The law after a change of one of its keys; nil where it cannot have the new value.
  fileprivate func law(_ law: Distribution, insteadOf old: LawDraft) -> Distribution? {
    let core = if case .atomAtZero(_, let core) = law { core } else { law }
    if atomAtZero != old.atomAtZero {
      return atomAtZero.map { .atomAtZero(atom: $0, otherwise: core) }
    }
    guard let new = changed(core, insteadOf: old) else { return nil }
    return atomAtZero.map { .atomAtZero(atom: $0, otherwise: new) } ?? new
  }

  private func changed(_ law: Distribution, insteadOf old: LawDraft) -> Distribution? {
    switch law {
    case .constant: (value == old.value ? mean : value).map { .constant($0) }
    case .uniform: both(from, to).map { .uniform(low: $0, high: $1) }
    case .triangular:
      mode.flatMap { mode in
        both(from, to).map { .triangular(low: $0, mode: mode, high: $1) }
      }
    case .exponential: mean.map { .exponential(mean: $0) }
    case .erlang: phases.flatMap { phases in mean.map { .erlang(phases: phases, mean: $0) } }
    case .gamma:
      hasOtherMoments(than: old)
        ? moments(old).map { .gamma(mean: $0, cv: $1) }
        : both(shape, scale).map { .gamma(shape: $0, scale: $1) }
    case .weibull:
      hasOtherMoments(than: old)
        ? moments(old).map { .weibull(mean: $0, cv: $1) }
        : both(shape, scale).map { .weibull(shape: $0, scale: $1) }
    case .logLogistic:
      hasOtherMoments(than: old)
        ? moments(old).map { .logLogistic(mean: $0, cv: $1) }
        : both(shape, median == old.median ? scale : median).map {
          .logLogistic(shape: $0, scale: $1)
        }
    case .lognormal:
      hasOtherMoments(than: old) ? moments(old).map { .lognormal(mean: $0, cv: $1) } : lognormal(old)
    case .hyperexponential(let branches): hyperexponential(branches, old)
    case .truncatedNormal: normal(old)
    case .empirical, .histogram, .never, .atomAtZero: nil
    }
  }

  private func hasOtherMoments(than old: LawDraft) -> Bool {
    mean != old.mean || cv != old.cv || sd != old.sd
  }

  private func both(_ first: Double?, _ second: Double?) -> (Double, Double)? {
    first.flatMap { first in second.map { (first, $0) } }
  }

  /// Mean and cv where a law can have them; another standard deviation keeps the mean.
  private func moments(_ old: LawDraft) -> (Double, Double)? {
    guard let mean, mean > 0, let cv = sd != old.sd ? sd.map({ $0 / mean }) : cv,
      (0...Distribution.largestCV).contains(cv)
    else { return nil }
    return (mean, cv)
  }

  private func lognormal(_ old: LawDraft) -> Distribution? {
    guard let sigma, let mu, let median else { return nil }
    if median == old.median { return .lognormal(mu: mu, sigma: sigma) }
    return median > 0 ? .lognormal(mu: log(median), sigma: sigma) : nil
  }

  /// Another mean stretches the branches; another cv makes two of balanced means.
  private func hyperexponential(
    _ old: [Distribution.Branch], _ draft: LawDraft
  ) -> Distribution? {
    guard hasOtherMoments(than: draft) else { return branches.map { .hyperexponential($0) } }
    guard let (mean, cv) = moments(draft), cv >= 1 else { return nil }
    guard cv == draft.cv, let before = draft.mean, before > 0 else {
      return .hyperexponential(mean: mean, cv: cv)
    }
    return Distribution.hyperexponential(old).scaled(by: mean / before)
  }

  /// Another mean keeps the standard deviation where that was written, which nobody knows any more: it
  /// keeps the cv, as with all laws.
  private func normal(_ old: LawDraft) -> Distribution? {
    guard let mean, let sd else { return nil }
    if sd != old.sd { return .truncatedNormal(mean: mean, standardDeviation: sd) }
    guard let cv else { return .truncatedNormal(mean: mean, standardDeviation: sd) }
    return .truncatedNormal(mean: mean, standardDeviation: cv * mean)
  }
}
