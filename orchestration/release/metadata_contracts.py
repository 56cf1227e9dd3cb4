"""What readers see instead of the names of the release metadata tables and their columns.

Belongs here: captions in Finnish, Swedish and English; those of the other tables are in their
contracts. Does not belong here: types and descriptions (metadata_schemas).
"""

from __future__ import annotations

import pyarrow as pa

from expectations.contracts.contract import LANGUAGES, TYPES, Column, Contract
from orchestration.release import descriptions
from orchestration.release.metadata_schemas import SCHEMAS

_TABLES = {
    "dim_release": ("Julkaisu", "Publicering", "Release"),
    "fct_delivery": ("Toimitukset", "Leveranser", "Deliveries"),
    "fct_quality_check": ("Laadun tarkistukset", "Kvalitetskontroller", "Quality checks"),
    "release_difference": (
        "Miksi luvut muuttuivat",
        "Varför siffrorna har ändrats",
        "Why figures moved",
    ),
}
_COLUMNS = {
    "release_key": ("Julkaisu, avain", "Publicering, nyckel", "Release, key"),
    "release_id": ("Julkaisun tunnus", "Publiceringens kod", "Release id"),
    "published_at": ("Julkaistu (UTC)", "Publicerad (UTC)", "Published (UTC)"),
    "candidate_id": ("Ehdokkaan tunnus", "Kandidatens kod", "Candidate id"),
    "fingerprint": (
        "Lähtötietojen tiiviste",
        "Underlagets kontrollsumma",
        "Fingerprint of the inputs",
    ),
    "table_count": ("Tauluja", "Tabeller", "Tables"),
    "row_count": ("Rivejä", "Rader", "Rows"),
    "is_synthetic": (
        "Keksitty esimerkkiaineisto",
        "Påhittat exempelmaterial",
        "Synthetic example data",
    ),
    "decision_policy": ("Päätöskäytäntö", "Beslutspraxis", "Decision policy"),
    "decision_code": ("Päätös", "Beslut", "Decision"),
    "held_people_band": ("Odottavia ihmisiä", "Personer som väntar", "People held back"),
    "questionnaire_key": ("Kysely, avain", "Enkät, nyckel", "Questionnaire, key"),
    "language_key": ("Kieli, avain", "Språk, nyckel", "Language, key"),
    "delivery_code": ("Toimituksen tunnus", "Leveransens kod", "Delivery code"),
    "sender_code": ("Lähettäjän tunnus", "Avsändarens kod", "Sender code"),
    "questionnaire_code": ("Kyselyn tunnus", "Enkätens kod", "Questionnaire code"),
    "form_code": ("Lomakkeen tunnus", "Blankettens kod", "Form code"),
    "status_code": ("Tila", "Status", "Status"),
    "reason_code": ("Syyn tunnus", "Orsakens kod", "Reason code"),
    "reason_fi": ("Syy suomeksi", "Orsak på finska", "Reason in Finnish"),
    "reason_en": ("Syy englanniksi", "Orsak på engelska", "Reason in English"),
    "submission_band": ("Vastauslomakkeita, luokka", "Svarsblanketter, klass", "Forms, band"),
    "rule_id": ("Säännön tunnus", "Regelns kod", "Rule id"),
    "table_name": ("Taulu", "Tabell", "Table"),
    "rule_text_fi": ("Sääntö suomeksi", "Regel på finska", "Rule in Finnish"),
    "rule_text_en": ("Sääntö englanniksi", "Regel på engelska", "Rule in English"),
    "why_text": ("Miksi", "Varför", "Why"),
    "owner_name": ("Vastuutaho", "Ansvarig", "Owner"),
    "severity_code": ("Vakavuus", "Allvarlighet", "Severity"),
    "checked_with_code": ("Tarkistustapa", "Kontrollsätt", "Checked with"),
    "observed_count": ("Havaintoja", "Observationer", "Findings"),
    "detail_fi": ("Havainto suomeksi", "Observation på finska", "Finding in Finnish"),
    "detail_en": ("Havainto englanniksi", "Observation på engelska", "Finding in English"),
    "place_code": ("Paikan koodi", "Platsens kod", "Place code"),
    "place_name_fi": ("Paikka suomeksi", "Plats på finska", "Place in Finnish"),
    "subject_code": ("Keneltä kysytään", "Vem som tillfrågas", "Who is asked"),
    "subject_name_fi": ("Aihe suomeksi", "Ämne på finska", "Subject in Finnish"),
    "period_code": ("Puolivuoden tunnus", "Halvårets kod", "Half-year code"),
    "wave_code": ("Kierroksen tunnus", "Omgångens kod", "Wave code"),
    "pairing_status_code": ("Vastaajan aineisto", "Svarandens material", "Pairing status"),
    "option_code": ("Vaihtoehdon tunnus", "Alternativets kod", "Option code"),
    "figure_code": ("Luku", "Tal", "Figure"),
    "what_fi": ("Mikä luku, suomeksi", "Vilket tal, på finska", "Which figure, in Finnish"),
    "what_sv": ("Mikä luku, ruotsiksi", "Vilket tal, på svenska", "Which figure, in Swedish"),
    "what_en": ("Mikä luku, englanniksi", "Vilket tal, på engelska", "Which figure, in English"),
    "change_code": ("Miten muuttui", "Hur det ändrades", "How it moved"),
    "value_before": ("Ennen", "Före", "Before"),
    "value_after": ("Nyt", "Nu", "Now"),
    "cause_code": ("Syy", "Orsak", "Cause"),
    "part": ("Syyn osuus", "Orsakens del", "Part of the cause"),
    "sentence_fi": ("Syy suomeksi", "Orsak på finska", "Cause in Finnish"),
    "sentence_sv": ("Syy ruotsiksi", "Orsak på svenska", "Cause in Swedish"),
    "sentence_en": ("Syy englanniksi", "Orsak på engelska", "Cause in English"),
}
_GRAIN = {
    "dim_release": ("release_key",),
    "fct_delivery": ("delivery_code",),
    "fct_quality_check": ("rule_id",),
    "release_difference": (
        "table_name",
        "questionnaire_code",
        "place_code",
        "subject_code",
        "period_code",
        "wave_code",
        "pairing_status_code",
        "option_code",
        "figure_code",
        "cause_code",
    ),
}
_REFERENCES = {
    "release_key": "dim_release",
    "questionnaire_key": "dim_questionnaire",
    "language_key": "dim_language",
}
_NAMES = {kind: name for name, kind in TYPES.items()}


def contracts() -> dict[str, Contract]:
    """The release metadata tables in the shape in which the content tables are stated, by name."""
    return {name: _contract(name, schema) for name, schema in SCHEMAS.items()}


def _contract(name: str, schema: pa.Schema) -> Contract:
    columns = tuple(
        Column(
            name=field.name,
            data_type=_NAMES[field.type],
            description=descriptions.of_field(field),
            is_required=not field.nullable,
            references=_REFERENCES.get(field.name) if name != "dim_release" else None,
            caption=_caption(_COLUMNS[field.name]),
        )
        for field in schema
    )
    text = (schema.metadata or {})[b"description"].decode()
    return Contract(name, text, columns, _GRAIN[name], _caption(_TABLES[name]))


def _caption(texts: tuple[str, str, str]) -> dict[str, str]:
    return dict(zip(LANGUAGES, texts, strict=True))
