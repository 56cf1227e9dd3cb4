"""What to say of a file or folder of landing that was not fetched or read, in Finnish and English.

Belongs here: the sentences. The name of the file stands before them.
"""

from __future__ import annotations

_AGAIN = ("Seuraava ajo yrittää uudelleen.", "The next run tries again.")
_TEXTS: dict[str, tuple[str, str]] = {
    "arriving": (
        f"Tiedostoa vielä siirretään. {_AGAIN[0]}",
        f"The file is still being written. {_AGAIN[1]}",
    ),
    "changed": (
        f"Tiedosto muuttui, kun sitä haettiin. {_AGAIN[0]}",
        f"The file changed while it was fetched. {_AGAIN[1]}",
    ),
    "not_there": (
        f"Tiedosto poistui, ennen kuin se haettiin. {_AGAIN[0]}",
        f"The file went before it was fetched. {_AGAIN[1]}",
    ),
    "no_access": (
        "Oikeudet eivät riitä lukemiseen. Anna Mukanan tunnukselle lukuoikeus.",
        "Mukana may not read it. Let Mukana's account read it.",
    ),
    "closed_folder": (
        "Mukana ei saa lukea tätä kansiota: sen tiedostoja ei oteta vastaan. Anna Mukanan tunnukselle"
        " oikeus kansioon.",
        "Mukana may not read this folder: its files are not taken. Let Mukana's account read it.",
    ),
    "no_answer": (
        f"Palvelin ei vastannut ajoissa. {_AGAIN[0]}",
        f"The server did not answer in time. {_AGAIN[1]}",
    ),
    "cut": (f"Yhteys katkesi. {_AGAIN[0]}", f"The connection broke. {_AGAIN[1]}"),
    "bad_name": (
        "Nimi ei kelpaa tiedoston nimeksi. Anna tiedostolle toinen nimi.",
        "The name cannot be that of a file here. Give the file another name.",
    ),
    "same_name": (
        "Toisen tiedoston tai kansion nimi on sama, jos isoja ja pieniä kirjaimia ei erotella. Anna"
        " toiselle toinen nimi.",
        "Another file or folder has the same name but for upper and lower case. Give one of them"
        " another name.",
    ),
    "is_folder": (
        "Samanniminen kansio on olemassa. Anna tiedostolle toinen nimi.",
        "There is a folder of the same name. Give the file another name.",
    ),
    "not_a_file": (
        "Se ei ole tavallinen tiedosto vaan esimerkiksi linkki. Siirrä tilalle tiedosto itse.",
        "It is no ordinary file but a link, for example. Put the file itself there.",
    ),
}
_OTHER = (
    f"Hakeminen epäonnistui. {_AGAIN[0]}",
    f"Fetching it failed. {_AGAIN[1]}",
)
# A run that leaves such a file has failed: the place does not do what it should.
FAILURES = frozenset(
    {"no_access", "closed_folder", "no_answer", "cut", "other", "no_library", "unknown_host_key"}
)


def sentences(why: str) -> dict[str, str]:
    """What to say, by language."""
    fi, en = _TEXTS.get(why, _OTHER)
    return {"fi": fi, "en": en}
