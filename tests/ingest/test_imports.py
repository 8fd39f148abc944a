"""Many clippings in slices: what a dying process leaves is taken up again."""

import io
import multiprocessing

import pytest

from archive.ingest import IngestError, SentFile, advance, load_taxonomy, retry_failed, start_import
from archive.models import Article, Import, ItemStatus
from tests.ingest.samples import pdf_file
from tests.ingest.test_bundle import zipped


@pytest.fixture
def archive(db, settings):
    settings.INLINE_INDEXING = False
    load_taxonomy()


def sent(content, name="clips.zip"):
    return SentFile(name, io.BytesIO(content))


def texts(count):
    return zipped(*((f"{number}.txt", f"Lithium news {number}.") for number in range(count)))


def statuses(batch):
    return list(batch.items.values_list("name", "status"))


def read(batch):
    """Go on until nothing waits."""
    for _ in range(20):
        advance(batch)
        if not batch.items.filter(status=ItemStatus.WAITING).exists():
            return
    pytest.fail("It does not come to an end.")


def test_every_clipping_gets_its_outcome_and_the_files_go(archive, data_dir):
    batch = start_import([sent(texts(3)), sent(pdf_file(), "a.pdf"), sent(b"Tin.", "b.txt")], None)
    assert not Article.objects.exists()

    read(batch)

    assert {status for _, status in statuses(batch)} == {"added"}
    assert batch.items.get(name="a.pdf").article.original.file_name == "a.pdf"
    assert not (data_dir / "imports" / str(batch.pk)).exists()


def test_copies_and_refusals_are_told_and_refused_ones_can_be_tried_again(archive, data_dir):
    content = zipped(("a.txt", "Tin."), ("copy.txt", "Tin."), ("bad.pdf", b"%PDF-1.4 junk"))
    batch = start_import([sent(content)], None)
    read(batch)

    assert statuses(batch) == [("a.txt", "added"), ("copy.txt", "duplicate"), ("bad.pdf", "failed")]
    assert batch.items.get(name="copy.txt").article == Article.objects.get()
    assert "PDF is damaged" in batch.items.get(name="bad.pdf").message
    assert retry_failed(batch) == 1
    read(batch)
    assert batch.items.get(name="bad.pdf").status == "failed"


def test_a_slice_ends_in_time_and_the_next_goes_on(archive):
    batch = start_import([sent(texts(50))], None)

    advance(batch, seconds=0.000001)
    first = batch.items.filter(status="added").count()
    read(batch)

    assert 0 < first < 50
    assert Article.objects.count() == 50


def test_what_was_being_read_when_a_process_died_is_taken_up_and_given_up_in_the_end(archive):
    batch = start_import([sent(texts(3))], None)
    batch.items.filter(name="0.txt").update(attempts=1)
    batch.items.filter(name="1.txt").update(attempts=3)

    read(batch)

    assert dict(statuses(batch)) == {"0.txt": "added", "1.txt": "failed", "2.txt": "added"}
    assert "cut off again and again" in batch.items.get(name="1.txt").message


def test_two_processes_do_not_read_the_same(archive, data_dir):
    batch = start_import([sent(texts(2))], None)
    ready, done = multiprocessing.Event(), multiprocessing.Event()
    path = data_dir / "imports" / str(batch.pk) / "lock"
    other = multiprocessing.Process(target=_hold, args=(path, ready, done))
    other.start()
    ready.wait()

    advance(batch)
    assert not Article.objects.exists()

    done.set()
    other.join()
    read(batch)
    assert Article.objects.count() == 2


def test_when_its_files_are_gone_an_import_says_so(archive, data_dir):
    batch = start_import([sent(texts(2))], None)
    for path in (data_dir / "imports" / str(batch.pk)).iterdir():
        path.unlink()
    (data_dir / "imports" / str(batch.pk)).rmdir()

    read(batch)

    assert "Send it again" in batch.items.first().message
    assert retry_failed(batch) == 0


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ([(texts(1)[:-5], "a.zip")], "damaged"),
        ([(b"title\nx", "a.csv")], "no column"),
        ([(zipped(), "a.zip")], "no clipping in it"),
        ([(b"x" * 11, "a.txt")], "MB together"),
    ],
)
def test_what_cannot_be_listed_leaves_nothing_behind(archive, data_dir, settings, files, message):
    if message == "MB together":
        settings.MAX_UPLOAD_BYTES = 1

    with pytest.raises(IngestError, match=message):
        start_import([sent(content, name) for content, name in files], None)

    assert not Import.objects.exists()
    assert list((data_dir / "imports").iterdir()) == []


def _hold(path, ready, done):
    import fcntl

    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        ready.set()
        done.wait()
