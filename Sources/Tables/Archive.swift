import CInflate

/// The parts of a ZIP archive, as spreadsheets are (APPNOTE 6.3.10).
///
/// Sizes and places are taken from the directory at the end of the file, since those before the
/// parts may be left open. Every part is checked by its sum; bounds keep a small file from filling
/// the memory.
struct Archive {
  /// A part of the archive.
  struct Part {
    let name: String
    fileprivate let method: UInt16
    fileprivate let isEncrypted: Bool
    fileprivate let checksum: UInt32
    fileprivate let packedSize: Int
    fileprivate let size: Int
    fileprivate let headerPlace: Int
  }

  /// The most parts that an archive may have.
  static let mostParts = 20_000
  /// The most bytes of a part.
  static let mostBytesOfPart = 512 << 20
  /// The most bytes of all parts that are read.
  static let mostBytes = 1 << 30
  /// How many times longer than its packed form a part beyond `freeSize` may be.
  ///
  /// Tables reach some 50; the most that the method allows, for nothing but zeros, is 1,032.
  static let mostGrowth = 400
  /// Shorter parts may grow as they like.
  static let freeSize = 8 << 20

  /// In the order of the directory.
  private(set) var parts: [Part] = []
  private let bytes: [UInt8]
  private let file: String
  /// The bytes of parts that may still be read.
  private var budget = Self.mostBytes

  /// Whether a file begins like an archive.
  static func isArchive(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x50, 0x4B, 3, 4]) }

  /// Reads the directory.
  init(_ bytes: [UInt8], file: String) throws(TableProblem) {
    self.bytes = bytes
    self.file = file
    guard let end = Self.endOfDirectory(bytes) else {
      throw problem("The spreadsheet is cut off: its directory is missing.")
    }
    let (count, place) = (Int(short(end + 10)), long(end + 16))
    guard count != 0xFFFF, place != 0xFFFF_FFFF else { throw tooLarge() }
    guard count <= Self.mostParts else {
      throw problem("The spreadsheet has more than \(Self.mostParts) parts.")
    }
    var at = place
    for _ in 0..<count {
      guard at + 46 <= end, long(at) == 0x0201_4B50 else { throw damaged("its directory", "read") }
      let (nameLength, extra, comment) = (short(at + 28), short(at + 30), short(at + 32))
      let next = at + 46 + Int(nameLength) + Int(extra) + Int(comment)
      guard next <= end else { throw damaged("its directory", "read") }
      parts.append(part(at, Int(nameLength)))
      at = next
    }
  }

  private func part(_ at: Int, _ nameLength: Int) -> Part {
    let name = String(decoding: bytes[(at + 46)..<(at + 46 + nameLength)], as: UTF8.self)
    return Part(
      // Some writers part folders as Windows does.
      name: String(name.map { $0 == "\\" ? "/" : $0 }),
      method: short(at + 10), isEncrypted: short(at + 8) & 1 == 1,
      checksum: UInt32(long(at + 16)), packedSize: long(at + 20), size: long(at + 24),
      headerPlace: long(at + 42))
  }

  /// The place of the record that ends the directory; a comment of up to 64 kB may follow it.
  private static func endOfDirectory(_ bytes: [UInt8]) -> Int? {
    var at = bytes.count - 22
    while at >= 0, at >= bytes.count - 22 - 65_535 {
      if bytes[at] == 0x50, bytes[at...].starts(with: [0x50, 0x4B, 5, 6]) { return at }
      at -= 1
    }
    return nil
  }

  /// The part of this name, upper and lower case being the same.
  func part(named name: String) -> Part? {
    if let exact = parts.first(where: { $0.name == name }) { return exact }
    let key = name.lowercased()
    return parts.first { $0.name.lowercased() == key }
  }

  private func short(_ at: Int) -> UInt16 { UInt16(bytes[at]) | UInt16(bytes[at + 1]) << 8 }

  private func long(_ at: Int) -> Int { Int(short(at)) | Int(short(at + 2)) << 16 }
}

// MARK: - Contents

extension Archive {
  /// All bytes of a part; meant for small ones.
  mutating func contents(of part: Part) throws(TableProblem) -> [UInt8] {
    var all: [UInt8] = []
    try read(part) { piece throws(TableProblem) in all.append(contentsOf: piece) }
    return all
  }

  /// Unpacks a part and hands it on in pieces of up to 64 kB.
  ///
  /// Throws where the part is damaged, is encrypted or goes beyond the bounds.
  mutating func read(
    _ part: Part, _ consume: (ArraySlice<UInt8>) throws(TableProblem) -> Void
  ) throws(TableProblem) {
    let packed = try packedBytes(of: part)
    var (sum, total) = (crc32(0, nil, 0), 0)
    func pass(_ piece: ArraySlice<UInt8>) throws(TableProblem) {
      total += piece.count
      try checkSize(total, of: part)
      sum = piece.withUnsafeBufferPointer { crc32(sum, $0.baseAddress, UInt32($0.count)) }
      try consume(piece)
    }
    if part.method == 0 {
      var rest = packed
      while !rest.isEmpty {
        try pass(rest.prefix(1 << 16))
        rest = rest.dropFirst(1 << 16)
      }
    } else {
      var stream = Inflation(packed)
      while let piece = stream.next() {
        guard !piece.isDamaged else { throw damaged(part.name) }
        try pass(piece.bytes)
      }
    }
    guard total == part.size, UInt32(truncatingIfNeeded: sum) == part.checksum else {
      throw damaged(part.name)
    }
    budget -= total
  }

  private func packedBytes(of part: Part) throws(TableProblem) -> ArraySlice<UInt8> {
    if part.isEncrypted {
      throw problem("The spreadsheet is encrypted.", "Save it without a password.")
    }
    guard part.size != 0xFFFF_FFFF, part.packedSize != 0xFFFF_FFFF else { throw tooLarge() }
    let at = part.headerPlace
    guard at + 30 <= bytes.count, long(at) == 0x0403_4B50, part.method == 0 || part.method == 8
    else { throw damaged(part.name) }
    let start = at + 30 + Int(short(at + 26)) + Int(short(at + 28))
    guard start + part.packedSize <= bytes.count else { throw damaged(part.name) }
    return bytes[start..<(start + part.packedSize)]
  }

  private func checkSize(_ total: Int, of part: Part) throws(TableProblem) {
    let isBomb = total > Self.freeSize && total > part.packedSize * Self.mostGrowth
    guard total <= Self.mostBytesOfPart, total <= budget, !isBomb else {
      throw problem(
        "The part \(part.name) is too large when unpacked.",
        "Save only the table that is needed, as .xlsx or CSV.")
    }
  }

  private func damaged(_ part: String, _ action: String = "unpacked") -> TableProblem {
    problem("The spreadsheet is damaged: \(part) cannot be \(action).")
  }

  private func tooLarge() -> TableProblem {
    problem("The spreadsheet is packed in the form for files above 4 GB, which is not read.")
  }

  private func problem(
    _ finding: String, _ remedy: String = "Save it again as .xlsx, or save the table as CSV."
  ) -> TableProblem {
    var problem = TableProblem(file: file, finding, remedy)
    problem.isSpreadsheet = true
    return problem
  }
}

/// Unpacks deflated bytes piece by piece (RFC 1951).
private struct Inflation: ~Copyable {
  private let packed: ArraySlice<UInt8>
  /// zlib remembers where its stream lies, so the stream has a place of its own.
  private let stream: UnsafeMutablePointer<z_stream>
  private var used = 0
  private var hasEnded = false
  private var chunk = [UInt8](repeating: 0, count: 1 << 16)

  init(_ packed: ArraySlice<UInt8>) {
    self.packed = packed
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    hasEnded = cinflate_begin(stream) != Z_OK
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// The next piece; nil behind the last one.
  ///
  /// A stream that does not end is damaged.
  mutating func next() -> (bytes: ArraySlice<UInt8>, isDamaged: Bool)? {
    if hasEnded { return nil }
    var result = Z_OK
    let (stream, used) = (stream, used)
    packed.withUnsafeBufferPointer { source in
      chunk.withUnsafeMutableBufferPointer { target in
        // zlib does not write to its input, though its declaration would let it.
        stream.pointee.next_in = UnsafeMutablePointer(
          mutating: source.baseAddress.map { $0 + used })
        stream.pointee.avail_in = UInt32(source.count - used)
        stream.pointee.next_out = target.baseAddress
        stream.pointee.avail_out = UInt32(target.count)
        result = inflate(stream, Z_NO_FLUSH)
      }
    }
    self.used = packed.count - Int(stream.pointee.avail_in)
    hasEnded = result != Z_OK
    let written = chunk.count - Int(stream.pointee.avail_out)
    return (chunk[..<written], result != Z_OK && result != Z_STREAM_END)
  }
}
