"""Language tags as used on the web, and the other names that they go by."""

from typing import Final

TWO_LETTERS: Final[dict[str, str]] = dict(
    pair.split(":")
    for pair in (
        "aar:aa afr:af aka:ak amh:am ara:ar asm:as aym:ay aze:az bam:bm bel:be ben:bn bos:bs "
        "bul:bg cat:ca ces:cs cym:cy dan:da deu:de dzo:dz ell:el eng:en epo:eo est:et eus:eu "
        "ewe:ee fao:fo fas:fa fin:fi fra:fr fry:fy ful:ff gla:gd gle:ga glg:gl grn:gn guj:gu "
        "hat:ht hau:ha heb:he hin:hi hrv:hr hun:hu hye:hy ibo:ig ind:id isl:is ita:it jav:jv "
        "jpn:ja kan:kn kat:ka kau:kr kaz:kk khm:km kik:ki kin:rw kir:ky kon:kg kor:ko kur:ku "
        "lao:lo lat:la lav:lv lin:ln lit:lt ltz:lb lub:lu lug:lg mal:ml mar:mr mkd:mk mlg:mg "
        "mlt:mt mon:mn msa:ms mya:my nep:ne nld:nl nno:nn nor:no nya:ny oci:oc ori:or orm:om "
        "pan:pa pol:pl por:pt pus:ps que:qu ron:ro run:rn rus:ru sag:sg san:sa sin:si slk:sk "
        "slv:sl sme:se sna:sn som:so sot:st spa:es sqi:sq srp:sr ssw:ss sun:su swa:sw swe:sv "
        "tam:ta tat:tt tel:te tgk:tg tgl:tl tha:th tir:ti tsn:tn tso:ts tuk:tk tur:tr twi:tw "
        "uig:ug ukr:uk urd:ur uzb:uz ven:ve vie:vi wln:wa wol:wo xho:xh yor:yo zho:zh zul:zu"
    ).split()
)
ALSO_CALLED: Final[dict[str, str]] = {
    "arb": "ar",
    "eng-nx": "en",
    "fuv": "ff",
    "iw": "he",
    "in": "id",
    "kmr": "ku",
    "nb": "no",
    "nob": "no",
    "pes": "fa",
    "plt": "mg",
    "prs": "fa-AF",
    "swh": "sw",
    "urd-latn": "ur-Latn",
    "uzs": "uz",
}
_LETTERED: Final = {tag.lower(): tag for tag in ALSO_CALLED.values()}


def normal(name: str | None) -> str | None:
    """Write a language's tag as the web does: `amh`, `AM` and `am_ET` are all `am`.

    Regions and scripts go, but for the few that make another language here (`ur-Latn`).
    """
    if not name:
        return None
    lowered = name.strip().replace("_", "-").lower()
    whole = ALSO_CALLED.get(lowered) or _LETTERED.get(lowered)
    if whole:
        return whole
    base = lowered.partition("-")[0]
    if not (base.isascii() and base.isalpha() and 2 <= len(base) <= 8) or base == "und":
        return None
    return ALSO_CALLED.get(base) or TWO_LETTERS.get(base, base)


def base(tag: str) -> str:
    """Strip a tag of its region; the script that makes another language stays."""
    return tag if tag == "ur-Latn" else tag.partition("-")[0]
