"""Rules of fct_indicator_reference: published means to compare results with."""

from expectations.rules.kinds import holds

TABLE = "fct_indicator_reference"

RULES = (
    holds(
        f"{TABLE}.one_to_drift_to",
        (
            "Mittarilla on enintään yksi väestö, jonka keskiarvoa kohti matalalta aloittavan ryhmän odotetaan siirtyvän.",
            "En indikator har högst en befolkning vars medelvärde en grupp som börjar lågt väntas närma sig.",
            "An indicator has at most one population towards whose mean a low group is expected to move.",
        ),
        (
            "Keskiarvoon palautumisen odotus lasketaan siitä.",
            "Den väntade regressionen mot medelvärdet beräknas på den.",
            "The expected regression to the mean is calculated from it.",
        ),
        "reference_count <= 1",
        f"(select count(*) filter (where is_drift_reference) as reference_count"
        f" from {TABLE} group by indicator_key)",
    ),
    holds(
        f"{TABLE}.mean_on_scale",
        (
            "Vertailuluku on mittarin asteikolla, ja vastaajien määrä on nollaa suurempi.",
            "Jämförelsetalet ligger på indikatorns skala, och antalet svarande är större än noll.",
            "The reference mean is on the indicator's scale, and its number of respondents is above zero.",
        ),
        (
            "Asteikon ulkopuolinen vertailuluku tekisi jokaisesta ryhmästä poikkeavan.",
            "Ett jämförelsetal utanför skalan skulle få varje grupp att verka avvikande.",
            "A reference mean off the scale would make every group look unusual.",
        ),
        """reference_mean between score_low and score_high
        and coalesce(reference_count > 0, true)""",
        f"{TABLE} left join dim_indicator using (indicator_key)",
    ),
)
