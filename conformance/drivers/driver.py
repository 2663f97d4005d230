"""What the drivers in Python share: the command line of a driver (README.md), and the end of one."""
import sys

UNKNOWN = 127


class Task:
    """What is asked: VERB URL DIR [--option[=value]]... [SPEC]..."""

    def __init__(self, words, verbs, options):
        self.verb, self.url, self.dir, *rest = words
        self.options = {}
        self.specs = []
        if self.verb not in verbs:
            sys.exit(UNKNOWN)
        for word in rest:
            if not word.startswith("--"):
                self.specs.append(word)
                continue
            name, _, value = word[2:].partition("=")
            if name not in options:
                sys.exit(UNKNOWN)
            self.options[name] = value
        # None of these libraries speaks v1 or v2.
        if self.options.get("protocol", "0") != "0":
            sys.exit(UNKNOWN)


def run(verbs, options):
    """Does what the command line asks: a function for each verb. Whatever goes wrong in it is a failure in words."""
    task = Task(sys.argv[1:], verbs, options)
    try:
        verbs[task.verb](task)
    except Exception as error:  # the library's own errors have no base in common
        print(f"fatal: {type(error).__name__}: {error}", file=sys.stderr)
        sys.exit(1)


def matches(name, specs):
    """Where a ref goes by refspecs: its names on this side, empty where it is fetched and not kept."""
    found = []
    for spec in specs:
        source, _, target = spec.lstrip("+").partition(":")
        if source.endswith("*") and name.startswith(source[:-1]):
            found.append(target[:-1] + name[len(source) - 1:])
        elif name == source:
            found.append(target)
    return found
