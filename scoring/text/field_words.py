"""What the fields of the definition are called, and what is to be known of each."""

from collections.abc import Mapping
from typing import Final

from scoring.messages import _

_ATTRIBUTE: Final = "attribute."

FIELD_WORDS: Final[Mapping[str, str]] = {
    "name": _("nombre"),
    "short": _("nombre corto"),
    "number": _("número"),
    "unit": _("unidad"),
    "weight": _("peso"),
    "kind": _("tipo"),
    "direction": _("sentido"),
    "target": _("meta"),
    "baseline": _("línea base"),
    "baseline.name": _("constante de la línea base"),
    "formula": _("fórmula"),
    "variables": _("datos"),
    "constants": _("constantes"),
    "aggregate": _("de los meses cuenta"),
    "start": _("inicio"),
    "end": _("final"),
    "programme": _("programación"),
    "thresholds": _("umbrales"),
    "responsible": _("responsable"),
    "assumptions": _("supuestos"),
    "attributes": _("datos del formulario"),
    "place": _("lugar"),
    "text": _("texto"),
    "year": _("año"),
    "process": _("proceso"),
    "locale": _("idioma"),
    "timezone": _("zona horaria"),
    "code": _("código"),
    "version": _("versión"),
    "logo": _("logo"),
    "roles": _("quién firma"),
    "sources": _("otras fuentes de recursos"),
    "policy": _("política"),
    "aliases": _("nombres iguales"),
    "text.goal": _("texto de la meta"),
    "text.weight": _("texto del peso"),
    "text.months": _("texto de los meses"),
    "text.start": _("texto del inicio"),
    "text.end": _("texto del final"),
    "text.number": _("número"),
    "text.formula": _("texto de la fórmula"),
    "text.unit": _("texto de la unidad"),
    "text.responsible": _("texto del responsable"),
    "text.indicator": _("texto del indicador propio"),
    "text.goal_weight": _("texto del peso propio"),
    "text.own_funds": _("recursos propios"),
    "text.ley_715": _("recursos de ley 715"),
    "text.other_funds": _("otros recursos"),
    "text.heading": _("líneas sobre la tabla"),
    "text.header": _("títulos de la tabla"),
    "text.total": _("total de la tabla"),
    "text.signature_labels": _("rótulos de las firmas"),
    "text.signatures": _("firmas"),
}
"""Every field by its name; what is not here goes by its name."""

FIELD_HELP: Final[Mapping[str, str]] = {
    "name": _("como se llama en pantalla y en el libro"),
    "short": _("hasta 24 letras, para columnas estrechas"),
    "number": _("el que se imprime; el id no cambia nunca"),
    "unit": _("en qué se mide: usuarios, m³, COP o %"),
    "weight": _("su parte entre hermanos, con su signo: 12%"),
    "kind": _("cómo los meses dan un resultado"),
    "direction": _("al menos: hay que llegar; a lo sumo: no hay que pasar"),
    "target": _("lo que se quiere lograr en el año; vacío, ninguna"),
    "baseline": _("contra qué se mide una reducción o un tope"),
    "baseline.name": _("cuál de las constantes es la línea base"),
    "formula": _("con los nombres de los datos: nuevos / inscritos"),
    "variables": _("lo que se escribe cada mes: nombre: rótulo (unidad); otro"),
    "constants": _("lo que vale todo el año: nombre: rótulo (unidad); otra"),
    "aggregate": _("de un nivel: el último mes o el promedio"),
    "start": _("desde cuándo: 01/02/2024"),
    "end": _("hasta cuándo: 31/12/2024"),
    "programme": _("12 partes con /, una por mes; vacío, por igual"),
    "thresholds": _("verde/amarillo/exceso: 90/70/125; vacío, los del plan"),
    "responsible": _("quién responde: uno de los del plan, o el que se escriba"),
    "aliases": _("JEFE COMERCIAL = Jefe Comercial, con ; entre uno y otro"),
    "assumptions": _("lo que alguien tiene que confirmar, con ; entre uno y otro"),
    "code": _("el del sistema de gestión, como PL-FR-02; se imprime en el formulario"),
    "version": _("la del formato, como 03; se imprime en el formulario"),
    "logo": _("una imagen PNG o JPEG de la carpeta del plan: logo.png"),
    "sources": _("además de propios, ley_715 y otros: regalias; sgp"),
    "roles": _("rol: usuarios del sistema; otro. Sin usuarios, cualquiera que escriba"),
    "policy": _("qué pide análisis; a cuántos días se cierra; qué firmas hacen versión"),
    "text": _("como lo imprime el formulario"),
    "text.number": _("el que se imprime; el id no cambia nunca"),
    "text.signatures": _("rol;nombre;cargo;fecha;firma, con | entre una y otra"),
}
"""A line about a field, for whoever changes it."""


def field_word(name: str) -> str:
    """Return what a field is called; an attribute by the words of its form."""
    return FIELD_WORDS.get(name, name.removeprefix(_ATTRIBUTE))


def field_help(name: str) -> str:
    """Return what is to be known of a field; a text of the form says what it is by its name."""
    printed = name.startswith(("text.", _ATTRIBUTE))
    return FIELD_HELP.get(name, _("como lo imprime el formulario") if printed else "")
