"""`plan demo`: a copy of the 2024 plan with invented figures, to try things on."""

import argparse
import os
from decimal import Decimal
from pathlib import Path
from typing import Final

import tui
from scoring.messages import _
from scoring.model import Cell, CellChange
from store import create, open_store

FILE: Final = "plan_2024_demo.json"

FIGURES: Final = {
    "1.facturado": "4200000000 4300000000 4500000000 4410000000 4465000000 4390000000 4520000000 4480000000 4390000000",
    "2.urbanos": "110 120 140 95 150 160 120 130 145",
    "2.veredales": "40 50 50 35 45 60 40 30 50",
    "3.alcantarillado": "160 160 200 120 140 150 130 145 110",
    "4.efectivas": "94000 95500 96200 96900 96100 97000 97300 97100 97600",
    "4.programadas": "97000 97200 97400 97600 97700 97900 98000 98200 98300",
    "5.m3": "1390000 1400000 1430000 1420000 1415000 1405000 1432000 1428000 1411000",
    "6.m3": "1120000 1130000 - 1138000 1141000 1129000 1150000 1146000 1133000",
    "7.valor": "51000000 48000000 48600000 47900000 50200000 48100000 47300000 49000000 48800000",
    "8.numero": "410 405 400 392 388 401 385 379 390",
    "9.saldo": "6420000000 6500000000 6800000000 6750000000 6690000000 6710000000 6640000000 6605000000 6580000000",
    "10.ejecutadas": "800 760 900 870 930 910 880 905 890",
    "10.generadas": "2400 2500 2600 2450 2550 2500 2480 2520 2470",
    "11.validados": "150 230 260 210 240 225 250 235 245",
    "12.recaudo": "70000000 85000000 110000000 92000000 88000000 101000000 97000000 94000000 99000000",
    "13.aplicadas": "100 100 90 100 100 95 100 100 100",
    "13.programadas": "100 100 100 100 100 100 100 100 100",
    "O3.satisfechos": "88 90 83 91 92 87 93 90 92",
    "O3.validas": "100 100 90 99 100 95 100 98 100",
}
"""Invented; January to March are the worked example of docs/scoring.md, where March of N° 6 is not reported."""

BASELINES: Final = {"7.base": "50000000", "8.base": "400"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan demo` understands."""
    parser.add_argument(
        "folder", nargs="?", default=".", metavar="CARPETA", help=_("dónde, o el nombre del .json; por defecto aquí")
    )


def run(options: argparse.Namespace) -> int:
    """Write the demonstration plan and print its path; refused where there is one already."""
    named = Path(options.folder)
    path = named if named.suffix == ".json" and not named.is_dir() else named / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    plan = open_store(_original()).load().plan
    # A plan of its own: in the place of one that was removed it is no earlier state of that.
    create(path, plan._replace(id=f"{plan.id}-demo-{os.urandom(4).hex()}"))
    open_store(path).commit(_changes(), note=_("cifras inventadas"))
    print(path)
    return 0


def _original() -> Path:
    """Return the 2024 plan that comes with the program: packed in the wheel, or at the root of a checkout."""
    packed = Path(tui.__file__).with_name("data") / "plan_2024.json"
    return packed if packed.exists() else Path(tui.__file__).parent.with_name("plan_2024.json")


def _changes() -> list[CellChange]:
    baselines = [CellChange(Cell.parse(address), Decimal(figure)) for address, figure in BASELINES.items()]
    monthly = [
        CellChange(Cell.parse(f"{address}@{month}"), Decimal(figure))
        for address, figures in FIGURES.items()
        for month, figure in enumerate(figures.split(), 1)
        if figure != "-"
    ]
    return baselines + monthly
