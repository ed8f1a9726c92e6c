"""Make one PDF in a process of its own: `python -m reports.press` reads the markup and writes the PDF."""

import json
import sys

from reports.press.making import make_pdf

order = json.load(sys.stdin.buffer)
sys.stdout.buffer.write(make_pdf(*order["markups"], pages=order["pages"]))
