"""What a file that is exported is called, and where it goes, if the person says nothing else."""

import os
import re
import unicodedata
from itertools import count
from pathlib import Path
from typing import Final

from scoring.model import Plan
from scoring.text.months import month_name

_LONGEST: Final = 40
"""Characters that the part takes up in a file's name; the rest is cut off."""


def default_target(
    address: str, plan: Plan, month: int, *, part: str = "", point: str = "", suffix: str = ".xlsx"
) -> Path:
    """Return the file beside the plan at `address` that an export at the cut-off `month` is written to.

    Its name carries the cut-off, where a month has ended, which `part` it is (a responsible's, a sheet), and of a plan
    as it was the `point`, all in ASCII: `plan_2024_mar_jefe_comercial.xlsx`. A plan whose address is no path is
    exported to the current folder.
    """
    place = Path(address.rpartition("/")[2] if "://" in address else address)
    told = [month_name(month, plan.locale) if month else "", part, point]
    stem = "_".join([place.stem, *filter(None, map(_in_ascii, told))])
    return place.with_name(f"{stem}{suffix}")


def free_name(target: Path) -> Path:
    """Return a name beside `target` that nothing has: `plan_2024_mar_2.xlsx`."""
    names = (target.with_name(f"{target.stem}_{number}{target.suffix}") for number in count(2))
    return next(name for name in names if not os.path.lexists(name))


def _in_ascii(text: str) -> str:
    """Return a text in lower-case letters and digits without accents, other characters as underscores."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain)[:_LONGEST].strip("_")
