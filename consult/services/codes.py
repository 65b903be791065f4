"""Keep follow-up codes so that a stolen database doesn't tell them."""

import hashlib
import hmac

from argon2.low_level import Type, hash_secret_raw

MEMORY_KIB = 1024


def digest(code: str, pepper: str) -> bytes:
    """Hash a follow-up code, slowly and always alike, to 32 bytes.

    A code has 45 random bits and is looked up by its hash, so salt and cost can't vary. The
    salt comes from the server's secret, which the database doesn't hold; Argon2id over 1 MiB
    takes about a millisecond, so that trying all codes takes a thousand processor years even
    for who has both.
    """
    salt = hmac.new(pepper.encode(), b"consult follow-up code", hashlib.sha256).digest()[:16]
    return hash_secret_raw(
        code.encode(),
        salt,
        time_cost=1,
        memory_cost=MEMORY_KIB,
        parallelism=1,
        hash_len=32,
        type=Type.ID,
    )
