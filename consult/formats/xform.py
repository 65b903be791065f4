"""pyxform's second opinion on a form, and the XForm that it makes of it."""

from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from resource import RLIMIT_AS, setrlimit

from consult.core.form import Form
from consult.formats.xlsform.write import sheets_of, write_sheets

SECONDS = 60
GIGABYTES = 3
MOST = 500
"""Characters of a complaint that are kept."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """The XForm, or what pyxform has against the form."""

    xform: str = ""
    wrong: str = ""


def opinion(form: Form, seconds: float = SECONDS) -> Opinion:
    """Let pyxform write the XForm, in a process that may take no more than its share."""
    spawning = get_context("spawn")
    ours, theirs = spawning.Pipe(duplex=False)
    child = spawning.Process(target=_answer, args=(_written(form), theirs), daemon=True)
    child.start()
    theirs.close()
    try:
        answer: Opinion = ours.recv() if ours.poll(seconds) else Opinion(wrong="it took too long")
    except EOFError:
        return Opinion(wrong="it took too much memory")
    finally:
        child.kill()
        child.join()
    return answer


def _written(form: Form) -> bytes:
    """Write what pyxform knows of; the root of the instance needs a name of its own."""
    sheets = {name: rows for name, rows in sheets_of(form).items() if name != "languages"}
    names = {row.get("name", "") for row in sheets["survey"]}
    root = next(name for at in range(len(names) + 1) if (name := f"form{at or ''}") not in names)
    sheets["settings"] = [{**sheets["settings"][0], "name": root}]
    return write_sheets(sheets)


def _answer(content: bytes, answer: Connection) -> None:
    """Convert within bounds of memory, and send what came of it."""
    setrlimit(RLIMIT_AS, (GIGABYTES * 2**30, GIGABYTES * 2**30))
    answer.send(converted(content))


def converted(content: bytes) -> Opinion:
    """Convert a workbook."""
    from pyxform.xls2xform import convert  # noqa: PLC0415 - half a second that only this needs

    try:
        made = convert(xlsform=content, validate=False, file_type=".xlsx")
    except Exception as wrong:  # noqa: BLE001 - it may raise anything
        return Opinion(wrong=f"{wrong}"[:MOST] or type(wrong).__name__)
    return Opinion(xform=made.xform)
