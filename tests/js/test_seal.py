"""What a phone seals the server opens, and the other way round."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from consult.core import base64url
from consult.core.record import canonical
from consult.services import keys
from consult.services.keys import CannotOpen, Keys, seal_for

HERE = Path(__file__).parent
NODE = Path(sys.executable).parent / "node"
INFO = ["consult", "0197c0de-0000-7000-8000-000000000001", "c", "water", "3"]
CONTENT = {"answers": {"words": "ما رأيك؟ 👍🏽", "safe": 4}, "salt": "abc"}


@pytest.fixture
def held(tmp_path: Path) -> Keys:
    keys.make(tmp_path)
    return keys.load(tmp_path)


@pytest.fixture
def phone() -> Iterator[Callable[..., Any]]:
    with subprocess.Popen(
        [NODE, HERE / "seal.js"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as node:
        assert node.stdin
        assert node.stdout
        point = json.loads(node.stdout.readline())["point"]

        def ask(**line: Any) -> Any:
            assert node.stdin
            assert node.stdout
            node.stdin.write(json.dumps(line) + "\n")
            node.stdin.flush()
            return json.loads(node.stdout.readline())

        ask.point = base64url.read(point)  # type: ignore[attr-defined]
        yield ask
        node.stdin.close()


@pytest.mark.parametrize("value", [CONTENT, "x" * 100_000, None], ids=["words", "long", "nothing"])
def test_the_server_opens_what_the_phone_sealed(
    held: Keys, phone: Callable[..., Any], value: object
) -> None:
    public = held.public()["seal"]
    sealed = phone(to=public["public"], info=INFO, value=value)["sealed"]  # type: ignore[index]
    opened = held.open_sealed(base64url.read(sealed), held.seal_id, canonical(INFO))
    assert opened == canonical(value)


def test_a_seal_is_bound_to_its_record(held: Keys, phone: Callable[..., Any]) -> None:
    public = held.public()["seal"]
    sealed = phone(to=public["public"], info=INFO, value=CONTENT)["sealed"]  # type: ignore[index]
    with pytest.raises(CannotOpen):
        held.open_sealed(base64url.read(sealed), held.seal_id, canonical(["other", *INFO[1:]]))


def test_the_phone_opens_what_the_server_sealed_to_it(phone: Callable[..., Any]) -> None:
    sealed = base64url.write(seal_for(phone.point, canonical(CONTENT), canonical(INFO)))  # type: ignore[attr-defined]
    assert phone(info=INFO, sealed=sealed) == {"value": CONTENT}
    assert phone(info=["other"], sealed=sealed) == {"value": "stays closed"}
