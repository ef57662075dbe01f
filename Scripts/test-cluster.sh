#!/bin/sh
# A Slurm of three nodes on this machine, for tests: on the loopback interface, in a folder of its own,
# from Debian's packages, which are unpacked and not installed.
#
#   Scripts/test-cluster.sh start FOLDER    unpacks what is missing, starts, waits until all nodes are idle,
#                                           and prints what a shell sets to use it:
#                                               eval "$(Scripts/test-cluster.sh start FOLDER)"
#   Scripts/test-cluster.sh stop FOLDER     stops what start started, and nothing else
#   Scripts/test-cluster.sh node FOLDER N   starts node N again (1, 2 or 3)
#   Scripts/test-cluster.sh controller FOLDER   starts the controller again
#
# Exit codes: 0 all is well, 64 wrong usage, 69 Slurm's packages cannot be had here, 1 anything else.
#
# Nothing authenticates here (auth/none): never let it listen on another interface.
set -eu

packages="slurmd slurmctld slurm-client slurm-wlm-basic-plugins libslurm38 libmunge2 libhwloc15"
tools="$(cd "$(dirname "$0")/.." && pwd)/.tools/slurm"
what=${1:-}
folder=${2:-}
usage() { sed -n '5,11s/^# \{0,1\}//p' "$0" >&2; exit 64; }
[ -n "$folder" ] || usage
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)

unpack() {
  [ -x "$tools/usr/sbin/slurmctld-wlm" ] && return
  command -v apt-get >/dev/null && command -v dpkg >/dev/null || {
    echo "cluster: this is no Debian, whose packages of Slurm are used." >&2
    exit 69
  }
  download=$(mktemp -d)
  chmod 755 "$download"
  # shellcheck disable=SC2086 # a list of words
  (cd "$download" && apt-get download -qq $packages >apt.log 2>&1) || {
    cat "$download/apt.log" >&2
    echo "cluster: Debian's packages of Slurm cannot be had." >&2
    rm -rf "$download"
    exit 69
  }
  mkdir -p "$tools.new"
  for package in "$download"/*.deb; do dpkg -x "$package" "$tools.new"; done
  rm -rf "$download" "$tools"
  mv "$tools.new" "$tools"
}

settings() {
  library=$tools/usr/lib/$(uname -m)-linux-gnu
  plugins=$library/slurm-wlm
  LD_LIBRARY_PATH=$plugins:$library
  SLURM_CONF=$folder/slurm.conf
  PATH=$tools/usr/bin:$tools/usr/sbin:$PATH
  export LD_LIBRARY_PATH SLURM_CONF PATH
}

# Ports that are free now: the controller's, and one for each node.
ports() {
  python3 - <<'PYTHON'
import socket
sockets = [socket.socket() for _ in range(4)]
for each in sockets:
    each.bind(("127.0.0.1", 0))
print(*(each.getsockname()[1] for each in sockets))
PYTHON
}

configure() {
  host=$(hostname -s)
  user=$(id -un)
  # shellcheck disable=SC2046 # four words
  set -- $(ports)
  mkdir -p "$folder/state" "$folder/log" "$folder/run"
  cat >"$SLURM_CONF" <<CONF
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
SlurmUser=$user
SlurmdUser=$user
AuthType=auth/none
CredType=cred/none
PluginDir=$plugins
SlurmctldPort=$1
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool.%n
SlurmctldPidFile=$folder/run/slurmctld.pid
SlurmdPidFile=$folder/run/slurmd.%n.pid
SlurmctldLogFile=$folder/log/slurmctld.log
SlurmdLogFile=$folder/log/slurmd.%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerType=sched/backfill
SchedulerParameters=sched_interval=1,bf_interval=1,batch_sched_delay=0,sched_min_interval=0
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/none
SlurmdParameters=config_overrides
SlurmctldTimeout=30
SlurmdTimeout=10
KillWait=5
MinJobAge=300
NodeName=n1 NodeHostname=$host NodeAddr=127.0.0.1 Port=$2 CPUs=1 RealMemory=2000 State=UNKNOWN
NodeName=n2 NodeHostname=$host NodeAddr=127.0.0.1 Port=$3 CPUs=1 RealMemory=2000 State=UNKNOWN
NodeName=n3 NodeHostname=$host NodeAddr=127.0.0.1 Port=$4 CPUs=1 RealMemory=2000 State=UNKNOWN
PartitionName=main Nodes=n[1-3] Default=YES MaxTime=INFINITE State=UP
CONF
}

# When a process began, in ticks since the machine's start; nothing where there is none.
begin_of() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }

# Notes a process that was started: its number, and when it began, since numbers are used again.
note() { echo "$2 $(begin_of "$2")" >"$folder/run/$1"; }

# Ends a process that was noted, if it is still the same one.
end() {
  [ -f "$folder/run/$1" ] || return 0
  read -r pid begin <"$folder/run/$1" || true
  if [ -n "${begin:-}" ] && [ "$(begin_of "$pid")" = "$begin" ]; then kill "$pid" 2>/dev/null || true; fi
  rm -f "$folder/run/$1"
}

controller() {
  setsid slurmctld-wlm -D -f "$SLURM_CONF" >"$folder/log/controller.out" 2>&1 &
  note controller $!
}

node() {
  mkdir -p "$folder/spool.n$1"
  setsid slurmd-wlm -D -f "$SLURM_CONF" -N "n$1" -d "$tools/usr/sbin/slurmstepd-wlm" \
    >"$folder/log/n$1.out" 2>&1 &
  note "n$1" $!
}

await_nodes() {
  for _ in $(seq 300); do
    [ "$(sinfo -h -N -o %T 2>/dev/null | grep -c idle)" = 3 ] && return
    sleep 0.1
  done
  tail -n 5 "$folder"/log/*.out "$folder"/log/*.log >&2
  echo "cluster: the nodes are not idle after 30 s; see above." >&2
  exit 1
}

case $what in
  start)
    unpack
    settings
    configure
    controller
    for number in 1 2 3; do node "$number"; done
    await_nodes
    printf "export LD_LIBRARY_PATH='%s' SLURM_CONF='%s' PATH='%s:%s':\"\$PATH\"\n" \
      "$LD_LIBRARY_PATH" "$SLURM_CONF" "$tools/usr/bin" "$tools/usr/sbin"
    ;;
  stop)
    # Jobs first: they would outlive the nodes.
    if [ -f "$folder/run/controller" ]; then
      settings
      timeout 10 scancel --user="$(id -un)" 2>/dev/null || true
    fi
    for each in n1 n2 n3 controller; do end "$each"; done
    ;;
  node)
    [ -n "${3:-}" ] || usage
    settings
    node "$3"
    ;;
  controller)
    settings
    controller
    ;;
  *) usage ;;
esac
