"""Keep the server's own keys: one opens what phones sealed, one signs receipts."""

import os
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

SUITE = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
NEWEST = {"seal": "seal.pem", "sign": "sign.pem"}

PrivateKey = EllipticCurvePrivateKey | Ed25519PrivateKey


class NoKeys(Exception):
    """Say that a folder holds no keys, or something else than keys."""


class CannotOpen(Exception):
    """Say why sealed bytes stay closed: `unknown_key` or `not_readable`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Keys:
    """Open, seal and sign; older keys still open and are still published for checking.

    Both mappings are by key id; the key in use comes first.
    """

    seals: Mapping[str, EllipticCurvePrivateKey]
    signs: Mapping[str, Ed25519PrivateKey]

    @property
    def seal_id(self) -> str:
        return next(iter(self.seals))

    @property
    def sign_id(self) -> str:
        return next(iter(self.signs))

    def open_sealed(self, sealed: bytes, key_id: str, info: bytes) -> bytes:
        """Open `enc || ciphertext` that was sealed to one of our keys.

        Raises:
            CannotOpen: When the key isn't ours, or key, info or bytes don't belong together.
        """
        if key_id not in self.seals:
            raise CannotOpen("unknown_key")
        try:
            return SUITE.decrypt(sealed, self.seals[key_id], info=info)
        except (InvalidTag, ValueError) as failure:
            raise CannotOpen("not_readable") from failure

    def seal(self, plaintext: bytes, info: bytes) -> bytes:
        """Seal to our own newest key, as a phone would."""
        return SUITE.encrypt(plaintext, self.seals[self.seal_id].public_key(), info=info)

    def sign(self, message: bytes) -> bytes:
        return self.signs[self.sign_id].sign(message)

    def public(self) -> dict[str, object]:
        """Shape the public halves as /keys.json publishes them."""
        return {
            "seal": _published(self.seal_id, self.seals[self.seal_id]),
            "sign": [_published(key_id, key) for key_id, key in self.signs.items()],
        }


def seal_for(public_raw: bytes, plaintext: bytes, info: bytes) -> bytes:
    """Seal to an uncompressed P-256 point, as `enc || ciphertext`.

    Raises:
        ValueError: When `public_raw` is no point of the curve.
    """
    return SUITE.encrypt(plaintext, read_point(public_raw), info=info)


def read_point(public_raw: bytes) -> EllipticCurvePublicKey:
    """Read the 65 bytes of an uncompressed P-256 point.

    Raises:
        ValueError: When they aren't one.
    """
    if len(public_raw) != 65:
        raise ValueError("an uncompressed P-256 point has 65 bytes")
    return EllipticCurvePublicKey.from_encoded_point(SECP256R1(), public_raw)


def make(folder: Path) -> tuple[Path, ...]:
    """Make the keys that are missing, readable by their owner only; keep those that are there.

    Returns:
        The files that were made.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    seal, sign = folder / NEWEST["seal"], folder / NEWEST["sign"]
    fresh: dict[Path, PrivateKey] = {
        seal: generate_private_key(SECP256R1()),
        sign: Ed25519PrivateKey.generate(),
    }
    return tuple(path for path, key in fresh.items() if _place(path, key))


def rotate(folder: Path) -> tuple[Path, ...]:
    """Put new keys in front; the older ones go on opening and checking under their own ids.

    Returns:
        The files that were made.
    """
    for purpose, name in NEWEST.items():
        newest = folder / name
        if newest.exists():
            newest.rename(folder / f"{purpose}-{_key_id(_read(newest))}.pem")
    return make(folder)


def load(folder: Path) -> Keys:
    """Read every key of a folder.

    Raises:
        NoKeys: When one is missing, or a file is something else.
    """
    seals = [key for key in _read_all(folder, "seal") if isinstance(key, EllipticCurvePrivateKey)]
    signs = [key for key in _read_all(folder, "sign") if isinstance(key, Ed25519PrivateKey)]
    if not seals or not signs:
        raise NoKeys(f"{folder} needs a P-256 key in seal.pem and an Ed25519 key in sign.pem")
    return Keys({_key_id(key): key for key in seals}, {_key_id(key): key for key in signs})


def _read_all(folder: Path, purpose: str) -> list[PrivateKey]:
    newest = folder / NEWEST[purpose]
    if not newest.exists():
        raise NoKeys(f"{newest} is missing: run `consult keys make`")
    return [_read(path) for path in (newest, *sorted(folder.glob(f"{purpose}-*.pem")))]


def _read(path: Path) -> PrivateKey:
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError) as failure:
        raise NoKeys(f"{path} is no private key") from failure
    if isinstance(key, EllipticCurvePrivateKey) and isinstance(key.curve, SECP256R1):
        return key
    if isinstance(key, Ed25519PrivateKey):
        return key
    raise NoKeys(f"{path} holds another kind of key")


def kept_secret(folder: Path) -> str:
    """Read the secret that is kept in a folder; make one where there is none."""
    path = folder / "secret"
    if not path.exists():
        _write_once(path, secrets.token_urlsafe(32).encode())
    return path.read_text()


def _place(path: Path, key: PrivateKey) -> bool:
    return _write_once(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


def _write_once(path: Path, content: bytes) -> bool:
    """Write whole or not at all, and never over what is there: two servers may start at once."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    return True


def _published(key_id: str, key: PrivateKey) -> dict[str, str]:
    return {"id": key_id, "public": urlsafe_b64encode(_raw(key)).rstrip(b"=").decode()}


def _key_id(key: PrivateKey) -> str:
    return sha256(_raw(key)).hexdigest()[:12]


def _raw(key: PrivateKey) -> bytes:
    if isinstance(key, EllipticCurvePrivateKey):
        return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
