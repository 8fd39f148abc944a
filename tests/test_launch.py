"""Starting Lode: what keeps it from serving is said in one line, with the fix."""

import socket

import pytest

from archive import gunicorn_config, indexing, launch
from archive.search import IndexLocked


@pytest.fixture
def address(monkeypatch):
    """Return a function that sets the host, the port and the number of workers."""

    def set_address(host="127.0.0.1", port="0", workers="3"):
        monkeypatch.setattr(gunicorn_config, "host", host)
        monkeypatch.setattr(gunicorn_config, "port", port)
        monkeypatch.setattr(gunicorn_config, "workers", workers)

    return set_address


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.mark.parametrize("port", ["", "abc", "0", "-1", "65536", "99999", "8000.0", "²"])
def test_what_is_no_port_is_refused(address, port):
    address(port=port)

    with pytest.raises(launch.CannotStart, match=r"1 to 65535.*PORT=8000"):
        launch.check_address()


@pytest.mark.parametrize("workers", ["", "abc", "0", "-2", "1.5"])
def test_what_is_no_number_of_workers_is_refused(address, free_port, workers):
    address(port=free_port, workers=workers)

    with pytest.raises(launch.CannotStart, match="ARCHIVE_WORKERS"):
        launch.check_address()


def test_taken_port_is_named_with_another_to_try(address):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        address(port=str(port))

        with pytest.raises(launch.CannotStart, match=f"{port}.* is taken.*PORT="):
            launch.check_address()


def test_highest_port_suggests_none_above_it(address, monkeypatch):
    address(port="65535")
    monkeypatch.setattr(socket.socket, "bind", _fail(OSError(98, "Address already in use")))

    with pytest.raises(launch.CannotStart, match="PORT=8000"):
        launch.check_address()


@pytest.mark.parametrize("host", ["no-such-host.invalid", "192.0.2.1", "2001:db8::1"])
def test_host_of_another_machine_is_not_called_a_taken_port(address, settings, free_port, host):
    settings.BEHIND_PROXY = True
    address(host=host, port=free_port)

    with pytest.raises(launch.CannotStart, match="ARCHIVE_HOST") as caught:
        launch.check_address()
    assert "taken" not in str(caught.value)


def test_privileged_port_is_explained(address, monkeypatch):
    address(port="80")
    monkeypatch.setattr(socket.socket, "bind", _fail(PermissionError(13, "Permission denied")))

    with pytest.raises(launch.CannotStart, match=r"may not.*80.*PORT=8000"):
        launch.check_address()


def test_public_host_needs_a_proxy(address, settings, free_port):
    settings.BEHIND_PROXY = False
    address(host="0.0.0.0", port=free_port)

    with pytest.raises(launch.CannotStart, match="ARCHIVE_BEHIND_PROXY"):
        launch.check_address()


def test_free_port_is_fine(address, free_port):
    address(port=free_port)

    launch.check_address()


@pytest.mark.parametrize(
    ("host", "written"),
    [("127.0.0.1", "127.0.0.1:8000"), ("localhost", "localhost:8000"), ("::1", "[::1]:8000")],
)
def test_addresses_of_ipv6_are_bracketed(host, written):
    assert gunicorn_config.joined(host, "8000") == written


@pytest.mark.django_db
@pytest.mark.parametrize("step", ["rebuild", "find_missing_and_orphans"])
def test_busy_index_does_not_keep_lode_from_serving(monkeypatch, settings, tmp_path, step):
    settings.DATA_DIR, settings.SECRET_KEY_FILE = tmp_path, tmp_path / "secret_key"
    settings.STATIC_ROOT = tmp_path / "static"
    settings.BASE_DIR = tmp_path  # no seeds
    damage = "There is no index." if step == "rebuild" else ""
    monkeypatch.setattr(indexing, "needs_rebuild", lambda: damage)
    monkeypatch.setattr(indexing, step, _fail(IndexLocked("Another process is writing.")))
    said = []

    launch.prepare(said.append)

    assert any("Another process is writing." in line for line in said)


def _fail(error):
    def fail(*args):
        raise error

    return fail
