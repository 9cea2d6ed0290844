"""The documents of the acts table: one for every act in force, with its address under `act`."""

from collections.abc import Mapping
from typing import Final

from scoring.messages import _
from scoring.model.acts import Act, ActValue
from scoring.model.plain_acts import plain_act, read_act
from scoring.model.plain_values import text
from scoring.quoting import quoted
from scoring.sha256 import sha256_of
from store.documents.definition import text_of
from store.documents.json_reading import Document, read
from store.errors import DamagedError

TABLE: Final = "acts"


def document_made_of_act(act: Act, value: ActValue) -> Document:
    """Return the document of an act."""
    return {"act": str(act), **plain_act(value)}


def kept_act(act: Act, document: Document) -> Document | str:
    """Return what a record keeps of an act that another takes the place of: the hash of one that undo never puts back.

    A close is long, and the record that made it has it.
    """
    return sha256_of(text_of(document).encode("utf-8", "surrogatepass")) if act.kind.is_lasting else document


def read_acts(documents: Mapping[str, Document]) -> dict[Act, ActValue]:
    """Return the acts that a table holds; DamagedError for one that cannot be read or is there twice."""
    found: dict[Act, ActValue] = {}
    for id_, document in documents.items():
        act, value = read(document, f"{TABLE}/{id_}", read_document)
        if act in found:
            raise DamagedError(_("el acto {act} está dos veces").format(act=quoted(str(act))), str(act))
        found[act] = value
    return found


def read_document(document: Document) -> tuple[Act, ActValue]:
    """Return the act in a document; ValueError, TypeError or LookupError where it cannot be read."""
    act = Act.parse(text(document["act"]))
    return act, read_act(act, document)
