"""Bodies and answers of files."""

from common.file_links import FileDraft, FileLinks
from common.models.assets import AssetPurpose, CampaignAsset


class AssetDraft(FileDraft):
    """A file that is about to be uploaded. `size_bytes` is the most that S3 will take."""

    purpose: AssetPurpose = AssetPurpose.CAMPAIGN


class AssetWithLinks(FileLinks, CampaignAsset):
    """A file and how to get at it: `upload` while it is pending, `download` once it is stored."""
