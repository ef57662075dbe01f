extension Int {
  /// The number without its fraction, or the nearest whole number that fits; 0 for what is no number.
  ///
  /// A quotient by a tiny number may lie beyond every whole number: `Int(clamping: 1e30)` is
  /// `Int.max`. To leave room for sums it stops at ±2⁶².
  init(clamping value: Double) {
    self = value.isNaN ? 0 : Int(Swift.max(-0x1p62, Swift.min(0x1p62, value)))
  }
}
