# SPDX-License-Identifier: EUPL-1.2
"""What was done to protect people, in words: for a note, a document, and who ran the command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taalplan.tables.protect.rules import Audience, DisclosureRule, Method, Reading
from taalplan.vocabulary.text import Text

if TYPE_CHECKING:
    from taalplan.tables.protect.apply import Protected

DISCLOSURE = "disclosure"
"""The kind of note that says how a table was protected."""

AUDIENCES: dict[Audience, Text] = {
    Audience.PARLIAMENT: Text("het parlement", "parliament", "le parlement"),
    Audience.PUBLIC: Text("het publiek", "the public", "le public"),
    Audience.INTERNAL: Text("intern gebruik", "internal use", "l’usage interne"),
}

SMALL_HIDDEN = Text(
    "Aantallen van 1 tot en met {top} zijn niet getoond, om te vermijden dat personen herkend "
    "worden. Ook andere cijfers zijn niet getoond waar een klein aantal anders door aftrekken "
    "gevonden kan worden; zij kunnen groot zijn.",
    "Counts of 1 to {top} are not shown, so that nobody is recognised. Other figures are not "
    "shown either where a small count could be found by subtraction; they may be large.",
    "Les nombres de 1 à {top} ne sont pas communiqués, afin que personne ne soit reconnu. "
    "D’autres chiffres ne le sont pas non plus là où un petit nombre pourrait être trouvé par "
    "soustraction ; ils peuvent être grands.",
)
ROUNDED = Text(
    "Alle aantallen zijn afgerond op een veelvoud van {base}, naar boven of naar onder, om te "
    "vermijden dat personen herkend worden. De afgeronde aantallen tellen op zoals de echte.",
    "All counts are rounded to a multiple of {base}, up or down, so that nobody is recognised. "
    "The rounded counts add up as the true ones do.",
    "Tous les nombres sont arrondis à un multiple de {base}, vers le haut ou vers le bas, afin "
    "que personne ne soit reconnu. Les nombres arrondis s’additionnent comme les vrais.",
)
NOISY = Text(
    "Aan elk aantal is een kleine toevallige afwijking van hoogstens {deviation} toegevoegd, om "
    "te vermijden dat personen herkend worden. Totalen kregen een eigen afwijking: onderdelen "
    "tellen niet precies op tot hun totaal. Een nul is een echte nul.",
    "A small random deviation of at most {deviation} was added to each count, so that nobody is "
    "recognised. Totals have a deviation of their own: parts do not add up exactly to their "
    "total. A zero is a true zero.",
    "Un petit écart aléatoire d’au plus {deviation} a été ajouté à chaque nombre, afin que "
    "personne ne soit reconnu. Les totaux ont leur propre écart : les parties ne donnent pas "
    "exactement leur total. Un zéro est un vrai zéro.",
)
OVERLAP_WITHOUT_FIGURES = Text(
    "Een persoon die in meer dan één categorie voorkomt, telt in elk ervan mee en één keer in het "
    "totaal; onderdelen samen kunnen daardoor hoger zijn dan hun totaal.",
    "People who occur in more than one category count in each of them and once in the total; "
    "parts together may therefore exceed their total.",
    "Une personne qui figure dans plus d’une catégorie compte dans chacune d’elles et une fois "
    "dans le total ; les parties ensemble peuvent donc dépasser leur total.",
)

LESS_DETAIL = Text(
    "De indeling naar {gone} is weggelaten: met die indeling zouden de meeste aantallen zo klein "
    "zijn dat personen herkend kunnen worden.",
    "The division by {gone} is left out: with it most counts would be so small that people could "
    "be recognised.",
    "La répartition par {gone} est omise : avec elle, la plupart des nombres seraient si petits "
    "que des personnes pourraient être reconnues.",
)

HEADING = "Bescherming van personen"


def note(rule: DisclosureRule) -> Text:
    """The sentence under a table."""
    text = {Method.SUPPRESS: SMALL_HIDDEN, Method.ROUND: ROUNDED, Method.NOISE: NOISY}[rule.method]
    values = {"top": rule.threshold - 1, "base": rule.base, "deviation": rule.deviation}
    return Text(*(text[language].format(**values) for language in ("nl", "en", "fr")))


def summary(rule: DisclosureRule) -> str:
    """One line for a cover: what a reader must know before he reads. Dutch."""
    done = {
        Method.NONE: "niets is weggelaten",
        Method.SUPPRESS: f"aantallen onder {rule.threshold} en wat ze zou verraden niet getoond",
        Method.ROUND: f"aantallen afgerond op een veelvoud van {rule.base}",
        Method.NOISE: f"aantallen met een toevallige afwijking van hoogstens {rule.deviation}",
    }[rule.method]
    return f"{done}; zie '{HEADING}'"


def paragraphs(
    rule: DisclosureRule, tables: int, figures: int, hidden: int, certificate: str
) -> tuple[str, ...]:
    """What a document says: the rule, how many figures, why, and where the proof is. Dutch."""
    who = AUDIENCES[rule.audience].nl
    first = (
        f"De cijfers in dit document zijn bestemd voor {who}. Wie een klein aantal in een tabel "
        "ziet, kan daarin soms een persoon herkennen, of iets over die persoon leren. "
    ) + note(rule).nl
    made = [first]
    if rule.method is Method.SUPPRESS:
        if rule.reading is Reading.BELOW:
            made.append(
                f"Waar <{rule.threshold} staat, is het aantal 1 tot en met {rule.threshold - 1}. "
                "Waar een dubbelepunt staat, is het aantal niet getoond om andere aantallen te "
                "beschermen. Een leeg vak betekent iets anders: daar viel niets te tellen. "
                "Percentages van niet-getoonde aantallen zijn evenmin getoond."
            )
        made.append(
            f"Van de {_nl(figures)} cijfers in {_nl(tables)} tabellen zijn er {_nl(hidden)} niet "
            "getoond. De tabellen zijn samen behandeld: ook wie ze naast elkaar legt, van elkaar "
            "aftrekt, of uitrekent hoeveel personen in twee groepen tegelijk voorkomen, vindt "
            "geen klein aantal. Dat is nagerekend voor elk niet-getoond cijfer."
        )
    made.append(
        f"De regel geldt op {rule.on:%d-%m-%Y}. Het bewijs draagt het nummer {certificate} en "
        "staat in certificate.json."
    )
    if rule.assumptions:
        listed = "; ".join(
            f"{value.label.nl}: {_value(value.value)}"
            for value in rule.assumptions
            if value.key.startswith(f"small_cells.{rule.audience}.")
        )
        made.append(f"Aannames, te bevestigen door de functionaris: {listed}.")
    return tuple(made)


def _nl(number: int) -> str:
    from taalplan.tables.numbers import format_number

    return format_number(number)


_CHOICES = {
    "suppress": "niet tonen",
    "round": "afronden",
    "noise": "ruis",
    "none": "geen",
    "below": "klein aantal als teken met de drempel",
    "sign": "één teken voor alles",
    "shown": "getoond",
    "sensitive_when_all": "niet getoond als zij iets over allen zeggen",
    "count": "elk cijfer evenveel",
    "sum": "het aantal personen erin",
    "log": "de logaritme van het aantal",
}


def _value(value: object) -> str:
    return _CHOICES.get(str(value), str(value))


def account(release: Protected) -> tuple[str, ...]:
    """What is told to who ran the command. English, as the command line is."""
    rule = release.rule
    if rule.audience is Audience.INTERNAL and not rule.protects:
        return ("for internal use: small counts are shown; use --audience before it leaves",)
    if not rule.protects:
        return (f"for {rule.audience} by the rule of {rule.on}: nothing is hidden",)
    said = f"for {rule.audience} by the rule of {rule.on} ({rule.method}): "
    if rule.method is not Method.SUPPRESS:
        return (f"{said}{release.changed} of {release.figures} figures changed",)
    small, others = release.small, release.hidden - release.small
    return (
        f"{said}{release.hidden} of {release.figures} figures hidden: {small} by themselves, "
        f"{others} to protect these and {release.groups} small groups that follow from others",
        f"attacked with everything a reader knows: none can be computed (certificate {release.id})",
    )
