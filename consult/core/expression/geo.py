"""Functions of places: "latitude longitude ..." in degrees, several joined by ";"."""

import math
import re
from itertools import pairwise

from consult.core.expression.maths import angle, cosine, sine
from consult.core.expression.moment import Moment
from consult.core.expression.value import (
    NUMBER,
    SPACE,
    Value,
    half_up,
    singles,
    text_of,
    words,
)

RADIUS = 6_378_100.0
"""Metres from the middle of the earth to the equator, as ODK's engines have it."""

AROUND = re.compile(r"[ \t\r\n]*;[ \t\r\n]*")
Place = tuple[float, float]


def _places(values: list[Value]) -> list[Place] | None:
    """Read places, from one text or from many; None where anything is no place."""
    texts = [text_of(single) for value in values for single in singles(value)]
    if len(texts) == 1:
        text = texts[0].strip(SPACE + ";")
        texts = AROUND.split(text) if text else []
    places = [_place(text) for text in texts]
    return [place for place in places if place] if all(places) else None


def _place(text: str) -> Place | None:
    degrees = words(text)[:2]
    if len(degrees) < 2 or not all(map(NUMBER.fullmatch, degrees)):
        return None
    latitude, longitude = map(float, degrees)
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def _radians(degrees: float) -> float:
    return degrees * math.pi / 180


def _centimetres(metres: float) -> float:
    return half_up(abs(metres) * 100) / 100


def area(arguments: list[Value], moment: Moment) -> float:
    """area(shape): square metres on a sphere, not a number where it isn't made of places"""
    places = _places(arguments)
    if places is None:
        return math.nan
    ground = sine(_radians(places[0][0])) if places else 0.0
    total = 0.0
    for one, other in zip(places, places[1:] + places[:1], strict=True):
        height = sine(_radians(one[0])) + sine(_radians(other[0])) - 2 * ground
        total += _radians(other[1] - one[1]) * height
    return _centimetres(total * RADIUS * RADIUS / 2)


def distance(arguments: list[Value], moment: Moment) -> float:
    """distance(line or point, point ...): metres along all of them

    By the haversine, which unlike the law of cosines is right for near points, too.
    """
    places = _places(arguments)
    if places is None:
        return math.nan
    total = 0.0
    for one, other in pairwise(places):
        total += _between(one, other)
    return _centimetres(total)


def _between(one: Place, other: Place) -> float:
    north = sine(_radians(other[0] - one[0]) / 2)
    east = sine(_radians(other[1] - one[1]) / 2)
    chord = north * north + cosine(_radians(one[0])) * cosine(_radians(other[0])) * east * east
    return 2 * RADIUS * angle(math.sqrt(chord), math.sqrt(max(0.0, 1 - chord)))


def geofence(arguments: list[Value], moment: Moment) -> bool:
    """geofence(point, shape): whether the point lies in it; the shape must be closed

    Source: Franklin, "PNPOLY", https://wrfranklin.org/Research/Short_Notes/pnpoly.html
    """
    point, shape = _places(arguments[:1]), _places(arguments[1:])
    if not point or not shape or len(shape) < 2 or shape[0] != shape[-1]:
        return False
    north, east = point[0]
    inside = False
    for one, other in pairwise(shape):
        if (one[0] > north) != (other[0] > north):
            slope = (one[1] - other[1]) * (north - other[0]) / (one[0] - other[0])
            inside ^= east < slope + other[1]
    return inside
