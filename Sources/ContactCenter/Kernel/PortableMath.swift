/// exp and log made of IEEE additions, multiplications and divisions only.
///
/// The C library picks other instructions on other processors and its last bits differ with them;
/// the simulation promises the same bytes everywhere, so it draws with these. Both are within 2
/// units in the last place of the exact value, which the tests check.
package enum PortableMath {
  private static let ln2High = 0x1.62e42feep-1
  private static let ln2Low = 0x1.a39ef35793c76p-33

  /// e to the power of x; 0 below −745, infinite above 709.7.
  @inline(__always)
  package static func exp(_ x: Double) -> Double {
    if x != x { return x }
    if x > 709.78 { return .infinity }
    if x < -745.2 { return 0 }
    let k = (x * 1.4426950408889634).rounded(.toNearestOrEven)
    let r = (x - k * ln2High) - k * ln2Low
    var sum = 1.0 / 6_227_020_800
    sum = sum * r + 1.0 / 479_001_600
    sum = sum * r + 1.0 / 39_916_800
    sum = sum * r + 1.0 / 3_628_800
    sum = sum * r + 1.0 / 362_880
    sum = sum * r + 1.0 / 40_320
    sum = sum * r + 1.0 / 5_040
    sum = sum * r + 1.0 / 720
    sum = sum * r + 1.0 / 120
    sum = sum * r + 1.0 / 24
    sum = sum * r + 1.0 / 6
    sum = sum * r + 0.5
    let result = 1 + (r + r * r * sum)
    return scale(result, by: Int(k))
  }

  /// The natural logarithm of x > 0; −infinity at 0.
  @inline(__always)
  package static func log(_ x: Double) -> Double {
    if x <= 0 { return x == 0 ? -.infinity : .nan }
    if x == .infinity { return x }
    let normal = x < 0x1p-1022 ? x * 0x1p54 : x
    let bits = normal.bitPattern
    var exponent = Int(bits >> 52) - 1023 - (x < 0x1p-1022 ? 54 : 0)
    var mantissa = Double(bitPattern: (bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000)
    if mantissa > 1.4142135623730951 {
      mantissa *= 0.5
      exponent += 1
    }
    // log m = 2 artanh(s) with s = (m − 1)/(m + 1), |s| ≤ 0.1716.
    let f = mantissa - 1
    let s = f / (2 + f)
    let z = s * s
    var sum = 1.0 / 23
    sum = sum * z + 1.0 / 21
    sum = sum * z + 1.0 / 19
    sum = sum * z + 1.0 / 17
    sum = sum * z + 1.0 / 15
    sum = sum * z + 1.0 / 13
    sum = sum * z + 1.0 / 11
    sum = sum * z + 1.0 / 9
    sum = sum * z + 1.0 / 7
    sum = sum * z + 1.0 / 5
    sum = sum * z + 1.0 / 3
    // log m = f − f²/2 + s·(f²/2 + 2 z · sum) keeps the leading bits of f exact.
    let half = 0.5 * f * f
    let tail = s * (half + 2 * z * sum)
    let e = Double(exponent)
    return e * ln2High + ((e * ln2Low + tail) - half + f)
  }

  /// x to the power of y for x ≥ 0.
  @inline(__always)
  package static func power(_ x: Double, _ y: Double) -> Double {
    x == 0 ? (y == 0 ? 1 : 0) : exp(y * log(x))
  }

  @inline(__always)
  private static func scale(_ x: Double, by k: Int) -> Double {
    if k > -1000 && k < 1000 {
      return x * Double(bitPattern: UInt64(k + 1023) << 52)
    }
    let half = k / 2
    return x * Double(bitPattern: UInt64(half + 1023) << 52)
      * Double(bitPattern: UInt64(k - half + 1023) << 52)
  }
}
