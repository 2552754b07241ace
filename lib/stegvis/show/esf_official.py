"""Why our own follow-up of ESF's indicators differs from the official figures."""

from __future__ import annotations

from stegvis.show import wording
from stegvis.show.exhibit import Prose
from stegvis.show.section import Section

DAYS_AFTER_LEAVING = 28
"""Within how long after leaving a situation counts as that on leaving, in ESF+."""

REASONS = (
    "Källan är en annan. SCB hämtar de officiella siffrorna ur register, med de personuppgifter "
    "som projektet har rapporterat dit. Här räknas det som samordnarna har skrivit i kommunernas "
    "leveranser.",
    "Personerna behöver inte vara desamma. Leveranserna visar inte vilka deltagare som har "
    "rapporterats till SCB, och den som SCB inte kan hitta i registren kan saknas där.",
    "Tidpunkten vid avslut är en annan. De officiella indikatorerna vid avslut gäller läget inom "
    f"{DAYS_AFTER_LEAVING} dagar efter att personen lämnade projektet. Här räknas orsaken som "
    "skrevs vid avslutet, så ett arbete som börjar strax efteråt kan saknas.",
    "Läget efter avslut mäts på ett annat sätt. De officiella siffrorna tas ur register. Här "
    "räknas vad personen själv har svarat vid uppföljningen, som kan komma senare än avsett och "
    "inte når alla.",
    "Vad som är arbete, studier och arbetssökande avgörs där av registrens regler, här av "
    "samordnarens eller deltagarens egna ord. Ett arbete med stöd kan räknas olika.",
    "Ställningen på arbetsmarknaden vid starten finns inte i leveranserna. En indikator som bara "
    "gäller vissa av dem som startar, till exempel dem som inte redan sökte arbete, går inte att "
    "avgränsa här.",
    "Åldern är den grupp som står i leveransen. Officiell statistik kan räkna åldern en annan dag, "
    "och dess äldsta grupp har ingen övre gräns.",
)


def differences(section: Section) -> Prose:
    """List why the figures here need not be those that SCB gives."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    return Prose(*REASONS)
