"""What every engine must do. A test class subclasses this and provides `engine`."""

from tests.search.contract.answers import AnswersContract
from tests.search.contract.counting import CountingContract
from tests.search.contract.filters import FiltersContract
from tests.search.contract.words import WordsContract
from tests.search.contract.writing import WritingContract


class EngineContract(
    WordsContract, FiltersContract, AnswersContract, CountingContract, WritingContract
):
    """Cases for any engine."""
