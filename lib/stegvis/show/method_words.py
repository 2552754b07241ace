"""How the figures are counted, in words for a reader who was not there, each with its source."""

from __future__ import annotations

from stegvis.card import DAYS_AFTER_EXIT, DAYS_APART
from stegvis.show import swedish, wording
from stegvis.show.exhibit import Exhibit, Prose, Table
from stegvis.show.followup import positive
from stegvis.show.reliable import SOURCE as RELIABLE
from stegvis.show.section import Section
from stegvis.show.terms import RATERS, capital

LEVEL = f"95{swedish.NBSP}% intervall"
WILSON = "Wilson (1927); Newcombe (1998)"
POOLING = "Gelman m.fl. (2013)"
FUNNEL = "Spiegelhalter (2005)"
AGREEMENT = "Cohen (1968); Gwet (2008)"
SOURCES = (
    ("Intervall för en andel", WILSON),
    ("Förändring större än mätfelet", RELIABLE),
    ("Tecken- och rangtest av förändring", "Conover (1999); Hollander och Wolfe (1999)"),
    ("Justering när flera frågor prövas", "Holm (1979)"),
    ("Tabeller före och efter", "Bowker (1948); Stuart (1955); Maxwell (1970)"),
    ("Samma personer vid två uppföljningar", "McNemar (1947)"),
    ("Vägning för bortfall", "Little och Rubin (2002)"),
    ("Tratten: gränser för slumpen", FUNNEL),
    ("Delvis sammanvägda andelar", POOLING),
    ("Två bedömare", AGREEMENT),
    ("Omkastningstest", "Phipson och Smyth (2010)"),
    ("Intervall när en persons svar hör ihop", "Efron och Tibshirani (1993)"),
    ("Tid till avslut", "Dinse och Larson (1986)"),
    ("Avvikelse delad efter orsak i räkningen", "Kitagawa (1955)"),
    ("Prognos till projektets slut", "Lee och Liu (2008)"),
)
"""What each method is for, and the works that describe it; docs/metodbok says which measure."""


def counting(section: Section) -> Exhibit:
    """Say what is counted up to which day, from which delivery."""
    return Prose(
        f"Alla antal är från projektets början {section.until}, om inget annat sägs. En "
        "händelse räknas när dess datum är senast den dagen. För varje kommun används den senaste "
        "godkända leveransen; den beskriver allt som kommunen vet, så att senare rättelser kommer "
        "med. Den som är avslutad som felregistrering räknas aldrig, varken som startad eller "
        "avslutad.",
        "Kommuner som lämnar bara antal är med där antalen gäller samma grupp av personer. Annars "
        "är de utanför, och det står i anmärkningen under tabellen eller diagrammet. Grupper som "
        "inte är desamma läggs aldrig ihop.",
    )


def local(section: Section) -> Exhibit:
    """Say what is meant by figures of one's own."""
    return Prose(
        f"{capital(wording.LOCAL)} betyder att siffrorna kommer från kommunernas egna uppgifter: "
        "vad som hände vid avslutet, och vad deltagarna själva svarade när de söktes efteråt. De "
        "officiella siffrorna tar SCB fram ur register, om delvis andra personer och vid andra "
        "tidpunkter. De två ska därför inte väntas vara lika.",
    )


def movement(section: Section) -> Exhibit:
    """Say how a movement is found among a person's cards, and what makes it positive."""
    card = section.project.card
    return Prose(
        "En stegförflyttning räknas för varje fråga och bedömare: det senaste svaret minus det "
        f"första, på skalan {card.low}–{card.high}. De två svaren måste ha olika datum, och ett "
        f"kort räknas högst {DAYS_AFTER_EXIT} dagar efter avslutet. En fråga som har besvarats "
        "en enda gång ger ingen förflyttning och är inte med i n.",
        f"En persons frågor vägs ihop med en regel. Med {positive(section.project)}. "
        "Stegförflyttningen visar vad som har ändrats, inte varför.",
    )


def reliable(section: Section) -> Exhibit:
    """Say what the limit of a reliable change is, for a project that has such a rule."""
    found = [rule for rule in section.project.movement.rules if rule.kind == "reliable"]
    if not found:
        return Prose("Projektet har ingen regel som jämför förändringen med kortets mätfel.")
    [rule, *_] = found
    return Prose(
        f"Regeln ”{rule.label}” jämför förändringen med hur exakt kortet mäter. Gränsen är den "
        "förändring som bara ungefär en av tjugo skulle visa om inget hade ändrats, när kortets "
        f"reliabilitet är {swedish.setting(rule.reliability)} och svarens spridning är "
        f"{swedish.setting(rule.spread)}. Båda talen står i projektfilen: de är inte räknade på "
        f"deltagarna i rapporten. Källa: {RELIABLE}."
    )


def intervals(section: Section) -> Exhibit:
    """Say what an interval is, and why a target within it is neither met nor missed for sure."""
    return Prose(
        "När få personer räknas spelar slumpen stor roll. Intervallet visar vilka andelar "
        f"siffrorna är förenliga med. ”{capital(LEVEL)}” betyder att ett intervall som görs på "
        "det sättet täcker den verkliga andelen ungefär nitton gånger av tjugo. Rymmer "
        "intervallet målet är siffrorna förenliga både med att målet nås och med att det missas. "
        "Intervallet för en andel är Wilsons, som håller vad det lovar också för små grupper. "
        f"Bygger en andel på färre än {wording.SMALL} personer sägs det i texten. Källa: {WILSON}.",
    )


def nonresponse(section: Section) -> Exhibit:
    """Say who is due for follow-up, who was reached, and what the bounds are."""
    return Prose(
        "Aktuell för uppföljning är den som har varit avslutad så många månader som uppföljningen "
        "gäller, senast periodens sista dag. Nådd är den som har svarat. Andelen är av dem som "
        "nåddes; de andra är bortfall, och om dem är inget känt.",
        "Därför visas två gränser: den lägre räknar alla som inte nåddes som nej, den högre räknar "
        "dem som ja. Andelen av alla aktuella ligger däremellan, vad de än hade svarat. Gränserna "
        "bygger inte på något antagande om de andra. Intervallet säger bara vad slumpen kan göra "
        "bland dem som nåddes.",
    )


def between(section: Section) -> Exhibit:
    """Say how municipalities of different size are compared without being ranked by chance."""
    return Prose(
        "Ju färre personer en kommun har, desto längre från det gemensamma medlet kan dess andel "
        "ligga av ren slump. Tratten ritar hur långt. En kommun innanför gränserna kan inte sägas "
        f"skilja sig från de andra. Källa: {FUNNEL}.",
        "En delvis sammanvägd andel drar varje kommuns andel mot det gemensamma medlet, mer ju "
        "färre personer kommunen har. Den bygger på en modell (betabinomial) där kommunernas "
        "andelar sprider sig kring ett gemensamt medel, och är bara till för jämförelsen: utfallet "
        "är alltid det som räknats. Ingen jämförelse säger vad en skillnad beror på. "
        f"Källa: {POOLING}.",
    )


def raters(section: Section) -> Exhibit:
    """Say how the two raters' cards are paired and compared."""
    who = swedish.listed(RATERS.values())
    return Prose(
        f"Två kort från {who} hör ihop när de är daterade med högst {DAYS_APART} dagars "
        "mellanrum; de närmaste paras först, och varje kort används en gång. Bara frågor som "
        "projektet har kopplat till samma indikator jämförs. Likheten mäts med vägd kappa och "
        "AC2. Kappa kan bli låg när nästan alla svarar lika, även om de två är överens; därför "
        f"visas båda. Källa: {AGREEMENT}.",
    )


def sources(section: Section) -> Exhibit:
    """List the methods that have a source, with author and year."""
    return Table(
        ("Vad", "Källa"),
        SOURCES,
        caption="Källor till metoderna",
        note="Verken beskriver metoderna, inte projektet.",
        numeric=frozenset(),
    )
