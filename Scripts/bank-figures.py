#!/usr/bin/env python3
"""Figures of the Anonymous Bank's call center, January and February 1999.

Reads the public call logs of the Anonymous Bank (Service Enterprise Engineering laboratory, Technion) and prints one
JSON document of figures for the scenario "bank 1999". Needs Python 3.9 or later and its standard library only.

    python3 bank-figures.py FOLDER > figures.json

FOLDER holds the files anonbank_1999_01_clean.csv and anonbank_1999_02_clean.csv. Docs/Bank-1999.md explains every
figure. All times are in seconds and all half-hours are counted from midnight, unless a name says otherwise.
"""

import collections
import csv
import datetime
import json
import math
import os
import statistics
import sys

DAY = 86400
SLOT = 1800
OPEN, CLOSE = 7 * 3600, DAY                     # opening hours of a regular weekday
SLOTS = range(OPEN // SLOT, CLOSE // SLOT)      # its 34 half-hours
TYPES = ["PS", "PE", "IN", "NE", "NW", "TT"]
NAMES = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
REGULAR = NAMES[:5]
SHORT, LONG = 10, 3600                          # services outside are left out of the service laws
GAP = 900                                       # a longer pause between two services is time off duty
WRAP = 5                                        # median pause of an agent while a caller waits; see wrap_up()
SURVIVAL_AT = [5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 300, 450, 600, 900]
HORIZON = 900

Call = collections.namedtuple(
    "Call", "date day type priority entry vru queued reach wait fate start service server")


# ---------------------------------------------------------------- reading

def seconds(text):
    """Seconds since midnight of h:mm:ss."""
    h, m, s = text.split(":")
    return int(h) * 3600 + int(m) * 60 + int(s)


def read_call(row):
    """One row of the log as a Call.

    fate: 'served', 'abandoned' (in the queue) or 'vru' (ended in the voice response unit). A row that carries both the
    outcome HANG and a service (without an agent) is a caller who left as the phone rang: abandoned. `reach` is the
    moment the call reaches the agents' queue. A moment of the log before it by more than half a day lies after midnight.
    """
    entry, vru = seconds(row["vru_entry"]), int(row["vru_time"])
    q_start, ser_start = seconds(row["q_start"]), seconds(row["ser_start"])
    queued = q_start > 0
    reach = q_start if queued else entry + vru
    if queued and reach < entry - DAY // 2:
        reach += DAY
    if row["outcome"] == "AGENT":
        fate = "served"
    else:
        fate = "abandoned" if queued else "vru"
    wait = int(row["q_time"]) if queued else 0
    start = ser_start if ser_start > 0 else None
    if start is not None and start < reach - DAY // 2:
        start += DAY
    day = datetime.date.fromisoformat(row["date"]).strftime("%a")
    return Call(row["date"], day, row["type"], int(row["priority"]), entry, vru, queued, reach, wait, fate, start,
                int(row["ser_time"]), row["server"])


def read_calls(folder):
    """All calls of the two months (two test rows of type AA left out)."""
    calls = []
    for month in ("01", "02"):
        with open(os.path.join(folder, f"anonbank_1999_{month}_clean.csv"), newline="") as file:
            calls += [read_call(row) for row in csv.DictReader(file)]
    return [c for c in calls if c.type in TYPES]


# ---------------------------------------------------------------- small helpers

def rounded(value, digits=4):
    """The value with all its floats rounded, ready for JSON."""
    if isinstance(value, float):
        return round(value, digits) if math.isfinite(value) else None
    if isinstance(value, dict):
        return {str(k): rounded(v, digits) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [rounded(v, digits) for v in value]
    return value


def mean(values):
    values = list(values)
    return sum(values) / len(values) if values else None


def share(part, whole):
    return part / whole if whole else None


def quantile(values, p):
    values = sorted(values)
    return values[min(len(values) - 1, int(p * len(values)))] if values else None


def normal_cdf(z):
    return 0.5 * math.erfc(-z / math.sqrt(2))


def clock(slot):
    return f"{slot // 2:02d}:{30 * (slot % 2):02d}"


def in_hours(call, moment):
    return OPEN <= moment < CLOSE


def regular(calls):
    """Calls of regular weekdays that reach the agents' queue within opening hours."""
    return [c for c in calls if c.day in REGULAR and c.fate != "vru" and in_hours(c, c.reach)]


def dates_of(calls, days):
    return sorted({c.date for c in calls if c.day in days})


# ---------------------------------------------------------------- volumes

def per_slot(calls, moment, days, slots):
    """Mean number of calls per half-hour and day."""
    count = collections.Counter(moment(c) // SLOT for c in calls)
    return [count[s] / days for s in slots]


def disturbed(calls):
    """Half-hours (date, slot) of regular weekdays with an incident: under a tenth of the usual calls at the queue, or at
    least 40 callers who ended in the VRU (the usual number is one or two)."""
    dates = dates_of(calls, REGULAR)
    queue = collections.Counter((c.date, c.reach // SLOT) for c in regular(calls))
    ended = collections.Counter((c.date, c.entry // SLOT) for c in calls if c.fate == "vru")
    usual = {s: sum(queue[d, s] for d in dates) / len(dates) for s in SLOTS}
    return {(d, s) for d in dates for s in SLOTS if queue[d, s] < 0.1 * usual[s] or ended[d, s] >= 40}


def undisturbed_volumes(calls):
    """Mean calls per half-hour at the queue and of all calls, the disturbed half-hours left out."""
    bad, n = disturbed(calls), len(dates_of(calls, REGULAR))
    reached = [c for c in regular(calls) if (c.date, c.reach // SLOT) not in bad]
    entered = [c for c in calls if c.day in REGULAR and in_hours(c, c.entry) and (c.date, c.entry // SLOT) not in bad]
    days = {s: n - sum(1 for _, x in bad if x == s) for s in SLOTS}

    def profile(part, moment):
        count = collections.Counter(moment(c) // SLOT for c in part)
        return [count[s] / days[s] for s in SLOTS]
    out = {"left_out": [f"{d} {clock(s)}" for d, s in sorted(bad)],
           "queue_all": profile(reached, lambda c: c.reach),
           "queue_by_type": {t: profile([c for c in reached if c.type == t], lambda c: c.reach) for t in TYPES},
           "vru_entries": profile(entered, lambda c: c.entry),
           "vru_share": sum(c.fate == "vru" for c in entered) / len(entered),
           "vru_share_by_type": {t: share(sum(c.fate == "vru" for c in entered if c.type == t),
                                          sum(c.type == t for c in entered)) for t in TYPES}}
    out["queue_per_day"] = sum(out["queue_all"])
    out["queue_per_day_by_type"] = {t: sum(v) for t, v in out["queue_by_type"].items()}
    return out


def volumes(calls, days=REGULAR, slots=SLOTS):
    """Mean calls per half-hour by type, at the agents' queue and at the VRU."""
    n = len(dates_of(calls, days))
    here = [c for c in calls if c.day in days]
    reached = [c for c in here if c.fate != "vru"]
    vru_only = [c for c in here if c.fate == "vru"]
    out = {"days": n, "slots": [clock(s) for s in slots], "queue_by_type": {}, "vru_share_by_type": {}}
    for t in TYPES:
        out["queue_by_type"][t] = per_slot([c for c in reached if c.type == t], lambda c: c.reach, n, slots)
    out["queue_all"] = per_slot(reached, lambda c: c.reach, n, slots)
    out["vru_entries"] = per_slot(here, lambda c: c.entry, n, slots)
    out["vru_entries_to_queue"] = per_slot(reached, lambda c: c.entry, n, slots)
    out["vru_entries_ending_there"] = per_slot(vru_only, lambda c: c.entry, n, slots)
    window = [c for c in here if c.entry // SLOT in slots]
    out["vru_share"] = share(sum(c.fate == "vru" for c in window), len(window))
    for t in TYPES:
        w = [c for c in window if c.type == t]
        out["vru_share_by_type"][t] = share(sum(c.fate == "vru" for c in w), len(w))
    out["queue_per_day"] = sum(out["queue_all"])
    out["queue_per_day_by_type"] = {t: sum(v) for t, v in out["queue_by_type"].items()}
    out["queue_per_day_outside_hours"] = share(len(reached), n) - out["queue_per_day"]
    return out


def vru_law(times):
    """Mean, cv and lognormal fit of times in the VRU (negative times, a clock error, are left out)."""
    valid = [t for t in times if t >= 0]
    positive = [math.log(t) for t in valid if t > 0]
    m = mean(valid)
    return {"n": len(valid), "negative": len(times) - len(valid), "mean": m, "cv": statistics.pstdev(valid) / m,
            "median": quantile(valid, 0.5), "p90": quantile(valid, 0.9), "p99": quantile(valid, 0.99),
            "zero_share": sum(t == 0 for t in valid) / len(valid),
            "lognormal": {"mu": mean(positive), "sigma": statistics.pstdev(positive)}}


def vru(calls):
    here = [c for c in calls if c.day in REGULAR and in_hours(c, c.entry)]
    out = {"to_agents": vru_law([c.vru for c in here if c.fate != "vru"]),
           "to_agents_queued": vru_law([c.vru for c in here if c.fate != "vru" and c.queued]),
           "to_agents_at_once": vru_law([c.vru for c in here if c.fate == "served" and not c.queued]),
           "ending_in_vru": vru_law([c.vru for c in here if c.fate == "vru"]), "to_agents_by_type": {}}
    for t in TYPES:
        out["to_agents_by_type"][t] = vru_law([c.vru for c in here if c.fate != "vru" and c.type == t])
    return out


# ---------------------------------------------------------------- days

def daily_counts(calls, kind=None):
    """Calls at the queue per date (regular weekdays, opening hours), by type or all."""
    count = collections.Counter(c.date for c in regular(calls) if kind is None or c.type == kind)
    return [count[d] for d in dates_of(calls, REGULAR)]


def factor_cv(counts, spread=None):
    """cv of the day factor: the variance of the counts less its Poisson part."""
    m = mean(counts)
    v = statistics.variance(counts) if spread is None else spread
    extra = v / m ** 2 - 1 / m
    return math.copysign(math.sqrt(abs(extra)), extra)


def within_weekday_variance(counts, names):
    """Variance of the counts about the mean of their weekday."""
    total, freedom = 0.0, len(counts)
    for name in set(names):
        part = [c for c, n in zip(counts, names) if n == name]
        total += sum((c - mean(part)) ** 2 for c in part)
        freedom -= 1
    return total / freedom


def slot_factor(calls, kind, bad):
    """cv of a factor per half-hour, given the day's total, and Pearson's dispersion index; days without incident."""
    out = {d for d, _ in bad}
    reached = [c for c in regular(calls) if (kind is None or c.type == kind) and c.date not in out]
    dates = [d for d in dates_of(calls, REGULAR) if d not in out]
    cell = collections.Counter((c.date, c.reach // SLOT) for c in reached)
    by_date = collections.Counter(c.date for c in reached)
    by_slot = collections.Counter(c.reach // SLOT for c in reached)
    excess = squares = chi = 0.0
    for d in dates:
        for s in SLOTS:
            e = by_date[d] * by_slot[s] / len(reached)
            if e > 0:
                excess += (cell[d, s] - e) ** 2 - e
                squares += e * e
                chi += (cell[d, s] - e) ** 2 / e
    return {"cv": math.copysign(math.sqrt(abs(excess / squares)), excess),
            "dispersion_index": chi / ((len(dates) - 1) * (len(SLOTS) - 1))}


def day_factors(calls):
    dates = dates_of(calls, REGULAR)
    names = [datetime.date.fromisoformat(d).strftime("%a") for d in dates]
    bad = disturbed(calls)
    out = {"dates": len(dates), "daily_total": dict(zip(dates, daily_counts(calls))), "by_type": {}}
    series = {"all": daily_counts(calls), **{t: daily_counts(calls, t) for t in TYPES}}
    for key, counts in series.items():
        out["by_type"][key] = {
            "mean": mean(counts), "sd": statistics.stdev(counts), "cv_day_factor": factor_cv(counts),
            "cv_day_factor_weekday_removed": factor_cv(counts, within_weekday_variance(counts, names)),
            "half_hour_factor": slot_factor(calls, None if key == "all" else key, bad)}
    out["correlation_of_day_factors"] = {
        f"{a}-{b}": factor_correlation(series[a], series[b])
        for i, a in enumerate(TYPES) for b in TYPES[i + 1:] if {a, b} <= {"PS", "NE", "NW", "TT", "IN"}}
    x = series["all"]
    out["lag1_autocorrelation"] = correlation(x[:-1], x[1:])
    return out


def covariance(x, y):
    mx, my = mean(x), mean(y)
    return sum((a - mx) * (b - my) for a, b in zip(x, y)) / (len(x) - 1)


def correlation(x, y):
    return covariance(x, y) / math.sqrt(covariance(x, x) * covariance(y, y))


def factor_correlation(x, y):
    """Correlation of the daily counts, and of the day factors behind them (Poisson part removed)."""
    mx, my = mean(x), mean(y)
    sx, sy = factor_cv(x), factor_cv(y)
    latent = covariance(x, y) / (mx * my) / (sx * sy) if sx > 0 and sy > 0 else None
    return {"counts": correlation(x, y), "factors": latent}


def weekday_profile(calls):
    """Calls at the queue per weekday, relative to the mean regular weekday."""
    per_day = collections.Counter((c.date, c.day) for c in calls if c.fate != "vru")
    by_name = {n: [v for (_, d), v in per_day.items() if d == n] for n in NAMES}
    base = mean(v for n in REGULAR for v in by_name[n])
    out = {n: {"days": len(v), "mean": mean(v), "factor": mean(v) / base} for n, v in by_name.items()}
    for t in TYPES:
        count = collections.Counter(c.day for c in calls if c.fate != "vru" and c.type == t)
        days = sum(len(by_name[n]) for n in REGULAR)
        typical = sum(count[n] for n in REGULAR) / days
        for n in NAMES:
            out[n].setdefault("factor_by_type", {})[t] = count[n] / len(by_name[n]) / typical
    return out


# ---------------------------------------------------------------- service

def lognormal_ks(times, mu, sigma):
    """Largest distance of the recorded distribution from the lognormal, at the middle between whole seconds."""
    count, below, worst = collections.Counter(times), 0, 0.0
    for t in sorted(count):
        worst = max(worst, abs(below / len(times) - normal_cdf((math.log(t - 0.5) - mu) / sigma)))
        below += count[t]
        worst = max(worst, abs(below / len(times) - normal_cdf((math.log(t + 0.5) - mu) / sigma)))
    return worst


def service_law(calls):
    """Service times of calls served by a named agent; the shortest and the longest left out and counted."""
    known = [c.service for c in calls if c.fate == "served" and c.server != "NO_SERVER" and c.start is not None]
    kept = [t for t in known if SHORT <= t <= LONG]
    brief = [t for t in known if t < SHORT]
    if len(kept) < 2:
        return None
    logs = [math.log(t) for t in kept]
    mu, sigma = mean(logs), statistics.pstdev(logs)
    return {"n": len(kept), "mean": mean(kept), "sd": statistics.stdev(kept), "cv": statistics.stdev(kept) / mean(kept),
            "median": statistics.median(kept), "p90": quantile(kept, 0.9), "p99": quantile(kept, 0.99),
            "share_short": len(brief) / len(known), "mean_short": mean(brief),
            "longer_than_1h": sum(t > LONG for t in known),
            "mean_with_short": mean(t for t in known if t <= LONG),
            "lognormal": {"mu": mu, "sigma": sigma, "mean": math.exp(mu + sigma ** 2 / 2),
                          "cv": math.sqrt(math.exp(sigma ** 2) - 1), "ks": lognormal_ks(kept, mu, sigma)}}


def services(calls):
    here = regular(calls)
    out = {"all": service_law(here), **{t: service_law([c for c in here if c.type == t]) for t in TYPES}}
    by_slot = {clock(s): [c.service for c in here if c.fate == "served" and c.server != "NO_SERVER"
                          and c.type == "PS" and SHORT <= c.service <= LONG and c.reach // SLOT == s] for s in SLOTS}
    out["PS_mean_by_slot"] = [mean(v) for v in by_slot.values()]
    by_agent = collections.defaultdict(list)
    for c in here:
        if c.fate == "served" and c.type == "PS" and c.server != "NO_SERVER" and SHORT <= c.service <= LONG:
            by_agent[c.server].append(c.service)
    means = [mean(v) for v in by_agent.values() if len(v) >= 100]
    out["PS_mean_by_agent"] = {"agents": len(means), "min": min(means), "max": max(means), "mean": mean(means),
                               "sd": statistics.stdev(means)}
    return out


# ---------------------------------------------------------------- patience

def waits_of(calls):
    """(left, served): counts by second of the waits ended by leaving and by service, of all who had to wait."""
    left, served = collections.Counter(), collections.Counter()
    for c in calls:
        if c.queued:
            (left if c.fate == "abandoned" else served)[c.wait] += 1
    return left, served


def kaplan_meier(left, served):
    """Survival after each whole second: list of (second, survival, at risk)."""
    at_risk, s, curve = sum(left.values()) + sum(served.values()), 1.0, []
    for t in range(max(list(left) + list(served)) + 1):
        if at_risk:
            s *= 1 - left[t] / at_risk
        curve.append((t, s, at_risk))
        at_risk -= left[t] + served[t]
    return curve


def survival_at(curve, t):
    return curve[min(t, len(curve) - 1)][1] if t < len(curve) else None


def patience_summary(left, served):
    """The survival curve in figures: table, restricted mean, and a tail of constant hazard beyond 15 minutes."""
    curve = kaplan_meier(left, served)
    people, gone = sum(left.values()) + sum(served.values()), sum(left.values())
    total = sum(t * n for t, n in (left + served).items())
    restricted = sum(curve[t][1] if t < len(curve) else curve[-1][1] for t in range(HORIZON))
    late = sum(n for t, n in left.items() if 300 <= t < HORIZON)
    exposure = sum(max(0, min(t, HORIZON) - 300) * n for t, n in (left + served).items())
    hazard = late / exposure if exposure else None
    end = curve[min(HORIZON, len(curve) - 1)][1]
    return {"n": people, "left": gone, "longest": len(curve) - 1, "at_risk_900": sum(
                n for t, n in (left + served).items() if t >= HORIZON),
            "survival": {t: survival_at(curve, t) for t in SURVIVAL_AT},
            "median": next((t for t, s, _ in curve if s <= 0.5), None),
            "quartile": next((t for t, s, _ in curve if s <= 0.75), None),
            "mean_restricted_900": restricted, "tail_hazard_per_s": hazard,
            "mean_with_exponential_tail": restricted + end / hazard if hazard else None,
            "exponential_estimate": total / gone if gone else None}


def hazard_table(left, served, edges=(0, 5, 10, 15, 20, 30, 40, 50, 60, 75, 90, 120, 180, 240, 300, 450, 600, 900)):
    """Leaving rate per minute of waiting between the edges."""
    out = {}
    for a, b in zip(edges, edges[1:]):
        gone = sum(n for t, n in left.items() if a <= t < b)
        exposure = sum(max(0, min(t, b) - a) * n for t, n in (left + served).items())
        out[f"{a}-{b}"] = 60 * gone / exposure if exposure else None
    return out


def logistic(x):
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, x))))


def weibull(t, p):
    return math.exp(-(t / math.exp(p[0])) ** math.exp(p[1]))


def lognormal(t, p):
    return 1 - normal_cdf((math.log(t) - p[0]) / math.exp(p[1])) if t > 0 else 1.0


def loglogistic(t, p):
    return 1 / (1 + (t / math.exp(p[0])) ** math.exp(p[1]))


def hyperexponential(t, p):
    w = logistic(p[2])
    return w * math.exp(-t / math.exp(p[0])) + (1 - w) * math.exp(-t / math.exp(p[1]))


def exponential(t, p):
    return math.exp(-t / math.exp(p[0]))


def with_atom(law):
    """The law with a share of callers (last parameter, as logit) who leave at once."""
    return lambda t, p: (1 - logistic(p[-1])) * law(t, p[:-1])


# name: (survival function, starting parameters, readable parameters)
LAWS = {
    "exponential": (exponential, [6.0], lambda p: {"mean": math.exp(p[0])}),
    "weibull": (weibull, [6.0, 0.0], lambda p: {"scale": math.exp(p[0]), "shape": math.exp(p[1])}),
    "lognormal": (lognormal, [6.0, 0.5], lambda p: {"mu": p[0], "sigma": math.exp(p[1])}),
    "loglogistic": (loglogistic, [6.0, 0.0], lambda p: {"scale": math.exp(p[0]), "shape": math.exp(p[1])}),
    "hyperexponential": (hyperexponential, [4.0, 7.0, -1.0],
                         lambda p: {"mean1": math.exp(p[0]), "mean2": math.exp(p[1]), "weight1": logistic(p[2])}),
    "atom+exponential": (with_atom(exponential), [6.0, -4.0],
                         lambda p: {"atom": logistic(p[1]), "mean": math.exp(p[0])}),
    "atom+weibull": (with_atom(weibull), [6.0, 0.0, -4.0],
                     lambda p: {"atom": logistic(p[2]), "scale": math.exp(p[0]), "shape": math.exp(p[1])}),
    "atom+lognormal": (with_atom(lognormal), [6.0, 0.5, -4.0],
                       lambda p: {"atom": logistic(p[2]), "mu": p[0], "sigma": math.exp(p[1])}),
}


def minus_log_likelihood(law, p, left, served):
    """Censored likelihood; a wait of t whole seconds ended by leaving lies between t - 1/2 and t + 1/2."""
    total = 0.0
    try:
        for t, n in left:
            before = 1.0 if t == 0 else law(t - 0.5, p)
            total -= n * math.log(max(before - law(t + 0.5, p), 1e-300))
        for t, n in served:
            total -= n * math.log(max(law(t, p), 1e-300))
    except OverflowError:
        return 1e12
    return total


def nelder_mead(f, start, step=0.5, rounds=600, tolerance=1e-6):
    """Least value of f near the start: (value, point)."""
    n = len(start)
    simplex = [list(start)] + [[x + (step if i == j else 0) for i, x in enumerate(start)] for j in range(n)]
    simplex = sorted((f(p), p) for p in simplex)
    for _ in range(rounds):
        if simplex[-1][0] - simplex[0][0] < tolerance:
            break
        centre = [sum(p[i] for _, p in simplex[:-1]) / n for i in range(n)]
        worst = simplex[-1][1]

        def at(k):
            point = [c + k * (c - w) for c, w in zip(centre, worst)]
            return f(point), point
        trial = at(1.0)
        if trial[0] < simplex[0][0]:
            trial = min(trial, at(2.0))
        elif trial[0] >= simplex[-2][0]:
            trial = at(0.5) if trial[0] < simplex[-1][0] else at(-0.5)
            if trial[0] >= simplex[-1][0]:
                best = simplex[0][1]
                shrunk = [[(x + b) / 2 for x, b in zip(p, best)] for _, p in simplex[1:]]
                simplex = sorted([simplex[0]] + [(f(p), p) for p in shrunk])
                continue
        simplex[-1] = trial
        simplex.sort()
    return simplex[0]


def fit_laws(left, served, names=tuple(LAWS)):
    """Each law fitted; distance = largest gap to the Kaplan-Meier curve up to 900 s while 50 callers are at risk."""
    curve = [x for x in kaplan_meier(left, served) if x[0] <= HORIZON and x[2] >= 50]
    gone, stayed, out = sorted(left.items()), sorted(served.items()), {}
    for name in names:
        law, start, readable = LAWS[name]
        value, p = nelder_mead(lambda x: minus_log_likelihood(law, x, gone, stayed), start)
        gaps = [(abs(s - law(t + 0.5, p)), t) for t, s, _ in curve]
        out[name] = {"parameters": readable(p), "aic": 2 * value + 2 * len(p), "distance": max(gaps)[0],
                     "distance_at": max(gaps)[1]}
    best = min(out.values(), key=lambda x: x["aic"])["aic"]
    for law in out.values():
        law["aic_above_best"] = law.pop("aic") - best
    return dict(sorted(out.items(), key=lambda x: x[1]["aic_above_best"]))


def patience(calls):
    here = regular(calls)
    groups = {"all": here, **{t: [c for c in here if c.type == t] for t in TYPES}}
    groups["PS_low"] = [c for c in here if c.type == "PS" and c.priority < 2]
    groups["PS_high"] = [c for c in here if c.type == "PS" and c.priority == 2]
    out = {}
    for key, part in groups.items():
        left, served = waits_of(part)
        out[key] = patience_summary(left, served)
        out[key]["fits"] = fit_laws(left, served)
        if key in ("all", "PS", "NW", "NE"):
            out[key]["hazard_per_minute"] = hazard_table(left, served)
    return out


# ---------------------------------------------------------------- recorded results

def results(calls):
    """Waits and abandonment of calls that reached the queue."""
    n = len(calls)
    if not n:
        return None
    served = [c for c in calls if c.fate == "served"]
    left = [c for c in calls if c.fate == "abandoned"]
    waiters = [c for c in calls if c.queued]
    waits = [c.wait for c in calls]
    return {"calls": n, "served": len(served), "abandoned": len(left), "share_abandoned": len(left) / n,
            "share_waited": len(waiters) / n, "mean_wait_all": mean(waits),
            "mean_wait_served": mean(c.wait for c in served), "mean_wait_abandoned": mean(c.wait for c in left),
            "mean_wait_of_waiters": mean(c.wait for c in waiters),
            "share_answered_within_20s": sum(c.wait <= 20 for c in served) / n,
            "share_of_served_within_20s": share(sum(c.wait <= 20 for c in served), len(served)),
            "wait_p50": quantile(waits, 0.5), "wait_p90": quantile(waits, 0.9), "wait_p99": quantile(waits, 0.99),
            "longest_wait": max(waits)}


def results_by_slot(calls, days, slots=SLOTS):
    out = []
    for s in slots:
        part = [c for c in calls if c.reach // SLOT == s]
        r = results(part) or {}
        out.append({"slot": clock(s), "calls": len(part) / days, **{k: r.get(k) for k in (
            "share_abandoned", "share_waited", "mean_wait_all", "mean_wait_served", "share_answered_within_20s",
            "longest_wait")}})
    return out


def daily_spread(calls):
    """Mean, standard deviation and standard error over days of the daily mean wait and share abandoned."""
    by_date = collections.defaultdict(list)
    for c in calls:
        by_date[c.date].append(c)
    out = {}
    for name, figure in (("mean_wait_all", lambda r: r["mean_wait_all"]),
                         ("share_abandoned", lambda r: r["share_abandoned"])):
        values = [figure(results(part)) for part in by_date.values()]
        sd = statistics.stdev(values)
        out[name] = {"mean_of_days": mean(values), "sd": sd, "standard_error": sd / math.sqrt(len(values)),
                     "least": min(values), "most": max(values)}
    return out


def recorded(calls):
    here = regular(calls)
    return {"all": results(here), "by_type": {t: results([c for c in here if c.type == t]) for t in TYPES},
            "by_slot": results_by_slot(here, len(dates_of(calls, REGULAR))), "days": daily_spread(here),
            "by_date": {d: {k: r[k] for k in ("calls", "share_abandoned", "mean_wait_all")} for d in dates_of(calls, REGULAR)
                        for r in [results([c for c in here if c.date == d])]}}


def priorities(calls):
    """Calls by priority and type; waits only of callers with a recorded queue entry (see the page on priority 0)."""
    here = regular(calls)
    out = {}
    for t in TYPES + ["all"]:
        part = [c for c in here if t in (c.type, "all")]
        queued = [c for c in part if c.queued]
        out[t] = {}
        for p in (0, 1, 2):
            q = [c for c in queued if c.priority == p]
            r = results(q) or {}
            out[t][p] = {"calls": sum(c.priority == p for c in part), "queued": len(q),
                         "share_of_calls": share(sum(c.priority == p for c in part), len(part)),
                         "share_of_queued": share(len(q), len(queued)),
                         "mean_wait_of_waiters": r.get("mean_wait_all"),
                         "mean_wait_of_served_waiters": r.get("mean_wait_served"),
                         "share_of_waiters_abandoned": r.get("share_abandoned")}
    return out


# ---------------------------------------------------------------- agents

def agent_services(calls, days):
    """Services by (date, agent): sorted [begin, end, type]; ends of services over an hour cut to an hour."""
    out = collections.defaultdict(list)
    for c in calls:
        if c.day in days and c.fate == "served" and c.server != "NO_SERVER" and c.start is not None:
            out[c.date, c.server].append((c.start, c.start + min(c.service, LONG), c.type))
    return {k: sorted(v) for k, v in out.items()}


def spells(work, gap):
    """Spells on duty: services joined over pauses of up to `gap` seconds."""
    out = []
    for a, b, _ in work:
        if out and a - out[-1][1] <= gap:
            out[-1][1] = max(out[-1][1], b)
        else:
            out.append([a, b])
    return out


def time_average(intervals, days, slots=SLOTS):
    """Mean number of intervals under way, by half-hour."""
    total = collections.Counter()
    for a, b in intervals:
        for s in range(a // SLOT, (b - 1) // SLOT + 1 if b > a else a // SLOT):
            total[s] += min(b, (s + 1) * SLOT) - max(a, s * SLOT)
    return [total[s] / SLOT / days for s in slots]


def day_lines(calls, work, date):
    """Per second of a day: PS callers waiting, agents busy (service and wrap-up), agents on duty."""
    size = DAY + 7200
    lines = [[0] * (size + 1) for _ in range(3)]

    def add(line, a, b):
        line[min(a, size)] += 1
        line[min(b, size)] -= 1
    for c in calls:
        if c.queued and c.type == "PS" and c.wait > 0:
            add(lines[0], c.reach, c.reach + c.wait)
    for (d, agent), v in work.items():
        if d == date:
            for a, b in spells(v, WRAP):
                add(lines[1], a, b + WRAP)
            for a, b in spells(v, GAP):
                add(lines[2], a, b + WRAP)
    for line in lines:
        for i in range(1, size):
            line[i] += line[i - 1]
    return lines


def agents_while_queue(calls, work, dates):
    """Seconds in which PS callers wait: then no ready agent is idle, so the share of those on duty who are busy shows
    how many of them are ready to serve. NE specialists without PS calls are left out."""
    by_date = collections.defaultdict(list)
    for c in calls:
        by_date[c.date].append(c)
    time, busy, duty = collections.Counter(), collections.Counter(), collections.Counter()
    for d in dates:
        lines = day_lines(by_date[d], work, d)
        for i in range(OPEN, CLOSE):
            if lines[0][i] > 0:
                time[i // SLOT] += 1
                busy[i // SLOT] += lines[1][i]
                duty[i // SLOT] += lines[2][i]
    return {"share_of_time_with_queue": [time[s] / SLOT / len(dates) for s in SLOTS],
            "busy": [share(busy[s], time[s]) for s in SLOTS], "on_duty": [share(duty[s], time[s]) for s in SLOTS],
            "readiness": [share(busy[s], duty[s]) for s in SLOTS],
            "readiness_of_day": share(sum(busy.values()), sum(duty.values()))}


def wrap_up(calls, work):
    """Pause between two services of an agent when a PS caller was waiting as the first one ended."""
    waiting = collections.defaultdict(list)
    for c in calls:
        if c.queued and c.type == "PS":
            waiting[c.date].append((c.reach, c.reach + c.wait))
    pauses = []
    for (date, _), v in work.items():
        for a, b in zip(v, v[1:]):
            if any(q < a[1] and e > a[1] + 3 for q, e in waiting[date]):
                pauses.append(b[0] - a[1])
    return {"n": len(pauses), "median": quantile(pauses, 0.5), "p75": quantile(pauses, 0.75),
            "p90": quantile(pauses, 0.9), "share_over_60": sum(p > 60 for p in pauses) / len(pauses),
            "share_over_300": sum(p > 300 for p in pauses) / len(pauses),
            "share_over_900": sum(p > 900 for p in pauses) / len(pauses),
            "mean_up_to_60": mean(p for p in pauses if 0 <= p <= 60),
            "mean_up_to_900": mean(p for p in pauses if 0 <= p <= GAP)}


def skill_ratios(work):
    """By agent and type: (calls served, ratio to the calls of that type an average colleague at the same time had)."""
    cell, own = collections.defaultdict(collections.Counter), collections.defaultdict(collections.Counter)
    served = collections.defaultdict(collections.Counter)
    for (date, agent), v in work.items():
        for a, _, t in v:
            cell[date, a // SLOT][t] += 1
            own[date, a // SLOT][agent] += 1
            served[agent][t] += 1
    expected = collections.defaultdict(collections.Counter)
    for key, counts in cell.items():
        n = sum(counts.values())
        for agent, k in own[key].items():
            for t, m in counts.items():
                expected[agent][t] += k * m / n
    return {a: {t: (served[a][t], served[a][t] / expected[a][t] if expected[a][t] else 0.0) for t in TYPES}
            for a in served}


def skills_of(ratios):
    """Types an agent serves: at least 4 calls and a quarter of what chance alone would give."""
    return [t for t in TYPES if ratios[t][0] >= 4 and ratios[t][1] >= 0.25]


def group_of(ratios):
    """The agent's skill group."""
    skills = skills_of(ratios)
    total = sum(n for n, _ in ratios.values())
    if ratios["NE"][0] > 0.4 * total:
        return "stock"
    name = "both" if {"NW", "NE"} <= set(skills) else "noprospects" if "NE" in skills else "nostock"
    return name + ("+IN" if "IN" in skills else "")


def agents(calls):
    """Staffing by half-hour, skill groups and overlap."""
    work = agent_services(calls, REGULAR)
    dates = dates_of(calls, REGULAR)
    n = len(dates)
    ratios = skill_ratios(work)
    groups = {a: group_of(r) for a, r in ratios.items()}
    distinct = collections.Counter(s for v in work.values() for s in {a // SLOT for a, _, _ in v})
    duty = {g: [s for v in work.values() for s in spells(v, g)] for g in (300, GAP, 1800)}
    busy = time_average([s for v in work.values() for s in spells(v, 0)], n)
    out = {"days": n, "slots": [clock(s) for s in SLOTS], "distinct_agents": [distinct[s] / n for s in SLOTS],
           "on_duty": time_average(duty[GAP], n), "on_duty_gap_5min": time_average(duty[300], n),
           "on_duty_gap_30min": time_average(duty[1800], n), "busy": busy,
           "while_queue": agents_while_queue(
               calls, {k: v for k, v in work.items() if "PS" in skills_of(ratios[k[1]])}, dates), "wrap_up": wrap_up(regular(calls), work)}
    out["occupancy"] = [share(b, s) for b, s in zip(busy, out["on_duty"])]
    out["on_duty_by_group"] = {g: time_average(
        [s for (_, a), v in work.items() if groups[a] == g for s in spells(v, GAP)], n)
        for g in sorted(set(groups.values()))}
    ready = out["while_queue"]["readiness"]
    out["ready"] = [d * r for d, r in zip(out["on_duty"], ready)]
    out["ready_by_group"] = {g: [d * r for d, r in zip(v, ready)] for g, v in out["on_duty_by_group"].items()}
    hours = {d: sum(b - a for (e, _), v in work.items() if e == d for a, b in spells(v, GAP)) / 3600 for d in dates}
    out["agent_hours_per_day"] = {"mean": mean(hours.values()), "sd": statistics.stdev(hours.values()),
                                  "correlation_with_calls": correlation(list(hours.values()), daily_counts(calls))}
    out["agents"] = {a: {"group": groups[a], "skills": skills_of(r), "calls": sum(x for x, _ in r.values()),
                         "days": sum(1 for _, b in work if a == b),
                         "served": {t: x for t, (x, _) in r.items()}, "ratio": {t: y for t, (_, y) in r.items()}}
                     for a, r in sorted(ratios.items(), key=lambda x: -sum(k for k, _ in x[1].values()))}
    out["groups"] = group_table(out["agents"])
    return out


def group_table(people):
    """Per group: members, services by type, share of its services by type, share of each type it serves, skills."""
    total = {t: sum(p["served"][t] for p in people.values()) for t in TYPES}
    out = {}
    for g in sorted({p["group"] for p in people.values()}):
        members = {a: p for a, p in people.items() if p["group"] == g}
        served = {t: sum(p["served"][t] for p in members.values()) for t in TYPES}
        calls = sum(served.values())
        out[g] = {"members": list(members), "calls": calls, "mix": {t: served[t] / calls for t in TYPES},
                  "share_of_type": {t: served[t] / total[t] for t in TYPES},
                  "share_of_calls_by_members_with_skill": {
                      t: sum(p["calls"] for p in members.values() if t in p["skills"]) / calls for t in TYPES}}
    return out


# ---------------------------------------------------------------- Fridays, Saturdays, checks

def weekend(calls, day, first, last):
    """Volumes, results and staffing of a Friday or a Saturday."""
    slots = range(first // SLOT, last // SLOT)
    here = [c for c in calls if c.day == day and c.fate != "vru" and first <= c.reach < last]
    n = len(dates_of(calls, [day]))
    v = volumes(calls, [day], slots)
    work = agent_services(calls, [day])
    counts = list(collections.Counter(c.date for c in here).values())
    return {"volumes": v, "cv_day_factor": factor_cv(counts), "results": results(here),
            "results_by_type": {t: results([c for c in here if c.type == t]) for t in TYPES},
            "results_by_slot": results_by_slot(here, n, slots),
            "on_duty": time_average([s for w in work.values() for s in spells(w, GAP)], n, slots)}


def published_check(calls):
    """Figures of all days as in the published recount: left with a wait of 0 s counts as ended in the VRU."""
    out = {}
    for month in ("1999-01", "1999-02"):
        here = [c for c in calls if c.date.startswith(month)]
        served = [c for c in here if c.fate == "served"]
        left = [c for c in here if c.fate == "abandoned" and c.wait > 0]
        waits = [c.wait for c in served + left]
        service = [c.service for c in served if c.service > 0]
        out[month] = {"rows": len(here), "served": len(served), "abandoned": len(left), "mean_wait_all": mean(waits),
                      "share_waited": sum(w > 0 for w in waits) / len(waits), "mean_service": mean(service),
                      "median_service": statistics.median(service),
                      "share_short": share(sum(0 < c.service < SHORT for c in served),
                                           sum(c.service > 0 for c in served))}
    return out


def quirks(calls):
    """Counts of the odd rows."""
    nobody = [c for c in calls if c.fate == "served" and c.server == "NO_SERVER"]
    return {"rows": len(calls), "dates": len({c.date for c in calls}),
            "served_without_agent": len(nobody), "of_these_under_10s": sum(c.service < SHORT for c in nobody),
            "served_without_service_record": sum(c.fate == "served" and c.start is None for c in calls),
            "left_with_a_service_record": sum(c.fate == "abandoned" and c.start is not None for c in calls),
            "left_after_0_s": sum(c.fate == "abandoned" and c.wait == 0 for c in calls),
            "negative_vru_time": sum(c.vru < 0 for c in calls),
            "services_over_1h": sum(c.service > LONG for c in calls),
            "regular_weekday_calls_outside_hours": sum(
                c.day in REGULAR and c.fate != "vru" and not in_hours(c, c.reach) for c in calls)}


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    calls = read_calls(sys.argv[1])
    figures = {
        "source": "Anonymous Bank call logs, January and February 1999; Service Enterprise Engineering laboratory, "
                  "Technion (Guedj and Mandelbaum 2000)",
        "quirks": quirks(calls), "published_check": published_check(calls), "volumes": volumes(calls),
        "volumes_undisturbed": undisturbed_volumes(calls),
        "volumes_sun_tue_thu": volumes(calls, ["Sun", "Tue", "Thu"]), "volumes_mon_wed": volumes(calls, ["Mon", "Wed"]),
        "vru": vru(calls), "day_factors": day_factors(calls), "weekday_profile": weekday_profile(calls),
        "service": services(calls), "patience": patience(calls), "priorities": priorities(calls),
        "agents": agents(calls), "recorded": recorded(calls),
        "friday": weekend(calls, "Fri", 7 * 3600, 14 * 3600), "saturday": weekend(calls, "Sat", 19 * 3600, DAY)}
    json.dump(rounded(figures), sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
