"""Sabotages of dimensions: each breaks what one dimension says of its members."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.unit.gate.judging import Sabotage, add, both, update

# Two groups of the same two services; key 0 is a service here.
_MERGED = {
    "is_merged": True,
    "service_count": 2,
    "covers_codes": "lahti_workshop; unknown",
    "sender_count": None,
}

SABOTAGES = {
    "more areas than the code says": Sabotage(
        "dim_area_set.area_count_known", update("dim_area_set", area_count=24)
    ),
    "merged categories that are not named": Sabotage(
        "dim_background.merged_names_its_categories", update("dim_background", covers_fi="")
    ),
    "a day in another quarter": Sabotage(
        "dim_date.day_sound", update("dim_date", quarter_number=3)
    ),
    "a day missing from the calendar": Sabotage(
        "dim_date.contiguous", lambda content: content["dim_date"].pop(100)
    ),
    "merged languages of which one is not named": Sabotage(
        "dim_language.merged_names_its_languages",
        lambda content: content["dim_language"][0].update(language_name_fi="Muut kielet: arabia"),
    ),
    "more items required than there are": Sabotage(
        "dim_indicator.scale_sound", update("dim_indicator", min_answered=11)
    ),
    "a reliability without its source": Sabotage(
        "dim_indicator.quotes_sourced", update("dim_indicator", reliability_source=None)
    ),
    "a declared spread wider than half of the scale": Sabotage(
        "dim_indicator.quotes_sourced",
        update("dim_indicator", reliability_start_sd=Decimal("50.5")),
    ),
    "a class limit off the scale": Sabotage(
        "dim_indicator.quotes_sourced", update("dim_indicator", low_class_below=Decimal(101))
    ),
    "a family that is no indicator": Sabotage(
        "dim_indicator.family_known", update("dim_indicator", family_key=9)
    ),
    "an indicator of no questionnaire": Sabotage(
        "dim_indicator.questionnaire_known",
        update("dim_indicator", questionnaire_code="other_survey"),
    ),
    "an incomparable metric without the reason": Sabotage(
        "dim_metric.incomparable_says_why", update("dim_metric", is_comparable=False)
    ),
    "a metric of no questionnaire": Sabotage(
        "dim_metric.questionnaire_known",
        add("dim_metric", metric_key=2002, metric_code="other", questionnaire_code="other_survey"),
    ),
    "a municipality of no region": Sabotage(
        "dim_municipality.region_known", update("dim_municipality", region_code="99")
    ),
    "a municipality that ends before it starts": Sabotage(
        "dim_municipality.years_in_order", update("dim_municipality", valid_from_year=2027)
    ),
    "an option of no question": Sabotage(
        "dim_option.question_known",
        add("dim_option", option_key=9, question_code="other", option_code="other"),
    ),
    "a half-year that ends a day early": Sabotage(
        "dim_period.half_year_sound", update("dim_period", end_date=date(2024, 12, 30))
    ),
    # 2022H2 is followed by 2024H1; the calendar has no days of 2022 either.
    "a half-year missing between two": Sabotage(
        "dim_period.contiguous dim_date.contiguous",
        add(
            "dim_period",
            period_key=20222,
            period_code="2022H2",
            period_year=2022,
            start_date=date(2022, 7, 1),
            end_date=date(2022, 12, 31),
        ),
    ),
    "a half-year that has not begun": Sabotage(
        "dim_period.not_in_future", lambda content: None, today=date(2024, 6, 30)
    ),
    # It leaves a gap of many years, and the calendar has no days of 1999.
    "a half-year before 2000": Sabotage(
        "dim_period.not_too_old dim_period.contiguous dim_date.contiguous",
        add(
            "dim_period",
            period_key=19992,
            period_code="1999H2",
            period_year=1999,
            start_date=date(1999, 7, 1),
            end_date=date(1999, 12, 31),
        ),
    ),
    "a question of no questionnaire": Sabotage(
        "dim_question.questionnaire_known",
        add("dim_question", question_key=9, question_code="x", questionnaire_code="other_survey"),
    ),
    "a region with the key of another code": Sabotage(
        "dim_region.key_is_code", add("dim_region", region_key=8, region_code="07")
    ),
    "a service in an unknown municipality": Sabotage(
        "dim_service.place_known", update("dim_service", municipality_code="999")
    ),
    "a service with results of no sender": Sabotage(
        "dim_service.senders_of_single_services", update("dim_service", sender_count=0)
    ),
    "merged services that do not say which": Sabotage(
        "dim_service.merged_names_its_services",
        update("dim_service", is_merged=True, service_count=2, sender_count=None),
    ),
    "two merged groups of one name": Sabotage(
        "dim_service.merged_names_differ",
        both(
            *(
                add("dim_service", **_MERGED, service_key=n, service_code=f"several_{n}")
                for n in (12, 13)
            )
        ),
    ),
    "merged services of which one is unknown": Sabotage(
        "dim_service.merged_names_its_services",
        add(
            "dim_service",
            service_key=12,
            service_code="several_1",
            is_merged=True,
            service_count=2,
            covers_codes="lahti_workshop; other",
            sender_count=None,
        ),
    ),
    "two populations as the expected one": Sabotage(
        "fct_indicator_reference.one_to_drift_to",
        add("fct_indicator_reference", reference_code="county"),
    ),
    "a reference mean off the scale": Sabotage(
        "fct_indicator_reference.mean_on_scale",
        add(
            "fct_indicator_reference",
            reference_code="county",
            is_drift_reference=False,
            reference_mean=Decimal(101),
        ),
    ),
    "a reference to nobody": Sabotage(
        "fct_indicator_reference.mean_on_scale",
        update("fct_indicator_reference", reference_count=0),
    ),
    # The part has no results, so the total has them without its part.
    "a total published without its part": Sabotage(
        "fct_indicator_level.families_published_together"
        " fct_indicator_change.families_published_together",
        add("dim_indicator", indicator_key=1002, indicator_code="part"),
    ),
    # The only reference is 10, and the groups have means from 60.8 to 70 on a scale of 0-100.
    "groups far from the reference": Sabotage(
        "fct_indicator_level.near_reference fct_indicator_change.near_reference",
        update("fct_indicator_reference", reference_mean=Decimal(10)),
    ),
}
