"""Measure everything, or what is named: `python -m tests.bench sync council`; print a table."""

import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import psutil

from tests.bench.row import Row


def machine() -> Iterator[str]:
    """Describe what all this was measured on."""
    cpu = Path("/proc/cpuinfo").read_text().split("model name", 1)[-1].split("\n", 1)[0]
    yield f"{os.cpu_count()} cores of {cpu.strip(': ' + chr(9))}"
    yield f"{psutil.virtual_memory().total / 2**30:.0f} GiB, load {os.getloadavg()[0]:.1f} at start"
    yield f"Python {platform.python_version()}"
    for command in (
        [str(max(Path("/usr/lib/postgresql").glob("*/bin/postgres"))), "--version"],
        ["/usr/bin/chromium", "--version"],
    ):
        said = subprocess.run(command, capture_output=True, check=True, text=True).stdout
        yield " ".join(said.split()[:3])


def table(rows: list[Row]) -> str:
    """Set the rows in columns."""
    cells = [("figure", "measured", "beside")]
    cells += [(row.figure, row.measured, row.beside) for row in rows]
    first, second = (max(len(line[column]) for line in cells) for column in (0, 1))
    cells.insert(1, ("-" * first, "-" * second, "-" * max(len(line[2]) for line in cells)))
    return "\n".join(f"{a:<{first}}  {b:>{second}}  {c}".rstrip() for a, b, c in cells)


def main() -> None:
    """Run every `bench_*.py` beside this file, or those that are asked for."""
    here = Path(__file__).parent
    names = sys.argv[1:] or sorted(
        path.stem.removeprefix("bench_") for path in here.glob("bench_*.py")
    )
    described = "; ".join(machine())
    rows: list[Row] = []
    for name in names:
        sys.stderr.write(f"measuring {name} ...\n")
        rows.extend(import_module(f"tests.bench.bench_{name}").measure())
    sys.stdout.write(f"\n{described}\n\n{table(rows)}\n")


if __name__ == "__main__":
    main()
