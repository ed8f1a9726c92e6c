"""The press: makes a PDF of markup. The only place that knows WeasyPrint; it knows neither Django nor the rest of us.

So the process that makes a PDF holds nothing but the press (`python -m reports.press`), and gives all its memory back.
"""
