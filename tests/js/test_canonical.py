"""Python and the phone write JSON alike."""

import json
from pathlib import Path

import pytest

from consult.core.record import canonical

VECTORS = json.loads((Path(__file__).parent / "vectors" / "canonical.json").read_text())


@pytest.mark.parametrize(("title", "value", "written"), VECTORS, ids=[row[0] for row in VECTORS])
def test_python_writes_the_vectors_of_the_phone(title: str, value: object, written: str) -> None:
    assert canonical(value).decode() == written
