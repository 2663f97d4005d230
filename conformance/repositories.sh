#!/bin/sh
# Makes the repositories that the conformance suite expects at a server, always with the same ids.
# Usage: repositories.sh DIRECTORY     (needs git 2.30 or newer)
#
#   served/basic.git         two branches and a merge, tags of every kind, a file larger than any packet
#   served/basic-sha256.git  the same, with SHA-256
#   served/many.git          400 commits: negotiation takes several turns
#   served/empty.git         nothing
#   served/hidden.git        as basic, with refs/secret hidden
#   served/tips.git          as hidden, lets the tips of hidden refs be wanted
#   served/reachable.git     as hidden, with a commit that no ref reaches; lets all be wanted that one does
#   served/offers.git        as basic, with a branch that is a symbolic ref; offers what a server does not offer by itself
#   served/strict.git        as basic, with such a branch; refuses what is no fast-forward, deletes, and what goes to refs/secret
#   served/checked.git       as basic, checks every object that is pushed, and would take certificates
#   served/broken.git        as basic, with an object whose file is damaged
#   served/lent.git          two branches of basic, with the objects of basic lent
#   served/short.git         the last two commits of main of basic, without what is below them
#   served/push.git, served/push-sha256.git   as basic; what is pushed goes here
#   seeds/nothing.git       an empty repository
#   seeds/older.git          basic as it was three commits ago
#   seeds/ahead.git          basic and two commits more, a branch and a tag
#   seeds/near.git           many as it was at its 100th commit, and 20 commits that nobody else has
#   seeds/shallow.git        the last two commits of main of basic as it was two commits ago, without what is below them
#   seeds/cut.git            the last commit of main of basic, without what is below it, and a commit more
#   seeds/apart.git          many as it was at its 100th commit, and 300 commits that nobody else has
set -eu
[ $# = 1 ] || { echo "usage: $0 DIRECTORY" >&2; exit 2; }
umask 022
mkdir -p "$1"
cd "$1"
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
unset GIT_DIR GIT_WORK_TREE

commits() { # BRANCH FIRST LAST FROM
    awk -v branch="$1" -v first="$2" -v last="$3" -v from="$4" 'BEGIN {
        for (n = first; n <= last; n++) {
            printf "commit refs/heads/%s\nmark :%d\ncommitter A U Thor <author@example.com> %d +0000\ndata <<.\n%s %d\n.\n", branch, 100 + n, 1700000000 + 60 * n, branch, n
            if (n == first && from != "") printf "from %s\n", from
            printf "M 100644 inline %s/file-%d.txt\ndata <<.\n%s %d\n.\n", branch, n % 7, branch, n
            printf "\n"
        }
    }'
}

basic() {
    printf 'blob\nmark :1\ndata 300000\n'
    awk 'BEGIN { x = 1; for (n = 0; n < 30000; n++) { x = (x * 16807) % 2147483647; printf "%09d\n", x % 1000000000 } }'
    printf '\ncommit refs/heads/main\ncommitter A U Thor <author@example.com> 1700000000 +0000\ndata <<.\nBegin\n.\n'
    printf 'M 100644 :1 large.txt\nM 100644 inline README.md\ndata <<.\nHello.\n.\nM 100755 inline bin/run\ndata <<.\n#!/bin/sh\n.\nM 120000 inline link\ndata 9\nREADME.md\n\n'
    commits main 1 5 ''
    commits topic 6 8 refs/heads/main
    commits main 9 10 ''
    printf 'commit refs/heads/main\ncommitter A U Thor <author@example.com> 1700001000 +0000\ndata <<.\nMerge topic\n.\nmerge refs/heads/topic\nM 100644 inline merged.txt\ndata <<.\nmerged\n.\n\n'
    printf 'reset refs/tags/light\nfrom refs/heads/topic\n\n'
    printf 'tag v1.0\nfrom :105\ntagger A U Thor <author@example.com> 1700001100 +0000\ndata <<.\nVersion 1.0\n.\n'
    printf 'tag of-a-branch\nfrom refs/heads/topic\ntagger A U Thor <author@example.com> 1700001200 +0000\ndata <<.\nTopic\n.\n'
    commits main 11 12 ''
    printf 'reset refs/notes/commits\nfrom :107\n\nreset refs/heads/caf\303\251\nfrom :111\n\n'
}

ahead() {
    printf 'commit refs/heads/main\ncommitter A U Thor <author@example.com> 1700002000 +0000\ndata <<.\nAhead\n.\nfrom refs/heads/main^0\nM 100644 inline README.md\ndata <<.\nHello again.\n.\n\n'
    commits main 20 20 ''
    commits feature 21 22 refs/heads/main
    printf 'tag v2.0\nfrom refs/heads/main\ntagger A U Thor <author@example.com> 1700002100 +0000\ndata <<.\nVersion 2.0\n.\n'
}

make() { # PATH FORMAT
    git init -q --bare --object-format="$2" "$1"
    git -C "$1" symbolic-ref HEAD refs/heads/main
    for setting in uploadpack.allowFilter=true uploadpack.allowRefInWant=true receive.advertisePushOptions=true receive.denyDeleteCurrent=ignore gc.auto=0 receive.autogc=false; do
        git -C "$1" config "${setting%%=*}" "${setting#*=}"
    done
    : > "$1/git-daemon-export-ok"
}

import() { git -C "$1" fast-import --quiet --force; }

copy() { # FROM TO FORMAT
    make "$2" "$3"
    git -C "$2" fetch -q --no-tags "../../$1" '+refs/*:refs/*'
}

make served/basic.git sha1; basic | import served/basic.git
git -C served/basic.git repack -adq
make served/basic-sha256.git sha256; basic | import served/basic-sha256.git
make served/empty.git sha1
make served/many.git sha1; commits main 1 400 '' | import served/many.git
git -C served/many.git repack -adq

copy served/basic.git served/hidden.git sha1
git -C served/hidden.git update-ref refs/secret/one refs/heads/topic
printf 'commit refs/secret/two\ncommitter A U Thor <author@example.com> 1700003000 +0000\ndata <<.\nSecret\n.\nM 100644 inline secret.txt\ndata <<.\nsecret\n.\n\n' | import served/hidden.git
# JGit knows the second name alone, and a prefix by its slash.
git -C served/hidden.git config transfer.hideRefs refs/secret
git -C served/hidden.git config uploadpack.hideRefs refs/secret/
for name in tips reachable; do
    cp -R served/hidden.git served/$name.git
done
git -C served/tips.git config uploadpack.allowTipSHA1InWant true
git -C served/reachable.git config uploadpack.allowReachableSHA1InWant true
printf 'commit refs/heads/gone\ncommitter A U Thor <author@example.com> 1700004000 +0000\ndata <<.\nGone\n.\nM 100644 inline gone.txt\ndata <<.\ngone\n.\n\n' | import served/reachable.git
git -C served/reachable.git update-ref -d refs/heads/gone
copy served/basic.git served/offers.git sha1
for setting in uploadpack.allowSidebandAll=true transfer.advertiseObjectInfo=true transfer.advertiseSID=true uploadpack.advertiseBundleURIs=true bundle.version=1 bundle.mode=all \
    tar.piped.command=cat "uploadpack.blobPackfileUri=$(git -C served/basic.git rev-parse refs/heads/main:README.md) $(printf '%040d' 1) https://packs.example/one.pack" bundle.one.uri=https://bundles.example/one.bundle; do
    git -C served/offers.git config "${setting%%=*}" "${setting#*=}"
done
git -C served/offers.git symbolic-ref refs/heads/alias refs/heads/topic
copy served/basic.git served/strict.git sha1
git -C served/strict.git symbolic-ref refs/heads/alias refs/heads/topic
git -C served/strict.git config receive.hideRefs refs/secret
git -C served/strict.git config receive.denyNonFastForwards true
git -C served/strict.git config receive.denyDeletes true
copy served/basic.git served/checked.git sha1
git -C served/checked.git config receive.fsckObjects true
git -C served/checked.git config receive.certNonceSeed seed
make served/broken.git sha1
git -C served/broken.git unpack-objects -q < "$(echo served/basic.git/objects/pack/*.pack)"
git -C served/basic.git for-each-ref --format='%(refname) %(objectname)' | while read -r name id; do git -C served/broken.git update-ref "$name" "$id"; done
large=$(git -C served/broken.git rev-parse refs/heads/main:large.txt | sed 's|^..|served/broken.git/objects/&/|')
chmod u+w "$large"
printf 'damaged' | dd of="$large" bs=1 seek=1000 conv=notrunc 2>/dev/null
make served/lent.git sha1
echo ../../basic.git/objects > served/lent.git/objects/info/alternates
for name in main topic; do
    git -C served/lent.git update-ref "refs/heads/$name" "$(git -C served/basic.git rev-parse "refs/heads/$name")"
done
copy served/basic.git served/push.git sha1
copy served/basic-sha256.git served/push-sha256.git sha256

for format in sha1 sha256; do
    suffix=$([ $format = sha1 ] || echo -sha256)
    make "seeds/older$suffix.git" $format
    git -C "served/basic$suffix.git" push -q "../../seeds/older$suffix.git" refs/heads/main~3:refs/heads/main
    copy "served/basic$suffix.git" "seeds/ahead$suffix.git" $format
    ahead | import "seeds/ahead$suffix.git"
    make "seeds/nothing$suffix.git" $format
    # In version 2 git wants these by name, and does not understand its own answer to that.
    make "seeds/shallow$suffix.git" $format
    git -C "seeds/shallow$suffix.git" -c protocol.version=0 fetch -q --depth=2 "file://$PWD/seeds/older$suffix.git" refs/heads/main:refs/heads/main
done
make served/short.git sha1
git -C served/short.git -c protocol.version=0 fetch -q --depth=2 "file://$PWD/served/basic.git" refs/heads/main:refs/heads/main
make seeds/cut.git sha1
git -C seeds/cut.git -c protocol.version=0 fetch -q --depth=1 "file://$PWD/served/basic.git" refs/heads/main:refs/heads/main
commits main 30 30 'refs/heads/main^0' | import seeds/cut.git
make seeds/near.git sha1
git -C served/many.git push -q ../../seeds/near.git refs/heads/main~300:refs/heads/main
commits own 1001 1020 refs/heads/main | import seeds/near.git
make seeds/apart.git sha1
git -C served/many.git push -q ../../seeds/apart.git refs/heads/main~300:refs/heads/main
commits own 1001 1300 refs/heads/main | import seeds/apart.git
