"""`consult train` begins with what it needs."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from consult.analysis.training import declaration
from consult.commands.train import command


def test_what_set_up_has_not_installed_is_named_before_any_training(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(declaration, "FOLDER", tmp_path / "missing")
    result = CliRunner().invoke(command, ["--from", str(tmp_path)])
    assert result.exit_code == 1
    assert "make setup" in result.output
    assert "Learning" not in result.output
