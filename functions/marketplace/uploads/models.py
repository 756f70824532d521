"""Answers of files for deals."""

from common.file_links import FileLinks
from common.models.deal_work import DealFile


class DealFileWithLinks(FileLinks, DealFile):
    """A file and how to get at it: `upload` while it is pending, `download` once it is stored."""
