"""The one registry of commands: it feeds the key map, every hint, the help page, the palette and the README's table.

A key is written as Textual names it (`f2`, `ctrl+z`, `pageup`), a printable one as the character itself (`[`, `?`).
No command depends on a key that a plain terminal cannot send. What a command does is in `tui.modes.commands`.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Final, NamedTuple

from scoring.messages import _


class Section(Enum):
    """Where the help page and the README list a command."""

    ENTRY = "entry"
    MOVE = "move"
    BLOCK = "block"
    LOOK = "look"
    DEFINITION = "definition"
    YEAR = "year"
    PLAN = "plan"


class Command(NamedTuple):
    """Something a person can ask for by a key, by the palette or by both."""

    id: str
    keys: tuple[str, ...]
    hint: str
    """One or two words, for the hint line and the palette."""
    help: str
    """What it does, for the help page; `{undo}` in it is replaced by the key of that command."""


def section_title(section: Section) -> str:
    """Return the heading of a section."""
    match section:
        case Section.ENTRY:
            return _("Escribir")
        case Section.MOVE:
            return _("Moverse")
        case Section.BLOCK:
            return _("Bloques")
        case Section.LOOK:
            return _("Ver")
        case Section.DEFINITION:
            return _("Definir el plan")
        case Section.YEAR:
            return _("El año del plan")
        case Section.PLAN:
            return _("Plan")


SECTIONS: Final[Mapping[Section, tuple[Command, ...]]] = {
    Section.ENTRY: (
        Command("commit", ("enter",), _("guardar"), _("guarda lo escrito y va a la celda siguiente")),
        Command("edit", ("f2", "e"), _("editar"), _("edita el valor de la celda")),
        Command("cancel", ("escape", "ctrl+c"), _("cancelar"), _("cancela lo que se esté haciendo")),
        Command("clear", ("delete", "x"), _("borrar"), _("borra la celda")),
        Command("np", ("n",), _("NP"), _("escribe NP, mes no programado; en una búsqueda, va al hallazgo siguiente")),
        Command("undo", ("u", "ctrl+z"), _("deshacer"), _("deshace su último cambio, aunque sea de otro día")),
        Command("redo", ("ctrl+r", "ctrl+y"), _("rehacer"), _("rehace lo deshecho")),
        Command("note", ("m",), _("nota"), _("anota la celda: soporte, ruta o número de radicado")),
    ),
    Section.MOVE: (
        Command("up", ("up",), _("arriba"), _("sube una fila")),
        Command("down", ("down",), _("abajo"), _("baja una fila")),
        Command("left", ("left",), _("mes anterior"), _("va al mes anterior")),
        Command("right", ("right",), _("mes siguiente"), _("va al mes siguiente")),
        Command(
            "next_month", ("tab",), _("derecha"), _("va al mes siguiente; {commit} vuelve luego al mes de partida")
        ),
        Command("previous_month", ("shift+tab",), _("izquierda"), _("va al mes anterior, igual")),
        Command("first_month", ("home",), _("enero"), _("va al primer mes")),
        Command("last_month", ("end",), _("diciembre"), _("va al último mes")),
        Command("page_up", ("pageup",), _("página arriba"), _("sube una pantalla")),
        Command("page_down", ("pagedown",), _("página abajo"), _("baja una pantalla")),
        Command("next_pending", ("b",), _("pendiente"), _("va a la siguiente celda pendiente")),
        Command("previous_pending", ("B",), _("pendiente anterior"), _("va a la pendiente anterior")),
        Command("go", ("g",), _("ir a"), _("va a un mes o a un indicador: mar, 4, 4@mar")),
        Command("search", ("/",), _("buscar"), _("busca un texto; {np} y {previous_found} van a los demás hallazgos")),
        Command("previous_found", ("N",), _("hallazgo anterior"), _("va al hallazgo anterior de la búsqueda")),
        Command("fold", (" ",), _("plegar"), _("pliega o despliega el objetivo o la acción")),
    ),
    Section.BLOCK: (
        Command("mark", ("v",), _("marcar"), _("empieza a marcar un bloque; las flechas lo extienden")),
        Command("copy", ("y",), _("copiar"), _("copia el bloque o la celda")),
        Command("paste", ("p",), _("pegar"), _("pega lo copiado")),
        Command(
            "fill", ("f",), _("rellenar"), _("copia el mes anterior en las celdas vacías del bloque o de la columna")
        ),
    ),
    Section.LOOK: (
        Command("year", ("z",), _("año"), _("cambia entre la vista del mes y la del año")),
        Command("sources", ("R",), _("recursos"), _("muestra todas las fuentes de recursos, o solo las que se usan")),
        Command("earlier_cutoff", ("[",), _("corte antes"), _("corte un mes antes")),
        Command("later_cutoff", ("]",), _("corte después"), _("corte un mes después")),
        Command("why", ("w",), _("por qué"), _("explica la cifra, de las celdas al plan")),
        Command("status", ("s",), _("estado"), _("el plan de un vistazo: barras, tendencia, qué falta")),
        Command("pending", ("P",), _("pendientes"), _("lo que falta por reportar, por peso y responsable")),
        Command("compare", ("C",), _("comparar"), _("qué movió el plan desde el corte anterior, y por qué")),
        Command("compare_with", ("M",), _("comparar con"), _("qué movió el plan desde otro mes, una fecha o una fila")),
        Command("submitted", (), _("presentado"), _("el último corte como se presentó, solo para ver")),
        Command("as_of", ("H",), _("como estaba"), _("el plan como estaba en una fecha, solo para ver")),
        Command("history", ("h",), _("historial"), _("historial de la celda, o de la definición de la fila")),
        Command("checks", ("c",), _("revisar"), _("dudas sobre el plan; {commit} va al indicador")),
    ),
    Section.DEFINITION: (
        Command("form", ("o",), _("formulario"), _("los campos del indicador, la acción o el objetivo")),
        Command("plan_form", ("O",), _("datos del plan"), _("los campos del plan mismo: proceso, umbrales, firmas")),
        Command("weights", ("W",), _("pesos"), _("los pesos de los hermanos en una página, y lo que falta de 100 %")),
        Command("add", ("A",), _("agregar"), _("agrega un indicador, una acción o un objetivo")),
        Command("remove", ("D",), _("quitar"), _("quita la fila con todo lo que contiene; dice antes qué se va")),
        Command("move_up", ("<",), _("mover arriba"), _("sube la fila entre sus hermanas")),
        Command("move_down", (">",), _("mover abajo"), _("baja la fila entre sus hermanas")),
    ),
    Section.YEAR: (
        Command("analysis", ("a",), _("análisis"), _("el análisis del indicador en el corte, y la acción de mejora")),
        Command("close", ("K",), _("cerrar"), _("cierra el mes del corte; muestra antes qué falta")),
        Command("reopen", ("r",), _("reabrir"), _("reabre un mes cerrado, todo o el indicador de la fila")),
        Command("signatures", ("F",), _("firmas"), _("quién firmó qué y si cubre lo vigente; {commit} firma")),
    ),
    Section.PLAN: (
        Command("export", ("E",), _("exportar"), _("exporta el libro de Excel")),
        Command("import", ("I",), _("importar"), _("importa un libro llenado; muestra antes qué cambia")),
        Command("theme", ("T",), _("tema"), _("cambia entre tema oscuro y claro")),
        Command("redraw", ("ctrl+l",), _("redibujar"), _("vuelve a dibujar la pantalla")),
        Command("palette", ("ctrl+p", ":"), _("órdenes"), _("todas las órdenes, por su nombre")),
        Command("help", ("?", "f1"), _("ayuda"), _("esta ayuda")),
        Command("quit", ("ctrl+q",), _("salir"), _("sale; lo que se esté escribiendo se ofrece al volver")),
    ),
}
"""Every command, in the order of the help page."""

COMMANDS: Final = tuple(command for commands in SECTIONS.values() for command in commands)

SYNONYMS: Final[Mapping[str, tuple[str, ...]]] = {
    "analysis": ("acción de mejora", "comentar", "remark"),
    "checks": ("dudas",),
    "close": ("cierre", "close"),
    "export": ("export", "excel"),
    "help": ("h", "help"),
    "import": ("import",),
    "pending": ("faltantes",),
    "quit": ("q", "q!", "wq", "x", "quit", "exit"),
    "reopen": ("reapertura", "reopen"),
    "search": ("find",),
    "signatures": ("firmar", "sign"),
    "sources": ("fuentes", "presupuesto"),
    "status": ("status",),
}
"""Other names by which the palette knows a command."""

WRITING: Final = frozenset({"clear", "fill", "move_down", "move_up", "redo", "undo"})
"""The commands that change something at once; the palette requires one of their names in full."""

BY_ID: Final = {command.id: command for command in COMMANDS}
