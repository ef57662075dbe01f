#!/usr/bin/env python3
"""Runs one study by every engine, on a real Slurm of three nodes on this machine, kills tasks, a node and the
controller in the middle, and holds every report against the one that this machine's threads wrote.

    cluster-test.py [--program FILE] [--quick | --short]

Needs Debian's apt-get for Slurm's packages (they are unpacked into .tools, not installed) and Python 3.9. GNU
parallel and Dask are tried where they are installed. With --quick Slurm without the faults that take long; with
--short only Slurm, with a task and a node killed, in less than three minutes: where its packages cannot be had, it
says so and ends well.
"""

import argparse
import filecmp
import json
import os
import pathlib
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCENARIO = ROOT / "Scenarios" / "small-center.yaml"


class Test:
    def __init__(self, program, folder, replications, is_short=False):
        self.program, self.folder = program, folder
        # What depends on the clock is told then, not judged: others may be at work on the machine.
        self.is_short = is_short
        self.replications = replications
        self.failed = 0
        self.environment = dict(os.environ)

    def command(self, *words):
        return [self.program, *map(str, words)]

    def run_words(self, out, *more):
        return self.command(
            "run", SCENARIO, "--replications", self.replications, "--seed", 5, "--no-archive", "--out",
            self.folder / out, "--quiet", *more)

    def call(self, words):
        return subprocess.run(words, env=self.environment, cwd=self.folder, capture_output=True, text=True)

    def start(self, words):
        return subprocess.Popen(
            words, env=self.environment, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True)

    def check(self, name, is_well, words=""):
        print(f"{'ok  ' if is_well else 'FAIL'} {name}{': ' + words if words and not is_well else ''}", flush=True)
        if not is_well:
            self.failed += 1

    def same(self, name, out, reference="threads"):
        """Every file of a report against the threads' one, byte by byte."""
        one, other = self.folder / reference, self.folder / out
        names = sorted(str(file.relative_to(one)) for file in one.rglob("*") if file.is_file())
        others = sorted(str(file.relative_to(other)) for file in other.rglob("*") if file.is_file())
        different = [each for each in names if each in others
                     and not filecmp.cmp(one / each, other / each, shallow=False)]
        self.check(name, names == others and names and not different,
                   f"files {sorted(set(names) ^ set(others))}, different {different}")

    def finished(self, name, out, process):
        output, errors = process.communicate(timeout=600)
        if process.returncode != 0:
            self.check(name, False, f"exit code {process.returncode}: {errors.strip()[-400:]}")
        else:
            self.same(name, out)

    # Without a cluster

    def local_engines(self):
        started = time.time()
        self.check("threads", self.call(self.run_words("threads", "--threads", 2)).returncode == 0)
        print(f"     {self.replications} replications by two threads: {time.time() - started:.1f} s")
        self.call(self.run_words("one", "--threads", 1))
        self.same("one thread", "one")
        for tasks in (3, 40):
            name = f"{tasks} shards by processes"
            plan = self.folder / f"p{tasks}.shards"
            self.finished(name, f"p{tasks}", self.start(self.run_words(
                f"p{tasks}", "--engine", "processes", "--slots", 2, "--tasks", tasks, "--shards", plan)))
            self.graham(name, plan, 2, 0.5)
        self.pools("processes")
        if shutil.which("parallel"):
            self.finished("GNU parallel", "parallel", self.start(
                self.run_words("parallel", "--engine", "parallel", "--tasks", 8)))
        else:
            print("skip GNU parallel is not installed")
        if self.call(["python3", "-c", "import distributed"]).returncode == 0:
            self.finished("Dask", "dask", self.start(
                self.run_words("dask", "--engine", "dask", "--tasks", 8)))
        else:
            print("skip Dask is not installed")

    def by_hand(self):
        """A plan that is interrupted, shards in a random order, damage, merging, resuming."""
        plan = self.folder / "hand" / "plan.json"
        process = self.start(self.run_words(
            "handmade", "--engine", "processes", "--slots", 1, "--tasks", 12, "--shards", plan.parent))
        self.wait(lambda: len(list(plan.parent.glob("*.sbd"))) >= 3)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=120)
        self.check("Ctrl-C ends with code 130", process.returncode == 130, str(process.returncode))
        answer = self.call(self.command("merge", plan, "--out", self.folder / "none"))
        self.check("merge names what is missing", answer.returncode == 2 and "missing" in answer.stderr,
                   answer.stderr)
        answer = self.call(self.command("merge", plan, "--partial", "--out", self.folder / "part"))
        self.check("merge --partial ends as interrupted", answer.returncode == 130, answer.stderr)
        text = json.loads(plan.read_text())
        for index in (11, 4, 9):
            self.call(self.command("shard", plan, "--index", index))
        first = next(iter(sorted(plan.parent.glob("*.sbd"))))
        data = bytearray(first.read_bytes())
        data[len(data) // 2] ^= 1
        first.write_bytes(bytes(data))
        answer = self.call(self.command("resume", plan))
        self.check("resume", answer.returncode == 0, answer.stderr[-400:])
        answer = self.call(self.command("merge", plan, "--out", self.folder / "merged"))
        self.check("merge", answer.returncode == 0, answer.stderr[-400:])
        self.same("the same bytes after interruption, damage and merging", "merged")
        text["shards"]["batch"]["program"] = "0.0.1 another"
        plan.write_text(json.dumps(text))
        answer = self.call(self.command("shard", plan, "--index", 0))
        self.check("a plan of another program is refused (65)", answer.returncode == 65, answer.stderr)

    def wait(self, condition, seconds=120):
        end = time.time() + seconds
        while not condition():
            if time.time() > end:
                raise RuntimeError("nothing happened for too long")
            time.sleep(0.05)

    def graham(self, name, plan, slots, cost):
        """The work of a plan's shards took as long as Graham's bounds allow: at least W/k, at most W/k and
        (1 − 1/k) of the longest shard, besides what it costs to start tasks."""
        shards = [shard_times(file) for file in plan.glob("*.sbd")]
        work, longest = sum(seconds for _, seconds in shards), max(seconds for _, seconds in shards)
        span = max(end for end, _ in shards) - min(end - seconds for end, seconds in shards)
        least = work / slots
        most = least + (1 - 1 / slots) * longest + cost * (len(shards) / slots + 1)
        if not self.is_short:
            self.check(f"{name}: Graham's bounds", least - 0.05 <= span <= most,
                       f"{span:.2f} s is not in {least:.2f} to {most:.2f} s")
        print(f"     {len(shards)} shards, {work:.1f} s of work on {slots}: {span:.1f} s, "
              f"bounds {least:.1f} and {most:.1f} s")

    def pools(self, engine, *more):
        """Jobs that decide on their way what is simulated next, by workers that stay."""
        jobs = [("compare", SCENARIO, "--vary", "agents.agents.count=28,30,32", "--max-replications", 200,
                 "--objective", "serviceLevel"),
                ("staff", SCENARIO, "--simulate")]
        for job in jobs:
            words = [*job, "--no-archive", "--form", "json,csv", "--out"]
            one, other = f"{job[0]}-threads", f"{job[0]}-{engine}"
            if not (self.folder / one).exists():
                answer = self.call(self.command(*words, self.folder / one, "--threads", 2))
                self.check(f"{job[0]} by threads", answer.returncode == 0, answer.stderr[-400:])
            answer = self.call(self.command(*words, self.folder / other, "--engine", engine, *more))
            if answer.returncode != 0:
                self.check(f"{job[0]} by {engine}", False, answer.stderr[-400:])
            else:
                self.same(f"{job[0]} by workers of {engine}", other, one)

    # With one

    def cluster(self, *words):
        return subprocess.run(
            [ROOT / "Scripts" / "test-cluster.sh", words[0], self.folder / "cluster", *map(str, words[1:])],
            capture_output=True, text=True, check=True).stdout

    def start_cluster(self):
        """Whether there is one now; where its packages cannot be had, that is said."""
        started = time.time()
        answer = subprocess.run(
            [ROOT / "Scripts" / "test-cluster.sh", "start", self.folder / "cluster"], capture_output=True, text=True)
        if answer.returncode == 69:
            print(f"skip Slurm: {' '.join(answer.stderr.strip().splitlines()[-2:])}")
            return False
        if answer.returncode != 0:
            raise RuntimeError(answer.stderr[-2000:])
        print(f"     Slurm of three nodes is up after {time.time() - started:.1f} s")
        shown = subprocess.run(
            ["sh", "-c", answer.stdout + "env -0"], capture_output=True, check=True).stdout.decode()
        self.environment = dict(line.split("=", 1) for line in shown.split("\0") if "=" in line)
        return True

    def slurm(self, out, *more):
        return self.start(self.run_words(out, "--engine", "slurm", *more))

    def shards_of(self, out):
        return list((self.folder / f"{out}.shards").glob("*.sbd"))

    def slurm_engine(self):
        started = time.time()
        plan = self.folder / "slurm.shards"
        self.finished("Slurm, three nodes", "slurm", self.slurm("slurm", "--tasks", 12, "--shards", plan))
        print(f"     {time.time() - started:.1f} s")
        self.graham("Slurm", plan, 3, 1.5)
        answer = self.call(self.run_words("nowhere", "--engine", "slurm", "--partition", "gpu"))
        self.check("an unknown partition is said before anything runs",
                   answer.returncode == 2 and "main" in answer.stderr, answer.stderr)

    def task_fault(self, count):
        process = self.slurm("killed", "--tasks", 12)
        self.wait(lambda: len(self.shards_of("killed")) >= 2)
        self.wait(lambda: self.tasks() or process.poll() is not None)
        tasks = self.tasks()[:count]
        for pid in tasks:
            self.kill(pid)
        self.at_work_then("tasks were running", bool(tasks))
        self.finished(f"{count} tasks killed", "killed", process)

    def at_work_then(self, name, was_at_work):
        if self.is_short and not was_at_work:
            print(f"     not so that {name}: all was done before")
        else:
            self.check(name, was_at_work)

    def node_fault(self):
        process = self.slurm("node", "--tasks", 12)
        self.wait(lambda: len(self.shards_of("node")) >= 2)
        self.wait(lambda: self.at_work("n2") or process.poll() is not None)
        working = self.at_work("n2")
        self.kill_noted("n2")
        for pid in working:
            self.kill(pid)
        self.at_work_then("the node was at work", bool(working))
        self.finished("a node killed with all that it ran", "node", process)
        self.cluster("node", 2)

    def controller_fault(self):
        process = self.slurm("controller", "--tasks", 12)
        self.wait(lambda: len(self.shards_of("controller")) >= 2)
        self.kill_noted("controller")
        time.sleep(3)
        self.cluster("controller")
        self.finished("the controller killed and started again", "controller", process)

    def tasks(self):
        found = []
        for each in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                words = (each / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            # Of this test alone, whatever else runs here.
            own = any(word.startswith(str(self.folder).encode()) for word in words)
            if own and b"shard" in words and words[0] == str(self.program).encode():
                found.append(int(each.name))
        return found

    def at_work(self, node):
        """The tasks of a node, with the script and Slurm's step daemon above each."""
        found = []
        for pid in self.tasks():
            try:
                environment = pathlib.Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
                if f"SLURMD_NODENAME={node}".encode() not in environment:
                    continue
                found.append(pid)
                while pid > 1:
                    pid = int(pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
                    name = pathlib.Path(f"/proc/{pid}/comm").read_text()
                    if pid > 1 and ("slurm" in name or name.strip() in ("sh", "dash")):
                        found.append(pid)
                    else:
                        break
            except OSError:
                continue
        return found

    def kill_noted(self, name):
        """Kills what the cluster's script noted, if it is still the same process."""
        pid, begin = map(int, (self.folder / "cluster" / "run" / name).read_text().split())
        try:
            found = int(pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[19])
        except OSError:
            found = None
        self.check(f"{name} runs", found == begin)
        if found == begin:
            self.kill(pid)

    @staticmethod
    def kill(pid):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass


def shard_times(file):
    """When a shard's file was written, and how many seconds it says that it took."""
    data = file.read_bytes()
    place, numbers = 12, []
    for _ in range(2):  # the shard's number, and the length of its maker's name
        shift = number = 0
        while True:
            byte = data[place]
            place += 1
            number |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
        numbers.append(number)
    place += numbers[1] + 8
    return file.stat().st_mtime, struct.unpack_from("<d", data, place)[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=ROOT / ".build" / "release" / "switchboard")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--replications", type=int)
    options = parser.parse_args()
    replications = options.replications or (600 if options.quick else 3000 if options.short else 6000)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="switchboard-cluster-"))
    test = Test(str(pathlib.Path(options.program).resolve()), folder, replications, options.short)
    started = time.time()
    try:
        if options.short:
            test.check("threads", test.call(test.run_words("threads", "--threads", 2)).returncode == 0)
            if test.start_cluster():
                test.slurm_engine()
                test.task_fault(1)
                test.node_fault()
                test.pools("slurm")
        else:
            test.local_engines()
            test.by_hand()
            if test.start_cluster():
                test.slurm_engine()
                test.pools("slurm")
                if not options.quick:
                    test.task_fault(2)
                    test.node_fault()
                    test.controller_fault()
            else:
                test.check("a cluster", False)
    finally:
        if (folder / "cluster").exists():
            test.cluster("stop")
        if test.failed:
            print(f"What was left: {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)
    words = "all well" if not test.failed else f"{test.failed} failed"
    print(f"{words}, {time.time() - started:.0f} s")
    sys.exit(1 if test.failed else 0)


if __name__ == "__main__":
    main()
