"""Pictures as cameras make them, with all that they write beside the pixels."""

from io import BytesIO

from PIL import ExifTags, Image

MAKER = "Tecno Camera of somebody"
WHERE = ((6.0, 18.0, 38.52), (10.0, 48.0, 16.99))


def photo(width: int = 64, height: int = 48, *, turned: bool = False, kind: str = "JPEG") -> bytes:
    """Take a photo: red on its left, blue on its right, with the place and the camera in its EXIF.

    Args:
        width: Pixels as they stand in the file.
        height: Pixels as they stand in the file.
        turned: Let the EXIF say that the camera was held upright.
        kind: What Pillow calls the format.
    """
    picture = Image.new("RGB", (width, height), "red")
    picture.paste("blue", (width // 2, 0, width, height))
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = MAKER
    exif[ExifTags.Base.Orientation] = 6 if turned else 1
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef], place[ExifTags.GPS.GPSLatitude] = "N", WHERE[0]
    place[ExifTags.GPS.GPSLongitudeRef], place[ExifTags.GPS.GPSLongitude] = "W", WHERE[1]
    out = BytesIO()
    picture.save(out, kind, exif=exif)
    return out.getvalue()


def told_by(raw: bytes) -> list[str]:
    """List what a picture tells beside its pixels and their colour space."""
    with Image.open(BytesIO(raw)) as picture:
        told = [ExifTags.TAGS.get(tag, str(tag)) for tag in picture.getexif()]
        extra = [name for name in picture.info if name in {"exif", "xmp", "comment"}]
        return told + extra
