"""Have a file looked at by a virus scanner (clamd), when one is set."""

import logging
from typing import BinaryIO
from urllib.parse import urlsplit

from clamav_client.clamd import ClamdError, ClamdNetworkSocket, ClamdUnixSocket
from django.conf import settings

from assessments.evidence.content import RefusedError

logger = logging.getLogger(__name__)

SECONDS = 20  # less than the web server gives a request
PORT = 3310


def scan(file: BinaryIO) -> None:
    """Raise RefusedError when the scanner finds something, or can't be asked; nothing when no scanner is set.

    An unscanned file is never kept where a scanner is set: whoever set it counts on that.
    """
    if not settings.CLAMD_URL:
        return
    file.seek(0)
    try:
        status, what = _clamd(settings.CLAMD_URL).instream(file).get("stream", ("ERROR", None))
    except (ClamdError, OSError, ValueError):
        logger.exception("The virus scanner could not be asked")
        status, what = "ERROR", None
    if status == "FOUND":
        logger.warning("An upload was refused: %s", what)
        raise RefusedError(
            "De virusscanner vond iets in dit bestand. Het is niet bewaard. Meld het bij uw ICT-afdeling."
        )
    if status != "OK":
        raise RefusedError(
            "De virusscanner is nu niet bereikbaar. Het bestand is niet bewaard. Probeer het later opnieuw."
        )


def _clamd(url: str) -> ClamdNetworkSocket:
    """Return the way to the scanner; `tcp://host:port` or `unix:///path`, as config/environment.py checked."""
    parts = urlsplit(url)
    if parts.scheme == "unix":
        return ClamdUnixSocket(parts.path, timeout=SECONDS)
    return ClamdNetworkSocket(parts.hostname or "", parts.port or PORT, timeout=SECONDS)
