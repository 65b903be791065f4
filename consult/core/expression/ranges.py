"""Sets of characters, as sorted pairs of code points, both ends within."""

Ranges = tuple[tuple[int, int], ...]

LAST = 0x10FFFF
DIGIT: Ranges = ((0x30, 0x39),)
WORD: Ranges = ((0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A))
BLANK: Ranges = (
    (0x09, 0x0D),
    (0x20, 0x20),
    (0xA0, 0xA0),
    (0x2000, 0x200A),
    (0x202F, 0x202F),
    (0x3000, 0x3000),
)
BREAK: Ranges = ((0x0A, 0x0A), (0x0D, 0x0D), (0x85, 0x85), (0x2028, 0x2029))


def merged(ranges: list[tuple[int, int]]) -> Ranges:
    """Sort ranges and join those that touch."""
    joined: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if joined and low <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return tuple(joined)


def others(ranges: Ranges) -> Ranges:
    """Give every code point that is not in the ranges."""
    gaps, after = [], 0
    for low, high in ranges:
        if after < low:
            gaps.append((after, low - 1))
        after = high + 1
    if after <= LAST:
        gaps.append((after, LAST))
    return tuple(gaps)


CLASSES: dict[str, Ranges] = {
    "d": DIGIT, "D": others(DIGIT), "w": WORD, "W": others(WORD), "s": BLANK, "S": others(BLANK),
}  # fmt: skip
