"""SHA-256 from Python's own module: hashlib loads OpenSSL, a quarter of a reader's start and 4 MB."""

try:
    from _sha2 import sha256  # type: ignore[import-not-found]  # Python 3.12 and later
except ImportError:
    try:
        from _sha256 import sha256  # type: ignore[import-not-found]  # Python 3.11
    except ImportError:  # a Python built without its own
        from hashlib import sha256


def sha256_of(data: bytes) -> str:
    """Return the SHA-256 of `data` as 64 hexadecimal digits."""
    return str(sha256(data).hexdigest())
