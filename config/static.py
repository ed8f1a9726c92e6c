"""How static files are kept in production."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Files with a hash in their name, also where one of our scripts imports another."""

    support_js_module_import_aggregation = True
