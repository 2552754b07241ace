"""Examples that the help of each command ends with; the tests parse every one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

EXAMPLES: Mapping[str, Sequence[str]] = {
    "": ("stegvis check", "stegvis quarter"),
    "new-project": (
        "stegvis new-project kansliet",
        "stegvis new-project --root . --name 'Steg i norr'",
    ),
    "check": (
        "stegvis check",
        "stegvis check --period 2024Q1",
        "stegvis check data/inbox/cresco-plus_1497_2023Q3.xlsx --json",
    ),
    "add": ("stegvis add data/inbox",),
    "template": (
        "stegvis template --project cresco-plus --municipality Hjo --period 2024Q1",
        "stegvis template --project cresco-plus --period 2024Q1 --out mallar",
    ),
    "doctor": ("stegvis doctor", "stegvis doctor --json"),
    "example": ("stegvis example exempel", "stegvis example prov --project steg-i-norr"),
    "quarter": ("stegvis quarter", "stegvis quarter --project cresco-plus --period 2024Q1"),
    "run": (
        "stegvis run --explain",
        "stegvis run --period 2023H1 --municipality Hjo --section mal",
    ),
    "book": (
        "stegvis book --project cresco-plus",
        "stegvis book --audience extern",
        "stegvis book --draft --section mal --municipality alla",
    ),
    "open": ("stegvis open", "stegvis open --project cresco-plus --municipality Hjo"),
    "verify": ("stegvis verify", "stegvis verify reports/cresco-plus/2025Q2/intern/hjo"),
    "withdraw": ("stegvis withdraw --project cresco-plus --period 2025Q2",),
    "forget": (
        "stegvis forget --project cresco-plus --participant -",
        "stegvis forget --project cresco-plus --until 2021Q4",
    ),
}
"""By command; the empty name stands for the program itself. One to three each."""


def epilog(examples: Sequence[str]) -> str:
    """Set examples as the last paragraph of a help page; the mark keeps their lines apart."""
    return "\n".join(("\b", "Exempel:", *(f"  {example}" for example in examples)))
