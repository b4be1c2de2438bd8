"""Run nox sessions on a machine that has nothing but Python: ``python3 scripts/run.py tests``.

Makes ``.venv`` with nox and uv in it, once, and hands the sessions named to nox. Needs only the
standard library. What follows ``--`` goes to the sessions.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts" if sys.platform == "win32" else "bin") / "python"
TOOLS = ("nox>=2025.2.9", "uv>=0.5")
OLDEST = (3, 11)


def main(arguments: list[str]) -> int:
    """Make the environment if it is not there, and run nox in it."""
    if sys.version_info < OLDEST:
        sys.stderr.write("newscorpus needs Python 3.11 or newer\n")
        return 2
    if not (VENV / "made").exists():
        try:
            subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)
            subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", *TOOLS], check=True)
        except subprocess.CalledProcessError:
            sys.stderr.write("could not make .venv: are Python's venv and pip installed?\n")
            return 2
        (VENV / "made").touch()
    cut = arguments.index("--") if "--" in arguments else len(arguments)
    sessions = ["--session", *arguments[:cut]] if cut else []
    nox = [str(PYTHON), "-m", "nox", "--noxfile", str(ROOT / "noxfile.py")]
    return subprocess.run([*nox, *sessions, *arguments[cut:]], check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
