/// Numbers for programs: the shortest text that reads back as the same number, never rounded.
public enum MachineNumber {
  /// "0.8039", "410", "1e-09"; whole numbers without a point; nil for what is not a finite number.
  public static func text(_ value: Double?) -> String? {
    guard let value, value.isFinite else { return nil }
    if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
    return value.description
  }
}
