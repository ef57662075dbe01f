import ContactCenter

/// Messages, pages, pictures, shared pages and text messages.
package enum MediaMeasure: Int, PartMeasure {
  case recordings, recordingsTooShort, recordingTime, transmissions, transmittedPages
  case transmissionTime, videos, videosFailed, coBrowsingWanted, coBrowsingRefused, coBrowsingTime
  case texts, textSegments, time

  /// What each reads, how it combines, and what it is in formulas of KPIs.
  package var reading: Reading {
    switch self {
    case .recordings: .sum { $0.media.recordings }
    case .recordingsTooShort: .sum { $0.media.tooShort }
    case .recordingTime: .sum { $0.media.recordingTime }
    case .transmissions: .sum { $0.media.transmissions }
    case .transmittedPages: .sum { $0.media.pages }
    case .transmissionTime: .sum { $0.media.transmissionTime }
    case .videos: .sum { $0.media.videos }
    case .videosFailed: .sum { $0.media.videosFailed }
    case .coBrowsingWanted: .sum { $0.media.coBrowsingWanted }
    case .coBrowsingRefused: .sum { $0.media.coBrowsingRefused }
    case .coBrowsingTime: .sum { $0.media.coBrowsingTime }
    case .texts: .sum { $0.media.texts }
    case .textSegments: .sum { $0.media.segments }
    case .time: .duration { $0.media.time }
    }
  }
}
