"""Write the sample data that the profiles open, into the current folder; deterministic.

python mkdata.py [--plans N]

grid.csv    14 indicators x 12 months, the months to September filled
grid.sc     the same grid for sc and sc-im, with a weighted score per month, a mean per indicator and one total, so
            that an edit recalculates
store.json  N yearly plans in the form TinyDB stores documents (default 1, about 60 KB a plan): objectives >
            actions > indicators > 12 entries
"""

import csv
import json
import sys
from pathlib import Path
from typing import Any

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
COLUMNS = "BCDEFGHIJKLM"
INDICATORS = 14
FILLED = 9


def value(indicator: int, month: int) -> int:
    """Return the value of a cell, both counted from 0: two digits."""
    return (indicator * 37 + month * 11 + 5) % 90 + 10


def write_csv() -> None:
    """Write the grid as plain values."""
    with Path("grid.csv").open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["indicator", *MONTHS])
        for i in range(INDICATORS):
            out.writerow([f"indicator {i + 1:02}", *(value(i, m) if m < FILLED else "" for m in range(12))])


def write_sc() -> None:
    """Write the grid with its formulas."""
    with Path("grid.sc").open("w") as file:
        print('leftstring A0 = "indicator"', file=file)
        for column, name in zip(COLUMNS, MONTHS, strict=True):
            print(f'leftstring {column}0 = "{name}"', file=file)
        print('leftstring N0 = "mean"', file=file)
        for i in range(INDICATORS):
            print(f'leftstring A{i + 1} = "ind {i + 1:02}"', file=file)
            for m in range(FILLED):
                print(f"let {COLUMNS[m]}{i + 1} = {value(i, m)}", file=file)
            print(f"let N{i + 1} = @avg(B{i + 1}:M{i + 1})", file=file)
        score = INDICATORS + 1
        print(f'leftstring A{score} = "score"', file=file)
        for column in COLUMNS[:FILLED]:
            terms = "+".join(f"{column}{i + 1}*{i % 3 + 1}" for i in range(INDICATORS))
            print(f"let {column}{score} = ({terms})/{sum(i % 3 + 1 for i in range(INDICATORS))}", file=file)
        print(f"let N{score} = @avg(B{score}:J{score})", file=file)


def plan(number: int) -> dict[str, Any]:
    """Return a plan as TinyDB stores documents."""
    indicators = []
    for i in range(INDICATORS):
        entries = {
            str(m + 1): {
                "value": value(i, m) + number % 7, "by": "operator", "at": f"2025-{m + 1:02}-28T10:{i:02}:00+00:00",
                "note": "recorded from the monthly minutes of the committee; supporting document on file; "
                "reviewed by the head of the unit and confirmed against the register of the area, no remarks pending",
                "status": "confirmed", "source": f"minutes {m + 1:02}/2025",
            }
            for m in range(12)
        }  # fmt: skip
        indicators.append({
            "id": f"P{number}-I{i + 1:02}", "name": f"indicator {i + 1:02}", "weight": i % 3 + 1, "target": 100,
            "objective": f"objective {i // 5 + 1}", "action": f"action {i // 2 + 1}", "unit": "%", "entries": entries,
        })  # fmt: skip
    return {"id": f"P{number}", "year": 2025, "name": f"plan {number}", "indicators": indicators}


def main() -> None:
    """Write the three files."""
    plans = int(sys.argv[sys.argv.index("--plans") + 1]) if "--plans" in sys.argv else 1
    write_csv()
    write_sc()
    with Path("store.json").open("w") as file:
        json.dump({"plans": {str(p + 1): plan(p) for p in range(plans)}}, file)


if __name__ == "__main__":
    main()
