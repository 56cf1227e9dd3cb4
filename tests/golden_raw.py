"""The golden raw tables: golden B, small groups, people without codes, and 22 areas.

Belongs here: who answered what. Does not belong here: what the marts must say of it.
"""

from __future__ import annotations

from decimal import Decimal

from tests.raw_tables import Codebook, Delivery

ITEMS = [f"item_{number:02}" for number in range(1, 11)]
SERVICES = [
    # 398 is Lahti, in county 09.
    {"service_code": code, "service_name_fi": code, "municipality_code": "398"}
    for code in ("golden", "fallback", "small", "smaller")
]
# Golden B of domain.md: raw sums 10–50 of ten items, by respondent.
STARTS = {
    "a": 22,
    "b": 25,
    "c": 30,
    "d": 28,
    "e": 35,
    "f": 31,
    "g": 27,
    "h": 33,
    "i": 12,
    "j": 14,
    "k": 16,
    "l": 13,
}
ENDS = {"a": 26, "b": 24, "c": 34, "d": 33, "e": 35, "f": 38, "g": 25, "h": 39, "m": 40}


def codebook() -> Codebook:
    book = Codebook()
    book.questionnaire("inclusion", "person")
    for item in ITEMS:
        book.question("inclusion", item, "scale", "12345", "sense")
    # An option may have the name of a kind of missing.
    book.question("inclusion", "lonely", "single", ["often", "never", "refused"], None)
    book.question("inclusion", "help", "multi", ["talk", "money", "work"], None)
    book.indicator("inclusion", "sense", ITEMS)
    book.questionnaire("plain", "person")
    book.question("plain", "role", "single", ["maker", "leader"], None)
    book.questionnaire("areas", "organisation")
    for question, kind in (("named", "single"), ("weak", "single"), ("staff", "number")):
        book.question("areas", question, kind, ["yes", "no"], None)
    book.metric("areas", "named_share", "named", "area", options=["yes"])
    book.metric("areas", "weak_share", "weak", "respondent", options=["yes"])
    book.metric("areas", "staff_share", "staff", "area", at_least=Decimal(2))
    return book


def items(total: int) -> dict[str, object]:
    """Ten answers that add up to `total`."""
    low, ones = divmod(total, 10)
    return {item: low + (place < ones) for place, item in enumerate(ITEMS)}


def uneven_items(total: int, turn: int) -> dict[str, object]:
    """Ten answers that add up to `total`, higher in five items that differ by `turn`.

    People who are ordered alike by all items have no published spread.
    """
    answers = list(items(total).values())
    for place in range(turn, turn + 5):
        more, less = place % 10, (place + 5) % 10
        moved = min(2, 5 - answers[more], answers[less] - 1)
        answers[more] += moved
        answers[less] -= moved
    return dict(zip(ITEMS, answers, strict=True))


def people() -> Delivery:
    delivery = Delivery("inclusion")
    for phase, day, sums in (("start", "2024-02-01", STARTS), ("end", "2024-05-01", ENDS)):
        for person, total in sums.items():
            delivery.submit(
                day, items(total), person_key=person, phase_code=phase, service_code="golden"
            )
    # Ten singles in the sender's own service: the printed case 4,4,_,5,4,3,4,_,4,4, and nine of 50.
    printed = [4, 4, "no_answer", 5, 4, 3, 4, "no_answer", 4, 4]
    more = [
        {"lonely": "often", "help": ["talk", "money"]},
        {"lonely": "often", "help": ["talk"]},
        {"lonely": "dont_know", "help": "no_answer"},
        {"lonely": "refused"},
    ]
    for place in range(10):
        scored = dict(zip(ITEMS, printed, strict=True)) if place == 0 else items(30)
        asked = more[place] if place < 4 else {}
        delivery.submit("2024-03-01", scored | asked, person_key=f"s{place}")
    for service, count in (("small", 4), ("smaller", 3)):
        for place in range(count):
            delivery.submit(
                "2024-03-01", items(30), person_key=f"{service}{place}", service_code=service
            )
    return delivery


def anonymous() -> Delivery:
    """Twelve submissions without a code in the first half-year, nine in the second, no service."""
    delivery = Delivery("plain", sender="elsewhere")
    for place in range(12):
        delivery.submit("2024-06-30", {"role": "maker" if place < 7 else "leader"})
    for _ in range(9):
        delivery.submit("2024-07-01", {"role": "maker"})
    return delivery


def areas() -> Delivery:
    """23 respondents of 22 areas, and one of Åland, which is in no area set."""
    delivery = Delivery("areas", version="2023")
    for number, code in enumerate([*(f"{n:02}" for n in range(1, 22)), "90"]):
        answers = {
            "named": "no" if code == "01" else "yes",
            "weak": "yes" if number < 11 else "no",
            "staff": 6 if number < 1 else 2 if number < 6 else 1,
        }
        delivery.submit("2023-05-01", answers, area_code=code)
    # A second respondent of area 05, earlier and of another mind; did not answer the rest.
    delivery.submit("2023-04-01", {"named": "no", "weak": "no_answer"}, area_code="05")
    delivery.submit("2023-05-01", {"named": "yes", "weak": "yes", "staff": 9}, area_code="91")
    return delivery
