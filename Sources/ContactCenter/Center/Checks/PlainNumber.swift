extension Double {
  /// As people write it in messages: at most six digits where there is a fraction, and no needless
  /// ".0".
  ///
  /// `(1.2999999999999998).plain` is "1.3", `(420.0).plain` is "420".
  package var plain: String {
    guard isFinite, abs(self) < 1e15 else { return String(self) }
    if self == rounded() { return String(Int64(self)) }
    // Powers of ten from 1 up are exact, so a quotient by one prints without stray digits.
    var scale = 1.0
    while scale < 1e12, abs(self) * scale < 1e5 { scale *= 10 }
    let short = (self * scale).rounded() / scale
    return short == short.rounded() ? String(Int64(short)) : String(short)
  }

  /// The number as it was written, without what computing has added: rounded to twelve digits.
  ///
  /// `(0.1 + 0.2).written` is 0.3.
  package var written: Double {
    guard self != 0, abs(self) < 1e12, abs(self) > 1e-9 else { return self }
    var scale = 1.0
    while abs(self) * scale < 1e11 { scale *= 10 }
    return (self * scale).rounded() / scale
  }
}
