/// A row of trivial values that grows on demand and is freed with its owner.
///
/// It is what an array is, without reference counting and without a bounds check in optimised
/// builds; debug builds check every index. `Element` must be trivial: growing moves raw memory.
struct Table<Element: BitwiseCopyable>: ~Copyable {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count: Int

  /// `count` copies of `value`.
  init(repeating value: Element, count: Int) {
    base = Table.allocate(count)
    base.initialize(repeating: value, count: max(count, 1))
    self.count = count
  }

  /// A copy of an array's elements.
  init(_ elements: [Element]) {
    base = Table.allocate(elements.count)
    count = elements.count
    for (index, element) in elements.enumerated() {
      (base + index).initialize(to: element)
    }
  }

  deinit { Table.free(base) }

  private static func free(_ base: UnsafeMutablePointer<Element>) {
    UnsafeMutableRawPointer(base).deallocate()
  }

  /// Room for `count` elements that begins with a line of the processor's cache.
  private static func allocate(_ count: Int) -> UnsafeMutablePointer<Element> {
    UnsafeMutableRawPointer.allocate(
      byteCount: max(count, 1) * MemoryLayout<Element>.stride, alignment: 64
    ).bindMemory(to: Element.self, capacity: max(count, 1))
  }

  subscript(index: Int) -> Element {
    @inline(__always) unsafeAddress {
      assert(index >= 0 && index < count)
      return UnsafePointer(base + index)
    }
    @inline(__always) unsafeMutableAddress {
      assert(index >= 0 && index < count)
      return base + index
    }
  }

  subscript(index: Int32) -> Element {
    @inline(__always) unsafeAddress {
      assert(index >= 0 && Int(index) < count)
      return UnsafePointer(base + Int(index))
    }
    @inline(__always) unsafeMutableAddress {
      assert(index >= 0 && Int(index) < count)
      return base + Int(index)
    }
  }

  /// The address of an element, good until the table grows.
  ///
  /// The hot path holds addresses of what it works on: after each store the compiler must otherwise
  /// suppose that the table itself has moved, and look it up again.
  @inline(__always)
  func at(_ index: Int32) -> UnsafeMutablePointer<Element> {
    assert(index >= 0 && Int(index) < count)
    return base + Int(index)
  }

  /// Lengthens the table to `newCount` elements, the new ones equal to `value`.
  ///
  /// O(newCount).
  mutating func grow(to newCount: Int, with value: Element) {
    precondition(newCount >= count)
    let larger = Table.allocate(newCount)
    larger.update(from: base, count: count)
    (larger + count).initialize(repeating: value, count: newCount - count)
    Table.free(base)
    base = larger
    count = newCount
  }

  /// Sets every element to `value`.
  mutating func fill(_ value: Element) {
    base.update(repeating: value, count: count)
  }

  /// The elements, to be read only.
  @inline(__always)
  var view: TableView<Element> { TableView(base: UnsafePointer(base), count: count) }

  /// A copy as an array.
  func array() -> [Element] { Array(UnsafeBufferPointer(start: base, count: count)) }
}

/// The elements of a table, to be read only; good until the table grows.
struct TableView<Element: BitwiseCopyable> {
  fileprivate let base: UnsafePointer<Element>
  let count: Int

  subscript(index: Int32) -> Element {
    @inline(__always) unsafeAddress {
      assert(index >= 0 && Int(index) < count)
      return base + Int(index)
    }
  }
}
