"""Do what `python -m reports.press` does, and say what it took: seconds of the processor, megabytes at most."""

import json
import sys
import time

from bench.memory import peak_megabytes
from reports.press.making import make_pdf

if __name__ == "__main__":
    make_pdf(sys.stdin.buffer.read().decode())
    print(json.dumps([time.process_time(), peak_megabytes()]))
