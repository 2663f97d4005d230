#!/bin/sh
# Writes a Debian release to standard output as a tar, for machines that can reach Debian's archive and no registry:
#   base.sh bookworm | docker import - debian:bookworm-slim
# Usage: base.sh SUITE     (needs root and debootstrap; MIRROR names another archive)
set -eu
[ $# = 1 ] || { echo "usage: $0 SUITE > FILE" >&2; exit 2; }
command -v debootstrap >/dev/null || PATH=$PATH:/usr/sbin
command -v debootstrap >/dev/null || { echo "$0: debootstrap is not installed" >&2; exit 1; }
[ "$(id -u)" = 0 ] || { echo "$0: debootstrap needs root" >&2; exit 1; }
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
trap 'exit 1' HUP INT TERM
debootstrap --variant=minbase "$1" "$place/base" ${MIRROR:+"$MIRROR"} >&2
rm -rf "$place"/base/var/cache/apt/archives/*.deb "$place"/base/var/lib/apt/lists/*
tar -C "$place/base" -c .
