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
        errno.EAGAIN: _("está ocupado; intente de nuevo"),
        errno.EBUSY: _("está ocupado"),
        errno.EDEADLK: _("dos programas se esperan el uno al otro"),
        errno.EEXIST: _("ya existe"),
        errno.EHOSTDOWN: _("el servidor de archivos no responde"),
        errno.EINTR: _("se interrumpió"),
        errno.EINVAL: _("no es válido aquí"),
        errno.EMLINK: _("tiene demasiados enlaces"),
        errno.ENFILE: _("el sistema tiene demasiados archivos abiertos"),
        errno.ENODEV: _("el dispositivo no está"),
        errno.ENOMEM: _("no hay memoria suficiente"),
        errno.ENOSYS: _("este sistema no lo sabe hacer"),
        errno.ENOTEMPTY: _("la carpeta no está vacía"),
        errno.ENXIO: _("el dispositivo no está"),
        errno.EPIPE: _("nadie lee lo que se escribe"),
        errno.ESTALE: _("el servidor de archivos ya no lo tiene"),
        errno.ETIMEDOUT: _("el servidor de archivos tarda demasiado"),
        errno.ETXTBSY: _("es un programa en uso"),
        errno.EXDEV: _("está en otro sistema de archivos"),
    }
    text = str(error.strerror or error)
    own = error.errno is None or text != os.strerror(error.errno)
    return text if own else known.get(error.errno or 0, text)
