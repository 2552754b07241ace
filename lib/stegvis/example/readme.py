"""The example's README, in Swedish, for whoever opens the folder."""

from __future__ import annotations

from stegvis.example.chance import SEED
from stegvis.example.truth import Truth

_TEXT = """\
# Exempeldata: helt påhittade

Ingen människa i de här filerna finns. Allt är påhittat av ett program, från ett fast slumpfrö
({seed}), och blir likadant varje gång: `stegvis example MAPP`. Varje leverans säger det själv, med
raden `syntetisk` = `ja` i bladet `leverans`, och varje sida som visar siffrorna ska säga det.
Kommunernas namn är riktiga, men inget annat om dem. Vilka 14 kommuner som deltar i Cresco+ är ett
antagande: Gullspång är utelämnad.

## Vad som finns

| mapp eller fil | innehåll |
|---|---|
| `cresco-plus/` | 14 kommuner, 2023Q1–2025Q2, {plus_started} startade och {plus_exited} avslutade |
| `cresco-creare/` | 15 kommuner, slutleverans 2023Q1, {creare_exited} avslutade |
| `planterade-fel/` | {planted} små leveranser med ett enda planterat fel i varje |
| `commentary/` | kommentarer skrivna för hand, som exempel; bara i `data/example` |
| `facit.json` | sanningen: modellens tal, varje kommuns drag, varje persons nivå, varje fel |

En leverans är en hel ögonblicksbild av vad kommunen vet vid kvartalets slut. De flesta är
Excelböcker; Tibro, Lidköping och Falköping lämnar zip och Hjo en mapp med CSV-filer.

## Hur det har gjorts

Varje person har en dold nivå som rör sig månad för månad, snabbare där metoden BIP används mer.
Deltagare och samordnare ser nivån var på sitt sätt och fyller i kort. Den som tappar mark avbryter
oftare, och svarar mer sällan på uppföljningen. Modellen står i `lib/stegvis/example/people.py`,
`cards.py` och `followups.py`.

## Drag att känna igen

* **Metoden skiljer.** Tibro använder hela BIP. Skara och Tidaholm använder bara progressionskortet.
  Götene och Skövde går vidare under 2024.
* **Bedömarna skiljer.** Deltagare ser ljusare på sig själva än samordnarna gör. I Lidköping är
  samordnarna ljusare än i andra kommuner, i Skövde är de oense.
* **Få personer.** Essunga har inga deltagare än, Grästorp en och Töreboda två. Skövde har 60.
* **Bara antal.** Karlsborg lämnar antal i Cresco+, inga uppgifter om personer.
* **Bara positiva.** Tibro följer bara upp dem vars steg gick framåt.
* **Bortfall.** Sex månader efter avslut i Cresco+ har {true_share} av alla behållit eller ökat sin
  progression. Bland dem som svarade är det {reached_share}.
* **Glider tillbaka.** {slipped} personer i Cresco+ höll i sig efter 6 månader men inte efter 12.
* **Kort som dröjer.** Kort kommer sent eller inte alls, mest i Tidaholm. En del är daterade mer än
  31 dagar efter avslutet: de räknas inte, och ger varningen `card-after-exit`.
* **Leveranser som saknas eller dröjer.** Götene lämnade inte 2023Q4 och Skara inte 2024Q2. Tidaholm
  var sen 2023Q3 och Mariestad 2024Q3.
* **En rättelse.** Vara lämnade fel avslutsorsak för en person, och rättade den kvartalet efter.
* **Felregistreringar** finns och ska aldrig räknas. **Sex extra tjänster** från november 2023 till
  april 2025 finns i sex kommuner.

Utfallet i Cresco Creare är det kända: {creare_placed} av {creare_exited} avslut till arbete eller
studier (27 %), och {creare_seeking} till arbetssökande (32 % med dem).
"""


def readme(truth: Truth) -> str:
    """Give the README's text, with the truth's numbers in it."""
    plus = truth["projects"]["cresco-plus"]["totals"]
    creare = truth["projects"]["cresco-creare"]["totals"]
    six = plus["lasting"]["6"]
    return _TEXT.format(
        seed=SEED,
        plus_started=plus["started"],
        plus_exited=plus["exited"],
        creare_exited=creare["exited"],
        creare_placed=creare["reasons"]["arbete"] + creare["reasons"]["studier"],
        creare_seeking=creare["reasons"]["arbetssökande"],
        planted=len(truth["planted"]),
        true_share=_percent(six["true_share"]),
        reached_share=_percent(six["share_of_reached"]),
        slipped=plus["slipped_back"],
    )


def _percent(share: float) -> str:
    return f"{100 * share:.0f}\N{NO-BREAK SPACE}%"
