"""What is stored: shapes, constraints, names. No engine, no HTTP."""

from archive.models._api_token import ApiToken
from archive.models._article import (
    Article,
    ArticleCompany,
    ArticleCountry,
    ArticleMineral,
    Review,
)
from archive.models._evidence import Evidence, Field, Verdict
from archive.models._import import Import, ImportItem, ItemStatus
from archive.models._index_task import IndexTask
from archive.models._lists import OPENING, Tag, read_tags, with_opening
from archive.models._names_version import NamesVersion
from archive.models._original import Original
from archive.models._rejection import AliasRejection
from archive.models._story import Story, StoryKey, StoryRejection
from archive.models._taxonomy import (
    PROJECT_KINDS,
    UNKNOWN_SOURCE,
    Company,
    CompanyAlias,
    CompanyKind,
    Country,
    CountryAlias,
    Mineral,
    MineralAlias,
    MineralKind,
    Source,
    SourceAlias,
    SourceDomain,
    SourceKind,
)
from archive.models._workspace import (
    MAX_NAME,
    MAX_NOTE,
    Announcement,
    Cadence,
    Collection,
    CollectionItem,
    SavedSearch,
)

__all__ = [
    "MAX_NAME",
    "MAX_NOTE",
    "OPENING",
    "PROJECT_KINDS",
    "UNKNOWN_SOURCE",
    "AliasRejection",
    "Announcement",
    "ApiToken",
    "Article",
    "ArticleCompany",
    "ArticleCountry",
    "ArticleMineral",
    "Cadence",
    "Collection",
    "CollectionItem",
    "Company",
    "CompanyAlias",
    "CompanyKind",
    "Country",
    "CountryAlias",
    "Evidence",
    "Field",
    "Import",
    "ImportItem",
    "IndexTask",
    "ItemStatus",
    "Mineral",
    "MineralAlias",
    "MineralKind",
    "NamesVersion",
    "Original",
    "Review",
    "SavedSearch",
    "Source",
    "SourceAlias",
    "SourceDomain",
    "SourceKind",
    "Story",
    "StoryKey",
    "StoryRejection",
    "Tag",
    "Verdict",
    "read_tags",
    "with_opening",
]
