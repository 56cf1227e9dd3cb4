"""Figures: which published numbers are compared, and what they are called.

Belongs here: the catalogue of figures. Pure. Does not belong here: where they come from (people,
elements), or why they moved.
"""

from __future__ import annotations

from orchestration.difference.causes import Text

FIGURES: dict[str, Text] = {
    "pair_count": Text("pareja", "par", "pairs"),
    "start_mean": Text("alkumittausten keskiarvo", "medelvärde vid start", "mean at the start"),
    "end_mean": Text("loppumittausten keskiarvo", "medelvärde vid slut", "mean at the end"),
    "change_mean": Text("muutoksen keskiarvo", "förändringens medelvärde", "mean change"),
    "person_count": Text("vastaajia", "svarande", "people"),
    "score_mean": Text("keskiarvo", "medelvärde", "mean"),
    "numerator": Text("osoittaja n", "täljare n", "numerator n"),
    "denominator": Text("nimittäjä N", "nämnare N", "denominator N"),
    "metric_value": Text("tunnusluvun arvo", "nyckeltalets värde", "value of the metric"),
    "activity_count": Text("toimintakertoja", "aktiviteter", "activities"),
    "participant_count": Text("osallistujia", "deltagare", "participants"),
    "encounter_count": Text("kohtaamisia", "möten med människor", "encounters"),
    "meeting_count": Text("tapaamisia", "träffar", "meetings"),
    "agreed_count": Text("sovittuja toimenpiteitä", "överenskomna åtgärder", "agreed actions"),
}
STATUSES: dict[str, Text] = {
    "start_only": Text("vain alku", "endast start", "start only"),
    "end_only": Text("vain loppu", "endast slut", "end only"),
    "start_uncoded": Text("alku, ei koodia", "start, ingen kod", "start, no code"),
    "end_uncoded": Text("loppu, ei koodia", "slut, ingen kod", "end, no code"),
    "single": Text("kertamittaus", "enskild mätning", "single measurement"),
}
