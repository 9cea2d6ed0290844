"""What the official form prints, verbatim: around its table, and of each objective and indicator."""

from typing import NamedTuple


class IndicatorTexts(NamedTuple):
    """An indicator as the form prints it; empty where the form has nothing."""

    goal: str = ""
    weight: str = ""
    months: str = ""
    start: str = ""
    end: str = ""
    number: str = ""
    formula: str = ""
    unit: str = ""
    responsible: str = ""


class ObjectiveTexts(NamedTuple):
    """An objective's row as the form prints it, with its own indicator and its three sources of funds."""

    text: str
    weight: str = ""
    indicator: str = ""
    goal: str = ""
    goal_weight: str = ""
    own_funds: str = ""
    ley_715: str = ""
    other_funds: str = ""


class Signature(NamedTuple):
    """One column of the signature block: who drew up, reviewed or approved the plan."""

    role: str
    name: str
    post: str
    date: str
    signed: str = ""


class FormTexts(NamedTuple):
    """What the form prints around its table, verbatim."""

    heading: tuple[str, ...]
    """The lines above the table: year, process, responsible, post."""
    header: tuple[tuple[str, ...], tuple[str, ...]]
    """The table's two header rows, 19 cells each."""
    total: str
    signature_labels: tuple[str, ...]
    """The first column of the signature block: Descripción, Nombre, Cargo, Fecha, Firma."""
    signatures: tuple[Signature, ...]
