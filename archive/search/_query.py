"""One question, as a value: equal questions are equal, hashable and share one URL."""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from urllib.parse import quote_plus

MAX_TEXT = 512  # characters of query text; longer questions are refused with a message
PER_PAGE_CHOICES = (20, 50, 100)
MAX_RESULT_WINDOW = 10_000  # deepest hit that paging reaches

NONE = "none"  # the facet value "has no value"


class Sort(StrEnum):
    """Orders of a result; each ends in newest id first, so that paging is stable."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


Choice = tuple[str, str]  # (facet, value)


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What the reader asks.

    `after` and `before` are EDTF dates (`2024`, `2024-03`, `2024-03-01`), both inclusive;
    an article matches when its date may lie between them. The facet `date` is a choice too:
    its values are `none` (undated) and `year-unknown`.
    `all_of` names the facets whose chosen values must all be present. With `main_only`, only
    the main subjects of an article count as its countries and minerals.
    """

    text: str = ""
    filters: tuple[Choice, ...] = ()
    excluded: tuple[Choice, ...] = ()
    all_of: tuple[str, ...] = ()
    after: str = ""
    before: str = ""
    main_only: bool = False
    sort: Sort | None = None
    page: int = 1
    per_page: int = PER_PAGE_CHOICES[0]

    @property
    def order(self) -> Sort:
        """Return the order asked for; without one, relevance for words and newest for none."""
        return self.sort or (Sort.RELEVANCE if self.text.strip() else Sort.NEWEST)

    @property
    def is_narrowed(self) -> bool:
        """Tell whether anything but the text narrows the result."""
        return bool(self.filters or self.excluded or self.after or self.before)

    def chosen(self, facet: str) -> tuple[str, ...]:
        """Return the values chosen in a facet."""
        return tuple(value for name, value in self.filters if name == facet)

    def rejected(self, facet: str) -> tuple[str, ...]:
        """Return the values excluded in a facet."""
        return tuple(value for name, value in self.excluded if name == facet)

    def toggled(self, facet: str, value: str) -> "SearchQuery":
        """Return this question with one facet value added or removed, back on page 1."""
        choice = (facet, value)
        kept = tuple(pair for pair in self.filters if pair != choice)
        filters = kept if choice in self.filters else (*kept, choice)
        return replace(self.without(facet, value), filters=filters)

    def excluding(self, facet: str, value: str) -> "SearchQuery":
        """Return this question with one facet value excluded, back on page 1."""
        bare = self.without(facet, value)
        return replace(bare, excluded=(*bare.excluded, (facet, value)))

    def without(self, facet: str, value: str) -> "SearchQuery":
        """Return this question with no opinion on one facet value, back on page 1."""
        choice = (facet, value)
        return replace(
            self,
            filters=tuple(pair for pair in self.filters if pair != choice),
            excluded=tuple(pair for pair in self.excluded if pair != choice),
            page=1,
        )

    def without_facet(self, facet: str) -> "SearchQuery":
        """Return this question with nothing chosen or excluded in a facet, back on page 1."""
        return replace(
            self,
            filters=tuple(pair for pair in self.filters if pair[0] != facet),
            excluded=tuple(pair for pair in self.excluded if pair[0] != facet),
            page=1,
        )

    def between(self, after: str, before: str) -> "SearchQuery":
        """Return this question for other dates, back on page 1."""
        return replace(self, after=after, before=before, page=1)

    def about_main_subjects(self, *, only: bool) -> "SearchQuery":
        """Return this question about main subjects only, or about all, back on page 1."""
        return replace(self, main_only=only, page=1)

    def asking(self, text: str) -> "SearchQuery":
        """Return this question with other words, back on page 1."""
        return replace(self, text=text, page=1)

    def cleared(self) -> "SearchQuery":
        """Return this question with its words alone: no filter, no dates, page 1."""
        return replace(
            self,
            filters=(),
            excluded=(),
            all_of=(),
            after="",
            before="",
            main_only=False,
            page=1,
        )

    def sorted_by(self, sort: Sort) -> "SearchQuery":
        """Return this question in another order, back on page 1."""
        return replace(self, sort=sort, page=1)

    def at_page(self, page: int) -> "SearchQuery":
        """Return another page of this question."""
        return replace(self, page=page)

    def parameters(self) -> list[tuple[str, str]]:
        """Return the URL parameters that differ from the defaults, in one canonical order."""
        pairs = [("q", self.text)] if self.text else []
        pairs += sorted(self.filters)
        pairs += [(f"not_{facet}", value) for facet, value in sorted(self.excluded)]
        pairs += [(f"{facet}_mode", "all") for facet in sorted(self.all_of)]
        pairs += [(name, value) for name in ("after", "before") if (value := getattr(self, name))]
        if self.main_only:
            pairs.append(("main", "1"))
        if self.sort:
            pairs.append(("sort", self.sort.value))
        for name, default in _DEFAULTS.items():
            if (value := getattr(self, name)) != default:
                pairs.append((name, str(value)))
        return pairs

    def querystring(self) -> str:
        """Return the canonical query string, without a question mark."""
        return "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in self.parameters())


_DEFAULTS = {"per_page": SearchQuery().per_page, "page": SearchQuery().page}
# A page of results has the same few values in a hundred addresses.
_quoted = lru_cache(maxsize=4096)(quote_plus)
