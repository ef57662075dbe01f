/// Commented scenarios to begin with.
enum Starter {
  /// A scenario that runs as it stands.
  static func text(isFull: Bool, name: String) -> String {
    let title = name.isEmpty ? "My center" : name
    return (isFull ? full : small).replacing("NAME", with: title.replacing("\"", with: "'"))
  }

  private static let small = """
    # A contact center. Every number can be changed; `switchboard check` names every problem, `switchboard
    # run` simulates, `switchboard schema --format markdown` lists every key.

    name: "NAME"

    calendar:
      hours: 08:00-20:00        # or 24x7, or by weekday: weekdays: {sat: 09:00-13:00, sun: closed}
      interval: 30 min          # figures are kept for each planning interval
      # days: 7                 # several days in a row
      # firstDate: 2026-11-30   # with dates; timeZone: Europe/Zurich for the change of clocks

    study:
      replications: 100         # the more, the narrower the intervals in the report
      seed: 1                   # the same seed gives the same result

    serviceLevel:
      within: 20 s
      target: 80%

    contactTypes:
      - name: calls
        arrivals:
          perHour: 100          # or a table beside this file: {file: volumes.csv}
        talk: {law: exponential, mean: 4 min}
        wrapUp: 30 s
        patience: {law: exponential, mean: 3 min}

    agentGroups:
      - name: agents
        agents: 9               # or by time: staffing: [[08:00, 6], [10:00, 9]], or a table: {file: staffing.csv}
        skills: [calls]

    """

  private static let full = """
    # A contact center with two queues, a menu, lines, shifts and costs. `switchboard check` names every
    # problem, `switchboard run` simulates, `switchboard schema --format markdown` lists every key.

    name: "NAME"
    description: An example with the most used sections.

    calendar:
      hours: 08:00-18:00
      interval: 30 min

    study:
      replications: 100
      seed: 1

    serviceLevel: {within: 20 s, target: 80%}

    # Contacts: when they come, how long they take, how long they wait.
    contactTypes:
      - name: sales
        arrivals:
          points: [[08:00, 30], [10:00, 70], [12:00, 55], [14:00, 65], [17:00, 30]]   # per hour from then on
          dayFactor: {law: gamma, cv: 0.1}        # busy and quiet days
        menu: welcome
        trunks: lines
        talk: {law: lognormal, mean: 4 min, cv: 0.8}
        wrapUp: 30 s
        patience: {law: exponential, mean: 3 min}
        # Half of those who give up try again after some ten minutes.
        redialAfterAbandon: {probability: [50%], delay: {law: exponential, mean: 10 min}}
      - name: service
        arrivals: {points: [[08:00, 40], [10:00, 60], [16:00, 45]]}
        menu: welcome
        trunks: lines
        talk: {law: lognormal, mean: 6 min, cv: 1}
        wrapUp: 1 min
        patience: {law: exponential, mean: 5 min}
        # A tenth of the conversations need somebody from sales.
        transfers: [{kind: cold, probability: 10%, to: sales}]

    # Calls hold a line from the first ring to the end of the conversation.
    trunkGroups:
      - {name: lines, lines: 40}

    ivr:
      menus:
        - name: welcome
          prompt: 10 s
          choices:
            - {label: an agent, share: 100%, to: agent}

    agentGroups:
      - name: sales agents
        skills: [sales]
        cost: 30
        shifts:
          - {start: 08:00, end: 16:30, agents: 5, breaks: [{start: 12:00, length: 30 min}]}
          - {start: 09:30, end: 18:00, agents: 4, breaks: [{start: 13:00, length: 30 min}]}
      - name: service agents
        skills: [service]
        cost: 28
        staffing: [[08:00, 6], [10:00, 9], [16:00, 7]]
      - name: both
        skills: [sales, service]
        cost: 33
        agents: 2

    """
}
