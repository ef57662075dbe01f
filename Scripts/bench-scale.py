#!/usr/bin/env python3
"""Measures what sharing replications out costs on this machine.

    bench-scale.py [--program FILE] [--replications N]

Prints processor seconds and seconds of the clock of one study by threads and by processes in several numbers of
shards, the cost of starting a task, of merging, and the bytes that a shard ships. Every report is held against
that of the threads. Needs Python 3.9.
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


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=ROOT / ".build" / "release" / "switchboard")
    parser.add_argument("--replications", type=int, default=20_000)
    options = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="switchboard-scale-"))

    def run(out, *more):
        return measured(
            [options.program, "run", SCENARIO, "--replications", options.replications, "--no-archive", "--quiet",
             "--form", "json,csv", "--out", folder / out, *more])

    try:
        clock, reference = run("one", "--threads", 1)
        print(f"{options.replications} replications of {SCENARIO.name}")
        print(f"{'':26}{'clock':>8}{'processor':>11}{'work/ref.':>11}{'efficiency':>12}")
        print(f"{'1 thread':26}{clock:7.2f}s{reference:10.2f}s{1:11.3f}{1:12.3f}")
        base = clock
        for slots, tasks in [(1, 1), (1, 4), (1, 10), (1, 40), (2, 2), (2, 4), (2, 10), (2, 40)]:
            out = f"p{slots}-{tasks}"
            clock, processor = run(
                out, "--engine", "processes", "--slots", slots, "--tasks", tasks, "--threads", 1, "--shards",
                folder / f"{out}.plan")
            same = filecmp.cmp(folder / "one" / "report.json", folder / out / "report.json", shallow=False)
            print(f"{f'{slots} processes, {tasks} shards':26}{clock:7.2f}s{processor:10.2f}s"
                  f"{processor / reference:11.3f}{base / clock / slots:12.3f}{'' if same else '  OTHER BYTES'}")
            if not same:
                sys.exit(1)
        print()
        print(f"{'merge':26}{'clock':>8}{'bytes':>12}")
        for tasks in (4, 10, 40):
            plan = folder / f"p2-{tasks}.plan"
            size = sum(file.stat().st_size for file in plan.glob("*.sbd"))
            clock, _ = measured(
                [options.program, "merge", plan / "plan.json", "--out", folder / f"m{tasks}"])
            print(f"{f'{tasks} shards':26}{clock:7.2f}s{size:12,}")
        plan = folder / "p2-40.plan" / "plan.json"
        clock, _ = measured([options.program, "shard", plan, "--index", 0])
        print(f"A task that finds its shard done: {clock * 1000:.0f} ms.")
        clock, _ = measured([options.program, "shard", plan, "--probe", "bench"])
        print(f"A task up to its first replication: {clock * 1000:.0f} ms.")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
