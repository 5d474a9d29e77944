"""How static files are kept: compressed, under names that change with their content, so that browsers keep them long.

Here belongs the storage of static files alone; what the files are stands in each room's `static/`.
"""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types of its own
    """Imports between modules name the same addresses as the page that loads the modules beforehand."""

    support_js_module_import_aggregation = True
