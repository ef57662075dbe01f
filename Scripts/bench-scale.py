#!/usr/bin/env python3
"""Measures what sharing replications out costs on this machine.

    bench-scale.py [--program FILE] [--replications N] [--repeats N]

Prints processor seconds and seconds of the clock of one study by threads and by processes in several numbers of
shards, the cost of starting a task, of merging, and the bytes that a shard ships; then of a comparison and a
staffing search by workers that stay. Everything is repeated in turn, and the least is shown: what others do on the
machine only adds. Every report is held against that of the threads. Needs Python 3.9.
"""

import argparse
import filecmp
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCENARIO = ROOT / "Scenarios" / "small-center.yaml"


def measured(words):
    """Seconds of the clock and of processors, of a command and all that it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.time()
    subprocess.run([str(word) for word in words], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.time() - start, processor


def least(words, repeats, prepare=lambda: None):
    """The least of several repetitions, of both."""
    found = []
    for _ in range(repeats):
        prepare()
        found.append(measured(words))
    return min(clock for clock, _ in found), min(processor for _, processor in found)


class Bench:
    def __init__(self, program, folder, replications, repeats):
        self.program, self.folder = program, folder
        self.replications, self.repeats = replications, repeats

    def run_words(self, out, *more):
        return [self.program, "run", SCENARIO, "--replications", self.replications, "--no-archive", "--quiet",
                "--form", "json,csv", "--out", self.folder / out, "--force", *more]

    def shares(self):
        """Threads, and processes in several numbers of shards, in turn."""
        kinds = [(None, None)] + [(slots, tasks) for slots in (1, 2) for tasks in (slots, 4, 10, 40)]
        found = {kind: [] for kind in kinds}
        for _ in range(self.repeats):
            for slots, tasks in kinds:
                out = f"p{slots}-{tasks}"
                more = ["--threads", 1]
                if slots:
                    plan = self.folder / f"{out}.plan"
                    shutil.rmtree(plan, ignore_errors=True)
                    more += ["--engine", "processes", "--slots", slots, "--tasks", tasks, "--shards", plan]
                found[slots, tasks].append(measured(self.run_words(out, *more)))
                self.same(f"p{None}-{None}", out, "report.json")
        print(f"{self.replications} replications of {SCENARIO.name}, least of {self.repeats}")
        print(f"{'':26}{'clock':>8}{'processor':>11}{'work/ref.':>11}{'efficiency':>12}")
        base = reference = None
        for (slots, tasks), times in found.items():
            clock, processor = min(each[0] for each in times), min(each[1] for each in times)
            base, reference = base or clock, reference or processor
            name = f"{slots} processes, {tasks} shards" if slots else "1 thread"
            print(f"{name:26}{clock:7.2f}s{processor:10.2f}s{processor / reference:11.3f}"
                  f"{base / clock / (slots or 1):12.3f}")

    def same(self, one, other, name):
        if not filecmp.cmp(self.folder / one / name, self.folder / other / name, shallow=False):
            sys.exit(f"{name} of {other} has other bytes than that of {one}")

    def merging(self):
        print()
        print(f"{'merge':26}{'clock':>8}{'processor':>11}{'bytes':>12}{'a shard':>10}")
        for tasks in (1, 4, 10, 40, 160):
            plan = self.folder / f"m{tasks}.plan"
            subprocess.run(
                [str(word) for word in self.run_words(
                    f"m{tasks}", "--engine", "processes", "--slots", 2, "--tasks", tasks, "--shards", plan)],
                check=True, capture_output=True)
            sizes = [file.stat().st_size for file in plan.glob("*.sbd")]
            clock, processor = least(
                [self.program, "merge", plan / "plan.json", "--out", self.folder / "merged", "--force"], self.repeats)
            print(f"{f'{len(sizes)} shards':26}{clock:7.2f}s{processor:10.2f}s{sum(sizes):12,}"
                  f"{sum(sizes) // len(sizes):10,}")
        plan = self.folder / "m160.plan" / "plan.json"
        clock, processor = least([self.program, "shard", plan, "--index", 0], self.repeats)
        print(f"A task that finds its shard done: {clock * 1000:.0f} ms ({processor * 1000:.0f} ms of a processor).")
        clock, processor = least([self.program, "shard", plan, "--probe", "bench"], self.repeats)
        print(f"A task up to its first replication: {clock * 1000:.0f} ms ({processor * 1000:.0f} ms of a processor).")

    def pools(self):
        print()
        print(f"{'workers that stay':44}{'clock':>8}{'processor':>11}")
        jobs = [("vary", "--set", "agents.agents.count=28..32", "--replications", 400), ("staff", "--simulate")]
        for command, *rest in jobs:
            file = "variation.json" if command == "vary" else "staffing.json"
            for name, more in [
                    ("1 thread", ["--threads", 1]), ("2 threads", ["--threads", 2]),
                    ("1 worker", ["--engine", "processes", "--slots", 1]),
                    ("2 workers", ["--engine", "processes", "--slots", 2])]:
                out = f"{command}-{name}"
                clock, processor = least(
                    [self.program, command, SCENARIO, *rest, "--no-archive", "--form", "json", "--force", "--out",
                     self.folder / out, *more], self.repeats)
                self.same(f"{command}-1 thread", out, file)
                words = " ".join(str(word) for word in [command, *rest])
                print(f"{words[:30]:32}{name:12}{clock:7.2f}s{processor:10.2f}s")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=ROOT / ".build" / "release" / "switchboard")
    parser.add_argument("--replications", type=int, default=20_000)
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="switchboard-scale-"))
    bench = Bench(pathlib.Path(options.program).resolve(), folder, options.replications, options.repeats)
    try:
        bench.shares()
        bench.merging()
        bench.pools()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
