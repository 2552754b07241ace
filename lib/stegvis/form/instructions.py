"""What the workbook's first sheet says: how it is filled in, and what never goes in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stegvis.delivery import cover
from stegvis.delivery.tables import Sheet
from stegvis.form.colours import MEANING, Look
from stegvis.form.form import Form
from stegvis.form.scales import LEVELS, STATES, spelled
from stegvis.show import swedish

WHAT = {
    "participants": "En rad per deltagare, alla sedan projektets start. Den som slutar får "
    "avslutsdatum och avslutsorsak på sin rad; den som är inskriven av misstag får avslutsorsaken "
    "felregistrering och står kvar.",
    "cards": "En rad per progressionskort: deltagarens och samordnarens kort är var sin rad. "
    "En fråga som inte har besvarats lämnas tom.",
    "followups": "En rad per försök att nå någon efter avslut, också när ingen svarade.",
    "counts": "Hur många som har startat, hur många som har avslutat och hur många av dem per "
    "orsak, räknat från projektets start till och med kvartalets sista dag. Felregistrerade "
    "räknas inte.",
    "followup_counts": "Hur många som följts upp efter avslut och vad de svarade, per grupp, "
    "räknat från projektets start till och med kvartalets sista dag.",
    "method": f"Hur mycket varje del av metoden används det här kvartalet: {spelled(LEVELS)}.",
    "posts": "Tjänster i projektet, en rad per tjänst eller ändring, med dag då den "
    "börjar och slutar.",
    "referrer_surveys": "Hur många remittenter som har svarat, och hur många av dem som har god "
    "kunskap.",
    "practices": f"Arbetssätt från projektet, och hur långt vart och ett har nått: "
    f"{spelled(STATES)}.",
    "skills": "Utbildning: temat, om det är genomfört eller önskat, och hur många det gäller.",
}
"""What a row of each sheet is, by the sheet's name in code."""


@dataclass(frozen=True)
class Line:
    """A line of the sheet: what stands first, the rest, and how it looks.

    ``ground`` is the colour the first cell is shown in; ``leads_to`` is a sheet it leads to.
    """

    first: str
    text: str = ""
    kind: str = "text"
    ground: Look | None = None
    leads_to: str | None = None


def instructions(form: Form) -> Iterator[Line]:
    """Say what the workbook is, what to do in which order, and what each sheet holds."""
    project, period = form.project, form.period
    yield Line(f"{project.name}: leverans från {form.municipality.name}", kind="title")
    yield Line(f"{swedish.period(period).capitalize()}, till och med {period.end}", kind="strong")
    yield Line("Gör så här", kind="heading")
    for number, said in enumerate(_steps(form), start=1):
        yield Line(f"{number}.", said)
    yield Line("Färgerna", kind="heading")
    for look, meaning in MEANING.items():
        yield Line("", f"Cellen {meaning}.", ground=look)
    yield Line("Skriv aldrig", kind="heading")
    yield Line(
        "",
        "Namn, initialer, personnummer, födelsedatum, telefonnummer, e-postadresser eller annat "
        "som pekar ut någon, i något blad eller i filens namn. En deltagare är en pseudonym som "
        "HJO-017. Listan över vem som är vem stannar i kommunen. En fil där något ser ut som ett "
        "namn eller personnummer tas inte emot.",
    )
    yield Line("Bladen", kind="heading")
    yield Line(cover.NAME, _COVER, leads_to=cover.NAME)
    for sheet, _ in form.tables:
        yield Line(sheet.name, f"{WHAT[sheet.code]} {_need(form, sheet)}", leads_to=sheet.name)
    yield from _questions(form)


_COVER = "Vems leveransen är och för vilket kvartal. Ifyllt, utom dagen då du skickar filen."


def _steps(form: Form) -> Iterator[str]:
    period = form.period
    if form.since is None:
        yield (
            "Inget är inlagt från kommunen förut. Fyll i allt sedan projektets start "
            f"({form.project.start})."
        )
    else:
        when = "samma kvartal" if form.since == period else swedish.period(form.since)
        yield (
            f"Raderna som står här är de som lämnades för {when}. Rätta "
            "det som har ändrats och lägg till det som är nytt. Låt gamla rader stå kvar: en "
            "leverans är allt som kommunen vet, inte bara det nya."
        )
    if form.scope == "individ":
        yield "Börja i bladet deltagare: i de andra bladen väljer du bland dem som står där."
    yield (
        "Skriv nya rader direkt under de andra. Du kan också infoga och ta bort rader och sortera "
        "dem. Rubrikerna är låsta."
    )
    yield (
        f"Skriv datum som {period.end}. Det som har hänt efter {period.end} hör till nästa kvartal."
    )
    yield (
        f"Skriv i bladet {cover.NAME}, vid {cover.SUBMITTED}, dagen då du skickar filen. Utan den "
        "tas filen inte emot."
    )
    yield (
        f"Spara filen med samma namn, {form.file_name}, och lämna den till kansliet senast "
        f"{form.project.due(period)}."
    )


def _need(form: Form, sheet: Sheet) -> str:
    return "Måste finnas." if form.scope in sheet.required_for else "Får vara tomt."


def _questions(form: Form) -> Iterator[Line]:
    card = form.project.card
    if form.scope != "individ":
        return
    for title, items in (
        ("Frågor till deltagaren", card.participant),
        ("Frågor till samordnaren", card.coordinator),
    ):
        known = [item for item in items if not item.placeholder]
        if known:
            yield Line(f"{title} ({card.low}–{card.high})", kind="heading")
            for item in known:
                yield Line(item.id, item.label)
