"""What `bench/run.py` starts: `python -m bench`, and for the report a process of its own, `python -m bench report`."""

import sys

import django

django.setup()

if sys.argv[1:2] == ["report"]:
    from bench.report import print_report_times

    print_report_times(code=sys.argv[2], year=int(sys.argv[3]))
else:
    from bench.measure import measure_all

    print(measure_all())
