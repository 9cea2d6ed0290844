"""What a person reads when something has gone wrong that nobody foresaw."""

from contextlib import suppress

from scoring.messages import _
from tui.cli.shared.several import complain
from tui.personal.crash_reports import keep_report


def tell(error: Exception, *, monitoring: bool) -> int:
    """Keep a report on `error`, say where it is, and return the exit code: 1, or that of a monitor that cannot tell."""
    report = keep_report(error)
    what = _("algo falló que no estaba previsto; lo guardado sigue guardado, y lo que se escribía se ofrece al volver")
    where = (
        _("{what} (informe sin cifras ni textos del plan, para quien mantiene el programa: {path}).")
        if report
        else _("{what} (el informe no se pudo escribir).")
    )
    said = where.format(what=what, path=report)
    with suppress(OSError):  # there may be nowhere to say it
        if monitoring:
            from tui.cli.status_formats.nagios import unknown  # only a monitor needs it

            print(unknown(said), flush=True)
        else:
            complain(said)
    return 3 if monitoring else 1
