"""What `bench/run.py` starts: `python -m bench`, and in a process of its own `… report` and `… export`."""

import sys

import django

django.setup()

if sys.argv[1:2] == ["report"]:
    from bench.report import print_report_times

    print_report_times(code=sys.argv[2], year=int(sys.argv[3]))
elif sys.argv[1:2] == ["export"]:
    from bench.exports import print_export_times

    print_export_times(name=sys.argv[2], which=sys.argv[3])
else:
    from bench.measure import measure_all

    print(measure_all())
