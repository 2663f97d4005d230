"""What is recorded of a git that is not the installed one: a sample of the ordinary, and all that the installed one cannot do."""

# The shapes in which versions differ most: the words of each advertisement, and what each command says.
_SAMPLE = (
    r"^clone/(plain|empty|tags|unborn|sha256|session-id)-v[012]-git$", r"^clone/plain-v[02]-http$", r"^fetch/(incremental|local-commits)-v[02]-git$",
    r"^fetch/local-commits-v[02]-http$", r"^fetch/ack-(one-common|unrelated)-v0-git$", r"^fetch/multi-ack-incremental-v0-git$",
    r"^shallow/(clone-depth|fetch-unshallow|fetch-relative)-v[02]-git$", r"^filter/(blob-none|refused)-v[02]-git$", r"^ls-remote/(all|symrefs)-v[012]-git$",
    r"^v2/(ref-in-want-clone|sideband-all-fetch|negotiate-only|object-info|several-commands|wait-for-done|no-wants)-git$",
    r"^v2/(all-features|packfile-uris|negotiate-only-none|ref-in-want-depth|object-info-unknown|object-info-bad)-git$",
    r"^push/(update|several|option|atomic|hook-refuses|delete|empty-server|session-id|shallow-client|sha256)-v0-git$",
    r"^push-cert/(update|options)-git$", r"^archive/(zip|failing)-git$", r"^errors/(no-repository-v2-git|broken-v2-git|not-our-ref-v2-git)$",
    r"^errors/(duplicate-want-ref-v2-git|deepen-and-since-v2-git|broken-raw-v0-git)$",
)
_NEWER = (r"^(bundle-uri|promisor-remote|archive-http|newer)/",)


def pattern_of(git, installed):
    """The names to record: everything for the installed git, otherwise the sample and what is newer."""
    return "" if installed else "|".join(_SAMPLE + _NEWER)
