from base64 import urlsafe_b64decode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from consult.services.keys import CannotOpen, Keys, NoKeys, load, make, rotate, seal_for


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make(tmp_path / "keys")
    return tmp_path / "keys"


def published(keys: Keys) -> tuple[bytes, bytes]:
    shown = keys.public()
    return raw(shown["seal"]["public"]), raw(shown["sign"][0]["public"])  # type: ignore[index]


def raw(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def test_what_a_phone_seals_to_the_published_key_opens_here(folder: Path) -> None:
    keys = load(folder)
    point, _ = published(keys)
    sealed = seal_for(point, b"what she said", b"bound to her record")
    assert keys.open_sealed(sealed, keys.seal_id, b"bound to her record") == b"what she said"
    assert b"what she said" not in sealed


def test_an_id_is_the_start_of_the_hash_of_the_published_key(folder: Path) -> None:
    keys = load(folder)
    point, verifying = published(keys)
    assert keys.seal_id == sha256(point).hexdigest()[:12]
    assert keys.sign_id == sha256(verifying).hexdigest()[:12]


def test_a_signature_checks_with_the_published_key_and_only_for_its_message(folder: Path) -> None:
    keys = load(folder)
    verifying = Ed25519PublicKey.from_public_bytes(published(keys)[1])
    signature = keys.sign(b"a receipt")
    verifying.verify(signature, b"a receipt")
    with pytest.raises(InvalidSignature):
        verifying.verify(signature, b"another receipt")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param(
            lambda s, k, i: (s, "000000000000", i), "unknown_key", id="a key that isn't ours"
        ),
        pytest.param(
            lambda s, k, i: (s, k, b"another record"), "not_readable", id="moved to another record"
        ),
        pytest.param(lambda s, k, i: (s[:-1], k, i), "not_readable", id="cut at the end"),
        pytest.param(lambda s, k, i: (s[:40], k, i), "not_readable", id="cut in the key"),
        pytest.param(lambda s, k, i: (b"", k, i), "not_readable", id="nothing at all"),
        pytest.param(
            lambda s, k, i: (b"\x00" * 65 + s[65:], k, i),
            "not_readable",
            id="no point of the curve",
        ),
        pytest.param(
            lambda s, k, i: (s[:-1] + bytes([s[-1] ^ 1]), k, i),
            "not_readable",
            id="one bit changed",
        ),
    ],
)
def test_what_does_not_belong_together_stays_closed_with_a_reason(
    folder: Path, change: Callable[[bytes, str, bytes], tuple[bytes, str, bytes]], code: str
) -> None:
    keys = load(folder)
    sealed = seal_for(published(keys)[0], b"words", b"record")
    with pytest.raises(CannotOpen) as refusal:
        keys.open_sealed(*change(sealed, keys.seal_id, b"record"))
    assert refusal.value.code == code


@pytest.mark.parametrize(
    "public", [b"", b"\x04" * 65, b"\x04" + b"\x00" * 64, b"\x02" + b"\x01" * 32]
)
def test_nothing_is_sealed_to_what_is_no_point(public: bytes) -> None:
    with pytest.raises(ValueError):
        seal_for(public, b"words", b"record")


def test_keys_are_readable_by_their_owner_only(folder: Path) -> None:
    assert {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()} == {
        "seal.pem": 0o600,
        "sign.pem": 0o600,
    }
    assert folder.stat().st_mode & 0o777 == 0o700


def test_making_keys_again_changes_nothing(folder: Path) -> None:
    before = load(folder).public()
    assert make(folder) == ()
    assert load(folder).public() == before


def test_after_a_rotation_old_records_open_and_old_receipts_check(folder: Path) -> None:
    old = load(folder)
    sealed = seal_for(published(old)[0], b"kept for days", b"record")
    signature = old.sign(b"a receipt")
    made = rotate(folder)
    new = load(folder)
    assert len(made) == 2
    assert new.seal_id != old.seal_id
    assert new.open_sealed(sealed, old.seal_id, b"record") == b"kept for days"
    shown = {key["id"]: raw(key["public"]) for key in new.public()["sign"]}  # type: ignore[attr-defined]
    Ed25519PublicKey.from_public_bytes(shown[old.sign_id]).verify(signature, b"a receipt")
    assert list(shown) == [new.sign_id, old.sign_id]


def other_kind() -> bytes:
    return X25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )


def locked() -> bytes:
    return generate_private_key(SECP256R1()).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"word")
    )


def only_public() -> bytes:
    return (
        generate_private_key(SECP256R1())
        .public_key()
        .public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )


@pytest.mark.parametrize(
    "pem",
    [b"", b"not a key", other_kind(), locked(), only_public()],
    ids=["empty", "text", "x25519", "locked", "public"],
)
def test_a_file_that_is_no_key_of_ours_is_named(folder: Path, pem: bytes) -> None:
    (folder / "seal.pem").write_bytes(pem)
    with pytest.raises(NoKeys, match=r"seal\.pem"):
        load(folder)


def test_a_folder_without_keys_says_how_to_make_them(tmp_path: Path) -> None:
    with pytest.raises(NoKeys, match="consult keys make"):
        load(tmp_path)
