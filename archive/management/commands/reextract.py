"""`manage.py reextract`: read the whole archive again with today's rules and names."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet

from archive.ingest import (
    Change,
    Checkpoint,
    ReextractRunning,
    Step,
    clear_checkpoint,
    current_gazetteer,
    load_checkpoint,
    names_fingerprint,
    preview_reextract,
    reextract_many,
    save_checkpoint,
    the_only_run,
)
from archive.management.progress import ProgressBar
from archive.models import Article, Source

WOULD_CHANGE = 3  # exit status of a dry run that found something to change
_INTERRUPTED = 130
_LONGEST = 60  # characters of a value


class Command(BaseCommand):
    """Extract every article again. What editors decided stays; a stopped run can go on."""

    help = (
        "Extract the articles of the archive again; what editors decided stays. A run that was "
        "stopped goes on where it was. Exit status: 0 done, 1 an article failed, "
        f"{WOULD_CHANGE} a dry run found something to change, {_INTERRUPTED} stopped with Ctrl-C."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="say, article by article, what would change; change nothing",
        )
        parser.add_argument(
            "--json",
            action="store_true",
            help='print {"id", "title", "changes": [{"field", "before", "after", "rule"}]} for '
            'each article that changes, {"id", "title", "error"} for one that fails, and at the '
            'end {"summary": {"articles", "changed", "failed"}}',
        )
        parser.add_argument("--source", default="", metavar="SLUG", help="only of this source")
        parser.add_argument(
            "--since", type=int, default=0, metavar="ID", help="only from this article on"
        )
        parser.add_argument(
            "--restart", action="store_true", help="begin anew, whatever an earlier run did"
        )
        parser.add_argument(
            "--progress", action="store_true", help="draw the progress bar on any output"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run, or say what a run would do."""
        self.as_json = options["json"]
        start = Checkpoint(options["source"], options["since"], names_fingerprint())
        if start.source and not Source.objects.filter(slug=start.source).exists():
            raise CommandError(
                f"There is no source {start.source!r}. Its slug stands in the address of the "
                "search page when you choose the source there, e.g. ?source=reuters."
            )
        with ProgressBar("Extracting", always=options["progress"]) as self.bar:
            if options["dry_run"]:
                end = self._preview(start)
            else:
                end = self._run(start, restart=options["restart"])
        self._summarise(end, "would change" if options["dry_run"] else "changed")
        if end.failed:
            raise CommandError(f"Failed, and left as they were: {_listed(end.failed)}")
        if options["dry_run"] and end.changed:
            sys.exit(WOULD_CHANGE)

    def _preview(self, start: Checkpoint) -> Checkpoint:
        articles = _articles(start)
        total, at = articles.count(), start
        for step in preview_reextract(articles, current_gazetteer()):
            at = self._past(at, [step])
            self.bar.show(at.seen, total)
        return at

    def _run(self, start: Checkpoint, *, restart: bool) -> Checkpoint:
        try:
            with the_only_run():
                return self._go_on(start if restart else self._resumed(start))
        except ReextractRunning as error:
            raise CommandError(str(error)) from error

    def _resumed(self, start: Checkpoint) -> Checkpoint:
        """Return where to begin: after what an unfinished run of the same kind has done."""
        stopped = load_checkpoint()
        if stopped is None:
            return start
        if stopped.continues(start):
            self.stderr.write(f"Going on after article {stopped.last_id}; --restart begins anew.")
            return stopped
        self.stderr.write(
            "An earlier run that was not finished had other options, names or rules; beginning "
            "from the first article."
        )
        return start

    def _go_on(self, at: Checkpoint) -> Checkpoint:
        articles = _articles(at)
        total = at.seen + articles.count()
        try:
            for steps in reextract_many(articles, current_gazetteer()):
                at = self._past(at, steps)
                save_checkpoint(at)
                self.bar.show(at.seen, total)
        except KeyboardInterrupt:
            self.stderr.write(f"Stopped after article {at.last_id}. Run it again to go on.")
            sys.exit(_INTERRUPTED)
        clear_checkpoint()
        return at

    def _past(self, at: Checkpoint, steps: Iterable[Step]) -> Checkpoint:
        """Print what each step changes, and return the checkpoint after them."""
        for step in steps:
            if step.changes or step.error:
                self.stdout.write(_line(step) if self.as_json else "\n".join(_lines(step)))
            at = replace(
                at,
                last_id=step.article_id,
                seen=at.seen + 1,
                changed=at.changed + bool(step.changes),
                failed=(*at.failed, step.article_id) if step.error else at.failed,
            )
        return at

    def _summarise(self, end: Checkpoint, verb: str) -> None:
        summary = {"articles": end.seen, "changed": end.changed, "failed": len(end.failed)}
        if self.as_json:
            self.stdout.write(json.dumps({"summary": summary}))
        else:
            failed = f", {len(end.failed):,} failed" if end.failed else ""
            self.stdout.write(f"{end.seen:,} articles: {end.changed:,} {verb}{failed}")


def _articles(at: Checkpoint) -> QuerySet[Article]:
    articles = Article.objects.filter(pk__gte=at.since, pk__gt=at.last_id)
    return articles.filter(source__slug=at.source) if at.source else articles


def _line(step: Step) -> str:
    record: dict[str, Any] = {"id": step.article_id, "title": step.label}
    if step.error:
        record["error"] = step.error
    else:
        record["changes"] = [asdict(change) for change in step.changes]
    return json.dumps(record, ensure_ascii=False)


def _lines(step: Step) -> Iterator[str]:
    yield f"{step.article_id}  {step.label}"
    if step.error:
        yield f"    {step.error}"
    for change in step.changes:
        yield f"    {change.field}: {_change(change)}  [{change.rule}]"


def _change(change: Change) -> str:
    return f"{_shown(change.before)} → {_shown(change.after)}"


def _shown(value: str) -> str:
    if not value:
        return "(none)"
    return value if len(value) <= _LONGEST else value[:_LONGEST] + "…"


def _listed(ids: tuple[int, ...]) -> str:
    rest = f" and {len(ids) - 20:,} more" if len(ids) > 20 else ""
    return ", ".join(map(str, ids[:20])) + rest
