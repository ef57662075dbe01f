import ContactCenter
import Experiments
import Reporting
import Testing

@Suite("Remarks for planners")
struct StudyRemarksTests {
  /// The sample with another number of replications and another half-width of the service level.
  private func remarks(
    samples: Int, halfWidth: Double?, method: Scenario.StudyMethod = .replications
  ) -> [String] {
    var result = ReportSample.result()
    (result.samples, result.replications, result.method) = (samples, samples, method)
    let table = result.contactTable
    let level = IndicatorCatalogue.contact.firstIndex { $0.identifier == "serviceLevel" }
    result.contactTable = EstimateTable(kind: .contact, members: 3, rows: 25) { cell, indicator in
      indicator == level
        ? Estimate(value: 0.8, halfWidth: halfWidth)
        : table.cell(member: cell / 26, interval: cell % 26 < 25 ? cell % 26 : nil)[indicator]
    }
    return StudyRemarks.all(of: result)
  }

  @Test("Enough replications need no remark")
  func enough() {
    #expect(remarks(samples: 50, halfWidth: 0.015) == [])
  }

  @Test("A wide interval says how many replications would narrow it")
  func wide() throws {
    let remark = try #require(remarks(samples: 50, halfWidth: 0.04).first)
    #expect(remark.contains("± 4.0 percentage points") && remark.contains("about 220 would"))
    #expect(remark.contains("--replications 220 or --precision serviceLevel=0.02"))
  }

  @Test("One replication has no interval, a few have rough ones")
  func few() throws {
    #expect(try #require(remarks(samples: 1, halfWidth: nil).first).contains("no confidence"))
    #expect(try #require(remarks(samples: 5, halfWidth: 0.01).first).contains("5 replications are"))
    #expect(remarks(samples: 5, halfWidth: 0.01, method: .batchMeans) == [])
  }

  @Test("Contacts left at the end are worth a remark when they are many")
  func remaining() throws {
    var result = ReportSample.result()
    let table = result.contactTable
    let place = IndicatorCatalogue.contact.firstIndex { $0.identifier == "remaining" }
    result.contactTable = EstimateTable(kind: .contact, members: 3, rows: 25) { cell, indicator in
      indicator == place
        ? Estimate(value: 40)
        : table.cell(member: cell / 26, interval: cell % 26 < 25 ? cell % 26 : nil)[indicator]
    }
    let remark = try #require(StudyRemarks.all(of: result).last)
    #expect(remark.contains("40 contacts of a replication") && remark.contains("at the end"))
  }

  @Test("Doubts about the scenario come first, in the terminal, the page and both documents")
  func scenarioWarnings() {
    var result = ReportSample.result()
    result.warnings = ["The queue \"General\" is overloaded."]
    #expect(StudyRemarks.all(of: result).first == result.warnings[0])
    let texts = [
      ReportSample.text(result), ReportSample.markdown(result), ReportSample.page(result),
      ReportJSON.text(of: result),
    ]
    for text in texts { #expect(text.contains("is overloaded.")) }
  }

  @Test("Warnings that the terminal has shown already are not repeated there")
  func told() {
    var result = ReportSample.result()
    result.warnings = ["The queue is overloaded."]
    let text = ReportSample.text(result, told: ["The queue is overloaded."])
    #expect(!text.contains("overloaded"))
  }

  @Test("More offered contacts than attempts are explained")
  func offeredTwice() throws {
    #expect(!StudyRemarks.all(of: ReportSample.result()).contains { $0.contains("offered again") })
    var result = ReportSample.result()
    let table = result.contactTable
    let place = IndicatorCatalogue.contact.firstIndex { $0.identifier == "attempts" }
    result.contactTable = EstimateTable(kind: .contact, members: 3, rows: 25) { cell, indicator in
      indicator == place
        ? Estimate(value: 1)
        : table.cell(member: cell / 26, interval: cell % 26 < 25 ? cell % 26 : nil)[indicator]
    }
    #expect(StudyRemarks.all(of: result).contains { $0.contains("transferred is offered again") })
  }

  @Test("A Chinese report tells every remark in Chinese")
  func chinese() {
    var result = ReportSample.result()
    (result.samples, result.replications) = (5, 5)
    result.warnings = [
      "No contact ever waits in the queue \"General\".",
      "The load is 103.5% of what the agents can do and callers of type \"Cards\" never give up, so the queue "
        + "never settles. Add agents, or give the callers a patience.",
      "day.csv begins at 09:00, the center opens at 08:00. Nothing comes before its first row.",
      "The batches are too short to be independent: neighbouring batch means of the average speed of answer "
        + "correlate by 0.4. Intervals are too narrow; simulate longer or use fewer batches.",
    ]
    let text = ReportSample.text(result, .zh)
    for part in ["队列“General”中等待", "103.5%", "“Cards”", "从 09:00 开始", "0.4"] {
      #expect(text.contains(part), "\(part)")
    }
    for english in ["No contact", "The load", "begins at", "batches", "replications are few"] {
      #expect(!text.contains(english), "\(english)")
    }
    #expect(StudyRemarks.all(of: result).count == result.warnings.count + 2)
  }
}
