import Reporting

extension EnglishWords: OutboundFormulaWords {
  var figure: String { "Figure" }

  func name(of formula: OutboundFormulaRequest.Formula) -> String {
    switch formula {
    case .dialer: "Dialer with lines for each agent"
    case .progressive: "Progressive dialer: one line for each idle agent"
    case .overdial: "One batch of lines for idle agents"
    case .penetration: "A list that is tried several times"
    case .breach: "A drop limit exceeded by chance"
    case .ringTimeout: "How long to let it ring"
    case .dropRates: "The drop rates of one day by definition"
    case .blend: "Calls in and out by the same agents"
    }
  }

  func supposition(of formula: OutboundFormulaRequest.Formula) -> String {
    switch formula {
    case .dialer:
      "After every event lines are dialed up to the target, of idle agents or of all; ringing and talk are exponential, "
        + "the list has no end, and who is answered with no agent idle is dropped."
    case .progressive:
      "A renewal process of each agent: dialing until a call connects, then work. Only means matter."
    case .overdial:
      "All lines are dialed and resolved at the same instant; who is answered beyond the idle agents is dropped."
    case .penetration:
      "Each attempt reaches the person with the record's own probability, equal for all or a beta law between records."
    case .breach: "Calls are dropped independently of each other; clustered drops exceed a limit more often."
    case .ringTimeout:
      "A line that dials one record after the other and is free again at the answer or the time-out."
    case .dropRates: "The same counts, divided as rules and suppliers do."
    case .blend:
      "While nobody waits and more agents than the reserve are idle, outbound calls begin, connect at once and never run "
        + "out; nothing is interrupted."
    }
  }

  func short(_ figure: OutboundFigure.Key) -> String {
    switch figure {
    case .linesPerAgent: "Lines/agent"
    case .occupancy: "Occupancy"
    case .dropRate: "Dropped"
    case .agentWait: "Agent wait"
    case .connectsPerHour: "Connects"
    case .droppedPerHour: "Drops"
    case .dialsPerHour: "Dials"
    case .meanRinging: "Ringing"
    case .allBusyProbability: "All busy"
    case .meanAttempt: "Attempt"
    case .connectProbability: "Connected"
    case .meanWork: "Work"
    case .cycle: "Cycle"
    case .talkShare: "Talk"
    case .connectsPerAgentHour: "Connects"
    case .rightPartiesPerAgentHour: "Right parties"
    case .dialsPerAgentHour: "Dials"
    case .silentCallsPerAgentHour: "Silent"
    case .linesInUse: "Lines in use"
    case .mostLines: "Most lines"
    case .linesOverAgents: "Lines/agent"
    case .linesOverAgentsOfLargeTeams: "Limit"
    case .meanAnswered: "Answered"
    case .meanDropped: "Dropped calls"
    case .anyDropProbability: "Any drop"
    case .filledShare: "Filled"
    case .penetration: "Penetration"
    case .attemptsPerRecord: "Attempts/record"
    case .attemptsPerContact: "Attempts/contact"
    case .hitRateOfLastAttempt: "Last hit rate"
    case .exhaustedShare: "Exhausted"
    case .invalidShare: "Invalid"
    case .personsReached: "Reached"
    case .deviationOfReached: "± SD"
    case .breachProbability: "Breach"
    case .mostDropped: "Most drops"
    case .largestSafeRate: "Safe rate"
    case .answersPerLineHour: "Answers"
    case .answeredShare: "Answered"
    case .attemptsPerLineHour: "Attempts"
    case .bestTimeout: "Best"
    case .bestAnswersPerLineHour: "Best answers"
    case .rateOfPersons: "Of persons"
    case .rateOfTakenForLive: "Of taken for live"
    case .rateOfAnswers: "Of all answers"
    case .rateByReasonedEstimate: "By estimate"
    case .silentCalls: "Silent"
    case .silentCallsAllowed: "Allowed"
    case .waitProbability: "Waits"
    case .serviceLevel: "In time"
    case .averageWait: "Mean wait"
    case .abandonedProportion: "Abandoned"
    case .outboundPerHour: "Outbound"
    case .busyInbound: "Busy in"
    case .busyOutbound: "Busy out"
    }
  }

  func long(_ figure: OutboundFigure.Key) -> String {
    switch figure {
    case .linesPerAgent: "Most lines for each agent within the limit"
    case .dropRate: "Dropped, of answered calls"
    case .agentWait: "An agent's mean wait between calls"
    case .connectsPerHour: "Calls connected in an hour"
    case .droppedPerHour: "Calls dropped in an hour"
    case .dialsPerHour: "Attempts in an hour"
    case .meanRinging: "Mean lines that ring"
    case .allBusyProbability: "Time in which all agents are busy"
    case .meanAttempt: "Mean attempt"
    case .connectProbability: "Attempts that connect"
    case .meanWork: "Mean work of a connected call"
    case .cycle: "From one connection of an agent to the next"
    case .talkShare: "Talk, of an agent's time"
    case .connectsPerAgentHour: "Connections of an agent in an hour"
    case .rightPartiesPerAgentHour: "Right parties of an agent in an hour"
    case .dialsPerAgentHour: "Attempts for an agent in an hour"
    case .silentCallsPerAgentHour: "Silent calls for an agent in an hour"
    case .linesInUse: "Lines in use for an agent"
    case .mostLines: "Most lines within the limit"
    case .linesOverAgents: "These lines over idle agents"
    case .linesOverAgentsOfLargeTeams: "The same of very large teams"
    case .meanAnswered: "Mean answered calls"
    case .meanDropped: "Mean dropped calls"
    case .anyDropProbability: "Probability that anybody is dropped"
    case .filledShare: "Idle agents who get a call"
    case .penetration: "Records reached"
    case .attemptsPerRecord: "Attempts on a record"
    case .attemptsPerContact: "Attempts for each person reached"
    case .hitRateOfLastAttempt: "Hit rate of the last attempt"
    case .exhaustedShare: "Records tried in vain"
    case .invalidShare: "Records with an invalid number"
    case .personsReached: "Persons reached"
    case .deviationOfReached: "Standard deviation of the persons reached"
    case .breachProbability: "Probability that a window exceeds the limit"
    case .mostDropped: "Most dropped calls within the limit"
    case .largestSafeRate: "Largest safe true drop rate"
    case .answersPerLineHour: "Answers of a line in an hour"
    case .answeredShare: "Attempts that are answered"
    case .attemptsPerLineHour: "Attempts of a line in an hour"
    case .bestTimeout: "Best time-out"
    case .bestAnswersPerLineHour: "Answers of a line in an hour with it"
    case .rateOfPersons: "Dropped and silent, of persons who answered"
    case .rateOfTakenForLive: "Dropped, of calls taken for live"
    case .rateOfAnswers: "Dropped, of all answered calls"
    case .rateByReasonedEstimate: "Dropped by reasoned estimate and silent"
    case .silentCalls: "Silent calls by machine detection"
    case .silentCallsAllowed: "Silent calls that the limit allows"
    case .waitProbability: "Calls in that wait"
    case .serviceLevel: "Calls in answered in time"
    case .averageWait: "Mean wait of calls in"
    case .abandonedProportion: "Calls in that are abandoned"
    case .outboundPerHour: "Outbound calls in an hour"
    case .busyInbound: "Agents busy with calls in"
    case .busyOutbound: "Agents busy with calls out"
    case .occupancy: short(figure)
    }
  }

  func remark(_ remark: OutboundRemark) -> String {
    switch remark {
    case .noTimeoutIsBest:
      "No time-out is best: everybody answers in the end, and the longer it has rung the likelier the answer."
    case .shortestTimeoutIsBest: "The shorter the time-out the better: an attempt costs nothing but ringing."
    case .limitNotReached: "Even the most lines that are tried stay within the limit."
    case .noLineAhead: "Where nobody is dropped, one step more would already exceed the limit."
    }
  }

  func word(_ text: String) -> String { text }
}
