"""The pages and files of the data: of one assessment, and of many municipalities."""

from exports.views.many import export_file, exports, remove_export, retry_export
from exports.views.one import data, data_file
from exports.views.schema import data_schema

__all__ = ["data", "data_file", "data_schema", "export_file", "exports", "remove_export", "retry_export"]
