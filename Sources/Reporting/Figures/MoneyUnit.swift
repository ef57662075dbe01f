import ContactCenter
import Experiments

/// What amounts of money are in, and how long they are for: no amount is printed without both.
///
/// Example: 1234.5 with the currency EUR for one opening day is "EUR 1,234.50 a day", for five of them
/// "EUR 1,234.50 in 5 days".
public struct MoneyUnit: Sendable, Equatable {
  /// The currency's name, such as "EUR"; nil: the scenario names none.
  public var currency: String?
  /// Opening days that an amount is for.
  public var days: Double

  /// A currency, and the opening days that amounts are for.
  public init(currency: String?, days: Double) {
    self.currency = currency
    self.days = days
  }

  /// What the amounts of a model's replication are in.
  public init(of model: Model) {
    self.init(currency: model.costs?.prices.currency, days: model.openingDays)
  }

  /// What the amounts of a study's replication are in; nil: nothing has a price.
  init?(of result: StudyResult) {
    guard let money = result.money else { return nil }
    self.init(currency: money.currency, days: money.days)
  }

  /// What stands for a currency without a name: the sign that is made for it.
  public static let unnamed = "¤"

  /// The currency, or what stands for it.
  public var symbol: String { currency ?? Self.unnamed }

  /// "a day", "in 5 days".
  public var period: String {
    days == 1 ? "a day" : "in \(FigureText.plain(days)) opening days"
  }

  /// "EUR a day": what a column or an axis is in.
  public var heading: String { "\(symbol) \(period)" }

  /// "EUR 1,234.50 a day"; "–" where there is no amount.
  public func text(_ amount: Double?, halfWidth: Double? = nil) -> String {
    let number = FigureText.number(amount, unit: .money, halfWidth: halfWidth)
    return number == FigureText.none ? number : "\(symbol) \(number) \(period)"
  }

  /// "EUR 1,234 ± 12 a day".
  public func text(_ estimate: Estimate) -> String {
    let amount = FigureText.estimate(estimate, unit: .money)
    return estimate.value == nil ? amount : "\(symbol) \(amount) \(period)"
  }

  /// What the sign means, where the currency has no name; empty: it has one.
  public var remark: String { currency == nil ? Self.unnamedRemark : "" }

  /// What the sign means that stands for a currency without a name.
  static let unnamedRemark = "\(unnamed): the scenario names no currency (costs: {currency: …})."
}
