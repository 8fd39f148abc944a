"""Long downloads stay alive under gunicorn, and hanging ones do not."""

from wsgiref.util import FileWrapper

from archive.gunicorn_config import beating


class Pieces(list):
    """A response body that remembers being closed."""

    is_closed = False

    def close(self):
        self.is_closed = True


def answer(body):
    """Return what the server gets for a body, and the list of beats."""
    beats = []
    application = beating(lambda environ, start: body, lambda: beats.append(1))
    return application({"wsgi.file_wrapper": FileWrapper}, None), beats


def test_every_piece_of_a_download_is_a_sign_of_life():
    response, beats = answer(Pieces([b"a", b"b", b"c"]))

    pieces = iter(response)

    assert (next(pieces), len(beats)) == (b"a", 1)
    assert list(pieces) == [b"b", b"c"]
    assert len(beats) == 3


def test_the_end_of_a_response_is_passed_on():
    body = Pieces()
    response, _ = answer(body)

    response.close()

    assert body.is_closed


def test_a_file_is_left_to_the_server(tmp_path):
    (tmp_path / "file").write_bytes(b"x")
    with (tmp_path / "file").open("rb") as file:
        body = FileWrapper(file)

        assert answer(body)[0] is body
