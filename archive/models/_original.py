"""The uploaded bytes as they came, named by their SHA-256."""

from django.db import models


class Original(models.Model):
    """One file or pasted text as received; its bytes lie under `ARCHIVE_DATA_DIR/originals`."""

    sha256 = models.CharField(max_length=64, unique=True)
    media_type = models.CharField(max_length=100)
    file_name = models.CharField(max_length=255, blank=True)
    size = models.PositiveBigIntegerField(help_text="bytes")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.file_name or self.sha256[:12]
