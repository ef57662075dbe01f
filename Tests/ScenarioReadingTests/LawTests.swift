import ContactCenter
import ScenarioReading
import Testing

@Suite("Laws are read with their parameters")
struct LawTests {
  /// A law as it is written, and its mean and cv.
  struct Case: CustomTestStringConvertible, Sendable {
    var text: String
    var mean: Double
    var cv: Double
    var testDescription: String { text }
  }

  static let cases = [
    Case(text: "90 s", mean: 90, cv: 0),
    Case(text: "1.5 min", mean: 90, cv: 0),
    Case(text: "{law: constant, value: 0.5 h}", mean: 1800, cv: 0),
    Case(text: "{law: uniform, from: 0, to: 2 min}", mean: 60, cv: 0.5773502691896258),
    Case(
      text: "{law: triangular, from: 0, mode: 3 min, to: 6 min}", mean: 180, cv: 0.4082482904638630),
    Case(text: "{law: exponential, mean: 3 min}", mean: 180, cv: 1),
    Case(text: "{law: erlang, phases: 4, mean: 3 min}", mean: 180, cv: 0.5),
    Case(text: "{law: gamma, mean: 3 min, cv: 0.7}", mean: 180, cv: 0.7),
    Case(text: "{law: gamma, shape: 4, scale: 30 s}", mean: 120, cv: 0.5),
    Case(text: "{law: lognormal, mean: 180 s, cv: 1.2}", mean: 180, cv: 1.2),
    Case(
      text: "{law: lognormal, median: 100 s, sigma: 0.5}", mean: 113.31484530668263, cv: 0.5329404),
    Case(text: "{law: lognormal, mu: 0, sigma: 1}", mean: 1.6487212707001282, cv: 1.3108325),
    Case(text: "{law: weibull, mean: 2 min, cv: 1.6}", mean: 120, cv: 1.6),
    Case(text: "{law: weibull, mean: 2 min, cv: 0.3}", mean: 120, cv: 0.3),
    Case(text: "{law: weibull, shape: 1, scale: 1 min}", mean: 60, cv: 1),
    Case(text: "{law: logLogistic, mean: 2 min, cv: 0.8}", mean: 120, cv: 0.8),
    Case(
      text: "{law: logLogistic, shape: 3, median: 1 min}", mean: 72.55197456936871, cv: 0.8086944),
    Case(text: "{law: hyperexponential, mean: 1 min, cv: 2}", mean: 60, cv: 2),
    Case(
      text: "{law: hyperexponential, branches: [{share: 25%, mean: 1 s}, {share: 75%, mean: 3 s}]}",
      mean: 2.5, cv: 1.1135528725660044),
    Case(text: "{law: normal, mean: 100 s, sd: 10 s}", mean: 100, cv: 0.1),
    Case(text: "{law: normal, mean: 0, sd: 1 s}", mean: 0.7978845608028654, cv: 0.7555106),
    Case(text: "{law: empirical, values: [10 s, 20 s, 30 s]}", mean: 20, cv: 0.4082482904638630),
    Case(
      text: "{law: histogram, edges: [0, 1 s, 2 s], weights: [1, 3]}", mean: 1.25, cv: 0.4163332),
    Case(text: "{law: exponential, mean: 100 s, atomAtZero: 20%}", mean: 80, cv: 1.224744871391589),
  ]

  @Test("The mean and cv are those that the text asks for", arguments: cases)
  func moments(_ example: Case) throws {
    let text = goodText.replacingOccurrences(
      of: "{law: exponential, mean: 3 min}", with: example.text)
    let talk = try ScenarioFile.read(text: text).scenario.contactTypes[0].talk.pieces[0].law
    #expect(abs(talk.mean - example.mean) <= 1e-9 * example.mean, "\(talk.mean)")
    let cv = try #require(talk.cv)
    #expect(abs(cv - example.cv) <= 1e-4 * max(example.cv, 1e-9), "\(cv)")
  }

  @Test("Patience may be never, and may change over the day")
  func patience() throws {
    let law = "{law: exponential, mean: 2 min}"
    let never = goodText.replacingOccurrences(of: law, with: "never")
    #expect(
      try ScenarioFile.read(text: never).scenario.contactTypes[0].patience.pieces[0].law == .never)
    let pieces = "[{from: 08:00, law: 1 min}, {from: 09:00, law: never}]"
    let timed = try ScenarioFile.read(text: goodText.replacingOccurrences(of: law, with: pieces))
    let patience = timed.model.contactTypes[0].patience
    #expect(patience.starts == [0, 28_800, 32_400])
    #expect(patience.laws == [.never, .constant(60), .never])
  }
}
