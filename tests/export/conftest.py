"""A notebook that shows one of everything, and the nastiest text we could think of."""

import pytest
from matplotlib.figure import Figure
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from stegvis.show import style, swedish
from stegvis.show.exhibit import Chart, Exhibit, Group, Header, Prose, Table

NASTY = (
    "<script>alert(1)</script>",
    '#eval("1")',
    ']#read("/etc/passwd")',
    "$x$ @ref <ref> \\ \\u{41} `kod` *a* _b_ = c // d /* e */",
    '"; } @import url(https://example.org/a.css)',
    "{{ 7 * 7 }} {% raw %}",
    "åäö ÅÄÖ a\N{COMBINING RING ABOVE}",
    "😀 👩\N{ZERO WIDTH JOINER}🔬",
    "\N{RIGHT-TO-LEFT OVERRIDE}gnp.exe שלום العربية",
    "\x00\x07\x1b[31m\x7f\x85\u2028",
    "\ufffe\ufdd0\U0010ffff",
)
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5Erk"
    "Jggg=="
)
CODE = "hemlig_kod = 1"


def displayed(exhibit: Exhibit) -> NotebookNode:
    """Make the cell that showing an exhibit leaves in a notebook."""
    output = new_output("execute_result", data=exhibit._repr_mimebundle_(), execution_count=1)
    return new_code_cell(CODE, outputs=[output])


def foreign(**data: str) -> NotebookNode:
    """Make the cell that another library's output leaves; ``__`` stands for ``/``."""
    bundle = {
        mime.replace("__", "/").replace("svg_xml", "svg+xml"): text for mime, text in data.items()
    }
    return new_code_cell(CODE, outputs=[new_output("display_data", data=bundle)])


def moves_chart() -> Figure:
    """Draw diverging bars such as the sections have."""
    labels = [f"{number}. Fråga om en sak" for number in range(1, 8)]
    forward, unchanged, backward = (
        [9, 7, 6, 5, 5, 4, 2],
        [3, 4, 5, 5, 6, 4, 8],
        [1, 2, 2, 3, 2, 5, 3],
    )
    with style.styled():
        figure, axes = style.canvas(8)
        for row in range(len(labels)):
            total = forward[row] + unchanged[row] + backward[row]
            left = -(backward[row] + unchanged[row] / 2) / total
            for move, number in zip(
                ("backward", "unchanged", "forward"),
                (backward[row], unchanged[row], forward[row]),
                strict=True,
            ):
                width = number / total
                axes.barh(row, width, left=left, height=0.7, **style.MOVES[move].kwargs)
                axes.text(
                    left + width / 2,
                    row,
                    str(number),
                    ha="center",
                    va="center",
                    color=style.MOVES[move].ink,
                    bbox={"facecolor": style.MOVES[move].color, "edgecolor": "none", "pad": 1},
                )
                left += width
        axes.set_yticks(range(len(labels)), labels)
        axes.invert_yaxis()
        axes.axvline(0, color=style.INK, linewidth=0.8)
        axes.spines[["left", "bottom"]].set_visible(False)
        axes.set_xticks([])
    return figure


def goal_chart() -> Figure:
    """Draw outcomes with intervals and a target, and two raters."""
    with style.styled():
        figure, axes = style.canvas(4.5)
        axes.hlines([0, 1], [0.22, 0.27], [0.32, 0.38], color=style.MAIN, linewidth=2)
        axes.plot([0.27, 0.32], [0, 1], "o", color=style.MAIN)
        axes.plot([0.1, 0.2], [0, 1], **style.RATERS["participant"].kwargs)
        axes.plot([0.15, 0.3], [0, 1], **style.RATERS["coordinator"].kwargs)
        axes.axvline(0.3, color=style.TARGET, linestyle=(0, (4, 2)))
        axes.text(0.305, 1.4, "mål 30\N{NO-BREAK SPACE}%", color=style.TARGET)
        axes.set_yticks([0, 1], ["Arbete eller studier", "… eller arbetssökande"])
        axes.set_ylim(-0.5, 1.7)
        axes.set_xlim(0, 0.5)
        style.percent_axis(axes.xaxis)
    return figure


@pytest.fixture(scope="session")
def header() -> Header:
    """Give the head of an internal section on synthetic data."""
    return Header(
        title="Progression och mål",
        project="Cresco+",
        municipality="Hjo",
        period="tredje kvartalet 2023",
        until="2023-09-30",
        audience="intern",
        synthetic=True,
        notes=("Vilka kommuner som deltar är ett antagande.",),
        organisation="Samordningsförbundet Skaraborg",
    )


@pytest.fixture(scope="session")
def notebook(header: Header) -> NotebookNode:
    """Make the executed notebook."""
    long = tuple(
        (f"Kommun {number}", str(number), swedish.percent(number / 60)) for number in range(60)
    )
    wide = tuple(f"Kolumn {number}" for number in range(9))
    cells = [
        new_markdown_cell("# Progression och mål"),
        displayed(header),
        displayed(Prose("Fyra av tio deltagare har rört sig framåt, men talen är små.", lead=True)),
        displayed(
            Prose(
                "Progressionskortet fylls i var tredje månad av deltagaren och av samordnaren. "
                "En stegförflyttning är skillnaden mellan det första och det senaste svaret på "
                "samma fråga. Den som bara har ett kort räknas inte med.",
                "Av de 13 som har två kort har 9 rört sig framåt, 3 står kvar och 1 har backat.",
            )
        ),
        new_markdown_cell(
            "## Stegförflyttning per fråga\n\nSå **här** läses *diagrammet*: från `bakåt` till "
            "framåt. Se [metoden](https://example.org/metod) och [fällan](javascript:alert(1)).\n\n"
            "1. först\n2. sedan\n   - under\n\n> Ett citat.\n\n"
            "| Ord | Antal |\n|:--|--:|\n| steg | 3 |\n\n```\nkodblock\n```\n\n<b>inte fet</b>\n\n"
            "![en bild](https://example.org/bild.png)"
        ),
        displayed(
            Group(
                Chart.of(
                    moves_chart(),
                    alt="Liggande staplar: fråga 1 har flest framåt (9 av 13).",
                    caption="Stegförflyttning per fråga, samordnarens bedömning",
                    note="n = 13. Första och senaste svar på samma fråga, till och med 2023-09-30.",
                ),
                Table(
                    ("Fråga", "Framåt", "Oförändrat", "Bakåt", "n"),
                    tuple((f"{row}. Fråga om en sak", "9", "3", "1", "13") for row in range(1, 8)),
                    "Stegförflyttning per fråga i tal",
                    "n = 13.",
                ),
            )
        ),
        new_markdown_cell(
            "#### Måluppfyllelse\n\n##### Djupare än så här\n\n## Stegförflyttning per fråga"
        ),
        displayed(
            Chart.of(
                goal_chart(),
                alt="Utfallet 27 % ligger under målet 30 %, intervallet 22–32 % rymmer målet.",
                caption="Måluppfyllelse, andel av avslutade",
                note="95 % intervall enligt Wilson.",
            )
        ),
        displayed(Table(("Kommun", "Antal", "Andel"), long, "En lång tabell", "Alla kommuner.")),
        displayed(Table(wide, (tuple("123456789"),), "En bred tabell")),
        displayed(Table(("Ord", "Betydelse"), (), "En tom tabell", numeric=frozenset())),
        new_markdown_cell("## Elaka texter\n\n" + "\n\n".join(NASTY)),
        displayed(Prose(*NASTY)),
        displayed(Table(("Text", *NASTY[:2]), ((NASTY[2], *NASTY[3:5]),), NASTY[5], NASTY[9])),
        new_markdown_cell("## Andras bilder och tabeller"),
        foreign(image__png=PIXEL, text__plain="<Figure>"),
        foreign(
            image__svg_xml='<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20">'
            '<script>alert(1)</script><text y="15">Hej</text></svg>'
        ),
        foreign(
            text__html="<style>td{color:red}</style><table><thead><tr><th></th><th>antal</th></tr>"
            '</thead><tbody><tr><th>0</th><td onclick="x()">3</td></tr></tbody></table>'
        ),
        foreign(text__html="<iframe src='https://example.org'></iframe>", text__plain="bara text"),
        foreign(text__markdown="Visad *Markdown*."),
        new_code_cell(
            CODE,
            outputs=[
                new_output("stream", name="stdout", text="utskrift\n"),
                new_output("stream", name="stderr", text="hemlig varning"),
                new_output("error", ename="KeyError", evalue="hemligt", traceback=["hemligt"]),
            ],
        ),
    ]
    return new_notebook(cells=cells)
