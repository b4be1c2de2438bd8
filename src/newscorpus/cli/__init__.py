"""The command line: one module a verb, each a few lines over the package.

Exit codes: 0 well, 1 findings or a difference, 2 could not run.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

# The verbs in the order of the help; each has a module with `HELP`, `register` and `run`.
VERBS = {
    "validate": "check raw articles and annotations",
    "build": "build a release",
    "verify": "check a release, or build it again and compare",
    "import": "bring annotations in from another form",
    "convert": "write annotations in another form",
    "agreement": "measure how far annotators agree",
    "adjudicate": "make the gold from two passes and decisions",
}

WELL, FOUND, COULD_NOT = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        options = _parser(given).parse_args(given)
        return int(options.run(options))
    except BrokenPipeError:
        # The reader has seen enough (``| head``); nothing is left to say to it.
        sys.stderr.close()
        return COULD_NOT
    except KeyboardInterrupt:
        return COULD_NOT
    except _known_errors() as error:
        print(f"newscorpus: {error}", file=sys.stderr)
        return COULD_NOT
    except Exception:  # noqa: BLE001
        # Python would exit with 1, which says "findings" here.
        import traceback

        traceback.print_exc()
        return COULD_NOT


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="newscorpus",
        description="Annotated news: check articles and annotations, build and verify releases.",
        epilog="Exit codes: 0 well, 1 findings or a difference, 2 could not run.",
    )
    parser.add_argument("--version", action="version", version=_Version())
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="COMMAND")
    asked = next((word for word in given if not word.startswith("-")), None)
    for verb, summary in VERBS.items():
        subparser = verbs.add_parser(verb, help=summary, description=summary)
        # Only the module of the verb that was asked for is imported.
        if verb == asked:
            module = importlib.import_module(f"newscorpus.cli.{_module(verb)}")
            subparser.description = module.__doc__
            subparser.formatter_class = argparse.RawDescriptionHelpFormatter
            module.register(subparser)
            subparser.set_defaults(run=module.run)
    return parser


def _module(verb: str) -> str:
    return {"import": "import_"}.get(verb, verb)


class _Version(str):
    """The installed version, looked up only where it is shown."""

    __slots__ = ()

    def __mod__(self, _: object) -> str:
        from importlib.metadata import version

        return f"newscorpus {version('newscorpus')}"


def _known_errors() -> tuple[type[Exception], ...]:
    """Errors that are told in one line: what they say is what a user can act on."""
    known: list[type[Exception]] = [OSError]
    homes = {
        "newscorpus.corpus": "CorpusError",
        "newscorpus.textfile": "FileError",
        "newscorpus.adjudication.decisions": "DecisionError",
        "newscorpus.release.build": "BuildError",
        "newscorpus.release.verify": "VerifyError",
    }
    for home, name in homes.items():
        if home in sys.modules:
            known.append(getattr(sys.modules[home], name))
    return tuple(known)
