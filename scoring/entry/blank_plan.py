"""A plan of nothing yet, to be drawn up: what the official form prints around its table, and an empty table."""

import re
import unicodedata
from typing import Final

from scoring.entry.addresses import EntryError
from scoring.entry.definition_texts import text_fault
from scoring.messages import _
from scoring.model import FormTexts, Plan, Signature
from scoring.text.field_words import field_word

_YEARS: Final = range(2000, 2100)
OFFICIAL_HEADER: Final = (
    (
        *("PROYECTO U OBJETIVO INSTITUCIONAL", "Ponderado Objetivo", "Indicador Objetivo", "Meta Objetivo"),
        *("PONDERADO META OBJETIVO", "FUENTE RECURSOS", "", "", "ACCIONES PROGRAMADAS", "Meta"),
        *("Ponderado Meta Acción", "Tiempo Estimado (Meses)", "CRONOGRAMA", "", "INDICADOR ACCION", "", ""),
        *("RESPONSABLE", ""),
    ),
    (
        *("", "", "", "", "", "PROPIOS", "LEY 715", "OTROS", "", "", "", "", "INICIO", "FINAL", "N°"),
        *("Fórmula de Cálculo", "Und", "", ""),
    ),
)
"""The two header rows of the official form's table."""
_ROLES: Final = ("Elaboró", "Revisó", "Aprobó")
_LABELS: Final = ("Descripción", "Nombre:", "Cargo:", "Fecha:", "Firma:")


def blank_plan(process: str, year: int, responsible: str = "") -> Plan:
    """Return a plan without objectives; EntryError where it cannot be one.

    That is without a process, with a text that nobody can read as it is, or in a year that no plan is for.
    """
    if not process.strip():
        raise EntryError(_("Un plan es de un proceso: diga cuál, como «Facturación y cobranza»."))
    check_year(year)
    process, responsible = " ".join(process.split()), " ".join(responsible.split())
    for name, text in (("process", process), ("responsible", responsible)):
        if fault := text_fault(text):
            raise EntryError(f"{field_word(name)}: {fault}")
    heading = (str(year), f"PROCESO: {process}", f"RESPONSABLE: {responsible}", "")
    signatures = tuple(Signature(role, "", "", "") for role in _ROLES)
    return Plan(
        id=plan_id(process, year),
        year=year,
        process=process,
        responsible=responsible,
        objectives=(),
        values={},
        texts=FormTexts(heading, OFFICIAL_HEADER, "100%", _LABELS, signatures),
    )


def plan_id(process: str, year: int) -> str:
    """Return the name that tells the plan from any other: `facturacion-y-cobranza-2024`."""
    bare = unicodedata.normalize("NFKD", process.casefold()).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", bare)
    return "-".join(words if words[-1:] == [str(year)] else [*words, str(year)])


def check_year(year: int) -> None:
    """Raise EntryError for a year that no plan is for."""
    if year not in _YEARS:
        sentence = _("{year} no es un año de plan: son de {first} a {last}.")
        raise EntryError(sentence.format(year=year, first=_YEARS[0], last=_YEARS[-1]))
