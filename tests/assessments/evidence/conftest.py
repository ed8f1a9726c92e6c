import socketserver
import struct
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.evidence.storage import FOLDER
from tests.assessments.evidence import files


class Clamd(socketserver.StreamRequestHandler):
    """Speaks just enough of clamd's INSTREAM: takes the file and answers what the server was told to."""

    def handle(self):
        if self.rfile.readline() != b"nINSTREAM\n":
            return
        got = b""
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            got += self.rfile.read(size)
        self.server.got.append(got)
        self.wfile.write(self.server.answer)


class TcpServer(socketserver.ThreadingTCPServer):
    daemon_threads = True


class UnixServer(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True


@pytest.fixture(params=["tcp", "unix"])
def clamd(request, settings, tmp_path):
    """A virus scanner on this machine that finds nothing, unless its `answer` is changed."""
    if request.param == "tcp":
        server = TcpServer(("127.0.0.1", 0), Clamd)
        settings.CLAMD_URL = f"tcp://127.0.0.1:{server.server_address[1]}"
    else:
        server = UnixServer(str(tmp_path / "clamd.ctl"), Clamd)
        settings.CLAMD_URL = f"unix://{tmp_path}/clamd.ctl"
    server.answer, server.got = b"stream: OK\n", []
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def upload(town):
    """Give a function that uploads a file at the first question as a browser does, and returns the response."""

    def upload(data=files.PDF, name="nota.pdf", *, title="", client=None, url=None, whole="ja"):
        sent = {
            "soort": "bestand",
            "bestand-title": title,
            "bestand-file": SimpleUploadedFile(name, data),
            "bestand-whole": whole,
        }
        return (client or town.client).post(url or place(town), sent)

    return upload


def place(town, part="vertalen-visie-1", layer="visie", basisfunctie="vertalen"):
    return town.url("evidence", basisfunctie, layer, part)


@pytest.fixture
def on_disk(settings):
    """Give a function that returns the files that are kept."""
    return lambda: [path for path in settings.MEDIA_ROOT.glob(f"{FOLDER}/**/*") if path.is_file()]
