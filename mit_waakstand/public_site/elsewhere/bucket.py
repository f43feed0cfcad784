"""A bucket (S3) in which the public site stands as objects; ``MIT_PUBLIC_BUCKET`` names it.

Objects are stored as they are, not compressed: a bucket gives every reader the same bytes, and
what stands in front of it may compress. An object is named as its file.
"""

import hashlib
from collections.abc import Generator
from contextlib import contextmanager

import boto3
from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    NoCredentialsError,
    PartialCredentialsError,
)
from django.conf import settings

from mit_waakstand.failures import ForGoodError, ForNowError
from mit_waakstand.headers import LASTING_HEADERS, NEVER_STORED, PUBLIC_HEADERS
from mit_waakstand.public_site.serving.addresses import NOT_FOUND, media_type_of, never_changes
from mit_waakstand.public_site.writing import MARK

CACHE = "Cache-Control"
COMPLETE = f"{MARK}-compleet"
BUSY = {408, 409, 429}
FIRST_FAULT_OF_THEIRS = 500


class Bucket:
    """The bucket, and the folder in it, that the settings name.

    Every method raises ForNowError when the bucket is away or busy, and ForGoodError when it
    refuses us.
    """

    def __init__(self) -> None:
        """Ask nothing yet."""
        self._name, _, folder = settings.PUBLIC_BUCKET.partition("/")
        self._folder = f"{folder.strip('/')}/" if folder else ""
        self._client = boto3.client(
            "s3",
            endpoint_url=settings.BUCKET_URL or None,
            region_name=settings.BUCKET_REGION,
            aws_access_key_id=settings.BUCKET_KEY or None,
            aws_secret_access_key=settings.BUCKET_SECRET or None,
            config=Config(
                connect_timeout=5,
                read_timeout=30,
                retries={"total_max_attempts": 2},  # the outbox tries again, for days
                s3={"addressing_style": "path" if settings.BUCKET_URL else "auto"},
                request_checksum_calculation="when_required",  # not every S3 knows the newest
                response_checksum_validation="when_required",
            ),
        )

    def stored(self, below: str = "") -> dict[str, str]:
        """Return what stands in a folder of the site, each with the tag of its bytes."""
        pages = self._client.get_paginator("list_objects_v2").paginate(
            Bucket=self._name, Prefix=f"{self._folder}{below}"
        )
        with _in_words():
            return {
                found["Key"].removeprefix(self._folder): found["ETag"].strip('"')
                for page in pages
                for found in page.get("Contents", ())
            }

    def is_complete(self) -> bool:
        """Tell whether the whole site was brought to it once.

        Marks it as ours; raises ForGoodError when it holds objects of somebody else.
        """
        marks = self.stored(MARK)
        if MARK not in marks:
            if self.stored():
                message = "De bucket bevat bestanden van iets anders. Kies een lege, of een map."
                raise ForGoodError(message)
            self._mark(MARK)
        return COMPLETE in marks

    def note_complete(self) -> None:
        """Keep in the bucket that the whole site is there."""
        self._mark(COMPLETE)

    def put(self, path: str, body: bytes) -> None:
        """Store a file under its path, with its media type and how long it may be kept."""
        with _in_words():
            self._client.put_object(
                Bucket=self._name,
                Key=f"{self._folder}{path}",
                Body=body,
                ContentType=media_type_of(path),
                CacheControl=_cache_control(path),
            )

    def _mark(self, name: str) -> None:
        with _in_words():
            self._client.put_object(Bucket=self._name, Key=f"{self._folder}{name}", Body=b"")

    def remove(self, path: str) -> None:
        """Remove a file; one that is not there is gone as well."""
        with _in_words():
            self._client.delete_object(Bucket=self._name, Key=f"{self._folder}{path}")


def tag_of(body: bytes) -> str:
    """Return how most buckets tag these bytes; another tag only costs an upload too many."""
    return hashlib.md5(body, usedforsecurity=False).hexdigest()


def _cache_control(path: str) -> str:
    if path == NOT_FOUND:
        return NEVER_STORED[1]
    return dict(LASTING_HEADERS if never_changes(path) else PUBLIC_HEADERS)[CACHE]


@contextmanager
def _in_words() -> Generator[None, None, None]:
    """Say in Dutch what went wrong, and whether it is worth trying again."""
    try:
        yield
    except ClientError as error:
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        code = error.response.get("Error", {}).get("Code", status)
        if status in BUSY or status >= FIRST_FAULT_OF_THEIRS:
            message = f"De bucket is bezig of in storing ({code})."
            raise ForNowError(message) from error
        message = f"De bucket weigert ({code}). Controleer naam, sleutel en rechten."
        raise ForGoodError(message) from error
    except (NoCredentialsError, PartialCredentialsError) as error:
        message = "Er is geen sleutel voor de bucket. Zet MIT_BUCKET_KEY en MIT_BUCKET_SECRET."
        raise ForGoodError(message) from error
    except BotoCoreError as error:
        message = f"De bucket is niet bereikbaar ({type(error).__name__})."
        raise ForNowError(message) from error
