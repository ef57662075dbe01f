#!/usr/bin/env python3
"""Measures the simulator's speed on the workloads of Benchmarks/ and checks their results.

    bench.py            all measurements, about five minutes
    bench.py --smoke    short runs; checks results only, says nothing about speed

Speed is calls per second of processor time on one core, of the simulation itself: the best of several
rounds, since other programs on the machine can only make it slower. The hand-written C program of
Benchmarks/reference, run in the same rounds, says what the machine is good for. Where valgrind is
installed, instructions and mispredicted branches per call are simulated; they come from the difference
between two lengths of run, so that start, reading and the text of the report do not count: simulation,
statistics and folding do.

The formula solver is timed too: one answer for 1 to 20,000 servers, and a week of quarter hours.

Every result is held against theory or stated figures; exit code 1 if one is off. Needs Python 3.9 or
later and its standard library; a C compiler for the C program.
"""

import argparse
import csv
import io
import json
import math
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = pathlib.Path(os.environ.get("SWITCHBOARD_PROGRAM", ROOT / ".build/release/switchboard"))
FOLDER = ROOT / "Benchmarks"
ROUNDS = 3
WORST_Z = 4.5               # standard errors; chance finds a larger one once in 150,000 figures

EFFORT = re.compile(
    r"([\d,]+) attempts in ([\d,.]+) s \(([\d,]+) per second of processor time\)")


class Run:
    """What a run of the program printed and wrote."""

    def __init__(self, text, report):
        found = EFFORT.search(text)
        if not found:
            sys.exit(f"bench: no line about the effort in:\n{text}")
        calls, wall, rate = (float(part.replace(",", "")) for part in found.groups())
        self.calls, self.wall, self.rate = calls, wall, rate
        self.report = report

    def cells(self, scope, interval=None):
        """The figures of a scope: of the whole horizon, or with interval=True of each interval."""
        return [cell for cell in self.report["figures"] if cell["scope"] == scope
                and (cell["interval"] is not None) == bool(interval)]

    def value(self, indicator, scope="center", index=0):
        return self.figure(indicator, scope, index)["value"]

    def figure(self, indicator, scope="center", index=0):
        for cell in self.cells(scope):
            if cell["index"] == index:
                return cell["figures"][indicator]
        raise KeyError(scope)


class Checks:
    """Results against what they should be."""

    def __init__(self):
        self.failed = 0

    def add(self, name, found, expected, error, slack=0.0):
        """A figure must lie within WORST_Z standard errors (and the slack of a rounded figure)."""
        room = WORST_Z * error + slack
        self.say(abs(found - expected) <= room,
                 f"{name}: {found:.6g}, should be {expected:.6g} ± {room:.2g}")

    def between(self, name, found, low, high):
        self.say(low <= found <= high, f"{name}: {found:.4g}, should be {low:g} to {high:g}")

    def say(self, is_right, text):
        self.failed += not is_right
        print(f"    {'ok  ' if is_right else 'FAIL'}  {text}", flush=True)


# ---------------------------------------------------------------- running

def command(scenario, *options):
    return [str(PROGRAM), "run", str(scenario), "--no-archive", *map(str, options)]


def run(scenario, *options, needs_report=True):
    """Runs a scenario on one thread unless the options say otherwise."""
    with tempfile.TemporaryDirectory() as folder:
        extra = ["--out", folder] if needs_report else ["--no-report"]
        words = command(scenario, "--threads", 1, *options, *extra)
        done = subprocess.run(words, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"bench: {' '.join(words)} ended with {done.returncode}\n{done.stderr}")
        report = None
        if needs_report:
            report = json.loads((pathlib.Path(folder) / "report.json").read_text(encoding="utf-8"))
        return Run(done.stdout, report)


def shortened(name, days, folder):
    """A copy of a workload that lasts fewer days."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    text, count = re.subn(r"(?m)^  days: \d+$", f"  days: {days}", text)
    assert count == 1, name
    path = pathlib.Path(folder) / f"{days}-days-of-{name}"
    path.write_text(text, encoding="utf-8")
    return path


def compile_c(result, *arguments):
    """Compiles C, with the Swift toolchain's clang if there is one; None without a compiler."""
    beside_swift = pathlib.Path(os.path.realpath(shutil.which("swift") or "/swift")).parent / "clang"
    for compiler in (str(beside_swift), "clang", "cc"):
        if shutil.which(compiler):
            subprocess.run([compiler, "-o", result, *arguments], check=True)
            return result
    return None


def build_c(folder):
    return compile_c(pathlib.Path(folder) / "w1", "-O3", FOLDER / "reference/w1.c", "-lm")


def run_c(program, calls):
    done = subprocess.run([program, str(calls)], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


# ---------------------------------------------------------------- checks

def ratio_error(parts):
    """Standard error of Σ a / Σ b over pairs (a, b) from stretches of one run, taken as independent."""
    n = len(parts)
    total_a, total_b = sum(a for a, _ in parts), sum(b for _, b in parts)
    ratio = total_a / total_b
    variance = sum((a - ratio * b) ** 2 for a, b in parts) / (n - 1)
    return ratio, math.sqrt(variance / n) / (total_b / n)


def by_stretch(cells, numerator, denominator, stretch):
    """Pairs of sums over stretches of so many planning intervals; the one after closing has no calls."""
    cells = [cell["figures"] for cell in cells if cell["figures"][denominator]["value"]]
    return [
        tuple(sum(cell[name]["value"] for cell in cells[start:start + stretch])
              for name in (numerator, denominator))
        for start in range(0, len(cells) - stretch + 1, stretch)]


def check_w1(checks, result):
    """Erlang A, exact chain. A stretch of three hours is 60 mean talk times: nearly independent."""
    cells = result.cells("center", interval=True)
    three_hours = round(3 * 3600 / result.report["intervals"]["length_s"])
    for name, indicator, exact in (("W1 abandoned", "abandoned", 0.025351),
                                   ("W1 answered within 20 s", "answeredWithin", 0.966029)):
        found, error = ratio_error(by_stretch(cells, indicator, "offered", three_hours))
        checks.add(name, found, exact, error)


def check_c(checks, result):
    """The C program's counts; its standard error is that of ten seeds of ten million calls, scaled."""
    scale = math.sqrt(10e6 / result["calls"])
    checks.add("C abandoned", result["abandonedProportion"], 0.025351, 0.00018 * scale)
    checks.add("C answered within 20 s", result["serviceLevel"], 0.966029, 0.00034 * scale)


def check_w3(checks, result):
    """Figures that other simulators agree on; they are rounded."""
    three_hours = round(3 * 3600 / result.report["intervals"]["length_s"])
    for index, (name, stated, slack) in enumerate(
            (("first", 0.0815, 0.001), ("second", 0.008, 0.0005), ("third", 0.010, 0.0005))):
        cells = [cell for cell in result.cells("contactType", interval=True) if cell["index"] == index]
        found, error = ratio_error(by_stretch(cells, "abandoned", "offered", three_hours))
        checks.add(f"W3 abandoned of the {name} type", found, stated, error, slack)


def check_w2(checks, result):
    """Volume and work against the scenario's laws; service as such a center has it."""
    days = result.report["study"]["replications"]
    text = (FOLDER / "w2.yaml").read_text(encoding="utf-8")
    talk = [float(mean) for mean in re.findall(r"talk: .*mean: ([\d.]+) s", text)]
    wrap_up = [float(mean) for mean in re.findall(r"wrapUp: .*mean: ([\d.]+) s", text)]
    checks.add("W2 calls a day", result.value("attempts"), 60_000, math.sqrt(60_000 / days))
    squares = 0.0
    for index, mean in enumerate(talk):
        figure = result.figure("averageTalkTime", "contactType", index)
        answered = days * result.value("answered", "contactType", index)
        squares += ((figure["value"] - mean) / (LAW_CV[index % 3] * mean)) ** 2 * answered
    # A chi-square with one degree of freedom for each type.
    freedom = len(talk)
    checks.add("W2 talk times, chi-square", squares, freedom, math.sqrt(2 * freedom))
    mean = sum(wrap_up) / len(wrap_up)
    calls = days * result.value("answered")
    checks.add("W2 wrap-up", result.value("averageWrapUpTime"), mean, mean / math.sqrt(calls))
    checks.between("W2 occupancy", result.value("occupancy"), 0.85, 0.90)
    checks.between("W2 abandoned", result.value("abandonedProportion"), 0.0, 0.03)
    checks.between("W2 blocked", result.value("blockingProbability"), 0.0, 0.005)


def check_w4(checks, result):
    """Volume, turns and work against the scenario's laws; service as such a center has it."""
    days = result.report["study"]["replications"]
    checks.add("W4 contacts a day", result.value("attempts"), 60_000, math.sqrt(60_000 / days))
    # Threads have a geometric number of turns with the mean 2, and the variance 2; those that are open at
    # midnight, a hundredth of them, have more than others and are not in it.
    threads = days * 0.15 * 60_000
    checks.add("W4 turns of a thread", result.value("turnsPerThread"), 2, math.sqrt(2 / threads), 0.02)
    wrap_up = result.figure("averageWrapUpTime", "contactType", 0)["value"]
    calls = days * result.figure("answered", "contactType", 0)["value"]
    checks.add("W4 wrap-up of calls", wrap_up, 25, 25 / math.sqrt(calls))
    checks.between("W4 occupancy", result.value("occupancy"), 0.93, 0.97)
    checks.between("W4 abandoned", result.value("abandonedProportion"), 0.002, 0.02)
    checks.between("W4 callbacks accepted", result.value("callbackAcceptance"), 0.35, 0.45)
    checks.between("W4 contacts at once", result.value("concurrency"), 1.3, 1.6)


LAW_CV = (1.1, 0.8, 1.0)    # of W2's lognormal, gamma and exponential talk times, in turn


# ---------------------------------------------------------------- measurements

def line(name, text):
    print(f"  {name:<44}{text}", flush=True)


def speed(checks, folder):
    """Calls per second of processor time on one core, the workloads and the C program in turns."""
    print(f"Calls per second of processor time, one core, best of {ROUNDS}:")
    c_program = build_c(folder)
    best = {}
    last = {}
    for _ in range(ROUNDS):
        if c_program:
            last["c"] = run_c(c_program, 10_000_000)
            best["c"] = max(best.get("c", 0), last["c"]["callsPerCpuSecond"])
        for name in ("w1", "w2", "w3", "w4"):
            last[name] = run(FOLDER / f"{name}.yaml")
            best[name] = max(best.get(name, 0), last[name].rate)
    if c_program:
        line("W1, hand-written in C", f"{best['c'] / 1e6:6.2f} million")
    for name in ("w1", "w2", "w3", "w4"):
        beside = f"   {best[name] / best['c']:5.2f} of the C program" if c_program else ""
        line(f"{name.upper()}, Switchboard", f"{best[name] / 1e6:6.2f} million{beside}")
    line("a day of 60,000 calls (W2)", f"{60_000 / best['w2'] * 1000:6.1f} ms")
    if c_program:
        check_c(checks, last["c"])
    else:
        print("  There is no C compiler for the C program.")
    check_w1(checks, last["w1"])
    check_w2(checks, last["w2"])
    check_w3(checks, last["w3"])
    check_w4(checks, last["w4"])


def two_threads():
    print("Two threads, 100 replications of W2, best of three:")
    if (os.cpu_count() or 1) < 2:
        print("  This machine has one processor.")
        return
    wall = {1: math.inf, 2: math.inf}
    for _ in range(ROUNDS):
        for threads in wall:
            result = run(FOLDER / "w2.yaml", "--replications", 100, "--threads", threads,
                         needs_report=False)
            wall[threads] = min(wall[threads], result.wall)
    line("one thread, two threads", f"{wall[1]:.2f} s, {wall[2]:.2f} s")
    line("speed-up", f"{wall[1] / wall[2]:6.2f}")


def start_up():
    scenario = ROOT / "Scenarios/05-a-real-day.yaml"
    times = []
    for _ in range(5):
        with tempfile.TemporaryDirectory() as folder:
            start = time.perf_counter()
            words = command(scenario, "--replications", 1, "--out", folder)
            subprocess.run(words, check=True, capture_output=True)
            times.append(time.perf_counter() - start)
    print("Start-up:")
    line("switchboard run, a small scenario, report written", f"{min(times):6.2f} s")


def agents_by_erlang_c(load, handle_time, level=0.8, wait=20.0):
    """The fewest agents for a service level, by Erlang's recursion: the check of the solver."""
    blocked, agents = 1.0, 0
    while True:
        agents += 1
        blocked = load * blocked / (agents + load * blocked)
        if agents <= load:
            continue
        waits = blocked / (1 - load / agents * (1 - blocked))
        if 1 - waits * math.exp(-(agents - load) * wait / handle_time) >= level:
            return agents


def staffed(rows, folder, *options):
    """Agents of each row of (day, second, calls) for 80/20 with 240 s a call, and the seconds it took."""
    table = pathlib.Path(folder) / "volumes.csv"
    lines = [f"{day},{time // 3600:02d}:{time // 60 % 60:02d},{calls!r}" for day, time, calls in rows]
    table.write_text("day,time,calls\n" + "\n".join(lines) + "\n", encoding="utf-8")
    words = [str(PROGRAM), "staff", str(table), "--aht", "240s", "--goal", "80/20", *options]
    start = time.perf_counter()
    done = subprocess.run(words, capture_output=True, text=True)
    took = time.perf_counter() - start
    if done.returncode != 0:
        sys.exit(f"bench: {' '.join(words)} ended with {done.returncode}\n{done.stderr}")
    table = list(csv.DictReader(io.StringIO(done.stdout)))
    return [int(row["agents"]) for row in table], took


QUARTER = 900               # seconds of a quarter of an hour
WEEK = [(day, QUARTER * quarter, 40 + 8 * day + 150 * math.sin(math.pi * quarter / 96) ** 2)
        for day in range(1, 8) for quarter in range(96)]


def staffing(checks, folder):
    """The formula solver: its time for one answer by size, and for a week of quarter hours."""
    print(f"Staffing by formulas, best of {ROUNDS}:")
    plain = ("--format", "csv", "--no-report")
    models = (("Erlang C", ()), ("Erlang A", ("--patience", "3min")))
    for size in (1, 10, 100, 1000, 20_000):
        # Loads just below the size, all different, so that none is remembered.
        rows = [(1 + number // 96, QUARTER * (number % 96), size * (1 - number / 1e4) * QUARTER / 240)
                for number in range(480)]
        for name, options in models:
            best = {count: min(staffed(rows[:count], folder, *plain, *options)[1]
                               for _ in range(ROUNDS)) for count in (2, 480)}
            line(f"an answer for {size:,} erlangs, {name}",
                 f"{(best[480] - best[2]) / 478 * 1000:8.3f} ms")
        check_staffing(checks, folder, rows[:2], f"{size:,} erlangs")
    for name, options in models:
        took = min(staffed(WEEK, folder, *plain, *options)[1] for _ in range(ROUNDS))
        line(f"a week of 672 quarter hours, {name}", f"{took:6.2f} s")
        out = pathlib.Path(folder) / "report"
        took = staffed(WEEK, folder, "--format", "csv", "--out", out, *options)[1]
        line("  with JSON, CSV and the page", f"{took:6.2f} s")
    check_staffing(checks, folder, WEEK, "a week")


def check_staffing(checks, folder, rows, name):
    found, _ = staffed(rows, folder, "--format", "csv", "--no-report")
    expected = [agents_by_erlang_c(calls * 240 / QUARTER, 240) for _, _, calls in rows]
    wrong = sum(one != other for one, other in zip(found, expected))
    checks.say(wrong == 0 and len(found) == len(rows),
               f"agents for {name}: {wrong} of {len(rows)} differ from Erlang's recursion")


def skill_search(checks):
    """The cheapest numbers for five types and six groups of overlapping skills, by simulation."""
    scenario = ROOT / "Scenarios/09-five-skills.yaml"
    words = [str(PROGRAM), "staff", str(scenario), "--goal", "80/20", "--skills", "--replications", "20",
             "--format", "json", "--no-report"]
    start = time.perf_counter()
    done = subprocess.run(words, capture_output=True, text=True)
    took = time.perf_counter() - start
    if done.returncode != 0:
        sys.exit(f"bench: {' '.join(words)} ended with {done.returncode}\n{done.stderr}")
    found = json.loads(done.stdout)["simulation"]["skills"]
    print("Skills by simulation, all processors:")
    line("five types, six groups", f"{took:6.2f} s, {found['evaluations']} staffings simulated")
    checks.say(found["isFeasible"] and found["lowerBound"] <= found["hourlyCost"] < found["separatePools"],
               f"cost an hour {found['hourlyCost']:.1f}, above the bound {found['lowerBound']:.1f} and below "
               f"separate pools, {found['separatePools']:.1f}")


def policies(folder):
    """A copy of W2 with the data of all policies, one for each of them; the paths by policy."""
    writer = [sys.executable, str(FOLDER / "make-w2.py"), "--policies"]
    text = subprocess.run(writer, capture_output=True, text=True, check=True).stdout
    names = re.findall(r"(?m)^    case \.(\w+): return \w+\.self$", (
        ROOT / "Sources/ContactCenter/Routing/Policies/NamedPolicies.swift").read_text(encoding="utf-8"))
    paths = {}
    for name in names:
        paths[name] = pathlib.Path(folder) / f"w2-{name}.yaml"
        paths[name].write_text(text.replace("\nrouting:\n", f"\nrouting:\n  policy: {name}\n"),
                               encoding="utf-8")
    return paths


def routing(checks, folder, replications=20, rounds=ROUNDS):
    """Every policy on W2: the slowest against the fastest; then all of them in one comparison."""
    paths = policies(folder)
    rate = dict.fromkeys(paths, 0.0)
    for _ in range(rounds):
        for name, path in paths.items():
            result = run(path, "--replications", replications, "--check", needs_report=False)
            rate[name] = max(rate[name], result.rate)
    print("Policies on W2, calls per second of processor time, one thread:")
    for name in sorted(rate, key=rate.get, reverse=True):
        line(name, f"{rate[name]:12,.0f}")
    line("fastest over slowest", f"{max(rate.values()) / min(rate.values()):6.2f}")
    scenario = pathlib.Path(folder) / "w2-all.yaml"
    scenario.write_text(paths[next(iter(paths))].read_text(encoding="utf-8").replace(
        f"  policy: {next(iter(paths))}\n", ""), encoding="utf-8")
    words = [str(PROGRAM), "compare", str(scenario), "--vary", "routing=all", "--replications", "50",
             "--format", "json", "--no-report", "--no-archive"]
    start = time.perf_counter()
    done = subprocess.run(words, capture_output=True, text=True)
    took = time.perf_counter() - start
    if done.returncode != 0:
        sys.exit(f"bench: {' '.join(words)} ended with {done.returncode}\n{done.stderr}")
    found = json.loads(done.stdout)
    line("all in one comparison", f"{took:6.1f} s, 50 replications of each, all processors")
    checks.say(len(found["entrants"]) == len(paths) + 1,
               f"{len(found['entrants'])} entrants: all policies and none")


def counted(scenario, replications, folder):
    """Calls, instructions and mispredicted branches of a run under callgrind."""
    program, helper = pathlib.Path(folder) / "switchboard", pathlib.Path(folder) / "sigsuspend.so"
    if not program.exists():
        # Valgrind stumbles over the debug information of Swift programs.
        subprocess.run(["strip", "--strip-debug", "-o", program, PROGRAM], check=True)
        compile_c(helper, "-shared", "-fPIC", FOLDER / "valgrind/sigsuspend.c")
    environment = {**os.environ, "LD_PRELOAD": str(helper)} if helper.exists() else None
    words = ["valgrind", "--tool=callgrind", "--branch-sim=yes",
             f"--callgrind-out-file={folder}/callgrind.out",
             program,
             *command(scenario, "--threads", 1, "--replications", replications,
                      "--no-report", "--no-archive")[1:]]
    done = subprocess.run(words, capture_output=True, text=True, env=environment)
    names = re.search(r"Events\s*: (.*)", done.stderr)
    counts = re.search(r"Collected\s*: (.*)", done.stderr)
    if done.returncode != 0 or not names or not counts:
        sys.exit(f"bench: valgrind ended with {done.returncode}\n{done.stderr}")
    event = dict(zip(names[1].split(), map(int, counts[1].split())))
    return Run(done.stdout, None).calls, event["Ir"], event["Bcm"] + event["Bim"]


def instructions(folder):
    print("Per call, simulated by callgrind:")
    if not shutil.which("valgrind") or not shutil.which("strip"):
        print("  valgrind is not installed (Debian: apt-get install valgrind binutils).")
        return
    for name, scenario in (("W1", shortened("w1.yaml", 1, folder)), ("W2", FOLDER / "w2.yaml"),
                           ("W3", shortened("w3.yaml", 2, folder)), ("W4", FOLDER / "w4.yaml")):
        # Both lengths have all intervals to work out, those of percentiles too: their reports cost the same.
        short, long = counted(scenario, 4, folder), counted(scenario, 8, folder)
        calls, work, misses = (b - a for a, b in zip(short, long))
        line(name, f"{work / calls:6.0f} instructions, {misses / calls:5.1f} mispredicted branches")


def machine():
    try:
        cpu = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8")
        name = re.search(r"model name\s*: (.*)", cpu)
    except OSError:
        name = None
    print(f"{name[1] if name else 'An unknown processor'}, {os.cpu_count()} processors, "
          f"load {os.getloadavg()[0]:.1f}")


def smoke(checks, folder):
    print("Short benchmark: results only")
    c_program = build_c(folder)
    if c_program:
        check_c(checks, run_c(c_program, 1_000_000))
    check_w1(checks, run(shortened("w1.yaml", 4, folder)))
    check_w2(checks, run(FOLDER / "w2.yaml", "--replications", 4))
    check_w3(checks, run(shortened("w3.yaml", 8, folder)))
    check_w4(checks, run(FOLDER / "w4.yaml", "--replications", 4))
    check_staffing(checks, folder, WEEK, "a week")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--smoke", action="store_true", help="short runs, results only")
    options = parser.parse_args()
    if not PROGRAM.exists():
        sys.exit("bench: build the program first: make build")
    checks = Checks()
    with tempfile.TemporaryDirectory() as folder:
        if options.smoke:
            smoke(checks, folder)
        else:
            machine()
            speed(checks, folder)
            two_threads()
            start_up()
            staffing(checks, folder)
            skill_search(checks)
            routing(checks, folder)
            instructions(folder)
    if checks.failed:
        sys.exit(f"bench: {checks.failed} results are off")
    print("All results agree.")


if __name__ == "__main__":
    main()
