"""The words of type cells, and what each means."""

from typing import Literal

Source = Literal["list", "file", "external", "answers"]

PLAIN = {
    "text": "text", "string": "text", "txt": "text", "q string": "text",
    "integer": "integer", "int": "integer", "number": "integer", "decimal": "decimal",
    "range": "range", "date": "date", "time": "time", "datetime": "datetime",
    "date time": "datetime", "note": "note", "geopoint": "geopoint", "gps": "geopoint",
    "location": "geopoint", "geo point": "geopoint", "geotrace": "geotrace",
    "geo trace": "geotrace", "geoshape": "geoshape", "geo shape": "geoshape",
    "image": "image", "photo": "image", "picture": "image", "audio": "audio", "video": "video",
    "file": "file", "barcode": "barcode", "bar code": "barcode", "acknowledge": "acknowledge",
    "trigger": "acknowledge", "calculate": "calculate", "calculation": "calculate",
    "hidden": "calculate", "calculate here": "calculate", "numeric": "decimal",
    "float": "decimal", "double": "decimal", "phone": "text", "tel": "text", "url": "text",
    "country": "text",
}  # fmt: skip
GROUPS = {
    "group": "group", "lgroup": "repeat", "repeat": "repeat", "looped group": "repeat",
    "repeat group": "repeat", "score": "score", "rank": "rank",
}  # fmt: skip
SELECTS = {
    "select one": "select_one", "select one from": "select_one", "select1": "select_one",
    "select": "select_multiple", "select multiple": "select_multiple",
    "select many": "select_multiple", "select multiple from": "select_multiple",
    "select all that apply": "select_multiple", "select all": "select_multiple",
    "select all that apply from": "select_multiple", "rank": "rank",
}  # fmt: skip
SOURCES: dict[str, tuple[str, Source]] = {
    "select one from file": ("select_one", "file"),
    "select multiple from file": ("select_multiple", "file"),
    "rank from file": ("rank", "file"),
    "select one external": ("select_one", "external"),
    "select multiple external": ("select_multiple", "external"),
}
META = {
    "start": "start", "start time": "start", "end": "end", "end time": "end", "today": "today",
    "deviceid": "deviceid", "device id": "deviceid", "imei": "deviceid", "username": "username",
    "phonenumber": "phonenumber", "phone number": "phonenumber", "email": "email",
    "simserial": "simserial", "sim serial": "simserial", "sim id": "simserial",
    "subscriberid": "subscriberid", "subscriber id": "subscriberid", "audit": "audit",
    "start geopoint": "start-geopoint", "background audio": "background-audio",
    "background geopoint": "background-geopoint", "devicephonenum": "phonenumber",
}  # fmt: skip
"""What the form notes by itself; about the phone and its owner nothing is noted."""

OTHER_META = frozenset(
    "text audit|audio audit|caseid|comments|speed violations count|speed violations list"
    "|speed violations audit|bearing|instance id".split("|")
)
"""SurveyCTO's own; they stay blank too."""

DECLARED = frozenset({"xml external", "csv external"})
"""Files that instance() looks through; they are found by its argument."""

NOT_YET = frozenset({"osm", "cascading select"})
