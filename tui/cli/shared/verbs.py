"""The verbs of the `plan` command: one place for their names, Spanish aliases and summaries."""

from typing import Final, NamedTuple

from scoring.messages import _


class Verb(NamedTuple):
    """A verb and the module of this package that carries it out (`arguments` and `run`)."""

    name: str
    alias: str
    summary: str
    module: str


VERBS: Final = (
    Verb("status", "estado", _("muestra el cumplimiento del plan, de sus objetivos e indicadores"), "status"),
    Verb("set", "fijar", _("escribe cifras en celdas, todas o ninguna"), "set_"),
    Verb("get", "ver", _("muestra lo que hay en celdas"), "get"),
    Verb(
        "pending",
        "pendientes",
        _("muestra lo que falta (cifras, análisis, cierres, firmas) y quién responde"),
        "pending",
    ),
    Verb("explain", "explicar", _("explica de dónde sale la cifra de un indicador"), "explain"),
    Verb("compare", "comparar", _("muestra qué movió el plan entre dos cortes o momentos, y por qué"), "compare"),
    Verb("history", "historial", _("muestra quién cambió qué y cuándo"), "history"),
    Verb("check", "revisar", _("muestra las dudas sobre el plan mismo"), "check"),
    Verb("export", "exportar", _("escribe el libro anual en Excel"), "export"),
    Verb("import", "importar", _("lee un libro lleno y muestra o guarda lo que cambia"), "import_"),
    Verb("show", "mostrar", _("muestra los campos del plan: lo que edit puede cambiar"), "show"),
    Verb("edit", "editar", _("cambia pesos, metas, textos, fechas y lo demás del plan, todo o nada"), "edit"),
    Verb("add", "agregar", _("agrega un objetivo, una acción o un indicador"), "add"),
    Verb("remove", "quitar", _("quita un objetivo, una acción o un indicador"), "remove"),
    Verb("move", "mover", _("cambia de lugar un objetivo, una acción o un indicador"), "move"),
    Verb("new", "nuevo", _("crea un plan: vacío, del año siguiente o del formulario oficial"), "new"),
    Verb("close", "cerrar", _("cierra los meses hasta uno, con su corte presentado"), "close"),
    Verb("reopen", "reabrir", _("reabre un mes cerrado, entero o para un indicador, con un motivo"), "reopen"),
    Verb("sign", "firmar", _("firma el plan, o el corte presentado de un mes, en un rol"), "sign"),
    Verb("signatures", "firmas", _("muestra quién firmó qué y si todavía cubre lo vigente"), "signatures"),
    Verb("remark", "comentar", _("escribe el análisis de un indicador en un mes y su acción de mejora"), "remark"),
    Verb("verify", "verificar", _("comprueba que el archivo está sano y su historial completo"), "verify"),
    Verb("backup", "respaldar", _("hace una copia del plan y la lee de vuelta"), "backup"),
    Verb(
        "restore",
        "restaurar",
        _("pone un respaldo o un estado anterior en el lugar del archivo"),
        "restore",
    ),
    Verb("demo", "demostrar", _("hace una copia del plan 2024 con datos inventados, para ensayar"), "demo"),
)

LASTING: Final = frozenset(
    {
        "set",
        "edit",
        "add",
        "remove",
        "move",
        "close",
        "reopen",
        "sign",
        "remark",
        "export",
        "import",
        "new",
        "backup",
        "restore",
        "demo",
    }
)
"""The verbs whose work stays done, whatever becomes of what they print."""


def find(word: str) -> Verb | None:
    """Return the verb called `word`, by its name or its alias."""
    return next((verb for verb in VERBS if word in {verb.name, verb.alias}), None)
