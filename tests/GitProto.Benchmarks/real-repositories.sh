#!/usr/bin/env bash
# Clones and pushes real repositories over HTTP and over ssh, with git and with gitproto as client and as server, and compares what arrives.
# usage: real-repositories.sh WORK REPOSITORY.git...      the repositories are bare (git clone --mirror); WORK is a directory to fill and empty
# It prints a row for each transfer: seconds; of client and server the processor seconds, the peak of resident MiB and, sampled, of those that are no mapped files
# (an index or a pack that is mapped is counted as resident as far as it was read, and given back when anything else needs the memory); and whether all arrived.
# FSCK=full checks each object that arrived, else its connections; CASES is a pattern of the rows wanted, as 'http/clone/*'.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
tool=${GITPROTO:-$here/../../runtime/GitProto.Cli/bin/Release/net10.0/gitproto}
[ $# -ge 2 ] && [ -x "$tool" ] || { sed -n '2,5p' "${BASH_SOURCE[0]}"; echo "and the tool is built: dotnet build runtime/GitProto.Cli -c Release"; exit 2; }
tool=$(realpath "$tool") work=$(mkdir -p "$1" && realpath "$1")
shift
cases=${CASES:-*} check=(--connectivity-only)
[ "${FSCK:-}" = full ] && check=(--strict)
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null GIT_TERMINAL_PROMPT=0 LC_ALL=C
sshd="" served="" failed=0
trap '[ -z "$sshd" ] || kill "$sshd"; [ -z "$served" ] || stop_http; rm -rf "$work"/{ssh,served,used.py,client-used,server-used}' EXIT

# Runs a command and leaves in a file: seconds, processor seconds, peak resident MiB of the largest process, the same without mapped files.
cat >"$work/used.py" <<'PY'
import os, sys, time
out, command = sys.argv[1], sys.argv[2:]

def anonymous(pid):
    most = 0
    try:
        for line in open(f"/proc/{pid}/status"):
            if line.startswith("RssAnon:"):
                most = int(line.split()[1])
        for child in open(f"/proc/{pid}/task/{pid}/children").read().split():
            most = max(most, anonymous(child))
    except OSError:
        pass
    return most

start, most = time.monotonic(), 0
child = os.posix_spawnp(command[0], command, os.environ)
while True:
    ended, status, used = os.wait4(child, os.WNOHANG)
    if ended:
        break
    most = max(most, anonymous(child))
    time.sleep(0.05)
with open(out, "w") as file:
    print(f"{time.monotonic() - start:.1f} {used.ru_utime + used.ru_stime:.1f} {used.ru_maxrss // 1024} {most // 1024}", file=file)
sys.exit(os.waitstatus_to_exitcode(status) & 255)
PY

# An sshd of its own: the key of a client decides whose programs serve it.
start_sshd() {
    local ssh=$work/ssh key port
    rm -rf "$ssh" && mkdir -p "$ssh"
    [ "$(id -u)" != 0 ] || mkdir -p /run/sshd
    for key in host gitproto git; do ssh-keygen -q -t ed25519 -N '' -f "$ssh/$key"; done
    printf '#!/bin/sh\nexec python3 %s %s %s shell\n' "$work/used.py" "$work/server-used" "$tool" >"$ssh/serve-gitproto"
    printf '#!/bin/sh\nexec python3 %s %s sh -c "$SSH_ORIGINAL_COMMAND"\n' "$work/used.py" "$work/server-used" >"$ssh/serve-git"
    chmod +x "$ssh"/serve-*
    for key in gitproto git; do echo "command=\"$ssh/serve-$key\",restrict $(cat "$ssh/$key.pub")"; done >"$ssh/authorized"
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    printf '%s\n' "ListenAddress 127.0.0.1" "Port $port" "HostKey $ssh/host" "PidFile none" "AuthorizedKeysFile $ssh/authorized" "StrictModes no" "UsePAM no" \
        "PermitRootLogin yes" "AcceptEnv GIT_*" "PrintMotd no" >"$ssh/config"
    "$(command -v sshd || echo /usr/sbin/sshd)" -D -e -f "$ssh/config" 2>"$ssh/log" &
    sshd=$!
    until (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do sleep 0.1; done
    ssh_base="ssh://$(id -un)@127.0.0.1:$port"
    ssh_client="ssh -F /dev/null -o IdentitiesOnly=yes -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR -i $ssh"
}

start_http() {
    python3 "$work/used.py" "$work/server-used" "$tool" serve "$work/served" --http 0 --allow-push >"$work/served/url" 2>"$work/served/log" &
    served=$!
    until [ -s "$work/served/url" ]; do sleep 0.1; done
}

stop_http() {
    kill "$(cat "/proc/$served/task/$served/children")" && wait "$served" || true
    served=""
}

refs() { git -C "$1" for-each-ref --format='%(objectname) %(refname)'; }

row() { printf '%-12s %-28s %8s %10s %8s %7s %10s %8s %7s  %s\n' "$@"; }

transfer() {
    local source=$1 transport=$2 what=$3 client=$4 server=$5 name url target code=0 verdict=whole client_used server_used patience
    name=$(basename "$source" .git)
    # shellcheck disable=SC2254 # the pattern is one
    case "$transport/$what/$client-$server" in $cases) ;; *) return 0 ;; esac
    rm -rf "$work/served" && mkdir -p "$work/served"
    # A bare repository in the shape in which it was given, sharing its objects with it, since what is served lies below one root.
    cp -al "$source" "$work/served/source.git"
    target=$work/served/target.git
    [ "$what" = clone ] || git init -q --bare "$target"
    if [ "$transport" = http ]; then
        start_http
        url=$(cat "$work/served/url")
    else
        export GIT_SSH_COMMAND="$ssh_client/$server"
        url=$ssh_base$work/served/
    fi
    rm -f "$work/client-used" "$work/server-used"
    local run=(python3 "$work/used.py" "$work/client-used") program=git
    [ "$client" = git ] || program=$tool
    if [ "$what" = clone ]; then
        "${run[@]}" "$program" clone -q --mirror "${url}source.git" "$target" 2>"$work/served/said" || code=$?
    else
        (cd "$source" && exec "${run[@]}" "$program" push -q "${url}target.git" 'refs/*:refs/*') 2>"$work/served/said" || code=$?
    fi
    [ "$transport" != http ] || stop_http
    for patience in {1..50}; do [ -s "$work/server-used" ] && break || sleep 0.1; done
    read -ra client_used <"$work/client-used"
    read -ra server_used <"$work/server-used"
    if [ "$code" != 0 ]; then verdict="exit code $code: $(tail -1 "$work/served/said")"
    elif ! diff -q <(refs "$source") <(refs "$target") >/dev/null; then verdict="other refs"
    elif ! git -C "$target" fsck "${check[@]}" --no-dangling --no-progress >"$work/served/said" 2>&1; then verdict="fsck: $(head -1 "$work/served/said")"
    fi
    [ "$verdict" = whole ] || failed=1
    row "$name" "$transport/$what/$client-$server" "${client_used[@]}" "${server_used[@]:1}" "$verdict"
}

start_sshd
row repository transport/what/client-server seconds client-cpu resident unmapped server-cpu resident unmapped result
for source in "$@"; do
    source=$(realpath "$source")
    for what in clone push; do
        for client in git gitproto; do
            transfer "$source" http $what $client gitproto
            transfer "$source" ssh $what $client gitproto
            transfer "$source" ssh $what $client git
        done
    done
done
exit $failed
