#!/usr/bin/env python3
"""Writes workload W4, a blended interaction center, as a scenario: make-w4.py > w4.yaml

All numbers are fixed here; nothing is random. Needs Python 3.9 or later and its standard library.

* 20 contact types on four channels, 60,000 contacts in 24 hours, with the day of W2: ten types of calls
  (half of the contacts; three of them may be called back), five of chats (a quarter), three of messages in
  threads of two turns in the mean (15 %), two of e-mail (10 %).
* 15 agent groups: seven for calls, five for writing with up to three chats or four messages at once, the slower
  the more there are, and three for everything, who put e-mail aside for calls.
* Each type has two groups of its own; calls and chats get help after 45 s.
* Talk lognormal, gamma or exponential, wrap-up; exponential patience of calls and chats.
* Agents by the hour: the group's load divided by the wanted occupancy.
"""

import importlib.util
import pathlib

SPEC = importlib.util.spec_from_file_location(
    "w2", pathlib.Path(__file__).resolve().parent / "make-w2.py")
W2 = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(W2)

# Channel, number of types, their share in all contacts, mean work in seconds (of a turn), agents' work in all.
CHANNELS = (("voice", 10, 0.50, 200), ("chat", 5, 0.25, 280), ("messaging", 3, 0.15, 80),
            ("email", 2, 0.10, 240))
TURNS = 2                   # of a thread, in the mean
AT_ONCE = 1.6               # chats or messages that an agent gets done in the time of one
WRAP_UP = 25
OCCUPANCY = 0.95
CALLS, WRITING, BLENDED = range(0, 7), range(7, 12), range(12, 15)


def types():
    """(name, channel, place among the channel's, share, mean work) of every type."""
    for channel, count, share, work in CHANNELS:
        for place in range(count):
            yield f"{channel} {place + 1}", channel, place, share / count, work + 6 * place


def groups_of(channel, place):
    """The two groups of a type: one of its kind, one that does everything."""
    own = CALLS if channel == "voice" else WRITING
    return own[place % len(own)], BLENDED[place % len(BLENDED)]


def helpers_of(channel, place):
    own = CALLS if channel == "voice" else WRITING
    return own[(place + 3) % len(own)] if channel in ("voice", "chat") else None


def load(channel, work):
    """Seconds of an agent for a contact of a channel."""
    if channel == "voice":
        return work + WRAP_UP
    if channel == "chat":
        return work / AT_ONCE
    return work * TURNS / AT_ONCE if channel == "messaging" else work


def agents(group, rates):
    row = []
    for hour in range(24):
        contacts = sum(rates[4 * hour:4 * hour + 4]) / 4
        busy = sum(
            contacts * share * load(channel, work) / 3600 / 2
            for _, channel, place, share, work in types() if group in groups_of(channel, place))
        row.append(max(2, round(busy / OCCUPANCY)))
    return row


def law(number, mean):
    return ("{law: lognormal, mean: %d s, cv: 1.1}", "{law: gamma, mean: %d s, cv: 0.8}",
            "{law: exponential, mean: %d s}")[number % 3] % mean


def type_lines(number, name, channel, place, share, work, rates):
    yield f"  - name: {name}"
    if channel != "voice":
        yield f"    channel: {channel}"
    yield "    arrivals:"
    yield "      every: 15 min"
    yield "      rates:"
    for start in range(0, 96, 12):
        row = ", ".join(f"{rate * share:.2f}" for rate in rates[start:start + 12])
        yield f"        {'[' if start == 0 else ' '}{row}{']' if start == 84 else ','}"
    yield f"    priority: {1 if channel in ('voice', 'chat') else 2 if channel == 'messaging' else 3}"
    yield f"    talk: {law(number, work)}"
    if channel in ("voice", "chat"):
        yield f"    patience: {{law: exponential, mean: {3 + number % 4} min}}"
    if channel == "voice":
        yield f"    wrapUp: {{law: exponential, mean: {WRAP_UP} s}}"
    if channel == "messaging":
        yield f"    turns: {{again: {1 - 1 / TURNS:g}, thinking: {{law: lognormal, mean: 10 min, cv: 1.5}}}}"
        yield "    serviceLevel: {within: 10 min}"
    if channel == "email":
        yield "    serviceLevel: {within: 8 h}"


def lines(rates):
    yield "# Workload W4: a blended interaction center, written by make-w4.py."
    yield "#"
    yield "# 20 contact types on four channels, 15 agent groups, 60,000 contacts a day."
    yield ""
    yield "name: W4"
    yield "description: A day of 60,000 calls, chats, messages and e-mails for 15 groups of agents."
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
    yield ""
    yield "contactTypes:"
    for number, (name, channel, place, share, work) in enumerate(types()):
        yield from type_lines(number, name, channel, place, share, work, rates)
    yield ""
    yield "queues:"
    for place in range(3):
        yield f"  - name: voice {place + 1}"
        yield "    callback:"
        yield "      kind: virtualHold"
        yield "      offer: {whenExpectedWait: 20 s}"
        yield "      accepts: 40%"
        yield "      dialing: {reach: [80%, 60%], attempts: 2}"
    yield ""
    yield "interruptions:"
    yield "  - {work: email, by: voice, mode: resume, switchBack: 20 s, most: 3}"
    yield ""
    yield "agentGroups:"
    for group in range(15):
        kind = "calls" if group in CALLS else "writing" if group in WRITING else "everything"
        yield f"  - name: {kind} {group + 1:02d}"
        row = agents(group, rates)
        yield "    staffing:"
        for start in range(0, 24, 8):
            pairs = ", ".join(f"[{hour:02d}:00, {row[hour]}]" for hour in range(start, start + 8))
            yield f"      {'[' if start == 0 else ' '}{pairs}{']' if start == 16 else ','}"
        yield "    skills:"
        for name, channel, place, _, _ in types():
            if group in groups_of(channel, place):
                rank = 1 if channel in ("voice", "chat") else 2 if channel == "messaging" else 3
                late = ", preference: 2" if group in BLENDED else ""
                yield f"      - {{queue: {name}, rank: {rank}{late}}}"
            elif group == helpers_of(channel, place):
                yield f"      - {{queue: {name}, rank: 2, preference: 3, after: 45 s}}"
        if group not in CALLS:
            yield "    capacity: {slots: {chat: 3, messaging: 4}, speeds: [1, 0.8, 0.65, 0.55]}"


def main():
    print("\n".join(lines(W2.profile())))


if __name__ == "__main__":
    main()
