import re

import pytest

from consult.web.map import WIDTH, Area, draw, shade

LEFT = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}
RIGHT = {"type": "MultiPolygon", "coordinates": [[[[1, 0], [2, 0], [2, 1], [1, 1], [1, 0]]]]}
SPECK = {"type": "Polygon", "coordinates": [[[0, 0], [1e-7, 0], [1e-7, 1e-7], [0, 0]]]}


def points(path: str) -> set[tuple[int, int]]:
    """Walk the steps of a path."""
    found: set[tuple[int, int]] = set()
    for part in path.split("M")[1:]:
        numbers = [int(one) for one in re.findall(r"-?\d+", part)]
        x, y = numbers[0], numbers[1]
        found.add((x, y))
        for step_x, step_y in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + step_x, y + step_y
            found.add((x, y))
    return found


@pytest.mark.parametrize(
    ("heard", "name"),
    [
        (None, "withheld"), (0, "silent"), (10, "shade0"), (29, "shade0"), (30, "shade1"),
        (100, "shade2"), (299, "shade2"), (300, "shade3"), (10**6, "shade3"),
    ],
)  # fmt: skip
def test_shades_say_how_many_were_heard_in_few_steps(heard: int | None, name: str) -> None:
    assert shade(heard) == name


def test_neighbours_share_their_border_to_the_pixel() -> None:
    drawn = str(draw([Area(LEFT, 10, "a", None), Area(RIGHT, 10, "b", None)], "Map"))
    left, right = (points(path) for path in re.findall(r'class="shade0" d="([^"]+)"', drawn))
    assert len(left & right) == 2
    assert max(x for x, _ in right) == WIDTH
    assert min(x for x, _ in left) == 0


def test_what_is_withheld_is_hatched_and_has_a_title() -> None:
    drawn = str(draw([Area(LEFT, None, "Little: withheld", None)], "Map"))
    assert 'class="withheld" fill="url(#withheld-places)"' in drawn
    assert "<title>Little: withheld</title>" in drawn


def test_names_are_never_markup() -> None:
    drawn = str(draw([Area(LEFT, 10, "<b>'\"&", "/x?a=1&b=2")], "<Map>"))
    assert "<b>" not in drawn
    assert "&lt;b&gt;" in drawn
    assert 'href="/x?a=1&amp;b=2"' in drawn


def test_a_speck_beside_a_country_is_no_error() -> None:
    drawn = str(draw([Area(LEFT, 10, "a", None), Area(SPECK, 10, "b", None)], "Map"))
    assert drawn.count('<path class="shade0"') == 2


def test_a_single_point_of_a_place_can_be_drawn() -> None:
    assert "<svg" in draw([Area(SPECK, 10, "b", None)], "Map")
