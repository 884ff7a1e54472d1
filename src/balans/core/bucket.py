"""Blobs in S3-compatible storage. Imported only when a bucket is set: its library is large."""

from typing import Any

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from storages.backends.s3 import S3Storage

CONNECT_SECONDS, SILENT_SECONDS = 3, 10
"""How long we wait for storage to pick up, and for the next thing that it says."""


class SealedBucket(S3Storage):  # type: ignore[misc]
    """A private bucket that gives up in time, so that nobody waits for storage that is away."""

    def get_default_settings(self) -> dict[str, Any]:
        return {
            **super().get_default_settings(),
            "default_acl": None,
            "querystring_auth": True,
            "file_overwrite": True,
            "transfer_config": TransferConfig(use_threads=False),
            "client_config": Config(
                connect_timeout=CONNECT_SECONDS,
                read_timeout=SILENT_SECONDS,
                retries={"total_max_attempts": 2},
                signature_version="s3v4",
                s3={"addressing_style": "path"},
            ),
        }
