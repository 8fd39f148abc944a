"""What every test shares: a data directory of its own and no way out to the network."""

import hypothesis
import pytest

# A busy machine takes its time: only what is computed may fail a test.
hypothesis.settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("untimed")


@pytest.fixture
def index(db):
    """Return a function that puts every stored article into a fresh index."""
    from archive.indexing import rebuild

    rebuild()
    return rebuild


@pytest.fixture
def clock(monkeypatch):
    """Stop the clock that rates go by; calling it sets it."""

    def set_to(moment):
        monkeypatch.setattr("archive.web._rates.time", lambda: moment)

    set_to(5_000_000.0)
    return set_to


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    """Give each test its own index and originals, plain static files and cheap passwords."""
    settings.DATA_DIR = tmp_path
    settings.INDEX_DIR = tmp_path / "index"
    settings.ORIGINALS_DIR = tmp_path / "originals"
    settings.SECRET_KEY_FILE = tmp_path / "secret_key"
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return tmp_path
