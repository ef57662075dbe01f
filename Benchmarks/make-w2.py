#!/usr/bin/env python3
"""Writes workload W2, a large multi-skill center, as a scenario: make-w2.py > w2.yaml

With --policies it also has what every named routing policy may ask for: the figures are made up, but
every rule has something to do. Callers who come back, whom one policy needs, make it a little larger.

All numbers are fixed here; nothing is random. Needs Python 3.9 or later and its standard library.

* 20 contact types, 60,000 calls in 24 hours, 102 a minute at the peak, a rate for each quarter hour.
* Two trunk groups and a third one that both overflow to; lines for nearly all calls at the peak.
* A menu of one to three steps in front of every queue.
* 15 agent groups. Each type has two groups of its own and two more that help after 45 s; the longest
  idle agent takes a call, a free agent takes the most urgent call, among equals the oldest.
* Ringing, talk (lognormal, gamma or exponential), wrap-up; exponential patience.
* Agents by the hour: the group's load divided by the wanted occupancy, about 435 at the peak.
"""

import math
import sys

TYPES, GROUPS = 20, 15
CALLS_PER_DAY, PEAK_PER_MINUTE = 60_000, 102
RING, WRAP_UP = 4.0, 25.0                       # mean seconds
OCCUPANCY = 0.88


def shape(hour):
    """A day with a morning and an afternoon peak, before the floor of the night is added."""
    return math.exp(-((hour - 10.5) / 2.5) ** 2) + 0.8 * math.exp(-((hour - 15.5) / 3.0) ** 2)


def profile():
    """Calls per hour in each quarter hour: 60,000 a day and 102 a minute at the peak.

    The floor follows from the two: peak / mean = (highest + floor) / (average + floor).
    """
    day = [shape((quarter + 0.5) / 4) for quarter in range(96)]
    ratio = PEAK_PER_MINUTE / (CALLS_PER_DAY / 1440)
    floor = (max(day) - ratio * sum(day) / 96) / (ratio - 1)
    scale = CALLS_PER_DAY * 4 / sum(value + floor for value in day)
    return [(value + floor) * scale for value in day]


def type_share(number):
    """The share of a type in all calls: from 1 to 2.9 in steps, in a mixed order."""
    weights = [1 + 0.1 * (7 * other % TYPES) for other in range(TYPES)]
    return weights[number] / sum(weights)


def talk_mean(number):
    """Mean talk time of a type in seconds, 150 to 248.8."""
    return 150 + 5.2 * (11 * number % TYPES)


def talk_law(number):
    law = ("{law: lognormal, mean: %s, cv: 1.1}", "{law: gamma, mean: %s, cv: 0.8}",
           "{law: exponential, mean: %s}")[number % 3]
    return law % f"{talk_mean(number):g} s"


def wrap_up_law(number):
    return ("{law: exponential, mean: %s}", "{law: gamma, mean: %s, cv: 0.7}")[number % 2] % f"{WRAP_UP:g} s"


def own_groups(number):
    return [number % GROUPS, (number * 4 + 7) % GROUPS]


def helping_groups(number):
    own = own_groups(number)
    return [group for group in ((number + 5) % GROUPS, (number * 2 + 3) % GROUPS) if group not in own]


def agents(group, rates):
    """Agents of a group in each hour: as many as its own load keeps busy for OCCUPANCY of the time."""
    row = []
    for hour in range(24):
        calls = sum(rates[4 * hour:4 * hour + 4]) / 4
        load = sum(
            calls * type_share(number) * (RING + talk_mean(number) + WRAP_UP) / 3600 / 2
            for number in range(TYPES) if group in own_groups(number))
        row.append(max(2, round(load / OCCUPANCY)))
    return row


def name(number):
    return f"type {number + 1:02d}"


def lines(rates, with_data=False):
    yield "# Workload W2: a large center with many skills, written by make-w2.py."
    yield "#"
    yield "# 20 contact types, 15 agent groups, 60,000 calls a day, 102 a minute at the peak."
    yield ""
    yield "name: W2"
    yield "description: A day of 60,000 calls of 20 types for 15 groups of agents."
    yield ""
    yield "calendar:"
    yield "  hours: 24x7"
    yield "  interval: 15 min"
    yield ""
    yield "study:"
    yield "  replications: 20"
    yield "  seed: 1"
    yield ""
    yield "serviceLevel:"
    yield "  within: 20 s"
    if with_data:
        yield "  target: 80%"
        yield ""
        yield "queues:"
        for number in range(TYPES):
            yield f"  - {{name: {name(number)}, weight: {1 + number % 3}, share: 5%}}"
    yield ""
    yield "contactTypes:"
    for number in range(TYPES):
        yield f"  - name: {name(number)}"
        yield "    arrivals:"
        yield "      every: 15 min"
        yield "      rates:"
        for start in range(0, 96, 12):
            row = ", ".join(f"{rate * type_share(number):.2f}" for rate in rates[start:start + 12])
            yield f"        {'[' if start == 0 else ' '}{row}{']' if start == 84 else ','}"
        yield f"    trunks: {'east' if number % 2 == 0 else 'west'}"
        yield "    menu: first"
        yield f"    priority: {1 + number % 3}"
        yield f"    patience: {{law: exponential, mean: {3 + number % 4} min}}"
        yield f"    talk: {talk_law(number)}"
        yield f"    wrapUp: {wrap_up_law(number)}"
        if with_data:
            yield from type_data(number)
    yield ""
    yield "trunkGroups:"
    yield "  - {name: east, lines: 220, overflowTo: common}"
    yield "  - {name: west, lines: 220, overflowTo: common}"
    yield "  - {name: common, lines: 60}"
    yield ""
    yield "ivr:"
    yield "  menus:"
    yield "    - name: first"
    yield "      prompt: {law: uniform, from: 4 s, to: 12 s}"
    yield "      choices:"
    yield "        - {share: 40%, to: agent}"
    yield "        - {share: 60%, to: {menu: second}}"
    yield "    - name: second"
    yield "      prompt: {law: gamma, mean: 8 s, cv: 0.5}"
    yield "      choices:"
    yield "        - {share: 50%, to: agent}"
    yield "        - {share: 50%, to: {menu: third}}"
    yield "    - name: third"
    yield "      prompt: {law: lognormal, mean: 10 s, cv: 0.6}"
    yield "      choices:"
    yield "        - {share: 100%, to: agent}"
    yield ""
    yield "agentGroups:"
    for group in range(GROUPS):
        yield f"  - name: group {group + 1:02d}"
        row = agents(group, rates)
        yield "    staffing:"
        for start in range(0, 24, 8):
            pairs = ", ".join(f"[{hour:02d}:00, {row[hour]}]" for hour in range(start, start + 8))
            yield f"      {'[' if start == 0 else ' '}{pairs}{']' if start == 16 else ','}"
        yield f"    alert: {{law: exponential, mean: {RING:g} s}}"
        if with_data:
            yield f"    region: {'north' if group % 2 else 'south'}"
            yield f"    score: {group % 3}"
            yield "    targetRatio: 0.1"
            yield "    idleShare: 6.7%"
        yield "    skills:"
        for number in range(TYPES):
            own = ", weight: 2, score: 1" if with_data else ""
            helping = ", reserve: 2" if with_data else ""
            if group in own_groups(number):
                yield f"      - {{queue: {name(number)}, rank: 1{own}}}"
            elif group in helping_groups(number):
                yield f"      - {{queue: {name(number)}, rank: 2, preference: 2, after: 45 s{helping}}}"
    yield ""
    yield "routing:"
    yield "  agentSelection: longestIdle"
    yield "  contactSelection: priority"
    if with_data:
        yield from routing_data()


def type_data(number):
    yield f"    region: {'north' if number % 2 else 'south'}"
    yield f"    value: {10 + 7 * number % 13}"
    yield f"    waitingCost: {{perMinute: {0.5 + number % 5 * 0.5:g}, power: 2}}"
    yield f"    score: {number % 4}"
    yield "    waitScore: 0.1"
    if number == 0:
        yield "    repeatCall: {unsolved: 15%, callsAgain: 60%, delay: {law: exponential, mean: 1 h}}"


def routing_data():
    """Settings of all policies; a script of three stages for each type."""
    yield "  overflowDelay: 30 s"
    yield "  widenEvery: 30 s"
    yield "  affinityWait: 20 s"
    yield "  idleShareScore: 1"
    yield "  idleTimeScore: 0.01"
    yield "  agentRule: idleTime / handling"
    yield "  contactRule: if wait > 60 s then 1000 + wait else value * wait / handling"
    yield "  scripts:"
    for number in range(TYPES):
        own = [f"group {group + 1:02d}" for group in sorted(set(own_groups(number)))]
        helping = [f"group {group + 1:02d}" for group in sorted(set(helping_groups(number)))]
        every = own + helping
        asked = ", ".join(f"{group}: {place + 1}" for place, group in enumerate(every))
        yield f"    - type: {name(number)}"
        yield "      stages:"
        yield "        - after: 0 s"
        yield f"          agents: {{{', '.join(f'{group}: 1' for group in own)}}}"
        yield f"          queues: {{{', '.join(f'{group}: 1' for group in own)}}}"
        yield "        - after: 20 s"
        yield "          cases:"
        yield f"            - when: idle({own[0]}) >= 1 or serviceLevel({name(number)}) < 80%"
        yield f"              agents: {{{asked}}}"
        yield f"              queues: {{{', '.join(f'{group}: 1' for group in every)}}}"
        yield f"          otherwise: {{queuesBy: {{{own[0]}: -1}}}}"
        yield "        - after: 45 s"
        yield f"          agents: {{{asked}}}"
        yield f"          queues: {{{', '.join(f'{group}: 1' for group in every)}}}"


def main():
    print("\n".join(lines(profile(), with_data="--policies" in sys.argv[1:])))


if __name__ == "__main__":
    main()
