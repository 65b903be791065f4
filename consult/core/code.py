"""The follow-up code: short, can be read aloud, and notices a slip.

Nine symbols of Crockford's alphabet carry 45 random bits; the tenth checks
them: the sum of each symbol's value times an odd weight, modulo 32. An odd
weight has an inverse modulo 32, so that any single wrong symbol is noticed;
neighbours' weights differ by 2, so that of two swapped neighbours all but
those 16 apart are.
"""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
WEIGHTS = (1, 3, 5, 7, 9, 11, 13, 15, 17)
BITS = 45
FORGIVEN = str.maketrans("OIL", "011", " -\u2010\u2011\u2012\u2013\u2014\u00a0._/")


def check(symbols: str) -> str:
    """Give the check symbol of nine symbols."""
    total = sum(
        weight * ALPHABET.index(symbol) for weight, symbol in zip(WEIGHTS, symbols, strict=True)
    )
    return ALPHABET[total % 32]


def of(number: int) -> str:
    """Write 45 bits as a code of ten symbols."""
    symbols = "".join(ALPHABET[number >> shift & 31] for shift in range(BITS - 5, -1, -5))
    return symbols + check(symbols)


def mint() -> str:
    """Draw a new code."""
    return of(secrets.randbits(BITS))


def read(text: str) -> str | None:
    """Read what somebody typed; None where it can't be a code.

    Forgives case, spaces, hyphens, the letter O for 0, and I or L for 1.
    """
    code = text[:100].upper().translate(FORGIVEN)
    if len(code) != 10 or not set(code) <= set(ALPHABET):
        return None
    return code if check(code[:9]) == code[9] else None


def show(code: str) -> str:
    """Group a code for the eye and the voice: XXXX-XXX-XXX."""
    return f"{code[:4]}-{code[4:7]}-{code[7:]}"
