# SPDX-License-Identifier: EUPL-1.2
"""The sentences of an advice, with figures from its tables only."""

from __future__ import annotations

from taalplan.access.staffing import words
from taalplan.access.staffing.advise import Advice
from taalplan.access.staffing.needs import leaving
from taalplan.access.staffing.plan import ShiftPlan
from taalplan.access.staffing.solve import Clash
from taalplan.tables.numbers import format_number, format_percent
from taalplan.vocabulary.text import Language, Text


def title(advice: Advice) -> Text:
    """The title of the document."""
    name = advice.desk.name
    return Text(
        f"Genoeg mensen aan het loket: {name}",
        f"Enough people at the desk: {name}",
        f"Assez de personnes au guichet : {name}",
    )


def period(advice: Advice) -> Text:
    """Which weeks."""
    first, last = words.week_label(advice.weeks[0]), words.week_label(advice.weeks[-1])
    if advice.weeks[0] == advice.weeks[-1]:
        return Text(*(f"{first[lang]} {advice.weeks[0].monday.year}" for lang in Language))
    year = advice.weeks[-1].monday.year
    return Text(
        f"{first.nl} tot en met {last.nl} {year}",
        f"{first.en} to {last.en} {year}",
        f"{first.fr} à {last.fr} {year}",
    )


def each(nl: str, en: str, fr: str, **values: object) -> Text:
    """A sentence in three languages; numbers are written as each of them does.

    A float is written with one decimal, a share (`pct_...`) as a percentage.
    """

    def written(name: str, value: object, language: str) -> str:
        if isinstance(value, Text):
            return value[language]
        if name.startswith("pct_"):
            return format_percent(100 * float(value), language)  # type: ignore[arg-type]
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return str(value)
        return format_number(value, language, 0 if isinstance(value, int) else 1)

    def filled(sentence: str, language: str) -> str:
        return sentence.format(**{k: written(k, v, language) for k, v in values.items()})

    return Text(filled(nl, "nl"), filled(en, "en"), filled(fr, "fr"))


def in_short(advice: Advice) -> tuple[Text, ...]:
    """What the desk manager must know first."""
    week = advice.busiest
    opened = advice.slots.opened[:, advice.forecast.week(week)].sum(axis=1)
    found = [
        each(
            "De drukste week is {week}: {intakes} intakes, {tests} toetsen en {talks} gesprekken "
            "om te openen, {hours} uren werk aan het loket en hoogstens {most} tegelijk aan de "
            "balies.",
            "The busiest week is {week}: {intakes} intakes, {tests} tests and {talks} talks to "
            "open, {hours} hours of work at the desk and at most {most} at the counters at once.",
            "La semaine la plus chargée est la {week} : {intakes} accueils, {tests} tests et "
            "{talks} entretiens à ouvrir, {hours} heures au guichet et au plus {most} à la "
            "fois aux postes.",
            week=words.week_label(week), intakes=int(opened[0]), tests=int(opened[1]),
            talks=int(opened[2]), hours=float(advice.hours(week)), most=advice.most(week),
        ),
        *staff_sentences(advice),
        promise_sentence(advice),
        patience_sentence(advice),
        *_not_enough(advice),
    ]  # fmt: skip
    return tuple(found)


def staff_sentences(advice: Advice) -> list[Text]:
    """How many people on duty that takes, or that the people there are cannot do it."""
    found = []
    plan = advice.plan(advice.busiest)
    if plan is not None and advice.crew is None:
        found.append(
            each(
                "Voltijdse medewerkers in dienst: {staff}.",
                "Full-time people on duty: {staff}.",
                "Collaborateurs à temps plein en service : {staff}.",
                staff=len(plan.people),
            )
        )
    return [*found, *clashes(advice)]


def clashes(advice: Advice) -> list[Text]:
    """For each week without shifts, which rules clash and how many people more are enough."""
    return [
        each(
            "In {week} kunnen deze regels niet samen met wie er is: {rules}. {more}",
            "In {week} these rules cannot hold together with who there is: {rules}. {more}",
            "En {week}, ces règles ne peuvent être respectées ensemble : {rules}. {more}",
            week=words.week_label(week),
            rules=Text(
                *("; ".join(words.RULES[r][lang] for r in clash.rules) for lang in Language)
            ),
            more=words.people_more(clash.more),
        )
        for week, clash in advice.shifts.items()
        if isinstance(clash, Clash)
    ]


def patience_sentence(advice: Advice) -> Text:
    """How many leave without being helped."""
    gone = leaving(advice.days, advice.habits, advice.terms)
    return each(
        "Als mensen zonder afspraak na gemiddeld {minutes} minuten opgeven, gaat naar schatting "
        "{pct_gone} van hen weg zonder hulp.",
        "If people without an appointment give up after {minutes} minutes on average, an estimated "
        "{pct_gone} of them leave without being helped.",
        "Si les personnes sans rendez-vous renoncent après {minutes} minutes en moyenne, environ "
        "{pct_gone} d’entre elles partent sans être aidées.",
        minutes=int(advice.terms.patience), pct_gone=gone,
    )  # fmt: skip


def promise_sentence(advice: Advice) -> Text:
    """What is promised, and what acting the days out says of it."""
    seen = advice.seen
    return each(
        "Belofte: wie zonder afspraak komt, wordt in {pct_share} van de gevallen binnen {minutes} "
        "minuten geholpen. In {days} nagebootste dagen was dat {pct_seen} (met 95 % zekerheid "
        "tussen {pct_low} en {pct_high}), en begon {pct_punctual} van de afspraken op tijd, ook "
        "als mensen te laat komen en gesprekken uitlopen.",
        "Promise: who comes without an appointment is helped within {minutes} minutes in "
        "{pct_share} of cases. On {days} days acted out it was {pct_seen} (with 95% confidence "
        "between {pct_low} and {pct_high}), and {pct_punctual} of appointments began in time, "
        "also when people are late and talks run over.",
        "Promesse : qui vient sans rendez-vous est aidé en {minutes} minutes dans {pct_share} des "
        "cas. Sur {days} jours simulés c’était {pct_seen} (avec 95 % de confiance entre {pct_low} "
        "et {pct_high}), et {pct_punctual} des rendez-vous ont commencé à temps, même avec des "
        "retards et des entretiens qui débordent.",
        pct_share=advice.terms.promise.share, minutes=int(advice.terms.promise.minutes),
        days=seen.days,
        pct_seen=seen.share_in_time, pct_low=max(0.0, seen.share_in_time - seen.doubt),
        pct_high=min(1.0, seen.share_in_time + seen.doubt), pct_punctual=seen.share_punctual,
    )  # fmt: skip


def _not_enough(advice: Advice) -> list[Text]:
    """Where counters are too few: said plainly, with what would help."""
    found = []
    homeless = sum(int(need.homeless.sum()) for need in advice.days.values())
    if homeless:
        found.append(
            each(
                "Voor {homeless} afspraken is in deze weken geen balie vrij: het loket heeft er "
                "{counters}. Langer openen of een tijdelijk loket is dan de enige weg.",
                "For {homeless} appointments there is no free counter in these weeks: the desk "
                "has {counters}. Opening longer or a temporary desk is then the only way.",
                "Pour {homeless} rendez-vous aucun poste n’est libre ces semaines : le guichet en "
                "a {counters}. Ouvrir plus longtemps ou un guichet temporaire est la seule voie.",
                homeless=homeless, counters=advice.desk.counters,
            )
        )  # fmt: skip
    short = [d for d, need in advice.days.items() if need.kept < advice.terms.promise.share - 1e-9]
    if short:
        found.append(
            each(
                "Op {days} van de {all} dagen kan het loket de belofte aan wie zonder afspraak "
                "komt niet houden, ook met alle balies bezet ({counters}). Op afspraak werken, "
                "langer openen of een balie bijzetten helpt; meer mensen aan dezelfde balies niet.",
                "On {days} of {all} days the desk cannot keep its promise to who comes without an "
                "appointment, even with all counters ({counters}) in use. Working by appointment, "
                "opening longer or another counter helps; more people at the same counters do not.",
                "{days} jours sur {all}, le guichet ne peut tenir sa promesse envers qui vient "
                "sans rendez-vous, même avec tous les postes ({counters}) occupés. Travailler sur "
                "rendez-vous, ouvrir plus longtemps ou ajouter un poste aide ; plus de personnes "
                "aux mêmes postes n’aide pas.",
                days=len(short), all=len(advice.days), counters=advice.desk.counters,
            )
        )  # fmt: skip
    return found


def slots_sentence(advice: Advice, days: int, chance: float) -> Text:
    """Why so many appointments are opened."""
    return each(
        "Er zijn zoveel afspraken geopend dat iedereen binnen {days} dagen aan de beurt is. In "
        "{pct_kept} van de toekomstpaden lukt dat voor allen (gevraagd: {pct_chance}). Een piek "
        "wordt gespreid over de dagen die de belofte laat, zodat er nooit meer mensen nodig zijn "
        "dan onvermijdelijk. Van de afspraken gaat {pct_show} door.",
        "So many appointments are opened that everybody has a turn within {days} days. In "
        "{pct_kept} of paths this holds for all (asked: {pct_chance}). A peak is spread over the "
        "days that the promise leaves, so that never more people are needed than must be. "
        "{pct_show} of appointments turn up.",
        "Tant de rendez-vous sont ouverts que chacun a son tour en {days} jours. Dans {pct_kept} "
        "des trajectoires cela vaut pour tous (demandé : {pct_chance}). Un pic est réparti sur "
        "les jours que laisse la promesse, pour ne jamais exiger plus de personnes "
        "qu’inévitable. {pct_show} des rendez-vous ont lieu.",
        days=days, pct_kept=advice.slots.kept, pct_chance=chance, pct_show=advice.habits.show,
    )  # fmt: skip


_PROVEN = Text(
    "Bewezen: met dezelfde mensen kan het niet in minder uren en diensten.",
    "Proven: the same people cannot do it in fewer hours and shifts.",
    "Prouvé : les mêmes personnes ne peuvent le faire en moins d’heures et de services.",
)


def shift_sentence(plan: ShiftPlan) -> Text:
    """How good the shifts are, and that it is proven."""
    proof = _PROVEN if plan.proven else each(
        "Hoogstens {pct_gap} minder is nog denkbaar.",
        "At most {pct_gap} less is conceivable.",
        "Au plus {pct_gap} de moins est concevable.",
        pct_gap=plan.gap,
    )  # fmt: skip
    return each(
        "Met {staff} medewerkers en {paid} betaalde uren is elk half uur bezet. {proof}",
        "With {staff} people and {paid} paid hours every half hour is covered. {proof}",
        "Avec {staff} collaborateurs et {paid} heures payées chaque demi-heure est couverte. "
        "{proof}",
        staff=len(plan.people), paid=float(plan.hours), proof=proof,
    )  # fmt: skip


_HOUR = Text("uur", "hours", "heures")


def roster(plan: ShiftPlan, named: bool) -> tuple[Text, ...]:
    """Each person's week in one line; who is not `named` is a number."""
    found = []
    for number, person in enumerate(plan.people, 1):
        name = Text.same(person.name)
        if not named:
            name = Text(f"medewerker {number}", f"person {number}", f"collaborateur {number}")
        duties = plan.of(person.name)
        if not duties:
            continue
        days = [
            Text(*(f"{words.WEEKDAYS[duty.day][lang]} {duty.shift}" for lang in Language))
            for duty in duties
        ]
        hours = plan.worked(person.name)
        lines = (
            f"{name[lang]}: {'; '.join(day[lang] for day in days)} "
            f"({format_number(hours, lang, 1)} {_HOUR[lang]})"
            for lang in Language
        )
        found.append(Text(*lines))
    return tuple(found)
