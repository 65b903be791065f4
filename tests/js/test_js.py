"""The tests of the scripts, run by node's own runner."""

import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
NODE = Path(sys.executable).parent / "node"


@pytest.mark.parametrize("script", sorted(path.name for path in HERE.glob("*.test.js")))
def test_the_scripts_do_what_their_tests_say(script: str) -> None:
    run = subprocess.run(
        [NODE, "--test", HERE / script], capture_output=True, check=False, text=True
    )
    assert run.returncode == 0, run.stdout + run.stderr
