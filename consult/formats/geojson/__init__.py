"""Read lists of places as offices give them away: GeoJSON with any names of properties."""

from consult.formats.geojson.places import Asked, Places, read
from consult.formats.geojson.remark import Remark

__all__ = ["Asked", "Places", "Remark", "read"]
