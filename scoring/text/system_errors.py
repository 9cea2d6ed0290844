"""Why the operating system refused something, in the reader's language."""

import errno
import os

from scoring.messages import _


def reason(error: OSError) -> str:
    """Return the error's cause as part of a sentence; one this program worded itself, or does not know, as it is."""
    known = {
        errno.EACCES: _("permiso denegado"),
        errno.EPERM: _("operación no permitida"),
        errno.ENOENT: _("no existe"),
        errno.ENOTDIR: _("no es una carpeta"),
        errno.EISDIR: _("es una carpeta"),
        errno.ENOSPC: _("no queda espacio en el disco"),
        errno.EDQUOT: _("se acabó la cuota de disco"),
        errno.EFBIG: _("el archivo pasa del tamaño permitido"),
        errno.EROFS: _("el disco está montado solo para lectura"),
        errno.EIO: _("falla del disco al leer o escribir"),
        errno.EBADF: _("está cerrado"),
        errno.EMFILE: _("hay demasiados archivos abiertos"),
        errno.ENAMETOOLONG: _("el nombre es demasiado largo"),
        errno.ELOOP: _("hay un enlace que no se puede seguir"),
        errno.ENOLCK: _("no hay bloqueos disponibles"),
        errno.EOPNOTSUPP: _("no lo permite este sistema de archivos"),
    }
    text = str(error.strerror or error)
    own = error.errno is None or text != os.strerror(error.errno)
    return text if own else known.get(error.errno or 0, text)
