"""A plan of nothing yet, to be drawn up: what the official form prints around its table, and an empty table."""

from typing import Final

from scoring.entry.addresses import EntryError
from scoring.messages import _
from scoring.model import FormTexts, Plan, Signature
from scoring.text.identifiers import identifier

_YEARS: Final = range(2000, 2100)
_HEADER: Final = (
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
"""The two header rows of the form's table."""
_ROLES: Final = ("Elaboró", "Revisó", "Aprobó")
_LABELS: Final = ("Descripción", "Nombre:", "Cargo:", "Fecha:", "Firma:")


def blank_plan(process: str, year: int, responsible: str = "") -> Plan:
    """Return a plan without objectives; EntryError where it has no process, or a year that no plan is for."""
    if not process.strip():
        raise EntryError(_("Un plan es de un proceso: diga cuál, como «Facturación y cobranza»."))
    check_year(year)
    process, responsible = " ".join(process.split()), " ".join(responsible.split())
    heading = (str(year), f"PROCESO: {process}", f"RESPONSABLE: {responsible}", "")
    signatures = tuple(Signature(role, "", "", "") for role in _ROLES)
    return Plan(
        id=plan_id(process, year),
        year=year,
        process=process,
        responsible=responsible,
        objectives=(),
        values={},
        texts=FormTexts(heading, _HEADER, "100%", _LABELS, signatures),
    )


def plan_id(process: str, year: int) -> str:
    """Return the id of a process's plan for a year: `facturacion-2025`."""
    return f"{identifier(process).replace('_', '-')}-{year}"


def check_year(year: int) -> None:
    """Raise EntryError for a year that no plan is for."""
    if year not in _YEARS:
        sentence = _("{year} no es un año de plan: son de {first} a {last}.")
        raise EntryError(sentence.format(year=year, first=_YEARS[0], last=_YEARS[-1]))
