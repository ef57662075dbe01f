import ContactCenter
import Experiments

/// The values of a catalogue's KPIs in one study.
struct KPIFigures {
  let catalogue: KPICatalogue
  let confidence: Double
  let record: KPIRecord
  private let series: [String: KPIValues]
  private let estimates: [String: KPIEstimate]
  private let present: Set<KPIMechanism>
  private let unknown: [String: [String]]

  /// Values of every KPI that can be measured.
  ///
  /// O(KPIs × replications).
  ///
  /// - Parameters:
  ///   - catalogue: The KPIs.
  ///   - record: The totals of the study's replications.
  ///   - present: The mechanisms of its model.
  ///   - confidence: The level of intervals.
  ///   - result: The study, for what does not come from totals; nil: that has no value.
  init(
    catalogue: KPICatalogue, record: KPIRecord, present: Set<KPIMechanism>, confidence: Double,
    result: StudyResult?
  ) {
    self.catalogue = catalogue
    self.confidence = confidence
    self.record = record
    self.present = present
    var series: [String: KPIValues] = [:]
    var estimates: [String: KPIEstimate] = [:]
    var unknown: [String: [String]] = [:]
    for kpi in catalogue.kpis {
      guard kpi.needs.map(present.contains) ?? true else { continue }
      if kpi.formula.isOfTotals {
        let lacking = kpi.formula.events.filter { record.place(of: $0) == nil }
        if lacking.isEmpty {
          let own = KPIValues(kpi.formula, in: record)
          series[kpi.identifier] = own
          let bounds: ClosedRange<Double>? =
            kpi.unit == .proportion && (0...1).contains(own.value ?? -1) ? 0...1 : nil
          estimates[kpi.identifier] = own.estimate(confidence: confidence, within: bounds)
          continue
        }
        unknown[kpi.identifier] = lacking
      }
      guard let estimate = kpi.measuredBy.lazy.compactMap({ result?.estimate($0) }).first,
        let value = estimate.value
      else { continue }
      unknown[kpi.identifier] = nil
      let interval = estimate.judgedInterval
      estimates[kpi.identifier] = KPIEstimate(
        value: value, low: interval?.lowerBound, high: interval?.upperBound)
    }
    self.series = series
    self.estimates = estimates
    self.unknown = unknown
  }

  /// The value of a KPI with its interval; nil: not measured.
  func estimate(_ identifier: String) -> KPIEstimate? { estimates[identifier] }

  /// The values of a KPI by replication; nil: not measured by its formula.
  func series(_ identifier: String) -> KPIValues? { series[identifier] }

  /// Why a KPI has no value; empty where it has one.
  func reasons(_ kpi: KPI) -> [Finding] {
    if estimates[kpi.identifier] != nil { return [] }
    if let needs = kpi.needs, !present.contains(needs) {
      return [Finding("missing.\(needs.rawValue)")]
    }
    let lacking = unknown[kpi.identifier] ?? []
    let mechanisms = lacking.compactMap { record.missing[$0] }
    if let mechanism = mechanisms.first { return [Finding("missing.\(mechanism.rawValue)")] }
    if !lacking.isEmpty {
      return [Finding("missing.events", ["events": .text(lacking.joined(separator: ", "))])]
    }
    return [Finding(kpi.formula.isOfTotals ? "missing.zero" : "missing.indicator")]
  }

  /// The change of a KPI against another study with the same random numbers.
  func change(_ identifier: String, from base: KPIFigures) -> KPIEstimate? {
    guard let mine = series[identifier], let theirs = base.series[identifier] else { return nil }
    return mine.difference(to: theirs, confidence: confidence)
  }

  /// The change of one KPI for each unit of another one, between two studies.
  func slope(of parent: String, per child: String, from base: KPIFigures) -> KPIEstimate? {
    guard let pairs = pairs(parent, child, base) else { return nil }
    return KPIValues.slope(of: pairs.parent, per: pairs.child, confidence: confidence)
  }

  /// What closing a KPI's gap would do to another one, less a share of the other's own gap, as
  /// `KPIValues.effect` tells.
  func effect(
    closing child: String, to end: Double, on parent: String, beyond share: Double = 0,
    to otherEnd: Double = 0, from base: KPIFigures
  ) -> KPIEstimate? {
    guard let pairs = pairs(parent, child, base) else { return nil }
    return KPIValues.effect(
      closing: pairs.child, to: end, on: pairs.parent, beyond: share, to: otherEnd,
      confidence: confidence)
  }

  /// The values of two KPIs in this study and in another one.
  private func pairs(
    _ parent: String, _ child: String, _ base: KPIFigures
  ) -> (parent: (KPIValues, KPIValues), child: (KPIValues, KPIValues))? {
    guard let high = series[parent], let low = base.series[parent], let childHigh = series[child],
      let childLow = base.series[child]
    else { return nil }
    return ((high, low), (childHigh, childLow))
  }

  /// The change of a total for each unit of a KPI, between two studies; nil: not counted, or no slope.
  func price(_ total: String, per identifier: String, from base: KPIFigures) -> KPIEstimate? {
    guard let formula = try? KPIFormula(total), record.place(of: total) != nil,
      let mine = series[identifier], let theirs = base.series[identifier]
    else { return nil }
    return KPIValues.slope(
      of: (KPIValues(formula, in: record), KPIValues(formula, in: base.record)),
      per: (mine, theirs), confidence: confidence)
  }

  /// Whether a KPI surely meets a rule.
  func meets(_ kpi: KPI, _ rule: TargetRule) -> Bool {
    estimates[kpi.identifier].map { rule.goal($0) == .met } ?? false
  }

  /// The chance that a period of some replications meets a rule; nil: not measured.
  func share(_ identifier: String, span: Int, _ rule: TargetRule) -> KPIEstimate? {
    series[identifier]?.spanShare(max(1, span), rule, confidence: confidence)
  }
}
